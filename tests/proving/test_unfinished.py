"""Where time runs out: what is known by then is said, the run is named unfinished, and nothing is kept."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.cli import main
from ccmcheck.proving.clock import Unfinished
from ccmcheck.proving.solver import Solver
from ccmcheck.proving.terms import Formula
from tests.proving.rules_with import rules_with


def asked(monkeypatch: pytest.MonkeyPatch, questions: int, *command: str) -> str:
    """What a command says whose time has run out after so many questions to the solver."""
    numbers, possible = count(), Solver.possible

    def in_time(solver: Solver, *also: Formula) -> bool:
        if next(numbers) >= questions:
            raise Unfinished
        return possible(solver, *also)

    monkeypatch.setattr(Solver, "possible", in_time)
    done = CliRunner().invoke(main, list(command))
    assert done.exit_code == 3, done.output
    assert "unfinished: more than 30 seconds are needed (--seconds)" in done.stderr
    assert done.stdout == ""
    return done.stderr


def test_nothing_may_be_known_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nothing is known yet" in asked(monkeypatch, 0, "complete", "samples/2012-draft.yaml")


def test_of_a_draft_the_blanks_that_were_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    said = asked(monkeypatch, 60, "complete", "samples/2012-draft.yaml")
    assert "known by then:\n  the blanks can be filled so that every obligation holds\n" in said
    assert "decided_on: 16 to 30 September 2011\n" in said


def test_of_changes_how_many_are_needed_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "  at least 2 changes are needed\n" in asked(monkeypatch, 9, "mend", "samples/2012-slips.yaml")


def test_of_rules_those_that_were_proved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = rules_with(tmp_path)
    said = asked(monkeypatch, 12, "prove", str(file))
    assert "  all obligations can be kept at once\n" in said
    assert "  intersessional-held: can be kept, and be broken on its own\n" in said
    assert not (tmp_path / "rules" / "proofs").exists()


def test_of_a_new_version_the_rules_that_were_compared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = rules_with(tmp_path, ("<= 5 days", "<= 6 days"), ("<= 4 days", "<= 3 days"))
    said = asked(monkeypatch, 60, "compare", "rules/beirut-2011.rules", str(file))
    assert "  intersessional-length: looser\n" in said


LONG = "\n".join(
    f"  - {{id: m{at}, kind: intersessional, city: Geneva, start: 2012-04-16, languages: [English]}}"
    for at in range(100)
)


@pytest.mark.parametrize("command", [["mend"], ["complete"], ["check", "--exact"]])
def test_time_runs_out_while_formulas_are_built_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: list[str]
) -> None:
    """Of a long list there are so many that the first question to the solver would come minutes late."""
    text = Path("samples/2012-draft.yaml").read_text(encoding="utf-8")
    file = tmp_path / "long.yaml"
    file.write_text(text.replace("meetings:\n", f"meetings:\n{LONG}\n"), encoding="utf-8")
    looks = count()
    monkeypatch.setattr("time.monotonic", lambda: 0.0 if next(looks) < 1000 else 1000.0)
    monkeypatch.setattr(Solver, "possible", lambda *_: pytest.fail("formulas were built without a look at the clock"))
    done = CliRunner().invoke(main, [*command, str(file)])
    assert done.exit_code == 3, done.output
    assert "unfinished: more than 30 seconds are needed" in done.stderr
