"""The fuzzer finds what it is there to find: planted faults of each kind, each made small."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from tests.fuzz import trial
from tests.fuzz.__main__ import minimised
from tests.fuzz.targets import TARGETS, Target

ROOT = Path(__file__).parent.parent.parent


def planted(monkeypatch: pytest.MonkeyPatch, fault: Callable[[], None]) -> Target:
    """A target whose command fails in a way of its own over inputs that hold a full stop."""

    @click.command()
    @click.argument("word")
    def command(word: str) -> None:
        if word == "with":
            fault()

    monkeypatch.setattr(trial, "main", command)
    monkeypatch.setattr(trial, "KILOBYTES", 10**9)  # this process may hold much already
    place = lambda data, _: ["with" if b"." in data else "without"]  # noqa: E731
    return Target("planted", lambda: [b"a.b"], TARGETS["yaml"].mutations, place, lambda _: None)


def test_a_traceback_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fault() -> None:
        raise ZeroDivisionError

    target = planted(monkeypatch, fault)
    assert "ZeroDivisionError" in trial.tried(target, b"a.b", tmp_path)[1]
    assert trial.tried(target, b"ab", tmp_path) == ("0\n", "")


def test_an_exit_code_that_nobody_promised_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = planted(monkeypatch, lambda: sys.exit(70))
    assert "exit code 70" in trial.tried(target, b".", tmp_path)[1]


def test_an_endless_loop_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fault() -> None:
        while True:
            pass

    monkeypatch.setattr(trial, "SECONDS", 0.2)
    assert trial.tried(planted(monkeypatch, fault), b".", tmp_path)[1] == "more than 0.2 s"


def test_memory_is_watched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = planted(monkeypatch, lambda: None)
    monkeypatch.setattr(trial, "KILOBYTES", 1)
    assert trial.tried(target, b".", tmp_path)[1] == "more than 300 MB"


def test_two_answers_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answers = iter(range(10))
    target = planted(monkeypatch, lambda: click.echo(next(answers)))
    ((_, _, _, broken),) = trial.batch(target, iter([(0, b".")]), tmp_path)
    assert broken == "two answers"


def test_what_breaks_a_promise_is_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(_name: str, _seed: str, _first: int, _count: int, *, data: bytes) -> Any:
        return {"findings": [{"broken": "it"}] if b"x" in data and b"y" in data else []}

    monkeypatch.setattr("tests.fuzz.__main__.trial", found)
    assert minimised("yaml", "it", b"a long x text with a y in it", time.monotonic() + 10) == b"xy"


@pytest.mark.parametrize("name", TARGETS)
def test_the_same_seed_makes_the_same_inputs(name: str) -> None:
    target = TARGETS[name]
    first = [trial.made(target, "1", number) for number in range(20)]
    assert first == [trial.made(target, "1", number) for number in range(20)]
    assert first != [trial.made(target, "2", number) for number in range(20)]


def test_a_short_run_finds_nothing() -> None:
    command = [
        sys.executable,
        "-m",
        "tests.fuzz",
        "yaml",
        "waivers",
        "--inputs",
        "1",
        "--jobs",
        "1",
        "--batch-size",
        "40",
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split()[:3] for line in done.stdout.splitlines()] == [
        ["yaml", "40", "inputs"],
        ["waivers", "40", "inputs"],
    ]
