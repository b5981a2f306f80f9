"""The words of a statement in the order in which they were written, each with its comments; hides white space."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ccmcheck.base.source import Span
from ccmcheck.language.formatting.layout import Comment, Concat, Fill, Layout, Text

TokenKind: TypeAlias = Literal[
    "name", "rule", "reference", "paragraph", "number", "unit", "day", "blank", "string", "word"
]

_KINDS: dict[TokenKind, re.Pattern[str]] = {
    "name": re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*"),
    "rule": re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*"),
    "reference": re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*/[a-z][a-z0-9]*(-[a-z0-9]+)*"),
    "paragraph": re.compile(
        r"(((Article|Rule|Decision|Annex|Part|Chapter|Section) [0-9A-Z]+|[A-Z]+)(\.[A-Z]+)?(\.[0-9]+(\.[0-9]+)*)?"
        r"|[0-9]+(\.[0-9]+)*[a-z]?)( (bis|ter|quater|quinquies))?(\([a-z0-9.]+( (bis|ter|quater|quinquies))?\))*"
    ),
    "number": re.compile(r"[0-9]+(\.[0-9]+)?"),
    "unit": re.compile(r"(day|month|year)s?"),
    "day": re.compile(r"[0-9]{4}-([0-9]{2}-([0-9]{2}|XX)|XX-XX)"),
    "blank": re.compile(r"__+"),
    "string": re.compile(r'"([^"\\\n]|\\["\\]|\n[ \t])*"'),
    "word": re.compile(r"[a-z0-9]+"),
}
_COMMENT = re.compile(r"--[^\n]*")
_SPACE = re.compile(r"[ \t\r\n]*")
_REST_OF_LINE = re.compile(r"[ \t\r]*(?=--)")
_LINE_END = re.compile(r"\s*\n\s*")


class Unexpected(ValueError):
    """The text does not hold the word that its syntax tree promises; a fault of the layout, never of the file."""

    def __init__(self, expected: str, at: int) -> None:
        super().__init__(expected)
        self.at = at


@dataclass(slots=True)
class Words:
    """A statement's words, taken one after the other."""

    statement: Span
    at: int = -1

    def __post_init__(self) -> None:
        if self.at < 0:
            self.at = self.statement.start

    def take(self, expected: str) -> Layout:
        """The next word, which has to be this one."""
        before = self._comments()
        text = self.statement.source.text
        if not text.startswith(expected, self.at):
            raise Unexpected(expected, self.at)
        self.at += len(expected)
        return _with_comments(before, Text(expected), self._at_line_end())

    def take_all(self, expected: str) -> Layout:
        """The next words, which have to be these."""
        first, *rest = (self.take(word) for word in expected.split())
        return Concat((first, *(part for word in rest for part in (Text(" "), word))))

    def take_kind(self, kind: TokenKind) -> Layout:
        """The next word, which has to be of this kind; a text may go on over several lines."""
        before = self._comments()
        match = _KINDS[kind].match(self.statement.source.text, self.at)
        if match is None:
            raise Unexpected(kind, self.at)
        self.at = match.end()
        word = _string(match[0]) if kind == "string" else Text(match[0])
        return _with_comments(before, word, self._at_line_end())

    def next_is(self, expected: str) -> bool:
        """Whether this word of letters is the next one."""
        return self.peek("word") == expected

    def peek(self, kind: TokenKind) -> str:
        """The next word of this kind, which stays the next; empty where it is none."""
        match = _KINDS[kind].match(self.statement.source.text, self._after_comments())
        return match[0] if match else ""

    @property
    def over(self) -> bool:
        """Whether nothing but comments is left of the statement."""
        return self._after_comments() >= self.statement.end

    def _after_comments(self) -> int:
        text, at = self.statement.source.text, self.at
        while True:
            at = _end(_SPACE, text, at)
            comment = _COMMENT.match(text, at)
            if comment is None:
                return at
            at = comment.end()

    def _comments(self) -> list[Layout]:
        """The comments before the next word, each on its own line."""
        text, end = self.statement.source.text, self._after_comments()
        comments = [Comment(comment.rstrip(), own_line=True) for comment in _COMMENT.findall(text[self.at : end])]
        self.at = end
        return list(comments)

    def _at_line_end(self) -> list[Layout]:
        """The comment that stands behind a word on its line."""
        text = self.statement.source.text
        gap = _REST_OF_LINE.match(text, self.at)
        comment = _COMMENT.match(text, gap.end()) if gap else None
        if comment is None:
            return []
        self.at = comment.end()
        return [Comment(comment[0].rstrip(), own_line=False)]


def _with_comments(before: list[Layout], word: Layout, behind: list[Layout]) -> Layout:
    return Concat((*before, word, *behind)) if before or behind else word


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _string(written: str) -> Layout:
    """A text that may be broken at its single spaces."""
    whole = _LINE_END.sub(" ", written)
    return Fill(tuple(Text(piece) for piece in _pieces(whole)))


def _pieces(whole: str) -> list[str]:
    """The text cut at each space that stands alone between two of its own words."""
    pieces: list[str] = []
    start = 1
    for at in range(2, len(whole) - 2):
        if whole[at] == " " and not whole[at - 1].isspace() and not whole[at + 1].isspace():
            pieces.append(whole[start:at])
            start = at + 1
    pieces.append(whole[start:-1])
    pieces[0] = '"' + pieces[0]
    pieces[-1] += '"'
    return pieces
