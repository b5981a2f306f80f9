"""JSON texts that are safe to print: nothing in them steers a terminal or turns the direction of writing."""

from __future__ import annotations

import json
import re
from typing import Any

_SUSPECT = re.compile("[^\n -~]")
_LONE = re.compile("[\ud800-\udfff]")


def json_text(data: Any) -> str:
    """The data as indented JSON that ends in a line break; what does not print is written as its escape."""
    return _SUSPECT.sub(_escaped, json.dumps(data, indent=2, ensure_ascii=False)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    if char.isprintable() or char == "\u00a0":
        return char
    if _LONE.match(char):  # half a letter: not every reader of JSON takes its escape
        return "\\ufffd"
    return json.dumps(char)[1:-1] if ord(char) != 0x7F else "\\u007f"
