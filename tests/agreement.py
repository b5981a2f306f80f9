"""`python -m tests.agreement CASES [JOBS]`: the quick paths beside the reference, over so many generated cases.

A case is one rule over one document of which the quick path says something (rules made at random over documents made
at random, and the bundled rules over programmes in which something was changed), or a text that is read line by line
(records in many manners, and programmes as people write them); as many cases of each. The tests try some hundreds on
every run; this tries as many as are asked for, in as many processes as there are cores, and says what it saw. A
disagreement ends it with the smallest case that shows it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import count, islice
from typing import Any, TypeAlias

from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis import strategies as st

from ccmcheck.base.source import Source
from ccmcheck.document.fast.plain_values import HALVES, Holed, NotPlain, plain_of
from ccmcheck.document.fast.reader import PlainReader
from ccmcheck.document.names import Names
from ccmcheck.document.read import read_document
from ccmcheck.document.schema import Vocabulary
from ccmcheck.judge.evaluate.rule import Finding
from ccmcheck.judge.fast.compile import compiled
from ccmcheck.judge.fast.register_rows import RegisterRows
from ccmcheck.judge.fast.shortcut import Shortcut
from ccmcheck.run.parallel import cores
from tests.laws.documents import documents
from tests.laws.rules import rules
from tests.laws.world import read, rule_of, states, verdicts, written
from tests.test_document_lines import HABITUAL, RECORDS, habitual
from tests.test_document_lines import agree as agree_on_lines
from tests.test_laws import CHANGED, bundled, findings, programme_of

# What the quick path said of each case; "left to the reference" where it said nothing.
Seen: TypeAlias = Counter[str]

LEFT = "left to the reference"
CASES = 100_000
EXAMPLES = 250
"""How many examples one seed makes."""
DOCUMENTS = 4
"""How many documents a rule made at random is tried on without holes, and how many with."""


def agree(quick: str | None, found: Sequence[Finding], what: str) -> str:
    """The law: where the quick path says anything, the reference says the same, and nothing is violated or open.

    Returns what was seen.
    """
    outcomes = {finding.outcome for finding in found}
    expected = {
        None: outcomes,
        "satisfied": outcomes & {"satisfied", "not-applicable"} | {"satisfied"},
        "not-applicable": outcomes & {"not-applicable"},
        "undecided": {"undecided"},
    }
    assert outcomes == expected[quick], f"quick: {quick}; reference: {outcomes}; {what}"
    return quick or LEFT


def of_generated_rules(number: int) -> Seen:
    """The cases of one seed: rules made at random, each over several documents with and without holes."""
    seen: Seen = Counter()

    @_tried(number)
    @given(rules(), _several(holes=False), _several(holes=True))
    def run(text: str, whole: list[Any], holed: list[Any]) -> None:
        rule = rule_of(text)
        judge = compiled(rule, {"states": RegisterRows(states())})
        for document in (*whole, *holed):
            quick = judge(plain_of(read(document)))
            seen[agree(quick, verdicts(rule, document), f"{text}\n{written(document)}")] += 1

    run()
    return seen


def _several(*, holes: bool) -> st.SearchStrategy[list[Any]]:
    return st.lists(documents(holes=holes), min_size=DOCUMENTS, max_size=DOCUMENTS)


def of_bundled_rules(number: int) -> Seen:
    """The cases of one seed: every bundled rule over changed programmes."""
    seen: Seen = Counter()

    @_tried(number)
    @given(CHANGED)
    def run(document: Any) -> None:
        try:
            values = plain_of(programme_of(document))
        except NotPlain:
            assume(False)
        known, rest = _shortcut().of(values, bundled().rulesets)
        said = {f"{verdict.ruleset}/{verdict.rule}": verdict.outcome for verdict in known.verdicts}
        assert len(said) + len(rest) == sum(len(made.rules) for made in bundled().rulesets)
        for name, found in findings(document).items():
            seen[agree(said.get(name), found, f"{name}\n{written(document)}")] += 1

    run()
    return seen


def of_records(number: int) -> Seen:
    """The cases of one seed: records with values in one of many manners, read line by line and by PyYAML."""
    return _of_texts(number, RECORDS, agree_on_lines)


def of_programmes(number: int) -> Seen:
    """The cases of one seed: programmes as people write them, slips among them, read by all three readers."""

    def law(text: str) -> bool:
        source = Source.of("x.yaml", text)
        found = _plain_reader().read(source)
        assert found is None or found == thorough(source, bundled().vocabulary, bundled().names)
        return agree_on_lines(text)

    return _of_texts(number, HABITUAL.map(habitual), law)


def thorough(source: Source, vocabulary: Vocabulary, names: Mapping[str, Names]) -> Any:
    """The plain values of a document of which the thorough reader has nothing to say; else None."""
    root, problems = read_document(source, vocabulary, names)
    if root is None or problems:
        return None
    try:
        found = plain_of(root)
    except NotPlain:
        return None
    return None if _holed(found) else found


def _holed(value: Any) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, Holed) or type(value) in HALVES or any(map(_holed, parts))


def _of_texts(number: int, texts: st.SearchStrategy[str], law: Callable[[str], bool]) -> Seen:
    seen: Seen = Counter()

    @_tried(number)
    @given(texts)
    def run(text: str) -> None:
        seen["read line by line" if law(text) else LEFT] += 1

    run()
    return seen


@cache
def _plain_reader() -> PlainReader:
    return PlainReader(bundled().vocabulary, bundled().names)


@cache
def _shortcut() -> Shortcut:
    return Shortcut(bundled())


def _tried(number: int) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Runs a law on the examples of one seed, none of which an earlier run has left behind."""
    how = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    return lambda law: seed(number)(how(law))


def main(cases: int, jobs: int) -> None:
    """Tries seeds until there are enough cases of each kind, and prints what was seen."""
    with ProcessPoolExecutor(jobs) as pool:
        for kind, law in LAWS.items():
            seen: Seen = Counter()
            seeds = count(1)
            while said(seen) < cases:
                for future in [pool.submit(law, number) for number in islice(seeds, 2 * jobs)]:
                    seen += future.result()
            outcomes = ", ".join(f"{n:,} {outcome}" for outcome, n in seen.most_common() if outcome != LEFT)
            print(f"{kind}: {said(seen):,} cases ({outcomes}), no disagreement; {seen[LEFT]:,} {LEFT}", flush=True)


def said(seen: Seen) -> int:
    """How many cases the quick path said something of."""
    return seen.total() - seen[LEFT]


LAWS = {
    "rules made at random": of_generated_rules,
    "bundled rules": of_bundled_rules,
    "records in many manners": of_records,
    "programmes as people write them": of_programmes,
}

if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else CASES, int(sys.argv[2]) if sys.argv[2:] else cores())
