"""The way back: a programme written as draft decisions and read again is the same programme."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.document.blanks import is_blank
from ccmcheck.document.nodes import Node
from ccmcheck.document.programme import read
from ccmcheck.document.schema import Kind, ListKind, RecordKind
from ccmcheck.drafts.diff import differences
from ccmcheck.drafts.grammar.phrases import lexicon
from ccmcheck.drafts.write import written
from ccmcheck.drafts.write.markdown import to_markdown
from ccmcheck.drafts.write.word import to_word
from tests.drafts.readings import rulebook, understood_file

EXAMPLES = int(os.environ.get("CCMCHECK_EXAMPLES", "60"))


def programme(name: str, text: str) -> Node:
    found = read(Source.of(name, text), rulebook().vocabulary, rulebook().names)
    assert found.root is not None, found.problems
    assert found.problems == ()
    return found.root


def read_again(root: Node, form: str) -> tuple[str, Node | None]:
    paragraphs = written(root, lexicon(rulebook().names))
    if form == "md":
        text = to_markdown(paragraphs)
        return text, understood_file("draft.md", text.encode()).programme.root
    found = understood_file("draft.docx", to_word(paragraphs))
    return found.draft.source.text, found.programme.root


@pytest.mark.parametrize("form", ["md", "docx"])
@pytest.mark.parametrize("sample", ["2012.yaml", "2012-draft.yaml", "2012-slips.yaml"])
def test_the_samples_come_back(sample: str, form: str) -> None:
    root = programme(sample, resources.read("samples", sample))
    text, again = read_again(root, form)
    assert list(differences(root, again)) == [], text


@pytest.mark.parametrize("form", ["md", "docx"])
def test_a_list_that_may_hold_more_comes_back(form: str) -> None:
    entry = "      - {state: Portugal, years: [2012, 2013]}\n"
    root = programme("half.yaml", resources.read("samples", "2012.yaml").replace(entry, f"{entry}      - ...\n"))
    text, again = read_again(root, form)
    assert "Portugal in 2012 and 2013; and another State to be named;" in text
    assert list(differences(root, again)) == []


def test_a_list_that_may_hold_more_is_another_than_one_that_is_complete() -> None:
    text = "treaty: CCM\ntitle: x\ndecided_on: 2011-09-16\nyear: 2012\nmeetings:\n  - {id: a, kind: intersessional}\n"
    before, after = programme("a.yaml", f"{text}  - ...\n"), programme("b.yaml", text)
    assert list(differences(before, after)) == ["/meetings"]


# -- generated programmes ---------------------------------------------------------------------------------------------

BLANKS = st.sampled_from(["____", "[to be filled in]", "TBD", None, "to be announced", "WP.____"])
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéñüß0123456789 .,;:()'-/&*#<>[]\"’"
FREE = (
    st.text(LETTERS, min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and not is_blank(text))
)
KNOWN = st.sampled_from(
    ["Geneva", "Palais des Nations", "World Meteorological Organization", "GICHD", "Norway", "Lao PDR", "the Unit",
     "States parties", "President", "coordinators", "Directive", "Centre", "in Geneva", "Bosnia and Herzegovina",
     "President of the Meeting of the States Parties", "annual budget", "tasks", "no later than the Third Meeting",
     "English", "Third Meeting of the States Parties", "voluntary", "and", "Ambassador", "2012", "yes"]
)  # fmt: skip
TEXT = KNOWN | FREE | BLANKS


def is_one_name(text: str | None) -> bool:
    """Whether a programme may have the text as the name of a State: what is no single name is complained of."""
    names = rulebook().names["states_parties"]
    return text is None or names.canonical(text) is not None or names.fault(text) is None


STATES = BLANKS | (KNOWN | FREE).filter(is_one_name)
YEARS = st.integers(2010, 2030)
DAYS = st.dates().map(str)
DATES = (
    st.builds("{}-{:02}-{:02}".format, st.integers(2010, 2030), st.integers(1, 12), st.integers(1, 28))
    | st.builds("{}-{:02}-XX".format, YEARS, st.integers(1, 12))
    | st.builds("{}-XX-XX".format, YEARS)
    | BLANKS
    | DAYS
)
TRUTHS = st.booleans() | BLANKS


def lists(item: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(item, min_size=least, max_size=4) | st.just("____")


def record(fields: dict[str, st.SearchStrategy[Any]], **needed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(needed, optional=fields)


def some(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """A record that states something: one that states nothing is nothing to write."""
    return record(fields).filter(bool)


COORDINATORS = lists(record({}, state=STATES, years=lists(YEARS | st.just("____"))) | st.just("____")).filter(
    lambda made: made not in (["____"], [None])
)


def groups(topics: list[str]) -> st.SearchStrategy[Any]:
    return st.lists(record({"coordinators": COORDINATORS}, topic=st.sampled_from(topics)), min_size=1, max_size=8)


PRESIDENTS = some({"name": TEXT, "title": TEXT, "state": STATES}) | BLANKS
MEETING = {
    "title": TEXT, "venue": TEXT, "city": TEXT, "country": TEXT, "start": DATES, "end": DATES,
    "languages": lists(TEXT), "interpretation_funding": TEXT, "president": PRESIDENTS,
}  # fmt: skip
PURPOSES = st.lists(st.sampled_from(["hosting agreement", "financial model"]) | FREE, min_size=1, max_size=3)
SINGLE = ("extraordinary-meeting-of-states-parties", "preparatory-meeting")


@st.composite
def meetings(draw: st.DrawFn) -> list[dict[str, Any]]:
    kinds = draw(
        st.lists(
            st.sampled_from(["intersessional", "meeting-of-states-parties", "review-conference", *SINGLE]), max_size=4
        ).filter(lambda made: all(made.count(kind) < 2 for kind in SINGLE))
    )
    found = []
    for at, kind in enumerate(kinds):
        id_ = draw(st.sampled_from([f"meeting {at}", f"{at + 2}msp", f"intersessional-{2012 + at}"]))
        fields = {**MEETING, **({"purposes": PURPOSES} if kind.startswith("extra") else {})}
        made = {"id": id_, "kind": kind, **draw(record(fields))}
        start, end = made.get("start"), made.get("end")
        if isinstance(start, str) and isinstance(end, str) and end[:4] <= start[:4]:
            made["end"] = start
        found.append(made)
    return found


UNIT = some(
    {
        "establish_by": DATES, "seat": TEXT, "host": TEXT, "independent": TRUTHS, "linked_units": lists(TEXT),
        "principles": lists(TEXT), "presents": lists(TEXT), "reports_on": lists(TEXT),
        "director": some({"recruited_by": TEXT, "consulted": lists(TEXT), "transparent": TRUTHS}),
        "directive": some({"describes": lists(TEXT)}),
        "hosting_agreement": some({"approved_by": TEXT, "reflects_directive": TRUTHS}),
        "financial_model": some({"consulted": TEXT, "approved_by": TEXT}),
        "interim_support": some({"provider": TEXT, "guided_by": TEXT, "supported_by": TEXT}),
    }
)  # fmt: skip
ANSWERS = st.lists(some({"question": TEXT, "answer": TRUTHS, "by": TEXT, "on": DATES, "note": TEXT}), max_size=3)
PROGRAMMES = record(
    {
        "document": TEXT | st.just("CCM/MSP/2011/5"), "discussion_paper": TEXT | st.just("CCM/MSP/2011/WP.9"),
        "plenary_meeting": TEXT | st.just("fifth"), "decided_by": TEXT | st.just("2MSP"),
        "working_groups": groups(["universalization", "victim-assistance", "clearance-and-risk-reduction"]),
        "thematic_areas": groups(["reporting", "national-implementation-measures"]),
        "coordination_committee": some({"chair": TEXT}),
        "implementation_support_unit": UNIT,
        "assessments": ANSWERS,
    },
    treaty=st.just("CCM") | TEXT, title=TEXT | st.just("Work programme for 2012 for the Convention"),
    decided_on=DATES, year=YEARS | st.just("____"), meetings=meetings(),
)  # fmt: skip


def fields(kind: Kind) -> Iterator[str]:
    match kind:
        case RecordKind(fields=inner):
            for name, field in inner.items():
                yield name
                yield from fields(field.kind)
        case ListKind(item):
            yield from fields(item)
        case _:
            pass


def test_every_field_is_among_what_is_generated() -> None:
    """A field that no draft can say would be lost between data and draft without a word."""
    tables = Path(__file__).read_text(encoding="utf-8")
    assert [
        name
        for name in fields(rulebook().vocabulary.document)
        if f'"{name}":' not in tables and f"{name}=" not in tables
    ] == []


NOT_BOTH_ANNUAL = {
    "treaty": "CCM", "title": "____", "decided_on": "____", "year": 2013, "meetings": [],
    "implementation_support_unit": {"principles": ["annual budget", "b"]},
}  # fmt: skip


@example(NOT_BOTH_ANNUAL, "md")
@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(PROGRAMMES, st.sampled_from(["md", "docx"]))
def test_a_programme_comes_back_from_its_draft(made: dict[str, Any], form: str) -> None:
    root = programme("made.json", json.dumps(made))
    if not (made["meetings"] or set(made) & {"working_groups", "thematic_areas", "implementation_support_unit"}):
        return  # nothing in it reads like a work programme
    text, again = read_again(root, form)
    assert list(differences(root, again)) == [], text


@pytest.mark.parametrize(
    ("links", "words"),
    [
        ("____", "shall ____ be formally linked to any other Implementation Support Unit"),
        ([], "shall not be formally linked to any other Implementation Support Unit"),
        (["Geneva"], "shall be formally linked to Geneva"),
    ],
)
def test_links_are_said_so_that_a_blank_may_still_be_none(links: Any, words: str) -> None:
    made = {
        "treaty": "CCM", "title": "x", "decided_on": "2011-09-16", "year": 2012, "meetings": [],
        "implementation_support_unit": {"linked_units": links},
    }  # fmt: skip
    root = programme("made.json", json.dumps(made))
    text, again = read_again(root, "md")
    assert words in text.replace("\\_", "_")
    assert list(differences(root, again)) == []
