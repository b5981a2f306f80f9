"""What counts as a blank in a document, whatever its schema says: `____`, nothing at all, a text in brackets, TBD."""

from __future__ import annotations

import re

# White space as JavaScript has it: other validators read the same pattern in the schemas.
_SPACE = r"[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
_ROUND, _SQUARE = r"\((?:[^()]|\([^()]*\))*\)", r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]"


def _in_any_case(words: str) -> str:
    return "".join(f"[{letter}{letter.lower()}]" for letter in words)


_DECIDED = "|".join(map(_in_any_case, ("DETERMINED", "DECIDED", "CONFIRMED", "ANNOUNCED")))
_TO_BE = f"{_in_any_case('TO')}{_SPACE}+{_in_any_case('BE')}{_SPACE}+(?:{_DECIDED})"
PATTERN = f"__|^{_SPACE}*(?:(?:{_SQUARE}|{_ROUND}|[Tt][Bb][DdCc]|{_TO_BE}){_SPACE}*)?$"
"""The pattern, as `$defs/blank` of the schemas has it for editors and other validators."""

_BLANK = re.compile(PATTERN)


def is_blank(text: str) -> bool:
    """Whether a text stands for a blank."""
    return _BLANK.search(text) is not None
