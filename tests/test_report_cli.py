"""Reports from the command line: several in one run, names that are no format, folders that are not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ccmcheck.cli import main
from ccmcheck.report import NAMES
from tests.report_samples import RULES, programme

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("departing.yaml").write_text(programme("departing"), encoding="utf-8")

    def invoke(*words: str, stdin: str | None = None) -> Result:
        command = ["check", "--no-cache", "--no-config", "--rules", str(RULES), *words]
        return CliRunner().invoke(main, command, input=stdin, catch_exceptions=False, prog_name="ccmcheck")

    return invoke


def test_every_format_in_one_run(run: Run) -> None:
    reports = [word for name in NAMES for word in ("--report", f"{name}=report.{name}")]
    done = run(*reports, "departing.yaml")
    assert done.exit_code == 1
    assert "violated" in done.output
    assert sorted(path.name for path in Path().iterdir()) == sorted(["departing.yaml", *(f"report.{n}" for n in NAMES)])
    for name in NAMES:
        alone = run("--format", name, "departing.yaml").output
        if name != "text":  # a file tells every verdict, a terminal those that matter
            assert Path(f"report.{name}").read_text(encoding="utf-8") == alone


def test_a_name_that_is_no_format_lists_those_that_are(run: Run) -> None:
    for words in (("--report", "pdf=x.pdf"), ("--report", "x.sarif"), ("--report", "sarif="), ("--format", "pdf")):
        done = run(*words, "departing.yaml")
        assert done.exit_code == 2
        assert all(name in done.output for name in NAMES)
    assert [path.name for path in Path().iterdir()] == ["departing.yaml"]


def test_a_folder_that_is_missing_is_named(run: Run) -> None:
    done = run("--report", "html=missing/report.html", "departing.yaml")
    assert done.exit_code == 5
    assert "missing/report.html" in done.output
    assert [path.name for path in Path().iterdir()] == ["departing.yaml"]


def test_a_path_through_a_file_is_named(run: Run) -> None:
    done = run("--report", "html=departing.yaml/report.html", "departing.yaml")
    assert done.exit_code == 5
    assert "departing.yaml/report.html" in done.output


def test_a_file_that_is_there_is_not_half_overwritten(run: Run) -> None:
    Path("report.html").mkdir()
    done = run("--report", "html=report.html", "departing.yaml")
    assert done.exit_code == 5
    assert "report.html" in done.output
    assert sorted(path.name for path in Path().iterdir()) == ["departing.yaml", "report.html"]
    assert list(Path("report.html").iterdir()) == []


def test_paths_lead_from_the_folder_of_the_run(run: Run) -> None:
    data = json.loads(run("--format", "json", str(Path("departing.yaml").resolve())).output)
    assert [document["path"] for document in data["documents"]] == ["departing.yaml"]
    assert {verdict["document"] for verdict in data["verdicts"]} == {"departing.yaml"}


def test_standard_input_has_a_place_too(run: Run) -> None:
    log = json.loads(run("--format", "sarif", "-", stdin=programme("departing")).output)
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in log["runs"][0]["results"]
    }
    assert uris == {"-"}


def test_a_file_that_cannot_be_read_does_not_stop_the_rest(run: Run) -> None:
    done = run("--format", "json", "lost.yaml", "departing.yaml")
    assert done.exit_code == 5
    data = json.loads(done.output)
    assert data["unread"] == ["lost.yaml"]
    assert data["summary"]["violated"] > 0
