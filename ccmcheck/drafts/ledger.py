"""Which words of a sentence were taken, and as what; hides how stretches of words become passages left over.

Nothing passes in silence: a loaded word that no phrase has taken is left over.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from ccmcheck.drafts.grammar.plain_words import is_plain
from ccmcheck.drafts.grammar.tokens import Loaded, Word


class Role(Enum):
    """What a stretch of words is in its sentence.

    VALUE: part of a field. LIMIT: a bound that gives no value. FRAME: who acts, and how. ASIDE: it speaks of something
    else. LEFT_OVER: it could change the programme, and was not understood. PLAIN: it cannot change anything.
    """

    VALUE = "value"
    LIMIT = "limit"
    FRAME = "frame"
    ASIDE = "aside"
    LEFT_OVER = "left over"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class LeftWords:
    """Words in a row of which at least one is loaded and that nobody took; offsets in the sentence."""

    words: tuple[Word, ...]
    also: frozenset[Loaded] = frozenset()
    """How words among them are loaded where they stand, though by themselves they are not."""

    @property
    def start(self) -> int:
        """Where the first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1].end

    @property
    def loads(self) -> frozenset[Loaded]:
        """In which ways they could change what a programme says."""
        held = frozenset(load for word in self.words if (load := word.loaded) is not None)
        return held | self.also


@dataclass(slots=True)
class Ledger:
    """The words of one sentence, each with its role as soon as somebody takes it."""

    words: Sequence[Word]
    _roles: list[Role | None] = field(init=False)
    _starts: list[int] = field(init=False)
    _also: dict[int, Loaded] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._roles = [None] * len(self.words)
        self._starts = [word.start for word in self.words]

    def take(self, start: int, end: int, role: Role) -> None:
        """Notes the role of the words between two offsets; a value stays a value."""
        for at in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            if self._roles[at] is not Role.VALUE:
                self._roles[at] = role

    def release(self, word: Word) -> None:
        """Takes a role back."""
        self._roles[bisect_left(self._starts, word.start)] = None

    def load(self, word: Word, load: Loaded) -> None:
        """Notes that a word is loaded where it stands, though by itself it is not: “after” before a date."""
        self._also.setdefault(word.start, load)

    def _is_loaded(self, word: Word) -> bool:
        return word.loaded is not None or word.start in self._also

    def role(self, at: int) -> Role | None:
        """The role of the word that begins at an offset, or that holds it."""
        index = bisect_right(self._starts, at) - 1
        return self._roles[index] if index >= 0 else None

    def left_over(self) -> Iterator[LeftWords]:
        """The stretches that hold a loaded word and that nobody took, none of them over a taken word or a mark."""
        stretch: list[Word] = []
        for word, role in zip(self.words, self._roles, strict=True):
            if role is not None or (word.kind == "MARK" and word.text in _PARTING) or word.text in _PARTING:
                yield from self._loaded(stretch)
                stretch = []
            else:
                stretch.append(word)
        yield from self._loaded(stretch)

    def _loaded(self, stretch: list[Word]) -> Iterator[LeftWords]:
        """The stretch from its first telling word to its last, if any of them is loaded."""
        if not any(map(self._is_loaded, stretch)):
            return
        first, last = 0, len(stretch) - 1
        while not self._is_loaded(stretch[first]) and _is_small(stretch[first]):
            first += 1
        while not self._is_loaded(stretch[last]) and _is_small(stretch[last]):
            last -= 1
        also = frozenset(self._also[word.start] for word in stretch if word.start in self._also)
        yield LeftWords(tuple(stretch[first : last + 1]), also)

    def stretches(self) -> Iterator[tuple[Role, int, int]]:
        """Every stretch of words in one role, in order; offsets in the sentence."""
        open_ = {word.start for left in self.left_over() for word in left.words}
        start, end, before = 0, 0, None
        for word, taken in zip(self.words, self._roles, strict=True):
            role = taken or (Role.LEFT_OVER if word.start in open_ else Role.PLAIN)
            if role is not before:
                if before is not None:
                    yield before, start, end
                start, before = word.start, role
            end = word.end
        if before is not None:
            yield before, start, end


_PARTING = frozenset(";,.:()")


def _is_small(word: Word) -> bool:
    """Whether a word tells nothing at either end of a passage."""
    return word.text == "," or is_plain(word.text, among_coordinators=True)
