"""A line of a source with a place marked under it, safe on a terminal; hides widths, tabs and control characters."""

from __future__ import annotations

import unicodedata

from ccmcheck.base.source import Source

_WIDEST = 100
_BEFORE = 40


def printable(text: str) -> str:
    """A text in which nothing can steer a terminal: control and direction characters are shown as escapes."""
    if text.isprintable():
        return text
    return "".join(char if _is_harmless(char) else f"\\u{ord(char):04x}" for char in text)


def _is_harmless(char: str) -> bool:
    return char.isprintable() or (char.isspace() and char in "\u00a0\u202f\u2009")


def excerpt(source: Source, line: int, column: int, end_line: int, end_column: int) -> tuple[str, str]:
    """The line, and under it the marks of a place, which stop at the end of its first line; long lines are cut."""
    text = source.line(line)
    start = min(column - 1, len(text))
    end = len(text) if end_line > line else min(end_column - 1, len(text))
    is_long = len(text) > _WIDEST or width(_flat(text)) > _WIDEST
    left = _first_shown(text, start) if is_long else 0
    right = _behind_shown(text, left)
    end = min(max(end, start + 1), max(right, start + 1))
    shown = ("…" if left else "") + _flat(text[left:right]) + ("…" if right < len(text) else "")
    before = width(("…" if left else "") + _flat(text[left:start]))
    return shown, " " * before + "^" * max(1, width(_flat(text[start:end])))


def _first_shown(text: str, start: int) -> int:
    """Where the words before a place begin that are shown of a long line."""
    left = start
    while left > 0 and width(_flat(text[left - 1 : start])) <= _BEFORE:
        left -= 1
    return left


def _behind_shown(text: str, left: int) -> int:
    """Where what is shown of a line ends."""
    right = left
    while right < len(text) and width(_flat(text[left : right + 1])) <= _WIDEST:
        right += 1
    return right


def _flat(text: str) -> str:
    return printable(text.replace("\t", "    "))


def width(text: str) -> int:
    """The columns that a text takes on a terminal: wide letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
