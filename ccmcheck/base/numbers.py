"""Numbers as prose has them, in digits and in words: 1,200,000; 1.2 million; two hundred and fifty."""

from __future__ import annotations

import re
from decimal import Decimal

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
SMALL = {word: value for value, word in enumerate(ONES)} | {word: 10 * at for at, word in enumerate(_TENS, 2)}
"""The numbers that are one word, up to ninety."""

# Between the digits of one number stand a comma, an apostrophe or a space, a hard or narrow one too.
_DIGITS = r"[0-9]{1,3}(?:[,'’ \u00a0\u2009\u202f][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_UP_TO_99 = (
    rf"(?:{'|'.join(_TENS)})\b(?:-(?:{'|'.join(ONES[1:10])})\b|\s(?:{'|'.join(ONES[1:10])})\b(?!-))?"
    rf"|(?:{'|'.join(ONES)})\b"
)


def _pattern(joint: str) -> str:
    """A number in which the joint may stand before its last part."""
    up_to_999 = (
        rf"(?:(?:{_UP_TO_99}|{_DIGITS})[\s-])?hundred\b(?:{joint}\s(?:{_UP_TO_99})(?![\s-]hundred\b))?|{_UP_TO_99}"
    )
    scale = rf"[\s-](?:{'|'.join(_SCALES)})\b"
    more = rf"(?:{joint}\s(?:{up_to_999})(?:{scale})?)*"
    return rf"(?:{up_to_999}|{_DIGITS})(?:{scale}{more})?|(?:{'|'.join(_SCALES)})\b"


_APART, _JOINED = _pattern(""), _pattern(r"(?:\sand)?")

# “between one hundred and twenty” has two numbers, “one hundred and twenty” is one.
NUMBER = rf"(?:(?<=\bbetween\s)(?:{_APART})|(?<!\bbetween\s)(?:{_JOINED}))"
"""The pattern of a number in digits or words, whatever the case of its letters."""


def value_of(written: str) -> Decimal:
    """The value of a number that fits the pattern."""
    total = part = Decimal(0)
    for word in re.findall(rf"{_DIGITS}|[a-z]+", written.lower()):
        if word in _SCALES:
            total, part = total + (part or Decimal(1)) * _SCALES[word], Decimal(0)
        elif word == "hundred":
            part = (part or Decimal(1)) * 100
        elif word in SMALL:
            part += SMALL[word]
        elif word[0].isdigit():
            part += Decimal(re.sub(r"[^0-9.]", "", word))
    return total + part
