"""What a complaint advises as a change of the text: made, the complaint is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccmcheck.base.diagnostic import Diagnostic, Suggestion, complain, did_you_mean
from ccmcheck.base.source import Source
from ccmcheck.document.programme import read
from ccmcheck.language.formatting import formatted_statement
from ccmcheck.language.rulebook import Rulebook
from ccmcheck.language.rulebook.load import load_text
from ccmcheck.language.syntax import parse
from ccmcheck.run.library import load_rules

RULES = Path(__file__).parent.parent / "rules" / "beirut-2011.rules"
HEAD = "treaty: CCM\ntitle: T\ndecided_on: 2011-09-16\nyear: 2012\n"
MEETING = "meetings:\n  - id: a\n    kind: review-conference\n"


def mended(problem: Diagnostic) -> list[str]:
    """The text with each fix by itself."""
    texts = []
    for fix in problem.fixes:
        text = fix.span.source.text
        texts.append(text[: fix.span.start] + fix.text + text[fix.span.end :])
    return texts


@pytest.fixture(scope="module")
def book() -> Rulebook:
    found, _ = load_rules()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "code", "ways"),
    [
        (f"{HEAD}{MEETING}    citty: Geneva\n", "unknown-field", 1),
        (f"{HEAD}meetings:\n  - id: a\n    kind: review-conferense\n", "word-not-allowed", 1),
        (f"{HEAD}{MEETING}    start: 16 April 2012\n", "date-notation", 1),
        (f"{HEAD}{MEETING}    start: 03.04.2012\n", "date-notation", 2),
        (f"{HEAD}{MEETING}    city: 2012\n", "text-without-quotes", 1),
        (f"{HEAD}{MEETING}    languages: English and French\n", "wrong-kind", 1),
        (HEAD.replace("year: 2012", 'year: "2012"') + MEETING, "number-in-quotes", 1),
    ],
)
def test_a_programme_is_mended_by_each_way_that_is_offered(book: Rulebook, text: str, code: str, ways: int) -> None:
    (problem,) = read(Source.of("a.yaml", text), book.vocabulary, book.names).problems
    assert (problem.code, len(problem.fixes)) == (code, ways)
    for better in mended(problem):
        assert read(Source.of("a.yaml", better), book.vocabulary, book.names).problems == ()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("meeting.city =", "meeting.cityy ="),
        ("in meetings where", "in meetngs where"),
        ("sitting(meeting) <=", "siting(meeting) <="),
        ('kind = "intersessional"', 'kind = "intersesional"'),
        ("obligation intersessional-length", "obligaton intersessional-length"),
        ('under 2(a) "in the first half', 'under 2(b) "in the first half'),
        ('"for a duration of up to five days"', '"for a duration of up to six days"'),
    ],
)
def test_rules_are_mended_by_what_is_offered(right: str, wrong: str) -> None:
    text = RULES.read_text("utf-8").replace(right, wrong, 1)
    assert wrong in text
    problem = load_text(Source.of("a.rules", text), RULES.parent)[1][0]
    assert len(problem.fixes) == 1
    assert load_text(Source.of("a.rules", mended(problem)[0]), RULES.parent)[1] == ()


def test_advice_that_is_no_change_has_no_fix() -> None:
    span = Source.of("a", "x").beginning
    assert did_you_mean("x", ["meeting"]) == ""
    assert complain("unknown-name", span, suggestion="Write it before.", name="x").fixes == ()
    assert Suggestion("words", ("y",)).fixes(span)[0].text == "y"


def test_one_statement_is_laid_out_as_the_whole_file_lays_it_out() -> None:
    source = Source.of("a.rules", RULES.read_text("utf-8"))
    for statement in parse(source)[0].statements:
        loose = Source.of("a.rules", statement.span.text.replace("\n  ", "\n       "))
        assert formatted_statement(loose.span(0, len(loose.text))) == statement.span.text
    broken = Source.of("a.rules", "obligation x nonsense")
    assert not isinstance(formatted_statement(broken.beginning), str)
