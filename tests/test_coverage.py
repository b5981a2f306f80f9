"""What answers for each paragraph of a decision, and that nothing can be forgotten in silence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.authoring.coverage.coverage import Coverage, coverage
from ccmcheck.authoring.coverage.report import to_json, to_markdown, to_text
from ccmcheck.base import resources
from ccmcheck.cli import main
from ccmcheck.language.rulebook.load import Loaded, load
from ccmcheck.language.syntax import tree
from tests.rules_kit import RULES, TEXT, file, loaded, loaded_with_problems


def covered(found: Loaded) -> Coverage:
    assert found.ruleset is not None
    assert found.around is not None
    assert found.around.decision is not None
    return coverage(found.parsed, found.ruleset, found.around.decision)


def states(found: Coverage) -> dict[str, str]:
    return {clause.label: clause.state for clause in found.all_clauses}


def by(found: Coverage, label: str) -> list[str]:
    (clause,) = [clause for clause in found.all_clauses if clause.label == label]
    return [answer.name for answer in clause.answers if answer.checked]


def bundled() -> Loaded:
    file, name = resources.bundled_rules()[0]
    found, problems = load(file, name)
    assert found is not None
    assert not problems
    return found


def test_the_whole_of_a_small_decision_is_answered_for(tmp_path: Path) -> None:
    found = covered(loaded(tmp_path))
    assert states(found) == {
        "1": "answered", "2": "by its parts", "2(a)": "answered", "2(b)": "answered", "2(b)(i)": "answered",
        "2(b)(ii)": "answered", "3": "answered",
    }  # fmt: skip
    assert found.counts == {"rules": 5, "judgements": 0, "unchecked": 1, "by their parts": 1, "nothing": 0}


def test_a_quotation_answers_for_the_sub_paragraphs_it_reaches(tmp_path: Path) -> None:
    found = covered(loaded(tmp_path))
    assert by(found, "2(b)") == ["topics", "coordinators"]
    assert by(found, "2(b)(i)") == by(found, "2(b)(ii)") == ["topics"]
    shorter = RULES["2(b)"].replace("; (ii) Victim assistance", "")
    found = covered(loaded(tmp_path, rules={**RULES, "2(b)": shorter}))
    assert [clause.label for clause in found.nothing] == ["2(b)(ii)"]


@pytest.mark.parametrize(
    ("deleted", "named"),
    [
        ("1", ["1"]),
        ("2(a)", ["2", "2(a)"]),  # what opens a list is answered for only when all its parts are
        ("2(b)", ["2", "2(b)", "2(b)(i)", "2(b)(ii)"]),
        ("3", ["3"]),
    ],
)
def test_a_deleted_rule_leaves_its_paragraph_with_nothing(tmp_path: Path, deleted: str, named: list[str]) -> None:
    found = covered(loaded(tmp_path, rules={key: rule for key, rule in RULES.items() if key != deleted}))
    assert [clause.label for clause in found.nothing] == named


@pytest.mark.parametrize(
    ("before", "added", "label"),
    [
        ("", "\n4. The President shall report.\n", "4"),
        ("\n3.", "\n(c) Report annually;\n", "2(c)"),
        ("\neach led", "\n(iii) Clearance;\n", "2(b)(iii)"),
    ],
)
def test_a_paragraph_added_to_the_text_is_named_until_it_is_classified(
    tmp_path: Path, before: str, added: str, label: str
) -> None:
    text = TEXT.replace(before, added + before) if before else TEXT + added
    assert label in [clause.label for clause in covered(loaded(tmp_path, text=text)).nothing]
    rules = {**RULES, "more": f'unchecked {label} because "not yet"\n'}
    assert not covered(loaded(tmp_path, text=text, rules=rules)).nothing


def test_the_bundled_decision_has_nothing_left_and_every_rule_is_needed() -> None:
    found = bundled()
    assert not covered(found).nothing
    assert {answer.name for clause in covered(found).all_clauses for answer in clause.answers} >= {
        rule.name for rule in found.ruleset.rules if found.ruleset
    }


def test_a_rule_with_a_mistake_answers_for_nothing_and_is_listed(tmp_path: Path) -> None:
    wrong = {**RULES, "2(a)": RULES["2(a)"].replace("meeting.end", "meeting.ende")}
    found, problems = loaded_with_problems(tmp_path, rules=wrong)
    assert problems
    result = covered(found)
    assert result.not_checked == ("length",)
    assert [clause.label for clause in result.nothing] == ["2", "2(a)"]
    assert "obligation length (not checked: there is a mistake in it)" in to_text([result])
    assert by(result, "3") == ["in-geneva"]


def test_a_quotation_with_one_letter_changed_answers_for_nothing(tmp_path: Path) -> None:
    wrong = {**RULES, "3": RULES["3"].replace("should be held", "should be helt")}
    found, problems = loaded_with_problems(tmp_path, rules=wrong)
    assert [problem.code for problem in problems] == ["quotation-missing"]
    assert [clause.label for clause in covered(found).nothing] == ["3"]


def test_binding_words_are_shown_with_those_of_the_opening_above(tmp_path: Path) -> None:
    found = {clause.label: (clause.deontic, clause.inherited) for clause in covered(loaded(tmp_path)).all_clauses}
    assert found["2"] == (("decided to",), ())
    assert found["2(a)"] == ((), ("decided to",))
    assert found["2(b)(i)"] == ((), ("establish",))
    assert found["3"] == (("should",), ())


def test_the_formats(tmp_path: Path) -> None:
    found = covered(loaded(tmp_path, rules={key: rule for key, rule in RULES.items() if key != "3"}))
    text = to_text([found])
    assert "3             The meetings should be held in Geneva in 2012 and 2013.  “should”" in text
    assert "nothing answers for paragraph 3: The meetings should" in text
    assert text.endswith("1 with nothing\n")
    assert "| 3 | The meetings should be held in Geneva in 2012 and 2013. | “should” | **nothing** |" in to_markdown(
        [found]
    )
    data = json.loads(to_json([found]))["coverage"][0]
    assert data["nothing"] == ["3"]
    assert [paragraph["paragraph"] for paragraph in data["paragraphs"]] == ["1", "2", "3"]
    assert data["paragraphs"][0]["answers"] == [{"by": "unchecked", "reason": "an event", "checked": True}]
    assert data["summary"]["nothing"] == 1


def test_the_command(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(main, ["coverage"]).exit_code == 0
    assert run(main, ["coverage", str(file(tmp_path))]).exit_code == 0
    assert run(main, ["coverage", str(file(tmp_path, text=TEXT + "\n4. More.\n"))]).exit_code == 1
    unnumbered = run(main, ["coverage", str(file(tmp_path, text="Words without a number.\n"))])
    assert unnumbered.exit_code == 5
    assert "a decision needs numbered paragraphs (`1.`, under it `(a)`, under that `(i)`)" in unnumbered.stderr
    missing = run(main, ["coverage", str(tmp_path / "none.rules")])
    assert missing.exit_code == 5


def _without(found: Loaded, name: str) -> Coverage:
    """The coverage of the bundled decision without one of its rules."""
    assert found.ruleset is not None
    assert found.around is not None
    assert found.around.decision is not None
    kept = tuple(
        statement
        for statement in found.parsed.statements
        if not (isinstance(statement, tree.RuleStatement) and statement.name.text == name)
    )
    rules = tuple(rule for rule in found.ruleset.rules if rule.name != name)
    ruleset = replace(found.ruleset, rules=rules)
    return coverage(replace(found.parsed, statements=kept), ruleset, found.around.decision)


# These rest on words that another rule quotes as well.
SHARED = {
    "working-group-terms", "staggered-terms", "unit-independent-in-practice", "president-from-state-party",
    "unit-in-geneva", "unit-adequate-size",
}  # fmt: skip


def test_without_any_of_the_bundled_rules_its_paragraph_is_named() -> None:
    found = bundled()
    assert found.ruleset is not None
    before = {clause.label: clause.unquoted for clause in covered(found).all_clauses}
    for rule in found.ruleset.rules:
        after = _without(found, rule.name)
        cited = {citation.paragraph for citation in rule.citations}
        named = {clause.label for clause in after.nothing}
        named |= {clause.label for clause in after.all_clauses if clause.unquoted != before[clause.label]}
        assert bool(named & cited) is (rule.name not in SHARED), rule.name


def test_words_that_no_rule_quotes_are_told(tmp_path: Path) -> None:
    found = {clause.label: clause.unquoted for clause in covered(loaded(tmp_path)).all_clauses}
    assert found["1"] == ()  # said to need no rule
    assert found["2(a)"] == ("Convene informal meetings in the first half of the year",)
    assert found["2(b)"] == ()
    assert found["3"] == ("in 2012 and 2013",)
