"""Word's automatic numbers as Word shows them; hides `numbering.xml`: levels, formats, restarts and overrides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.dom.minidom import Document, Element

from ccmcheck.drafts.word.tree import child, children, number, switched_on, value, within

_LEVELS = 9
_LONGEST = 780  # a letter thirty times: no list is longer
BULLET = "•"
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, what it shows, and after which level it starts anew."""

    start: int
    format: str
    shown: str
    restart: int | None
    legal: bool
    style: str = ""
    """The style whose paragraphs have this level."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and where each stands as the paragraphs go by."""

    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]]
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of(self, list_: str, styles: Iterable[str]) -> int | None:
        """The level that a list gives to paragraphs of one of these styles."""
        held = self.lists.get(list_)
        levels = held[1] if held is not None else {}
        by_style = {level.style: depth for depth, level in levels.items() if level.style}
        return next((by_style[style] for style in styles if style in by_style), None)

    def mark(self, list_: str, depth: int) -> str:
        """The number of the next paragraph of that list at that level, or its bullet; empty for unknown lists."""
        held = self.lists.get(list_)
        if held is None or not 0 <= depth < _LEVELS:
            return ""
        abstract, levels, overrides = held
        counts = self.counts.setdefault(abstract, [None] * _LEVELS)
        if depth in overrides and (list_, depth) not in self.begun:
            self.begun.add((list_, depth))
            counts[depth] = None
        self._count(counts, levels, overrides, depth)
        level = levels.get(depth)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return BULLET
        return _PLACE.sub(lambda place: self._shown(counts, levels, int(place[1]) - 1, level), level.shown)

    def _count(self, counts: list[int | None], levels: dict[int, Level], overrides: dict[int, int], depth: int) -> None:
        for above in range(depth):
            if counts[above] is None:
                counts[above] = overrides.get(above, _start(levels, above))
        now = counts[depth]
        counts[depth] = overrides.get(depth, _start(levels, depth)) if now is None else now + 1
        for below in range(depth + 1, _LEVELS):
            level = levels.get(below)
            restart = level.restart if level is not None else None
            if restart is None or (restart > 0 and depth < restart):
                counts[below] = None

    def _shown(self, counts: list[int | None], levels: dict[int, Level], depth: int, shown_in: Level) -> str:
        level = levels.get(depth)
        format_ = "decimal" if shown_in.legal or level is None else level.format
        return in_figures(counts[depth] or 0, format_)


def _start(levels: dict[int, Level], depth: int) -> int:
    level = levels.get(depth)
    return level.start if level is not None else 1


def in_figures(count: int, format_: str) -> str:
    """A number as a level writes it: 3, c, iii."""
    match format_:
        case "lowerLetter" | "upperLetter":
            # Word goes on with aa, bb, cc after z.
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= _LONGEST else str(count)
            return letter if format_ == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman = _roman(count)
            return roman if format_ == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{count:02}"
        case _:
            return str(count)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _roman(count: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        while count >= worth and len(written) < 20:
            written += letters
            count -= worth
    return written


# -- reading ----------------------------------------------------------------------------------------------------------


def numbering_of(document: Document | None, list_of_style: Mapping[str, str]) -> Numbering:
    """The lists that `numbering.xml` describes; `list_of_style` names the list of each style that numbers."""
    if document is None:
        return Numbering({})
    root = document.documentElement
    abstracts = {value(element, "abstractNumId"): element for element in children(root, "abstractNum")}
    styled = {
        value(child(element, "styleLink")): id_ for id_, element in abstracts.items() if child(element, "styleLink")
    }
    lists_ = {value(element, "numId"): element for element in children(root, "num")}

    def pattern(id_: str) -> str:
        """The pattern itself, where one only names the style of lists that has it."""
        style = value(child(abstracts.get(id_), "numStyleLink"))
        other = lists_.get(list_of_style.get(style, ""))
        return styled.get(style) or value(child(other, "abstractNumId")) or id_

    levels = {id_: _levels(element) for id_, element in abstracts.items()}
    return Numbering(
        {
            id_: _list(element, pattern(value(child(element, "abstractNumId"))), levels)
            for id_, element in lists_.items()
        }
    )


def _list(
    element: Element, pattern: str, levels_of: Mapping[str, dict[int, Level]]
) -> tuple[str, dict[int, Level], dict[int, int]]:
    levels = dict(levels_of.get(pattern, {}))
    overrides: dict[int, int] = {}
    for override in children(element, "lvlOverride"):
        depth = number(override, 0, "ilvl")
        start = child(override, "startOverride")
        if start is not None:
            overrides[depth] = number(start, 1)
        level = child(override, "lvl")
        if level is not None:
            levels[depth] = _level(level, depth)
    return pattern, levels, overrides


def _levels(abstract: Element) -> dict[int, Level]:
    return {(depth := number(level, 0, "ilvl")): _level(level, depth) for level in children(abstract, "lvl")}


def _level(level: Element, depth: int) -> Level:
    restart = child(level, "lvlRestart")
    return Level(
        number(child(level, "start"), 0 if child(level, "start") is not None else 1),
        value(child(level, "numFmt")) or "decimal",
        value(child(level, "lvlText")),
        None if restart is None else min(number(restart, 0), depth),
        switched_on(child(level, "isLgl")),
        value(child(level, "pStyle")),
    )


def list_and_level(properties: Element | None) -> tuple[str, int | None] | None:
    """The list and level that paragraph properties name; the list `0` means none."""
    numbered = within(properties, "numPr")
    if numbered is None:
        return None
    level = child(numbered, "ilvl")
    return value(child(numbered, "numId")), (number(level, 0) if level is not None else None)
