"""Draft decisions as Markdown; hides what has to be escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ccmcheck.drafts.write.paragraphs import Written

_SPECIAL = re.compile(r"[\\*_`<#]|\[(?=\^)|^(?=[-+>])|^(?=\d+[.)])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def to_markdown(paragraphs: Sequence[Written]) -> str:
    """The paragraphs as Markdown with typed numbers."""
    return "\n\n".join(_lines(paragraphs)) + "\n"


def _lines(paragraphs: Sequence[Written]) -> Iterator[str]:
    count = 0
    for paragraph in paragraphs:
        if paragraph.level < 1:
            yield ("# " if paragraph.level == 0 else "") + _escaped(paragraph.text)
            continue
        count += 1
        yield f"{mark(paragraph.level, count)} {_escaped(paragraph.text)}"
        yield from _inner(paragraph.parts)


def _inner(parts: Sequence[Written]) -> Iterator[str]:
    for at, part in enumerate(parts, 1):
        yield f"{mark(part.level, at)} {_escaped(part.text)}"
        yield from _inner(part.parts)


def mark(level: int, count: int) -> str:
    """The number of a paragraph: `1.`, `(a)`, `(i)`."""
    match level:
        case 1:
            return f"{count}."
        case 2:
            times, letter = divmod(count - 1, 26)
            return f"({_LETTERS[letter] * (times + 1)})"
        case _:
            return f"({_NUMERALS[count - 1] if count <= len(_NUMERALS) else count})"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}" if match[0] else "\\", text)
