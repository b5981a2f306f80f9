"""Names of States that are not one State party: which complaint or verdict each gets, and in which words."""

# ruff: noqa: E501 - a sentence stands whole beside the name it is about

from __future__ import annotations

import pytest

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.judge.check import check
from ccmcheck.judge.verdicts import Report
from ccmcheck.language.rulebook.load import load, rulebook
from ccmcheck.language.rulebook.model import Rulebook

RULE = "beirut-2011/coordinators-are-states-parties"


def _book() -> Rulebook:
    (path,) = (file for file, name in resources.bundled_rules() if name.endswith("beirut-2011.rules"))
    loaded, _ = load(path, "beirut-2011.rules")
    assert loaded is not None
    book, _ = rulebook([loaded])
    assert book is not None
    return book


def _report(state: str) -> Report:
    text = resources.read("samples", "2012.yaml")
    assert text.count("state: Zambia,") == 1
    return check([Source.of("2012.yaml", text.replace("state: Zambia,", f'state: "{state}",'))], _book())


NO_NAME = [
    ("?", "`state` needs a name, but `?` was found"),
    ("Mexico and Chile", "`state` needs one name, but `Mexico and Chile` holds several: `Mexico`, `Chile`"),
    (
        "Bosnia and Herzegovina and Chile",
        "`state` needs one name, but `Bosnia and Herzegovina and Chile` holds several: `Bosnia and Herzegovina`, `Chile`",
    ),
    (
        "Kingdom",
        (
            "`state` needs a whole name, but `Kingdom` is only a part of `Eswatini`, `Netherlands (Kingdom of the)`, "
            "`United Kingdom of Great Britain and Northern Ireland`"
        ),
    ),
]


@pytest.mark.parametrize(("state", "message"), NO_NAME)
def test_what_is_not_one_name_is_a_complaint_and_no_verdict(state: str, message: str) -> None:
    report = _report(state)
    assert [problem.message for problem in report.problems] == [message]
    about = [verdict for verdict in report.verdicts if f"{verdict.ruleset}/{verdict.rule}" == RULE]
    assert not [verdict for verdict in about if verdict.outcome == "violated"]
    assert [verdict.found for verdict in about if verdict.outcome == "undecided"] == [f"`{state}` cannot be used"]


NOT_BOUND = [
    ("Angola", "Angola had not joined the Convention by 16 September 2011", "Angola has signed the Convention and not ratified it."),
    ("Brazil", "Brazil had not joined the Convention by 16 September 2011", "Brazil has neither signed nor joined the Convention."),
    ("Sudan", "Sudan had not joined the Convention by 16 September 2011", "Sudan has neither signed nor joined the Convention."),
    ("Nowray", "", "`Nowray` is no name that the register knows; did you mean `Norway`?"),
    ("Atlantis", "", "`Atlantis` is no name that the register knows."),
]  # fmt: skip


@pytest.mark.parametrize(("state", "note", "advice"), NOT_BOUND)
def test_signatory_outsider_and_misspelling_are_three_sentences(state: str, note: str, advice: str) -> None:
    report = _report(state)
    assert not report.problems
    (verdict,) = [v for v in report.verdicts if f"{v.ruleset}/{v.rule}" == RULE and v.outcome == "violated"]
    assert (verdict.found, verdict.note, verdict.help) == (f"`{state}` is not among the States parties", note, advice)


def test_an_answer_to_an_unknown_question_is_marked_at_the_question() -> None:
    text = resources.read("samples", "2012.yaml").replace(
        "assessments: []", "assessments:\n  - question: collaboration-explored\n    answer: true"
    )
    assert "question: collaboration-explored" in text
    (problem,) = check([Source.of("2012.yaml", text)], _book()).problems
    assert problem.span.text == "collaboration-explored"
