"""A report on a terminal is as wide as the terminal, within what can be read, and elsewhere always the same."""

from __future__ import annotations

import os
import pty
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from ccmcheck.base import resources
from ccmcheck.report.parts.excerpt import width

fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")


def on_a_terminal(columns: int, *arguments: str) -> list[str]:
    """The lines that a command writes to a terminal of so many columns, without colours."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {**os.environ, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "ccmcheck", *arguments]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, env=environment) as process:
        os.close(theirs)
        written = bytearray()
        with suppress(OSError):  # a terminal whose writer is gone is an error on Linux
            while piece := os.read(ours, 65_536):
                written += piece
        process.wait()
    os.close(ours)
    return written.decode().splitlines()


@pytest.mark.parametrize(("columns", "widest"), [(40, 60), (80, 80), (100, 100), (120, 120), (250, 120), (0, 100)])
def test_words_wrap_at_the_width_of_the_terminal(tmp_path: Path, columns: int, widest: int) -> None:
    file = tmp_path / "it.yaml"
    file.write_text(resources.read("samples", "2012-draft.yaml"), encoding="utf-8")
    lines = on_a_terminal(columns, "check", str(file))
    first, *_ = " ".join(lines).partition(" to answer ")
    assert first.startswith("to mend   no rule is broken open      6 rules wait")
    words = [line for line in lines if str(tmp_path) not in line]
    longest = max(width(line) for line in words)
    assert widest - 12 < longest <= max(widest, width(words[-1]))


def test_where_it_is_no_terminal_the_width_is_always_the_same() -> None:
    command = [sys.executable, "-m", "ccmcheck", "check", "samples/2012-draft.yaml"]
    reports = {
        subprocess.run(command, capture_output=True, env={**os.environ, "COLUMNS": columns}, check=False).stdout
        for columns in ("60", "120")
    }
    assert len(reports) == 1
