"""Exit codes that never lie: errors of the tool itself, interruptions, streams that take nothing."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.base.diagnostic import about_file
from ccmcheck.cli import main
from ccmcheck.run import inputs
from tests.drafts.word_files import typed

ROOT = Path(__file__).parent.parent
GOOD = (ROOT / "samples" / "2012.yaml").read_text(encoding="utf-8")
CCMCHECK = (sys.executable, "-m", "ccmcheck")
JOBS = ["1"] + (["2"] if "fork" in multiprocessing.get_all_start_methods() else [])


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three programmes, over one of which the tool itself fails."""
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text(GOOD, encoding="utf-8")
    read = inputs.read

    def failing(path: str, ready: object, draft: object = None) -> object:
        if path.endswith("b.yaml"):
            raise ZeroDivisionError("nobody expected this")
        return read(path, ready, draft)  # type: ignore[arg-type]

    monkeypatch.setattr(inputs, "read", failing)
    monkeypatch.delenv("CCMCHECK_TRACEBACK", raising=False)
    return tmp_path


@pytest.mark.parametrize("jobs", JOBS)
@pytest.mark.parametrize("format_", ["text", "json", "sarif", "junit", "gitlab", "github", "markdown", "html"])
def test_an_error_of_the_tool_leaves_the_other_files_judged(broken: Path, jobs: str, format_: str) -> None:
    done = CliRunner().invoke(main, ["check", "--no-cache", "--jobs", jobs, "--format", format_, str(broken)])
    assert done.exit_code == 70
    assert "ZeroDivisionError" in done.stdout
    assert "Traceback" not in done.output
    if format_ == "text":
        assert f"ccmcheck itself failed over `{broken}/b.yaml`" in done.stdout
        assert "70 satisfied" in done.stdout


def test_the_error_is_shown_to_whoever_wants_to_report_it(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCMCHECK_TRACEBACK", "")  # so that what the option sets is undone
    done = CliRunner().invoke(main, ["--traceback", "check", "--no-cache", str(broken)])
    assert done.exit_code == 70
    assert "nobody expected this" in done.stderr


def test_an_error_outside_any_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_arguments: object, **_options: object) -> object:
        raise ZeroDivisionError("nobody expected this")

    monkeypatch.setattr("ccmcheck.cli.check.planned", failing)
    done = CliRunner().invoke(main, ["check", "x.yaml"])
    assert done.exit_code == 70
    assert done.stderr.startswith("error: ccmcheck itself failed (ZeroDivisionError)")


@pytest.mark.parametrize(
    ("failure", "code", "words"),
    [(ZeroDivisionError("nobody expected this"), 70, "(ZeroDivisionError)"), (None, 5, "no copy")],
)
def test_a_copy_that_cannot_be_made_takes_nobody_s_report_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception | None, code: int, words: str
) -> None:
    def failing(*_arguments: object) -> object:
        if failure is not None:
            raise failure
        return about_file("folder-empty", "x", name="x", aside="")

    monkeypatch.setattr("ccmcheck.drafts.word.comments.annotated", failing)
    draft = tmp_path / "draft.docx"
    draft.write_bytes(typed())
    done = CliRunner().invoke(
        main, ["check", str(draft), "--format", "json", "--annotate", str(tmp_path / "copy.docx")]
    )
    assert done.exit_code == code
    assert json.loads(done.stdout)["verdicts"]
    assert words in done.stderr
    assert not (tmp_path / "copy.docx").exists()


@pytest.mark.parametrize(
    ("arguments", "stream"),
    [
        ("check samples/2012.yaml", ">&-"),
        ("check samples/2012.yaml", ">/dev/full"),
        ("check --format sarif samples/2012.yaml", ">/dev/full"),
        ("check -", "<&-"),
        ("rules", ">&-"),
        ("rules", ">/dev/full"),
        ("--help", ">/dev/full"),
        ("fmt -", ">/dev/full <rules/beirut-2011.rules"),
        ("check no-such-file.yaml", "2>/dev/full >/dev/null"),
        ("check no-such-file.yaml", "2>&- >/dev/null"),
    ],
)
def test_a_stream_that_is_closed_or_full(arguments: str, stream: str) -> None:
    shell = f"exec {sys.executable} -m ccmcheck {arguments} {stream}"
    done = subprocess.run(shell, shell=True, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert "error: " in done.stderr + done.stdout or "2>" in stream or "<&-" in stream


FULL = """
import resource
from ccmcheck.report.terminal import spool
from ccmcheck.cli import main
spool._MOST = 1000  # so that few programmes are enough
resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit to the size of files can be set there")
def test_a_full_folder_for_temporary_files_takes_nothing_from_a_report(tmp_path: Path) -> None:
    for at in range(3):
        (tmp_path / f"{at}.yaml").write_text(GOOD.replace("end: 2012-04-19", "end: 2012-04-21"), encoding="utf-8")
    arguments = ("check", "--no-cache", "-v", str(tmp_path))
    limited = subprocess.run([sys.executable, "-c", FULL, *arguments], cwd=ROOT, capture_output=True, check=False)
    free = subprocess.run([*CCMCHECK, *arguments], cwd=ROOT, capture_output=True, check=False)
    assert len(free.stdout) > 15_000
    assert (limited.returncode, limited.stdout, limited.stderr) == (1, free.stdout, b"")


@pytest.mark.parametrize("arguments", ["--help", "--version", "check --help", "rules", "check samples/2012.yaml"])
def test_a_reader_who_has_gone_before_the_first_word(arguments: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*CCMCHECK, *arguments.split()], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (5, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_an_interrupted_run_leaves_no_process(tmp_path: Path, number: signal.Signals, code: int) -> None:
    for at in range(400):
        (tmp_path / f"{at}.yaml").write_text(GOOD, encoding="utf-8")
    command = [*CCMCHECK, "check", "--jobs", "2", "--no-cache", "--format", "json", "-o", "out.json", "."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
    )
    until(lambda: len(of_session(started.pid)) >= 3)
    started.send_signal(number)
    assert started.wait(30) == code
    until(lambda: not of_session(started.pid))
    assert not [file for file in tmp_path.iterdir() if file.suffix != ".yaml"]


def of_session(leader: int) -> list[int]:
    """The living processes of a session."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(leader) and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def until(holds: object) -> None:
    for _ in range(200):
        if holds():  # type: ignore[operator]
            return
        time.sleep(0.05)
    raise AssertionError("it did not come about")
