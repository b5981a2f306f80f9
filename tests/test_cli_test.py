"""`ccmcheck test` and `ccmcheck explain` as a user meets them, and the examples as tests of pytest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from ccmcheck.cli import main
from tests.example_rules import BASE, HEADER, LENGTH, write

ROOT = Path(__file__).parent.parent
GOOD = """\
  example accepts
  example accepts with meetings[0].end = 2012-04-20
  example rejects with meetings[0].end = 2012-04-21
  example leaves open with meetings[0].end = ____
  example passes over without meetings[0]
"""
WRONG = GOOD.replace("2012-04-21", "2012-04-20").replace("example accepts with", "example leaves open with")
BROKEN = 'obligation broken\n  under 3 "held in Geneva"\n  require meetngs = 5\n  example accepts\n\n'


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def installed(*arguments: str | Path, cwd: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "ccmcheck", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, encoding="utf-8", **more)


# -- test ----------------------------------------------------------------------------------------------------------


def test_the_bundled_rules() -> None:
    result = run("test", "--mutants")
    assert result.exit_code == 0, result.output
    *_, examples, changes = result.output.splitlines()
    assert " 0 failed " in examples
    assert " 0 unnoticed, " in changes
    assert "declared to say the same" in changes


def test_a_table_per_rule_and_the_counts_last(tmp_path: Path) -> None:
    result = run("test", write(tmp_path, LENGTH + GOOD))
    assert result.exit_code == 0
    title, heads, row, _, counts = result.output.splitlines()
    assert title == f"small: {tmp_path}/small.rules, examples on {tmp_path}/base.yaml"
    assert heads.split() == ["accepts", "rejects", "leaves", "open", "passes", "over"]
    assert row.split() == ["length", "2", "1", "1", "1"]
    assert counts == "1 rule, 5 examples: 5 as they claim, 0 failed — 1 limit, 1 tried on both sides"


def test_what_came_instead_and_why(tmp_path: Path) -> None:
    result = run("test", write(tmp_path, LENGTH + WRONG))
    assert result.exit_code == 1
    assert "0 of 1" in result.output
    assert "failed  small/length" in result.output
    assert "small.rules:15:3" in result.output
    assert "needs to be rejected, and is accepted (meetings, spring: 16 to 20 April 2012 is 5 days)" in result.output
    assert "needs to be left open, and is accepted" in result.output


def test_a_change_that_goes_unnoticed(tmp_path: Path) -> None:
    file = write(tmp_path, LENGTH + GOOD.replace("2012-04-21", "2012-04-29"))
    assert run("test", file).exit_code == 0
    result = run("test", "--mutants", file)
    assert result.exit_code == 1
    assert "require days(meeting.start, meeting.end) <= 6 days" in result.output
    assert "small.rules:13:47" in result.output
    assert "6 days refused: in no example" in result.output


@pytest.mark.parametrize(
    ("rules", "code", "words"),
    [
        (BROKEN + LENGTH + GOOD, 5, "broken not checked: the rule has a mistake"),
        (BROKEN + "  example accepts\n" + LENGTH + GOOD, 5, "5 examples: 5 as they claim, 0 failed"),
        (BROKEN + LENGTH + WRONG, 5, "failed small/length"),  # the others still run
        (LENGTH + "  example accepts with year = 2012\n", 5, "an edit needs to change the document"),
        (LENGTH, 1, "✗ no example"),
        (LENGTH + GOOD + '  same as "x" because "y"\n', 5, "`same as` needs words of a change"),
        (HEADER.replace("small", "again"), 5, "again"),
    ],
)
def test_exit_codes(tmp_path: Path, rules: str, code: int, words: str) -> None:
    result = run("test", "--mutants", write(tmp_path, rules))
    assert result.exit_code == code, result.output
    assert words in " ".join(result.output.split())


def test_files_that_are_none(tmp_path: Path) -> None:
    good = write(tmp_path, LENGTH + GOOD)
    result = run("test", tmp_path / "nowhere.rules", good)
    assert result.exit_code == 5
    assert "nowhere.rules" in result.output
    assert "5 as they claim" in result.output, "the other file is still run"
    assert run("test", "--format", "xml").exit_code == 2


def test_a_folder_stands_for_its_rules_files(tmp_path: Path) -> None:
    write(tmp_path, LENGTH + GOOD)
    assert "5 as they claim" in run("test", tmp_path).output


def test_quiet_and_verbose(tmp_path: Path) -> None:
    file = write(tmp_path, LENGTH + GOOD)
    assert len(run("test", "-q", file).output.splitlines()) == 1
    assert "5 days accepted: shown, 6 days refused: shown" in run("test", "-v", file).output


@pytest.mark.parametrize("mutants", [(), ("--mutants",)])
@pytest.mark.parametrize("rules", [LENGTH + GOOD, LENGTH + WRONG, BROKEN + LENGTH + "  example accepts without x\n"])
def test_json(tmp_path: Path, rules: str, mutants: tuple[str, ...]) -> None:
    file = write(tmp_path, rules)
    first, second = (run("test", "--format", "json", *mutants, file) for _ in range(2))
    assert first.output == second.output, "same inputs, same bytes"
    data = json.loads(first.output)
    assert (data["tool"], bool(data["problems"])) == ("ccmcheck", first.exit_code == 5)
    (ruleset,) = data["rulesets"]
    trials = [trial for rule in ruleset["rules"] for trial in rule["examples"]]
    assert data["summary"]["examples"] == len(trials)
    assert data["summary"]["passed"] == sum(trial["passed"] for trial in trials)
    assert (data["changes"] is None) is (mutants == ())
    assert all(trial["path"].endswith("small.rules") and trial["line"] > 9 for trial in trials)


@pytest.mark.parametrize("mutants", [(), ("--mutants",)])
@pytest.mark.parametrize(
    ("rules", "failures", "errors"),
    [
        (LENGTH + GOOD, 0, 0),
        (LENGTH + WRONG, 2, 0),
        (LENGTH + GOOD + "  example accepts without x\n", 0, 1),
        (BROKEN + LENGTH + GOOD, 0, 2),
        (LENGTH + GOOD + '  example rejects with meetings[0].end = 2012-05-30, title = "<&\\"> é"\n', 0, 0),
    ],
)
def test_junit(tmp_path: Path, rules: str, failures: int, errors: int, mutants: tuple[str, ...]) -> None:
    output = tmp_path / "examples.xml"
    run("test", "--format", "junit", "-o", output, *mutants, write(tmp_path, rules))
    root = ET.parse(output).getroot()
    (suite,) = root.findall("testsuite")
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases))
    assert len(suite.findall("testcase/error")) == int(suite.get("errors", "")) == errors
    found = [case for case in suite.findall("testcase") if case.find("failure") is not None]
    named = [case for case in found if case.get("name") != "every changed word is noticed"]
    assert (len(found), len(named)) == (int(suite.get("failures", "")), failures)
    assert {"classname", "name", "file", "line"} <= set(cases[0].keys())


def test_control_characters_reach_no_terminal_and_no_xml(tmp_path: Path) -> None:
    file = write(tmp_path, LENGTH + '  example rejects with meetings[0].city = "\x1b[31m"\n')
    assert "\x1b" not in run("test", file).output
    ET.fromstring(run("test", "--format", "junit", file).output.encode())


def test_the_installed_command_anywhere(tmp_path: Path) -> None:
    result = installed("test", "-q", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "0 failed" in result.stdout


@pytest.mark.parametrize("command", ["test", "explain"])
def test_help_has_examples(command: str) -> None:
    result = run(command, "--help")
    assert "Examples:" in result.output
    assert f"ccmcheck {command} " in result.output
    assert "Exit codes:" in result.output


# -- explain -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["intersessional-length", "beirut-2011/intersessional-length"])
def test_explain_by_short_or_full_name(rule: str) -> None:
    result = run("explain", rule, ROOT / "samples" / "2012.yaml")
    assert result.exit_code == 0
    assert "▸ require  sitting(meeting) (4 days) <= 5 days  holds  ← this decides" in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["intersesional-length", "{sample}"], 2, "did you mean `intersessional-length`?"),
        (["beirut-2012/intersessional-length", "{sample}"], 2, "did you mean `beirut-2011/intersessional-length`?"),
        (["nothing-of-the-sort", "{sample}"], 2, "`ccmcheck rules` lists them"),
        (["intersessional-length", "{sample}", "--at", "/meting/0"], 2, "did you mean `/meetings/0`?"),
        (["intersessional-length", "{sample}", "--at", "/year"], 2, "it speaks of /meetings/0, /meetings/1"),
        (["intersessional-length", "nowhere.yaml"], 5, "nowhere.yaml"),
        (["intersessional-length", "{sample}", "--rules", "nowhere.rules"], 5, "nowhere.rules"),
        (["intersessional-length"], 2, "Missing argument"),
    ],
)
def test_explain_refuses(arguments: list[str], code: int, words: str) -> None:
    sample = str(ROOT / "samples" / "2012.yaml")
    result = run("explain", *(argument.replace("{sample}", sample) for argument in arguments))
    assert (result.exit_code, words in result.output) == (code, True), result.output


def test_explain_a_rule_of_ones_own(tmp_path: Path) -> None:
    file = write(tmp_path, BROKEN + LENGTH + GOOD)
    result = run("explain", "length", tmp_path / "base.yaml", "--rules", file)
    assert "small/length is satisfied for meetings, spring (/meetings/0, line 6)" in result.output
    broken = run("explain", "broken", tmp_path / "base.yaml", "--rules", file)
    assert (broken.exit_code, "broken has a mistake" in broken.output) == (5, True)


def test_explain_a_programme_with_faults(tmp_path: Path) -> None:
    """What can be read is explained, and the faults are told."""
    programme = tmp_path / "x.yaml"
    programme.write_text(BASE.replace("city: Geneva", "citty: Geneva"), encoding="utf-8")
    result = run("explain", "intersessional-length", programme)
    assert result.exit_code == 5
    assert "did you mean `city`?" in result.output
    assert "is satisfied" in result.output


def test_explain_out_of_force_and_from_standard_input() -> None:
    text = BASE.replace("2011-09-16", "2020-09-16")
    result = CliRunner().invoke(main, ["explain", "intersessional-length", "-"], input=text)
    assert result.exit_code == 0
    assert "was not in force on the day of this programme" in result.output


# -- pytest --------------------------------------------------------------------------------------------------------


def pytest_of(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "ccmcheck.authoring.pytest_plugin",
        "-p",
        "no:cacheprovider",
        *arguments,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_an_example_is_a_test_of_pytest(tmp_path: Path) -> None:
    write(tmp_path, BROKEN + LENGTH + WRONG)
    result = pytest_of(tmp_path, "-v")
    assert "small.rules::small/length::accepts PASSED" in result.stdout
    assert "small.rules::small/length::rejects with meetings[0].end = 2012-04-20 FAILED" in result.stdout
    assert "this document needs to be rejected, and is accepted (meetings, spring" in result.stdout
    assert "small.rules::small/broken::is checked FAILED" in result.stdout
    assert "Traceback" not in result.stdout
    assert result.returncode == 1


def test_other_files_of_that_name_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "99-usb.rules").write_text('SUBSYSTEM=="usb", MODE="0666"\n', encoding="utf-8")
    (tmp_path / "binary.rules").write_bytes(b"\xff\xfe\x00ruleset")
    (tmp_path / "test_x.py").write_text("def test_x(): pass\n", encoding="utf-8")
    result = pytest_of(tmp_path, "-q")
    assert (result.returncode, "1 passed" in result.stdout) == (0, True), result.stdout


def test_the_plug_in_costs_nothing_where_there_are_no_rules() -> None:
    imports = "import sys, ccmcheck.authoring.pytest_plugin"
    code = f"{imports}; print(sorted(m for m in sys.modules if m.startswith('ccmcheck')))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.strip() == str(
        [
            "ccmcheck",
            "ccmcheck.authoring",
            "ccmcheck.authoring.pytest_plugin",
            "ccmcheck.base",
            "ccmcheck.base.version",
        ]
    )
