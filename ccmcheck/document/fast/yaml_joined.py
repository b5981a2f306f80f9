"""Lines of YAML that are understood only with those around them: marks, words over several lines, anchors.

Each becomes one line like the others, with a value that may lie further down. Hides which of YAML's many ways to
write such things are known; for all others NotPlain is raised, and PyYAML is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from ccmcheck.document.fast.plain_values import NotPlain
from ccmcheck.document.fast.yaml_line import LINES, LONGEST, ODD, SIGNS, OddLine, YamlLine, moved, without_end
from ccmcheck.document.raw import NODES, RawScalar
from ccmcheck.document.scalars import NoValue, meaning

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

    _Understand: TypeAlias = _lru_cache_wrapper[YamlLine]

Found: TypeAlias = "Sequence[YamlLine | OddLine | None]"

_MARK = re.compile(r"(---|\.\.\.)(?: +(?:#.*)?)?")
_NAMED = re.compile(r"( *(?:- +)?[\w-]+: +)&([A-Za-z0-9_-]+) +(?=[^ #&*!|>])")
_AGAIN = re.compile(r"( *(?:- +)?[\w-]+: +)(\*([A-Za-z0-9_-]+)) *(?: #.*)?")
_BLOCK = re.compile(r"( *(?:- +)?[\w-]+: +)([|>])(-?) *(?: #.*)?")


def joined(written: Sequence[str], found: Found) -> tuple[list[str], list[YamlLine | None]]:
    """The lines of a text, those that belong together as one, and what is understood of each.

    Raises NotPlain where something is not understood.
    """
    run = _Run(written, found)
    while (odd := run.next_odd()) is not None:
        run.take_until(odd - 1)
        run.step()
    run.take_until(len(written))
    return run.texts, run.lines


class _Run:
    """The way through the lines of a text: `texts` and `lines` are what was joined so far, `at` where it ends."""

    def __init__(self, written: Sequence[str], found: Found) -> None:
        self._written, self._found = written, found
        self._anchors: dict[str, tuple[YamlLine, int]] = {}
        self._count = sum(map(len, written))
        self._said = False
        self.texts: list[str] = []
        self.lines: list[YamlLine | None] = []
        self.number = self._at = 0

    def next_odd(self) -> int | None:
        """The number of the next line that is understood only with others; None where there is none."""
        try:
            return self._found.index(ODD, self.number)
        except ValueError:
            return None

    def take_until(self, number: int) -> None:
        """All lines before one, each by itself."""
        if number > self.number:
            texts, lines = self._written[self.number : number], self._found[self.number : number]
            self.texts += texts
            self.lines += lines  # type: ignore[arg-type]  # none of them is odd
            self._said = self._said or any(line is not None for line in lines)
            self._at += sum(map(len, texts)) + len(texts)
            self.number = number

    def step(self) -> None:
        """One line, with those that belong to it."""
        line, text = self._found[self.number], without_end(self._written[self.number])
        if line is None:
            self._take(None, 1)
        elif isinstance(line, OddLine):
            self._odd(text)
        elif line.key and self._goes_on(line, text):
            self._words(line)
        else:
            self._take(line, 1)

    def _take(self, line: YamlLine | None, count: int) -> None:
        text = "\n".join(self._written[self.number : self.number + count])
        self.texts.append(text)
        self.lines.append(line)
        self._said = self._said or line is not None
        self.number += count
        self._at += len(text) + 1

    def _odd(self, text: str) -> None:
        if not text.isprintable():
            raise NotPlain
        if mark := _MARK.fullmatch(text):
            self._mark(mark[1])
        elif named := _NAMED.match(text):
            self._name(named, text)
        elif again := _AGAIN.fullmatch(text):
            self._again(again)
        elif block := _BLOCK.fullmatch(text):
            self._block(block)
        else:
            raise NotPlain

    # -- marks and anchors ---------------------------------------------------------------------------------------

    def _mark(self, mark: str) -> None:
        """The mark before everything else, or the one behind it."""
        more = any(line is not None for line in self._found[self.number + 1 :])
        if self._said if mark == "---" else more:
            raise NotPlain
        self._take(None, 1)
        self._said = True

    def _name(self, named: re.Match[str], text: str) -> None:
        """A value with an anchor; its place begins at the anchor."""
        spaced = f"{named[1]}{' ' * (named.end() - named.end(1))}{text[named.end() :]}"
        line = _plain(spaced)
        if line.raw is None or self._continues(line):
            raise NotPlain
        line = line._replace(raw=line.raw._replace(start=named.end(1)))
        self._anchors[named[2]] = line, self._at
        self._take(line, 1)

    def _again(self, again: re.Match[str]) -> None:
        """What an anchor stands for, in the place of the anchor; it counts as if it had been written out."""
        known, at = self._anchors.get(again[3], (None, 0))
        self._count += LONGEST
        if known is None or self._count > NODES:
            raise NotPlain
        assert known.raw is not None
        raw = moved(known.raw, at - self._at)
        line = _plain(again[1])._replace(written=known.written, raw=raw, end=again.end(2))
        if self._continues(line):
            raise NotPlain
        self._take(line, 1)

    # -- words over several lines --------------------------------------------------------------------------------

    def _block(self, block: re.Match[str]) -> None:
        """Words in a block of their own, folded into one line or left as they stand."""
        column = _plain(block[1]).column
        count = self._inside(column)
        if not count or not self._ends_behind(count, column):
            raise NotPlain
        self._take(_remembered(_of_block, self._together(count)), 1 + count)

    def _inside(self, column: int) -> int:
        """How many of the lines that follow stand further in than a name."""
        begins, first = " " * (column + 1), self.number + 1
        at = first
        while at < len(self._written) and self._written[at].startswith(begins) and self._written[at].strip():
            at += 1
        return at - first

    def _together(self, count: int) -> str:
        """The line at hand and so many that follow, without the end of the last."""
        return without_end("\n".join(self._written[self.number : self.number + 1 + count]))

    def _ends_behind(self, count: int, column: int) -> bool:
        """Whether so many lines are all of a block, of which empty lines and remarks may be a part."""
        at = self.number + 1 + count
        if at >= len(self._written):
            return False
        while at < len(self._written) and not without_end(self._written[at]):
            at += 1
        text = self._written[at] if at < len(self._written) else ""
        return (bool(text.strip()) and not text.startswith(" " * (column + 1))) or not text

    def _continues(self, line: YamlLine) -> bool:
        """Whether the next line is more of a value, and neither a name nor an item."""
        after = self.number + 1
        if after >= len(self._found) or self._found[after] is not ODD:
            return False
        text = without_end(self._written[after])
        return text.startswith(" " * (line.column + 1)) and not any(p.match(text) for p in (_NAMED, _AGAIN, _BLOCK))

    def _goes_on(self, line: YamlLine, text: str) -> bool:
        """Whether words without quotation marks stand below, or go on there with no remark between."""
        raw = line.raw
        if isinstance(raw, RawScalar) and not (raw.plain and text.rstrip(" ") == text[: line.end]):
            return False
        return (raw is None or isinstance(raw, RawScalar)) and self._continues(line)

    def _words(self, line: YamlLine) -> None:
        """Words over several lines, or all of them below their name."""
        count = self._odd_inside(line.column)
        self._take(_remembered(_of_words, self._together(count)), 1 + count)

    def _odd_inside(self, column: int) -> int:
        after = self._found[self.number + 1 : self.number + 1 + self._inside(column)]
        return next((at for at, line in enumerate(after) if line is not ODD), len(after))


def _remembered(understand: _Understand, text: str) -> YamlLine:
    return understand(text) if len(text) <= LONGEST else understand.__wrapped__(text)


@lru_cache(maxsize=1024)
def _of_block(text: str) -> YamlLine:
    """A name with a block of words below it."""
    first, *below = map(without_end, text.split("\n"))
    block = _BLOCK.fullmatch(first)
    indent = len(below[0]) - len(below[0].lstrip(" "))
    if block is None or not all(_fits(line, indent) for line in below):
        raise NotPlain
    value = (" " if block[2] == ">" else "\n").join(line[indent:] for line in below) + ("" if block[3] else "\n")
    raw = RawScalar(value, value, block.start(2), len(text), False)
    return _plain(block[1])._replace(written=value, raw=raw, end=len(text))


@lru_cache(maxsize=1024)
def _of_words(text: str) -> YamlLine:
    """A name with words that go on in the lines below it, or begin there."""
    first, *below = text.split("\n")
    if not below:  # nothing but spaces and tabs
        raise NotPlain
    line = _plain(first)
    before = [line.raw.text] if isinstance(line.raw, RawScalar) else []
    words = " ".join([*before, *(_more_words(without_end(more)) for more in below)])
    value = meaning(words)
    if isinstance(value, NoValue):
        raise NotPlain
    start = line.raw.start if line.raw is not None else len(first) + 1 + len(below[0]) - len(below[0].lstrip(" "))
    end = len(text.rstrip(" "))
    return line._replace(written=value, raw=RawScalar(value, words, start, end, True), end=end)


def _plain(text: str) -> YamlLine:
    line = LINES[text]
    if not isinstance(line, YamlLine) or not line.key:
        raise NotPlain
    return line


def _fits(text: str, indent: int) -> bool:
    """Whether a line of a block is one that folding joins with the next by a space."""
    first = text[indent : indent + 1]
    return text[:indent].isspace() and first not in ("", " ") and text[-1] != " " and text.isprintable()


def _more_words(text: str) -> str:
    words = text.strip(" ")
    if not words or words[0] in SIGNS or ": " in words or words[-1] == ":" or " #" in words or not text.isprintable():
        raise NotPlain
    return words
