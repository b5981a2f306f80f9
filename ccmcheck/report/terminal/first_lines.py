"""The first lines on a document: what it breaks, what is open by section, what a person must answer."""

from __future__ import annotations

from collections.abc import Iterator

from ccmcheck.judge.summary import questions
from ccmcheck.judge.verdicts import Report
from ccmcheck.report.parts.counts import number
from ccmcheck.report.parts.style import TextStyle
from ccmcheck.report.terminal.still_open import by_section, undecided
from ccmcheck.report.terminal.wrapping import wrapped

_FEW = 6


def first_lines(report: Report, style: TextStyle) -> str:
    """Three lines that say what to do; empty where nothing is broken or open."""
    open_ = undecided(report)
    broken = [v for v in report.verdicts if v.standing == "violated"]
    if not (open_ or broken or report.blanks):
        return ""
    return "\n".join(
        f"{style.paint(head, 'bold')}{wrapped(f'{head:<9} {words}', 0, 10).removeprefix(head)}"
        for head, words in (
            ("to mend", _names(dict.fromkeys(v.rule for v in broken), "rule is", "rules are", "broken")),
            ("open", _open(report)),
            ("to answer", _names([v.rule for v, _ in questions(report).values()], "question", "questions", "")),
        )
    )


def _names(names: Iterator[str] | list[str] | dict[str, None], singular: str, many: str, verb: str) -> str:
    each = list(names)
    if not each:
        return f"no {singular.replace(' is', '')} {verb and f'is {verb}'}".rstrip()
    shown = ", ".join(each[:_FEW]) + (f" and {len(each) - _FEW} more" if len(each) > _FEW else "")
    return f"{len(each)} {' '.join(filter(None, (singular if len(each) == 1 else many, verb)))}: {shown}"


def _open(report: Report) -> str:
    sections = by_section(report)
    rules = sum(sections.values())
    blanks = number(len(report.blanks), "blank")
    if not rules:
        return f"{blanks}, for which no rule waits" if report.blanks else "nothing"
    listed = ", ".join(f"{section} {count}" for section, count in sections.items())
    return (
        f"{number(rules, 'rule')} {'waits' if rules == 1 else 'wait'} for what is blank, missing or not read: {listed}"
    )
