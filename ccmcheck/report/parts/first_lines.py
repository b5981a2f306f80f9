"""The first lines on a document: what it breaks, what is open by section, what a person must answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ccmcheck.judge.summary import questions, summary
from ccmcheck.judge.verdicts import Verdict
from ccmcheck.report.parts.counts import NOTHING_CHECKED, number
from ccmcheck.report.parts.still_open import StillOpen

_FEW = 6


def first_lines(still_open: StillOpen, titles: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    """Three lines that say what to do, each with its head; none where nothing is broken or open.

    Of what could not be judged there is one, since nothing is known of the rest. Rules go by their names, or by titles
    as a page has them.
    """
    report = still_open.report
    broken = [verdict for verdict in report.verdicts if verdict.standing == "violated"]
    if not (still_open.undecided or broken or report.blanks or report.problems):
        return ()
    errors = f"{number(len(report.problems), 'error')} first; " if report.problems else ""
    if report.unread:
        return (("to mend", errors + NOTHING_CHECKED),)
    asked = [verdict for verdict, _ in questions(report).values()]
    return (
        ("to mend", errors + _names(_called(broken, titles), "rule is", "rules are", "broken")),
        ("open", _open(still_open)),
        ("to answer", _names(_called(asked, titles), "question", "questions", "")),
    )


def _called(verdicts: Sequence[Verdict], titles: Mapping[str, str] | None) -> list[str]:
    """What the rules are called, each once."""
    return list(dict.fromkeys(verdict.rule if titles is None else titles[verdict.name] for verdict in verdicts))


def _names(each: Sequence[str], singular: str, many: str, verb: str) -> str:
    """How many there are, and the first; titles are sentences, which a semicolon parts."""
    if not each:
        return f"no {singular.replace(' is', '')} {verb and f'is {verb}'}".rstrip()
    mark = "; " if any(" " in name for name in each) else ", "
    shown = mark.join(each[:_FEW]) + (f" and {len(each) - _FEW} more" if len(each) > _FEW else "")
    return f"{len(each)} {' '.join(filter(None, (singular if len(each) == 1 else many, verb)))}: {shown}"


def _open(still_open: StillOpen) -> str:
    waiting = still_open.by_section
    rules = sum(waiting.values())
    if not rules:
        blanks = summary(still_open.report).blanks
        return f"{number(blanks, 'blank')}, for which no rule waits" if blanks else "nothing"
    listed = ", ".join(f"{section} {count}" for section, count in waiting.items())
    return (
        f"{number(rules, 'rule')} {'waits' if rules == 1 else 'wait'} for what is blank, missing or not read: {listed}"
    )
