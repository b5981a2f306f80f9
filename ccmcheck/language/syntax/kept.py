"""Statements of a text kept for its next version; hides how a tree gets to another place of another text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from ccmcheck.base.source import Source, Span
from ccmcheck.language.syntax import tree

Moved = TypeVar("Moved")


class KeptStatements:
    """The statements of the last text that was read, found again by their words."""

    def __init__(self) -> None:
        self._by_words: dict[str, tree.Statement] = {}

    def again(self, span: Span) -> tree.Statement | None:
        """The statement of these words at this place; None where the last text had no such words."""
        statement = self._by_words.get(span.text)
        if statement is None:
            return None
        return moved(statement, span.source, span.start - statement.span.start)

    def keep(self, statements: Iterable[tree.Statement]) -> None:
        """Holds these statements, and none from before."""
        self._by_words = {statement.span.text: statement for statement in statements}


def moved(part: Moved, source: Source, by: int) -> Moved:
    """The same part of a tree, so many characters further on in another text that has the same words there."""
    if isinstance(part, Span):
        return cast(Moved, Span(source, part.start + by, part.end + by))
    if isinstance(part, tuple):
        return cast(Moved, tuple([moved(each, source, by) for each in part]))
    names: tuple[str, ...] | None = getattr(part.__class__, "__match_args__", None)
    if names is None:
        return part
    make: Any = part.__class__
    return cast(Moved, make(*[moved(getattr(part, name), source, by) for name in names]))
