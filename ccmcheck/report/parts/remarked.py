"""Where a remark is made: in a draft its paragraph and words; in data the line says enough."""

from __future__ import annotations

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.judge.english.values import in_passage


def where_in_text(remark: Diagnostic) -> str:
    """The paragraph and the words, empty in data."""
    return in_passage(remark.span) if remark.span.source.passages else ""
