"""What a text says before any schema is asked: scalars, sequences and mappings with their places.

Hides how values are put together while a parser runs: the limits on depth and number, anchors and their reuse,
duplicate keys and keys that are not text. These are tuples because a thousand programmes make half a million of them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, TypeAlias, TypeGuard

from ccmcheck.base.diagnostic import Diagnostic, MessageWord, Related, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source, Span

_new = tuple.__new__

DEPTH = 100
NODES = 1_000_000


class RawScalar(NamedTuple):
    """A single value: what it means, the words it is written in, and whether they stand without quotation marks."""

    value: str | int | Decimal | bool | None
    text: str
    start: int
    end: int
    plain: bool


class RawSequence(NamedTuple):
    """Items in order.

    `rest` makes it a half list, as `...` at its end does in a file: other items may stand anywhere among these. It
    holds the words that leave the list open, which its blank is shown by.
    """

    items: tuple[Raw, ...]
    start: int
    end: int
    rest: RawScalar | None = None


class RawMapping(NamedTuple):
    """Named entries in order; each key is text and no two are alike."""

    entries: tuple[tuple[RawScalar, Raw], ...]
    start: int
    end: int


class Unreadable(NamedTuple):
    """A value that a complaint has already been made about."""

    start: int
    end: int


class RawPossible(NamedTuple):
    """A possible item of a list: what it is, if it is there, and the words that leave open whether it is.

    No file can write it; only who reads a draft makes it ("subject to its ratification, Sweden").
    """

    item: RawScalar | RawSequence | RawMapping | Unreadable
    words: RawScalar
    start: int
    end: int


Raw: TypeAlias = RawScalar | RawSequence | RawMapping | Unreadable | RawPossible


REST = ("...", "…")
"""What stands at the end of a half list in a file, as an item of its own."""


def is_rest(raw: Raw) -> TypeGuard[RawScalar]:
    """Whether a value is the mark of a half list, in its place or out of it."""
    return isinstance(raw, RawScalar) and isinstance(raw.value, str) and raw.value.strip() in REST


def stated_items(raw: RawSequence) -> tuple[tuple[Raw, ...], RawScalar | None]:
    """The items that a list states, and what makes it a half list, if it is one."""
    if raw.rest is None and raw.items and is_rest(raw.items[-1]):
        return raw.items[:-1], raw.items[-1]
    return raw.items, raw.rest


class ParsingStopped(Exception):
    """A text that cannot be read any further; never leaves the parsers."""

    def __init__(self, complaint: Diagnostic) -> None:
        super().__init__(complaint.message)
        self.complaint = complaint


class _Anchored(NamedTuple):
    raw: Raw
    size: int
    height: int


class _Open:
    """A collection whose end has not been met yet."""

    __slots__ = ("anchor", "before", "deepest", "is_mapping", "items", "start")

    def __init__(self, start: int, is_mapping: bool, anchor: str | None, before: int, depth: int) -> None:
        self.start = start
        self.is_mapping = is_mapping
        self.anchor = anchor
        self.items: list[Raw] = []
        self.before = before
        self.deepest = depth


class Assembly:
    """A document while it is being read; `items` are those of the innermost open collection."""

    __slots__ = ("_anchored", "_count", "_open", "complaints", "items", "last_end", "root", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.complaints: list[Diagnostic] = []
        self.root: list[Raw] = []
        self.items = self.root
        self._open: list[_Open] = []
        self._count = 0
        self.last_end = 0
        self._anchored: dict[str, _Anchored | None] = {}

    def complain(self, code: str, start: int, end: int, **words: MessageWord) -> None:
        """Notes a complaint that does not stop the reading."""
        self.complaints.append(complain(code, Span(self.source, start, end), suggestion="", related=(), **words))

    def refuse(self, code: str, start: int, end: int, **words: MessageWord) -> ParsingStopped:
        """A complaint that stops the reading, to be raised."""
        return ParsingStopped(complain(code, Span(self.source, start, end), suggestion="", related=(), **words))

    def too_many(self, start: int, end: int) -> ParsingStopped:
        """The complaint about more values than a document may hold."""
        return self.refuse("too-many-values", start, end, limit=f"{NODES:,}")

    def put(self, raw: Raw, anchor: str | None = None) -> None:
        """Adds a value that has no parts."""
        self.items.append(raw)
        self.last_end = raw.end
        if anchor is not None:
            self._anchored[anchor] = _Anchored(raw, 1, 0)

    def begin(self, start: int, is_mapping: bool, anchor: str | None = None) -> None:
        """Opens a collection."""
        depth = len(self._open) + 1
        if depth > DEPTH:
            raise self.refuse("nested-too-deep", start, start + 1, limit=DEPTH)
        opened = _Open(start, is_mapping, anchor, self._count, depth)
        if anchor is not None:
            self._anchored[anchor] = None
        self._open.append(opened)
        self.items = opened.items

    def finish(self, end: int | None) -> None:
        """Closes the innermost collection; without an end of its own it ends where its last part does."""
        opened = self._open.pop()
        end = self.last_end if end is None else end
        raw = self._collection(opened, end)
        self._count += len(opened.items)
        if self._count > NODES:
            raise self.too_many(opened.start, opened.start + 1)
        if self._open:
            outer = self._open[-1]
            outer.deepest = max(outer.deepest, opened.deepest)
            self.items = outer.items
        else:
            self.items = self.root
        if opened.anchor is not None:
            size, height = self._count - opened.before + 1, opened.deepest - len(self._open)
            self._anchored[opened.anchor] = _Anchored(raw, size, height)
        self.items.append(raw)
        self.last_end = end

    def reuse(self, anchor: str, start: int, end: int) -> None:
        """Adds what an anchor stands for, counted as if it had been written out."""
        if anchor not in self._anchored:
            self.complain("alias-unknown", start, end, name=quoted(anchor))
            self.put(Unreadable(start, end))
            return
        known = self._anchored[anchor]
        if known is None:
            raise self.refuse("alias-endless", start, end, name=quoted(anchor))
        self._count += known.size - 1
        if self._count > NODES:
            raise self.too_many(start, end)
        deepest = len(self._open) + known.height
        if deepest > DEPTH:
            raise self.refuse("nested-too-deep", start, end, limit=DEPTH)
        if self._open:
            self._open[-1].deepest = max(self._open[-1].deepest, deepest)
        self.items.append(known.raw)
        self.last_end = end

    def _collection(self, opened: _Open, end: int) -> Raw:
        items = opened.items
        if not opened.is_mapping:
            return _new(RawSequence, (tuple(items), opened.start, end, None))
        keys = items[::2]
        entries = tuple(zip(keys, items[1::2], strict=True))
        # Only a scalar begins with text; `_sound` finds out what any other key is.
        if len({key[0] for key in keys if key[0].__class__ is str}) == len(keys):
            return _new(RawMapping, (entries, opened.start, end))
        return RawMapping(self._sound(entries), opened.start, end)

    def _sound(self, entries: tuple[tuple[Raw, Raw], ...]) -> tuple[tuple[RawScalar, Raw], ...]:
        """The entries whose key is text and new; a complaint about each other one."""
        sound: dict[str, tuple[RawScalar, Raw]] = {}
        for key, value in entries:
            if isinstance(key, Unreadable):
                continue
            if not isinstance(key, RawScalar) or not isinstance(key.value, str):
                written = self.source.text[key.start : key.end]
                self.complain("key-not-text", key.start, key.end, key=quoted(written) if written else "nothing")
            elif key.value in sound:
                self._complain_of_duplicate(key, sound[key.value][0])
            else:
                sound[key.value] = (key, value)
        return tuple(sound.values())

    def _complain_of_duplicate(self, second: RawScalar, first: RawScalar) -> None:
        source = self.source
        place = Span(source, first.start, first.end)
        self.complaints.append(
            complain(
                "duplicate-key",
                Span(source, second.start, second.end),
                related=(Related(place, "the first one"),),
                key=quoted(second.text),
                first=place.position.line,
                second=source.position(second.start).line,
            )
        )
