"""Resolved rulebooks kept between runs; hides what makes them stale, and that there may be none.

An entry is lines of JSON, which can hold data and nothing that runs. It is found by the content of the rules files, and
used only while everything else that went into it is unchanged: the files that the rules refer to, and this tool. An
installation has one for the bundled rules from the start.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccmcheck.base import cache_folder, resources
from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.resources import NamedFile
from ccmcheck.base.source import Source
from ccmcheck.language.rulebook.model import Rulebook

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def rulebook(files: Sequence[NamedFile], *, cached: bool = True) -> tuple[Rulebook | None, tuple[Diagnostic, ...]]:
    """The rulebook of rules files, each with the name by which the user knows it, and every complaint about them.

    Only a rulebook without complaints is kept.
    """
    shipped = _shipped(files) if cached else None
    kept = _entry(files) if cached and shipped is None else None
    held = shipped or (_read(kept, files) if kept else None)
    if held is not None:
        return held, ()
    book, problems, used = _loaded(files)
    if kept and book is not None and not problems:
        cache_folder.write(kept, _packed(book, used))
    return book, tuple(problems)


def _loaded(files: Sequence[NamedFile]) -> tuple[Rulebook | None, list[Diagnostic], list[Path]]:
    """The rulebook, the complaints, and the files that went into it beside the rules."""
    from ccmcheck.language.rulebook import load

    loaded = [load.load(file, name, files) for file, name in files]
    problems = [problem for _, complaints in loaded for problem in complaints]
    book, more = load.rulebook(rules for rules, _ in loaded if rules is not None)
    used = load.referred_to(rules for rules, _ in loaded if rules is not None)
    return book, [*problems, *more], [file for file in used if isinstance(file, Path)]


# -- kept in the user's folder --------------------------------------------------------------------------------------


def _entry(files: Sequence[NamedFile]) -> Path | None:
    try:
        return cache_folder.entry(*(part for file, name in files for part in (name, str(file), file.read_bytes())))
    except OSError:
        return None


def _read(entry: Path, files: Sequence[NamedFile], beside: Path = Path()) -> Rulebook | None:
    """The rulebook of an entry; None where there is none, where it is stale, or where it is damaged."""
    try:
        head, *rows = cache_folder.read(entry).split(b"\n")
        data = json.loads(head)
        if any(_digest(beside / path) != digest for path, digest in data["files"]):
            return None
        from ccmcheck.language.rulebook import serialise

        return serialise.decode(data["rulebook"], rows, [_source(file, name) for file, name in files])
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _source(file: Traversable, name: str) -> Source:
    data = file.read_bytes()
    return Source(name, data.decode("utf-8-sig"), hashlib.sha256(data).hexdigest())


def _digest(file: Path) -> str:
    """The digest of a file; empty for one that is not there, which somebody may put there."""
    if not file.is_file():
        return ""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _packed(book: Rulebook, used: Iterable[Path], beside: Path | None = None) -> str:
    """An entry: the rulebook, and the files on which it depends, by their way from a folder where one is given."""
    from ccmcheck.language.rulebook import serialise

    files = [((file.relative_to(beside) if beside else file).as_posix(), _digest(file)) for file in used]
    rules, rows = serialise.encode(book)
    data: dict[str, Any] = {"files": files, "rulebook": rules}
    return "\n".join([json.dumps(data, ensure_ascii=False, separators=(",", ":")), *rows])


# -- shipped with the tool -------------------------------------------------------------------------------------------


def ship(treaty: str, entry: Path, beside: Path) -> None:
    """Writes the entry that an installation has of a treaty from the start; `beside` holds `rules` and `schemas`."""
    files = resources.bundled_rules(treaty)
    book, problems, used = _loaded(files)
    if book is None or problems:
        raise ValueError(f"the bundled rules have mistakes: {', '.join(problem.message for problem in problems)}")
    rules = [file for file, _ in files if isinstance(file, Path)]
    cache_folder.write(entry, _packed(book, [*rules, *used], beside))


def _shipped(files: Sequence[NamedFile]) -> Rulebook | None:
    """The bundled rules, where they came resolved and nobody has changed them since."""
    if not files or not resources.is_installed():
        return None
    treaty = next((treaty for treaty in resources.treaties() if resources.bundled_rules(treaty) == tuple(files)), None)
    entry = resources.resolved(treaty) if treaty else None
    return _read(entry, files, entry.parent) if entry and entry.exists() else None
