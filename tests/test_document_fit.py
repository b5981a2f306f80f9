"""Typed nodes: what each written value means, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from ccmcheck.base import values
from ccmcheck.base.source import Source
from ccmcheck.base.values import ANY_TEXT, ANYTHING, CERTAIN, OPEN, Choice, Plain, Range, month_range, point, year_range
from ccmcheck.document.coerce import fit
from ccmcheck.document.nodes import Node, State, is_hole, items, walk
from ccmcheck.document.programme import read
from ccmcheck.document.raw import RawPossible, RawScalar, RawSequence
from ccmcheck.document.schema import ListKind, NameKind, Vocabulary
from tests.document_samples import NAMES, VOCABULARY

STATED, PARTIAL, BLANK, UNSTATED = State.STATED, State.PARTIAL, State.BLANK, State.UNSTATED
WIDE = Choice(frozenset(("intersessional", "review-conference")))
WMO = values.text("World Meteorological Organization")


def root(text: str) -> Node:
    """The root of a programme that has the required fields and these."""
    programme = read(Source.of("x.yaml", text), VOCABULARY, NAMES)
    assert programme.root is not None
    return programme.root


def field(node: Node, name: str) -> Node:
    """A stated field."""
    assert isinstance(node.value, Mapping)
    return node.value[name]


LEAVES: list[tuple[str, str, State, Plain | None]] = [
    ("decided_on", "2011-09-16", STATED, point(date(2011, 9, 16))),
    ("decided_on", '"2011-09-16"', STATED, point(date(2011, 9, 16))),
    ("decided_on", "2012-02-29", STATED, point(date(2012, 2, 29))),
    ("decided_on", "2011-09-XX", PARTIAL, month_range(2011, 9)),
    ("decided_on", "2011-09-xx", PARTIAL, month_range(2011, 9)),
    ("decided_on", "2011-09", PARTIAL, month_range(2011, 9)),
    ("decided_on", "2011-XX-XX", PARTIAL, year_range(2011)),
    ("decided_on", "2011", PARTIAL, year_range(2011)),
    ("decided_on", '"2011"', PARTIAL, year_range(2011)),
    ("decided_on", "2012-01-01/2012-06-30", PARTIAL, Range(date(2012, 1, 1), date(2012, 6, 30))),
    ("decided_on", "2012-02/2012-05-XX", PARTIAL, Range(date(2012, 2, 1), date(2012, 5, 31))),
    ("decided_on", '"../2012-06-30"', PARTIAL, Range(None, date(2012, 6, 30))),
    ("decided_on", "2012-07-01/..", PARTIAL, Range(date(2012, 7, 1), None)),
    ("decided_on", "2012-04-16/2012-04-16", STATED, point(date(2012, 4, 16))),
    ("decided_on", "2011-09-__", PARTIAL, month_range(2011, 9)),
    ("decided_on", "2011-__", PARTIAL, year_range(2011)),
    ("decided_on", "____-09-__", UNSTATED, ANYTHING),
    ("decided_on", "", BLANK, ANYTHING),
    ("decided_on", "TBD", BLANK, ANYTHING),
    ("year", "2012", STATED, point(2012)),
    ("year", "2012.0", STATED, point(2012)),
    ("year", "____", BLANK, ANYTHING),
    ("share", "0.5", STATED, point(Decimal("0.5"))),
    ("independent", "TRUE", STATED, CERTAIN),
    ("independent", "(yes or no)", BLANK, OPEN),
    ("venue", "Palais", STATED, values.text("Palais")),
    ("venue", "WMO", STATED, WMO),
    ("venue", "the world meteorological organization", STATED, WMO),
    ("venue", "Co\u0302te d\N{RIGHT SINGLE QUOTATION MARK}Azur", STATED, values.text("Côte d'Azur")),
    ("venue", '"[venue]"', BLANK, ANY_TEXT),
    ("venue", '"2012"', STATED, values.text("2012")),
    ("venue", "~", BLANK, ANY_TEXT),
    ("venue", "no", STATED, values.text("no")),
    ("president", '"[name, title and State]"', BLANK, None),
    ("meetings", "____", BLANK, None),
]


@pytest.mark.parametrize(("name", "written", "state", "value"), LEAVES)
def test_leaf(name: str, written: str, state: State, value: Plain | None) -> None:
    node = field(root(f"{name}: {written}\n"), name)
    assert (node.state, node.value, node.pointer) == (state, value, f"/{name}")


def test_the_users_words_stay() -> None:
    node = field(field(root("president: {state: 'the Lao PDR '}\n"), "president"), "state")
    assert (node.text, node.value) == ("the Lao PDR ", values.text("Lao People's Democratic Republic"))
    assert node.span.text == "'the Lao PDR '"


def test_an_unknown_name_is_a_value() -> None:
    node = field(root("states: [Atlantis, Laos]\n"), "states")
    assert [item.value for item in items(node) or ()] == [
        values.text("Atlantis"),
        values.text("Lao People's Democratic Republic"),
    ]


def test_a_kind_limited_to_words_is_blank_within_them() -> None:
    node = field(root("meetings: [{kind: ____}]\n"), "meetings")
    (meeting,) = items(node) or ()
    assert field(meeting, "kind").value == WIDE
    assert field(meeting, "kind").pointer == "/meetings/0/kind"


def test_a_list_keeps_its_length() -> None:
    node = field(root("meetings: [{id: a, kind: ____}, 5, ____, [b]]\n"), "meetings")
    assert [(item.state, item.pointer) for item in items(node) or ()] == [
        (STATED, "/meetings/0"),
        (State.UNSTATED, "/meetings/1"),
        (BLANK, "/meetings/2"),
        (State.UNSTATED, "/meetings/3"),
    ]


HALF = [
    ("x.yaml", "states: [Laos, ...]", "..."),
    ("x.yaml", "states: [Laos, …]", "…"),
    ("x.yaml", "states: [Laos, '...']", "..."),
    ("x.yaml", "states:\n  - Laos\n  - ...\n", "..."),
    ("x.yaml", "states:\n  - Laos\n  - '…' # others\n", "…"),
    ("x.json", '{"states": ["Laos", "..."]}', "..."),
]


@pytest.mark.parametrize(("name", "text", "mark"), HALF)
def test_a_half_list(name: str, text: str, mark: str) -> None:
    programme = read(Source.of(name, text), VOCABULARY, NAMES)
    assert programme.root is not None
    node = field(programme.root, "states")
    assert (node.state, [item.text for item in items(node) or ()], node.text) == (PARTIAL, ["Laos"], mark)
    (hole,) = programme.blanks
    assert (hole.state, hole.pointer, hole.text) == (BLANK, "/states", mark)
    assert hole.span.text.strip("'\"") == mark


@pytest.mark.parametrize("written", ["[...]", "[…]", '["..."]', "\n  - ..."])
def test_a_half_list_that_states_nothing_is_a_blank(written: str) -> None:
    node = field(root(f"states: {written}\n"), "states")
    assert (node.state, node.value, node.pointer) == (BLANK, None, "/states")


def test_items_of_a_half_list_keep_their_names_apart() -> None:
    programme = read(Source.of("x.yaml", "meetings: [{id: a}, {id: a}, ...]\n"), VOCABULARY, NAMES)
    assert "not-unique" in [made.code for made in programme.problems]


def test_a_half_list_and_a_possible_item_have_the_words_of_a_draft() -> None:
    text = "Laos and others and, subject to its ratification, Congo"
    raw = RawSequence(
        (_words(text, "Laos"), RawPossible(_words(text, "Congo"), _words(text, "subject to its ratification"), 29, 55)),
        0,
        len(text),
        _words(text, "and others"),
    )
    made = fit(raw, Vocabulary("", ListKind(NameKind("states")), {}), NAMES, Source.of("x.md", text))
    assert made.fits
    assert made.root is not None
    _, congo = items(made.root) or ()
    assert (congo.state, congo.text, congo.value) == (STATED, "Congo", values.text("Congo"))
    assert [(node.text, node.span.text, node.pointer) for node in walk(made.root) if is_hole(node)] == [
        ("subject to its ratification", "subject to its ratification", "/1"),
        ("and others", "and others", ""),
    ]


def _words(text: str, words: str) -> RawScalar:
    start = text.index(words)
    return RawScalar(words, words, start, start + len(words), True)


ORDER = [
    ("2012-04-16", "2012-04-19", True), ("2012-04-16", "2012-04-16", True), ("2012-04-16", "2012-04-15", False),
    ("2012-04-16", "2012-04-XX", True), ("2012-04-XX", "2012-04-01", True), ("2012-04-XX", "2012-03-31", False),
    ("2012-04-16", "../2012-04-15", False), ("2012-04-16", "2012-04-01/2012-04-15", False),
    ("2012-04-16", "../2012-04-16", True), ("2012-04-16/..", "2012-04-15", False),
    ("2012-04-16", "2011", False), ("2012-04-16", "____", True), ("____", "2012-04-16", True),
]  # fmt: skip


@pytest.mark.parametrize(("start", "end", "kept"), ORDER)
def test_an_end_before_its_start_counts_as_unstated(start: str, end: str, kept: bool) -> None:
    (meeting,) = items(field(root(f"meetings: [{{start: {start}, end: {end}}}]\n"), "meetings")) or ()
    assert isinstance(meeting.value, Mapping)
    assert (meeting.value["end"].state is not State.UNSTATED) is kept
    assert meeting.value["end"].text == end
    assert "start" in meeting.value


def test_an_endless_text_is_read_like_any_other() -> None:
    node = field(root(f"venue: {'x' * 5000}\n"), "venue")
    assert node.value == values.text("x" * 5000)
    assert field(root(f"venue: {'x' * 5000}__\n"), "venue").state is BLANK


def test_ranges_are_half_dates_only() -> None:
    assert isinstance(field(root("year: 5\n"), "year").value, Range)
    assert field(root("year: 5\n"), "year").state is STATED
