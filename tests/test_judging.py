"""What a whole rule says: its scope, its condition and its exceptions, for each thing that it speaks of."""

from __future__ import annotations

from typing import Any

import pytest

from ccmcheck.base import values
from ccmcheck.document.nodes import State
from tests.laws.world import rule_of, verdicts
from tests.test_evaluate import ABSENT, edited

EACH = 'for each m in meetings where m.kind = "red"'
COORDINATORS = "for each g in groups, c in g.coordinators"
FIRST, SECOND = "/meetings/0", "/meetings/1"
EXCEPTION = 'require day > 2012-05-01 unless ready under 1 "q" unless year = 2013 under 2 "q"'

# fmt: off
CASES: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    # scope: each thing that `where` lets in; what it keeps out has no verdict
    (f"{EACH} require year = 2012", {},                              {FIRST: "satisfied"}),
    (f"{EACH} require year = 2013", {},                              {FIRST: "violated"}),
    (f"{EACH} require year = 2013", {"meetings/1/kind": "red"},      {FIRST: "violated", SECOND: "violated"}),
    (f"{EACH} require year = 2013", {"meetings/0/kind": "blue"},     {"": "not-applicable"}),
    (f"{EACH} require year = 2013", {"meetings": []},                {"": "not-applicable"}),
    # an open scope leaves the rule open, whatever it requires
    (f"{EACH} require year = 2012", {"meetings/1/kind": "____"},     {FIRST: "satisfied", SECOND: "undecided"}),
    (f"{EACH} require year = 2013", {"meetings/1": "____"},          {FIRST: "violated", SECOND: "undecided"}),
    # a list that is blank or unstated gives one open verdict at its place
    (f"{EACH} require year = 2012", {"meetings": "____"},            {"/meetings": "undecided"}),
    (f"{EACH} require year = 2012", {"meetings": ABSENT},            {"/meetings": "undecided"}),
    ("for each m in meetings where m.city is given require ready", {"meetings": ABSENT}, {"/meetings": "undecided"}),
    ("for each m in meetings where ready require ready", {"meetings": "____", "ready": False}, {"": "not-applicable"}),
    ("for each m in meetings when ready require ready", {"meetings": "____", "ready": False},
     {"/meetings": "not-applicable"}),
    # several lists, one inside the other
    (f"{COORDINATORS} require year in c.years", {}, {
        "/groups/0/coordinators/0": "satisfied", "/groups/0/coordinators/1": "satisfied"}),
    (f"{COORDINATORS} require year in c.years", {"groups/0/coordinators": "____"},
     {"/groups/0/coordinators": "undecided"}),
    (f"{COORDINATORS} require year in c.years", {"groups/0": "____"}, {"/groups/0": "undecided"}),
    (f"{COORDINATORS} require year in c.years", {"groups/0/coordinators": []}, {"": "not-applicable"}),
    # lists that are made
    ("for each n in [m.kind for m in meetings] require ready", {},
     {"/meetings/0/kind": "satisfied", "/meetings/1/kind": "satisfied"}),
    ("for each n in [m.kind for m in meetings] require n = \"red\"", {"meetings": "____"}, {"/meetings": "undecided"}),
    ('for each m in [m for m in meetings where m.kind = "red"] require m.start = day', {}, {FIRST: "satisfied"}),
    ('for each h in difference(hosts, ["Mali"]) require h = host', {}, {"/hosts/0": "satisfied"}),
    ("for each h in difference(hosts, hosts) require h = host", {}, {"": "not-applicable"}),
    # when: certainly false does not apply; open is open, even where the requirement holds
    ("when year = 2013 require ready", {},                           {"": "not-applicable"}),
    ("when year = 2012 require ready", {},                           {"": "satisfied"}),
    ("when year = 2012 require ready", {"year": "____"},             {"": "undecided"}),
    ("when year = 2012 require ready", {"year": "____", "ready": False}, {"": "undecided"}),
    ("when year = 2013 require ready", {"ready": "____"},            {"": "not-applicable"}),
    # exceptions: one that certainly holds satisfies; an open one beside a failing requirement is open
    (EXCEPTION, {"day": "2012-05-02", "ready": False},               {"": "satisfied"}),
    (EXCEPTION, {"ready": True},                                     {"": "satisfied"}),
    (EXCEPTION, {"ready": False},                                    {"": "violated"}),
    (EXCEPTION, {"ready": "____"},                                   {"": "undecided"}),
    (EXCEPTION, {"ready": "____", "day": "2012-05-02"},              {"": "satisfied"}),
    (EXCEPTION, {"ready": "____", "year": 2013},                     {"": "satisfied"}),
    (EXCEPTION, {"ready": False, "day": "____"},                     {"": "undecided"}),
]
# fmt: on


@pytest.mark.parametrize(("rule", "changes", "expected"), CASES)
def test_the_verdicts_of_a_rule(rule: str, changes: dict[str, Any], expected: dict[str, str]) -> None:
    found = verdicts(rule_of(rule), edited(changes))
    assert {finding.subject: finding.outcome for finding in found} == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("changes", "paragraph"),
    [({"ready": True}, "1"), ({"ready": False, "year": 2013}, "2"), ({"ready": True, "year": 2013}, "1"),
     ({"ready": True, "day": "2012-05-02"}, None), ({"ready": False}, None), ({"ready": "____"}, None)],
)  # fmt: skip
def test_an_exception_is_cited_where_it_was_needed(changes: dict[str, Any], paragraph: str | None) -> None:
    (finding,) = verdicts(rule_of(EXCEPTION), edited(changes))
    assert (finding.exemption and finding.exemption.paragraph) == paragraph


REASONS = [
    # one item is enough for yes, and it brings the shape of its list; for no it takes all of them
    ("2 in numbers", {}, "satisfied", ["/numbers/1", "/numbers"]),
    ("4 in numbers", {}, "violated", ["/numbers", "/numbers/0", "/numbers/1", "/numbers/2"]),
    ("4 in numbers", {"numbers/1": "____"}, "undecided", ["/numbers", "/numbers/0", "/numbers/1", "/numbers/2"]),
    ("ready or year = 2012", {}, "satisfied", ["/ready"]),
    ("ready and year = 2013", {}, "violated", ["/year"]),
    ("ready and year = 2012", {"year": "____"}, "undecided", ["/year"]),
    ("count(numbers) = 3", {}, "satisfied", ["/numbers"]),
    ("numbers = [1, 2, 3]", {}, "satisfied", ["/numbers", "/numbers/0", "/numbers/1", "/numbers/2"]),
    ("distinct(hosts)", {"hosts": ["Mali", "Chad", "Mali"]}, "violated", ["/hosts", "/hosts/0", "/hosts/2"]),
    # what lets the items into a list is among the reasons
    (
        "distinct([m.kind for m in meetings where m.start > 2012-01-01])",
        {"meetings/1/kind": "red"},
        "violated",
        ["/meetings", "/meetings/0/kind", "/meetings/0/start", "/meetings/1/kind", "/meetings/1/start"],
    ),
    ("2 in [n for n in numbers where ready]", {}, "satisfied", ["/numbers/1", "/numbers", "/ready"]),
    ("2 in [n for n in [2] where not ready]", {}, "violated", ["/ready"]),
    ("every n in numbers satisfies n > 1", {}, "violated", ["/numbers/0", "/numbers"]),
    ("every n in numbers satisfies n > 1", {"numbers": "____"}, "undecided", ["/numbers"]),
    # blanks say nothing beyond their kind
    ("month(day) <= 12", {"day": "____"}, "satisfied", []),
    ("days(day, 2012-04-30) <= 30 days", {"day": "2012-04-XX"}, "satisfied", ["/day"]),
    # what is absent is a reason, also where it only tells which items count
    ("unit.head is missing", {}, "satisfied", ["/unit/head"]),
    ("count([m for m in meetings where m.city is missing]) = 2", {}, "satisfied",
     ["/meetings", "/meetings/0/city", "/meetings/1/city"]),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "changes", "outcome", "pointers"), REASONS)
def test_the_reasons_of_a_verdict(condition: str, changes: dict[str, Any], outcome: str, pointers: list[str]) -> None:
    (finding,) = verdicts(rule_of(f"require {condition}"), edited(changes))
    assert finding.outcome == outcome
    assert [node.pointer for node in finding.reads] == pointers


def test_that_nothing_is_in_scope_rests_on_the_ends_of_all_lists() -> None:
    (finding,) = verdicts(rule_of(f"{COORDINATORS} require ready"), edited({"groups/0/coordinators": []}))
    assert [node.pointer for node in finding.reads] == ["/groups", "/groups/0/coordinators"]


def test_an_unstated_list_is_said_to_be_unstated_and_nothing_of_it_to_be_blank() -> None:
    rule = rule_of('for each m in meetings where m.kind = "red" require ready')
    (finding,) = verdicts(rule, edited({"meetings": ABSENT}))
    holes = [(node.pointer, node.state) for because in finding.reasons for node in because.open_reads]
    assert holes == [("/meetings", State.UNSTATED)]


LONG = [f"State {number}" for number in range(3000)]
MONTHS = [f"{1000 + number // 12}-{1 + number % 12:02}-XX" for number in range(3000)]


@pytest.mark.parametrize(
    ("condition", "changes", "outcome"),
    [
        ("distinct(hosts)", {"hosts": LONG}, "satisfied"),
        ("distinct(days_off)", {"days_off": MONTHS}, "satisfied"),
        ("distinct([h for h in hosts where ready])",
         {"hosts": LONG, "ready": "____"}, "satisfied"),
        ("every h in hosts satisfies h in [o for o in hosts]", {"hosts": LONG}, "satisfied"),
        ("no h in hosts satisfies h in [m.president.state for m in meetings]",
         {"hosts": LONG, "meetings": [{"president": {"state": f"Land {n}"}} for n in range(3000)]}, "satisfied"),
        ("difference(hosts, hosts) = []", {"hosts": LONG}, "satisfied"),
    ],
)  # fmt: skip
def test_long_lists_are_judged_without_comparing_all_with_all(
    condition: str, changes: dict[str, Any], outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0
    equal = values.equal

    def counted(a: Any, b: Any) -> Any:
        nonlocal compared
        compared += 1
        return equal(a, b)

    monkeypatch.setattr(values, "equal", counted)
    (finding,) = verdicts(rule_of(f"require {condition}"), edited(changes))
    assert finding.outcome == outcome
    assert compared < 10 * len(LONG)
