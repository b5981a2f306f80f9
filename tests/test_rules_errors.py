"""Every complaint about a rules file: the text, and beside it the code, the place and the words that its author reads.

The places are those of the text as shown; a header that is fine stands before it.
"""

# ruff: noqa: E501 -- a row of a table is a line, however long

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.messages import COMPLAINTS
from ccmcheck.language.rulebook.load import load, rulebook

HEADER = """\
ruleset trial
  language 1
  title  "A trial"
  short  "trial"
  source "source.md"
  schema "work-programme.schema.json"
  in force from 2011-09-16
"""
DECISION = """\
1. The Meeting decided:

(a) To meet for up to five days;

(b) To meet in Geneva.
"""
RULE = 'obligation held\n  under 1(a) "five days"\n'


def complaints(folder: Path, text: str, header: str = HEADER) -> list[Diagnostic]:
    (folder / "source.md").write_text(DECISION, encoding="utf-8")
    file = folder / "trial.rules"
    file.write_text(header + text, encoding="utf-8")
    loaded, problems = load(file, "trial.rules")
    more = rulebook([loaded])[1] if loaded else ()
    return [*problems, *more]


def told(problem: Diagnostic, header: str = HEADER) -> str:
    """A complaint in one line: code, place in the text after the header, words."""
    line, column = problem.span.position
    return f"{problem.code} {line - header.count(chr(10))}:{column} {problem.message}"


# -- the words of one statement ------------------------------------------------------------------------------------
# What stands after `require`, and the complaint; columns count from the start of the line, which is `  require `.

# fmt: off
CONDITIONS = [
    ("", 'syntax 3:10 here `obligation held` needs a value or a condition, and the end of the statement was found'),
    ("year = ", 'syntax 3:17 here `obligation held` needs a value or a condition, and the end of the statement was found'),
    ("year == 2012", 'syntax 3:17 here `obligation held` needs a value or a condition, and `=` was found'),
    ("(year = 2012", 'syntax 3:23 here `obligation held` needs `)`, and the end of the statement was found'),
    ("year is gvien", 'syntax 3:19 here `obligation held` needs `given` or `missing`, and `gvien` was found'),
    ("every m meetings satisfies m.title is given", 'syntax 3:19 here `obligation held` needs `in`, and `meetings` was found'),
    ('title = "Geneva', 'text-unclosed 3:19 a text needs a closing quotation mark (`"`), and this one in `obligation held` has none'),
    ("year", 'not-a-condition 3:11 a condition is needed here, and a number was found'),
    ("not year", 'not-a-condition 3:15 a condition is needed here, and a number was found'),
    ("yaer = 2012", 'unknown-name 3:11 a field of the document or a name from this file is needed here, and `yaer` is neither'),
    ('year = "2012"', 'unlike-kinds 3:11 the two sides of `=` need to be of one kind, and a number stands beside text'),
    ("decided_on = 2012", 'unlike-kinds 3:11 the two sides of `=` need to be of one kind, and a date (like 2012-04-16) stands beside a number'),
    ("year in 2012", 'not-a-list 3:19 a list is needed here, and a number was found'),
    ('year in [2012, "2013"]', 'mixed-list 3:26 the items of a list need to be of one kind, and a number stands beside text'),
    ('title < "b"', 'no-order 3:11 `<` needs numbers, dates or durations, and text was found'),
    ("title between title and title", 'no-order 3:11 `between` needs numbers, dates or durations, and text was found'),
    ("year between 1 and decided_on", 'unlike-kinds 3:11 the two sides of `between` need to be of one kind, and a number stands beside a date (like 2012-04-16)'),
    ("year between 2014 and 2012", 'limits-reversed 3:11 `between` needs the lower limit first, and `2014` stands before `2012`'),
    ("title + 1 = 2", 'no-sum 3:11 `+` needs two numbers, two durations of one unit, or a date and a duration; text and a number were found'),
    ("decided_on + decided_on = 2", 'no-sum 3:11 `+` needs two numbers, two durations of one unit, or a date and a duration; a date (like 2012-04-16) and a date (like 2012-04-16) were found'),
    ("year >= half of title", 'no-share 3:19 `half of` needs a number behind it, and text stands there'),
    ("decided_on in every 5 years from 2019", 'no-year 3:11 a year is needed before `in every … years`, and a date (like 2012-04-16) stands there'),
    ("year in every 0 years from 2019", 'no-cycle 3:19 a cycle needs at least one year, and this one has none'),
    ("year in [m.year for m in meetings, n in meetings]", 'joined-list 3:51 `meetings` needs to be a list of what stands before it, such as `m.…`'),
    ("at least two m in meetings satisfies m.title is given", 'syntax 3:14 here `obligation held` needs `example`, `intent`, `otherwise`, `same as`, `unless` or the end of the statement, and `least` was found'),
    ("title.name = 2", 'no-fields 3:17 a record is needed before `.name`, and `title` is text'),
    ("decided_on = 2012-02-30", 'no-such-day 3:24 a date needs a day that the calendar holds, and `2012-02-30` is none'),
    ("year(2012-XX-XX) = 2012", 'half-date-here 3:16 a whole date is needed here, and `2012-XX-XX` is half of one'),
    ("2012-04-XX = decided_on", 'half-date-here 3:11 a whole date is needed here, and `2012-04-XX` is half of one'),
    ("decided_on in [2012-04-XX]", 'half-date-here 3:26 a whole date is needed here, and `2012-04-XX` is half of one'),
    ("yeer(decided_on) = 2012", 'unknown-function 3:11 a function or a definition with parameters is needed here, and `yeer` is neither'),
    ("year(decided_on, decided_on) = 2012", 'wrong-arguments 3:11 `year` needs a date, and was given a date (like 2012-04-16) and a date (like 2012-04-16)'),
    ("year() = 2012", 'wrong-arguments 3:11 `year` needs a date, and was given nothing'),
    ("year(title) = 2012", 'wrong-arguments 3:11 `year` needs a date, and was given text'),
    ("days(decided_on) <= 5 days", 'wrong-arguments 3:11 `days` needs two dates, start and end, and was given a date (like 2012-04-16)'),
    ("days(decided_on, decided_on) <= 5", 'unlike-kinds 3:11 the two sides of `<=` need to be of one kind, and a length of time in days stands beside a number'),
    ("days(decided_on, decided_on) <= 5 months", 'unlike-kinds 3:11 the two sides of `<=` need to be of one kind, and a length of time in days stands beside a length of time in months'),
    ("sum([m.title for m in meetings]) = 1", 'wrong-arguments 3:11 `sum` needs a list of numbers, and was given a list of texts'),
    ("max(1, 2) = 2", 'wrong-arguments 3:11 `max` needs a list of numbers, dates or durations, and was given a number and a number'),
    ("count(meetings) is given", 'given-of-no-field 3:11 a field is needed before `is given` or `is missing`, and `count(meetings)` is none'),
    ("some m in year satisfies m = 1", 'not-a-list 3:21 a list is needed here, and a number was found'),
    ("some m in meetings satisfies some m in meetings satisfies m.title is given",
     'name-bound 3:45 a new name is needed here, and `m` is bound already'),
    ("some m in meetings satisfies m.strat is given", 'unknown-member 3:42 a field of `m` is needed here, and `strat` is none'),
    ('some m in meetings satisfies m.kind = "intersesional"', "unknown-word 3:49 one of the field's own words is needed here, and `intersesional` is none"),
    ('some m in meetings satisfies m.kind in ["review-conference", "fair"]', "unknown-word 3:72 one of the field's own words is needed here, and `fair` is none"),
    ('some m in meetings satisfies m.president.state = "Norwya"', 'unknown-in-register 3:60 a name from the register `states_parties` is needed here, and `Norwya` is none'),
    ("(" * 120 + "year = 1" + ")" * 120, 'statement-too-deep 1:1 conditions may lie 100 deep within each other, but here they go deeper'),
    ("not " * 120 + "year = 1", 'statement-too-deep 1:1 conditions may lie 100 deep within each other, but here they go deeper'),
    ("year = " + "9" * 5000, 'number-too-long 3:18 a number may have up to 40 digits, but `9999999999…` has more'),
    ('title = "a\x1b[31mb"', 'control-character 3:21 text needs visible characters, but this place holds the control character U+001B'),
    ('year = 2012\n  otherwise "it is {yaer}"', 'unknown-name 4:21 a field of the document or a name from this file is needed here, and `yaer` is neither'),
    ('year = 2012\n  otherwise "{year}: {implementation_support_unit.hots}"', "unknown-member 4:51 a field of `implementation_support_unit` is needed here, and `hots` is none"),
    ('year = 2012\n  otherwise "it is {meetings}"', 'placeholder-no-value 4:13 a placeholder needs a path to a single value, and `meetings` leads to none'),
    ('year = 2012\n  unless yaer = 2013 under 1(b) "Geneva"', 'unknown-name 4:10 a field of the document or a name from this file is needed here, and `yaer` is neither'),
    ('year = 2012\n  unless year = 2013 under 1(b) "Genova"', 'quotation-missing 4:33 the words quoted must stand in paragraph `1(b)` letter for letter, but it does not hold `Genova`'),
    ("year = 2012\n  example accept", 'syntax 4:11 here `obligation held` needs `accepts`, `leaves`, `passes` or `rejects`, and `accept` was found'),
]

STATEMENTS = [
    ("define all = year = 2012 and\n", 'syntax 1:29 here `define all` needs a value or a condition, and the end of the statement was found'),
    ('obligation held\n  require year = 2012\n', 'syntax 2:3 here `obligation held` needs `replaces` or `under`, and `require` was found'),
    ('obligation held\n  under 1(a)\n  require year = 2012\n', 'syntax 3:3 here `obligation held` needs a text in quotation marks (`"…"`), and `require` was found'),
    ('obligation Held\n  under 1(a) "five days"\n  require year = 2012\n', 'syntax 1:12 here `obligation Held` needs a name such as `meeting-length`, and `Held` was found'),
    ('obligation held\n  under 1(a) "five days"\n  requir year = 2012\n', 'syntax 3:3 here `obligation held` needs `for`, `require`, `under` or `when`, and `requir` was found'),
    ('obligation held\n  under 1(a) "five days"\n  when year = 2012\n  for each m in meetings\n  require year = 2012\n',
     'syntax 4:3 here `obligation held` needs `require`, and `for` was found'),
    ('obligation held\n  under 1(a) "five days"\n  for each m in meetngs\n  require m.title is given and m.x = 1\n',
     'unknown-name 3:17 a field of the document or a name from this file is needed here, and `meetngs` is neither'),
    ('obligation held\n  under 1(a) "five days"\n  for each m in meetings, m in meetings\n  require m.title is given\n',
     'name-bound 3:27 a new name is needed here, and `m` is bound already'),
    ('obligation held\n  under 1(c) "five days"\n  require year = 2012\n', 'paragraph-missing 2:9 a citation needs a paragraph of the decision, but `source.md` has no paragraph `1(c)`'),
    ('obligation held\n  under 1(a) "five dais"\n  require year = 2012\n', 'quotation-missing 2:14 the words quoted must stand in paragraph `1(a)` letter for letter, but it does not hold `five dais`'),
    ('obligation held\n  under 1(a) "Geneva"\n  require year = 2012\n', 'quotation-missing 2:14 the words quoted must stand in paragraph `1(a)` letter for letter, but it does not hold `Geneva`'),
    ('unchecked 1(z) because "nothing"\n', 'paragraph-missing 1:11 a citation needs a paragraph of the decision, but `source.md` has no paragraph `1(z)`'),
    ('unchecked 1(a)\n', 'syntax 1:15 here `unchecked 1(a)` needs `,` or `because`, and the end of the statement was found'),
    ('judgement fine under 1(a) "five days" require year = 2012\n', 'syntax 1:39 here `judgement fine` needs `ask`, `for`, `under` or `when`, and `require` was found'),
    ('judgement fine under 1(a) "five days" ask "Is {yeer} fine?"\n', 'unknown-name 1:48 a field of the document or a name from this file is needed here, and `yeer` is neither'),
    ('obligation held replaces beirut-2011/none\n  under 1(a) "five days"\n  require year = 2012\n',
     'unknown-rule 1:26 a rule of a known decision is needed here, written RULESET/RULE, and `beirut-2011/none` is none'),
    ('repeals beirut-2011/none under 1(a) "five days"\n', 'unknown-rule 1:9 a rule of a known decision is needed here, written RULESET/RULE, and `beirut-2011/none` is none'),
    ('repeals none under 1(a) "five days"\n', 'syntax 1:9 here `repeals none` needs a rule such as `decisions-2011/meeting-length`, and `none` was found'),
    ('register facts from "none.yaml" schema "states-parties.schema.json" key state\n' + RULE + '  require some p in facts satisfies p.state = "Norway"\n',
     'rules-file-missing 1:21 `register` needs a file that can be read, and `none.yaml` cannot: there is no such file',
     'rule-not-checked 2:12 `held` needs what it uses to be free of mistakes, and is not checked until then'),
    ('register facts from "source.md" schema "none.schema.json" key state\n' + RULE + '  require some p in facts satisfies p.state = "Norway"\n',
     'rules-file-missing 1:40 `schema` needs a file that can be read, and `none.schema.json` cannot: there is no such file',
     'rule-not-checked 2:12 `held` needs what it uses to be free of mistakes, and is not checked until then'),
    (RULE + '  require year = 2012\n' + RULE + '  require year = 2013\n', 'name-twice 4:12 a name of its own is needed here, and `held` stands on line 8 already'),
    ('define a = 1\ndefine a = 2\n' + RULE + '  require year = a\n', 'name-twice 2:8 a name of its own is needed here, and `a` stands on line 8 already'),
    ('define a = b\ndefine b = a\n' + RULE + '  require a\n',
     'recursive-define 2:12 a definition needs to do without itself, and `a` does not: a → b → a',
     'rule-not-checked 3:12 `held` needs what it uses to be free of mistakes, and is not checked until then'),
    ('define limit = 5 days\n' + RULE + '  require year = 2012\n', 'unused-define 1:8 a definition needs a use, and `limit` has none'),
    ('define meetings = 5\n' + RULE + '  require year = meetings\n', 'name-taken 1:8 a definition needs a name of its own, and `meetings` is a field of the document already'),
    ('define count = 5\n' + RULE + '  require year = count\n', 'name-taken 1:8 a definition needs a name of its own, and `count` is a function already'),
    ('define same(a, a) = a = 1\n' + RULE + '  require same(year, year)\n', 'name-bound 1:16 a new name is needed here, and `a` is bound already'),
    ('define f(a, b) = a = b\n' + RULE + '  require f(year)\n', 'wrong-use-of-define 4:11 the definition needs to be used as `f(a, b)`, and `f(year)` was found'),
    ('define f(a, b) = a = b\n' + RULE + '  require f\n', 'wrong-use-of-define 4:11 the definition needs to be used as `f(a, b)`, and `f` was found'),
    ('define f = year = 1\n' + RULE + '  require f()\n', 'wrong-use-of-define 4:11 the definition needs to be used as `f`, and `f()` was found'),
    ('define f(a) = a = 1\n' + RULE + '  require f(title)\n',
     'unlike-kinds 1:15 the two sides of `=` need to be of one kind, and text stands beside a number',
     'rule-not-checked 2:12 `held` needs what it uses to be free of mistakes, and is not checked until then'),
    ('obligatoin held\n  under 1(a) "five days"\n  require year = 2012\n', 'stray-text 1:1 a statement needs to begin with its keyword, and `obligatoin` is none'),
    (RULE + '  require year = 2012\nduty paid\n  under 1(a) "five days"\n  require year = 2012\n', 'stray-text 4:1 a statement needs to begin with its keyword, and `duty` is none'),
    (RULE + '  require\nat least 2 m in meetings\nsatisfies\nyear = 2012\n',),
    ('unchecked\nAnnex II because "none"\n', 'paragraph-missing 2:1 a citation needs a paragraph of the decision, but `source.md` has no paragraph `Annex II`'),
    (''.join(f'define a{at} = a{at + 1} and a{at + 1}\n' for at in range(20)) + 'define a20 = year = 1\n' + RULE + '  require a0\n',
     'definitions-multiply 19:14 a rule needs to stay below 20000 expressions once its definitions are written out',
     'rule-not-checked 22:12 `held` needs what it uses to be free of mistakes, and is not checked until then'),
    (''.join(f'define a{at} = not a{at + 1}\n' for at in range(120)) + 'define a120 = year = 1\n' + RULE + '  require a0\n',
     'statement-too-deep 50:18 conditions may lie 100 deep within each other, but here they go deeper',
     'rule-not-checked 122:12 `held` needs what it uses to be free of mistakes, and is not checked until then'),
]

HEADERS = [
    ('', 'header-missing 1:1 a rules file needs a header that begins with `ruleset`, and this one has none'),
    (HEADER.replace("ruleset trial", "rulest trial"),
     'stray-text 1:1 a statement needs to begin with its keyword, and `rulest` is none',
     'header-missing 1:1 a rules file needs a header that begins with `ruleset`, and this one has none'),
    (HEADER.replace("ruleset trial", "ruleset Trial"), 'syntax 1:9 here `ruleset Trial` needs a name such as `meeting-length`, and `Trial` was found'),
    (HEADER.replace("language 1", 'language 1\n  treaty "BWC"'), 'treaty-differs 3:10 `treaty` needs to be `CCM`, as the schema `work-programme.schema.json` has it, but it is `BWC`'),
    (HEADER.replace("language 1", "language 2"), 'unknown-language 2:12 the language version needs to be 1, and 2 was found'),
    (HEADER.replace("  language 1\n", ""), 'setting-missing 1:9 the header needs `language`, which it does not state'),
    (HEADER.replace('  title  "A trial"\n', ""), 'setting-missing 1:9 the header needs `title`, which it does not state'),
    (HEADER.replace('  source "source.md"\n', ""), 'setting-missing 1:9 the header needs `source`, which it does not state'),
    (HEADER.replace('  schema "work-programme.schema.json"\n', ""), 'setting-missing 1:9 the header needs `schema`, which it does not state'),
    (HEADER.replace("  in force from 2011-09-16\n", ""), 'setting-missing 1:9 the header needs `in force from`, which it does not state'),
    (HEADER.replace('"A trial"', "A trial"), 'syntax 3:10 here `ruleset trial` needs a text in quotation marks (`"…"`), and `A` was found'),
    (HEADER.replace("in force from", "in force"), 'syntax 7:12 here `ruleset trial` needs `from`, and `2011-09-16` was found'),
    (HEADER.replace("2011-09-16", "2011-09-XX"), 'half-date-here 7:17 a whole date is needed here, and `2011-09-XX` is half of one'),
    (HEADER.replace("2011-09-16", "2011-09-31"), 'no-such-day 7:17 a date needs a day that the calendar holds, and `2011-09-31` is none'),
    (HEADER.replace("2011-09-16", "2011-09-16 until 2011-09-16"), 'period-reversed 7:34 `until` needs a day after 2011-09-16, and 2011-09-16 was found'),
    (HEADER.replace("source.md", "none.md"), 'rules-file-missing 5:10 `source` needs a file that can be read, and `none.md` cannot: there is no such file'),
    (HEADER.replace("source.md", ""), 'rules-file-missing 5:10 `source` needs a file that can be read, and `` cannot: it is a folder'),
    (HEADER.replace("source.md", "trial.rules"), 'source-unnumbered 5:10 trial.rules: a decision needs numbered paragraphs (`1.`, under it `(a)`, under that `(i)`), but this text has none'),
    (HEADER.replace("work-programme", "none"), 'rules-file-missing 6:10 `schema` needs a file that can be read, and `none.schema.json` cannot: there is no such file'),
    (HEADER + '  title "again"\n', 'setting-repeated 8:3 `title` may stand once in the header, and stands again here'),
    (HEADER + "  in force from 2012-01-01\n", 'setting-repeated 8:3 `in force` may stand once in the header, and stands again here'),
    (HEADER + HEADER, 'header-repeated 8:9 a rules file needs one header, and a second begins here'),
]
# fmt: on


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS)
def test_a_condition(condition: str, expected: str, tmp_path: Path) -> None:
    assert [told(problem) for problem in complaints(tmp_path, f"{RULE}  require {condition}")] == [expected]


@pytest.mark.parametrize(("text", "expected"), [(row[0], row[1:]) for row in STATEMENTS])
def test_a_statement(text: str, expected: tuple[str, ...], tmp_path: Path) -> None:
    assert [told(problem) for problem in complaints(tmp_path, text)] == list(expected)


@pytest.mark.parametrize(("header", "expected"), [(row[0], row[1:]) for row in HEADERS])
def test_a_header(header: str, expected: tuple[str, ...], tmp_path: Path) -> None:
    rest = 'unchecked 1 because "it only introduces"\n'
    assert [told(problem, "") for problem in complaints(tmp_path, rest, header)] == list(expected)


# -- the advice ----------------------------------------------------------------------------------------------------

# fmt: off
ADVICE = [
    ("require yaer = 2012", "did you mean `year`? Until it is mended, `held` is not checked."),
    ("requir year = 2012", "did you mean `require`? Until it is mended, this statement is not checked, unlike the others."),
    ("require year == 2012", "Equality is one `=`. Until it is mended, this statement is not checked, unlike the others."),
    ("require year ≤ 2012", "At most is written `<=`, at least `>=`, unlike `!=`. Until it is mended, this statement is not checked, unlike the others."),
    ("require year > = 2012", "The signs of a comparison stand together: `<=`, `>=`, `!=`. Until it is mended, this statement is not checked, unlike the others."),
    ("require year = 1 && year = 2", "Conditions are joined by `and` and `or`. Until it is mended, this statement is not checked, unlike the others."),
    ("require title = 'x'", 'A text stands between straight double quotation marks: `"Oslo"`. Until it is mended, this statement is not checked, unlike the others.'),
    ("require title = “x”", 'A text stands between straight double quotation marks: `"Oslo"`. Until it is mended, this statement is not checked, unlike the others.'),
    ("require decided_on <= 16 September 2011", "A date is written year, month, day: `2011-09-16`. Until it is mended, this statement is not checked, unlike the others."),
    ('require meetings[0].title = "x"', "The items of a list are reached with `every`, `some` or `no` X `in` LIST. Until it is mended, this statement is not checked, unlike the others."),
    ("require year * 2 = 4", "Numbers are only added and subtracted; a share is `40 percent of N`, `half of N` or `two thirds of N`. Until it is mended, this statement is not checked, unlike the others."),
    ('require some m in meetings satisfies m.kind = "intersesional"',
     "did you mean `intersessional`? They are `intersessional`, `meeting-of-states-parties`, `extraordinary-meeting-of-states-parties`, `review-conference`, `preparatory-meeting`. Until it is mended, `held` is not checked."),
    ('require some m in meetings satisfies m.president.state = "Norwya"', "did you mean `Norway`? Until it is mended, `held` is not checked."),
    ("require some m in meetings satisfies m.president.stat is given",
     "did you mean `state`? It has `name`, `title`, `state`. Until it is mended, `held` is not checked."),
    ("require dayz(decided_on, decided_on) = 1 days",
     "did you mean `days`? The functions are `count`, `sum`, `min`, `max`, `distinct`, `days`, `year`, `month`, `weekday`, `date`, `difference`. Until it is mended, `held` is not checked."),
    ("require year(2012-XX-XX) = 2012",
     "Half a date may stand on the right of a comparison, as in `meeting.start = 2012-XX-XX`, and in examples. Until it is mended, `held` is not checked."),
    ('require year = 2012 example accept', "did you mean `accepts`? Until it is mended, this statement is not checked, unlike the others."),
]
# fmt: on


@pytest.mark.parametrize(("clause", "expected"), ADVICE)
def test_the_advice(clause: str, expected: str, tmp_path: Path) -> None:
    assert [problem.help for problem in complaints(tmp_path, f"{RULE}  {clause}\n")] == [expected]


def test_a_broken_header_says_that_the_rest_is_not_checked(tmp_path: Path) -> None:
    (problem,) = complaints(tmp_path, RULE + "  require yaer = 1\n", HEADER.replace("ruleset trial", "ruleset"))
    assert problem.help.endswith("Until it is mended, this statement is not checked, nor is the rest of the file.")


def test_a_misspelt_rule_to_replace_is_suggested(tmp_path: Path) -> None:
    text = 'repeals beirut-2011/intersessional-lenght under 1(a) "five days"\n'
    (problem,) = complaints(tmp_path, text)
    assert problem.help.partition(" Until")[0] == "did you mean `beirut-2011/intersessional-length`?"


# -- several mistakes in one file ----------------------------------------------------------------------------------


def test_each_broken_rule_is_one_complaint_and_its_neighbours_are_checked(tmp_path: Path) -> None:
    text = """\
obligation one
  under 1(a) "five days"
  require year =
obligatoin two
  under 1(a) "five days"
  require year = 2012
obligation three
  under 1(z) "five days"
  require yaer = 2012
obligation four
  under 1(a) "five days"
  require year = 2012
"""
    assert [told(problem).split(" ", 2)[:2] for problem in complaints(tmp_path, text)] == [
        ["syntax", "3:17"],
        ["stray-text", "4:1"],
        ["paragraph-missing", "8:9"],
        ["unknown-name", "9:11"],
    ]


def test_the_rules_without_a_mistake_are_in_the_rulebook(tmp_path: Path) -> None:
    text = "".join(
        f'obligation {name}\n  under 1(a) "five days"\n  require {condition}\n'
        for name, condition in (("one", "year ="), ("two", "year = 2012"), ("three", "yaer = 2012"))
    )
    complaints(tmp_path, text)
    loaded, _ = load(tmp_path / "trial.rules", "trial.rules")
    assert loaded is not None
    assert loaded.ruleset is not None
    assert [rule.name for rule in loaded.ruleset.rules] == ["two"]
    assert sorted(loaded.ruleset.not_checked) == ["one", "three"]


def test_a_statement_with_another_opening_word_is_not_checked_and_leaves_the_one_before_alone(tmp_path: Path) -> None:
    text = "".join(
        f'{word} {word}-s\n  under 1(a) "five days"\n  require year = 2012\n' for word in ("obligation", "duty")
    )
    complaints(tmp_path, text)
    loaded, _ = load(tmp_path / "trial.rules", "trial.rules")
    assert loaded is not None
    assert loaded.ruleset is not None
    assert [rule.name for rule in loaded.ruleset.rules] == ["obligation-s"]
    assert loaded.ruleset.not_checked == ("duty-s",)


ANSWERS = (
    '"assessments": {"type": "array", "items": {"type": "object", "additionalProperties": false, "properties":'
    ' {"question": {"type": "string"}, "answer": {"type": "boolean"}}}},'
)
ASKING = RULE.replace("obligation", "judgement") + '  ask "Is it so?"\n'


@pytest.mark.parametrize("field", [
    "",
    '"assessments": {"type": "array", "items": {"type": "string"}},',
    ANSWERS.replace("boolean", "string"),
])  # fmt: skip
def test_a_judgement_needs_a_schema_with_a_place_for_its_answer(field: str, tmp_path: Path) -> None:
    schema = (
        f'{{"type": "object", "additionalProperties": false, "properties": {{{field} "year": {{"type": "integer"}}}}}}'
    )
    (tmp_path / "own.schema.json").write_text(schema, encoding="utf-8")
    header = HEADER.replace("work-programme", "own")
    (problem,) = complaints(tmp_path, ASKING, header)
    words = "no-assessments 1:11 a judgement needs a place for its answer, and the schema `own.schema.json` has none for `held`"
    assert told(problem, header) == words
    assert "Give the schema a list `assessments`" in problem.help
    (tmp_path / "own.schema.json").write_text(schema.replace(f'{field} "year"', f'{ANSWERS} "year"'), encoding="utf-8")
    assert complaints(tmp_path, ASKING, header) == []


def test_what_a_broken_rule_may_use_is_not_called_unused(tmp_path: Path) -> None:
    text = "define limit = 2012\n" + RULE + "  require yaer = limit\n"
    assert [problem.code for problem in complaints(tmp_path, text)] == ["unknown-name"]
    text = "define limit = 2012\n" + RULE + "  require every m in meetngs satisfies year = limit\n"
    assert [problem.code for problem in complaints(tmp_path, text)] == ["unknown-name"]


def test_what_is_unused_is_called_so_beside_another_mistake(tmp_path: Path) -> None:
    text = "define limit = 2012\n" + RULE + "  require yaer = 2012\n"
    assert [problem.code for problem in complaints(tmp_path, text)] == ["unused-define", "unknown-name"]


def test_complaints_come_in_order_of_position_and_once(tmp_path: Path) -> None:
    text = "define odd(x) = x.kind = 1\n" + "".join(
        f'obligation r{at}\n  under 1(a) "five days"\n  for each m in meetings\n  require odd(m)\n' for at in range(3)
    )
    problems = complaints(tmp_path, text)
    assert [problem.code for problem in problems] == ["unlike-kinds", *["rule-not-checked"] * 3]
    assert [problem.span.start for problem in problems] == sorted(problem.span.start for problem in problems)


# -- registers and files -------------------------------------------------------------------------------------------

REGISTER = Path("rules/registers/states-parties.yaml")


def with_register(folder: Path, text: str, statement: str) -> list[str]:
    (folder / "facts.yaml").write_text(text, encoding="utf-8")
    rule = RULE + '  require some p in facts satisfies p.state = "Norway"\n'
    return [told(problem) for problem in complaints(folder, statement + "\n" + rule)]


def test_the_key_must_be_a_field_of_the_rows(tmp_path: Path) -> None:
    statement = 'register facts from "facts.yaml" schema "states-parties.schema.json" key name'
    first, second = with_register(tmp_path, REGISTER.read_text(encoding="utf-8"), statement)
    assert first == "key-missing 1:74 `key` needs a field of the register's rows, and `name` is none"
    assert second.startswith("rule-not-checked 2:12")


def test_a_register_that_nothing_uses(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(REGISTER.read_text(encoding="utf-8"), encoding="utf-8")
    text = (
        'register facts from "facts.yaml" schema "states-parties.schema.json" key state\n'
        + RULE
        + "  require year = 1\n"
    )
    assert [told(problem) for problem in complaints(tmp_path, text)] == [
        "unused-register 1:10 a register needs a use, and `facts` has none"
    ]


# A schema that takes names from a register `parties`, which is declared.
PARTIES = """{"type": "object", "additionalProperties": false, "properties": {
  "presidency": {"type": "string", "x-register": "parties"}, "year": {"type": "integer"}}}"""
DECLARED = 'register parties from "facts.yaml" schema "states-parties.schema.json" key state\n'


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ('presidency in ["Norway"]', []),
        ("year = 2012", []),
        ('some p in partys satisfies p.state = "Norway"', ["unknown-name"]),
        ('presidency in ["Norwya"]', ["unknown-in-register"]),
    ],
)
def test_a_register_that_the_schema_uses_is_used(condition: str, codes: list[str], tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(REGISTER.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "own.schema.json").write_text(PARTIES, encoding="utf-8")
    text = f"{DECLARED}{RULE}  require {condition}\n"
    found = complaints(tmp_path, text, HEADER.replace("work-programme", "own"))
    assert [problem.code for problem in found] == codes


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (DECLARED + RULE + '  require some p in partys satisfies p.state = "Norway"\n', "parties"),
        ("define limit = 2012\n" + RULE + "  require year = limitt\n", "limit"),
    ],
)
def test_a_misspelt_use_is_a_use(text: str, meant: str, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(REGISTER.read_text(encoding="utf-8"), encoding="utf-8")
    (problem,) = complaints(tmp_path, text)
    assert (problem.code, problem.help.partition(" Until")[0]) == ("unknown-name", f"did you mean `{meant}`?")


def test_a_path_leads_from_the_rules_file(tmp_path: Path) -> None:
    complaints(tmp_path, "")
    header = HEADER.replace("source.md", f"{tmp_path}/source.md")
    (problem,) = complaints(tmp_path, 'unchecked 1 because "x"\n', header)
    assert problem.code == "rules-file-missing"
    assert problem.help.startswith("Paths lead from the folder of the rules file: it was looked for as ")


def test_a_mistake_in_a_register_is_told_where_the_file_is_named(tmp_path: Path) -> None:
    statement = 'register facts from "facts.yaml" schema "states-parties.schema.json" key state'
    text = REGISTER.read_text(encoding="utf-8").replace("deposited:", "depposited:", 1)
    problems = with_register(tmp_path, text, statement)
    assert "unknown-field 1:21 facts.yaml: the State party has no field `depposited`" in problems


def test_a_file_that_is_not_utf_8_is_told_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes("1. Décidé.\n".encode("latin-1"))
    header = HEADER.replace("source.md", "latin.md")
    (problem,) = complaints(tmp_path, 'unchecked 1 because "x"\n', header)
    assert told(problem, "").startswith("file-not-utf-8 5:10 latin.md: a file needs to be text in UTF-8")


@pytest.mark.parametrize(("data", "code"), [
    (b"", "header-missing"),
    (b" \n", "header-missing"),
    (b"\xff\xfe", "file-of-another-kind"),
    (None, "file-unreadable"),
])  # fmt: skip
def test_a_rules_file_that_is_no_text(data: bytes | None, code: str, tmp_path: Path) -> None:
    file = tmp_path / "trial.rules"
    if data is not None:
        file.write_bytes(data)
    loaded, problems = load(file, "trial.rules")
    assert loaded is None
    assert [problem.code for problem in problems] == [code]


def test_rulesets_of_one_run_share_a_schema(tmp_path: Path) -> None:
    complaints(tmp_path, 'unchecked 1 because "x"\n')
    first, _ = load(tmp_path / "trial.rules", "trial.rules")
    complaints(tmp_path, 'unchecked 1 because "x"\n', HEADER.replace("work-programme", "bodies"))
    second, _ = load(tmp_path / "trial.rules", "trial.rules")
    assert first is not None
    assert second is not None
    _, problems = rulebook([first, second])
    assert [problem.code for problem in problems] == ["schemas-differ"]


# -- what must load ------------------------------------------------------------------------------------------------

SAMPLE_OF_THE_LANGUAGE = """\
-- Decisions of the Second Meeting of the States Parties (Beirut, September 2011).
ruleset beirut-2011
  language 1
  title    "Work programme for 2012 and Implementation Support Unit"
  short    "2MSP decision"
  source   "sources/beirut-2011.md"
  schema   "work-programme.schema.json"
  in force from 2011-09-16 until 2015-09-11
  base     "../samples/2012.yaml"

register states_parties from "registers/states-parties.yaml" schema "states-parties.schema.json" key state

define sitting(meeting) = days(meeting.start, meeting.end)

define is_party(name, day) =
  some party in states_parties
    where party.state = name
    satisfies party.deposited <= day and (party.until is missing or day < party.until)

obligation intersessional-length
  under 2(a) "for a duration of up to five days"
  for each meeting in meetings where meeting.kind = "intersessional"
  require sitting(meeting) <= 5 days
  example accepts with meetings[0].end = 2012-04-20
  example rejects with meetings[0].end = 2012-04-21
  example leaves open with meetings[0].end = 2012-04-XX
  example passes over without meetings[0]

obligation one-or-two-coordinators
  under 2(c) "with each working group led by one or two coordinators"
  for each group in working_groups
  require count(group.coordinators) between 1 and 2
  example accepts
  example rejects with working_groups[0].coordinators[2] = {state: "Norway", years: [2012]}
  example rejects with working_groups[0].coordinators = []

obligation coordinators-are-states-parties
  under 2(c) "coordinators from the States parties to the Convention"
  for each group in working_groups, coordinator in group.coordinators
  require is_party(coordinator.state, decided_on)
  otherwise "{coordinator.state} had not joined the Convention by {decided_on}"

recommendation working-languages
  under 2(b) "should conduct its business in English, French and Spanish"
  for each meeting in meetings where meeting.kind = "intersessional"
  when year = 2012
  require every language in ["English", "French", "Spanish"] satisfies language in meeting.languages

judgement unit-independent-in-practice
  under 4(b) "independence"
  when year = 2012 or implementation_support_unit is given
  ask "Is the Unit free to do its work without instructions from the Centre that hosts it?"

unchecked 1 because "records an event; a programme has nothing to show for it"
"""


def test_the_sample_of_the_language_loads(tmp_path: Path) -> None:
    rules = Path("rules").resolve()
    (tmp_path / "rules").mkdir()
    for folder in ("sources", "registers"):
        shutil.copytree(rules / folder, tmp_path / "rules" / folder)
    shutil.copytree(rules.parent / "samples", tmp_path / "samples")
    file = tmp_path / "rules" / "sample.rules"
    file.write_text(SAMPLE_OF_THE_LANGUAGE, encoding="utf-8")
    loaded, problems = load(file, "sample.rules")
    assert problems == ()
    assert loaded is not None
    assert loaded.ruleset is not None
    assert [rule.name for rule in loaded.ruleset.rules] == [
        "intersessional-length",
        "one-or-two-coordinators",
        "coordinators-are-states-parties",
        "working-languages",
        "unit-independent-in-practice",
    ]


# fmt: off
FINE = [
    'require title = "x" and document = "y"',                       # `title` is a keyword of the header
    'for each source in meetings require source.title is given',    # so is `source`
    'require year(decided_on) = year',                              # a function and a field share a name
    'require some register in meetings satisfies register.start = 2012-XX-XX',
    'require decided_on <= 2012-04-XX and decided_on between 2011-XX-XX and 2012-XX-XX',
    'require decided_on + 6 months > decided_on - 1 year',
    'require 5 days <= days(decided_on, decided_on)',
    'require if year = 2012 then title is given',
    'require count([m.title for m in meetings where m.kind = "review-conference"]) = 0 and distinct([m.id for m in meetings])',
    'require weekday(decided_on) in ["Monday", "Friday"]',
    'require not (year = 2012 or year = 2013)',
    'require some m in meetings satisfies m.president.state = "Lao PDR"',   # an alias of the register
    'require year = 2012 -- a comment that says obligation, and "half a text',
    'require title = "obligation one"',                             # a keyword in a text starts nothing
]
# fmt: on


@pytest.mark.parametrize("clause", FINE)
def test_what_is_fine_draws_no_complaint(clause: str, tmp_path: Path) -> None:
    assert complaints(tmp_path, f"{RULE}  {clause}\n") == []


def test_a_file_with_crlf_and_a_byte_order_mark(tmp_path: Path) -> None:
    complaints(tmp_path, "")
    text = HEADER + 'obligation held\n  under 1(a) "five\n    days"\n  require year = 2012\n'
    (tmp_path / "trial.rules").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    loaded, problems = load(tmp_path / "trial.rules", "trial.rules")
    assert [problem.message for problem in problems] == []
    assert loaded is not None


def test_a_name_says_one_value_of_its_row(tmp_path: Path) -> None:
    (tmp_path / "p.schema.json").write_text(
        '{"type": "array", "items": {"type": "object", "title": "row", "additionalProperties": false,'
        '"properties": {"state": {"type": "string"}, "seats": {"type": "array", "items": {"type": "string"}}}}}'
    )
    (tmp_path / "p.yaml").write_text("- {state: Norway, seats: [a]}\n")
    register = 'register states_parties from "p.yaml" schema "p.schema.json" key state\n'
    require = "  for each m in meetings\n  require m.president.state.seats = []\n"
    (problem,) = complaints(tmp_path, f"{register}{RULE}{require}")
    said = "row-field 5:29 `seats` needs to be a value of the register `states_parties`, and it is a list of texts"
    assert told(problem) == said
    (problem,) = complaints(tmp_path, f'{RULE}  for each m in meetings\n  require m.president.state.iso3 = "NOR"\n')
    assert told(problem).startswith(
        "no-fields 4:29 a record is needed before `.iso3`, and `m.president.state` is a name"
    )
    assert (
        problem.help.partition(" Until")[0]
        == "Fields of its row are known once the rules declare `register states_parties from …`."
    )


# Complaints that stand elsewhere in the table of wordings, and those that have their rows in another file.
OTHERS = ["paragraph-missing", "quotation-missing", "source-unnumbered", "number-too-long", "control-character"]
# tests/test_vocabulary.py: the bundled schemas have no such fault; tests/test_over_time.py: decisions beside each other.
ELSEWHERE = {
    "schema-not-understood", "schema-register-unusable", "secondary-obligation", "secondary-replaces",
    "replaced-too-early", "replaced-too-late", "replaced-twice", "ruleset-twice", "years-unclear",
}  # fmt: skip


def test_every_complaint_about_rules_has_a_row_here() -> None:
    codes = list(COMPLAINTS)
    about_rules = codes[codes.index("stray-text") : codes.index("rule-not-checked") + 1]
    rows = Path(__file__).read_text(encoding="utf-8").replace("ELSEWHERE = ", "")
    assert [
        code
        for code in (*about_rules, *OTHERS)
        if code not in ELSEWHERE and f"{code} " not in rows and f'"{code}"' not in rows
    ] == []
