"""Examples judged: each with the verdict that came, whether it is the one that was claimed, and why.

Examples ignore the period in force, and the verdict of an example is the worst of its own rule over all that the rule
speaks of; what other rules say of the document does not count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from ccmcheck.authoring.examples.base import Base, folder_of_base, read_base
from ccmcheck.authoring.examples.boundaries import Boundary, limits_of
from ccmcheck.authoring.examples.record import against_the_record
from ccmcheck.base.diagnostic import Diagnostic, complain, meant
from ccmcheck.base.values import Choice
from ccmcheck.document.previous import is_previous
from ccmcheck.judge.english import findings
from ccmcheck.judge.english.values import label
from ccmcheck.judge.evaluate import Context
from ccmcheck.judge.evaluate.assessments import Assessments, assessments
from ccmcheck.judge.evaluate.rule import Finding, Outcome, judge, kept_out
from ccmcheck.language.rulebook import Rule, Ruleset
from ccmcheck.language.rulebook.load import Loaded, rulebook
from ccmcheck.language.rulebook.model import Register
from ccmcheck.language.syntax import tree

EXPECTED: dict[tree.ExampleOutcome, Outcome] = {
    "accepts": "satisfied",
    "rejects": "violated",
    "leaves open": "undecided",
    "passes over": "not-applicable",
}
_WORST: tuple[Outcome, ...] = ("violated", "undecided", "satisfied", "not-applicable")
S = TypeVar("S", bound=tree.Statement)


@dataclass(frozen=True, slots=True)
class Case:
    """An example and the document that it makes, ready to be judged as often as one likes."""

    example: tree.Example
    context: Context
    answers: Assessments

    def judged(self, rule: Rule, question: str) -> tuple[Finding, ...]:
        """What a rule says of the document; `question` is RULESET/RULE, by which a judgement is answered."""
        answer = self.answers.answer(question, rule.span) if rule.force == "judgement" else None
        # A context of its own: what one rule has worked out says nothing of a changed one.
        return judge(rule, replace(self.context, bound={}), answer)


@dataclass(frozen=True, slots=True)
class Trial:
    """One example, run: what came and why; nothing came where the example itself is wrong."""

    rule: str
    example: tree.Example
    findings: tuple[Finding, ...]
    case: Case | None
    problems: tuple[Diagnostic, ...] = ()

    @property
    def expected(self) -> Outcome:
        """The verdict that the example claims."""
        return EXPECTED[self.example.outcome]

    @property
    def came(self) -> Outcome | None:
        """The verdict that came."""
        return outcome_of(self.findings) if self.findings else None

    @property
    def title(self) -> str:
        """The example as it is written, on one line: `rejects with meetings[0].end = 2012-04-21`."""
        return " ".join(self.example.span.text.split()).removeprefix("example ")

    @property
    def passed(self) -> bool:
        """Whether the verdict that came is the one that was claimed."""
        return self.came == self.expected

    @property
    def why(self) -> str:
        """What decided the verdict that came, and where, in a sentence."""
        worst = next((finding for finding in self.findings if finding.outcome == self.came), None)
        return "" if worst is None else reason(worst)


@dataclass(frozen=True)
class Examination:
    """Everything that the examples of one rules file have shown.

    `faults` are those of the rules file and its base document; `not_checked` are its broken rules.
    """

    loaded: Loaded
    ruleset: Ruleset | None
    base: Base | None
    trials: tuple[Trial, ...]
    limits: tuple[tuple[str, tuple[Boundary, ...]], ...]
    faults: tuple[Diagnostic, ...]

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Every fault, those of the examples too."""
        return (*self.faults, *(problem for trial in self.trials for problem in trial.problems))

    @property
    def name(self) -> str:
        """The ruleset's name, or the file's where it has none."""
        return self.ruleset.name if self.ruleset else self.loaded.parsed.source.name

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that could be run, by name, in the order of the file."""
        return tuple(rule.name for rule in self.ruleset.tried) if self.ruleset else ()

    @property
    def not_checked(self) -> tuple[str, ...]:
        """The rules that are broken and were not run."""
        return self.ruleset.not_checked if self.ruleset else ()

    def of(self, rule: str) -> tuple[Trial, ...]:
        """The examples of one rule, in order."""
        return tuple(trial for trial in self.trials if trial.rule == rule)


def outcome_of(findings: Iterable[Finding]) -> Outcome:
    """The worst verdict among findings."""
    return min((finding.outcome for finding in findings), key=_WORST.index)


def reason(finding: Finding) -> str:
    """What decided a finding, and where, in a sentence."""
    place = label(finding.context.document, finding.subject)
    needed = findings.needed(finding) if finding.outcome in ("violated", "undecided") else ""
    words = findings.found(findings.phrases(finding))
    sentence = "; ".join(filter(None, (f"needed: {needed}" if needed else "", words)))
    return ": ".join(filter(None, (place, sentence)))


def examine(loaded: Loaded, problems: Iterable[Diagnostic] = ()) -> Examination:
    """Runs every example of a rules file; `problems` are what loading it has found."""
    faults = list(problems)
    book, more = rulebook((loaded,))
    faults += more
    if book is None or loaded.ruleset is None:
        return Examination(loaded, None, None, (), (), tuple(faults))
    ruleset = loaded.ruleset
    statements = tuple(rules_with_statements(loaded))
    header = next(of(loaded, tree.RulesetStatement))
    if not any(statement.examples for statement, _ in statements):
        return Examination(loaded, ruleset, None, (), (), tuple(faults))
    base = read_base(header, loaded.folder, book.vocabulary, book.names)
    if isinstance(base, Diagnostic):
        unrun = tuple(Trial(s.name.text, example, (), None) for s, _ in statements for example in s.examples)
        return Examination(loaded, ruleset, None, unrun, (), (*faults, base))
    faults += _base_fails(base, ruleset, book.registers, header)
    faults += against_the_record(loaded, book, folder_of_base(header, loaded.folder) / "record")
    trials = tuple(trial for s, rule in statements for trial in trials_of(s, rule, base, ruleset, book.registers))
    limits = tuple((rule.name, limits_shown(rule, trials)) for rule in ruleset.tried)
    return Examination(loaded, ruleset, base, trials, limits, tuple(faults))


def rules_with_statements(loaded: Loaded) -> Iterator[tuple[tree.RuleStatement, Rule]]:
    """Each rule that could be resolved, with the statement that it was written as, in the order of the file."""
    rules = {rule.span.start: rule for rule in loaded.ruleset.tried} if loaded.ruleset else {}
    for statement in of(loaded, tree.RuleStatement):
        if statement.span.start in rules:
            yield statement, rules[statement.span.start]


def of(loaded: Loaded, kind: type[S]) -> Iterator[S]:
    """The statements of one sort in a rules file."""
    return (statement for statement in loaded.parsed.statements if isinstance(statement, kind))


def limits_shown(rule: Rule, trials: Iterable[Trial]) -> tuple[Boundary, ...]:
    """The limits of a rule, with what its own among these examples show of each."""
    return limits_of(rule, _findings(tuple(trials), rule))


def _findings(trials: tuple[Trial, ...], rule: Rule) -> list[Finding]:
    """What the examples of a rule have found, the things that it does not speak of included."""
    cases = [trial.case for trial in trials if trial.rule == rule.name and trial.case is not None]
    inside = [finding for trial in trials if trial.rule == rule.name for finding in trial.findings]
    return inside + [finding for case in cases for finding in kept_out(rule, case.context)]


def _base_fails(
    base: Base, ruleset: Ruleset, registers: Mapping[str, Register], header: tree.RulesetStatement
) -> Iterator[Diagnostic]:
    """A complaint for each rule that the base neither satisfies nor is passed over by.

    What hangs on the programme before alone may be open: a base document has none.
    """
    assert header.base is not None
    for rule in ruleset.rules:
        judged = () if rule.force == "judgement" else judge(rule, Context(base.root, registers, {}))
        departing = [finding for finding in judged if _departs(finding)]
        if departing:
            worst = min(departing, key=lambda finding: _WORST.index(finding.outcome))
            words = {"rule": rule.name, "outcome": worst.outcome, "why": reason(worst), "file": base.source.name}
            yield complain("example-base-fails", header.base.span, suggestion="", related=(), **words)


def _departs(finding: Finding) -> bool:
    waits_for_before = finding.outcome == "undecided" and all(map(is_previous, finding.open_reads))
    return finding.outcome in ("violated", "undecided") and not waits_for_before


def trials_of(
    statement: tree.RuleStatement, rule: Rule, base: Base, ruleset: Ruleset, registers: Mapping[str, Register]
) -> Iterator[Trial]:
    """The examples of one rule, run."""
    name, question = statement.name.text, f"{ruleset.name}/{statement.name.text}"
    questions = {f"{ruleset.name}/{rule.name}" for rule in ruleset.rules if rule.force == "judgement"}
    for example in statement.examples:
        edited = base.edited(example)
        if isinstance(edited, tuple):
            yield Trial(name, example, (), None, edited)
            continue
        context = Context(edited.root, registers, {}, edited.previous)
        case = Case(example, context, assessments(edited.root))
        judgement = rule.force == "judgement" and example.edits
        unasked = _unasked(case.answers, question, questions, base) if judgement else None
        if unasked is not None:
            yield Trial(name, example, (), None, (unasked,))
            continue
        yield Trial(name, example, case.judged(rule, question), case)


def _unasked(answers: Assessments, question: str, questions: Collection[str], base: Base) -> Diagnostic | None:
    """The complaint about an example that answers a question nobody asks, or whose base misnames that of the rule."""
    for asking, _ in answers.given:
        written = asking.value.word if isinstance(asking.value, Choice) else ""
        place, misnamed = base.place(asking.span), written.rpartition("/")[2] == question.rpartition("/")[2]
        if written not in questions and (place.source is base.rules or misnamed):
            words = {"name": written, "known": ", ".join(f"`{known}`" for known in sorted(questions))}
            return complain("unknown-question", place, suggestion=meant(question), related=(), **words)
    return None
