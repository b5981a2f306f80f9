"""Resolved rulebooks kept between runs; hides where they lie, when they are stale, and that a cache may fail.

An entry is JSON, which can hold data and nothing that runs. It is found by the content of the rules files, and used
only while everything else that went into it is unchanged: the files that the rules refer to, and this tool.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ccmcheck import __version__, resources
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


# -- where an entry lies -------------------------------------------------------------------------------------------


def _entry(files: Sequence[NamedFile]) -> Path | None:
    """The file that holds the entry of these rules, or would; None where there is no folder for caches."""
    digest = hashlib.sha256(f"{__version__} {sys.version} {_built()}".encode())
    try:
        for file, name in files:
            digest.update(f"\0{name}\0{file}\0".encode("utf-8", "surrogateescape"))
            digest.update(file.read_bytes())
        return _folder() / f"{digest.hexdigest()[:40]}.json"
    except (OSError, RuntimeError):
        return None


def _folder() -> Path:
    """The user's folder for caches. Raises RuntimeError where there is no home."""
    if own := os.environ.get("CCMCHECK_CACHE"):
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "ccmcheck" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "ccmcheck"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ccmcheck"


def _built() -> str:
    """What tells one state of the tool from another: once installed its version alone, in a checkout its files."""
    if resources.is_installed():
        return ""
    package = Path(__file__).parent.parent
    stats = (
        file.stat() for folder in (package, package / "rulebook", package / "document") for file in folder.glob("*.py")
    )
    return str(max(stat.st_mtime_ns for stat in stats))


# -- reading and keeping -------------------------------------------------------------------------------------------


def _read(entry: Path, files: Sequence[NamedFile]) -> Rulebook | None:
    """The rulebook of an entry; None where there is none, where it is stale, or where it is damaged."""
    try:
        data = json.loads(entry.read_bytes())
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
    """Writes an entry whole or not at all; a cache that cannot be written is no reason to complain."""
    from ccmcheck.rulebook import codec

    beside = entry.with_name(f"{entry.name}.{os.getpid()}")
    try:
        used = [(str(file), _digest(file)) for file in files if isinstance(file, Path)]
        data: dict[str, Any] = {"files": used, "rulebook": codec.encode(book)}
        entry.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        beside.replace(entry)
    except (OSError, ValueError):
        beside.unlink(missing_ok=True) if beside.parent.is_dir() else None
