"""The report as SARIF 2.1.0, for code scanning and editors.

The results are what someone has to look at: violated (`fail`) and undecided (`open`). GitHub's code scanning shows
every result as an alert whatever its kind, so what is satisfied or passed over stands in the run's properties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, TypeAlias, assert_never

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.messages import COMPLAINTS
from ccmcheck.base.quoting import cited
from ccmcheck.judge.evaluate.rule import Outcome
from ccmcheck.judge.summary import told, worst_of_each
from ccmcheck.judge.verdicts import Document, Place, Report, Verdict
from ccmcheck.language.rulebook import Ruleset
from ccmcheck.language.rulebook.model import Force, Rule
from ccmcheck.report.parts.escaping import json_text
from ccmcheck.report.parts.fingerprint import fingerprints, problem_fingerprints
from ccmcheck.report.parts.home import home, page
from ccmcheck.report.parts.paths import Region, passage, path_of, problem_path, region, span_region, uri
from ccmcheck.report.parts.waived import until

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "ccmcheck/v2"
_LONGEST = 1000
MOST = 25_000
"""Results of one run that GitHub's code scanning takes; it rejects a file with more."""

SarifKind: TypeAlias = Literal["fail", "open", "pass", "notApplicable"]
SarifLevel: TypeAlias = Literal["error", "warning", "note", "none"]


def to_sarif(report: Report) -> str:
    """The report as an indented SARIF log that ends in a line break."""
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]})


def _run(report: Report) -> dict[str, Any]:
    rules = [*_rules(report.rulesets), *_complaint_rules(_complaints(report))]
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    return {
        "tool": {"driver": _driver(report, rules)},
        "invocations": [_invocation(report)],
        "artifacts": [_artifact(document, report) for document in report.documents],
        "columnKind": "unicodeCodePoints",
        "results": [*_results(report, index), *_problems(report, index)],
        "properties": _properties(report),
    }


def _driver(report: Report, rules: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": report.tool,
        "version": report.version,
        "semanticVersion": report.version,
        **({"informationUri": address} if (address := home()) else {}),
        "rules": rules,
    }


def _invocation(report: Report) -> dict[str, Any]:
    notices = [{"level": "note", "message": {"text": _message(notice)}} for notice in report.notices]
    if words := too_many(report):
        notices.append({"level": "warning", "message": {"text": words}})
    return {"executionSuccessful": not report.problems, "toolExecutionNotifications": notices}


def too_many(report: Report) -> str:
    """What is said where a run has more results than a host takes; empty where it has not."""
    results = len(told(report)) + len(_complaints(report))
    if results <= MOST:
        return ""
    return (
        f"This file holds {results} results, and code scanning takes at most {MOST} of a run: check fewer programmes "
        "at a time, or leave known departures to a baseline and keep to --changed-since."
    )


def _artifact(document: Document, report: Report) -> dict[str, Any]:
    return {
        "location": {"uri": uri(path_of(document.path, report))},
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": document.source.sha256},
    }


def _properties(report: Report) -> dict[str, Any]:
    """The receipt, and the outcome of every rule in every document."""
    outcomes: dict[str, dict[str, SarifKind]] = defaultdict(dict)
    for document, verdicts in worst_of_each(report):
        outcomes[path_of(document.path, report)].update((v.name, _kind(v.outcome)) for v in verdicts)
    return {
        "outcomes": outcomes,
        "rulesets": {r.name: {"sha256": r.sha256, "decisionSha256": r.decision_sha256} for r in report.rulesets},
        "registers": {register.name: {"sha256": register.sha256} for register in report.registers},
    }


# -- rules ---------------------------------------------------------------------------------------------------------


def _rules(rulesets: Iterable[Ruleset]) -> Iterator[dict[str, Any]]:
    for ruleset in rulesets:
        for rule in ruleset.rules:
            yield _rule(ruleset, rule)


def _rule(ruleset: Ruleset, rule: Rule) -> dict[str, Any]:
    labels = tuple(dict.fromkeys(citation.paragraph for citation in rule.citations))
    quoted = "\n".join(f"{citation.paragraph}: “{citation.quotation}”" for citation in rule.citations)
    heading = f"{ruleset.short}, {cited(*labels)}"
    return {
        "id": f"{ruleset.name}/{rule.name}",
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": _message(rule.name.replace("-", " ").capitalize() + ".")},
        "fullDescription": {"text": _message(f"{heading}: “{rule.citations[0].quotation}”")},
        "help": {"text": _message(f"{ruleset.title}\n{quoted}")},
        **_linked(f"{ruleset.name}.md" if ruleset.name in _bundled() else ""),
        "defaultConfiguration": {"level": _level(rule.force)},
        "properties": {"force": rule.force, "paragraph": ", ".join(labels), "tags": [ruleset.name, rule.force]},
    }


def _linked(path: str) -> dict[str, str]:
    """The page of the project's documents that explains a rule."""
    return {"helpUri": address} if path and (address := page(path)) else {}


@cache
def _bundled() -> frozenset[str]:
    """The names of the rulesets that have a page of the handbook in the documents."""
    return frozenset(name.rpartition("/")[2].removesuffix(".rules") for _, name in resources.all_bundled_rules())


def _complaints(report: Report) -> tuple[Diagnostic, ...]:
    return (*report.problems, *report.gate, *report.remarks)


def _complaint_rules(problems: Iterable[Diagnostic]) -> Iterator[dict[str, Any]]:
    for code in dict.fromkeys(problem.code for problem in problems):
        complaint = COMPLAINTS[code]
        yield {
            "id": f"input/{code}",
            "name": "".join(word.capitalize() for word in code.split("-")),
            "shortDescription": {"text": _message(complaint.title + ".")},
            "fullDescription": {"text": _message(complaint.explanation)},
            "help": {"text": _message(complaint.explanation)},
            **_linked(f"reference/diagnostics.md#{code}"),
            "defaultConfiguration": {"level": "error"},
        }


# -- results -------------------------------------------------------------------------------------------------------


def _results(report: Report, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    documents = {document.path: document for document in report.documents}
    verdicts = told(report)
    for verdict, mark in zip(verdicts, fingerprints(verdicts), strict=True):
        result = _result(verdict, mark, region(verdict, documents), report, index)
        where = passage(verdict, documents)
        yield {**result, "message": {"text": f"{_message(where)}: {result['message']['text']}"}} if where else result


def _result(verdict: Verdict, mark: str, where: Region, report: Report, index: dict[str, int]) -> dict[str, Any]:
    kind = _kind(verdict.outcome)
    return {
        "ruleId": verdict.name,
        "ruleIndex": index[verdict.name],
        "kind": kind,
        "level": _level(verdict.force) if kind == "fail" else "none",
        "message": {"text": _message(_words(verdict))},
        "locations": [_location(path_of(verdict.document, report), where)],
        "relatedLocations": [_related(at, place, report) for at, place in enumerate(verdict.places[1:], 1)],
        "fingerprints": {_FINGERPRINT: mark},
        "suppressions": [_suppression(verdict)] if verdict.standing in ("waived", "known") else [],
        **({"fixes": fixes} if (fixes := [*_fixes(verdict, report)]) else {}),
    }


def _fixes(verdict: Verdict, report: Report) -> Iterator[dict[str, Any]]:
    """One fix with every change that heals a departure, where it is known (`--exact`)."""
    stretches = [(mend.stretch, mend.new) for mend in verdict.mends if mend.stretch is not None]
    if stretches and len(stretches) == len(verdict.mends):
        words = "; ".join(f"{mend.place.label}: {mend.words}" for mend in verdict.mends)
        replacements = [
            {
                "deletedRegion": _region(Region(at.line, at.column, at.end_line, at.end_column)),
                "insertedContent": {"text": new},
            }
            for at, new in stretches
        ]
        location = {"uri": uri(path_of(verdict.document, report))}
        yield {
            "description": {"text": _message(words)},
            "artifactChanges": [{"artifactLocation": location, "replacements": replacements}],
        }


def _words(verdict: Verdict) -> str:
    cited = f"{verdict.cited}: “{verdict.citations[0].quotation}”"
    message = verdict.message or verdict.rule.replace("-", " ")
    return ". ".join(part.rstrip(".") for part in (message, verdict.help, cited) if part)


def _suppression(verdict: Verdict) -> dict[str, Any]:
    """Waived by a competent body, or known before the gate was adopted."""
    waiver = verdict.waiver
    if waiver is None:
        return {"kind": "external", "status": "accepted", "justification": "Known from the baseline of the run."}
    return {
        "kind": "external",
        "status": "accepted",
        "justification": f"{waiver.reason} ({waiver.authority}; {until(waiver)})",
    }


def _location(path: str, where: Region) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri(path)}, "region": _region(where)}}


def _region(where: Region) -> dict[str, int]:
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _related(at: int, place: Place, report: Report) -> dict[str, Any]:
    where = Region(place.line, place.column, place.end_line, place.end_column)
    return {
        "id": at,
        **_location(path_of(place.path, report), where),
        "message": {"text": _message(place.label or "the document")},
    }


def _problems(report: Report, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    problems = _complaints(report)
    failing = len(report.problems) + len(report.gate)
    for at, (problem, mark) in enumerate(zip(problems, problem_fingerprints(problems), strict=True)):
        rule = f"input/{problem.code}"
        yield {
            "ruleId": rule,
            "ruleIndex": index[rule],
            "kind": "fail",
            "level": "error" if at < failing else "note",
            "message": {"text": _message(". ".join(filter(None, (problem.message.rstrip("."), problem.help))))},
            "locations": [_location(problem_path(problem, report), span_region(problem.span))],
            "fingerprints": {_FINGERPRINT: mark},
            "suppressions": [],
        }


# -- words of the standard -----------------------------------------------------------------------------------------


def _kind(outcome: Outcome) -> SarifKind:
    match outcome:
        case "violated":
            return "fail"
        case "undecided":
            return "open"
        case "satisfied":
            return "pass"
        case "not-applicable":
            return "notApplicable"
        case _:
            assert_never(outcome)


def _level(force: Force) -> SarifLevel:
    return "error" if force == "obligation" else "warning"


def _message(text: str) -> str:
    """A text in which nothing reads as a link: viewers take `[words](place)` for one."""
    safe = text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text
    return safe if len(safe) <= _LONGEST else safe[: _LONGEST - 1] + "…"
