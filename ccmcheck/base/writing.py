"""Writes files: whole or not at all, as they were but for their content; hides temporaries, links, modes and devices.

A temporary has a name that nobody can foresee, stands beside its target, and is locked while its writer lives, so
that whoever writes there next removes what a killed run has left.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_UNFINISHED: set[str] = set()
_ENDING = ".part"


def write_pieces(path: str | Path, pieces: Iterable[bytes], *, mode: int | None = None) -> None:
    """Writes a file; `mode` is for a new one, and one that stands there keeps its own. Raises OSError.

    A link is followed, a device or a pipe takes the pieces as they come, and of a file with several names the content
    is replaced, once all of it is written beside it.
    """
    held = _status(path)
    if held is not None and not stat.S_ISREG(held.st_mode):
        with open(path, "wb") as file:
            file.writelines(pieces)
        return
    target = os.path.realpath(path)
    with _temporary(target) as (file_number, beside):
        with open(file_number, "wb") as file:
            file.writelines(pieces)
        if held is not None and held.st_nlink > 1:
            from shutil import copyfile  # costs every run its start

            copyfile(beside, target)
            return
        _dress(beside, held, mode)
        os.replace(beside, target)


def remove_unfinished() -> None:
    """Removes what is being written, where the process ends in the middle of it."""
    for path in list(_UNFINISHED):
        with suppress(OSError):
            os.unlink(path)


def _status(path: str | Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _dress(beside: str, held: os.stat_result | None, mode: int | None) -> None:
    """Gives the new file the mode of the old, and its owner where this user may."""
    if held is None:
        os.chmod(beside, mode if mode is not None else 0o666 & ~_umask())
        return
    if hasattr(os, "chown") and (held.st_uid, held.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(OSError):
            os.chown(beside, held.st_uid, held.st_gid)
    os.chmod(beside, stat.S_IMODE(held.st_mode))


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def _temporary(target: str) -> Iterator[tuple[int, str]]:
    """A file beside the target, made exclusively and for this user alone; it is gone afterwards unless renamed."""
    folder, name = os.path.split(target)
    start = f".{name[:100]}."
    _sweep(folder, start)
    file_number, beside = _created(os.path.join(folder, start))
    locked = _locked(file_number)
    try:
        yield file_number, beside
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)
        _UNFINISHED.discard(beside)
        if locked is not None:
            os.close(locked)


def _created(start: str) -> tuple[int, str]:
    """A new file with a name that nobody can foresee, noted before it is there: a signal may come at any moment."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    while True:
        beside = f"{start}{os.urandom(8).hex()}{_ENDING}"
        _UNFINISHED.add(beside)
        try:
            return os.open(beside, flags, 0o600), beside
        except FileExistsError:
            _UNFINISHED.discard(beside)
        except OSError:
            _UNFINISHED.discard(beside)
            raise


def _locked(file_number: int) -> int | None:
    """The same file once more, which keeps it locked; Windows needs none, and renames no file that is open."""
    if os.name == "nt":
        return None
    again = os.dup(file_number)
    _lock(again)
    return again


def _sweep(folder: str, start: str) -> None:
    """Removes temporaries of this target whose writers are no more."""
    with suppress(OSError):
        for left in os.listdir(folder):
            if left.startswith(start) and left.endswith(_ENDING):
                _remove_if_left(os.path.join(folder, left))


def _remove_if_left(path: str) -> None:
    with suppress(OSError):
        held = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            if stat.S_ISREG(os.fstat(held).st_mode) and _lock(held):
                os.unlink(path)
        finally:
            os.close(held)


def _lock(file_number: int) -> bool:
    """Takes the lock of a temporary, unless its writer lives; Windows removes no file that is open anyhow."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file_number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
