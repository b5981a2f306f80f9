"""A report with what ranges leave undecided asked of the solver; where nothing is, the solver is not even imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ccmcheck.document.edit import rendered
from ccmcheck.judge.english.values import label, listed

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
    rules = {f"{ruleset.name}/{rule.name}": rule for ruleset in book.rulesets for rule in ruleset.rules}
    roots = {document.path: document.root for document in report.documents}
    settled: dict[int, Verdict] = {}
    for path, name in sorted(undecided):
        root = roots.get(path)
        if root is not None and name in rules:
            here = [(at, v) for at, v in enumerate(report.verdicts) if (v.document, v.name) == (path, name)]
            settled.update(_settled(here, rules[name], root, book, until))
    verdicts = tuple(settled.get(at, verdict) for at, verdict in enumerate(report.verdicts))
    waiting = {(v.document, v.name) for v in verdicts if v.outcome == "undecided"}
    blanks = tuple(
        replace(blank, rules=tuple(rule for rule in blank.rules if (blank.place.path, rule) in waiting))
        for blank in report.blanks
    )
    return replace(report, verdicts=verdicts, blanks=blanks)


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
