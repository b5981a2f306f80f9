"""What plain words mean in YAML 1.2: numbers, truth, nothing, or text; hides their spellings and a number's limits."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TypeAlias

DIGITS = 40
EXPONENT = 30

ScalarValue: TypeAlias = str | int | Decimal | bool | None


class NoValue(Enum):
    """Words that look like a number and cannot be kept as one."""

    TOO_LONG = "number-too-long"
    NOT_FINITE = "number-not-finite"


_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
# Compiled when it is first needed, which takes longer than reading a programme: most numbers are nothing but digits.
_NUMBER = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE]([-+]?[0-9]+))?"
_BASED = r"0o[0-7]+|0x[0-9a-fA-F]+"
_NOT_FINITE = r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"


def meaning(text: str) -> ScalarValue | NoValue:
    """The value of words without quotation marks."""
    return _short(text) if len(text) <= 2 * DIGITS else number(text)


@lru_cache(maxsize=1024)
def _short(text: str) -> ScalarValue | NoValue:
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if not (first.isdigit() or first in "+-."):
        return text
    if text[:2] in ("0o", "0x") and re.fullmatch(_BASED, text):
        return int(text, 0) if len(text) <= DIGITS + 2 else NoValue.TOO_LONG
    return NoValue.NOT_FINITE if text[-1] in "fFnN" and re.fullmatch(_NOT_FINITE, text) else number(text)


def number(text: str) -> str | int | Decimal | NoValue:
    """The number of decimal digits, or the text itself when it is none."""
    if text.isdigit() and text.isascii() and len(text) <= DIGITS:
        return int(text)
    match = re.fullmatch(_NUMBER, text)
    if match is None:
        return text
    exponent = match[1]
    if len(text) > DIGITS + 8 or sum(map(str.isdigit, text)) > DIGITS:
        return NoValue.TOO_LONG
    if exponent is None and "." not in text:
        return int(text)
    if exponent is not None and abs(int(exponent)) > EXPONENT:
        return NoValue.TOO_LONG
    return Decimal(text)


def plain_number(value: object, *, whole: bool) -> int | Decimal | None:
    """The value as a number, 2012.0 as 2012; None for what is none, or is not whole where it has to be."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if isinstance(value, int) or value != value.to_integral_value():
        return None if whole and isinstance(value, Decimal) else value
    return int(value)


def field_without_space(line: str) -> str:
    """The field on a line that has no space behind its colon, so that it reads as a text; empty where there is none."""
    field = re.match(r"\s*(?:-\s+)*([A-Za-z_]\w*:(?![\s/]).*\S)", line)
    return field[1] if field else ""
