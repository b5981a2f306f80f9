"""YAML as nearly every programme is written, line by line: a name, a value beside it or indented below it.

Several times as fast as a parser for all of YAML, since the same lines come again in every programme. Hides what is
plain enough for that. Whoever meets NotPlain here asks PyYAML; that both see the same is held by a test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from ccmcheck.document.plain import NotPlain
from ccmcheck.document.raw import DEPTH, NODES, Mapping, Raw, Scalar, Sequence
from ccmcheck.document.scalars import NoValue, Value, meaning
from ccmcheck.source import Source


class _Below:
    """What a name without a value has: it stands in the lines that follow."""


BELOW: Final = _Below()

# A value on one line: a scalar, or with brackets a list or a dictionary of such.
Written: TypeAlias = "Value | list[Any] | dict[str, Any] | _Below"


class Line(NamedTuple):
    """A line that says something. Two lines of a level belong together; what is further in has a higher one.

    `column` is that of the first letter after a dash, and `raw` has columns for places.
    """

    level: int
    dashed: bool
    column: int
    key: str
    written: Written
    raw: Raw | None


class Entry(NamedTuple):
    """A line in its place: how many lists and records end before it, whether one begins, and where in the text it lies.

    The item of a list that has a name begins a record as well.
    """

    ended: int
    begins: bool
    line: Line
    at: int


_new = tuple.__new__


def entries(text: str) -> Iterator[Entry]:
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
            yield _new(Entry, (ended, below, line, at))
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

_LINE = re.compile(r"(?P<indent> *)(?P<dash>- +)?(?:(?P<key>[A-Za-z][A-Za-z0-9_-]*):(?: +|$))?(?P<value>.*)")
# Spaces that are none, line breaks of other sorts, and what may not stand in YAML at all.
_ODD = re.compile("[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class _Lines(dict[str, "Line | None"]):
    """Lines as they were written, each understood once; None for one that says nothing."""

    def __missing__(self, written: str) -> Line | None:
        line = _line(written)
        if len(self) >= _KEPT:
            self.clear()
        self[written] = line
        return line


_LINES = _Lines()


def _line(written: str) -> Line | None:
    brackets = written.count("[") + written.count("{")
    if len(written) > LONGEST or brackets > BRACKETS or _ODD.search(written):
        raise NotPlain
    match = _LINE.fullmatch(written)
    assert match is not None
    key, dashed = match["key"] or "", match["dash"] is not None
    if not (key or dashed):
        if match["value"] and not match["value"].startswith("#"):
            raise NotPlain
        return None
    indent, column = match.end("indent"), match.start("key") if key else match.start("value")
    raw = _Value(written, match.start("value")).raw
    if raw is None and not key:
        raise NotPlain
    if key and not isinstance(meaning(key), str):
        raise NotPlain
    return Line(2 * indent + dashed, dashed, column, key, BELOW if raw is None else _written(raw), raw)


def _written(raw: Raw) -> Value | list[Any] | dict[str, Any]:
    match raw:
        case Scalar(value):
            return value
        case Sequence(items):
            return [_written(item) for item in items]
        case Mapping(entries_):
            return {str(key.value): _written(value) for key, value in entries_}
        case _:
            raise NotPlain


# Single quotation marks, double ones without a backslash, or words, of which a sign that YAML knows is no part.
_QUOTED = r"""'(?P<single>(?:[^']|'')*)'|"(?P<double>[^"\\]*)\""""
_FIRST = r"""[^ \-?:,\[\]{}#&*!|>'"%@`]"""
_SCALAR = re.compile(rf"{_QUOTED}|(?P<words>{_FIRST}(?:[^ :#]|:(?=[^ ])|(?<=[^ ])\#| +(?=[^ #]))*)")
_IN_BRACKETS = re.compile(rf"{_QUOTED}|(?P<words>{_FIRST}(?:[^ ,\[\]{{}}:#]| +(?=[^ ,\[\]{{}}:#]))*)")
_SPACES = re.compile(" *")
_END = re.compile(r" *(?: #.*)?")


class _Value:
    """The value at the end of a line, while it is being read; `raw` is None where there is none."""

    def __init__(self, line: str, start: int) -> None:
        self._line, self._at = line, start
        self.raw: Raw | None = None
        if start < len(line) and line[start] != "#":
            self.raw = self._collection() if line[start] in "[{" else self._scalar(_SCALAR)
            if not _END.fullmatch(line, self._at):
                raise NotPlain

    def _scalar(self, pattern: re.Pattern[str]) -> Scalar:
        match = pattern.match(self._line, self._at)
        if match is None:
            raise NotPlain
        start, self._at = self._at, match.end()
        if (words := match["words"]) is not None:
            value = meaning(words)
            if isinstance(value, NoValue):
                raise NotPlain
            return Scalar(value, words, start, self._at, True)
        quoted = match["single"].replace("''", "'") if match["double"] is None else match["double"]
        return Scalar(quoted, quoted, start, self._at, False)

    def _part(self) -> Raw:
        return self._collection() if self._next() in ("[", "{") else self._scalar(_IN_BRACKETS)

    def _next(self) -> str:
        """The next sign that is no space."""
        spaces = _SPACES.match(self._line, self._at)
        assert spaces is not None
        self._at = spaces.end()
        return self._line[self._at : self._at + 1]

    def _collection(self) -> Raw:
        """A list or a dictionary in brackets."""
        start, bracket = self._at, self._next()
        self._at += 1
        parts = list(self._parts("]" if bracket == "[" else "}", named=bracket == "{"))
        if bracket == "[":
            return Sequence(tuple(value for _, value in parts), start, self._at)
        keys = {key.value for key, _ in parts}
        if len(keys) != len(parts):
            raise NotPlain
        return Mapping(tuple(parts), start, self._at)

    def _parts(self, close: str, *, named: bool) -> Iterator[tuple[Scalar, Raw]]:
        if self._next() == close:
            self._at += 1
            return
        while True:
            yield self._key() if named else _UNNAMED, self._part()
            sign = self._next()
            self._at += 1
            if sign == close:
                return
            if sign != ",":
                raise NotPlain
            self._next()

    def _key(self) -> Scalar:
        key = self._scalar(_IN_BRACKETS)
        if not isinstance(key.value, str) or self._line[self._at : self._at + 2] != ": ":
            raise NotPlain
        self._at += 2
        return key


_UNNAMED = Scalar("", "", 0, 0, False)


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
    open_: list[tuple[list[Raw], int, bool]] = []
    items: list[Raw] = []
    end = 0
    for ended, begins, (level, dashed, column, key, _, raw), at in entries(text):
        for _ in range(ended):
            items = _finished(open_, end)
        if begins:
            items = _begun(open_, at + level // 2, dashed)
        if dashed and key:
            items = _begun(open_, at + column, False)
        if key:
            end = at + column + len(key)
            items.append(_new(Scalar, (key, key, at + column, end, True)))
        if raw is not None:
            end = at + raw.end
            items.append(_moved(raw, at))
    while len(open_) > 1:
        items = _finished(open_, end)
    return _collected(*open_[0], end)


def _begun(open_: list[tuple[list[Raw], int, bool]], start: int, is_list: bool) -> list[Raw]:
    """The items of a list or record that begins."""
    if len(open_) >= _DEEPEST:
        raise NotPlain
    items: list[Raw] = []
    open_.append((items, start, is_list))
    return items


def _finished(open_: list[tuple[list[Raw], int, bool]], end: int) -> list[Raw]:
    """The items of the list or record around the one that ends."""
    made = _collected(*open_.pop(), end)
    items = open_[-1][0]
    items.append(made)
    return items


def _collected(items: list[Raw], start: int, is_list: bool, end: int) -> Raw:
    if is_list:
        return _new(Sequence, (tuple(items), start, end))
    keys = items[::2]
    if len({key[0] for key in keys}) != len(keys):
        raise NotPlain
    return _new(Mapping, (tuple(zip(keys, items[1::2], strict=True)), start, end))


def _moved(raw: Raw, by: int) -> Raw:
    """A value with its places further on."""
    if raw.__class__ is Scalar:
        value, text, start, end, plain = raw
        return _new(Scalar, (value, text, start + by, end + by, plain))
    if raw.__class__ is Sequence:
        return _new(Sequence, (tuple([_moved(item, by) for item in raw.items]), raw.start + by, raw.end + by))
    assert raw.__class__ is Mapping
    entries_ = tuple([(_moved(key, by), _moved(value, by)) for key, value in raw.entries])
    return _new(Mapping, (entries_, raw.start + by, raw.end + by))
