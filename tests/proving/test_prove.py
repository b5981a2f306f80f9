"""What `prove` says of rules that clash, follow from others, never apply or say the same."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.base import resources
from ccmcheck.base.days import day
from ccmcheck.cli import main
from ccmcheck.proving.questions.common import Clash
from ccmcheck.proving.questions.prove import Proved, prove
from ccmcheck.run.library import load_rules
from tests.proving.rules_with import rules_with

HEADER = """
ruleset small
  language 1
  title    "Small"
  short    "small"
  source   "words.md"
  schema   "work-programme.schema.json"
  in force from 2011-09-16
"""
MEETINGS = 'for each meeting in meetings where meeting.kind = "intersessional"'
DAYS = "days(meeting.start, meeting.end)"


def rule(name: str, body: str) -> str:
    return f'\nobligation {name} under 1 "the words" {body}\n'


def written(folder: Path, *rules: str) -> Path:
    """A file of these rules beside the text that they cite."""
    (folder / "words.md").write_text("1. These are the words.\n", encoding="utf-8")
    file = folder / "small.rules"
    file.write_text(HEADER + "".join(rules), encoding="utf-8")
    return file


def proved(folder: Path, *rules: str) -> dict[str, Proved] | list[str]:
    """What is found of each rule, or the rules that clash."""
    book, problems = load_rules(str(written(folder, *rules)), cached=False)
    assert book is not None
    assert not problems, [problem.message for problem in problems]
    found = prove(book, time.monotonic() + 30)
    if isinstance(found, Clash):
        return [each.name for _, each in found.rules]
    return {each.rule: each for each in found[0].rules}


HELD = rule("held", 'require some meeting in meetings satisfies meeting.kind = "intersessional"')
AT_LEAST = rule("at-least-four", f"{MEETINGS} require {DAYS} >= 4 days")
AT_MOST = rule("at-most-three", f"{MEETINGS} require {DAYS} <= 3 days")
OTHER = rule("in-geneva", f'{MEETINGS} require meeting.city = "Geneva"')


def test_rules_that_clash_are_named_and_no_others(tmp_path: Path) -> None:
    assert proved(tmp_path, OTHER, HELD, AT_LEAST, AT_MOST) == ["held", "at-least-four", "at-most-three"]


def test_none_of_the_rules_that_clash_can_be_left_out(tmp_path: Path) -> None:
    for at in range(3):
        rest = [each for n, each in enumerate((HELD, AT_LEAST, AT_MOST)) if n != at]
        assert isinstance(proved(tmp_path, *rest), dict)


def test_a_rule_that_cannot_be_kept_where_it_applies(tmp_path: Path) -> None:
    """Without a meeting both limits are kept, so that nothing clashes; but neither can ever apply and be kept."""
    found = proved(tmp_path, AT_LEAST, AT_MOST)
    assert isinstance(found, dict)
    assert {name: each.standing for name, each in found.items()} == {
        "at-least-four": "never-kept",
        "at-most-three": "never-kept",
    }


def test_a_rule_that_follows_from_another(tmp_path: Path) -> None:
    found = proved(tmp_path, rule("five", f"{MEETINGS} require {DAYS} <= 5 days"), AT_MOST, OTHER)
    assert isinstance(found, dict)
    assert found["five"] == Proved("five", "follows", ("at-most-three",))
    assert found["at-most-three"].standing == "own"


def test_a_condition_that_is_never_true(tmp_path: Path) -> None:
    found = proved(tmp_path, rule("never", "when year > 2012 and year < 2013 require title is given"))
    assert isinstance(found, dict)
    assert found["never"].standing == "never-applies"


def test_two_rules_that_say_the_same(tmp_path: Path) -> None:
    at_most_five = rule("at-most-five", f"{MEETINGS} require {DAYS} <= 5 days")
    under_six = rule("under-six", f"{MEETINGS} require {DAYS} < 6 days")
    found = proved(tmp_path, at_most_five, under_six)
    assert isinstance(found, dict)
    assert found["at-most-five"].same_as == ("under-six",)
    assert found["under-six"].same_as == ("at-most-five",)


def test_bundled_rules_that_are_made_to_clash(tmp_path: Path) -> None:
    more = f'\nobligation four-at-least under 2(a) "intersessional meetings" {MEETINGS} require {DAYS} >= 6 days\n'
    file = rules_with(tmp_path, more=more)
    found = CliRunner().invoke(main, ["prove", str(file), "--seconds", "60"])
    assert found.exit_code == 1
    assert "four-at-least" in found.output
    assert "in-geneva" not in found.output


def test_the_bundled_rules_are_proved_and_the_proof_is_fresh() -> None:
    """After a change of rules, schema or registers: `ccmcheck prove`, and commit what it writes."""
    found = CliRunner().invoke(main, ["prove", "--check"])
    assert found.exit_code == 0, found.output
    assert found.output.count("all obligations can be kept at once") == len(resources.all_bundled_rules())
    assert "Beside ccm-convention they can be kept as well." in found.output
    assert "unit-led-by-director follows from director-recruitment" in found.output


def test_a_proof_is_kept_and_found_again(tmp_path: Path) -> None:
    file = written(tmp_path, HELD)
    run = CliRunner()
    assert run.invoke(main, ["prove", "--check", str(file)]).exit_code == 1
    assert run.invoke(main, ["prove", str(file)]).exit_code == 0
    kept = json.loads((tmp_path / "proofs" / "small.json").read_text(encoding="utf-8"))
    assert kept["rules"] == [{"rule": "held", "standing": "own"}]
    assert run.invoke(main, ["prove", "--check", str(file)]).exit_code == 0
    since = run.invoke(main, ["handbook", str(file)]).output
    assert f"Since {day(date.fromisoformat(kept['proved_on']))} these rules are proved free of contradictions" in since
    written(tmp_path, AT_MOST)
    assert run.invoke(main, ["prove", "--check", str(file)]).exit_code == 1
    assert "proved" not in run.invoke(main, ["handbook", str(file)]).output


AS_MANY = rule("as-many", "require count(meetings) >= count(previous.meetings)")
FEWER = rule("fewer", "require count(meetings) < count(previous.meetings)")
NOT_ASKED = [
    ((AS_MANY, FEWER), ["no rule was asked, so nothing is proved"], []),
    (
        (HELD, AS_MANY, FEWER),
        ["all obligations that were asked can be kept at once", "1 of 1 rules that were asked can each be kept"],
        ["these rules, but for as-many and fewer, which speak of the programme before and were not asked, are proved"],
    ),
    (
        (HELD, FEWER),
        ["all obligations that were asked can be kept"],
        ["but for fewer, which speaks of the programme before and was not asked,", "all obligations among them at"],
    ),
]


@pytest.mark.parametrize(("rules", "proof", "handbook"), NOT_ASKED)
def test_rules_about_the_programme_before_are_named_as_not_asked(
    tmp_path: Path, rules: tuple[str, ...], proof: list[str], handbook: list[str]
) -> None:
    file = written(tmp_path, *rules)
    for _ in range(2):  # proved, and known from the kept proof
        found = CliRunner().invoke(main, ["prove", str(file)])
        assert found.exit_code == 0
        assert all(words in found.output for words in proof)
        assert "fewer was not asked, since it speaks of the programme before" in found.output
        assert "all obligations can" not in found.output
    kept = json.loads((tmp_path / "proofs" / "small.json").read_text(encoding="utf-8"))["rules"]
    assert {"rule": "fewer", "standing": "not-asked"} in kept
    page = CliRunner().invoke(main, ["handbook", str(file)]).output
    assert all(words in page for words in handbook)
    assert ("proved free of contradictions" in page) == bool(handbook)


def test_lint_knows_from_a_fresh_proof_what_follows_from_what(tmp_path: Path) -> None:
    file = rules_with(tmp_path, more="")
    text = file.read_text(encoding="utf-8")
    without = re.sub(r'\n +intent follows-from\s+because "[^"]*"', "", text)
    assert without != text
    file.write_text(without, encoding="utf-8")
    run = CliRunner()
    assert "unit-led-by-director" not in run.invoke(main, ["lint", str(file)]).output
    assert run.invoke(main, ["prove", str(file), "--seconds", "60"]).exit_code == 0
    said = run.invoke(main, ["lint", "--strict", str(file)])
    assert said.exit_code == 1
    assert "whoever keeps `director-recruitment` keeps `unit-led-by-director`" in said.output
    file.write_text(text.replace("intent follows-from", "intent  follows-from"), encoding="utf-8")
    assert run.invoke(main, ["lint", "--strict", str(file)]).exit_code == 0  # nothing is proved of it: nothing is said
    file.write_text(text, encoding="utf-8")
    assert run.invoke(main, ["prove", str(file), "--seconds", "60"]).exit_code == 0
    assert "4 declared to be meant" in run.invoke(main, ["lint", "--strict", str(file)]).output


def test_lists_are_as_long_as_is_asked_for(tmp_path: Path) -> None:
    """What only a list of thirteen could show is not known of lists of twelve."""
    file = written(tmp_path, HELD)
    run = CliRunner()
    assert "in lists of up to 5 items" in run.invoke(main, ["prove", str(file), "--entries", "5"]).output
    assert "in lists of up to 5 items" in run.invoke(main, ["prove", str(file)]).output  # it is proved already
    assert "in lists of up to 8 items" in run.invoke(main, ["prove", str(file), "--entries", "8"]).output
    assert run.invoke(main, ["prove", str(file), "--check", "--entries", "9"]).exit_code == 1
    assert run.invoke(main, ["prove", str(file), "--entries", "0"]).exit_code == 2


def test_without_a_solver_one_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccmcheck.proving.find_spec", lambda _: None)
    file = written(tmp_path, HELD)
    for command in (["prove", str(file)], ["complete", "samples/2012-draft.yaml"]):
        found = CliRunner().invoke(main, command)
        assert found.exit_code == 2
        assert "pip install 'ccmcheck[prove]'" in found.output


def test_time_that_runs_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0])
    monkeypatch.setattr("time.monotonic", lambda: next(moments, 1000.0))
    found = CliRunner().invoke(main, ["complete", "samples/2012-draft.yaml"])
    assert found.exit_code == 3
    assert "unfinished" in found.output


def named(name: str, period: str, *rules: str) -> str:
    head = HEADER.replace("ruleset small", f"ruleset {name}").replace(
        "in force from 2011-09-16", f"in force from {period}"
    )
    return head + "".join(rules)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("2011-09-16", "2012-01-01", 1),  # both are in force from 2012 on
        ("2011-09-16 until 2012-01-01", "2012-01-01", 0),  # never together
    ],
)
def test_decisions_that_are_in_force_together_have_to_agree(tmp_path: Path, first: str, second: str, code: int) -> None:
    written(tmp_path)
    files = [str(tmp_path / "one.rules"), str(tmp_path / "two.rules")]
    Path(files[0]).write_text(named("one", first, HELD, AT_LEAST), encoding="utf-8")
    Path(files[1]).write_text(named("two", second, AT_MOST), encoding="utf-8")
    found = CliRunner().invoke(main, ["prove", *files])
    assert found.exit_code == code, found.output
    clash = ("held", "at-least-four", "at-most-three")
    assert all((f"  {name} " in found.output) == (code == 1) for name in clash)


def test_that_decisions_agree_is_kept_as_long_as_none_of_them_changes(tmp_path: Path) -> None:
    written(tmp_path)
    files = [str(tmp_path / "one.rules"), str(tmp_path / "two.rules")]
    Path(files[0]).write_text(named("one", "2011-09-16", HELD), encoding="utf-8")
    Path(files[1]).write_text(named("two", "2012-01-01", AT_MOST), encoding="utf-8")
    run = CliRunner()
    assert all(run.invoke(main, ["prove", file]).exit_code == 0 for file in files)
    missing = run.invoke(main, ["prove", "--check", *files])
    assert missing.exit_code == 1
    assert "no fresh proof of one beside two" in missing.output
    assert "Beside two they can be kept as well." in run.invoke(main, ["prove", *files]).output
    assert run.invoke(main, ["prove", "--check", *files]).exit_code == 0
    Path(files[1]).write_text(named("two", "2012-01-01", OTHER), encoding="utf-8")
    assert run.invoke(main, ["prove", "--check", files[0]]).exit_code == 0
    assert run.invoke(main, ["prove", files[1]]).exit_code == 0
    assert run.invoke(main, ["prove", "--check", *files]).exit_code == 1
