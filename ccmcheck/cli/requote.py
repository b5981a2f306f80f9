"""`ccmcheck requote`: rules whose decision's text has changed, walked through one by one."""

from __future__ import annotations

import sys
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ccmcheck.cli.output import complain, emit, fail, say, text_style

if TYPE_CHECKING:
    from ccmcheck.authoring.requote.staleness import Staleness, StaleStatement
    from ccmcheck.report.parts.style import TextStyle


@click.command()
@click.argument("rules", nargs=-1, metavar="[RULES...]")
@click.option("--write", is_flag=True, help="Take every proposal and write it, with the digest of today's text.")
def requote(rules: tuple[str, ...], write: bool) -> None:
    """Walk through the rules whose paragraph has changed since they were written, old and new words side by side.

    The header's sha256 is that of the decision's text; a record beside the text (NAME.paragraphs.json) holds the words
    of its paragraphs on that day. On a terminal each change is put to you; elsewhere it is shown, and --write takes it.

    \b
    Examples:
      ccmcheck requote my.rules
      ccmcheck requote --write my.rules

    \b
    Exit codes: 0 nothing is stale, or all of it has been settled; 1 something is stale;
    5 a rules file or the text of its decision cannot be read.
    """
    from ccmcheck.cli.test import named

    codes = [_requote(file, name, write=write) for file, name in named(rules)]
    sys.exit(max(codes, default=0))


def _requote(file: Traversable, name: str, *, write: bool) -> int:
    from ccmcheck.authoring.requote.report import to_text
    from ccmcheck.authoring.requote.staleness import staleness
    from ccmcheck.language.rulebook.load import load

    loaded, problems = load(file, name)
    stale = staleness(loaded) if loaded is not None else None
    if stale is None:
        complain(problems)
        return 5
    ask = sys.stdin.isatty() and sys.stdout.isatty() and not write
    style = text_style(None)
    if not ask:
        emit(to_text(stale, style), None)
    accepted = _asked(stale, style) if ask else list(stale.changes) if write else None
    if accepted is not None and (accepted or not stale.changes):
        return _written(stale, accepted, file)
    return 1 if stale.changes or stale.text_changed else 0


def _asked(stale: Staleness, style: TextStyle) -> list[StaleStatement] | None:
    """The changes to which a person says yes; None where there is nothing to ask."""
    from ccmcheck.authoring.requote.report import change_text, closing

    accepted: list[StaleStatement] = []
    for change in stale.changes:
        emit(change_text(change, style) + "\n", None)
        question = "Is the rule still right?" if change.stands else "Take today's words?"
        if (change.stands or change.proposal is not None) and click.confirm(f"  {question}", default=False):
            accepted.append(change)
        emit("\n", None)
    emit(closing(stale) + "\n", None)
    if not stale.changes and (stale.written == stale.today or not click.confirm("Write the digest of today's text?")):
        return None
    return accepted


def _written(stale: Staleness, accepted: list[StaleStatement], file: Traversable) -> int:
    """Writes the rules file and, where everything is settled, the record beside the text."""
    from ccmcheck.authoring.requote.staleness import is_settled, record_of, record_path, requoted
    from ccmcheck.base.source import Source
    from ccmcheck.language.formatting import formatted

    if not isinstance(file, Path):
        fail("a rules file that can be written is needed, and this one lies inside a package")
    source = stale.parsed.source
    text = requoted(stale, accepted)
    if formatted(source) == source.text:
        laid_out = formatted(Source.of(source.name, text))
        text = laid_out if isinstance(laid_out, str) else text
    settled = is_settled(stale, accepted)
    if text != source.text:
        emit(text, str(file))
    if settled:
        emit(record_of(stale.decision), str(file.parent / record_path(stale.decision.source.name)))
    say(f"written: {source.name}" + ("" if settled else "; what is left stays stale"))
    return 0 if settled else 1
