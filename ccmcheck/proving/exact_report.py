"""A report with what ranges leave undecided asked of the solver; where nothing is, the solver is not even imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ccmcheck.base.quoting import listed
from ccmcheck.document.edit import rendered
from ccmcheck.judge.english.values import label

if TYPE_CHECKING:
    from ccmcheck.document.nodes import Node
    from ccmcheck.judge.verdicts import Report, Verdict
    from ccmcheck.language.rulebook.model import Rule, Rulebook
    from ccmcheck.proving.questions.exact import Exactly

HOWEVER = "however the blanks are filled"
_FEW = 4


def exact_report(report: Report, book: Rulebook, until: float) -> Report:
    """The report, each undecided verdict of a rule decided where it can be, or with two fillings in its advice.

    Raises Unfinished, and Unconfirmed for a fault of ours.
    """
    undecided = {(v.document, v.name) for v in report.verdicts if v.outcome == "undecided" and v.force != "judgement"}
    if not undecided:
        return report
    from ccmcheck.proving.questions.common import is_for_solver

    every = ((ruleset, rule) for ruleset in book.rulesets for rule in ruleset.rules)
    rules = {f"{ruleset.name}/{rule.name}": rule for ruleset, rule in every if is_for_solver(rule)}
    roots = {document.path: document.root for document in report.documents}
    settled: dict[int, Verdict] = {}
    for path, name in sorted(undecided):
        root = roots.get(path)
        if root is not None and name in rules:
            here = [(at, v) for at, v in enumerate(report.verdicts) if (v.document, v.name) == (path, name)]
            settled.update(_settled(here, rules[name], root, book, until))
    verdicts = tuple(settled.get(at, verdict) for at, verdict in enumerate(report.verdicts))
    verdicts = tuple(_apart(verdicts, roots, book, until))
    waiting = {(v.document, v.name) for v in verdicts if v.outcome == "undecided"}
    blanks = tuple(
        replace(blank, rules=tuple(rule for rule in blank.rules if (blank.place.path, rule) in waiting))
        for blank in report.blanks
    )
    return replace(report, verdicts=verdicts, blanks=blanks)


def _apart(
    verdicts: Sequence[Verdict], roots: Mapping[str, Node | None], book: Rulebook, until: float
) -> Iterable[Verdict]:
    """The verdicts; each of a rule that may be kept, but not together with others that may, says so."""
    own = {ruleset.name for ruleset in book.rulesets}
    open_ = _several_open(verdict for verdict in verdicts if verdict.ruleset in own)
    clashing = {path: _clashing(root, book, until) for path in open_ if (root := roots.get(path)) is not None}
    for verdict in verdicts:
        names = clashing.get(verdict.document, frozenset())
        yield _with_others(verdict, names) if verdict.name in names and verdict.outcome == "undecided" else verdict


def _clashing(root: Node, book: Rulebook, until: float) -> frozenset[str]:
    from ccmcheck.proving.together import never_together

    return frozenset(f"{ruleset.name}/{rule.name}" for ruleset, rule in never_together(root, book, until))


def _with_others(verdict: Verdict, names: frozenset[str]) -> Verdict:
    others = listed(sorted(name.rpartition("/")[2] for name in names - {verdict.name}))
    if not others:
        return verdict
    told = f"But {HOWEVER}, it is not kept together with {others}: `ccmcheck complete` says what stands against that."
    return replace(verdict, help=" ".join(filter(None, (verdict.help, told))))


def _several_open(verdicts: Iterable[Verdict]) -> Iterable[str]:
    """The documents with more than one obligation that is open."""
    open_: dict[str, set[str]] = {}
    for verdict in verdicts:
        if verdict.outcome == "undecided" and verdict.force == "obligation":
            open_.setdefault(verdict.document, set()).add(verdict.name)
    return [path for path, names in open_.items() if len(names) > 1]


def _settled(
    here: Sequence[tuple[int, Verdict]], rule: Rule, root: Node, book: Rulebook, until: float
) -> Iterable[tuple[int, Verdict]]:
    from ccmcheck.proving.questions.exact import exactly

    for (at, verdict), settled in zip(here, exactly(rule, root, book, until), strict=True):
        if verdict.outcome == "undecided":
            yield at, _with(verdict, settled, root)


def _with(verdict: Verdict, exactly: Exactly, root: Node) -> Verdict:
    if exactly.outcome != "undecided":
        note = "; ".join(filter(None, (verdict.found, HOWEVER)))
        return replace(verdict, outcome=exactly.outcome, found=note, help="")
    fillings = (("kept", exactly.kept), ("broken", exactly.broken))
    words = [f"{how} with {_filled(filling, root)}" for how, filling in fillings if filling]
    return replace(verdict, help=" ".join(filter(None, (verdict.help, f"{'; '.join(words)}." if words else ""))))


def _filled(filling: Mapping[str, Any], root: Node) -> str:
    shown = [f"{label(root, pointer)}: {rendered(value)}" for pointer, value in filling.items()]
    more = len(shown) - _FEW
    return listed([*shown[:_FEW], *([f"{more} more"] if more > 0 else [])])
