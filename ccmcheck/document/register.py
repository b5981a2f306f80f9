"""A register of facts, read by its own schema; hides that it is a document like any other, but without holes."""

from __future__ import annotations

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Source
from ccmcheck.document.nodes import Node
from ccmcheck.document.reading import read_document
from ccmcheck.vocabulary import Vocabulary


def read_register(source: Source, vocabulary: Vocabulary) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The rows of a register, or None where it cannot be read, and every complaint about it."""
    return read_document(source, vocabulary, {}, judge_holes=True)
