"""A named text and spans of it; hides how offsets become lines and columns.

Everything inside the tool speaks of offsets; lines and columns appear only where a person reads them.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from ccmcheck.base.frozen import numerous, remembering


class Position(NamedTuple):
    """A place as editors count it: line and column from 1, columns in characters."""

    line: int
    column: int


@remembering
class Source:
    """A text and the name by which the user knows it (a path as it was given, or `-`)."""

    name: str
    text: str = field(repr=False)
    sha256: str = field(default="", repr=False)
    passages: tuple[tuple[int, str], ...] = field(default=(), repr=False, compare=False)
    """Where its named passages start, in order, with their names: `paragraph 2(b)`; most texts have none."""

    @classmethod
    def of(cls, name: str, text: str) -> Source:
        """A source whose sha256 is that of the text in UTF-8."""
        return cls(name, text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at != -1:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    @property
    def line_count(self) -> int:
        """How many lines there are; what follows the last line break is none where it is empty."""
        return len(self._line_starts) - (self._line_starts[-1] == len(self.text))

    def position(self, offset: int) -> Position:
        """Line and column of an offset."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1."""
        starts = self._line_starts
        return min(starts[min(line, len(starts)) - 1] + column - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its end; empty when there is no such line."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def only(self, lines: Collection[int]) -> Source:
        """The same with no lines but the first and these, which keep their numbers: enough to show them."""
        if not lines:
            return Source(self.name, self.text.partition("\n")[0], self.sha256)
        kept = {1, *lines}
        rows = (self.line(number) if number in kept else "" for number in range(1, max(kept) + 1))
        return Source(self.name, "\n".join(rows), self.sha256)

    def passage(self, offset: int) -> str:
        """The name of the passage that holds an offset; empty where the text has no named ones."""
        at = bisect_right(self.passages, offset, key=lambda passage: passage[0])
        return self.passages[at - 1][1] if at else ""

    def span(self, start: int, end: int) -> Span:
        """The stretch from start to end (offsets, end exclusive)."""
        return Span(self, start, end)

    @property
    def beginning(self) -> Span:
        """The place that stands for the whole text: its first line."""
        return Span(self, 0, len(self.line(1)))


@numerous
class Span:
    """A stretch of a source: offsets in characters, end exclusive."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.source.text[self.start : self.end]

    @property
    def position(self) -> Position:
        """Where it starts."""
        return self.source.position(self.start)

    @property
    def end_position(self) -> Position:
        """Where it ends, exclusive."""
        return self.source.position(self.end)

    def to(self, other: Span) -> Span:
        """The stretch from the start of this one to the end of the other, in one source."""
        return Span(self.source, self.start, other.end)
