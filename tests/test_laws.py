"""The three laws of blanks, over rules and documents made at random."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given, note, reject
from hypothesis import strategies as st

from ccmcheck.document.nodes import Node
from ccmcheck.judging import Finding
from ccmcheck.plain import compiled
from tests.laws import naive
from tests.laws.documents import HOLE, blanked, documents, filled
from tests.laws.rules import rules
from tests.laws.world import DOCUMENT, read, read_rules, registers, rule_of, verdicts, written


def decided(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.outcome != "undecided"]


@given(rules(), documents(), st.data())
def test_filling_a_blank_never_overturns_a_verdict(text: str, document: Any, data: st.DataObject) -> None:
    rule = rule_of(text)
    before = verdicts(rule, document)
    assume(decided(before))
    after_filling = filled(data.draw, document, DOCUMENT)
    note(written(document))
    note(written(after_filling))
    after = verdicts(rule, after_filling)
    for finding in decided(before):
        stands(finding, before, after, document)


def stands(finding: Finding, before: tuple[Finding, ...], after: tuple[Finding, ...], document: Any) -> None:
    """A decided verdict stands; what did not apply may have left the scope, or be several such things now."""
    subject = finding.subject
    note(f"{finding.outcome} at {subject!r}")
    same = [other for other in before if other.subject == subject]
    found = [f.outcome for f in after if f.subject == subject or (is_hole(document, subject) and below(f, subject))]
    if len(same) == len(found):
        assert found[same.index(finding)] == finding.outcome
    elif finding.outcome != "not-applicable":
        assert finding.outcome in found
    elif len(same) == 1:
        assert set(found) <= {"not-applicable"}
    if len(before) == 1 and not subject:
        assert {other.outcome for other in after} == {finding.outcome}


def below(finding: Finding, pointer: str) -> bool:
    return finding.subject.startswith(f"{pointer}/")


def is_hole(document: Any, pointer: str) -> bool:
    for step in pointer.split("/")[1:]:
        if document == HOLE:
            return True
        document = document[int(step)] if isinstance(document, list) else document.get(step, {})
    return bool(document == HOLE)


@given(rules(), documents())
def test_undecided_if_and_only_if_a_hole_is_among_the_reasons(text: str, document: Any) -> None:
    for finding in verdicts(rule_of(text), document):
        holes = [node for because in finding.reasons for node in because.open_reads]
        note(f"{finding.outcome} at {finding.subject}")
        assert bool(holes) == (finding.outcome == "undecided")
        assert all(node.state.value not in ("stated", "absent") for node in holes)


@given(rules(), documents())
def test_the_reasons_alone_are_enough(text: str, document: Any) -> None:
    rule = rule_of(text)
    for finding in decided(verdicts(rule, document)):
        rest = blanked(document, DOCUMENT, *reasons(finding))
        note(f"{finding.outcome} at {finding.subject!r} because {reasons(finding)}")
        note(written(rest))
        again = verdicts(rule, rest)
        note(str([(f.subject, f.outcome) for f in again]))
        assert finding.outcome in [
            f.outcome for f in again if f.subject in (finding.subject, hole_above(rest, finding.subject))
        ]


def hole_above(document: Any, pointer: str) -> str:
    """The hole in which a thing now lies, and by which it is named."""
    steps = pointer.split("/")
    above = ["/".join(steps[:n]) for n in range(1, len(steps) + 1)]
    return next((at for at in above if is_hole(document, at)), pointer)


def reasons(finding: Finding) -> tuple[set[str], set[str]]:
    """The pointers of what a finding rests on, and of what it rests on by being absent."""
    nodes = [node for node in finding.reads if node.source.name == "d.json"]
    return {node.pointer for node in nodes if not is_absent(node)}, {node.pointer for node in nodes if is_absent(node)}


def is_absent(node: Node) -> bool:
    return node.state.value == "absent"


@given(rules(), documents(holes=False, whole=True))
def test_without_holes_the_outcomes_are_those_of_plain_logic(text: str, document: Any) -> None:
    parsed, (rule,) = read_rules(f'obligation it under 1 "q" {text}')
    try:
        expected = naive.outcomes(parsed, document)
    except naive.NoValue:
        reject()
    note(written(document))
    assert [finding.outcome for finding in verdicts(rule, document)] == expected


@given(rules(), documents())
def test_the_quick_way_never_disagrees(text: str, document: Any) -> None:
    rule = rule_of(text)
    quick = compiled(rule, registers())(read(document))
    assume(quick is not None)
    found = {finding.outcome for finding in verdicts(rule, document)}
    note(written(document))
    assert quick == ("satisfied" if "satisfied" in found else "not-applicable")
    assert found <= {"satisfied", "not-applicable"}
