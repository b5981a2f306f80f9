"""Single changes to a draft and whole drafts in many hands: what each is read as, from tables under `cases/`.

`handed.yaml` was tried by others, `own.yaml` says the same kinds in other words; in `reaching.yaml` words change what
other sentences say, or hide behind what speaks of something else. `may` is what is honest at the least,
`best` what a careful reader would say, `shown` has to stand in the report. `clean/` holds drafts in other words that
depart from nothing. `unforeseen.yaml` has words that the grammar does not know, `procedure.txt` sentences that change
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ccmcheck.judge.verdicts import Report, Verdict
from ccmcheck.report.text import to_text
from tests.drafts.readings import report_on, understood, understood_file
from tests.drafts.word_files import automatic, typed

FOLDER = Path(__file__).parent / "cases"
BASE = (FOLDER / "base.md").read_text("utf-8")
WORST = ("violated", "undecided", "satisfied", "not-applicable")
# What no clean draft speaks of.
UNIT = ("unit-", "director-", "annual-workplan", "reports-to", "directive", "hosting-", "financial-", "interim-")


@cache
def cases() -> dict[str, dict[str, Any]]:
    found = [
        case
        for name in ("handed", "own", "reaching")
        for case in yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    ]
    return {case["id"]: case for case in found}


def worst(verdicts: list[Verdict]) -> str:
    return min((verdict.outcome for verdict in verdicts), key=WORST.index, default="none")


def words(report: Report) -> str:
    return re.sub(r"\s+", " ", to_text(report))


@pytest.mark.parametrize("name", list(cases()))
def test_a_change_is_answered_honestly_and_shown(name: str) -> None:
    case = cases()[name]
    assert BASE.count(case["from"]) == 1
    report = report_on(understood(BASE.replace(case["from"], case["to"])))
    outcome = worst([verdict for verdict in report.verdicts if verdict.name.endswith("/" + case["rule"])])
    assert outcome in case["may"]
    assert outcome == case.get("best", outcome)
    assert case.get("shown", "") in words(report)


def wordings() -> list[tuple[str, str]]:
    groups = yaml.safe_load((FOLDER / "unforeseen.yaml").read_text("utf-8"))
    return [(group["was"], words) for group in groups for words in group["becomes"]]


def answers(text: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What is concluded of a draft, and what is remarked at which words."""
    report = report_on(understood(text))
    remarks = {(remark.code, remark.span.text) for remark in (*report.remarks, *report.problems)}
    return {(verdict.rule, verdict.outcome) for verdict in report.verdicts}, remarks


@pytest.mark.parametrize(("was", "becomes"), wordings())
def test_a_wording_that_nobody_foresaw_does_not_pass_in_silence(was: str, becomes: str) -> None:
    assert BASE.count(was) == 1
    verdicts, remarks = answers(BASE.replace(was, becomes))
    assert verdicts != UNCHANGED[0] or remarks - UNCHANGED[1]


UNCHANGED = answers(BASE)


@pytest.mark.parametrize("sentence", (FOLDER / "procedure.txt").read_text("utf-8").splitlines())
def test_a_sentence_of_procedure_leaves_no_rule_open(sentence: str) -> None:
    report = report_on(understood(f"{BASE}\n5. {sentence}\n"))
    unkept = {(v.rule, v.outcome) for v in report.verdicts if v.outcome in ("violated", "undecided")}
    assert unkept <= UNCHANGED[0]


@pytest.mark.parametrize("draft", sorted(FOLDER.glob("clean/*.md")), ids=lambda path: path.stem)
def test_a_clean_draft_reads_as_clean(draft: Path) -> None:
    report = report_on(understood(draft.read_text("utf-8")))
    own = [verdict for verdict in report.verdicts if not verdict.rule.startswith(UNIT) and verdict.force != "judgement"]
    assert [verdict.rule for verdict in own if verdict.outcome == "violated"] == []
    assert len({verdict.rule for verdict in own if verdict.outcome == "undecided"}) <= 2
    assert len({verdict.rule for verdict in own if verdict.outcome == "satisfied"}) >= 16


@pytest.mark.parametrize("form", [typed, automatic])
@pytest.mark.parametrize("name", list(cases()))
def test_a_change_has_the_same_verdicts_in_word(name: str, form: Callable[[str], bytes]) -> None:
    text = BASE.replace(cases()[name]["from"], cases()[name]["to"])
    report = report_on(understood_file("draft.docx", form(text)))
    assert {(verdict.rule, verdict.outcome) for verdict in report.verdicts} == answers(text)[0]
