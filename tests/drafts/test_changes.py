"""Single changes to the President's draft, and the one finding that each has to give, at its paragraph."""

from __future__ import annotations

import pytest

from tests.drafts.readings import PRESIDENTS_DRAFT, findings, report_on, understood

BLANK_TERMS = "in 2012 (State party); in 2012 and 2013 (State party)"
COORDINATION = ("one-or-two-coordinators", "coordinators-are-states-parties", "working-group-terms", "staggered-terms")
LED = ("one-or-two-coordinators", "working-group-terms", "staggered-terms")

# What is changed, into what, and the finding that the draft did not give before.
CHANGES = {
    "a day too early": (
        "from 16 to 19 April 2012",
        "from 15 to 19 April 2012",
        "violated intersessional-2012-venue at paragraph 2(b)",
    ),
    "another house": (
        "at the World Meteorological Organization in",
        "at the Palais des Nations in",
        "violated intersessional-2012-venue at paragraph 2(b)",
    ),
    "a language less": (
        "English, French and Spanish",
        "English and French",
        "violated working-languages at paragraph 2(b)",
    ),
    "six days for intersessional meetings": (
        "of up to five days",
        "of up to six days",
        "remark length-beyond-decision at paragraph 2(a)",
    ),
    "five days for the Third Meeting": (
        "of up to four days",
        "of up to five days",
        "remark length-beyond-decision at paragraph 5",
    ),
    "a third coordinator": (
        f"Universalization: {BLANK_TERMS}",
        "Universalization: Japan in 2012; Portugal in 2012 and 2013; Austria in 2012",
        "violated one-or-two-coordinators at paragraph 3(b)",
    ),
    "a State that had not joined": (
        f"Victim Assistance: {BLANK_TERMS}",
        "Victim Assistance: Austria in 2012; Sweden in 2012 and 2013",
        "violated coordinators-are-states-parties at paragraph 3(c)",
    ),
    "a State that never joined": (
        f"Victim Assistance: {BLANK_TERMS}",
        "Victim Assistance: Finland (2012) and Bosnia and Herzegovina (2012-2013)",
        "violated coordinators-are-states-parties at paragraph 3(c)",
    ),
    "both leave at once": (
        f"Operation of the Convention: {BLANK_TERMS}",
        "Operation of the Convention: in 2012 (State party); in 2012 (State party)",
        "violated staggered-terms at paragraph 3(a)",
    ),
    "a term of three years": (
        f"Cooperation and Assistance: {BLANK_TERMS}",
        "Cooperation and Assistance: in 2012 (State party); in 2012, 2013 and 2014 (State party)",
        "violated working-group-terms at paragraph 3(f)",
    ),
    "a short thematic term": (
        "National implementation measures: in 2012 and 2013",
        "National implementation measures: in 2012",
        "violated thematic-terms at paragraph 3(h)",
    ),
    "a missing group": (
        "(iv) Clearance and risk reduction;\n",
        "",
        "remark group-not-established at paragraph 3(d)",
        *(f"undecided {rule} at paragraph 3(d)" for rule in ("six-working-groups", *LED)),
        "remark number-skipped at paragraph 2(c)(v)",
    ),
    "a group twice": (
        "(vi) Cooperation and assistance",
        "(vi) Victim assistance",
        "violated six-working-groups at paragraph 2(c)",
        "remark group-not-established at paragraph 3(f)",
        *(f"undecided {rule} at paragraph 3(f)" for rule in LED),
        *(f"undecided {rule} at paragraph 2(c)(vi)" for rule in COORDINATION),
    ),
    "a repeated number": (
        "(d) Working Group on",
        "(c) Working Group on",
        "remark paragraph-repeated at paragraph 3(c)",
    ),
    "a skipped number": ("(e) Establish a", "(f) Establish a", "remark number-skipped at paragraph 2(f)"),
    "a reference to nowhere": (
        "outlined in the discussion paper under",
        "outlined in paragraph 7 (b) under",
        "remark reference-missing at paragraph 2(e)",
    ),
    "seven groups announced": (
        "Establish working groups on:",
        "Establish seven working groups on:",
        "remark count-differs at paragraph 2(c)",
    ),
    "another chair": (
        "under the chairmanship of the President of the Meeting of the States Parties",
        "chaired by the Director",
        "violated committee-chaired-by-president at paragraph 2(e)",
    ),
    "no independence": (
        "shall be independent and",
        "shall not be independent and",
        "violated unit-independent at paragraph 4(a)",
    ),
    "a dropped principle": (
        "inclusiveness, transparency,",
        "inclusiveness,",
        "violated unit-principles at paragraph 4(b)",
    ),
    "a recruiter": (
        "The President, in consultation with the coordinators",
        "The Centre, in consultation with the coordinators",
        "violated director-recruitment at paragraph 4(a)",
    ),
    "nothing about transparency": (
        "shall decide in a transparent way on",
        "shall decide on",
        "undecided director-recruitment at paragraph 4(a)",
    ),
    "no budget": (
        "an annual workplan and budget",
        "an annual workplan",
        "violated annual-workplan-and-budget at paragraph 4(a)",
    ),
    "no finances": (
        "on the activities and finances of",
        "on the activities of",
        "violated reports-to-states-parties at paragraph 4(a)",
    ),
    "tasks without responsibilities": (
        "its tasks and responsibilities",
        "its tasks",
        "violated directive-adopted at paragraph 4(c)",
    ),
    "approval by the host": (
        "subject to approval by the States parties, an agreement",
        "subject to approval by the Centre, an agreement",
        "violated hosting-agreement at paragraph 4(d)",
    ),
    "a model without the States parties": (
        "in consultation with the States parties and subject to their approval, a",
        "in consultation with the coordinators and subject to their approval, a",
        "violated financial-model at paragraph 4(e)",
    ),
    "another interim solution": (
        "of the United Nations Development Programme, guided",
        "of the World Meteorological Organization, guided",
        "violated interim-support at paragraph 4(g)",
    ),
    "another country": ("2012 in Norway", "2012 in Lebanon", "violated next-meeting-in-norway at paragraph 5"),
    "a President from elsewhere": (
        "[*name, title and State party*]",
        "H.E. Mr. Carl Larsson, Ambassador, Sweden,",
        "violated president-from-state-party at paragraph 5",
    ),
    "a weekday": (
        "from 16 to 19 April",
        "from Monday, 16 to Friday, 19 April",
        "remark weekday-differs at paragraph 2(b)",
    ),
    "an impossible day": (
        "from 16 to 19 April",
        "from 16 to 31 April",
        "problem impossible-date at paragraph 2(b)",
        "undecided intersessional-2012-venue at paragraph 2(b)",
        "undecided intersessional-length at paragraph 2(b)",
        "undecided intersessional-in-first-half at paragraph 2(b)",
    ),
    "a second name": (
        "and the Geneva International Centre for Humanitarian Demining on the hosting",
        "and the GICHD on the hosting",
        "remark two-names at paragraph 4(d)",
    ),
    "large parties": (
        "views of all States parties",
        "views of all States Parties",
        "remark states-parties-capitals at paragraph 4(a)",
    ),
    "a term from meeting to meeting": (
        f"Universalization: {BLANK_TERMS}",
        "Universalization: Japan in 2012; Portugal 2011-2013",
        "remark term-between-meetings at paragraph 3(b)",
        "undecided working-group-terms at paragraph 3(b)",
        "undecided staggered-terms at paragraph 3(b)",
    ),
    "one bracket": ("(a) Convene annually", "a) Convene annually", "remark number-brackets at paragraph 2(a)"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_single_change_gives_its_finding_at_its_paragraph(change: str) -> None:
    before, after, *expected = CHANGES[change]
    assert PRESIDENTS_DRAFT.count(before) == 1
    changed = PRESIDENTS_DRAFT.replace(before, after)
    assert findings(understood(changed)) - BEFORE == set(expected)


BEFORE = findings(understood(PRESIDENTS_DRAFT))


def test_lengths_are_told_meeting_by_meeting() -> None:
    changed = PRESIDENTS_DRAFT.replace("of up to four days", "of up to seven days")
    changed = changed.replace("for a duration of up to five days", "for a duration of up to six days")
    report = report_on(understood(changed))
    assert sorted(remark.span.text for remark in report.remarks if remark.code == "length-beyond-decision") == [
        "a duration of up to seven days",
        "a duration of up to six days",
    ]


def test_the_draft_itself_departs_from_nothing_and_has_its_slips() -> None:
    assert not [line for line in BEFORE if line.startswith(("violated", "problem"))]
    assert {line for line in BEFORE if line.startswith("remark")} == {
        "remark comma-parts-verb at paragraph 4(a)",
        "remark paragraph-without-number at paragraph 3",
        "remark paragraph-without-number at paragraph 4",
    }
