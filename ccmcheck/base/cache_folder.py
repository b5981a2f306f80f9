"""The user's folder for caches; hides where it lies, and that what is kept there may be torn, damaged or not to be had.

An entry is a text under a digest of itself, so that a damaged one is known before anybody believes it.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from ccmcheck.base import resources
from ccmcheck.base.version import __version__

_PACKAGE = Path(__file__).parent.parent


def entry(*of: str | bytes) -> Path | None:
    """The file that holds what is kept of something, or would; None where there is no folder for caches.

    Another version of this tool or of Python has its own.
    """
    digest = hashlib.sha256(f"{__version__} {sys.version} {_built()}".encode())
    for part in of:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        digest.update(b"%d\0%s" % (len(data), data))
    try:
        return _folder() / f"{digest.hexdigest()[:40]}.json"
    except RuntimeError:
        return None


def _folder() -> Path:
    """The folder. Raises RuntimeError where there is no home."""
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
    return str(max(file.stat().st_mtime_ns for file in _PACKAGE.rglob("*.py")))


def read(entry: Path) -> bytes:
    """The text of an entry in UTF-8. Raises OSError where there is none, and ValueError where it is damaged."""
    digest, _, data = entry.read_bytes().partition(b"\n")
    if hashlib.sha256(data).hexdigest().encode() != digest:
        raise ValueError("damaged")
    return data


def write(entry: Path, text: str) -> None:
    """Keeps a text, whole or not at all; a cache that cannot be written is no reason to complain."""
    beside = entry.with_name(f"{entry.name}.{os.getpid()}")
    try:
        data = text.encode("utf-8", "surrogatepass")
        entry.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        beside.replace(entry)
    except (OSError, ValueError):
        beside.unlink(missing_ok=True) if beside.parent.is_dir() else None
