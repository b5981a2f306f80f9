"""The programme before, which a run is given by name and never looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.document.nodes import Node
    from ccmcheck.language.rulebook import Rulebook


def load_previous(path: str, book: Rulebook) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The programme before in a file, and every complaint about it; None where it cannot be used."""
    from ccmcheck.base.diagnostic import Diagnostic, complain
    from ccmcheck.base.source import Source
    from ccmcheck.document.previous import as_previous
    from ccmcheck.document.treaty import treaty_and_place
    from ccmcheck.run import drafts, files
    from ccmcheck.run.library import read_programme

    source = None if drafts.is_draft(path) else files.read(path)
    stated = treaty_and_place(source) if isinstance(source, Source) else None
    if stated is not None and book.vocabulary.treaties and stated[0] not in book.vocabulary.treaties:
        found, place = stated
        wanted = book.vocabulary.treaties[0]
        return None, (complain("previous-of-another-treaty", place, found=found, wanted=wanted),)
    held = read_programme(path, book)
    if isinstance(held, Diagnostic):
        return None, (held,)
    return (None if held.root is None else as_previous(held.root)), held.problems
