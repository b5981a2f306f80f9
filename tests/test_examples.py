"""Examples: the document that each makes, the verdict that comes, and every fault that an example can have."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from ccmcheck.authoring.examples import Examination, examine
from ccmcheck.authoring.examples.base import Edited
from ccmcheck.authoring.examples.edits import apply
from ccmcheck.base.resources import all_bundled_rules, bundled_rules
from ccmcheck.base.source import Source
from ccmcheck.document.read import read_document
from ccmcheck.document.validation import plain
from ccmcheck.language.rulebook.load import load
from tests.example_rules import BASE, LENGTH, examined

GENEVA = """\
obligation in-geneva
  under 3 "held in Geneva"
  for each meeting in meetings where meeting.kind = "intersessional"
  require meeting.city = "Geneva"
"""
AS_MANY = """\
obligation as-many
  under 2(b) "each led by one or two coordinators"
  require count(meetings) >= count(previous.meetings)
"""
ELSEWHERE = """\
obligation elsewhere
  under 3 "held in Geneva"
  for each meeting in meetings, old in previous.meetings where meeting.kind = old.kind
  when old.country is missing and previous.year = year - 1
  require meeting.city != old.city
"""
PARTIES = """\
register states_parties from "states.yaml" schema "states-parties.schema.json" key state

obligation parties
  under 2(b) "each led by one or two coordinators"
  for each group in working_groups, coordinator in group.coordinators
  require coordinator.state in [party.state for party in states_parties]
"""
COORDINATORS = """\
obligation coordinators
  under 2(b) "each led by one or two coordinators"
  for each group in working_groups
  require count(group.coordinators) between 1 and 2
"""
ASKED = """\
judgement useful
  under 1 "welcomed a paper"
  when year = 2012
  ask "Is it useful?"
"""


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        (LENGTH, "accepts"),
        (LENGTH, "accepts with meetings[0].end = 2012-04-20"),
        (LENGTH, "rejects with meetings[0].end = 2012-04-21"),
        (LENGTH, "leaves open with meetings[0].end = 2012-04-XX"),  # half a date
        (LENGTH, "rejects with meetings[0].end = 2012-06-XX"),  # half a date that is late enough
        (LENGTH, "leaves open with meetings[0].end = ____"),  # a blank
        (LENGTH, 'leaves open with meetings[0].end = "TBC"'),  # a blank in words
        (LENGTH, "leaves open without meetings[0].end"),  # unstated
        (LENGTH, "passes over without meetings[0]"),
        (LENGTH, "passes over with meetings = []"),
        (LENGTH, 'passes over with meetings[0].kind = "review-conference"'),
        (LENGTH, 'accepts with meetings[2] = {id: "x", kind: "intersessional", start: 2012-05-01, end: 2012-05-02}'),
        (LENGTH, 'rejects with meetings[2] = {id: "x", kind: "intersessional", start: 2012-05-01, end: 2012-05-09}'),
        # the edits apply in order: the second meeting is the first after the first is gone
        (LENGTH, 'accepts without meetings[0], meetings[0].kind = "intersessional"'),
        (LENGTH, 'rejects without meetings[0], meetings[0].kind = "intersessional", meetings[0].end = 2012-09-16'),
        (GENEVA, 'rejects with meetings[0].city = "Oslo"'),
        (GENEVA, 'leaves open with meetings[0].city = "[city]"'),
        (GENEVA, 'leaves open with meetings[0] = "[to be decided]"'),  # a record as a blank
        (COORDINATORS, "rejects with working_groups[0].coordinators = []"),
        (COORDINATORS, 'rejects with working_groups[0].coordinators[2] = {state: "Norway", years: [2012]}'),
        (COORDINATORS, "leaves open with working_groups[0].coordinators = ____"),
        # the programme before begins as the base document does, a year earlier
        (AS_MANY, "leaves open"),
        (AS_MANY, "leaves open with year = 2013"),
        (AS_MANY, 'accepts with previous.meetings[1].city = "Bern"'),
        (AS_MANY, "accepts without previous.meetings[1]"),
        (AS_MANY, 'rejects with previous.meetings[2] = {id: "x", kind: "intersessional"}'),
        (AS_MANY, 'rejects without meetings[1], previous.meetings[1].city = "Bern"'),
        (AS_MANY, "leaves open with previous.meetings = ____"),
        (AS_MANY, 'leaves open with previous.meetings = [{id: "x", kind: "intersessional"}, ...]'),
        (ELSEWHERE, 'rejects with previous.meetings[0].city = "Geneva"'),  # as in the base document
        (ELSEWHERE, 'accepts with previous.meetings[0].city = "Oslo", previous.meetings[1].city = "Bern"'),
        (ELSEWHERE, 'rejects with previous.meetings[0].city = "Oslo", previous.meetings[1].city = "Oslo"'),
        (ELSEWHERE, "passes over with previous.year = 2010"),
        (ASKED, "leaves open"),
        (ASKED, 'accepts with assessments = [{question: "small/useful", answer: true}]'),
        (ASKED, 'rejects with assessments = [{question: "small/useful", answer: false}]'),
        (ASKED, "passes over with year = 2013"),
    ],
)
def test_values_are_read_as_if_they_stood_in_the_file(tmp_path: Path, rule: str, example: str) -> None:
    found = examined(tmp_path, f"{rule}  example {example}\n")
    assert [problem.message for problem in found.problems] == []
    (trial,) = found.trials
    assert trial.title == example
    assert (trial.came, trial.passed) == (trial.expected, True), trial.why


@pytest.mark.parametrize("question", ["useful", "other/useful", "mini/d", "small/usefull", "small/length", "x"])
@pytest.mark.parametrize("outcome", ["accepts", "leaves open"])
def test_an_example_that_answers_a_question_nobody_asks_tests_nothing(
    tmp_path: Path, question: str, outcome: str
) -> None:
    example = f'{outcome} with assessments = [{{question: "{question}", answer: true}}]'
    found = examined(tmp_path, f"{LENGTH}  example accepts\n{ASKED}  example {example}\n")
    (problem,) = found.problems
    assert (problem.code, problem.span.text) == ("unknown-question", f'"{question}"')
    assert problem.help == "did you mean `small/useful`? The questions are `small/useful`."
    assert [trial.came for trial in found.trials] == ["satisfied", None]


def test_an_example_may_answer_another_question_of_the_rules(tmp_path: Path) -> None:
    other = ASKED.replace("judgement useful", "judgement short")
    example = 'leaves open with assessments = [{question: "small/short", answer: true}]'
    found = examined(tmp_path, f"{other}  example leaves open\n{ASKED}  example {example}\n")
    assert (found.problems, [trial.passed for trial in found.trials]) == ((), [True, True])


@pytest.mark.parametrize(("state", "came"), [("Japan", "accepts"), ("Nippon", "rejects"), ("Lao PDR", "accepts")])
def test_a_name_in_an_example_goes_by_its_aliases(tmp_path: Path, state: str, came: str) -> None:
    rows = (Path(__file__).parent.parent / "rules" / "registers" / "states-parties.yaml").read_text(encoding="utf-8")
    (tmp_path / "states.yaml").write_text(rows, encoding="utf-8")
    edit = f'with working_groups[0].coordinators = [{{state: "{state}", years: [2012]}}]'
    found = examined(tmp_path, f"{PARTIES}  example {came} {edit}\n")
    assert not found.problems
    assert [trial.passed for trial in found.trials] == [True]


def test_a_misspelt_name_tests_nothing_and_one_that_is_far_from_the_register_is_meant(tmp_path: Path) -> None:
    edit = "accepts with working_groups[0].coordinators[0].state"
    rule = PARTIES.partition("\n\n")[2].replace("in [party.state for party in states_parties]", '!= "Norway"')
    found = examined(tmp_path, f'{rule}  example {edit} = "Portugl"\n  example {edit} = "Narnia"\n')
    (problem,) = found.problems
    assert (problem.code, problem.span.text) == ("example-unfit", '"Portugl"')
    assert problem.message.endswith("`Portugl` is no name that the register knows")
    assert problem.help == "Perhaps `Portugal` is meant."
    assert [trial.came for trial in found.trials] == [None, "satisfied"]


@pytest.mark.parametrize(
    ("claimed", "came"),
    [
        ("rejects with meetings[0].end = 2012-04-20", "satisfied"),
        ("accepts with meetings[0].end = 2012-04-21", "violated"),
        ("accepts with meetings[0].end = ____", "undecided"),
        ("leaves open without meetings[0]", "not-applicable"),
    ],
)
def test_another_verdict_than_the_claimed_one_fails(tmp_path: Path, claimed: str, came: str) -> None:
    found = examined(tmp_path, f"{LENGTH}  example {claimed}\n")
    assert not found.problems
    assert [(trial.came, trial.passed) for trial in found.trials] == [(came, False)]


def test_the_reason_names_the_place_and_what_was_found(tmp_path: Path) -> None:
    (trial,) = examined(tmp_path, f"{LENGTH}  example accepts with meetings[0].end = 2012-04-21\n").trials
    assert trial.why == "meetings, spring: needed: at most 5 days; 16 to 21 April 2012 is 6 days"


@pytest.mark.parametrize(
    ("example", "code", "at", "words"),
    [
        # an example that cannot fail
        ('accepts with meetings[0].city = "Geneva"', "example-no-change", 'meetings[0].city = "Geneva"', "leaves it"),
        ("accepts with year = 2013, year = 2013", "example-no-change", "year = 2013", "leaves it as it is"),
        (
            "accepts with year = 2013, year = 2012",
            "example-no-change",
            "year = 2013, year = 2012",
            "leaves it as it is",
        ),
        # a path that does not exist
        ("accepts with meetings[3].end = 2012-04-20", "example-path", "meetings[3].end", "`meetings` has 2 items"),
        ('accepts with meetings[3] = {id: "x"}', "example-path", "meetings[3]", "`meetings` has 2 items"),
        ("accepts without meetings[2]", "example-path", "meetings[2]", "`meetings` has 2 items"),
        ("accepts without meetings[0].ends", "example-path", "meetings[0].ends", "`meetings[0]` has no `ends`"),
        ("accepts without meetngs[0]", "example-path", "meetngs[0]", "the document has no `meetngs`"),
        ("accepts with meetings.end = 2012-04-20", "example-path", "meetings.end", "`meetings` is no record"),
        ("accepts with year[0] = 2012", "example-path", "year[0]", "`year` is no list"),
        (
            'accepts with implementation_support_unit.seat = "Geneva"',
            "example-path",
            "implementation_support_unit.seat",
            "the document has no `implementation_support_unit`",
        ),
        # a value that does not fit the schema
        ("accepts with meetings[0].ende = 2012-04-20", "example-unfit", "meetings[0].ende", "no field `ende`"),
        ("accepts with meetings[0].end = 5", "example-unfit", "5", "`end`"),
        ("accepts with meetings[0].end = 2012-02-30", "example-unfit", "2012-02-30", "does not exist"),
        ('accepts with meetings[0].kind = "picnic"', "example-unfit", '"picnic"', "must be one of"),
        ("accepts with meetings[0].end = 5 days", "example-unfit", "5 days", "`end`"),
        ("accepts with meetings[0].end = 2012-04-01", "example-unfit", "2012-04-01", "lies before it"),
        ('accepts with meetings[1].id = "spring"', "example-unfit", '"spring"', "each item needs"),
        ("accepts without year", "example-unfit", "example accepts without year", "`year`"),
        # the same in the programme before
        ("accepts with previous.meetings[3].id = 1", "example-path", "previous.meetings[3].id", "`previous.meetings`"),
        ("accepts without previous.meetngs", "example-path", "previous.meetngs", "`previous` has no `meetngs`"),
        ('accepts with previous.meetings[0].kind = "picnic"', "example-unfit", '"picnic"', "must be one of"),
        ("accepts without previous.year", "example-unfit", "example accepts without previous.year", "`year`"),
        ("accepts with previous = ____", "example-unfit", "previous", "no field `previous`"),
        ("accepts without previous", "example-path", "previous", "the document has no `previous`"),
    ],
)
def test_faults_of_an_example(tmp_path: Path, example: str, code: str, at: str, words: str) -> None:
    found = examined(tmp_path, f"{LENGTH}  example {example}\n  example rejects with meetings[0].end = 2012-04-30\n")
    (problem,) = found.problems
    assert (problem.code, problem.span.text) == (code, at)
    assert problem.span.source is found.loaded.parsed.source
    assert words in problem.message
    assert [trial.came for trial in found.trials] == [None, "violated"], "the other example still runs"


@pytest.mark.parametrize(
    ("example", "help_"),
    [
        ('accepts with meetings[0].venu = "Palais"', "did you mean `venue`?"),
        ("accepts without meetngs[0]", "did you mean `meetings`?"),
        ("accepts with meetings[0].end = 2012-04-19", "Leave the edit out"),
    ],
)
def test_advice(tmp_path: Path, example: str, help_: str) -> None:
    (problem,) = examined(tmp_path, f"{LENGTH}  example {example}\n").problems
    assert help_ in problem.help


EXAMPLE = "  example rejects with meetings[0].end = 2012-04-30\n"


@pytest.mark.parametrize(
    ("base", "code", "words"),
    [
        (None, "example-base-missing", "`base.yaml` cannot be read"),
        ("", "example-base-unfit", "base.yaml: "),
        ("treaty: [CCM", "example-base-unfit", "base.yaml:1: "),
        (BASE.replace("year: 2012", "year: twelve"), "example-base-unfit", "base.yaml:4: "),
        (BASE.partition("meetings:")[0], "example-base-unfit", "`meetings`"),
        (BASE.replace("Portugal", "Portugl"), "example-base-unfit", "base.yaml:12: `Portugl` is no name that"),
    ],
)
def test_faults_of_the_base_document(tmp_path: Path, base: str | None, code: str, words: str) -> None:
    found = examined(tmp_path, LENGTH + EXAMPLE, base=base)
    (problem,) = found.problems
    assert (problem.code, problem.span.text) == (code, '"base.yaml"')
    assert words in problem.message
    assert [trial.came for trial in found.trials] == [None]


def test_a_missing_base_names_the_path_that_was_looked_for(tmp_path: Path) -> None:
    (problem,) = examined(tmp_path, LENGTH + EXAMPLE, named="../nowhere/x.yaml").problems
    assert problem.help == f"It was looked for at {tmp_path.parent / 'nowhere' / 'x.yaml'}."


def test_no_base_at_all(tmp_path: Path) -> None:
    (problem,) = examined(tmp_path, LENGTH + EXAMPLE, named="").problems
    assert (problem.code, problem.span.text) == ("example-base-none", "small")


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        (LENGTH.replace("5 days", "3 days") + EXAMPLE, [("length", "violated")]),
        (GENEVA.replace("meeting.city", "meeting.venue") + EXAMPLE, [("in-geneva", "undecided")]),
        ("recommendation" + LENGTH.replace("5 days", "3 days")[10:] + EXAMPLE, [("length", "violated")]),
        (ASKED + "  example leaves open\n", []),  # a question may be open
        (AS_MANY + "  example leaves open\n", []),  # and so may what hangs on the programme before alone
        (ELSEWHERE + "  example leaves open\n", []),
        (
            AS_MANY.replace("require", "require document is given and") + "  example leaves open\n",
            [("as-many", "violated")],
        ),
        (
            AS_MANY.replace("require", 'require document = "x" or') + "  example leaves open\n",
            [("as-many", "undecided")],
        ),
        (LENGTH + EXAMPLE, []),
    ],
)
def test_the_base_satisfies_or_passes_over_every_rule(tmp_path: Path, rules: str, named: list[tuple[str, str]]) -> None:
    problems = [problem for problem in examined(tmp_path, rules).problems if problem.code == "example-base-fails"]
    assert len(problems) == len(named)
    for problem, (rule, outcome) in zip(problems, named, strict=True):
        assert f"`{rule}` is {outcome} on it" in problem.message


@pytest.mark.parametrize(
    "broken",
    [
        'obligation broken\n  under 3 "held in Geneva"\n  require meetings = \n  example accepts\n',
        'obligation broken\n  under 3 "held in Geneva"\n  require meeting.city = 5\n  example accepts\n',
        'obligation broken\n  under 9 "held in Geneva"\n  require year = 2012\n  example accepts\n',
    ],
)
def test_a_broken_rule_is_listed_and_the_others_run(tmp_path: Path, broken: str) -> None:
    found = examined(tmp_path, broken + LENGTH + EXAMPLE)
    assert found.not_checked == ("broken",)
    assert [(trial.rule, trial.passed) for trial in found.trials] == [("length", True)]
    assert found.problems


def test_a_rule_with_the_name_of_another_is_not_checked_and_none_is_tried_by_its_examples(tmp_path: Path) -> None:
    twice = LENGTH.replace("<= 5 days", "<= 3 days") + "  example rejects\n"
    found = examined(tmp_path, LENGTH + EXAMPLE + twice)
    assert [problem.code for problem in found.problems] == ["name-twice"]
    assert [trial.passed for trial in found.trials] == [True]
    assert found.not_checked == ("length",)


def test_examples_ignore_the_period_in_force(tmp_path: Path) -> None:
    found = examined(tmp_path, f"{LENGTH}  example accepts with decided_on = 1999-01-01\n")
    assert [trial.passed for trial in found.trials] == [True]


# -- limits --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "examples", "beside"),
    [
        (
            "days(meeting.start, meeting.end) <= 5 days",
            ["accepts with meetings[0].end = 2012-04-20"],
            [("5 days", True, True), ("6 days", False, False)],
        ),
        (
            "days(meeting.start, meeting.end) <= 5 days",
            ["rejects with meetings[0].end = 2012-04-21"],
            [("5 days", True, False), ("6 days", False, True)],
        ),
        # the number that is written does not count, only the value that the rule meets
        (
            "days(meeting.start, meeting.end) <= 5 days",
            ["accepts", "rejects with meetings[0].end = 2012-05-05"],
            [("5 days", True, False), ("6 days", False, False)],
        ),
        ("days(meeting.start, meeting.end) < 5 days", ["accepts"], [("4 days", True, True), ("5 days", False, False)]),
        (
            "5 days >= days(meeting.start, meeting.end)",
            ["accepts with meetings[0].end = 2012-04-20"],
            [("5 days", True, True), ("6 days", False, False)],
        ),
        ("meeting.start > 2012-04-15", ["accepts"], [("16 April 2012", True, True), ("15 April 2012", False, False)]),
        (
            "meeting.start >= 2012-04-16",
            ["accepts", "rejects with meetings[0].start = 2012-04-15"],
            [("16 April 2012", True, True), ("15 April 2012", False, True)],
        ),
        ("count(meeting.languages) >= 0", ["leaves open"], [("0", True, False)]),  # nothing lies below none
        (
            "year(meeting.start) = 2012",
            ["rejects with meetings[0].start = 2011-12-31"],
            [("2012", True, False), ("2013", False, False), ("2011", False, True)],
        ),
        (
            "meeting.end <= date(year, 6, 30)",
            ["accepts with meetings[0].end = 2012-06-30"],
            [("date(year, 6, 30)", True, True), ("one more than date(year, 6, 30)", False, False)],
        ),
        (
            "not count(meeting.languages) > 2",
            ["leaves open"],
            [("3", False, False), ("2", True, False)],
        ),
        (
            "no other in meetings satisfies count(other.languages) >= 1",
            ["leaves open"],
            [("1", False, False), ("0", True, False)],
        ),
        (
            "not (meeting.start > 2012-04-15 and not meeting.end <= 2012-05-01)",
            ["accepts"],
            [
                ("16 April 2012", False, False),
                ("15 April 2012", True, False),
                ("1 May 2012", True, False),
                ("2 May 2012", False, False),
            ],
        ),
        ("meeting.start <= meeting.end", ["accepts"], None),  # no limit is written
        ('meeting.city = "Geneva"', ["accepts"], None),
    ],
)
def test_limits_and_the_values_beside_them(
    tmp_path: Path, condition: str, examples: list[str], beside: list[tuple[str, bool, bool]] | None
) -> None:
    rule = LENGTH.replace("days(meeting.start, meeting.end) <= 5 days", condition)
    found = examined(tmp_path, rule + "".join(f"  example {example}\n" for example in examples))
    ((_, limits),) = found.limits
    assert [(e.value, e.accepted, e.shown) for limit in limits for e in limit.edges] == (beside or [])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("when year >= 2012\n  require decided_by is given", ["2012 judged", "2011 passed over"]),
        ("when not year >= 2012\n  require decided_by is given", ["2012 passed over", "2011 judged"]),
        ("require if year >= 2012 then decided_by is given", ["2012 asked about", "2011 not asked about"]),
        ("require if not year >= 2012 then decided_by is given", ["2012 not asked about", "2011 asked about"]),
        ("require not year >= 2012", ["2012 refused", "2011 accepted"]),
        ('require decided_by is given\n  unless year >= 2012 under 3 "held in Geneva"',
         ["2012 excepted", "2011 not excepted"]),
        ("require every m in meetings where m.start >= 2012-04-16 satisfies m.city is given",
         ["16 April 2012 included", "15 April 2012 left out"]),
        ("require some m in meetings satisfies m.start >= 2012-04-16",
         ["16 April 2012 accepted", "15 April 2012 refused"]),
        ("require no m in meetings satisfies m.start >= 2012-04-16",
         ["16 April 2012 refused", "15 April 2012 accepted"]),
        ("require at most 1 m in meetings satisfies m.start >= 2012-04-16",
         ["1 accepted", "2 refused", "16 April 2012 included", "15 April 2012 left out"]),
    ],
)  # fmt: skip
def test_what_becomes_of_a_value_beside_a_limit(tmp_path: Path, body: str, words: list[str]) -> None:
    found = examined(tmp_path, f'obligation r\n  under 3 "held in Geneva"\n  {body}\n  example accepts\n')
    ((_, limits),) = found.limits
    assert [f"{edge.value} {limit.becomes(edge)}" for limit in limits for edge in limit.edges] == words


def test_both_ends_of_a_between_and_a_limit_in_where(tmp_path: Path) -> None:
    rule = COORDINATORS.replace("in working_groups", "in working_groups where count(group.coordinators) < 4")
    edits = ["accepts without working_groups[0].coordinators[1]", "rejects with working_groups[0].coordinators = []"]
    found = examined(tmp_path, rule + "".join(f"  example {edit}\n" for edit in edits))
    ((_, limits),) = found.limits
    assert [[(edge.value, edge.shown) for edge in limit.edges] for limit in limits] == [
        [("3", False), ("4", False)],
        [("1", True), ("0", True)],
        [("2", False), ("3", False)],
    ]


# -- the bundled rules ---------------------------------------------------------------------------------------------


def bundled() -> list[Examination]:
    found = []
    for file, name in all_bundled_rules():
        loaded, problems = load(file, name)
        assert loaded is not None
        found.append(examine(loaded, problems))
    return found


def test_the_examples_of_the_bundled_rules_are_right() -> None:
    for found in bundled():
        assert [problem.message for problem in found.problems] == []
        assert [(t.rule, t.title, t.came) for t in found.trials if not t.passed] == []
        assert [rule for rule in found.rules if not found.of(rule)] == [], "every rule has examples"


def test_each_limit_of_the_bundled_rules_is_tried_on_both_sides() -> None:
    limits = [(rule, limit) for found in bundled() for rule, limits in found.limits for limit in limits]
    assert len(limits) > 30
    assert [(rule, limit.words) for rule, limit in limits if not limit.is_shown] == []


def test_an_edited_document_is_what_the_edited_file_would_be() -> None:
    """Law: making the edits and then reading is reading what was edited by hand, for every bundled example."""
    tried = 0
    for found in bundled():
        base = found.base
        assert base is not None
        for trial in found.trials:
            made = base.edited(trial.example)
            raw = apply(base.raw, trial.example.edits, 0)
            text = json.dumps(plain(raw), default=str)  # type: ignore[arg-type]
            read, problems = read_document(Source.of("edited.json", text), base.vocabulary, base.names)
            assert not problems
            assert isinstance(made, Edited)
            assert made.root == read, trial.title
            tried += 1
    assert tried > 200


@pytest.mark.parametrize(
    ("words", "changed", "noticed_by"),
    [
        ("sitting(meeting) <= 5 days", "sitting(meeting) <= 6 days", "intersessional-length"),
        ("sitting(meeting) <= 5 days", "sitting(meeting) <= 4 days", "intersessional-length"),
        ("sitting(meeting) <= 4 days", "sitting(meeting) <= 5 days", "next-meeting-length"),
        ("between 1 and 2", "between 1 and 3", "one-or-two-coordinators"),
        ("between 1 and 2", "between 0 and 2", "one-or-two-coordinators"),
        ("6, 30)", "7, 1)", "intersessional-in-first-half"),
    ],
)
def test_a_limit_changed_by_one_is_noticed_by_an_example(
    tmp_path: Path, words: str, changed: str, noticed_by: str
) -> None:
    source, name = bundled_rules()[0]
    text = source.read_text(encoding="utf-8")
    assert text.count(words) >= 1
    folder = tmp_path / "rules"
    folder.mkdir()
    root = Path(__file__).parent.parent
    for part in ("rules/sources", "rules/registers", "samples"):
        shutil.copytree(root / part, tmp_path / part)
    (folder / "beirut-2011.rules").write_text(re.sub(re.escape(words), changed, text, count=1), encoding="utf-8")
    loaded, problems = load(folder / "beirut-2011.rules", name)
    assert loaded is not None
    found = examine(loaded, problems)
    assert noticed_by in {trial.rule for trial in found.trials if trial.came and not trial.passed}
