"""The lines of a draft around the places of a finding, in pieces that are marked or not; hides what is cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ccmcheck.base.source import Source
from ccmcheck.judge.verdicts import Detail, Place, Verdict

_AROUND = 1
_TALLEST = 6
_WIDEST = 180
_BEFORE = 60


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of a line, and whether the finding is about it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of the draft, and what is said of its marked pieces; number 0 stands for lines left out."""

    number: int
    pieces: tuple[MarkedPiece, ...]
    said: tuple[str, ...]


GAP = MarkedLine(0, (), ())


def excerpt(verdict: Verdict, source: Source) -> tuple[MarkedLine, ...]:
    """The lines of a verdict's places with one line around each; a gap where lines in between are left out."""
    details = [detail for detail in verdict.details if detail.place is not None] or _whole(verdict)
    marks: dict[int, list[tuple[int, int]]] = defaultdict(list)
    words: dict[int, dict[str, None]] = defaultdict(dict)
    shown: set[int] = set()
    for detail in details[:_TALLEST]:
        assert detail.place is not None
        numbers = _mark(detail.place, source, marks)
        shown.update(range(max(1, numbers[0] - _AROUND), numbers[-1] + _AROUND + 1))
        if detail.found:
            words[numbers[-1]][detail.found] = None
    return _with_gaps(
        MarkedLine(at, _pieces(source.line(at), marks[at]), tuple(words[at]))
        for at in sorted(shown)
        if at <= max(source.line_count, 1)
    )


def _whole(verdict: Verdict) -> list[Detail]:
    return [Detail(verdict.found, place) for place in verdict.places[:1]]


def _mark(place: Place, source: Source, marks: dict[int, list[tuple[int, int]]]) -> range:
    """Notes the marks of a place line by line and gives its lines; of a tall one only the first."""
    end = place.end_line - (1 if place.end_column == 1 and place.end_line > place.line else 0)
    numbers = range(place.line, min(end, place.line + _TALLEST - 1) + 1)
    for number in numbers:
        text = source.line(number)
        start = place.column - 1 if number == place.line else len(text) - len(text.lstrip())
        stop = place.end_column - 1 if number == place.end_line else len(text)
        marks[number].append((start, max(stop, start)))
    return numbers


def _pieces(text: str, marks: list[tuple[int, int]]) -> tuple[MarkedPiece, ...]:
    """A line cut into marked and plain pieces; a long one is cut around its first mark."""
    left = max(0, min(start for start, _ in marks) - _BEFORE) if marks and len(text) > _WIDEST else 0
    right = min(len(text), left + _WIDEST)
    inside = [any(start <= at < stop for start, stop in marks) for at in range(left, right)]
    edges = [at for at in range(1, len(inside)) if inside[at] != inside[at - 1]]
    pieces = [
        MarkedPiece(text[left + start : left + stop], inside[start])
        for start, stop in zip([0, *edges], [*edges, len(inside)], strict=True)
        if stop > start
    ]
    before = [MarkedPiece("…", False)] if left else []
    after = [MarkedPiece("…", False)] if right < len(text) else []
    return (*before, *pieces, *after)


def _with_gaps(lines: Iterable[MarkedLine]) -> tuple[MarkedLine, ...]:
    shown: list[MarkedLine] = []
    for line in lines:
        if shown and line.number > shown[-1].number + 1:
            shown.append(GAP)
        shown.append(line)
    return tuple(shown)
