"""A file that has not changed is not judged again, and the report is that of a run that knows nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.cli import main
from ccmcheck.judge.summary import Sign, Summary
from ccmcheck.report import FORMATS
from ccmcheck.report.parts.style import TextStyle
from ccmcheck.report.terminal.entry import ReportEntry, Sums
from ccmcheck.report.terminal.entry_cache import EntryCodec
from ccmcheck.run import incremental, inputs

SAMPLE = Path("samples/2012.yaml").read_text(encoding="utf-8")
TEXTS = {
    "sound.yaml": SAMPLE,
    "late.yaml": SAMPLE.replace("end: 2012-04-19", "end: 2012-04-21"),
    "blank.yaml": SAMPLE.replace("city: Oslo", "city: ____"),
    "misspelt.yaml": SAMPLE.replace("treaty:", "treeaty:"),
    "broken.yaml": "a: [",
    "empty.yaml": "",
    "not-utf-8.yaml": "é",
}
# A gate needs every verdict, so that what is kept for it is more.
GATE = ("--require-applied", "six-working-groups")
LONG_AGO = 1_500_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programmes of all sorts, none of them young, and a cache of their own."""
    monkeypatch.setenv("CCMCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(incremental, "_TICK", -(10**18))  # ctime cannot be set: every file counts as settled
    (tmp_path / "programmes").mkdir()
    for name, text in TEXTS.items():
        file = tmp_path / "programmes" / name
        file.write_bytes(text.encode("latin-1" if name.startswith("not") else "utf-8"))
        os.utime(file, (LONG_AGO, LONG_AGO))
    return tmp_path / "programmes"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are judged, as they are read."""
    names: list[str] = []
    reading = inputs.read

    def noted(path: str, *ready: object) -> object:
        names.append(Path(path).name)
        return reading(path, *ready)  # type: ignore[arg-type]

    monkeypatch.setattr(inputs, "read", noted)
    return names


def run(folder: Path, *options: str) -> tuple[str, int]:
    result = CliRunner().invoke(main, ["check", *options, str(folder)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout, result.exit_code


def same_as_anew(folder: Path, *options: str) -> None:
    assert run(folder, "--incremental", *options) == run(folder, *options)


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("text", "html")])
def test_every_format_that_draws_nothing_tells_what_is_known(folder: Path, read: list[str], name: str) -> None:
    run(folder, "--incremental", "--format", name)
    read.clear()
    known = run(folder, "--incremental", "--format", name)
    assert not {"sound.yaml", "late.yaml", "blank.yaml"} & set(read)
    assert known == run(folder, "--format", name)


def test_what_is_known_is_told_as_if_it_were_judged(folder: Path, read: list[str]) -> None:
    run(folder, "--incremental")
    for options in ((), ("--final",), ("--quiet",), ("--jobs", "2")):
        run(folder, "--incremental", *options)
        same_as_anew(folder, *options)
    read.clear()
    run(folder, "--incremental")
    assert set(read) <= {"empty.yaml", "not-utf-8.yaml"}  # of which there is nothing to keep


@pytest.mark.parametrize("options", [(), GATE])
def test_nothing_is_read_twice(folder: Path, read: list[str], options: tuple[str, ...]) -> None:
    run(folder, "--incremental", *options)
    read.clear()
    same_as_anew(folder, *options)
    assert set(read[: -len(TEXTS)]) <= {"empty.yaml", "not-utf-8.yaml"}


def test_a_file_that_changed_is_judged_again(folder: Path, read: list[str]) -> None:
    run(folder, "--incremental")
    (folder / "sound.yaml").write_text(TEXTS["late.yaml"], encoding="utf-8")
    read.clear()
    same_as_anew(folder)
    assert read.count("sound.yaml") == 2  # once by either run
    assert read.count("late.yaml") == 1


def test_a_file_that_was_only_touched_is_not(folder: Path, read: list[str]) -> None:
    run(folder, "--incremental")
    os.utime(folder / "sound.yaml", (LONG_AGO + 5, LONG_AGO + 5))
    read.clear()
    run(folder, "--incremental")
    assert "sound.yaml" not in read


def test_a_change_within_the_same_tick_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incremental, "_TICK", 10**10)
    looks = {file.name: incremental._look(str(file)) for file in folder.iterdir()}
    run(folder, "--incremental")
    (folder / "sound.yaml").write_text(SAMPLE.replace("city: Oslo", "city: Bonn"), encoding="utf-8")
    # The clock shows the same time and the size is the same, as after two changes within one tick.
    look = incremental._look
    monkeypatch.setattr(incremental, "_look", lambda path: looks.get(Path(path).name, look(path)))
    same_as_anew(folder)


def test_other_rules_know_nothing_of_it(folder: Path, read: list[str]) -> None:
    run(folder, "--incremental")
    read.clear()
    run(folder, "--incremental", "--rules", "rules/beirut-2011.rules")
    assert len(read) == len(TEXTS)


def test_files_come_and_go(folder: Path) -> None:
    run(folder, "--incremental")
    (folder / "late.yaml").unlink()
    (folder / "new.yaml").write_text(TEXTS["late.yaml"], encoding="utf-8")
    same_as_anew(folder)


def test_entries_that_come_and_go_keep_their_own_sums() -> None:
    codec = EntryCodec(TextStyle())
    packed = []
    for number in range(50):  # each is gone when the next is made, perhaps in the same place
        sums = Sums(Summary(rules=number % 7), Sign.NONE, (("r/q", "question", "words"),), ("2MSP decision: whole",))
        packed.append(codec.encode(ReportEntry("a", sums, sha256="0")))
        del sums
    again = EntryCodec(TextStyle())
    again.common = json.loads(json.dumps(codec.common))
    for number, data in enumerate(packed):
        assert data is not None
        opened = again.decode("a", *data)
        assert opened.sums is not None
        assert opened.sums.counts.rules == number % 7
        assert again.encode(opened) == data
    assert len(again.common) == len(codec.common) == 7


@pytest.mark.parametrize("damage", [b"", b"\xff", b"{}", None])
def test_damage_is_ignored(folder: Path, damage: bytes | None) -> None:
    run(folder, "--incremental")
    for entry in (folder.parent / "cache").glob("*.json"):
        data = entry.read_bytes()
        entry.write_bytes(data[: len(data) // 2] if damage is None else damage)
    same_as_anew(folder)


@pytest.mark.parametrize("options", [(), GATE])
@pytest.mark.parametrize(
    ("sound", "senseless"),
    [
        ('"Verdict"', '"system"'),
        ('"source"', '"sauce"'),
        ("[[", "[[["),
        ('"],', '"],0,'),
        (",true]", "]"),
        ("]]", "]}]"),
    ],
)
def test_what_is_kept_is_believed_only_as_far_as_it_makes_sense(
    folder: Path, options: tuple[str, ...], sound: str, senseless: str
) -> None:
    from ccmcheck.base import cache_folder

    run(folder, "--incremental", *options)
    for entry in (folder.parent / "cache").glob("*.json"):
        cache_folder.write(entry, cache_folder.read(entry).decode().replace(sound, senseless))
    same_as_anew(folder, *options)


def test_a_report_with_every_detail_is_made_anew(folder: Path) -> None:
    run(folder, "--incremental")
    same_as_anew(folder, "--format", "json")


@pytest.mark.parametrize("options", [(), GATE])
def test_words_that_are_kept_steer_no_terminal(folder: Path, options: tuple[str, ...]) -> None:
    from ccmcheck.base import cache_folder

    run(folder, "--incremental", *options)
    for entry in (folder.parent / "cache").glob("*.json"):
        text = cache_folder.read(entry).decode()
        cache_folder.write(entry, text.replace("at most", r"at \u001b[2J\u202e most").replace(r"\n", r"\u001b[8m\n"))
    told, _ = run(folder, "--incremental", *options)
    assert "at \\u001b[2J\\u202e most" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_colours_that_are_kept_stay() -> None:
    style = TextStyle(colour=True)
    painted = style.paint("kept", "red") + "\n"
    assert style.cleaned(painted + "\x1b[8m\x1b]0;x\x07") == painted + "\\u001b[8m\\u001b]0;x\\u0007"
    assert TextStyle().cleaned(painted) == "\\u001b[31mkept\\u001b[0m\n"
