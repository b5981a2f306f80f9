"""Several documents side by side: a row of counts for each and one for all; hides columns, widths and waiting rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from ccmcheck.judge.summary import Summary, added
from ccmcheck.report.parts.counts import NOT_JUDGED
from ccmcheck.report.parts.excerpt import printable, width
from ccmcheck.report.terminal.spool import Spool

_COLUMNS = ("violated", "undecided", "waived", "known", "satisfied", "not_applicable", "blanks", "questions")
_SELDOM = ("waived", "known")
_NOT_BOUND = "no decision in force"


class Table:
    """Takes the counts of one document after the other; no row is kept as anything but its text."""

    def __init__(self) -> None:
        self.total = Summary()
        self.rows = 0
        self._widest = 0
        self._judged, self._unread = Spool(), Spool()

    def count(self, counts: Summary, times: int) -> None:
        """Adds the counts of so many documents to the totals; each has its row from `add`."""
        self.total = added(self.total, counts, times)

    def add(self, path: str, cells: str) -> None:
        """A document that could be read, with its `cells`."""
        self._row(self._judged, path, cells)

    def unread(self, path: str) -> None:
        """A document that could not be read; such rows come last."""
        self._row(self._unread, path, NOT_JUDGED)

    def _row(self, spool: Spool, path: str, cells: str) -> None:
        name = printable(path)
        self.rows += 1
        self._widest = max(self._widest, width(name))
        spool.add(f"{name}\t{cells}\n")  # neither stands in a name that prints

    def lines(self) -> Iterator[str]:
        """A heading, the documents in order with those that could not be read, and the totals."""
        columns = [at for at, name in enumerate(_COLUMNS) if name not in _SELDOM or getattr(self.total, name)]
        laid_out = _layout(columns)
        last = f"all {self.rows}"
        wide = max(self._widest, width(last))
        yield _line("", "".join(f"  {_heading(at)}" for at in columns), wide)
        for spool in (self._judged, self._unread):
            for row in spool.lines():
                name, _, counts = row[:-1].partition("\t")
                yield _line(name, laid_out(counts), wide)
        yield _line(last, laid_out(cells(self.total)), wide)


def cells(counts: Summary, *, bound: bool = True) -> str:
    """The cells of a document's row, or the words that stand for them where no decision binds it."""
    return "\t".join([str(getattr(counts, name)) for name in _COLUMNS]) if bound else _NOT_BOUND


def _heading(column: int) -> str:
    return "passed over" if _COLUMNS[column] == "not_applicable" else _COLUMNS[column]


def _layout(columns: list[int]) -> Callable[[str], str]:
    """What brings the cells of a row under their headings; words that stand for all of them are left as they are."""
    widths = [len(_heading(at)) for at in columns]

    @lru_cache(maxsize=1000)
    def laid_out(cells: str) -> str:
        each = cells.split("\t")
        if len(each) < len(_COLUMNS):
            return f"  {cells}"
        return "".join([f"  {each[at]:>{wide}}" for at, wide in zip(columns, widths, strict=True)])

    return laid_out


def _line(name: str, cells: str, wide: int) -> str:
    return f"  {name}{' ' * (wide - width(name))}{cells}"
