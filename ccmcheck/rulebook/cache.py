"""Resolved rulebooks kept between runs; hides what makes them stale, and that there may be none.

An entry is JSON, which can hold data and nothing that runs. It is found by the content of the rules files, and used
only while everything else that went into it is unchanged: the files that the rules refer to, and this tool.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ccmcheck import cachefolder
from ccmcheck.diagnostic import Diagnostic
from ccmcheck.rulebook.model import Rulebook
from ccmcheck.source import Source

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NamedFile: TypeAlias = "tuple[Traversable, str]"


def rulebook(files: Sequence[NamedFile], *, cached: bool = True) -> tuple[Rulebook | None, tuple[Diagnostic, ...]]:
    """The rulebook of rules files, each with the name by which the user knows it, and every complaint about them.

    Only a rulebook without complaints is kept.
    """
    kept = _entry(files) if cached else None
    found = _read(kept, files) if kept else None
    if found is not None:
        return found, ()
    from ccmcheck.rulebook import loading

    loaded = [loading.load(file, name) for file, name in files]
    problems = [problem for _, complaints in loaded for problem in complaints]
    book, more = loading.rulebook(one for one, _ in loaded if one is not None)
    problems += more
    if kept and book is not None and not problems:
        _keep(kept, book, loading.referred_to(one for one, _ in loaded if one is not None))
    return book, tuple(problems)


def _entry(files: Sequence[NamedFile]) -> Path | None:
    try:
        return cachefolder.entry(*(part for file, name in files for part in (name, str(file), file.read_bytes())))
    except OSError:
        return None


def _read(entry: Path, files: Sequence[NamedFile]) -> Rulebook | None:
    """The rulebook of an entry; None where there is none, where it is stale, or where it is damaged."""
    try:
        data = json.loads(cachefolder.read(entry))
        if any(_digest(Path(path)) != digest for path, digest in data["files"]):
            return None
        from ccmcheck.rulebook import codec

        return codec.decode(data["rulebook"], [_source(file, name) for file, name in files])
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _source(file: Traversable, name: str) -> Source:
    data = file.read_bytes()
    return Source(name, data.decode("utf-8-sig"), hashlib.sha256(data).hexdigest())


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _keep(entry: Path, book: Rulebook, files: Iterable[Traversable]) -> None:
    from ccmcheck.rulebook import codec

    used = [(str(file), _digest(file)) for file in files if isinstance(file, Path)]
    data: dict[str, Any] = {"files": used, "rulebook": codec.encode(book)}
    cachefolder.write(entry, json.dumps(data, ensure_ascii=False, separators=(",", ":")))
