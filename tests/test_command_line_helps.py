"""What is written wrongly on the command line gets one sentence that helps, and shells complete it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.cli import main

SAMPLE = (Path(__file__).parent.parent / "samples" / "2012.yaml").read_text(encoding="utf-8")

HELPED: list[tuple[Sequence[str], int, str]] = [
    (("states", "Holy", "See"), 0, "Holy See: bound since 1 August 2010"),
    (("states", "Sweden", "--on", "16 September 2011"), 0, "Sweden: not a State party on 16 September 2011"),
    (("states", "Sweden", "--on", "16.09.2011"), 0, "Sweden: not a State party on 16 September 2011"),
    (("rules", "--on", "16 September 2011"), 0, "beirut-2011: "),
    (("rules", "--on", "4/5/2012"), 2, "`4/5/2012` is none; it may be 2012-05-04 or 2012-04-05."),
    (("rules", "--on", "soon"), 2, "a day such as 2011-09-16 is needed, and `soon` is none."),
    (("rules", "--on", "2011-09-XX"), 2, "a day such as 2011-09-16 is needed, and `2011-09-XX` is none."),
    (("new", "abc"), 2, "a year such as 2013 is needed, from 1900 to 9998, and `abc` is none."),
    (("new", "13"), 2, "a year such as 2013 is needed, from 1900 to 9998, and `13` is none."),
    (("new", "9999"), 2, "a year such as 2013 is needed, from 1900 to 9998, and `9999` is none."),
    (("serve", "--idle", "abc"), 2, "a number of minutes above 0 is needed, and `abc` is none."),
    (("serve", "--idle", "0"), 2, "a number of minutes above 0 is needed, and `0` is none."),
    (("serve", "--idle", "nan"), 2, "a number of minutes above 0 is needed, and `nan` is none."),
    (("serve", "--port", "70000"), 2, "a whole number from 0 to 65535 is needed, and `70000` is none."),
    (("check", "x.yaml", "--jobs", "many"), 2, "a whole number from 1 on is needed, and `many` is none."),
    (("mend", "x.yaml", "--seconds", "0"), 2, "a whole number from 1 on is needed, and `0` is none."),
    (("read", "-"), 5, "`standard input` cannot: a draft is known by the ending of its name, so it has to be a file"),
    (("rules", "--history", "beirut-2011/unit-principle"), 2, "is none; did you mean `beirut-2011/unit-principles`?"),
    (("states", "--register", "ofices"), 2, "and `ofices` is none; did you mean `offices`?"),
    (("states", "Sweeden"), 2, "is needed, and `Sweeden` is none; did you mean `Sweden`?"),
    (("explain", "unit-principle", "samples/2012.yaml"), 2, "is none; did you mean `unit-principles`?"),
    (("chekc", "x.yaml"), 2, "the name of a command is needed, and `chekc` is none; did you mean `check`?"),
    (("frobnicate",), 2, "the name of a command is needed, and `frobnicate` is none; `ccmcheck --help` lists them."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "sentence"), HELPED, ids=lambda value: str(value)[:40])
def test_one_sentence_helps(words: Sequence[str], code: int, sentence: str) -> None:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == code
    assert sentence in " ".join(result.output.split())


FOLDERS = [
    "check p.yaml --waivers programmes",
    "check p.yaml --baseline programmes",
    "check p.yaml --previous programmes",
    "check p.yaml --answers programmes",
    "check p.yaml --config programmes",
    "check p.yaml --rules programmes",
    "explain unit-principles programmes",
    "mend programmes",
    "complete programmes",
    "draft programmes",
    "read programmes",
    "coverage programmes",
    "fmt programmes",
]


@pytest.mark.parametrize("command", FOLDERS)
def test_a_folder_where_a_file_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    for name in ("p.yaml", "programmes/2012.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SAMPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, command.split())
    assert result.exit_code == 5
    assert "a file that can be read is needed, and `programmes` cannot: it is a folder" in result.output
    assert "a folder needs at least one programme" not in result.output


def test_a_folder_of_word_files_says_how_many_it_left_aside(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx", "c.odt", "~$a.docx"):
        (tmp_path / name).write_bytes(b"x")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 5
    assert "3 files of Word or the like were left aside: a draft is checked where it is named" in result.stdout


FORMATS = [
    ("a.odt", b"", "an OpenDocument text"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "in the old format of Word"),
    ("a.pdf", b"%PDF-1.7", "a PDF"),
    ("a.rtf", b"{\\rtf1 x}", "a file in Rich Text Format"),
]


@pytest.mark.parametrize("command", ["check", "read"])
@pytest.mark.parametrize(("name", "data", "what"), FORMATS)
def test_another_format_says_how_to_save_it(tmp_path: Path, command: str, name: str, data: bytes, what: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    if name.endswith(".odt"):
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    result = CliRunner().invoke(main, [command, str(file)])
    assert result.exit_code == 5
    assert what in result.output
    assert "save it as a Word file (.docx)" in result.output


# -- completion ------------------------------------------------------------------------------------------------------


def completed(shell: str, *words: str) -> list[str]:
    """What a shell is told about the last word."""
    last = words[-1] if shell == "fish" else str(len(words) - 1)
    asked = {"_CCMCHECK_COMPLETE": f"{shell}_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": last}
    command = [sys.executable, "-c", "from ccmcheck.cli import main; main(prog_name='ccmcheck')"]
    return subprocess.run(
        command, env={**os.environ, **asked}, capture_output=True, text=True, check=True
    ).stdout.splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands_options_and_files(shell: str) -> None:
    assert any("check" in line for line in completed(shell, "ccmcheck", "che"))
    assert any("--final" in line for line in completed(shell, "ccmcheck", "check", "--fin"))
    assert any("file" in line for line in completed(shell, "ccmcheck", "check", "2013"))
    assert any("file" in line for line in completed(shell, "ccmcheck", "read", "dra"))


def test_bash_takes_its_script() -> None:
    script = 'eval "$(_CCMCHECK_COMPLETE=bash_source ccmcheck)" && complete -p ccmcheck'
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.endswith(" ccmcheck\n")
