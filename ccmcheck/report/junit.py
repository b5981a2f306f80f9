"""The report as JUnit XML: a suite for each document, a case for each rule, so that satisfied rules are seen too.

Undecided, waived and passed over are `skipped` with the reason, never passed; what could not be read is an `error`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, assert_never
from xml.sax.saxutils import escape, quoteattr

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.judge.summary import worst_of_each
from ccmcheck.judge.verdicts import Document, Report, Standing, Verdict
from ccmcheck.report.parts.escaping import short
from ccmcheck.report.parts.excerpt import printable
from ccmcheck.report.parts.paths import by_path, passage, path_of, problem_path, region
from ccmcheck.report.parts.remarked import where_in_text
from ccmcheck.report.parts.waived import until

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Mark: TypeAlias = Literal["failure", "error", "skipped"]


@dataclass(frozen=True, slots=True)
class _Case:
    """One case: where it belongs, and for one that did not pass how it is marked, in which words, and the details.

    `line` is where it stands in its file, 0 for one that passed.
    """

    group: str
    name: str
    mark: Mark | None = None
    type: str = ""
    message: str = ""
    text: str = ""
    line: int = 0


def to_junit(report: Report) -> str:
    """The report as XML that ends in a line break."""
    suites = _suites(report)
    marks = Counter(case.mark for cases in suites.values() for case in cases)
    total = sum(map(len, suites.values()))
    counts = f'tests="{total}" failures="{marks["failure"]}" errors="{marks["error"]}"'
    head = f"<testsuites name={_attribute(report.tool)} {counts}>"
    digests: dict[str, list[str]] = defaultdict(list)
    for document in report.documents:
        digests[path_of(document.path, report)].append(document.source.sha256)
    bodies = [_suite(name, cases, digests.get(name, []), report) for name, cases in suites.items()]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *bodies, "</testsuites>", ""])


def _suites(report: Report) -> dict[str, list[_Case]]:
    """The cases by the path of what they are about: documents in their order, then files that could not be read."""
    suites: dict[str, list[_Case]] = {path_of(document.path, report): [] for document in report.documents}
    for problem in (*report.problems, *report.gate):
        suites.setdefault(problem_path(problem, report), []).append(_problem(problem))
    for remark in report.remarks:
        suites.setdefault(problem_path(remark, report), []).append(_remark(remark))
    verdicts: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in report.verdicts:
        verdicts[verdict.document, verdict.name].append(verdict)
    documents = by_path(report)
    for document, each in worst_of_each(report):
        path = document.path
        suites[path_of(path, report)] += [_case(v, verdicts.get((path, v.name), [v]), documents) for v in each]
    return suites


def _suite(name: str, cases: list[_Case], digests: list[str], report: Report) -> str:
    marks = Counter(case.mark for case in cases)
    counts = (
        f'tests="{len(cases)}" failures="{marks["failure"]}" errors="{marks["error"]}" skipped="{marks["skipped"]}"'
    )
    head = f"  <testsuite name={_attribute(name)} {counts} file={_attribute(name)}>"
    return "\n".join([head, *_receipt(digests, report), *(_written(case, name) for case in cases), "  </testsuite>"])


def _receipt(digests: list[str], report: Report) -> list[str]:
    known = [("version", report.version)]
    known += [("document.sha256", digest) for digest in digests]
    known += [(f"{ruleset.name}.sha256", ruleset.sha256) for ruleset in report.rulesets]
    rows = [f"      <property name={_attribute(key)} value={_attribute(value)}/>" for key, value in known]
    return ["    <properties>", *rows, "    </properties>"]


def _written(case: _Case, file: str) -> str:
    """A case; `file` and `line` are no part of the common schema, but what shows results beside the text reads them."""
    head = f"    <testcase classname={_attribute(case.group)} name={_attribute(case.name)} file={_attribute(file)}"
    head += f' line="{case.line}"' if case.line else ""
    if case.mark is None:
        return f"{head}/>"
    marked = f"<{case.mark} type={_attribute(case.type)} message={_attribute(case.message)}>"
    return f"{head}>\n      {marked}{_text(case.text)}</{case.mark}>\n    </testcase>"


# -- one case ------------------------------------------------------------------------------------------------------


def _case(worst_of_rule: Verdict, verdicts: Iterable[Verdict], documents: dict[str, Document]) -> _Case:
    """A rule in a document by its worst verdict; the others that did not pass are told after those like it."""
    ruleset, rule, standing = worst_of_rule.ruleset, worst_of_rule.rule, worst_of_rule.standing
    mark, kind = _mark(worst_of_rule)
    if mark is None:
        return _Case(ruleset, rule)
    rest = [verdict for verdict in verdicts if verdict.standing not in ("satisfied", "not-applicable", standing)]
    alike = [verdict for verdict in verdicts if verdict.standing == standing]
    text = "\n\n".join(_details(verdict, documents) for verdict in [*alike, *rest])
    line = region(worst_of_rule, documents).line
    return _Case(ruleset, rule, mark, kind, _message(worst_of_rule, len(alike) - 1), text, line)


def _mark(verdict: Verdict) -> tuple[Mark | None, str]:
    """How a verdict is marked; a recommendation that is departed from does not fail a run."""
    standing: Standing = verdict.standing
    match standing:
        case "violated":
            return ("failure", "violated") if verdict.force == "obligation" else ("skipped", "departure")
        case "undecided":
            return "skipped", "question" if verdict.force == "judgement" else "undecided"
        case "waived" | "known" | "not-applicable":
            return "skipped", standing
        case "satisfied":
            return None, ""
        case _:
            assert_never(standing)


def _message(verdict: Verdict, more: int) -> str:
    return f"{_words(verdict)} (and {more} more)" if more else _words(verdict)


def _words(verdict: Verdict) -> str:
    match verdict.standing:
        case "not-applicable":
            return "passed over"
        case "waived":
            waiver = verdict.waiver
            assert waiver is not None
            return f"waived by {short(waiver.authority)} {until(waiver)}: {short(waiver.reason)}; {verdict.message}"
        case "known":
            return f"known from the baseline: {verdict.message}"
        case "undecided":
            return f"undecided: {verdict.message}"
        case _:
            return verdict.message


def _details(verdict: Verdict, documents: dict[str, Document]) -> str:
    where = region(verdict, documents)
    about = passage(verdict, documents) or short(", ".join(verdict.about)) or "the document"
    lines = [
        f"line {where.line}, column {where.column}: {about}",
        _words(verdict),
        verdict.help,
        f"{verdict.cited}: “{verdict.citations[0].quotation}”",
    ]
    return "\n".join(filter(None, lines))


def _problem(problem: Diagnostic) -> _Case:
    line, column = problem.span.position
    text = "\n".join(filter(None, (f"line {line}, column {column}", problem.help)))
    return _Case("input", f"{problem.code} (line {line})", "error", problem.code, problem.message, text, line)


def _remark(remark: Diagnostic) -> _Case:
    """What only a draft's text shows: it fails nothing, so it counts as skipped."""
    line, column = remark.span.position
    text = "\n".join(filter(None, (f"line {line}, column {column}", where_in_text(remark), remark.help)))
    return _Case(
        "text", f"{remark.code} (line {line}, column {column})", "skipped", remark.code, remark.message, text, line
    )


# -- safe XML ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _attribute(text: str) -> str:
    return quoteattr(_clean(printable(text)))


def _text(text: str) -> str:
    return escape(_clean("\n".join(printable(line) for line in text.split("\n"))))


def _clean(text: str) -> str:
    """A text that XML 1.0 can hold: what it forbids, even as a reference, becomes the replacement character."""
    return _FORBIDDEN.sub("\ufffd", text)
