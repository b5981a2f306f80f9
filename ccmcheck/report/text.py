"""The report for a person at a terminal: what is violated first, the summary last.

It is put together from the entries of its inputs as they come, and keeps of each only what is added up at its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ccmcheck.base.quoting import listed
from ccmcheck.judge.summary import Sign, Summary, exit_code_of
from ccmcheck.judge.verdicts import Report
from ccmcheck.report.parts.counts import NOTHING_CHECKED, blanks_of, not_read, number, read_in_part, results_of
from ccmcheck.report.parts.excerpt import printable
from ccmcheck.report.parts.style import PLAIN, Colour, TextStyle
from ccmcheck.report.terminal.blocks import problem
from ccmcheck.report.terminal.entry import EntryBuilder, ReportEntry, Sums, SumsKey
from ccmcheck.report.terminal.spool import Spool
from ccmcheck.report.terminal.table import Table, cells
from ccmcheck.report.terminal.wrapping import wrapped

_TOGETHER = 100
_NOT_FINAL = 3


def to_text(report: Report, style: TextStyle = PLAIN) -> str:
    """The report as text that ends in a line break."""
    running = RunningText(style)
    for complaint in report.problems:
        running.complain(problem(complaint, style))
    for complaint in report.gate:
        running.complain(problem(complaint, style, "gate"))
    for notice in report.notices:
        running.remark(notice)
    entries = EntryBuilder(report.rulesets, style)
    for result in results_of(report):
        running.add(replace(entries.of(result), problems=()))  # which came before, in the order of the report
    for path in report.unread:
        running.unread(path)
    running.in_part(read_in_part(report))
    return "".join(running.pieces(final=report.final))


class RunningText:
    """A text report that grows: what is to be written waits in files once there is much of it."""

    def __init__(self, style: TextStyle = PLAIN) -> None:
        self._style = style
        self._first, self._notices, self._findings, self._silent = Spool(), Spool(), Spool(), Spool()
        self._waiting: ReportEntry | None = None
        self._documents = self._unread = self._in_part = 0
        self._table = Table()
        self._alike: dict[SumsKey, _Alike] = {}
        self._questions: dict[str, _Question] = {}
        self._signs = Sign.NONE
        self._cited: dict[str, None] = {}

    def complain(self, block: str) -> None:
        """A complaint, or that the gate does not hold: such blocks come first."""
        self._first.add(f"{block}\n\n")

    def remark(self, notice: str) -> None:
        """A line about the run, after the complaints."""
        self._notices.add(f"note: {printable(notice)}\n\n")

    def tell(self, signs: Sign) -> None:
        """What the exit code has to say beside what the entries do."""
        self._signs |= signs

    def add(self, entry: ReportEntry) -> None:
        """The next input; one that could not be read has its row from `unread`."""
        for block in entry.problems:
            self.complain(block)
        self._signs |= entry.signs
        if entry.sums is None:
            return
        self._documents += 1
        self._in_part += bool(entry.problems) and not entry.unread
        alike = self._alike.get(entry.sums.key) or self._first_of(entry.sums)
        alike.documents += 1
        if entry.silent:
            self._silent.add(f"{entry.silent}\n")
        if not entry.unread:
            self._table.add(entry.path, alike.cells)
        if entry.findings:
            self._set_down(headed=True)
            self._waiting = entry

    def _first_of(self, sums: Sums) -> _Alike:
        """The first document with these sums; of only so many sums the documents are counted before they are added."""
        if len(self._alike) >= _TOGETHER:
            self._add_up()
        for name, heading, words in sums.questions:
            self._questions.setdefault(name, _Question(heading, words))
        self._cited.update(dict.fromkeys(sums.decisions))
        alike = self._alike[sums.key] = _Alike(sums)
        return alike

    def _add_up(self) -> None:
        for alike in self._alike.values():
            self._signs |= alike.sums.signs
            self._table.count(alike.sums.counts, alike.documents)
            for name, _, _ in alike.sums.questions:
                self._questions[name].documents += alike.documents
        self._alike.clear()

    def unread(self, path: str) -> None:
        """An input that could not be judged."""
        self._unread += 1
        self._table.unread(path)

    def in_part(self, count: int) -> None:
        """Documents that were judged although something in them could not be read; entries count their own."""
        self._in_part += count

    def _set_down(self, *, headed: bool) -> None:
        """Writes the findings that wait; only where there are several documents does each have its name above it."""
        if self._waiting is not None:
            name = f"{self._style.paint(f'── {printable(self._waiting.path)} ', 'bold')}\n\n" if headed else ""
            self._findings.add(f"{name}{self._waiting.findings}\n\n")
            self._waiting = None

    def exit_code(self, *, final: bool) -> int:
        """The exit code of the run."""
        self._add_up()
        return exit_code_of(self._signs, final=final)

    def pieces(self, *, final: bool = False) -> Iterator[str]:
        """The report from its beginning to a line break, in pieces of any length."""
        self._set_down(headed=self._documents > 1)
        self._add_up()
        for spool in (self._first, self._notices, self._findings):
            yield from spool.pieces()
        yield from (f"{question}\n\n" for question in self._questions.values())
        if self._findings.filled or self._questions:
            yield from (f"{wrapped(words, self._style.width, 0, 2)}\n\n" for words in self._cited)
        yield from self._silent.pieces()
        if not self._style.quiet and self._table.rows > 1:
            yield self._style.paint("summary", "bold") + "\n"
            yield from (f"{line}\n" for line in self._table.lines())
            yield "\n"
        if self.exit_code(final=final) == _NOT_FINAL:
            yield f"{_not_final(self._table.total)}\n"
        yield f"{_counts(self._table.total, self._style)}{not_read(self._unread, self._in_part)}\n"


class _Alike:
    """Documents with the same sums: how many, and what their rows hold."""

    def __init__(self, sums: Sums) -> None:
        self.sums, self.documents = sums, 0
        self.cells = cells(sums.counts, bound=bool(sums.decisions))


class _Question:
    """An open question, and how many programmes leave it open."""

    def __init__(self, heading: str, words: str) -> None:
        self.heading, self.words, self.documents = heading, words, 0

    def __str__(self) -> str:
        several = f"  open in {self.documents} programmes\n" if self.documents > 1 else ""
        return f"{self.heading}\n{several}{self.words}"


def _not_final(counts: Summary) -> str:
    """Why a run with --final does not pass, and what to do."""
    left = [
        number(counts.undecided, "rule") + " undecided" if counts.undecided else "",
        number(counts.blanks, "blank") + " to fill in or take away" if counts.blanks else "",
        number(counts.questions, "question") + " to answer" if counts.questions else "",
    ]
    return f"not final: {listed([part for part in left if part])}"


def _counts(counts: Summary, style: TextStyle) -> str:
    parts: list[tuple[int, str, Colour]] = [
        (counts.violated, "violated", "red"),
        (counts.undecided, "undecided", "yellow"),
        *((count, word, colour) for count, word, colour in _excused_counts(counts) if count),
        (counts.satisfied, "satisfied", "green"),
        (counts.not_applicable, "passed over", "dim"),
        *((count, word, colour) for count, word, colour in _asked(counts) if count),
    ]
    shown = " · ".join(
        style.paint(f"{count} {word}", colour) if count else f"{count} {word}" for count, word, colour in parts
    )
    departures = f" ({number(counts.departures, 'recommendation')} among the violated)" if counts.departures else ""
    rules = f"{number(counts.rules, 'rule')}: {shown}{departures}" if counts.rules else NOTHING_CHECKED
    return rules + blanks_of(counts)


def _excused_counts(counts: Summary) -> Iterator[tuple[int, str, Colour]]:
    yield counts.waived, "waived", "blue"
    yield counts.known, "known before", "blue"


def _asked(counts: Summary) -> Iterator[tuple[int, str, Colour]]:
    yield counts.questions, f"{'question' if counts.questions == 1 else 'questions'} for a person", "blue"
