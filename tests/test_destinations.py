"""Where commands may write: over nothing that they read, to no file twice, and over no other file unasked."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from ccmcheck.cli import main
from tests.drafts.word_files import typed

ROOT = Path(__file__).parent.parent
SAMPLE = (ROOT / "samples" / "2012.yaml").read_bytes()
MARKDOWN = (ROOT / "tests" / "drafts" / "cases" / "clean" / "bullets.md").read_bytes()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything that a run may be given."""
    monkeypatch.chdir(tmp_path)
    Path("progs").mkdir()
    for name in ("p.yaml", "other.yaml", "progs/2012.yaml", "prev.yaml"):
        Path(name).write_bytes(SAMPLE)
    Path("progs/2013.json").write_text(json.dumps(yaml.safe_load(SAMPLE), default=str), encoding="utf-8")
    for name in ("w.yaml", "progs/waivers.yaml", "an.yaml"):
        Path(name).write_text("[]\n", encoding="utf-8")
    Path("set.toml").write_text('paths = ["p.yaml"]\n', encoding="utf-8")
    Path("html.toml").write_text('[reports]\nhtml = "p.yaml"\n', encoding="utf-8")
    Path("json.toml").write_text('waivers = "w.yaml"\n[reports]\njson = "w.yaml"\n', encoding="utf-8")
    Path("e.docx").write_bytes(typed())
    Path("d.md").write_bytes(MARKDOWN)
    shutil.copytree(ROOT / "rules", "rules")
    shutil.copytree(ROOT / "samples", "samples")
    Path("link.yaml").symlink_to("p.yaml")
    os.link("p.yaml", "again.yaml")
    return tmp_path


def run(command: str) -> Result:
    return CliRunner().invoke(main, command.split(), catch_exceptions=False)


def held() -> dict[str, bytes]:
    """Every file with what it holds."""
    return {str(file): file.read_bytes() for file in Path().rglob("*") if file.is_file()}


LOST = [
    "check -o p.yaml p.yaml",
    "check -o ./progs/../p.yaml p.yaml",
    "check -o link.yaml p.yaml",
    "check -o p.yaml link.yaml",
    "check -o again.yaml p.yaml",
    "check --report html=p.yaml p.yaml",
    "check e.docx -o e.docx",
    "check e.docx --annotate e.docx",
    "check p.yaml --config html.toml",
    "check p.yaml --config json.toml",
    "check progs -q --report html=progs/2012.yaml",
    "check progs -q --report json=progs/2013.json",
    "check progs -o progs/waivers.yaml",
    "check p.yaml --waivers w.yaml -o w.yaml",
    "check p.yaml --answers an.yaml -o an.yaml",
    "check p.yaml --previous prev.yaml --report json=prev.yaml",
    "check p.yaml --config set.toml -o set.toml",
    "check p.yaml --rules rules/beirut-2011.rules -o rules/beirut-2011.rules",
    "check nowhere.yaml -o nowhere.yaml",
    "coverage rules/beirut-2011.rules -o rules/beirut-2011.rules",
    "lint rules -o rules/beirut-2011.rules",
    "test rules/beirut-2011.rules --format json -o rules/../rules/beirut-2011.rules",
    "handbook d.md -o d.md",
    "read d.md -o d.md",
    "read d.md --answers d.md",
    "mend p.yaml --rules rules/beirut-2011.rules -o rules/beirut-2011.rules",
]


@pytest.mark.parametrize("command", LOST)
def test_nothing_is_written_over_what_a_run_reads(command: str) -> None:
    before = held()
    result = run(command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "one that this run reads, which would be lost; choose another name" in result.stderr
    assert held() == before


TWICE = [
    "check --report html=a --report json=a p.yaml",
    "check --format json -o a --report html=./a p.yaml",
    "check e.docx --annotate out.docx --report html=out.docx",
    "read d.md -o z.yaml --answers z.yaml",
    "new 2013 -o z.yaml --answers z.yaml",
]


@pytest.mark.parametrize("command", TWICE)
def test_no_file_is_written_twice(command: str) -> None:
    before = held()
    result = run(command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "would be written twice; choose another name" in result.stderr
    assert held() == before


EXISTING = [
    "read d.md -o other.yaml",
    "read d.md -o z.yaml --answers other.yaml",
    "complete p.yaml -o other.yaml",
    "mend p.yaml -o other.yaml",
    "new 2013 -o other.yaml",
    "new 2013 -o z.yaml --answers other.yaml",
    "draft p.yaml -o d.md",
]


@pytest.mark.parametrize("command", EXISTING)
def test_no_other_file_is_replaced_by_a_programme_or_draft(command: str) -> None:
    before = held()
    result = run(command)
    assert (result.exit_code, result.stdout) == (5, "")
    assert "a new file is needed, and `" in result.stderr
    assert "` exists already; choose another name" in result.stderr
    assert held() == before


@pytest.mark.parametrize("command", ["mend p.yaml -o p.yaml", "complete link.yaml -o p.yaml"])
def test_a_programme_may_be_changed_where_it_stands(command: str) -> None:
    assert run(command).exit_code == 0


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab", "html", "junit"])
def test_the_report_of_an_earlier_run_may_lie_among_the_programmes(name: str) -> None:
    ending = "json" if name in ("json", "sarif", "gitlab") else name
    command = f"check progs/2012.yaml progs --format {name} -o progs/report.{ending}"
    assert run(command).exit_code == 0
    first = Path(f"progs/report.{ending}").read_bytes()
    assert run(command).exit_code == 0
    assert Path(f"progs/report.{ending}").read_bytes() == first


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="a device that keeps nothing is needed")
def test_what_keeps_nothing_may_be_written_to_twice() -> None:
    assert run("check p.yaml -o /dev/null --report html=/dev/null").exit_code == 0


def test_settings_are_either_named_or_left_out() -> None:
    result = run("check p.yaml --no-config --config set.toml")
    assert result.exit_code == 2
    assert "leave out one of the two" in result.stderr


REFUSED = [
    ("check p.yaml -o closed/out.txt", "`closed/out.txt` cannot: this user may not write it"),
    ("check p.yaml --report html=closed/out.html", "`closed/out.html` cannot: this user may not write it"),
    ("check e.docx --annotate closed/out.docx", "`closed/out.docx` cannot: this user may not write it"),
    ("new 2013 -o closed/2013.yaml", "`closed/2013.yaml` cannot: this user may not write it"),
    ("read d.md -o closed/2013.yaml", "`closed/2013.yaml` cannot: this user may not write it"),
    ("draft p.yaml -o closed/d.docx", "`closed/d.docx` cannot: this user may not write it"),
    ("mend p.yaml -o closed/m.yaml", "`closed/m.yaml` cannot: this user may not write it"),
    ("handbook -o closed/page.html", "`closed/page.html` cannot: this user may not write it"),
    ("handbook -o nowhere/page.html", "`nowhere/page.html` cannot: there is no such folder"),
    ("check closed/p.yaml -o closed.txt", ""),
]


@pytest.mark.parametrize(("command", "words"), REFUSED)
def test_why_a_file_cannot_be_written(command: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The one who runs the tests may be allowed to write everything, so the system's refusal is played.
    monkeypatch.setattr("os.stat", closing(os.stat))
    monkeypatch.setattr("builtins.open", closing(open))
    result = run(command)
    assert result.exit_code == 5
    if words:
        assert f"a file that can be written is needed, and {words}" in result.stderr
    else:
        assert "`closed/p.yaml` cannot: this user may not read it" in Path("closed.txt").read_text(encoding="utf-8")


def closing(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same, refused as the system does for whatever lies in one folder."""

    def refuse(file: Any, *arguments: Any, **options: Any) -> Any:
        if str(file).startswith("closed/"):
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return function(file, *arguments, **options)

    return refuse
