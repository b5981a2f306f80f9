"""Drafts as a drafter left them: what `mend` and `complete` say of each is what the drafter would have done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.cli import main
from tests.proving.test_prove import rule, written

DRAFT = Path("samples/2012-draft.yaml").read_text(encoding="utf-8")
GROUPS = DRAFT[DRAFT.index("working_groups:") : DRAFT.index("thematic_areas:")]
AREAS = DRAFT[DRAFT.index("thematic_areas:") : DRAFT.index("coordination_committee:")]
UNIT = DRAFT[DRAFT.index("implementation_support_unit:") :]
FIRST, NEXT = "  - topic: general-status-and-operation\n", "  - topic: victim-assistance\n"
OF_FIRST = GROUPS[GROUPS.index(FIRST) + len(FIRST) : GROUPS.index("  - topic: universalization")]
LATE = ("establish_by: ____", "establish_by: 2012-12-31")
FAULTY = """\
    coordinators:
      - {state: Zambia, years: [2012, 2013, 2014]}
      - {state: Sweden, years: [2012, 2013]}
      - {state: Chile, years: [2012]}
"""
START, END = "start: 2012-XX-XX", "end: 2012-XX-XX"

# What is changed in the President's draft, and what `mend` says must be done, in order.
MENDED: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...]]] = {
    "the year of a meeting": (
        ((START, "start: 2013-09-11"), (END, "end: 2013-09-14")),
        ("3msp, start: 2012-09-11 instead of", "3msp, end: 2012-09-14 instead of"),
    ),
    "what only clashes beside a departure": (
        (("city: Geneva", "city: Bern"), (START, "start: 2012-09-XX"), LATE),
        ("intersessional-2012, city: Geneva", "establish_by: 2012-10-03"),
    ),
    "what only clashes": (
        ((START, "start: 2012-09-XX"), LATE),
        ("establish_by: 2012-10-03",),
    ),
    "a list that is blank beside it": (
        (("city: Geneva", "city: Bern"), (AREAS, "thematic_areas: ____\n\n")),
        ("intersessional-2012, city: Geneva",),
    ),
    "a group twice": (
        ((NEXT, f"  - topic: universalization\n{OF_FIRST}{NEXT}"),),
        ("working_groups, universalization: take it away",),
    ),
    "a faulty third coordinator": (
        ((OF_FIRST, FAULTY),),
        ("coordinators, Zambia, years, number 3: take it away", "coordinators, Sweden: take it away"),
    ),
    "no group at all": (
        ((GROUPS, "working_groups: []\n\n"),),
        tuple(
            f"working_groups: add {{topic: {topic}, "
            for topic in (
                "general-status-and-operation", "universalization", "victim-assistance", "clearance-and-risk-reduction",
                "stockpile-destruction-and-retention", "cooperation-and-assistance",
            )
        ),
    ),
    "no Unit": (((UNIT, ""),), ("implementation_support_unit: state it: {director: ____}",)),
}  # fmt: skip


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    text = DRAFT
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    draft = folder / "draft.yaml"
    draft.write_text(text, encoding="utf-8")
    return draft


@pytest.mark.parametrize("name", MENDED)
def test_a_draft_is_mended_as_its_drafter_would(tmp_path: Path, name: str) -> None:
    changes, wanted = MENDED[name]
    target = tmp_path / "mended.yaml"
    done = CliRunner().invoke(main, ["mend", str(changed(tmp_path, *changes)), "-o", str(target)])
    assert done.exit_code == 0, done.output
    made = [line for line in done.output.splitlines() if line.lstrip()[:1].isdigit() and line.startswith("  ")]
    said = [line for line in made if any(words in line for words in wanted)]
    assert len(said) == len(made) == len(wanted), done.output
    assert CliRunner().invoke(main, ["check", str(target)]).exit_code == 0


# What is changed, and the lines that `complete` names as what stands against it.
STANDS: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...]]] = {
    "a term that is none": (
        ((OF_FIRST.splitlines()[1], "      - {state: Zambia, years: [____, ____, ____]}"),),
        ("Zambia, years",),
    ),
    "both days of a meeting": (
        (("start: 2012-04-16", "start: 2012-07-16"), ("end: 2012-04-19", "end: 2012-07-19")),
        ("intersessional-2012, start: 2012-07-16", "intersessional-2012, end: 2012-07-19"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STANDS)
def test_what_stands_against_a_completion_is_named_where_it_stands(tmp_path: Path, name: str) -> None:
    changes, wanted = STANDS[name]
    done = CliRunner().invoke(main, ["complete", str(changed(tmp_path, *changes))])
    assert done.exit_code == 1, done.output
    named = [line for line in done.output.splitlines() if line.startswith("  line ")]
    assert len(named) == len(wanted), done.output
    assert all(words in line for words, line in zip(wanted, named, strict=True))


@pytest.mark.parametrize(
    ("written", "outcome"),
    [
        ("2012-05-__", "violated"), ("2012-__-__", "undecided"), ("2012-__", "undecided"), ("2012-04-__", "undecided"),
        ("2012-13-__", "needs a date of the calendar"), ("____-10-16", "needs a date written like"),
        ("2012-__-16", "needs a date written like"), ("____", "undecided"),
    ],
)  # fmt: skip
def test_the_month_of_half_a_date_counts_however_the_day_is_left_open(
    tmp_path: Path, written: str, outcome: str
) -> None:
    draft = changed(tmp_path, ("start: 2012-04-16", f"start: {written}"), ("end: 2012-04-19", "end: ____"))
    said = CliRunner().invoke(main, ["check", "-v", str(draft)]).output
    assert f"{outcome:<11} intersessional-2012-venue" in said or outcome in said
    completed = CliRunner().invoke(main, ["complete", str(draft)])
    assert completed.exit_code == {"violated": 1, "undecided": 0}.get(outcome, 5), completed.output


NOT_ASKED = "Not asked, since it speaks of the programme before: as-many. `ccmcheck check --previous FILE` asks it."
SAMPLE = Path("samples/2012.yaml").read_text(encoding="utf-8")
BERN, BLANK = SAMPLE.replace("city: Geneva", "city: Bern"), SAMPLE.replace("venue: World Meteor", "venue: ____  # ")
GENEVA = rule("geneva", 'require no meeting in meetings satisfies meeting.city = "Bern"')
AS_MANY = rule("as-many", "require count(meetings) >= count(previous.meetings)")
# The programme, the command, what it says, and what it must not say.
UNASKED = [
    (SAMPLE, ["mend"], "No obligation that was asked is violated.", "nothing to mend"),
    (BERN, ["mend"], "after which no obligation that was asked is violated", "for which as-many"),
    (SAMPLE, ["complete"], "Nothing is blank that a rule asks for, of those that were asked.", "asks for.\n"),
    (BLANK, ["complete"], "left blank, and no rule asks for it, of those that were asked;", "asks for it;"),
    (SAMPLE, ["check", "--exact"], "the programme before is not at hand", "failed"),
    (BERN, ["check", "--exact", "--previous", "before.yaml"], "2 rules: 2 violated", "failed"),
]


@pytest.mark.parametrize(("programme", "command", "words", "never"), UNASKED)
def test_a_rule_about_the_programme_before_is_named_as_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programme: str, command: list[str], words: str, never: str
) -> None:
    rules = written(tmp_path, GENEVA, AS_MANY)
    monkeypatch.chdir(tmp_path)
    Path("p.yaml").write_text(programme, encoding="utf-8")
    more = SAMPLE.replace("meetings:\n", "meetings:\n  - {id: third, kind: intersessional}\n", 1)
    Path("before.yaml").write_text(more.replace("year: 2012", "year: 2011"), encoding="utf-8")
    said = CliRunner().invoke(main, [*command, "p.yaml", "--rules", str(rules)]).output
    assert words in said
    assert never not in said
    assert (NOT_ASKED in said) == (command[0] != "check")
    if command[0] != "check":
        data = CliRunner().invoke(main, [*command, "p.yaml", "--rules", str(rules), "--format", "json"]).stdout
        assert json.loads(data)["not_asked"] == ["as-many"]
