"""A run killed at any moment, by whatever it writes: the old file or the new one, and nothing that the next run leaves.

`CCMCHECK_MOMENTS=200 pytest tests/test_kills.py` tries more moments of each kind.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.cli import main
from tests.drafts.word_files import typed
from tests.gate_repository import ROOT, SAMPLES

MOMENTS = int(os.environ.get("CCMCHECK_MOMENTS", "1"))
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGKILL)


def programme(folder: Path) -> None:
    (folder / "it.yaml").write_text(SAMPLES["2012-slips.yaml"], encoding="utf-8")


def report(folder: Path) -> None:
    programme(folder)
    (folder / "out").write_text("an older report\n" * 2000, encoding="utf-8")


def rules(folder: Path) -> None:
    programme(folder)
    shutil.copytree(ROOT / "rules", folder / "rules")
    file = folder / "rules" / "beirut-2011.rules"
    file.write_text(file.read_text(encoding="utf-8").replace("\n  under", "\n      under"), encoding="utf-8")


def baseline(folder: Path) -> None:
    programme(folder)
    made = CliRunner().invoke(main, ["check", str(folder / "it.yaml"), "--format", "json", "--no-config"])
    (folder / "known.json").write_text(made.stdout.replace(f"{folder}/", ""), encoding="utf-8")


def draft(folder: Path) -> None:
    (folder / "it.docx").write_bytes(typed())


# What is there before, the command, and the files that it writes.
KINDS: dict[str, tuple[Callable[[Path], None], list[str], list[str]]] = {
    "a report": (report, ["check", "it.yaml", "--format", "html", "-o", "out"], ["out"]),
    "one more report": (report, ["check", "it.yaml", "--report", "sarif=out"], ["out"]),
    "a layout": (rules, ["fmt", "rules/beirut-2011.rules"], ["rules/beirut-2011.rules"]),
    "a baseline": (baseline, ["check", "it.yaml", "--baseline", "known.json", "--prune-baseline"], ["known.json"]),
    "a copy with comments": (draft, ["check", "it.docx", "--annotate", "copy.docx"], ["copy.docx"]),
    "a new programme": (programme, ["new", "2013", "-o", "new.yaml"], ["new.yaml"]),
    "a draft": (programme, ["draft", "it.yaml", "-o", "draft.md"], ["draft.md"]),
    "a page": (rules, ["handbook", "rules/beirut-2011.rules", "-o", "page.md"], ["page.md"]),
    "rules kept": (rules, ["check", "it.yaml", "--rules", "rules/beirut-2011.rules"], []),
    "results kept": (programme, ["check", "it.yaml", "--incremental"], []),
}


def run(folder: Path, command: list[str]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "CCMCHECK_CACHE": str(folder / "cache")}
    whole = [sys.executable, "-m", "ccmcheck", *command]
    return subprocess.Popen(
        whole, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(held: dict[str, bytes]) -> list[str]:
    """The names of files; what is kept of a file is known by where it lies, so of that only that it is there."""
    return sorted("cache/…" if name.startswith("cache/") and name.endswith(".json") else name for name in held)


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_killed_at_any_moment(kind: str, tmp_path: Path) -> None:
    prepare, command, written = KINDS[kind]
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    prepare(before)
    shutil.copytree(before, after)
    begun = time.monotonic()
    run(after, command).wait()
    lasts = time.monotonic() - begun
    old, new, chance = contents(before), contents(after), random.Random(kind)
    for number in SIGNALS * MOMENTS:
        folder = tmp_path / "killed"
        shutil.copytree(before, folder)
        with run(folder, command) as started:
            time.sleep(lasts * (0.3 + 0.8 * chance.random()))
            started.send_signal(number)
        now = contents(folder)
        for file in written:
            assert now.get(file) in (old.get(file), new[file]), (file, number)
        if now.get(written[0] if written else "") == old.get(written[0] if written else ""):
            run(folder, command).wait()
        assert names(contents(folder)) == names(new), number
        shutil.rmtree(folder)
