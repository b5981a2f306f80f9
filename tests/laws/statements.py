"""The three laws of blanks, said of the findings of one rule over one document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from hypothesis import note

from ccmcheck.document.nodes import Node, State
from ccmcheck.document.schema import RecordKind
from ccmcheck.judge.evaluate.rule import Finding
from tests.laws.documents import HOLE, blanked
from tests.laws.world import written

Findings: TypeAlias = tuple[Finding, ...]


def decided(findings: Findings) -> list[Finding]:
    """The verdicts that the laws protect."""
    return [finding for finding in findings if finding.outcome != "undecided"]


def filling_overturns_nothing(before: Findings, after: Findings, document: Any) -> None:
    """The first law: what was decided over a document with holes is so once some of them are filled."""
    for finding in decided(before):
        _stands(finding, before, after, document)


def a_hole_is_named(findings: Findings) -> None:
    """The second law: undecided if and only if the reasons name a blank or an unstated field."""
    for finding in findings:
        note(f"{finding.outcome} at {finding.subject!r}")
        holes = [node for because in finding.reasons for node in because.open_reads]
        assert bool(holes) == (finding.outcome == "undecided")
        assert not any(node.state in (State.STATED, State.ABSENT) for node in holes)


def reasons_are_enough(findings: Findings, document: Any, kind: RecordKind, judged: Callable[[Any], Findings]) -> None:
    """The third law: with a hole for everything that is no reason, a decided verdict stands."""
    for finding in decided(findings):
        rest = blanked(document, kind, *reasons(finding))
        note(
            f"{finding.outcome} at {finding.subject!r} because of {reasons(finding)}, without the rest: {written(rest)}"
        )
        names = (finding.subject, _hole_above(rest, finding.subject))
        assert finding.outcome in [again.outcome for again in judged(rest) if again.subject in names]


def _stands(finding: Finding, before: Findings, after: Findings, document: Any) -> None:
    """A decided verdict stands; what did not apply may have left the scope, or be several such things now."""
    subject = finding.subject
    note(f"{finding.outcome} at {subject!r}")
    same = [other for other in before if other.subject == subject]
    found = [f.outcome for f in after if f.subject == subject or (_is_hole(document, subject) and _below(f, subject))]
    if len(same) == len(found):
        assert found[next(n for n, other in enumerate(same) if other is finding)] == finding.outcome
    elif finding.outcome != "not-applicable":
        assert finding.outcome in found
    elif len(same) == 1:
        assert set(found) <= {"not-applicable"}
    if len(before) == 1 and not subject:
        assert {other.outcome for other in after} == {finding.outcome}


def _below(finding: Finding, pointer: str) -> bool:
    return finding.subject.startswith(f"{pointer}/")


def _is_hole(document: Any, pointer: str) -> bool:
    for step in pointer.split("/")[1:]:
        if document == HOLE:
            return True
        document = document[int(step)] if isinstance(document, list) else document.get(step, {})
    return bool(document == HOLE)


def _hole_above(document: Any, pointer: str) -> str:
    """The hole in which a thing now lies, and by which it is named."""
    steps = pointer.split("/")
    above = ["/".join(steps[:n]) for n in range(1, len(steps) + 1)]
    return next((at for at in above if _is_hole(document, at)), pointer)


def reasons(finding: Finding) -> tuple[set[str], set[str]]:
    """The pointers of what a finding rests on, and of what it rests on by being absent."""
    nodes = [node for node in finding.reads if node.source.name == "d.json"]
    return {node.pointer for node in nodes if not _is_absent(node)}, {
        node.pointer for node in nodes if _is_absent(node)
    }


def _is_absent(node: Node) -> bool:
    return node.state is State.ABSENT
