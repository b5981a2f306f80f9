"""Stale statements with the old and the new words side by side; hides columns and colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from ccmcheck.authoring.requote.staleness import Staleness, StaleStatement
from ccmcheck.base.quoting import cited
from ccmcheck.report.parts.excerpt import printable, width
from ccmcheck.report.parts.style import PLAIN, TextStyle

_COLUMN = 52


def to_text(stale: Staleness, style: TextStyle = PLAIN) -> str:
    """Every stale statement; what it comes to at the end."""
    blocks = [change_text(change, style) for change in stale.changes]
    return "\n\n".join([*blocks, closing(stale)]) + "\n"


def change_text(change: StaleStatement, style: TextStyle = PLAIN) -> str:
    """One stale statement: its place, and the old and the new words beside each other."""
    source, position = change.paragraph.span.source, change.paragraph.span.position
    lines = [
        f"{style.paint('stale', 'yellow')}  {printable(change.name)}, {cited(change.paragraph.text)}",
        f"  {printable(source.name)}:{position.line}:{position.column}",
        *_columns(*_words(change), style),
    ]
    return "\n".join([*lines, *(f"  {line}" for line in _advice(change))])


def _words(change: StaleStatement) -> tuple[str, str]:
    """The quotation and what is proposed for it; the whole paragraph where the quotation still stands."""
    if not change.stands and change.quotation is not None:
        return change.quotation.text, change.proposal[1] if change.proposal else change.new or "(the paragraph is gone)"
    return change.old or "(not on record)", change.new or "(the paragraph is gone)"


def _advice(change: StaleStatement) -> Iterator[str]:
    if change.stands:
        yield "The words quoted still stand; read whether the rule still says what the paragraph says."
    elif change.proposal is None:
        yield "Nothing in the text is like the words quoted; quote anew, or take the rule out."
    elif change.proposal[0] != change.paragraph.text:
        yield f"The words stand in {cited(change.proposal[0])} now."


def _columns(old: str, new: str, style: TextStyle) -> Iterator[str]:
    left, right = _marked(printable(old), printable(new))
    heading = f"{'when the rule was written':<{_COLUMN}}   today"
    yield f"  {style.paint(heading, 'dim')}"
    for left_line, other in zip_longest(textwrap.wrap(left, _COLUMN), textwrap.wrap(right, _COLUMN), fillvalue=""):
        yield f"  {left_line}{' ' * (_COLUMN - width(left_line))} | {other}".rstrip()


def _marked(old: str, new: str) -> tuple[str, str]:
    """Both texts, the words in which they differ between »guillemets«."""
    before, after = old.split(), new.split()
    left, right = [], []
    for kind, start, end, other_start, other_end in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        own, other = " ".join(before[start:end]), " ".join(after[other_start:other_end])
        left.append(own if kind == "equal" else f"»{own}«" if own else "")
        right.append(other if kind == "equal" else f"»{other}«" if other else "")
    return " ".join(filter(None, left)), " ".join(filter(None, right))


def closing(staleness: Staleness) -> str:
    """What it comes to."""
    if not staleness.written:
        text = "the header states no sha256, so nobody can tell whether the text has changed since"
    elif staleness.text_changed:
        text = "the text has changed since the rules were held against it"
    else:
        text = "the text is the one that the rules were held against"
    stale = ", ".join(printable(name) for name in staleness.names) or "none"
    return f"{text}; stale: {stale}"
