"""Every complaint about an input: its code, its words and what would mend it, on one page so that it can be read and translated in one go.

A complaint says what is needed before what was found. Words in braces are filled in by `complain`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from ccmcheck.source import Source, Span


@dataclass(frozen=True, slots=True)
class Complaint:
    """One kind of complaint: a title and an explanation for the reference page, the wording and the advice for the user."""

    title: str
    explanation: str
    wording: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a complaint speaks of, and what it is."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A complaint about one input, at a place. A missing file has a source without text."""

    code: str
    message: str
    help: str
    span: Span = field(compare=False)
    related: tuple[Related, ...] = field(default=(), compare=False)


def complain(
    code: str, span: Span, *, suggestion: str = "", related: tuple[Related, ...] = (), **words: object
) -> Diagnostic:
    """The complaint of that code at that place; a suggestion goes before the advice of the table."""
    complaint = COMPLAINTS[code]
    advice = complaint.help.format(**words)
    return Diagnostic(code, complaint.wording.format(**words), " ".join(filter(None, (suggestion, advice))), span, related)


def about_file(code: str, name: str, **words: object) -> Diagnostic:
    """A complaint about a file that could not even be read as text."""
    return complain(code, Source(name, "").beginning, **words)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“did you mean …?” for the nearest known word, or nothing."""
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold()[:200], folded, n=1, cutoff=0.6)
    return f"did you mean `{folded[near[0]]}`?" if near else ""


COMPLAINTS: dict[str, Complaint] = {}
