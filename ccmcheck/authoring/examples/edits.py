"""The edits of an example, made on the base document before any schema is asked.

Hides how written values become what a file would have said: `____` is read as a blank and "Lao PDR" as an alias because
the same reader sees them afterwards, not because anything is known of them here.
"""

from __future__ import annotations

import json
from typing import NamedTuple, TypeAlias, assert_never

from ccmcheck.base.diagnostic import Diagnostic, complain, did_you_mean
from ccmcheck.document.raw import Raw, RawMapping, RawScalar, RawSequence
from ccmcheck.document.validation import plain
from ccmcheck.language.syntax import tree


class _Lost(NamedTuple):
    """Where a path leads nowhere, in words, and what may have been meant."""

    reason: str
    suggestion: str = ""


class _Entry(NamedTuple):
    """A value and the name that it gets where a record does not have it yet."""

    key: RawScalar
    value: Raw


_Found: TypeAlias = Raw | _Lost


PREVIOUS = "previous"
"""The first step of a path into the programme before."""


def apply(base: Raw, edits: tuple[tree.Edit, ...], shift: int, before: Raw | None = None) -> Raw | Diagnostic:
    """The document after the edits, in order; the places of written values are moved on by `shift`.

    With the programme before as its last entry, where edits may speak of that.
    """
    document = base if before is None else _beside(base, before)
    for edit in edits:
        is_of_before = before is not None and edit.path.steps[0] == PREVIOUS
        changed = _changed(document, edit.path, 0, _entry(edit, shift))
        if isinstance(changed, _Lost):
            words = {"path": edit.path.span.text, "reason": changed.reason}
            return complain("example-path", edit.path.span, suggestion=changed.suggestion, related=(), **words)
        if is_same(changed, document) and not is_of_before:
            return complain("example-no-change", edit.span, edit=_one_line(edit.span.text))
        document = changed
    if len(edits) > 1 and is_same(document, base):
        whole = edits[0].span.to(edits[-1].span)
        return complain("example-no-change", whole, edit=_one_line(whole.text))
    return document


def _beside(base: Raw, before: Raw) -> Raw:
    assert isinstance(base, RawMapping)
    return base._replace(entries=(*base.entries, (RawScalar(PREVIOUS, PREVIOUS, 0, 0, True), before)))


def parted(document: Raw) -> tuple[Raw, Raw]:
    """A document, and the programme before that edits have changed beside it."""
    assert isinstance(document, RawMapping)
    before = next(value for key, value in document.entries if key.value == PREVIOUS)
    own = tuple((key, value) for key, value in document.entries if key.value != PREVIOUS)
    return document._replace(entries=own), before


def _entry(edit: tree.Edit, shift: int) -> _Entry | None:
    """What an edit writes, and the name by which a record would hold it; nothing where it removes."""
    if isinstance(edit, tree.RemoveEdit):
        return None
    span, name = edit.path.span, str(edit.path.steps[-1])
    return _Entry(RawScalar(name, name, span.start + shift, span.end + shift, True), _raw(edit.value, shift))


def is_same(value: Raw, other: Raw) -> bool:
    """Whether two documents say the same in the same words, wherever they stand."""
    return value is other or json.dumps(plain(value), default=str) == json.dumps(plain(other), default=str)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# -- values --------------------------------------------------------------------------------------------------------


def _raw(value: tree.Value, shift: int) -> Raw:
    """A value as the reader of files would have met it."""
    start, end = value.span.start + shift, value.span.end + shift
    match value:
        case tree.TextLiteral(text):
            return RawScalar(text, text, start, end, False)
        case tree.NumberLiteral(number):
            return RawScalar(number, value.span.text, start, end, True)
        case tree.TruthLiteral(truth):
            return RawScalar(truth, value.span.text, start, end, True)
        case tree.DayLiteral() | tree.DurationLiteral() | tree.BlankValue() | tree.RestValue():
            return RawScalar(value.span.text, value.span.text, start, end, True)
        case tree.ListValue(items):
            return RawSequence(tuple(_raw(item, shift) for item in items), start, end)
        case tree.RecordValue(entries):
            return RawMapping(tuple((_key(word, shift), _raw(item, shift)) for word, item in entries), start, end)
        case _:
            assert_never(value)


def _key(word: tree.Word, shift: int) -> RawScalar:
    return RawScalar(word.text, word.text, word.span.start + shift, word.span.end + shift, True)


# -- places --------------------------------------------------------------------------------------------------------


def _changed(raw: Raw, path: tree.Path, depth: int, new: _Entry | None) -> _Found:
    """What stands at the path's first `depth` steps, with the rest of the path changed; no entry removes."""
    match raw, path.steps[depth]:
        case RawMapping(), str(name):
            return _in_record(raw, name, path, depth, new)
        case RawSequence(), int(index):
            return _in_list(raw, index, path, depth, new)
        case _, str():
            return _Lost(f"{_so_far(path, depth)} is no record")
        case _:
            return _Lost(f"{_so_far(path, depth)} is no list")


def _in_record(record: RawMapping, name: str, path: tree.Path, depth: int, new: _Entry | None) -> _Found:
    names = [str(key.value) for key, _ in record.entries]
    is_last = depth == len(path.steps) - 1
    if name not in names:
        if not is_last or new is None:
            return _Lost(f"{_so_far(path, depth)} has no `{name}`", did_you_mean(name, names))
        return record._replace(entries=(*record.entries, new))
    at = names.index(name)
    key, held = record.entries[at]
    changed = (new and new.value) if is_last else _changed(held, path, depth + 1, new)
    if isinstance(changed, _Lost):
        return changed
    between = () if changed is None else ((key, changed),)
    return record._replace(entries=(*record.entries[:at], *between, *record.entries[at + 1 :]))


def _in_list(sequence: RawSequence, index: int, path: tree.Path, depth: int, new: _Entry | None) -> _Found:
    is_last = depth == len(path.steps) - 1
    length = len(sequence.items)
    if index > length or (index == length and (not is_last or new is None)):
        items = f"{length} item{'' if length == 1 else 's'}"
        return _Lost(f"{_so_far(path, depth)} has {items}, counted from 0")
    changed = (new and new.value) if is_last else _changed(sequence.items[index], path, depth + 1, new)
    if isinstance(changed, _Lost):
        return changed
    between = () if changed is None else (changed,)
    return sequence._replace(items=(*sequence.items[:index], *between, *sequence.items[index + 1 :]))


def _so_far(path: tree.Path, depth: int) -> str:
    """The first steps of a path as one writes them."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path.steps[:depth])
    return f"`{words.removeprefix('.')}`" if words else "the document"
