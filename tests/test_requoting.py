"""A text that moves: which statements are stale, the old and the new words beside each other, and settling it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ccmcheck.authoring.lint import remarks
from ccmcheck.authoring.requote.report import to_text
from ccmcheck.authoring.requote.staleness import Staleness, staleness
from ccmcheck.base import resources
from ccmcheck.cli import main
from ccmcheck.language.rulebook.load import load
from tests.rules_kit import TEXT, file


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def settled(folder: Path) -> Path:
    """Rules that were held against their text, digest and record written."""
    rules = file(folder)
    assert run("requote", "--write", str(rules)).exit_code == 0
    return rules


def now(folder: Path, rules: Path, text: str) -> Staleness:
    folder.joinpath("text.md").write_text(text, encoding="utf-8")
    found, _ = load(rules, "small.rules")
    assert found is not None
    result = staleness(found)
    assert result is not None
    return result


def test_writing_the_digest_and_the_record(tmp_path: Path) -> None:
    rules = file(tmp_path)
    before = rules.read_text()
    assert run("requote", str(rules)).exit_code == 0
    assert rules.read_text() == before
    assert run("requote", "--write", str(rules)).exit_code == 0
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert f'  source   "text.md"\n  sha256   "{digest}"\n' in rules.read_text()
    record = json.loads(tmp_path.joinpath("text.paragraphs.json").read_text())
    assert record["sha256"] == digest
    assert record["paragraphs"]["3"] == "3. The meetings should be held in Geneva in 2012 and 2013."
    assert now(tmp_path, rules, TEXT).names == ()


# fmt: off
MOVED = [
    ("a word of one paragraph", ("up to five days", "up to six days"), ("length",)),
    ("a word beside the quotation", ("first half", "second half"), ("length",)),
    ("an unchecked paragraph", ("welcomed a paper", "welcomed two papers"), ("unchecked 1",)),
    ("a sub-paragraph that a quotation reaches", ("Victim assistance", "Victims"), ("topics",)),
    ("the tail of a list", ("one or two coordinators", "one coordinator"), ("topics", "coordinators")),
    ("a paragraph that is gone", ("3. The meetings should be held in Geneva in 2012 and 2013.", ""), ("in-geneva",)),
    ("a new paragraph", ("3. The", "4. New words.\n\n3. The"), ()),
    ("line breaks and marks only", ("in Geneva in 2012", "in\n*Geneva* in 2012"), ()),
]
# fmt: on


@pytest.mark.parametrize(("change", "names"), [case[1:] for case in MOVED], ids=[case[0] for case in MOVED])
def test_the_statements_whose_paragraph_changed_are_named(
    tmp_path: Path, change: tuple[str, str], names: tuple[str, ...]
) -> None:
    rules = settled(tmp_path)
    text = TEXT.replace(*change)
    assert text != TEXT
    found = now(tmp_path, rules, text)
    assert found.text_changed
    assert found.names == names
    assert run("requote", str(rules)).exit_code == 1


def test_without_a_record_every_statement_may_be_stale(tmp_path: Path) -> None:
    rules = settled(tmp_path)
    tmp_path.joinpath("text.paragraphs.json").write_text("{broken")
    found = now(tmp_path, rules, TEXT + "\n")
    assert found.names == ("unchecked 1", "length", "topics", "coordinators", "in-geneva")
    tmp_path.joinpath("text.paragraphs.json").unlink()
    assert now(tmp_path, rules, TEXT + "\n").names == found.names


def test_old_and_new_words_stand_side_by_side(tmp_path: Path) -> None:
    rules = settled(tmp_path)
    text = to_text(now(tmp_path, rules, TEXT.replace("up to five days", "up to six days")))
    assert "stale  length, paragraph 2(a)" in text
    assert f"{'for a duration of up to »five« days':<52} | for a duration of up to »six« days" in text
    text = to_text(now(tmp_path, rules, TEXT.replace("first half", "second half")))
    assert "»first« half" in text
    assert "»second« half" in text
    assert "The words quoted still stand" in text


def test_writing_takes_the_words_of_today(tmp_path: Path) -> None:
    rules = settled(tmp_path)
    now(tmp_path, rules, TEXT.replace("up to five days", "up to six days"))
    assert run("requote", "--write", str(rules)).exit_code == 0
    assert 'under 2(a) "for a duration of up to six days"' in rules.read_text()
    found, problems = load(rules, "small.rules")
    assert found is not None
    assert not problems
    assert now(tmp_path, rules, TEXT.replace("up to five days", "up to six days")).names == ()
    # The words have changed and the rule has not: the lint names the two sides.
    assert [each.complaint.code for each in remarks(found).remarks] == ["number-not-in-words"]


def test_a_quotation_follows_its_paragraph(tmp_path: Path) -> None:
    rules = settled(tmp_path)
    text = TEXT.replace("3. The meetings", "3. A new paragraph.\n\n4. The meetings")
    found = now(tmp_path, rules, text)
    (moved,) = [change for change in found.changes if change.name == "in-geneva"]
    assert moved.proposal == ("4", "The meetings should be held in Geneva")
    assert "The words stand in paragraph 4 now." in to_text(found)
    assert run("requote", "--write", str(rules)).exit_code == 0
    assert 'under 4 "The meetings should be held in Geneva"' in rules.read_text()


def test_what_nothing_is_like_stays_stale(tmp_path: Path) -> None:
    rules = settled(tmp_path)
    before = rules.read_text()
    text = TEXT.replace("3. The meetings should be held in Geneva in 2012 and 2013.", "3. Zzz qqq.")
    found = now(tmp_path, rules, text)
    assert found.changes[0].proposal is None
    assert run("requote", "--write", str(rules)).exit_code == 1
    assert rules.read_text() == before


def test_the_lint_names_stale_rules_as_errors(tmp_path: Path) -> None:
    rules = settled(tmp_path)
    now(tmp_path, rules, TEXT.replace("first half", "second half"))
    found, _ = load(rules, "small.rules")
    assert found is not None
    assert [(each.severity, each.rule, each.complaint.code) for each in remarks(found).remarks] == [
        ("error", "length", "stale-rule")
    ]
    assert run("lint", str(rules)).exit_code == 1


def test_the_bundled_rules_rest_on_the_text_of_today() -> None:
    for rules, name in resources.all_bundled_rules():
        found, _ = load(rules, name)
        assert found is not None
        result = staleness(found)
        assert result is not None
        assert result.written == result.today
        assert result.names == ()


def test_what_cannot_be_read(tmp_path: Path) -> None:
    assert run("requote", str(tmp_path / "none.rules")).exit_code == 5
    assert run("requote", str(file(tmp_path, text="No numbers."))).exit_code == 5
