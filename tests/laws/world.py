"""A small world with one field of each kind and one register, the rules that are written for it, and judging them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ccmcheck.base.source import Source
from ccmcheck.document import json_text
from ccmcheck.document.coerce import Fitted, fit
from ccmcheck.document.names import Names, names_of
from ccmcheck.document.nodes import Node
from ccmcheck.document.raw import Raw, RawMapping, RawPossible, RawScalar, RawSequence
from ccmcheck.document.read import read_register
from ccmcheck.document.schema import RecordKind, Vocabulary, from_schema
from ccmcheck.judge.evaluate import Context
from ccmcheck.judge.evaluate.rule import Finding, judge
from ccmcheck.language.rulebook.model import Register, Rule
from ccmcheck.language.rulebook.resolve import Surroundings, header, ruleset
from ccmcheck.language.syntax import Parsed, parse
from tests.document_samples import BLANK, DATE, SCHEMA, STATE, TEXT, YEAR, items, record

NUMBER = {"type": ["number", "string", "null"], **BLANK}
TRUTH = {"type": ["boolean", "string", "null"], **BLANK}
WORDS = ("red", "green", "blue")
WORD = {"type": ["string", "null"], "anyOf": [{"enum": list(WORDS)}, {"type": "null"}, BLANK]}

PERSON = record("person", [], name=TEXT, state=STATE)
COORDINATOR = record("coordinator", [], state=STATE, years=items(YEAR))
MEETING = {
    **record(
        "meeting", [], id=TEXT, kind=WORD, start=DATE, end=DATE, city=TEXT, languages=items(TEXT), president=PERSON
    ),
    "x-order": [["start", "end"]],
}
GROUP = record("group", [], topic=WORD, coordinators=items(COORDINATOR))

WORLD: dict[str, Any] = {
    **record(
        "programme", [],
        year=YEAR, share=NUMBER, day=DATE, ready=TRUTH, colour=WORD, note=TEXT, host=STATE,
        numbers=items(NUMBER), days_off=items(DATE), texts=items(TEXT), colours=items(WORD), hosts=items(STATE),
        truths=items(TRUTH), unit=record("unit", [], seat=TEXT, open=TRUTH, head=PERSON, tasks=items(TEXT)),
        meetings=items(MEETING, **{"x-unique": "id"}), groups=items(GROUP),
    ),
    "type": "object",
    "$defs": SCHEMA["$defs"],
}  # fmt: skip
del WORLD["$ref"]
VOCABULARY = from_schema("world", WORLD)
assert isinstance(VOCABULARY.document, RecordKind)
DOCUMENT: RecordKind = VOCABULARY.document
INSIDE = from_schema(
    "inside",
    {
        **WORLD,
        "properties": {**WORLD["properties"], "previous": {n: v for n, v in WORLD.items() if n != "$defs"}},
    },
)
"""The same world with the programme before as a field of the programme."""

REGISTER = """
- {state: Norway, deposited: 2008-12-03, aliases: [Kingdom of Norway]}
- {state: Mali, deposited: 2010-06-30, until: 2012-03-01, aliases: []}
- {state: Spain, deposited: 2009-06-17, until: 2020-01-01, aliases: [Kingdom of Spain]}
- {state: Chad, deposited: 2013-03-26, aliases: []}
"""
STATES = ("Norway", "Mali", "Spain", "Chad")


@dataclass(frozen=True)
class Possible:
    """An item of a list that may be there."""

    value: Any


@cache
def states() -> Register:
    """The register of this world: two States have left, two have not."""
    plain = {"type": "string"}
    day = {"type": "string", "format": "partial-date"}
    row = {
        "type": "object", "title": "state", "additionalProperties": False, "required": ["state", "deposited"],
        "properties": {"state": plain, "deposited": day, "until": day, "aliases": {"type": "array", "items": plain}},
    }  # fmt: skip
    vocabulary = from_schema("states", {"type": "array", "x-unique": "state", "items": row})
    rows, problems = read_register(Source.of("states.yaml", REGISTER), vocabulary)
    assert rows is not None
    assert not problems
    return Register("states", "state", rows, names_of(rows, "state"), "", vocabulary)


HEADER = """
ruleset world language 1 title "t" short "t" source "s" schema "world" in force from 2000-01-01
register states from "states.yaml" schema "states" key state
define joined(name, on) = some s in states where s.state = name
  satisfies s.deposited <= on and (s.until is missing or on < s.until)
define length(meeting) = days(meeting.start, meeting.end)
define first_state = "Norway"
"""


def read_rules(text: str, vocabulary: Vocabulary = VOCABULARY) -> tuple[Parsed, tuple[Rule, ...]]:
    """The rules of a text beside the header of this world; a complaint other than of an unused name is a fault."""
    parsed, syntax_problems = parse(Source.of("world.rules", HEADER + text))
    head, head_problems = header(parsed)
    assert head is not None
    made, problems = ruleset(parsed, head, Surroundings(vocabulary, {"states": states()}, None))
    found = [p for p in (*syntax_problems, *head_problems, *problems) if not p.code.startswith("unused-")]
    assert not found, (text, [p.message for p in found])
    return parsed, made.rules


def rule_of(body: str) -> Rule:
    """The rule whose scope and conditions are given."""
    return read_rules(f'obligation it under 1 "q" {body}')[1][0]


def rule_inside(body: str) -> Rule:
    """The same rule where the programme before is a field."""
    return read_rules(f'obligation it under 1 "q" {body}', INSIDE)[1][0]


@cache
def registers() -> Mapping[str, Any]:
    """The register of this world, ready for look-ups."""
    return {"states": states()}


def read(document: Mapping[str, Any], vocabulary: Vocabulary = VOCABULARY) -> Node:
    """The root of a document that has nothing to complain about."""
    made = fitted(document, vocabulary, {"states": states().names})
    assert made.fits
    assert not made.complaints, [p.message for p in made.complaints]
    assert made.root is not None
    return made.root


def read_inside(document: Mapping[str, Any]) -> Node:
    """The root of a document with the programme before in it."""
    return read(document, INSIDE)


def fitted(document: Any, vocabulary: Vocabulary, names: Mapping[str, Names]) -> Fitted:
    """The nodes of a document, its possible items marked as such on the way."""
    source = Source.of("d.json", written(document))
    raw, problems = json_text.parse(source)
    assert raw is not None
    assert not problems, [p.message for p in problems]
    return fit(_marked(raw, document), vocabulary, names, source)


def _marked(raw: Raw, document: Any) -> Raw:
    match raw, document:
        case _, Possible(value):
            inner = cast(RawScalar | RawSequence | RawMapping, _marked(raw, value))
            return RawPossible(inner, RawScalar("maybe", "maybe", raw.start, raw.end, True), raw.start, raw.end)
        case RawSequence(items), list():
            return raw._replace(items=tuple(_marked(*pair) for pair in zip(items, document, strict=True)))
        case RawMapping(entries), dict():
            return raw._replace(entries=tuple((key, _marked(held, document[key.text])) for key, held in entries))
        case _:
            return raw


def verdicts(rule: Rule, document: Mapping[str, Any], *, thorough: bool = False) -> tuple[Finding, ...]:
    """The findings of a rule over a document of this world."""
    return judge(rule, Context(read(document), registers(), {}), thorough=thorough)


def outcomes(rule: Rule, document: Mapping[str, Any]) -> list[str]:
    """The outcomes alone."""
    return [finding.outcome for finding in verdicts(rule, document)]


def written(value: Any) -> str:
    """A value as JSON, decimal numbers digit by digit."""
    match value:
        case dict():
            return "{" + ", ".join(f'"{key}": {written(inner)}' for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(written, value)) + "]"
        case Possible():
            return written(value.value)
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'
        case _:
            return str(value)
