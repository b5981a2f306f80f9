"""The report as JSON, as `schemas/report.schema.json` describes it; same inputs, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.document.draft_text import DraftText
from ccmcheck.judge.summary import each_verdict, exit_code, summary
from ccmcheck.judge.verdicts import Blank, Document, Place, Report, Verdict, Waiver
from ccmcheck.language.rulebook import Citation, Ruleset
from ccmcheck.report.parts.escaping import json_text
from ccmcheck.report.parts.fingerprint import fingerprints, problem_fingerprints
from ccmcheck.report.parts.paths import path_of, problem_path, relative

VERSION = 1
"""The version of the report's form; it changes when a reader of the old form would be misled."""


def to_json(report: Report) -> str:
    """The report as an indented JSON text that ends in a line break."""
    # Verdict by verdict: as plain data, those of a thousand programmes take many times the room of their text.
    verdicts = ",\n    ".join(_verdicts(report))
    before, mark, after = json_text(_as_data(report)).partition(_EMPTY)
    return f"{before}{mark[:-1]}\n    {verdicts}\n  ]{after}" if verdicts else before + mark + after


_EMPTY = '\n  "verdicts": []'


def _as_data(report: Report) -> dict[str, Any]:
    """The report as plain data, but for its verdicts."""
    return {
        "form": VERSION,
        "tool": report.tool,
        "version": report.version,
        "final": report.final,
        "exit-code": exit_code(report),
        "summary": {name.replace("_", "-"): count for name, count in asdict(summary(report)).items()},
        "rulesets": [_ruleset(ruleset) for ruleset in report.rulesets],
        "registers": [{"name": register.name, "sha256": register.sha256} for register in report.registers],
        "documents": [_document(document, report) for document in report.documents],
        "unread": [relative(name, report.folder) for name in report.unread],
        "verdicts": [],
        "blanks": [_blank(blank, report) for blank in report.blanks],
        "problems": _problems(report.problems, report),
        "gate": _problems(report.gate, report),
        "remarks": _problems(report.remarks, report),
        "notices": list(report.notices),
    }


def _ruleset(ruleset: Ruleset) -> dict[str, Any]:
    return {
        "name": ruleset.name,
        "short": ruleset.short,
        "title": ruleset.title,
        "sha256": ruleset.sha256,
        "decision": ruleset.decision,
        "decision-sha256": ruleset.decision_sha256,
    }


def _document(document: Document, report: Report) -> dict[str, Any]:
    return {
        "path": path_of(document.path, report),
        "sha256": document.source.sha256,
        "rulesets": list(document.rulesets),
        **({} if document.text is None else {"sentences": _sentences(document.text)}),
    }


def _sentences(text: DraftText) -> dict[str, int]:
    """How many sentences of a draft there are, and what they came to."""
    return {
        "all": text.sentences,
        "gave-values": text.gave_values,
        "say-nothing": text.say_nothing,
        "not-understood": text.not_understood,
    }


def _verdicts(report: Report) -> Iterator[str]:
    """Of a verdict that needs no words only the outcome: a thousand good programmes would fill a hundred megabytes."""
    marks = iter(fingerprints(verdict for _, verdict in each_verdict(report) if not _is_plain(verdict)))
    known: dict[tuple[str, str], tuple[str, str]] = {}
    paths = {document.path: _item(path_of(document.path, report)) for document in report.documents}
    for document, verdict in each_verdict(report):
        if not _is_plain(verdict):
            yield _item(_verdict(replace(verdict, document=document.path), next(marks), report))
            continue
        key = verdict.name, verdict.outcome
        before, after = known.get(key) or known.setdefault(key, _around(verdict))
        yield before + paths[document.path] + after


def _item(data: Any) -> str:
    """Data as an item of the list of verdicts."""
    return json_text(data)[:-1].replace("\n", "\n    ")


def _around(verdict: Verdict) -> tuple[str, str]:
    """What a plain verdict says before and behind its document: the same in a thousand programmes."""
    before, mark, after = _item(_plain(verdict, "")).partition('"document": ')
    return before + mark, after[2:]


def _is_plain(verdict: Verdict) -> bool:
    """Whether a verdict is one that documents share; a question among them is for somebody to look at."""
    return not verdict.document and verdict.outcome != "undecided"


def _plain(verdict: Verdict, path: str) -> dict[str, Any]:
    return {
        "rule": verdict.name,
        "document": path,
        "outcome": verdict.outcome,
        "force": verdict.force,
        "paragraph": verdict.citations[0].paragraph,
    }


def _verdict(verdict: Verdict, fingerprint: str, report: Report) -> dict[str, Any]:
    first = verdict.citations[0]
    return {
        "rule": verdict.name,
        "document": path_of(verdict.document, report),
        "outcome": verdict.outcome,
        "standing": verdict.standing,
        "force": verdict.force,
        "paragraph": first.paragraph,
        "quotation": first.quotation,
        "citations": [_citation(citation) for citation in verdict.citations],
        "message": verdict.message,
        "needed": verdict.needed,
        "found": verdict.found,
        "help": verdict.help,
        "exception": _citation(verdict.exemption) if verdict.exemption else None,
        "waiver": _waiver(verdict.waiver) if verdict.waiver else None,
        "subject": verdict.subject,
        "about": list(verdict.about),
        "fingerprint": fingerprint,
        "places": [_place(place, report) for place in verdict.places],
        **({"mend": [{"label": m.place.label, "words": m.words} for m in verdict.mends]} if verdict.mends else {}),
    }


def _citation(citation: Citation) -> dict[str, str]:
    return {"paragraph": citation.paragraph, "quotation": citation.quotation}


def _waiver(waiver: Waiver) -> dict[str, str]:
    return {
        "reason": waiver.reason,
        "document": waiver.document,
        "paragraph": waiver.paragraph,
        "expires": waiver.expires.isoformat(),
    }


def _place(place: Place, report: Report) -> dict[str, Any]:
    return {
        "path": path_of(place.path, report),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "pointer": place.pointer,
        "label": place.label,
    }


def _blank(blank: Blank, report: Report) -> dict[str, Any]:
    place = blank.place
    return {
        "document": path_of(place.path, report),
        "pointer": place.pointer,
        "label": place.label,
        "line": place.line,
        "column": place.column,
        "text": blank.text,
        "rules": list(blank.rules),
    }


def _problems(problems: Iterable[Diagnostic], report: Report) -> list[dict[str, Any]]:
    listed = tuple(problems)
    marks = problem_fingerprints(listed)
    return [_problem(problem, mark, report) for problem, mark in zip(listed, marks, strict=True)]


def _problem(problem: Diagnostic, fingerprint: str, report: Report) -> dict[str, Any]:
    line, column = problem.span.position
    return {
        "document": problem_path(problem, report),
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
        "line": line,
        "column": column,
        "fingerprint": fingerprint,
    }
