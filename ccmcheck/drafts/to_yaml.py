"""A programme that was read from a draft, written as YAML; hides quotation marks, and where a comment goes.

Each value names the paragraph that it comes from; what was not understood stands at the end.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from ccmcheck.document.raw import Raw, RawMapping, RawPossible, RawScalar, RawSequence
from ccmcheck.document.scalars import meaning
from ccmcheck.document.schema import Kind, ListKind, RecordKind, TextKind
from ccmcheck.drafts.interpret import Interpretation
from ccmcheck.drafts.reconcile import kind_at
from ccmcheck.drafts.statement import BLANK, Path

_WIDTH = 110
_PLAIN = re.compile(
    r"(?:\d+(?=[A-Za-z]))?[^\W\d_][\w /.'’()-]*(?<! )|____|\d{4}-[\dX]{2}-[\dX]{2}|\([^()#:]*\)|[A-Z]+(?:/[\w.]+)+"
    r"|(?:\d{4}-\d\d-\d\d|\.\.)/(?:\d{4}-\d\d-\d\d|\.\.)"
)


def to_yaml(understood: Interpretation, vocabulary_document: Kind, first_line: str = "") -> str:
    """The programme as a YAML text, after the line by which editors find the schema."""
    writing = _Writing(understood, vocabulary_document)
    body = list(writing.record(understood.raw, (), 0))
    head = _head(understood.draft.source.name)
    return first_line + "\n".join([*head, *body, "", *_listed(understood)]) + "\n"


def _head(name: str) -> Iterator[str]:
    yield "#"
    yield f"# Read from {' '.join(name.split())}. Each value names the paragraph that it comes from;"
    yield "# what was not understood stands at the end."
    yield ""


def _comment(text: str, indent: str = "") -> list[str]:
    safe = "".join(char if char.isprintable() else " " for char in text)
    return textwrap.wrap(safe, _WIDTH, initial_indent=f"# {indent}", subsequent_indent=f"# {indent}  ")


def _listed(understood: Interpretation) -> Iterator[str]:
    """Everything that the data above does not hold, paragraph by paragraph."""
    if understood.contradictions:
        yield "# Said in two ways, and left open above:"
        for contradiction in understood.contradictions:
            for statement in contradiction.sayings:
                words = understood.draft.source.text[statement.value.start : statement.value.end]
                yield from _comment(
                    f"{', '.join(contradiction.path)}: {statement.sentence.passage.name}: “{words}”", "  "
                )
    if understood.draft.unread:
        yield "# Not read:"
        for note in understood.draft.unread:
            place = note.span.source.passage(note.span.start)
            yield from _comment(f"{place}: {note.message}", "  ")
    if understood.left_over:
        yield "# Not understood; what it could change is left open above:"
        for left in understood.left_over:
            opens = f" ({left.subject})" if left.subject else ""
            yield from _comment(f"{left.sentence.passage.name}: “{left.words}”{opens}", "  ")


@dataclass(frozen=True, slots=True)
class _Writing:
    """One programme while it is written."""

    understood: Interpretation
    document: Kind

    def record(self, raw: RawMapping, path: Path, depth: int) -> Iterator[str]:
        """The lines of a record, fields that a programme needs and the draft does not state among them."""
        kind = kind_at(self.document, path)
        assert isinstance(kind, RecordKind)
        held = {str(key.value): value for key, value in raw.entries}
        for name, field in kind.fields.items():
            if name in held:
                yield from self._field(name, held[name], field.kind, (*path, name), depth)
            elif field.required:
                yield f"{' ' * depth}{name}: {BLANK}  # not stated in the draft"

    def _field(self, name: str, raw: Raw, kind: Kind, path: Path, depth: int) -> Iterator[str]:
        start = f"{' ' * depth}{name}:"
        match raw:
            case RawScalar():
                yield f"{start} {self._scalar(raw, kind)}{self._from(raw)}"
            case RawSequence(items) if all(isinstance(item, RawScalar) for item in items):
                yield f"{start} {self._flow(raw, kind)}{self._from(raw)}{self._open(raw)}"
            case RawSequence(items):
                yield start
                for item in items:
                    if not isinstance(item, RawPossible):
                        yield from self._item(item, path, depth + 2)
                if self._is_half(raw):
                    yield f"{' ' * (depth + 2)}- ...{self._open(raw)}"
            case RawMapping(entries) if not entries or path[-1] == "president":
                yield f"{start} {self._flow(raw, kind)}{self._from(raw)}"
            case RawMapping():
                yield start
                yield from self.record(raw, path, depth + 2)
            case _:
                pass

    def _item(self, item: Raw, path: Path, depth: int) -> Iterator[str]:
        if path[-1] == "coordinators" or not isinstance(item, RawMapping):
            kind = kind_at(self.document, (*path, "0"))
            assert kind is not None
            yield f"{' ' * depth}- {self._flow(item, kind)}{self._from(item)}"
            return
        lines = list(self.record(item, (*path, "0"), depth + 2))
        yield f"{' ' * depth}- {lines[0].lstrip()}"
        yield from lines[1:]

    def _is_half(self, raw: RawSequence) -> bool:
        """Whether a list may hold more; a possible item has no notation, so it is among what it may hold."""
        return raw.rest is not None or any(isinstance(item, RawPossible) for item in raw.items)

    def _open(self, raw: RawSequence) -> str:
        """The comment that gives the words which leave a list or its items open."""
        words = [item.words.text for item in raw.items if isinstance(item, RawPossible)]
        words += [raw.rest.text] if raw.rest is not None else []
        shown = "; ".join(f"“{' '.join(each.split())}”" for each in words)
        return f"  # left open by {shown}" if shown else ""

    def _flow(self, raw: Raw, kind: Kind) -> str:
        """A value on one line."""
        match raw, kind:
            case RawSequence(items), ListKind(inner):
                known = [self._flow(item, inner) for item in items if not isinstance(item, RawPossible)]
                return f"[{', '.join([*known, '...'] if self._is_half(raw) else known)}]"
            case RawMapping(entries), RecordKind(fields=fields):
                held = {str(key.value): value for key, value in entries}
                required = {
                    name: RawScalar(BLANK, "", raw.start, raw.end, True) for name in kind.required if name not in held
                }
                fields_shown = (
                    (name, {**held, **required}[name]) for name in fields if name in held or name in required
                )
                return (
                    "{"
                    + ", ".join(f"{name}: {self._flow(value, fields[name].kind)}" for name, value in fields_shown)
                    + "}"
                )
            case RawScalar(), _:
                return self._scalar(raw, kind, flow=True)
            case _:
                return BLANK

    def _scalar(self, raw: RawScalar, kind: Kind, *, flow: bool = False) -> str:
        value = raw.value
        if isinstance(value, bool):
            return "true" if value else "false"
        if not isinstance(value, str):
            return str(value)
        if re.fullmatch("_+", value):
            return BLANK
        plain = _PLAIN.fullmatch(value) is not None and isinstance(meaning(value), str) and ": " not in value
        if (
            plain
            and not (flow and re.search(r"[\[\]{},]", value))
            and not (isinstance(kind, TextKind) and value[0].isdigit())
        ):
            return value
        return json.dumps(value, ensure_ascii=False)

    def _from(self, raw: Raw) -> str:
        """The comment that names the paragraph."""
        place = self.understood.draft.source.passage(raw.start)
        return f"  # {place}" if place else ""
