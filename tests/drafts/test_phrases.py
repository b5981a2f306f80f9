"""The phrases that drafts use, each form as it occurs, with what it is read as."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from lark import Lark

from ccmcheck.base import resources
from ccmcheck.base.values import point
from ccmcheck.document.nodes import child, items
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.grammar.phrases import lexicon, phrases
from ccmcheck.drafts.grammar.tokens import Lexicon, words_in
from tests.drafts.readings import data_of, findings, rulebook, understood


def test_the_grammar_has_no_conflict() -> None:
    text = resources.read("grammar", "draft.lark")
    Lark(text, parser="lalr", strict=True, maybe_placeholders=False)


@cache
def words() -> Lexicon:
    return lexicon(rulebook().names)


# -- dates ------------------------------------------------------------------------------------------------------------

DATES = {
    "16 to 19 April 2012": ("2012-04-16", "2012-04-19"),
    "from 16 to 19 April 2012": ("2012-04-16", "2012-04-19"),
    "12-16 September 2011": ("2011-09-12", "2011-09-16"),
    "11–14 September 2012": ("2012-09-11", "2012-09-14"),
    "from ____ to ____ 2012": ("2012-XX-XX", "2012-XX-XX"),
    "from ____ to ____ April 2012": ("2012-04-XX", "2012-04-XX"),
    "16 to ____ April 2012": ("2012-04-16", "2012-04-XX"),
    "30 August to 2 September 2022": ("2022-08-30", "2022-09-02"),
    "30 August–2 September 2022": ("2022-08-30", "2022-09-02"),
    "from 28 December 2012 to 2 January 2013": ("2012-12-28", "2013-01-02"),
    "16 and 17 May 2022": ("2022-05-16", "2022-05-17"),
    "between 16 and 19 April 2012": ("2012-04-16", "2012-04-19"),
    "from Monday, 16 April, to Thursday, 19 April 2012": ("2012-04-16", "2012-04-19"),
    "from Monday 16 to Thursday 19 April 2012": ("2012-04-16", "2012-04-19"),
    "April 16-19, 2012": ("2012-04-16", "2012-04-19"),
    "on 16 April 2012": ("2012-04-16", "2012-04-16"),
    "the 16th of April 2012": ("2012-04-16", "2012-04-16"),
    "in April 2012": ("2012-04-XX", "2012-04-XX"),
    "____ September 2011": ("2011-09-XX", "2011-09-XX"),
    "2012-04-16 to 2012-04-19": ("2012-04-16", "2012-04-19"),
    "from ____ 2012 to 19 April 2012": ("2012-XX-XX", "2012-04-19"),
}


@pytest.mark.parametrize("text", DATES)
def test_dates(text: str) -> None:
    found = [days.ends(phrase) for phrase in phrases(words_in(text, words()))]
    read = [
        (first.written(last, ""), last.written(first, ""))
        for first, last in (ends for ends in found if ends is not None)
    ]
    assert read == [DATES[text]]


LENGTHS = {
    "for a duration of up to five days": "five", "of a duration of up to four days": "four", "up to 5 days": "5",
    "a duration of four (4) days": "four", "three days": "three",
}  # fmt: skip


@pytest.mark.parametrize("text", LENGTHS)
def test_lengths(text: str) -> None:
    (phrase,) = [phrase for phrase in phrases(words_in(text, words())) if phrase.name in ("duration", "exact_duration")]
    (count,) = phrase.inner("count")
    assert count.all("NUMBER", "COUNT")[0].text == LENGTHS[text]


BOUNDS = {
    "in the first half of 2013": "2013-01-01/2013-06-30", "in the second half of 2013": "2013-07-01/2013-12-31",
    "after 30 June 2013": "2013-07-01/..", "not before 11 September 2013": "2013-09-11/..",
    "during the week of 9 September 2013": "2013-09-09/2013-09-15",
    "in 2013, after 30 June 2013": "2013-07-01/2013-12-31",
}  # fmt: skip


@pytest.mark.parametrize("text", BOUNDS)
def test_days_within_bounds(text: str) -> None:
    found = data_of(f"1. Convene an informal intersessional meeting in Geneva {text}.")
    (meeting,) = found["meetings"]
    assert (meeting["start"], meeting["end"], meeting["city"]) == (BOUNDS[text], BOUNDS[text], "Geneva")


# -- coordinators -----------------------------------------------------------------------------------------------------

B = "(State party)"
COORDINATORS: dict[str, Any] = {
    "Japan in 2012; Portugal in 2012 and 2013": [("Japan", [2012]), ("Portugal", [2012, 2013])],
    "Japan in 2012 and Portugal in 2012 and 2013": [("Japan", [2012]), ("Portugal", [2012, 2013])],
    "Japan (2012) and Portugal (2012-2013)": [("Japan", [2012]), ("Portugal", [2012, 2013])],
    "Japan (2012), Portugal (2012, 2013)": [("Japan", [2012]), ("Portugal", [2012, 2013])],
    f"in 2012 {B}; in 2012 and 2013 {B}": [(B, [2012]), (B, [2012, 2013])],
    "in 2012 (Japan); in 2012 and 2013 (Portugal)": [("Japan", [2012]), ("Portugal", [2012, 2013])],
    "in 2012: Japan; in 2012–2014: Portugal": [("Japan", [2012]), ("Portugal", [2012, 2013, 2014])],
    "Japan (State party) in 2012": [("Japan", [2012])],
    "____ in 2012; [to be confirmed] in 2012 and 2013": [("____", [2012]), ("[to be confirmed]", [2012, 2013])],
    "Lao PDR in 2012; the Netherlands in 2012 and 2013": [("Lao PDR", [2012]), ("Netherlands", [2012, 2013])],
    "Bosnia and Herzegovina in 2012, and Costa Rica in 2012 and 2013": [
        ("Bosnia and Herzegovina", [2012]),
        ("Costa Rica", [2012, 2013]),
    ],
    "United States of America in 2012": [("United States of America", [2012])],
    "Autriche en 2012": [("Autriche", "____")],  # French is not read
    "____": "____",
}


@pytest.mark.parametrize("text", COORDINATORS)
def test_coordinators(text: str) -> None:
    (group,) = data_of(f"1. The coordinators are:\n\n(a) Working Group on Universalization: {text};")["working_groups"]
    held, expected = group["coordinators"], COORDINATORS[text]
    if isinstance(expected, list):
        expected = [{"state": state, **({"years": years} if years else {})} for state, years in expected]
    assert held == expected


TOPICS = {
    "General status and operation of the Convention;": "general-status-and-operation",
    "Universalisation": "universalization",
    "Clearance and risk reduction education;": "clearance-and-risk-reduction",
    "Risk education;": "risk-education",
    "Working Group on Stockpile Destruction and Retention;": "stockpile-destruction-and-retention",
    "International Cooperation and Assistance.": "cooperation-and-assistance",
    "Transparency measures;": "reporting",
    "National implementation measures": "national-implementation-measures",
}


@pytest.mark.parametrize("text", TOPICS)
def test_topics_with_the_drift_of_the_record(text: str) -> None:
    data = data_of(f"1. Establish groups on:\n\n(a) {text}")
    (group,) = [*data.get("working_groups", ()), *data.get("thematic_areas", ())]
    assert group["topic"] == TOPICS[text]


def test_a_topic_in_a_sentence_establishes_nothing() -> None:
    assert "working_groups" not in data_of("1. Universalization is the aim of the meeting in Geneva in 2012.")


# -- meetings ---------------------------------------------------------------------------------------------------------


def test_a_meeting_that_is_only_mentioned_is_not_convened() -> None:
    text = "1. Discussions held since the First Meeting of the States Parties led to this draft of 3 May 2011."
    assert "meetings" not in data_of(text)


def test_a_meeting_to_be_held_if_necessary_is_not_convened_and_with_dates_it_is_possible() -> None:
    start = "1. To mandate the President to convene, if deemed necessary,"
    meeting = "an extraordinary Meeting of the States Parties in Geneva for approval of the financial model."
    assert "meetings" not in data_of(f"{start} {meeting}")
    root = understood(f"{start} from 4 to 5 June 2012, {meeting}").programme.root
    assert root is not None
    (dated,) = items(child(root, "meetings")) or ()
    assert dated.presence is not None
    assert child(dated, "start").value == point(date(2012, 6, 4))


def test_two_sentences_that_differ_are_both_shown_and_the_field_is_left_open() -> None:
    text = (
        "1. Convene an informal intersessional meeting for 2012 in Geneva.\n\n"
        "2. The informal intersessional meeting for 2012 will take place in Lausanne from 16 to 19 April."
    )
    found = understood(text)
    assert [contradiction.path for contradiction in found.contradictions] == [
        ("meetings", "intersessional-2012", "city")
    ]
    assert "remark said-two-ways at paragraph 2" in findings(found)
    (meeting,) = data_of(text)["meetings"]
    assert (meeting["city"], meeting["start"]) == ("____", "2012-04-16")


def test_a_date_within_a_half_date_says_the_same() -> None:
    text = (
        "1. Convene an informal intersessional meeting for 2012 in April 2012.\n\n"
        "2. The informal intersessional meeting for 2012 will be held from 16 to 19 April 2012."
    )
    (meeting,) = data_of(text)["meetings"]
    assert (meeting["start"], meeting["end"]) == ("2012-04-16", "2012-04-19")
