"""What a drafter sees, finds and changes in a programme."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.editor.client import Editor


@pytest.fixture
def open_slips(editor: Editor, slips: Path) -> Editor:
    editor.open(slips)
    return editor


@pytest.fixture
def in_json(editor: Editor, slips: Path, folder: Path) -> Path:
    """The same programme in JSON, open."""
    programme = yaml.safe_load(slips.read_text("utf-8"))
    file = folder / "slips.json"
    editor.open(file, json.dumps(programme, indent=2, default=str, ensure_ascii=False))
    return file


# -- hover ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "inside", "said"),
    [
        ("end: 2012-07-19", 7, "**intersessional-in-first-half** is violated (2MSP decision, paragraph 2(a))"),
        ("end: 2012-07-19", 1, "needed: the end no later than 30 June 2012; found 19 July 2012"),
        ("end: 2012-07-19", 7, "> in the first half of the year"),
        ("city: Geneva", 7, "**intersessional-in-geneva** is satisfied"),
        ("city: Geneva", 1, '`meeting.city (Geneva) = "Geneva"`'),
        ("state: Sweden", 9, "**coordinators-are-states-parties** is violated"),
        ("state: Japan", 9, "**coordinators-are-states-parties** is satisfied"),
        ("state: Japan", 9, "party.deposited (14 July 2009) <= day (16 September 2011)"),
        ("languages: [English", 13, "**working-languages** is satisfied"),
        ("kind: intersessional", 2, "What sort of meeting it is."),
        ("start: 2012-09-10", 9, "**next-meeting-length** is violated"),
    ],
)
def test_hovering_tells_which_rules_speak_of_a_value_and_why(
    open_slips: Editor, slips: Path, words: str, inside: int, said: str
) -> None:
    assert said in open_slips.hover(slips, words, inside)


def test_hovering_reads_json_as_well(editor: Editor, in_json: Path) -> None:
    assert "**intersessional-in-first-half** is violated" in editor.hover(in_json, '"end": "2012-07-19"', 10)
    assert "**coordinators-are-states-parties** is violated" in editor.hover(in_json, '"state": "Sweden"', 3)


def test_where_nothing_is_known_nothing_is_said(open_slips: Editor, slips: Path) -> None:
    assert open_slips.hover(slips, "# The work programme for 2012", 8) == ""


# -- where a value leads --------------------------------------------------------------------------------------------


def test_a_value_leads_to_the_rules_that_it_departs_from(open_slips: Editor, slips: Path) -> None:
    assert open_slips.goto(slips, "state: Sweden", 9) == [("beirut-2011.rules", "coordinators-are-states-parties")]
    assert [name for _, name in open_slips.goto(slips, "end: 2012-07-19", 7)] == [
        "intersessional-in-first-half",
        "intersessional-2012-venue",
    ]


def test_a_value_that_keeps_its_rules_leads_to_them(open_slips: Editor, slips: Path) -> None:
    assert ("beirut-2011.rules", "intersessional-in-geneva") in open_slips.goto(slips, "city: Geneva", 7)


# -- completion -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "offered", "others"),
    [
        ("    city: Oslo\n", "    city: Oslo\n    \n", ("venue", "languages"), ("city", "topic", "year")),
        ("    city: Oslo\n", "    city: Oslo\n    ven\n", ("venue",), ("city", "meetings")),
        ("kind: intersessional", "kind: ", ("intersessional", "review-conference", "____"), ("universalization",)),
        ("- topic: universalization", "- topic: univ", ("universalization",), ("reporting", "intersessional")),
        ("\nassessments: []", "\nass", ("assessments", "document"), ("meetings", "city")),
        ("{state: Zambia, years", "{state: , years", ("Denmark",), ("Sweden", "years")),
        ("{state: Zambia, years: [2012, 2013]}", "{state: Zambia, }", ("years",), ("state", "city")),
        ("  - topic: reporting\n", "  - \n", ("topic",), ("meetings",)),
        ("  independent: true", "  independent: ", ("true", "false"), ("Sweden",)),
    ],
)
def test_what_may_stand_at_a_place_that_is_being_written(
    open_slips: Editor, slips: Path, old: str, new: str, offered: tuple[str, ...], others: tuple[str, ...]
) -> None:
    open_slips.type(slips, old, new)
    inside = {"{state: , years": 8, "{state: Zambia, }": 16}.get(new, len(new.rstrip("\n")))
    found = open_slips.complete(slips, new, inside)
    assert set(offered) <= set(found)
    assert not set(others) & set(found)


def test_states_are_those_that_were_party_on_the_day_of_the_programme(open_slips: Editor, slips: Path) -> None:
    assert "Sweden" not in open_slips.complete(slips, "{state: Sw")
    open_slips.type(slips, "decided_on: 2011-09-16", "decided_on: 2012-09-14")
    assert "Sweden" in open_slips.complete(slips, "{state: Sw")
    open_slips.type(slips, "decided_on: 2012-09-14", "decided_on: ____")
    assert {"Sweden", "Denmark"} <= set(open_slips.complete(slips, "{state: Sw"))


def test_the_day_is_remembered_while_the_text_cannot_be_read(open_slips: Editor, slips: Path) -> None:
    open_slips.type(slips, "{state: Sweden, years: [2012, 2013]}", "{state: Sw")
    found = open_slips.complete(slips, "{state: Sw")
    assert "Denmark" in found
    assert "Sweden" not in found


def test_completion_in_json_writes_quotation_marks(editor: Editor, in_json: Path) -> None:
    params = editor.at(in_json, '"state": "Sweden"', len('"state": "Sw'))
    items = {item["label"]: item for item in editor.ask("textDocument/completion", params)["items"]}
    text = editor.applied(in_json, [items["Denmark"]["textEdit"]])
    assert '"state": "Denmarkeden"' in text
    editor.type(in_json, '"state": "Sweden",', '"state": ,')
    params = editor.at(in_json, '"state": ,', len('"state": '))
    items = {item["label"]: item for item in editor.ask("textDocument/completion", params)["items"]}
    json.loads(editor.applied(in_json, [items["Denmark"]["textEdit"]]))


# -- changes --------------------------------------------------------------------------------------------------------


def test_the_name_that_was_meant_is_offered(open_slips: Editor, slips: Path) -> None:
    for written, meant in (("Zambbia", "Zambia"), ("Republic Zambia", "Zambia")):
        open_slips.type(slips, "state: Zambia", f"state: {written}")
        changes = open_slips.actions(slips, written)
        assert f"state: {meant}," in changes[f"Write `{meant}`"]
        open_slips.type(slips, f"state: {written}", "state: Zambia")


def test_the_word_that_was_meant_is_offered(open_slips: Editor, slips: Path) -> None:
    open_slips.type(slips, "kind: intersessional", "kind: intersesional")
    assert "kind: intersessional\n" in open_slips.actions(slips, "intersesional")["Write `intersessional`"]
    open_slips.type(slips, "kind: intersesional", "kind: intersessional")
    open_slips.type(slips, "decided_on: 2011-09-16", "decided_on: 16 September 2011")
    assert "decided_on: 2011-09-16" in open_slips.actions(slips, "16 September 2011")["Write `2011-09-16`"]
    open_slips.type(slips, "venue: World", "venu: World")
    assert "venue: World" in open_slips.actions(slips, "venu:")["Write `venue`"]


def test_a_value_may_be_left_blank(open_slips: Editor, slips: Path, editor: Editor, in_json: Path) -> None:
    assert "end: ____\n" in open_slips.actions(slips, "2012-07-19")["Leave it blank: `____`"]
    text = editor.actions(in_json, "2012-07-19")["Leave it blank: `____`"]
    assert json.loads(text)["meetings"][0]["end"] == "____"


def test_over_many_values_only_what_is_meant_for_one_is_left_out(open_slips: Editor, slips: Path) -> None:
    open_slips.type(slips, "{state: Zambia, years: [2012, 2013]}", "{state: Zambbia, years: [2012, 2013]}")
    changes = open_slips.actions(slips, "{state: Zambbia, years: [2012, 2013]}")
    assert "Write `Zambia`" in changes
    assert "Leave it blank: `____`" not in changes


def test_other_answers_do_not_wait_for_the_solver(open_slips: Editor, slips: Path) -> None:
    pytest.importorskip("z3")
    place = open_slips.at(slips, "2012-09-14")
    params = {**place, "range": {"start": place["position"], "end": place["position"]}, "context": {"diagnostics": []}}
    slow = open_slips.begin("textDocument/codeAction", params)
    assert "is violated" in open_slips.hover(slips, "end: 2012-07-19", 7)
    assert open_slips.type(slips, "city: Oslo", "city: Bergen")
    assert slow not in open_slips.answers
    assert open_slips.answer(slow)


def test_the_value_that_mends_is_offered_and_mends(open_slips: Editor, slips: Path) -> None:
    pytest.importorskip("z3")
    before = {each["code"] for each in open_slips.published[slips.as_uri()][-1]}
    (title, text), *_ = (
        each for each in open_slips.actions(slips, "2012-09-10").items() if each[0].startswith("Keep next-meeting")
    )
    assert "start: 2012-09-11" in text
    assert "2012-09-11 instead of `2012-09-10`" in title
    after = {each["code"] for each in open_slips.write(slips, text)}
    assert before - after == {"beirut-2011/next-meeting-length"}
