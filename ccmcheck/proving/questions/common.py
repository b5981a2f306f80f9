"""What the questions share: the rules that bind a document, clashes, and the judgement of witnesses."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ccmcheck.base.source import Source
from ccmcheck.base.values import Range
from ccmcheck.document import programme
from ccmcheck.document.nodes import Node, walk
from ccmcheck.document.programme import Programme
from ccmcheck.judge.check import applies
from ccmcheck.judge.evaluate.rule import Finding
from ccmcheck.judge.verdicts import Report
from ccmcheck.language import core
from ccmcheck.language.core import Core, parts_of
from ccmcheck.language.rulebook.model import Period, Rule, Rulebook, Ruleset
from ccmcheck.proving.calendar import LAST
from ccmcheck.proving.clock import ENDLESS
from ccmcheck.proving.encode import Encoded
from ccmcheck.proving.model import Leaf, Record, schema_path
from ccmcheck.proving.setting import ENTRIES, Opened, Setting, reads
from ccmcheck.proving.solver import Solver
from ccmcheck.proving.terms import Formula, Num, both, either, negation
from ccmcheck.proving.texts import expressions_of


class Unconfirmed(Exception):
    """A witness that the evaluator does not confirm: a fault of this tool, which is never shown as a result."""


@dataclass(frozen=True, slots=True)
class Clash:
    """The fewest rules that cannot hold together, each with what the evaluator says of it as the document stands.

    `places` are groups of what stands against them: of each group one place would have to change, and no fewer; none
    where no document could keep them.
    """

    rules: tuple[tuple[Ruleset, Rule], ...]
    findings: tuple[Finding, ...]
    places: tuple[tuple[Node, ...], ...] = ()
    root: Node | None = None


@dataclass(frozen=True, slots=True)
class Binding:
    """The rules that bind a document, those that advise it, and the setting of both."""

    obligations: tuple[tuple[Ruleset, Rule], ...]
    recommendations: tuple[tuple[Ruleset, Rule], ...]
    setting: Setting
    periods: tuple[Period, ...]
    """Those of the rulesets with obligations: what only recommends leaves the day open."""
    not_asked: tuple[tuple[Ruleset, Rule], ...] = ()
    """Those that speak of the programme before, of which the solver knows nothing."""

    @classmethod
    def of(
        cls,
        book: Rulebook,
        root: Node | None,
        until: float = ENDLESS,
        *,
        whatever_period: bool = False,
        entries: int = ENTRIES,
    ) -> Binding:
        """The rules in force on the day of a document, or all of them, to be asked about until a moment."""
        rulesets = [r for r in book.rulesets if whatever_period or root is None or applies(r.period, root)]
        every = [(ruleset, rule) for ruleset in rulesets for rule in ruleset.rules]
        rules = [pair for pair in every if is_for_solver(pair[1])]
        not_asked = tuple(pair for pair in every if speaks_of_previous(pair[1]))
        obligations = tuple(pair for pair in rules if pair[1].force == "obligation")
        advice = tuple(pair for pair in rules if pair[1].force == "recommendation")
        setting = Setting(tuple(rule for _, rule in rules), book.vocabulary, book.registers, entries, until)
        bound = {ruleset.name for ruleset, _ in obligations}
        periods = () if whatever_period else tuple(r.period for r in rulesets if r.name in bound)
        return cls(obligations, advice, setting, periods, not_asked)

    def reread(self, text: str, before: Programme) -> Programme:
        """A programme whose text was changed."""
        names = {name: register.names for name, register in self.setting.registers.items()}
        return programme.read(Source.of(before.source.name, text), self.setting.vocabulary, names)


def is_for_solver(rule: Rule) -> bool:
    """Whether a rule is asked of the solver: no question for a person, and nothing about the programme before."""
    return rule.force != "judgement" and not speaks_of_previous(rule)


def speaks_of_previous(rule: Rule) -> bool:
    """Whether a rule that is no question for a person speaks of the programme before."""
    return rule.force != "judgement" and any(isinstance(e, core.PreviousDocument) for e in expressions_of(rule))


def not_asked(book: Rulebook, report: Report) -> tuple[str, ...]:
    """The rules that a report finds broken or open, and of which no solver is asked."""
    every = ((ruleset, rule) for ruleset in book.rulesets for rule in ruleset.rules if speaks_of_previous(rule))
    names = {f"{ruleset.name}/{rule.name}": rule.name for ruleset, rule in every}
    departing = dict.fromkeys(v.name for v in report.verdicts if v.outcome in ("violated", "undecided"))
    return tuple(names[name] for name in departing if name in names)


def in_force(opened: Opened, periods: Iterable[Period]) -> Formula:
    """That the day of decision lies in every period."""
    kind = opened.document.kind
    if not kind.day:
        return True
    decided = opened.document.child(kind.day)
    assert isinstance(decided, Leaf)
    assert isinstance(decided.value, Num)
    inside = [
        decided.value.within(each.start.toordinal(), each.until.toordinal() - 1 if each.until else LAST)
        for each in periods
    ]
    return either(negation(decided.stated), both(*inside))


def wanted(encoded: Sequence[Encoded], open_already: Container[str]) -> list[Formula]:
    """That every rule is kept, and that one which is open already, by its name, is at least not broken."""
    return [negation(each.broken) if each.rule.name in open_already else each.holds for each in encoded]


def blanks_open(
    binding: Binding, root: Node, until: float, without: Container[int] = ()
) -> tuple[Opened, Solver, list[Formula]]:
    """A document whose blanks may be filled, its solver, and for each obligation that it is kept.

    Where they cannot all be kept, not even `without` some (by their numbers), those that are kept as the document
    stands and of which the solver cannot see it only need not be broken.
    """
    opened = binding.setting.opened(root, adds=True)
    encoded = [opened.rule(rule) for _, rule in binding.obligations]
    solver = Solver(opened.model, until)
    solver.add(in_force(opened, binding.periods))
    holding = wanted(encoded, ())
    if not solver.possible(*(held for at, held in enumerate(holding) if at not in without)):
        holding = wanted(encoded, kept_unseen(encoded, solver, binding, root))
    return opened, solver, holding


def kept_unseen(encoded: Sequence[Encoded], solver: Solver, binding: Binding, root: Node) -> frozenset[str]:
    """The rules that are kept as the document stands, of which the solver cannot see it: no filling overturns that."""
    return frozenset(
        each.rule.name
        for each in encoded
        if all(f.outcome in ("satisfied", "not-applicable") for f in binding.setting.judge(each.rule, root))
        and not solver.possible(each.holds)
    )


def clash(
    formulas: Sequence[Formula],
    solver: Solver,
    binding: Binding,
    root: Node | None,
) -> Clash:
    """The fewest obligations that cannot hold together; each has a formula."""
    left = solver.clash(formulas)
    kept = tuple(binding.obligations[at] for at in left)
    if root is None:
        return Clash(kept, ())
    findings = [finding for _, rule in kept for finding in binding.setting.judge(rule, root)]
    departing = tuple(finding for finding in findings if finding.outcome in ("violated", "undecided"))
    return Clash(kept, departing, _places([rule for _, rule in kept], solver.until, binding, root), root)


def _places(rules: Sequence[Rule], until: float, binding: Binding, root: Node) -> tuple[tuple[Node, ...], ...]:
    """What stands against the rules: for them to hold together, one place of each group would have to change.

    Values first, then whole records, and only then what decides whether a rule applies.
    """
    every = frozenset().union(*map(reads, rules))
    undecisive = every - deciding(rule for _, rule in binding.obligations)
    for wanted, records in ((undecisive, False), (undecisive, True), (every, True)):
        opened = binding.setting.opened(root, adds=True, may_change=_reads_one_of(wanted))
        holding = [opened.rule(rule).holds for rule in rules]
        solver = Solver(opened.model, until)
        solver.add(both(in_force(opened, binding.periods), *holding))
        stays = _stays(opened, solver, root, records=records)
        if solver.possible():
            return tuple(tuple(group) for group in _groups(stays, solver))
    return ()


def _reads_one_of(names: Container[str]) -> Callable[[str], bool]:
    return lambda pointer: schema_path(pointer).rpartition("/")[2] in names


def _stays(opened: Opened, solver: Solver, root: Node, *, records: bool) -> dict[str, tuple[Node, Formula]]:
    """For each place that may change that it does not; where `records` may not, they all stay."""
    nodes = {node.pointer: node for node in reversed(tuple(walk(root)))}
    stays: dict[str, Formula] = {}
    for change in opened.model.changes:
        is_record = change.sort in ("add", "remove") and isinstance(opened.at(change.pointer), Record)
        if is_record and not records:
            solver.add(negation(change.made))
        elif change.made is not False:
            at = _standing(change.pointer, nodes, is_record=is_record)
            stays[at] = both(stays.get(at, True), negation(change.made))
    return {at: (nodes[at], held) for at, held in stays.items()}


def _standing(pointer: str, nodes: Container[str], *, is_record: bool) -> str:
    """What stands at a place, or what something new would be part of; of a value in a list the list."""
    while pointer not in nodes or (not is_record and pointer.rpartition("/")[2].isdigit()):
        pointer = pointer.rpartition("/")[0]
    return pointer


def _groups(stays: Mapping[str, tuple[Node, Formula]], solver: Solver) -> Iterator[list[Node]]:
    """Smallest sets of places that cannot all stay as they are, until the rest can."""
    left = dict(stays)
    while not solver.possible(*(held for _, held in left.values())):
        pointers = list(left)
        group = [pointers[at] for at in solver.clash([held for _, held in left.values()])]
        alone = [at for at in group if solver.possible(*(held for other, (_, held) in left.items() if other != at))]
        named = [at for at in alone or group if not any(other.startswith(f"{at}/") for other in alone or group)]
        yield sorted((left[at][0] for at in named), key=lambda node: node.start)
        for at in group:
            del left[at]


def deciding(rules: Iterable[Rule]) -> frozenset[str]:
    """The fields whose values decide whether a rule applies, ids and answers: nobody changes them to keep a rule."""
    parts = [part for rule in rules for part in (rule.where, rule.when) if part is not None]
    return frozenset(("id", "assessments", *(name for part in parts for name in _read_by_value(part))))


def _read_by_value(expression: Core) -> Iterable[str]:
    """The last fields of the paths whose value a condition reads; of a list that it only counts, nothing."""
    match expression:
        case core.Call("count"):
            return
        case core.FieldOf(_, name):
            yield name
        case core.Given():
            return
        case _:
            for part in parts_of(expression):
                yield from _read_by_value(part)


def confirm(binding: Binding, data: object) -> Node:
    """The document of plain data, in which the evaluator finds every obligation kept. Raises Unconfirmed."""
    read = binding.setting.read(data)
    if read.root is None or read.problems:
        raise Unconfirmed("; ".join(problem.message for problem in read.problems))
    for _, rule in binding.obligations:
        for finding in binding.setting.judge(rule, read.root):
            if finding.outcome not in ("satisfied", "not-applicable"):
                raise Unconfirmed(f"{rule.name} is {finding.outcome} at {finding.subject or 'the document'}")
    return read.root


def read_again(binding: Binding, text: str, before: Programme) -> Node:
    """A programme whose text was changed, which has to read as well as it did. Raises Unconfirmed."""
    after = binding.reread(text, before)
    if after.root is None or len(after.problems) > len(before.problems):
        raise Unconfirmed("; ".join(problem.message for problem in after.problems))
    return after.root


def first_day(root: Node) -> date:
    """The first day that a document speaks of."""
    days = [node.value.low for node in walk(root) if isinstance(node.value, Range) and isinstance(node.value.low, date)]
    return min(days, default=date(2010, 8, 1))
