"""A draft: its headings, paragraphs, items and rows of tables, its sentences, and where in its text each stands.

Hides which format it came in; for a Word file the text is the extracted one, one line a paragraph.

What stands together is a `Passage`. It knows the heading above it and its `opening`, the words that it hangs under:
for `2(a)` the last words of paragraph 2 before it, for bullets, for rows of a list after a colon and for rows of a
table the passage before the list, for the end of a list the paragraph's own words, for a footnote the words that refer
to it. A row of a table is a passage with `cells`, one for each column, and each cell knows the words at the head of
its column. A sentence never goes on from one passage into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Source
from ccmcheck.prose import numbering
from ccmcheck.prose.normalised import NormalisedText, Stretches, joined, reading_of
from ccmcheck.prose.paragraphs import Cell, Paragraph, Sort, in_order, joint


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its place in the draft, and the passage right before it: a caption, a heading or a paragraph."""

    ordinal: int
    before: Passage | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that belong together: a heading, a footnote, the opening or a later part of a paragraph, an item, a row.

    `label` is the number of the paragraph it belongs to (`2(c)(iv)`), empty where it belongs to none; `numbered` says
    whether its words begin with that number. `front` is the title page: what stands before the first paragraph.
    `item` is a bullet or a row of a list without numbers. `cells` are those of a row of a table (`table`), without the
    number of a paragraph that the row begins with; `is_header` marks the rows that only name the columns.
    """

    sort: Sort
    label: str
    stretches: Stretches
    numbered: bool = False
    name: str = ""
    front: bool = False
    item: bool = False
    heading: Passage | None = field(default=None, repr=False, compare=False)
    opening: Passage | None = field(default=None, repr=False, compare=False)
    cells: tuple[Cell, ...] = ()
    table: Table | None = field(default=None, repr=False, compare=False)
    is_header: bool = False

    @property
    def start(self) -> int:
        """The offset at which it begins."""
        return self.stretches[0].start

    @property
    def introduces(self) -> bool:
        """Whether it ends as the opening of a list does."""
        return self.stretches[-1].text.rstrip().endswith(":")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence without the number before it; `first` says whether it begins its passage."""

    passage: Passage
    reading: NormalisedText
    first: bool

    @property
    def words(self) -> str:
        """The words as a reader sees them."""
        return self.reading.text.strip()

    @property
    def start(self) -> int:
        """Where it starts in the draft's text."""
        return self.reading.starts[0]

    @property
    def end(self) -> int:
        """Where it ends in the draft's text."""
        return self.reading.ends[-1]


@dataclass(frozen=True)
class Draft:
    """A draft as far as it could be read; `unread` says what was left out, `markdown` that its text has marks."""

    source: Source
    paragraphs: tuple[Paragraph, ...]
    passages: tuple[Passage, ...]
    unread: tuple[Diagnostic, ...] = ()
    markdown: bool = field(default=True)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The numbers of all paragraphs."""
        return frozenset(paragraph.label for paragraph in in_order(self.paragraphs))

    @cached_property
    def _below(self) -> dict[str, frozenset[str]]:
        return {
            paragraph.label: frozenset(part.label for part in in_order(paragraph.parts))
            for paragraph in in_order(self.paragraphs)
            if paragraph.parts
        }

    def below(self, label: str) -> frozenset[str]:
        """The numbers of the sub-paragraphs of a paragraph, however deep."""
        return self._below.get(label, frozenset())

    def reading_of(self, stretches: Stretches) -> NormalisedText:
        """Words as a reader sees them; those of a cell, for instance."""
        return reading_of(stretches, markdown=self.markdown)

    def reading(self, passage: Passage) -> NormalisedText:
        """The words of a passage as a reader sees them; a row of a table reads `first: second; third`."""
        if not passage.cells:
            return self.reading_of(passage.stretches)
        cells = [self.reading_of(cell.words) for cell in passage.cells if cell.words and not cell.merged]
        return joined(cells, [joint(cell.text, at) for at, cell in enumerate(cells, 1)])

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in the order of the text."""
        for passage in self.passages:
            reading = self.reading(passage)
            marked = (passage.numbered or passage.item) and not passage.cells
            start = numbering.after_mark(reading.text) if marked else 0
            if passage.sort is Sort.FOOTNOTE and reading.text.startswith(":"):
                start = 1  # `[^1]: the words of the note`
            for at, (begin, end) in enumerate(_cut(reading.text, start)):
                yield Sentence(passage, reading.part(begin, end), at == 0)


# -- sentences ------------------------------------------------------------------------------------------------------

# A blank may begin a sentence too: “… 2012. [name, title and State party] is designated President”.
_END = re.compile(r"[.?!][\"”’»)\]]*(?=\s+[\"“‘«(\[]?[A-Z])|(?<=[a-z\d])[.?!](?=\s+(?:\[[a-z]|__))")
_OPENS = re.compile('[“«"]')
_CLOSES = {"“": "”", "«": "»", '"': '"'}
_SHORTENED = re.compile(r"\b(?:[A-Z]|No|Nos|Mr|Mrs|Ms|Dr|Prof|St|H\.E|WP|para|paras|art|cf|vol|p|pp)\.\Z")


def _cut(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The offsets of each sentence, without the white space around it."""
    begin = start
    for end in (*_ends(text), len(text)):
        words = text[begin:end]
        if words.strip():
            yield begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
        begin = max(begin, end)


def _ends(text: str) -> Iterator[int]:
    """Where a full stop ends a sentence, outside of quotations."""
    quotations = _quotations(text)
    start, end = next(quotations, (len(text), len(text)))
    for match in _END.finditer(text):
        while end <= match.end() < len(text):
            start, end = next(quotations, (len(text), len(text)))
        if not start < match.start() and not _SHORTENED.search(text, max(0, match.end() - 12), match.end()):
            yield match.end()


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between quotation marks; a mark that nothing closes begins none."""
    done = 0
    unclosed = ""
    for match in _OPENS.finditer(text):
        mark = match[0]
        if match.start() < done or mark in unclosed:
            continue
        end = text.find(_CLOSES[mark], match.end())
        if end == -1:
            unclosed += mark
            continue
        done = end + 1
        yield match.start(), done


def named(draft_source: Source, passages: Sequence[Passage]) -> Source:
    """The source with the names of its passages, in order."""
    names = sorted((stretch.start, passage.name) for passage in passages for stretch in passage.stretches)
    return replace(draft_source, passages=tuple(names))
