"""Which field of a document a place of its text belongs to, though the text may be half written and cannot be read.

Hides the two notations: lines whose indentation says what belongs to what, and brackets, in which JSON lies as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Source, Span

Step: TypeAlias = str | int


@frozen
class TextPath:
    """A place of a text: the steps to it from the document, whether a field's name stands there or a value.

    `begun` is the word there, as far as the place and no further, `whole` all of it; neither holds quotation marks, and
    `in_marks` says whether one stands before. `given` are the names of the fields beside it.
    """

    steps: tuple[Step, ...]
    role: Literal["field", "value"]
    begun: Span
    whole: Span
    in_marks: bool
    given: frozenset[str]

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the field, or of the value."""
        named = (self.whole.text,) if self.role == "field" else ()
        return "".join(f"/{step}" for step in (*self.steps, *named))


def path_at(source: Source, offset: int) -> TextPath | None:
    """The field that a place belongs to; None inside a comment, or where it cannot be told."""
    text = source.text
    if text.lstrip()[:1] in ("{", "["):
        return _in_brackets(source, len(text) - len(text.lstrip()), offset, ())
    return _in_lines(source, offset)


# -- lines ----------------------------------------------------------------------------------------------------------

_LINE = re.compile(
    r"""(?P<indent> *)(?P<dashes>(?:-[ ]+|-$)*)(?:(?P<key>["']?[\w-]+["']?)(?P<colon>[ ]*:(?:[ ]+|$)))?"""
)


class _Above:
    """What the lines so far have opened: for each the column, and a field's name or an item's number."""

    def __init__(self) -> None:
        self.opened: list[tuple[int, Step]] = []

    def name(self, column: int, name: str) -> None:
        """A field that begins at a column."""
        self.leave(column)
        self.opened.append((column, name))

    def item(self, column: int) -> None:
        """The next item of a list whose mark stands at a column, which may be that of the list's own name."""
        number = 0
        while self.opened and (self.opened[-1][0] > column or self._is_item(column)):
            step = self.opened.pop()
            if step[0] == column and isinstance(step[1], int):
                number = step[1] + 1
                break
        self.opened.append((column, number))

    def leave(self, column: int) -> None:
        """Everything ends that begins at a column or further in, but for an item whose mark stands before."""
        while self.opened and self.opened[-1][0] >= column:
            self.opened.pop()

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for _, step in self.opened)

    def _is_item(self, column: int) -> bool:
        return self.opened[-1][0] == column and isinstance(self.opened[-1][1], int)


def _in_lines(source: Source, offset: int) -> TextPath | None:
    text, above, at = source.text, _Above(), 0
    while True:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].rstrip("\r")
        match = _LINE.match(line)
        assert match is not None
        if end >= offset:
            return _on_line(source, at, offset, match, above)
        if line.strip() and not line.lstrip().startswith("#"):
            _opens(match, above)
            bracket = at + match.end()
            if text[bracket : bracket + 1] in ("{", "["):
                closing = _closing(text, bracket)
                if closing >= offset:
                    return _in_brackets(source, bracket, offset, above.steps)
                end = text.find("\n", closing)
                end = len(text) if end < 0 else end
        at = end + 1


def _opens(match: re.Match[str], above: _Above) -> None:
    column = len(match["indent"])
    for dash in re.finditer("-", match["dashes"]):
        above.item(column + dash.start())
    if match["key"]:
        above.name(match.start("key"), match["key"].strip("\"'"))


def _on_line(source: Source, start: int, offset: int, match: re.Match[str], above: _Above) -> TextPath | None:
    """A place on the line that begins at `start`."""
    line = match.string
    here = offset - start
    if line.lstrip().startswith("#") or " #" in line[:here]:
        return None
    column = match.end("dashes")
    if match["dashes"]:
        for dash in re.finditer("-", match["dashes"]):
            above.item(len(match["indent"]) + dash.start())
    if match["key"] and here >= match.end("colon"):
        above.name(match.start("key"), match["key"].strip("\"'"))
        if line[match.end() : match.end() + 1] in ("{", "["):
            return _in_brackets(source, start + match.end(), offset, above.steps)
        return _path(source, above.steps, "value", offset, start + match.end(), frozenset())
    if line[column : column + 1] in ("{", "["):
        return _in_brackets(source, start + column, offset, above.steps)
    above.leave(column)
    given = frozenset(_beside(source.text, start, column))
    return _path(source, above.steps, "field", offset, start + column, given)


def _beside(text: str, start: int, column: int) -> Iterator[str]:
    """The names of the fields in the record to which a line belongs, its own left out."""
    before, behind = text[:start].split("\n")[:-1], text[start:].split("\n")[1:]
    for lines in (reversed(before), behind):
        for line in lines:
            match = _LINE.match(line)
            if not line.strip() or match is None or line.lstrip().startswith("#"):
                continue
            begins = match.end("dashes")
            if begins < column or (lines is behind and match["dashes"] and begins == column):
                break
            if begins == column and match["key"]:
                yield match["key"].strip("\"'")
            if begins == column and match["dashes"]:
                break


# -- brackets -------------------------------------------------------------------------------------------------------

# A plain value may hold quotation marks, and a colon without a space behind it.
_PIECE = re.compile(
    r"""\#[^\n]*
      | "(?:[^"\\\n]|\\.)*"?
      | '(?:[^'\n]|'')*'?
      | [{}\[\],:]
      | [^\s{}\[\],:](?:[^{}\[\],:\n]|:(?=[^\s{}\[\],]))*""",
    re.VERBOSE,
)


class _Frame:
    """An open bracket: the names given in it or the number of its item, and whether a value is next."""

    def __init__(self, bracket: str) -> None:
        self.is_list = bracket == "["
        self.number, self.name, self.after_colon = 0, "", False
        self.given: set[str] = set()

    @property
    def step(self) -> tuple[Step, ...]:
        if self.is_list:
            return (self.number,)
        return (self.name,) if self.after_colon else ()


def _closing(text: str, bracket: int) -> int:
    """Where a bracket closes, or the end of the text."""
    depth = 0
    for piece in _PIECE.finditer(text, bracket):
        depth += (piece[0] in ("{", "[")) - (piece[0] in ("}", "]"))
        if depth == 0:
            return piece.end()
    return len(text)


def _in_brackets(source: Source, start: int, offset: int, above: tuple[Step, ...]) -> TextPath | None:
    frames: list[_Frame] = []
    begins = offset
    for piece in _PIECE.finditer(source.text, start):
        if piece.start() >= offset or (piece.end() > offset and piece[0][0] == "#"):
            break
        if piece.end() >= offset and piece[0] not in ("{", "[", "}", "]", ",", ":"):
            begins = piece.start()
            break
        _takes(piece[0], frames)
    if not frames:
        return None
    steps = (*above, *(step for frame in frames for step in frame.step))
    last = frames[-1]
    role: Literal["field", "value"] = "value" if last.is_list or last.after_colon else "field"
    return _path(source, steps, role, offset, begins, frozenset(last.given))


def _takes(piece: str, frames: list[_Frame]) -> None:
    if piece in ("{", "["):
        frames.append(_Frame(piece))
    elif piece in ("}", "]"):
        if frames:
            frames.pop()
    elif not frames or piece.startswith("#"):
        return
    elif piece == ",":
        frames[-1].number += 1
        frames[-1].after_colon = False
    elif piece == ":":
        frames[-1].after_colon = not frames[-1].is_list
    elif not frames[-1].is_list and not frames[-1].after_colon:
        frames[-1].name = piece.strip("\"'")
        frames[-1].given.add(frames[-1].name)


# -- the word there -------------------------------------------------------------------------------------------------

_PLAIN_END = re.compile(r"[ \t]*(?:$|[\r\n,\]}]|: | #)")


def _path(
    source: Source,
    steps: tuple[Step, ...],
    role: Literal["field", "value"],
    offset: int,
    begins: int,
    given: frozenset[str],
) -> TextPath:
    mark = source.text[begins : begins + 1]
    in_marks = mark in ('"', "'") and begins < offset
    begins += in_marks
    if in_marks:
        closing = source.text.find(mark, offset)
        line_end = source.text.find("\n", offset)
        end = closing if closing >= 0 and (line_end < 0 or closing < line_end) else offset
    else:
        found = (_FIELD_END if role == "field" else _PLAIN_END).search(source.text, offset)
        end = found.start() if found else len(source.text)
    whole = source.span(begins, max(end, offset))
    return TextPath(steps, role, source.span(min(begins, offset), offset), whole, in_marks, given - {whole.text})


_FIELD_END = re.compile(r"[^\w-]|$")
