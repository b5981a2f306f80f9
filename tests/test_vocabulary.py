"""From JSON Schema to kinds: what is understood, and a refusal of the rest that names it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ccmcheck.document.blanks import PATTERN
from ccmcheck.document.schema import NotUnderstood, RecordKind, describe, from_schema
from ccmcheck.document.validation import refuse_unless_understood
from ccmcheck.language.rulebook import load

ROOT = Path(__file__).parent.parent
TEXT = {"type": "string"}
DAY = {"type": "string", "format": "partial-date"}


def closed(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "title": "thing", "additionalProperties": False, "properties": properties}


KINDS = [
    ({"type": "string"}, "text"),
    ({"type": ["string", "null"]}, "text"),
    ({"type": "integer"}, "a number"),
    ({"type": ["number", "null"]}, "a number"),
    ({"type": "boolean"}, "`true` or `false`"),
    ({"type": ["string", "integer"], "format": "partial-date"}, "a date (like 2012-04-16)"),
    ({"enum": ["a", "b"]}, "one of `a`, `b`"),
    ({"anyOf": [{"enum": ["a", "b"]}, {"type": "null"}]}, "one of `a`, `b`"),
    ({"type": "string", "x-register": "states_parties"}, "a name"),
    ({"type": "array", "items": TEXT}, "a list of texts"),
    (closed(a=TEXT), "a record (thing)"),
]


@pytest.mark.parametrize(("schema", "words"), KINDS, ids=lambda value: json.dumps(value)[:40])
def test_a_kind(schema: dict[str, Any], words: str) -> None:
    assert describe(from_schema("x", schema).document) == words


REFUSED = [
    ({"type": "string", "minLength": 1}, "`minLength` at # is not among the keywords understood here"),
    (
        closed(a={"type": "array", "items": TEXT, "maxItems": 2}),
        "`maxItems` at #/properties/a is not among the keywords",
    ),
    ({"type": "object", "properties": {}}, "an object that is not closed (`additionalProperties: false`) at #"),
    (closed(a={"type": "array"}), "a list that does not say what it holds (`items`) at #/properties/a"),
    (closed(a={"$ref": "#/$defs/none"}), "`#/$defs/none` leads to nothing under `$defs`"),
    ({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}, "`#/$defs/a` leads to nothing under `$defs`"),
    ({"type": "null"}, "no kind at #"),
    (closed(a=TEXT) | {"x-name": "b"}, "`x-name` at # names `b`, which is no field there"),
    (closed(a=TEXT) | {"x-day": "a"}, "`x-day` at # names `a`, which is no date"),
    (closed(a=TEXT, b=TEXT) | {"x-name": "c"}, "`x-name` at # names `c`, which is no field there (it has `a`, `b`)"),
    (closed(a=DAY) | {"x-order": [["a", "b"]]}, "`x-order` at # names `b`, which is no field there (it has `a`)"),
    (closed(a=DAY, b=TEXT) | {"x-order": [["a", "b"]]}, "`x-order` at # names `b`, which is no date"),
    (
        {"type": "array", "items": closed(a=TEXT), "x-unique": "b"},
        "`x-unique` at # names `b`, which is no field there (it has `a`)",
    ),
    (closed(a=TEXT) | {"required": ["a", "aa"]}, "`required` at # names `aa`, which is no field there (it has `a`)"),
    (closed(a=closed(b=TEXT) | {"required": ["a"]}), "`required` at #/properties/a names `a`, which is no field there"),
    ({"type": "array", "items": TEXT, "x-unique": "b"}, "`x-unique` at # names `b`, which is no field there"),
    (
        {"type": "array", "items": TEXT, "x-aliases": "members"},
        "`x-aliases` at # says something of a text, and there is a list of texts",
    ),
    ({"type": "integer", "x-register": "members"}, "`x-register` at # says something of a text, and there is a number"),
    (TEXT | {"x-order": []}, "`x-order` at # says something of a record, and there is text"),
]


@pytest.mark.parametrize(("schema", "words"), REFUSED, ids=lambda value: json.dumps(value)[:40])
def test_what_is_not_understood_is_refused(schema: dict[str, Any], words: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        from_schema("x", schema)
    assert words in str(refused.value)


def test_a_schema_says_what_names_a_thing_and_what_dates_it() -> None:
    day = {"type": "string", "format": "partial-date"}
    kind = from_schema("x", closed(code=TEXT, agreed=day) | {"x-name": "code", "x-day": "agreed"}).document
    assert isinstance(kind, RecordKind)
    assert (kind.known_by, kind.day) == ("code", "agreed")


OPEN_RECORD = '{"type": "object", "additionalProperties": true, "properties": {}}'
KEBAB = '{"type": "object", "additionalProperties": false, "properties": {"venue-name": {"type": "string"}}}'
SPELLING = "needs small letters and digits, joined by `_`"
NAME = "A name by which rules can speak of a field."
TYPES = '`"array"`, `"boolean"`, `"integer"`, `"null"`, `"number"`, `"object"`'
# fmt: off
TOLD = [
    ('{"type": "string", "minLength": 1}', "`minLength` at `#` is not among the keywords understood here"),
    ("{", "at line 1, column 1, the name of a field in double quotation marks is needed here, but `{` was found"),
    ('{\n "type": "string"\n "title": "x"\n}',
     "at line 3, column 2, a comma (or, after a field's name, a colon) is needed here, but `\"` was found"),
    ('{"type": "string", "type": "integer"}',
     "at line 1, column 20, each field may be written once, but `type` stands on line 1 and again on line 1"),
    ('{"type": "string", "format": "date"}',
     'only `"partial-date"` is understood at `#/format`, and `"date"` stands there.'),
    ('{"type": "text"}',
     f'only {TYPES}, `"string"` or a list of these is understood at `#/type`, and `"text"` stands there.'),
    ('{"type": ["int", "null"]}', f'only {TYPES} or `"string"` is understood at `#/type/0`, and `"int"` stands there.'),
    (OPEN_RECORD, "only `false` is understood at `#/additionalProperties`, and `true` stands there."),
    (KEBAB, f"a field's name at `#/properties` {SPELLING}, and `\"venue-name\"` stands there. {NAME}"),
]
# fmt: on


@pytest.mark.parametrize(("text", "words"), TOLD)
def test_a_schema_that_is_not_understood_is_told_where_it_is_named(text: str, words: str, tmp_path: Path) -> None:
    assert _complaints(tmp_path, text) == [("schema-not-understood", words)]


def _complaints(folder: Path, schema: str) -> list[tuple[str, str]]:
    (folder / "odd.schema.json").write_text(schema)
    (folder / "x.md").write_text("1. They meet.\n")
    file = folder / "odd.rules"
    file.write_text(
        'ruleset odd language 1 title "x" short "x" source "x.md" schema "odd.schema.json" in force from 2011-09-16\n'
    )
    _, problems = load.load(file, "odd.rules")
    return [(problem.code, problem.message.rpartition("understood here: ")[2]) for problem in problems]


A_RECORD = {"type": "object", "title": "thing", "additionalProperties": False}
ROUND = {"$ref": "#/$defs/a", "$defs": {"a": {**A_RECORD, "properties": {"b": {"$ref": "#/$defs/a"}}}}}
# Each definition holds the next one twice: written out they would be more than a million.
GROWING = {
    "$ref": "#/$defs/a0",
    "$defs": {
        **{
            f"a{n}": {**A_RECORD, "properties": {part: {"$ref": f"#/$defs/a{n + 1}"} for part in "bc"}}
            for n in range(20)
        },
        "a20": TEXT,
    },
}
FROM_STRANGERS = [
    (closed(a={"type": "string", "pattern": "(x+x+)+y"}), "what stands at `#/properties/a/pattern` is not understood"),
    ({**closed(a=TEXT), "$defs": {"blank": {"pattern": "(x+x+)+y"}}}, "what stands at `#/$defs/blank/pattern`"),
    (
        closed(a={"anyOf": [{"enum": ["x"]}, {"not": {}}]}),
        "`not` at `#/properties/a/anyOf/1` is not among the keywords",
    ),
    (
        {"$ref": "https://example.org/x"},
        'only `"#/$defs/NAME"` is understood at `#/$ref`, and `"https://example.org/x"` stands there.',
    ),
    ({"type": "array", "items": "string"}, 'only a schema in `{ }` is understood at `#/items`, and `"string"` stands'),
    (closed(a=TEXT) | {"required": "a"}, 'only a list is understood at `#/required`, and `"a"` stands there.'),
    (closed(**{"not a name": TEXT}), "a field's name at `#/properties` needs small letters and digits, joined by `_`"),
    ([], "only a schema in `{ }` is understood at `#`, and `[]` stands there."),
    (ROUND, "`#/$defs/a` refers to itself"),
    (GROWING, "written out, it holds more than 10000 parts"),
]


@pytest.mark.parametrize(("schema", "words"), FROM_STRANGERS, ids=lambda value: json.dumps(value)[:40])
def test_a_schema_beside_rules_is_a_strangers(schema: Any, words: str, tmp_path: Path) -> None:
    (complaint,) = _complaints(tmp_path, json.dumps(schema))
    assert complaint[0] == "schema-not-understood"
    assert complaint[1].startswith(words)


def test_a_schema_that_is_nested_without_end_is_refused(tmp_path: Path) -> None:
    text = '{"items": ' * 100_000 + "{}" + "}" * 100_000
    assert _complaints(tmp_path, text) == [
        (
            "schema-not-understood",
            "at line 1, column 1001, lists and records may be nested 100 deep, but here they go deeper",
        )
    ]


def test_a_schema_names_its_register(tmp_path: Path) -> None:
    schema = closed(a={"type": "string", "x-register": "planets"})
    (complaint,) = _complaints(tmp_path, json.dumps(schema))
    assert complaint[0] == "schema-register-unusable"
    assert "registers/planets.yaml or planets.schema.json: there is no such file" in complaint[1]


@pytest.mark.parametrize("file", sorted([*ROOT.glob("schemas/*.schema.json"), *ROOT.glob("rules/*/*.schema.json")]))
def test_what_a_schema_says_of_blanks_to_other_validators_is_what_the_language_says(file: Path) -> None:
    schema = json.loads(file.read_text(encoding="utf-8"))
    patterns = [definition["pattern"] for name, definition in schema.get("$defs", {}).items() if name == "blank"]
    patterns += (
        [schema["$defs"]["schema"]["properties"]["pattern"]["const"]] if file.name == "schema.schema.json" else []
    )
    assert set(patterns) <= {PATTERN}


@pytest.mark.parametrize("file", sorted(ROOT.glob("schemas/*.schema.json")))
def test_schemas_that_come_with_the_tool_are_what_a_strangers_may_be(file: Path) -> None:
    understood = json.loads((file.parent / "schema.schema.json").read_text())
    if file.name not in ("report.schema.json", "schema.schema.json"):
        refuse_unless_understood(json.loads(file.read_text()), understood)


def test_the_words_of_schemas_are_written_down_twice_alike() -> None:
    schemas = Path(__file__).parent.parent / "schemas"
    words = json.loads((schemas / "schema.schema.json").read_text())["$defs"]["schema"]["properties"]
    known = json.loads((schemas / "vocabulary.json").read_text())["keywords"]
    assert {each["keyword"]: each["metaSchema"] for each in known} == {
        name: rest for name, rest in words.items() if name.startswith("x-")
    }
