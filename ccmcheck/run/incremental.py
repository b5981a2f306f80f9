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
from typing import Any, Generic, TypeAlias, TypeVar

from ccmcheck.base import cache_folder, resources
from ccmcheck.judge.check import Prepared
from ccmcheck.run.results import ResultCodec, ResultForm

Result = TypeVar("Result")
Paths: TypeAlias = tuple[str, ...]
Judge: TypeAlias = Callable[[Paths], Iterator[Result]]
# Size, times of content and of entry, number on its disk.
Look: TypeAlias = list[int]

_TICK = 2_000_000_000
"""The coarsest clock of a file system, in nanoseconds: FAT counts in two seconds."""
_DAMAGED = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def known(paths: Paths, form: ResultForm[Result], judging: Judge[Result]) -> Iterator[Result]:
    """What is wanted of each file, in their order; `judging` is asked about those that have changed."""
    codec = form.codec()
    entry = cache_folder.entry(_key(form.ready, codec.kind))
    index = _Index(entry, codec)
    unchanged = {path: result for path in paths if (result := index.unchanged(path)) is not None}
    fresh = judging(tuple([path for path in paths if path not in unchanged]))
    for path in paths:
        result = unchanged.get(path)
        if result is None:
            result = next(fresh)
            index.keep(path, result)
        yield result
    index.write()


def _key(ready: Prepared, kind: str) -> str:
    """What findings depend on beside the file: the folder that paths lead from, rules, registers, schema."""
    book = ready.rulebook
    parts: list[Any] = [kind, os.getcwd(), ready.whatever_period, book.vocabulary.name, book.vocabulary.schema]
    if ready.any_treaty:
        parts += [hashlib.sha256(file.read_bytes()).hexdigest() for file, _ in resources.all_bundled_rules()]
    parts += [(ruleset.name, ruleset.sha256, ruleset.decision_sha256) for ruleset in book.rulesets]
    parts += [(register.name, register.sha256) for register in book.registers.values()]
    return json.dumps(parts)


class _Index(Generic[Result]):
    """What earlier runs found: by file how it looked, its digest and what is kept; and when the last of them began."""

    def __init__(self, entry: Path | None, codec: ResultCodec[Result]) -> None:
        self._entry, self._codec = entry, codec
        self._now = time.time_ns()
        self._looks: dict[str, Look | None] = {}
        self._changed = False
        self._began, self._files = _read(entry, codec)

    def unchanged(self, path: str) -> Result | None:
        """What is kept of a file that has not changed; None where it has, or where nothing is kept."""
        kept, look = self._files.get(path), _look(path)
        try:
            if kept is not None and look is not None and self._same(path, kept, look):
                return self._codec.decode(path, kept[1], kept[2])
        except _DAMAGED:
            pass
        self._looks[path] = look
        return None

    def _same(self, path: str, kept: list[Any], look: Look) -> bool:
        if kept[0] == look and max(look[1], look[2]) < self._began - _TICK:
            return True
        try:
            with open(path, "rb") as file:
                same: bool = hashlib.sha256(file.read()).hexdigest() == kept[1]
        except OSError:
            return False
        if same:
            kept[0], self._changed = look, True
        return same

    def keep(self, path: str, result: Result) -> None:
        """Keeps what was found about a file that has changed."""
        packed = self._codec.encode(result)
        look = self._looks.get(path)
        if packed is not None and look is not None:
            self._files[path] = [look, *packed]
            self._changed = True
        elif self._files.pop(path, None) is not None:
            self._changed = True

    def write(self) -> None:
        """Writes it down where anything has changed; files that have gone are forgotten."""
        if self._entry is None or not self._changed:
            return
        standing = {path: kept for path, kept in self._files.items() if os.path.exists(path)}
        data = {"began": self._now, "common": self._codec.common, "files": standing}
        cache_folder.write(self._entry, json.dumps(data, separators=(",", ":")))


def _read(entry: Path | None, codec: ResultCodec[Result]) -> tuple[int, dict[str, list[Any]]]:
    try:
        data = json.loads(cache_folder.read(entry)) if entry else {}
        codec.common = list(data["common"])
        return int(data["began"]), dict(data["files"])
    except (OSError, *_DAMAGED):
        return 0, {}


def _look(path: str) -> Look | None:
    try:
        seen = os.stat(path)
    except OSError:
        return None
    return [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino]
