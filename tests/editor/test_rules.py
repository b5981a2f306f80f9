"""What an author sees, finds and changes in a rules file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editor.client import Editor

QUOTED = 'under 2(a) "in the first half'


@pytest.fixture
def open_rules(editor: Editor, rules: Path) -> Editor:
    editor.open(rules)
    return editor


# -- hover ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "inside", "said"),
    [
        (QUOTED, 6, "Convene annually, subject to review"),
        (QUOTED, 14, "Convene annually, subject to review"),
        ("intersessional-in-first-half", 3, "the meeting’s end must be no later than 30 June"),
        ("obligation intersessional-in-first-half", 3, "For each meeting whose kind is “intersessional”"),
        ("meeting.kind", 10, "What sort of meeting it is."),
        ("meeting.kind", 10, "`review-conference`"),
        ("party.deposited", 8, "counts it as a State party"),
        ("meeting in meetings where", 1, "A record (meeting)."),
        ("sitting(meeting) <=", 2, "define sitting(meeting) = days(meeting.start, meeting.end)"),
        ("sitting(meeting) <=", 2, "The first and the last day of a meeting both count."),
        ("in states_parties", 5, "113 rows, each known by its `state`"),
        ("count(", 2, "It takes a list."),
        ("meetings[0].start", 13, "The first day of the meeting"),
    ],
)
def test_hovering_tells_what_a_word_means(open_rules: Editor, rules: Path, words: str, inside: int, said: str) -> None:
    assert said in open_rules.hover(rules, words, inside)


def test_a_broken_file_keeps_hover_and_completion_for_healthy_rules(open_rules: Editor, rules: Path) -> None:
    assert open_rules.type(rules, "obligation intersessional-held", "obligatoin intersessional-held under {{{")
    assert "no later than 30 June" in open_rules.hover(rules, "intersessional-in-first-half", 3)
    open_rules.type(rules, 'require meeting.city = "Geneva"', "require meeting.ci")
    assert "city" in open_rules.complete(rules, "require meeting.ci")


def test_where_nothing_is_meant_nothing_is_said(open_rules: Editor, rules: Path) -> None:
    assert open_rules.hover(rules, "-- The decisions of the Second Meeting", 6) == ""


# -- where names lead -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "inside", "file", "there"),
    [
        (QUOTED, 6, "beirut-2011.md", "(a) Convene annually, subject to review"),
        (QUOTED, 14, "beirut-2011.md", "in the first half of the year"),
        ("sitting(meeting) <=", 2, "beirut-2011.rules", "sitting"),
        ("in states_parties", 5, "beirut-2011.rules", "states_parties"),
        ("register states_parties", 12, "states-parties.yaml", ""),
        ('"registers/states-parties.yaml"', 5, "states-parties.yaml", ""),
        ("meeting.kind", 10, "work-programme.schema.json", '"kind"'),
        ("party.deposited", 8, "states-parties.schema.json", '"deposited"'),
        ("meetings[0].start", 13, "work-programme.schema.json", '"start"'),
        ("meeting.kind", 2, "beirut-2011.rules", "meeting"),
    ],
)
def test_a_name_leads_to_where_it_is_explained(
    open_rules: Editor, rules: Path, words: str, inside: int, file: str, there: str
) -> None:
    ((found, text),) = open_rules.goto(rules, words, inside)
    assert found == file
    assert text.startswith(there)


def test_a_field_of_a_list_s_items_leads_behind_the_reference_to_a_shared_definition(
    open_rules: Editor, rules: Path
) -> None:
    assert open_rules.goto(rules, "group.coordinators", 8) == [("work-programme.schema.json", '"coordinators"')]
    assert open_rules.goto(rules, "coordinator.state", 13) == [("work-programme.schema.json", '"state"')]


def test_a_replaced_rule_is_found_in_the_rules_in_use(editor: Editor, rules: Path, folder: Path) -> None:
    own = folder / "rules" / "own.rules"
    header = rules.read_text("utf-8").split("register")[0].split("ruleset beirut-2011")[1]
    header = header.replace("in force from 2011-09-16", "in force from 2012-09-14")
    rule = '\nobligation own replaces beirut-2011/intersessional-length under 2(a) "five days" require year = 2012\n'
    assert editor.open(own, f"ruleset own{header}{rule}") == []
    assert editor.goto(own, "beirut-2011/intersessional-length", 4) == [("beirut-2011.rules", "intersessional-length")]


# -- uses -----------------------------------------------------------------------------------------------------------


def test_every_use_of_a_definition_is_found(open_rules: Editor, rules: Path) -> None:
    lines = open_rules.texts[rules.as_uri()].split("\n")
    written = [number for number, line in enumerate(lines, 1) if "sitting(" in line and not line.startswith("--")]
    found = open_rules.uses(rules, "sitting(meeting) <=", 2)
    assert found == [("sitting", number) for number in written]


def test_a_variable_is_used_within_its_own_rule_alone(open_rules: Editor, rules: Path) -> None:
    found = open_rules.uses(rules, "meeting in meetings where meeting.kind", 1)
    assert {text for text, _ in found} == {"meeting"}
    assert len({line for _, line in found}) == 1
    assert len(found) == 3


def test_a_field_is_found_in_examples_and_texts_and_apart_from_others_of_its_name(
    open_rules: Editor, rules: Path
) -> None:
    text = open_rules.texts[rules.as_uri()]
    found = open_rules.uses(rules, "meeting.start", 9)
    lines = [text.split("\n")[line - 1] for _, line in found]
    assert any("example" in line for line in lines)
    assert any("require" in line or "define" in line for line in lines)
    assert len(open_rules.uses(rules, "group.topic", 7)) < text.count("topic")


# -- new names ------------------------------------------------------------------------------------------------------


def rename(editor: Editor, path: Path, words: str, inside: int, name: str) -> str:
    answer = editor.ask("textDocument/rename", {**editor.at(path, words, inside), "newName": name})
    return editor.applied(path, answer["changes"][path.as_uri()])


def test_a_definition_is_renamed_wherever_it_is_used(open_rules: Editor, rules: Path) -> None:
    text = rename(open_rules, rules, "sitting(meeting) <=", 2, "lasting")
    assert "sitting(" not in text
    assert open_rules.write(rules, text) == []


def test_a_variable_is_renamed_in_its_own_rule(open_rules: Editor, rules: Path) -> None:
    text = rename(open_rules, rules, "meeting in meetings where meeting.kind", 1, "gathering")
    assert "some gathering in meetings where gathering.kind" in text
    assert text.count("gathering") == 3
    assert open_rules.write(rules, text) == []


def test_a_field_is_not_renamed_since_the_schema_names_it(open_rules: Editor, rules: Path) -> None:
    assert open_rules.ask("textDocument/prepareRename", open_rules.at(rules, "meeting.kind", 10)) is None


@pytest.mark.parametrize(("name", "why"), [("Two words", "small letters"), ("year", "means something here already")])
def test_a_name_that_cannot_be_is_refused_in_words(open_rules: Editor, rules: Path, name: str, why: str) -> None:
    number = open_rules.begin(
        "textDocument/rename", {**open_rules.at(rules, "sitting(meeting) <=", 2), "newName": name}
    )
    with pytest.raises(AssertionError, match=why):
        open_rules.answer(number)


# -- completion -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "offered", "others"),
    [
        ("require meeting.", ("city", "kind", "start"), ("topic", "obligation")),
        ("require meeting.kind = ", ('"intersessional"', '"review-conference"'), ('"universalization"',)),
        ('require meeting.kind = "', ("intersessional", "review-conference"), ("universalization",)),
        ('require meeting.kind in ["intersessional", "', ("review-conference",), ("universalization",)),
        ("require ", ("meeting", "meetings", "sitting", "states_parties", "count", "if", "not"), ("obligation",)),
        ("require meeting.city ", ("is", "in", "="), ("meeting", "count")),
        ('require some party in states_parties satisfies party.state = "Swe', ("Sweden", "Norway"), ()),
        ("require some party in states_parties satisfies party.", ("deposited", "until"), ("city",)),
        ("require some group in working_groups satisfies some c in group.coordinators satisfies c.", ("state",), ()),
        ("require year = 2012\n  example accepts with meetings[0].", ("city", "kind"), ("topic",)),
        ('require year = 2012\n  example accepts with meetings[0].kind = "', ("intersessional",), ()),
        ("require year = 2012\n  example ", ("accepts", "rejects", "leaves", "passes"), ("year",)),
    ],
)
def test_what_may_stand_in_a_rule_that_is_being_written(
    open_rules: Editor, rules: Path, written: str, offered: tuple[str, ...], others: tuple[str, ...]
) -> None:
    rule = f'obligation new under 2(a) "five days" for each meeting in meetings {written}'
    open_rules.type(rules, "obligation intersessional-in-geneva", f"{rule}\n\nobligation intersessional-in-geneva")
    found = open_rules.complete(rules, rule)
    assert set(offered) <= set(found)
    assert not set(others) & set(found)


def test_paragraphs_and_the_words_that_may_be_quoted_from_one(open_rules: Editor, rules: Path) -> None:
    new = "obligation new\n  under "
    open_rules.type(rules, "obligation intersessional-in-geneva", f"{new}\n\nobligation intersessional-in-geneva")
    assert {"1", "2(a)", "2(c)(iv)"} <= set(open_rules.complete(rules, new))
    open_rules.type(rules, new, f'{new}2(a) "')
    found = open_rules.complete(rules, f'{new}2(a) "')
    assert "for a duration of up to five days" in found
    for quotation in found:
        assert (
            open_rules.write(rules, rules.read_text("utf-8").replace("in the first half of the year", quotation)) == []
        )


def test_a_word_that_is_begun_is_finished(open_rules: Editor, rules: Path) -> None:
    open_rules.type(rules, 'require meeting.city = "Geneva"', "require meeting.ven")
    params = open_rules.at(rules, "require meeting.ven", len("require meeting.ven"))
    (item,) = (each for each in open_rules.ask("textDocument/completion", params)["items"] if each["label"] == "venue")
    assert "require meeting.venue\n" in open_rules.applied(rules, [item["textEdit"]])


def test_statements_begin_where_one_has_ended_and_nothing_stands_in_a_comment(open_rules: Editor, rules: Path) -> None:
    text = open_rules.texts[rules.as_uri()]
    open_rules.write(rules, f"{text}\nobli")
    assert {"obligation", "recommendation", "define"} <= set(open_rules.complete(rules, f"{text[-40:]}\nobli"))
    assert open_rules.complete(rules, "-- Paragraph 1 ---") == []


# -- layout ---------------------------------------------------------------------------------------------------------

OPTIONS = {"tabSize": 2, "insertSpaces": True}


def test_the_layout_is_that_of_the_command(open_rules: Editor, rules: Path) -> None:
    laid_out = open_rules.texts[rules.as_uri()]
    open_rules.type(rules, "  require meeting.city", "      require   meeting.city")
    params = {"textDocument": {"uri": rules.as_uri()}, "options": OPTIONS}
    assert open_rules.applied(rules, open_rules.ask("textDocument/formatting", params)) == laid_out
    open_rules.write(rules, laid_out)
    assert open_rules.ask("textDocument/formatting", params) == []


def test_one_statement_is_laid_out_while_another_is_broken(open_rules: Editor, rules: Path) -> None:
    open_rules.type(rules, "obligation intersessional-held", "obligation intersessional-held nonsense")
    broken = open_rules.texts[rules.as_uri()]
    open_rules.type(rules, "  require meeting.city", "      require   meeting.city")
    place = open_rules.at(rules, "require   meeting.city")["position"]
    params = {"textDocument": {"uri": rules.as_uri()}, "range": {"start": place, "end": place}, "options": OPTIONS}
    assert open_rules.applied(rules, open_rules.ask("textDocument/rangeFormatting", params)) == broken
    assert not open_rules.ask("textDocument/formatting", {"textDocument": params["textDocument"], "options": OPTIONS})


# -- changes from help ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "wrong", "title"),
    [
        ('meeting.city = "Geneva"', 'meeting.cty = "Geneva"', "Write `city`"),
        ('"intersessional"', '"intersesional"', 'Write `"intersessional"`'),
        ("sitting(meeting) <=", "siting(meeting) <=", "Write `sitting`"),
        ("obligation intersessional-in-geneva", "obligatoin intersessional-in-geneva", "Write `obligation`"),
        ('under 2(a) "in the first', 'under 2(b) "in the first', "Write `2(a)`"),
        ('under 4(c) "', 'under 4(cc) "', "Write `4(c)`"),
        (
            '"for a duration of up to five days"',
            '"for a duration of up to six days"',
            'Write `"for a duration of up to five days"`',
        ),
    ],
)
def test_what_help_advises_is_offered_as_a_change(
    open_rules: Editor, rules: Path, right: str, wrong: str, title: str
) -> None:
    sound = open_rules.texts[rules.as_uri()]
    assert open_rules.type(rules, right, wrong)
    assert open_rules.write(rules, open_rules.actions(rules, wrong)[title]) == []
    assert open_rules.texts[rules.as_uri()] == sound


# -- beside the lines -----------------------------------------------------------------------------------------------


def test_beside_each_example_stands_whether_it_does_as_it_claims(open_rules: Editor, rules: Path) -> None:
    beside = open_rules.hints(rules)
    lines = open_rules.texts[rules.as_uri()].split("\n")
    examples = sum(line.startswith("  example ") for line in lines)
    assert [words for each in beside.values() for words in each if words[0] in "✓✗"] == ["✓"] * examples
    (limit,) = (number for number, line in enumerate(lines, 1) if "sitting(meeting) <= 5 days" in line)
    assert beside[limit] == ["both sides tried"]
    assert beside[limit + 1] == ["✓"]


def test_an_example_that_claims_something_else_says_what_came(open_rules: Editor, rules: Path) -> None:
    open_rules.hints(rules)
    open_rules.type(rules, "<= 5 days", "<= 6 days")
    beside = open_rules.hints(rules)
    lines = open_rules.texts[rules.as_uri()].split("\n")
    (limit,) = (number for number, line in enumerate(lines, 1) if "<= 6 days" in line)
    (claimed,) = (
        n for n, line in enumerate(lines, 1) if n > limit and "rejects with meetings[0].end = 2012-04-21" in line
    )
    assert beside[claimed] == ["✗ it is satisfied"]
    assert beside[limit] == ["not tried: 7 days"]


def test_examples_are_run_again_where_only_a_definition_has_changed(open_rules: Editor, rules: Path) -> None:
    assert not any("✗" in words for each in open_rules.hints(rules).values() for words in each)
    open_rules.type(rules, "= days(meeting.start, meeting.end)", "= days(meeting.start, meeting.end) + 9 days")
    assert any("✗" in words for each in open_rules.hints(rules).values() for words in each)


def test_an_example_that_makes_no_document_says_so(open_rules: Editor, rules: Path) -> None:
    open_rules.type(rules, "example rejects without meetings[0]", "example rejects without meetings[9]")
    assert ["✗ cannot be run"] in open_rules.hints(rules).values()


# -- slow things ----------------------------------------------------------------------------------------------------


def test_what_is_slow_lets_other_answers_go_before(open_rules: Editor, rules: Path) -> None:
    """Hovering and complaints are asked for after the examples and the layout, and are answered first."""
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 900, "character": 0}}
    file = {"textDocument": {"uri": rules.as_uri()}}
    slow = [
        open_rules.begin("textDocument/inlayHint", {**file, "range": whole}),
        open_rules.begin("textDocument/formatting", {**file, "options": OPTIONS}),
    ]
    assert open_rules.hover(rules, "meeting.kind", 10)
    assert not set(slow) & set(open_rules.answers)
    assert all([open_rules.answer(slow[0]), open_rules.answer(slow[1]) == []])


def test_the_words_of_the_server_say_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from ccmcheck import editor
    from ccmcheck.cli import main

    monkeypatch.setattr(editor, "is_installed", lambda: False)
    result = CliRunner().invoke(main, ["lsp"])
    assert result.exit_code == 2
    assert result.output == "error: this needs pygls, which is not installed: pip install 'ccmcheck[editor]'\n"
