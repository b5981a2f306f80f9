"""Values as a sentence says them; hides when a text needs quotation marks to be read back as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ccmcheck.base.days import MONTHS
from ccmcheck.base.quoting import listed
from ccmcheck.base.values import Choice, Range, Truth
from ccmcheck.document.nodes import Node, State, items
from ccmcheck.drafts.extract.support_unit import CHAIR, OFFICES
from ccmcheck.drafts.grammar.tokens import Lexicon, words_in

BLANK = "____"
_QUOTES = (("“", "”"), ("«", "»"), ('"', '"'))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Words values with a lexicon at hand, by which it sees how its words will be read."""

    lexicon: Lexicon

    def name(self, node: Node, *kinds: str) -> str:
        """A name that stands by itself: as it is where it is read as one of these kinds, else in quotation marks."""
        if node.state is State.BLANK:
            return self.blank(node)
        read = words_in(node.text, self.lexicon)
        plain = len(read) == 1 and read[0].kind in kinds and read[0].text == node.text
        return node.text if plain else quoted(node.text)

    def is_one(self, node: Node, kind: str) -> bool:
        """Whether a text is read as a single word or name of that kind."""
        read = words_in(node.text, self.lexicon)
        return len(read) == 1 and read[0].kind == kind and read[0].text == node.text

    def blank(self, node: Node) -> str:
        """A blank as it stands where it is read as one, else four underscores."""
        read = words_in(node.text, self.lexicon)
        plain = len(read) == 1 and read[0].kind in ("BLANK", "PLACEHOLDER") and read[0].text == node.text
        return node.text if plain else BLANK

    def actor(self, node: Node) -> str:
        """Who acts, with the article: an office as the draft calls it, or a name."""
        if node.state is State.BLANK:
            return BLANK
        if OFFICES.get(node.text.casefold()) == node.text or node.text == CHAIR:
            return f"the {node.text}"
        name = self.name(node, "NAME", "STATE", "BODY")
        return name if name.startswith(("“", "«", '"')) or self._is_state(name) else f"the {name}"

    def _is_state(self, name: str) -> bool:
        return [word.kind for word in words_in(name, self.lexicon)] == ["STATE"]

    def thing(self, node: Node) -> str:
        """A thing in a list: plain words as they are, others in quotation marks."""
        if node.state is State.BLANK:
            return quoted(BLANK)
        read = words_in(node.text, self.lexicon)
        plain = all(word.kind in ("WORD", "ANNUAL") for word in read) and re.fullmatch(r"[a-z -]+", node.text)
        return node.text if plain and " ".join(word.text for word in read) == node.text else quoted(node.text)

    def things(self, node: Node) -> str:
        """A list of things; of one after an annual one the quotation marks say that it is not annual too."""
        words: list[str] = []
        for item in items(node) or ():
            word = self.thing(item)
            follows = bool(words) and words[-1].startswith("annual")
            words.append(quoted(word) if follows and word[0].islower() and not word.startswith("annual") else word)
        return BLANK if items(node) is None else listed(words) or "nothing"

    def many(self, node: Node, word: Callable[[Node], str], nothing: str) -> str:
        """A list in words; a blank one is a blank, an empty one is said to be so."""
        held = items(node)
        if held is None:
            return BLANK
        return listed(word(item) for item in held) if held else nothing


def quoted(text: str) -> str:
    """A text between quotation marks that do not occur in it."""
    before, after = next(((b, a) for b, a in _QUOTES if a not in text and b not in text), _QUOTES[0])
    return f"{before}{text}{after}"


def joined(parts: Iterable[str]) -> str:
    """Parts of a sentence, with a space before each that does not begin with a comma."""
    return "".join(part if part.startswith(",") else f" {part}" for part in parts).lstrip()


def word_of(node: Node) -> str:
    """The text of a field that holds one."""
    return node.value.word if isinstance(node.value, Choice) and node.value.exact else node.text


def truth(node: Node) -> bool | None:
    """What a field says that is true or false; None where it is blank."""
    return None if node.value is Truth.OPEN else node.value is Truth.CERTAIN


# -- days -----------------------------------------------------------------------------------------------------------


def day(node: Node) -> str:
    """A day, or what is known of it: `16 April 2012`, `____ April 2012`, `____ 2012`, `____`."""
    match node.value:
        case Range(date() as low, date() as high) if not 1900 <= low.year <= 2199 and node.state is not State.BLANK:
            return _iso(low, high)
        case Range(date() as low, date() as high) if low == high:
            return f"{low.day} {MONTHS[low.month - 1]} {low.year}"
        case Range(date() as low, date() as high) if (low.year, low.month) == (high.year, high.month):
            return f"{BLANK} {MONTHS[low.month - 1]} {low.year}"
        case Range(date() as low, date()):
            return f"{BLANK} {low.year}"
        case _:
            return BLANK


def _iso(low: date, high: date) -> str:
    month = f"{low.month:02}" if low.month == high.month else "XX"
    return f"{low.year:04}-{month}-{f'{low.day:02}' if low == high else 'XX'}"


def days(start: Node | None, end: Node | None) -> str:
    """From one day to another, with the month and year once where they are the same."""
    if start is not None and end is not None and _both_known(start, end):
        first, last = day(start), day(end)
        if first == last and start.state is State.STATED:
            return f"on {last}"
        return f"from {_shortened(first, last)} to {last}"
    ends = (("beginning on", start), ("ending on", end))
    return " and ".join(f"{words} {day(node)}" for words, node in ends if node is not None)


def _both_known(start: Node, end: Node) -> bool:
    return State.BLANK not in (start.state, end.state)


def _shortened(first: str, last: str) -> str:
    if "-" in first + last:
        return first
    month_and_year = last.partition(" ")[2]
    if first.endswith(f" {month_and_year}") and first.count(" ") == last.count(" "):
        return first.removesuffix(f" {month_and_year}")
    return first
