"""How meetings number paragraphs (`2.`, `1.1`, `(c)`, `(iv)`, `A.`, `I.`, `Article 5`); hides telling them apart.

Knows strings only, so that every reader of numbered text (Markdown, Word) counts alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum
from itertools import takewhile
from typing import TypeAlias

from ccmcheck.base.frozen import frozen


class NumberStyle(Enum):
    """How one level is counted, from the outermost level inwards."""

    NAMED = "Article 1"
    PART = "part"
    CAPITAL_ROMAN = "I."
    CAPITAL = "A."
    NUMBER = "1."
    DECIMAL = "1.1"
    LETTER = "(a)"
    ROMAN = "(i)"


@frozen
class Step:
    """One level of a paragraph's number, without its brackets or full stop: `2`, `c` or `iv`."""

    style: NumberStyle
    mark: str


NumberPath: TypeAlias = tuple[Step, ...]
"""The whole number of a paragraph, outermost level first."""

HEADING = "#"
"""The mark of a heading that has no number: numbers may begin again below it."""

_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
# Up to 99 only: no list is longer, and `(c)`, `(d)` and `(mix)` are then no numerals.
_ROMAN = tuple(ten + one for ten in _TENS for one in _ONES)
_LETTERS = tuple(letter * times for times in (1, 2) for letter in "abcdefghijklmnopqrstuvwxyz")
_PARTS = (NumberStyle.NAMED, NumberStyle.PART, NumberStyle.CAPITAL_ROMAN, NumberStyle.CAPITAL)
_NAMES = ("Article", "Rule", "Decision", "Annex", "Part", "Chapter", "Section")
_NAMED = rf"(?P<named>(?:{'|'.join((*_NAMES, *map(str.upper, _NAMES)))})\s(?:[0-9]{{1,3}}|[IVXL]{{1,7}}|[A-Z]))"
_LEADING = re.compile(
    rf"""\s*(?:["“„«‘]\s*)?(?:
    {_NAMED}
        (?:[.:](?=\s|$)|(?=\s[-–—]\s|\s*$))
    |(?P<decimal>[0-9]{{1,3}}(?:\.[0-9]{{1,3}})+)(?:[.)](?=\s|$)|(?=\s+["“„«(\[]?[A-Z_]|\s*$))
    |(?P<number>(?:1[0-8][0-9]{{2}}|[0-9]{{1,3}})(?:\s?(?:bis|ter|quater|quinquies))?)[.)](?=\s|$)
    |(?P<capital>[IVXL]{{1,7}}|[A-Z])\.(?=\s|$)
    |\(?(?P<lower>[a-z]{{1,7}})\)(?=\s|$)
    )""",
    re.VERBOSE,
)
_TITLED = re.compile(rf"\s*{_NAMED}\b")

_MAYBE = re.compile(r"[^\w(]*(?:[0-9]|[A-Z]+[\W_]|[A-Z][a-z]+\s|\(?[a-z]{1,7}[\\*_]*\))")


def may_begin(text: str) -> bool:
    """Whether a text with the marks of its format may begin with a number; quick, and seldom wrong."""
    return _MAYBE.match(text) is not None


def leading_mark(text: str) -> tuple[str, int] | None:
    """The mark that a text begins with (`2`, `c`, `iv`) and the characters it takes with its brackets, or None."""
    match = _LEADING.match(text)
    if match is None:
        return None
    mark = re.sub(r"(?<=\d)\s?(?=[bqt])|\s", " ", _name(match) or match[match.lastgroup or 0])
    known = match.lastgroup != "lower" or mark in _ROMAN or mark in _LETTERS
    return (mark, match.end()) if known else None


def heading_mark(text: str) -> str:
    """The mark of a heading; the name of a part needs no full stop there (`Article 5 Meetings`). Empty for none."""
    mark = leading_mark(text)
    if mark is not None:
        return mark[0] if is_outer(mark[0]) else ""
    titled = _TITLED.match(text)
    return _name(titled) if titled else ""


def _name(match: re.Match[str]) -> str:
    """The name of a part as it is cited, however it is written: `Article 12` for `ARTICLE 12`; empty for none."""
    name, _, number = re.sub(r"\s", " ", match["named"] or "").partition(" ")
    return f"{name.capitalize()} {number}".strip()


def is_outer(mark: str) -> bool:
    """Whether a mark numbers paragraphs, not the items of a list within one."""
    return mark[:1].isupper() or mark[:1].isdigit()


_BULLET = re.compile(r"(\s*)(?:[-*+•‣▪●○◦■□–—·\u2022\uf0b7\uf0a7]|o(?=\t))\s+(?=\S)")


def bullet(text: str) -> int:
    """How deep an item of a list without numbers stands, by the space before its bullet; 0 where there is none."""
    match = _BULLET.match(text)
    return 1 + len(match[1].expandtabs(4)) if match is not None else 0


def after_mark(text: str) -> int:
    """The characters that a number or bullet takes at the beginning of a text."""
    mark = leading_mark(text)
    if mark is not None:
        return mark[1]
    point = _BULLET.match(text)
    return point.end() if point is not None else 0


def without_mark(text: str) -> str:
    """The words of a paragraph without the mark that they begin with."""
    mark = leading_mark(text)
    return text[mark[1] :].lstrip() if mark else text


def may_open(mark: str, following: str) -> bool:
    """Whether a list may begin with a second mark right behind a first one: `3. (a) …`."""
    return _rank(following) > _rank(mark) or not is_outer(following)


def _rank(mark: str) -> int:
    if mark[:1].isupper():
        return 1 if " " in mark else 2
    return 3 + mark.count(".") if mark[:1].isdigit() else 9


# -- whole numbers ----------------------------------------------------------------------------------------------------


def paths(marks: Sequence[str]) -> tuple[NumberPath, ...]:
    """The whole number of each paragraph of a text, from the marks they begin with, in order.

    Empty where there is no mark, or one that fits into no list: “A. Smith” begins no paragraph unless (A) may.
    """
    outer = next((at for at, mark in enumerate(marks) if mark != HEADING and is_outer(mark)), 0)
    following = _following(marks)
    numbers: list[NumberPath] = []
    before: NumberPath = ()
    parts = _Parts()
    for at, mark in enumerate(marks):
        parts.heading(mark)
        path = _placed(mark, before, following[at]) if mark not in ("", HEADING) and at >= outer else ()
        path = parts.of(path)
        numbers.append(path)
        before = path or before
    return tuple(numbers) if parts.last < 2 else tuple(path and parts.marked(path) for path in numbers)


def _following(marks: Sequence[str]) -> list[str]:
    """For each place the next mark after it."""
    later: list[str] = []
    ahead = ""
    for mark in reversed(marks):
        later.append(ahead)
        ahead = mark if mark not in ("", HEADING) else ahead
    return later[::-1]


class _Parts:
    """Where numbers begin again under a heading that has none: each such part gets one."""

    def __init__(self) -> None:
        self.last = 1
        self.below_heading = False
        self.used: set[str] = set()

    def heading(self, mark: str) -> None:
        """Notes a heading without a number."""
        self.below_heading = self.below_heading or mark == HEADING

    def of(self, path: NumberPath) -> NumberPath:
        """The path with its part, where it stands in no numbered one."""
        number = path[0].mark if path and path[0].style is NumberStyle.NUMBER else ""
        if number and len(path) == 1:
            if self.below_heading and number == "1" and number in self.used:
                self.last += 1
                self.used.clear()
            self.used.add(number)
            self.below_heading = False
        if not path or path[0].style in _PARTS or self.last == 1:
            return path
        return (Step(NumberStyle.PART, _ROMAN[min(self.last, len(_ROMAN) - 1)].upper()), *path)

    def marked(self, path: NumberPath) -> NumberPath:
        """The path with its part, for what stood before a second part began."""
        return path if path[0].style in _PARTS else (Step(NumberStyle.PART, "I"), *path)


def _placed(mark: str, before: NumberPath, following: str) -> NumberPath:
    """The number of the paragraph that follows `before` and begins with this mark; empty where it fits nowhere."""
    if mark[0].isupper():
        return _named(mark) if " " in mark else _capital(mark, before, following)
    outer = tuple(takewhile(lambda step: step.style in _PARTS, before))
    if "." in mark:
        return _decimal(mark, before, outer)
    if mark[0].isdigit():
        return (*outer, Step(NumberStyle.NUMBER, mark))
    return _inner(mark, before, following)


def _named(mark: str) -> NumberPath:
    return (Step(NumberStyle.NAMED, mark),)


def _capital(mark: str, before: NumberPath, following: str) -> NumberPath:
    """`I.` or `A.`, where a list of them goes on or begins; a name's initial does neither."""
    styles = (NumberStyle.CAPITAL_ROMAN, NumberStyle.CAPITAL)
    for depth in range(len(before) - 1, -1, -1):
        step = before[depth]
        if step.style in styles and _successor(step) == mark and (mark, following) != ("I", "II"):
            return (*before[:depth], Step(step.style, mark))
    style = NumberStyle.CAPITAL_ROMAN if mark == "I" or len(mark) > 1 else NumberStyle.CAPITAL
    outer = tuple(takewhile(lambda step: step.style in _PARTS[: _PARTS.index(style)], before))
    step_before = next((step for step in before if step.style is style), None)
    known = _LETTERS if style is NumberStyle.CAPITAL else _ROMAN
    if mark.lower() not in known:
        return ()
    ahead = known.index(mark.lower()) - (known.index(step_before.mark.lower()) if step_before else 0)
    begins = mark in ("I", "A") or (style is NumberStyle.CAPITAL_ROMAN and step_before is None)
    return (*outer, Step(style, mark)) if begins or (step_before is not None and 0 <= ahead <= _SKIPPED) else ()


_SKIPPED = 3  # more capital letters than that are not left out of a list: it is a name's initial


def _decimal(mark: str, before: NumberPath, outer: NumberPath) -> NumberPath:
    """`1.2` below `1`, or beside `1.1`."""
    levels = mark.split(".")
    steps = [Step(NumberStyle.DECIMAL, ".".join(levels[: at + 1])) for at in range(len(levels))]
    steps[0] = Step(NumberStyle.NUMBER, levels[0])
    fits = levels[-1] == "1" or tuple(steps[:-1]) == before[len(outer) : len(outer) + len(steps) - 1]
    return (*outer, *steps) if fits else ()


def _inner(mark: str, before: NumberPath, following: str) -> NumberPath:
    """A letter or a small numeral."""
    for depth in range(len(before) - 1, -1, -1):
        # `(i)` after `(h)` is a letter, but not where `(ii)` shows that a list of numerals begins.
        if before[depth].style in INNER and _successor(before[depth]) == mark and (mark, following) != ("i", "ii"):
            return (*before[:depth], Step(before[depth].style, mark))
    style = _style(mark, before)
    outer = tuple(takewhile(lambda step: step.style is not style, before))
    return (*outer, Step(style, mark))


INNER = (NumberStyle.LETTER, NumberStyle.ROMAN)
"""The styles of the items of a list within a paragraph."""


def _style(mark: str, before: NumberPath) -> NumberStyle:
    """Letter or numeral, where no open list goes on: `(v)`, `(x)`, `(l)` are numerals in a list of numerals only."""
    numerals_open = any(step.style is NumberStyle.ROMAN for step in before)
    is_numeral = mark in _ROMAN and (mark == "i" or len(mark) > 1 or numerals_open)
    return NumberStyle.ROMAN if is_numeral else NumberStyle.LETTER


def _successor(step: Step) -> str:
    match step.style:
        case NumberStyle.NUMBER:
            return str(int(step.mark.partition(" ")[0]) + 1)
        case NumberStyle.DECIMAL:
            above, _, last = step.mark.rpartition(".")
            return f"{above}.{int(last) + 1}"
        case NumberStyle.LETTER:
            return _after(_LETTERS, step.mark)
        case NumberStyle.ROMAN:
            return _after(_ROMAN, step.mark)
        case NumberStyle.CAPITAL:
            return _after(_LETTERS, step.mark.lower()).upper()
        case NumberStyle.CAPITAL_ROMAN:
            return _after(_ROMAN, step.mark.lower()).upper()
        case NumberStyle.NAMED | NumberStyle.PART:
            return ""


def follows(step: Step, before: Step) -> bool:
    """Whether one level comes next after another: `(b)` after `(a)`, `Article 12` after `Article 11`."""
    number, earlier = (re.fullmatch(r"([A-Z][a-z]+ )([0-9]+)", each.mark) for each in (step, before))
    if number is not None and earlier is not None:
        return number[1] == earlier[1] and int(number[2]) == int(earlier[2]) + 1
    return step.style is before.style and _successor(before) == step.mark


def style_of(mark: str) -> NumberStyle:
    """How a list is counted that begins with this mark."""
    if mark[:1].isdigit():
        return NumberStyle.DECIMAL if "." in mark else NumberStyle.NUMBER
    if mark[:1].isupper():
        numeral = mark == "I" or (len(mark) > 1 and mark.lower() in _ROMAN)
        return NumberStyle.NAMED if " " in mark else NumberStyle.CAPITAL_ROMAN if numeral else NumberStyle.CAPITAL
    return NumberStyle.ROMAN if mark == "i" or (len(mark) > 1 and mark in _ROMAN) else NumberStyle.LETTER


def following(style: NumberStyle, mark: str) -> str:
    """The mark that follows another in a list of that style, or its first one; empty where none does."""
    return _successor(Step(style, mark)) if mark else _FIRST.get(style, "")


_FIRST = {
    NumberStyle.CAPITAL_ROMAN: "I", NumberStyle.CAPITAL: "A", NumberStyle.NUMBER: "1",
    NumberStyle.LETTER: "a", NumberStyle.ROMAN: "i",
}  # fmt: skip


def _after(marks: tuple[str, ...], mark: str) -> str:
    at = marks.index(mark) + 1 if mark in marks else len(marks)
    return marks[at] if at < len(marks) else ""


# -- labels -----------------------------------------------------------------------------------------------------------


def label(path: NumberPath, *, whole: bool = False) -> str:
    """The number as it is cited: `2(c)(iv)`; `whole` names the part as well: `II.2(c)(iv)`, `Article 5(2)`."""
    inner = [step for step in path if step.style not in _PARTS]
    parts = [step for step in path if step.style in _PARTS]
    if not inner:
        return _joined(parts) if whole else parts[-1].mark if parts else ""
    numbers = [step.mark for step in inner if step.style not in INNER][-1:]
    letters = "".join(f"({step.mark})" for step in inner if step.style in INNER)
    if not parts or not (whole or not numbers):
        return "".join(numbers) + letters
    name = _joined(parts if whole else parts[-1:])
    if not numbers:
        return name + letters
    return (f"{name}({numbers[0]})" if " " in parts[-1].mark else f"{name}.{numbers[0]}") + letters


def _joined(parts: Sequence[Step]) -> str:
    return ".".join(step.mark for step in parts)


def labels(numbers: Sequence[NumberPath]) -> Mapping[NumberPath, str]:
    """The label of each path; where two parts have a paragraph of one number, every label names its part."""
    short = {path: label(path) for path in numbers if path}
    count = Counter(short.values())
    if all(times == 1 for times in count.values()):
        return short
    return {path: label(path, whole=True) for path in short}


# -- text without a number ----------------------------------------------------------------------------------------

_SENTENCE_END = re.compile(r"(?:([.!?])|;|[;,]\s+(?:and|or|and/or))[\"'”’»)\]*\s]*\Z")
_ITEM_END = re.compile(r"(?:[.!?;:,]|\b(?:and|or))[\"'”’»)\]*\s]*\Z")
# Words that are written large only where a sentence begins.
_BEGINS = frozenset(("the", "this", "these", "that", "a", "an", "at", "in", "on", "to", "it", "its", "each", "by"))
_FIRST_WORD = re.compile(r"[\W_]*(\w+)")


def may_end_item(text: str) -> bool:
    """Whether a new paragraph may begin after this line even without an empty line between them."""
    return _ITEM_END.search(text[-40:]) is not None


def sentence_ended(text: str) -> bool:
    """Whether the text ends as a sentence or an item of a list does; what follows a colon still belongs to it."""
    return _SENTENCE_END.search(text[-40:]) is not None


def begins_large(text: str) -> bool:
    """Whether the first word of a text begins with a capital letter."""
    word = _FIRST_WORD.match(text[:80])
    return word is not None and word[1][0].isupper()


def begins_sentence(text: str) -> bool:
    """Whether a text begins with a word that is written large only at the beginning of a sentence."""
    word = _FIRST_WORD.match(text[:80])
    return word is not None and word[1][0].isupper() and word[1].casefold() in _BEGINS


def owner(before: NumberPath, text_before: str, text: str, following: NumberPath) -> NumberPath:
    """The number of the paragraph that a text without one belongs to.

    It stands after `text_before`, part of the paragraph `before`; the next numbered paragraph is `following`
    (empty at the end). Only a list that ends here can have a closing text, which belongs to the paragraph that
    opened the list; a sentence of its own after a full stop closes every list that ends here.
    """
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, following, strict=False)))
    outer = sum(1 for step in before if step.style not in INNER)
    openers = range(max(shared + 1, outer), len(before))
    ended = _SENTENCE_END.search(text_before[-40:])
    if ended is None or not openers:
        return before
    is_sentence = ended[1] is not None and text.lstrip("\"'“‘«([* ")[:1].isupper()
    return before[: openers[0] if is_sentence else openers[-1]]
