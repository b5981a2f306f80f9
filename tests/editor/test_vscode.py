"""The extension for VS Code: its colours know the words of the grammar, and what it names is there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ccmcheck.base.version import __version__
from tests import textmate

FOLDER = textmate.ROOT / "editors" / "vscode"
PACKAGE = json.loads((FOLDER / "package.json").read_text("utf-8"))
RULES = (textmate.ROOT / "rules" / "beirut-2011.rules").read_text("utf-8")


def coloured(line: str) -> dict[str, str]:
    """The words of a line of rules, each with the first part of the name of its colour."""
    patterns = json.loads(textmate.FILE.read_text("utf-8"))["patterns"]
    found: dict[str, str] = {}
    at = 0
    while at < len(line):
        hits = [(match, pattern) for pattern in patterns
                if (match := re.compile(pattern.get("match") or pattern["begin"]).search(line, at))]  # fmt: skip
        if not hits:
            break
        match, pattern = min(hits, key=lambda hit: hit[0].start())
        if "begin" in pattern:
            end = line.find('"', match.end())
            found[line[match.start() : end + 1 or None]] = pattern["name"]
            at = end + 1 if end >= 0 else len(line)
            continue
        for number, capture in pattern.get("captures", {"0": pattern}).items():
            found[match[int(number)]] = capture["name"]
        at = max(match.end(), at + 1)
    return found


def test_the_colours_are_those_of_the_grammar() -> None:
    assert textmate.FILE.read_text("utf-8") == textmate.text()


@pytest.mark.parametrize("word", sorted(textmate.words()))
def test_every_word_of_the_language_has_a_colour(word: str) -> None:
    assert word in coloured(f'  {word} "x"') or f"5 {word}" in coloured(f"  5 {word}")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("obligation six-working-groups", {"obligation": "keyword", "six-working-groups": "entity.name.function"}),
        ('  under 2(c)(iv) "Clearance"', {"under": "keyword", "2(c)(iv)": "constant", '"Clearance"': "string"}),
        ("  require sitting(meeting) <= 5 days -- five", {"5 days": "constant", "-- five": "comment"}),
        ("  require at least 2 g in groups satisfies x", {"at least 2": "keyword", "satisfies": "keyword"}),
        (
            "  require two thirds of count(x) < 40 percent of y",
            {"two thirds of": "keyword", "40 percent of": "keyword"},
        ),
        ("  require meeting.open = true", {"open": "variable", "true": "constant"}),
        ("  example rejects with meetings[0].end = 2012-09-XX", {"rejects": "keyword", "2012-09-XX": "constant"}),
        ("  example leaves open with year = ____", {"open": "keyword", "____": "constant"}),
    ],
)
def test_a_line_is_coloured(line: str, words: dict[str, str]) -> None:
    found = coloured(line)
    for word, colour in words.items():
        assert found[word].startswith(colour), (word, found)


def test_what_the_extension_names_is_there() -> None:
    contributes = PACKAGE["contributes"]
    named = [PACKAGE["main"], *(each["path"] for each in contributes["grammars"]),
             *(each["configuration"] for each in contributes["languages"])]  # fmt: skip
    assert all((FOLDER / name).is_file() for name in named)
    assert contributes["grammars"][0]["scopeName"] == textmate.grammar()["scopeName"]
    assert PACKAGE["version"] == __version__
    settings = re.findall(r'settings\.get\("(\w+)"\)', (FOLDER / "extension.js").read_text("utf-8"))
    assert {f"ccmcheck.{name}" for name in settings} == set(contributes["configuration"]["properties"])


def test_the_extension_is_sound_javascript(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed")
    copy = tmp_path / "extension.js"
    copy.write_text((FOLDER / "extension.js").read_text("utf-8"), "utf-8")
    assert subprocess.run([node, "--check", str(copy)], check=False, capture_output=True).returncode == 0
