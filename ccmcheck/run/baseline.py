"""Departures known when a gate was adopted: reads a report in JSON, marks what it holds; hides how they are matched.

A departure is known by its document, its rule and its subject (`id`, `topic`, State), and things without a name are
counted, so that neither a line nor an index that moves makes an old departure new. A baseline only ever shrinks.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.source import Source
from ccmcheck.document import json_text
from ccmcheck.judge.verdicts import Report, Verdict
from ccmcheck.report.parts.paths import relative

Key: TypeAlias = tuple[str, str, tuple[str, ...]]
"""Document, rule, and what the subject is known by; see `judge.english.values.names`."""

_LASTING = ("rule", "document", "outcome", "about", "message")


@dataclass(frozen=True, slots=True)
class Baseline:
    """The departures that a report held, each with its entry as it stands in the file."""

    source: Source
    entries: tuple[tuple[Key, Mapping[str, Any]], ...] = field(repr=False)


def read(source: Source) -> tuple[Baseline | None, tuple[Diagnostic, ...]]:
    """The baseline that a report holds, or why it holds none."""
    try:
        data = json.loads(source.text)
    except (json.JSONDecodeError, RecursionError):
        return None, json_text.parse(source)[1] or (_no_report(source, "this is no JSON"),)
    if not isinstance(data, dict) or data.get("tool") != "ccmcheck" or not isinstance(data.get("verdicts"), list):
        return None, (_no_report(source, "this is something else"),)
    entries: list[tuple[Key, Mapping[str, Any]]] = []
    for number, entry in enumerate(data["verdicts"], 1):
        key = _key_of(entry)
        if key is None:
            return None, (_no_report(source, f"its verdict {number} lacks its rule, document, outcome or subject"),)
        if entry["outcome"] == "violated" and not entry.get("waiver"):
            entries.append((key, entry))
    return Baseline(source, tuple(entries)), ()


def _no_report(source: Source, found: str) -> Diagnostic:
    return complain("baseline-not-a-report", source.beginning, found=found)


def _key_of(entry: object) -> Key | None:
    match entry:
        case {"rule": str(rule), "document": str(document), "outcome": str(), "about": list(about)}:
            return relative(document, ""), rule, tuple(str(word) for word in about)
        case _:
            return None


def _key(verdict: Verdict, report: Report) -> Key:
    return relative(verdict.document, report.folder), verdict.name, verdict.about


# -- applying ------------------------------------------------------------------------------------------------------


def apply(report: Report, baseline: Baseline) -> Report:
    """The report with the departures that the baseline holds marked as known; what is waived needs no baseline."""
    left = Counter(key for key, _ in baseline.entries)
    verdicts: list[Verdict] = []
    for verdict in report.verdicts:
        key = _key(verdict, report)
        known = verdict.standing == "violated" and left[key] > 0
        if known:
            left[key] -= 1
        verdicts.append(replace(verdict, known=True) if known else verdict)
    return replace(report, verdicts=tuple(verdicts))


def vanished(baseline: Baseline, report: Report, gone: Callable[[str], bool]) -> int:
    """How many departures of the baseline are no longer there; `gone` says that a document outside it is no more."""
    return len(baseline.entries) - len(_kept(baseline, report, gone))


def shrunk(baseline: Baseline, report: Report, gone: Callable[[str], bool]) -> str:
    """The baseline as JSON without what has vanished, and with nothing added; what the run did not judge is kept."""
    # Lines and JSON Pointers would grow stale in a file that stays for years.
    kept = [{name: entry[name] for name in _LASTING if name in entry} for _, entry in _kept(baseline, report, gone)]
    data = {"tool": report.tool, "version": report.version, "verdicts": kept}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _kept(baseline: Baseline, report: Report, gone: Callable[[str], bool]) -> list[tuple[Key, Mapping[str, Any]]]:
    standing = Counter(_key(verdict, report) for verdict in report.verdicts if verdict.known)
    read_in = {document.path for document in report.documents} - set(report.unread)
    judged = {relative(path, report.folder) for path in read_in}
    rulesets = {ruleset.name for ruleset in report.rulesets}
    kept: list[tuple[Key, Mapping[str, Any]]] = []
    for key, entry in baseline.entries:
        document, rule, _ = key
        if document not in judged or rule.partition("/")[0] not in rulesets:
            if document in judged or not gone(document):
                kept.append((key, entry))
        elif standing[key] > 0:
            standing[key] -= 1
            kept.append((key, entry))
    return kept
