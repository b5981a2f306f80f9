"""Places, bodies and offices are the same however a draft writes them; what no register knows is compared as text."""

from __future__ import annotations

import pytest

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.judge.check import check
from ccmcheck.language.rulebook.cache import rulebook

SAMPLE = resources.read("samples", "2012.yaml")
GENEVA, CHAIR = "    city: Geneva\n", "  chair: President of the Meeting of the States Parties\n"
HOST = "  host: Geneva International Centre for Humanitarian Demining\n"
RECRUITED = "    recruited_by: President\n"

# What stands in the sample, what a draft writes instead, and the rules that are broken.
WRITTEN = [
    *[(GENEVA, f"    city: {city}\n", []) for city in ('"Geneva, Switzerland"', "geneva", "Genève", "“Geneva”")],
    (GENEVA, "    city: Bonn\n", ["intersessional-in-geneva"]),
    (GENEVA, "    city: Oslo\n", ["intersessional-in-geneva"]),
    *[(CHAIR, f"  chair: {chair}\n", []) for chair in ("The President", "President of the Third Meeting")],
    (CHAIR, "  chair: Friend of the President\n", ["committee-chaired-by-president"]),
    (RECRUITED, "    recruited_by: President of the Meeting of the States Parties\n", []),
    (RECRUITED, "    recruited_by: States parties\n", ["director-recruitment"]),
    (HOST, "  host: the GICHD\n", []),
    (HOST, "  host: Centre\n", ["unit-hosted-by-gichd"]),
]  # fmt: skip


@pytest.mark.parametrize(("stands", "instead", "broken"), WRITTEN)
def test_however_it_is_written(stands: str, instead: str, broken: list[str]) -> None:
    assert stands in SAMPLE
    book, _ = rulebook(resources.bundled_rules())
    assert book is not None
    for verbose in (True, False):
        report = check([Source.of("2012.yaml", SAMPLE.replace(stands, instead))], book, verbose=verbose)
        assert [verdict.rule for verdict in report.verdicts if verdict.outcome == "violated"] == broken
