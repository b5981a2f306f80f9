"""The changes after which a programme keeps its obligations, asked of the solver where that is installed."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from ccmcheck import proving
from ccmcheck.editor.programme_file import ProgrammeFile
from ccmcheck.judge.check import together
from ccmcheck.judge.verdicts import Mend, Verdict

_SECONDS = 20


class KeptMends:
    """The changes that were found for the last programme that was asked about."""

    def __init__(self) -> None:
        self._of: ProgrammeFile | None = None
        self._found: Mapping[tuple[str, ...], Sequence[Mend]] = {}

    def of(self, file: ProgrammeFile) -> Mapping[tuple[str, ...], Sequence[Mend]]:
        """For each departure, by rule and subject, what mends it; takes seconds where it was not asked before."""
        if self._of is not file:
            self._found = {key(verdict): verdict.mends for verdict in _mended(file) if verdict.mends}
            self._of = file
        return self._found


def key(verdict: Verdict) -> tuple[str, ...]:
    """By what a departure is known."""
    return verdict.name, verdict.subject, *verdict.about


def _mended(file: ProgrammeFile) -> tuple[Verdict, ...]:
    book = file.book
    if not proving.is_installed() or file.result is None or book is None:
        return ()
    from ccmcheck.proving.mended_report import mended_report

    return mended_report(together((file.result,), book), book, time.monotonic() + _SECONDS).verdicts
