"""Rows of tables, read like sentences; hides how the words at the head of a column say what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ccmcheck.drafts.extract import coordinators
from ccmcheck.drafts.extract.entries import Entry, entries, is_between_meetings, runs_of_years
from ccmcheck.drafts.grammar.phrases import Phrase, phrases
from ccmcheck.drafts.grammar.tokens import Word
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import ParsedSentence, Path, Statement, plain
from ccmcheck.drafts.subjects import Group, Subject, list_of, subject_of
from ccmcheck.drafts.tables import is_head
from ccmcheck.prose.normalised import Stretches
from ccmcheck.prose.paragraphs import Cell

WordsOf = Callable[[Stretches], Sequence[Word]]
"""The words of a cell by themselves."""


class Holds(Enum):
    """What a column holds."""

    NUMBER = r"\A\W*(?:no|nr|number|item|#)?\W*\Z"
    WHO = r"\b(?:co-?ordinat\w*|states?|countr\w+|lead\w*|friends?|responsib\w+|who)\b"
    TERM = r"\b(?:years?|terms?|periods?|mandates?|durations?|until)\b"
    TOPIC = r"\b(?:working groups?|thematic areas?|groups?|topics?|themes?|areas?|subjects?)\b"
    DATES = r"\b(?:dates?|days?|when)\b"
    PLACE = r"\b(?:place|city|location|where)\b"
    VENUE = r"\bvenue\b"
    MEETING = r"\b(?:meetings?|events?|conferences?)\b"


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of a row with its words in the row's sentence, what it holds, and the years at the head of its column.

    `holds` is None where the column has no head, or one that is not understood.
    """

    cell: Cell
    words: tuple[Word, ...]
    holds: Holds | None
    years: tuple[int, ...]
    open_years: bool = False
    """Whether the years at its head may be another term: “until 2012”, or “2011-2013” from meeting to meeting."""
    foreign: bool = False
    """Whether its head is not understood."""


def columns(parsed: ParsedSentence, words_of: WordsOf, programme: str) -> list[Column]:
    """The cells of a row, each with what it holds; `programme` is the year of the programme."""
    starts = parsed.sentence.reading.starts
    cells = []
    for cell in parsed.sentence.passage.cells:
        spans = [(stretch.start, stretch.end) for stretch in cell.words]
        words = [word for word in parsed.words if any(a <= starts[word.start] < b for a, b in spans)]
        header = words_of(cell.header) if cell.header else ()
        years = [year if isinstance(year, int) else int(year.text) for run in runs_of_years(header) for year in run]
        held = () if cell.merged else tuple(words)
        foreign = bool(header) and not is_head(_text(header))
        holds = None if foreign else _held(header)
        cells.append(Column(cell, held, holds, tuple(years), _is_open(header, programme), foreign))
    return cells


def take_heads(parsed: ParsedSentence, held: Sequence[Column]) -> None:
    """Takes the heads of columns that are understood; a State in one that is not is left over."""
    for column in held:
        for word in column.words if is_head(_text(column.words)) else ():
            parsed.take(word, Role.FRAME)


def understood(parsed: ParsedSentence, held: Sequence[Column]) -> ParsedSentence:
    """A row without its cells in columns whose head is not understood: they give no values, and stay left over."""
    foreign = [(column.words[0].start, column.words[-1].end) for column in held if column.foreign and column.words]

    def is_own(each: Word | Phrase) -> bool:
        return not any(start <= each.start < end for start, end in foreign)

    return replace(parsed, words=tuple(filter(is_own, parsed.words)), phrases=tuple(filter(is_own, parsed.phrases)))


def meeting_above(held: Sequence[Column], words_of: WordsOf) -> Subject | None:
    """The meeting that a cell of an earlier row names, which counts for this row too."""
    cells = [phrases(tuple(words_of(column.cell.words))) for column in held if column.cell.merged]
    named = (subject_of(phrase) for cell in cells for phrase in cell)
    return next((replace(subject, phrase=None) for subject in named if subject is not None), None)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _held(header: Sequence[Word]) -> Holds | None:
    text = _text(header)
    held = next((holds for holds in Holds if re.search(holds.value, text, re.IGNORECASE)), None)
    dated = any(word.kind == "YEAR" for word in header)
    return Holds.WHO if dated and held in (None, Holds.TERM) else held


_RANGE = re.compile(r"(?:\bfrom )?\b\d{4} (?:to|through|until|till|[-‐‑‒–—−]) \d{4}\b", re.IGNORECASE)
_BOUNDING = re.compile(r"\b(?:from|to|until|start|begin|end|by|on|at|or|dates?|days?|months?|time)\b", re.IGNORECASE)


def _is_open(header: Sequence[Word], programme: str) -> bool:
    """Whether the years at a head may be another term than these years."""
    first = next((at for at, word in enumerate(header) if word.kind == "YEAR"), len(header))
    beside = _RANGE.sub(" ", _text(header))
    return is_between_meetings(header[first:], programme) or _BOUNDING.search(beside) is not None


def group_row(
    parsed: ParsedSentence, held: Sequence[Column], words_of: WordsOf, year: str
) -> tuple[list[Statement], Group] | None:
    """What a row about a group says, and the group; None where it is about none, or its table has no heads."""
    topic = _topic(held, words_of)
    who = [column for column in held if column.holds is Holds.WHO]
    foreign = any(column.foreign for column in held)
    if topic is None or not (who or (foreign and any(column.holds is Holds.TOPIC for column in held))):
        return None
    path = (list_of(topic.name), topic.name)
    statements: list[Statement] = []
    if not any(topic is word for column in held for word in column.words):
        place = parsed.words[0]
    else:
        place = topic
        parsed.take(topic)
    statements.append(parsed.statement((*path, "topic"), parsed.of(topic.name, place)))
    named = list(_entries(parsed, held, who, year))
    statements += coordinators.stated(parsed, path, named, more=True)
    return statements, Group(path, 0)


def _topic(held: Sequence[Column], words_of: WordsOf) -> Word | None:
    """The topic that the row is about; of a cell over several rows it stands in an earlier one."""
    for column in held:
        words = words_of(column.cell.words) if column.cell.merged else column.words
        for word in words:
            if word.kind == "TOPIC":
                return word
    return None


def _entries(parsed: ParsedSentence, held: Sequence[Column], who: Sequence[Column], year: str) -> Iterator[Entry]:
    """Those that the columns name, with the years of the column, of the cell, or of a column of years."""
    terms = [column for column in held if column.holds is Holds.TERM]
    runs = [run for column in terms for run in runs_of_years(column.words)]
    named = [entry for column in who for entry in _named(parsed, column, year)]
    undated = [entry for entry in named if not entry.dated]
    if undated and len(runs) in (1, len(undated)):
        for at, entry in enumerate(undated):
            entry.years = list(runs[at if len(runs) > 1 else 0])
            for each in (word for run in runs for word in run if isinstance(word, Word)):
                parsed.take(each)
    yield from _merged(named)


def _named(parsed: ParsedSentence, column: Column, year: str) -> list[Entry]:
    """Those that a column names, with the years at its head where a cell gives none."""
    named = entries(parsed, column.words, year, () if column.open_years else column.years)
    for entry in named if column.open_years else ():
        if not entry.dated:
            entry.open_years = (entry.who.start, entry.who.end)
    return named


def _merged(named: Sequence[Entry]) -> Iterator[Entry]:
    """Each State once, with the years of all columns that name it."""
    by_name: dict[str, Entry] = {}
    for entry in named:
        name = entry.who.name or entry.who.text
        held = by_name.get(name)
        if held is None or entry.who.kind in ("BLANK", "PLACEHOLDER"):
            by_name[name if held is None else f"{name} {entry.who.start}"] = entry
        else:
            held.years += entry.years
            held.spans += entry.spans
    yield from by_name.values()


def places(parsed: ParsedSentence, held: Sequence[Column], path: Path) -> Iterator[Statement]:
    """Where a meeting is, as the columns for places say without a preposition."""
    for column in held:
        words = [word for word in column.words if word.text != ","]
        free = words and all(parsed.ledger.role(word.start) is None for word in words)
        if column.holds not in (Holds.PLACE, Holds.VENUE) or not free:
            continue
        named = [word for word in words if word.kind in ("NAME", "STATE", "BODY", "BLANK", "QUOTED")]
        fields = _fields(column, named)
        for name, word in fields:
            parsed.take(word, Role.VALUE)
            yield parsed.statement((*path, name), parsed.of(plain(word), word))


def _fields(column: Column, named: Sequence[Word]) -> list[tuple[str, Word]]:
    if column.holds is Holds.VENUE or any(word.kind == "BODY" for word in named):
        kinds = {"BODY": "venue", "STATE": "country"}
        fields = [(kinds.get(word.kind, "venue" if len(named) == 1 else "city"), word) for word in named]
        return fields if len({name for name, _ in fields}) == len(fields) else []
    names = ("country",) if len(named) == 1 and named[0].kind == "STATE" else ("city", "country")
    return list(zip(names, named, strict=False)) if len(named) <= len(names) else []
