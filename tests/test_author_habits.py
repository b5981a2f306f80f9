"""What authors of rules write out of habit, and what to write instead: one complaint for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_rules_errors import HEADER, complaints

HELD = 'obligation held\n  under 1(a) "five days"\n'
EACH = f"{HELD}  for each meeting in meetings\n"

# What is written, the place that is marked (line and column), and what is to be written instead.
HABITS = [
    ("# why\n" + HELD + "  require year = 2012\n", "1:1", "A comment begins with two hyphens: `-- why`."),
    (HELD + "  require year = 2012 # why\n", "3:23", "A comment begins with two hyphens: `-- why`."),
    (HELD + "  require year == 2012\n", "3:17", "Equality is one `=`."),
    (HELD + "  require year := 2012\n", "3:16", "Equality is one `=`."),
    (HELD + "  require year <> 2012\n", "3:17", "Unlike is written `!=`."),
    (HELD + "  require year = 2012 && year = 2013\n", "3:23", "Conditions are joined by `and` and `or`."),
    (HELD + "  require !(year = 2012)\n", "3:11", "Not is written `not`."),
    (EACH + "  require days(meeting.start, meeting.end) at most 5 days\n", "4:44",
     "At most is written `<=`, at least `>=`, more than `>`, less than `<`."),
    (EACH + "  require days(meeting.start, meeting.end) <= 5\n", "4:11", "Write `5 days`."),
    (EACH + "  require days(meeting.start, meeting.end) > 1\n", "4:11", "Write `1 day`."),
    (HELD + "  require decided_on <= 20/04/2012\n", "3:27", "A date is written year, month, day: `2011-09-16`."),
    (HELD + "  require decided_on <= 20.04.2012\n", "3:31", "A date is written year, month, day: `2011-09-16`."),
    (HELD + "  require decided_on <= 2012–04–20\n", "3:29", "A date is written with plain hyphens: `2011-09-16`."),
    (HELD + '  require meeting.city = "Geneva"\n', "3:11",
     "Write `for each meeting in meetings` before, so that it has a meaning."),
    (HELD + '  require group.topic = "universalization"\n', "3:11",
     "Write `for each group in working_groups` before, so that it has a meaning."),
    (EACH + '  must meeting.city = "Geneva"\n', "4:3", "What a rule needs follows `require`."),
    (EACH + '  requires meeting.city = "Geneva"\n', "4:3", "did you mean `require`?"),
    (EACH + '  Require meeting.city = "Geneva"\n', "4:3", "did you mean `require`?"),
    (HELD + '  for each meeting inmeetings\n  require meeting.city = "Geneva"\n', "3:20", "Until it is mended"),
    ('obligation held\n  under article 1(a) "five days"\n  require year = 2012\n', "2:9",
     "An article is cited by its whole name: `Article 1(a)`."),
    ('obligation held\n  under Art. 1(a) "five days"\n  require year = 2012\n', "2:10",
     "An article is cited by its whole name: `Article 1(a)`."),
    (HELD + "  require any meeting in meetings satisfies meeting.start is given\n", "3:15",
     "At least one is `some X in LIST satisfies …`"),
    (HELD + "  require exists decided_on\n", "3:18", "Whether a field is filled in is asked by `… is given`."),
    (HELD + '  require decided_on > "2012-04-20"\n', "3:11", "Write `2012-04-20`, without quotation marks."),
    (HELD + '  require decided_on between "2012-04-20" and 2012-05-01\n', "3:11", "Write `2012-04-20`, without"),
    (HELD + '  require year = "2012"\n', "3:11", "Write `2012`, without quotation marks."),
    (HELD + "  require decided_on + 5 > 2012-04-20\n", "3:11",
     "Say of what there are 5: `5 days`, `5 months` or `5 years`."),
    (HELD + "  require decided_on + one year > 2012-04-20\n", "3:28",
     "The number before it stands in digits: `2 years`."),
    (HELD + "  require decided_on within 2012-XX-XX\n", "3:22",
     "A day within a stretch is `… between FIRST and LAST`."),
    (HELD + "  require decided_on <= 20 April 2012\n", "3:28",
     "A date is written year, month, day: `2011-09-16`."),
    (HELD + "  require year between 2014 and 2012\n", "3:11", "Write `between 2012 and 2014`."),
    (HELD + "  require implementation_support_unit.independent = yes\n", "3:53", "did you mean `true`?"),
    (HELD + '  require implementation_support_unit.independent = "no"\n', "3:11",
     "Write `false`, without quotation marks."),
    (HELD + "  require meetings.start = 2012-04-16\n", "3:20",
     "Run through the list: `for each meeting in meetings`, then `meeting.start`."),
    (EACH + '  require meeting.city = "Oslo", "Geneva"\n', "4:32", 'A list stands in brackets: `["…", "…"]`.'),
    (EACH + '  require meeting.city in "Oslo"\n', "4:27", 'Write `["Oslo"]`.'),
    (EACH + '  require meeting.city = "Oslo" or "Geneva"\n', "4:36", 'Write `meeting.city in ["Oslo", "Geneva"]`.'),
    ('obligation too_long\n  under 1(a) "five days"\n  require year = 2012\n', "1:15",
     "The words of a rule's name are joined by hyphens: `meeting-length`."),
    ('obligation Held\n  under 1(a) "five days"\n  require year = 2012\n', "1:12",
     "A name is written in small letters"),
    (f"{HELD}  require year = 2012\ndefine a-day = 1 day\n", "4:9",
     "The words of this name are joined by `_`: `meeting_length`."),
    ('obligation held\n  under 1(a) "five days\n  require decided_by = "2MSP"\n', "2:14", "Close it, and indent"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "instead"), HABITS, ids=lambda value: repr(value)[-40:])
def test_a_habit(tmp_path: Path, text: str, place: str, instead: str) -> None:
    (made,) = complaints(tmp_path, text)
    line, column = made.span.position
    assert f"{line - HEADER.count(chr(10))}:{column}" == place
    assert made.help.startswith(instead)


@pytest.mark.parametrize("name", ["inside", "require_all", "forest", "days_off", "order", "notes", "overall"])
def test_a_name_may_begin_like_a_keyword(tmp_path: Path, name: str) -> None:
    rule = f'{HELD}  for each {name} in meetings\n  require {name}.city = "Geneva" and {name} .end is given\n'
    assert complaints(tmp_path, rule) == []
