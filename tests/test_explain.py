"""Explanations: what each says of a rule, and that there is one for whatever may come."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccmcheck.authoring.examples import Examination, examine
from ccmcheck.authoring.examples.run import of
from ccmcheck.authoring.explain.explain import Explanation, NothingThere, explain
from ccmcheck.authoring.explain.report import to_text
from ccmcheck.base.resources import all_bundled_rules
from ccmcheck.language.rulebook.load import load
from ccmcheck.language.syntax import tree
from ccmcheck.report.parts.style import TextStyle
from tests.example_rules import LENGTH, examined

SCOPED = LENGTH.replace("  require", "  when year = 2012\n  require")
DEFINED = "define over(m) = days(m.start, m.end) > 5 days\n\n" + LENGTH.replace(
    "require days(meeting.start, meeting.end) <= 5 days", "require not over(meeting)"
)
STATED = """\
obligation stated
  under 3 "held in Geneva"
  require implementation_support_unit is missing or implementation_support_unit.seat = "Geneva"
"""
EXCEPT = LENGTH + '  unless meeting.city not in ["Geneva"] under 3 "held in Geneva"\n'
ASKED = 'judgement useful\n  under 1 "welcomed a paper"\n  ask "Is it useful?"\n'


def explained(found: Examination, at: str | None = None) -> Explanation | NothingThere:
    """The explanation of the only rule on the document of its only example."""
    (trial,) = found.trials
    assert found.ruleset is not None
    assert trial.case is not None, trial.problems
    written = next(of(found.loaded, tree.RuleStatement))
    return explain(found.ruleset, found.ruleset.rules[0], written, trial.case.context, at)


def text(folder: Path, rule: str, example: str, at: str | None = None) -> str:
    made = explained(examined(folder, f"{rule}  example {example}\n"), at)
    assert isinstance(made, Explanation), made
    return to_text(made)


@pytest.mark.parametrize(
    ("rule", "example", "expected"),
    [
        (
            SCOPED,
            "rejects with meetings[0].end = 2012-04-21",
            """\
small/length is violated for meetings, spring (/meetings/0, line 6)
  small decision, paragraph 2(a): "for a duration of up to five days"
    for each meeting in meetings
    where    meeting.kind (`intersessional`) = "intersessional"  holds
    when     year (2012) = 2012  holds
  ▸ require  days(meeting.start, meeting.end) (6 days) <= 5 days  fails  ← this decides
  needed: at most 5 days; 16 to 21 April 2012 is 6 days
""",
        ),
        (
            SCOPED,
            "passes over with year = 2013",
            """\
small/length is passed over for meetings, spring (/meetings/0, line 6)
  small decision, paragraph 2(a): "for a duration of up to five days"
    for each meeting in meetings
    where    meeting.kind (`intersessional`) = "intersessional"  holds
  ▸ when     year (2013) = 2012  fails  ← this decides
""",
        ),
        (
            SCOPED,
            "passes over without meetings[0]",
            """\
small/length is passed over
  small decision, paragraph 2(a): "for a duration of up to five days"
    for each meeting in meetings
  ▸ where    meeting.kind (`meeting-of-states-parties`) = "intersessional"  fails  ← this decides
""",
        ),
        (
            SCOPED,
            "passes over with meetings = []",
            """\
small/length is passed over
  small decision, paragraph 2(a): "for a duration of up to five days"
  ▸ for each meeting in meetings  ← this decides
               meetings holds nothing
    where    meeting.kind = "intersessional"
""",
        ),
        (
            SCOPED,
            "leaves open with meetings[0].end = 2012-04-XX",
            """\
small/length is undecided for meetings, spring (/meetings/0, line 6)
  small decision, paragraph 2(a): "for a duration of up to five days"
    for each meeting in meetings
    where    meeting.kind (`intersessional`) = "intersessional"  holds
    when     year (2012) = 2012  holds
  ▸ require  days(meeting.start, meeting.end) (1 to 15 days) <= 5 days  open  ← this decides
  needed: at most 5 days
  open: `2012-04-XX` at 27:46 meetings, spring, end — may still be 1 to 30 April 2012
""",
        ),
        (
            SCOPED,
            "leaves open with year = ____",
            """\
small/length is undecided for meetings, spring (/meetings/0, line 6)
  small decision, paragraph 2(a): "for a duration of up to five days"
    for each meeting in meetings
    where    meeting.kind (`intersessional`) = "intersessional"  holds
  ▸ when     year (left blank) = 2012  open  ← this decides
    require  days(meeting.start, meeting.end) (4 days) <= 5 days  holds
  open: `____` at 27:35 year — may still be any number
""",
        ),
        (
            DEFINED,
            "accepts",
            """\
small/length is satisfied for meetings, spring (/meetings/0, line 6)
  small decision, paragraph 2(a): "for a duration of up to five days"
    for each meeting in meetings
    where    meeting.kind (`intersessional`) = "intersessional"  holds
  ▸ require  not over(meeting)  holds  ← this decides
               days(m.start, m.end) (4 days) > 5 days  fails
""",
        ),
        (
            STATED,
            'rejects with implementation_support_unit = {seat: "Vienna"}',
            """\
small/stated is violated
  small decision, paragraph 3: "held in Geneva"
  ▸ require  implementation_support_unit is missing or implementation_support_unit.seat = "Geneva"  \
fails  ← this decides
               implementation_support_unit is missing (the Implementation Support Unit)  fails
               implementation_support_unit.seat (`Vienna`) = "Geneva"  fails
  needed: the Implementation Support Unit left out or `Geneva` for the seat; \
the Implementation Support Unit is stated; found `Vienna`
""",
        ),
        (
            EXCEPT,
            'accepts with meetings[0].city = "Oslo", meetings[0].end = 2012-04-30',
            """\
small/length is satisfied for meetings, spring (/meetings/0, line 6)
  small decision, paragraph 3: "held in Geneva"
    for each meeting in meetings
    where    meeting.kind (`intersessional`) = "intersessional"  holds
    require  days(meeting.start, meeting.end) (15 days) <= 5 days  fails
  ▸ unless   meeting.city (`Oslo`) not in ["Geneva"]  holds  ← this decides
""",
        ),
        (
            ASKED,
            'rejects with assessments = [{question: "small/useful", answer: false}]',
            """\
small/useful is violated
  small decision, paragraph 1: "welcomed a paper"
  ▸ ask      Is it useful?  fails  ← this decides
               answered `false` under `assessments`
""",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 60 else "",
)
def test_an_explanation(tmp_path: Path, rule: str, example: str, expected: str) -> None:
    assert text(tmp_path, rule, example) == expected


BOTH = LENGTH.replace(' where meeting.kind = "intersessional"', "")


@pytest.mark.parametrize(
    ("at", "subject", "outcome"),
    [
        (None, "/meetings/1", "violated"),  # the worst
        ("/meetings/0", "/meetings/0", "satisfied"),
        ("/meetings/1", "/meetings/1", "violated"),
        ("/meetings/0/end", "/meetings/0", "satisfied"),  # a place inside the thing
        ("/meetings", "/meetings/1", "violated"),  # a place around things
    ],
)
def test_the_thing_at_a_pointer(tmp_path: Path, at: str | None, subject: str, outcome: str) -> None:
    made = explained(examined(tmp_path, f"{BOTH}  example rejects with meetings[1].end = 2012-09-16\n"), at)
    assert isinstance(made, Explanation)
    assert (made.finding.subject, made.finding.outcome) == (subject, outcome)


def test_what_where_keeps_out_can_be_asked_about(tmp_path: Path) -> None:
    words = text(tmp_path, LENGTH, "accepts", at="/meetings/1")
    assert words.startswith("small/length is passed over for meetings, autumn (/meetings/1, line 7)")
    assert '▸ where    meeting.kind (`meeting-of-states-parties`) = "intersessional"  fails  ← this decides' in words
    assert "1 other: 1 satisfied" in words


@pytest.mark.parametrize(
    ("at", "suggestion"), [("/meting/0", "did you mean `/meetings/0`?"), ("/meetings/7", "did you mean `/meetings/1`?")]
)
def test_a_place_that_the_rule_does_not_speak_of(tmp_path: Path, at: str, suggestion: str) -> None:
    made = explained(examined(tmp_path, f"{BOTH}  example accepts\n"), at)
    assert isinstance(made, NothingThere)
    assert made.subjects == ("/meetings/0", "/meetings/1")
    assert made.suggestion in (suggestion, "did you mean `/meetings/0`?")


ROWS = """\
register states_parties from "states.yaml" schema "states-parties.schema.json" key state

obligation asked-of-states
  under 2(b) "each led by one or two coordinators"
  for each party in states_parties
  require year = 2013
"""
STATES = "- {state: Japan, deposit: 2009-07-14}\n- {state: Portugal, deposit: 2011-03-09}\n"


def test_a_row_of_a_register_goes_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "states.yaml").write_text(STATES, encoding="utf-8")
    worst = text(tmp_path, ROWS, "rejects")
    assert worst.startswith("small/asked-of-states is violated for Japan\n")
    assert "  needed: 2013 for the year; for Japan: found 2012\n  1 other: 1 violated (--at Portugal)" in worst
    assert text(tmp_path, ROWS, "rejects", at="Portugal").startswith("small/asked-of-states is violated for Portugal\n")
    made = explained(examined(tmp_path, f"{ROWS}  example rejects\n"), "Portugl")
    assert isinstance(made, NothingThere)
    assert made.suggestion == "did you mean `Portugal`?"


@pytest.mark.parametrize("width", [60, 100, 140])
def test_the_values_that_decide_are_never_cut(tmp_path: Path, width: int) -> None:
    numbers = " + ".join(["count([m for m in meetings where m.start <= meeting.end])"] * 4)
    rule = LENGTH.replace("days(meeting.start, meeting.end) <= 5 days", f"{numbers} <= 2")
    made = explained(examined(tmp_path, f"{rule}  example rejects\n"))
    assert isinstance(made, Explanation)
    lines = to_text(made, TextStyle(width=width)).splitlines()
    assert "(4) <= 2 fails ← this decides" in " ".join(" ".join(lines).split())
    assert all(len(line) <= width + 25 for line in lines if "count(" in line)


def test_a_programme_before_that_is_not_at_hand_left_nothing_blank(tmp_path: Path) -> None:
    rule = LENGTH.replace(
        'for each meeting in meetings where meeting.kind = "intersessional"',
        'for each meeting in meetings, old in previous.meetings where old.kind = "intersessional"',
    )
    shown = text(tmp_path, rule, "leaves open")
    assert "old.kind (not at hand)" in shown
    assert "left blank" not in shown


@pytest.mark.parametrize(
    ("edit", "may_be"),
    [
        ("meetings[0].end = ____", "may still be any date"),
        ("meetings[0].end = 2012-XX-XX", "may still be 1 January to 31 December 2012"),
        ("meetings[0].kind = ____", "may still be `extraordinary-meeting-of-states-parties`, `intersessional`"),
        ("meetings = ____", "may still be any list of records"),
        ("meetings[0] = ____", "may still be any record"),
    ],
)
def test_what_a_blank_may_still_be(tmp_path: Path, edit: str, may_be: str) -> None:
    assert may_be in text(tmp_path, LENGTH, f"leaves open with {edit}")


@pytest.mark.parametrize(
    ("edit", "still"),
    [
        ('meetings[0].end = "../2012-04-21"', "may still be 21 April 2012 or earlier"),
        ('meetings[0].end = "2012-04-17/.."', "may still be 17 April 2012 or later"),
        ('meetings = [{id: "autumn", kind: "review-conference"}, ...]', "may hold more meetings"),
        ("meetings = [...]", "may still be any list of records"),
    ],
)
def test_what_is_known_by_half(tmp_path: Path, edit: str, still: str) -> None:
    assert still in text(tmp_path, LENGTH, f"leaves open with {edit}")


def test_an_unstated_field_may_be_nothing(tmp_path: Path) -> None:
    assert "may still be any date, or nothing at all" in text(tmp_path, LENGTH, "leaves open without meetings[0].end")


def test_the_mark_is_coloured_on_a_terminal_only(tmp_path: Path) -> None:
    made = explained(examined(tmp_path, f"{LENGTH}  example accepts\n"))
    assert isinstance(made, Explanation)
    assert "\x1b[33m▸\x1b[0m" in to_text(made, TextStyle(colour=True))
    assert "\x1b" not in to_text(made)


def test_every_bundled_example_can_be_explained_in_about_ten_lines() -> None:
    for file, name in all_bundled_rules():
        loaded, problems = load(file, name)
        assert loaded is not None
        found = examine(loaded, problems)
        assert found.ruleset is not None
        rules = {rule.name: rule for rule in found.ruleset.tried}
        written = {statement.name.text: statement for statement in of(loaded, tree.RuleStatement)}
        for trial in found.trials:
            assert trial.case is not None
            made = explain(found.ruleset, rules[trial.rule], written[trial.rule], trial.case.context, None)
            assert isinstance(made, Explanation)
            assert made.finding.outcome == trial.came
            assert any(part.decides for part in made.parts), trial.title
            assert bool(made.holes) is (trial.came == "undecided"), trial.title
            assert len(to_text(made, TextStyle(width=200)).splitlines()) <= 15, trial.title
