"""Entries of the text report as plain data and back, so that they can be kept; what many documents share only once."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from ccmcheck.judge.summary import Sign, Summary, counts_of
from ccmcheck.report.parts.style import TextStyle
from ccmcheck.report.terminal.entry import ReportEntry, Sums


class EntryCodec:
    """Packs and unpacks entries; sums that documents share stand in `common`, and an entry gives their number."""

    def __init__(self, style: TextStyle) -> None:
        self.kind = f"in text, {style}"
        self.common: list[Any] = []
        self._sums: dict[int, Sums] = {}

    def packed(self, one: ReportEntry) -> tuple[str, Any] | None:
        """The digest of a file, and its entry as lists, texts and numbers; None for one that is not there."""
        if one.sums is None:
            return None
        number = self._number(one.sums)
        if not (one.findings or one.problems or one.silent or one.unread):
            return one.sha256, number
        return one.sha256, [number, one.findings, list(one.problems), one.silent, one.unread]

    def _number(self, sums: Sums) -> int:
        data = [counts_of(sums.counts), sums.signs.value, sums.questions, sums.bound]
        number = self._numbers.setdefault(json.dumps(data), len(self.common))
        if number == len(self.common):
            self.common.append(data)
        return number

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The number of each sums in `common`, by their text: sums of two documents may be equal and not the same."""
        return {json.dumps(data): number for number, data in enumerate(self.common)}

    def opened(self, path: str, sha256: str, data: Any) -> ReportEntry:
        """The entry of a file. Raises ValueError, LookupError or TypeError where the data are damaged."""
        if isinstance(data, int):
            return ReportEntry(path, self._opened(data), sha256=sha256)
        number, findings, problems, silent, unread = data
        sums, problems = self._opened(number), tuple(map(str, problems))
        return ReportEntry(path, sums, str(findings), problems, str(silent), str(unread), sha256)

    def _opened(self, number: int) -> Sums:
        sums = self._sums.get(number)
        if sums is None:
            counts, signs, questions, bound = self.common[number]
            asked = {str(name): (str(heading), str(words)) for name, (heading, words) in questions.items()}
            sums = self._sums[number] = Sums(Summary(*map(int, counts)), Sign(signs), asked, bool(bound))
        return sums
