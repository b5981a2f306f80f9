"""From JSON Schema to kinds: what is understood, and a refusal of the rest that names it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ccmcheck.document.schema import NotUnderstood, RecordKind, describe, from_schema
from ccmcheck.language.rulebook import load

TEXT = {"type": "string"}


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


@pytest.mark.parametrize(("text", "words"), [
    ('{"type": "string", "minLength": 1}', "`minLength` at # is not among the keywords understood here"),
    ("{", "it is not JSON"),
])  # fmt: skip
def test_a_schema_that_is_not_understood_is_told_where_it_is_named(
    text: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = load.resources.read
    monkeypatch.setattr(load.resources, "read", lambda *at: text if at[-1] == "odd.schema.json" else read(*at))
    file = tmp_path / "odd.rules"
    file.write_text(
        'ruleset odd language 1 title "x" short "x" source "x.md" schema "odd.schema.json" in force from 2011-09-16\n'
    )
    _, problems = load.load(file, "odd.rules")
    assert [problem.code for problem in problems] == ["schema-not-understood"]
    assert words in problems[0].message
