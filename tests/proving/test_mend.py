"""What `mend` changes: the fewest, each needed, and nothing that decides whether a rule applies."""

from __future__ import annotations

import time
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.base.source import Source
from ccmcheck.cli import main
from ccmcheck.document.edit import Edit, edited
from ccmcheck.document.programme import read
from ccmcheck.judge.check import check
from ccmcheck.language.rulebook.model import Rulebook
from ccmcheck.proving.questions.mend import Mending, mend
from ccmcheck.run.library import load_rules

SLIPS = Path("samples/2012-slips.yaml").read_text(encoding="utf-8")
CLEAN = Path("samples/2012.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def book() -> Rulebook:
    found, _ = load_rules()
    assert found is not None
    return found


def mended(text: str, book: Rulebook) -> Mending:
    programme = read(Source.of("p.yaml", text), book.vocabulary, book.names)
    assert not programme.problems
    found = mend(programme, book, time.monotonic() + 60)
    assert isinstance(found, Mending)
    return found


def keeps(text: str, book: Rulebook) -> bool:
    """Whether a text is a programme that keeps every obligation."""
    programme = read(Source.of("p.yaml", text), book.vocabulary, book.names)
    report = check([programme], book)
    return not programme.problems and not any(v.outcome == "violated" for v in report.verdicts)


def test_the_slips_are_mended_with_the_fewest_changes_each_of_which_is_needed(book: Rulebook) -> None:
    found = mended(SLIPS, book)
    assert [(change.pointer, change.sort, change.value) for change in found.changes] == [
        ("/meetings/0/start", "change", "2012-04-16"),
        ("/meetings/0/end", "change", "2012-04-19"),
        ("/meetings/1/start", "change", "2012-09-11"),
        ("/working_groups/1/coordinators/2", "remove", None),
        ("/working_groups/2/coordinators/1/years/1", "add", 2013),
        ("/working_groups/5/coordinators/1/state", "change", "____"),
        ("/implementation_support_unit/principles/5", "add", "transparency"),
    ]
    assert keeps(found.text, book)
    root = read(Source.of("p.yaml", SLIPS), book.vocabulary, book.names).root
    assert root is not None
    edits = [Edit(c.pointer, c.value, removes=c.sort == "remove") for c in found.changes]
    for fewer in combinations(edits, len(edits) - 1):
        assert not keeps(edited(root, fewer), book)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        # A meeting of six days: two ways to one change, and the one that moves fewer days.
        ("    end: 2012-09-14", "    end: 2012-09-15", [("/meetings/1/end", "2012-09-14")]),
        ("  seat: Geneva", "  seat: Oslo", [("/implementation_support_unit/seat", "Geneva")]),
        ("  independent: true", "  independent: false", [("/implementation_support_unit/independent", True)]),
        ("  linked_units: []", "  linked_units: [x]", [("/implementation_support_unit/linked_units/0", None)]),
        ("    country: Norway", "    country: Lebanon", [("/meetings/1/country", "Norway")]),
    ],
)
def test_one_slip_takes_one_change(before: str, after: str, changes: list[tuple[str, object]], book: Rulebook) -> None:
    assert before in CLEAN
    found = mended(CLEAN.replace(before, after, 1), book)
    assert [(change.pointer, change.value) for change in found.changes] == changes
    assert keeps(found.text, book)


def test_what_decides_whether_a_rule_applies_stays(book: Rulebook) -> None:
    found = mended(SLIPS, book)
    assert "year: 2012\n" in found.text
    assert "kind: intersessional\n" in found.text
    assert "decided_on: 2011-09-16\n" in found.text


def test_a_clean_programme_needs_nothing() -> None:
    found = CliRunner().invoke(main, ["mend", "samples/2012.yaml"])
    assert (found.exit_code, found.output) == (0, "No obligation is violated: there is nothing to mend.\n")


def test_the_command_says_each_change_with_the_rule_and_writes_the_programme(tmp_path: Path) -> None:
    to = tmp_path / "mended.yaml"
    found = CliRunner().invoke(main, ["mend", "samples/2012-slips.yaml", "-o", str(to)])
    assert found.exit_code == 0
    assert "7 changes, each of them needed, after which" in found.output
    assert "next-meeting-length" in found.output
    assert "# The work programme for 2012 with six slips" in to.read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["check", str(to)]).exit_code == 0


def test_half_a_day_that_breaks_a_rule_is_what_changes(tmp_path: Path) -> None:
    """Once the whole meeting was taken away instead, and of a clash its kind was named."""
    text = Path("samples/2012.yaml").read_text(encoding="utf-8").replace("end: 2012-04-19", "end: 2012-07-XX")
    file = tmp_path / "half.yaml"
    file.write_text(text, encoding="utf-8")
    mended = CliRunner().invoke(main, ["mend", str(file)])
    assert "1 change, after which" in mended.output
    assert "meetings, intersessional-2012, end: 2012-04-19 instead of `2012-07-XX`" in mended.output
    clash = CliRunner().invoke(main, ["complete", str(file)])
    assert clash.exit_code == 1
    assert "line 25  meetings, intersessional-2012, end: 2012-07-XX" in clash.output
    assert "kind: intersessional" not in clash.output


def test_an_item_is_taken_from_a_half_list_and_its_mark_stays(tmp_path: Path) -> None:
    """Once the mark stood for the list, and the run ended in an error of ccmcheck itself."""
    line = "      - {state: Portugal, years: [2012, 2013]}\n"
    text = Path("samples/2012.yaml").read_text(encoding="utf-8")
    half = text.replace(line, f"{line}      - {{state: Norway, years: [2012]}}\n      - ...\n")
    file, mended = tmp_path / "half.yaml", tmp_path / "mended.yaml"
    file.write_text(half, encoding="utf-8")
    found = CliRunner().invoke(main, ["mend", str(file), "-o", str(mended)])
    assert found.exit_code == 0, found.output
    assert mended.read_text(encoding="utf-8") == text.replace(line, f"{line}      - ...\n")


def test_a_change_is_needed_where_open_rules_cannot_be_kept_together(tmp_path: Path) -> None:
    """Of a half list each rule is open; that two of them clash only the solver sees."""
    text = Path("samples/2012-slips.yaml").read_text(encoding="utf-8")
    line = "      - {state: Bosnia and Herzegovina, years: [2012]}\n"
    assert line in text
    file = tmp_path / "half.yaml"
    file.write_text(text.replace(line, f"{line}      - ...\n"), encoding="utf-8")
    found = CliRunner().invoke(main, ["mend", str(file)])
    assert found.exit_code == 0, found.output
    assert "working_groups, victim-assistance, coordinators" in found.output


BUDGET = """{"title": "budget", "description": "A budget.", "type": "object", "additionalProperties": false,
 "x-treaty": ["BC", "Budget Convention"], "x-day": "decided_on", "x-year": "year", "required": ["decided_on", "year"],
 "properties": {
  "decided_on": {"title": "day", "description": "When.", "type": "string", "format": "partial-date"},
  "year": {"title": "year", "description": "Of which year.", "type": "integer"},
  "total": {"title": "total", "description": "All of it.", "type": "integer"},
  "staff": {"title": "staff", "description": "For people.", "type": "number"}}}"""
RULES = """ruleset budgets
  language 1
  treaty "BC"
  title "Budgets"
  short "budgets"
  source "text.md"
  schema "budget.schema.json"
  in force from 2010-01-01
obligation limit
  under 1 "the staff"
  require {requirement}
"""


@pytest.mark.parametrize(
    ("requirement", "change"),
    [
        ("staff <= 40", "staff: 40 instead of `60`"),
        ("staff < 40.5", "staff: 40 instead of `60`"),
        ("staff >= 70", "staff: 70 instead of `60`"),
        ("staff = 50 or staff = 65", "staff: 65 instead of `60`"),
        ("staff <= half of total and total = 100", "staff: 50 instead of `60`"),
        ("year <= 2010", "year: 2010 instead of `2012`"),
    ],
)
def test_a_number_becomes_the_nearest_that_will_do(tmp_path: Path, requirement: str, change: str) -> None:
    """Once it became minus a thousand millions."""
    (tmp_path / "text.md").write_text("1. It is about the staff.\n", encoding="utf-8")
    (tmp_path / "budget.schema.json").write_text(BUDGET, encoding="utf-8")
    (tmp_path / "budgets.rules").write_text(RULES.format(requirement=requirement), encoding="utf-8")
    programme = tmp_path / "budget.yaml"
    programme.write_text("decided_on: 2011-09-16\nyear: 2012\ntotal: 100\nstaff: 60\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["mend", "--rules", str(tmp_path / "budgets.rules"), str(programme)])
    assert change in found.output
