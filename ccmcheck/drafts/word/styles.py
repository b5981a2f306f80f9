"""The styles of a Word file as far as reading needs them; hides which style is based on which."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.dom.minidom import Document, Element

from ccmcheck.drafts.word.counting import list_and_level
from ccmcheck.drafts.word.tree import child, children, value

_HEADING = re.compile(r"(?:heading|title|subtitle|_\s*h\b)", re.IGNORECASE)
_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name, the one it is based on, and the list it numbers its paragraphs by."""

    name: str
    based_on: str
    numbered: tuple[str, int | None] | None


@dataclass(frozen=True)
class Styles:
    """The paragraph styles of a file by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def is_heading(self, id_: str) -> bool:
        """Whether a paragraph of that style is a heading."""
        style = self.by_id.get(id_)
        return style is not None and _HEADING.match(style.name) is not None

    def numbered(self, id_: str) -> tuple[str, int] | None:
        """The list and level of a paragraph of that style, or of one that it is based on."""
        list_, level = "", None
        for _ in range(_CHAIN):
            style = self.by_id.get(id_)
            if style is None:
                break
            if style.numbered is not None:
                list_ = list_ or style.numbered[0]
                level = style.numbered[1] if level is None else level
            id_ = style.based_on
        return (list_, level or 0) if list_ else None


def styles_of(document: Document | None) -> Styles:
    """The styles that `styles.xml` describes."""
    if document is None:
        return Styles()
    found = (style for style in children(document.documentElement, "style"))
    return Styles({value(style, "styleId"): _style(style) for style in found})


def _style(style: Element) -> Style:
    based_on = value(child(style, "basedOn"))
    return Style(value(child(style, "name")), based_on, list_and_level(child(style, "pPr")))
