"""The report as workflow commands, which GitHub shows as annotations beside the lines of a change.

GitHub shows about ten of each level for a step, so a rule is told once for each document and standing, and the last
line holds the counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, TypeAlias

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.judge.summary import told
from ccmcheck.judge.verdicts import Report, Verdict
from ccmcheck.report.parts.counts import in_words
from ccmcheck.report.parts.escaping import short
from ccmcheck.report.parts.excerpt import printable
from ccmcheck.report.parts.paths import Region, by_path, passage, path_of, problem_path, region, span_region
from ccmcheck.report.parts.remarked import where_in_text
from ccmcheck.report.parts.waived import until

GithubLevel: TypeAlias = Literal["error", "warning", "notice"]


def to_github(report: Report) -> str:
    """The report as one workflow command a line."""
    return "\n".join([*_problems(report), *_verdicts(report), _closing(report)]) + "\n"


def _problems(report: Report) -> Iterator[str]:
    for problem in (*report.problems, *report.gate):
        words = "\n".join(filter(None, (problem.message, problem.help)))
        yield _command("error", problem_path(problem, report), span_region(problem.span), _title(problem), words)
    for remark in report.remarks:
        words = "\n".join(filter(None, (where_in_text(remark), remark.message, remark.help)))
        yield _command("notice", problem_path(remark, report), span_region(remark.span), _title(remark), words)


def _title(problem: Diagnostic) -> str:
    return problem.code.replace("-", " ")


def _verdicts(report: Report) -> Iterator[str]:
    documents = by_path(report)
    verdicts = told(report)
    count = Counter(map(_group, verdicts))
    first: dict[tuple[str, str, str], Verdict] = {}
    for verdict in verdicts:
        first.setdefault(_group(verdict), verdict)
    for group, first_of_group in first.items():
        level = _level(first_of_group, final=report.final)
        if level is not None:
            path, where = path_of(first_of_group.document, report), region(first_of_group, documents)
            words = "\n".join(
                filter(None, (passage(first_of_group, documents), _words(first_of_group, count[group] - 1)))
            )
            yield _command(level, path, where, _heading(first_of_group), words)


def _group(verdict: Verdict) -> tuple[str, str, str]:
    return verdict.document, verdict.name, verdict.standing


def _level(verdict: Verdict, *, final: bool) -> GithubLevel | None:
    match verdict.standing:
        case "violated":
            return "error" if verdict.force == "obligation" else "warning"
        case "undecided":
            return "error" if final else "notice"
        case "waived" | "known":
            return "notice"
        case _:
            return None


def _heading(verdict: Verdict) -> str:
    word = {"waived": "waived: ", "known": "known before: ", "undecided": "undecided: "}.get(verdict.standing, "")
    return f"{word}{verdict.rule} ({verdict.cited})"


def _words(verdict: Verdict, more: int) -> str:
    waiver = verdict.waiver
    lines = [
        verdict.message,
        verdict.help,
        f"waived by {short(waiver.authority)} {until(waiver)}: {short(waiver.reason)}" if waiver else "",
        f"the decision: “{verdict.citations[0].quotation}”",
        f"and {more} more of this rule" if more else "",
    ]
    return "\n".join(filter(None, lines))


def _closing(report: Report) -> str:
    return f"::notice title={_property(report.tool)}::{_data(in_words(report))}"


# -- safe commands -------------------------------------------------------------------------------------------------


def _command(level: GithubLevel, path: str, where: Region, title: str, words: str) -> str:
    """One command. Columns are told within one line only: GitHub takes them for no more."""
    place = f"file={_property(path)},line={where.line},endLine={where.end_line}"
    if where.line == where.end_line:
        place += f",col={where.column},endColumn={max(where.column, where.end_column - 1)}"
    return f"::{level} {place},title={_property(title)}::{_data(words)}"


def _data(text: str) -> str:
    """The words of a command, with line breaks and percent signs in GitHub's escapes."""
    shown = "\n".join(printable(line) for line in text.split("\n"))
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
