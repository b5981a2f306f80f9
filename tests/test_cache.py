"""Rulebooks kept between runs: the same with and without, never stale, never trusted when damaged."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from ccmcheck.base import cache_folder, resources
from ccmcheck.base.codec import Codec
from ccmcheck.language.rulebook import Rulebook, cache, serialise
from tests.laws.rules import rules
from tests.laws.world import rule_of

HEADER = 'ruleset r language 1 title "t" short "t" source "decision.md" schema "work-programme.schema.json"'
RULES = f"""{HEADER}
  in force from 2000-01-01
obligation has-a-title under 1 "shall have a title" require title is given
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which entries are kept."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("CCMCHECK_CACHE", str(folder))
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A rules file with a decision beside it."""
    (tmp_path / "decision.md").write_text("1. A programme shall have a title.\n", encoding="utf-8")
    file = tmp_path / "r.rules"
    file.write_text(RULES, encoding="utf-8")
    return file


def read(file: Path, *, cached: bool = True) -> Rulebook:
    book, problems = cache.rulebook([(file, file.name)], cached=cached)
    assert not problems
    assert book is not None
    return book


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def test_the_bundled_rules_come_back_as_they_were(kept: Path) -> None:
    fresh, _ = cache.rulebook(resources.bundled_rules(), cached=False)
    assert not entries(kept)
    cache.rulebook(resources.bundled_rules())
    assert len(entries(kept)) == 1
    again, _ = cache.rulebook(resources.bundled_rules())
    assert fresh is not None
    assert again is not None
    assert again.rulesets == fresh.rulesets
    assert again.registers == fresh.registers
    assert again.vocabulary == fresh.vocabulary
    spans = [(rule.span.start, rule.span.end, rule.span.text) for rule in again.rulesets[0].rules]
    assert spans == [(rule.span.start, rule.span.end, rule.span.text) for rule in fresh.rulesets[0].rules]


@given(rules())
def test_every_rule_comes_back_as_it_was(text: str) -> None:
    rule = rule_of(text)
    codec, sources = Codec(serialise.CLASSES), [rule.span.source]
    data = json.loads(json.dumps(codec.encode(rule, sources)))
    assert sources == [rule.span.source]
    assert codec.decoder(sources)(data) == rule


def test_an_entry_is_made_once_and_found(kept: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(own)
    monkeypatch.setattr("ccmcheck.language.rulebook.load.load", None)  # nothing may be read anew
    assert read(own).rulesets == first.rulesets
    assert len(entries(kept)) == 1


def change_rules(own: Path) -> None:
    own.write_text(RULES.replace("title is given", "year is given"), encoding="utf-8")


def change_decision(own: Path) -> None:
    (own.parent / "decision.md").write_text("1. Each programme shall have a title.\n", encoding="utf-8")


@pytest.mark.parametrize("change", [change_rules, change_decision])
@pytest.mark.usefixtures("kept")
def test_what_went_into_it_has_changed(own: Path, change: Callable[[Path], None]) -> None:
    before = read(own)
    change(own)
    after = read(own)
    assert after.rulesets != before.rulesets
    assert after.rulesets == read(own, cached=False).rulesets


def test_an_entry_with_one_letter_changed_is_read_anew(kept: Path, own: Path) -> None:
    first = read(own)
    (entry,) = entries(kept)
    entry.write_bytes(entry.read_bytes().replace(b"shall have a title", b"shall save a title"))
    assert read(own).rulesets == first.rulesets


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"[1,", b'{"files": [], "rulebook": {"schema": 1}}', b"\xff\xfe", b"null"]
)
def test_a_damaged_entry_is_read_anew(kept: Path, own: Path, damage: bytes) -> None:
    first = read(own)
    (entry,) = entries(kept)
    entry.write_bytes(damage)
    assert read(own).rulesets == first.rulesets
    assert json.loads(cache_folder.read(entry).partition(b"\n")[0])["rulebook"]


def test_a_name_in_an_entry_makes_nothing_but_values(kept: Path, own: Path) -> None:
    first = read(own)
    (entry,) = entries(kept)
    cache_folder.write(entry, cache_folder.read(entry).decode().replace('"Rule"', '"system"'))
    assert read(own).rulesets == first.rulesets


def test_no_folder_to_keep_it_in_is_no_complaint(tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("CCMCHECK_CACHE", str(blocked / "cache"))
    assert read(own).rulesets


def test_rules_with_a_fault_are_not_kept(kept: Path, own: Path) -> None:
    own.write_text(RULES.replace("title is given", "titel is given"), encoding="utf-8")
    assert cache.rulebook([(own, own.name)])[1]
    assert not entries(kept)


def test_several_processes_at_once(kept: Path, tmp_path: Path) -> None:
    sample = resources.folder("samples") / "2012.yaml"
    shutil.rmtree(kept, ignore_errors=True)
    command = [sys.executable, "-m", "ccmcheck", "check", "--quiet", str(sample)]
    environment = {**os.environ, "CCMCHECK_CACHE": str(kept), "PYTHONPATH": str(Path(__file__).parent.parent)}
    runs = [subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) for _ in range(4)]
    said = {run.communicate()[0] for run in runs}
    assert len(said) == 1
    assert {run.returncode for run in runs} == {0}
    assert [entry.suffix for entry in entries(kept)] == [".json"]


# -- rules that came resolved --------------------------------------------------------------------------------------


@pytest.fixture
def installed(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the data of an installation, its bundled rules resolved."""
    data = tmp_path / "package" / "_data"
    for name in ("grammar", "schemas", "rules", "samples"):
        shutil.copytree(str(resources.folder(name)), data / name)
    monkeypatch.setattr(resources, "_HERE", data.parent)
    cache.ship("CCM", resources.resolved("CCM"), data)
    assert not entries(kept)
    return data


def bundled(*, cached: bool = True) -> Rulebook:
    book, problems = cache.rulebook(resources.bundled_rules(), cached=cached)
    assert not problems
    assert book is not None
    return book


def test_bundled_rules_that_came_resolved_are_not_read_anew(
    installed: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = bundled(cached=False)
    monkeypatch.setattr("ccmcheck.language.rulebook.load.load", None)
    again = bundled()
    assert (again.rulesets, again.registers, again.vocabulary) == (fresh.rulesets, fresh.registers, fresh.vocabulary)
    assert not entries(kept)  # nor kept a second time
    assert str(installed) not in resources.resolved("CCM").read_text(encoding="utf-8")
    assert not list(installed.rglob("key"))  # it lies under a digest that any machine can make


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("rules/beirut-2011.rules", "six-working-groups", "some-working-groups"),
        ("rules/registers/states-parties.yaml", "Norway", "Norge"),
        ("rules/sources/beirut-2011.md", "a", "b"),
        ("schemas/work-programme.schema.json", '"title": "', '"title": "the '),
    ],
)
def test_bundled_rules_that_somebody_changed_are_read_anew(installed: Path, file: str, before: str, after: str) -> None:
    path = installed / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    found, problems = cache.rulebook(resources.bundled_rules())
    fresh, complaints = cache.rulebook(resources.bundled_rules(), cached=False)
    assert [problem.message for problem in problems] == [problem.message for problem in complaints]
    assert (found is None) == (fresh is None)
    assert found is None or fresh is None or (found.rulesets, found.registers) == (fresh.rulesets, fresh.registers)
    assert found is None or fresh is None or found.vocabulary == fresh.vocabulary


@pytest.mark.parametrize("damage", [b"", b"\xff", b"{}", None])
@pytest.mark.usefixtures("installed")
def test_damage_to_what_came_resolved_changes_nothing_but_time(damage: bytes | None) -> None:
    fresh = bundled(cached=False)
    whole = resources.resolved("CCM").read_bytes()
    resources.resolved("CCM").write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert bundled().rulesets == fresh.rulesets


def test_rules_with_mistakes_are_not_shipped(installed: Path) -> None:
    rules = installed / "rules" / "beirut-2011.rules"
    rules.write_text(rules.read_text(encoding="utf-8").replace("require", "requite", 1), encoding="utf-8")
    with pytest.raises(ValueError, match="the bundled rules have mistakes"):
        cache.ship("CCM", installed / "again.json", installed)


# -- nobody else's ---------------------------------------------------------------------------------------------------


def test_folder_and_files_are_for_this_user_alone(kept: Path, own: Path) -> None:
    read(own)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept.iterdir()} == {0o600}


def forge(entry: Path) -> None:
    """What somebody can write who knows this tool and not the key of this user."""
    data = entry.read_bytes().partition(b"\n")[2].replace(b"shall have a title", b"shall have a \x1b[2Jtitle")
    entry.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)


def open_to_others(entry: Path) -> None:
    entry.chmod(0o666)


def open_folder(entry: Path) -> None:
    entry.parent.chmod(0o777)


def another(entry: Path) -> None:
    """An entry of this user in the place of another."""
    other = entry.with_name(f"{'0' * 40}.json")
    cache_folder.write(other, entry.read_bytes().partition(b"\n")[2].decode())
    other.replace(entry)


def pipe(entry: Path) -> None:
    entry.unlink()
    os.mkfifo(entry, 0o600)


@pytest.mark.parametrize("change", [forge, open_to_others, open_folder, another, pipe])
def test_an_entry_that_somebody_else_could_have_written_is_not_believed(
    kept: Path, own: Path, change: Callable[[Path], None]
) -> None:
    first = read(own)
    (entry,) = entries(kept)
    cache_folder.read(entry)
    change(entry)
    with pytest.raises((OSError, ValueError)):
        cache_folder.read(entry)
    assert read(own).rulesets == first.rulesets


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="other systems have other folders")
def test_a_folder_for_caches_that_is_not_absolute_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CCMCHECK_CACHE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    entry = cache_folder.entry("x")
    assert entry is not None
    assert entry.parent == tmp_path / ".cache" / "ccmcheck"


def test_what_was_kept_more_than_a_month_ago_is_removed(kept: Path, own: Path) -> None:
    read(own)
    (old,) = entries(kept)
    of_another = kept / "notes.json"
    of_another.write_text("{}", encoding="utf-8")
    for file in (old, of_another, kept / "key"):
        os.utime(file, (0, 0))
    own.write_text(RULES.replace("title is given", "title is given and year is given"), encoding="utf-8")
    read(own)
    assert old not in entries(kept)
    assert of_another.exists()
    assert len(entries(kept)) == 2
    assert (kept / "key").exists()
