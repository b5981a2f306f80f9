"""What README.md shows is what the commands print, its commands exist, and its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TRANSCRIPTS = re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
GAP = "…\n"


def steps(transcript: str) -> list[tuple[str, str]]:
    """Each command of a transcript with the output shown under it."""
    parts = re.split(r"^\$ (.*)\n", transcript, flags=re.MULTILINE)
    assert parts[0] == ""
    return list(zip(parts[1::2], parts[2::2], strict=True))


def shows(shown: str, printed: str) -> bool:
    """Whether an output is the one shown, in which a line `…` stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if part == GAP else re.escape(part) for part in re.split(f"(^{GAP})", shown, flags=re.MULTILINE)
    )
    return re.fullmatch(pattern, printed) is not None


@pytest.mark.parametrize(("shown", "printed", "same"), [
    ("a\n", "a\n", True),
    ("a\n", "b\n", False),
    ("a\n", "a\nb\n", False),
    ("…\nb\n", "a\nb\n", True),
    ("…\nb\n", "b\n", True),
    ("a\n…\n", "a\nb\nc\n", True),
    ("a\n…\nc\n", "a\nb\nd\n", False),
    ("", "a\n", False),
])  # fmt: skip
def test_a_gap_stands_for_lines(shown: str, printed: str, same: bool) -> None:
    assert shows(shown, printed) is same


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) == 4


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
def test_a_transcript_is_true(transcript: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCMCHECK_CACHE", str(tmp_path / ".cache"))
    for command, shown in steps(transcript):
        program, *words = shlex.split(command)
        assert program == "ccmcheck"
        result = CliRunner().invoke(main, words)
        assert shows(shown, result.stdout), result.output


def test_the_commands_named_exist() -> None:
    named = set(re.findall(r"\bccmcheck ([a-z]+)\b", README))
    assert named - {"reads"} <= set(main.list_commands(None))  # type: ignore[arg-type]
    assert "check" in named


def test_the_rule_shown_is_the_rule() -> None:
    (shown,) = re.findall(r"^```\n(obligation .*?)^```$", README, re.MULTILINE | re.DOTALL)
    rules = (ROOT / "rules" / "beirut-2011.rules").read_text(encoding="utf-8").splitlines()
    assert [line for line in shown.splitlines() if line not in rules] == []


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=str
)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [
        link.partition("#")[0]
        for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL))
    ]
    missing = [link for link in links if link and "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def test_two_commands_set_it_up() -> None:
    commands = [line.strip() for line in README.splitlines() if line.startswith("    python3 -m venv")]
    assert len(commands) == 2
    assert commands[0].endswith(".venv/bin/ccmcheck check samples/2012-draft.yaml")
    assert commands[1].endswith("-e '.[test]' && .venv/bin/pytest -q")
    assert sum("-e '.[test]'" in line for line in README.splitlines()) == 1
