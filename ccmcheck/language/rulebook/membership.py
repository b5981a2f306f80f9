"""Who is a party to a treaty on a day, by the dates of a register's rows: `deposited` and `until`."""

from __future__ import annotations

from datetime import date

from ccmcheck.base.values import Range
from ccmcheck.document.nodes import Node, child
from ccmcheck.document.schema import ListKind, RecordKind
from ccmcheck.language.rulebook.model import Register


def day_of(row: Node, field: str) -> date | None:
    """The day that a row states; None where it states none."""
    value = child(row, field).value
    return value.low if isinstance(value, Range) and isinstance(value.low, date) else None


def is_party(row: Node, on: date) -> bool:
    """Whether a State is a party on a day: from the deposit of its instrument on, as the United Nations counts."""
    deposited, until = day_of(row, "deposited"), day_of(row, "until")
    return deposited is not None and deposited <= on and (until is None or on < until)


def parties(register: Register, on: date | None) -> tuple[str, ...]:
    """The names of a register's rows; where those state membership and the day is known, only of parties on it."""
    item = register.rows.kind.item if isinstance(register.rows.kind, ListKind) else None
    dated = isinstance(item, RecordKind) and {"deposited", "until"} <= item.fields.keys()
    rows = [row for row in register.each if on is None or not dated or is_party(row, on)]
    return tuple(child(row, register.key).text for row in rows)
