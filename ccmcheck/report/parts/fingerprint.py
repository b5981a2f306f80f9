"""What a finding is known by from run to run: its rule, its document and what it is about, never a line or an index."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.judge.verdicts import Report, Verdict
from ccmcheck.report.parts.paths import relative


def fingerprints(report: Report) -> tuple[str, ...]:
    """The fingerprint of each verdict, in their order; of two that are about the same thing the second counts on."""
    return _told_apart(_words(verdict, report.folder) for verdict in report.verdicts)


def problem_fingerprints(problems: Iterable[Diagnostic], folder: str) -> tuple[str, ...]:
    """The fingerprint of each complaint: its code, its file and its words, which hold the line where it matters."""
    return _told_apart(
        ("problem", problem.code, relative(problem.span.source.name, folder), problem.message) for problem in problems
    )


def _words(verdict: Verdict, folder: str) -> tuple[str, ...]:
    return ("verdict", verdict.name, relative(verdict.document, folder), *verdict.about)


def _told_apart(identities: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    seen: Counter[tuple[str, ...]] = Counter()
    prints: list[str] = []
    for identity in identities:
        prints.append(_digest([*identity, str(seen[identity])] if seen[identity] else list(identity)))
        seen[identity] += 1
    return tuple(prints)


def _digest(words: list[str]) -> str:
    return hashlib.sha256(json.dumps(words).encode("ascii")).hexdigest()
