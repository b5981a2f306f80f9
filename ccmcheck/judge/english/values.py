"""Values and places in words for a drafter: dates as one writes them, the user's words in backticks, things by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import cast

from ccmcheck.base.days import day, days, ordinal
from ccmcheck.base.frozen import numerous
from ccmcheck.base.numbers import ONES
from ccmcheck.base.quoting import listed, quoted
from ccmcheck.base.source import Span
from ccmcheck.base.values import IMPOSSIBLE, Choice, Duration, Plain, Point, Range, Truth
from ccmcheck.document.nodes import Node, State, child
from ccmcheck.document.previous import is_at_hand
from ccmcheck.document.schema import RecordKind, TruthKind
from ccmcheck.judge.evaluate import Bound, Context, ListEntry, Listing, Seen, operand
from ccmcheck.language.rulebook.model import Template

# -- values --------------------------------------------------------------------------------------------------------


def point(value: Point) -> str:
    """A number, a date or a duration; of a fraction the whole part first: 4 2/3."""
    match value:
        case date():
            return day(value)
        case Fraction() if value.denominator > 1:
            whole, rest = divmod(value.numerator, value.denominator)
            return f"{whole} {rest}/{value.denominator}" if whole else str(value)
        case _:
            return str(value)


def in_words(number: int) -> str:
    """A number up to ten in words."""
    return "no" if number == 0 else ONES[number] if 0 < number <= 10 else str(number)


def cycle(every: object, first: object) -> str:
    """“2019 or every fifth year after it”."""
    each = "any year" if every == 1 else f"every {ordinal(cast(int, every))} year"
    return f"{first} or {each} after it"


def plain(value: Plain) -> str:
    """A value that a computation gave, a range of them where blanks leave it open."""
    match value:
        case Range(low, high) if low is None and high is None:
            return "anything"
        case Range(date() as low, None):
            return f"{day(low)} or later"
        case Range(None, date() as high):
            return f"{day(high)} or earlier"
        case Range(low, None):
            return f"{point(cast(Point, low))} or more"
        case Range(None, high):
            return f"{point(cast(Point, high))} or less"
        case Range(low, high) if low == high:
            return point(cast(Point, low))
        case Range(low, high) if isinstance(low, date) and isinstance(high, date):
            return days(low, high)
        case Range(low, high):
            return f"{_amount(cast(Point, low))} to {point(cast(Point, high))}"
        case Choice(None):
            return "anything"
        case Choice(words):
            return listed(sorted(quoted(word) for word in cast(frozenset[str], words)), "or")
        case Truth():
            return {"certain": "true", "impossible": "false", "open": "true or false"}[value.value]
        case _:
            raise AssertionError(value)


def _amount(value: Point) -> str:
    return str(value.amount) if isinstance(value, Duration) else point(value)


def bound(value: Bound) -> str:
    """A value as it stands: the user's own words for what stands in the document."""
    match value:
        case Node(state=State.BLANK):
            return "left blank" if is_at_hand(value) else "not at hand"
        case Node(state=State.UNSTATED):
            return f"{quoted(value.text)}, which cannot be used" if value.text else "not stated"
        case Node(value=Range() as exact) if exact.exact and isinstance(exact.low, date):
            return day(exact.low)
        case Node(value=tuple(items), rest=rest):
            words = [bound(item) for item in items] + (["perhaps others"] if rest is not None else [])
            return listed(words) or "an empty list"
        case Node(kind=RecordKind() as kind):
            return f"the {kind.name or 'record'}"
        case Node(kind=TruthKind()):
            return plain(cast(Plain, value.value))
        case Node(value=Range() as exact) if exact.exact:
            return point(cast(Point, exact.low))
        case Node():
            return quoted(value.text)
        case Seen(found):
            return plain(found)
        case Listing(entries):
            return listed([bound(entry.item) for entry in _there(entries)]) or "an empty list"


def known_as(thing: Bound) -> tuple[str, str]:
    """The field that names a thing which stands in no programme, and its name: of a register’s row its first one."""
    if isinstance(thing, Node) and isinstance(thing.kind, RecordKind):
        field = thing.kind.known_by or next(iter(thing.kind.fields))
        return field, child(thing, field).text
    return "", bound(thing).replace("`", "")


def _there(entries: tuple[ListEntry, ...]) -> Iterator[ListEntry]:
    return (entry for entry in entries if entry.presence.truth is not IMPOSSIBLE)


def filled(template: Template, context: Context) -> str:
    """A rule's own words with its placeholders filled in from the document."""
    return "".join(part if isinstance(part, str) else _in_words(operand(part, context)) for part in template)


def _in_words(value: Bound) -> str:
    """A value inside a sentence: without quotation marks, and saying so where it is open."""
    match value:
        case Node(state=State.STATED, value=Choice()):
            return quoted(value.text).strip("`")
        case Node(state=State.BLANK | State.UNSTATED):
            return f"({bound(value)})"
        case _:
            return bound(value).replace("`", "")


# -- places --------------------------------------------------------------------------------------------------------

_WORDS_SHOWN = 60


def in_passage(span: Span) -> str:
    """A place in a draft: `paragraph 2(b), “16 to 19 April 2012”`; a long stretch by its first words."""
    from ccmcheck.prose.normalised import words_of  # not on the way of a run on data

    words = words_of((span,)) if span.end > span.start else ""
    shown = f"{words[:_WORDS_SHOWN].rstrip()}…" if len(words) > _WORDS_SHOWN else words
    return ", ".join(filter(None, (span.source.passage(span.start), f"“{shown}”" if shown else "")))


class Ways:
    """The ways to the places of a document, each step of them found once."""

    def __init__(self, root: Node) -> None:
        self._known: dict[str, _Way] = {"": _Way(((root, ""),), "")}

    def label(self, pointer: str) -> str:
        """A place in words, by the names of things: `meetings, intersessional-2012, end`."""
        return self._to(pointer).label

    def names(self, pointer: str) -> tuple[str, ...]:
        """The same place by names that outlive an edit: a State by its name in the register, an index by no name."""
        return tuple([_step_name(node, word, _settled_name) for node, word in self._to(pointer).steps[1:]])

    def identity(self, pointer: str) -> tuple[tuple[str, str], ...]:
        """What the things on the way to a place are known by, for instance `(("topic", "universalization"),)`.

        A record of a list that has no name gives an empty field and the list's own name, since its index would move;
        an item that is no record, such as a year, belongs to what it stands in.
        """
        names_: list[tuple[str, str]] = []
        for (_, above), (node, step) in pairwise(self._to(pointer).steps):
            if step.isdigit() and node is not None and isinstance(node.kind, RecordKind):
                names_.append(_known_by(node) or ("", above))
        return tuple(names_)

    def _to(self, pointer: str) -> _Way:
        known = self._known.get(pointer)
        if known is None:
            above, _, step = pointer.rpartition("/")
            known = self._known[pointer] = self._to(above).on(step)
        return known


@numerous
class _Way:
    """The root and each thing that a pointer leads through, with the step that leads to it; and the place in words."""

    steps: tuple[tuple[Node | None, str], ...]
    label: str

    def on(self, step: str) -> _Way:
        """One step further."""
        word = step.replace("~1", "/").replace("~0", "~")
        node = _below(self.steps[-1][0], word)
        name = _step_name(node, word, _name)
        return _Way((*self.steps, (node, word)), f"{self.label}, {name}" if self.label and name else self.label or name)


def _step_name(node: Node | None, word: str, name: Callable[[Node], str]) -> str:
    return word if not word.isdigit() else name(node) if node is not None else f"number {int(word) + 1}"


def label(root: Node, pointer: str) -> str:
    """One place in words."""
    return Ways(root).label(pointer)


def title_at(root: Node, pointer: str) -> str:
    """What the schema calls the field at a place, of an item of a list that of the list."""
    title = ""
    for (above, _), (_, step) in pairwise(_on_the_way(root, pointer)):
        kind = above.kind if above is not None else None
        if isinstance(kind, RecordKind) and step in kind.fields:
            title = kind.fields[step].title or step.replace("_", " ")
    return title


def _on_the_way(root: Node, pointer: str) -> Iterator[tuple[Node | None, str]]:
    """The root and each thing that a pointer leads through, with the step that leads to it."""
    node: Node | None = root
    yield node, ""
    for step in pointer.split("/")[1:]:
        word = step.replace("~1", "/").replace("~0", "~")
        node = _below(node, word)
        yield node, word


def _settled_name(item: Node) -> str:
    known = _known_by(item)
    return known[1] if known else "unnamed"


def _known_by(item: Node) -> tuple[str, str] | None:
    """The field that names an item and its name in the register, however the draft writes it."""
    named = _named_by(item)
    if named is not None and isinstance(named.value, Choice) and named.value.exact:
        return named.pointer.rpartition("/")[2], named.value.word
    return None


def _named_by(item: Node) -> Node | None:
    """The value that names an item, as the schema says (`x-name`)."""
    return _below(item, item.kind.known_by) if isinstance(item.kind, RecordKind) and item.kind.known_by else None


def _below(node: Node | None, step: str) -> Node | None:
    held = node.value if node is not None else None
    if isinstance(held, tuple):
        return held[int(step)] if step.isdigit() and int(step) < len(held) else None
    return held.get(step) if isinstance(held, Mapping) else None


def _name(item: Node) -> str:
    """What an item of a list is known by: never its index, which moves, unless it has no name; then counted from 1."""
    named = _named_by(item)
    if named is not None and named.state is State.STATED:
        return quoted(named.text).strip("`")
    return f"number {int(item.pointer.rpartition('/')[2]) + 1}"
