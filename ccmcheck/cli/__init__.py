"""The command line: reads files, prints reports, exits; the only room that talks to the world."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn

import click

from ccmcheck.base.version import __version__

COMMANDS = {
    "serve": "the page for drafters, in the browser",
    "page": "the same page as a folder of files",
    "check": "judge programmes against the decisions in force",
    "rules": "the decisions that are known, with their rules",
    "states": "whether a State is a party, and since when",
    "timeline": "which decisions bound in which year",
    "coverage": "what answers for each paragraph of a decision",
    "lint": "where rules and the words they rest on disagree",
    "handbook": "the rules as one page for a legal reader",
    "requote": "rules whose decision's text has changed, old and new words side by side",
    "fmt": "rules files in their one layout",
    "explain": "why a rule says what it says of a programme",
    "test": "the examples of rules, run",
    "new": "a programme full of blanks to start from",
    "complete": "what may stand in the blanks of a programme",
    "mend": "the fewest changes after which a programme keeps every obligation",
    "compare": "what a new version of rules changes",
    "prove": "whether the rules of a decision agree",
    "read": "a draft in Word or Markdown as a programme",
    "draft": "a programme as a draft in Word or Markdown",
    "lsp": "rules and programmes in an editor",
}
"""Each command with what it is for; `x` is the function `x` of the module that _MODULES names, or of `cli.x`."""

_MODULES = {"rules": "lookup", "states": "lookup"}


@contextmanager
def nothing_to_collect() -> Iterator[None]:
    """Modules, rules and programmes make no cycles worth collecting, and looking for them takes a fifth of a run."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor at the end of the process
        gc.enable()


_FILES = ("FILE", "PATH", "RULES", "DRAFT", "PROGRAMME")


def _complete_files(command: click.Command) -> None:
    """Lets a shell complete the names of files where they are asked for."""
    for param in command.params:
        if param.type is click.STRING and any(word in (param.metavar or str(param.name).upper()) for word in _FILES):
            param.type = click.Path()


@contextmanager
def _seen_enough() -> Iterator[None]:
    """A reader who has seen enough ends the run, before click can end it with a verdict."""
    try:
        yield
    except BrokenPipeError:
        from ccmcheck.cli.ending import without_reader

        without_reader()


class Commands(click.Group):
    """The commands, each imported only when it is asked for, so that one does not wait for what only another needs."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Runs a command and ends the process; what click would end with 1, which is a verdict, has its own code."""
        from ccmcheck.cli.ending import in_words

        code = None
        with in_words():
            code = super().main(*args, **{**extra, "standalone_mode": False})
        sys.exit(code)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Reads the command line, and shows the help if that is asked for."""
        with _seen_enough():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command."""
        with _seen_enough():
            return super().invoke(ctx)

    def list_commands(self, _context: click.Context) -> list[str]:
        """The names of the commands, in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        with nothing_to_collect():
            module = import_module(f"ccmcheck.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        if "_CCMCHECK_COMPLETE" in os.environ:
            _complete_files(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for, or the nearest to what was written."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            advice = f"did you mean `{near[0]}`?" if near else "`ccmcheck --help` lists them."
            ctx.fail(f"the name of a command is needed, and `{args[0]}` is none; {advice}")
        return super().resolve_command(ctx, args)

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help text, from the table above and without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ccmcheck", message="%(prog)s %(version)s")
@click.option("--traceback", is_flag=True, help="Show an error of ccmcheck itself in full, to report it.")
def main(traceback: bool) -> None:
    """Judge a work programme of a treaty against the decisions that bind it.

    Decisions of the Convention on Cluster Munitions and of a few other treaties come with it (`ccmcheck rules`); rules
    of your own are named with --rules.

    \b
    Examples:
      ccmcheck check draft.yaml            what departs from the decisions, and which blanks are left
      ccmcheck check --final draft.yaml    the same before adoption: no blank may be left
      ccmcheck states Sweden               whether a State is a party, and since when
      ccmcheck new 2013 -o 2013.yaml       a programme full of blanks to start from
    """
    if traceback:
        os.environ["CCMCHECK_TRACEBACK"] = "1"
