"""Texts as they are compared and as they are shown; hides Unicode's several ways to write the same letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2032": "'"})
_SHOWN = 60


def normal(text: str) -> str:
    """The form in which texts are compared: Unicode NFC, straight apostrophes."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_APOSTROPHES)


def quoted(text: str) -> str:
    """The user's words in backticks, on one line, cut when long, and with nothing that could steer a terminal."""
    line = " ".join(text.split())
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in line[: _SHOWN + 1])
    return f"`{shown[:_SHOWN]}…`" if len(line) > _SHOWN else f"`{shown}`"


def cited(*labels: str) -> str:
    """Paragraphs as a sentence names them: `paragraph 2(a)`, `paragraphs 3(a), 3(b)`; `Article 11(2)` has a name."""
    words = ", ".join(labels)
    if labels[0][:1].isalpha() and " " in labels[0]:
        return words
    return f"paragraph{'s' if len(labels) > 1 else ''} {words}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """a, b and c"""
    words = list(words)
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def in_quotation_marks(words: str) -> str:
    """The words as YAML text in quotation marks; the single ones where the words hold double ones or a backslash."""
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'
