"""What a finding is known by from run to run: its rule and what it is about, never a line, an index or a path.

Files are renamed and runs begin in other folders; so what is alike in two files is counted, not told apart by path.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.judge.verdicts import Verdict


def fingerprints(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """The fingerprint of each verdict, in their order; of two that are about the same thing the second counts on.

    What is satisfied is counted by itself, so that it changes nothing whether a report tells of it.
    """
    kinds = {"satisfied": "passed", "not-applicable": "passed"}
    return _told_apart((kinds.get(verdict.outcome, "verdict"), verdict.name, *verdict.about) for verdict in verdicts)


def problem_fingerprints(problems: Iterable[Diagnostic]) -> tuple[str, ...]:
    """The fingerprint of each complaint: its code and its words, which hold the line or the file where it matters."""
    return _told_apart(("problem", problem.code, problem.message) for problem in problems)


def _told_apart(identities: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    seen: Counter[tuple[str, ...]] = Counter()
    prints: list[str] = []
    for identity in identities:
        prints.append(_digest([*identity, str(seen[identity])] if seen[identity] else list(identity)))
        seen[identity] += 1
    return tuple(prints)


def _digest(words: list[str]) -> str:
    return hashlib.sha256(json.dumps(words).encode("ascii")).hexdigest()
