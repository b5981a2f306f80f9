"""`ccmcheck check --incremental`: a file that has not changed since the last run is not judged again.

Hides how that is known. As git does with its index, a file of the same size and times is taken to be the same, unless
it changed so shortly before the last run that it may have changed once more within the same tick of the clock; then,
and where the times differ, its content decides. All that is kept lies in the user's folder for caches, for each
folder that is worked in, each rulebook and each version of this tool.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from ccmcheck import cachefolder
from ccmcheck.check import Part, Prepared
from ccmcheck.kept import Keeping

Paths: TypeAlias = tuple[str, ...]
Judging: TypeAlias = Callable[[Paths], Iterator[Part]]
# Size, times of content and of entry, number on its disk.
Look: TypeAlias = list[int]

_TICK = 2_000_000_000
"""The coarsest clock of a file system, in nanoseconds: FAT counts in two seconds."""


def parts(paths: Paths, ready: Prepared, judging: Judging) -> Iterator[Part]:
    """What is found about each file, in their order; `judging` is asked about those that have changed."""
    began = time.time_ns()
    entry = cachefolder.entry(_key(ready))
    keeping = Keeping(ready)
    known = _read(entry)
    looks = {path: _look(path) for path in paths}
    same = {path: found for path in paths if (found := _unchanged(path, looks[path], known)) is not None}
    unpacked = {path: part for path, found in same.items() if (part := _part(keeping, path, found)) is not None}
    fresh = judging(tuple(path for path in paths if path not in unpacked))
    kept: dict[str, list[Any]] = {}
    for path in paths:
        part = unpacked[path] if path in unpacked else next(fresh)
        if path in unpacked:
            kept[path] = [looks[path], *same[path][1:]]
        elif looks[path] is not None and (packed := keeping.packed(part)) is not None and part.document is not None:
            kept[path] = [looks[path], part.document.source.sha256, packed]
        yield part
    files = {**known.files, **kept}
    files = {path: found for path, found in files.items() if path in kept or path not in looks}
    if entry is not None and files != known.files:
        standing = {path: found for path, found in files.items() if path in kept or os.path.exists(path)}
        cachefolder.write(entry, json.dumps({"began": began, "files": standing}, separators=(",", ":")))


def _key(ready: Prepared) -> str:
    """What findings depend on beside the file: the folder that paths lead from, rules, registers, schema."""
    book = ready.rulebook
    parts: list[Any] = [os.getcwd(), ready.whatever_period, book.vocabulary.name, book.vocabulary.schema]
    parts += [(ruleset.name, ruleset.sha256, ruleset.decision_sha256) for ruleset in book.rulesets]
    parts += [(register.name, register.sha256) for register in book.registers.values()]
    return json.dumps(parts)


# -- what is known -------------------------------------------------------------------------------------------------


class _Known:
    """The findings of earlier runs: when the last began, and by file how it looked, its digest and what was found."""

    def __init__(self, began: int, files: dict[str, list[Any]]) -> None:
        self.began, self.files = began, files


def _read(entry: Path | None) -> _Known:
    try:
        data = json.loads(cachefolder.read(entry)) if entry else {}
        return _Known(int(data["began"]), dict(data["files"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return _Known(0, {})


def _part(keeping: Keeping, path: str, found: list[Any]) -> Part | None:
    try:
        return keeping.part(path, found[1], found[2])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _look(path: str) -> Look | None:
    try:
        seen = os.stat(path)
    except OSError:
        return None
    return [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino]


def _unchanged(path: str, look: Look | None, known: _Known) -> list[Any] | None:
    """What is known of a file that has not changed; None where it has, or where nothing is known."""
    found = known.files.get(path)
    if found is None or look is None:
        return None
    if found[0] == look and max(look[1], look[2]) < known.began - _TICK:
        return found
    try:
        with open(path, "rb") as file:
            same = hashlib.sha256(file.read()).hexdigest() == found[1]
    except OSError:
        return None
    return found if same else None
