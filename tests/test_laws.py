"""The four laws of blanks, and plain logic where there are none, over rules and documents made at random."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, note, reject, seed, settings
from hypothesis import strategies as st

from ccmcheck.base import resources
from ccmcheck.document.fast.plain_values import plain_of
from ccmcheck.document.nodes import Node
from ccmcheck.document.previous import as_previous
from ccmcheck.document.schema import RecordKind
from ccmcheck.judge.evaluate import Context
from ccmcheck.judge.evaluate.assessments import assessments
from ccmcheck.judge.evaluate.rule import Finding, judge
from ccmcheck.judge.fast.compile import compiled
from ccmcheck.judge.fast.register_rows import RegisterRows
from ccmcheck.language.rulebook import Rulebook
from ccmcheck.language.rulebook.cache import rulebook
from ccmcheck.language.rulebook.model import Rule
from tests.laws import naive
from tests.laws.documents import documents, filled, mutated
from tests.laws.rules import rules
from tests.laws.statements import (  # fmt: skip
    a_hole_is_named,
    decided,
    filling_overturns_nothing,
    only_what_is_named_counts,
    reasons_are_enough,
)
from tests.laws.world import (  # fmt: skip
    DOCUMENT,
    Possible,
    fitted,
    read,
    read_inside,
    read_rules,
    registers,
    rule_inside,
    rule_of,
    states,
    verdicts,
    written,
)

# About one document in three is decided by a rule, and the quick way speaks of one in four: so each rule has several.
SEVERAL = 4


@given(rules(), st.lists(documents(), min_size=SEVERAL, max_size=SEVERAL), st.data())
def test_filling_a_blank_never_overturns_a_verdict(text: str, several: list[Any], data: st.DataObject) -> None:
    rule = rule_of(text)
    for document in several:
        before = verdicts(rule, document)
        if decided(before):
            after, moves = filled(data.draw, document, DOCUMENT)
            note(f"{written(document)}\n{written(after)}")
            filling_overturns_nothing(before, verdicts(rule, after), document, moves)


@given(rules(), documents())
def test_undecided_if_and_only_if_a_hole_is_among_the_reasons(text: str, document: Any) -> None:
    a_hole_is_named(verdicts(rule_of(text), document))


@example("when host.until is given require year = year", {"host": "Norway"})  # the row of Norway has no such day
@example(  # what each item of the list stands for is no part of it, and lies in a hole of its own
    "for each v0 in [unit.seat for v0 in [v0 for v0 in groups where (v0.topic = v0.topic)]]"
    " when (year != year) require (v0 = v0)",
    {"year": 2011, "groups": [Possible("____"), "..."]},
)
@given(rules(), documents())
def test_the_reasons_alone_are_enough(text: str, document: Any) -> None:
    rule = rule_of(text)
    reasons_are_enough(verdicts(rule, document), document, DOCUMENT, lambda rest: verdicts(rule, rest))


@given(rules(), documents(), st.data())
def test_a_hole_that_no_open_rule_names_never_counts(text: str, document: Any, data: st.DataObject) -> None:
    rule = rule_of(text)
    thorough = verdicts(rule, document, thorough=True)
    assert [finding.outcome for finding in thorough] == [finding.outcome for finding in verdicts(rule, document)]
    only_what_is_named_counts(thorough, document, DOCUMENT, lambda whole: verdicts(rule, whole), data.draw)


LATER = [  # what only counts once something else is filled
    ("require joined(host, day)", {"host": "____", "day": "2010-XX-XX"}, {"/host", "/day"}),
    ("require joined(host, day)", {"host": "____", "day": "2011-XX-XX"}, {"/host"}),
    ("when ready require day = 2012-02-28", {"ready": "____", "day": "____"}, {"/ready", "/day"}),
    ("when ready require day = 2012-02-28", {"ready": False, "day": "____"}, set()),
    ("require every m in meetings satisfies m.start < day", {"meetings": "____", "day": "____"}, {"/meetings", "/day"}),
    (
        "require count([m for m in meetings where m.start < day]) = 1",
        {"meetings": ["..."], "day": "____"},
        {"/meetings", "/day"},
    ),
    (
        "require count(difference(numbers, [share])) = 1",
        {"numbers": "____", "share": "____"},
        {"/numbers", "/share"},
    ),
]


@pytest.mark.parametrize(("text", "document", "named"), LATER)
def test_what_counts_later_is_named(text: str, document: Any, named: set[str]) -> None:
    open_ = [finding for finding in verdicts(rule_of(text), document, thorough=True) if finding.outcome == "undecided"]
    assert {node.pointer for finding in open_ for node in finding.open_reads if node.source.name == "d.json"} == named


@given(rules(before=True), documents(), st.none() | documents())
def test_the_programme_before_is_as_if_it_stood_in_the_document(text: str, document: Any, before: Any) -> None:
    """With the same outcomes for the same reasons, so that every law holds of it as well."""
    previous = None if before is None else as_previous(read(before))
    apart = judge(rule_of(text), Context(read(document), registers(), {}, previous))
    whole = {**document, "previous": "____" if before is None else before}
    inside = judge(rule_inside(text), Context(read_inside(whole), registers(), {}))
    note(f"{text}\n{written(whole)}")
    assert [said(finding) for finding in apart] == [said(finding) for finding in inside]


def said(finding: Finding) -> tuple[str, str, set[str]]:
    return finding.outcome, finding.subject, {node.pointer for node in finding.reads}


@given(rules(), documents(holes=False, whole=True))
def test_without_holes_the_outcomes_are_those_of_plain_logic(text: str, document: Any) -> None:
    parsed, (rule,) = read_rules(f'obligation it under 1 "q" {text}')
    try:
        expected = naive.outcomes(parsed, document)
    except naive.NoValue:
        reject()
    note(written(document))
    assert [finding.outcome for finding in verdicts(rule, document)] == expected


PLAIN_DOCUMENTS = st.lists(documents() | documents(holes=False), min_size=SEVERAL, max_size=SEVERAL)


def quick_outcome(rule: Rule, document: Any) -> str | None:
    return compiled(rule, {"states": RegisterRows(states())})(plain_of(read(document)))


@given(rules(), PLAIN_DOCUMENTS)
def test_the_quick_way_never_disagrees(text: str, several: list[Any]) -> None:
    rule = rule_of(text)
    for document in several:
        if (quick := quick_outcome(rule, document)) is not None:
            note(written(document))
            found = {finding.outcome for finding in verdicts(rule, document)}
            assert quick == ("satisfied" if "satisfied" in found else "not-applicable")
            assert found <= {"satisfied", "not-applicable"}


def test_the_laws_speak_of_enough_documents() -> None:
    decisive, quickly = [], []

    @seed(0)
    @settings(max_examples=100, database=None)
    @given(rules(), PLAIN_DOCUMENTS)
    def count(text: str, several: list[Any]) -> None:
        rule = rule_of(text)
        decisive.extend(document for document in several if decided(verdicts(rule, document)))
        quickly.extend(document for document in several if quick_outcome(rule, document) is not None)

    count()
    assert len(decisive) > 100
    assert len(quickly) > 50


# -- the bundled rules, over programmes that something was changed in ----------------------------------------------


@cache
def bundled() -> Rulebook:
    made, problems = rulebook(resources.bundled_rules(), cached=False)
    assert made is not None
    assert not problems
    return made


def kind() -> RecordKind:
    assert isinstance(bundled().vocabulary.document, RecordKind)
    return bundled().vocabulary.document


@cache
def sample() -> Any:
    """The programme of 2012, each question answered."""
    document = yaml.load(Path("samples/2012.yaml").read_text(encoding="utf-8"), _Days)
    questions = [f"{made.name}/{rule.name}" for made in bundled().rulesets for rule in made.rules if rule.question]
    return {**document, "assessments": [{"question": q, "answer": bool(n % 2)} for n, q in enumerate(questions)]}


class _Days(yaml.SafeLoader):
    """Leaves dates as they are written."""


_Days.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def programme_of(document: Any) -> Node:
    """The root of a programme that has nothing to complain about."""
    made = fitted(document, bundled().vocabulary, bundled().names)
    assume(made.root is not None and made.fits and not made.complaints)
    assert made.root is not None
    return made.root


def findings(document: Any, only: str = "", *, thorough: bool = False) -> dict[str, tuple[Finding, ...]]:
    """The findings of every bundled rule, or of one."""
    root = programme_of(document)
    answers = assessments(root)
    context = Context(root, bundled().registers, {})
    return {
        name: judge(
            rule, context, answers.answer(name, rule.span) if rule.force == "judgement" else None, thorough=thorough
        )
        for made in bundled().rulesets
        for rule in made.rules
        if (name := f"{made.name}/{rule.name}").endswith(only)
    }


CHANGED = st.composite(lambda draw: mutated(draw, sample(), kind()))()
FEWER = settings(max_examples=settings.default.max_examples // 4)  # each tries every bundled rule


@FEWER
@given(CHANGED, st.data())
def test_filling_a_blank_of_a_programme_overturns_no_bundled_rule(document: Any, data: st.DataObject) -> None:
    filled_, moves = filled(data.draw, document, kind())
    after = findings(filled_)
    for name, before in findings(document).items():
        note(name)
        filling_overturns_nothing(before, after[name], document, moves)


@FEWER
@given(CHANGED)
def test_every_open_bundled_rule_names_a_hole(document: Any) -> None:
    for name, found in findings(document).items():
        note(name)
        a_hole_is_named(found)


@FEWER
@given(CHANGED)
def test_the_reasons_of_a_bundled_rule_are_enough(document: Any) -> None:
    for name, found in findings(document).items():
        note(name)
        reasons_are_enough(found, document, kind(), lambda rest, name=name: findings(rest, name)[name])


@FEWER
@given(CHANGED, st.data())
def test_a_hole_that_no_open_bundled_rule_names_never_counts(document: Any, data: st.DataObject) -> None:
    found = [(name, each) for name, each in findings(document, thorough=True).items() if is_open(each)]
    assume(found)
    name, open_ = data.draw(st.sampled_from(found))
    note(name)
    only_what_is_named_counts(open_, document, kind(), lambda rest: findings(rest, name)[name], data.draw)


def is_open(found: tuple[Finding, ...]) -> bool:
    return any(finding.outcome == "undecided" for finding in found)
