"""What a run wants of each file: all that is found, or only what a text report says; here or from another process."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from ccmcheck.judge.check import InputResult, Prepared, examine

if TYPE_CHECKING:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.drafts.load import DraftFile
    from ccmcheck.report.parts.style import TextStyle
    from ccmcheck.report.terminal.entry import EntryBuilder, ReportEntry
    from ccmcheck.run.transfer import SentRules

Result = TypeVar("Result")
Files: TypeAlias = tuple[str, ...]
Task: TypeAlias = "Callable[[SentRules, Files], bytes]"


class ResultCodec(Protocol[Result]):
    """What is wanted of files as plain data and back, for another day: `result_cache`, `report.terminal.entry_cache`.

    `encode` gives the digest of the file and the data, None for what cannot be kept; `decode` is its reverse, and
    raises ValueError, LookupError or TypeError where the data are damaged. Data may refer to what stands in `common`.
    """

    kind: str
    common: list[Any]

    def encode(self, result: Result, /) -> tuple[str, Any] | None: ...

    def decode(self, path: str, sha256: str, data: Any, /) -> Result: ...


class ResultForm(Protocol[Result]):
    """What a run wants of each file: made of what is found about it, in this process or in another."""

    ready: Prepared
    task: Task
    """Judges files in another process, and encodes what is wanted of them."""

    def of(self, result: InputResult, /) -> Result:
        """What is wanted, of what was found here."""

    def received(self, data: bytes, /) -> Iterable[Result]:
        """What came from another process."""

    def codec(self) -> ResultCodec[Result]:
        """What keeps it for another day."""


class FullResults:
    """All that is found."""

    def __init__(self, ready: Prepared) -> None:
        self.ready = ready
        self.task: Task = full_results

    def of(self, result: InputResult) -> InputResult:
        """What was found, as it is."""
        return result

    def received(self, data: bytes) -> Iterable[InputResult]:
        """What came from another process, with the rules of this one."""
        from ccmcheck.run.transfer import decode_results

        return decode_results(data, self.ready)

    def codec(self) -> ResultCodec[InputResult]:
        """What keeps all that was found."""
        from ccmcheck.run import result_cache

        return result_cache.FullResultCodec(self.ready)


class TextResults:
    """What a text report says of a file."""

    def __init__(self, ready: Prepared, style: TextStyle) -> None:
        self.ready, self._style = ready, style
        self.task: Task = partial(text_results, style)

    def of(self, result: InputResult) -> ReportEntry:
        """The entry."""
        return _entry(result, self.ready, self._style)

    def received(self, data: bytes) -> Iterable[ReportEntry]:
        """The entries that came from another process."""
        import pickle

        entries: list[ReportEntry] = pickle.loads(data)  # noqa: S301 - from our own other process
        return entries

    def codec(self) -> ResultCodec[ReportEntry]:
        """What keeps entries."""
        from ccmcheck.report.terminal import entry_cache

        return entry_cache.EntryCodec(self._style)


def full_results(rules: SentRules, paths: Files) -> bytes:
    """In another process: what is found about files."""
    from ccmcheck.run.transfer import decode_rules, encode_results

    ready = decode_rules(rules)
    return encode_results([result_of(path, ready) for path in paths], ready)


def text_results(style: TextStyle, rules: SentRules, paths: Files) -> bytes:
    """In another process: what a text report says of files."""
    import pickle

    from ccmcheck.run.transfer import decode_rules

    ready = decode_rules(rules)
    return pickle.dumps([_entry(result_of(path, ready), ready, style) for path in paths], protocol=5)


def result_of(path: str, ready: Prepared, draft: DraftFile | Diagnostic | None = None) -> InputResult:
    """What is found about a file; an error of the tool itself is a complaint, and no reason to leave the others.

    `draft` is what a draft's file holds, where it was read already.
    """
    from ccmcheck.run import inputs

    try:
        return examine(inputs.read(path, ready, draft), ready)
    except Exception as error:  # noqa: BLE001 - the one place that catches what nobody expected of a file
        from ccmcheck.run.unexpected import internal_error

        return InputResult(None, problems=(internal_error(path, error),), unread=path)


def _entry(result: InputResult, ready: Prepared, style: TextStyle) -> ReportEntry:
    """What a text report says, by the rules of the treaty that judged."""
    of_treaty = ready.of_treaty(result.treaty) if result.treaty else None
    return _entries(of_treaty or ready, style).of(result)


@lru_cache(maxsize=8)
def _entries(ready: Prepared, style: TextStyle) -> EntryBuilder:
    """One builder for all shares, since it remembers which documents are alike."""
    from ccmcheck.report.terminal.entry import EntryBuilder

    return EntryBuilder(ready.rulebook.rulesets, style)
