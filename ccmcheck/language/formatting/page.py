"""A rules file in its one layout: a blank line between statements, comments where they belong; checked before given.

A comment on its own line stays before the statement, part or word that it precedes; one at a line's end stays there.
An indented comment that follows a statement without a blank line closes that statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby, takewhile

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.source import Source, Span
from ccmcheck.language.formatting.equivalence import difference
from ccmcheck.language.formatting.layout import printed
from ccmcheck.language.formatting.statements import statement
from ccmcheck.language.formatting.tokens import Unexpected, Words
from ccmcheck.language.syntax import Parsed, parse


def formatted(source: Source, lay_out: Callable[[Parsed], str] | None = None) -> str | tuple[Diagnostic, ...]:
    """The text of a rules file in its one layout, or why it keeps the layout it has.

    What `lay_out` gives is read again, and refused where it says something else or a comment has moved.
    """
    parsed, problems = parse(source)
    if problems:
        return problems
    try:
        text = (lay_out or layout_of)(parsed)
        lost = difference(parsed, text)
    except Unexpected as error:
        return (complain("layout-differs", source.span(error.at, len(source.text))),)
    except RecursionError:
        return (complain("statement-too-deep", source.beginning),)
    return _ended_like(source.text, text) if lost is None else (complain("layout-differs", lost),)


def formatted_statement(statement: Span) -> str | tuple[Diagnostic, ...]:
    """The text of one statement in its layout, or why it keeps the layout it has."""
    text = formatted(Source.of(statement.source.name, statement.text))
    return text.rstrip("\r\n") if isinstance(text, str) else text


def _ended_like(before: str, text: str) -> str:
    """The text with line ends as the first line had them: what an editor or git settles is no matter of layout."""
    first, end, _ = before.partition("\n")
    return text.replace("\n", "\r\n") if end and first.endswith("\r") else text


def layout_of(parsed: Parsed) -> str:
    """The layout of a rules file that could be read whole."""
    text, at = parsed.source.text, 0
    pieces: list[str] = []
    for written in parsed.statements:
        above, attached = _comments(text[at : written.span.start], pieces)
        words = Words(written.span)
        pieces += [*above, "".join(f"{line}\n" for line in attached) + printed(statement(written, words))]
        at = max(words.at, written.span.end)
    above, attached = _comments(text[at:], pieces)
    return "\n\n".join([*pieces, *above, *(["\n".join(attached)] if attached else [])]) + "\n"


def _comments(gap: str, pieces: list[str]) -> tuple[list[str], list[str]]:
    """The comments between two statements: those that stand alone, and those of the statement to come.

    Those that close the statement before are added to it.
    """
    lines = [line.rstrip() for line in gap.split("\n")]
    if pieces:
        closing = list(takewhile(lambda line: line[:1].isspace(), lines[1:]))
        pieces[-1] += "".join(f"\n  {line.strip()}" for line in closing)
        lines = lines[1 + len(closing) :]
    blocks = [[line.strip() for line in block] for block in _apart(lines)]
    attached = blocks.pop() if blocks and gap.rpartition("\n")[0].rstrip(" \t\r")[-1:] != "\n" else []
    return ["\n".join(block) for block in blocks], attached


def _apart(lines: list[str]) -> Iterator[list[str]]:
    """The lines that stand together without a blank one between them."""
    for together, block in groupby(lines, key=bool):
        if together:
            yield list(block)
