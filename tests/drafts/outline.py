"""A draft as an outline for people: each passage with its place, what it hangs under, its words and cells."""

from __future__ import annotations

from collections.abc import Iterator

from ccmcheck.drafts.load import DraftFile, read_draft
from ccmcheck.drafts.model import Draft, Passage
from ccmcheck.prose.paragraphs import Cell, Sort


def draft_of(name: str, data: bytes) -> Draft:
    file = read_draft(name, data)
    assert isinstance(file, DraftFile), file
    return file.draft


def outline(draft: Draft) -> Iterator[str]:
    """`place < what it hangs under: words`, for a row of a table `| head = words | …`, a `"` where a cell is merged."""
    for passage in draft.passages:
        under = f" < {passage.opening.name}" if passage.opening is not None else ""
        words = " ".join(f"| {_cell(cell, draft)}" for cell in passage.cells) or _words(passage, draft)
        yield f"{_sort(passage)}{passage.name}{under}: {words}"
    for note in draft.unread:
        yield f"not read, {note.code}: {note.message}"


def _sort(passage: Passage) -> str:
    return f"{passage.sort.value} " if passage.sort is Sort.HEADING and passage.numbered else ""


def _words(passage: Passage, draft: Draft) -> str:
    return " / ".join(sentence.words for sentence in draft.sentences() if sentence.passage is passage)


def _cell(cell: Cell, draft: Draft) -> str:
    head = f"{draft.reading_of(cell.header).text.strip()} = " if cell.header is not None else ""
    return (head + ('" ' if cell.merged else "") + draft.reading_of(cell.words).text.strip()).strip()
