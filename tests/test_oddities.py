"""What looks mistaken though no rule speaks of it: a remark at its place, and no failure."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.judge.check import check
from ccmcheck.judge.summary import exit_code
from ccmcheck.language.rulebook.cache import rulebook
from ccmcheck.language.rulebook.model import Rulebook

SAMPLE = resources.read("samples", "2012.yaml")
LATER = SAMPLE.replace("year: 2012", "year: 2013", 1)  # in which no rule speaks of the years of a term
PRACTICE = "practice-left"  # nobody stays on in 2014

# What stands in a programme, what instead, and the remarks: in their words.
ODD = [
    ("", "", []),
    ("{state: Zambia, years: [2012, 2013]}", "{state: Zambia, years: [12, 13]}",
     ["a term is made of years in a row near the programme’s, but that of `Zambia` is 12, 13"]),
    ("{state: Zambia, years: [2012, 2013]}", "{state: Zambia, years: [2012, 2014]}",
     ["a term is made of years in a row near the programme’s, but that of `Zambia` is 2012, 2014"]),
    ("{state: Zambia, years: [2012, 2013]}", "{state: Zambia, years: [2103]}",
     ["a term is made of years in a row near the programme’s, but that of `Zambia` is 2103"]),
    ("{state: Zambia, years: [2012, 2013]}", "{state: Zambia, years: [2012, ____]}", []),
    ("{state: Zambia, ", "{state: the Holy See, ", ["`the Holy See` stands twice in one working group"]),
    ("{state: Zambia, ", "{state: Mexico, ", ["`Mexico` stands in two working groups"]),
    ("state: Norway", "state: Norwey", ["`Norwey` is no name that the register knows"]),
    ("city: Geneva", "city: Genewa", []),  # of which a rule speaks
    ("{state: Zambia, ", "{state: Zambbia, ", []),
    ("{state: Belgium, ", "{state: New Zeland, ", ["`New Zeland` is no name that the register knows"]),
    ("state: Norway", "state: Atlantis", []),
    ("year: 2013", "year: 2031",
     ["a programme is for a year near the decision, but this is for 2031, and the decision is of 2011"]),
]  # fmt: skip


@pytest.mark.parametrize(("stands", "instead", "remarks"), ODD)
def test_a_remark(stands: str, instead: str, remarks: list[str]) -> None:
    for verbose in (True, False):
        report = check([Source.of("it.yaml", LATER.replace(stands, instead, 1))], bundled(), verbose=verbose)
        odd = [remark.message for remark in report.remarks if remark.code != PRACTICE]
        assert odd == remarks


def test_a_remark_fails_no_run() -> None:
    twice = SAMPLE.replace("{state: Japan, ", "{state: Austria, ")
    for verbose in (True, False):
        report = check([Source.of("it.yaml", twice)], bundled(), verbose=verbose)
        assert (len(report.remarks), exit_code(report)) == (1, 0)


def test_what_is_meant_is_suggested() -> None:
    odd = LATER.replace("{state: Zambia, years: [2012, 2013]}", "{state: Zambia, years: [13, 14]}")
    remark, _ = check([Source.of("it.yaml", odd)], bundled()).remarks
    (meant,) = re.findall("`([^`]*)`", remark.help)
    assert meant == "[2013, 2014]"
    (left,) = check([Source.of("it.yaml", odd.replace("[13, 14]", meant))], bundled()).remarks
    assert left.code == PRACTICE


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(["Norway", "Chile", "Peru"]), st.lists(st.integers(10, 2020), max_size=3))))
def test_the_quick_way_misses_no_remark(coordinators: list[tuple[str, list[int]]]) -> None:
    rows = "".join(f"      - {{state: {state}, years: {years}}}\n" for state, years in coordinators)
    text = SAMPLE.replace("      - {state: Holy See, years: [2012]}\n", rows)
    quick, slow = (check([Source.of("it.yaml", text)], bundled(), verbose=each).remarks for each in (False, True))
    assert quick == slow


def bundled() -> Rulebook:
    book, _ = rulebook(resources.bundled_rules())
    assert book is not None
    return book
