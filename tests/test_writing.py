"""Files are written whole or not at all, and stay what they are but for their content."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ccmcheck.base import writing

ROOT = Path(__file__).parent.parent


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")
    file.chmod(0o640)
    writing.write_pieces(file, [b"n", b"ew"])
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(tmp_path) == ["a"]


def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    writing.write_pieces(tmp_path / "a", [b"new"])
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "target").write_bytes(b"old")
    (tmp_path / "a").symlink_to("folder/target")
    writing.write_pieces(tmp_path / "a", [b"new"])
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "folder" / "target").read_bytes() == b"new"
    assert names(tmp_path / "folder") == ["target"]


def test_names_of_one_file_stay_names_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old and longer")
    os.link(tmp_path / "a", tmp_path / "b")
    writing.write_pieces(tmp_path / "a", [b"new"])
    assert (tmp_path / "b").read_bytes() == b"new"
    assert (tmp_path / "a").samefile(tmp_path / "b")
    assert names(tmp_path) == ["a", "b"]


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    writing.write_pieces(tmp_path / "pipe", [b"n", b"ew"])
    reader.join()
    assert read == [b"new"]
    assert (tmp_path / "pipe").is_fifo()


def test_a_device_is_written_to() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ccmcheck", "rules"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout
    command = [sys.executable, "-m", "ccmcheck", "check", "samples/2012.yaml", "-o", "/dev/stdout"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "35 satisfied" in done.stdout
    assert Path("/dev/stdout").is_symlink()


def test_pieces_that_fail_leave_the_old_file(tmp_path: Path) -> None:
    def failing() -> object:
        yield b"ne"
        raise OSError("full")

    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(OSError, match="full"):
        writing.write_pieces(tmp_path / "a", failing())  # type: ignore[arg-type]
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_what_a_killed_run_left_is_removed_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    (tmp_path / ".a.12345678.part").write_bytes(b"left")
    (tmp_path / ".other.12345678.part").write_bytes(b"another file's")

    def meanwhile() -> object:
        yield b"slow"
        writing.write_pieces(tmp_path / "a", [b"quick"])

    writing.write_pieces(tmp_path / "a", meanwhile())  # type: ignore[arg-type]
    assert (tmp_path / "a").read_bytes() == b"slow"
    assert names(tmp_path) == [".other.12345678.part", "a"]


def test_a_link_in_the_place_of_a_temporary_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    for at in range(3):
        (tmp_path / f".a.{at}.part").symlink_to("precious")
    writing.write_pieces(tmp_path / "a", [b"new"])
    assert (tmp_path / "precious").read_bytes() == b"precious"


WRITER = """
import sys
from ccmcheck.base import writing
from ccmcheck.cli.ending import in_words
with in_words():
    print("ready", flush=True)
    at = 0
    while True:
        at += 1
        writing.write_pieces("a", [b"%d" % (at % 10)] * 50_000)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path, number: signal.Signals) -> None:
    moments = int(os.environ.get("CCMCHECK_MOMENTS", "8"))
    chance = random.Random(14)
    file = tmp_path / "a"
    for _ in range(moments):
        file.write_bytes(b"0" * 50_000)
        with subprocess.Popen([sys.executable, "-c", WRITER], cwd=tmp_path, stdout=subprocess.PIPE) as started:
            assert started.stdout is not None
            started.stdout.readline()
            time.sleep(chance.random() / 50)
            started.send_signal(number)
        assert started.returncode == (-number if number == signal.SIGKILL else 128 + number)
        content = file.read_bytes()
        assert content == content[:1] * 50_000
        if number == signal.SIGKILL:
            writing.write_pieces(file, [b"next"])
        assert names(tmp_path) == ["a"]
