"""Rules in plain English: the condition on the left, the sentence on the right."""
# ruff: noqa: E501 - a sentence stands whole beside the rule or the example it tells

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from ccmcheck.judge.english import Naming, reading
from ccmcheck.judge.english.conditions import clause
from ccmcheck.judge.english.nouns import plural, possessive
from ccmcheck.language.core import Not
from ccmcheck.language.rulebook.load import rulebook
from ccmcheck.language.rulebook.model import Rulebook
from tests.laws.rules import rules
from tests.laws.world import VOCABULARY, read_rules, states
from tests.rules_kit import HEADER, loaded

MEETING = "for each meeting in meetings\n  "

# fmt: off
SENTENCES = [
    ('require year = 2012', "The programme’s year must be 2012."),
    ('require year != 2012', "The programme’s year must not be 2012."),
    ('require year > 2011', "The programme’s year must be more than 2011."),
    ('require not (year > 2011)', "The programme’s year must be at most 2011."),
    ('require 2011 < year', "The programme’s year must be more than 2011."),
    ('require decided_on < 2011-09-16', "The programme’s day of decision must be before 16 September 2011."),
    ('require decided_on >= 2011-09-16', "The programme’s day of decision must be no earlier than 16 September 2011."),
    ('require decided_on = 2011-09-XX', "The programme’s day of decision must be within 1 to 30 September 2011."),
    ('require count(meetings) between 1 and 2', "There must be one or two meetings."),
    ('require count(meetings) = 1', "There must be exactly one meeting."),
    ('require count(meetings) = 0', "There must be no meetings."),
    ('require at least 2 m in meetings where m.city = "Geneva" satisfies m.end is given', "There must be at least two meetings whose city is “Geneva” and whose end is stated."),
    ('require exactly 1 m in meetings satisfies m.kind = "intersessional"', "There must be exactly one meeting whose kind is “intersessional”."),
    ('require count(working_groups) >= two thirds of (count(meetings) + 1)', "The number of working groups must be at least two thirds of the number of meetings plus 1."),
    ('require year <= 110 percent of year', "The programme’s year must be at most 110 percent of the programme’s year."),
    ('require year in every 5 years from 2015', "The programme’s year must be 2015 or every fifth year after it."),
    ('require year in every 21 years from 2015', "The programme’s year must be 2015 or every twenty-first year after it."),
    ('require year in every 32 years from 2015', "The programme’s year must be 2015 or every 32nd year after it."),
    ('require year in every 113 years from 2015', "The programme’s year must be 2015 or every 113th year after it."),
    ('require year not in every 1 year from 2015', "The programme’s year must not be 2015 or any year after it."),
    ('require distinct([c.state for g in working_groups, c in g.coordinators])', "No two of the States of the coordinators of all working groups together must be alike."),
    ('require count(meetings) <= 3', "There must be at most three meetings."),
    ('require count([m.id for m in meetings where m.kind = "intersessional"]) = 1', "There must be exactly one meeting whose kind is “intersessional”."),
    (MEETING + 'require days(meeting.start, meeting.end) <= 5 days', "For each meeting: the time from the meeting’s start to its end, the first and the last day counted, must be at most 5 days."),
    (MEETING + 'require meeting.city in ["Geneva", "Oslo"]', "For each meeting: the meeting’s city must be “Geneva” or “Oslo”."),
    (MEETING + 'require meeting.city not in ["Geneva", "Oslo"]', "For each meeting: the meeting’s city must be neither “Geneva” nor “Oslo”."),
    (MEETING + 'require "English" in meeting.languages', "For each meeting: “English” must be among the meeting’s languages."),
    (MEETING + 'require meeting.president.state is given', "For each meeting: the president’s State must be stated."),
    (MEETING + 'require meeting.president.state is missing', "For each meeting: the president’s State must not be stated."),
    (MEETING + 'require meeting.end <= date(year, 6, 30)', "For each meeting: the meeting’s end must be no later than 30 June of the programme’s year."),
    (MEETING + 'require year(meeting.start) = year', "For each meeting: the meeting’s start must be in the programme’s year."),
    (MEETING + 'require if meeting.city = "Oslo" then meeting.country = "Norway"', "For each meeting: if the meeting’s city is “Oslo”, the meeting’s country must be “Norway”."),
    ('for each meeting in meetings where meeting.kind = "intersessional" and meeting.city = "Oslo"\n  when year = 2012 or year = 2013\n  require meeting.city = "Geneva"',
     "If the programme’s year is 2012 or the programme’s year is 2013, for each meeting whose kind is “intersessional” and whose city is “Oslo”: the meeting’s city must be “Geneva”."),
    ('for each group in working_groups, coordinator in group.coordinators\n  require coordinator.years = [year, year + 1]', "For each coordinator of each working group: the coordinator’s years must be the programme’s year and the year after."),
    ('require some meeting in meetings satisfies meeting.city = "Oslo"', "There must be a meeting whose city is “Oslo”."),
    ('require no meeting in meetings where meeting.city = "Oslo" satisfies meeting.country != "Norway"', "There must be no meeting whose city is “Oslo” and whose country is not “Norway”."),
    ('require not (every meeting in meetings satisfies meeting.city = "Oslo")', "There must be a meeting for which the meeting’s city is not “Oslo”."),
    ('require every meeting in meetings satisfies meeting.city = "Oslo"', "For each meeting, the meeting’s city must be “Oslo”."),
    (MEETING + 'require meeting.city = "Oslo" or meeting.city = "Geneva"', "For each meeting: either the meeting’s city must be “Oslo”, or the meeting’s city must be “Geneva”."),
    (MEETING + 'require not (meeting.city = "Oslo" or meeting.city = "Geneva")', "For each meeting: the meeting’s city must not be “Oslo” and the meeting’s city must not be “Geneva”."),
    (MEETING + 'require distinct(meeting.languages)', "For each meeting: no two of the meeting’s languages must be alike."),
    ('require count(meetings) >= count(previous.meetings)', "The number of meetings must be at least the number of meetings of the previous programme."),
    ('require implementation_support_unit.seat = previous.implementation_support_unit.seat', "The Implementation Support Unit’s seat must be the previous programme’s Implementation Support Unit’s seat."),
    ('when previous.implementation_support_unit.seat is given\n  require year = 2012', "If the previous programme’s Implementation Support Unit’s seat is stated: the programme’s year must be 2012."),
    ('require not (previous.coordination_committee.chair is missing)', "The previous programme’s Coordination Committee’s chair must be stated."),
    ('for each old in previous.meetings\n  require some m in meetings satisfies m.city = old.city', "For each old meeting of the previous programme: there must be a meeting m whose city is the old meeting’s city."),
    ('for each meeting in meetings, old in previous.meetings where meeting.kind = old.kind\n  require meeting.city != old.city', "For each meeting and each old meeting of the previous programme for which the meeting’s kind is the old meeting’s kind: the meeting’s city must not be the old meeting’s city."),
    ('for each old in previous.working_groups, c in old.coordinators\n  require c.years is given', "For each coordinator c of each old working group of the previous programme: the coordinator c’s years must be stated."),
    ('require count([c.state for g in working_groups, c in g.coordinators]) between 2 and 2', "There must be exactly two coordinators of all working groups together."),
    ('require count([y for g in working_groups, c in g.coordinators, y in c.years]) >= 3', "There must be at least three years of the coordinators of all working groups together."),
    ('for each group in working_groups, leader in group.coordinators\n  require leader.state not in [c.state for g in working_groups, c in g.coordinators where g.topic != group.topic and c.state is given]',
     "For each leader coordinator of each working group: the leader coordinator’s State must not be among the States of the coordinators of all working groups whose topic is not the working group’s topic whose State is stated."),
    ('for each group in working_groups, old in previous.working_groups where group.topic = "universalization" and old.topic = group.topic\n  require count(old.coordinators) != count(group.coordinators)',
     "For each working group whose topic is “universalization” and each old working group of the previous programme for which the old working group’s topic is the working group’s topic: the number of coordinators of the old working group must not be exactly the number of coordinators of the working group."),
    ('for each group in working_groups, coordinator in group.coordinators, m in meetings where m.kind = "intersessional" and coordinator.state is given\n  require m.city = "Oslo"',
     "For each coordinator of each working group for which the coordinator’s State is stated and each meeting m whose kind is “intersessional”: the meeting m’s city must be “Oslo”."),
    ('for each group in working_groups, coordinator in group.coordinators, other in group.coordinators where other.state != coordinator.state\n  require other.years != coordinator.years',
     "For each coordinator of each working group and each other coordinator of the working group for which the other coordinator’s State is not the coordinator’s State: the other coordinator’s years must not be the coordinator’s years."),
    ('for each a in meetings, b in meetings where a.id != b.id\n  require a.start != b.start', "For each meeting a and each meeting b for which the meeting a’s id is not the meeting b’s id: the meeting a’s start must not be the meeting b’s start."),
    (MEETING + 'when meeting.end > date(year, 6, 30)\n  require meeting.city = "Oslo"', "For each meeting whose end is after 30 June of the programme’s year: the meeting’s city must be “Oslo”."),
    (MEETING + 'when year > 2011 and (some other in meetings satisfies other.city = "Oslo") and meeting.end is given\n  require meeting.city = "Oslo"', "If the programme’s year is more than 2011 and there is another meeting whose city is “Oslo”, for each meeting whose end is stated: the meeting’s city must be “Oslo”."),
    (MEETING + 'require meeting.city not in ["Oslo"]', "For each meeting: the meeting’s city must not be “Oslo”."),
    (MEETING + 'require not meeting.city in ["Oslo"]', "For each meeting: the meeting’s city must not be “Oslo”."),
    ('require distinct([m.president.state for m in meetings])', "No two of the States of the presidents of the meetings must be alike."),
    ('require distinct([year(m.start) for m in meetings where m.city is given])', "No two of the years of the starts of the meetings whose city is stated must be alike."),
    ('require distinct([m.start + 3 days for m in meetings])', "No two of the starts of the meetings plus 3 days must be alike."),
    ('require max([days(m.start, m.end) for m in meetings]) <= 5 days', "The largest of the times from the starts of the meetings to their ends, the first and the last day counted, must be at most 5 days."),
    ('require max([m.end for m in meetings]) <= min([m.start for m in previous.meetings])', "The latest of the ends of the meetings must be no later than the earliest of the starts of the meetings of the previous programme."),
    ('for each group in working_groups, coordinator in group.coordinators\n  require count([y for y in coordinator.years where y >= year]) >= 2', "For each coordinator of each working group: there must be at least two years of the coordinator that are at least the programme’s year."),
    ('for each group in working_groups, coordinator in group.coordinators\n  require count([y for y in coordinator.years where y >= year]) = 1', "For each coordinator of each working group: there must be exactly one year of the coordinator that is at least the programme’s year."),
    ('require count(meetings) between 3 and 3', "There must be exactly three meetings."),
    ('require not count(meetings) between 3 and 3', "There must be anything but three meetings."),
    ('require year between 2012 and 2012', "The programme’s year must be 2012."),
    ('require implementation_support_unit.independent = true', "The Implementation Support Unit’s independence must be stated as true."),
    ('require implementation_support_unit.independent', "The Implementation Support Unit’s independence must be true."),
]
# fmt: on


@pytest.mark.parametrize(("body", "sentence"), SENTENCES)
def test_a_rule_as_a_sentence(tmp_path: Path, body: str, sentence: str) -> None:
    found = loaded(tmp_path, rules=f'obligation r\n  under 2(a) "five days"\n  {body}\n', header=HEADER)
    book, _ = rulebook([found])
    assert book is not None
    assert found.ruleset is not None
    assert reading(found.ruleset.rules[0], Naming.of(book)).sentence == sentence


def test_a_recommendation_should(tmp_path: Path) -> None:
    rule = 'recommendation r\n  under 3 "Geneva"\n  require some m in meetings satisfies m.city = "Geneva"\n'
    found = loaded(tmp_path, rules=rule)
    book, _ = rulebook([found])
    assert book is not None
    assert found.ruleset is not None
    told = reading(found.ruleset.rules[0], Naming.of(book))
    assert told.sentence == "There should be a meeting m whose city is “Geneva”."


def test_exceptions_and_what_the_author_added(tmp_path: Path) -> None:
    rule = (
        'obligation r\n  under 3 "Geneva"\n  for each meeting in meetings\n  require meeting.city = "Geneva"\n'
        '  unless year = 2013 under 3 "2013"\n  otherwise "move it from {meeting.city}"\n'
    )
    found = loaded(tmp_path, rules=rule)
    book, _ = rulebook([found])
    assert book is not None
    assert found.ruleset is not None
    told = reading(found.ruleset.rules[0], Naming.of(book))
    assert [words for words, _ in told.unless] == ["the programme’s year is 2013"]
    assert told.otherwise == "move it from [the meeting’s city]"


@given(rules())
def test_every_rule_has_words_and_its_denial_has_others(body: str) -> None:
    _, (rule,) = read_rules(f'obligation r under 1 "q" {body}')
    naming = Naming.of(Rulebook((), VOCABULARY, {"states": states()}))
    told = reading(rule, naming)
    assert told.sentence.endswith((".", "?"))
    assert told.needs
    assert "None" not in told.sentence
    for binding in rule.bindings:
        naming = naming.bound(binding.slot, binding.name, binding.list)
    assert rule.require is not None
    assert clause(rule.require, naming, "must") != clause(Not(rule.require, rule.span), naming, "must")


@pytest.mark.parametrize(("noun", "several"), [
    ("State party", "States parties"), ("State Party", "States Parties"), ("State not party", "States not party"),
    ("other State", "other States"), ("end of the term", "ends of the term"), ("entry into force", "entries into force"),
    ("party", "parties"), ("day", "days"), ("bus", "bus"), ("church", "churches"),
])  # fmt: skip
def test_the_plural(noun: str, several: str) -> None:
    assert plural(noun) == several


@pytest.mark.parametrize(("noun", "whose"), [("the meeting", "the meeting’s"), ("the costs", "the costs’")])
def test_the_possessive(noun: str, whose: str) -> None:
    assert possessive(noun) == whose
