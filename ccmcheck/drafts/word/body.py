"""The text of a Word document, paragraph by paragraph; hides runs, fields, tracked changes, tables and text boxes.

What a reader of the final text sees is read: insertions are, deletions are not, and what is left out is noted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.dom.minidom import Element

from ccmcheck.drafts.word import symbols
from ccmcheck.drafts.word.styles import Styles
from ccmcheck.drafts.word.tree import child, children, elements, name_of, number, switched_on, text_of, value, within

_OPEN = frozenset(
    ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo", "rubyBase",
     "oMath", "oMathPara")
)  # fmt: skip
_LEFT_OUT = frozenset(("del", "moveFrom"))
_UNFILLED = "\N{EN SPACE}"  # what Word shows, many times, in a field of a form that nobody filled in
_NOT_SHOWN = {"vanish": "hidden", "strike": "struck", "dstrike": "struck"}
_PICTURES = frozenset(("blip", "imagedata", "chart", "relIds"))
_CHARACTERS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "ptab": "\t"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a run: the text and the element that holds it; None where the reader adds it."""

    text: str
    element: Element | None


@dataclass(slots=True)
class Line:
    """A paragraph: its pieces, and the element whose properties it has.

    `notes` are what was not read, each by its kind: its words, of a comment its id.
    """

    element: Element
    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its characters."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class TableCell:
    """A cell of a table: what stands in it, the columns it takes, and whether it goes on from the row above."""

    parts: list[BodyPart]
    columns: int
    merged: bool

    def lines(self) -> Iterator[Line]:
        """Its paragraphs, those of tables in it among them."""
        for part in self.parts:
            if isinstance(part, Line):
                yield part
            else:
                yield from part.lines()


@dataclass(slots=True)
class TableRow:
    """A row of a table, which is told from others by its element; a `header` is bold, or repeated on each page."""

    table: Element
    cells: list[TableCell]
    header: bool

    def lines(self) -> Iterator[Line]:
        """All its paragraphs."""
        for cell in self.cells:
            yield from cell.lines()


BodyPart: TypeAlias = "Line | TableRow"


def parts(container: Element, styles: Styles) -> Iterator[BodyPart]:
    """The paragraphs and table rows of a story in order; a paragraph whose mark is deleted goes on in the next one."""
    return _Story(styles, _fields(container), _unfilled(container)).parts(container)


def _unfilled(container: Element) -> frozenset[Element]:
    """The paragraphs in controls that nobody filled in, or those controls where they stand in a paragraph."""
    marks = container.getElementsByTagNameNS("*", "showingPlcHdr")
    controls = [mark.parentNode.parentNode for mark in marks if switched_on(mark) and mark.parentNode is not None]
    held = ((each, each.getElementsByTagNameNS("*", "p")) for each in controls if isinstance(each, Element))
    return frozenset(element for control, paragraphs in held for element in (paragraphs or [control]))


def _fields(container: Element) -> dict[Element, bool]:
    """Of each field that has an end, by the element that begins it: whether it has a result.

    Word shows the text of a field that has no end.
    """
    open_: list[tuple[Element, bool]] = []
    has_end: dict[Element, bool] = {}
    for character in container.getElementsByTagNameNS("*", "fldChar"):
        kind = value(character, "fldCharType")
        if kind == "begin":
            open_.append((character, False))
        elif kind == "separate" and open_:
            open_[-1] = (open_[-1][0], True)
        elif kind == "end" and open_:
            begin, has_result = open_.pop()
            has_end[begin] = has_result
    return has_end


@dataclass(slots=True)
class _Field:
    """An open field: whether it has a result, and whether that is reached."""

    has_result: bool
    reached: bool = False


class _Story:
    """A text with its own fields: the body, a header, a footnote. Fields may go on from paragraph to paragraph."""

    def __init__(self, styles: Styles, ended: Mapping[Element, bool], unfilled: frozenset[Element]) -> None:
        self.styles, self.ended, self.unfilled = styles, ended, unfilled
        self.fields: list[_Field] = []

    def open_field(self) -> _Field | None:
        """The outermost field of which only the code has been seen, which is not shown."""
        return next((field_ for field_ in self.fields if not field_.reached), None)

    def parts(self, container: Element) -> Iterator[BodyPart]:
        open_: Line | None = None
        for element, table in _blocks(container, None):
            if table is not None:
                yield from self._row(element, table)
                continue
            line = self._paragraph(element)
            if open_ is not None:
                line = _joined(open_, line)
                open_ = None
            if name_of(element) == "p" and _mark_deleted(element):
                open_ = line
                continue
            yield line
        if open_ is not None:
            yield open_

    def _row(self, row: Element, table: Element) -> Iterator[BodyPart]:
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            yield Line(row, notes=[("deleted", "a row of a table")])
            return
        header = switched_on(child(properties, "tblHeader")) or _is_bold(row)
        before = number(child(properties, "gridBefore"), 0)
        empty = [TableCell([], before, merged=False)] if before > 0 else []
        yield TableRow(table, [*empty, *self._cells(row)], header)

    def _cells(self, row: Element) -> Iterator[TableCell]:
        for element in children(row, "tc", "sdt", "sdtContent", "customXml"):
            if name_of(element) != "tc":
                yield from self._cells(element)
                continue
            properties = child(element, "tcPr")
            merge, beside = child(properties, "vMerge"), child(properties, "hMerge")
            merged = any(mark is not None and value(mark) != "restart" for mark in (merge, beside))
            columns = max(1, number(child(properties, "gridSpan"), 1))
            yield TableCell(list(self.parts(element)), columns, merged)

    def _paragraph(self, paragraph: Element) -> Line:
        line = Line(paragraph)
        if name_of(paragraph) == "altChunk":
            line.notes.append(("chunk", "another document"))
            return line
        _Reading(line, self, value(within(paragraph, "pPr", "pStyle")) or self.styles.default).read_all(paragraph)
        return line


def _joined(before: Line, line: Line) -> Line:
    return Line(
        before.element, before.pieces + line.pieces, before.notes + line.notes, before.footnotes + line.footnotes
    )


def _blocks(container: Element, table: Element | None) -> Iterator[tuple[Element, Element | None]]:
    """The paragraphs and rows directly in a container, each row with its table."""
    for element in children(container):
        match name_of(element):
            case "p" | "altChunk" | "oMathPara":
                yield element, None
            case "tbl":
                yield from _blocks(element, element)
            case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo":
                yield from _blocks(element, table)
            case "tr" if table is not None:
                yield element, table
            case _:
                pass


def _is_bold(row: Element) -> bool:
    """Whether all words of a row are bold."""
    runs = [run for run in row.getElementsByTagNameNS("*", "r") if child(run, "t") is not None]
    return bool(runs) and all(switched_on(within(run, "rPr", "b")) for run in runs)


def _mark_deleted(paragraph: Element) -> bool:
    marks = within(paragraph, "pPr", "rPr")
    return child(marks, "del") is not None or child(marks, "moveFrom") is not None


class _Reading:
    """One paragraph while its runs are read."""

    def __init__(self, line: Line, story: _Story, style: str) -> None:
        self.line, self.story, self.style = line, story, style

    def read_all(self, element: Element) -> None:
        """Reads what stands in an element; a control that nobody filled in is a blank."""
        first = len(self.line.pieces)
        self.read(element)
        text = "".join(piece.text for piece in self.line.pieces[first:])
        if element in self.story.unfilled and text.strip() and "[" not in text:
            self.line.pieces.insert(first, Piece("[", None))
            self.line.pieces.append(Piece("]", None))

    def read(self, element: Element) -> None:
        """Reads what stands in an element."""
        for node in elements(element):
            name = name_of(node)
            if name == "r":
                self._run(node)
            elif name in _OPEN:
                self.read_all(node)
            elif name in _LEFT_OUT:
                self._left_out("deleted", node)
            elif name == "subDoc":
                self._note("chunk", "another document")
            elif name != "pPr":
                self._left_out("part", node)

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        not_shown = next((kind for name, kind in _NOT_SHOWN.items() if self._is_switched(properties, name)), "")
        if not_shown:
            self._left_out(not_shown, run)
            return
        font = value(child(properties, "rFonts"), "ascii")
        is_mark = self._is_raised(properties) or any(value(node, "customMarkFollows") for node in elements(run))
        for node in elements(run):
            name = name_of(node)
            if name == "fldChar":
                self._field(node)
            elif name in ("footnoteReference", "endnoteReference"):
                self.line.footnotes.append(name.removesuffix("Reference") + value(node, "id"))
            elif name == "commentReference":
                self._note("comment", value(node, "id"))
            elif name in ("drawing", "pict", "object") or not name:
                self._boxes(node)
            elif name == "ruby":
                self._ruby(node)
            elif (field_ := self.story.open_field()) is None:
                self._characters(name, node, font, is_mark=is_mark)
            elif name == "t" and not field_.has_result:
                self._note("field", text_of(node))

    def _is_switched(self, properties: Element | None, name: str) -> bool:
        """Whether a run is hidden or struck; a style of characters undoes what one of paragraphs does."""
        own = child(properties, name)
        if own is not None:
            return switched_on(own)
        of_characters, of_paragraphs = (switched_on(held) for held in self._by_styles(properties, name))
        return of_characters != of_paragraphs

    def _is_raised(self, properties: Element | None) -> bool:
        held = (child(properties, "vertAlign"), *self._by_styles(properties, "vertAlign"))
        return value(next((each for each in held if each is not None), None)) == "superscript"

    def _by_styles(self, properties: Element | None, name: str) -> tuple[Element | None, Element | None]:
        """What the style of a run's characters and that of its paragraph say under a name."""
        styles = self.story.styles
        return styles.of_runs(value(child(properties, "rStyle")), name), styles.of_runs(self.style, name)

    def _field(self, node: Element) -> None:
        """A field's instruction is not read, its result is; one without an end is none."""
        fields, kind = self.story.fields, value(node, "fldCharType")
        self._note("field", " / ".join(value(each) for each in node.getElementsByTagNameNS("*", "listEntry")))
        if kind == "begin" and node in self.story.ended:
            fields.append(_Field(self.story.ended[node]))
        elif fields and kind == "separate":
            fields[-1].reached = True
        elif fields and kind == "end":
            fields.pop()

    def _characters(self, name: str, node: Element, font: str, *, is_mark: bool) -> None:
        text = symbols.plain(text_of(node), font) if name == "t" else _CHARACTERS.get(name, "")
        text = symbols.raised(text) if is_mark else text
        if self.story.fields and not text.strip(_UNFILLED):
            text = "_" * len(text)
        if name == "sym":
            code = value(node, "char")
            text = symbols.shown(value(node, "font"), int(code, 16) if _is_hexadecimal(code) else 0)
        if text:
            self.line.pieces.append(Piece(text, node))

    def _ruby(self, ruby: Element) -> None:
        """Small print above words stands beside the text; the words are read."""
        for node in children(ruby, "rt"):
            self._left_out("ruby", node)
        for node in children(ruby, "rubyBase"):
            self.read(node)

    def _left_out(self, kind: str, element: Element) -> None:
        words = _all_text(element.getElementsByTagNameNS("*", "delText"))
        self._note(kind, words or _all_text(element.getElementsByTagNameNS("*", "t")))

    def _note(self, kind: str, words: str) -> None:
        if words.strip():
            self.line.notes.append((kind, words))

    def _boxes(self, element: Element) -> None:
        """Boxes, drawn letters and pictures stand outside the order of the text; they are noted and not read."""
        for box in element.getElementsByTagNameNS("*", "txbxContent"):
            self._note("box", " ".join(text_of(node) for node in box.getElementsByTagNameNS("*", "t")))
        for path in element.getElementsByTagNameNS("*", "textpath"):
            self._note("box", path.getAttribute("string"))
        if name_of(element) == "object" or any(element.getElementsByTagNameNS("*", name) for name in _PICTURES):
            self._note("picture", "a picture")


def _all_text(elements_in: Sequence[Element]) -> str:
    return "".join(map(text_of, elements_in))


def _is_hexadecimal(text: str) -> bool:
    return 0 < len(text) <= 6 and all(char in "0123456789abcdefABCDEF" for char in text)
