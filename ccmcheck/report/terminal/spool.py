"""Text that piles up until it is written: in memory while there is little, then in a file that nobody else sees."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

_MOST = 200_000
"""How many characters are kept in memory. A report on a hundred programmes is shorter, and needs no file."""


class Spool:
    """Takes texts and gives them back in their order."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._held = 0
        self._file: IO[bytes] | None = None
        self._lengths: list[int] = []
        """Of each part of the file; a part begins and ends with a text."""

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    @property
    def filled(self) -> bool:
        """Whether it has taken any text."""
        return bool(self._texts or self._lengths)

    def add(self, text: str) -> None:
        """Takes a text."""
        self._texts.append(text)
        self._held += len(text)
        if self._held > _MOST:
            self._set_down()

    def _set_down(self) -> None:
        """Moves what is in memory to the file; where there is no room for it, it all stays in memory."""
        self._held = 0  # also where it stays: to be tried again when there is as much once more
        self._file = self._file or _temporary()
        part = "".join(self._texts).encode("utf-8", "surrogatepass")
        if self._file is not None and _written(self._file, sum(self._lengths), part):
            self._lengths.append(len(part))
            self._texts = []

    def pieces(self) -> Iterator[str]:
        """Everything, in pieces of any length."""
        yield from self._parts()
        yield from self._texts

    def lines(self) -> Iterator[str]:
        """Everything, where each text that was taken is one line and its line break."""
        for part in self._parts():
            yield from io.StringIO(part, newline="\n")
        yield from self._texts

    def _parts(self) -> Iterator[str]:
        if self._file is not None:
            self._file.seek(0)
            for length in self._lengths:
                yield self._file.read(length).decode("utf-8", "surrogatepass")


def _temporary() -> IO[bytes] | None:
    import tempfile  # not on the way of a run on a few programmes

    try:
        return tempfile.TemporaryFile(buffering=0)
    except OSError:
        return None


def _written(file: IO[bytes], at: int, part: bytes) -> bool:
    """Whether there was room for a part; what was written of one for which there was none is never read."""
    try:
        file.seek(at)
        left = memoryview(part)
        while left:
            left = left[file.write(left) :]
    except OSError:
        return False
    return True
