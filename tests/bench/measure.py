"""Whole processes, side by side: every tool once, then every tool again, so that a slow minute hits them all."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.bench import programmes
from tests.bench.tools import CCMCHECK, HOME, Command, Folder, Tool

SPAWN = Path(__file__).with_name("spawn.py")


class Run(NamedTuple):
    """What one run took: milliseconds, processor time, and the peak memory of its largest process in MB."""

    ms: float
    cpu: float
    mb: float


def middle(runs: Sequence[Run]) -> Run:
    """The medians, each by itself."""
    return Run(*(statistics.median(values) for values in zip(*runs, strict=True)))


@dataclass(frozen=True, slots=True)
class Figure:
    """What a tool took for so many files: medians; and how often it was wrong about a file, rule by rule."""

    tool: str
    notation: str
    count: int
    runs: int
    ms: float
    cpu: float
    mb: float
    wrong: Mapping[str, int]


class Stopwatch:
    """Runs commands in a small process of its own; see `spawn.py`."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(SPAWN)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.output = HOME / "output"

    def __enter__(self) -> Stopwatch:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def run(self, commands: Sequence[Command], folder: Path, **more: str) -> Run:
        """Runs commands one after the other; `more` is added to their environment."""
        for file in (self.output, self.output.with_suffix(".err")):
            file.unlink(missing_ok=True)
        taken = [self._one(command, folder, more) for command in commands]
        return Run(sum(run.ms for run in taken), sum(run.cpu for run in taken), max(run.mb for run in taken))

    def _one(self, command: Command, folder: Path, more: Mapping[str, str]) -> Run:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        asked = {"argv": command, "cwd": str(folder), "env": environment(more), "output": str(self.output)}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        seconds, cpu, megabytes, code = json.loads(self.process.stdout.readline())
        if code not in ALLOWED:
            complaint = self.output.with_suffix(".err").read_text(encoding="utf-8")[-2000:]
            raise SystemExit(f"{' '.join(command)[:300]} ended with {code}:\n{complaint}")
        return Run(seconds * 1000, cpu * 1000, megabytes)

    def printed(self, tool: Tool) -> str:
        """What the last run answered."""
        return (self.output.with_suffix(".err") if tool.complains else self.output).read_text(encoding="utf-8")


ALLOWED = (0, 1, 19)
"""Nothing found; something found; and what cfn-guard ends with when it found something."""


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """The little that a tool needs to know of the machine."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "CCMCHECK_CACHE": str(HOME / "cache"), **more}


# -- many tools over the same folders ------------------------------------------------------------------------------


def folder_of(count: int, notation: str, parties: Sequence[str]) -> tuple[Folder, dict[str, str]]:
    """A folder of so many programmes and the rule that each of its files breaks; written once and kept."""
    path, answers = HOME / "programmes" / f"{notation}-{count}", HOME / "programmes" / f"{notation}-{count}.answers"
    if not answers.exists():
        shutil.rmtree(path, ignore_errors=True)
        answers.write_text(json.dumps(programmes.write(path, count, notation, parties)), encoding="utf-8")
    expected: dict[str, str] = json.loads(answers.read_text(encoding="utf-8"))
    return Folder(path, notation, tuple(sorted(expected))), expected


def compare(
    tools: Sequence[Tool],
    counts: Mapping[int, int],
    notations: Sequence[str],
    parties: Sequence[str],
    patience: float,
    tell: Callable[[str], None],
) -> list[Figure]:
    """The figures of all tools for each notation, each number of files and the number of runs for it.

    A tool that would need more than `patience` seconds for one run, going by the last number, is not asked.
    """
    figures: list[Figure] = []
    with Stopwatch() as watch:
        for notation in notations:
            for count, runs in sorted(counts.items()):
                asked = [tool for tool in tools if _would_take(tool, notation, count, figures) < patience * 1000]
                tell(f"{count} {notation.upper()}: {', '.join(tool.name for tool in asked)}")
                if not asked:
                    continue
                folder, expected = folder_of(count, notation, parties)
                figures += _side_by_side(watch, asked, folder, expected, runs)
    return figures


def _would_take(tool: Tool, notation: str, count: int, figures: Sequence[Figure]) -> float:
    """How many milliseconds a tool will need, if it needs ten times as long for ten times as many files.

    ccmcheck is always asked: its own figures are what the page is for.
    """
    smaller = [f for f in figures if f.notation == notation and f.count >= 1000]
    if tool.own or not smaller:
        return 0.0
    last = max(smaller, key=lambda f: f.count).count
    return next((f.ms * count / last for f in smaller if (f.tool, f.count) == (tool.name, last)), float("inf"))


def _side_by_side(
    watch: Stopwatch, tools: Sequence[Tool], folder: Folder, expected: Mapping[str, str], runs: int
) -> list[Figure]:
    wrong = {}
    for tool in tools:  # not counted: it fills caches and shows whether the answers are right
        watch.run(tool.commands(folder), folder.path)
        wrong[tool.name] = mistakes(tool, watch.printed(tool), expected)
    taken: dict[str, list[Run]] = defaultdict(list)
    for _ in range(runs):
        for tool in tools:
            taken[tool.name].append(watch.run(tool.commands(folder), folder.path))
    return [
        Figure(tool.name, folder.notation, len(folder.names), runs, *middle(taken[tool.name]), wrong[tool.name])
        for tool in tools
    ]


def mistakes(tool: Tool, printed: str, expected: Mapping[str, str]) -> dict[str, int]:
    """How many files a tool judged otherwise than the generator, by the rule that it missed or invented."""
    found: dict[str, set[str]] = defaultdict(set)
    for file, rule in tool.answers(printed):
        found[file].add(rule)
    wrong: Counter[str] = Counter()
    for file in {*expected, *found}:
        wrong.update(found[file] ^ tool.expected(expected.get(file, "")))
    return dict(sorted(wrong.items()))


# -- cases of ccmcheck alone ---------------------------------------------------------------------------------------


def alone(command: Command, folder: Path, runs: int, *, fresh: bool = False) -> Run:
    """The medians of one command of ccmcheck; `fresh`: with an empty cache each time."""
    cache = HOME / ("cache-fresh" if fresh else "cache")
    taken = []
    with Stopwatch() as watch:
        watch.run([command], folder)
        for _ in range(runs):
            if fresh:
                shutil.rmtree(cache, ignore_errors=True)
            taken.append(watch.run([command], folder, CCMCHECK_CACHE=str(cache)))
    return middle(taken)


def in_turns(commands: Mapping[str, Command], folder: Path, runs: int) -> dict[str, Run]:
    """The medians of commands that take turns, so that a slow minute hits them all."""
    taken: dict[str, list[Run]] = defaultdict(list)
    with Stopwatch() as watch:
        for _ in range(runs):
            for name, command in commands.items():
                taken[name].append(watch.run([command], folder))
    return {name: middle(found) for name, found in taken.items()}


def known_options() -> list[str]:
    """The options that the installed `ccmcheck check` has."""
    text = subprocess.run([CCMCHECK, "check", "--help"], capture_output=True, text=True, check=True).stdout
    return [option for option in ("--jobs", "--incremental") if option in text]
