"""What `compare` says of one limit moved, turned, dropped or written otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.cli import main
from tests.proving.rules_with import rules_with
from tests.proving.test_prove import DAYS, HELD, rule, written

FIVE = "require sitting(meeting) <= 5 days"
BUNDLED = "rules/beirut-2011.rules"


@pytest.mark.parametrize(
    ("new", "relation"),
    [
        ("<= 6 days", "looser"),
        ("<= 4 days", "stricter"),
        ("< 6 days", "same"),
        ("between 2 days and 6 days", "neither"),
    ],
)
def test_one_limit_is_changed(new: str, relation: str, tmp_path: Path) -> None:
    scope = 'for each meeting in meetings where meeting.kind = "intersessional"'
    files = []
    for name, limit in (("old", "<= 5 days"), ("new", new)):
        (tmp_path / name).mkdir()
        files.append(written(tmp_path / name, HELD, rule("length", f"{scope} require {DAYS} {limit}")))
    found = CliRunner().invoke(main, ["compare", *map(str, files), "--format", "json"])
    assert found.exit_code == 0, found.output
    data = json.loads(found.output)
    assert {each["rule"]: each["relation"] for each in data["rules"]} == {"held": "same", "length": relation}
    assert data["whole"] == relation


def test_a_limit_moved_by_one_is_looser_and_shown_by_six_days(tmp_path: Path) -> None:
    file = rules_with(tmp_path, (FIVE, "require sitting(meeting) <= 6 days"))
    found = CliRunner().invoke(main, ["compare", BUNDLED, str(file), "--seconds", "90"])
    assert found.exit_code == 0
    assert "intersessional-length: looser" in found.output
    assert "is 6 days" in found.output
    assert "All obligations together: looser. 34 rules unchanged." in found.output


def test_a_file_beside_itself_says_the_same() -> None:
    found = CliRunner().invoke(main, ["compare", BUNDLED, BUNDLED])
    assert (found.exit_code, found.output) == (0, "All 35 rules say the same.\n")


def test_a_rules_file_that_is_not_there() -> None:
    assert CliRunner().invoke(main, ["compare", BUNDLED, "none.rules"]).exit_code == 5


BEFORE = "require count(meetings) {} count(previous.meetings)"
OF_BEFORE = [
    # old, new, the relation of the rule, of all together, and what is said of all together
    (BEFORE.format(">="), BEFORE.format(">"), "not-compared", "not-compared", "the same. 0 rules"),
    (BEFORE.format(">="), "require count(meetings) >= 2", "not-compared", "not-compared", "the same. 0 rules"),
    ("require count(meetings) >= 2", BEFORE.format(">="), "not-compared", "not-compared", "the same. 0 rules"),
    (BEFORE.format(">="), "", "removed", "not-compared", "looser. 0 rules"),
    (BEFORE.format(">="), BEFORE.format(">="), "same", "not-compared", "looser. 1 rule"),
]


@pytest.mark.parametrize(("old", "new", "relation", "whole", "together"), OF_BEFORE)
def test_rules_about_the_programme_before_are_named_and_not_counted_in(
    old: str, new: str, relation: str, whole: str, together: str, tmp_path: Path
) -> None:
    scope = 'for each meeting in meetings where meeting.kind = "intersessional"'
    looser = "looser" in together
    files = []
    for name, body, limit in (("old", old, 5), ("new", new, 6 if looser else 5)):
        (tmp_path / name).mkdir()
        length = rule("length", f"{scope} require {DAYS} <= {limit} days") if looser else ""
        files.append(str(written(tmp_path / name, length, rule("as-many", body) if body else "")))
    data = json.loads(CliRunner().invoke(main, ["compare", *files, "--format", "json"]).output)
    assert {each["rule"]: each["relation"] for each in data["rules"]}["as-many"] == relation
    assert data["whole"] == whole
    words = " ".join(CliRunner().invoke(main, ["compare", *files]).output.split())
    assert f"All obligations that do not speak of the programme before, together: {together}" in words
    named = "as-many: changed, and not compared, since it speaks of the programme before"
    assert (named in words) == (relation == "not-compared")
