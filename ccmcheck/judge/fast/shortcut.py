"""What is clear of a document at once, without words: verdicts that all documents share of which they are alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from ccmcheck.base.values import ANYTHING, IMPOSSIBLE, point
from ccmcheck.document.fast.plain_values import Holed
from ccmcheck.document.nodes import UNSAID, State
from ccmcheck.document.schema import RecordKind
from ccmcheck.judge.fast.compile import CompiledRule, PlainOutcome, Registers, compiled
from ccmcheck.judge.fast.register_rows import RegisterRows
from ccmcheck.judge.verdicts import SharedVerdicts, Verdict
from ccmcheck.language.rulebook.model import Rule, Rulebook, Ruleset

if TYPE_CHECKING:
    from ccmcheck.document.nodes import Node
    from ccmcheck.judge.evaluate.rule import Finding, Outcome

Rules: TypeAlias = tuple[tuple[Ruleset, Rule], ...]
_ShortcutRule: TypeAlias = tuple[CompiledRule, Mapping[PlainOutcome, int], tuple[Ruleset, Rule]]
Values: TypeAlias = Mapping[str, Any]
_ANSWERS = "assessments"


class Shortcut:
    """A rulebook made ready to say of many documents what is clear."""

    def __init__(self, rulebook: Rulebook) -> None:
        registers = {name: RegisterRows(register) for name, register in rulebook.registers.items()}
        self._briefs: list[Verdict] = []
        self._numbers: dict[str, Mapping[PlainOutcome, int]] = {}
        self._judges = {
            ruleset.name: [self._judge(ruleset, rule, registers) for rule in ruleset.rules]
            for ruleset in rulebook.rulesets
        }
        self._shared: dict[tuple[int, ...], SharedVerdicts] = {}

    def _judge(self, ruleset: Ruleset, rule: Rule, registers: Registers) -> _ShortcutRule:
        """What asks a rule, with the number of the verdict for each thing that it may say."""
        numbers = {}
        for outcome, verdict in _shared_verdicts(ruleset, rule).items():
            numbers[outcome] = len(self._briefs)
            self._briefs.append(verdict)
        self._numbers[f"{ruleset.name}/{rule.name}"] = numbers
        return compiled(rule, registers), numbers, (ruleset, rule)

    def of(self, values: Values, rulesets: Iterable[Ruleset]) -> tuple[SharedVerdicts, Rules]:
        """The verdicts that are clear from the plain values of a document, and the rules that have more to say."""
        clear: list[int] = []
        rest: list[tuple[Ruleset, Rule]] = []
        may_answer = _may_answer(values)
        for ruleset in rulesets:
            for judge, numbers, pair in self._judges[ruleset.name]:
                outcome = judge(values)
                if outcome is None or (outcome == "asked" and may_answer):
                    rest.append(pair)
                else:
                    clear.append(numbers[outcome])
        return self.numbered(tuple(clear)), tuple(rest)

    def holds(self, shared: SharedVerdicts) -> bool:
        """Whether these are verdicts of its own rules."""
        return self._shared.get(shared.numbers) is shared

    def plainly(self, ruleset: Ruleset, findings: Sequence[Finding]) -> int | None:
        """The number of the verdict that says as much as the findings of a rule; None where they have more to say."""
        outcomes = {finding.outcome for finding in findings}
        rule = findings[0].rule
        if any(finding.exemption for finding in findings):
            return None
        numbers = self._numbers[f"{ruleset.name}/{rule.name}"]
        if outcomes <= {"satisfied", "not-applicable"}:
            return numbers["satisfied" if "satisfied" in outcomes else "not-applicable"]
        return numbers["asked"] if _is_plainly_asked(rule, findings) else None

    def numbered(self, numbers: tuple[int, ...]) -> SharedVerdicts:
        """The verdicts of these numbers, once for all documents."""
        shared = self._shared.get(numbers)
        if shared is None:
            verdicts = tuple([self._briefs[number] for number in numbers])
            shared = self._shared[numbers] = SharedVerdicts(numbers, verdicts)
        return shared


def _may_answer(values: Values) -> bool:
    """Whether a document may answer questions."""
    return bool(values.get(_ANSWERS)) or (values.__class__ is Holed and _ANSWERS not in values)


def _is_plainly_asked(rule: Rule, findings: Sequence[Finding]) -> bool:
    """Whether all there is to say of a question is that nobody has answered it."""
    (*more, finding) = findings
    waits = any(map(_is_left_open, finding.open_reads))
    asked = rule.force == "judgement" and finding.outcome == "undecided"
    return asked and not (more or rule.bindings or rule.exemptions or waits)


def _is_left_open(node: Node) -> bool:
    """Whether a document leaves something open, other than that it holds no answer."""
    return node.pointer != f"/{_ANSWERS}" or node.state is State.BLANK or node.rest is not None


def in_force(rulebook: Rulebook, values: Values) -> tuple[Ruleset, ...]:
    """The decisions that may be in force on the day of a document."""
    kind = rulebook.vocabulary.document
    stated = values.get(kind.day) if isinstance(kind, RecordKind) else None
    day = point(stated) if isinstance(stated, date) else ANYTHING
    return tuple(ruleset for ruleset in rulebook.rulesets if ruleset.period.holds_on(day) is not IMPOSSIBLE)


def _shared_verdicts(ruleset: Ruleset, rule: Rule) -> Mapping[PlainOutcome, Verdict]:
    """The verdicts on a rule that need no place: satisfied, passed over, a question that nobody has answered."""

    def verdict(outcome: Outcome, question: str = "", found: str = "") -> Verdict:
        return Verdict(
            ruleset.name, rule.name, ruleset.short, "", outcome, rule.force, rule.citations,
            needed="", found=found, details=(), note="", help="", question=question, subject="",
            places=(), exemption=None,
        )  # fmt: skip

    question = "".join(part for part in rule.question if isinstance(part, str))
    return {
        "satisfied": verdict("satisfied"),
        "not-applicable": verdict("not-applicable"),
        "asked": verdict("undecided", question, UNSAID),
    }
