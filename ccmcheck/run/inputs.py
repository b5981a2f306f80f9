"""What a path holds, ready to be examined; hides that a draft is no programme yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccmcheck.run import drafts, files

if TYPE_CHECKING:
    from ccmcheck.judge.check import Input, Prepared


def read(path: str, ready: Prepared) -> Input:
    """The text of a file, or the programme of a draft, or why there is none."""
    if drafts.is_draft(path):
        return drafts.programme(path, ready.rulebook, whatever_period=ready.whatever_period)
    return files.read(path)
