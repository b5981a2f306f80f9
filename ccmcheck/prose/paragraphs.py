"""Numbered paragraphs as a tree, from the blocks of a text in order; hides which text belongs to which paragraph.

Decisions and drafts share it, whatever the format they come in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from ccmcheck.base.diagnostic import Diagnostic, Related, complain
from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Span
from ccmcheck.prose import numbering
from ccmcheck.prose.normalised import Stretches, reading_of, words_of


class Sort(Enum):
    """What a block of a text is."""

    TEXT = "text"
    HEADING = "heading"
    FOOTNOTE = "footnote"


@frozen
class Block:
    """Words that stand together; `mark` is the paragraph number they begin with, or empty."""

    sort: Sort
    span: Span
    mark: str = ""


@frozen
class Paragraph:
    """A numbered paragraph: its opening with the number, its sub-paragraphs, and the text that closes their list."""

    label: str
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


def opened(block: Block) -> Iterator[Block]:
    """A block cut where a number begins a paragraph: `3. (a) …` is two of them."""
    span = block.span
    reading = reading_of((span,))
    mark, start, after = "", span.start, 0
    for _ in numbering.NumberStyle:  # each level opens once at most
        found = numbering.leading_mark(reading.text[after:])
        if found is None or (mark and found[0].isdigit()):
            break
        if mark:
            yield Block(block.sort, span.source.span(start, reading.ends[after - 1]), mark)
            start = reading.starts[after + 1]
        mark = found[0]
        after += found[1]
    yield Block(block.sort, span.source.span(start, span.end), mark)


@dataclass(slots=True)
class _OpenParagraph:
    """A paragraph while its stretches are gathered."""

    path: numbering.NumberPath
    opening: list[Span]
    tail: list[Span] = field(default_factory=list)


def paragraphs(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs that blocks of text make, outermost ones; the first block has a mark."""
    paths = numbering.paths([block.mark for block in blocks if block.mark])
    entries: list[_OpenParagraph] = []
    current: numbering.NumberPath = ()
    text_before = ""
    for block in blocks:
        text = words_of((block.span,))
        if block.mark:
            current = paths[len(entries)]
            entries.append(_OpenParagraph(current, [block.span]))
        else:
            following = paths[len(entries)] if len(entries) < len(paths) else ()
            current = numbering.owner(current, text_before, text, following)
            _append(entries, current, block.span)
        text_before = text
    return _tree(entries)


def _append(entries: Sequence[_OpenParagraph], path: numbering.NumberPath, span: Span) -> None:
    entry = next(entry for entry in reversed(entries) if entry.path == path)
    (entry.opening if entry is entries[-1] else entry.tail).append(span)


def _tree(entries: Sequence[_OpenParagraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, each with those below it; gathered from the end, where the deepest are complete first."""
    waiting: deque[tuple[int, Paragraph]] = deque()
    for entry in reversed(entries):
        depth = len(entry.path)
        parts: list[Paragraph] = []
        while waiting and waiting[0][0] > depth:
            parts.append(waiting.popleft()[1])
        label = numbering.label(entry.path)
        waiting.appendleft((depth, Paragraph(label, tuple(entry.opening), tuple(parts), tuple(entry.tail))))
    return tuple(paragraph for _, paragraph in waiting)
