"""What a new version of rules changes: which programmes it allows that the old one refused, and the other way round."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from ccmcheck.document.nodes import Node
from ccmcheck.judge.evaluate import Context
from ccmcheck.judge.evaluate.rule import Finding, judge
from ccmcheck.language.rulebook.model import Rule, Rulebook
from ccmcheck.proving.clock import knowing
from ccmcheck.proving.encode import Encoded, Reader
from ccmcheck.proving.questions.common import Unconfirmed, speaks_of_previous
from ccmcheck.proving.setting import Opened, Setting
from ccmcheck.proving.solver import Solver
from ccmcheck.proving.terms import Formula, both, either
from ccmcheck.proving.witness import smallest

Relation: TypeAlias = Literal["same", "stricter", "looser", "neither", "added", "removed", "not-compared"]
"""Of the new rule beside the old one; neither: it allows some programmes more and others no longer.

Not compared: it has changed, and speaks of the programme before, of which the solver knows nothing.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A programme that one side allows and the other refuses, and what the refusing rule finds in it."""

    document: Node
    refused: Finding


@dataclass(frozen=True, slots=True)
class Compared:
    """How one rule has changed, with a programme that only the new one allows and one that only the old one did."""

    rule: str
    relation: Relation
    old: Rule | None
    new: Rule | None
    allowed_now: Shown | None = None
    refused_now: Shown | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rules one by one, and the obligations of both sides together, but for those about the programme before."""

    rules: tuple[Compared, ...]
    together: Relation
    left_out: bool
    """Whether there are obligations about the programme before, so that nothing is known of all together."""


def compare(old: Rulebook, new: Rulebook, until: float) -> Comparison:
    """What the new rules change. Raises Unfinished, and Unconfirmed for a fault of ours."""
    before, after = _by_name(old), _by_name(new)
    same_facts = {n: r.sha256 for n, r in old.registers.items()} == {n: r.sha256 for n, r in new.registers.items()}
    pairs = []
    for name in dict.fromkeys((*before, *after)):
        was, is_ = before.get(name), after.get(name)
        if was is None or is_ is None:
            pairs.append(Compared(name, "added" if was is None else "removed", was, is_))
        elif same_facts and _says(was) == _says(is_):
            pairs.append(Compared(name, "same", was, is_))
        elif speaks_of_previous(was) or speaks_of_previous(is_):
            pairs.append(Compared(name, "not-compared", was, is_))
        else:
            with knowing([pair for pair in pairs if pair.relation != "same"]):
                pairs.append(_Pair(old, new, [was], [is_], until).compared(name))
    obligations = (rule for rule in (*before.values(), *after.values()) if rule.force == "obligation")
    return Comparison(tuple(pairs), _together(pairs, old, new, until), any(map(speaks_of_previous, obligations)))


def _by_name(book: Rulebook) -> dict[str, Rule]:
    return {rule.name: rule for ruleset in book.rulesets for rule in ruleset.rules if rule.force != "judgement"}


def _says(rule: Rule) -> Rule:
    """A rule without what changes no verdict: its words, its citations and where it is written."""
    exemptions = tuple(replace(each, citation=rule.exemptions[0].citation) for each in rule.exemptions)
    return replace(rule, citations=(), question=(), otherwise=(), replaces="", exemptions=exemptions)


def _together(pairs: Sequence[Compared], old: Rulebook, new: Rulebook, until: float) -> Relation:
    """The obligations together: where only some changed, a change may be without effect beside the others."""
    kinds = {each.relation for each in pairs}
    looser = bool(kinds & {"looser", "neither", "removed"}) and _allows_more(pairs, old, new, until)
    stricter = bool(kinds & {"stricter", "neither", "added"}) and _allows_more(pairs, new, old, until)
    return _relation(looser=looser, stricter=stricter)


def _allows_more(pairs: Sequence[Compared], refusing: Rulebook, allowing: Rulebook, until: float) -> bool:
    """Whether a programme keeps all obligations of one side and breaks, of the other, one that has changed."""
    changed = {each.rule for each in pairs if each.relation != "same"}
    left_out = {each.rule for each in pairs if each.relation == "not-compared"}
    broken = [rule for rule in _obligations(refusing, left_out) if rule.name in changed]
    pair = _Pair(refusing, allowing, broken, _obligations(allowing, left_out), until)
    return pair.solver.possible(pair.looser)


def _obligations(book: Rulebook, left_out: Container[str]) -> list[Rule]:
    rules = (rule for name, rule in _by_name(book).items() if name not in left_out)
    return [rule for rule in rules if rule.force == "obligation" and not speaks_of_previous(rule)]


def _relation(*, looser: bool, stricter: bool) -> Relation:
    if looser and stricter:
        return "neither"
    return "looser" if looser else "stricter" if stricter else "same"


class _Pair:
    """Old and new rules over one document of which nothing is known."""

    def __init__(self, old: Rulebook, new: Rulebook, before: list[Rule], after: list[Rule], until: float) -> None:
        self.old, self.new, self.until = old, new, until
        setting = Setting((*before, *after), new.vocabulary, {**old.registers, **new.registers}, until=until)
        self.opened: Opened = setting.opened(None)
        self.was = [Reader.over(self.opened.document, old.registers).rule(rule) for rule in before]
        self.is_ = [Reader.over(self.opened.document, new.registers).rule(rule) for rule in after]
        self.solver = Solver(self.opened.model, until)
        self.looser = self._only(self.was, self.is_)
        self.stricter = self._only(self.is_, self.was)

    @staticmethod
    def _only(refusing: Sequence[Encoded], allowing: Sequence[Encoded]) -> Formula:
        return both(either(*(each.broken for each in refusing)), *(each.holds for each in allowing))

    def compared(self, name: str) -> Compared:
        """One rule beside its older self."""
        was, is_ = self.was[0].rule, self.is_[0].rule
        now = self._shown(self.looser, was, self.old, is_, self.new)
        no_longer = self._shown(self.stricter, is_, self.new, was, self.old)
        relation = _relation(looser=now is not None, stricter=no_longer is not None)
        return Compared(name, relation, was, is_, now, no_longer)

    def _shown(self, formula: Formula, refusing: Rule, its: Rulebook, allowing: Rule, others: Rulebook) -> Shown | None:
        if not self.solver.possible(formula):
            return None
        solver = Solver(self.opened.model, self.until)
        solver.add(formula)
        since = min(ruleset.period.start for ruleset in (*self.old.rulesets, *self.new.rulesets))
        root = self.opened.setting.read(smallest(self.opened, solver, since)).root
        if root is None:
            raise Unconfirmed("the programme cannot be read")
        refused = [f for f in judge(refusing, Context(root, its.registers, {})) if f.outcome == "violated"]
        allowed = {f.outcome for f in judge(allowing, Context(root, others.registers, {}))}
        if not refused or "violated" in allowed:
            raise Unconfirmed(f"{refusing.name} is not violated alone")
        return Shown(root, refused[0])
