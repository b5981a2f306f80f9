"""Where a remark is made: in a draft its paragraph and words; in data the line says enough."""

from __future__ import annotations

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.judge.english.values import in_passage


def where_in_text(remark: Diagnostic) -> str:
    """The paragraph and the words, empty in data."""
    return in_passage(remark.span) if remark.span.source.passages else ""


def also_at(remark: Diagnostic) -> str:
    """The lines of the other places that a remark on data speaks of, as the end of “line 62”."""
    own, _ = remark.span.position
    lines = dict.fromkeys(related.span.position[0] for related in remark.related)
    return "".join(f" and line {line}" for line in lines if line != own and not remark.span.source.passages)
