"""`python -m tests.timing`: how long whole runs of the installed command take, medians of seven, and their peak memory.

Nothing here is a test: it prints, and a person compares. The cache of rules is warm except where a row says otherwise.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

COMMAND = Path(sys.executable).with_name("ccmcheck")
SAMPLE = Path(__file__).parent.parent / "samples" / "2012.yaml"
RUNS = 7
MANY = 1000


class Run(NamedTuple):
    """One run of the command: seconds, and peak memory in MB."""

    seconds: float
    megabytes: float


def main() -> None:
    """Prints a line for each case."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CCMCHECK_CACHE"] = str(Path(folder) / "cache")
        programmes = Path(folder) / "programmes"
        written(programmes)
        report("one programme, cache empty", ["--no-cache", str(SAMPLE)])
        report("one programme", [str(SAMPLE)])
        report(f"{MANY} programmes, one process", [str(programmes)])


def written(folder: Path) -> None:
    """A thousand programmes of about a hundred lines; every fifth has a meeting that is a day too long."""
    folder.mkdir()
    text = SAMPLE.read_text(encoding="utf-8")
    broken = text.replace("end: 2012-04-19", "end: 2012-04-21")
    for number in range(MANY):
        (folder / f"{number:04}.yaml").write_text(broken if number % 5 == 0 else text, encoding="utf-8")


def report(case: str, arguments: Sequence[str]) -> None:
    """Prints the medians of one case."""
    run(arguments)  # fills the cache
    runs = [run(arguments) for _ in range(RUNS)]
    seconds = statistics.median(one.seconds for one in runs)
    megabytes = statistics.median(one.megabytes for one in runs)
    print(f"{case:<36} {seconds * 1000:8.0f} ms {megabytes:6.0f} MB", flush=True)


def run(arguments: Sequence[str]) -> Run:
    """Runs `ccmcheck check` once, its output thrown away."""
    began = time.perf_counter()
    process = subprocess.Popen([COMMAND, "check", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), process.returncode
    assert not said, said.decode()
    return Run(time.perf_counter() - began, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
