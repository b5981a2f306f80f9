"""Words with the places where a line may end, and the choice of those places for a width; hides how lines are measured.

A group stands on one line if it fits and otherwise breaks at all of its breaks; a fill breaks only where it must.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

WIDTH = 120


@dataclass(frozen=True, slots=True)
class Text:
    """Letters that stay together."""

    letters: str


@dataclass(frozen=True, slots=True)
class Break:
    """A space where a line may end, or (`always`) where it does."""

    always: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: on a line of its own, or at the end of the line of what precedes it."""

    words: str
    own_line: bool


@dataclass(frozen=True, slots=True)
class Indent:
    """What follows a line's end in it stands two spaces further in."""

    inner: Layout


@dataclass(frozen=True, slots=True)
class Group:
    """All of its breaks end a line, or none does."""

    inner: Layout


@dataclass(frozen=True, slots=True)
class Fill:
    """Items one after the other, a new line only where the next would not fit; `begun` once its first is printed."""

    items: tuple[Layout, ...]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Concat:
    """Parts one after the other."""

    parts: tuple[Layout, ...]


Layout: TypeAlias = Text | Break | Comment | Indent | Group | Fill | Concat

SPACE = Text(" ")
BREAK = Break()
NEW_LINE = Break(always=True)


def row(*parts: Layout) -> Layout:
    """Parts one after the other."""
    return Concat(parts)


# -- printing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Placed:
    """A layout with the columns its lines begin at; `flat` keeps it on one line."""

    indent: int
    flat: bool
    layout: Layout


@dataclass(slots=True)
class _Page:
    """The lines so far; a comment at a line's end makes the next word begin a new line."""

    lines: list[str] = field(default_factory=list)
    line: str = ""
    ended: bool = False

    def write(self, letters: str, indent: int) -> None:
        if self.ended and letters.strip():
            self.new_line(indent)
        if not self.ended:
            self.line += letters

    def new_line(self, indent: int) -> None:
        self.lines.append(self.line.rstrip())
        self.line, self.ended = " " * indent, False

    def remark(self, remark: Comment, indent: int) -> None:
        if not remark.own_line:
            self.line = f"{self.line.rstrip()}  {remark.words}"
        else:
            if self.line.strip():
                self.new_line(indent)
            self.line = " " * indent + remark.words
        self.ended = True


def printed(layout: Layout, width: int = WIDTH) -> str:
    """The text of a layout, without a line break at its end; no line ends in white space."""
    page = _Page()
    waiting = [_Placed(0, False, layout)]
    while waiting:
        placed = waiting.pop()
        indent, flat = placed.indent, placed.flat
        match placed.layout:
            case Text(letters):
                page.write(letters, indent)
            case Comment() as remark:
                page.remark(remark, indent)
            case Break(always):
                if flat and not always:
                    page.write(" ", indent)
                else:
                    page.new_line(indent)
            case Indent(inner):
                waiting.append(_Placed(indent + 2, flat, inner))
            case Group(inner):
                waiting.append(_Placed(indent, flat or _fits(inner, waiting, width - len(page.line)), inner))
            case Concat(parts):
                waiting += [_Placed(indent, flat, part) for part in reversed(parts)]
            case Fill() as fill:
                _fill(fill, placed, waiting, page, width)
            case _:
                assert_never(placed.layout)
    return "\n".join([*page.lines, page.line.rstrip()])


def _fill(fill: Fill, placed: _Placed, waiting: list[_Placed], page: _Page, width: int) -> None:
    """Prints one item of a fill and leaves the rest waiting."""
    if not fill.items:
        return
    indent, flat = placed.indent, placed.flat
    first, rest = fill.items[0], fill.items[1:]
    if rest:
        waiting.append(_Placed(indent, flat, Fill(rest, begun=True)))
    if fill.begun and not page.ended:
        if flat or _stays(first, waiting, width - len(page.line) - 1, width - indent):
            page.write(" ", indent)
        else:
            page.new_line(indent)
    waiting.append(_Placed(indent, flat or _fits(first, waiting, width - len(page.line)), first))


def _stays(item: Layout, waiting: Sequence[_Placed], here: int, below: int) -> bool:
    """Whether the next item of a fill stays on the line: it fits, or must be broken on a line of its own as well."""
    return _fits(item, waiting, here) or (not _fits(item, waiting, below) and _breakable(item))


def _breakable(layout: Layout) -> bool:
    match layout:
        case Text() | Comment():
            return False
        case Break():
            return True
        case Indent(inner) | Group(inner):
            return _breakable(inner)
        case Fill(items):
            return len(items) > 1 or any(_breakable(item) for item in items)
        case Concat(parts):
            return any(_breakable(part) for part in parts)
        case _:
            assert_never(layout)


def _fits(layout: Layout, waiting: Sequence[_Placed], room: int) -> bool:
    """Whether a layout fits on the line, with what follows it up to the next place where a line may end."""
    ended = False
    for leaf, flat, own in _ahead(layout, waiting):
        match leaf:
            case Text(letters):
                if ended and letters.strip():
                    return not own
                room -= len(letters)
            case Break(always):
                if always or not flat or ended:
                    return not own
                room -= 1
            case Comment(_, own_line):
                if own_line:
                    return not own
                ended = True
            case _:
                assert_never(leaf)
        if room < 0:
            return False
    return True


_Leaf: TypeAlias = Text | Break | Comment


def _ahead(layout: Layout, waiting: Sequence[_Placed]) -> Iterator[tuple[_Leaf, bool, bool]]:
    """What a layout prints on one line, and then what waits: each flat or not, and the layout's own or not."""
    for leaf, flat in _leaves(layout, flat=True):
        yield leaf, flat, True
    for placed in reversed(waiting):
        for leaf, flat in _leaves(placed.layout, flat=placed.flat):
            yield leaf, flat, False


def _leaves(layout: Layout, *, flat: bool) -> Iterator[tuple[_Leaf, bool]]:
    ahead = [layout]
    while ahead:
        match ahead.pop():
            case Text() | Break() | Comment() as leaf:
                yield leaf, flat
            case Indent(inner) | Group(inner):
                ahead.append(inner)
            case Concat(parts):
                ahead += reversed(parts)
            case Fill(items, begun):
                apart: list[Layout] = [BREAK] if begun else []
                for at, item in enumerate(items):
                    apart += (BREAK, item) if at else (item,)
                ahead += reversed(apart)
            case never:
                assert_never(never)
