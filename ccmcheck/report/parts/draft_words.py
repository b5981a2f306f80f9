"""A draft's own text for a page: its paragraphs, their words by what became of them, and what is said beside each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccmcheck.base.source import Source
from ccmcheck.document.draft_text import DraftText, RoleStretch, TextPassage, WordRole
from ccmcheck.judge.verdicts import Place


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a paragraph in one role."""

    role: WordRole
    text: str
    blank: int | None = None
    """The number of the blank that they stand in, of those that were to be marked."""


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A passage as a page shows it; `notes` are the numbers of what is said at its words."""

    name: str
    sort: str
    words: tuple[Words, ...]
    notes: tuple[int, ...]


def draft_paragraphs(
    text: DraftText, source: Source, places: Sequence[Place], blanks: Sequence[tuple[int, int]] = ()
) -> tuple[DraftParagraph, ...]:
    """The passages in their order; each place belongs to the passage that holds it, by its number in the sequence.

    `blanks` are stretches (offsets, in order) whose words stand by themselves.
    """
    starts = [passage.start for passage in text.passages]
    shown = source.text.replace("\t", " ")
    notes: dict[int, list[int]] = {}
    for at, place in enumerate(places):
        if place.path == source.name:
            offset = source.offset(place.line, place.column)
            notes.setdefault(bisect_right(starts, offset) - 1, []).append(at)
    return tuple(
        DraftParagraph(
            passage.name, passage.sort, tuple(_apart(_words(passage), shown, blanks)), tuple(notes.get(at, ()))
        )
        for at, passage in enumerate(text.passages)
    )


def _words(passage: TextPassage) -> Iterator[RoleStretch]:
    """All words of a passage, those between the stretches as plain ones."""
    at = passage.start
    for stretch in passage.stretches:
        if stretch.start > at:
            yield RoleStretch("plain", at, stretch.start)
        if stretch.end > at:
            yield RoleStretch(stretch.role, max(at, stretch.start), stretch.end)
        at = max(at, stretch.end)
    if passage.end > at:
        yield RoleStretch("plain", at, passage.end)


def _apart(stretches: Iterator[RoleStretch], text: str, blanks: Sequence[tuple[int, int]]) -> Iterator[Words]:
    """The words, those of each blank apart from the others; a blank in several roles has that of its beginning."""
    done = 0
    for stretch in stretches:
        at = max(stretch.start, done)
        for number in range(bisect_right(blanks, at, key=lambda blank: blank[1]), len(blanks)):
            start, end = blanks[number]
            if start >= stretch.end:
                break
            yield from _without_space(stretch.role, text[at:start])
            yield Words(stretch.role, text[start:end], number)
            at = done = end
        if at < stretch.end:
            rest = text[at : stretch.end]
            yield from _without_space(stretch.role, rest) if at == done else (Words(stretch.role, rest),)


def _without_space(role: WordRole, text: str) -> Iterator[Words]:
    """Words beside a blank; the space between is no part of them."""
    words = text.strip(" ")
    start = text.index(words)
    pieces: tuple[tuple[WordRole, str], ...] = (
        ("plain", text[:start]),
        (role, words),
        ("plain", text[start + len(words) :]),
    )
    yield from (Words(own, piece) for own, piece in pieces if piece)
