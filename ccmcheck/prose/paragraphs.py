"""Numbered paragraphs as a tree, from the blocks of a text in order; hides which text belongs to which paragraph.

Decisions and drafts share it, whatever the format they come in.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from ccmcheck.base.diagnostic import Diagnostic, Related, complain
from ccmcheck.base.frozen import frozen, numerous
from ccmcheck.base.source import Span
from ccmcheck.prose import numbering
from ccmcheck.prose.normalised import Stretches, reading_of, words_of


class Sort(Enum):
    """What a block of a text is."""

    TEXT = "text"
    HEADING = "heading"
    FOOTNOTE = "footnote"


@numerous
class Cell:
    """A cell of a table: its words, which may be none, and the words at the head of its column.

    `columns` is how many columns it takes; `merged` says that its words stand in an earlier row or column.
    """

    words: Stretches
    header: Stretches | None = None
    columns: int = 1
    merged: bool = False


@numerous
class Row:
    """What makes a block the row of a table: its cells, which table it is, and whether the format calls it a header."""

    cells: tuple[Cell, ...]
    table: int
    header: bool = False


@numerous
class Block:
    """Words that stand together; `mark` is the paragraph number they begin with, or empty.

    `bullet` is 0, or the depth of an item of a list without numbers; `row` is there for the row of a table.
    """

    sort: Sort
    span: Span
    mark: str = ""
    bullet: int = 0
    row: Row | None = None


@frozen
class Paragraph:
    """A numbered paragraph: its opening with the number, its sub-paragraphs, and the text that closes their list.

    `step` is the last level of its number: the mark that its opening begins with.
    """

    label: str
    step: numbering.Step
    opening: Stretches
    parts: tuple[Paragraph, ...] = ()
    tail: Stretches = ()

    @property
    def span(self) -> Span:
        """Where its opening stands, number included."""
        return self.opening[0].to(self.opening[-1])

    @property
    def own(self) -> Stretches:
        """Its words without its sub-paragraphs."""
        return self.opening + self.tail

    @property
    def whole(self) -> Stretches:
        """All its words, in the order of the text."""
        return (*self.opening, *(stretch for part in self.parts for stretch in part.whole), *self.tail)


def in_order(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Every paragraph, each before its sub-paragraphs."""
    for paragraph in paragraphs:
        yield paragraph
        yield from in_order(paragraph.parts)


def repeated(paragraphs: Sequence[Paragraph]) -> Iterator[Diagnostic]:
    """A complaint about each number that stands a second time."""
    first: dict[str, Span] = {}
    for paragraph in in_order(paragraphs):
        label, here = paragraph.label, paragraph.opening[0]
        if earlier := first.get(label):
            related = (Related(earlier, f"the first `{label}`"),)
            yield complain("paragraph-repeated", here, related=related, label=label, line=earlier.position.line)
        else:
            first[label] = here


def headed(block: Block) -> Iterator[Block]:
    """A heading with the number it begins with; a sentence that has a number is a paragraph, whatever it looks like."""
    words = words_of((block.span,))
    mark = numbering.leading_mark(words)
    is_item = mark is not None and not numbering.is_outer(mark[0])
    is_sentence = len(words.split()) > _HEADING or (words.rstrip()[-1:] in ".;:" and len(words.split()) > 2)
    if is_item or (mark is not None and is_sentence):
        yield from opened(Block(Sort.TEXT, block.span))
    else:
        yield Block(Sort.HEADING, block.span, numbering.heading_mark(words))


_HEADING = 14  # words


def opened(block: Block) -> Iterator[Block]:
    """A block cut where a number begins a paragraph: `3. (a) …` is two of them."""
    span = block.span
    line = span.source.text.rfind("\n", 0, span.start) + 1
    beginning = min(span.end, span.start + _NUMBERS)  # no more of a long block than numbers can take is looked at
    depth = block.bullet or numbering.bullet(span.source.text[line:beginning])
    if depth or not numbering.may_begin(span.source.text[span.start : beginning]):
        yield Block(block.sort, span, bullet=depth)
        return
    reading = reading_of((span.source.span(span.start, beginning),))
    mark, start, after = "", span.start, 0
    for _ in numbering.NumberStyle:  # each level opens once at most
        inner = numbering.leading_mark(reading.text[after:])
        if inner is None or (mark and not numbering.may_open(mark, inner[0])):
            break
        if mark:
            yield Block(block.sort, span.source.span(start, reading.ends[after - 1]), mark)
            start = reading.starts[after + 1]
        mark = inner[0]
        after += inner[1]
    yield Block(block.sort, span.source.span(start, span.end), mark)


_NUMBERS = 200  # characters


# -- which paragraph a block belongs to -------------------------------------------------------------------------------


@numerous
class Placed:
    """A block and the paragraph it belongs to; `numbered` says whether it begins it.

    `item` is a row of a list without numbers, by a bullet or after a colon; `goes_on` is text that a page break or a
    footnote parted from the text before it.
    """

    block: Block
    label: str
    path: numbering.NumberPath
    numbered: bool = False
    item: bool = False
    goes_on: bool = False


@dataclass(slots=True)
class _Reader:
    """Where a text stands while its blocks go by: the paragraph, the text before, and whether a list is open."""

    labels: Mapping[numbering.NumberPath, str]
    current: numbering.NumberPath = ()
    before: str = ""
    listed: bool = False
    last: Placed | None = None

    def placed(self, block: Block, path: numbering.NumberPath, following: numbering.NumberPath) -> Placed:
        """The block at its paragraph; `path` is empty where no number begins it, `following` is the next one's."""
        if block.sort is Sort.FOOTNOTE:
            return Placed(block, "", ())
        words = _edges(block.span) if block.row is None else ""
        if path:
            numbered, self.listed = self._at(block, path, numbered=True), False
        elif block.sort is Sort.HEADING:
            self.last, self.before, self.listed = None, ".", False
            return Placed(block, "", ())
        elif block.bullet or block.row is not None:
            numbered, self.listed = self._at(block, self.current, item=block.bullet > 0), False
        else:
            numbered = self._text(block, words, following)
        self.current, self.before, self.last = numbered.path, words or "…;", numbered
        return numbered

    def _at(self, block: Block, path: numbering.NumberPath, **more: bool) -> Placed:
        return Placed(block, self.labels.get(path, ""), path, **more)

    def _text(self, block: Block, words: str, following: numbering.NumberPath) -> Placed:
        """Text without a number: it goes on, is a row of a list that a colon opened, or stands by itself."""
        large, begins = numbering.begins_large(words), numbering.begins_sentence(words)
        opens, ended = self.before.rstrip().endswith(":"), numbering.may_end_item(self.before)
        if (opens or self.listed) and not begins:
            self.listed = True
            return self._at(block, self.current, item=True, goes_on=not (opens or large or ended))
        self.listed = False
        path = numbering.owner(self.current, self.before, words, following)
        unfinished = self.last is not None and path == self.current and not (opens or self.last.item)
        cut = not large or not (ended or begins or self._is_title())
        if not path:
            cut = not (large or ended or following)  # lines of a title page stand by themselves
        row = self.last is not None and self.last.block.row is not None
        return self._at(block, path, goes_on=unfinished and cut and not row)

    def _is_title(self) -> bool:
        """Whether the text before is a few words with a number: `2. Members`."""
        return self.last is not None and self.last.numbered and len(self.before.split()) <= _TITLE


_TITLE = 10  # words


def _edges(span: Span) -> str:
    """The words of a block; of a long one those at its beginning and end."""
    if span.end - span.start <= 4 * _EDGE:
        return words_of((span,))
    first, last = span.source.span(span.start, span.start + _EDGE), span.source.span(span.end - _EDGE, span.end)
    return f"{words_of((first,))} {words_of((last,))}"


_EDGE = 100  # characters


def placed(blocks: Sequence[Block]) -> tuple[Placed, ...]:
    """Every block with the paragraph that it belongs to; a number that fits into no list is none."""
    own = {block.mark for block in blocks if block.sort is Sort.TEXT}
    # Sections may have numbers of their own, beside those of the paragraphs.
    sections = any(block.sort is Sort.HEADING and block.mark[:1].isdigit() and block.mark in own for block in blocks)
    paths = numbering.paths([_mark(block, sections) for block in blocks])
    following = _next(paths)
    reader = _Reader(numbering.labels(paths))
    return tuple(map(reader.placed, blocks, paths, following))


def _mark(block: Block, sections: bool) -> str:
    match block.sort:
        case Sort.TEXT:
            return block.mark
        case Sort.HEADING:
            counted = block.mark if not sections or block.mark[:1].isupper() else ""
            return counted or numbering.HEADING
        case Sort.FOOTNOTE:
            return ""


def _next(paths: Sequence[numbering.NumberPath]) -> list[numbering.NumberPath]:
    """For each block the number of the next one that has one."""
    following: list[numbering.NumberPath] = []
    ahead: numbering.NumberPath = ()
    for path in reversed(paths):
        following.append(ahead)
        ahead = path or ahead
    return following[::-1]


# -- the tree ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _OpenParagraph:
    """A paragraph while its stretches are gathered."""

    label: str
    path: numbering.NumberPath
    opening: list[Span]
    tail: list[Span] = field(default_factory=list)


def paragraphs(blocks: Sequence[Placed]) -> tuple[Paragraph, ...]:
    """The paragraphs that blocks of text make, outermost ones."""
    entries: list[_OpenParagraph] = []
    latest: dict[numbering.NumberPath, _OpenParagraph] = {}
    for block in blocks:
        if block.numbered:
            latest[block.path] = entry = _OpenParagraph(block.label, block.path, [block.block.span])
            entries.append(entry)
        elif block.path:
            entry = latest[block.path]
            (entry.opening if entry is entries[-1] else entry.tail).append(block.block.span)
    return _tree(entries)


def _tree(entries: Sequence[_OpenParagraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, each with those below it; gathered from the end, where the deepest are complete first."""
    waiting: deque[tuple[int, Paragraph]] = deque()
    for entry in reversed(entries):
        parts: list[Paragraph] = []
        depth = len(entry.path)
        while waiting and waiting[0][0] > depth:
            parts.append(waiting.popleft()[1])
        own = Paragraph(entry.label, entry.path[-1], tuple(entry.opening), tuple(parts), tuple(entry.tail))
        waiting.appendleft((depth, own))
    return tuple(paragraph for _, paragraph in waiting)


def joint(before: str, at: int) -> str:
    """What stands between the cell of a row that comes `at` that place and the words before it: `first: second; …`."""
    if re.search(r"[.:;!?]\s*\Z", before):
        return " "
    return ": " if at == 1 else "; "


def numbered_cells(cells: Sequence[Cell]) -> tuple[Sequence[Cell], str]:
    """The cells of a row without the number of a paragraph that the first words begin with, and that number."""
    at = next((at for at, cell in enumerate(cells) if cell.words), 0)
    first = cells[at].words[0] if cells and cells[at].words else None
    mark = numbering.leading_mark(first.text) if first is not None else None
    if first is None or mark is None:
        return cells, ""
    rest = first.source.text[first.start + mark[1] : first.end]
    start = first.end - len(rest.lstrip())
    words = ((first.source.span(start, first.end),) if start < first.end else ()) + cells[at].words[1:]
    return [*cells[:at], Cell(words, None, cells[at].columns, cells[at].merged), *cells[at + 1 :]], mark[0]
