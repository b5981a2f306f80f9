"""`check --exact`: what ranges leave undecided and every filling decides, and what stays open with two fillings."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from click.testing import CliRunner

from ccmcheck.cli import main
from ccmcheck.language.rulebook.model import Rulebook
from ccmcheck.proving.questions.exact import Exactly, exactly
from tests.laws.world import VOCABULARY, read, registers, rule_of

BOOK = Rulebook((), VOCABULARY, registers())


@pytest.mark.parametrize(
    ("rule", "document", "outcome"),
    [
        ("require year = year", {"year": "____"}, "satisfied"),
        ('require colour in ["red", "green", "blue"]', {"colour": "____"}, "satisfied"),
        (
            "for each m in meetings require m.start <= 2012-06-30",
            {"meetings": [{"start": "2012-XX-XX", "end": "2012-06-XX"}]},
            "satisfied",
        ),
        ("require distinct(colours)", {"colours": ["____", "____", "____", "____"]}, "violated"),
        (
            ("require count([g for g in groups where g.topic = colour]) "  # with and without count to all
             "+ count([g for g in groups where g.topic != colour]) = 2"),
            {"colour": "red", "groups": [{"topic": "____"}, {"topic": "____"}]},
            "satisfied",
        ),
        ('require weekday(day) = "Sunday" or weekday(day) != "Sunday"', {"day": "2012-02-XX"}, "satisfied"),
        ("when year > 2012 and year < 2013 require ready", {"year": "____"}, "not-applicable"),
        # A field that the document does not state is never a reason for certainty.
        ("require year = year", {}, "undecided"),
        ('require colour = "red"', {"colour": "____"}, "undecided"),
    ],
)  # fmt: skip
def test_what_every_filling_decides_is_decided(rule: str, document: Any, outcome: str) -> None:
    made = rule_of(rule)
    (found,) = exactly(made, read(document), BOOK, time.monotonic() + 20)
    assert found.outcome == outcome


def test_what_stays_open_is_shown_by_a_filling_for_each_side() -> None:
    rule = rule_of('require colour = "red"')
    (found,) = exactly(rule, read({"colour": "____"}), BOOK, time.monotonic() + 20)
    assert found == Exactly("undecided", {"/colour": "red"}, {"/colour": "green"})


def test_the_report_says_what_would_keep_and_break_a_rule() -> None:
    found = CliRunner().invoke(main, ["check", "--exact", "samples/2012-draft.yaml"])
    assert found.exit_code == 0
    words = " ".join(found.output.split())
    assert "kept with" in words
    assert "broken with meetings, 3msp, start: 2012-01-01 and meetings, 3msp, end: 2012-01-05" in words


def test_where_nothing_is_undecided_the_solver_is_not_imported(tmp_path: Path) -> None:
    document = Path("samples/2012.yaml").read_text(encoding="utf-8")
    rules = ("collaboration-explored", "cooperation-sought", "unit-adequate-size", "unit-independent-in-practice")
    answers = "".join(f"  - {{question: beirut-2011/{rule}, answer: true, by: x, on: 2012-01-01}}\n" for rule in rules)
    file = tmp_path / "p.yaml"
    file.write_text(document.replace("assessments: []", f"assessments:\n{answers}"), encoding="utf-8")
    command = f"main(['check', '--exact', {str(file)!r}])"
    code = f"import sys\nfrom ccmcheck.cli import main\ntry: {command}\nfinally: print('z3' in sys.modules)"
    found = run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.stdout.rstrip().endswith("False"), found.stdout + found.stderr


def test_rules_that_no_value_keeps_together_are_told_so(tmp_path: Path) -> None:
    """Once each had its own value that keeps it, and nobody said that no value keeps both."""
    text = Path("samples/2012.yaml").read_text(encoding="utf-8")
    line = "{state: Portugal, years: [2012, 2013]}"
    assert line in text
    (tmp_path / "p.yaml").write_text(text.replace(line, "{state: Portugal, years: [____]}"), encoding="utf-8")
    said = " ".join(CliRunner().invoke(main, ["check", "--exact", str(tmp_path / "p.yaml")]).output.split())
    for rule in ("staggered-terms", "working-group-terms"):
        assert f"however the blanks are filled, it is not kept together with {rule}:" in said
    assert "not kept together" not in CliRunner().invoke(main, ["check", "--exact", "samples/2012-draft.yaml"]).output
