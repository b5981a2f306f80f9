"""What one written value means for the kind of its field; hides how each kind is written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from ccmcheck.base import values
from ccmcheck.base.quoting import normal
from ccmcheck.base.values import Choice, Plain, truth_of
from ccmcheck.document.blanks import is_blank
from ccmcheck.document.dates import days_of, is_blank_date
from ccmcheck.document.names import NO_NAMES, Names
from ccmcheck.document.raw import REST
from ccmcheck.document.scalars import ScalarValue, plain_number
from ccmcheck.document.schema import DateKind, Kind, NameKind, NumberKind, TextKind, TruthKind, WordKind

REMEMBERED = 200
"""Texts up to this length are worth remembering: they are names, days and titles, and come again in every programme."""


def meaning_of(value: ScalarValue, kind: Kind, names: Mapping[str, Names]) -> tuple[bool, Plain | None]:
    """Whether a value is a blank, and otherwise its meaning, if it has one for that kind.

    `names` holds the names of each register that kinds speak of.
    """
    if isinstance(value, str):
        return _of_text(value, kind, names)
    return value is None, _of_number_or_truth(value, kind)


def _of_text(text: str, kind: Kind, names: Mapping[str, Names]) -> tuple[bool, Plain | None]:
    blank, choice = _seen(text) if len(text) <= REMEMBERED else _look(text)
    if blank and (not isinstance(kind, DateKind) or is_blank_date(text) or text.strip() in REST):
        return True, None
    match kind:
        case TextKind(register) | NameKind(register):
            known = names.get(register, NO_NAMES) if register else NO_NAMES
            name = known.canonical(text)
            if name is None and known.exact and isinstance(kind, NameKind) and known.fault(text) is not None:
                return False, None
            return False, choice if name is None else _seen(name)[1]
        case WordKind(words):
            return False, choice if text in words else None
        case DateKind():
            return False, days_of(text)
        case _:
            return False, None


def _look(text: str) -> tuple[bool, Choice]:
    """Whether a text is a blank, as the mark of a half list is too, and the text as a value."""
    return text.strip() in REST or is_blank(text), values.text(normal(text))


# The same words come again in every programme, and in most of its parts.
_seen = lru_cache(maxsize=1024)(_look)


def _of_number_or_truth(value: int | Decimal | bool | None, kind: Kind) -> Plain | None:
    match kind:
        case NumberKind(whole):
            number = plain_number(value, whole=whole)
            return None if number is None else values.point(number)
        case DateKind():
            return days_of(plain_number(value, whole=True))
        case TruthKind():
            return truth_of(value) if isinstance(value, bool) else None
        case _:
            return None
