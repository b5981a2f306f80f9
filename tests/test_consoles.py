"""On a console of few letters: reports for programs and files are UTF-8 all the same, words for people use escapes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ccmcheck.cli import COMMANDS
from ccmcheck.report import NAMES

ROOT = Path(__file__).parent.parent
CONSOLES = ("ascii", "latin-1", "cp1252", "cp437")
ACCENTS = 'title: "Programme de travail — réunion à Genève, ağ"\n'


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled rules under a name that no console of few letters can show, with such a word in them."""
    folder = tmp_path_factory.mktemp("rules")
    shutil.copytree(ROOT / "rules", folder, dirs_exist_ok=True)
    text = (ROOT / "rules" / "beirut-2011.rules").read_text(encoding="utf-8")
    file = folder / "Łódź.rules"
    file.write_text("-- Łódź\n" + text.replace('title "', 'title "Łódź, '), encoding="utf-8")
    return file


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with such a title."""
    text = (ROOT / "tests" / "drafts" / "cases" / "clean" / "agreed.md").read_text(encoding="utf-8")
    (tmp_path / "draft.md").write_text(text.replace("Geneva", "Łódź"), encoding="utf-8")
    return tmp_path / "draft.md"


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """A programme whose title only UTF-8 can hold, and whose name no console of few letters can show."""
    text = (ROOT / "samples" / "2012-slips.yaml").read_text(encoding="utf-8")
    file = tmp_path / "Łódź.yaml"
    file.write_text("".join(ACCENTS if line.startswith("title:") else line for line in text.splitlines(True)), "utf-8")
    return file


def run(console: str, *arguments: str, data: bytes = b"") -> tuple[int, bytes, bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": console, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "ccmcheck", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, input=data, capture_output=True, check=False, timeout=120)
    return done.returncode, done.stdout, done.stderr


MACHINES = {
    **{f"check {name}": f"check --format {name} PROGRAMME" for name in NAMES if name != "text"},
    "check text": "check PROGRAMME -o /dev/stdout",
    "coverage markdown": "coverage --format markdown RULES",
    "handbook": "handbook RULES",
    "mend": "mend PROGRAMME -o /dev/stdout --format json",
    "draft": "draft PROGRAMME",
    "read": "read DRAFT",
}


@pytest.mark.parametrize("arguments", MACHINES.values(), ids=MACHINES)
def test_what_programs_read_is_utf_8_whatever_the_console_says(
    arguments: str, programme: Path, rules: Path, draft: Path
) -> None:
    files = {"PROGRAMME": str(programme), "RULES": str(rules), "DRAFT": str(draft)}
    words = [files.get(word, word) for word in arguments.split(" ")]
    code, plain, err = run("utf-8", *words)
    assert code in (0, 1), err
    assert not plain.decode("utf-8").isascii()
    assert (code, plain) == run("ascii", *words)[:2]


@pytest.mark.parametrize("console", CONSOLES)
def test_words_for_people_fall_back_to_escapes(console: str, programme: Path) -> None:
    code, out, err = run(console, "check", "-v", str(programme))
    assert code == 1, err
    shown = out.decode(console)
    assert "\\u0141" in shown  # the first letter of the file's name
    assert "intersessional-length" in shown
    assert "?" * 2 not in shown
    code, out, err = run(console, "check", str(programme.with_name("Źle.yaml")))
    assert code == 5
    assert b"\\u0179" in out + err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_help_can_be_shown(command: str) -> None:
    code, out, err = run("ascii", *command.split(), "--help")
    assert code == 0, err
    assert out.isascii()
    assert b"Usage: " in out


@pytest.mark.parametrize("console", CONSOLES)
def test_fmt_never_changes_a_letter(console: str, rules: Path) -> None:
    text = rules.read_bytes()
    assert run(console, "fmt", "-", data=text) == (0, text, b"")


def test_what_comes_in_is_utf_8_as_well(programme: Path) -> None:
    code, out, _ = run("latin-1", "check", "--format", "json", "-", data=programme.read_bytes())
    assert code == 1
    assert json.loads(out)["documents"]
    assert (code, out) == run("utf-8", "check", "--format", "json", "-", data=programme.read_bytes())[:2]
