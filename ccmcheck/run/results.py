"""What a run wants of each file: all that is found, or only what a text report says; here or from another process."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from ccmcheck.judge.check import Part, Prepared, examine

if TYPE_CHECKING:
    from ccmcheck.report.parts.style import Style
    from ccmcheck.report.terminal.entry import Entries, Entry
    from ccmcheck.run.transfer import Packed

Kept = TypeVar("Kept")
Files: TypeAlias = tuple[str, ...]
Errand: TypeAlias = "Callable[[Packed, Files], bytes]"


class Keeping(Protocol[Kept]):
    """What is wanted of files as plain data and back, for another day: `result_cache`, `report.terminal.entry_cache`.

    `packed` gives the digest of the file and the data, None for what cannot be kept; `opened` is its reverse, and
    raises ValueError, LookupError or TypeError where the data are damaged. Data may refer to what stands in `common`.
    """

    kind: str
    common: list[Any]

    def packed(self, found: Kept, /) -> tuple[str, Any] | None: ...

    def opened(self, path: str, sha256: str, data: Any, /) -> Kept: ...


class Wanted(Protocol[Kept]):
    """What a run wants of each file: made of what is found about it, in this process or in another."""

    ready: Prepared
    errand: Errand
    """Judges files in another process, and wraps what is wanted of them."""

    def of(self, part: Part, /) -> Kept:
        """What is wanted, of what was found here."""

    def opened(self, data: bytes, /) -> Iterable[Kept]:
        """What came from another process."""

    def keeping(self) -> Keeping[Kept]:
        """What keeps it for another day."""


class InFull:
    """All that is found."""

    def __init__(self, ready: Prepared) -> None:
        self.ready = ready
        self.errand: Errand = judged

    def of(self, part: Part) -> Part:
        """What was found, as it is."""
        return part

    def opened(self, data: bytes) -> Iterable[Part]:
        """What came from another process, with the rules of this one."""
        from ccmcheck.run.transfer import opened

        return opened(data, self.ready)

    def keeping(self) -> Keeping[Part]:
        """What keeps all that was found."""
        from ccmcheck.run import result_cache

        return result_cache.Keeping(self.ready)


class InText:
    """What a text report says of a file."""

    def __init__(self, ready: Prepared, style: Style) -> None:
        self.ready, self._style = ready, style
        self.errand: Errand = partial(written, style)
        self._entries = _entries(ready, style)

    def of(self, part: Part) -> Entry:
        """The entry."""
        return self._entries.of(part)

    def opened(self, data: bytes) -> Iterable[Entry]:
        """The entries that came from another process."""
        import pickle

        found: list[Entry] = pickle.loads(data)  # noqa: S301 - from our own other process
        return found

    def keeping(self) -> Keeping[Entry]:
        """What keeps entries."""
        from ccmcheck.report.terminal import entry_cache

        return entry_cache.Keeping(self._style)


def judged(rules: Packed, paths: Files) -> bytes:
    """In another process: what is found about files."""
    from ccmcheck.run.transfer import unpacked, wrapped

    ready = unpacked(rules)
    return wrapped([found(path, ready) for path in paths], ready)


def written(style: Style, rules: Packed, paths: Files) -> bytes:
    """In another process: what a text report says of files."""
    import pickle

    from ccmcheck.run.transfer import unpacked

    ready = unpacked(rules)
    entries = _entries(ready, style)
    return pickle.dumps([entries.of(found(path, ready)) for path in paths], protocol=5)


def found(path: str, ready: Prepared) -> Part:
    """What is found about a file."""
    from ccmcheck.run import inputs

    return examine(inputs.read(path, ready), ready)


@lru_cache(maxsize=8)
def _entries(ready: Prepared, style: Style) -> Entries:
    """One maker for all shares, since it remembers which documents are alike."""
    from ccmcheck.report.terminal.entry import Entries

    return Entries(ready.rulebook.rulesets, style)
