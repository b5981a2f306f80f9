"""The text of a Word document, paragraph by paragraph; hides runs, fields, tracked changes, tables and text boxes.

What a reader of the final text sees is read: insertions are, deletions are not, and what is left out is noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.dom.minidom import CDATASection, Element, Text

from ccmcheck.drafts.word.tree import child, children, elements, name_of, switched_on, value, within

_OPEN = frozenset(
    ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo")
)
_LEFT_OUT = frozenset(("del", "moveFrom"))
_CHARACTERS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "ptab": "\t"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a run: the text and the element that holds it; None where the reader adds it."""

    text: str
    element: Element | None


@dataclass(slots=True)
class Line:
    """A paragraph, or a row of a table: its pieces, and the element whose properties it has."""

    element: Element
    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its characters."""
        return "".join(piece.text for piece in self.pieces)


def lines(container: Element) -> Iterator[Line]:
    """The paragraphs and table rows of a body in order; a paragraph whose mark is deleted goes on in the next one."""
    open_: Line | None = None
    for element in _blocks(container):
        line = _row(element) if name_of(element) == "tr" else _paragraph(element)
        if open_ is not None:
            line = Line(
                open_.element, open_.pieces + line.pieces, open_.notes + line.notes, open_.footnotes + line.footnotes
            )
            open_ = None
        if name_of(element) == "p" and _mark_deleted(element):
            open_ = line
            continue
        yield line
    if open_ is not None:
        yield open_


def _blocks(container: Element) -> Iterator[Element]:
    for element in children(container):
        match name_of(element):
            case "p":
                yield element
            case "tbl" | "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo":
                yield from _blocks(element)
            case "tr":
                yield element
            case _:
                pass


def _mark_deleted(paragraph: Element) -> bool:
    marks = within(paragraph, "pPr", "rPr")
    return child(marks, "del") is not None or child(marks, "moveFrom") is not None


def _row(row: Element) -> Line:
    """A row of a table as one line: `first cell: second cell; third cell`."""
    line = Line(row)
    if child(child(row, "trPr"), "del") is not None:
        line.notes.append(("deleted", "a row of a table"))
        return line
    for at, cell in enumerate(_cells(row)):
        if at and line.text:
            line.pieces.append(Piece(": " if at == 1 and not line.text.rstrip().endswith(":") else "; ", None))
        for number, inner in enumerate(lines(cell)):
            if number and inner.text.strip():
                line.pieces.append(Piece(" ", None))
            line.pieces += inner.pieces
            line.notes += inner.notes
            line.footnotes += inner.footnotes
    return line


def _cells(row: Element) -> Iterator[Element]:
    for element in children(row, "tc", "sdt", "sdtContent"):
        if name_of(element) == "tc":
            yield element
        else:
            yield from _cells(element)


def _paragraph(paragraph: Element) -> Line:
    line = Line(paragraph)
    _Reading(line).read(paragraph)
    return line


class _Reading:
    """One paragraph while its runs are read; `fields` holds, for each open field, whether its result is reached."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.fields: list[bool] = []

    def read(self, element: Element) -> None:
        """Reads what stands in an element."""
        for node in elements(element):
            name = name_of(node)
            if name == "r":
                self._run(node)
            elif name in _OPEN:
                self.read(node)
            elif name in _LEFT_OUT:
                self._left_out("deleted", node)
            elif node.localName == "AlternateContent":
                self._boxes(node)

    def _run(self, run: Element) -> None:
        if switched_on(within(run, "rPr", "vanish")):
            self._left_out("hidden", run)
            return
        for node in elements(run):
            name = name_of(node)
            if name == "fldChar":
                self._field(value(node, "fldCharType"))
            elif name in ("footnoteReference", "endnoteReference"):
                self.line.footnotes.append(name.removesuffix("Reference") + value(node, "id"))
            elif name in ("drawing", "pict", "object") or node.localName == "AlternateContent":
                self._boxes(node)
            elif all(self.fields):
                self._characters(name, node)

    def _field(self, kind: str) -> None:
        """A field's instruction is not read, its result is."""
        if kind == "begin":
            self.fields.append(False)
        elif self.fields and kind == "separate":
            self.fields[-1] = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def _characters(self, name: str, node: Element) -> None:
        text = _text(node) if name == "t" else _CHARACTERS.get(name, "")
        if name == "sym":
            text = "?"
        if text:
            self.line.pieces.append(Piece(text, node))

    def _left_out(self, kind: str, element: Element) -> None:
        words = "".join(_text(node) for node in element.getElementsByTagNameNS("*", "delText"))
        words = words or "".join(_text(node) for node in element.getElementsByTagNameNS("*", "t"))
        if words.strip():
            self.line.notes.append((kind, words))

    def _boxes(self, element: Element) -> None:
        """Text boxes stand outside the order of the text; they are noted and not read."""
        boxes = element.getElementsByTagNameNS("*", "txbxContent")
        if boxes:  # the second one of a pair is the same box for older programs
            words = " ".join(_text(node) for node in boxes[0].getElementsByTagNameNS("*", "t"))
            self.line.notes.append(("box", words))


def _text(element: Element) -> str:
    return "".join(node.data for node in element.childNodes if isinstance(node, Text | CDATASection))
