"""Tables as their readers see them: each row with one cell for each column, and each cell with the head of its column.

A cell over several rows or columns counts for all of them. A table whose first row names no columns has no header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ccmcheck.prose import numbering
from ccmcheck.prose.normalised import Stretches, words_of
from ccmcheck.prose.paragraphs import Block, Cell, Row, numbered_cells

COLUMNS = 63
"""Word has no more columns in a table."""
# What heads of columns are made of; none of these words fills a cell below one.
_HEAD = re.compile(
    "s|who|working|groups?|areas?|thematic|themes?|topics?|subject|issues?|items?|agenda|(?:co-?)?(?:co)?ordinat(?:ors?|ion|ing|ed)"
    "|(?:co-?)?chairs?|presidents?|presidency|leads?|leader|responsib(?:le|ility)|officer|holder|friends?|members?"
    "|states?|part(?:y|ies)|countr(?:y|ies)|delegation|nominee|names?|titles?"
    "|years?|periods?|terms?|mandates?|duration|length|office|mandate|from|to|until|start|end|begin"
    "|dates?|days?|months?|time|when|where|place|venue|location|city|town|host|hosted|by"
    "|meetings?|conference|sessions?|events?|activit(?:y|ies)|bod(?:y|ies)|committee|type|kind"
    r"|nos?\.?|nr\.?|number|\#|paras?\.?|paragraphs?|text|decisions?|actions?|remarks|notes|comments?"
    "|of|the|for|in|and|or|on|at|a",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:(?:19|20|21)\d\d)(?:\s*[-–—/]\s*(?:(?:19|20|21)\d\d|\d\d))?")
_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*\.?|#")
_NUMBERS = re.compile(r"paras?\.?|paragraphs?|decisions?", re.IGNORECASE)


def with_headers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the rows of each table with their columns and heads."""
    result: list[Block] = []
    last = ""
    for table, held in groupby(blocks, key=lambda block: block.row.table if block.row is not None else 0):
        rows = list(held)
        rows = list(_Table(rows, last).rows()) if table else rows
        result += rows
        last = next((block.mark for block in reversed(rows) if block.mark[:1].isdigit()), last)
    return result


@dataclass(slots=True)
class _Table:
    """One table; `last` is the last number of a paragraph before it."""

    blocks: Sequence[Block]
    last: str

    def rows(self) -> Iterator[Block]:
        """Its rows, each with the cells of every column."""
        heads = self._heads()
        marks = [self._mark(block, heads) for block in self.blocks]
        grid = [_columns(row) for row in self._rows(marks)]
        above: Sequence[Cell] = ()
        headers = [_header(grid[:heads], at) for at in range(max(map(len, grid), default=0))]
        for at, (block, cells) in enumerate(zip(self.blocks, grid, strict=True)):
            assert block.row is not None
            merged = _merged(cells, above if at != heads else (), is_head=at < heads)
            above = merged
            if at < heads:
                yield Block(block.sort, block.span, "", 0, Row(tuple(merged), block.row.table, header=True))
                continue
            headed = tuple(
                Cell(cell.words, headers[column] if heads else None, 1, cell.merged)
                for column, cell in enumerate(merged)
            )
            yield Block(block.sort, block.span, marks[at], 0, Row(headed, block.row.table))

    def _rows(self, marks: Sequence[str]) -> Iterator[Sequence[Cell]]:
        """The cells of each row, without the number of a paragraph that the row begins with."""
        for block, mark in zip(self.blocks, marks, strict=True):
            cells = block.row.cells if block.row is not None else ()
            yield numbered_cells(cells)[0] if mark else cells

    def _heads(self) -> int:
        """How many rows name the columns."""
        rows = [block.row for block in self.blocks if block.row is not None]
        heads = 0
        told_apart = not all(row.header for row in rows)
        while heads < min(len(rows) - 1, _HEAD_ROWS) and (
            (told_apart and rows[heads].header) or _names_columns(rows[heads], rows[heads + 1])
        ):
            heads += 1
        return heads if any(cell.words for row in rows[:heads] for cell in row.cells) else 0

    def _mark(self, block: Block, heads: int) -> str:
        """The number that the row begins with, if it is one of a paragraph and does not count the rows of a table."""
        if not heads or not block.mark[:1].isdigit():
            return block.mark
        top = self.blocks[0].row
        first = top.cells[0].words if top is not None else ()
        expected = numbering.following(numbering.style_of(self.last), self.last) if self.last else block.mark
        if (first and _NUMBERS.match(words_of(first))) or block.mark == expected:
            self.last = block.mark
            return block.mark
        return ""


_HEAD_ROWS = 3


def _names_columns(row: Row, below: Row) -> bool:
    """Whether a row has nothing in it but names of columns, or its first cell and another have, and those below not."""
    texts = [words_of(cell.words) for cell in row.cells]
    under = [words_of(cell.words) for cell in below.cells]
    named = [text for text in texts if text]
    if len(named) > 1 and all(map(is_head, named)):
        return True
    heads = [at for at, text in enumerate(texts) if is_head(text) and not is_head("".join(under[at : at + 1]))]
    return len(heads) > 1 and heads[0] == 0


def is_head(text: str) -> bool:
    """Whether a text consists of words that name columns, and years."""
    words = _WORD.findall(_YEAR.sub(" year ", text[:200]))
    return bool(words) and len(text) < 200 and all(map(_HEAD.fullmatch, words))


def _columns(cells: Sequence[Cell]) -> list[Cell]:
    """The cells, one over several columns repeated for each."""
    cells_found: list[Cell] = []
    for cell in cells:
        columns = max(1, min(cell.columns, COLUMNS - len(cells_found)))
        cells_found += (Cell(cell.words, None, 1, cell.merged or at > 0) for at in range(columns))
    return cells_found


def _merged(cells: Sequence[Cell], above: Sequence[Cell], *, is_head: bool) -> list[Cell]:
    """The cells, those that go on from the row above with its words; an empty first cell counts for the one above."""
    merged: list[Cell] = []
    for at, cell in enumerate(cells):
        empty = at == 0 and not is_head and not cell.words and any(other.words for other in cells)
        goes_on = not cell.words and (cell.merged or empty) and at < len(above)
        merged.append(Cell(above[at].words, None, 1, merged=True) if goes_on else cell)
    return merged


def _header(heads: Sequence[Sequence[Cell]], column: int) -> Stretches | None:
    """The words at the head of a column, from top to bottom."""
    words = tuple(stretch for row in heads if column < len(row) for stretch in row[column].words)
    return words or None
