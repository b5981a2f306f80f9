"""Cuts a rules file into statements and finds its comments, without understanding either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ccmcheck.source import Source, Span
from ccmcheck.syntax.tree import Word

STATEMENTS = frozenset(
    ("ruleset", "register", "define", "obligation", "recommendation", "judgement", "unchecked", "repeals")
)
_FORCES = frozenset(("ruleset", "register", "define", "obligation", "recommendation", "judgement", "unchecked"))

# The same comments, texts and words as the grammar's, so that a keyword inside one starts nothing.
_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*)
      | (?P<text>"(?:[^"\\\n]|\\["\\]|\n[ \t])*"?)
      | (?P<word>[A-Za-z_][\w/-]*)
      | (?P<space>\s+)
      | (?P<other>.)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Split:
    """The statements of a file (from one keyword to the last word before the next), what precedes them, and the comments."""

    statements: tuple[Span, ...]
    stray: Span | None
    comments: tuple[Word, ...]


def split(source: Source) -> Split:
    """Cuts at the keywords that begin a statement."""
    starts: list[int] = []
    ends: list[int] = []
    comments: list[Word] = []
    stray: Span | None = None
    previous = ""
    for match in _TOKEN.finditer(source.text):
        if match.lastgroup == "comment":
            comments.append(Word(match.group().rstrip(), source.span(match.start(), match.start() + len(match.group().rstrip()))))
        if match.lastgroup in ("comment", "space"):
            continue
        if _begins(match, previous, source.text):
            starts.append(match.start())
            ends.append(match.end())
        elif starts:
            ends[-1] = match.end()
        elif stray is None:
            stray = source.span(match.start(), match.end())
        previous = match.group()
    return Split(tuple(_spans(source, starts, ends)), stray, tuple(comments))


def _begins(match: re.Match[str], previous: str, text: str) -> bool:
    """A keyword begins a statement unless it is a field (`.register`), a record's key (`register:`) or a statement's own name."""
    if match.group() not in STATEMENTS or previous == "." or previous in _FORCES:
        return False
    return not text.startswith(":", match.end())


def _spans(source: Source, starts: list[int], ends: list[int]) -> Iterator[Span]:
    for start, end in zip(starts, ends, strict=True):
        yield source.span(start, end)
