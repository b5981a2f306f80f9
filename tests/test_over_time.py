"""What binds when: decisions that replace others, a text that others report, and what has always been done."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Source
from ccmcheck.cli import main
from ccmcheck.editor import rules_file
from ccmcheck.language.rulebook.kept import Kept
from ccmcheck.language.rulebook.load import load, rulebook

SCHEMA = """\
{
  "title": "calendar", "type": "object", "x-treaty": ["SOC"], "x-day": "agreed", "x-year": "year",
  "additionalProperties": false,
  "properties": {
    "treaty": {"type": "string"}, "year": {"title": "year", "type": "integer"},
    "agreed": {"title": "day of agreement", "type": ["string", "integer"], "format": "partial-date"},
    "dinners": {"title": "number of dinners", "type": ["integer"]},
    "day": {"title": "day of the dinner", "type": ["string"], "format": "partial-date"}
  }
}
"""


def ruleset(name: str, period: str, rules: str, more: str = "") -> str:
    return (
        f'ruleset {name} language 1 treaty "SOC" title "The {name}" short "{name}" source "t.md" '
        f'schema "calendar.schema.json" in force from {period} base "base.yaml" {more}\n{rules}\n'
    )


def rule(name: str, require: str, more: str = "", force: str = "obligation") -> str:
    return f'{force} {name} {more} under 1 "dine" require {require}\n'


FIRST = ruleset("first", "2000-01-01", rule("few", "dinners <= 2") + rule("some", "dinners >= 1"))
SECOND = ruleset("second", "2010-01-01", rule("more", "dinners <= 4", "replaces first/few"))
THIRD = ruleset("third", "2015-01-01 until 2017-01-01", rule("most", "dinners <= 6", "replaces first/few"))
REPEAL = ruleset("fourth", "2020-01-01", 'repeals first/some under 1 "dine"\n' + rule("none", "dinners >= 0"))
ALL = (FIRST, SECOND, THIRD, REPEAL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "calendar.schema.json").write_text(SCHEMA)
    (tmp_path / "t.md").write_text("1. They dine.\n")
    (tmp_path / "base.yaml").write_text("treaty: SOC\nyear: 2001\nagreed: 2001-01-01\ndinners: 2\nday: 2001-03-02\n")
    return tmp_path


def spoke(folder: Path, programme: str, *rulesets: str, verbose: bool = True) -> dict[str, str]:
    """What each rule says of a programme, all rulesets asked whatever their period."""
    options = []
    for at, text in enumerate(rulesets):
        (folder / f"{at}.rules").write_text(text)
        options += ["--rules", f"{at}.rules"]
    (folder / "p.yaml").write_text(f"treaty: SOC\n{programme}\n")
    result = CliRunner().invoke(main, ["check", "p.yaml", *options, "--format", "json", *(["-v"] if verbose else [])])
    report = json.loads(result.stdout)
    assert report["problems"] == []
    return {verdict["rule"]: verdict["outcome"] for verdict in report["verdicts"]}


SPOKEN = [
    ("2005-05-05", {"first/few": "violated", "second/more": "satisfied", "third/most": "satisfied"}),
    ("2010-01-01", {"first/few": "not-applicable", "second/more": "satisfied", "third/most": "satisfied"}),
    # the latest replacement wins, and its end revives nothing
    ("2016-01-01", {"first/few": "not-applicable", "second/more": "not-applicable", "third/most": "satisfied"}),
    ("2018-01-01", {"first/few": "not-applicable", "second/more": "not-applicable", "third/most": "satisfied"}),
    # an open day leaves open which of them speaks
    ("2009-12-XX", {"first/few": "violated"}),
    ("2010-XX-XX", {"first/few": "not-applicable", "second/more": "satisfied"}),
    ("2009-12-31/2010-01-01", {"first/few": "undecided", "second/more": "satisfied"}),
]


@pytest.mark.parametrize(("agreed", "expected"), SPOKEN)
def test_a_replaced_rule_no_longer_speaks(folder: Path, agreed: str, expected: dict[str, str]) -> None:
    said = spoke(folder, f"year: 2010\nagreed: {agreed}\ndinners: 3\nday: 2010-03-02", *ALL[:3])
    assert {name: outcome for name, outcome in said.items() if name in expected} == expected


@pytest.mark.parametrize(("agreed", "outcome"), [("2019-12-31", "violated"), ("2020-01-01", "not-applicable")])
def test_a_repealed_rule_no_longer_speaks(folder: Path, agreed: str, outcome: str) -> None:
    said = spoke(folder, f"year: 2020\nagreed: {agreed}\ndinners: 0\nday: 2010-03-02", FIRST, REPEAL)
    assert said["first/some"] == outcome


def test_what_is_passed_over_says_until_when_it_spoke(folder: Path) -> None:
    spoke(folder, "year: 2010\nagreed: 2012-01-01\ndinners: 3\nday: 2010-03-02", FIRST, SECOND)
    result = CliRunner().invoke(main, ["check", "p.yaml", "--rules", "0.rules", "--rules", "1.rules", "-v"])
    assert "1 rule speaks only if the programme’s day of agreement is before 1 January 2010" in result.stdout


def complaints(folder: Path, *rulesets: str) -> list[Diagnostic]:
    for at, text in enumerate(rulesets):
        (folder / f"{at}.rules").write_text(text)
    loaded = []
    problems: list[Diagnostic] = []
    for at in range(len(rulesets)):
        file, more = load(folder / f"{at}.rules", f"{at}.rules")
        assert file is not None
        loaded.append(file)
        problems += more
    return [*problems, *rulebook(loaded)[1]]


EARLY = ruleset("early", "2000-01-01 until 2005-01-01", rule("few", "dinners <= 2"))
REPORTED = 'authority secondary "the website"'
DISPUTED = [
    (
        [ruleset("a", "2000-01-01", rule("r", "dinners <= 2", "replaces b/q")),
         ruleset("b", "2001-01-01", rule("q", "dinners <= 2", "replaces a/r"))],
        ["replaced-too-early"],
    ),
    ([ruleset("a", "2000-01-01", rule("r", "dinners <= 2", "replaces a/r"))], ["replaced-too-early"]),
    ([ruleset("a", "2000-01-01", rule("r", "dinners <= 2") + 'repeals a/r under 1 "dine"\n')], ["replaced-too-early"]),
    ([FIRST, ruleset("b", "2000-01-01", rule("r", "dinners <= 2", "replaces first/few"))], ["replaced-too-early"]),
    ([EARLY, ruleset("late", "2006-01-01", rule("q", "dinners <= 3", "replaces early/few"))], ["replaced-too-late"]),
    (
        [FIRST, SECOND, ruleset("other", "2010-01-01", rule("q", "dinners <= 3", "replaces first/few"))],
        ["replaced-twice"],
    ),
    ([ruleset("said", "2010-01-01", rule("q", "dinners <= 3"), REPORTED)], ["secondary-obligation"]),
    (
        [FIRST, ruleset("said", "2010-01-01",
                        rule("q", "dinners <= 3", "replaces first/few", "recommendation"), REPORTED)],
        ["secondary-replaces"],
    ),
    (
        [ruleset("a", "2000-01-01", 'practice p observed "2012 to 2010" require dinners = 2')],
        ["years-unclear"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rulesets", "codes"), DISPUTED)
def test_what_cannot_be(folder: Path, rulesets: list[str], codes: list[str]) -> None:
    assert [problem.code for problem in complaints(folder, *rulesets)] == codes


@pytest.mark.parametrize("rulesets", [rulesets for rulesets, _ in DISPUTED])
def test_what_cannot_be_is_marked_where_the_other_rule_is_named(folder: Path, rulesets: list[str]) -> None:
    for problem in complaints(folder, *rulesets):
        if problem.code.startswith("replaced"):
            marked = problem.span.source.text[problem.span.start - 9 : problem.span.end].strip()
            assert re.fullmatch(r"(replaces|repeals) [a-z]+/[a-z]+", marked)


# -- how a decision knows those beside it ---------------------------------------------------------------------------

AMENDING = ruleset(
    "second", "2010-01-01",
    rule("more", "dinners <= 4", "replaces first/few") + "example accepts example rejects with dinners = 5\n"
    'repeals first/some under 1 "dine"',
)  # fmt: skip
MISNAMED = AMENDING.replace("first/few", "first/fwe")
READERS = [
    ("test", "second.rules"),
    ("test", "first.rules", "second.rules"),
    ("test", "."),
    ("lint", "second.rules"),
    ("coverage", "second.rules"),
    ("handbook", "second.rules"),
    ("prove", "second.rules"),
    ("prove", "second.rules", "first.rules"),
    ("timeline", "--rules", "second.rules"),
    ("timeline", "--rules", "second.rules", "--rules", "first.rules"),
    ("check", "p.yaml", "--rules", "second.rules"),
    ("check", "p.yaml", "--rules", "second.rules", "--rules", "first.rules"),
]


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_every_command_knows_the_decisions_beside(folder: Path, command: tuple[str, ...]) -> None:
    (folder / "first.rules").write_text(FIRST)
    (folder / "second.rules").write_text(AMENDING)
    (folder / "p.yaml").write_text("treaty: SOC\nyear: 2010\nagreed: 2011-01-01\ndinners: 3\nday: 2010-03-02\n")
    done = CliRunner().invoke(main, list(command))
    assert "known decision" not in done.output
    assert done.exit_code in (0, 1)
    (folder / "second.rules").write_text(MISNAMED)
    done = CliRunner().invoke(main, list(command))
    words = " ".join(done.output.split())
    assert words.count("a rule of a known decision is needed here, written RULESET/RULE, and `first/fwe` is none") == 1
    assert "did you mean `first/few`?" in words
    assert done.exit_code == 5


def test_a_decision_that_lies_elsewhere_is_known_where_its_file_is_named(folder: Path) -> None:
    own = folder / "own"
    own.mkdir()
    for file in ("calendar.schema.json", "t.md", "base.yaml"):
        (own / file).write_text((folder / file).read_text())
    (folder / "first.rules").write_text(FIRST)
    (own / "second.rules").write_text(AMENDING)
    for command in (["test"], ["lint"], ["coverage"], ["prove"]):
        alone = CliRunner().invoke(main, [*command, "own/second.rules"])
        words = " ".join(alone.output.split())
        assert alone.exit_code == 5
        assert "Name the rules file of `first` as well, or put it beside this one." in words
        together = CliRunner().invoke(main, [*command, "first.rules", "own/second.rules"])
        assert "is none" not in together.output


def test_what_was_found_beside_is_not_believed_when_it_is_gone(folder: Path) -> None:
    (folder / "first.rules").write_text(FIRST)
    (folder / "second.rules").write_text(AMENDING)
    command = ["timeline", "--rules", "second.rules"]
    assert [CliRunner().invoke(main, command).exit_code for _ in range(2)] == [0, 0]
    (folder / "first.rules").write_text(FIRST.replace("few", "fewer"))
    assert CliRunner().invoke(main, command).exit_code == 5


def test_only_regular_files_of_the_folder_itself_are_looked_into(folder: Path) -> None:
    own = folder / "own"
    own.mkdir()
    for file in ("calendar.schema.json", "t.md", "base.yaml"):
        (own / file).write_text((folder / file).read_text())
    (own / "second.rules").write_text(AMENDING)
    (folder / "first.rules").write_text(FIRST)
    (own / "first.rules").symlink_to(folder / "first.rules")
    os.mkfifo(own / "pipe.rules")
    (own / "folder.rules").mkdir()
    assert CliRunner().invoke(main, ["lint", "own/second.rules"]).exit_code == 5
    assert "Beside other decisions" not in CliRunner().invoke(main, ["handbook", "own/second.rules"]).output
    (own / "first.rules").unlink()
    (own / "first.rules").write_text(FIRST)
    assert CliRunner().invoke(main, ["lint", "own/second.rules"]).exit_code == 0


def test_rules_that_are_named_twice_are_asked_once(folder: Path) -> None:
    (folder / "first.rules").write_text(FIRST)
    (folder / "p.yaml").write_text("treaty: SOC\nyear: 2010\nagreed: 2011-01-01\ndinners: 3\nday: 2010-03-02\n")
    twice = ["--rules", "first.rules", "--rules", str(folder / "first.rules")]
    checked = CliRunner().invoke(main, ["check", "p.yaml", *twice]).output
    assert checked == CliRunner().invoke(main, ["check", "p.yaml", *twice[:2]]).output
    assert len(CliRunner().invoke(main, ["timeline", *twice]).output.splitlines()) == 4
    tested = CliRunner().invoke(main, ["test", "first.rules", "./first.rules", "."]).output
    assert tested.count("first: first.rules") == 1


def test_two_files_of_one_ruleset_are_refused_and_the_first_is_asked(folder: Path) -> None:
    (folder / "first.rules").write_text(FIRST)
    (folder / "copy.rules").write_text(f"-- as it was\n{FIRST}")
    done = CliRunner().invoke(main, ["timeline", "--rules", "first.rules", "--rules", "copy.rules"])
    words = " ".join(done.output.split())
    assert done.exit_code == 5
    assert "a ruleset needs a name of its own, and `first` is that of first.rules already copy.rules:2:9" in words
    assert "\ncopy" not in done.stdout
    assert done.stdout.count("\nfirst") == 1


def test_an_editor_knows_the_decisions_beside(folder: Path) -> None:
    (folder / "first.rules").write_text(FIRST)
    source = Source.of("second.rules", AMENDING)
    assert rules_file.read(folder / "second.rules", source, Kept()).problems == ()


MISNAMINGS = [
    ("first/fwe", "did you mean `first/few`?"),
    ("frist/few", "did you mean `first/few`?"),
    ("third/more", "Name the rules file of `third` as well, or put it beside this one."),
    ("second/more", "Name the rule of the earlier decision"),
]


@pytest.mark.parametrize(("name", "advice"), MISNAMINGS)
def test_the_advice_about_a_rule_that_is_not_there_never_names_the_rule_itself(
    folder: Path, name: str, advice: str
) -> None:
    (folder / "first.rules").write_text(FIRST)
    (folder / "second.rules").write_text(AMENDING.replace("first/few", name))
    words = " ".join(CliRunner().invoke(main, ["lint", "second.rules"]).output.split())
    assert advice in words
    assert "did you mean `second/more`?" not in words


def test_a_text_that_others_report_is_called_so_and_never_fails_a_run(folder: Path) -> None:
    said = ruleset("said", "2010-01-01", rule("q", "dinners <= 3", force="recommendation"), REPORTED)
    (folder / "0.rules").write_text(said)
    (folder / "p.yaml").write_text("treaty: SOC\nyear: 2011\nagreed: 2011-01-01\ndinners: 4\nday: 2011-03-04\n")
    for how in ("text", "markdown", "html", "sarif", "json"):
        result = CliRunner().invoke(main, ["check", "p.yaml", "--rules", "0.rules", "--format", how])
        assert result.exit_code == 0
        assert "said, as reported" in result.stdout
        assert "as reported by the website" in " ".join(result.stdout.split()) or how == "sarif"


PRACTICE = ruleset(
    "habit", "2000-01-01",
    'practice on-a-friday observed "2001, 2002" require weekday(day) = "Friday" example accepts\n'
    '  example rejects with day = 2001-03-03\n' + rule("some", "dinners >= 1") + "  example accepts\n",
)  # fmt: skip


def test_a_departure_from_practice_is_a_remark_and_no_more(folder: Path) -> None:
    (folder / "0.rules").write_text(PRACTICE)
    for day, remarked in (("2011-03-04", False), ("2011-03-05", True), ("2011-XX-XX", False)):
        (folder / "p.yaml").write_text(f"treaty: SOC\nyear: 2011\nagreed: 2011-01-01\ndinners: 4\nday: '{day}'\n")
        for verbose in ([], ["-v"]):
            result = CliRunner().invoke(main, ["check", "p.yaml", "--rules", "0.rules", "--final", *verbose])
            words = " ".join(result.stdout.split())
            assert ("in 2001 to 2002 it was so: the weekday of the programme’s day of the dinner" in words) is remarked
            assert ("5 March 2011" in words or "`Saturday`" in words) is remarked
            assert result.exit_code == (0 if day.startswith("2011-03") else 3)  # a blank is not final
            assert "1 rule:" in words


def test_the_years_of_a_practice_are_tried_on_the_record(folder: Path) -> None:
    (folder / "0.rules").write_text(PRACTICE)
    (folder / "record").mkdir()

    def codes() -> str:
        return " ".join(CliRunner().invoke(main, ["test", "0.rules"]).output.split())

    assert "the practice was observed in 2001, which needs a programme of that year" in codes()
    base = (folder / "base.yaml").read_text()
    (folder / "record" / "2001.yaml").write_text(base)
    (folder / "record" / "2002.yaml").write_text(base.replace("2001-03-02", "2002-03-02"))
    assert "the programme for 2002 departs from it" in codes()
    (folder / "record" / "2002.yaml").write_text(base.replace("2001-03-02", "____"))
    assert "error" not in codes()
    (folder / "record" / "2001.yaml").write_text(base.replace("2001-03-02", "____"))
    assert "`on-a-friday` needs a year on record that shows it" in codes()


def test_the_year_before_on_record_is_the_programme_before(folder: Path) -> None:
    practice = 'practice grows observed "2002" require dinners > previous.dinners'
    (folder / "0.rules").write_text(ruleset("habit", "2000-01-01", practice + "\n  example leaves open"))
    (folder / "record").mkdir()
    base = (folder / "base.yaml").read_text()

    def output(dinners: int) -> str:
        (folder / "record" / "2002.yaml").write_text(base.replace("dinners: 2", f"dinners: {dinners}"))
        return " ".join(CliRunner().invoke(main, ["test", "0.rules"]).output.split())

    assert "`grows` needs a year on record that shows it" in output(3)
    (folder / "record" / "2001.yaml").write_text(base)
    assert "error" not in output(3)
    assert "the programme for 2002 departs from it" in output(2)


def test_the_life_of_a_rule_is_told() -> None:
    told = CliRunner().invoke(main, ["rules", "--history", "beirut-2011/intersessional-length"])
    words = " ".join(told.output.split())
    assert 'paragraph 2(a): "for a duration of up to five days"' in words
    assert "speaks from 16 September 2011, when the decision came into force ends on 11 September 2015" in words
    of_an_article = CliRunner().invoke(main, ["rules", "--history", "ccm-convention/meet-regularly"]).output
    assert '\n  Article 11(1): "' in of_an_article
    misspelt = CliRunner().invoke(main, ["rules", "--history", "beirut-2011/intersesional-length"])
    assert (
        "`beirut-2011/intersesional-length` is none; did you mean `beirut-2011/intersessional-length`?"
        in misspelt.output
    )


def test_the_life_of_a_rule_of_ones_own_is_told(folder: Path) -> None:
    (folder / "first.rules").write_text(FIRST)
    (folder / "second.rules").write_text(AMENDING)
    own = ["--rules", "first.rules", "--rules", "second.rules"]
    told = CliRunner().invoke(main, ["rules", "--history", "first/few", *own]).output
    assert "speaks no longer from 1 January 2010: second/more takes its place or ends it" in told
    assert (
        "takes the place of first/few" in CliRunner().invoke(main, ["rules", "--history", "second/more", *own]).output
    )
    misspelt = CliRunner().invoke(main, ["rules", "--history", "first/fwe", *own])
    assert (misspelt.exit_code, "did you mean `first/few`?" in misspelt.output) == (2, True)
    bundled = CliRunner().invoke(main, ["rules", "--history", "tallinn-2018/intersessional-length"]).output
    assert "is none; rules of your own are named with --rules FILE" in bundled
    listed = CliRunner().invoke(main, ["rules", *own]).output
    assert [line for line in listed.splitlines() if line.endswith(("first", "second"))] == [
        "first: The first",
        "second: The second",
    ]
    none = CliRunner().invoke(main, ["rules", *own, "--on", "1999-01-01"]).output
    assert none == "No decision of these files was in force on 1 January 1999.\n"
    (folder / "second.rules").write_text(MISNAMED)
    wrong = CliRunner().invoke(main, ["rules", "--history", "first/some", *own])
    assert (wrong.exit_code, "first/some: obligation of the first" in wrong.stdout) == (5, True)
    unread = CliRunner().invoke(main, ["rules", "--rules", "none.rules"])
    assert (unread.exit_code, "there is no such file" in unread.output) == (5, True)


def test_which_decisions_bound_in_which_year(folder: Path) -> None:
    options = []
    for at, text in enumerate(ALL):
        (folder / f"{at}.rules").write_text(text)
        options += ["--rules", f"{at}.rules"]
    rows = CliRunner().invoke(main, ["timeline", *options]).output.splitlines()
    years = rows[0].split()
    numbers = {name: dict(zip(years, cells, strict=True)) for name, *cells in map(str.split, rows[1:5])}
    assert [numbers["first"][year] for year in ("00", "09", "10", "11", "19", "20", "21")] == list("2211100")
    assert [numbers["third"][year] for year in ("14", "15", "16", "17")] == ["·", "1", "1", "·"]
    assert [numbers["second"][year] for year in ("09", "14", "15", "16")] == ["·", "1", "0", "0"]


# -- the programme before ------------------------------------------------------------------------------------------

AS_MANY = ruleset("habit", "2000-01-01", rule("as-many", "dinners >= previous.dinners") + rule("some", "dinners >= 1"))
NOW = "treaty: SOC\nyear: 2011\nagreed: 2011-01-01\ndinners: 2\nday: 2011-03-04\n"
BEFORE = NOW.replace("2011", "2010")
PREVIOUS = [
    ("", "undecided", "the programme before is not at hand"),
    (BEFORE, "satisfied", ""),
    (BEFORE.replace("dinners: 2", "dinners: 3"), "violated", "at least 3 for the number of dinners"),
    (BEFORE.replace("dinners: 2\n", ""), "undecided", "before.yaml leaves it open"),
    (BEFORE.replace("year: 2010", "year: 2009"), "undecided", "needs to be for 2010, and before.yaml is for 2009"),
    (BEFORE.replace("SOC", "CCM"), "undecided", "needs to be of SOC, but its `treaty` is CCM"),
    ("nothing", "undecided", "before.yaml"),
]


@pytest.mark.parametrize(("before", "outcome", "words"), PREVIOUS)
def test_a_rule_about_the_programme_before(folder: Path, before: str, outcome: str, words: str) -> None:
    (folder / "0.rules").write_text(AS_MANY)
    (folder / "now.yaml").write_text(NOW)
    given = []
    if before:
        (folder / "before.yaml").write_text(before)
        given = ["--previous", "before.yaml"]
    command = ["check", "now.yaml", "--rules", "0.rules", *given]
    report = json.loads(CliRunner().invoke(main, [*command, "--format", "json"]).stdout)
    assert {verdict["rule"]: verdict["outcome"] for verdict in report["verdicts"]} == {
        "habit/as-many": outcome,
        "habit/some": "satisfied",
    }
    assert words in " ".join(CliRunner().invoke(main, [*command, "-v"]).stdout.split())


GUARDS = [
    "previous.dinners is given",
    "previous.dinners is missing",
    "previous.day is given and dinners >= 1",
    "previous.year = 2010",
]


@pytest.mark.parametrize("guard", GUARDS)
def test_no_rule_passes_over_a_programme_in_silence_for_want_of_the_one_before(folder: Path, guard: str) -> None:
    (folder / "0.rules").write_text(ruleset("habit", "2000-01-01", rule("guarded", "dinners >= 1", "")).replace(
        "require", f"when {guard} require"))  # fmt: skip
    (folder / "now.yaml").write_text(NOW)
    command = ["check", "now.yaml", "--rules", "0.rules"]
    for more in ([], ["-v"]):  # the quick way as well as the evaluator
        report = json.loads(CliRunner().invoke(main, [*command, *more, "--format", "json"]).stdout)
        assert [verdict["outcome"] for verdict in report["verdicts"]] == ["undecided"]
    assert "the programme before is not at hand" in " ".join(CliRunner().invoke(main, command).stdout.split())


EXPLAINED = [
    ("", 0, "is undecided", "open: the programme before is not at hand (--previous FILE)"),
    (BEFORE, 0, "is satisfied", "dinners (2) >= previous.dinners (2)  holds"),
    (BEFORE.replace("dinners: 2\n", ""), 0, "is undecided", "open: before.yaml leaves it open"),
    (BEFORE.replace("year: 2010", "year: 2009"), 5, "", "needs to be for 2010, and before.yaml is for 2009"),
    ("nothing", 5, "", "before.yaml"),
]


@pytest.mark.parametrize(("before", "code", "outcome", "words"), EXPLAINED)
def test_explain_takes_the_programme_before(folder: Path, before: str, code: int, outcome: str, words: str) -> None:
    (folder / "0.rules").write_text(AS_MANY)
    (folder / "now.yaml").write_text(NOW)
    (folder / "before.yaml").write_text(before)
    given = ["--previous", "before.yaml"] if before else []
    result = CliRunner().invoke(main, ["explain", "as-many", "now.yaml", "--rules", "0.rules", *given])
    assert result.exit_code == code
    assert outcome in result.output
    assert words in result.output
    assert before or "previous.dinners (not at hand)" in result.output


SAMPLE = Path(__file__).parent.parent.joinpath("samples", "2012.yaml").read_text(encoding="utf-8")
ANOTHER = [
    (SAMPLE, "before.yaml:15:7", "needs to be for 2011, and before.yaml is for 2012"),
    (SAMPLE.replace("treaty: CCM", "treaty: APMBC"), "before.yaml:11:9", "its `treaty` is APMBC"),
]


@pytest.mark.parametrize("options", [[], ["-v"], ["--format", "json"], ["--format", "sarif"], ["--no-cache"], ["-q"]])
@pytest.mark.parametrize(("before", "place", "words"), ANOTHER)
def test_a_programme_that_is_not_the_one_before_is_an_error_at_its_place(
    folder: Path, before: str, place: str, words: str, options: list[str]
) -> None:
    (folder / "clean.yaml").write_text(SAMPLE)
    (folder / "before.yaml").write_text(before)
    ran = CliRunner().invoke(main, ["check", "clean.yaml", "--previous", "before.yaml", *options])
    assert ran.exit_code == 5
    said = " ".join(ran.stdout.split())
    assert words in said
    assert place in said or "--format" in options


@pytest.mark.parametrize("year", ["2011", "____", "2011-XX"])
def test_a_programme_before_that_may_be_the_one_before_is_no_error(folder: Path, year: str) -> None:
    (folder / "clean.yaml").write_text(SAMPLE)
    (folder / "before.yaml").write_text(SAMPLE.replace("year: 2012", f"year: {year}"))
    said = CliRunner().invoke(main, ["check", "clean.yaml", "--previous", "before.yaml"]).stdout
    assert "it is not used" not in said


def test_a_rule_about_the_programme_before_reads_aloud(folder: Path) -> None:
    (folder / "0.rules").write_text(AS_MANY)
    page = CliRunner().invoke(main, ["handbook", "0.rules"]).output
    said = "The programme’s number of dinners must be at least the previous programme’s number of dinners."
    assert said in page


def test_an_open_day_is_said_once(folder: Path) -> None:
    text = Path(__file__).parent.parent.joinpath("samples", "2012.yaml").read_text(encoding="utf-8")
    (folder / "open.yaml").write_text(text.replace("decided_on: 2011-09-16", "decided_on: ____"), encoding="utf-8")
    (folder / "half.yaml").write_text(
        text.replace("decided_on: 2011-09-16", "decided_on: 2011-09-XX"), encoding="utf-8"
    )
    words = "the day of decision is open, so the programme is judged as if each of these were in force: 2MSP decision"
    for more in ([], ["-v"], ["--format", "json"]):
        said = " ".join(CliRunner().invoke(main, ["check", "open.yaml", *more]).stdout.split())
        assert said.count(words) == 1
        assert words not in " ".join(CliRunner().invoke(main, ["check", "half.yaml", *more]).stdout.split())


AS_OF = [
    ("2005-05-05", "2018-01-01", {"first/some"}),  # of what has ended since then nobody asks
    ("2018-01-01", "2005-05-05", {"first/few", "first/some"}),  # one that spoke then speaks of every programme
    ("2018-01-01", "2016-01-01", {"first/some", "third/most"}),
]


@pytest.mark.parametrize(("agreed", "as_of", "spoken"), AS_OF)
@pytest.mark.parametrize("more", [(), ("-v",)])
def test_the_decisions_of_another_day_are_asked(
    folder: Path, agreed: str, as_of: str, spoken: set[str], more: tuple[str, ...]
) -> None:
    options = []
    for at, text in enumerate(ALL[:3]):
        (folder / f"{at}.rules").write_text(text)
        options += ["--rules", f"{at}.rules"]
    (folder / "p.yaml").write_text(f"treaty: SOC\nyear: 2010\nagreed: {agreed}\ndinners: 2\nday: 2010-03-02\n")
    result = CliRunner().invoke(main, ["check", "p.yaml", *options, "--as-of", as_of, "--format", "json", *more])
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {verdict["rule"] for verdict in report["verdicts"]} == spoken
    assert {verdict["outcome"] for verdict in report["verdicts"]} == {"satisfied"}
    assert "(--as-of), whatever its own day" in report["notices"][0]


def test_a_day_on_which_no_decision_was_in_force_leaves_nothing_checked(folder: Path) -> None:
    (folder / "0.rules").write_text(FIRST)
    (folder / "p.yaml").write_text("treaty: SOC\nyear: 2010\nagreed: 2010-01-01\ndinners: 3\nday: 2010-03-02\n")
    result = CliRunner().invoke(main, ["check", "p.yaml", "--rules", "0.rules", "--as-of", "31 December 1999"])
    assert result.exit_code == 4
    assert "no decision was in force on 31 December 1999; nothing was checked" in result.stdout
    result = CliRunner().invoke(main, ["check", "p.yaml", "--as-of", "2011-13-01"])
    assert result.exit_code == 2
    result = CliRunner().invoke(main, ["check", "p.yaml", "--as-of", "2011-12-01", "--exact"])
    assert result.exit_code == 2
    assert "leave out --as-of" in result.stderr


def test_where_several_decisions_are_asked_each_rule_names_its_own(folder: Path) -> None:
    other = ruleset("other", "2010-01-01", rule("many", "dinners >= 1"))
    for at, text in enumerate((FIRST, other)):
        (folder / f"{at}.rules").write_text(text)
    (folder / "p.yaml").write_text("treaty: SOC\nyear: 2010\nagreed: 2010-01-01\ndinners: ____\nday: 2010-03-02\n")
    both = CliRunner().invoke(main, ["check", "p.yaml", "--rules", "0.rules", "--rules", "1.rules"]).stdout
    assert "few (first, 1)" in both
    assert "many (other, 1)" in both
    assert "few (1)" in CliRunner().invoke(main, ["check", "p.yaml", "--rules", "0.rules"]).stdout


def test_of_the_day_that_decides_nobody_says_that_no_rule_depends_on_it(folder: Path) -> None:
    record = Path(__file__).parent.parent.joinpath("samples", "record", "2025.yaml").read_text(encoding="utf-8")
    lines = [line if not line.startswith("decided_on:") else "decided_on: ____" for line in record.splitlines()]
    (folder / "open.yaml").write_text("\n".join(lines), encoding="utf-8")
    said = " ".join(CliRunner().invoke(main, ["check", "open.yaml"]).stdout.split())
    assert "the day of decision is open" in said
    assert "no rule depends on: meetings" in said


def test_the_handbook_shows_when_the_decisions_beside_it_bind(folder: Path) -> None:
    (folder / "0.rules").write_text(FIRST)
    alone = CliRunner().invoke(main, ["handbook", "0.rules"]).output
    assert "Beside other decisions" not in alone
    for at, text in enumerate((SECOND, THIRD), 1):
        (folder / f"{at}.rules").write_text(text)
    beside = CliRunner().invoke(main, ["handbook", "1.rules"]).output
    assert "| first | 2 | 2 |" in beside
    row = next(line for line in beside.splitlines() if line.startswith("| **second** |"))
    assert row == "| **second** |" + " · |" * 10 + " 1 |" * 5 + " 0 |" * 4  # replaced in 2015
    assert '<td class="in">2</td>' in CliRunner().invoke(main, ["handbook", "1.rules", "--html"]).output


SUCCESSION = [
    ("second.rules", "Takes the place of `first/few`."),
    ("second.rules", "Ends `first/some`."),
    ("first.rules", "Speaks no longer from 1 January 2010: `second/more` takes its place."),
    ("first.rules", "Speaks no longer from 1 January 2010: `second` ends it."),
]


@pytest.mark.parametrize(("file", "words"), SUCCESSION)
def test_the_handbook_tells_what_replaces_and_ends_what(folder: Path, file: str, words: str) -> None:
    (folder / "first.rules").write_text(FIRST)
    (folder / "second.rules").write_text(AMENDING)
    page = CliRunner().invoke(main, ["handbook", file]).output
    html = CliRunner().invoke(main, ["handbook", file, "--html"]).output
    assert words in page
    assert re.sub("`(.*?)`", r"<code>\1</code>", words) in html


def test_a_paragraph_that_a_repeal_answers_says_so(folder: Path) -> None:
    repeal = ruleset("fourth", "2020-01-01", 'repeals first/some under 1 "They dine"')
    (folder / "first.rules").write_text(FIRST)
    (folder / "fourth.rules").write_text(repeal)
    page = CliRunner().invoke(main, ["handbook", "fourth.rules"]).output
    assert "| **1** <ins>They dine</ins>. | Ends `first/some`. |" in page
    covered = CliRunner().invoke(main, ["coverage", "fourth.rules"]).output
    assert "              repeals first/some\n" in covered
    assert (
        "| repeals `first/some` |"
        in CliRunner().invoke(main, ["coverage", "fourth.rules", "--format", "markdown"]).output
    )
    data = json.loads(CliRunner().invoke(main, ["coverage", "fourth.rules", "--format", "json"]).output)
    (answer,) = data["coverage"][0]["paragraphs"][0]["answers"]
    assert (answer["by"], answer["rule"]) == ("repeals", "first/some")


def test_a_bundled_decision_goes_by_its_name() -> None:
    page = CliRunner().invoke(main, ["handbook", "ccm-convention"])
    assert page.exit_code == 0
    assert page.output.startswith("# Convention on Cluster Munitions")
    unknown = CliRunner().invoke(main, ["handbook", "ccm-conventions"])
    assert unknown.exit_code == 5


def test_a_programme_that_departs_from_what_was_always_done_is_remarked_on(tmp_path: Path) -> None:
    text = Path(__file__).parent.parent.joinpath("samples", "record", "2013.yaml").read_text(encoding="utf-8")
    file = tmp_path / "2013.yaml"
    file.write_text(text.replace("2013-04-15", "2013-04-16").replace("years: [2013]", "years: [2013, 2014]", 1))
    said = " ".join(CliRunner().invoke(main, ["check", str(file)]).stdout.split())
    assert "in 2011 to 2015, 2022 and 2025 it was so" in said
    assert "in 2012 to 2020 and 2022 to 2024 it was so" in said
    text = Path(__file__).parent.parent.joinpath("samples", "2012.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("2012-04-16", "2012-04-17"))
    said = CliRunner().invoke(main, ["check", str(file)]).stdout
    assert "intersessional-2012-venue" in said
    assert "it was so" not in said  # a broken rule says it already


NAMED = "the 2MSP decision {}; this programme names its meeting (`decided_by`), but its day of decision is {}: none of"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2011-09-15", NAMED.format("binds from 16 September 2011 on", "15 September 2011")),
        ("2011-08-XX", NAMED.format("binds from 16 September 2011 on", "1 to 31 August 2011")),
        ("2015-09-11", NAMED.format("bound until 10 September 2015", "11 September 2015")),
        ("2011-09-16", ""),
        ("2015-09-10", ""),
        ("2011-09-XX", ""),
        ("____", ""),
    ],
)
@pytest.mark.parametrize("verbose", [[], ["-v"]])
def test_a_decision_that_is_named_and_not_in_force_is_remarked_on(
    tmp_path: Path, day: str, said: str, verbose: list[str]
) -> None:
    """Once 39 rules fell silent without a word for a day too early, and the programme passed."""
    file = tmp_path / "programme.yaml"
    text = Path("samples/2012.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("decided_on: 2011-09-16", f"decided_on: {day}"), encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(file), *verbose])
    assert ("none of its 39 rules is asked" in " ".join(done.output.split())) == bool(said)
    assert said in " ".join(done.output.split())


def test_rules_asked_as_of_a_day_are_no_reason_for_a_remark() -> None:
    done = CliRunner().invoke(main, ["check", "samples/2012.yaml", "--as-of", "2016-01-01"])
    assert "rules is asked" not in done.output
