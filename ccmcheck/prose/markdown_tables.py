"""The tables of a Markdown text, between pipes; hides delimiter rows and escaped pipes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ccmcheck.base.source import Source, Span
from ccmcheck.prose.paragraphs import Block, Cell, Row, Sort, numbered_cells

_PIPE = re.compile(r"(?<!\\)\|")


def rows(source: Source) -> Mapping[int, Sequence[Block]]:
    """The blocks of each line that is part of a table, by the offset of the line; a delimiter row has none."""
    by_line: dict[int, Sequence[Block]] = {}
    for table, lines in enumerate(_tables(source), 1):
        headers = next((at for at, line in enumerate(lines) if _is_delimiter(line.text)), 0)
        for at, line in enumerate(lines):
            row = _row(line, table, header=at < headers)
            is_empty = not any(cell.words for cell in row.row.cells) if row.row is not None else True
            by_line[line.start] = [] if is_empty or (at == headers and _is_delimiter(line.text)) else [row]
    return by_line


def _tables(source: Source) -> Iterator[list[Span]]:
    """Lines between pipes that stand together; a table whose lines have no outer pipes shows by its delimiters."""
    held: list[Span] = []
    start = 0
    for text in [*source.text.split("\n"), ""]:
        line = source.span(start, start + len(text.rstrip()))
        start += len(text) + 1
        if "|" in text:
            held.append(line)
            continue
        if held:
            yield from _table(held)
        held = []


def _is_between_pipes(line: str) -> bool:
    return len(line) > 1 and line.strip()[:1] == "|" == line.strip()[-1:]


def _is_delimiter(line: str) -> bool:
    return "-" in line and "|" in line and not line.strip("|:- \t")


def _table(lines: list[Span]) -> Iterator[list[Span]]:
    delimiters = next((at for at, line in enumerate(lines) if _is_delimiter(line.text)), -1)
    if delimiters > 0:
        yield lines[delimiters - 1 :]
    elif all(_is_between_pipes(line.text) for line in lines):
        yield lines


def _row(line: Span, table: int, *, header: bool) -> Block:
    cells = [Cell((cell,) if cell.text else ()) for cell in _cells(line)]
    mark = "" if header else numbered_cells(cells)[1]
    whole = line.source.span(line.start + len(line.text) - len(line.text.lstrip()), line.end)
    return Block(Sort.TEXT, whole, mark, row=Row(tuple(cells), table, header))


def _cells(line: Span) -> Iterator[Span]:
    pipes = [pipe.start() for pipe in _PIPE.finditer(line.text)]
    text = line.text
    edges = [-1, *pipes, len(text)]
    if text.lstrip().startswith("|"):
        edges = edges[1:]
    if pipes and not text[pipes[-1] + 1 :].strip():
        edges = edges[:-1]
    for left, right in pairwise(edges):
        inner = text[left + 1 : right]
        start = line.start + left + 1 + len(inner) - len(inner.lstrip())
        yield line.source.span(start, start + len(inner.strip()))
