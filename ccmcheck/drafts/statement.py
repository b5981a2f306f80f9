"""What a sentence says about a programme: a value of one field, at its words; hides how offsets become values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ccmcheck.document.blanks import is_blank
from ccmcheck.document.raw import Raw, RawMapping, RawScalar, RawSequence
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import Word
from ccmcheck.drafts.ledger import Ledger, Role
from ccmcheck.drafts.model import Sentence

Path: TypeAlias = tuple[str, ...]
"""Names of fields from the outside in; an item of a list goes by a name of its own (`meetings`, `3msp`, `start`)."""

BLANK = "____"


@dataclass(frozen=True, slots=True)
class Statement:
    """A value for a field, and the sentence that says so."""

    path: Path
    value: Raw
    sentence: Sentence = field(compare=False)
    end_of: str = ""
    """The meeting whose last day is the value, where the sentence says so and gives no date."""
    more: bool = False
    """Whether its items are added to those that another sentence gives the list."""


@dataclass(frozen=True, slots=True)
class AllowedLength:
    """A length that a sentence allows a meeting (“up to five days”); a programme has no field for it.

    `exact` is said of a meeting that lasts so long; where its first day is known, that gives the last one.
    """

    meeting: str
    days: int
    start: int
    end: int
    sentence: Sentence = field(compare=False)
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Denial:
    """That there is no such meeting, as a sentence says; it outweighs sentences that presuppose one."""

    path: Path
    start: int
    end: int
    sentence: Sentence = field(compare=False)


Saying: TypeAlias = Statement | AllowedLength | Denial


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence with its words, the phrases that they make, and the ledger of who took which words."""

    sentence: Sentence
    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    ledger: Ledger = field(compare=False)

    def take(self, at: Phrase | Word, role: Role = Role.VALUE) -> None:
        """Notes that a phrase was taken, and as what."""
        self.ledger.take(at.start, at.end, role)

    def has(self, *names: str) -> bool:
        """Whether a phrase of one of these names is in it."""
        return any(phrase.name in names for phrase in self.phrases)

    def each(self, *names: str) -> Iterator[Phrase]:
        """The phrases of these names in order."""
        return (phrase for phrase in self.phrases if phrase.name in names)

    def first(self, *names: str) -> Phrase | None:
        """The first phrase of one of these names."""
        return next(self.each(*names), None)

    def scalar(self, value: str | int | bool, start: int, end: int) -> RawScalar:
        """A value at its words (offsets in the sentence)."""
        reading = self.sentence.reading
        return RawScalar(value, reading.text[start:end], reading.starts[start], reading.ends[end - 1], True)

    def of(self, value: str | int | bool, at: Phrase | Word) -> RawScalar:
        """A value at the words of a phrase."""
        return self.scalar(value, at.start, at.end)

    def text_of(self, at: Phrase | Word) -> str:
        """The words of a phrase as they stand."""
        return self.sentence.reading.text[at.start : at.end]

    def list(self, items: tuple[Raw, ...], at: Phrase) -> RawSequence:
        """A list at the words of a phrase."""
        starts, ends = self.sentence.reading.starts, self.sentence.reading.ends
        return RawSequence(items, starts[at.start], ends[at.end - 1])

    def record(self, fields: dict[str, Raw], start: int, end: int) -> RawMapping:
        """A record at its words (offsets in the sentence)."""
        reading = self.sentence.reading
        begin, close = reading.starts[start], reading.ends[end - 1]
        return RawMapping(tuple((key(name, begin), value) for name, value in fields.items()), begin, close)

    def statement(self, path: Path, value: Raw) -> Statement:
        """That this sentence gives a value to a field."""
        return Statement(path, value, self.sentence)


def key(name: str, at: int) -> RawScalar:
    """The name of a field, which stands nowhere in a draft."""
    return RawScalar(name, name, at, at, True)


def plain(word: Word) -> str:
    """The text of a word or name without the quotation marks around it; a blank is one however it is written."""
    if word.kind == "BLANK" and not is_blank(word.text):
        return BLANK
    return word.text[1:-1] if word.kind == "QUOTED" else word.text
