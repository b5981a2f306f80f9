"""With `--exact` a departure says how it would be mended: in every report, in comments, and as fixes that fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from ccmcheck.base import resources
from ccmcheck.cli import main
from tests.gate_repository import ROOT

SLIPS = resources.read("samples", "2012-slips.yaml")
SARIF = ROOT / "tests" / "schemas" / "sarif-2.1.0.schema.json"
CHANGES = [
    "meetings, intersessional-2012, end: 2012-04-19 instead of `2012-07-19`",
    "working_groups, universalization, coordinators, Norway: take it away",
    "implementation_support_unit, principles: add transparency",
    "meetings, 3msp, start: 2012-09-11 instead of `2012-09-10`",
]


def check(folder: Path, text: str, *options: str, name: str = "it.yaml") -> Result:
    (folder / name).write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["check", "--exact", "--no-config", *options, str(folder / name)])


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("form", ["text", "markdown", "html", "sarif", "json"])
def test_every_report_says_how(tmp_path: Path, form: str) -> None:
    report = check(tmp_path, SLIPS, "--format", form).stdout
    for change in CHANGES:
        label, _, words = change.partition(": ")
        assert spaced(words.replace("`", "")) in spaced(report).replace("`", "").replace("<code><bdi>", "").replace(
            "</bdi></code>", ""
        )
        assert label.rpartition(", ")[2] in report


def test_without_exact_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "it.yaml").write_text(SLIPS, encoding="utf-8")
    report = CliRunner().invoke(main, ["check", str(tmp_path / "it.yaml"), "--format", "sarif"]).stdout
    assert "fixes" not in report
    assert "take it away" not in report


def applied(text: str, fixes: list[Any]) -> str:
    """A text with every replacement of some fixes, as an editor makes them: by lines and columns."""
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:at])) for at in range(len(lines) + 1)]
    cuts = {
        (
            starts[region["startLine"] - 1] + region["startColumn"] - 1,
            starts[region["endLine"] - 1] + region["endColumn"] - 1,
            each["insertedContent"]["text"],
        )
        for fix in fixes
        for change in fix["artifactChanges"]
        for each in change["replacements"]
        if (region := each["deletedRegion"])
    }
    for start, end, new in sorted(cuts, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize("as_json", [False, True])
def test_the_fixes_of_sarif_mend_the_programme(tmp_path: Path, as_json: bool) -> None:
    import yaml

    text = json.dumps(yaml.safe_load(SLIPS), default=str, indent=1, ensure_ascii=False) if as_json else SLIPS
    name = "it.json" if as_json else "it.yaml"
    log = json.loads(check(tmp_path, text, "--format", "sarif", name=name).stdout)
    jsonschema.Draft7Validator(json.loads(SARIF.read_text(encoding="utf-8"))).validate(log)
    fixes = [fix for result in log["runs"][0]["results"] for fix in result.get("fixes", [])]
    assert len(fixes) == 7
    again = json.loads(check(tmp_path, applied(text, fixes), "--format", "json", name=name).stdout)
    assert (again["problems"], again["summary"]["violated"]) == ([], 0)


def test_the_comments_of_a_draft_say_how(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    slips = tmp_path / "slips.yaml"
    slips.write_text(SLIPS, encoding="utf-8")
    assert CliRunner().invoke(main, ["draft", str(slips), "-o", str(draft)]).exit_code == 0
    report = CliRunner().invoke(main, ["check", "--exact", str(draft), "--format", "json"])
    mended = [mend for verdict in json.loads(report.stdout)["verdicts"] for mend in verdict.get("mend", [])]
    assert any(mend["words"].startswith("2012-04-19 instead of") for mend in mended)
    assert all(mend["label"].startswith("paragraph") for mend in mended), mended


def test_where_nothing_helps_nothing_is_said(tmp_path: Path) -> None:
    broken = SLIPS.replace("decided_on: 2011-09-16", "decided_on: 2011-09-16\nyaer: 2012")
    done = check(tmp_path, broken, "--format", "json")
    assert done.exit_code == 5
    assert '"mend"' not in done.stdout
