"""A document's words inside a report: cut to the room there is, and never read as marks, links, HTML or formulas."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import islice
from typing import Any

from ccmcheck.report.parts.excerpt import printable

_SPAN = re.compile(r"`([^`\n]+)`")
_MARKS = re.compile(r"[\\`*\[\]|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&#34;"})
_SUSPECT = re.compile("[^\n -~]")
_LONE = re.compile("[\ud800-\udfff]")
_NOTHING = "<!-- -->"
_LONGEST = 500
LONGEST = 300
"""Characters of one name or value: nobody reads on, and a name of ten thousand letters floods no report."""


def short(text: str, longest: int = LONGEST) -> str:
    """A text on one line, cut where there is no more room."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def in_html(text: str) -> str:
    """A text inside HTML, between tags or in an attribute."""
    return printable(text).translate(_IN_HTML)


def inert(text: str) -> str:
    """A text for a cell of a table: in quotation marks where it begins as formulas do."""
    line = short(text)
    return f"“{line}”" if line[:1] in ("=", "+", "@", "-") and line != "-" else line


# -- in Markdown ---------------------------------------------------------------------------------------------------


def spans(text: str) -> tuple[tuple[str, bool], ...]:
    """The pieces of a sentence, and whether each is somebody's own words, which stand between backticks."""
    return tuple((piece, at % 2 == 1) for at, piece in enumerate(_SPAN.split(text)) if piece)


@lru_cache(maxsize=1024)  # names of rules and paragraphs come again with every document
def inline(text: str) -> str:
    """Words of a sentence; what stands between backticks becomes code, the rest is escaped."""
    return "".join(code(piece) if own else _plain(piece) for piece, own in spans(_one_line(text)))


def code(text: str) -> str:
    """Words as code: nothing in it is read as anything else."""
    line = _one_line(text).replace("`", "ˋ")
    return f"`{line}`" if line.strip() else "` `"


def cell(markdown: str) -> str:
    """Markdown inside a cell of a table, where a bar ends the cell even in code."""
    return re.sub(r"(?<!\\)\|", r"\\|", markdown)


def block(text: str) -> str:
    """Lines as a block of code, fenced by more backticks than they hold."""
    lines = [printable(line) for line in text.split("\n")]
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([fence + "yaml", *lines, fence])


def _one_line(text: str) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _plain(text: str) -> str:
    """Escaped; a mention, a number of an issue or an address is broken by nothing at all, so that no one is called."""
    escaped = _MARKS.sub(_mark, text).translate(_ENTITIES)
    broken = re.sub(r"(?<=[@#])", _NOTHING, escaped)
    return re.sub(r"(?i)\b(https?|ftp|mailto|www)(?=[:.])", rf"\1{_NOTHING}", broken)


def _mark(match: re.Match[str]) -> str:
    return f"\\{match.group()}"


# -- in JSON -------------------------------------------------------------------------------------------------------


_TOGETHER = 4096


def json_text(data: Any) -> str:
    """Data as indented JSON that ends in a line break: what steers a terminal or turns its writing is escaped."""
    pieces = json.JSONEncoder(indent=2, ensure_ascii=False).iterencode(data)
    # Stretch by stretch: all the pieces at once, and each copy of the whole, take several times the room of the text.
    stretches = iter(lambda: "".join(islice(pieces, _TOGETHER)), "")
    return "".join([*(_SUSPECT.sub(_escaped, stretch) for stretch in stretches), "\n"])


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    if char.isprintable() or char == "\u00a0":
        return char
    if _LONE.match(char):  # half a letter: not every reader of JSON takes its escape
        return "\\ufffd"
    return json.dumps(char)[1:-1] if ord(char) != 0x7F else "\\u007f"
