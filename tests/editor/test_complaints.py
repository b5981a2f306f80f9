"""Complaints while typing: in rules each rule by itself, in programmes with verdicts and blanks."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.editor.client import ROOT, Editor

Complaints = list[dict[str, Any]]
_ERROR, _WARNING, _INFORMATION, _HINT = 1, 2, 3, 4


def codes(complaints: Complaints) -> list[str]:
    return sorted(each["code"] for each in complaints)


# -- rules ----------------------------------------------------------------------------------------------------------


def test_sound_rules_have_none(editor: Editor, rules: Path) -> None:
    assert editor.open(rules) == []


def test_each_rule_is_complained_about_by_itself_at_the_word_that_is_wrong(editor: Editor, rules: Path) -> None:
    editor.open(rules)
    editor.type(rules, "require meeting.city", "require meeting.cty")
    complaints = editor.type(rules, "sitting(meeting) <= 5 days", "sitting(meeting) <= 5 dys")
    assert codes(complaints) == ["syntax", "unknown-member"]
    text = editor.texts[rules.as_uri()]
    assert sorted(editor.cut(text, each["range"]) for each in complaints) == ["cty", "dys"]


def test_undoing_takes_a_complaint_back(editor: Editor, rules: Path) -> None:
    editor.open(rules)
    assert editor.type(rules, "meeting.city", "meeting.cty")
    assert editor.type(rules, "meeting.cty", "meeting.city") == []


def test_lines_before_move_the_complaints_behind_them(editor: Editor, rules: Path) -> None:
    editor.open(rules)
    before = editor.type(rules, 'meeting.city = "Geneva"', 'meeting.cty = "Geneva"')
    after = editor.type(rules, "ruleset beirut-2011", "-- one more\n\nruleset beirut-2011")
    assert after[0]["range"]["start"]["line"] == before[0]["range"]["start"]["line"] + 2


def test_a_schema_that_is_missing_is_said_at_the_header(editor: Editor, rules: Path) -> None:
    editor.open(rules)
    (complaint,) = editor.type(rules, '"work-programme.schema.json"', '"other.schema.json"')
    assert complaint["code"] == "rules-file-missing"
    assert editor.cut(editor.texts[rules.as_uri()], complaint["range"]) == '"other.schema.json"'
    assert "other.schema.json" in complaint["message"]


def test_a_register_that_changes_on_the_disk_is_read_again(editor: Editor, rules: Path, folder: Path) -> None:
    editor.open(rules)
    register = folder / "rules" / "registers" / "states-parties.yaml"
    whole = register.read_text("utf-8")
    register.write_text(whole.replace("deposited:", "deposed:"), "utf-8")
    uri = rules.as_uri()
    changed = {"changes": [{"uri": register.as_uri(), "type": 2}]}
    editor.tell("workspace/didChangeWatchedFiles", changed)
    assert "states-parties.yaml" in editor.next_complaints(uri, len(editor.published[uri]))[0]["message"]
    register.write_text(whole, "utf-8")
    editor.tell("workspace/didChangeWatchedFiles", changed)
    assert editor.next_complaints(uri, len(editor.published[uri])) == []


def test_a_schema_that_changes_changes_what_the_rules_may_say(editor: Editor, rules: Path) -> None:
    schema = rules.parent / "own.schema.json"
    whole = (ROOT / "schemas" / "work-programme.schema.json").read_text("utf-8")
    schema.write_text(whole, "utf-8")
    assert editor.open(rules, rules.read_text("utf-8").replace("work-programme.schema.json", schema.name)) == []
    assert editor.goto(rules, "meeting.city", 9) == [("own.schema.json", '"city"')]
    assert editor.open(schema) == []
    seen = len(editor.published[rules.as_uri()])
    editor.type(schema, '"city": {', '"town": {')
    editor.save(schema)
    complaints = editor.next_complaints(rules.as_uri(), seen)
    assert "unknown-member" in codes(complaints)
    assert "town" in editor.complete(rules, "require meeting.", len("require meeting."))
    seen = len(editor.published[rules.as_uri()])
    editor.type(schema, '"town": {', '"city": {')
    editor.save(schema)
    assert editor.next_complaints(rules.as_uri(), seen) == []


def test_a_bundled_schema_that_its_author_changes_is_read_again(start: Callable[..., Editor], folder: Path) -> None:
    """As in a checkout, where `schemas/` lies beside `ccmcheck/` and `rules/`."""
    for name in ("ccmcheck", "schemas", "grammar"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    editor = start(environment={"PYTHONPATH": str(folder)})
    rules, schema = folder / "rules" / "beirut-2011.rules", folder / "schemas" / "work-programme.schema.json"
    assert editor.open(rules) == []
    schema.write_text(schema.read_text("utf-8").replace('"city": {', '"town": {'), "utf-8")
    seen = len(editor.published[rules.as_uri()])
    editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": schema.as_uri(), "type": 2}]})
    assert "unknown-member" in codes(editor.next_complaints(rules.as_uri(), seen))


def test_a_file_with_nothing_in_it_and_one_with_anything_in_it_are_only_complained_about(
    editor: Editor, folder: Path
) -> None:
    file = folder / "rules" / "new.rules"
    assert codes(editor.open(file, "")) == ["header-missing"]
    assert editor.write(file, 'ruleset "\x00 { obligation \u2028 𝔘𝔫𝔦 under')
    assert editor.write(file, "obligation x\n" * 300)


def test_line_ends_of_windows_change_no_place(editor: Editor, rules: Path, slips: Path) -> None:
    assert editor.open(rules, rules.read_text("utf-8").replace("\n", "\r\n")) == []
    (complaint,) = editor.type(rules, "require meeting.city", "require meeting.cty")
    assert editor.cut(editor.texts[rules.as_uri()], complaint["range"]) == "cty"
    assert "What sort of meeting" in editor.hover(rules, "meeting.kind", 10)
    editor.open(slips, slips.read_text("utf-8").replace("\n", "\r\n"))
    assert "intersessional-in-first-half" in editor.hover(slips, "end: 2012-07-19", 7)


def test_rules_that_lie_nowhere_yet_are_known_by_their_language(editor: Editor) -> None:
    uri = "untitled:Untitled-1"
    document = {"uri": uri, "languageId": "ccmcheck-rules", "version": 1, "text": "obligation x"}
    editor.tell("textDocument/didOpen", {"textDocument": document})
    assert "header-missing" in codes(editor.next_complaints(uri, 0))
    editor.tell("textDocument/didClose", {"textDocument": {"uri": uri}})


# -- programmes -----------------------------------------------------------------------------------------------------


def test_verdicts_stand_at_the_values_that_they_rest_on(editor: Editor, slips: Path) -> None:
    complaints = editor.open(slips)
    text = editor.texts[slips.as_uri()]
    expected = [line.split() for line in text.splitlines() if line.startswith("# expect:")]
    assert codes(complaints) == sorted(f"beirut-2011/{rule}" for _, _, _, rule in expected)
    (sweden,) = (each for each in complaints if each["code"].endswith("/coordinators-are-states-parties"))
    assert editor.cut(text, sweden["range"]) == "Sweden"
    assert sweden["severity"] == _ERROR
    assert "23 April 2012" in sweden["message"]
    assert "the decision: “" in sweden["message"]
    assert {each["severity"] for each in complaints} == {_ERROR, _INFORMATION}


def test_a_programme_is_judged_again_as_one_types(editor: Editor, slips: Path) -> None:
    editor.open(slips)
    complaints = editor.type(slips, "state: Sweden", "state: Denmark")
    assert "beirut-2011/coordinators-are-states-parties" not in codes(complaints)


def test_a_blank_says_which_rules_wait_for_it(editor: Editor, slips: Path) -> None:
    editor.open(slips)
    complaints = editor.type(slips, "start: 2012-09-10", "start: ____")
    (blank,) = (each for each in complaints if each["code"] == "blank")
    assert editor.cut(editor.texts[slips.as_uri()], blank["range"]) == "____"
    assert blank["severity"] == _HINT
    assert "beirut-2011/next-meeting-length" in blank["message"]


def test_a_programme_that_cannot_be_read_is_complained_about_where_it_breaks(editor: Editor, slips: Path) -> None:
    editor.open(slips)
    complaints = editor.type(slips, "principles: [independence", "principles: [[independence")
    assert complaints
    assert all(each["severity"] == _ERROR for each in complaints)
    assert "beirut-2011/next-meeting-length" in codes(editor.type(slips, "[[", "["))


def test_a_programme_in_json_is_judged_as_well(editor: Editor, slips: Path, folder: Path) -> None:
    programme = yaml.load(slips.read_text("utf-8"), yaml.BaseLoader)
    file = folder / "slips.json"
    complaints = editor.open(file, json.dumps(programme, indent=2).replace('"2012"', "2012").replace('"2013"', "2013"))
    assert "beirut-2011/next-meeting-length" in codes(complaints)


def test_a_programme_that_no_known_decision_binds_is_told_so(editor: Editor, slips: Path) -> None:
    editor.open(slips)
    (complaint,) = editor.type(slips, "treaty: CCM", "treaty: Some other treaty")
    assert complaint["code"] == "unbound"
    assert "Some other treaty" in complaint["message"]


def test_a_text_over_the_limit_is_refused_before_it_is_read(editor: Editor, slips: Path) -> None:
    (complaint,) = editor.open(slips, slips.read_text("utf-8") + "# more\n" * 1_500_000)
    assert complaint["code"] == "file-too-large"
    assert editor.write(slips, slips.read_text("utf-8"))


def test_a_fault_of_ours_is_said_in_words_and_the_server_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, slips: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import ccmcheck.editor.programme_file as file\n"
        "read = file.examine\n"
        "def broken(source, ready):\n"
        "    if 'FAULT' in source.text: raise LookupError('x')\n"
        "    return read(source, ready)\n"
        "file.examine = broken\n",
        "utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    with Editor(tmp_path) as editor:
        assert editor.open(slips)
        editor.tell("textDocument/didChange", editor.changed(slips, slips.read_text("utf-8") + "# FAULT\n"))
        while not editor.asked:
            editor.take()
        assert "ccmcheck itself failed, so" in editor.asked[0]["params"]["message"]
        assert editor.write(slips, slips.read_text("utf-8"))


def test_other_yaml_is_left_alone(editor: Editor, folder: Path) -> None:
    assert editor.open(folder / "workflow.yaml", "on: push\njobs:\n  build:\n    steps: []\n") == []


# -- two files ------------------------------------------------------------------------------------------------------


def test_rules_that_change_in_the_editor_judge_the_programme_beside_them(
    start: Callable[..., Editor], rules: Path, slips: Path
) -> None:
    editor = start("--rules", str(rules))
    assert "beirut-2011/one-or-two-coordinators" in codes(editor.open(slips))
    editor.open(rules)
    editor.hover(slips, "treaty")  # what follows from opening the rules has been said once this is answered
    seen = len(editor.published[slips.as_uri()])
    editor.type(rules, "between 1 and 2", "between 1 and 3")
    assert "beirut-2011/one-or-two-coordinators" not in codes(editor.next_complaints(slips.as_uri(), seen))
    editor.hover(slips, "treaty")
    seen = len(editor.published[slips.as_uri()])
    editor.type(rules, "count(group.coordinators) between", "count(group.coordinaters) between")
    complaints = editor.next_complaints(slips.as_uri(), seen)
    assert "beirut-2011/one-or-two-coordinators" not in codes(complaints)
    assert "beirut-2011/next-meeting-length" in codes(complaints)


def test_saving_reads_everything_again(start: Callable[..., Editor], rules: Path, slips: Path) -> None:
    editor = start("--rules", str(rules))
    editor.open(rules)
    editor.type(rules, "between 1 and 2", "between 1 and 3")
    assert editor.save(rules) == []
    assert "beirut-2011/one-or-two-coordinators" not in codes(editor.open(slips))


def test_what_is_closed_is_known_from_the_disk_again(start: Callable[..., Editor], rules: Path, slips: Path) -> None:
    editor = start("--rules", str(rules))
    editor.open(rules)
    editor.open(slips)
    seen = len(editor.published[slips.as_uri()])
    editor.type(rules, "between 1 and 2", "between 1 and 3")
    assert "beirut-2011/one-or-two-coordinators" not in codes(editor.next_complaints(slips.as_uri(), seen))
    seen = len(editor.published[slips.as_uri()])
    editor.close(rules)
    assert "beirut-2011/one-or-two-coordinators" in codes(editor.next_complaints(slips.as_uri(), seen))


# -- columns --------------------------------------------------------------------------------------------------------


def test_columns_are_counted_as_the_editor_does(start: Callable[..., Editor], rules: Path) -> None:
    for encodings, width in ((("utf-32",), 1), (("utf-16",), 2), (("utf-8",), 4), ((), 2)):
        editor = start(encodings=encodings)
        editor.open(rules)
        old = 'meeting.city = "Geneva"'
        (complaint,) = editor.type(rules, old, 'meeting.venue = "𝔘" and meeting.cty = "Geneva"')
        before = '  require meeting.venue = "" and meeting.'
        assert complaint["range"]["start"]["character"] == len(before) + width
        editor.type(rules, 'meeting.venue = "𝔘" and meeting.cty = "Geneva"', old)
