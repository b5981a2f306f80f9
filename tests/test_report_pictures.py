"""The pictures as plain shapes: rows, bars and words, for dates as drafts have them and as nobody should."""

# ruff: noqa: E501 -- a row of a table is a line, however long

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccmcheck.report import FORMATS as WRITERS
from ccmcheck.report.pictures import Picture, meetings, terms
from ccmcheck.report.pictures.shapes import LEFT, WIDTH, Standings
from tests.report_samples import FORMATS, report

HEAD = "treaty: CCM\ntitle: x\ndecided_on: 2012-09-14\n"


def pictures(text: str) -> tuple[Picture | None, Picture | None]:
    told = report(("a.yaml", HEAD + text))
    root = told.documents[0].root
    assert root is not None
    return meetings(root, told.verdicts), terms(root, told.verdicts)


# A meeting, and how it stands: kind, first and last day of its bar, words.
MEETINGS = [
    ("start: 2013-04-15, end: 2013-04-18", "plain", "2013-04-15", "2013-04-18", "15 to 18 April 2013"),
    ("start: 2013-04-15, end: 2013-04-15", "plain", "2013-04-15", "2013-04-15", "15 April 2013"),
    ("start: 2013-04-XX, end: 2013-04-18", "open", "2013-04-01", "2013-04-18", "open, within 1 to 18 April 2013"),
    ("start: 2013-XX-XX, end: 2013-XX-XX", "open", "2013-01-01", "2013-12-31", "open, within 1 January to 31 December 2013"),
    ("start: 2013-04-15", "open", "2013-04-15", "2013-04-15", "open, within 15 April 2013"),
    ("start: ____, end: 2013-04-18", "open", "2013-04-18", "2013-04-18", "open, within 18 April 2013"),
    ("start: ____, end: ____", "open", "2013-01-01", "2013-12-31", "no dates yet"),
    ("title: x", "open", "2013-01-01", "2013-12-31", "no dates yet"),
    ("start: 2012-12-28, end: 2013-01-03", "plain", "2012-12-28", "2013-01-03", "28 December 2012 to 3 January 2013"),
]  # fmt: skip


@pytest.mark.parametrize(("dates", "kind", "start", "end", "words"), MEETINGS)
def test_a_meeting_is_drawn(dates: str, kind: str, start: str, end: str, words: str) -> None:
    drawn, _ = pictures(f"year: 2013\nmeetings: [{{id: one, kind: preparatory-meeting, {dates}}}]\n")
    assert drawn is not None
    (row,) = drawn.rows
    (bar,) = row.bars
    assert (bar.kind, bar.start, bar.end, row.words) == (kind, start, end, words)
    assert bar.open == (kind == "open")
    assert LEFT <= bar.x <= bar.x + bar.width <= LEFT + WIDTH


def test_a_meeting_in_another_century_is_told_and_not_drawn() -> None:
    drawn, _ = pictures(
        "year: 2013\nmeetings: [{id: far, kind: preparatory-meeting, start: 2113-05-10, end: 2113-05-11}]\n"
    )
    assert drawn is not None
    (row,) = drawn.rows
    assert row.bars == ()
    assert row.aside == "outside this drawing: 10 to 11 May 2113"
    assert row.words == "10 to 11 May 2113"


# The years of a coordinator, and its bars and words.
TERMS = [
    ("[2013]", [("2013", "2013")], "2013"),
    ("[2014, 2013]", [("2013", "2014")], "2013 and 2014"),
    ("[2013, 2015]", [("2013", "2013"), ("2015", "2015")], "2013 and 2015, departs from a decision"),
    ("[2013, ____]", [("2013", "2014"), ("2013", "2013")], "2013, years still open"),
    ("____", [("2013", "2014")], "years still open"),
    ("[]", [], "no years"),
]


@pytest.mark.parametrize(("years", "bars", "words"), TERMS)
def test_a_term_is_drawn(years: str, bars: list[tuple[str, str]], words: str) -> None:
    _, drawn = pictures(
        "year: 2013\nmeetings: []\nworking_groups: [{topic: victim-assistance, "
        f"coordinators: [{{state: Norway, years: {years}}}]}}]\n"
    )
    assert drawn is not None
    heading, row = drawn.rows
    assert heading.heading
    assert heading.name == "Victim assistance"
    assert [(bar.start, bar.end) for bar in row.bars] == bars
    assert row.words.removesuffix(", departs from a decision") == words.removesuffix(", departs from a decision")
    assert all(LEFT <= bar.x <= bar.x + bar.width <= LEFT + WIDTH for bar in row.bars)


def test_a_group_stands_with_its_own_departures_and_not_with_those_of_its_members() -> None:
    _, drawn = pictures(
        "year: 2013\nmeetings: []\nworking_groups:\n"
        "  - topic: universalization\n    coordinators: [{state: Ruritania, years: [2013]}]\n"
        "  - topic: victim-assistance\n    coordinators: []\n"
    )
    assert drawn is not None
    assert [(row.name, row.kind) for row in drawn.rows] == [
        ("Universalization", "plain"),
        ("Ruritania", "violated"),
        ("Victim assistance", "violated"),
        ("nobody", "plain"),
    ]


EXTREMES = {
    "a year beyond the calendar": "year: 999999999999\nmeetings: [{id: a, kind: intersessional, start: 9999-12-31, end: 9999-12-31}]\n",
    "the whole calendar": "year: 1\nmeetings: [{id: a, kind: intersessional, start: 0001-01-01, end: 9999-12-31}]\n",
    "years that are none": "year: 2013\nmeetings: []\nworking_groups: [{topic: universalization, coordinators: [{state: Norway, years: [99999999999999999999, 0, -5]}]}]\n",
    "blanks for lists": "year: ____\nmeetings: ____\nworking_groups: ____\n",
    "blanks for entries": "year: ____\nmeetings: [____, {id: ____, kind: ____, start: ____}]\nworking_groups: [____, {topic: ____, coordinators: [____, {state: ____, years: [____]}]}]\n",
    "an end before its start": "year: 2013\nmeetings: [{id: a, kind: intersessional, start: 2013-05-10, end: 2013-05-01}]\n",
    "half dates the wrong way round": "year: 2013\nmeetings: [{id: c, kind: intersessional, start: 2014-XX-XX, end: 2013-XX-XX}]\n",
    "nothing": "",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("extreme", list(EXTREMES))
def test_no_document_is_too_much_for_a_format(name: str, extreme: str) -> None:
    text = HEAD + EXTREMES[extreme] if EXTREMES[extreme] else ""
    assert WRITERS[name](report(("a.yaml", text))).endswith("\n")


POINTERS = st.lists(st.sampled_from(["a", "b", "0", "1"]), max_size=4).map(
    lambda steps: "".join(f"/{s}" for s in steps)
)


@given(st.lists(st.tuples(POINTERS, st.sampled_from(["violated", "undecided", "satisfied"]))), POINTERS, st.booleans())
def test_the_standing_of_a_place_is_that_of_the_verdicts_that_touch_it(
    verdicts: list[tuple[str, str]], place: str, below: bool
) -> None:
    wanted = f"{place}/" if below else place
    touching = {kind for at, kind in verdicts if (at.startswith(wanted) if below else at == wanted)}
    expected = "violated" if "violated" in touching else "open" if "undecided" in touching else "plain"
    given_ = [SimpleNamespace(subject=at, standing=kind, details=()) for at, kind in verdicts]
    assert Standings(given_).of(wanted) == expected  # type: ignore[arg-type]
