"""A complaint about an input, at its place; hides where the words of each kind of complaint stand (`messages/`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from typing import TypeAlias

from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Source, Span

MessageWord: TypeAlias = str | int | date


@frozen
class Related:
    """A second place that a complaint speaks of, and what it is."""

    span: Span
    label: str


@frozen
class Diagnostic:
    """A complaint about one input, at a place. A missing file has a source without text."""

    code: str
    message: str
    help: str
    span: Span = field(compare=False)
    related: tuple[Related, ...] = field(default=(), compare=False)


def complain(
    code: str, span: Span, *, suggestion: str = "", related: tuple[Related, ...] = (), **words: MessageWord
) -> Diagnostic:
    """The complaint of that code at that place; a suggestion goes before the advice of the table."""
    from ccmcheck.base.messages import COMPLAINTS

    complaint = COMPLAINTS[code]
    advice = complaint.help.format(**words)
    helped = " ".join(filter(None, (suggestion, advice)))
    return Diagnostic(code, complaint.wording.format(**words), helped, span, related)


def about_file(code: str, file: str, **words: MessageWord) -> Diagnostic:
    """A complaint about a file that could not even be read as text."""
    return complain(code, Source(file, "").beginning, suggestion="", related=(), **words)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“did you mean …?” for the nearest known word, or nothing."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold()[:200], folded, n=1, cutoff=0.6)
    return f"did you mean `{folded[near[0]]}`?" if near else ""
