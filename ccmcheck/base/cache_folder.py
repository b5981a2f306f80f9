"""The user's folder for caches; hides where it lies, and that what is kept there may be torn, damaged or not to be had.

An entry is a text under a digest of itself and of a key of this user, so that a damaged one, and one that somebody
else wrote, is known before anybody believes it. Folder and files are this user's alone.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import stat
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from ccmcheck.base import resources, writing
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
    named = Path(os.environ.get("XDG_CACHE_HOME") or "")
    # A path that is not absolute is to be ignored, as the standard has it: it would lead into any folder worked in.
    return (named if named.is_absolute() else Path.home() / ".cache") / "ccmcheck"


@cache
def _built() -> str:
    """What tells one state of the tool from another: once installed its version alone, in a checkout its files."""
    if resources.is_installed():
        return ""
    return str(max(file.stat().st_mtime_ns for file in _PACKAGE.rglob("*.py")))


def read(entry: Path) -> bytes:
    """The text of an entry in UTF-8. Raises OSError where there is none, and ValueError where it is not to be believed.

    What came with the tool lies in its own folder, and is under a digest without a key.
    """
    digest, _, data = _content(entry).partition(b"\n")
    if not hmac.compare_digest(_digest(entry, data), digest):
        raise ValueError("damaged")
    return data


def write(entry: Path, text: str) -> None:
    """Keeps a text, whole or not at all; a cache that cannot be written is no reason to complain."""
    try:
        data = text.encode("utf-8", "surrogatepass")
        if entry.exists() and not entry.is_file():  # a pipe in its place would take it and wait
            return
        mode = None if _is_shipped(entry) else 0o600
        writing.write_pieces(entry, [_digest(entry, data), b"\n", data], mode=mode)
        if not _is_shipped(entry):
            _forget(entry.parent)
    except (OSError, ValueError):
        pass


_MONTH = 30 * 24 * 60 * 60
_ENTRIES = f"{'[0-9a-f]' * 40}.json"


def _forget(folder: Path) -> None:
    """Removes what was kept more than a month ago: rules leave an entry for each state of theirs that was ever read.

    What is still of use is made anew.
    """
    for file in folder.glob(_ENTRIES):
        if file.lstat().st_mtime < time.time() - _MONTH:
            file.unlink(missing_ok=True)


def _is_shipped(file: Path) -> bool:
    """Whether it came with the tool, or is to; entries of a user are named by digests."""
    return file.name.startswith(resources.RESOLVED)


# -- nobody else's ---------------------------------------------------------------------------------------------------

_KEY = "key"
_KEY_LENGTH = 32


def _digest(entry: Path, data: bytes) -> bytes:
    """The digest of an entry. Raises OSError or ValueError where there is no key and none can be made."""
    if _is_shipped(entry):
        return hashlib.sha256(data).hexdigest().encode()
    return hmac.new(_key(entry.parent), entry.name.encode() + b"\0" + data, hashlib.sha256).hexdigest().encode()


@cache
def _key(folder: Path) -> bytes:
    """The key of this user, made when it is first needed; it never leaves the folder."""
    _own(folder)
    file = folder / _KEY
    try:
        key = _content(file)
    except FileNotFoundError:
        with suppress(FileExistsError):
            number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(number, "wb") as opened:
                opened.write(os.urandom(_KEY_LENGTH))
        key = _content(file)
    if len(key) != _KEY_LENGTH:
        file.unlink()
        raise ValueError("no key")
    return key


def _own(folder: Path) -> None:
    """Makes the folder for this user alone, or sees that it is. Raises OSError where it is somebody else's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_foreign(folder.stat())
    if os.name != "nt" and stat.S_IMODE(folder.stat().st_mode) != 0o700:
        folder.chmod(0o700)


def _content(file: Path) -> bytes:
    """What a regular file of this user holds. Raises OSError where it is anything else."""
    number = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(number, "rb") as opened:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise PermissionError(file)
        if not _is_shipped(file):
            _refuse_foreign(file.parent.lstat())
            _refuse_foreign(status)
        return opened.read()


def _refuse_foreign(status: os.stat_result) -> None:
    """Raises OSError where another user owns it, or may write to it."""
    if hasattr(os, "geteuid") and (status.st_uid != os.geteuid() or status.st_mode & 0o022):
        raise PermissionError("not this user's alone")
