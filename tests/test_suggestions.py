"""Values that do not fit and what is suggested for them: each suggestion, put in their place, ends the complaint."""

from __future__ import annotations

import re

import pytest

from tests.test_document_bad_input import GOOD, HEAD, complaints

MEETING = HEAD + "meetings:\n  - {id: a, kind: ____, FIELD: VALUE}\n"
BLANK_DATE = "title: T\nmeetings: []\ndecided_on: VALUE\n"

# What stands there, in which place, and what is suggested.
SUGGESTED = [
    (BLANK_DATE, "16 September 2011", ["2011-09-16"]),
    (BLANK_DATE, "April 15, 2013", ["2013-04-15"]),
    (BLANK_DATE, "15th of April 2013", ["2013-04-15"]),
    (BLANK_DATE, "Monday, 15 April 2013", ["2013-04-15"]),
    (BLANK_DATE, "15 Sept. 2013", ["2013-09-15"]),
    (BLANK_DATE, "April 2013", ["2013-04-XX"]),
    (BLANK_DATE, "15.04.2013", ["2013-04-15"]),
    (BLANK_DATE, "15/04/2013", ["2013-04-15"]),
    (BLANK_DATE, "04/15/2013", ["2013-04-15"]),
    (BLANK_DATE, "4/5/2013", ["2013-05-04", "2013-04-05"]),
    (BLANK_DATE, "2013-4-15", ["2013-04-15"]),
    (BLANK_DATE, "2013/04/15", ["2013-04-15"]),
    (BLANK_DATE, "31 April 2013", []),
    (BLANK_DATE, "next April", []),
    (MEETING.replace("FIELD", "start"), '"16 to 19 April 2013"', ["2013-04-16"]),
    (MEETING.replace("FIELD", "end"), '"16 to 19 April 2013"', ["2013-04-19"]),
    (MEETING.replace("FIELD", "end"), '"29 April - 3 May 2013"', ["2013-05-03"]),
    (MEETING.replace("FIELD", "years"), "2013-14", ["[2013, 2014]"]),
    (MEETING.replace("FIELD", "years"), "2013-2014", ["[2013, 2014]"]),
    (MEETING.replace("FIELD", "years"), "2013/14", ["[2013, 2014]"]),
    (MEETING.replace("FIELD", "years"), "2013 and 2014", ["[2013, 2014]"]),
    (MEETING.replace("FIELD", "years"), '"2013, 2014"', ["[2013, 2014]"]),
    (MEETING.replace("FIELD", "years"), "2013", ["[2013]"]),
    (GOOD + "states: VALUE\n", "Norway, Chile and Peru", ["[Norway, Chile, Peru]"]),
    (GOOD + "states: VALUE\n", "Norway", ["[Norway]"]),
    (GOOD + "states: VALUE\n", "none", ["[]"]),
    (GOOD + "states: VALUE\n", "N/A", ["[]"]),
    (GOOD + "independent: VALUE\n", "yes", ["true"]),
    (GOOD + "independent: VALUE\n", '"No"', ["false"]),
    (GOOD + "independent: VALUE\n", "perhaps", []),
    (GOOD + "year: VALUE\n", "two", ["2"]),
    (GOOD + "year: VALUE\n", "2013-14", ["2013", "2014"]),
    (GOOD + "year: VALUE\n", "2013 and 2014", ["2013", "2014"]),
    (GOOD + "year: VALUE\n", "2013-2019", []),
]


@pytest.mark.parametrize(("text", "value", "expected"), SUGGESTED)
def test_a_suggestion_ends_the_complaint(text: str, value: str, expected: list[str]) -> None:
    (made,) = complaints("x.yaml", text.replace("VALUE", value))
    advice = re.split("What is not|If it is not|A day that is not", made.help)[0]
    assert re.findall(r"`([^`]*)`", advice) == expected
    for suggestion in expected:
        assert complaints("x.yaml", text.replace("VALUE", suggestion)) == ()


def test_in_json_a_suggestion_is_json() -> None:
    text = '{"title": "T", "decided_on": "2011-09-16", "meetings": [], "states": VALUE}'
    (made,) = complaints("x.json", text.replace("VALUE", '"Norway and Chile"'))
    assert '`["Norway", "Chile"]`' in made.help
    assert complaints("x.json", text.replace("VALUE", '["Norway", "Chile"]')) == ()
