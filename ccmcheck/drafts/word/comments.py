"""A copy of a Word file with comments at words; hides runs that have to be split, and the parts that hold comments.

Text, formatting, tracked changes and everybody else's comments stay as they are; own comments of an earlier run go.
"""

from __future__ import annotations

import posixpath
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from xml.dom.minidom import Document, Element

from ccmcheck.base.diagnostic import Diagnostic, about_file
from ccmcheck.drafts.word.archive import Budget, Refused, W, parsed
from ccmcheck.drafts.word.changes import bytes_of, set_text, zipped
from ccmcheck.drafts.word.extraction import AUTHOR, Place
from ccmcheck.drafts.word.reading import WordDraft
from ccmcheck.drafts.word.tree import children, name_of, number, text_of, value

_INITIALS = "cc"
_COMMENTS = {
    W[0]: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    W[1]: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_XML_SPACE = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a stretch of the draft's text (offsets), one paragraph a line."""

    start: int
    end: int
    lines: tuple[str, ...]


def annotated(word: WordDraft, comments: Sequence[Comment]) -> bytes | Diagnostic:
    """The bytes of a copy with these comments, or why none can be made; the draft is used up by it."""
    try:
        return _Annotation(word).with_comments(comments)
    except Refused as refused:
        return about_file(refused.code, word.draft.source.name, **refused.words)


class _Annotation:
    """One file while comments are put into it."""

    def __init__(self, word: WordDraft) -> None:
        self.word, self.archive, self.document = word, word.archive, word.document
        self.part = self.archive.related("/comments") or self._beside("comments.xml")
        root = self.document.documentElement
        assert root is not None
        self.namespace = _namespace(root)  # of the older or the stricter form of the standard
        empty = f'<w:comments xmlns:w="{self.namespace}"/>'.encode()
        self.comments = self.archive.xml(self.part) or parsed(empty, Budget())
        self.changed: dict[str, bytes] = {}

    def _beside(self, name: str) -> str:
        return posixpath.join(posixpath.dirname(self.archive.document), name)

    def with_comments(self, comments: Sequence[Comment]) -> bytes:
        """The copy as bytes."""
        self._remove_own()
        first = 1 + max((number(held, -1, "id") for held in self._all()), default=-1)
        anchors = [(comment, _anchor(comment, self.word.places)) for comment in comments]
        placed = [(comment, start, end) for comment, (start, end) in anchors if start < end]
        runs = _Runs(self.word.places)
        for _, start, end in placed:
            runs.cut(start)
            runs.cut(end)
        for at, (_, start, end) in enumerate(placed):
            self._mark(str(first + at), runs.beginning(start), runs.ending(end))
        for at, (comment, *_) in enumerate(placed):
            self._add(str(first + at), comment)
        self._register()
        self.changed[self.archive.document] = bytes_of(self.document)
        self.changed[self.part] = bytes_of(self.comments)
        return zipped(self.archive, self.changed)

    # -- comments of an earlier run -----------------------------------------------------------------------------------

    def _own(self) -> list[Element]:
        return [comment for comment in self._all() if value(comment, "author") == AUTHOR]

    def _all(self) -> list[Element]:
        return list(children(self.comments.documentElement, "comment"))

    def _remove_own(self) -> None:
        own = self._own()
        ids = {value(comment, "id") for comment in own}
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            for element in list(self.document.getElementsByTagNameNS("*", name)):
                if value(element, "id") in ids:
                    _remove(_run_of(element) if name == "commentReference" else element)
        self._forget({mark for comment in own for mark in _paragraph_marks(comment)})
        for comment in own:
            _remove(comment)

    def _forget(self, marks: set[str]) -> None:
        """Takes removed comments out of the part that threads them; an answer to one stands by itself from now on."""
        part = self.archive.related("/commentsExtended")
        extended = self.archive.xml(part) if part else None
        if extended is None or part is None or not marks:
            return
        for entry in list(extended.getElementsByTagNameNS("*", "commentEx")):
            if _any_attribute(entry, "paraId") in marks:
                _remove(entry)
            elif _any_attribute(entry, "paraIdParent") in marks:
                for attribute in list(entry.attributes.values()):
                    if attribute.localName == "paraIdParent":
                        entry.removeAttributeNode(attribute)
        self.changed[part] = bytes_of(extended)

    # -- anchors ------------------------------------------------------------------------------------------------------

    def _mark(self, id_: str, first: Element, last: Element) -> None:
        """Puts the marks of a comment around runs."""
        closing = self._element("commentRangeEnd", id_)
        reference = self.document.createElementNS(_namespace(last), _name(last, "r"))
        reference.appendChild(self._element("commentReference", id_))
        _insert_after(last, closing)
        _insert_after(closing, reference)
        _insert_before(first, self._element("commentRangeStart", id_))

    def _element(self, name: str, id_: str) -> Element:
        root = self.document.documentElement
        assert root is not None
        element = self.document.createElementNS(_namespace(root), _name(root, name))
        element.setAttributeNS(_namespace(root), _name(root, "id"), id_)
        return element

    # -- the parts ----------------------------------------------------------------------------------------------------

    def _add(self, id_: str, comment: Comment) -> None:
        root = self.comments.documentElement
        assert root is not None
        element = self._within(root, "comment", {"id": id_, "author": AUTHOR, "initials": _INITIALS})
        for line in comment.lines:
            text = self._within(self._within(self._within(element, "p"), "r"), "t")
            text.setAttributeNS(_XML_SPACE, "xml:space", "preserve")
            text.appendChild(self.comments.createTextNode(_harmless(line)))

    def _within(self, holder: Element, name: str, attributes: Mapping[str, str] | None = None) -> Element:
        element = self.comments.createElementNS(_namespace(holder), _name(holder, name))
        for attribute, text in (attributes or {}).items():
            element.setAttributeNS(_namespace(holder), _name(holder, attribute), text)
        holder.appendChild(element)
        return element

    def _register(self) -> None:
        """Names the part of comments where it is new: in the types of the file and the relations of the document."""
        if self.part in self.archive.sizes:
            return
        folder, name = posixpath.split(self.archive.document)
        relations_name = posixpath.join(folder, "_rels", f"{name}.rels")
        relations = self.archive.xml(relations_name) or parsed(
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>', Budget()
        )
        taken = {element.getAttribute("Id") for element in relations.getElementsByTagNameNS("*", "Relationship")}
        new_id = next(f"rId{at}" for at in range(1, len(taken) + 2) if f"rId{at}" not in taken)
        relation = {"Id": new_id, "Type": _COMMENTS[self.namespace], "Target": posixpath.basename(self.part)}
        self.changed[relations_name] = _with_child(relations, "Relationship", relation)
        types = self.archive.xml("[Content_Types].xml")
        if types is not None:
            override = {"PartName": f"/{self.part}", "ContentType": _CONTENT_TYPE}
            self.changed["[Content_Types].xml"] = _with_child(types, "Override", override)


# -- runs -----------------------------------------------------------------------------------------------------------


def _anchor(comment: Comment, places: Sequence[Place]) -> tuple[int, int]:
    """The words of a comment that stand in the file; where none do (an automatic number), the first ones after them."""
    if not places:
        return 0, 0
    first = max(bisect_right(places, comment.start, key=lambda place: place.start) - 1, 0)
    first += places[first].end <= comment.start
    last = bisect_left(places, comment.end, key=lambda place: place.start) - 1
    if first <= last:
        return max(comment.start, places[first].start), min(comment.end, places[last].end)
    after = places[min(first, len(places) - 1)]
    return after.start, after.end


class _Runs:
    """The places of a text in its runs, kept true while runs are split."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = [place for place in places if place.start < place.end]

    def cut(self, offset: int) -> None:
        """Lets a run begin at an offset of the text, and another end there."""
        at = bisect_right(self.places, offset, key=lambda place: place.start) - 1
        if at < 0:
            return
        place = self.places[at]
        if place.start < offset < place.end:
            later = _split_text(place.element, offset - place.start)
            if later is None:
                return
            self.places[at : at + 1] = [
                Place(place.start, offset, place.element),
                Place(offset, place.end, later),
            ]
            _split_run(later)
        elif place.start == offset:
            _begin_run(place.element)
            if at:
                _end_run(self.places[at - 1].element)
        else:
            _end_run(place.element)

    def beginning(self, offset: int) -> Element:
        """The run that holds the first words at or after an offset."""
        at = bisect_left(self.places, offset, key=lambda place: place.start)
        return _run_of(self.places[min(at, len(self.places) - 1)].element)

    def ending(self, offset: int) -> Element:
        """The run that holds the last words before an offset."""
        at = bisect_left(self.places, offset, key=lambda place: place.start)
        return _run_of(self.places[max(at - 1, 0)].element)


def _run_of(element: Element) -> Element:
    """The run that holds an element, or the element itself where it stands in none."""
    node: Element = element
    while name_of(node) != "r":
        if not isinstance(node.parentNode, Element):
            return element
        node = node.parentNode
    return node


def _split_text(element: Element, at: int) -> Element | None:
    """Splits a text at a character; gives the new element after it, None where it is no text."""
    text = text_of(element)
    if name_of(element) != "t" or not 0 < at < len(text):
        return None
    later = element.cloneNode(False)
    assert isinstance(later, Element)
    set_text(element, text[:at])
    set_text(later, text[at:])
    _insert_after(element, later)
    return later


def _begin_run(element: Element) -> None:
    if any(name_of(before) != "rPr" for before in _siblings(element, forward=False)):
        _split_run(element)


def _end_run(element: Element) -> None:
    following = next(_siblings(element, forward=True), None)
    if following is not None:
        _split_run(following)


def _siblings(element: Element, *, forward: bool) -> Iterator[Element]:
    node = element.nextSibling if forward else element.previousSibling
    while node is not None:
        if isinstance(node, Element):
            yield node
        node = node.nextSibling if forward else node.previousSibling


def _split_run(first: Element) -> None:
    """Moves an element and all after it in its run into a run of their own, with the same properties."""
    run = first.parentNode
    if not isinstance(run, Element) or name_of(run) != "r":
        return
    later = run.cloneNode(False)
    assert isinstance(later, Element)
    for properties in list(children(run, "rPr")):
        copy = properties.cloneNode(True)
        assert isinstance(copy, Element)
        later.appendChild(copy)
    for node in [first, *_siblings(first, forward=True)]:
        later.appendChild(node)
    _insert_after(run, later)


# -- XML ------------------------------------------------------------------------------------------------------------


def _namespace(element: Element) -> str:
    return element.namespaceURI if element.namespaceURI in W else W[0]


def _name(beside: Element, local: str) -> str:
    """A name with the prefix that its neighbour has."""
    return f"{beside.prefix}:{local}" if beside.prefix else local


def _insert_after(element: Element, new: Element) -> None:
    holder = element.parentNode
    assert isinstance(holder, Element)
    holder.insertBefore(new, cast("Element | None", element.nextSibling))


def _insert_before(element: Element, new: Element) -> None:
    holder = element.parentNode
    assert isinstance(holder, Element)
    holder.insertBefore(new, element)


def _remove(element: Element) -> None:
    if element.parentNode is not None:
        element.parentNode.removeChild(element)


def _paragraph_marks(comment: Element) -> Iterable[str]:
    return filter(None, (_any_attribute(paragraph, "paraId") for paragraph in children(comment, "p")))


def _any_attribute(element: Element, local: str) -> str:
    """An attribute of whatever namespace."""
    return next((attribute.value for attribute in element.attributes.values() if attribute.localName == local), "")


def _with_child(document: Document, name: str, attributes: Mapping[str, str]) -> bytes:
    root = document.documentElement
    assert root is not None
    element = document.createElementNS(root.namespaceURI, _name(root, name))
    for attribute, text in attributes.items():
        element.setAttribute(attribute, text)
    root.appendChild(element)
    return bytes_of(document)


def _harmless(text: str) -> str:
    """What XML can hold, on one line."""
    return "".join(char if char.isprintable() else " " for char in text)
