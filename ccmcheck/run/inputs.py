"""What a path holds, ready to be examined; hides that a draft is no programme yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccmcheck.run import drafts, files

if TYPE_CHECKING:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.document.nodes import Node
    from ccmcheck.drafts.load import DraftFile
    from ccmcheck.judge.check import Input, Prepared
    from ccmcheck.language.rulebook import Rulebook


def read(path: str, ready: Prepared, draft: DraftFile | Diagnostic | None = None) -> Input:
    """The text of a file, or the programme of a draft, or why there is none; with the answers of the run, if any.

    `draft` is what a draft's file holds, where it was read already.
    """
    if drafts.is_draft(path):
        held: Input = drafts.programme(
            draft or drafts.load(path), ready.rulebook, whatever_period=ready.whatever_period
        )
    else:
        held = files.read_programme(path)
    return held if ready.beside.answers is None else answered(held, ready.beside.answers, ready.rulebook)


def answered(held: Input, answers: Node, book: Rulebook) -> Input:
    """The same with the answers of a run."""
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.base.source import Source
    from ccmcheck.document import programme
    from ccmcheck.run.answers import with_answers

    if isinstance(held, Source):
        held = programme.read(held, book.vocabulary, book.names)
    return held if isinstance(held, Diagnostic) else with_answers(held, answers)
