"""From raw values to typed nodes by a vocabulary; hides how each kind is written and what counts as a blank.

What does not fit is left out, so that it counts as unstated and the rest is still judged. Whether everything fitted
is all that is said here: `explain` finds the words, with the schema's own judge, only where something did not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from ccmcheck.base import values
from ccmcheck.base.days import day
from ccmcheck.base.diagnostic import Diagnostic, MessageWord, Related, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source, Span
from ccmcheck.base.values import CERTAIN, OPEN, Choice, Plain, Point, Range
from ccmcheck.document.meaning import meaning_of
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.raw import (
    Raw,
    RawMapping,
    RawPossible,
    RawScalar,
    RawSequence,
    Unreadable,
    is_rest,
    stated_items,
)
from ccmcheck.document.schema import Kind, ListKind, NameKind, RecordKind, TruthKind, Vocabulary, widest


class Fitted(NamedTuple):
    """A document's nodes, whether everything in it fitted the schema, and complaints about what no schema can say."""

    root: Node | None
    fits: bool
    complaints: tuple[Diagnostic, ...]


def fit(raw: Raw, vocabulary: Vocabulary, names: Mapping[str, Names], source: Source, prefix: str = "") -> Fitted:
    """The typed nodes of a document; `names` holds the names of each register that the vocabulary speaks of."""
    fitting = _Fitting(names, source)
    root = fitting.node(raw, vocabulary.document, prefix)
    if root is not None and root.value is None:
        return Fitted(None, False, ())
    return Fitted(root, fitting.fits, tuple(fitting.complaints))


def taken(kind: Kind, raw: Raw, source: Source) -> Node | None:
    """The node of a value alone, or None where it does not fit its kind, as far as can be told without registers."""
    fitting = _Fitting({}, source)
    node = fitting.node(raw, kind, "")
    return node if fitting.fits and not fitting.complaints else None


@dataclass(slots=True)
class _Fitting:
    """One document on its way through the vocabulary."""

    names: Mapping[str, Names]
    source: Source
    fits: bool
    complaints: list[Diagnostic]

    def __init__(self, names: Mapping[str, Names], source: Source) -> None:
        self.names, self.source = names, source
        self.fits, self.complaints = True, []

    def node(self, raw: Raw, kind: Kind, pointer: str) -> Node | None:
        """The node of one value, or None where it does not fit."""
        if raw.__class__ is RawScalar:
            return self._scalar(raw, kind, pointer)
        if isinstance(raw, RawMapping) and isinstance(kind, RecordKind):
            return self._record(raw, kind, pointer)
        if isinstance(raw, RawSequence) and isinstance(kind, ListKind):
            return self._list(raw, kind, pointer)
        self.fits = self.fits and isinstance(raw, Unreadable)
        return None

    def _scalar(self, raw: RawScalar, kind: Kind, pointer: str) -> Node | None:
        value, text, start, end, _ = raw
        blank, meaning = meaning_of(value, kind, self.names)
        if blank:
            if is_rest(raw):
                self._complain_of_mark(raw)
                return None
            return Node(kind, State.BLANK, widest(kind), text, pointer, self.source, start, end)
        if meaning is None:
            if not self._is_misnamed(raw, kind, pointer):
                self.fits = False
            return None
        half = meaning.__class__ is Range and meaning.low != meaning.high
        return Node(kind, State.PARTIAL if half else State.STATED, meaning, text, pointer, self.source, start, end)

    def _is_misnamed(self, raw: RawScalar, kind: Kind, pointer: str) -> bool:
        """Whether a text is not one name of its register, with a complaint that says why."""
        names = self.names.get(kind.register) if isinstance(kind, NameKind) else None
        fault = names.fault(raw.text) if names is not None and isinstance(raw.value, str) else None
        if fault is None:
            return False
        place, field = Span(self.source, raw.start, raw.end), f"`{pointer.rpartition('/')[2]}`"
        complaint = complain(fault.code, place, field=field, found=quoted(raw.text), names=_some(fault.names))
        self.complaints.append(complaint)
        return True

    def _complain_of_mark(self, mark: RawScalar) -> None:
        """A complaint about the mark of a half list that does not stand at its end."""
        place = Span(self.source, mark.start, mark.end)
        self.complaints.append(complain("rest-misplaced", place, suggestion="", related=(), found=quoted(mark.text)))

    def _list(self, raw: RawSequence, kind: ListKind, pointer: str) -> Node:
        stated, mark = stated_items(raw)
        nodes = [self._item(entry, kind.item, f"{pointer}/{index}") for index, entry in enumerate(stated)]
        if kind.unique:
            self._check_unique(nodes, kind.unique)
        if mark is None:
            return Node(kind, State.STATED, tuple(nodes), "", pointer, self.source, raw.start, raw.end)
        if not nodes:  # the whole list is open, and what is filled in stands for all of it
            return replace(self._open(kind, mark, pointer), start=raw.start, end=raw.end)
        rest = self._open(kind.item, mark, pointer)
        return Node(kind, State.PARTIAL, tuple(nodes), mark.text, pointer, self.source, raw.start, raw.end, rest)

    def _item(self, raw: Raw, kind: Kind, pointer: str) -> Node:
        if raw.__class__ is RawPossible:
            item = self._item(raw.item, kind, pointer)
            words = raw.words
            place = self.source, words.start, words.end
            return replace(item, presence=Node(TruthKind(), State.PARTIAL, OPEN, words.text, pointer, *place))
        node = self.node(raw, kind, pointer)
        return self._refused(raw, kind, pointer) if node is None else node

    def _open(self, kind: Kind, mark: RawScalar, pointer: str) -> Node:
        """A blank that words of the document stand for."""
        return Node(kind, State.BLANK, widest(kind), mark.text, pointer, self.source, mark.start, mark.end)

    def _refused(self, raw: Raw, kind: Kind, pointer: str) -> Node:
        """A value that does not fit: it counts as unstated, at its own place and with the words that stand there."""
        text = raw.text if isinstance(raw, RawScalar) else self.source.text[raw.start : raw.end]
        return Node(kind, State.UNSTATED, widest(kind), text, pointer, self.source, raw.start, raw.end)

    def _record(self, raw: RawMapping, kind: RecordKind, pointer: str) -> Node:
        fields: dict[str, Node] = {}
        known, given = kind.fields, 0
        for key, value in raw.entries:
            name: str = key.value  # type: ignore[assignment]
            field = known.get(name)
            if field is None:
                self.fits = False
                continue
            given += field.required  # true counts as one
            node = self.node(value, field.kind, f"{pointer}/{name}")
            if node is not None:
                fields[name] = node
            elif not isinstance(value, Unreadable):  # which a draft uses for what it says that it does not state
                fields[name] = self._refused(value, field.kind, f"{pointer}/{name}")
        if given < len(kind.required):
            self.fits = False
        for first, second in kind.order:
            self._check_order(fields, first, second)
        return Node(kind, State.STATED, fields, "", pointer, self.source, raw.start, raw.end)

    def _check_unique(self, nodes: list[Node], name: str) -> None:
        """A complaint about each item whose name an earlier one has."""
        seen: dict[Plain, Node] = {}
        for node in nodes:
            held = node.value.get(name) if isinstance(node.value, Mapping) else None
            if held is None or held.state is not State.STATED or not isinstance(held.value, Choice):
                continue
            first = seen.setdefault(held.value, held)
            if first is not held:
                related = (Related(first.span, "the first one"),)
                words: dict[str, MessageWord] = {
                    "field": f"`{name}`",
                    "value": quoted(held.text),
                    "first": first.span.position.line,
                }
                self.complaints.append(complain("not-unique", held.span, suggestion="", related=related, **words))

    def _check_order(self, fields: dict[str, Node], first: str, second: str) -> None:
        """A complaint about an end that certainly lies before its start, which then counts as unstated."""
        start, end = fields.get(first), fields.get(second)
        if start is None or end is None or not isinstance(start.value, Range) or not isinstance(end.value, Range):
            return
        if values.less(end.value, start.value) is not CERTAIN:
            return
        apart = (start.start, start.end) != (end.start, end.end)
        related = (Related(start.span, f"`{first}`"),) if apart else ()
        shown = (quoted(start.text), quoted(end.text)) if apart else (_day(start.value.low), _day(end.value.high))
        words = {"first": f"`{first}`", "second": f"`{second}`", "start": shown[0], "end": shown[1]}
        self.complaints.append(complain("end-before-start", end.span, suggestion="", related=related, **words))
        fields[second] = replace(end, state=State.UNSTATED, value=widest(end.kind))


def _day(bound: Point | None) -> str:
    """The bound of a date that is certainly before another, in words."""
    return day(bound) if isinstance(bound, date) else ""


_NAMES_SHOWN = 3


def _some(names: tuple[str, ...]) -> str:
    """The first few names, in backticks."""
    shown = ", ".join(f"`{name}`" for name in names[:_NAMES_SHOWN])
    return f"{shown} and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else shown
