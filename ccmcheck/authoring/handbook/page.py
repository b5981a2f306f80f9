"""The page as data: paragraph by paragraph the decision's words, the rules that rest on them, questions and reasons.

Hides where a rule is told in full: at the first paragraph that it cites.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ccmcheck.authoring.coverage.coverage import Marked, ParagraphCoverage, coverage
from ccmcheck.authoring.examples import examine
from ccmcheck.authoring.examples.run import Examination
from ccmcheck.authoring.handbook.sentences import sentences
from ccmcheck.authoring.proofs import FreeOfContradictions, free_of_contradictions
from ccmcheck.authoring.timeline import Timeline, settled, timeline
from ccmcheck.base.days import years_in_words
from ccmcheck.base.quoting import cited
from ccmcheck.judge.english import Naming, RuleInWords, reading
from ccmcheck.language.rulebook.load import Loaded, neighbours, rulebook
from ccmcheck.language.rulebook.model import Citation, Period, Rule, Ruleset
from ccmcheck.language.rulebook.succession import Ending, endings


@dataclass(frozen=True, slots=True)
class HandbookEntry:
    """A rule as the page tells it: in plain English, with the readings taken and its examples as sentences."""

    name: str
    force: str
    reading: RuleInWords
    citations: tuple[Citation, ...]
    remarks: tuple[str, ...]
    examples: tuple[str, ...]
    replaces: str = ""
    ending: Ending | None = None
    """When the rule no longer speaks, and by what, as far as the decisions beside it say."""


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph: its words, the rules told here, the names of those told elsewhere, and reasons for having none.

    `repealed` are the rules of earlier decisions that it ends.
    """

    label: str
    words: Marked
    entries: tuple[HandbookEntry, ...]
    elsewhere: tuple[tuple[str, str], ...]
    repealed: tuple[str, ...]
    reasons: tuple[str, ...]
    nothing: bool

    @property
    def heading(self) -> str:
        """The paragraph at the head of its part of the page."""
        words = cited(self.label)
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def depth(self) -> int:
        """How deep the paragraph lies: 0 for `2`, 2 for `2(c)(i)`."""
        return self.label.count("(")


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    ruleset: str
    title: str
    short: str
    decision: str
    sha256: str
    base: str
    period: Period
    proved: FreeOfContradictions | None
    """Since when the rules are proved free of contradictions, as far as that is known."""
    sections: tuple[Section, ...]
    not_checked: tuple[str, ...]
    timeline: Timeline | None = None
    """The decisions that lie beside it and when each binds; None where there is no other."""
    practices: tuple[HandbookEntry, ...] = ()
    """What no paragraph asks and has been done every year; each says in its remarks in which."""

    @property
    def entries(self) -> tuple[HandbookEntry, ...]:
        """Every rule, in the order of the page."""
        return tuple(entry for section in self.sections for entry in section.entries)


def page(loaded: Loaded) -> Page | None:
    """The page of a rules file; None where its header, its schema or its decision's text cannot be used."""
    book, _ = rulebook((loaded,))
    if book is None or loaded.ruleset is None or loaded.around is None or loaded.around.decision is None:
        return None
    ruleset, decision = loaded.ruleset, loaded.around.decision
    examination = examine(loaded)
    known = _known(loaded)
    ended = endings(known)
    entries = {
        rule.name: replace(
            _entry(rule, Naming.of(book), loaded, examination), ending=ended.get(f"{ruleset.name}/{rule.name}")
        )
        for rule in ruleset.rules
    }
    covered = coverage(loaded.parsed, ruleset, decision)
    paragraphs = {rule.name: rule.citations[0].paragraph for rule in ruleset.rules}
    sections = tuple(_section(clause, entries, paragraphs) for clause in covered.all_clauses)
    return Page(
        ruleset.name, ruleset.title, ruleset.short, ruleset.decision, decision.source.sha256,
        ruleset.base or "no base", ruleset.period, free_of_contradictions(book, ruleset, loaded.folder),
        sections, ruleset.not_checked, _timeline(known), tuple(_practice(each, Naming.of(book), loaded, examination)
                                             for each in ruleset.practices),
    )  # fmt: skip


def _known(loaded: Loaded) -> tuple[Ruleset, ...]:
    """The decision of the page and those that lie beside it."""
    book, _ = rulebook((loaded, *neighbours(loaded)))
    return book.rulesets if book is not None else ()


def _timeline(rulesets: tuple[Ruleset, ...]) -> Timeline | None:
    return timeline(rulesets, settled(rulesets)) if len(rulesets) > 1 else None


def _practice(practice: Rule, naming: Naming, loaded: Loaded, examination: Examination) -> HandbookEntry:
    entry = _entry(practice, naming, loaded, examination)
    return replace(entry, remarks=(f"Observed in {years_in_words(practice.observed)}.", *entry.remarks))


def _entry(rule: Rule, naming: Naming, loaded: Loaded, examination: Examination) -> HandbookEntry:
    base = examination.base.root if examination.base else None
    examples = () if rule.force == "judgement" else sentences(examination.of(rule.name), base)
    return HandbookEntry(
        rule.name, rule.force, reading(rule, naming), rule.citations, _readings(rule, loaded), examples, rule.replaces
    )


def _readings(rule: Rule, loaded: Loaded) -> tuple[str, ...]:
    """The comments in a rule that begin with “Reading:”, each whole."""
    inside = [c for c in loaded.parsed.comments if rule.span.start <= c.span.start < rule.span.end]
    readings: list[str] = []
    line = 0
    for comment in inside:
        words = comment.text.lstrip("-").strip()
        here = comment.span.position.line
        if words.startswith("Reading:"):
            readings.append(words.removeprefix("Reading:").strip())
            line = here
        elif readings and here == line + 1:
            readings[-1] += f" {words}"
            line = here
    return tuple(f"{words[:1].upper()}{words[1:]}" for words in readings)


def _without_label(words: Marked, label: str) -> Marked:
    """The words of a heading without the name that stands before them already: `Article 12 Review Conferences`."""
    (first, quoted), *rest = words or (("", False),)
    if not first.casefold().startswith(label.casefold()) or not label[:1].isupper():
        return words
    return ((first[len(label) :].lstrip(" .:-–—"), quoted), *rest)


def _section(clause: ParagraphCoverage, entries: dict[str, HandbookEntry], paragraphs: dict[str, str]) -> Section:
    names = [answer.name for answer in clause.answers if answer.by != "unchecked"]
    here = [entry for name, entry in entries.items() if paragraphs[name] == clause.label]
    there = [name for name in dict.fromkeys(names) if name in paragraphs and paragraphs[name] != clause.label]
    repealed = tuple(answer.name for answer in clause.answers if answer.by == "repeals")
    reasons = tuple(answer.name for answer in clause.answers if answer.by == "unchecked")
    return Section(
        clause.label, _without_label(clause.marked, clause.label), tuple(here),
        tuple((name, paragraphs[name]) for name in there),
        repealed, reasons, clause.state == "nothing",
    )  # fmt: skip
