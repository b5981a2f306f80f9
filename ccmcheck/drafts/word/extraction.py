"""The text of a Word file, one line a paragraph, automatic numbers written out; hides where it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.dom.minidom import Document, Element

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source
from ccmcheck.drafts.word.archive import Archive, Refused
from ccmcheck.drafts.word.body import BodyPart, Line, Piece, TableCell, TableRow, parts
from ccmcheck.drafts.word.counting import BULLET, Numbering, list_and_level, numbering_of
from ccmcheck.drafts.word.styles import Styles, styles_of
from ccmcheck.drafts.word.tree import child, children, value, within
from ccmcheck.prose.normalised import RAISED
from ccmcheck.prose.numbering import leading_mark
from ccmcheck.prose.paragraphs import Block, Cell, Row, Sort, headed, joint, numbered_cells, opened

AUTHOR = "ccmcheck"
"""Who writes the comments that a check leaves in a copy."""
LONGEST = 500_000
CELLS = 100_000
"""The most columns that all rows together may take: one cell may claim to go over many."""
_CONTROL = {ord(char): " " for char in "\r\n\x0b\x0c\u2028\u2029"}
# What repeats on each page and says nothing: page numbers, symbols of documents, numbers of print jobs.
_BESIDE = re.compile(
    r"\b[Pp](?:age|\.)?\s*\d+(?:\s*(?:of|/)\s*\d+)?|[A-Z]{2,}(?:/[\w.-]+)+|\bGE\.\d\d-\d+(?:\s*\([A-Z]\))?"
)
_NOTE = re.compile(rf"\s*(?:\*|{RAISED})")
_CODES = {
    "deleted": "deletion-not-read",
    "hidden": "hidden-text-not-read",
    "box": "text-box-not-read",
    "header": "margin-not-read",
    "footer": "margin-not-read",
    "ruby": "ruby-not-read",
    "field": "field-code-not-read",
    "chunk": "inserted-document-not-read",
    "struck": "struck-text-not-read",
    "comment": "comment-not-read",
    "picture": "picture-not-read",
    "part": "part-not-read",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where characters of the text stand in the file: an element, and offsets in the text and in the element."""

    start: int
    end: int
    element: Element


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where the words of a cell stand, the columns it takes, and whether it goes on from the row above."""

    start: int
    end: int
    columns: int
    merged: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row, and its table."""

    cells: Sequence[_Cell]
    table: int
    header: bool


@dataclass(frozen=True, slots=True)
class _Block:
    """A block while the text is not yet whole."""

    sort: Sort
    start: int
    end: int
    bullet: int = 0
    row: _Row | None = None

    def of(self, source: Source) -> Iterator[Block]:
        """The block or blocks in the whole text."""
        block = Block(self.sort, source.span(self.start, self.end), bullet=self.bullet)
        if self.row is not None:
            cells: Sequence[Cell] = [
                Cell(
                    (source.span(cell.start, cell.end),) if cell.start < cell.end else (),
                    None,
                    cell.columns,
                    cell.merged,
                )
                for cell in self.row.cells
            ]
            mark = "" if self.row.header else numbered_cells(cells)[1]
            yield Block(self.sort, block.span, mark, row=Row(tuple(cells), self.row.table, self.row.header))
        elif self.sort is Sort.HEADING:
            yield from headed(block)
        else:
            yield from opened(block) if self.sort is Sort.TEXT else (block,)


class Extraction:
    """One file on its way to a text."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.styles: Styles = styles_of(self._part("/styles"))
        self.numbering: Numbering = numbering_of(self._part("/numbering"), self.styles.lists())
        self.text: list[str] = []
        self.length = 0
        self.places: list[Place] = []
        self.blocks: list[_Block] = []
        self.notes: list[tuple[str, str, int, int]] = []
        self.footnotes: dict[str, Line] = {}
        self.comments: dict[str, str] = {}
        self.waiting: list[str] = []
        self.tables: dict[Element, int] = {}
        self.cells = 0
        self.filled = 0
        """The cells of this row that have words."""

    def _part(self, kind: str) -> Document | None:
        name = self.archive.related(kind)
        return self.archive.xml(name) if name else None

    def read(self, body: Element) -> None:
        """Reads the body, with footnotes after the words that refer to them, and notes what stands beside it."""
        self.footnotes = {key: line for kind in ("footnote", "endnote") for key, line in self._footnotes(kind)}
        self.comments = self._comments()
        table: Element | None = None
        for part in parts(body, self.styles):
            here = part.table if isinstance(part, TableRow) else None
            if table is None or here is not table:  # those of a table stand after it
                self._put_footnotes()
            table = here
            self._put(part)
        self._put_footnotes()
        self._note_margins()

    def blocks_of(self, source: Source) -> list[Block]:
        """The blocks of the text, once it is whole."""
        return [block for part in self.blocks for block in part.of(source)]

    def notes_of(self, source: Source) -> list[Diagnostic]:
        """A remark for each thing that was not read."""
        return [
            complain(_CODES[kind], source.span(start, max(end, start)), words=quoted(words))
            for kind, words, start, end in self.notes
        ]

    def _note_margins(self) -> None:
        """Headers and footers repeat from page to page and stand outside the text; they are noted and not read."""
        start, end = (self.blocks[0].start, self.blocks[0].end) if self.blocks else (0, 0)
        for kind in ("header", "footer"):
            documents = (self.archive.xml(name) for name in self.archive.all_related(f"/{kind}"))
            roots = (part.documentElement for part in documents if part is not None)
            held = [" ".join(map(_shown, self._lines(root))) for root in roots if root is not None]
            words = dict.fromkeys(" ".join(text.split()) for text in held)
            self.notes += [(kind, text, start, end) for text in words if any(map(str.isalpha, _BESIDE.sub("", text)))]

    def _lines(self, container: Element) -> Iterator[Line]:
        for part in parts(container, self.styles):
            yield from (part,) if isinstance(part, Line) else part.lines()

    def _footnotes(self, kind: str) -> Iterator[tuple[str, Line]]:
        part = self._part(f"/{kind}s")
        for note in children(part.documentElement, kind) if part is not None else ():
            held = list(self._lines(note))
            if held and value(note, "type") in ("", "normal"):
                first = held[0]
                pieces = [piece for line in held for piece in (*line.pieces, Piece(" ", None))][:-1]
                yield kind + value(note, "id"), Line(first.element, pieces, [n for line in held for n in line.notes])

    def _comments(self) -> dict[str, str]:
        """The words of each comment by its id, none of our own; the text can be read where comments are damaged."""
        try:
            part = self._part("/comments")
        except Refused:
            return {}
        return {
            value(comment, "id"): " ".join(
                line.text for line in self._lines(comment) if value(comment, "author") != AUTHOR
            )
            for comment in children(part.documentElement if part is not None else None, "comment")
        }

    def _put_footnotes(self) -> None:
        for key in self.waiting:
            if key in self.footnotes:
                self._line(self.footnotes[key], Sort.FOOTNOTE, "")
        self.waiting = []

    def _put(self, part: BodyPart) -> None:
        if isinstance(part, Line):
            mark, depth = self._mark(part)
            self._line(part, self._sort(part, mark), mark, depth)
        else:
            self._row(part)
        if self.length > LONGEST:
            raise Refused("draft-too-long", limit=150)

    def _sort(self, line: Line, mark: str) -> Sort:
        style = value(within(line.element, "pPr", "pStyle"))
        if self.styles.is_heading(style):
            return Sort.HEADING
        return Sort.FOOTNOTE if not mark and _NOTE.match(line.text) else Sort.TEXT

    def _mark(self, line: Line) -> tuple[str, int]:
        """The automatic number and its level; a paragraph whose text is all deleted has none in the final text."""
        if not line.text.strip() and any(kind in ("deleted", "hidden") for kind, _ in line.notes):
            return "", 0
        properties = child(line.element, "pPr")
        style = value(child(properties, "pStyle"))
        own, inherited = list_and_level(properties), self.styles.numbered(style)
        list_ = own[0] if own is not None and own[0] else (inherited[0] if inherited else "")
        if list_ in ("", "0"):
            return "", 0
        level = own[1] if own is not None else None
        if level is None:
            level = self.numbering.level_of(list_, (id_ for id_, _ in self.styles.chain(style or self.styles.default)))
        if level is None and inherited is not None:
            level = inherited[1]
        return self.numbering.mark(list_, level or 0), level or 0

    # -- text ---------------------------------------------------------------------------------------------------------

    def _line(self, line: Line, sort: Sort, mark: str, depth: int = 0) -> None:
        """Adds a paragraph to the text."""
        start = self._words(line, mark)
        if line.text.strip():
            self.blocks.append(_Block(sort, start, self.length, bullet=depth + 1 if mark == BULLET else 0))
        self._add("\n", None)

    def _words(self, line: Line, mark: str) -> int:
        """Adds the words of a paragraph with its number; gives the place where they begin."""
        start = self.length
        if mark and line.text.strip():
            self._add(f"{mark} ", None)
        for piece in line.pieces:
            self._add(piece.text.translate(_CONTROL), piece.element)
        self._note(line, start)
        self.waiting += line.footnotes
        return start

    def _note(self, line: Line, start: int) -> None:
        """Notes what was not read of a paragraph, at its words; comments of our own need no remark."""
        for kind, words in line.notes:
            held = self.comments.get(words, "a comment that is damaged") if kind == "comment" else words
            if held:
                self.notes.append((kind, held, start, self.length))

    def _row(self, row: TableRow) -> None:
        """Adds a row of a table as one line, or paragraph by paragraph where its cells only lay the text out."""
        if len(row.cells) == 1:
            for part in row.cells[0].parts:
                self._put(part)
            return
        marked = [[(line, *self._mark(line)) for line in cell.lines()] for cell in row.cells]
        numbers = (sum(1 for line, mark, _ in cell if _is_numbered(line, mark)) for cell in marked)
        self.cells += sum(cell.columns for cell in row.cells)
        if self.cells > CELLS:
            raise Refused("draft-too-long", limit=150)
        if any(count > 1 for count in numbers):
            for line, mark, depth in (line_of_cell for cell in marked for line_of_cell in cell):
                self._line(line, self._sort(line, mark), mark, depth)
            return
        start = self.length
        cells = [self._cell(cell, held, start) for cell, held in zip(row.cells, marked, strict=True)]
        if self.length > start:
            table = self.tables.setdefault(row.table, len(self.tables) + 1)
            self.blocks.append(_Block(Sort.TEXT, start, self.length, row=_Row(cells, table, row.header)))
        self._add("\n", None)

    def _cell(self, cell: TableCell, lines: Sequence[tuple[Line, str, int]], row: int) -> _Cell:
        """Adds the words of a cell to a row that begins at an offset."""
        begin = end = self.length
        for line, mark, _ in lines:
            if cell.merged or not line.text.strip():
                self._note(line, self.length)
                continue
            if self.length > row:
                is_second = begin == end and self.filled == 1
                self._add(joint("".join(self.text[-3:]), 1 if is_second else 2), None)
            if begin == end:
                begin = self.length
                self.filled = self.filled + 1 if begin > row else 1
            self._words(line, mark.replace(BULLET, ""))
            end = self.length
        return _Cell(begin, end, cell.columns, cell.merged)

    def _add(self, text: str, element: Element | None) -> None:
        if element is not None:
            self.places.append(Place(self.length, self.length + len(text), element))
        self.text.append(text)
        self.length += len(text)


def _shown(line: Line) -> str:
    """The words of a paragraph beside the text, those in boxes among them."""
    return " ".join((line.text, *(words for kind, words in line.notes if kind == "box")))


def _is_numbered(line: Line, mark: str) -> bool:
    return leading_mark(f"{mark} {line.text}" if mark else line.text) is not None
