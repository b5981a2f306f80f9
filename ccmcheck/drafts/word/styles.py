"""The styles of a Word file as far as reading needs them; hides which style is based on which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.dom.minidom import Document, Element

from ccmcheck.drafts.word.counting import list_and_level
from ccmcheck.drafts.word.tree import child, children, value

_HEADING = re.compile(r"(?:heading|title|subtitle|_\s*h\b)", re.IGNORECASE)
_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name, the one it is based on, the list it numbers its paragraphs by, and how its runs look."""

    name: str
    based_on: str
    numbered: tuple[str, int | None] | None
    runs: Element | None


@dataclass(frozen=True)
class Styles:
    """The styles of a file by their ids, and the style of paragraphs that name none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""

    def chain(self, id_: str) -> Iterator[tuple[str, Style]]:
        """A style with its id, the one it is based on, and so on."""
        for _ in range(_CHAIN):
            style = self.by_id.get(id_)
            if style is None:
                return
            yield id_, style
            id_ = style.based_on

    def lists(self) -> dict[str, str]:
        """The list of each style that numbers."""
        return {id_: style.numbered[0] for id_, style in self.by_id.items() if style.numbered is not None}

    def is_heading(self, id_: str) -> bool:
        """Whether a paragraph of that style is a heading."""
        style = self.by_id.get(id_)
        return style is not None and _HEADING.match(style.name) is not None

    def of_runs(self, id_: str, name: str) -> Element | None:
        """What a style, or one that it is based on, says of its runs under a name (`vanish`, `vertAlign`)."""
        held = (child(style.runs, name) for _, style in self.chain(id_))
        return next((element for element in held if element is not None), None)

    def numbered(self, id_: str) -> tuple[str, int | None] | None:
        """The list and level of a paragraph of that style, or of one that it is based on."""
        list_, level = "", None
        for _, style in self.chain(id_ or self.default):
            if style.numbered is not None:
                list_ = list_ or style.numbered[0]
                level = style.numbered[1] if level is None else level
        return (list_, level) if list_ else None


def styles_of(document: Document | None) -> Styles:
    """The styles that `styles.xml` describes."""
    if document is None:
        return Styles()
    elements = list(children(document.documentElement, "style"))
    defaults = (
        element
        for element in elements
        if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on")
    )
    return Styles(
        {value(style, "styleId"): _style(style) for style in elements}, value(next(defaults, None), "styleId")
    )


def _style(style: Element) -> Style:
    return Style(
        value(child(style, "name")),
        value(child(style, "basedOn")),
        list_and_level(child(style, "pPr")),
        child(style, "rPr"),
    )
