"""YAML as nearly every programme is written, line by line: a name, a value beside it or indented below it.

Several times as fast as a parser for all of YAML, since the same lines come again in every programme. Hides what is
plain enough for that. Whoever meets NotPlain here asks PyYAML; that both see the same is held by a test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from ccmcheck.base.source import Source
from ccmcheck.document.fast.plain_values import NotPlain
from ccmcheck.document.raw import DEPTH, NODES, Raw, RawMapping, RawScalar, RawSequence
from ccmcheck.document.scalars import NoValue, ScalarValue, meaning


class _Below:
    """What a name without a value has: it stands in the lines that follow."""


BELOW: Final = _Below()

# A value on one line: a scalar, or with brackets a list or a dictionary of such.
LineValue: TypeAlias = "ScalarValue | list[Any] | dict[str, Any] | _Below"


class YamlLine(NamedTuple):
    """A line that says something. Two lines of a level belong together; what is further in has a higher one.

    `column` is that of the first letter after a dash, and `raw` has columns for places.
    """

    level: int
    dashed: bool
    column: int
    key: str
    written: LineValue
    raw: Raw | None


class PlacedLine(NamedTuple):
    """A line in its place: how many lists and records end before it, whether one begins, and where in the text it lies.

    The item of a list that has a name begins a record as well.
    """

    ended: int
    begins: bool
    line: YamlLine
    at: int


_new = tuple.__new__


def placed_lines(text: str) -> Iterator[PlacedLine]:
    """The lines of a text that say something, each with its place in the whole.

    Raises NotPlain where there is more to YAML than that, perhaps only at the end.
    """
    levels, below = [-1], True
    at = 0
    for written in text.split("\n"):
        line = _LINES[written]
        if line is not None:
            level, dashed, column, key, value, _ = line
            ended = 0
            if below:
                if level <= levels[-1]:
                    raise NotPlain
                levels.append(level)
            else:
                while levels[-1] > level:
                    levels.pop()
                    ended += 1
                if levels[-1] != level:
                    raise NotPlain
            yield _new(PlacedLine, (ended, below, line, at))
            if dashed and key:
                levels.append(2 * column)
            below = value is BELOW
        at += len(written) + 1
    if below:
        raise NotPlain


# -- one line ------------------------------------------------------------------------------------------------------

_KEPT = 4096
LONGEST = 1000
"""A name that stands further from its colon is none to PyYAML."""
BRACKETS = 20
_DEEPEST = DEPTH - BRACKETS
# What no words without quotation marks begin with here; for some of them YAML has exceptions.
_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@`")
# What ends words in brackets, or makes more of them than words.
_ENDS = re.compile(r"[,\[\]{}:#?]")


class _Lines(dict[str, "YamlLine | None"]):
    """Lines as they were written, each understood once; None for one that says nothing."""

    def __missing__(self, written: str) -> YamlLine | None:
        line = _line(written)
        if len(self) >= _KEPT:
            self.clear()
        self[written] = line
        return line


_LINES = _Lines()


def _line(written: str) -> YamlLine | None:
    # What Python can print, YAML can hold; tabs, other line breaks and spaces that look like one are not among it.
    if len(written) > LONGEST or not written.isprintable():
        raise NotPlain
    words = written.lstrip(" ")
    if not words or words[0] == "#":
        return None
    indent = column = len(written) - len(words)
    dashed = words.startswith("- ")
    if dashed:
        words = words[2:].lstrip(" ")
        column = len(written) - len(words)
    key, colon, rest = words.partition(":")
    if not (colon and rest[:1] in ("", " ") and _is_name(key)):
        if not dashed:
            raise NotPlain
        key, rest = "", words
    raw = _Value(written, len(written) - len(rest.lstrip(" "))).raw
    if raw is None and not key:
        raise NotPlain
    return YamlLine(2 * indent + dashed, dashed, column, key, BELOW if raw is None else _written(raw), raw)


def _is_name(key: str) -> bool:
    """Whether a key is a word that means itself; other keys are none of the schema's."""
    return key.isascii() and key.replace("-", "_").isidentifier() and key[0] != "-" and meaning(key) == key


def _written(raw: Raw) -> ScalarValue | list[Any] | dict[str, Any]:
    match raw:
        case RawScalar(value):
            return value
        case RawSequence(items):
            return [_written(item) for item in items]
        case RawMapping(entries_):
            return {str(key.value): _written(value) for key, value in entries_}
        case _:
            raise NotPlain


class _Value:
    """The value at the end of a line, while it is being read; `raw` is None where there is none."""

    def __init__(self, line: str, start: int) -> None:
        self._line, self._at = line, start
        self.raw: Raw | None = None
        sign = line[start : start + 1]
        if sign not in ("", "#"):
            self.raw = self._collection() if sign in "[{" else self._quoted(sign) if sign in "'\"" else self._words()
            rest = line[self._at :].lstrip(" ")
            if rest and (rest[0] != "#" or line[self._at] != " "):
                raise NotPlain

    def _words(self) -> RawScalar:
        """Words up to the end of the line, or to a remark."""
        words = self._line[self._at :].partition(" #")[0].rstrip(" ")
        if ": " in words or words[-1] == ":":
            raise NotPlain
        return self._plain(words)

    def _words_in_brackets(self) -> RawScalar:
        end = _ENDS.search(self._line, self._at)
        if end is None:
            raise NotPlain
        return self._plain(self._line[self._at : end.start()].rstrip(" "))

    def _plain(self, words: str) -> RawScalar:
        if not words or words[0] in _SIGNS:
            raise NotPlain
        value = meaning(words)
        if isinstance(value, NoValue):
            raise NotPlain
        start, self._at = self._at, self._at + len(words)
        return RawScalar(value, words, start, self._at, True)

    def _quoted(self, mark: str) -> RawScalar:
        """Words in quotation marks that hold neither their mark nor a backslash."""
        start, close = self._at, self._line.find(mark, self._at + 1)
        words = self._line[start + 1 : close]
        if close < 0 or self._line[close + 1 : close + 2] == mark or "\\" in words:
            raise NotPlain
        self._at = close + 1
        return RawScalar(words, words, start, self._at, False)

    def _next(self) -> str:
        """The next sign that is no space."""
        while self._line[self._at : self._at + 1] == " ":
            self._at += 1
        return self._line[self._at : self._at + 1]

    def _part(self, depth: int) -> Raw:
        sign = self._next()
        if sign and sign in "[{":
            return self._collection(depth)
        return self._quoted(sign) if sign and sign in "'\"" else self._words_in_brackets()

    def _collection(self, depth: int = 0) -> Raw:
        """A list or a dictionary in brackets."""
        start, bracket = self._at, self._next()
        self._at += 1
        if depth > BRACKETS:
            raise NotPlain
        parts = list(self._parts("]" if bracket == "[" else "}", depth + 1))
        if bracket == "[":
            return RawSequence(tuple(value for _, value in parts), start, self._at)
        if len({key.value for key, _ in parts}) != len(parts):
            raise NotPlain
        return RawMapping(tuple(parts), start, self._at)

    def _parts(self, close: str, depth: int) -> Iterator[tuple[RawScalar, Raw]]:
        if self._next() == close:
            self._at += 1
            return
        sign = ","
        while sign == ",":
            self._next()
            yield self._key() if close == "}" else _UNNAMED, self._part(depth)
            sign = self._next()
            self._at += 1
        if sign != close:
            raise NotPlain

    def _key(self) -> RawScalar:
        sign = self._line[self._at : self._at + 1]
        key = self._quoted(sign) if sign and sign in "'\"" else self._words_in_brackets()
        if not isinstance(key.value, str) or self._line[self._at : self._at + 2] != ": ":
            raise NotPlain
        self._at += 2
        return key


_UNNAMED = RawScalar("", "", 0, 0, False)


# -- with places ---------------------------------------------------------------------------------------------------


def parse(source: Source) -> Raw | None:
    """The values of a text with their places, as `yaml_text` would have them; None where there is more to it."""
    if len(source.text) > NODES:
        return None
    try:
        return _tree(source.text)
    except NotPlain:
        return None


def _tree(text: str) -> Raw:
    holders: list[tuple[list[Raw], int, bool]] = []
    items: list[Raw] = []
    end = 0
    for ended, begins, (level, dashed, column, key, _, raw), at in placed_lines(text):
        for _ in range(ended):
            items = _finished(holders, end)
        if begins:
            items = _begun(holders, at + level // 2, dashed)
        if dashed and key:
            items = _begun(holders, at + column, False)
        if key:
            end = at + column + len(key)
            items.append(_new(RawScalar, (key, key, at + column, end, True)))
        if raw is not None:
            end = at + raw.end
            items.append(_moved(raw, at))
    while len(holders) > 1:
        items = _finished(holders, end)
    return _collected(*holders[0], end)


def _begun(holders: list[tuple[list[Raw], int, bool]], start: int, is_list: bool) -> list[Raw]:
    """The items of a list or record that begins."""
    if len(holders) >= _DEEPEST:
        raise NotPlain
    items: list[Raw] = []
    holders.append((items, start, is_list))
    return items


def _finished(holders: list[tuple[list[Raw], int, bool]], end: int) -> list[Raw]:
    """The items of the list or record around the one that ends."""
    collection = _collected(*holders.pop(), end)
    items = holders[-1][0]
    items.append(collection)
    return items


def _collected(items: list[Raw], start: int, is_list: bool, end: int) -> Raw:
    if is_list:
        return _new(RawSequence, (tuple(items), start, end, None))
    keys = items[::2]
    if len({key[0] for key in keys}) != len(keys):
        raise NotPlain
    return _new(RawMapping, (tuple(zip(keys, items[1::2], strict=True)), start, end))


def _moved(raw: Raw, by: int) -> Raw:
    """A value with its places further on."""
    if raw.__class__ is RawScalar:
        value, text, start, end, plain = raw
        return _new(RawScalar, (value, text, start + by, end + by, plain))
    if raw.__class__ is RawSequence:
        items = tuple([_moved(item, by) for item in raw.items])
        return _new(RawSequence, (items, raw.start + by, raw.end + by, raw.rest))
    assert raw.__class__ is RawMapping
    fields = tuple([(_moved(key, by), _moved(value, by)) for key, value in raw.entries])
    return _new(RawMapping, (fields, raw.start + by, raw.end + by))
