"""A small vocabulary with one field of each kind, for the tests of reading."""

from __future__ import annotations

from typing import Any

from ccmcheck.document import blanks
from ccmcheck.document.names import Names
from ccmcheck.document.schema import from_schema

BLANK = {"$ref": "#/$defs/blank"}
TEXT = {"type": ["string", "null"]}
DATE = {"type": ["string", "integer", "null"], "format": "partial-date"}
YEAR = {"type": ["integer", "string", "null"], **BLANK}
STATE = {"type": ["string", "null"], "x-register": "states"}
KIND = {
    "type": ["string", "null"],
    "anyOf": [{"enum": ["intersessional", "review-conference"]}, {"type": "null"}, BLANK],
}


def record(name: str, required: list[str], /, **fields: Any) -> dict[str, Any]:
    """A closed record that may be blank."""
    return {
        "title": name,
        "type": ["object", "string", "null"],
        **BLANK,
        "required": required,
        "additionalProperties": False,
        "properties": fields,
    }


def items(of: dict[str, Any], **more: str) -> dict[str, Any]:
    """A list that may be blank."""
    return {"type": ["array", "string", "null"], **BLANK, "items": of, **more}


MEETING = {
    **record("meeting", ["id", "kind"], id=TEXT, kind=KIND, start=DATE, end=DATE, city=TEXT, years=items(YEAR)),
    "x-order": [["start", "end"]],
}

SCHEMA: dict[str, Any] = {
    **record(
        "work programme",
        ["title", "decided_on", "meetings"],
        title=TEXT,
        decided_on=DATE,
        meetings=items(MEETING, **{"x-unique": "id"}),
        year=YEAR,
        venue={**TEXT, "x-aliases": "bodies"},
        independent={"type": ["boolean", "string", "null"], **BLANK},
        share={"type": ["number", "string", "null"], **BLANK},
        president=record("president", [], name=TEXT, state=STATE),
        states=items(STATE),
    ),
    "type": "object",
    "$defs": {"blank": {"pattern": blanks.PATTERN}},
}
del SCHEMA["$ref"]

VOCABULARY = from_schema("work-programme", SCHEMA)

NAMES = {
    "states": Names.of(
        [
            ("Lao People's Democratic Republic", ["Lao PDR", "Laos", "República Democrática Popular Lao"]),
            ("Bolivia (Plurinational State of)", ["Bolivia"]),
            ("Côte d'Ivoire", ["Ivory Coast"]),
            ("Guinea", ["Guinée"]),
            ("Guinea-Bissau", []),
            ("Netherlands (Kingdom of the)", ["Netherlands", "Pays-Bas"]),
            ("Congo", ["Republic of the Congo"]),
            ("Democratic Republic of the Congo", ["DRC"]),
        ]
    ),
    "bodies": Names.of([("World Meteorological Organization", ["WMO"])]),
}
