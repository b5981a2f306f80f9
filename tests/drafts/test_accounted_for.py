"""The law that every loaded word is accounted for: put in anywhere, it is taken, or left over and listed.

`CCMCHECK_EXAMPLES=20000 pytest tests/drafts/test_accounted_for.py` tries more.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ccmcheck.document.raw import Raw, RawMapping, RawPossible, RawScalar, RawSequence
from ccmcheck.drafts import interpret
from ccmcheck.drafts.grammar.phrases import phrases
from ccmcheck.drafts.interpret import Interpretation
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import BLANK, Path
from tests.drafts.readings import report_on, understood

EXAMPLES = int(os.environ.get("CCMCHECK_EXAMPLES", "200"))
BASE = (FilePath(__file__).parent / "cases" / "base.md").read_text("utf-8")
# Between two words of a sentence: not in the title page, and not beside the number of a paragraph.
BETWEEN = re.compile(r"(?<=[a-z,]) (?=\w)|(?<=[a-z])(?=[,;])")
PLACES = [found.start() for found in BETWEEN.finditer(BASE) if found.start() > BASE.index("1. ")]
TURNING = (
    "not", "except", "subject to confirmation", "provisionally", "if possible", "only", "unless otherwise decided",
    "without", "either", "pending ratification", "no", "more or less", "on a trial basis", "renewably", "by rotation",
)  # fmt: skip
NAMING = ("Sweden", "or Sweden", "Wakanda", "the Zorblatt Office", "and Atlantis")
COUNTING = ("17 October", "two weeks", "a third", "a fortnight")
LOADED = (*TURNING, *NAMING, *COUNTING)
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


def open_paths(raw: Raw, path: Path = ()) -> Iterator[Path]:
    """Where a tree is open: the paths of blanks, of lists that may hold more, and of what may not be there."""
    match raw:
        case RawPossible(item):
            yield path
            yield from open_paths(item, path)
        case RawMapping(entries):
            for name, value in entries:
                yield from open_paths(value, (*path, str(name.value)))
        case RawSequence(items, rest=rest):
            if rest is not None:
                yield path
            for at, item in enumerate(items):
                yield from open_paths(item, (*path, named(item) or str(at)))
        case RawScalar(value) if value == BLANK:
            yield path
        case _:
            pass


def named(item: Raw) -> str:
    """What an item of a list goes by, in a tree and in the paths of statements."""
    record = item.item if isinstance(item, RawPossible) else item
    fields = {name.value: value for name, value in record.entries} if isinstance(record, RawMapping) else {}
    held = fields.get("id") or fields.get("topic")
    return str(held.value) if isinstance(held, RawScalar) else ""


def leaves(raw: Raw, path: Path = ()) -> Iterator[tuple[Path, int]]:
    """Each value of a tree: its path, and where it stands in the draft."""
    match raw:
        case RawMapping(entries):
            for name, value in entries:
                yield from leaves(value, (*path, str(name.value)))
        case RawSequence(items):
            for at, item in enumerate(items):
                yield from leaves(item, (*path, named(item) or str(at)))
        case _:
            yield path, raw.start


@cache
def subjects() -> list[tuple[int, int, frozenset[Path]]]:
    """Each sentence of the draft that gives values: where it stands, and the things that it speaks of."""
    values = [(path, at) for path, at in leaves(understood(BASE).raw) if len(path) > 1]
    sentences = [roles.sentence for roles in understood(BASE).roles]
    each = [(s.start, s.end, frozenset(thing(p) for p, at in values if s.start <= at < s.end)) for s in sentences]
    return [(start, end, things) for start, end, things in each if things]


def values_at(place: int, text: str) -> set[Path]:
    """The paths of the values in the sentence at a place of a draft."""
    found = understood(text)
    sentence = next(roles.sentence for roles in found.roles if roles.sentence.end >= place)
    return {path for path, at in leaves(found.raw) if sentence.start <= at < sentence.end}


def thing(path: Path) -> Path:
    """The thing that a path leads into: a meeting, the coordinators of a group, the Unit."""
    return path[:2] if path[0] in ("meetings", "working_groups", "thematic_areas") else path[:1]


def must_be_open(words: str, about: Path) -> set[Path]:
    """What the table of docs/decisions/0027 names for words left over in a sentence about one thing."""
    if about[0] == "meetings" and words in COUNTING:
        return {(*about, "start"), (*about, "end")}
    return set()


@example(PLACES[0], "not")
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(PLACES), st.sampled_from(LOADED))
def test_what_a_word_left_over_could_have_changed_is_open(place: int, words: str) -> None:
    things = next((things for start, end, things in subjects() if start <= place <= end), None)
    if things is None:
        return
    found = understood(f"{BASE[:place]} {words}{BASE[place:]}")
    start, end = place + 1, place + 1 + len(words)
    left = [each for each in found.left_over if each.start < end and each.end > start]
    if not left:
        return  # taken, as the law above has it
    if not values_at(place, BASE) <= values_at(place, found.draft.source.text):
        return  # they tore a value apart, which is there no more
    now = set(open_paths(found.raw))
    opened = {path for path in now if any(path[: len(about)] == about for about in things)}
    assert opened or all("implementation_support_unit" in about for about in things)
    if len(things) == 1:
        assert must_be_open(words, *things) <= now


@cache
def names() -> list[str]:
    """The phrases that occur in the draft."""
    return sorted({phrase.name for parsed in understood(slipped()).parsed for phrase in parsed.phrases})


@pytest.mark.parametrize("name", names())
def test_without_a_phrase_of_the_grammar_nothing_becomes_satisfied(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = satisfied_before(slipped())
    monkeypatch.setattr(
        interpret, "phrases", lambda words: tuple(phrase for phrase in phrases(words) if phrase.name != name)
    )
    assert satisfied(understood(slipped())) <= before
