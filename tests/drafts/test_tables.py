"""What the head of a column says of its cells: what is understood gives values, all else is left over."""

from __future__ import annotations

from typing import Any

import pytest

from ccmcheck.document.validation import plain
from tests.drafts.readings import understood

TEXT = """\
# Work programme for 2012

Decided on: 16 September 2011

1. The States parties decided to establish working groups on universalization and on clearance. Their coordinators are:

{}
"""


def coordinators(*rows: str, delimiter: bool) -> tuple[Any, list[str]]:
    """The coordinators of the groups as data, and the words left over."""
    lines = [f"| {row} |" for row in rows]
    lines[1:1] = ["|" + " --- |" * (rows[0].count("|") + 1)] if delimiter else []
    found = understood(TEXT.format("\n".join(lines)))
    groups = plain(found.raw)["working_groups"]
    return [group.get("coordinators") for group in groups], [left.words for left in found.left_over]


@pytest.mark.parametrize(
    ("head", "years"),
    [
        ("2012", [2012]),
        ("in 2012", [2012]),
        ("For 2012", [2012]),
        ("Coordinator in 2012", [2012]),
        ("Coordinator(s) for the year 2012", [2012]),
        ("State (2012)", [2012]),
        ("Term: 2012-2013", [2012, 2013]),
        ("from 2012 to 2013", [2012, 2013]),
        ("2012 and 2013", [2012, 2013]),
        ("2012/2013", [2012, 2013]),
        ("Coordinator until 2012", "____"),
        ("until 2012", "____"),
        ("Coordinator from 2012", "____"),
        ("Coordinator by 2012", "____"),
        ("Coordinator to 2013", "____"),
        ("End 2012", "____"),
        ("2012 or 2013", "____"),
        ("2011-2013", "____"),
        ("Coordinator in 2011-2013", "____"),
    ],
)
@pytest.mark.parametrize("delimiter", [True, False])
def test_years_at_a_head_are_a_term_where_they_can_be_nothing_else(head: str, years: Any, delimiter: bool) -> None:
    rows = (f"Working group | {head} | 2013", "Universalization | Japan |", "Clearance | Ireland | Laos")
    (first, second), left = coordinators(*rows, delimiter=delimiter)
    shown = [[each.get("years") for each in group] for group in (first, second)]
    assert shown == [[years], [years, [2013]]]
    assert not left


@pytest.mark.parametrize(
    "head",
    [
        "Former coordinator",
        "Alternate",
        "Proposed coordinator in 2012",
        "Not coordinator in 2012",
        "Observer State",
        "?",
    ],
)
@pytest.mark.parametrize("delimiter", [True, False])
def test_a_column_whose_head_is_not_understood_gives_no_values(head: str, delimiter: bool) -> None:
    rows = (f"Working group | Coordinator | {head}", "Universalization | Japan | Sweden", "Clearance | Ireland |")
    (first, second), left = coordinators(*rows, delimiter=delimiter)
    assert first == [{"state": "Japan"}, "Sweden"]  # a half list, which goes on with the words
    assert second == [{"state": "Ireland"}]
    assert left == ["Sweden"]


def test_nor_does_it_where_no_other_column_names_anybody() -> None:
    rows = ("Working group | Former coordinator", "Universalization | Sweden", "Clearance |")
    (first, second), left = coordinators(*rows, delimiter=True)
    assert second is None
    assert first == "____"
    assert left == ["Sweden"]


@pytest.mark.parametrize(
    "rows",
    [
        ("President | Norway | 2012", "Universalization | Japan | 2012-2013"),  # columns of years
        ("Dates | 11 May | Oslo", "Place | Geneva | Bern"),  # heads at the side
        ("Universalization | Japan | 2012", "Clearance | Ireland | 2012"),
    ],
)
def test_a_row_of_data_is_no_head(rows: tuple[str, str]) -> None:
    found = understood(TEXT.format("\n".join(f"| {row} |" for row in rows)))
    assert not any(passage.is_header for passage in found.draft.passages)


MEETINGS = """\
# Work programme for 2012

Decided on: 16 September 2011

1. The States parties decided to hold the Third Meeting of the States Parties in Oslo, Norway.

2. The meetings are:

{}
"""


@pytest.mark.parametrize(
    ("rows", "start", "left"),
    [
        (("Meeting | Dates", "Third Meeting of the States Parties | 11 to 14 May 2012"), "2012-05-11", []),
        (("Meeting | Alternative dates", "Third Meeting of the States Parties | 11 May 2012"), "____", ["11 May 2012"]),
        (
            ("Meeting | Dates | Alternative dates", "Third Meeting of the States Parties | | 11 May 2012"),
            "____",
            ["11 May 2012"],
        ),
        (  # the second row speaks of the same meeting
            ("Meeting | Dates", "Third Meeting of the States Parties | 11 to 14 May 2012", "| 15 May 2012"),
            "____",
            [],
        ),
    ],
)
def test_rows_about_a_meeting(rows: tuple[str, ...], start: str, left: list[str]) -> None:
    lines = [f"| {row} |" for row in rows]
    lines[1:1] = ["|" + " --- |" * (rows[0].count("|") + 1)]
    found = understood(MEETINGS.format("\n".join(lines)))
    (meeting,) = plain(found.raw)["meetings"]
    assert meeting.get("start") == start
    assert [each.words for each in found.left_over] == left


def test_a_state_in_a_head_that_is_not_understood_is_left_over() -> None:
    rows = ("Working group | Coordinator (Norway)", "Universalization |", "Clearance |")
    assert "Norway" in coordinators(*rows, delimiter=True)[1]
