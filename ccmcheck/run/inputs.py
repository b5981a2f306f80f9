"""What a path holds, ready to be examined; hides that a draft is no programme yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccmcheck.run import drafts, files

if TYPE_CHECKING:
    from ccmcheck.document.nodes import Node
    from ccmcheck.judge.check import Input, Prepared
    from ccmcheck.language.rulebook import Rulebook


def read(path: str, ready: Prepared) -> Input:
    """The text of a file, or the programme of a draft, or why there is none; with the answers of the run, if any."""
    if drafts.is_draft(path):
        found: Input = drafts.programme(path, ready.rulebook, whatever_period=ready.whatever_period)
    else:
        found = files.read(path)
    return found if ready.answers is None else _answered(found, ready.answers, ready.rulebook)


def _answered(found: Input, answers: Node, book: Rulebook) -> Input:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.base.source import Source
    from ccmcheck.document import programme
    from ccmcheck.run.answers import with_answers

    if isinstance(found, Source):
        found = programme.read(found, book.vocabulary, book.names)
    return found if isinstance(found, Diagnostic) else with_answers(found, answers)
