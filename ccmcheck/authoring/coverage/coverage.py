"""What answers for each paragraph of a decision: a rule, a judgement, a reason why none is needed, or nothing.

Hides when a citation reaches into sub-paragraphs, and that a paragraph which only opens a list needs but its parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from ccmcheck.base.source import Span
from ccmcheck.language.rulebook.model import Ruleset
from ccmcheck.language.syntax import Parsed, tree
from ccmcheck.prose import decision as decisions
from ccmcheck.prose import numbering
from ccmcheck.prose.decision import Decision
from ccmcheck.prose.deontic import deontic_words
from ccmcheck.prose.normalised import BREAK, Stretches, reading_of, words_of
from ccmcheck.prose.paragraphs import Paragraph

By: TypeAlias = Literal["obligation", "recommendation", "judgement", "practice", "repeals", "unchecked"]
CoverageState: TypeAlias = Literal["answered", "by its parts", "nothing"]
Marked: TypeAlias = tuple[tuple[str, bool], ...]
"""A text in stretches: each with whether a rule quotes it."""

_TOLD = 4  # fewer words that no rule quotes (“and”, “To establish”) are not worth telling


@dataclass(frozen=True, slots=True)
class CoveredBy:
    """What answers for a paragraph: a rule by its name (or one that is ended), or a reason; `quotation` is its words.

    `checked` is false for a rule with a mistake in it, which answers for nothing until it is mended.
    """

    by: By
    name: str
    quotation: str = ""
    checked: bool = True


@dataclass(frozen=True, slots=True)
class ParagraphCoverage:
    """A paragraph: its number, its own words, its binding words (or those of the openings above), and its answers.

    `marked` are its words with what is quoted told apart; a gap stands where its sub-paragraphs do.
    """

    label: str
    words: str
    marked: Marked
    deontic: tuple[str, ...]
    inherited: tuple[str, ...]
    answers: tuple[CoveredBy, ...]
    state: CoverageState
    parts: tuple[ParagraphCoverage, ...]

    @property
    def unquoted(self) -> tuple[str, ...]:
        """What no rule quotes of a paragraph that rules answer for: a rule may have been forgotten there."""
        if self.state != "answered" or any(answer.by == "unchecked" for answer in self.answers):
            return ()
        stretches = (words.strip(" ;,.:…") for words, quoted in self.marked if not quoted)
        return tuple(words for words in stretches if len(words.split()) >= _TOLD)

    @property
    def whole(self) -> Iterator[ParagraphCoverage]:
        """The paragraph and its sub-paragraphs, in the order of the text."""
        yield self
        for part in self.parts:
            yield from part.whole


@dataclass(frozen=True, slots=True)
class Coverage:
    """A decision's paragraphs with what answers for them; `not_checked` are the rules with mistakes in them."""

    ruleset: str
    title: str
    decision: str
    clauses: tuple[ParagraphCoverage, ...]
    not_checked: tuple[str, ...]

    @property
    def all_clauses(self) -> tuple[ParagraphCoverage, ...]:
        """Every paragraph and sub-paragraph."""
        return tuple(inner for clause in self.clauses for inner in clause.whole)

    @property
    def nothing(self) -> tuple[ParagraphCoverage, ...]:
        """The paragraphs that nothing answers for."""
        return tuple(clause for clause in self.all_clauses if clause.state == "nothing")

    @property
    def counts(self) -> dict[str, int]:
        """How many paragraphs rules answer for, or judgements alone, reasons alone, their parts, or nothing."""
        count = Counter(_group(clause) for clause in self.all_clauses)
        return {group: count[group] for group in ("rules", "judgements", "unchecked", "by their parts", "nothing")}


def _group(clause: ParagraphCoverage) -> str:
    if clause.state != "answered":
        return "nothing" if clause.state == "nothing" else "by their parts"
    kinds = {answer.by for answer in clause.answers if answer.checked}
    if kinds <= {"unchecked"}:
        return "unchecked"
    return "judgements" if kinds <= {"unchecked", "judgement"} else "rules"


@dataclass(frozen=True, slots=True)
class _Claim:
    """An answer with the paragraph it names and, for a quotation, where that stands."""

    label: str
    answer: CoveredBy
    quoted: Span | None


def coverage(parsed: Parsed, ruleset: Ruleset, decision: Decision) -> Coverage:
    """What the statements of a rules file answer for in the decision's text."""
    claims = tuple(_claims(parsed, ruleset, decision))
    clauses = tuple(_clause(paragraph, claims, decision) for paragraph in decision.paragraphs)
    return Coverage(ruleset.name, ruleset.title, ruleset.decision, clauses, ruleset.not_checked)


def _claims(parsed: Parsed, ruleset: Ruleset, decision: Decision) -> Iterator[_Claim]:
    checked = {rule.name for rule in ruleset.rules}
    for statement in parsed.statements:
        match statement:
            case tree.RuleStatement(force, name):
                exceptions = [exception.citation for exception in statement.exceptions]
                for citation in (*statement.citations, *exceptions):
                    yield _claim(citation, force, name.text, decision, checked=name.text in checked)
            case tree.RepealStatement(rule, citation):
                yield _claim(citation, "repeals", rule.text, decision, checked=True)
            case tree.UncheckedStatement(paragraphs, reason):
                for paragraph in paragraphs:
                    yield _Claim(paragraph.text, CoveredBy("unchecked", reason.text), None)
            case _:
                pass


def _claim(citation: tree.Citation, by: By, name: str, decision: Decision, *, checked: bool) -> _Claim:
    label, quotation = citation.paragraph.text, citation.quotation.text
    quoted = decisions.quoted(decision, label, quotation)
    return _Claim(label, CoveredBy(by, name, quotation, checked and quoted is not None), quoted)


def _clause(paragraph: Paragraph, claims: Sequence[_Claim], decision: Decision) -> ParagraphCoverage:
    parts = tuple(_clause(part, claims, decision) for part in paragraph.parts)
    answers = tuple(dict.fromkeys(claim.answer for claim in claims if _answers_for(claim, paragraph)))
    words = numbering.without_mark(words_of(paragraph.own))
    own = deontic_words(words)
    inherited = () if own else _from_above(paragraph.label, decision)
    quoted = [claim.quoted for claim in claims if claim.quoted is not None and claim.answer.checked]
    return ParagraphCoverage(
        paragraph.label, words, _marked_words(paragraph, quoted), own, inherited, answers,
        _state(paragraph, answers, parts), parts,
    )  # fmt: skip


def _answers_for(claim: _Claim, paragraph: Paragraph) -> bool:
    """Whether a claim names the paragraph, or its quotation reaches into the paragraph's own words."""
    if claim.label == paragraph.label:
        return True
    quoted = claim.quoted
    if quoted is None or not paragraph.label.startswith(f"{claim.label}("):
        return False
    return any(stretch.start < quoted.end and quoted.start < stretch.end for stretch in paragraph.own)


def _state(paragraph: Paragraph, answers: tuple[CoveredBy, ...], parts: tuple[ParagraphCoverage, ...]) -> CoverageState:
    if any(answer.checked for answer in answers):
        return "answered"
    if parts and _only_opens(paragraph) and all(part.state != "nothing" for part in parts):
        return "by its parts"
    return "nothing"


def _only_opens(paragraph: Paragraph) -> bool:
    """Whether a paragraph only opens a list: nothing closes it, and its opening ends as one does."""
    return not paragraph.tail and words_of(paragraph.opening)[-1:] in (":", ",", "-", "–", "—")


def _from_above(label: str, decision: Decision) -> tuple[str, ...]:
    """The binding words of the nearest opening above that has any."""
    for above in decision.above(label):
        paragraph = decision.paragraph(above)
        words = deontic_words(words_of(paragraph.opening)) if paragraph else ()
        if words:
            return words
    return ()


# -- what is quoted -------------------------------------------------------------------------------------------------


def _marked_words(paragraph: Paragraph, quoted: Sequence[Span]) -> Marked:
    opening = _marked(paragraph.opening, quoted, opens=True)
    tail = _marked(paragraph.tail, quoted, opens=False) if paragraph.tail else ()
    return (*opening, (" … ", False), *tail) if tail else opening


def _marked(stretches: Stretches, quoted: Sequence[Span], *, opens: bool) -> Marked:
    reading = reading_of(stretches)
    text = reading.text.replace(BREAK, "-")
    start = len(text) - len(numbering.without_mark(text) if opens else text.lstrip())
    marks = [any(span.start <= at < span.end for span in quoted) for at in reading.starts]
    letters = list(zip(text, marks, strict=True))[start:]
    runs = [("".join(letter for letter, _ in run), mark) for mark, run in groupby(letters, key=lambda each: each[1])]
    return tuple((run.rstrip() if at == len(runs) - 1 else run, mark) for at, (run, mark) in enumerate(runs))
