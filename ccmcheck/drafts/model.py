"""A draft: its headings and numbered paragraphs, its sentences, and where in its text each stands.

Hides which format it came in; for a Word file the text is the extracted one, one line a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Source
from ccmcheck.prose import numbering
from ccmcheck.prose.normalised import NormalisedText, Stretches, reading_of
from ccmcheck.prose.paragraphs import Block, Paragraph, Sort, in_order, paragraphs


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that belong together: a heading, a footnote, or the opening or a later part of a paragraph.

    `label` is the number of the paragraph (`2(c)(iv)`), empty before the first one; `numbered` says whether the
    words begin with that number.
    """

    sort: Sort
    label: str
    stretches: Stretches
    numbered: bool = False

    @property
    def start(self) -> int:
        """The offset at which it begins."""
        return self.stretches[0].start

    @property
    def name(self) -> str:
        """What a reader calls the place."""
        match self.sort:
            case Sort.HEADING:
                return "heading"
            case Sort.FOOTNOTE:
                return "footnote"
            case Sort.TEXT:
                return f"paragraph {self.label}" if self.label else "before paragraph 1"


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

    def reading(self, passage: Passage) -> NormalisedText:
        """The words of a passage as a reader sees them."""
        return reading_of(passage.stretches, markdown=self.markdown)

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in the order of the text."""
        for passage in self.passages:
            reading = self.reading(passage)
            start = _after_mark(reading.text) if passage.numbered else 0
            for at, (begin, end) in enumerate(_cut(reading.text, start, _seams(passage, reading))):
                yield Sentence(passage, reading.part(begin, end), at == 0)


def draft_of(source: Source, blocks: Sequence[Block], unread: Sequence[Diagnostic] = (), *, markdown: bool) -> Draft:
    """The draft that the blocks of a text make; the paragraphs begin with the first number."""
    texts = [block for block in blocks if block.sort is Sort.TEXT]
    first = next((at for at, block in enumerate(texts) if block.mark.isdigit()), len(texts))
    found = paragraphs(texts[first:]) if first < len(texts) else ()
    others = [block for block in blocks if block.sort is not Sort.TEXT] + texts[:first]
    passages = [*(Passage(block.sort, "", (block.span,)) for block in others), *_passages(found)]
    passages.sort(key=lambda passage: passage.start)
    names = sorted((stretch.start, passage.name) for passage in passages for stretch in passage.stretches)
    return Draft(replace(source, passages=tuple(names)), found, tuple(passages), tuple(unread), markdown)


def _passages(found: Sequence[Paragraph]) -> Iterator[Passage]:
    for paragraph in in_order(found):
        yield Passage(Sort.TEXT, paragraph.label, paragraph.opening, numbered=True)
        if paragraph.tail:
            yield Passage(Sort.TEXT, paragraph.label, paragraph.tail)


# -- sentences ------------------------------------------------------------------------------------------------------

_END = re.compile(r"[.?!][\"”’»)\]]*(?=\s+[\"“‘«(\[]?[A-Z])")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")
_SHORTENED = re.compile(r"\b(?:[A-Z]|No|Nos|Mr|Mrs|Ms|Dr|Prof|St|H\.E|WP|para|paras|art|cf|vol|p|pp)\.\Z")
# A word that is written large only where a sentence begins.
_BEGINS = frozenset(("the", "this", "these", "that", "a", "an", "at", "in", "on", "to", "it", "its", "each", "by"))


def _after_mark(text: str) -> int:
    found = numbering.leading_mark(text)
    return found[1] if found is not None else 0


def _seams(passage: Passage, reading: NormalisedText) -> list[int]:
    """Where a later stretch begins a sentence of its own although the one before has no full stop."""
    seams = []
    for stretch in passage.stretches[1:]:
        at = next((at for at, place in enumerate(reading.starts) if place >= stretch.start), None)
        if at is None:
            continue
        word = re.match(r"\W*(\w+)", reading.text[at:])
        if word is not None and word[1][:1].isupper() and word[1].casefold() in _BEGINS:
            seams.append(at)
    return seams


def _cut(text: str, start: int, seams: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The offsets of each sentence, without the white space around it."""
    quotations = [found.span() for found in _QUOTED.finditer(text)]
    ends = [
        found.end()
        for found in _END.finditer(text)
        if not _SHORTENED.search(text[start : found.end()][-12:])
        and not any(opened < found.start() and found.end() < closed for opened, closed in quotations)
    ]
    begin = start
    for end in sorted({*ends, *seams, len(text)}):
        if end <= begin:
            continue
        words = text[begin:end]
        if words.strip():
            yield begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
        begin = end
