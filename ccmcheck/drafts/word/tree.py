"""Elements of WordprocessingML by their local names; hides namespaces and the way minidom is walked."""

from __future__ import annotations

from collections.abc import Iterator
from xml.dom.minidom import Element

from ccmcheck.drafts.word.archive import W


def name_of(element: Element) -> str:
    """The local name of an element of Word's own namespace (`p`, `r`, `t`); empty for everything else."""
    return (element.localName or "") if element.namespaceURI in W else ""


def elements(element: Element) -> Iterator[Element]:
    """The elements directly in it."""
    return (node for node in element.childNodes if isinstance(node, Element))


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


def number(element: Element | None, default: int) -> int:
    """The value of an element as a whole number."""
    text = value(element)
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 10 else default


def switched_on(element: Element | None) -> bool:
    """Whether an on-off property is there and on."""
    return element is not None and value(element) not in ("0", "false", "off")
