"""How United Nations documents number paragraphs (`2.`, `(c)`, `(iv)`); hides telling letters from roman numerals.

Knows strings only, so that every reader of numbered text (Markdown, Word) counts alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from itertools import takewhile
from typing import TypeAlias, assert_never

from ccmcheck.base.frozen import frozen


class NumberStyle(Enum):
    """How one level is counted."""

    NUMBER = "1."
    LETTER = "(a)"
    ROMAN = "(i)"


@frozen
class Step:
    """One level of a paragraph's number, without its brackets or full stop: `2`, `c` or `iv`."""

    style: NumberStyle
    mark: str


NumberPath: TypeAlias = tuple[Step, ...]
"""The whole number of a paragraph, outermost level first."""

_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
# Up to 99 only: no list is longer, and `(c)`, `(d)` and `(mix)` are then no numerals.
_ROMAN = tuple(ten + one for ten in _TENS for one in _ONES)
_LETTERS = tuple(letter * times for times in (1, 2) for letter in "abcdefghijklmnopqrstuvwxyz")
_LEADING = re.compile(r"\s*(?:([0-9]{1,3})[.)]|\(?([a-z]{1,7})\))(?=\s|$)")


def label(path: NumberPath) -> str:
    """The number as it is cited: `2(c)(iv)`."""
    return "".join(step.mark if step.style is NumberStyle.NUMBER else f"({step.mark})" for step in path)


def leading_mark(text: str) -> tuple[str, int] | None:
    """The mark that a text begins with (`2`, `c`, `iv`) and the characters it takes with its brackets, or None."""
    found = _LEADING.match(text)
    if found is None:
        return None
    mark = found[1] or found[2]
    return (mark, found.end()) if found[1] or mark in _ROMAN or mark in _LETTERS else None


def without_mark(text: str) -> str:
    """The words of a paragraph without the mark that they begin with."""
    mark = leading_mark(text)
    return text[mark[1] :].lstrip() if mark else text


def paths(marks: Sequence[str]) -> tuple[NumberPath, ...]:
    """The whole number of each paragraph of a text, from the marks they begin with, in order."""
    found: list[NumberPath] = []
    for at, mark in enumerate(marks):
        following = marks[at + 1] if at + 1 < len(marks) else ""
        found.append(_placed(mark, found[-1] if found else (), following))
    return tuple(found)


def _placed(mark: str, before: NumberPath, following: str) -> NumberPath:
    """The number of the paragraph that follows `before` and begins with this mark."""
    if mark.isdigit():
        return (Step(NumberStyle.NUMBER, mark),)
    for depth in range(len(before) - 1, -1, -1):
        # `(i)` after `(h)` is a letter, but not where `(ii)` shows that a list of numerals begins.
        if _successor(before[depth]) == mark and (mark, following) != ("i", "ii"):
            return (*before[:depth], Step(before[depth].style, mark))
    style = _style(mark, before)
    outer = tuple(takewhile(lambda step: step.style is not style, before))
    return (*outer, Step(style, mark))


def _style(mark: str, before: NumberPath) -> NumberStyle:
    """Letter or numeral, where no open list goes on: `(v)`, `(x)`, `(l)` are numerals in a list of numerals only."""
    numerals_open = any(step.style is NumberStyle.ROMAN for step in before)
    is_numeral = mark in _ROMAN and (mark == "i" or len(mark) > 1 or numerals_open)
    return NumberStyle.ROMAN if is_numeral else NumberStyle.LETTER


def _successor(step: Step) -> str:
    match step.style:
        case NumberStyle.NUMBER:
            return str(int(step.mark) + 1)
        case NumberStyle.LETTER:
            return _after(_LETTERS, step.mark)
        case NumberStyle.ROMAN:
            return _after(_ROMAN, step.mark)
        case _:
            assert_never(step.style)


def style_of(mark: str) -> NumberStyle:
    """How a list is counted that begins with this mark."""
    if mark.isdigit():
        return NumberStyle.NUMBER
    return NumberStyle.ROMAN if mark == "i" or (len(mark) > 1 and mark in _ROMAN) else NumberStyle.LETTER


def following(style: NumberStyle, mark: str) -> str:
    """The mark that follows another in a list of that style, or its first one; empty where none does."""
    if not mark:
        return {NumberStyle.NUMBER: "1", NumberStyle.LETTER: "a", NumberStyle.ROMAN: "i"}[style]
    return _successor(Step(style, mark))


def _after(marks: tuple[str, ...], mark: str) -> str:
    at = marks.index(mark) + 1 if mark in marks else len(marks)
    return marks[at] if at < len(marks) else ""


# -- text without a number ----------------------------------------------------------------------------------------

_SENTENCE_END = re.compile(r"(?:([.!?])|;|[;,]\s+(?:and|or|and/or))[\"'”’»)\]*\s]*\Z")
_ITEM_END = re.compile(r"(?:[.!?;:,]|\b(?:and|or))[\"'”’»)\]*\s]*\Z")


def may_end_item(text: str) -> bool:
    """Whether a new paragraph may begin after this line even without an empty line between them."""
    return _ITEM_END.search(text[-40:]) is not None


def sentence_ended(text: str) -> bool:
    """Whether the text ends as a sentence or an item of a list does; what follows a colon still belongs to it."""
    return _SENTENCE_END.search(text[-40:]) is not None


def owner(before: NumberPath, text_before: str, text: str, following: NumberPath) -> NumberPath:
    """The number of the paragraph that a text without one belongs to.

    It stands after `text_before`, part of the paragraph `before`; the next numbered paragraph is `following`
    (empty at the end). Only a list that ends here can have a closing text, which belongs to the paragraph that
    opened the list; a sentence of its own after a full stop closes every list that ends here.
    """
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, following, strict=False)))
    openers = range(shared + 1, len(before))
    ended = _SENTENCE_END.search(text_before[-40:])
    if ended is None or not openers:
        return before
    is_sentence = ended[1] is not None and text.lstrip("\"'“‘«([* ")[:1].isupper()
    return before[: openers[0] if is_sentence else openers[-1]]
