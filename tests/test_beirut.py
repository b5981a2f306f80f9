"""The rules of Beirut hold what the decision asks: each rule's name, force and paragraph, and examples of each kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.base.source import Source
from ccmcheck.cli import main
from ccmcheck.language.syntax import parse
from ccmcheck.language.syntax.tree import RuleStatement, UncheckedStatement

FILE = Path("rules/beirut-2011.rules")
PARSED, PROBLEMS = parse(Source.of(str(FILE), FILE.read_text(encoding="utf-8")))
RULES = {s.name.text: s for s in PARSED.statements if isinstance(s, RuleStatement)}

# Every rule that the decision asks for, with its force and the first paragraph it cites.
ASKED = """\
intersessional-held                obligation      2(a)
intersessional-in-geneva           obligation      2(a)
intersessional-in-first-half       obligation      2(a)
intersessional-length              obligation      2(a)
intersessional-2012-venue          obligation      2(b)
working-languages                  recommendation  2(b)
six-working-groups                 obligation      2(c)
one-or-two-coordinators            obligation      2(c)
coordinators-are-states-parties    obligation      2(c)
two-thematic-areas                 obligation      2(d)
one-thematic-coordinator           obligation      2(d)
thematic-coordinators-additional   obligation      2(d)
committee-chaired-by-president     obligation      2(e)
working-group-terms                obligation      3(a)
staggered-terms                    obligation      3(a)
thematic-terms                     obligation      3(g)
collaboration-explored             judgement       3
unit-established-in-time           obligation      4(a)
unit-in-geneva                     obligation      4(a)
unit-adequate-size                 judgement       4(a)
unit-hosted-by-gichd               obligation      4(a)
unit-led-by-director               obligation      4(a)
unit-independent                   obligation      4(a)
unit-not-linked                    obligation      4(a)
director-recruitment               obligation      4(a)
cooperation-sought                 judgement       4(a)
annual-workplan-and-budget         obligation      4(a)
reports-to-states-parties          obligation      4(a)
unit-principles                    obligation      4(b)
unit-independent-in-practice       judgement       4(b)
directive-adopted                  obligation      4(c)
hosting-agreement                  obligation      4(d)
financial-model                    obligation      4(e)
extraordinary-meeting              obligation      4(f)
interim-support                    obligation      4(g)
president-designated               obligation      5
president-from-state-party         obligation      5
next-meeting-length                obligation      5
next-meeting-in-norway             obligation      5
"""

# The first and the last value that a limit allows, and those beside them: words of an example, and its outcome.
# Without words it is the base document as it is.
LIMITS = [
    ("intersessional-length", "meetings[0].end = 2012-04-20", "accepts"),
    ("intersessional-length", "meetings[0].end = 2012-04-21", "rejects"),
    ("intersessional-in-first-half", "meetings[0].end = 2012-06-30", "accepts"),
    ("intersessional-in-first-half", "meetings[0].end = 2012-07-01", "rejects"),
    ("one-or-two-coordinators", "working_groups[0].coordinators = []", "rejects"),
    ("one-or-two-coordinators", "without working_groups[0].coordinators[1]", "accepts"),
    ("one-or-two-coordinators", "working_groups[0].coordinators[2] =", "rejects"),
    ("one-thematic-coordinator", "thematic_areas[0].coordinators = []", "rejects"),
    ("one-thematic-coordinator", "thematic_areas[0].coordinators[1] =", "rejects"),
    ("coordinators-are-states-parties", '"Czechia", decided_on = 2011-09-22', "accepts"),
    ("coordinators-are-states-parties", '"Czechia", decided_on = 2011-09-21', "rejects"),
    ("president-from-state-party", '"Czechia", decided_on = 2011-09-22', "accepts"),
    ("president-from-state-party", '"Czechia", decided_on = 2011-09-21', "rejects"),
    ("working-group-terms", "coordinators[1].years = [2012]", "accepts"),
    ("working-group-terms", "", "accepts"),  # 2012 and 2013, in the base
    ("working-group-terms", "coordinators[1].years = [2012, 2013, 2014]", "rejects"),
    ("working-group-terms", "coordinators[1].years = [2013]", "rejects"),
    ("working-group-terms", "coordinators[1].years = [2012, 2014]", "rejects"),
    ("staggered-terms", "coordinators[1].years = [2012]", "rejects"),
    ("staggered-terms", "coordinators[0].years = [2012, 2013]", "rejects"),
    ("unit-established-in-time", "", "accepts"),  # 14 September, in the base
    ("unit-established-in-time", "establish_by = 2012-09-15", "rejects"),
    ("next-meeting-length", "", "accepts"),  # 11 to 14 September, in the base
    ("next-meeting-length", "start = 2012-09-10", "rejects"),
    ("next-meeting-in-norway", "end = 2012-12-31", "accepts"),
    ("next-meeting-in-norway", "end = 2013-01-01", "rejects"),
]


def test_the_file_can_be_read() -> None:
    assert PROBLEMS == ()


def test_the_rules_are_those_that_the_decision_asks_for() -> None:
    found = [f"{name:<34} {rule.force:<15} {rule.citations[0].paragraph.text}" for name, rule in RULES.items()]
    assert found == ASKED.splitlines()


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.force != "judgement"])
def test_a_rule_has_an_example_that_it_accepts_one_that_it_rejects_and_one_that_it_leaves_open(name: str) -> None:
    assert {example.outcome for example in RULES[name].examples} >= {"accepts", "rejects", "leaves open"}


@pytest.mark.parametrize(
    "name", [name for name, rule in RULES.items() if rule.when or (rule.scope and rule.scope.where)]
)
def test_a_rule_with_a_scope_has_an_example_that_it_passes_over(name: str) -> None:
    if name != "collaboration-explored":
        assert "passes over" in {example.outcome for example in RULES[name].examples}


@pytest.mark.parametrize(("name", "words", "outcome"), LIMITS)
def test_both_sides_of_a_limit_are_shown(name: str, words: str, outcome: str) -> None:
    shown = [(" ".join(example.span.text.split()), example.outcome) for example in RULES[name].examples]
    assert outcome in [said for text, said in shown if words in text and (words or "with" not in text)]


def test_every_example_says_what_the_rule_says() -> None:
    result = CliRunner().invoke(main, ["test", str(FILE)])
    assert result.exit_code == 0, result.output


def test_every_paragraph_is_spoken_of() -> None:
    """Each number of the decision's text is cited, left unchecked with a reason, or lies inside one that is cited."""
    text = Path("rules/sources/beirut-2011.md").read_text(encoding="utf-8")
    cited = {c.paragraph.text for rule in RULES.values() for c in rule.citations}
    spoken = cited | {p.text for s in PARSED.statements if isinstance(s, UncheckedStatement) for p in s.paragraphs}
    labels, top, letter = [], "", ""
    for line in text.splitlines():
        found = re.match(r"(\d+)\. |\(([a-z]+)\) [A-Z]", line)
        if found is None:
            continue
        if found[1]:
            top, letter = found[1], ""
            labels.append(top)
        elif letter and set(found[2]) <= set("iv"):  # the decision has no (i) or (v) that is a letter
            labels.append(f"{top}({letter})({found[2]})")
        else:
            letter = found[2]
            labels.append(f"{top}({letter})")
    assert len(labels) == 33
    assert [label for label in labels if label not in spoken] == []
