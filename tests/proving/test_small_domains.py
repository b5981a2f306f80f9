"""On small domains, what the solver says of blanks equals what trying everything gives."""

from __future__ import annotations

import time
from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccmcheck.judge.evaluate.rule import Outcome
from ccmcheck.language.rulebook.model import Rulebook
from ccmcheck.proving.blanks import Ends, ends, options
from ccmcheck.proving.model import Leaf
from ccmcheck.proving.questions.common import Clash
from ccmcheck.proving.questions.exact import exactly
from ccmcheck.proving.questions.prove import prove
from ccmcheck.proving.setting import Setting
from ccmcheck.proving.solver import Solver
from ccmcheck.run.library import load_rules
from tests.laws.world import VOCABULARY, WORDS, outcomes, read, registers, rule_of
from tests.proving.test_prove import rule, written

SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
BOOK = Rulebook((), VOCABULARY, registers())
WORD = st.sampled_from((*WORDS, "____"))
TERM = st.sampled_from(("colour", *(f'"{word}"' for word in WORDS)))
ATOM = st.one_of(
    st.builds("{} {} {}".format, TERM, st.sampled_from(("=", "!=")), TERM),
    st.builds("{} in colours".format, TERM),
    st.builds("count(colours) {} {}".format, st.sampled_from(("<", "=")), st.integers(0, 3)),
    st.just("distinct(colours)"),
    st.just("ready"),
)
CONDITION = st.recursive(
    ATOM, lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(("and", "or")), inner)
)


def fillings(document: dict[str, object]) -> list[dict[str, object]]:
    """Every way to fill the blanks of a document of words and one truth."""
    ready = (True, False) if document["ready"] == "____" else (document["ready"],)
    cells = [document["colour"], *document["colours"]]  # type: ignore[misc]
    each = [WORDS if cell == "____" else (cell,) for cell in cells]
    return [{"colour": words[0], "colours": list(words[1:]), "ready": truth} for *words, truth in product(*each, ready)]


DOCUMENT = st.fixed_dictionaries(
    {"colour": WORD, "colours": st.lists(WORD, max_size=3), "ready": st.sampled_from((True, False, "____"))}
)


@SOME
@given(CONDITION, DOCUMENT)
def test_exactly_decided_is_what_every_filling_gives(condition: str, document: dict[str, object]) -> None:
    made = rule_of(f"require {condition}")
    seen: set[Outcome] = {outcome for filled in fillings(document) for outcome in outcomes(made, filled)}  # type: ignore[misc]
    (found,) = exactly(made, read(document), BOOK, time.monotonic() + 20)
    assert found.outcome == (next(iter(seen)) if len(seen) == 1 else "undecided")
    if len(seen) > 1:
        assert found.kept is not None
        assert found.broken is not None


@SOME
@given(CONDITION, DOCUMENT)
def test_the_words_that_fit_are_those_of_the_fillings_that_keep_the_rule(
    condition: str, document: dict[str, object]
) -> None:
    made = rule_of(f"require {condition} and colour in colours or colour = colour")
    kept = [filled for filled in fillings(document) if outcomes(made, filled) == ["satisfied"]]
    opened = Setting((made,), VOCABULARY, registers()).opened(read(document))
    solver = Solver(opened.model, time.monotonic() + 20)
    solver.add(opened.rule(made).holds)
    assert solver.possible() == bool(kept)
    leaf = opened.document.child("colour")
    assert isinstance(leaf, Leaf)
    if kept and leaf.open:
        found = options([leaf], opened, solver)["/colour"]
        assert set(found.texts) == {filled["colour"] for filled in kept}


@SOME
@given(st.integers(1, 28), st.integers(1, 28), st.integers(1, 28))
def test_the_ends_of_a_day_are_those_of_the_days_that_fit(one: int, other: int, out: int) -> None:
    low, high = sorted((one, other))
    made = rule_of(f"require day between 2012-02-{low:02} and 2012-02-{high:02} and day != 2012-02-{out:02}")
    fits = [at for at in range(1, 30) if outcomes(made, {"day": f"2012-02-{at:02}"}) == ["satisfied"]]
    opened = Setting((made,), VOCABULARY, registers()).opened(read({"day": "2012-02-XX"}))
    solver = Solver(opened.model, time.monotonic() + 20)
    solver.add(opened.rule(made).holds)
    leaf = opened.document.child("day")
    assert isinstance(leaf, Leaf)
    assert solver.possible() == bool(fits)
    if fits:
        assert ends(leaf, solver) == Ends(date(2012, 2, fits[0]).toordinal(), date(2012, 2, fits[-1]).toordinal())


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(("<=", ">=", "=", "!=")), st.integers(2011, 2014)), min_size=2, max_size=4))
def test_a_clash_clashes_and_none_of_its_rules_can_be_left_out(
    tmp_path_factory: pytest.TempPathFactory, limits: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("rules")
    texts = [rule(f"r{'abcd'[at]}", f"require year {sign} {year}") for at, (sign, year) in enumerate(limits)]
    book, _ = load_rules(str(written(folder, *texts)), cached=False)
    assert book is not None
    years = range(2005, 2020)
    tests = {
        f"r{'abcd'[at]}": {y for y in years if {"<=": y <= n, ">=": y >= n, "=": y == n, "!=": y != n}[sign]}
        for at, (sign, n) in enumerate(limits)
    }
    found = prove(book, time.monotonic() + 20)
    assert isinstance(found, Clash) == (not set.intersection(*tests.values()))
    if isinstance(found, Clash):
        names = [each.name for _, each in found.rules]
        assert not set.intersection(*(tests[name] for name in names))
        for name in names:
            rest = [tests[other] for other in names if other != name]
            assert not rest or set.intersection(*rest)
