"""A draft's own text for a page: its paragraphs, their words by what became of them, and what is said beside each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccmcheck.base.source import Source
from ccmcheck.document.draft_text import DraftText, TextPassage, WordRole
from ccmcheck.judge.verdicts import Place


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a paragraph in one role."""

    role: WordRole
    text: str


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A passage as a page shows it; `notes` are the numbers of what is said at its words."""

    name: str
    sort: str
    words: tuple[Words, ...]
    notes: tuple[int, ...]


def draft_paragraphs(text: DraftText, source: Source, places: Sequence[Place | None]) -> tuple[DraftParagraph, ...]:
    """The passages in their order; each place belongs to the passage that holds it, by its number in the sequence."""
    starts = [passage.start for passage in text.passages]
    notes: dict[int, list[int]] = {}
    for at, place in enumerate(places):
        if place is not None and place.path == source.name:
            offset = source.offset(place.line, place.column)
            notes.setdefault(bisect_right(starts, offset) - 1, []).append(at)
    return tuple(
        DraftParagraph(passage.name, passage.sort, tuple(_words(passage, source)), tuple(notes.get(at, ())))
        for at, passage in enumerate(text.passages)
    )


def _words(passage: TextPassage, source: Source) -> Iterator[Words]:
    """All words of a passage, those between the stretches as plain ones."""
    at = passage.start
    for stretch in passage.stretches:
        if stretch.start > at:
            yield Words("plain", source.text[at : stretch.start])
        if stretch.end > at:
            yield Words(stretch.role, source.text[max(at, stretch.start) : stretch.end])
        at = max(at, stretch.end)
    if passage.end > at:
        yield Words("plain", source.text[at : passage.end])
