"""Text that piles up until it is written: in memory while there is little, then in a file that nobody else sees."""

from __future__ import annotations

from collections.abc import Iterator
from os import SEEK_END
from typing import IO

_MOST = 1_000_000
"""How many characters are kept in memory. A report on a hundred programmes is shorter, and needs no file."""
_PIECE = 65_536


class Spool:
    """Takes texts and gives them back in their order."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._held = 0
        self._file: IO[str] | None = None

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    @property
    def filled(self) -> bool:
        """Whether it has taken any text."""
        return bool(self._texts) or self._file is not None

    def add(self, text: str) -> None:
        """Takes a text."""
        self._texts.append(text)
        self._held += len(text)
        if self._held > _MOST:
            self._set_down()

    def _set_down(self) -> None:
        """Moves what is in memory to the file; where there is no place for one, it all stays in memory."""
        if self._file is None:
            self._file = _temporary()
        if self._file is None:
            self._held = 0  # to be tried again when there is as much once more
            return
        self._file.seek(0, SEEK_END)  # it may have been read meanwhile
        self._file.writelines(self._texts)
        self._texts, self._held = [], 0

    def pieces(self) -> Iterator[str]:
        """Everything, in pieces of any length."""
        if self._file is not None:
            self._file.seek(0)
            while piece := self._file.read(_PIECE):
                yield piece
        yield from self._texts

    def lines(self) -> Iterator[str]:
        """Everything, where each text that was taken is one line and its line break."""
        if self._file is not None:
            self._file.seek(0)
            yield from self._file
        yield from self._texts


def _temporary() -> IO[str] | None:
    import tempfile  # not on the way of a run on a few programmes

    try:
        # Line breaks and halves of letters come back as they were.
        return tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="")
    except OSError:
        return None
