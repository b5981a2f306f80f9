"""What the page shows of a document, made ready for its template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ccmcheck.base.frozen import remembering
from ccmcheck.document.draft_text import DraftText
from ccmcheck.judge.summary import Summary
from ccmcheck.judge.verdicts import Place, Verdict
from ccmcheck.language.rulebook import Citation
from ccmcheck.report.parts.draft_words import DraftParagraph
from ccmcheck.report.parts.marked_lines import MarkedLine
from ccmcheck.report.pictures import Picture

SIGNS = {
    "violated": "✗",
    "departure": "!",
    "undecided": "?",
    "waived": "§",
    "known": "○",
    "satisfied": "✓",
    "not-applicable": "–",
}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A verdict as the page shows it: the draft's lines, the decision's words, what was found, what is allowed."""

    verdict: Verdict
    anchor: str
    kind: str
    title: str
    lines: tuple[MarkedLine, ...]
    citations: tuple[Citation, ...]
    in_text: bool

    @property
    def where(self) -> str:
        """The place that has to change: a paragraph of a text, a line of a data file."""
        places = self.verdict.places
        return (places[0].label if self.in_text else f"line {places[0].line}") if places else "the programme"

    @property
    def sign(self) -> str:
        """What stands for the kind besides its colour."""
        return SIGNS[self.kind]


@dataclass(frozen=True, slots=True)
class Note:
    """What is said beside a paragraph of a draft, in a line; `anchor` leads to the finding, empty where it is all."""

    kind: str
    sign: str
    words: str
    anchor: str
    place: Place


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Holes of a section in one line, and the rules that wait for them: those said here in full, and those said before.

    `at` has their lines, `words` what they are, `stands` what is written there.
    """

    at: str
    words: str
    stands: str
    new: tuple[ShownFinding, ...]
    before: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True)
class OpenSection:
    """A part of the document in which something is open; `summary` says how much, where it is blank as a whole."""

    name: str
    summary: str
    groups: tuple[OpenGroup, ...]


@remembering
class Chapter:
    """One document of the report."""

    anchor: str
    path: str
    title: str
    facts: tuple[tuple[str, str], ...]
    sentence: str
    counts: Summary
    judged: bool
    quiet: str
    findings: tuple[ShownFinding, ...]
    """What departs from the decisions; obligations before recommendations."""
    first_lines: tuple[tuple[str, str], ...]
    still_open: tuple[OpenSection, ...]
    idle: tuple[tuple[str, str], ...]
    """What is blank and keeps no rule open, with its lines."""
    set_aside: tuple[tuple[str, tuple[ShownFinding, ...]], ...]
    questions: tuple[ShownFinding, ...]
    folded: tuple[tuple[str, str, tuple[Verdict, ...]], ...]
    pictures: tuple[Picture, ...]
    text: DraftText | None
    paragraphs: tuple[DraftParagraph, ...]
    noted: tuple[Note, ...]
    """What stands beside the paragraphs, by the numbers that they have."""

    @cached_property
    def to_mend(self) -> Mapping[str, Sequence[ShownFinding]]:
        """What departs, by the place that has to change, in the order of the findings."""
        by_place: dict[str, list[ShownFinding]] = {}
        for finding in self.findings:
            by_place.setdefault(finding.where, []).append(finding)
        return by_place

    @cached_property
    def _titles(self) -> Mapping[str, Sequence[str]]:
        """The rules that each place breaks, by their titles."""
        return {where: list(dict.fromkeys(each.title for each in found)) for where, found in self.to_mend.items()}

    def beside(self, finding: ShownFinding) -> tuple[str, ...]:
        """The other rules that the same place breaks, by their titles."""
        return tuple(title for title in self._titles[finding.where] if title != finding.title)
