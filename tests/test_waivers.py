"""Waivers: what a file of them may say, which departure each covers, and when a waiver itself is a finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccmcheck.base.resources import bundled_rules
from ccmcheck.base.source import Source
from ccmcheck.document.programme import read as read_programme
from ccmcheck.judge.check import check as judge
from ccmcheck.judge.english.values import Ways
from ccmcheck.judge.summary import exit_code, summary
from ccmcheck.judge.verdicts import Report
from ccmcheck.language.rulebook import Rulebook
from ccmcheck.language.rulebook.cache import rulebook
from ccmcheck.run.waivers import Run, apply, matches, read

SLIPS = (Path(__file__).parent.parent / "samples" / "2012-slips.yaml").read_text(encoding="utf-8")
DAY = date(2012, 6, 1)


def book() -> Rulebook:
    """The bundled decisions."""
    made, problems = rulebook(bundled_rules())
    assert made is not None
    assert problems == ()
    return made


BOOK = book()
RULES = [f"{ruleset.name}/{rule.name}" for ruleset in BOOK.rulesets for rule in ruleset.rules]
VIOLATED = {
    "intersessional-in-first-half", "intersessional-2012-venue", "next-meeting-length", "one-or-two-coordinators",
    "staggered-terms", "coordinators-are-states-parties", "unit-principles",
}  # fmt: skip


@cache
def judged(text: str = SLIPS, path: str = "programmes/2012.yaml") -> Report:
    """The report on one programme."""
    return judge([read_programme(Source.of(path, text), BOOK.vocabulary, BOOK.names)], BOOK)


def waiver(rule: str, subject: str = "", **words: str) -> str:
    """One waiver as YAML; `words` replace its parts."""
    parts = {
        "rule": f"beirut-2011/{rule}",
        "document": '"programmes/*.yaml"',
        **({"subject": subject} if subject else {}),
        "reason": "The meeting settled it.",
        "authority": '{document: CCM/MSP/2012/5, paragraph: "31"}',
        "expires": "2012-12-31",
        **words,
    }
    lines = [f"{name}: {word}" for name, word in parts.items() if word != "-"]
    return "- " + "\n  ".join(lines) + "\n"


def run(today: date = DAY, *, whole: bool = True, stands: bool = True) -> Run:
    """A run whose documents lie beside the waivers."""
    return Run(today, {}, whole, lambda _: stands)


def waived(text: str, report: Report | None = None, how: Run | None = None) -> Report:
    """The report with a file of waivers applied, which has to be without fault."""
    allowances, problems = read(Source.of("waivers.yaml", text), BOOK.names, RULES)
    assert [problem.message for problem in problems] == []
    return apply(report or judged(), allowances, how or run())


def covered(report: Report) -> list[str]:
    """The rules and subjects of what is waived."""
    return [f"{v.rule} {' '.join(word for _, word in v.things)}".strip() for v in report.verdicts if v.waiver]


SWEDEN = "coordinators-are-states-parties cooperation-and-assistance Sweden"
COVERS = {
    ("next-meeting-length", "{id: 3msp}"): ["next-meeting-length 3msp"],
    ("one-or-two-coordinators", "{topic: universalization}"): ["one-or-two-coordinators universalization"],
    ("one-or-two-coordinators", "{topic: victim-assistance}"): [],
    ("coordinators-are-states-parties", "{state: Sweden}"): [SWEDEN],
    ("coordinators-are-states-parties", "{topic: cooperation-and-assistance, state: Sweden}"): [SWEDEN],
    ("coordinators-are-states-parties", "{topic: universalization, state: Sweden}"): [],
    ("coordinators-are-states-parties", "{topic: cooperation-and-assistance}"): [],
    ("unit-principles", ""): ["unit-principles"],
    ("unit-principles", "{id: 3msp}"): [],
    ("next-meeting-length", ""): [],
}


@pytest.mark.parametrize(("rule", "subject"), COVERS)
def test_a_waiver_covers_what_it_names_and_is_unused_otherwise(rule: str, subject: str) -> None:
    report = waived(waiver(rule, subject))
    assert covered(report) == COVERS[rule, subject]
    assert [finding.code for finding in report.gate] == ([] if COVERS[rule, subject] else ["waiver-unused"])


def test_every_name_of_a_state_names_it() -> None:
    report = waived(waiver("coordinators-are-states-parties", "{state: Suède}"))
    assert covered(report) == [SWEDEN]


def test_what_is_waived_stays_in_sight_and_does_not_fail() -> None:
    report = waived("".join(waiver(rule, subject) for rule, subject in SUBJECTS.items()))
    assert {v.rule for v in report.verdicts if v.outcome == "violated"} == VIOLATED
    assert (summary(report).violated, summary(report).waived, exit_code(report)) == (0, 7, 0)
    one = next(v.waiver for v in report.verdicts if v.waiver)
    assert (one.authority, one.reason) == ("CCM/MSP/2012/5, paragraph 31", "The meeting settled it.")


SUBJECTS = {
    "next-meeting-length": "{id: 3msp}",
    "intersessional-in-first-half": "{id: intersessional-2012}",
    "intersessional-2012-venue": "{id: intersessional-2012}",
    "one-or-two-coordinators": "{topic: universalization}",
    "staggered-terms": "{topic: victim-assistance}",
    "coordinators-are-states-parties": "{state: Sweden}",
    "unit-principles": "",
}


@pytest.mark.parametrize(
    ("pointer", "things"),
    [
        ("", ()),
        ("/meetings", ()),
        ("/meetings/0", (("id", "intersessional-2012"),)),
        ("/working_groups/1/coordinators/2", (("topic", "universalization"), ("state", "Norway"))),
        ("/working_groups/1/coordinators/0", (("topic", "universalization"), ("", "coordinators"))),
        ("/working_groups/1/coordinators/2/years/0", (("topic", "universalization"), ("state", "Norway"))),
        ("/working_groups/9/coordinators", ()),
    ],
)
def test_a_thing_is_known_by_its_names_and_never_by_its_index(
    pointer: str, things: tuple[tuple[str, str], ...]
) -> None:
    text = SLIPS.replace("- {state: Japan,", "- {state: ____,", 1)
    root = read_programme(Source.of("x.yaml", text), BOOK.vocabulary, BOOK.names).root
    assert root is not None
    assert Ways(root).identity(pointer) == things


@given(st.sets(st.sampled_from(sorted(VIOLATED))))
def test_any_waivers_excuse_what_they_name_and_touch_nothing_else(rules: set[str]) -> None:
    text = "".join(waiver(rule, SUBJECTS[rule]) for rule in sorted(rules)) or "[]"
    before, after = judged(), waived(text)
    assert {v.rule for v in after.verdicts if v.waiver} == rules
    assert tuple(replace(v, waiver=None) for v in after.verdicts) == before.verdicts
    assert (after.gate, exit_code(after)) == ((), 0 if rules == VIOLATED else 1)


def test_a_meeting_inserted_before_and_a_line_that_moves_change_nothing() -> None:
    moved = SLIPS.replace("meetings:\n", "meetings:\n  - {id: prepcom, kind: preparatory-meeting}\n\n", 1)
    assert covered(waived(waiver("next-meeting-length", "{id: 3msp}"), judged(moved))) == ["next-meeting-length 3msp"]


@pytest.mark.parametrize(
    ("today", "findings", "left"),
    [
        (date(2012, 12, 30), [], VIOLATED - {"unit-principles"}),
        (date(2012, 12, 31), [], VIOLATED - {"unit-principles"}),  # the last day counts
        (date(2013, 1, 1), ["waiver-expired"], VIOLATED),
    ],
)
def test_a_waiver_holds_to_the_end_of_its_last_day(today: date, findings: list[str], left: set[str]) -> None:
    report = waived(waiver("unit-principles"), how=run(today))
    assert [finding.code for finding in report.gate] == findings
    assert {v.rule for v in report.verdicts if v.standing == "violated"} == left


def test_an_expired_waiver_fails_the_run_though_nothing_departs() -> None:
    fine = judged(SLIPS.replace("inclusiveness,", "inclusiveness, transparency,"))
    fine = replace(fine, verdicts=tuple(v for v in fine.verdicts if v.outcome != "violated"))
    assert exit_code(fine) == 0
    report = waived(waiver("unit-principles"), fine, run(date(2013, 1, 1)))
    assert exit_code(report) == 1
    assert "held until 31 December 2012" in report.gate[0].message


# fmt: off
UNUSED = [
    # documents of the waiver      whole   stands   findings
    ('"programmes/2012.yaml"',     True,   True,    ["waiver-unused"]),
    ('"programmes/2012.yaml"',     False,  True,    ["waiver-unused"]),            # its one document was judged
    ('"programmes/*.yaml"',        True,   True,    ["waiver-unused"]),
    ('"programmes/*.yaml"',        False,  True,    []),                           # another programme may need it
    ('"programmes/2013.yaml"',     True,   True,    []),                           # it stands there, and was not judged
    ('"programmes/2013.yaml"',     False,  False,   ["waiver-without-document"]),
    ('"programmes/2013/**"',       True,   False,   ["waiver-without-document"]),
]
# fmt: on


@pytest.mark.parametrize(("documents", "whole", "stands", "findings"), UNUSED)
def test_only_a_run_that_saw_all_of_it_calls_a_waiver_unused(
    documents: str, whole: bool, stands: bool, findings: list[str]
) -> None:
    text = waiver("working-languages", "{id: intersessional-2012}", document=documents)
    report = waived(text, how=run(whole=whole, stands=stands))
    assert [finding.code for finding in report.gate] == findings


def test_a_waiver_of_what_is_still_open_is_not_unused() -> None:
    draft = SLIPS.replace("end: 2012-09-14", "end: 2012-09-XX")
    assert waived(waiver("next-meeting-length", "{id: 3msp}"), judged(draft)).gate == ()


def test_a_run_that_judges_nothing_has_no_findings_about_waivers() -> None:
    nothing = replace(judged(), documents=(), verdicts=())
    assert waived(waiver("unit-principles"), nothing, run(date(2013, 1, 1), stands=False)).gate == ()


def test_a_waiver_for_what_could_not_be_read_is_not_unused() -> None:
    unread = replace(judged(), documents=(), verdicts=(), unread=("programmes/2012.yaml",))
    assert waived(waiver("unit-principles"), unread, run(stands=False)).gate == ()


def test_a_waiver_of_a_decision_beyond_the_run_waits_for_a_run_with_it() -> None:
    source = Source.of("waivers.yaml", waiver("length").replace("beirut-2011/", "geneva-2010/"))
    allowances, problems = read(source, BOOK.names, RULES, may_know_others=True)
    assert problems == ()
    assert apply(judged(), allowances, run()).gate == ()
    assert [problem.code for problem in read(source, BOOK.names, RULES)[1]] == ["unknown-rule"]
    misspelt = Source.of("waivers.yaml", waiver("unit-principle"))
    assert [problem.code for problem in read(misspelt, BOOK.names, RULES, may_know_others=True)[1]] == ["unknown-rule"]


def test_the_finding_about_a_wrong_subject_says_the_right_one() -> None:
    report = waived(waiver("one-or-two-coordinators", "{topic: universalisation}"))
    assert report.gate[0].help.startswith("It is violated by `{topic: universalization}`.")


BAD = {
    waiver("unit-principles", reason="-"): ["the waiver needs `reason`"],
    waiver("unit-principles", reason=""): ["a waiver needs its `reason`, but here is a blank"],
    waiver("unit-principles", reason="____"): ["a waiver needs its `reason`, but here is a blank"],
    waiver("unit-principles", authority="-"): ["the waiver needs `authority`"],
    waiver("unit-principles", authority="TBD"): ["a waiver needs its `authority`, but here is a blank"],
    waiver("unit-principles", authority="{document: CCM/MSP/2012/5}"): ["the authority needs `paragraph`"],
    waiver("unit-principles", authority='{document: ____, paragraph: "3"}'): [
        "a waiver needs the symbol of the document that allows it, but here is a blank"
    ],
    waiver("unit-principles", authority="{document: CCM/MSP/2012/5, paragraph: 3}"): [
        "`paragraph` needs text, but the number `3` was found"
    ],
    waiver("unit-principles", expires="-"): ["the waiver needs `expires`"],
    waiver("unit-principles", expires="2012-12-XX"): [
        "a waiver needs a whole date as its last day, but here is a blank"
    ],
    waiver("unit-principles", expires="2012-02-30"): ["`expires` needs a date of the calendar"],
    waiver("unit-principle"): ["a rule of a known decision is needed here"],
    waiver("unit-principles", document="____"): ["a waiver needs its `document`, but here is a blank"],
    waiver("unit-principles", document='"../*/x.yaml"'): ["a path inside the folder of the waivers is needed"],
    waiver("unit-principles", document="programmes/../../x.yaml"): ["a path inside the folder of the waivers"],
    waiver("unit-principles", document="/etc/x.yaml"): ["`/etc/x.yaml` leads out of it"],
    waiver("unit-principles", subject="{}"): ["a waiver needs an `id`, a `topic` or a `state` under `subject`"],
    waiver("unit-principles", subject="{index: 3}"): ["a waiver needs an `id`", "the subject has no field `index`"],
    waiver("unit-principles", subject="{id: ____}"): ["a waiver needs the `id` of its subject"],
    waiver("unit-principles", subject="3msp"): ["`subject` needs a record"],
    waiver("unit-principles", because="so"): ["the waiver has no field `because`"],
    "____\n": ["needs a list of records"],
    "- ____\n": ["a waiver needs its rule, document, reason, authority and last day"],
    "rule: x\n": ["needs a list of records"],
    "- rule: [\n": ["cannot be read"],
}


@pytest.mark.parametrize("text", BAD)
def test_a_faulty_waiver_is_complained_about_and_allows_nothing(text: str) -> None:
    allowances, problems = read(Source.of("waivers.yaml", text), BOOK.names, RULES)
    assert allowances == ()
    assert len(problems) == len(BAD[text]), [problem.message for problem in problems]
    for problem, words in zip(problems, BAD[text], strict=True):
        assert words in problem.message


ADVICE = [
    ("- rule: beirut-2011/six-working-groups\n", "Add what is missing."),
    (waiver("unit-principles", expires="2030-02-30"), "Correct the day or the month."),
    (waiver("unit-principles", expires="soon"), ""),
    ("rule: x\n", "A list has an item for each: `- {rule: …, document: …, reason: …, authority: …, expires: …, …}`."),
]


@pytest.mark.parametrize(("text", "advice"), ADVICE)
def test_nobody_is_told_to_leave_a_blank_in_a_waiver(text: str, advice: str) -> None:
    _, problems = read(Source.of("waivers.yaml", text), BOOK.names, RULES)
    assert [problem.help for problem in problems] == [advice]


def test_all_complaints_come_at_once_and_sound_waivers_still_count() -> None:
    text = waiver("unit-principles") + waiver("next-meeting-length", reason="____", expires="2012-XX-XX")
    allowances, problems = read(Source.of("waivers.yaml", text), BOOK.names, RULES)
    assert [one.rule for one in allowances] == ["beirut-2011/unit-principles"]
    assert [problem.span.position.line for problem in problems] == [8, 10]


@pytest.mark.parametrize("text", ["# the last waiver was removed\n", "[]\n", "\n# none\n---\n"])
def test_a_file_without_waivers_is_no_fault(text: str) -> None:
    assert read(Source.of("waivers.yaml", text), BOOK.names, RULES) == ((), ())


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("a.yaml", "a.yaml", True),
        ("./a.yaml", "a.yaml", True),
        ("a.yaml", "b/a.yaml", False),
        ("*.yaml", "a.yaml", True),
        ("*.yaml", "b/a.yaml", False),
        ("**/*.yaml", "a.yaml", True),
        ("**/*.yaml", "b/c/a.yaml", True),
        ("b/**", "b/c/a.yaml", True),
        ("b/**/a.yaml", "b/a.yaml", True),
        ("b/**/a.yaml", "a.yaml", False),
        ("../b/*.yaml", "../b/a.yaml", True),
        ("201[23].yaml", "2013.yaml", True),
        ("201?.yaml", "2013.yaml", True),
        ("A.yaml", "a.yaml", False),
        ("-", "-", True),
    ],
)
def test_a_pattern_fits_a_path(pattern: str, path: str, fits: bool) -> None:
    assert matches(pattern, path) is fits


NAMES = st.lists(st.text("ab.", min_size=1, max_size=3).filter(lambda name: set(name) != {"."}), min_size=1, max_size=4)


@given(NAMES)
def test_a_path_fits_itself_and_any_folders_before_it(parts: list[str]) -> None:
    path = "/".join(parts)
    assert matches(path, path)
    assert matches(f"**/{parts[-1]}", path)
    assert matches("/".join("*" for _ in parts), path)
    assert not matches("/".join("*" for _ in [*parts, ""]), path)
