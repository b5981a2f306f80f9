"""A work programme as the rules see it; hides how it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Source
from ccmcheck.document.draft_text import DraftText
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, is_hole, walk
from ccmcheck.document.read import read_document
from ccmcheck.document.schema import Vocabulary


@frozen
class Programme:
    """A programme as far as it could be read: no root where the text says nothing that could be judged."""

    source: Source = field(repr=False)
    root: Node | None
    problems: tuple[Diagnostic, ...]
    remarks: tuple[Diagnostic, ...] = ()
    """What only a draft's text can show, beside what the rules judge: a number that repeats, a misfitting weekday."""
    other_blanks: tuple[Node, ...] = ()
    """Blanks of a draft's text that no field holds."""
    complete: bool = False
    """Whether it is known to hold no blank, so that nobody has to look for one."""
    text: DraftText | None = field(default=None, compare=False, repr=False)
    """The text that it was read from, where that is a draft's."""

    @property
    def blanks(self) -> tuple[Node, ...]:
        """Every blank, half date, half list and possible item, in the order of the document."""
        if self.root is None or self.complete:
            return self.other_blanks
        return (*filter(is_hole, walk(self.root)), *self.other_blanks)


def read(source: Source, vocabulary: Vocabulary, names: Mapping[str, Names], *, complete: bool = False) -> Programme:
    """The programme that a text in YAML or JSON holds, with every complaint about it in order of position."""
    root, problems = read_document(source, vocabulary, names)
    return Programme(source, root, problems, complete=complete)
