"""`python -m tests.reference` writes docs/reference/ from the complaints, the rules and the commands themselves."""

# ruff: noqa: E501 -- what is shown stands on a line, however long

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from ccmcheck.base import resources
from ccmcheck.base.days import day
from ccmcheck.base.messages import COMPLAINTS
from ccmcheck.cli import main
from ccmcheck.language.rulebook.load import load
from ccmcheck.language.rulebook.model import Rule, Ruleset

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
GENERATED = "<!-- Written by `python -m tests.reference`; a test fails when it is stale. -->"


def pages() -> dict[str, str]:
    """Each page by the name of its file."""
    return {
        "README.md": "\n".join(_contents()) + "\n",
        "commands.md": "\n".join(_commands()) + "\n",
        "diagnostics.md": "\n".join(_diagnostics()) + "\n",
        "rules.md": "\n".join(_rules()) + "\n",
    }


def _contents() -> Iterator[str]:
    yield from (GENERATED, "", "# Reference", "")
    yield "- [commands.md](commands.md): every command with its options, as `--help` shows them."
    yield "- [diagnostics.md](diagnostics.md): every complaint about an input, what it means and what mends it."
    yield "- [rules.md](rules.md): the decisions that come with the tool, rule by rule, with the words they rest on."


# -- commands ------------------------------------------------------------------------------------------------------


def _commands() -> Iterator[str]:
    yield from (GENERATED, "", "# Commands", "")
    yield from _help(main, "ccmcheck")
    with click.Context(main, info_name="ccmcheck") as outer:
        for name in main.list_commands(outer):
            command = main.get_command(outer, name)
            assert command is not None
            yield from ("", f"## ccmcheck {name}", "")
            yield from _help(command, name, outer)


def _help(command: click.Command, name: str, outer: click.Context | None = None) -> Iterator[str]:
    context = click.Context(
        command, parent=outer, info_name=name, terminal_width=100, help_option_names=["-h", "--help"]
    )
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    yield from ("```", text, "```")


# -- complaints ----------------------------------------------------------------------------------------------------


def _diagnostics() -> Iterator[str]:
    yield from (GENERATED, "", "# Complaints", "")
    yield "Every complaint about an input, in the order of the alphabet. Words in braces are those of the file at hand."
    yield "The code is the `code` of a problem in the JSON report."
    for code, complaint in sorted(COMPLAINTS.items()):
        yield from ("", f"## {code}", "", f"**{complaint.title}.** {complaint.explanation}", "")
        yield f"> {complaint.wording.format_map(_Blanks())}"
        if advice := " ".join(filter(None, (complaint.help.format_map(_Blanks()), complaint.undecided))):
            yield from (">", f"> help: {advice}")


class _Blanks(dict[str, str]):
    """Leaves the braces of a wording as they are, and undoes the doubling of others."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


# -- rules ---------------------------------------------------------------------------------------------------------


def _rules() -> Iterator[str]:
    yield from (GENERATED, "", "# Rules", "")
    yield "An obligation that is departed from is a violation, a departure from a recommendation is only told, and a judgement is a"
    yield "question for a person."
    for file, name in resources.all_bundled_rules():
        loaded, problems = load(file, name)
        assert loaded is not None
        assert loaded.ruleset is not None, problems
        yield from _ruleset(loaded.ruleset)


def _ruleset(ruleset: Ruleset) -> Iterator[str]:
    until = f"until {day(ruleset.period.until)}, that day excluded" if ruleset.period.until else "with no end yet"
    yield from ("", f"## {ruleset.name}", "")
    yield f"{ruleset.title} ({ruleset.short}); in force from {day(ruleset.period.start)} {until}. {len(ruleset.rules)} rule{'s' if len(ruleset.rules) != 1 else ''}."
    for rule in ruleset.rules:
        yield from _rule(rule)
    yield from ("", "### Paragraphs without a rule", "")
    for unchecked in ruleset.unchecked:
        yield f"- {', '.join(unchecked.paragraphs)}: {unchecked.reason}"


def _rule(rule: Rule) -> Iterator[str]:
    yield from ("", f"### {rule.name}", "", f"{rule.force.capitalize()}.", "")
    for citation in rule.citations:
        yield f"- {citation.paragraph}: “{' '.join(citation.quotation.split())}”"
    yield from ("", "```", *_without_examples(rule.span.text), "```")


def _without_examples(statement: str) -> Iterator[str]:
    """A rule as it is written, up to its first example."""
    shown = re.split(r"^ +(?:example|same as)\b", statement, maxsplit=1, flags=re.MULTILINE)[0]
    lines = shown.rstrip().splitlines()
    while lines and lines[-1].lstrip().startswith("--"):
        lines.pop()
    yield from lines


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        click.echo(FOLDER / name)
