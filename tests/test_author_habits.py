"""What authors of rules write out of habit, and what to write instead: one complaint for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_rules_errors import HEADER, complaints

HELD = 'obligation held\n  under 1(a) "five days"\n'
EACH = f"{HELD}  for each meeting in meetings\n"

ORDER = "The parts of a rule stand in this order: `under`, `for each`, `where`, `when`, `require` or `ask`"
PARENTHESES = "Behind `and`, `or` and `not` the likes of `if` and `every` stand in parentheses: `A or (if B then C)`."
DIGITS = "The digits of a number stand together: `1200000`."
QUANTIFIED = "At least one is `some X in LIST satisfies …`, all of them `every X in LIST satisfies …`."
SHARE = "Numbers are only added and subtracted; a share is `40 percent of N`, `half of N` or `two thirds of N`."
BETWEEN = "Between two limits, both included, is `… between 1 and 2`."

CITED = [
    ("paragraph 1(a)", "2:9", "A paragraph is cited by its number alone: `1(a)`."),
    ("Paragraph 1(a)", "2:10", "A paragraph is cited by its number alone: `1(a)`."),
    ("para. 1(a)", "2:9", "A paragraph is cited by its number alone: `1(a)`."),
    ("section 1", "2:9", "It is cited with a capital: `Annex II`, `Section 2`."),
    ("1 (a)", "2:11", "What is under a paragraph stands in brackets right behind its number: `1(a)`."),
    ("1.a", "2:10", "What is under a paragraph stands in brackets right behind its number: `1(a)`."),
    ("1 a", "2:11", "What is under a paragraph stands in brackets right behind its number: `1(a)`."),
    ("1(a) (i)", "2:14", "What is under a paragraph stands in brackets right behind its number: `1(a)(i)`."),
    ("1(a), 1(b)", "2:13", "Each paragraph has an `under` with words of its own"),
    ("1(a) and 1(b)", "2:14", "Each paragraph has an `under` with words of its own"),
    ("1(a) five days", "2:14", "The words stand between quotation marks"),
    ("1-2", "2:10", "Each paragraph has an `under` with words of its own"),
    ('"1(a)"', "2:9", "The number of the paragraph comes first, and without quotation marks"),
]
CONDITIONS = [
    ("year = 40% of year", "3:20", "A share is written in words: `40 percent of N`."),
    ("year = 12.5 per cent of year", "3:23", "A share is written in words: `12.5 percent of N`."),
    ("year = 0.4 * year", "3:22", SHARE),
    ("year = year / 2", "3:23", SHARE),
    ("year = 0.4 of year", "3:22", SHARE),
    ("every m of meetings satisfies m.city is given", "3:19", "Until it is mended"),
    ("year = one fourth of year", "3:22", SHARE),
    ("count of meetings = 2", "3:17", "How many there are is `count(LIST)`."),
    ("year <= 1_200_000", "3:20", DIGITS),
    ("year <= 1,200,000", "3:20", DIGITS),
    ("year <= 1 200 000", "3:21", DIGITS),
    ("year <= 1'200'000", "3:20", DIGITS),
    ("year <= 1.2 million", "3:23", DIGITS),
    ("year = 2012, 2013", "3:22", 'A list stands in brackets: `["…", "…"]`.'),
    ("decided_on <= 2012-04-16 - 6 weeks", "3:40", "Weeks are written in days: six weeks are `42 days`."),
    ("decided_on <= 2012-04-16 - six weeks", "3:42", "Weeks are written in days: six weeks are `42 days`."),
    ("decided_on <= 2012-04-16 - fifteen days", "3:46", "The number before it stands in digits: `2 days`."),
    ("decided_on <= 2012-04-16 - 48 hours", "3:41", "A length of time is written in days, months or years"),
    ("decided_on <= 2012-04-16 - 5 working days", "3:40", "A length of time is written in days, months or years"),
    ("all m in meetings satisfies m.city is given", "3:15", QUANTIFIED),
    ("each m in meetings satisfies m.city is given", "3:16", QUANTIFIED),
    ("for each m in meetings m.city is given", "3:15", QUANTIFIED),
    ("for all m in meetings satisfies m.city is given", "3:15", QUANTIFIED),
    ("exists m in meetings satisfies m.city is given", "3:18", QUANTIFIED),
    ("every m in meetings satisfies m.city is given where year = 1", "3:57", "`where` stands before `satisfies`."),
    ("count(meetings) = two", "3:29", "did you mean `2`?"),
    ("count(meetings) = twenty", "3:29", "did you mean `20`?"),
    ("count(meetings) is 2", "3:30", "Equality is one `=`."),
    ('title is "a"', "3:20", "Equality is one `=`."),
    ("year equals 2012", "3:16", "Equality is one `=`."),
    ("year is not 2012", "3:19", "Unlike is written `!=`."),
    ("year is not given", "3:19", "The opposite of `is given` is `is missing`."),
    ("year is in [2012]", "3:19", "Leave `is` out"),
    ("year is between 1 and 2", "3:19", "Leave `is` out"),
    ("year is more than 2", "3:19", "At most is written `<=`"),
    ("decided_on is before 2012-04-16", "3:25", "Before is written `<`, no later than `<=`"),
    ("decided_on no later than 2012-04-16", "3:22", "Before is written `<`, no later than `<=`"),
    ("1 <= count(meetings) <= 2", "3:32", BETWEEN),
    ("1<count(meetings)<2", "3:28", BETWEEN),
    ("count(meetings) >= 1 and <= 2", "3:36", BETWEEN),
    ("year = 1 or = 2", "3:23", "What is compared stands on both sides of `and` and `or`"),
    ("count(meetings) = 1 or 2", "3:34", "Write `count(meetings) in [1, 2]`."),
    ("year = 2012 or 2013 or 2014", "3:26", "Write `year in [2012, 2013, 2014]`."),
    ("year != 2012 or 2013", "3:27", "Compare it with something. Until"),
    ("title is given or year", "3:29", "Compare it with something, or ask whether it `is given`."),
    ("count(meetings)", "3:11", "Compare it with something. Until"),
    ("year = 2012 or if year = 2013 then title is given", "3:29", PARENTHESES),
    ("not if year = 2013 then title is given", "3:18", PARENTHESES),
    ("year = 1 or if (year = 2) then title is given", "3:37", PARENTHESES),
    ("year = 1 and every m in meetings satisfies m.city is given", "3:30", PARENTHESES),
    ("year = 1 and at least 2 m in meetings satisfies m.city is given", "3:27", PARENTHESES),
    ("meetings = 2", "3:11", "Write `count(meetings)`."),
    ("meetings between 1 and 2", "3:11", "Write `count(meetings)`."),
    ("2 <= meetings", "3:11", "Write `count(meetings)`."),
]
OF_A_MEETING = [
    ("meeting.start = 2019", "4:11", "Write `year(meeting.start)`."),
    ("2019 <= meeting.start", "4:11", "Write `year(meeting.start)`."),
    ("meeting.start in [2019, 2020]", "4:11", "Write `year(meeting.start)`."),
    ("meeting.start between 2019 and 2020", "4:11", "Write `year(meeting.start)`."),
    ("meeting.end = meeting.start + 5", "4:25", "Say of what there are 5"),
    ("meeting.start = 5", "4:11", "Until it is mended"),
    ("meeting.end - meeting.start <= 5 days", "4:11", "Write `days(meeting.start, meeting.end)`, which counts both"),
    ("meeting.start = 2012-01-01 or 2013-01-01", "4:41", "Write `meeting.start in [2012-01-01, 2013-01-01]`."),
    ("meeting.city before 2012-01-01", "4:24", "Before is written `<`"),
]
WITHOUT = "Each place that is left out has its own `without`: `without meetings[0], without meetings[1]`."
EXAMPLES = [
    ("passes over without meetings[0], meetings[1]", "4:55", WITHOUT),
    ("passes over without meetings[0], meetings[1].city, title", "4:60", WITHOUT),
    ("passes over without meetings[0], meetings[1]\n  example accepts", "5:3", WITHOUT),
    ("passes over without meetings[0] and meetings[1]", "4:43", WITHOUT),
    ('rejects with year = 2013 and title = "a"', "4:36", "The changes of an example are joined by commas"),
]

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
    *[(f'obligation held\n  under {label} "five days"\n  require year = 2012\n', place, instead)
      for label, place, instead in CITED],
    *[(f"{HELD}  require {condition}\n", place, instead) for condition, place, instead in CONDITIONS],
    *[(f"{EACH}  require {condition}\n", place, instead) for condition, place, instead in OF_A_MEETING],
    *[(f"{HELD}  require year = 2012\n  example {edits}\n", place, instead) for edits, place, instead in EXAMPLES],
    (f"{HELD}  when year = 2012\n  for each m in meetings\n  require m.city is given\n", "4:3", ORDER),
    (f"{HELD}  require year = 2012\n  when year = 2013\n", "4:3", ORDER),
    (f"{EACH}  require year = 2012\n  where meeting.city is given\n", "5:3", ORDER),
    (f"{HELD}  require year = 2012\n  example accepts\n  otherwise \"so\"\n", "5:3", ORDER),
    (f"{HELD}  require year = 2012\n  under 1(b) \"Geneva\"\n", "4:3", ORDER),
    ('judgement q\n  under 1(a) "five days"\n  ask "Is it?"\n  when year = 2012\n', "4:3", ORDER),
    (f"{HELD}  when year = 2012\n  when title is given\n  require year = 2012\n", "4:3", "A rule has one `when`"),
    (f"{HELD}  require year = 2012\n  require title is given\n", "4:3", "A rule has one `require`"),
    (f"{HELD}  for every m in meetings\n  require m.city is given\n", "3:7", "What a rule speaks of is `for each X"),
    (f"{HELD}  for each meeting in meeting\n  require meeting.city is given\n", "3:23", "did you mean `meetings`?"),
    (f"{HELD}  require count(meeting) = 2\n", "3:17", "did you mean `meetings`?"),
    (f"{HELD}  require every m in meeting satisfies m.city is given\n", "3:22", "did you mean `meetings`?"),
    ('rule a\n  under 1(a) "five days"\n  require year = 2012\n', "1:1", "did you mean `obligation`?"),
    ('requirement a\n  under 1(a) "five days"\n  require year = 2012\n', "1:1", "did you mean `obligation`?"),
    (f"{HELD}  require year = 2012\nlet limit = 5\n", "4:1", "did you mean `define`?"),
    ('unchecked 1(a) and 1(b) because "so"\n', "1:16", "Paragraphs are joined by commas"),
    ('unchecked 1(a), 1 (b) because "so"\n', "1:19", "What is under a paragraph stands in brackets right behind"),
    ('obligation held\n  under 1(a) "five days\n  require decided_by = "2MSP"\n', "2:14", "Close it, and indent"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "instead"), HABITS, ids=lambda value: repr(value)[-40:])
def test_a_habit(tmp_path: Path, text: str, place: str, instead: str) -> None:
    (made,) = complaints(tmp_path, text)
    line, column = made.span.position
    assert f"{line - HEADER.count(chr(10))}:{column}" == place
    assert made.help.startswith(instead)


@pytest.mark.parametrize(("written", "meant"), [("shorts ", "short"), ("titel ", "title"), ("scource ", "source")])
def test_a_misspelt_setting(tmp_path: Path, written: str, meant: str) -> None:
    (problem,) = complaints(tmp_path, "", HEADER.replace(f"  {meant} ", f"  {written}"))
    assert problem.help.startswith(f"did you mean `{meant}`?")


@pytest.mark.parametrize("name", ["inside", "require_all", "forest", "days_off", "order", "notes", "overall"])
def test_a_name_may_begin_like_a_keyword(tmp_path: Path, name: str) -> None:
    rule = f'{HELD}  for each {name} in meetings\n  require {name}.city = "Geneva" and {name} .end is given\n'
    assert complaints(tmp_path, rule) == []
