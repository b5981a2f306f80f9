"""Departures known when a gate was adopted: reads a report in JSON, marks what it holds; hides how they are matched.

A departure is known by its document, its rule and its subject (`id`, `topic`, State), and things without a name are
counted, so that neither a line nor an index that moves makes an old departure new. A document is known by its path, by
the end of it where the run begins in another folder, and by its departures where the file was renamed. A baseline only
ever shrinks.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.source import Source
from ccmcheck.document import json_text
from ccmcheck.judge.verdicts import Report, Verdict
from ccmcheck.report.parts.paths import relative

Key: TypeAlias = tuple[str, str, tuple[str, ...]]
"""Document, rule, and what the subject is known by; see `judge.english.values.names`."""

Gone: TypeAlias = Callable[[str], bool]
"""Whether a document that a baseline names is no more."""

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
        case {"rule": str(rule), "document": str(document), "outcome": "satisfied" | "not-applicable"}:
            return relative(document, ""), rule, ()
        case _:
            return None


# -- the same documents ----------------------------------------------------------------------------------------------


def _names(baseline: Baseline, report: Report, gone: Gone) -> Mapping[str, str]:
    """What the baseline calls each document of a run: by its path, by the end of it, or by what it departs in."""
    paths = {document.path: relative(document.path, report.folder) for document in report.documents}
    known = {key[0] for key, _ in baseline.entries}
    names = {path: name for path, name in paths.items() if name in known}
    for same in (_by_ends, _by_departures):
        left = known - set(names.values())
        rest = paths.keys() - names.keys() - set(report.unread)
        names |= _only(same(rest, left, baseline, report, gone))
    return {path: names.get(path, name) for path, name in paths.items()}


def _only(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The pairs of which neither side stands in another: what could mean two documents means none."""
    each = set(pairs)
    paths, names = Counter(path for path, _ in each), Counter(name for _, name in each)
    return {path: name for path, name in each if paths[path] == names[name] == 1}


def _by_ends(
    paths: Iterable[str], names: Collection[str], _baseline: Baseline, report: Report, _gone: Gone
) -> Iterator[tuple[str, str]]:
    """Documents whose whole path ends in what the baseline calls one."""
    for path in paths:
        parts = os.path.abspath(os.path.join(report.folder, path)).replace(os.sep, "/").split("/")
        ends = ("/".join(parts[at:]) for at in range(1, len(parts)))
        yield from ((path, end) for end in ends if end in names)


def _by_departures(
    paths: Iterable[str], names: Collection[str], baseline: Baseline, report: Report, gone: Gone
) -> Iterator[tuple[str, str]]:
    """Documents that depart in what one departed in whose file is gone."""
    lost = {name for name in names if gone(name)}
    by_departure: defaultdict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for (name, rule, about), _ in baseline.entries:
        if name in lost:
            by_departure[rule, about].add(name)
    rest = set(paths)
    for verdict in report.verdicts:
        if verdict.outcome == "violated" and verdict.document in rest:
            yield from ((verdict.document, name) for name in by_departure.get((verdict.name, verdict.about), ()))


# -- applying ------------------------------------------------------------------------------------------------------


def apply(report: Report, baseline: Baseline, gone: Gone) -> Report:
    """The report with the departures that the baseline holds marked as known; what is waived needs no baseline.

    `gone` says that a document that the run did not judge is no more.
    """
    left = Counter(key for key, _ in baseline.entries)
    names = _names(baseline, report, gone)
    verdicts: list[Verdict] = []
    for verdict in report.verdicts:
        key = (names.get(verdict.document, verdict.document), verdict.name, verdict.about)
        known = verdict.standing == "violated" and left[key] > 0
        if known:
            left[key] -= 1
        verdicts.append(replace(verdict, known=True) if known else verdict)
    return replace(report, verdicts=tuple(verdicts))


def vanished(baseline: Baseline, report: Report, gone: Gone) -> int:
    """How many departures of the baseline are no longer there."""
    return len(baseline.entries) - len(_kept(baseline, report, gone))


def shrunk(baseline: Baseline, report: Report, gone: Gone) -> str:
    """The baseline as JSON without what has vanished, and with nothing added; what the run did not judge is kept.

    A file that was renamed has its new path.
    """
    renamed = {
        name: relative(path, report.folder) for path, name in _names(baseline, report, gone).items() if gone(name)
    }
    # Lines and JSON Pointers would grow stale in a file that stays for years.
    kept = [
        {name: entry[name] for name in _LASTING if name in entry} | {"document": renamed.get(key[0], entry["document"])}
        for key, entry in _kept(baseline, report, gone)
    ]
    data = {"tool": report.tool, "version": report.version, "verdicts": kept}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _kept(baseline: Baseline, report: Report, gone: Gone) -> list[tuple[Key, Mapping[str, Any]]]:
    names = _names(baseline, report, gone)
    standing = Counter((names[v.document], v.name, v.about) for v in report.verdicts if v.known)
    judged = {names[document.path] for document in report.documents if document.path not in report.unread}
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
