"""Small files made to break a reader: a clear complaint, exit 5, little time and memory, other files judged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.cli import main
from tests.drafts.test_bad_drafts import BODY, word
from tests.drafts.word_files import typed

FOLDER = Path(__file__).with_name("hostile")
# What `check` says of each, and the word of its complaint; the rest can be judged, but no copy of them be made.
REFUSED = {
    "neg_ilvl": "damaged", "encoding": "damaged", "lzma_bad": "damaged",
    "cells": "longer", "elements": "longer", "mem": "longer",
}  # fmt: skip
ANNOTATED = ("neg_comment", "bad_comments", "bad_types", "bad_crc_part")
MEMORY, SECONDS = 300_000, 5  # kilobytes, of processor time


def test_every_hostile_file_is_tried() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {*REFUSED, *ANNOTATED}


@pytest.mark.parametrize("name", REFUSED)
def test_the_file_gets_a_complaint_and_every_other_one_is_judged(name: str, tmp_path: Path) -> None:
    other = tmp_path / "draft.docx"
    other.write_bytes(typed())
    result = CliRunner().invoke(main, ["check", str(FOLDER / f"{name}.docx"), str(other), "--format", "json"])
    assert result.exit_code == 5, result.output
    report = json.loads(result.output)
    assert [REFUSED[name] in problem["message"] for problem in report["problems"]] == [True]
    assert {Path(verdict["document"]).name for verdict in report["verdicts"]} == {other.name}


@pytest.mark.parametrize("name", ANNOTATED)
def test_no_copy_is_made_of_a_file_whose_comments_or_parts_are_broken(name: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    result = CliRunner().invoke(main, ["check", str(FOLDER / f"{name}.docx"), "--annotate", str(copy)])
    assert result.exit_code == 5, result.output
    assert "no copy" in result.output
    assert "damaged" in result.output
    assert not copy.exists()


# The peak of a process itself: what `getrusage` tells begins with that of the process that started it.
MEASURED = """
import re, sys, time
from ccmcheck.drafts.load import read_draft
found = read_draft("x.docx", open(sys.argv[1], "rb").read())
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
print(type(found).__name__, peak[1], time.process_time())
"""


def measured(file: Path) -> tuple[str, int, float]:
    """What a file gives, and the memory and processor time that reading it takes."""
    command = [sys.executable, "-c", MEASURED, str(file)]
    kind, memory, seconds = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return kind, int(memory), float(seconds)


@pytest.mark.parametrize("name", ["cells", "elements", "mem"])
def test_it_takes_little_time_and_memory(name: str) -> None:
    kind, memory, seconds = measured(FOLDER / f"{name}.docx")
    assert (kind, memory < MEMORY, seconds < SECONDS) == ("Diagnostic", True, True)


def long_draft(folder: Path, paragraphs: int) -> Path:
    file = folder / f"{paragraphs}.docx"
    rows = "<w:p><w:r><w:t>a b</w:t></w:r></w:p>" * paragraphs
    file.write_bytes(word(BODY.format(f"1. x</w:t></w:r></w:p>{rows}<w:p><w:r><w:t>end")))
    return file


def test_as_many_elements_as_may_be_read_fit_as_well(tmp_path: Path) -> None:
    few, many = (measured(long_draft(tmp_path, paragraphs)) for paragraphs in (7_000, 49_000))
    assert (few[0], many[0], many[1] < MEMORY) == ("DraftFile", "DraftFile", True)
    assert many[2] < 2 * 7 * few[2]  # seven times as long takes about seven times as long
