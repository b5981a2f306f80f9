"""The last line of the text report: rules counted one way, and what could not be read counted too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.base import resources
from ccmcheck.cli import main

SAMPLE = resources.read("samples", "2012.yaml")
BROKEN = "a: [\n"
MISSPELT = SAMPLE.replace("year: 2012", "year: twentytwelve", 1)
ANSWERED = SAMPLE.replace(
    "assessments: []", "assessments: [{question: beirut-2011/cooperation-sought, answer: true, by: a, on: 2012-01-01}]"
)
NO = ANSWERED.replace("answer: true", "answer: false")
WELL = "44 rules: 0 violated · 0 undecided · 35 satisfied · 5 passed over · 4 questions for a person — 0 blanks"

LINES = [
    ([SAMPLE], WELL),
    ([ANSWERED], WELL.replace("35 satisfied", "36 satisfied").replace("4 questions", "3 questions")),
    ([NO], WELL.replace("0 violated", "1 violated").replace("4 questions", "3 questions")),
    ([BROKEN], "nothing was checked; 1 file could not be judged"),
    ([BROKEN, BROKEN], "nothing was checked; 2 files could not be judged"),
    ([SAMPLE, BROKEN], f"{WELL}; 1 file could not be judged"),
    ([MISSPELT, BROKEN], "; 1 file could not be judged; 1 file read only in part"),
    ([SAMPLE.replace("decided_on: 2011-09-16", "decided_on: 2001-09-16")], "nothing was checked"),
]


def last_line(folder: Path, texts: list[str]) -> str:
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["check", str(folder)]).stdout.splitlines()[-1]


@pytest.mark.parametrize(("texts", "expected"), LINES)
def test_the_last_line(tmp_path: Path, texts: list[str], expected: str) -> None:
    assert last_line(tmp_path, texts).endswith(expected)


@pytest.mark.parametrize("text", [SAMPLE, ANSWERED, NO])
def test_rules_and_check_count_one_way(tmp_path: Path, text: str) -> None:
    counted = last_line(tmp_path, [text])
    listed = CliRunner().invoke(main, ["rules"]).stdout
    bind = re.findall(r"^  (?:2MSP decision|Convention), .*; (\d+) rules$", listed, re.MULTILINE)
    assert counted.startswith(f"{sum(map(int, bind))} rules: ")
    rules, *parts = map(int, re.findall(r"(\d+) [a-z]", counted.partition(" — ")[0]))
    assert sum(parts) == rules
