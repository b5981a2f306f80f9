"""From a Word file to a draft: one paragraph a line, automatic numbers written out, and a map back to the runs."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.dom.minidom import Document, Element

from ccmcheck.base.diagnostic import Diagnostic, about_file, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source
from ccmcheck.drafts.model import Draft
from ccmcheck.drafts.passages import draft_of
from ccmcheck.drafts.word.archive import Archive, Refused, opened
from ccmcheck.drafts.word.body import Line, lines
from ccmcheck.drafts.word.counting import Numbering, list_and_level, numbering_of
from ccmcheck.drafts.word.styles import Styles, styles_of
from ccmcheck.drafts.word.tree import child, children, value
from ccmcheck.prose.numbering import leading_mark
from ccmcheck.prose.paragraphs import Block, Sort
from ccmcheck.prose.paragraphs import opened as opened_block

LONGEST = 500_000
_CONTROL = {ord(char): " " for char in "\r\n\x0b\x0c\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where characters of the text stand in the file: an element, and offsets in the text and in the element."""

    start: int
    end: int
    element: Element


@dataclass(frozen=True)
class WordDraft:
    """The draft of a Word file, with the parsed document and where each stretch of the text stands in it."""

    draft: Draft
    archive: Archive
    document: Document = field(repr=False)
    places: tuple[Place, ...] = field(repr=False)

    def places_of(self, start: int, end: int) -> tuple[Place, ...]:
        """The places of a stretch of the text, cut to it; what the reader added stands nowhere."""
        at = max(bisect_right(self.places, start, key=lambda place: place.start) - 1, 0)
        found: list[Place] = []
        for place in self.places[at:]:
            if place.start >= end:
                break
            if place.end > start:
                found.append(place)
        return tuple(found)


def read_word(name: str, data: bytes) -> WordDraft | Diagnostic:
    """The draft of a Word file, or why there is none."""
    try:
        archive = opened(data)
        document = archive.xml(archive.document)
        body = child(document.documentElement, "body") if document is not None else None
        if document is None or body is None:
            return about_file("word-no-document", name)
        return _Extraction(name, data, archive, document).draft(body)
    except Refused as refused:
        return about_file(refused.code, name, **refused.words)
    except RecursionError:
        return about_file("word-damaged", name)


class _Extraction:
    """One file on its way to a text."""

    def __init__(self, name: str, data: bytes, archive: Archive, document: Document) -> None:
        self.name, self.sha256 = name, hashlib.sha256(data).hexdigest()
        self.archive, self.document = archive, document
        self.styles: Styles = styles_of(self._part("/styles"))
        self.numbering: Numbering = numbering_of(self._part("/numbering"))
        self.text: list[str] = []
        self.length = 0
        self.places: list[Place] = []
        self.blocks: list[tuple[Sort, int, int]] = []
        self.notes: list[tuple[str, str, int, int]] = []

    def _part(self, kind: str) -> Document | None:
        name = self.archive.related(kind)
        return self.archive.xml(name) if name else None

    def draft(self, body: Element) -> WordDraft:
        """The draft, with its notes about what was not read."""
        footnotes = {key: line for kind in ("footnote", "endnote") for key, line in self._footnotes(kind)}
        for line in lines(body):
            self._line(line)
            for key in line.footnotes:
                if key in footnotes:
                    self._put(footnotes[key], Sort.FOOTNOTE, "")
        self._note_margins()
        source = Source(self.name, "".join(self.text), self.sha256)
        blocks = [Block(sort, source.span(start, end)) for sort, start, end in self.blocks]
        cut = [part for block in blocks for part in (opened_block(block) if block.sort is Sort.TEXT else (block,))]
        unread = tuple(_note(source, *note) for note in self.notes)
        draft = draft_of(source, cut, unread, markdown=False)
        return WordDraft(draft, self.archive, self.document, tuple(self.places))

    def _note_margins(self) -> None:
        """Headers and footers repeat from page to page and stand outside the text; they are noted and not read."""
        _, start, end = self.blocks[0] if self.blocks else (Sort.TEXT, 0, 0)
        for kind in ("header", "footer"):
            parts = (self.archive.xml(name) for name in self.archive.all_related(f"/{kind}"))
            roots = (part.documentElement for part in parts if part is not None)
            held = [" ".join(line.text for line in lines(root)) for root in roots if root is not None]
            words = dict.fromkeys(" ".join(text.split()) for text in held)
            self.notes += [(kind, text, start, end) for text in words if any(map(str.isalpha, text))]

    def _footnotes(self, kind: str) -> Iterator[tuple[str, Line]]:
        part = self._part(f"/{kind}s")
        for note in children(part.documentElement, kind) if part is not None else ():
            held = list(lines(note))
            if held and value(note, "type") in ("", "normal"):
                first = held[0]
                pieces = [piece for line in held for piece in line.pieces]
                yield kind + value(note, "id"), Line(first.element, pieces, [n for line in held for n in line.notes])

    def _line(self, line: Line) -> None:
        properties = child(line.element, "pPr")
        style = value(child(properties, "pStyle"))
        mark = self._mark(line, properties, style)
        heading = self.styles.is_heading(style) and leading_mark(f"{mark} {line.text}") is None
        noted = not mark and line.text.lstrip().startswith("*")
        self._put(line, Sort.HEADING if heading else Sort.FOOTNOTE if noted else Sort.TEXT, mark)

    def _mark(self, line: Line, properties: Element | None, style: str) -> str:
        """The automatic number; a paragraph whose text is all deleted has none in the final text."""
        if not line.text.strip() and line.notes:
            return ""
        own, inherited = list_and_level(properties), self.styles.numbered(style)
        list_ = own[0] if own is not None and own[0] else (inherited[0] if inherited else "")
        level = own[1] if own is not None and own[1] is not None else (inherited[1] if inherited else 0)
        return self.numbering.mark(list_, level or 0) if list_ not in ("", "0") else ""

    def _put(self, line: Line, sort: Sort, mark: str) -> None:
        """Adds a line to the text."""
        text = line.text
        start = self.length
        if mark and text.strip():
            self._add(f"{mark} ", None)
        for piece in line.pieces:
            self._add(piece.text.translate(_CONTROL), piece.element)
        for kind, words in line.notes:
            self.notes.append((kind, words, start, self.length))
        if text.strip():
            self.blocks.append((sort, start, self.length))
        self._add("\n", None)
        if self.length > LONGEST:
            raise Refused("draft-too-long", limit=150)

    def _add(self, text: str, element: Element | None) -> None:
        if element is not None:
            self.places.append(Place(self.length, self.length + len(text), element))
        self.text.append(text)
        self.length += len(text)


_CODES = {
    "deleted": "deletion-not-read",
    "hidden": "hidden-text-not-read",
    "box": "text-box-not-read",
    "header": "margin-not-read",
    "footer": "margin-not-read",
}


def _note(source: Source, kind: str, words: str, start: int, end: int) -> Diagnostic:
    return complain(_CODES[kind], source.span(start, max(end, start)), words=quoted(words))
