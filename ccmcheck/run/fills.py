"""The blanks of a file that somebody may fill, and the file with words in them; hides what kind of file it is.

A blank is known by where it stands in the text as it came, so that it may be filled, changed and emptied again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, assert_never

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.frozen import frozen
from ccmcheck.document.blanks import is_blank
from ccmcheck.document.schema import (
    DateKind,
    DurationKind,
    Kind,
    ListKind,
    NameKind,
    NumberKind,
    RecordKind,
    TextKind,
    TruthKind,
    WordKind,
)  # fmt: skip

if TYPE_CHECKING:
    from ccmcheck.document.names import Names
    from ccmcheck.document.nodes import Node
    from ccmcheck.judge.verdicts import Blank, Document, Place, Report

Sort: TypeAlias = Literal["day", "number", "truth", "words", "name", "text", "list", "part", "section"]
LONGEST = 1_000
_HOLE = re.compile(r"(?:\\?_){2,}|…+|\.{3,}")


@frozen
class Fillable:
    """A blank that may be filled: its stretch in the text as it came (offsets), what it is, and what fits.

    `where` names it under the heading of its section, `alone` where no such heading stands above it.
    `choices` are the words that are understood, all of them or, where `others`, those that are known by name.
    `settles` says that it decides which decisions are in force.
    """

    start: int
    end: int
    stood: str
    where: str
    alone: str
    section: str
    kind: Kind
    sort: Sort
    choices: tuple[str, ...] = ()
    others: bool = True
    help: str = ""
    settles: bool = False


@frozen
class Fill:
    """Words for the blank that begins at an offset of the text as it came."""

    start: int
    words: str


def fillable(report: Report, document: Document) -> tuple[Fillable, ...]:
    """The blanks of the one document of a report, in the order of its text, each stretch once."""
    from ccmcheck.document.nodes import walk

    if document.root is None:
        return ()
    nodes = {node.pointer: node for node in walk(document.root) if node.start < node.end}
    names = {register.name: register.names for register in report.registers}
    found = (each for blank in report.blanks for each in _of(blank, document, nodes, names))
    in_order = sorted(found, key=lambda each: (each.start, -each.end))
    return tuple(_apart([next(same) for _, same in groupby(in_order, key=lambda each: each.start)]))


def _apart(blanks: Sequence[Fillable]) -> Iterator[Fillable]:
    """Without what lies inside another."""
    end = 0
    for blank in blanks:
        if blank.start >= end:
            yield blank
            end = blank.end


def _of(blank: Blank, document: Document, nodes: Mapping[str, Node], names: Mapping[str, Names]) -> Iterator[Fillable]:
    source, place = document.source, blank.place
    start, end = source.offset(place.line, place.column), source.offset(place.end_line, place.end_column)
    node = nodes.get(place.pointer)
    kind = node.kind if node is not None else TextKind()
    sort, choices, others = _what_fits(kind, names)
    said = _said(place.pointer, document)
    root = document.root.kind if document.root is not None else None
    settles = isinstance(root, RecordKind) and place.pointer == f"/{root.day}"
    where = (
        (source.passage(start) or place.label.replace("_", " ")) if document.text is not None else _data_place(place)
    )
    alone = place.section if document.text is not None or place.pointer.count("/") == 1 else f"{place.section}, {where}"
    for from_, to in _holes(source.text, start, end) if document.text is not None else [(start, end)]:
        if from_ < to:
            stood = source.text[from_:to].replace("\\", "")
            yield Fillable(
                from_, to, stood, where, alone or where, place.section, kind, sort, choices, others, said, settles
            )


def _holes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where a stretch of a draft waits to be filled; words that were not understood are the drafter's, and no blank."""
    holes = [match.span() for match in _HOLE.finditer(text, start, end)]
    return holes or ([(start, end)] if is_blank(text[start:end]) else [])


def _data_place(place: Place) -> str:
    """A place in a data file without the part that its section names, such as “dinner, start”."""
    first, comma, rest = place.label.replace("_", " ").partition(", ")
    return rest if comma and first.casefold() == place.section.casefold() else place.label.replace("_", " ")


def _said(pointer: str, document: Document) -> str:
    """What the schema says of the field at a pointer."""
    kind = document.root.kind if document.root is not None else None
    said = ""
    for step in pointer.split("/")[1:]:
        if isinstance(kind, RecordKind) and step in kind.fields:
            said, kind = kind.fields[step].description, kind.fields[step].kind
        elif isinstance(kind, ListKind):
            kind = kind.item
    return said


def _what_fits(kind: Kind, names: Mapping[str, Names]) -> tuple[Sort, tuple[str, ...], bool]:
    """The sort of a blank, the words that are known to fit, and whether others do."""
    match kind:
        case DateKind():
            return "day", (), True
        case NumberKind() | DurationKind():
            return "number", (), True
        case TruthKind():
            return "truth", ("true", "false"), False
        case WordKind(words):
            return "words", words, False
        case NameKind(register):
            return "name", _known(register, names), True
        case TextKind(aliases):
            return "text", _known(aliases, names), True
        case ListKind(item):
            sort, choices, _ = _what_fits(item, names)
            return ("section" if sort in ("part", "list", "section") else "list"), choices, True
        case RecordKind():
            return "part", (), True
        case _:
            assert_never(kind)


def _known(register: str, names: Mapping[str, Names]) -> tuple[str, ...]:
    return tuple(sorted(set(names[register].exact.values()))) if register in names else ()


# -- filling --------------------------------------------------------------------------------------------------------


@frozen
class Filled:
    """The bytes of a file with blanks filled, and where each of the blanks stands in its text now."""

    data: bytes
    places: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    """What stands in each, empty for a blank."""


Write: TypeAlias = Callable[[Sequence[tuple[int, int, str]]], "bytes | Diagnostic"]


def filled(document: Document, blanks: Sequence[Fillable], fills: Sequence[Fill], write: Write) -> Filled | Diagnostic:
    """The file with words in its blanks; `write` puts words in place of stretches, in whatever kind of file it is."""
    words = {fill.start: _clean(fill.words) for fill in fills}
    cuts, places, held, shift = [], [], [], 0
    for blank in blanks:
        said = words.get(blank.start, "")
        start = blank.start + shift
        if said:
            put = said if document.text is not None else _as_data(said, document, blank)
            cuts.append((blank.start, blank.end, put))
            shift += len(put) - (blank.end - blank.start)
        places.append((start, blank.end + shift))
        held.append(said)
    data = write(cuts)
    return data if isinstance(data, Diagnostic) else Filled(data, tuple(places), tuple(held))


def _clean(words: str) -> str:
    """Words on one line, without what no file should hold."""
    kept = "".join(char if char.isprintable() else " " for char in words[:LONGEST])
    return " ".join(kept.split())


def _as_data(words: str, document: Document, blank: Fillable) -> str:
    """Words as the data file writes a value of that kind."""
    from ccmcheck.document.edit import rendered

    is_json = document.source.text.lstrip()[:1] in ("{", "[")
    return rendered(_value(words, blank.kind), json_=is_json)


def _value(words: str, kind: Kind) -> Any:
    match kind:
        case DateKind():
            from ccmcheck.document.suggestions import days_meant

            meant = days_meant(words)
            return meant[0] if len(meant) == 1 else words
        case NumberKind() if words.isascii() and words.isdecimal() and len(words) <= 18:
            return int(words)
        case TruthKind() if words.casefold() in ("true", "yes", "false", "no"):
            return words.casefold() in ("true", "yes")
        case ListKind(item) if not isinstance(item, RecordKind | ListKind):
            return [_value(each.strip(), item) for each in words.strip("[]").split(",") if each.strip()]
        case RecordKind(fields=fields) if 1 < len(parts := [part.strip() for part in words.split(",")]) <= len(fields):
            return dict(zip(fields, parts, strict=False))
        case _:
            return words
