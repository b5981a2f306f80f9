"""Names of rules: what each means where it stands, where else it is used, and what may stand at a place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.document.schema import WordKind
from ccmcheck.document.schema_places import place_of
from ccmcheck.language.rulebook import uses
from ccmcheck.language.rulebook.candidates import candidates
from ccmcheck.language.rulebook.load import Loaded, load_text
from ccmcheck.language.rulebook.uses import Use

RULES = Path(__file__).parent.parent / "rules" / "beirut-2011.rules"
TEXT = RULES.read_text("utf-8")


def loaded(text: str) -> Loaded:
    return load_text(Source.of("a.rules", text), RULES.parent)[0]


def with_rule(rule: str) -> Loaded:
    return loaded(TEXT + f'\nobligation new\n  under 2(a) "five days"\n  {rule}\n')


def used(found: Loaded, words: str, inside: int) -> tuple[tuple[Use, ...], Use]:
    every = uses.uses(found.parsed, found.around)
    use = uses.at(every, found.parsed.source.text.rindex(words) + inside)
    assert use is not None
    return every, use


def test_every_name_of_the_bundled_rules_is_known_and_stands_where_it_is_said_to() -> None:
    every = uses.uses(loaded(TEXT).parsed, loaded(TEXT).around)
    assert [use.name for use in every if use.sort == "field" and use.thing is None] == []
    for use in every:
        if use.sort in ("field", "variable", "define", "register", "function", "rule"):
            assert use.span.text == use.name
        if use.declared is not None:
            assert use.declared.text == use.name


def test_each_field_is_found_in_its_schema() -> None:
    for use in uses.uses(loaded(TEXT).parsed, loaded(TEXT).around):
        if use.sort == "field" and use.thing is not None:
            schema = Source.of(use.thing.schema, resources.read("schemas", use.thing.schema))
            place = place_of(schema, use.thing.steps)
            assert place is not None
            assert place.text == f'"{use.name}"'


def test_a_path_that_the_schema_does_not_have_has_no_place() -> None:
    schema = Source.of("s.json", '{"properties": {"a": {"$ref": "#/$defs/x"}}, "$defs": {"x": {"items": {}}}}')
    assert place_of(schema, ("b",)) is None
    assert place_of(schema, ("a", "[]", "c")) is None
    found = place_of(schema, ("a", "[]"))
    assert found is not None
    assert found.text == '"items"'


def test_a_parameter_is_what_a_definition_is_used_with() -> None:
    _, use = used(loaded(TEXT), "days(meeting.start, meeting.end)", 14)
    assert use.name == "start"
    assert use.thing is not None
    assert use.thing.steps == ("meetings", "[]", "start")


def test_the_same_variable_of_two_rules_is_two_names() -> None:
    text = "for each meeting in meetings require some x in meetings satisfies x.kind = meeting.kind"
    every, use = used(with_rule(text), "meeting in meetings require", 0)
    assert [other.span.start for other in uses.alike(every, use)] == [
        use.span.start,
        with_rule(text).parsed.source.text.rindex("meeting.kind"),
    ]


def test_the_paths_in_braces_of_a_text_are_uses_too() -> None:
    rule = 'for each meeting in meetings require meeting.city = "Geneva" otherwise "not {meeting.city}"'
    every, use = used(with_rule(rule), "{meeting.city}", 10)
    assert use.thing is not None
    assert isinstance(uses.at(every, use.span.start - 3), Use)
    assert len([other for other in uses.alike(every, use) if other.span.start > len(TEXT)]) == 2


def test_a_name_has_the_fields_of_its_row_and_the_programme_before_those_of_a_programme() -> None:
    found = with_rule("for each g in working_groups, c in g.coordinators require c.state.deposited <= decided_on")
    _, use = used(found, "c.state.deposited", 10)
    assert use.thing is not None
    assert use.thing.schema == "states-parties.schema.json"
    in_an_example = with_rule("require year = 2012 example leaves open with previous.year = ____")
    _, use = used(in_an_example, "previous.year", 10)
    assert use.thing is not None
    _, use = used(with_rule("require previous.year = year"), "previous.year", 10)
    assert use.thing is not None
    assert use.thing.steps == ("year",)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("for each g in working_groups, c in g.coordinators require c.", "state"),
        ("for each g in working_groups, c in g.coordinators require c.state.", "deposited"),
        ("require at least 2 g in working_groups satisfies g.", "topic"),
        ("require count([c for g in working_groups, c in g.coordinators where c.", "years"),
        ("require previous.", "meetings"),
        ("require ", "at least"),
    ],
)
def test_what_is_bound_is_known_where_it_is_written(words: str, offered: str) -> None:
    found = loaded(f'{TEXT}\nobligation new\n  under 2(a) "five days"\n  {words}')
    there = candidates(found.parsed, found.around, len(found.parsed.source.text))
    assert offered in {each.text for each in there}


def test_counting_binds_as_quantifying_does() -> None:
    rule = "require at least 2 g in working_groups where g.topic is given satisfies g.topic is given"
    every, use = used(with_rule(rule), "g in working_groups", 0)
    assert len(uses.alike(every, use)) == 3


def test_words_of_a_list_are_read_as_one_writes_them() -> None:
    _, use = used(with_rule("require count([g.topic for g in working_groups]) = 1"), "g.topic", 3)
    assert use.thing is not None
    assert isinstance(use.thing.kind, WordKind)


@pytest.mark.parametrize("statement", [*re.split(r"\n(?=obligation|define|judgement)", TEXT)[1:14:3]])
def test_any_place_of_any_statement_has_its_candidates(statement: str) -> None:
    """Wherever one stops writing, what is offered is offered in place of the word that was begun."""
    head = TEXT.split("obligation")[0]
    for end in range(0, len(statement), 5):
        found = loaded(head + statement[:end])
        offset = len(found.parsed.source.text)
        for each in candidates(found.parsed, found.around, offset):
            assert each.span.end == offset or each.sort in ("quotation", "word", "name")
            assert "\n" not in found.parsed.source.text[each.span.start : offset] or each.sort == "quotation"


def test_without_a_schema_only_the_words_of_the_language_are_offered() -> None:
    found = loaded('ruleset a\nobligation b under 1 "x" require ')
    names = {each.text for each in candidates(found.parsed, found.around, len(found.parsed.source.text))}
    assert {"not", "every"} <= names
    assert "meetings" not in names
