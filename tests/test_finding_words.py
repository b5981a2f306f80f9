"""What a verdict says is needed where no field says it: in the handbook's words, never in the rule's code."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.judge.check import check
from ccmcheck.language.rulebook.load import rulebook
from tests.rules_kit import HEADER, loaded

NEEDED = [
    (
        'require some meeting in meetings where meeting.kind = "intersessional" satisfies meeting.city = "Oslo"',
        "some meeting with the kind `intersessional` whose city is “Oslo”",
    ),
    (
        "require count(meetings) + count(working_groups) >= 40",
        "at least 40 for the number of meetings plus the number of working groups",
    ),
    (
        "require min([m.start for m in meetings]) >= 2013-01-01",
        "the smallest of the starts of the meetings no earlier than 1 January 2013",
    ),
]


@pytest.mark.parametrize(("body", "words"), NEEDED, ids=lambda value: value[:40])
def test_what_is_needed(tmp_path: Path, body: str, words: str) -> None:
    rules = f'obligation odd\n  under 2(a) "for a duration of up to five days"\n  {body}\n'
    book, _ = rulebook([loaded(tmp_path, header=HEADER, rules=rules)])
    assert book is not None
    report = check([Source.of("2012.yaml", resources.read("samples", "2012.yaml"))], book, whatever_period=True)
    (verdict,) = report.verdicts
    assert (verdict.outcome, verdict.needed) == ("violated", words)
