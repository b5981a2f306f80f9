"""Rules of another body with a schema and registers of their own: what is said of them is true, and at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccmcheck.base.source import Source
from ccmcheck.document.schema import Kind, ListKind, RecordKind, Vocabulary
from ccmcheck.judge.check import check
from ccmcheck.judge.english import Naming, reading
from ccmcheck.judge.english.conditions import holder
from ccmcheck.judge.english.nouns import kind_of
from ccmcheck.language.core import FieldOf, Variable, WholeDocument
from ccmcheck.language.rulebook.beside import bundled_vocabulary
from ccmcheck.language.rulebook.load import load, rulebook
from ccmcheck.language.rulebook.model import Rulebook

HERE = Path(__file__).parent / "machinery"


def _book(path: Path) -> Rulebook:
    loaded, problems = load(path, path.name)
    assert loaded is not None
    assert not problems, problems
    book, problems = rulebook([loaded])
    assert book is not None
    assert not problems, problems
    return book


def _book_of(tmp_path: Path, rule: str) -> Rulebook:
    text = (HERE / "maputo-2014.txt").read_text(encoding="utf-8")
    (tmp_path / "sources").mkdir()
    for part in ("sources/maputo-2014.md", "2015.yaml", "machinery.schema.json"):
        (tmp_path / part).write_text((HERE / part).read_text(encoding="utf-8"), encoding="utf-8")
    header = text[: text.index("register ")]
    (tmp_path / "one.rules").write_text(f"{header}\n{rule}\n", encoding="utf-8")
    return _book(tmp_path / "one.rules")


def test_two_lists_of_one_thing_do_not_sound_alike() -> None:
    book = _book(HERE / "maputo-2014.txt")
    sentences = {rule.name: reading(rule, Naming.of(book)).sentence for rule in book.rulesets[0].rules}
    assert sentences["no-consecutive-terms"].endswith(
        "must not be among the States of the members of the year before of the committee."
    )
    assert (
        "what is in the States of the members of the committee and not in the States of the members of the year "
        "before of the committee"
    ) in sentences["two-replaced-each-year"]


BUDGET = 'recommendation r\n  under 7 "should not be more than ten per cent above that of the year before"\n  '
BOTH = [
    (
        BUDGET + "require isu.budget <= isu.budget_last_year",
        "at most 1000000 for the budget",
        [("/isu/budget", "found 1050000"), ("/isu/budget_last_year", "the budget of the year before is 1000000")],
    ),
    (
        BUDGET + "require isu.budget_last_year >= isu.budget",
        "at least 1050000 for the budget of the year before",
        [("/isu/budget_last_year", "found 1000000"), ("/isu/budget", "the budget is 1050000")],
    ),
    (
        BUDGET + "require isu.budget = isu.budget_last_year + 1",
        "1000001 for the budget",
        [
            ("/isu/budget", "found 1050000"),
            (
                "/isu/budget_last_year",
                "the budget of the year before is 1000000",
            ),
        ],
    ),
]


@pytest.mark.parametrize(("rule", "needed", "details"), BOTH)
def test_two_fields_compared_are_each_shown_with_their_own_value(
    tmp_path: Path, rule: str, needed: str, details: list[tuple[str, str]]
) -> None:
    book = _book_of(tmp_path, rule)
    source = Source.of("2015.yaml", (HERE / "2015.yaml").read_text(encoding="utf-8"))
    (verdict,) = check([source], book, whatever_period=True).verdicts
    assert verdict.needed == needed
    assert [(detail.place and detail.place.pointer, detail.found) for detail in verdict.details] == details


def _lists(kind: Kind, naming: Naming, slot: int, of: Variable | WholeDocument) -> list[tuple[str, str]]:
    """Each list of records below a kind, with the words for it."""
    if not isinstance(kind, RecordKind):
        return []
    out = []
    for name in kind.fields:
        path = FieldOf(of, name, of.span)
        below = kind_of(path, naming)
        if isinstance(below, ListKind) and isinstance(below.item, RecordKind):
            out.append((f"{slot}.{name}", f"{below.item.name}{holder(path, naming)}"))
            inner = naming.bound(slot + 1, "x", path)
            out += _lists(below.item, inner, slot + 1, Variable(slot + 1, "x", of.span))
    return out


@pytest.mark.parametrize("vocabulary", [
    _book(HERE / "maputo-2014.txt").vocabulary, bundled_vocabulary("work-programme.schema.json"),
])  # fmt: skip
def test_no_two_lists_have_the_same_words(vocabulary: Vocabulary) -> None:
    span = Source.of("x", "x").beginning
    kind = vocabulary.document
    assert isinstance(kind, RecordKind)
    lists = _lists(kind, Naming(kind, {}, {}), 0, WholeDocument(span))
    assert len(lists) > 2
    assert len({words for _, words in lists}) == len(lists)
