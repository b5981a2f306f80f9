"""What goes between processes, small: a rulebook once, files by name, and of what was found only what is new.

Hides that both sides have the same rulebook: whatever belongs to it goes as a number, so that documents share their
verdicts on the other side too, and no text of a rule travels with them.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from ccmcheck.base.frozen import frozen
from ccmcheck.document.schema import Kind, ListKind, RecordKind
from ccmcheck.judge.check import InputResult, Prepared
from ccmcheck.language.rulebook.model import Rulebook


@frozen
class Packed:
    """A rulebook on its way to another process, with how to judge by it; `digest` is by what it is known there."""

    data: bytes
    digest: str
    whatever_period: bool
    detailed: bool


def packed(ready: Prepared) -> Packed:
    """A rulebook packed."""
    data = zlib.compress(pickle.dumps(ready.rulebook, protocol=5))
    return _known(Packed(data, hashlib.sha256(data).hexdigest(), ready.whatever_period, ready.detailed), ready)


def named(ready: Prepared) -> Packed:
    """A rulebook by name alone, for processes that are yet to be made as copies of this one."""
    return _known(Packed(b"", f"{id(ready)} of {os.getpid()}", ready.whatever_period, ready.detailed), ready)


def _known(made: Packed, ready: Prepared) -> Packed:
    _UNPACKED.setdefault(_key(made), ready)
    return made


def unpacked(packed: Packed) -> Prepared:
    """The rulebook, made ready once in each process."""
    known = _UNPACKED.get(_key(packed))
    if known is None:
        if len(_UNPACKED) >= _REMEMBERED:
            _UNPACKED.clear()
        book = pickle.loads(zlib.decompress(packed.data))  # noqa: S301 - from our own other process
        known = Prepared(book, whatever_period=packed.whatever_period, detailed=packed.detailed)
        _UNPACKED[_key(packed)] = known
    return known


def _key(packed: Packed) -> tuple[str, bool, bool]:
    return packed.digest, packed.whatever_period, packed.detailed


# A process that lives long, as Dask's do, may meet many rulebooks.
_REMEMBERED = 8
_UNPACKED: dict[tuple[str, bool, bool], Prepared] = {}


# -- what was found ------------------------------------------------------------------------------------------------


def wrapped(results: Sequence[InputResult], ready: Prepared) -> bytes:
    """What was found, as bytes for a process that has the same rulebook."""
    buffer = io.BytesIO()
    _Pickler(buffer, ready).dump(results)
    return buffer.getvalue()


def opened(data: bytes, ready: Prepared) -> Sequence[InputResult]:
    """What was found, with what belongs to the rulebook taken from this process's own."""
    found: Sequence[InputResult] = _Unpickler(io.BytesIO(data), ready).load()
    return found


class _Pickler(pickle.Pickler):
    def __init__(self, buffer: io.BytesIO, ready: Prepared) -> None:
        super().__init__(buffer, protocol=5)
        self._numbers = {id(one): number for number, one in enumerate(common(ready.rulebook))}
        self._shortcut = ready.shortcut

    def persistent_id(self, one: Any) -> Any:
        """The number of what both sides have; None for all else."""
        number = self._numbers.get(id(one))
        return number if number is not None else self._shortcut.numbers(one)


class _Unpickler(pickle.Unpickler):
    def __init__(self, buffer: io.BytesIO, ready: Prepared) -> None:
        super().__init__(buffer)
        self._common = tuple(common(ready.rulebook))
        self._shortcut = ready.shortcut

    def persistent_load(self, number: Any) -> Any:
        """What a number stands for."""
        return self._common[number] if isinstance(number, int) else self._shortcut.numbered(number)


def common(rulebook: Rulebook) -> Iterator[Any]:
    """The parts of a rulebook to which findings lead, always in the same order."""
    for ruleset in rulebook.rulesets:
        yield ruleset.source
        for rule in ruleset.rules:
            yield rule.citations
            yield from rule.citations
            yield from (exemption.citation for exemption in rule.exemptions)
    yield from _kinds(rulebook.vocabulary.document)


def _kinds(kind: Kind) -> Iterator[Kind]:
    yield kind
    match kind:
        case RecordKind(fields=fields):
            for field in fields.values():
                yield from _kinds(field.kind)
        case ListKind(item):
            yield from _kinds(item)
        case _:
            return
