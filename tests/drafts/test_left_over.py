"""The law that every loaded word is accounted for: put in anywhere, it is taken, or left over and listed.

`CCMCHECK_EXAMPLES=20000 pytest tests/drafts/test_left_over.py` tries more.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ccmcheck.drafts import interpret
from ccmcheck.drafts.grammar.phrases import phrases
from ccmcheck.drafts.interpret import Interpretation
from ccmcheck.drafts.ledger import Role
from tests.drafts.readings import report_on, understood

EXAMPLES = int(os.environ.get("CCMCHECK_EXAMPLES", "200"))
BASE = (Path(__file__).parent / "cases" / "base.md").read_text("utf-8")
# Between two words of a sentence: not in the title page, and not beside the number of a paragraph.
BETWEEN = re.compile(r"(?<=[a-z,]) (?=\w)|(?<=[a-z])(?=[,;])")
PLACES = [found.start() for found in BETWEEN.finditer(BASE) if found.start() > BASE.index("1. ")]
LOADED = (
    "not", "except", "or Sweden", "subject to confirmation", "provisionally", "if possible", "Sweden", "17 October",
    "two weeks", "only", "unless otherwise decided", "without", "a third", "either", "pending ratification", "no",
)  # fmt: skip
# Departures of many kinds at once; the first of each pair is what base.md says.
SLIPS = (
    ("from 11 to 14 September 2012", "from the 10th to the 15th of September 2012"),
    ("from 16 to 19 April 2012", "in the second half of 2012"),
    ("Japan in 2012; Portugal in 2012 and 2013;", "Japan in 2012; Portugal in 2012 and 2013; Sweden in 2012;"),
    ("Austria in 2012;", "Austria in 2012, except in June;"),
    ("in Oslo, Norway,", "in Beirut, Lebanon,"),
    ("shall be independent and shall not be formally linked", "shall not be independent and shall be linked"),
    ("under the chairmanship of the President of the Meeting of the States Parties", "chaired by the Director"),
    ("(vi) Cooperation and assistance;", "(vi) Victim assistance;"),
)


@cache
def slipped() -> str:
    text = BASE
    for before, after in SLIPS:
        assert text.count(before) == 1
        text = text.replace(before, after)
    return text


def satisfied(found: Interpretation) -> set[str]:
    """The rules that are satisfied by everything they speak of."""
    outcomes: dict[str, set[str]] = {}
    for verdict in report_on(found).verdicts:
        outcomes.setdefault(verdict.rule, set()).add(verdict.outcome)
    return {rule for rule, each in outcomes.items() if each == {"satisfied"}}


@cache
def satisfied_before(text: str) -> set[str]:
    return satisfied(understood(text))


def is_taken(found: Interpretation, start: int, end: int) -> bool:
    """Whether any word between two offsets of the draft was taken for something."""
    taken = (Role.VALUE, Role.LIMIT, Role.FRAME, Role.ASIDE)
    stretches = (stretch for each in found.roles for stretch in each.stretches if stretch.role in taken)
    return any(stretch.start < end and start < stretch.end for stretch in stretches)


def gives_nothing(found: Interpretation, place: int) -> bool:
    """Whether the sentence gives no value, so that nothing of the programme could have changed."""
    sentence = next(each for each in found.roles if each.sentence.start <= place <= each.sentence.end)
    return not sentence.gives_values


@example(PLACES[0], "not")
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(PLACES), st.sampled_from(LOADED))
def test_a_loaded_word_put_in_anywhere_is_accounted_for(place: int, words: str) -> None:
    found = understood(f"{BASE[:place]} {words}{BASE[place:]}")
    start, end = place + 1, place + 1 + len(words)
    left = [each for each in found.left_over if each.start < end and each.end > start]
    assert satisfied(found) <= satisfied_before(BASE)
    assert left or is_taken(found, start, end) or gives_nothing(found, place)


@cache
def names() -> list[str]:
    """The phrases that occur in the draft."""
    return sorted({phrase.name for parsed in understood(slipped()).told for phrase in parsed.phrases})


@pytest.mark.parametrize("name", names())
def test_without_a_phrase_of_the_grammar_nothing_becomes_satisfied(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = satisfied_before(slipped())
    monkeypatch.setattr(
        interpret, "phrases", lambda words: tuple(phrase for phrase in phrases(words) if phrase.name != name)
    )
    assert satisfied(understood(slipped())) <= before
