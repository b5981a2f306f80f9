"""Whether two layouts say the same: equal meaning, and every word and comment in the same place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from ccmcheck.base.source import Source, Span
from ccmcheck.language.syntax import Parsed, parse

_MARK = re.compile(
    r"""(?P<comment>--[^\n]*)
      | (?P<text>"(?:[^"\\\n]|\\["\\]|\n[ \t])*")
      | (?P<space>\s+)
      | (?P<letter>.)""",
    re.VERBOSE,
)
_LINE_END = re.compile(r"\s*\n\s*")


def difference(before: Parsed, text: str) -> Span | None:
    """Where a file first says something else than the text laid out from it; None where the two are one."""
    after, problems = parse(Source.of(before.source.name, text))
    old, new = list(_marks(before.source)), list(_marks(after.source))
    for was, now in zip_longest(old, new):
        if was is None or now is None or was[0] != now[0]:
            return was[1] if was else before.source.beginning
    same = not problems and before.statements == after.statements
    return None if same else before.source.beginning


def _marks(source: Source) -> Iterator[tuple[tuple[str, str], Span]]:
    """Comments, texts and single letters in order; of each comment, whether it has a line of its own."""
    for mark in _MARK.finditer(source.text):
        kind, written = str(mark.lastgroup), mark[0]
        if kind == "space":
            continue
        if kind == "comment":
            before = source.text[: mark.start()].rpartition("\n")[2]
            kind, written = ("comment behind words" if before.strip() else kind), written.rstrip()
        yield (kind, _LINE_END.sub(" ", written)), source.span(mark.start(), mark.end())
