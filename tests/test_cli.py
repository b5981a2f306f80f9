"""The command line as a user meets it: every command, option and exit code, and what bad input gets."""

# ruff: noqa: E501 -- a row of a table is a line, however long

from __future__ import annotations

import errno
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from ccmcheck import __version__
from ccmcheck.base import writing
from ccmcheck.cli import main
from ccmcheck.document.decode import LARGEST

ROOT = Path(__file__).parent.parent
ADOPTED = (ROOT / "samples" / "2012.yaml").read_text(encoding="utf-8")
DRAFT = (ROOT / "samples" / "2012-draft.yaml").read_text(encoding="utf-8")
SLIPS = (ROOT / "samples" / "2012-slips.yaml").read_text(encoding="utf-8")
BEIRUT = str(ROOT / "rules" / "beirut-2011.rules")

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which these runs keep resolved rules, and never the user's."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def run(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCMCHECK_CACHE", str(kept))
    monkeypatch.delenv("NO_COLOR", raising=False)

    def invoke(*words: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, words, input=stdin, catch_exceptions=False, prog_name="ccmcheck")

    return invoke


def write(name: str, text: str | bytes) -> str:
    """A file in the folder of the test."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def with_(text: str, **fields: str) -> str:
    """A programme with top-level fields replaced."""
    lines = [
        next((f"{k}: {v}" for k, v in fields.items() if line.startswith(f"{k}:")), line) for line in text.split("\n")
    ]
    return "\n".join(lines)


def last_line(result: Result) -> str:
    return result.stdout.rstrip("\n").rpartition("\n")[2]


# -- exit codes ----------------------------------------------------------------------------------------------------

RECOMMENDATION = ADOPTED.replace("[English, French, Spanish]", "[English]")
OUT_OF_FORCE = with_(ADOPTED, decided_on="2010-07-31")  # the day before the Convention

# fmt: off
EXIT_CODES = [
    (["2012.yaml"], 0),
    (["2012.yaml", "--final"], 3),                  # three questions are open
    (["draft.yaml"], 0),
    (["draft.yaml", "--final"], 3),
    (["slips.yaml"], 1),
    (["slips.yaml", "--final"], 1),
    (["slips.yaml", "-q"], 1),                      # how much is shown never changes the code
    (["slips.yaml", "-v"], 1),
    (["recommendation.yaml"], 0),                   # a departure from "should" is told and fails nothing
    (["late.yaml"], 4),
    (["late.yaml", "2012.yaml"], 4),                # 4 is worse than 0
    (["late.yaml", "draft.yaml", "--final"], 3),    # 3 is worse than 4
    (["late.yaml", "draft.yaml", "slips.yaml", "--final"], 1),
    (["none.yaml", "slips.yaml"], 5),
    (["--bogus"], 2),
    (["2012.yaml", "--format", "xml"], 2),
    ([], 2),
]
# fmt: on


@pytest.mark.parametrize(
    ("words", "code"), EXIT_CODES, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_exit_code(run: Run, words: list[str], code: int) -> None:
    write("2012.yaml", ADOPTED)
    write("draft.yaml", DRAFT)
    write("slips.yaml", SLIPS)
    write("recommendation.yaml", RECOMMENDATION)
    write("late.yaml", OUT_OF_FORCE)
    assert run("check", *words).exit_code == code


def test_what_keeps_a_programme_from_being_final_is_said(run: Run) -> None:
    """Once the exit code was 3 without a word why."""
    found = run(
        "check", "--final", write("blank.yaml", ADOPTED.replace("venue: World Meteorological", "venue: ____ #"))
    )
    assert found.exit_code == 3
    assert "\nnot final: " in found.stdout
    assert "1 blank to fill in or take away" in found.stdout
    assert "not final" not in run("check", "blank.yaml").stdout


def test_the_answers_to_the_questions_make_a_programme_final(run: Run) -> None:
    questions = ("collaboration-explored", "cooperation-sought", "unit-adequate-size", "unit-independent-in-practice")
    answers = "".join(f"\n  - {{question: beirut-2011/{name}, answer: true}}" for name in questions)
    write("final.yaml", ADOPTED.replace("assessments: []", f"assessments:{answers}"))
    assert run("check", "--final", "final.yaml").exit_code == 0


# -- which programmes ----------------------------------------------------------------------------------------------


def documents(result: Result) -> list[str]:
    return [document["path"] for document in json.loads(result.stdout)["documents"]]


def test_files_and_folders_in_order_each_once(run: Run) -> None:
    for name in ("b/2.yaml", "b/1.json", "b/.hidden.yaml", "b/.git/x.yaml", "b/readme.txt", "b/c/3.YML", "a.yaml"):
        write(name, json.dumps({"treaty": "CCM"}) if name.endswith("json") else ADOPTED)
    result = run("check", "b", "a.yaml", "b/2.yaml", "--format", "json")
    assert documents(result) == ["b/1.json", "b/2.yaml", "b/c/3.YML", "a.yaml"]


def test_a_file_is_read_whatever_its_name(run: Run) -> None:
    assert run("check", write("programme", ADOPTED)).exit_code == 0


def test_standard_input(run: Run) -> None:
    result = run("check", "-", "--format", "json", stdin=SLIPS)
    assert result.exit_code == 1
    assert documents(result) == ["-"]


def test_json_says_the_same_as_yaml(run: Run) -> None:
    import yaml

    data = yaml.load(SLIPS, Loader=yaml.BaseLoader)
    typed = json.loads(json.dumps(data).replace('"true"', "true").replace('"2012"', "2012").replace('"2013"', "2013"))
    write("slips.json", json.dumps(typed))
    write("slips.yaml", SLIPS)
    by_yaml, by_json = (
        json.loads(run("check", name, "--format", "json").stdout) for name in ("slips.yaml", "slips.json")
    )
    told = [[(v["rule"], v["outcome"], v.get("subject")) for v in report["verdicts"]] for report in (by_yaml, by_json)]
    assert told[0] == told[1]
    assert by_json["problems"] == []


# -- bad input -----------------------------------------------------------------------------------------------------

# fmt: off
BAD_FILES: list[tuple[str, bytes, str]] = [
    ("empty", b"", "file-empty"),
    ("Latin 1", ADOPTED.replace("Bosnia", "Côte").encode("latin-1"), "file-not-utf-8"),
    ("malformed YAML", b"title: 'x\n", "quote-not-closed"),
    ("malformed JSON", b'{"treaty": "CCM",}', "json-comma-left-over"),
    ("two documents", (ADOPTED + "---\n" + ADOPTED).encode(), "two-documents"),
    ("a duplicate key", (ADOPTED + "year: 2013\n").encode(), "duplicate-key"),
    ("a tab", ADOPTED.replace("  - id: 3msp", "\t- id: 3msp").encode(), "tab"),
    ("an unknown field", (ADOPTED + "colour: red\n").encode(), "unknown-field"),
    ("a misspelt field", ADOPTED.replace("coordinators:", "coordinatrs:", 1).encode(), "unknown-field"),
    ("a wrong kind", with_(ADOPTED, year="soon").encode(), "wrong-kind"),
    ("an impossible date", ADOPTED.replace("2012-04-16", "2012-02-30").encode(), "impossible-date"),
    ("an end before its start", ADOPTED.replace("2012-04-19", "2012-04-15").encode(), "end-before-start"),
    ("brackets without quotes", ADOPTED.replace("{name: Steffen Kongstad, title: Ambassador, state: Norway}", "[name, title]").encode(), "list-in-brackets"),
    ("an alias bomb", b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(b"%c: &%c [%s]\n" % (c, c, b", ".join([b"*%c" % (c - 1)] * 10)) for c in range(ord("b"), ord("k"))), "too-many-values"),
    ("an endless alias", b"a: &a [*a]\n", "alias-endless"),
    ("a thousand levels", b"[" * 1000 + b"]" * 1000, "nested-too-deep"),
    ("50 MB", b"x" * 50_000_000, "file-too-large"),
    ("a key that is no text", b"12: x\n", "key-not-text"),
    ("an unknown question", ADOPTED.replace("assessments: []", "assessments:\n  - {question: beirut-2011/none, answer: true}").encode(), "unknown-question"),
    ("a word that is not allowed", ADOPTED.replace("kind: intersessional", "kind: fair").encode(), "word-not-allowed"),
]
# fmt: on


@pytest.mark.parametrize(("data", "code"), [row[1:] for row in BAD_FILES], ids=[row[0] for row in BAD_FILES])
def test_bad_input_is_told_and_the_other_file_is_judged(run: Run, data: bytes, code: str) -> None:
    assert len(data) <= 50_000_000
    write("bad.json" if data.startswith(b'{"') else "bad.yaml", data)
    write("good.yaml", SLIPS)
    result = run("check", *sorted(str(path) for path in Path().glob("bad.*")), "good.yaml", "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 5
    assert code in [problem["code"] for problem in report["problems"]]
    assert {problem["document"] for problem in report["problems"]} <= {"bad.yaml", "bad.json"}
    assert len({v["rule"] for v in report["verdicts"] if v["document"] == "good.yaml"}) == 39 + 5
    assert sum(v["outcome"] == "violated" for v in report["verdicts"] if v["document"] == "good.yaml") == 7
    assert "Traceback" not in result.output


@pytest.mark.parametrize(("data", "code"), [row[1:] for row in BAD_FILES], ids=[row[0] for row in BAD_FILES])
def test_bad_input_as_text_has_a_place_and_advice(run: Run, data: bytes, code: str) -> None:
    del code
    name = write("bad.json" if data.startswith(b'{"') else "bad.yaml", data)
    result = run("check", "-q", name)
    assert result.exit_code == 5
    assert result.stdout.startswith("error: ")
    assert f"\n  {name}" in result.stdout
    assert "\n  help: " in result.stdout


def _missing() -> str:
    return "none.yaml"


def _empty_folder() -> str:
    Path("folder").mkdir()
    return "folder"


def _broken_link() -> str:
    Path("link.yaml").symlink_to("nowhere")
    return "link.yaml"


def _loop() -> str:
    Path("loop.yaml").symlink_to("loop.yaml")
    return "loop.yaml"


def _below_a_file() -> str:
    write("file", "x")
    return "file/x.yaml"


def _too_long() -> str:
    return "x" * 5000


PATHS = [
    (_missing, "file-unreadable", "there is no such file"),
    (_empty_folder, "folder-empty", "a folder needs at least one programme"),
    (_broken_link, "file-unreadable", "there is no such file"),
    (_loop, "file-unreadable", "too many levels of symbolic links"),
    (_below_a_file, "file-unreadable", "a part of the path is no folder"),
    (_too_long, "file-unreadable", "file name too long"),
]


@pytest.mark.parametrize(("made", "code", "words"), PATHS)
def test_a_path_that_leads_to_no_text(run: Run, made: Callable[[], str], code: str, words: str) -> None:
    path = made()
    result = run("check", path, write("good.yaml", ADOPTED), "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 5
    assert [(problem["document"], problem["code"]) for problem in report["problems"]] == [(path, code)]
    assert words in report["problems"][0]["message"]
    assert report["summary"]["satisfied"] == 35


def test_a_file_that_may_not_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    name = write("secret.yaml", ADOPTED)
    # The one who runs the tests may be allowed to read everything, so the system's refusal is played.
    monkeypatch.setattr("builtins.open", refusing(name, open))
    assert "this user may not read it" in run("check", name).stdout


def refusing(name: str, opened: Callable[..., Any]) -> Callable[..., Any]:
    """`open`, which refuses one file as the system does."""

    def refuse(file: Any, *arguments: Any, **options: Any) -> Any:
        if str(file) == name:
            raise PermissionError(errno.EACCES, "Permission denied", name)
        return opened(file, *arguments, **options)

    return refuse


# -- rules ---------------------------------------------------------------------------------------------------------

RULES = """\
ruleset trial
  language 1
  title  "A trial"
  short  "trial"
  source "source.md"
  schema "work-programme.schema.json"
  in force from 2030-01-01
obligation later
  under 1 "later"
  require year = 2013
"""


def write_rules(text: str = RULES) -> str:
    write("source.md", "1. The year shall be later.\n")
    return write("trial.rules", text)


def test_rules_of_ones_own_apply_whatever_their_period_and_the_report_says_so(run: Run) -> None:
    result = run("check", write("2012.yaml", ADOPTED), "--rules", write_rules())
    assert result.exit_code == 1
    assert "note: trial.rules applies whatever its period in force, because it was named with --rules" in result.stdout
    assert "violated    later " in result.stdout
    assert last_line(result).startswith("1 rule: 1 violated")


def test_several_rules_files(run: Run) -> None:
    result = run("check", write("2012.yaml", ADOPTED), "--rules", write_rules(), "--rules", BEIRUT, "--format", "json")
    assert [ruleset["name"] for ruleset in json.loads(result.stdout)["rulesets"]] == ["trial", "beirut-2011"]


@pytest.mark.parametrize(("text", "code", "judged"), [
    (RULES.replace("require", "requir"), "syntax", 0),
    (RULES.replace("year = 2013", "yaer = 2013"), "unknown-name", 0),
    (RULES.replace("ruleset trial", "ruleset"), "syntax", 0),
    (RULES + 'obligation second under 1 "later" require yaer = 1\n', "unknown-name", 1),
])  # fmt: skip
def test_a_broken_rules_file_still_gives_a_report(run: Run, text: str, code: str, judged: int) -> None:
    result = run("check", write("2012.yaml", ADOPTED), "--rules", write_rules(text), "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 5
    assert [(problem["document"], problem["code"]) for problem in report["problems"]] == [("trial.rules", code)]
    assert len(report["verdicts"]) == judged


def test_a_missing_rules_file(run: Run) -> None:
    result = run("check", write("2012.yaml", ADOPTED), "--rules", "none.rules")
    assert result.exit_code == 5
    assert "a file that can be read is needed, and `none.rules` cannot: there is no such file" in result.stdout


DECIDED = [
    ("2010-07-31", False, False),  # the day before the Convention
    ("2010-08-01", False, True),
    ("2011-09-15", False, True),  # the day before the decision
    ("2011-09-16", True, True),
    ("2015-09-10", True, True),
    ("2015-09-11", False, True),  # `until` is exclusive
    ("2011-09-XX", True, True),  # may fall inside
    ("2015-XX-XX", True, True),
    ("2009-XX-XX", False, False),  # certainly outside
    ("2010-XX-XX", False, True),
    ("2016-XX-XX", False, True),
    ("____", True, True),
]


@pytest.mark.parametrize(("day", "decision", "convention"), DECIDED)
def test_the_period_in_force(run: Run, day: str, decision: bool, convention: bool) -> None:
    # Coordinators that had not yet joined on an earlier day are another matter.
    file = write("x.yaml", with_(ADOPTED.replace("Croatia", "Norway"), decided_on=day))
    (document,) = json.loads(run("check", file, "--format", "json").stdout)["documents"]
    assert ("beirut-2011" in document["rulesets"]) is decision
    assert ("ccm-convention" in document["rulesets"]) is convention
    result = run("check", file)
    assert ("nothing was checked" in result.stdout) is not convention
    assert (result.exit_code == 4) is not convention


def test_out_of_force_in_words(run: Run) -> None:
    for option in ([], ["-q"]):
        result = run("check", write("late.yaml", OUT_OF_FORCE), *option)
        assert result.exit_code == 4
        assert result.stdout.startswith(
            "late.yaml: no decision was in force on its `decided_on`; nothing was checked\n"
            "  help: `ccmcheck rules` lists the periods; `--rules FILE` applies a decision whatever its period."
        )


def test_rules_that_pass_over_everything(run: Run) -> None:
    rules = write_rules(RULES.replace("  require", "  when year = 1999\n  require"))
    result = run("check", write("2012.yaml", ADOPTED), "--rules", rules)
    assert result.exit_code == 4
    assert "2012.yaml: no rule spoke of it; nothing was checked" in result.stdout


@pytest.mark.parametrize(("answer", "code", "words"), [
    ("", 4, "2012.yaml: only 1 question for a person is open; nothing was checked"),
    ("true", 0, "1 satisfied"),
    ("false", 0, "1 violated"),  # only an obligation fails a run
])  # fmt: skip
def test_a_question_that_is_answered_is_a_rule_that_spoke(run: Run, answer: str, code: int, words: str) -> None:
    asking = RULES.replace("obligation", "judgement").replace("  require year = 2013", '  ask "Is it later?"')
    given = f"assessments:\n  - {{question: trial/later, answer: {answer}}}" if answer else "assessments: []"
    programme = write("2012.yaml", ADOPTED.replace("assessments: []", given))
    result = run("check", programme, "--rules", write_rules(asking))
    assert (result.exit_code, words in result.stdout) == (code, True), result.stdout
    assert ("nothing was checked" in result.stdout) is (answer == "")
    page = run("check", programme, "--rules", "trial.rules", "--format", "markdown").stdout
    assert ("no sign that all is well; only 1 question for a person is open" in page) is (answer == "")


# -- the report ----------------------------------------------------------------------------------------------------


def test_the_report_fits_its_schema_and_is_the_same_twice(run: Run) -> None:
    for name, text in (("2012.yaml", ADOPTED), ("draft.yaml", DRAFT), ("slips.yaml", SLIPS), ("bad.yaml", "a: [")):
        write(name, text)
    first, second = (run("check", ".", "--format", "json").stdout for _ in range(2))
    assert first == second
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(first))


@pytest.mark.parametrize("words", [
    ["slips.yaml"], ["none.yaml"], ["late.yaml"], ["draft.yaml", "--final"], ["2012.yaml"], ["2012.yaml", "--rules", "none.rules"],
])  # fmt: skip
def test_json_is_written_on_every_exit_code(run: Run, words: list[str]) -> None:
    for name, text in (
        ("2012.yaml", ADOPTED),
        ("draft.yaml", DRAFT),
        ("slips.yaml", SLIPS),
        ("late.yaml", OUT_OF_FORCE),
    ):
        write(name, text)
    result = run("check", *words, "--format", "json")
    assert json.loads(result.stdout)["tool"] == "ccmcheck"
    assert result.stderr == ""


def test_a_report_into_a_file(run: Run) -> None:
    result = run("check", write("slips.yaml", SLIPS), "--format", "json", "-o", "report.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["summary"]["violated"] == 7


@pytest.mark.parametrize(("output", "reason"), [
    ("nowhere/report.txt", "there is no such folder"),
    ("folder", "it is a folder"),
    ("slips.yaml/report.txt", "a part of the path is no folder"),
])  # fmt: skip
def test_a_report_that_cannot_be_written(run: Run, output: str, reason: str) -> None:
    write("slips.yaml", SLIPS)
    Path("folder").mkdir()
    before = sorted(Path().rglob("*"))
    result = run("check", "slips.yaml", "-o", output, "--no-cache")
    assert result.exit_code == 5
    assert result.stderr == f"error: a file that can be written is needed, and `{output}` cannot: {reason}\n"
    assert sorted(Path().rglob("*")) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is needed")
def test_standard_output_that_takes_nothing() -> None:
    command = [sys.executable, "-m", "ccmcheck", "check", "--no-cache", str(ROOT / "samples" / "2012.yaml")]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 5
    assert done.stderr == (
        "error: a place that takes the report is needed, and standard output does not: no space left on device\n"
    )


def test_a_report_into_a_pipe_leaves_the_pipe(run: Run) -> None:
    write("slips.yaml", SLIPS)
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_text(encoding="utf-8")))
    reader.start()
    result = run("check", "slips.yaml", "-o", "pipe", "--no-cache")
    reader.join()
    assert result.exit_code == 1
    assert "intersessional-in-first-half" in read[0]
    assert Path("pipe").is_fifo()


def test_a_report_that_cannot_be_finished_leaves_the_old_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("slips.yaml", SLIPS)
    write("report.txt", "the old one")

    class Full(io.FileIO):
        def writelines(self, *_: object) -> None:
            raise OSError(28, "No space left on device")

    def opened(path: Path, mode: str = "r", **named: Any) -> Any:
        return Full(path, mode) if mode == "wb" else open(path, mode, **named)  # noqa: PTH123 - it takes its place

    monkeypatch.setattr(writing, "open", opened, raising=False)
    result = run("check", "slips.yaml", "-o", "report.txt", "--no-cache")
    assert result.exit_code == 5
    assert "no space left on device" in result.stderr
    assert Path("report.txt").read_bytes() == b"the old one"
    assert [path.name for path in Path().glob(".report*")] == []


def test_quiet_and_verbose(run: Run) -> None:
    write("slips.yaml", SLIPS)
    quiet, plain, verbose = (run("check", "slips.yaml", *option).stdout for option in (["-q"], [], ["-v"]))
    assert quiet.count("\n") == 1
    assert "violated    next-meeting-length" in plain
    assert "satisfied   intersessional-length" not in plain
    assert "satisfied   intersessional-length" in verbose
    assert quiet.rstrip("\n") == last_line(run("check", "slips.yaml")) == verbose.rstrip("\n").rpartition("\n")[2]


# -- what reaches a terminal ---------------------------------------------------------------------------------------

HOSTILE = "\x1b]0;owned\x07\x1b[31m\x9b2J\u202e\u2066"


@pytest.mark.parametrize("text", [
    ADOPTED.replace("Geneva", '"Gen\\e[31mva"'),
    ADOPTED.replace("city: Geneva", f'city: "Oslo{HOSTILE}"'),
    ADOPTED + f"\nco{HOSTILE}lour: red\n",
    ADOPTED + '\n"co\\e[31m\\u202elour": red\n',
    with_(ADOPTED, year=f'"{HOSTILE}"'),
    ADOPTED.replace("state: Zambia", 'state: "Zam\\u001b[31mbia\\u202e"'),
    HOSTILE,
])  # fmt: skip
def test_control_characters_never_reach_the_terminal(run: Run, text: str) -> None:
    result = run("check", write("x.yaml", text), "-v")
    assert [char for char in result.output if not char.isprintable() and char != "\n"] == []


def test_nor_from_a_name_or_an_option(run: Run) -> None:
    name = "\x1b[31m\n\u202ex.yaml"
    for words in (["check", name], ["check", write(name, SLIPS)], ["states", name], ["check", "--rules", name, name]):
        result = run(*words)
        assert [char for char in result.output if not char.isprintable() and char != "\n"] == []
        assert result.output.count("\n\u202e") == 0


def installed() -> list[str]:
    command = Path(sys.executable).with_name("ccmcheck")
    return [str(command)] if command.exists() else [sys.executable, "-m", "ccmcheck"]


def process(*words: str | bytes, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*installed(), *words], capture_output=True, check=False, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def on_terminal(*words: str, **environment: str) -> str:
    """What a command shows on a terminal of its own."""
    master, slave = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | environment
    with subprocess.Popen([*installed(), *words], stdout=slave, stderr=slave, stdin=slave, env=env) as started:
        os.close(slave)
        shown = b""
        while chunk := _read(master):
            shown += chunk
        started.wait(60)
    os.close(master)
    return shown.decode()


def _read(file: int) -> bytes:
    try:
        return os.read(file, 65536)
    except OSError:  # how a terminal says that nobody writes to it any more
        return b""


def test_colour_on_a_terminal_only(run: Run) -> None:
    name = write("slips.yaml", SLIPS)
    assert "\x1b[31m" in on_terminal("check", name)
    assert "\x1b" not in on_terminal("check", name, NO_COLOR="1")
    assert "\x1b[31m" in on_terminal("check", name, NO_COLOR="")
    assert b"\x1b" not in process("check", name).stdout
    on_terminal("check", name, "-o", "report.txt")
    assert "\x1b" not in Path("report.txt").read_text(encoding="utf-8")
    assert "\x1b" not in run("check", name).stdout


def test_the_line_of_progress_on_a_terminal_and_with_many_files_only(run: Run) -> None:
    del run
    for at in range(25):
        write(f"many/{at}.yaml", "a: [\n")
    few = write("few/1.yaml", ADOPTED)
    assert "20 of 25 programmes" in on_terminal("check", "many", "-q")
    assert "programmes" not in on_terminal("check", few, "-q")
    finished = process("check", "many", "-q")
    assert b" of 25 programmes" not in finished.stdout + finished.stderr


def test_a_reader_that_goes_away_is_no_error(run: Run) -> None:
    del run
    for at in range(30):
        write(f"many/{at}.yaml", SLIPS)
    with subprocess.Popen([*installed(), "check", "many"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait(60) in (5, -signal.SIGPIPE)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_a_name_that_is_no_utf_8(run: Run) -> None:
    del run
    name = b"\xff.yaml"
    Path(os.fsdecode(name)).write_text(SLIPS, encoding="utf-8")
    for format_ in ("text", "json"):
        finished = process("check", name, "--format", format_)
        assert (finished.returncode, finished.stderr) == (1, b"")
        finished.stdout.decode("utf-8")


def test_a_terminal_that_shows_ascii_only(run: Run) -> None:
    del run
    finished = process("check", write("slips.yaml", SLIPS), env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (finished.returncode, finished.stderr) == (1, b"")
    assert b"violated    next-meeting-length" in finished.stdout


def test_the_installed_command(run: Run) -> None:
    del run
    finished = process("check", "-", input=SLIPS.encode())
    assert finished.returncode == 1
    assert finished.stdout.decode().endswith("4 questions for a person — 0 blanks\n")
    assert process("--version").stdout.decode() == f"ccmcheck {__version__}\n"
    module = subprocess.run([sys.executable, "-m", "ccmcheck", "--version"], capture_output=True, check=True, text=True)
    assert module.stdout == f"ccmcheck {__version__}\n"


# -- the other commands --------------------------------------------------------------------------------------------


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"ccmcheck {__version__}\n"


@pytest.mark.parametrize("words", [[], *([name] for name in main.list_commands(None))])  # type: ignore[arg-type]
def test_help_has_an_example(run: Run, words: list[str]) -> None:
    for option in ("-h", "--help"):
        result = run(*words, option)
        assert result.exit_code == 0
        assert "Example" in result.stdout
        assert f"  ccmcheck {' '.join(words)}" in result.stdout


def test_rules_lists_every_rule_with_its_citations(run: Run) -> None:
    result = run("rules")
    assert result.exit_code == 0
    assert "beirut-2011: Decisions of the Second Meeting of the States Parties (2MSP)" in result.stdout
    assert "in force from 16 September 2011 until 11 September 2015" in result.stdout
    counts = [int(count) for count in re.findall(r"; (\d+) rules?$", result.stdout, re.MULTILINE)]
    assert 39 in counts
    assert sum(counts) == sum(
        line.startswith(("  obligation ", "  recommendation ", "  judgement ")) for line in result.stdout.splitlines()
    )
    assert '    2(a)     "for a duration of up to five days"\n' in result.stdout
    assert '    3(f)     "in 2012 (State party); in 2012 and 2013 (State party)"\n' in result.stdout


@pytest.mark.parametrize(("day", "listed"), [
    ("2011-09-15", False), ("2011-09-16", True), ("2015-09-10", True), ("2015-09-11", False),
])  # fmt: skip
def test_rules_on_a_day(run: Run, day: str, listed: bool) -> None:
    result = run("rules", "--on", day)
    assert result.exit_code == 0
    assert ("beirut-2011: " in result.stdout) is listed


def test_no_rules_on_a_day(run: Run) -> None:
    assert run("rules", "--on", "1999-02-28").stdout == "No bundled decision was in force on 28 February 1999.\n"
    assert "apmbc-convention: " in run("rules", "--on", "1999-03-01").stdout


@pytest.mark.parametrize(
    "words", [["rules", "--on", "2012-02-30"], ["states", "--on", "soon"], ["new"], ["new", "1899"], ["new", "x"]]
)
def test_wrong_usage(run: Run, words: list[str]) -> None:
    assert run(*words).exit_code == 2


STATES = [
    (
        ["Sweden"],
        (
            "Sweden: bound since 1 October 2012, when the Convention entered into force for it; "
            "counted as a State party since 23 April 2012, the deposit of its instrument of ratification\n"
        ),
    ),
    (
        ["Lao PDR"],
        "Lao People's Democratic Republic: bound since 1 August 2010, when the Convention entered into force for it; ",
    ),
    (["Holy", "See"], "Holy See: "),
    (["the Netherlands"], "Netherlands (Kingdom of the): "),
    (["costa rica", "--on", "2011-09-16"], "Costa Rica: a State party on 16 September 2011; "),
    (["Sweden", "--on", "2011-09-16"], "Sweden: not a State party on 16 September 2011; "),
    (["Lithuania", "--on", "2025-03-05"], "Lithuania: a State party on 5 March 2025; "),
    (["Lithuania", "--on", "2025-03-06"], "Lithuania: not a State party on 6 March 2025; "),
]


@pytest.mark.parametrize(("words", "expected"), STATES)
def test_a_state(run: Run, words: list[str], expected: str) -> None:
    result = run("states", *words)
    assert result.exit_code == 0
    assert result.stdout.startswith(expected)
    assert result.stdout.count("\n") == 1


def test_all_states(run: Run) -> None:
    assert last_line(run("states")) == "113 States that ever joined"
    assert last_line(run("states", "--on", "2011-09-16")) == "63 States parties on 16 September 2011"
    assert run("states", "--on", "2011-09-16").stdout.count("\n") == 63 + 2


def test_a_state_that_never_joined(run: Run) -> None:
    result = run("states", "Swden")
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr
        == "a State that ever joined the Convention is needed, and `Swden` is none; did you mean `Sweden`?\n"
    )
    assert run("states", "Kenya").stderr == "Kenya has signed the Convention and not ratified it\n"
    assert run("states", "Brazil").stderr == "Brazil has neither signed nor joined the Convention\n"


@pytest.mark.parametrize("year", ["2012", "2013", "2030"])
def test_a_new_programme_is_valid_and_open(run: Run, year: str) -> None:
    import yaml

    written = run("new", year)
    assert written.exit_code == 0
    assert written.stdout.startswith("#\n# A work programme for")
    result = run("check", write("new.yaml", written.stdout), "--rules", BEIRUT, "--format", "json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["problems"]) == (0, [])
    assert report["summary"]["violated"] == 0
    assert report["summary"]["undecided"] > 10
    stated = {"treaty", "title", "year", "meetings", "working_groups", "thematic_areas", "coordination_committee"}
    stated |= {"implementation_support_unit", "assessments"}
    data = yaml.safe_load(written.stdout)
    assert {name for name, value in data.items() if set(str(value)) != {"_"}} - {"decided_on"} == stated
    assert {v["outcome"] for v in report["verdicts"]} <= {"undecided", "not-applicable", "satisfied"}


@pytest.mark.parametrize("command", [("new", "2013"), ("read", "draft.md")])
def test_an_editor_finds_the_schema_beside_a_new_programme(run: Run, command: tuple[str, ...]) -> None:
    """On the machine of whoever has the folder; and the folder's own check does not take it for a programme."""
    write("draft.md", (ROOT / "tests" / "drafts" / "cases" / "clean" / "bullets.md").read_text(encoding="utf-8"))
    assert run(*command, "-o", "programmes/2013.yaml").exit_code == 5  # there is no such folder
    Path("programmes").mkdir()
    assert run(*command, "-o", "programmes/2013.yaml").exit_code == 0
    first, *_ = Path("programmes/2013.yaml").read_text(encoding="utf-8").splitlines()
    schema = Path("programmes", first.removeprefix("# yaml-language-server: $schema="))
    assert schema.read_bytes() == (ROOT / "schemas" / "work-programme.schema.json").read_bytes()
    assert "1 file" not in run("check", "programmes").stdout
    assert "work-programme.schema.json" not in run("check", "programmes").stdout


def test_a_new_programme_never_overwrites(run: Run) -> None:
    assert run("new", "2013", "-o", "2013.yaml").exit_code == 0
    write("2013.yaml", "mine")
    result = run("new", "2013", "-o", "2013.yaml")
    assert (result.exit_code, Path("2013.yaml").read_text(encoding="utf-8")) == (5, "mine")
    assert "`2013.yaml` exists already" in result.stderr


def test_the_limit_is_told(run: Run) -> None:
    result = run("check", "-q", write("big.yaml", b"x" * (LARGEST + 1)))
    assert result.stdout.startswith("error: a file may have up to 10 MB, but this one has more\n")
