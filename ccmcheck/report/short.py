"""Words cut to the room that there is for them, and words that a spreadsheet does not take for a formula."""

from __future__ import annotations

LONGEST = 300
"""Characters of one name or value: nobody reads on, and a name of ten thousand letters floods no report."""


def short(text: str, longest: int = LONGEST) -> str:
    """A text on one line, cut where there is no more room."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def inert(text: str) -> str:
    """A text for a cell of a table: in quotation marks where it begins as formulas do."""
    line = short(text)
    return f"“{line}”" if line[:1] in ("=", "+", "@", "-") and line != "-" else line
