"""One line of YAML as nearly every programme is written: a name and a value beside it, or an item of a list.

The same lines come again in every programme, so each is understood once. Hides what is plain enough for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from ccmcheck.document.fast.plain_values import NotPlain
from ccmcheck.document.raw import Raw, RawMapping, RawScalar, RawSequence
from ccmcheck.document.scalars import NoValue, ScalarValue, meaning


class _Below:
    """What a name without a value has: it stands in the lines that follow."""


BELOW: Final = _Below()

# A value on one line: a scalar, or with brackets a list or a dictionary of such.
LineValue: TypeAlias = "ScalarValue | list[Any] | dict[str, Any] | _Below"


class YamlLine(NamedTuple):
    """A line that says something. Two lines of a level belong together; what is further in has a higher one.

    `column` is that of the first letter after a dash, `raw` has columns for places, and `end` is where the value ends.
    """

    level: int
    dashed: bool
    column: int
    key: str
    written: LineValue
    raw: Raw | None
    end: int


class OddLine:
    """A line that is understood with those around it, or not at all."""


ODD: Final = OddLine()

_new = tuple.__new__
_KEPT = 4096
LONGEST = 1000
"""A name that stands further from its colon is none to PyYAML."""
BRACKETS = 20
# What no words without quotation marks begin with here; for some of them YAML has exceptions.
SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@`")
# What ends words in brackets, or makes more of them than words.
_ENDS = re.compile(r"[,\[\]{}:#?]")


class _Lines(dict[str, "YamlLine | OddLine | None"]):
    """Lines as they were written, each understood once; None for one that says nothing.

    Where there are too many, those are kept that came again since there were too many before.
    """

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[str, YamlLine | OddLine | None] = {}

    def __missing__(self, written: str) -> YamlLine | OddLine | None:
        if len(written) > LONGEST:
            return ODD
        line = self._before[written] if written in self._before else _understood(written)
        if len(self) >= _KEPT:
            self._before = dict(self)
            self.clear()
        self[written] = line
        return line


LINES = _Lines()


def _understood(written: str) -> YamlLine | OddLine | None:
    try:
        return _line(without_end(written))
    except NotPlain:
        return ODD


def without_end(written: str) -> str:
    """A line without what Windows ends it with."""
    return written.removesuffix("\r")


def _line(written: str) -> YamlLine | OddLine | None:
    # What Python can print, YAML can hold; tabs, other line breaks and spaces that look like one are not among it.
    if not written.isprintable():
        written = _with_spaces(written)
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
    value, end = (BELOW, 0) if raw is None else (_written(raw), raw.end)
    return YamlLine(2 * indent + dashed, dashed, column, key, value, raw, end)


def _with_spaces(written: str) -> str:
    """A line with spaces for the tabs in its remark, which are the only ones that it may have."""
    spaced = written.replace("\t", " ")
    before = "" if written.lstrip(" ")[:1] == "#" else written.partition(" #")[0]
    if not spaced.isprintable() or _NO_PLAIN_WORDS.search(before):
        raise NotPlain
    return spaced


# After quotation marks a remark may be none.
_NO_PLAIN_WORDS = re.compile(r"[\t'\"]")


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
        if not words or words[0] in SIGNS:
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


def moved(raw: Raw, by: int) -> Raw:
    """A value with its places further on."""
    if raw.__class__ is RawScalar:
        value, text, start, end, plain = raw
        return _new(RawScalar, (value, text, start + by, end + by, plain))
    if raw.__class__ is RawSequence:
        items = tuple([moved(item, by) for item in raw.items])
        return _new(RawSequence, (items, raw.start + by, raw.end + by, raw.rest))
    assert raw.__class__ is RawMapping
    fields = tuple([(moved(key, by), moved(value, by)) for key, value in raw.entries])
    return _new(RawMapping, (fields, raw.start + by, raw.end + by))
