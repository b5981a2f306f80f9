"""Whether all rules of a decision can be kept at once, by itself and beside others, and whether each says its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ccmcheck.language.rulebook.model import Rule, Rulebook, Ruleset
from ccmcheck.proving.clock import knowing
from ccmcheck.proving.data import NotWritten, data_of
from ccmcheck.proving.encode import Encoded
from ccmcheck.proving.questions.common import Binding, Clash, Unconfirmed, clash, in_force
from ccmcheck.proving.setting import ENTRIES, Opened, Setting, reads
from ccmcheck.proving.solver import Solver
from ccmcheck.proving.terms import negation

Standing: TypeAlias = Literal["own", "never-applies", "never-kept", "never-broken", "follows", "not-asked"]
"""Own: it can apply, be kept, and be broken while all others are kept. Never kept: not while it applies.

Not asked: it speaks of the programme before, of which the solver knows nothing.
"""


@dataclass(frozen=True, slots=True)
class Proved:
    """What was found of one rule: how it stands, the rules it follows from, and those that say the same."""

    rule: str
    standing: Standing
    follows_from: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found of one ruleset; `entries` is how many items the longest open list had."""

    ruleset: str
    rules: tuple[Proved, ...]
    witnesses: int
    entries: int


def prove(book: Rulebook, until: float, *, entries: int = ENTRIES) -> tuple[Proof, ...] | Clash:
    """What holds of the rulesets of a rulebook together. Raises Unfinished, and Unconfirmed for a fault of ours."""
    asking = _asked(book, until, entries)
    if isinstance(asking, Clash):
        return asking
    with knowing(asking.known):
        return tuple(asking.proof(ruleset) for ruleset in book.rulesets)


def agree(book: Rulebook, until: float, *, entries: int = ENTRIES) -> Clash | None:
    """The fewest obligations of several rulesets that cannot be kept at once on any day on which all are in force."""
    asking = _asked(book, until, entries)
    return asking if isinstance(asking, Clash) else None


def _asked(book: Rulebook, until: float, entries: int) -> _Asking | Clash:
    """What asks on once a programme has shown that all obligations can be kept at once."""
    binding = Binding.of(book, None, until, entries=entries)
    opened = binding.setting.opened(None)
    encoded = [opened.rule(rule) for _, rule in binding.obligations]
    solver = Solver(opened.model, until)
    solver.add(in_force(opened, [ruleset.period for ruleset in book.rulesets]))
    if not solver.possible(*(each.holds for each in encoded)):
        return clash([each.holds for each in encoded], solver, binding, None)
    asking = _Asking(binding, opened, solver, encoded)
    with knowing(asking.known):
        asking.confirm("")
        which = " that were asked" if binding.not_asked else ""
        asking.known.append(f"all obligations{which} can be kept at once")
    return asking


@dataclass
class _Asking:
    """The questions about each rule, over one document of which nothing is known."""

    binding: Binding
    opened: Opened
    solver: Solver
    encoded: Sequence[Encoded]
    witnesses: int = 0
    seen_kept: set[str] = field(default_factory=set)
    """The rules of which some confirmed programme has shown that they can apply and be kept with all others."""
    known: list[Any] = field(default_factory=list)

    def proof(self, ruleset: Ruleset) -> Proof:
        """What is found of one ruleset."""
        own_rules = [at for at, (own, _) in enumerate(self.binding.obligations) if own.name == ruleset.name]
        proofs = tuple(self._noted(self._proved(at)) for at in own_rules)
        advice = tuple(self._advice(rule) for own, rule in self.binding.recommendations if own.name == ruleset.name)
        return Proof(
            ruleset.name,
            proofs + advice + self._not_asked(ruleset),
            self.witnesses,
            max(self.binding.setting.bounds.values(), default=self.binding.setting.entries),
        )

    def _not_asked(self, ruleset: Ruleset) -> tuple[Proved, ...]:
        unasked = (rule for own, rule in self.binding.not_asked if own.name == ruleset.name)
        return tuple(Proved(rule.name, "not-asked") for rule in unasked)

    def _noted(self, proved: Proved) -> Proved:
        self.known.append(proved)
        return proved

    def _proved(self, at: int) -> Proved:
        encoded, name = self.encoded[at], self.encoded[at].rule.name
        others = [each for n, each in enumerate(self.encoded) if n != at]
        held = [each.holds for each in others]
        if name not in self.seen_kept:
            if not self.solver.possible(encoded.applies):
                return Proved(name, "never-applies")
            if not self.solver.possible(*held, encoded.holds, encoded.applies):
                return Proved(name, "never-kept")
            self.confirm(name)
        if self.solver.possible(*held, encoded.broken):
            self.confirm(name, kept=False)
            return Proved(name, "own", same_as=self._same_as(encoded))
        if not self.solver.possible(encoded.broken):
            return Proved(name, "never-broken")
        return Proved(name, "follows", self._follows_from(encoded, others), self._same_as(encoded))

    def _advice(self, rule: Rule) -> Proved:
        encoded = self.opened.rule(rule)
        if not self.solver.possible(encoded.applies):
            return Proved(rule.name, "never-applies")
        kept = [each.holds for each in self.encoded]
        possible = self.solver.possible(*kept, encoded.holds, encoded.applies)
        return Proved(rule.name, "own" if possible else "never-kept")

    def _follows_from(self, encoded: Encoded, others: Sequence[Encoded]) -> tuple[str, ...]:
        """The fewest rules that cannot be kept while this one is broken; those that read the same are tried first."""
        near = [each for each in others if reads(each.rule) & reads(encoded.rule)]
        among = others if self.solver.possible(encoded.broken, *(each.holds for each in near)) else near
        left = self.solver.clash([*(each.holds for each in among), encoded.broken])
        return tuple(among[at].rule.name for at in left if at < len(among))

    def _same_as(self, encoded: Encoded) -> tuple[str, ...]:
        """The rules that are kept where this one is and broken where it is."""
        alike = [e for e in self.encoded if e is not encoded and reads(e.rule) == reads(encoded.rule)]
        return tuple(
            other.rule.name
            for other in alike
            if not self.solver.possible(other.holds, negation(encoded.holds))
            and not self.solver.possible(encoded.holds, negation(other.holds))
        )

    def confirm(self, name: str, *, kept: bool = True) -> None:
        """The evaluator says the same of the solver's programme: all kept, but one rule where it is to be broken."""
        setting = self.binding.setting
        try:
            data = data_of(self.opened.document, self.solver.witness)
        except NotWritten:
            return
        rules = [rule for _, rule in self.binding.obligations]
        satisfied = judge_witness(setting, data, rules, name, kept=kept)
        # Where a rule is broken the others are kept all the same, but not together with it.
        self.seen_kept |= satisfied if kept else set()
        self.witnesses += 1


def judge_witness(setting: Setting, data: object, rules: Sequence[Rule], name: str, *, kept: bool) -> set[str]:
    """Holds a programme against what it is to show of a rule; the rules that it satisfies. Raises Unconfirmed."""
    read = setting.read(data)
    if read.root is None or read.problems:
        raise Unconfirmed("; ".join(problem.message for problem in read.problems))
    satisfied = set()
    for rule in rules:
        outcomes = {finding.outcome for finding in setting.judge(rule, read.root)}
        if rule.name != name:
            fits = outcomes <= {"satisfied", "not-applicable"}
        else:
            fits = "violated" in outcomes if not kept else "satisfied" in outcomes and "violated" not in outcomes
        if not fits:
            raise Unconfirmed(f"{rule.name} is {', '.join(sorted(outcomes))}")
        if "satisfied" in outcomes:
            satisfied.add(rule.name)
    return satisfied
