"""What a verdict says: in words and never in the rule's code, each value at the place that holds it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, note, settings

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.previous import as_previous
from ccmcheck.document.programme import read as read_programme
from ccmcheck.judge.check import check
from ccmcheck.judge.english import Naming, findings, reading
from ccmcheck.judge.english.values import bound, known_as, title_at
from ccmcheck.judge.evaluate import Context
from ccmcheck.judge.evaluate.rule import Finding, judge
from ccmcheck.judge.verdicts import Verdict
from ccmcheck.language.rulebook.cache import rulebook as bundled
from ccmcheck.language.rulebook.load import rulebook
from ccmcheck.language.rulebook.model import Rulebook
from ccmcheck.report.parts.titles import titles
from tests.laws.documents import documents
from tests.laws.rules import rules
from tests.laws.world import VOCABULARY, read_rules, rule_of, states, verdicts, written
from tests.rules_kit import HEADER, loaded
from tests.test_laws import CHANGED
from tests.test_laws import findings as found_in

# What a rule asks of the programme for 2012, what is needed, and what was found.
VIOLATED = [
    (
        'require some meeting in meetings where meeting.kind = "intersessional" satisfies meeting.city = "Oslo"',
        "there is a meeting whose kind is “intersessional” and whose city is “Oslo”",
        "of the 2 meetings none is so",
    ),
    (
        "require count(meetings) + count(working_groups) >= 40",
        "at least 40 for the number of meetings plus the number of working groups",
        "the number of meetings plus the number of working groups is 8",
    ),
    (
        "require min([m.start for m in meetings]) >= 2013-01-01",
        "the earliest of the starts of the meetings is no earlier than 1 January 2013",
        "the earliest of the starts of the meetings is 16 April 2012",
    ),
    (
        "require not implementation_support_unit.independent",
        "the independence stated as `false`",
        "stated as `true`",
    ),
    (
        "require implementation_support_unit.independent = false",
        "the independence stated as `false`",
        "stated as `true`",
    ),
    (
        'require (year = 2012) = (decided_by = "3MSP")',
        "whether the programme’s year is 2012 is whether the programme’s deciding meeting is “3MSP”",
        "whether the programme’s year is 2012 is true",
    ),
    (
        'for each meeting in meetings where meeting.kind = "intersessional"\n  require meeting.president is given',
        "the president stated",
        "not stated",
    ),
    ('require not decided_by in ["2MSP"]', "not `2MSP` for the deciding meeting", "found `2MSP`"),
    (
        'require decided_by not in ["2MSP", "3MSP"]',
        "neither `2MSP` nor `3MSP` for the deciding meeting",
        "found `2MSP`",
    ),
    ('require decided_by in ["3MSP"]', "`3MSP` for the deciding meeting", "found `2MSP`"),
    ("require year in [2013, 2014]", "one of 2013 and 2014 for the year", "found 2012"),
    (
        'require not weekday(decided_on) in ["Friday", "Sunday"]',
        "the weekday of the programme’s day of decision is neither “Friday” nor “Sunday”",
        "the weekday of the programme’s day of decision is `Friday`",
    ),
    (
        "require not year in [year(m.start) for m in meetings]",
        "the programme’s year is not among the years of the starts of the meetings",
        "2012 is among the years of the starts of the meetings",
    ),
    ("require count(meetings) between 1 and 1", "exactly 1 meeting", "there are 2 meetings"),
    ("require not count(meetings) between 2 and 2", "anything but 2 meetings", "there are 2 meetings"),
    ("require year between 2013 and 2013", "2013 for the year", "found 2012"),
    (
        "for each g in working_groups, c in g.coordinators require count([y for y in c.years where y >= year]) = 3",
        "exactly 3 years that are at least the programme’s year",
        "there is 1 year that is at least the programme’s year",
    ),
    # Which items are meant is no requirement; once it was said to be needed as well, the wrong way round.
    (
        'require every meeting in meetings where meeting.kind = "intersessional" satisfies meeting.city = "Oslo"',
        "`Oslo` for the city",
        "found `Geneva`",
    ),
    (
        'require no meeting in meetings satisfies meeting.kind = "intersessional" and meeting.city = "Geneva"',
        "anything but `intersessional` for the kind or anything but `Geneva` for the city",
        "found `intersessional`",
    ),
    (
        'require not (year = 2012 and decided_by = "2MSP")',
        "anything but 2012 for the year or anything but `2MSP` for the deciding meeting",
        "found 2012",
    ),
]


@pytest.mark.parametrize(("body", "needed", "found"), VIOLATED, ids=lambda value: value[:40])
def test_what_is_needed_and_what_was_found(tmp_path: Path, body: str, needed: str, found: str) -> None:
    verdict = verdict_of(tmp_path, body)
    assert (verdict.outcome, verdict.needed, verdict.details[0].found) == ("violated", needed, found)


# The programme of the year before is that for 2012 as well: nothing of it is mistaken for a value of its own.
OF_THE_PROGRAMME_BEFORE = [
    (
        'require previous.implementation_support_unit.seat = "Oslo"',
        "`Oslo` for the previous programme’s Implementation Support Unit’s seat",
        "the previous programme’s Implementation Support Unit’s seat is `Geneva`",
    ),
    (
        "require previous.implementation_support_unit.seat is missing",
        "the previous programme’s Implementation Support Unit’s seat left out",
        "the previous programme’s Implementation Support Unit’s seat is stated",
    ),
    (
        'require every old in previous.meetings satisfies old.city = "Bern"',
        "`Bern` for the old meeting’s city",
        "the old meeting’s city is `Geneva`",
    ),
    (
        "for each m in meetings, old in previous.meetings where m.kind = old.kind\n  require old.city != m.city",
        "anything but `Geneva` for the city",
        "found `Geneva`",
    ),
]


@pytest.mark.parametrize(("body", "needed", "found"), OF_THE_PROGRAMME_BEFORE, ids=lambda value: value[:40])
def test_what_belongs_to_the_programme_before(tmp_path: Path, body: str, needed: str, found: str) -> None:
    rule = f'obligation odd\n  under 2(a) "for a duration of up to five days"\n  {body}\n'
    book, _ = rulebook([loaded(tmp_path, header=HEADER, rules=rule)])
    assert book is not None
    programme = read_programme(Source.of("2012.yaml", resources.read("samples", "2012.yaml")), book.vocabulary, {}).root
    assert programme is not None
    context = Context(programme, book.registers, {}, as_previous(programme))
    (finding, *_) = judge(book.rulesets[0].rules[0], context)
    assert (finding.outcome, findings.needed(finding)) == ("violated", needed)
    assert findings.phrases(finding)[0].found == found


def verdict_of(folder: Path, body: str, programme: str = resources.read("samples", "2012.yaml")) -> Verdict:
    """What one rule says of a programme."""
    rule = f'obligation odd\n  under 2(a) "for a duration of up to five days"\n  {body}\n'
    book, _ = rulebook([loaded(folder, header=HEADER, rules=rule)])
    assert book is not None
    (verdict, *_) = check([Source.of("2012.yaml", programme)], book, whatever_period=True).verdicts
    return verdict


def test_a_fact_of_a_register_is_named_by_its_row() -> None:
    book, _ = bundled(resources.bundled_rules())
    assert book is not None
    report = check([Source.of("slips.yaml", resources.read("samples", "2012-slips.yaml"))], book)
    (sweden,) = [v for v in report.verdicts if v.rule == "coordinators-are-states-parties" and v.outcome == "violated"]
    assert sweden.needed == "a State party whose deposit is no later than 16 September 2011"
    assert [detail.found for detail in sweden.details] == [
        "the deposit of Sweden is 23 April 2012",
        "the day of decision is 16 September 2011",
    ]


@pytest.mark.parametrize(
    ("body", "document", "said"),
    [
        (
            "for each s in states require at most 1 host in hosts satisfies s.state = host",
            {"hosts": ["Norway", "Norway"]},
            {"Norway": ("at most 1 host for which Norway is that host",
                        "there are 2 hosts for which Norway is that host")},
        ),
        (
            'for each s in states where s.state in ["Norway", "Mali"] require year = 2013',
            {"year": 2012},
            {name: ("2013 for the year", f"for {name}: found 2012") for name in ("Norway", "Mali")},
        ),
        (
            'for each word in ["a", "b"] require word in texts',
            {"texts": ["b"]},
            {"a": ("`a` among the texts", "`a` is not among the texts")},
        ),
        (
            'for each word in ["a", "b"] require some text in texts satisfies text = word',
            {"texts": ["c"]},
            {name: (f"that text is “{name}”", "found `c`") for name in "ab"},
        ),
    ],
)  # fmt: skip
def test_a_row_of_a_register_is_named_and_has_no_place(
    body: str, document: Any, said: dict[str, tuple[str, str]]
) -> None:
    broken = [finding for finding in verdicts(rule_of(body), document) if finding.outcome == "violated"]
    words = [(findings.needed(finding), findings.found(findings.phrases(finding))) for finding in broken]
    names = [known_as(thing)[1] for finding in broken for thing in finding.outside]
    assert dict(zip(names, words, strict=True)) == said
    assert {finding.subject for finding in broken} == {""}


TITLES = {
    "unit-in-geneva": "The Implementation Support Unit’s seat must be “Geneva”",
    "one-or-two-coordinators": "There must be one or two coordinators of the working group",
    "unit-led-by-director": "The Implementation Support Unit’s director must be stated",
    "next-meeting-in-norway": "Next meeting in Norway",  # needs more than a title holds
    "coordinators-are-states-parties": "Coordinators are States parties",
}


def test_a_rule_is_called_by_what_it_needs() -> None:
    book, _ = bundled(resources.bundled_rules())
    assert book is not None
    names = titles(check([Source.of("2012.yaml", resources.read("samples", "2012.yaml"))], book))
    assert {name: names[f"beirut-2011/{name}"] for name in TITLES} == TITLES
    assert len(set(names.values())) == len(names)
    assert all(is_in_words(title) for title in names.values())


# -- laws ------------------------------------------------------------------------------------------------------------

QUOTED = re.compile(r"`[^`]*`|“[^”]*”|\"[^\"]*\"")
CODE = re.compile(r"[_\[\]]|[^\W\d]\.[^\W\d]")


def is_in_words(sentence: str) -> bool:
    """Whether no name of the rules' code stands outside quoted words."""
    return CODE.search(QUOTED.sub("", sentence)) is None


@pytest.mark.parametrize("code", ["v_0 is late", "coordinator.state is none", "in [leader for …]"])
def test_the_law_sees_code(code: str) -> None:
    assert not is_in_words(code)


@given(rules(), documents())
def test_no_verdict_speaks_in_code(text: str, document: Any) -> None:
    for finding in verdicts(rule_of(text), document):
        phrases = findings.phrases(finding)
        for sentence in (findings.needed(finding), findings.found(phrases), *[phrase.found for phrase in phrases]):
            assert is_in_words(sentence), sentence


@given(rules())
def test_no_page_of_the_handbook_speaks_in_code(body: str) -> None:
    _, (rule,) = read_rules(f'obligation r under 1 "q" {body}')
    told = reading(rule, Naming.of(Rulebook((), VOCABULARY, {"states": states()})))
    assert is_in_words(told.sentence), told.sentence


@given(rules(), documents())
def test_each_place_holds_the_value_that_its_sentence_names(text: str, document: Any) -> None:
    told = [
        (phrase.found, phrase.node, finding)
        for finding in verdicts(rule_of(text), document)
        if finding.outcome in ("violated", "undecided")
        for phrase in findings.phrases(finding)
        if phrase.node is not None
    ]
    assume(told)
    note(written(document))
    for words, node, finding in told:
        assert holds(words, node, finding), (words, node.pointer)


# A rule, a document, and what is found where.
PLACES = [
    (
        'require not (some s in states where s.state = host satisfies s.until is missing)',
        {"host": "Norway"},
        {"/host": "the until of Norway is not stated"},
    ),
    (
        "for each m in meetings require (if joined(m.president.state, m.start) then m.id is given) and year is given",
        {"meetings": [{"start": "2012-02-28", "president": {"state": "Norway"}}]},
        {
            "/meetings/0/start": "the deposited of Norway is 3 December 2008",
            "/meetings/0/president/state": "the until of Norway is not stated",
            "/meetings/0/id": "not stated",
            "/year": "not stated",
        },
    ),
    ("for each g in groups require year = 2013", {"year": 2012, "groups": [{"topic": "red"}]}, {"/year": "found 2012"}),
    (
        "for each m in meetings require m.end <= day",
        {"day": "2012-01-01", "meetings": [{"end": "2012-02-01"}]},
        {"/meetings/0/end": "found 1 February 2012", "/day": "the day is 1 January 2012"},
    ),
    (
        "for each m in meetings require m.end <= day + 1 day",
        {"day": "2012-01-01", "meetings": [{"end": "2012-02-01"}]},
        {"/meetings/0/end": "found 1 February 2012", "/day": "the day is 1 January 2012"},
    ),
    (
        "for each m in meetings require m.end - 1 day <= 2012-01-02",
        {"meetings": [{"end": "2012-02-01"}]},
        {"/meetings/0/end": "the meeting m’s end less 1 day is 31 January 2012"},
    ),
    (
        "for each m in meetings require m.city in texts",
        {"texts": ["Oslo"], "meetings": [{"city": "Bern"}]},
        {"/meetings/0/city": "`Bern` is not among the texts"},
    ),
    (
        "for each g in groups, c in g.coordinators require year in c.years",
        {"year": 2012, "groups": [{"coordinators": [{"years": [2013]}]}]},
        {"/groups/0/coordinators/0/years": "2012 is not among the years"},
    ),
    ("require [host] = hosts", {"host": "Norway", "hosts": ["Mali", "Norway"]},
     {"/hosts": "found `Mali` and `Norway`", "/host": "the host is `Norway`"}),
    ('require "Bern" in texts', {"texts": ["Oslo"]}, {"/texts": "`Bern` is not among the texts"}),
    ("for each g in groups require not ready", {"ready": True, "groups": [{}]}, {"/ready": "stated as `true`"}),
    ('require distinct(texts)', {"texts": ["a", "b", "a"]}, {"/texts": "`a` stands twice"}),
    ("require distinct([year is given, day is given])", {}, {"/year": "false comes twice"}),
    ('require some s in difference(["Norway"], hosts) satisfies s = "Norway"', {"hosts": ["Norway"]},
     {"/hosts": "`Norway` is among the hosts"}),
    ("for each g in groups require count(meetings) = 1", {"meetings": [], "groups": [{}]},
     {"/meetings": "there are no meetings"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "document", "found"), PLACES, ids=lambda value: str(value)[:40])
def test_each_value_at_its_own_place(text: str, document: Any, found: dict[str, str]) -> None:
    (finding,) = verdicts(rule_of(text), document)
    told = {phrase.node.pointer: phrase.found for phrase in findings.phrases(finding) if phrase.node is not None}
    assert told == found
    assert all(
        holds(phrase.found, phrase.node, finding) for phrase in findings.phrases(finding) if phrase.node is not None
    )


def holds(words: str, node: Node, finding: Finding) -> bool:
    """Whether the place that a sentence is said of is as it says."""
    if words == "left blank":
        return node.state is State.BLANK
    if words in ("not stated", "the draft does not say"):
        return node.state in (State.ABSENT, State.UNSTATED)
    if named := re.fullmatch(r"`(.*)` (leaves .*|cannot be used)", words, re.DOTALL):
        return node.text == named[1]
    if named := re.fullmatch(r"found (.*)", words, re.DOTALL):
        return bound(node) == named[1]
    if named := re.fullmatch(r"stated as `(true|false)`", words):
        return bound(node) == named[1]
    title = title_at(finding.context.document, node.pointer)
    if words.startswith(f"the {title} is ") and words != f"the {title} is stated":
        return words == f"the {title} is {bound(node)}"
    if named := re.fullmatch(r"(.*) stands twice", words, re.DOTALL):
        return named[1] in bound(node)
    return True


@settings(max_examples=settings.default.max_examples // 4)  # each tries every bundled rule
@given(CHANGED)
def test_no_verdict_of_the_bundled_rules_speaks_in_code(document: Any) -> None:
    for name, each in found_in(document).items():
        for finding in each:
            told = [phrase.found for phrase in findings.phrases(finding)]
            for sentence in (findings.needed(finding), *told):
                assert is_in_words(sentence), (name, sentence)
