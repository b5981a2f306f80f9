"""The four laws of blanks, said of the findings of one rule over one document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from hypothesis import assume, note
from hypothesis import strategies as st

from ccmcheck.document.nodes import Node, State
from ccmcheck.document.schema import RecordKind
from ccmcheck.judge.evaluate import Bound
from ccmcheck.judge.evaluate.rule import Finding
from tests.laws.documents import HOLE, REST, THERE, Draw, Moves, blanked, completed, is_in_order
from tests.laws.world import Possible, written

Findings: TypeAlias = tuple[Finding, ...]


def decided(findings: Findings) -> list[Finding]:
    """The verdicts that the laws protect."""
    return [finding for finding in findings if finding.outcome != "undecided"]


def filling_overturns_nothing(before: Findings, after: Findings, document: Any, moves: Moves) -> None:
    """The first law: what was decided over a document with holes is so once some of them are filled."""
    for finding in decided(before):
        _stands(finding, before, after, document, moves)


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
        stated, absent = reasons(finding)
        rows = {pointer for pointer in absent if _holds(document, pointer)}  # what the row of a name does not have
        rest = blanked(document, kind, stated | rows, absent - rows)
        note(
            f"{finding.outcome} at {finding.subject!r} because of {reasons(finding)}, without the rest: {written(rest)}"
        )
        names = (finding.subject, _hole_above(rest, finding.subject))
        things = tuple(thing if thing.startswith("=") else _hole_above(rest, thing) for thing in _things(finding))
        assert finding.outcome in [
            again.outcome
            for again in judged(rest)
            if again.subject in names or _things(again) in (_things(finding), things)
        ]


def only_what_is_named_counts(
    findings: Findings, document: Any, kind: RecordKind, judged: Callable[[Any], Findings], draw: Draw
) -> None:
    """The fourth law: with the holes that thorough reasons name filled alike, all others may be filled in any way."""
    named = {node.pointer for finding in findings if finding.outcome == "undecided" for node in finding.open_reads}
    alike: dict[tuple[str, bool], Any] = {}

    def choose(at: str, among: st.SearchStrategy[Any]) -> Any:
        if at not in named:
            return draw(among)
        key = at, among is THERE
        if key not in alike:
            alike[key] = draw(among)
        return alike[key]

    one, other = completed(choose, document, kind), completed(choose, document, kind)
    assume(is_in_order(one, kind) and is_in_order(other, kind))
    note(f"named: {named}\n{written(document)}\n{written(one)}\n{written(other)}")
    assert _in_scope(judged(one)) == _in_scope(judged(other))


def _in_scope(findings: Findings) -> list[str]:
    return [finding.outcome for finding in findings if finding.outcome != "not-applicable"]


def _stands(finding: Finding, before: Findings, after: Findings, document: Any, moves: Moves) -> None:
    """A decided verdict stands; what did not apply may have left the scope, or be several such things now."""
    things = _things(finding)
    note(f"{finding.outcome} at {finding.subject!r} of {things}")
    same = [other for other in before if _things(other) == things]
    found = [other.outcome for other in after if _went(things, _things(other), document, moves)]
    if len(same) == len(found):
        assert found[next(n for n, other in enumerate(same) if other is finding)] == finding.outcome
    elif finding.outcome != "not-applicable":
        assert finding.outcome in found
    elif len(same) == 1:
        assert set(found) <= {"not-applicable"}
    if len(before) == 1 and not finding.subject:
        assert {other.outcome for other in after} == {finding.outcome}


def _things(finding: Finding) -> tuple[str, ...]:
    """What the variables of `for each` stand for: pointers into the document, facts; of computed values nothing."""
    return tuple(_thing(bound) for _, bound in sorted(finding.context.bound.items()))


def _thing(bound: Bound) -> str:
    if not isinstance(bound, Node):
        return "="
    return bound.pointer if bound.source.name == "d.json" else f"={bound.pointer}"


def _went(things: tuple[str, ...], others: tuple[str, ...], document: Any, moves: Moves) -> bool:
    """Whether these things are those, after holes were filled; what filled a hole was the hole before."""
    if len(things) != len(others):
        return False
    return all(_is_now(thing, other, document, moves) for thing, other in zip(things, others, strict=True))


def _is_now(thing: str, other: str, document: Any, moves: Moves) -> bool:
    if thing.startswith("="):
        return thing == other
    return other == _moved(thing, moves) or _filled(thing, other, document, moves)


def _moved(pointer: str, moves: Moves) -> str | None:
    """Where a thing went; what the document does not state goes with what it would stand in."""
    if pointer in moves:
        return moves[pointer]
    above, _, step = pointer.rpartition("/")
    at = _moved(above, moves)
    return None if at is None else f"{at}/{step}"


def _filled(hole: str, pointer: str, document: Any, moves: Moves) -> bool:
    """Whether a thing is in the place of a blank or half list, and was not there before."""
    at = _moved(hole, moves)
    if at is None or not pointer.startswith(f"{at}/") or pointer in moves.values():
        return False
    held = _held(document, hole)
    return bool(held == HOLE or (isinstance(held, list) and held[-1:] == [REST]))


def _is_hole(document: Any, pointer: str) -> bool:
    return bool(_held(document, pointer) == HOLE)


def _held(document: Any, pointer: str) -> Any:
    """What stands at a pointer, or the hole on the way there."""
    for step in pointer.split("/")[1:]:
        if document == HOLE:
            return HOLE
        document = document[int(step)] if isinstance(document, list) else document.get(step, {})
        document = document.value if isinstance(document, Possible) else document
    return document


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


def _holds(document: Any, pointer: str) -> bool:
    """Whether plain data have something at a JSON Pointer."""
    for step in pointer.split("/")[1:]:
        held = document.value if isinstance(document, Possible) else document
        if isinstance(held, list) and step.isdigit() and int(step) < len(held):
            document = held[int(step)]
        elif isinstance(held, dict) and step in held:
            document = held[step]
        else:
            return False
    return True


def _is_absent(node: Node) -> bool:
    return node.state is State.ABSENT
