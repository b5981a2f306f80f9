"""What goes between processes, small: a rulebook once, files by name, and of what was found only what is new.

Hides that both sides have the same rulebook: whatever belongs to it goes as a number, so that documents share their
verdicts on the other side too, and no text of a rule travels with them.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import os
import pickle
import zlib
from collections.abc import Sequence
from typing import Any

from ccmcheck.base.frozen import frozen
from ccmcheck.judge.check import InputResult, Prepared
from ccmcheck.judge.verdicts import SharedVerdicts
from ccmcheck.run.rule_parts import rule_parts


@frozen
class SentRules:
    """A rulebook on its way to another process, with how to judge by it; `digest` is by what it is known there."""

    data: bytes
    digest: str
    whatever_period: bool
    verbose: bool
    whole: bool
    any_treaty: bool


def encode_rules(ready: Prepared) -> SentRules:
    """A rulebook on its way."""
    data = zlib.compress(pickle.dumps(ready.rulebook, protocol=5))
    return _known(SentRules(data, hashlib.sha256(data).hexdigest(), *_how(ready)), ready)


_NUMBERS = itertools.count()


def name_rules(ready: Prepared) -> SentRules:
    """A rulebook by name alone, for processes that are yet to be made as copies of this one."""
    return _known(SentRules(b"", f"{next(_NUMBERS)} of {os.getpid()}", *_how(ready)), ready)


def _known(rules: SentRules, ready: Prepared) -> SentRules:
    _READY.setdefault(_key(rules), ready)
    return rules


def decode_rules(rules: SentRules) -> Prepared:
    """The rulebook, made ready once in each process."""
    known = _READY.get(_key(rules))
    if known is None:
        if len(_READY) >= _MOST_READY:
            _READY.clear()
        book = pickle.loads(zlib.decompress(rules.data))  # noqa: S301 - from our own other process
        whatever_period, verbose, whole, any_treaty = (
            rules.whatever_period,
            rules.verbose,
            rules.whole,
            rules.any_treaty,
        )
        known = Prepared(book, whatever_period=whatever_period, verbose=verbose, whole=whole, any_treaty=any_treaty)
        _READY[_key(rules)] = known
    return known


def _how(ready: Prepared) -> tuple[bool, bool, bool, bool]:
    return ready.whatever_period, ready.verbose, ready.whole, ready.any_treaty


def _key(rules: SentRules) -> tuple[str, bool, bool, bool, bool]:
    return rules.digest, rules.whatever_period, rules.verbose, rules.whole, rules.any_treaty


# A process that lives long, as Dask's do, may meet many rulebooks.
_MOST_READY = 8
_READY: dict[tuple[str, bool, bool, bool, bool], Prepared] = {}


# -- what was found ------------------------------------------------------------------------------------------------


def encode_results(results: Sequence[InputResult], ready: Prepared) -> bytes:
    """What was found, as bytes for a process that has the same rulebook."""
    buffer = io.BytesIO()
    _Pickler(buffer, ready).dump(results)
    return buffer.getvalue()


def decode_results(data: bytes, ready: Prepared) -> Sequence[InputResult]:
    """What was found, where what belongs to the rulebook taken from this process's own."""
    results: Sequence[InputResult] = _Unpickler(io.BytesIO(data), ready).load()
    return results


class _Pickler(pickle.Pickler):
    """Writes numbers for what both sides have: one for a part of the rulebook, several for shared verdicts."""

    def __init__(self, buffer: io.BytesIO, ready: Prepared) -> None:
        super().__init__(buffer, protocol=5)
        self._parts = rule_parts(ready)
        self._shortcut = ready.shortcut

    def persistent_id(self, value: Any) -> int | tuple[int, ...] | None:
        """The number of what both sides have; None for all else."""
        if isinstance(value, SharedVerdicts):
            # Those of another treaty's rules go whole.
            return value.numbers if not value.numbers or self._shortcut.holds(value) else None
        return self._parts.number(value)


class _Unpickler(pickle.Unpickler):
    def __init__(self, buffer: io.BytesIO, ready: Prepared) -> None:
        super().__init__(buffer)
        self._parts = rule_parts(ready).parts
        self._shortcut = ready.shortcut

    def persistent_load(self, number: Any) -> Any:
        """What a number stands for."""
        return self._parts[number] if isinstance(number, int) else self._shortcut.numbered(number)
