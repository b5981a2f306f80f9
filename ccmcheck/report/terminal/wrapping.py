"""Words over several lines of a terminal."""

from __future__ import annotations

import textwrap
from functools import lru_cache

from ccmcheck.report.parts.excerpt import printable


@lru_cache(maxsize=1000)  # a thousand programmes are told the words of thirty rules
def wrapped(text: str, width: int, first: int = 2, then: int = 4) -> str:
    """A text, indented, in lines of a width."""
    return textwrap.fill(
        printable(text),
        width,
        initial_indent=" " * first,
        subsequent_indent=" " * then,
        break_long_words=False,
        break_on_hyphens=False,
    )
