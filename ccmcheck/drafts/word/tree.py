"""Elements of WordprocessingML by their local names; hides namespaces, alternatives, and the way minidom is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.dom.minidom import CDATASection, Element, Text

from ccmcheck.drafts.word.archive import Refused, W

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_NUMBER = re.compile(r"[+-]?\d{1,9}")
# The beginnings of the namespaces that Word knows; it shows a choice that requires nothing else.
_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/", "urn:schemas-microsoft-com:")


def name_of(element: Element) -> str:
    """The local name of an element of Word's own namespace (`p`, `r`, `t`) or of its formulas; empty for all else."""
    space = element.namespaceURI  # the local name that minidom gives is cut out of the tag anew each time
    return element.tagName.rpartition(":")[2] if space in W or space == _MATH else ""


def elements(element: Element) -> Iterator[Element]:
    """The elements directly in it, of alternatives those that Word shows."""
    for node in element.childNodes:
        if isinstance(node, Element):
            if node.tagName.endswith("AlternateContent"):
                shown = _shown(node)
                yield from elements(shown) if shown is not None else ()
            else:
                yield node


def _shown(alternatives: Element) -> Element | None:
    """The first choice whose requirements Word knows, or what is there for older programs."""
    for node in alternatives.childNodes:
        if isinstance(node, Element) and node.localName == "Choice":
            spaces = (_namespace(node, prefix) for prefix in node.getAttribute("Requires").split())
            if all(space.startswith(_KNOWN) for space in spaces):
                return node
        elif isinstance(node, Element) and node.localName == "Fallback":
            return node
    return None


def _namespace(element: Element, prefix: str) -> str:
    node: object = element
    while isinstance(node, Element):
        if node.hasAttribute(f"xmlns:{prefix}"):
            return str(node.getAttribute(f"xmlns:{prefix}"))
        node = node.parentNode
    return ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements of Word's namespace directly in it, of these names or all."""
    for node in elements(element) if element is not None else ():
        name = name_of(node)
        if name and (not names or name in names):
            yield node


def child(element: Element | None, name: str) -> Element | None:
    """The first element of that name directly in it."""
    return next(children(element, name), None)


def within(element: Element | None, *path: str) -> Element | None:
    """The element at the end of a path of names."""
    for name in path:
        element = child(element, name)
    return element


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of Word's namespace; empty where there is none."""
    if element is None:
        return ""
    for namespace in W:
        if element.hasAttributeNS(namespace, name):
            return element.getAttributeNS(namespace, name)
    return ""


def number(element: Element | None, default: int, name: str = "val") -> int:
    """The value of an element as a whole number; a file in which it is something else is damaged."""
    text = value(element, name).strip()
    if not text:
        return default
    if _NUMBER.fullmatch(text) is None:
        raise Refused("word-damaged")
    return int(text)


def switched_on(element: Element | None) -> bool:
    """Whether an on-off property is there and on."""
    return element is not None and value(element) not in ("0", "false", "off")


def text_of(element: Element) -> str:
    """The characters directly in an element."""
    return "".join(node.data for node in element.childNodes if isinstance(node, Text | CDATASection))
