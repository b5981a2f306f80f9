"""A copy of a Word file with other words in some places; hides that a place may lie in several runs.

Formatting, tracked changes and comments stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.dom.minidom import Element

from ccmcheck.base.diagnostic import Diagnostic, about_file
from ccmcheck.drafts.word.archive import Refused
from ccmcheck.drafts.word.changes import bytes_of, set_text, zipped
from ccmcheck.drafts.word.extraction import Place
from ccmcheck.drafts.word.reading import WordDraft
from ccmcheck.drafts.word.tree import name_of, text_of


def filled(word: WordDraft, fills: Iterable[tuple[int, int, str]]) -> bytes | Diagnostic:
    """The bytes of a copy with these words in place of stretches of the text; the draft is used up by it."""
    try:
        for start, end, words in sorted(fills, reverse=True):
            _fill(word, start, end, words)
        return zipped(word.archive, {word.archive.document: bytes_of(word.document)})
    except Refused as refused:
        return about_file(refused.code, word.draft.source.name, **refused.words)


def _fill(word: WordDraft, start: int, end: int, words: str) -> None:
    """Puts the words where the stretch begins, and takes the rest of it away."""
    within = [place for place in word.places if place.start < end and start < place.end and _is_text(place.element)]
    for place in reversed(within):
        _replace(place, max(start, place.start), min(end, place.end), words if place is within[0] else "")


def _is_text(element: Element) -> bool:
    return name_of(element) == "t"


def _replace(place: Place, start: int, end: int, words: str) -> None:
    text = text_of(place.element)
    set_text(place.element, text[: start - place.start] + words + text[end - place.start :])
