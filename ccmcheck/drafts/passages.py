"""From the blocks of a text to the passages of a draft: what hangs under what, and how a reader names each place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Source
from ccmcheck.drafts import tables
from ccmcheck.drafts.model import Draft, Passage, Table, named
from ccmcheck.prose.normalised import RAISED, Stretches, words_of
from ccmcheck.prose.numbering import NumberPath
from ccmcheck.prose.paragraphs import Block, Placed, Row, Sort, paragraphs, placed


def draft_of(source: Source, blocks: Sequence[Block], unread: Sequence[Diagnostic] = (), *, markdown: bool) -> Draft:
    """The draft that the blocks of a text make; the paragraphs begin with the first number."""
    blocks_placed = placed(tables.with_headers(blocks))
    passages = _with_footnotes(source, _passages(blocks_placed), markdown=markdown)
    return Draft(named(source, passages), paragraphs(blocks_placed), passages, tuple(unread), markdown)


def _passages(blocks: Sequence[Placed]) -> list[Passage]:
    body = _body(blocks)
    reader = _Passages(any(block.numbered for block in blocks))
    for at, group in _groups(blocks):
        reader.add(group, front=at < body)
    return reader.passages


def _groups(blocks: Sequence[Placed]) -> Iterator[tuple[int, list[Placed]]]:
    """Blocks that make one passage, with the place of the first; a footnote may part them."""
    groups: list[tuple[int, list[Placed]]] = []
    text: list[Placed] = []
    for at, block in enumerate(blocks):
        if block.goes_on and text:
            text.append(block)
            continue
        groups.append((at, [block]))
        if block.block.sort is Sort.TEXT:
            text = groups[-1][1]
    return iter(groups)


def _body(blocks: Sequence[Placed]) -> int:
    """Where the title page ends: at the first number or, without numbers, at the first words that are no title."""
    numbered = next((at for at, block in enumerate(blocks) if block.numbered), None)
    if numbered is not None:
        return numbered
    texts = (at for at, block in enumerate(blocks) if block.block.sort is Sort.TEXT)
    return next((at for at in texts if _is_body(blocks[at])), len(blocks))


def _is_body(block: Placed) -> bool:
    words = words_of((block.block.span,)).rstrip()
    return (
        block.item or block.block.row is not None or words.endswith((".", ";", ":", ",")) or len(words.split()) > _TITLE
    )


_TITLE = 30  # words


@dataclass(slots=True)
class _Passages:
    """The passages of a draft while its blocks go by; text of no paragraph goes by the empty path."""

    has_numbers: bool
    passages: list[Passage] = field(default_factory=list)
    heading: Passage | None = None
    own: dict[NumberPath, Passage] = field(default_factory=dict)
    """The passage that begins each paragraph with its number."""
    latest: dict[NumberPath, Passage] = field(default_factory=dict)
    """The last words of each paragraph, which sub-paragraphs, items and rows hang under."""
    bullets: list[tuple[int, Passage]] = field(default_factory=list)
    free: bool = True
    """Whether text without a number belongs to no paragraph: before the first one, and below a heading."""
    table: Table | None = None
    counts: Counter[str] = field(default_factory=Counter)
    """How many items, tables, rows or paragraphs without a number a place has so far."""

    def add(self, group: Sequence[Placed], *, front: bool) -> None:
        """One passage more."""
        first, stretches = group[0], tuple(each.block.span for each in group)
        if first.block.sort is Sort.FOOTNOTE:
            self.passages.append(Passage(Sort.FOOTNOTE, "", stretches, name="footnote", heading=self.heading))
        elif first.block.sort is Sort.HEADING:
            self._heading(first, stretches, front=front)
        else:
            self._text(first, stretches, front=front)

    def _heading(self, block: Placed, stretches: Stretches, *, front: bool) -> None:
        name = f"paragraph {block.label}" if block.numbered else "heading"
        self.heading = Passage(Sort.HEADING, block.label, stretches, block.numbered, name, front)
        self.passages.append(self.heading)
        self.free, self.bullets, self.table = not block.numbered, [], None
        self.counts = Counter()
        self.latest.pop((), None)
        if block.numbered:
            self.own[block.path] = self.latest[block.path] = self.heading

    def _text(self, block: Placed, stretches: Stretches, *, front: bool) -> None:
        self.free = self.free and not block.numbered
        path = () if self.free else block.path
        label = "" if self.free else block.label
        row = block.block.row
        if not block.block.bullet:
            self.bullets = []
        opening = self._opening(block, path)
        table = self._table(row) if row is not None else None
        name = self._name(block, label, opening, front=front)
        cells = row.cells if row is not None else ()
        words = [cell.words for cell in cells if cell.words and not cell.merged]
        if block.numbered and len(words) == 1:
            stretches, cells = words[0], ()  # the table only keeps a number in a cell of its own
        header = row is not None and row.header
        passage = Passage(
            Sort.TEXT,
            label,
            stretches,
            block.numbered,
            name,
            front,
            block.item,
            self.heading,
            opening,
            cells,
            table,
            header,
        )
        self.passages.append(passage)
        if block.block.bullet:
            self.bullets.append((block.block.bullet, passage))
        if block.numbered:
            self.own[path] = passage
        if (row is None and not block.item) or block.numbered:
            self.latest[path] = passage

    def _table(self, row: Row) -> Table:
        if self.table is None or self.table.ordinal != row.table:
            before = next(
                (passage for passage in reversed(self.passages[-3:]) if passage.sort is not Sort.FOOTNOTE), None
            )
            self.table = Table(row.table, before)
        return self.table

    def _opening(self, block: Placed, path: NumberPath) -> Passage | None:
        """What the words hang under."""
        if block.numbered:
            above = next(
                (self.latest[path[:at]] for at in range(len(path) - 1, 0, -1) if path[:at] in self.latest), None
            )
            return above if above is not None and above.sort is Sort.TEXT else None
        while self.bullets and self.bullets[-1][0] >= block.block.bullet:
            self.bullets.pop()
        if self.bullets:
            return self.bullets[-1][1]
        return (
            self.latest.get(path) if block.item or block.block.row is not None else self.own.get(path) if path else None
        )

    def _name(self, block: Placed, label: str, opening: Passage | None, *, front: bool) -> str:
        """What a reader calls the place."""
        if block.numbered:
            return f"paragraph {label}"
        if front:
            return "before paragraph 1" if self.has_numbers else "title"
        if block.item or block.block.row is not None:
            return self._listed(opening.name if opening is not None else self._below(), block.block.row)
        if label:
            return f"paragraph {label}"
        return " ".join(filter(None, (f"unnumbered paragraph {self._count('paragraph')}", self._below())))

    def _listed(self, place: str, row: Row | None) -> str:
        """The name of an item of a list or of a row of a table."""
        if row is None:
            what = f"item {self._count(f'item {place}')}"
        else:
            of_table = f"table {row.table} {place}"
            tables = self._count(f"table {place}") if of_table not in self.counts else self.counts[f"table {place}"]
            name = f"table {tables}, " if tables > 1 else ""
            self.counts[of_table] += not row.header
            what = f"head of {name.rstrip(', ') or 'the table'}" if row.header else f"{name}row {self.counts[of_table]}"
        return ", ".join(filter(None, (place, what)))

    def _count(self, what: str) -> int:
        self.counts[what] += 1
        return self.counts[what]

    def _below(self) -> str:
        if self.heading is None:
            return ""
        words = words_of(self.heading.stretches)
        return f"under “{words if len(words) <= _NAMED else words[:_NAMED].rstrip() + '…'}”"


_NAMED = 40  # characters of a heading


# -- footnotes -------------------------------------------------------------------------------------------------------

_MARK = rf"\[\^([^\]\s]{{1,40}})\]|(?<=[^\n])({RAISED}+)"
_REFERENCE = re.compile(rf"(?:{_MARK})(?!:)|(?<=[^\s*])(\*+)")
_REFERENCE_IN_MARKDOWN = re.compile(rf"(?:{_MARK})(?!:)|(?<=\S)\\(\*)|(?<=\w)(\*)(?=[\s;,.:)]|\Z)")
# A star that closes what another has opened is emphasis.
_EMPHASIZED = re.compile(r"(?<![\w*\\])\*(?=\w)[^*\n]*\Z")
_DEFINITION = re.compile(rf"\s*(?:\[\^([^\]\s]{{1,40}})\]:?|({RAISED}+)|\\?(\*+))")


def _with_footnotes(source: Source, passages: Sequence[Passage], *, markdown: bool) -> tuple[Passage, ...]:
    """The passages, each footnote with the words that refer to it."""
    if not any(passage.sort is Sort.FOOTNOTE for passage in passages):
        return tuple(passages)
    referring = _referring(source, passages, _REFERENCE_IN_MARKDOWN if markdown else _REFERENCE)
    ordered: list[Passage] = []
    before: Passage | None = None
    for passage in passages:
        if passage.sort is not Sort.FOOTNOTE:
            before = passage
            ordered.append(passage)
            continue
        key = _DEFINITION.match(passage.stretches[0].text)
        opening = referring.get(key[key.lastindex or 0]) if key is not None else None
        if not markdown and key is None:
            opening = before
        name = f"footnote to {opening.name}" if opening is not None and opening.label else passage.name
        ordered.append(replace(passage, opening=opening, name=name))
    return tuple(ordered)


def _referring(source: Source, passages: Sequence[Passage], pattern: re.Pattern[str]) -> dict[str, Passage]:
    """The passage that refers to each footnote; a star on the title page is about the document."""
    places = sorted(
        (
            (stretch.start, at)
            for at, passage in enumerate(passages)
            for stretch in passage.stretches
            if passage.sort is not Sort.FOOTNOTE
        )
    )
    by_mark: dict[str, Passage] = {}
    for reference in pattern.finditer(source.text):
        at = bisect_right(places, (reference.start(), len(passages))) - 1
        mark = reference[reference.lastindex or 0]
        if reference[0] == "*" and _EMPHASIZED.search(
            source.text, source.text.rfind("\n", 0, reference.start()) + 1, reference.start()
        ):
            continue
        if at >= 0 and not (mark.startswith("*") and passages[places[at][1]].front):
            by_mark.setdefault(mark, passages[places[at][1]])
    return by_mark
