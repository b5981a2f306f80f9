"""A complaint about an input, at its place; hides where the words of each kind of complaint stand (`messages/`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
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
class Fix:
    """What would mend a complaint: a text in place of a stretch."""

    span: Span
    text: str


@frozen
class Diagnostic:
    """A complaint about one input, at a place. A missing file has a source without text.

    `fixes` are what its help advises, each by itself, where that is a change of the text.
    """

    code: str
    message: str
    help: str
    span: Span = field(compare=False)
    related: tuple[Related, ...] = field(default=(), compare=False)
    fixes: tuple[Fix, ...] = field(default=(), compare=False)


def complain(
    code: str, span: Span, *, suggestion: str = "", related: tuple[Related, ...] = (), **words: MessageWord
) -> Diagnostic:
    """The complaint of that code at that place; a suggestion goes before the advice of the table."""
    from ccmcheck.base.messages import COMPLAINTS

    complaint = COMPLAINTS[code]
    advice = complaint.help.format(**words)
    helped = " ".join(filter(None, (suggestion, advice, complaint.undecided)))
    fixes = suggestion.fixes(span) if isinstance(suggestion, Suggestion) else ()
    return Diagnostic(code, complaint.wording.format(**words), helped, span, related, fixes)


def where_no_blank_may_stand(problem: Diagnostic) -> Diagnostic:
    """A complaint without the advice on what is not decided yet."""
    from ccmcheck.base.messages import COMPLAINTS

    return replace(problem, help=problem.help.removesuffix(COMPLAINTS[problem.code].undecided).rstrip())


def about_file(code: str, file: str, **words: MessageWord) -> Diagnostic:
    """A complaint about a file that could not even be read as text."""
    return complain(code, Source(file, "").beginning, suggestion="", related=(), **words)


class Suggestion(str):
    """Advice in words, and the texts of which each would mend what is complained about, in its place or in another."""

    __slots__ = ("elsewhere", "instead")
    instead: tuple[str, ...]
    elsewhere: tuple[Fix, ...]

    def __new__(cls, words: str, instead: Iterable[str] = (), elsewhere: Iterable[Fix] = ()) -> Suggestion:
        """Advice; `instead` are texts in place of what is complained about, `elsewhere` are other changes."""
        made = super().__new__(cls, words)
        made.instead, made.elsewhere = tuple(instead), tuple(elsewhere)
        return made

    def fixes(self, span: Span) -> tuple[Fix, ...]:
        """The changes that it advises where the complaint is about a stretch; a text stays in its quotation marks."""
        marks = '"' if span.text.startswith('"') else ""
        here = (Fix(span, text if text.startswith('"') else f"{marks}{text}{marks}") for text in self.instead)
        return (*here, *self.elsewhere)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“did you mean …?” for the nearest known word, or nothing."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold()[:200], folded, n=1, cutoff=0.6)
    return meant(folded[near[0]]) if near else ""


def meant(word: str) -> Suggestion:
    """“did you mean …?” for a word that would do."""
    return Suggestion(f"did you mean `{word}`?", (word,))
