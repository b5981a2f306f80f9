"""The lines of a Markdown text as blocks; hides headings, rules, footnotes, and the page breaks that cut a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ccmcheck.base.source import Source
from ccmcheck.prose import markdown_tables, numbering
from ccmcheck.prose.normalised import COMMENT, RAISED
from ccmcheck.prose.paragraphs import Block, Sort, headed, opened

_RULE = re.compile(rf"(?:[-*_=\s\\]*|{COMMENT})\Z")
_UNDERSCORES = re.compile(r"[_\s\\]+\Z")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|\Z)")
_FOOTNOTE = re.compile(rf"\s*(?:\\\*|\[\^|{RAISED})")
_PAGE_NUMBER = re.compile(r"\s*[0-9]{1,4}\s*\Z")
_LOOKED_BACK = 200  # characters that tell whether a sentence has ended


def blocks(source: Source) -> Iterator[Block]:
    """The blocks of a text in order, page numbers and rules left out; `3. (a) …` is two of them."""
    for block in _between_lines(source):
        if block.sort is Sort.HEADING:
            yield from headed(block)
        elif block.sort is not Sort.TEXT or block.row is not None:
            yield block
        elif not _PAGE_NUMBER.match(block.span.text):
            yield from opened(block)


def _between_lines(source: Source) -> Iterator[Block]:
    """The stretches of text between empty lines, rules, headings and footnotes, and these headings and footnotes."""
    start = end = 0
    sort = Sort.TEXT
    tables = markdown_tables.rows(source)
    for line_start, line in _lines(source.text):
        before = source.text[max(start, end - _LOOKED_BACK) : end]
        row = tables.get(line_start)
        parted = row is not None or _parts(line, before if sort is Sort.TEXT else "")
        line_end = line_start + len(line)
        if before and not parted and (sort is Sort.FOOTNOTE or not _begins_item(line, before)):
            end = line_end
            continue
        if before:
            yield Block(sort, source.span(start, end))
        start = line_start + len(line) - len(line.lstrip())
        end = start if parted else line_end
        sort = Sort.FOOTNOTE if _FOOTNOTE.match(line) else Sort.TEXT
        heading = _HEADING.match(line)
        if row is not None:
            yield from row
        elif heading is not None and heading.end() < len(line):
            yield Block(Sort.HEADING, source.span(line_start + heading.end(), line_end))
    if end > start:
        yield Block(sort, source.span(start, end))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line.rstrip()
        start += len(line) + 1


def _parts(line: str, before: str) -> bool:
    """Whether the line parts two blocks; underscores inside an unfinished sentence are a blank that begins a line."""
    if before and "_" in line and _UNDERSCORES.match(line) and not numbering.sentence_ended(before):
        return False
    return _RULE.match(line) is not None or _HEADING.match(line) is not None


def _begins_item(line: str, before: str) -> bool:
    if numbering.bullet(line):
        return numbering.may_end_item(before) or numbering.bullet(before) > 0
    return numbering.may_end_item(before) and numbering.leading_mark(line) is not None
