"""YAML as nearly every programme is written, line by line: a name, a value beside it or indented below it.

Several times as fast as a parser for all of YAML, since the same lines come again in every programme. Hides what is
plain enough for that. Whoever meets NotPlain here asks PyYAML; that both see the same is held by a test.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ccmcheck.base.source import Source
from ccmcheck.document.fast.plain_values import NotPlain
from ccmcheck.document.fast.yaml_line import BELOW, BRACKETS, LINES, ODD, YamlLine, moved
from ccmcheck.document.raw import DEPTH, NODES, Raw, RawMapping, RawScalar, RawSequence


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
    for written, line in _understood(text.split("\n")):
        if line is not None:
            level, dashed, column, key, value, _, _ = line
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


def _understood(lines: list[str]) -> Iterator[tuple[str, YamlLine | None]]:
    found: list[Any] = list(map(LINES.__getitem__, lines))
    if ODD in found:
        from ccmcheck.document.fast.yaml_joined import joined  # not on the way of most programmes

        lines, found = joined(lines, found)
    return zip(lines, found, strict=True)


# -- with places ---------------------------------------------------------------------------------------------------


_DEEPEST = DEPTH - BRACKETS


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
    for ended, begins, (level, dashed, column, key, _, raw, ended_at), at in placed_lines(text):
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
            end = at + ended_at
            items.append(moved(raw, at))
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
