"""How a report for a terminal looks: how much it shows, whether in colour, and how wide."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from ccmcheck.base.frozen import frozen
from ccmcheck.report.parts.excerpt import printable

Colour: TypeAlias = Literal["red", "yellow", "green", "blue", "bold", "dim"]
_CODES: dict[Colour, str] = {"red": "31", "yellow": "33", "green": "32", "blue": "36", "bold": "1", "dim": "2"}
_STEERING = {False: re.compile(r"(\n)"), True: re.compile(rf"(\n|\x1b\[(?:0|{'|'.join(_CODES.values())})m)")}


@frozen
class TextStyle:
    """How much is shown, whether in colour, and how wide: words wrap at `width` columns.

    Quiet shows the summary and what could not be read; verbose shows every verdict.
    """

    colour: bool = False
    quiet: bool = False
    verbose: bool = False
    width: int = 100

    def paint(self, text: str, colour: Colour) -> str:
        """The text in a colour, or as it is."""
        return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if self.colour else text

    def cleaned(self, text: object) -> str:
        """A text that was kept, as safe on a terminal as one from a file: only line breaks and colours steer it."""
        parts = _STEERING[self.colour].split(str(text))
        return "".join([part if at % 2 else printable(part) for at, part in enumerate(parts)])


PLAIN = TextStyle()
