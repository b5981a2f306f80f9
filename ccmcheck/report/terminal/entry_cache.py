"""Entries of the text report as plain data and back, so that they can be kept; what many documents share only once."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import Any

from ccmcheck.base.codec import Codec
from ccmcheck.judge.summary import Sign, Summary, counts_of
from ccmcheck.report.parts.style import TextStyle
from ccmcheck.report.terminal.entry import ReportEntry, Sums, SumsKey

CLASSES: tuple[type, ...] = (Sums, Summary, Sign)
_CODEC = Codec(CLASSES)


class EntryCodec:
    """Encodes and decodes entries; sums that documents share stand in `common`, and an entry gives their number."""

    def __init__(self, style: TextStyle) -> None:
        self.kind = f"in text, {style}"
        self._style = style
        self.common: list[Any] = []
        self._sums: dict[int, Sums] = {}

    def encode(self, entry: ReportEntry) -> tuple[str, Any] | None:
        """The digest of a file, and its entry as lists, texts and numbers; None for one that is not there."""
        if entry.sums is None:
            return None
        number = self._number(entry.sums)
        if not (entry.findings or entry.problems or entry.silent or entry.unread):
            return entry.sha256, number
        return entry.sha256, [number, entry.findings, list(entry.problems), entry.silent, entry.unread]

    def _number(self, sums: Sums) -> int:
        number = self._numbers.setdefault(sums.key, len(self.common))
        if number == len(self.common):
            self.common.append(_CODEC.encode(sums, []))
        return number

    @cached_property
    def _numbers(self) -> dict[SumsKey, int]:
        """The number of each sums in `common`, but for what is damaged: sums of two documents may be equal."""
        numbers: dict[SumsKey, int] = {}
        for number in range(len(self.common)):
            with suppress(ValueError, LookupError, TypeError, AttributeError):
                numbers[self._decoded(number).key] = number
        return numbers

    def decode(self, path: str, sha256: str, data: Any) -> ReportEntry:
        """The entry of a file. Raises ValueError, LookupError or TypeError where the data are damaged."""
        if isinstance(data, int):
            return ReportEntry(path, self._decoded(data), sha256=sha256)
        number, findings, problems, silent, unread = data
        sums, problems = self._decoded(number), tuple(map(self._style.cleaned, problems))
        return ReportEntry(
            path, sums, self._style.cleaned(findings), problems, self._style.cleaned(silent), str(unread), sha256
        )

    def _decoded(self, number: int) -> Sums:
        sums = self._sums.get(number)
        if sums is None:
            sums = self._sums[number] = self._sound(_CODEC.decoder([])(self.common[number]))
        return sums

    def _sound(self, sums: Any) -> Sums:
        """The sums, unless they hold what no sums do: a report adds them up without looking."""
        if not isinstance(sums, Sums) or not isinstance(sums.counts, Summary) or not isinstance(sums.signs, Sign):
            raise TypeError("no sums")
        counts = tuple(map(int, counts_of(sums.counts)))
        questions = tuple(
            (str(name), self._style.cleaned(heading), self._style.cleaned(words))
            for name, heading, words in sums.questions
        )
        return Sums(Summary(*counts), sums.signs, questions, tuple(map(self._style.cleaned, sums.decisions)))
