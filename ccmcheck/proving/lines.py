"""Where answers of the solver speak of: the line of a place, or of the nearest thing around it that is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ccmcheck.document.nodes import Node, walk


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a programme by JSON Pointer; of a list that goes on with `...` that of the `...`."""

    known: Mapping[str, int]

    @classmethod
    def of(cls, root: Node) -> Lines:
        """The lines of a programme."""
        return cls({node.pointer: node.source.position(node.start)[0] for node in walk(root)})

    def at(self, pointer: str) -> str:
        """“line 42”; what is not written yet has the line of what it will stand in, and nothing at the top."""
        while pointer and pointer not in self.known:
            pointer = pointer.rpartition("/")[0]
        return f"line {self.known[pointer]}" if pointer else ""
