"""Baselines: what was known before is counted and does not fail, and the file only shrinks."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ccmcheck.base.source import Source
from ccmcheck.cli import main
from ccmcheck.judge.summary import exit_code, summary
from ccmcheck.judge.verdicts import Report, Verdict
from ccmcheck.report.json import to_json
from ccmcheck.run.baseline import Baseline, apply, read, shrunk, vanished
from tests.test_waivers import SLIPS, VIOLATED, judged, waived, waiver


def stays(_path: str) -> bool:
    """Nothing that a baseline names is gone."""
    return False


def baseline(report: Report) -> Baseline:
    """The baseline that a report makes."""
    made, problems = read(Source.of("baseline.json", to_json(report)))
    assert problems == ()
    assert made is not None
    return made


def new(text: str, known: Report) -> set[str]:
    """The rules by which a programme departs in a way that an earlier report did not hold."""
    report = apply(judged(text), baseline(known), stays)
    return {v.rule for v in report.verdicts if v.standing == "violated"}


def kept(text: str, known: Report) -> list[str]:
    """The rules that a baseline still holds after a run that rewrites it."""
    made = baseline(known)
    data = json.loads(shrunk(made, apply(judged(text), made, stays), stays))
    return [entry["rule"].partition("/")[2] for entry in data["verdicts"]]


MENDED = SLIPS.replace("inclusiveness,", "inclusiveness, transparency,")
PREPCOM = "meetings:\n  - {id: prepcom, kind: preparatory-meeting}\n"
CHANGES = {
    "nothing": (SLIPS, set()),
    "a meeting inserted before": (SLIPS.replace("meetings:\n", PREPCOM, 1), set()),
    "a line that moves": ("\n\n" + SLIPS, set()),
    "another sixth day": (SLIPS.replace("end: 2012-09-14", "end: 2012-09-15"), set()),
    "one departure mended": (MENDED, set()),
    "the same by another meeting": (SLIPS.replace("id: 3msp", "id: third"), {"next-meeting-length"}),
    "a second coordinator too late": (
        SLIPS.replace("{state: Holy See,", "{state: Andorra,", 1),
        {"coordinators-are-states-parties"},
    ),
    "another State too late": (
        SLIPS.replace("{state: Sweden,", "{state: Andorra,", 1),
        {"coordinators-are-states-parties"},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_is_new_fails(change: str) -> None:
    text, expected = CHANGES[change]
    assert change == "nothing" or text != SLIPS
    assert new(text, judged()) == expected


def test_known_departures_are_counted_and_do_not_fail() -> None:
    report = apply(judged(), baseline(judged()), stays)
    assert (summary(report).violated, summary(report).known, exit_code(report)) == (0, len(VIOLATED), 0)


def test_one_of_two_alike_without_a_name_is_known_and_the_other_new() -> None:
    one = [v for v in judged().verdicts if v.rule == "unit-principles"]
    report = apply(replace(judged(), verdicts=(*one, *one)), baseline(replace(judged(), verdicts=tuple(one))), stays)
    assert [v.known for v in report.verdicts] == [True, False]


def test_a_baseline_loses_what_has_vanished_and_gains_nothing() -> None:
    known = judged()
    assert set(kept(SLIPS, known)) == VIOLATED
    assert set(kept(MENDED, known)) == VIOLATED - {"unit-principles"}
    worse = MENDED.replace("{state: Holy See,", "{state: Andorra,", 1)
    assert sorted(kept(worse, known)) == sorted(kept(MENDED, known))
    assert kept(SLIPS, judged(MENDED)) == kept(MENDED, judged(MENDED))


VERDICTS = tuple(v for v in judged().verdicts if v.outcome == "violated")
SOME = st.lists(st.sampled_from(VERDICTS), max_size=12)


@given(SOME, SOME)
def test_known_and_left_add_up_and_a_baseline_never_grows(before: list[Verdict], after: list[Verdict]) -> None:
    made = baseline(replace(judged(), verdicts=tuple(before)))
    report = apply(replace(judged(), verdicts=tuple(after)), made, stays)
    was, now = (Counter(v.rule for v in verdicts) for verdicts in (before, after))
    assert Counter(v.rule for v in report.verdicts if v.known) == was & now
    again, _ = read(Source.of("baseline.json", shrunk(made, report, stays)))
    assert again is not None
    assert Counter(key for key, _ in again.entries) <= Counter(key for key, _ in made.entries)
    assert len(made.entries) - len(again.entries) == vanished(made, report, stays) == (was - now).total()


def test_a_rewritten_baseline_reads_as_the_same() -> None:
    made = baseline(judged())
    text = shrunk(made, apply(judged(), made, stays), stays)
    again, problems = read(Source.of("baseline.json", text))
    assert problems == ()
    assert again is not None
    assert [key for key, _ in again.entries] == [key for key, _ in made.entries]
    assert shrunk(again, apply(judged(), again, stays), stays) == text


@pytest.mark.parametrize(("gone", "left"), [(True, 0), (False, len(VIOLATED))])
def test_departures_of_a_document_outside_the_run_stay_while_it_exists(gone: bool, left: int) -> None:
    made = baseline(judged(path="programmes/2013.yaml"))
    report = apply(judged(path="programmes/2012.yaml"), made, stays)
    assert vanished(made, report, lambda _: gone) == len(VIOLATED) - left
    assert len(json.loads(shrunk(made, report, lambda _: gone))["verdicts"]) == left


def test_what_could_not_be_read_this_time_stays() -> None:
    made = baseline(judged())
    unread = replace(judged(), verdicts=(), unread=("programmes/2012.yaml",))
    assert vanished(made, unread, stays) == 0


def test_departures_from_a_decision_beyond_the_run_stay() -> None:
    made = baseline(judged())
    assert vanished(made, replace(judged(), verdicts=(), rulesets=()), lambda _: True) == 0


def test_a_waived_departure_needs_no_baseline() -> None:
    report = waived(waiver("unit-principles"))
    assert "unit-principles" not in {key[1].partition("/")[2] for key, _ in baseline(report).entries}
    assert [v.known for v in apply(report, baseline(judged()), stays).verdicts if v.waiver] == [False]


def test_a_baseline_does_not_depend_on_how_the_path_is_written() -> None:
    report = replace(judged(path="/home/x/programmes/2012.yaml"), folder="/home/x")
    for path in ("programmes/2012.yaml", "./programmes/2012.yaml", "programmes/../programmes/2012.yaml"):
        assert summary(apply(judged(path=path), baseline(report), stays)).violated == 0


# fmt: off
BAD = {
    " ":                                                            "a value is needed here",
    "{":                                                            "double quotation marks",
    "[" * 200_000:                                                  "",
    "[]":                                                           "this is something else",
    '{"tool": "other", "verdicts": []}':                            "this is something else",
    '{"tool": "ccmcheck", "verdicts": {}}':                         "this is something else",
    '{"tool": "ccmcheck", "verdicts": [1]}':                        "its verdict 1 lacks its rule",
    '{"tool": "ccmcheck", "verdicts": [{"rule": "a/b"}]}':          "its verdict 1 lacks its rule",
    '{"tool": "ccmcheck", "verdicts": [{"rule": "a/b", "document": "x", "outcome": "", "about": "y"}]}': "lacks",
}
# fmt: on


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_a_baseline_that_is_no_report_is_complained_about(text: str) -> None:
    made, problems = read(Source.of("baseline.json", text))
    assert made is None
    assert len(problems) == 1
    assert BAD[text] in problems[0].message


# -- renamed files and other folders ----------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a programme that departs, and a baseline beside it that was made from the top."""
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes" / "2012.yaml").write_text(SLIPS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert ccmcheck("check", "programmes/2012.yaml", "--format", "json", "-o", "baseline.json").exit_code == 1
    return tmp_path


def ccmcheck(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


FOLDERS = [
    ("", "programmes/2012.yaml", "baseline.json"),
    ("programmes", "2012.yaml", "../baseline.json"),
    ("elsewhere", "../programmes/2012.yaml", "../baseline.json"),
    ("programmes", ".", "../baseline.json"),
]


@pytest.mark.parametrize(("folder", "path", "known"), FOLDERS)
def test_from_another_folder_nothing_is_new(
    repository: Path, monkeypatch: pytest.MonkeyPatch, folder: str, path: str, known: str
) -> None:
    (repository / folder).mkdir(exist_ok=True)
    monkeypatch.chdir(repository / folder)
    done = ccmcheck("check", path, "--baseline", known, "--prune-baseline")
    assert (done.exit_code, "0 violated" in done.stdout, "removed" in done.stdout) == (0, True, False)


def test_in_a_renamed_file_nothing_is_new_and_the_baseline_learns_its_name(repository: Path) -> None:
    (repository / "programmes" / "2012.yaml").rename(repository / "programmes" / "final.yaml")
    assert ccmcheck("check", "programmes", "--baseline", "baseline.json", "--prune-baseline").exit_code == 0
    entries = json.loads((repository / "baseline.json").read_text(encoding="utf-8"))["verdicts"]
    assert {entry["document"] for entry in entries} == {"programmes/final.yaml"}
    assert ccmcheck("check", "programmes", "--baseline", "baseline.json").exit_code == 0


def test_a_copy_is_no_renamed_file(repository: Path) -> None:
    (repository / "programmes" / "copy.yaml").write_text(SLIPS, encoding="utf-8")
    assert ccmcheck("check", "programmes", "--baseline", "baseline.json").exit_code == 1


def test_what_could_be_either_of_two_files_is_neither(repository: Path) -> None:
    (repository / "programmes" / "2012.yaml").rename(repository / "programmes" / "a.yaml")
    (repository / "programmes" / "b.yaml").write_text(SLIPS, encoding="utf-8")
    assert ccmcheck("check", "programmes", "--baseline", "baseline.json").exit_code == 1


@pytest.mark.parametrize("form", ["sarif", "gitlab", "json"])
def test_fingerprints_survive_a_new_name_and_another_folder(
    repository: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    before = marks(ccmcheck("check", "programmes", "--format", form).stdout)
    (repository / "programmes" / "2012.yaml").rename(repository / "programmes" / "final.yaml")
    monkeypatch.chdir(repository / "programmes")
    assert marks(ccmcheck("check", "final.yaml", "--format", form).stdout) == before
    assert len(before) == len(set(before)) > 6


def marks(report: str) -> list[str]:
    return re.findall(r'"(?:fingerprint|ccmcheck/v\d)": "([0-9a-f]{64})"', report)
