"""What the lints say: each table has a rule (or its words) on the left and the remark on the right."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.authoring.lint import CODES, LintFinding, remarks
from ccmcheck.authoring.lint.amounts import Prose
from ccmcheck.base import resources
from ccmcheck.base.values import WEEKDAYS, Duration
from ccmcheck.cli import main
from ccmcheck.language.rulebook.load import load
from tests.rules_kit import HEADER, RULES, TEXT, file, loaded, loaded_with_problems

EXAMPLE = "\n  example rejects with year = 2013\n"


def said(folder: Path, rules: str, text: str = TEXT) -> list[LintFinding]:
    return list(remarks(loaded(folder, rules=rules, text=text)).remarks)


def codes(found: list[LintFinding]) -> list[str]:
    return [each.complaint.code for each in found]


def test_a_healthy_file_has_no_remark(tmp_path: Path) -> None:
    assert said(tmp_path, "\n".join(RULES.values())) == []


# fmt: off
NUMBERS = [
    # quotation, condition, the number that its words do not hold
    ("for a duration of up to five days", "days(meeting.start, meeting.end) <= 5 days", None),
    ("for a duration of up to five days", "days(meeting.start, meeting.end) < 6 days", None),
    ("for a duration of up to five days", "5 days >= days(meeting.start, meeting.end)", None),
    ("for a duration of up to five days", "days(meeting.start, meeting.end) <= 4 days", "4 days"),
    ("for a duration of up to five days", "days(meeting.start, meeting.end) < 5 days", "5 days"),
    ("fewer than five days", "days(meeting.start, meeting.end) < 5 days", None),
    ("fewer than five days", "days(meeting.start, meeting.end) <= 5 days", "5 days"),
    ("no more than five days", "days(meeting.start, meeting.end) <= 5 days", None),
    ("in no case be less than five days", "days(meeting.start, meeting.end) >= 5 days", None),
    ("not more than 5 days", "days(meeting.start, meeting.end) <= 5 days", None),
    ("a five-day meeting", "days(meeting.start, meeting.end) = 5 days", None),
    ("five delegates", "days(meeting.start, meeting.end) <= 5 days", "5 days"),
    ("two weeks", "days(meeting.start, meeting.end) <= 14 days", None),
    ("within two years", "meeting.end <= decided_on + 24 months", None),
    ("within two months", "meeting.end <= decided_on + 2 years", "2 years"),
    ("led by one or two coordinators", "count(meetings) between 1 and 2", None),
    ("led by one or two coordinators", "count(meetings) between 1 and 3", "3"),
    ("led by one or two coordinators", "count(meetings) between 0 and 2", "0"),
    ("twenty-one days", "count(meetings) = 21", None),
    ("in the first half of the year", "meeting.end <= date(year, 6, 30)", None),
    ("in the first half of the year", "meeting.end <= date(year, 7, 31)", "7"),
    ("in 2012 and 2013", "year(meeting.end) in [year, year + 1]", None),
    ("in 2012 and 2014", "year(meeting.end) in [year, year + 1]", "1"),
    ("from 16 to 19 April 2012", "meeting.start = 2012-04-16 and meeting.end = 2012-04-19", None),
    ("from 16 to 19 April 2012", "meeting.start = 2012-04-15 and meeting.end = 2012-04-19", "2012-04-15"),
    ("from 16 to 19 April 2012", "meeting.start = 2012-04-XX", None),
    ("from 16 to 19 April 2012", "meeting.start = 2012-05-XX", "2012-05-XX"),
    ("shall not be linked to any other", "count(meetings) = 0", None),
    ("more than 22 members", "count(meetings) <= 22", None),
    ("more than 22 members", "count(meetings) > 22", None),
    ("more than 22 members", "count(meetings) >= 22", "22"),
    ("more than 22 members", "count(meetings) < 22", "22"),
    ("fewer than five days", "days(meeting.start, meeting.end) >= 5 days", None),
    ("under Articles 5 and 6 of the Convention", "count(meetings) = 5", "5"),
    ("as in paragraph 3, four meetings", "count(meetings) = 4", None),
    ("the Third Meeting", "count(meetings) = 3", "3"),  # an ordinal says which, not how many
    ("no more than 1,200,000 euros", "count(meetings) <= 1200000", None),
    ("no more than 1,200,000 euros", "count(meetings) <= 1200", "1200"),
    ("no more than 1 200 000 euros", "count(meetings) <= 1200000", None),
    ("no more than 1.2 million euros", "count(meetings) <= 1200000", None),
    ("no more than 1.2 million euros", "count(meetings) <= 1.2", "1.2"),
    ("no more than two hundred and fifty members", "count(meetings) <= 250", None),
    ("no more than two hundred and fifty members", "count(meetings) <= 100", "100"),
    ("up to one hundred and twenty thousand euros", "count(meetings) <= 120000", None),
    ("up to one hundred and twenty thousand euros", "count(meetings) <= 20", "20"),
    ("between one hundred and two hundred members", "count(meetings) between 100 and 200", None),
    ("between one hundred and twenty members", "count(meetings) between 20 and 100", None),
    ("at least six (6) weeks", "days(meeting.start, meeting.end) >= 42 days", None),
    ("in every fourth year", "year in every 4 years from 2020", None),
    ("in every second year", "year in every 2 years from 2020", None),
    ("in every other year", "year in every 2 years from 2020", None),
    ("in every fourth year", "year in every 2 years from 2020", "2"),
    ("every other State", "count(meetings) = 2", "2"),
]
# fmt: on


@pytest.mark.parametrize(("quotation", "condition", "number"), NUMBERS)
def test_a_number_needs_to_stand_in_the_words(
    tmp_path: Path, quotation: str, condition: str, number: str | None
) -> None:
    text = f"1. It was decided: {quotation}.\n"
    rule = f'obligation r\n  under 1 "{quotation}"\n  for each meeting in meetings\n  require {condition}{EXAMPLE}'
    found = [each for each in said(tmp_path, rule, text) if each.complaint.code == "number-not-in-words"]
    assert [each.complaint.span.text for each in found] == ([number] if number else [])


DIRECTIONS = [
    ("for a duration of up to five days", "days(meeting.start, meeting.end) <= 5 days", True),
    ("for a duration of up to five days", "days(meeting.start, meeting.end) < 6 days", True),
    ("for a duration of up to five days", "5 days >= days(meeting.start, meeting.end)", True),
    ("for a duration of up to five days", "days(meeting.start, meeting.end) >= 5 days", False),
    ("for a duration of up to five days", "days(meeting.start, meeting.end) = 5 days", False),
    ("at least two coordinators", "count(meetings) >= 2", True),
    ("at least two coordinators", "count(meetings) > 1", True),
    ("at least two coordinators", "count(meetings) <= 2", False),
    ("at least two coordinators", "count(meetings) > 2", False),
    ("no more than two weeks", "days(meeting.start, meeting.end) <= 14 days", True),
    ("exactly two coordinators", "count(meetings) = 2", True),
    ("exactly two coordinators", "count(meetings) <= 2", False),
    ("between one and two coordinators", "count(meetings) between 1 and 2", True),
    ("between one and two coordinators", "count(meetings) <= 1 and count(meetings) >= 2", False),
    ("up to five days", "not (days(meeting.start, meeting.end) > 5 days)", True),
    ("one or more States", "count(meetings) >= 1", True),
    ("one or more States", "count(meetings) > 0", True),
    ("one or more States", "count(meetings) > 1", False),
    ("two or fewer coordinators", "count(meetings) <= 2", True),
    ("two or fewer coordinators", "count(meetings) >= 2", False),
    ("in no case be less than five days", "days(meeting.start, meeting.end) >= 5 days", True),
    ("in no case be less than five days", "days(meeting.start, meeting.end) <= 5 days", False),
    ("shall never be more than five days", "days(meeting.start, meeting.end) <= 5 days", True),
    ("shall never be more than five days", "days(meeting.start, meeting.end) > 5 days", False),
    ("in no case less than five years after the decision", "meeting.start >= decided_on + 5 years", True),
    ("in no case less than five years after the decision", "meeting.start <= decided_on + 5 years", False),
    ("no later than 16 September 2011", "decided_on <= 2011-09-16", True),
    ("no later than 16 September 2011", "2011-09-16 >= decided_on", True),
    ("no later than 16 September 2011", "decided_on >= 2011-09-16", False),
    ("no later than 16 September 2011", "2011-09-16 <= decided_on", False),
    ("no later than 16 September 2011", "decided_on < 2011-09-16", False),
    ("no later than 16 September 2011", "decided_on between 2011-01-01 and 2011-09-16", True),
    ("ends no later than the decision", "meeting.end <= decided_on", True),
    ("ends no later than the decision", "meeting.end >= decided_on", False),
    ("not before 16 September 2011", "decided_on >= 2011-09-16", True),
    ("not before 16 September 2011", "decided_on <= 2011-09-16", False),
    ("no earlier than 30 June", "meeting.start >= date(year, 6, 30)", True),
    ("no earlier than 30 June", "meeting.start <= date(year, 6, 30)", False),
    ("in advance of the decision", "meeting.end < decided_on", True),
    ("in advance of the decision", "meeting.end > decided_on", False),
    ("after 16 September 2011", "decided_on > 2011-09-16", True),
    ("after 16 September 2011", "decided_on < 2011-09-16", False),
    ("on or after 16 September 2011", "decided_on >= 2011-09-16", True),
    ("no later than 16 September 2011", "count(meetings) >= 1", True),  # a rule that compares no days
    ("at least six weeks before the opening", "decided_on <= meeting.start - 42 days", True),
    ("at least six weeks before the opening", "decided_on < meeting.start - 42 days", False),
    ("at least six weeks before the opening", "decided_on >= meeting.start - 42 days", False),
    ("at least six weeks before the opening", "meeting.start - 42 days >= decided_on", True),
    ("at least six weeks before the opening", "meeting.start >= decided_on + 42 days", True),
    ("at least six weeks before the opening", "decided_on + 42 days <= meeting.start", True),
    ("at least six weeks before the opening", "meeting.start <= decided_on + 42 days", False),
    ("at least six weeks before the opening", "days(decided_on, meeting.start) >= 42 days", True),
    ("at least six (6) weeks in advance of the opening", "decided_on <= meeting.start - 42 days", True),
    ("not less than 42 days prior to the opening", "decided_on < meeting.start - 42 days", False),
    ("six weeks or more before the opening", "decided_on <= meeting.start - 42 days", True),
    ("six weeks or more before the opening", "decided_on > meeting.start - 42 days", False),
    ("no later than 42 days before the opening", "decided_on <= meeting.start - 42 days", True),
    ("no later than 42 days before the opening", "decided_on < meeting.start - 42 days", False),
    ("no later than 42 days before the opening", "meeting.start >= decided_on + 42 days", True),
    ("no earlier than 42 days before the opening", "decided_on >= meeting.start - 42 days", True),
    ("no earlier than 42 days before the opening", "decided_on <= meeting.start - 42 days", False),
    (
        "no earlier than three months and no later than one month before the opening",
        "decided_on between meeting.start - 3 months and meeting.start - 1 month",
        True,
    ),
    (
        "no earlier than three months and no later than one month before the opening",
        "decided_on < meeting.start - 1 month",
        False,
    ),
    ("more than six weeks before the opening", "decided_on < meeting.start - 42 days", True),
    ("more than six weeks before the opening", "decided_on <= meeting.start - 42 days", False),
    ("less than six weeks before the opening", "decided_on > meeting.start - 42 days", True),
    ("six weeks before the opening", "decided_on = meeting.start - 42 days", True),
    ("six weeks before the opening", "decided_on <= meeting.start - 42 days", True),
    ("within 30 days after the closing", "decided_on <= meeting.end + 30 days", True),
    ("within 30 days after the closing", "decided_on >= meeting.end + 30 days", False),
    ("within 30 days after the closing", "decided_on < meeting.end + 30 days", False),
    ("no later than one week after the closing", "decided_on <= meeting.end + 7 days", True),
    ("not later than one week after the closing", "decided_on > meeting.end + 7 days", False),
    ("at least one week after the closing", "meeting.end <= decided_on - 7 days", True),
    ("before the opening", "decided_on < meeting.start", True),
    ("before the opening", "decided_on <= meeting.start", False),
    ("not after the opening", "decided_on <= meeting.start", True),
]


@pytest.mark.parametrize(("quotation", "condition", "agrees"), DIRECTIONS)
def test_a_limit_needs_to_lie_on_the_side_that_the_words_give(
    tmp_path: Path, quotation: str, condition: str, agrees: bool
) -> None:
    text = f"1. It was decided: {quotation}.\n"
    rule = f'obligation r\n  under 1 "{quotation}"\n  for each meeting in meetings\n  require {condition}{EXAMPLE}'
    found = [each for each in said(tmp_path, rule, text) if each.complaint.code == "direction-not-in-words"]
    assert bool(found) != agrees


def test_the_remark_says_both_sides(tmp_path: Path) -> None:
    (found,) = said(tmp_path, RULES["2(a)"].replace("<= 5 days", "<= 4 days"))
    assert (found.severity, found.rule) == ("warning", "length")
    assert found.complaint.message == (
        "a number of the rule needs to stand in the words quoted: `days(meeting.start, meeting.end) <= 4 days` has "
        "`4 days`, and the words have “five days”"
    )


@pytest.mark.parametrize(("quotation", "condition", "needed"), [
    ("at least six weeks before the opening", "decided_on < meeting.start - 42 days", "<="),
    ("at least six weeks before the opening", "meeting.start <= decided_on + 42 days", ">="),
    ("at least six weeks before the opening", "decided_on + 42 days >= meeting.start", "<="),
    ("before the opening", "decided_on > meeting.start", "<"),
    ("no later than 16 September 2011", "2011-09-16 <= decided_on", ">="),
    ("at least two coordinators", "2 >= count(meetings)", "<="),
])  # fmt: skip
def test_the_remark_says_which_comparator_the_words_need_there(
    tmp_path: Path, quotation: str, condition: str, needed: str
) -> None:
    rule = f'obligation r\n  under 1 "{quotation}"\n  for each meeting in meetings\n  require {condition}{EXAMPLE}'
    found = said(tmp_path, rule, f"1. It was decided: {quotation}.\n")
    messages = [each.complaint.message for each in found if each.complaint.code == "direction-not-in-words"]
    (message,) = messages
    assert f"needs `{needed}`, and the rule has `{condition}`" in message


def test_what_says_that_there_is_none_is_not_shown_as_a_number() -> None:
    assert Prose("shall not exceed 1.2 million, and never twice").shown == "“1.2 million”, “twice”"
    assert Prose("between one hundred and twenty and 1,200,000").shown == "“one hundred”, “twenty”, “1,200,000”"
    assert Prose("shall not be linked").shown == ""


def test_where_and_when_may_rest_on_the_paragraph_and_the_title(tmp_path: Path) -> None:
    rule = RULES["3"].replace("  require", "  when year = {}\n  require")
    assert said(tmp_path, rule.format(2013)) == []
    assert codes(said(tmp_path, rule.format(2014))) == ["number-not-in-words"]


@pytest.mark.parametrize(
    ("text", "number", "duration"),
    [
        ("one", 1, None), ("Twelve weeks", 12, Duration(84, "days")), ("ninety-nine", 99, None),
        ("1,000 days", 1000, Duration(1000, "days")), ("1.5", Decimal("1.5"), None), ("in April", 4, None),
        ("twice", 2, None), ("thirty calendar days", 30, Duration(30, "days")),
        ("one hundred and twenty-one", 121, None), ("two thousand and twelve", 2012, None), ("a hundred", 100, None),
        ("2.5 million", 2_500_000, None), ("one million two hundred thousand", 1_200_000, None),
        ("five hundred thousand", 500_000, None), ("12’500", 12_500, None), ("forty two", 42, None),
        ("one hundred and twenty days", 120, Duration(120, "days")), ("six (6) weeks", 6, Duration(42, "days")),
        ("no fewer than three", 3, None), ("more than three", 4, None), ("three years", 3, Duration(36, "months")),
    ],
)  # fmt: skip
def test_amounts_in_prose(text: str, number: Decimal | int, duration: Duration | None) -> None:
    assert Prose(text).holds_number(Decimal(number))
    assert duration is None or Prose(text).holds_duration(duration)
    assert not Prose(text).holds_number(Decimal(7))


# fmt: off
FORCES = [
    # text, cited paragraph, quotation, force, what the remark names
    ("1. The Unit shall report.", "1", "The Unit shall report", "obligation", None),
    ("1. The Unit should report.", "1", "The Unit should report", "recommendation", None),
    ("1. The Unit should report.", "1", "The Unit should report", "obligation", "the words quoted have “should”"),
    ("1. The Unit shall report.", "1", "report", "recommendation", "paragraph 1 has “shall”"),
    ("1. They decided to:\n\n(a) Meet annually;", "1(a)", "Meet annually", "obligation", None),
    ("1. They decided to:\n\n(a) Meet annually;", "1(a)", "Meet annually", "recommendation",
     "the opening of paragraph 1 has “decided to”"),
    ("1. They decided to:\n\n(a) Meet; the meeting should be short;", "1(a)", "should be short", "obligation",
     "“should”"),
    ("1. They are who will guide:\n\n(a) Norway: in 2012;", "1(a)", "in 2012", "obligation", None),
    ("1. The Unit seeks to report.", "1", "seeks to report", "recommendation", None),
    ("1. A meeting.", "1", "A meeting", "obligation", "neither the paragraph nor the openings above it have any"),
]
# fmt: on


@pytest.mark.parametrize(("text", "label", "quotation", "force", "named"), FORCES)
def test_the_force_comes_from_the_words(
    tmp_path: Path, text: str, label: str, quotation: str, force: str, named: str | None
) -> None:
    rule = f'{force} r\n  under {label} "{quotation}"\n  require year = year(decided_on){EXAMPLE}'
    found = [each for each in said(tmp_path, rule, text) if each.complaint.code == "force-not-in-words"]
    assert len(found) == (1 if named else 0)
    assert not found or (
        found[0].complaint.span.text == "r" and named is not None and named in found[0].complaint.message
    )


# fmt: off
ALWAYS = [
    ("count(meetings) >= 0", "true", "count(meetings) >= 0"),
    ("count(meetings) < 0", "false", "count(meetings) < 0"),
    ("count(meetings) >= 1", None, ""),
    ("month(decided_on) <= 12 and year = 2012", "true", "month(decided_on) <= 12"),
    ("month(decided_on) > 12 or year = 2012", "false", "month(decided_on) > 12"),
    ("weekday(decided_on) in [DAYS]", "true", "weekday"),
    ("year is given", "true", "year is given"),
    ("not (year is missing)", "true", "not (year is missing)"),
    ("coordination_committee is given", None, ""),
    ("previous.title is given", None, ""),
    ("not (previous.coordination_committee is missing)", None, ""),
    ("every m in previous.meetings satisfies m.city is given", None, ""),
    ("every m in meetings satisfies m.kind is given", "true", "m.kind is given"),
    ("every m in meetings satisfies m.city is given", None, ""),
    ("some m in meetings where count(m.languages) >= 0 satisfies m.city = \"Oslo\"", "true", "count(m.languages) >= 0"),
    ("every m in meetings satisfies m.start <= m.start", "true", "m.start <= m.start"),
    ("every m in meetings satisfies m.start < m.start", "false", "m.start < m.start"),
    ("every g in working_groups satisfies g.topic in [TOPICS]", "true", "g.topic in"),
    ("every g in working_groups satisfies g.topic not in [\"universalization\"]", None, ""),
    ("true", "true", "true"),
]
# fmt: on


TOPICS = (
    "general-status-and-operation", "universalization", "victim-assistance", "clearance-and-risk-reduction",
    "risk-education",
    "stockpile-destruction-and-retention", "cooperation-and-assistance",
)  # fmt: skip


@pytest.mark.parametrize(("condition", "always", "part"), ALWAYS)
def test_a_condition_that_the_schema_decides(tmp_path: Path, condition: str, always: str | None, part: str) -> None:
    condition = condition.replace("TOPICS", ", ".join(f'"{topic}"' for topic in TOPICS))
    condition = condition.replace("DAYS", ", ".join(f'"{day}"' for day in WEEKDAYS))
    rule = f'obligation r\n  under 2(a) "five days"\n  require {condition}{EXAMPLE}'
    found = [each for each in said(tmp_path, rule) if each.complaint.code.startswith("condition-always")]
    assert codes(found) == ([f"condition-always-{always}"] if always else [])
    assert not found or (found[0].severity == "error" and found[0].complaint.span.text.startswith(part))


def test_a_rule_without_a_rejecting_example(tmp_path: Path) -> None:
    rule = RULES["3"].replace("rejects", "accepts")
    found = said(tmp_path, rule)
    assert codes(found) == ["no-rejecting-example"]
    question = 'judgement q\n  under 3 "Geneva"\n  ask "Is it so?"\n'
    assert said(tmp_path, question) == []


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ('for each year in meetings\n  require year.city = "Geneva"', "year"),
        ('require every meetings in meetings satisfies meetings.city = "Geneva"', "meetings"),
        ('require count([title.id for title in meetings where title.city = "Oslo"]) = 2012', "title"),
        ('for each meeting in meetings\n  require meeting.city = "Geneva"', None),
    ],
)
def test_a_name_that_hides_a_field(tmp_path: Path, rule: str, name: str | None) -> None:
    found = said(tmp_path, f'recommendation r\n  under 3 "should be held in Geneva in 2012"\n  {rule}{EXAMPLE}')
    assert [each.complaint.span.text for each in found] == ([name] if name else [])
    assert not name or codes(found) == ["shadows-field"]


def test_two_rules_that_are_the_same(tmp_path: Path) -> None:
    again = RULES["3"].replace("in-geneva", "again").replace("meeting in", "m in").replace("meeting.city", "m.city")
    other = again.replace("again", "other").replace('Geneva"\n  example', 'Oslo"\n  example')
    found = said(tmp_path, "\n".join((RULES["3"], again, other)))
    assert codes(found) == ["same-rule"]
    assert found[0].rule == "again"
    assert "asks what `in-geneva` on line 9 asks" in found[0].complaint.message
    assert found[0].complaint.related[0].span.text == "in-geneva"


def test_intent_excuses_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    rule = RULES["2(a)"].replace("<= 5 days", "<= 4 days{}")
    intent = '\n  intent {} because "so"'
    good = remarks(loaded(tmp_path, rules=rule.format(intent.format("number-not-in-words"))))
    assert (list(good.remarks), good.declared) == ([], 1)
    found = said(tmp_path, rule.format(intent.format("force-not-in-words")))
    assert sorted(codes(found)) == ["intent-unneeded", "number-not-in-words"]
    found = said(tmp_path, rule.format(intent.format("number-not-in-word")))
    assert sorted(codes(found)) == ["intent-unknown", "number-not-in-words"]
    assert "did you mean `number-not-in-words`?" in next(
        e.complaint.help for e in found if "unknown" in e.complaint.code
    )


def test_without_the_text_nothing_is_said_of_what_it_alone_would_show(tmp_path: Path) -> None:
    rule = (
        'obligation r\n  under 2(b) "one or two coordinators"\n  for each meeting in meetings\n  when year = 2012\n'
        f'  require count(meetings) between 1 and 2\n  intent force-not-in-words because "it binds"{EXAMPLE}'
    )
    found, _ = loaded_with_problems(tmp_path, rules=rule, header=HEADER.replace("text.md", "none.md"))
    assert codes(list(remarks(found).remarks)) == []


def test_healthy_rules_are_looked_at_beside_broken_ones(tmp_path: Path) -> None:
    wrong = RULES["2(b)"].replace("group.topic", "group.topik") + "\n" + RULES["2(a)"].replace("5 days", "4 days")
    found, problems = loaded_with_problems(tmp_path, rules=wrong)
    result = remarks(found)
    assert problems
    assert result.not_checked == ("topics",)
    assert codes(list(result.remarks)) == ["number-not-in-words"]


def test_the_bundled_rules_have_nothing_to_say() -> None:
    for rules, name in resources.all_bundled_rules():
        found, problems = load(rules, name)
        assert not problems
        assert found is not None
        assert [each.complaint.message for each in remarks(found).remarks] == []


def test_every_code_is_explained() -> None:
    from ccmcheck.base.messages import COMPLAINTS

    assert set(CODES) <= set(COMPLAINTS)


def test_the_command(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(main, ["lint", "--strict"]).exit_code == 0
    warned = str(file(tmp_path, rules=RULES["2(a)"].replace("5 days", "4 days")))
    result = run(main, ["lint", warned])
    assert result.exit_code == 0
    assert "1 rule: 0 errors · 1 warning · 0 declared to be meant" in result.stdout
    assert run(main, ["lint", "--strict", warned]).exit_code == 1
    data = json.loads(run(main, ["lint", "--format", "json", warned]).stdout)
    assert [(each["severity"], each["code"], each["rule"]) for each in data["remarks"]] == [
        ("warning", "number-not-in-words", "length")
    ]
    same = str(file(tmp_path, rules=RULES["3"] + RULES["3"].replace("in-geneva", "again")))
    assert run(main, ["lint", same]).exit_code == 1
    broken = str(file(tmp_path, rules=RULES["3"], header=HEADER.replace("schema ", "shema ")))
    assert run(main, ["lint", broken]).exit_code == 5
    unused = str(file(tmp_path, rules=RULES["3"] + "\ndefine unused = 5\n"))
    result = run(main, ["lint", unused])
    assert result.exit_code == 5
    assert "a definition needs a use, and `unused` has none" in result.stdout
