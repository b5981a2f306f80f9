"""Rules loaded again with what is kept from before are the rules loaded anew, wherever the text has changed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ccmcheck.base.source import Source
from ccmcheck.language.rulebook.kept import Kept
from ccmcheck.language.rulebook.load import load_text
from ccmcheck.language.syntax import parse, tree
from ccmcheck.language.syntax.kept import KeptStatements, moved

RULES = Path(__file__).parent.parent / "rules" / "beirut-2011.rules"
TEXT = RULES.read_text("utf-8")


def spans(part: object) -> list[tuple[int, int]]:
    """The places of everything in a tree, in its order."""
    if isinstance(part, tuple):
        return [span for each in part for span in spans(each)]
    names = getattr(part, "__match_args__", ())
    own = [(part.span.start, part.span.end)] if "span" in names else []  # type: ignore[attr-defined]
    return own + [span for name in names if name not in ("span", "source") for span in spans(getattr(part, name))]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_typed_kept_and_anew_agree(seed: int) -> None:
    chance, kept, text = random.Random(seed), Kept(), TEXT
    for _ in range(4):
        at = chance.randrange(len(text))
        typed = chance.choice(["x", "", '"', "\n", " -- ", "define ", "require", "5", "{"])
        text = text[:at] + typed + text[at + chance.randrange(4) :]
        source = Source.of("a.rules", text)
        again, complaints = load_text(source, RULES.parent, kept)
        anew, expected = load_text(source, RULES.parent)
        assert complaints == expected
        assert [problem.span for problem in complaints] == [problem.span for problem in expected]
        assert again.parsed == anew.parsed
        assert spans(again.parsed.statements) == spans(anew.parsed.statements)
        assert again.ruleset == anew.ruleset


def test_only_what_has_changed_is_read_again() -> None:
    kept = KeptStatements()
    before, _ = parse(Source.of("a.rules", TEXT), kept)
    changed = Source.of("a.rules", TEXT.replace("<= 5 days", "<= 6 days", 1))
    cut = [statement.span for statement in parse(changed)[0].statements]
    read_again = [span.text for span in cut if kept.again(span) is None]
    assert len(before.statements) == len(cut)
    assert [text.split()[1] for text in read_again] == ["intersessional-length"]


def test_a_moved_statement_speaks_of_its_new_text() -> None:
    source = Source.of("a.rules", 'unchecked 1 because "x"\n')
    (statement,) = parse(source)[0].statements
    later = Source.of("b.rules", '-- first\n\nunchecked 1 because "x"\n')
    again = moved(statement, later, 10)
    assert isinstance(again, tree.UncheckedStatement)
    assert again == statement
    assert again.reason.span.source is later
    assert again.reason.span.text == '"x"'


def test_a_declaration_that_has_changed_is_followed_again() -> None:
    kept = Kept()
    first, _ = load_text(Source.of("a.rules", TEXT), RULES.parent, kept)
    other, _ = load_text(Source.of("a.rules", TEXT.replace("register ", "register  ", 1)), RULES.parent, kept)
    assert other.around is first.around
    wrong = TEXT.replace("sources/beirut-2011.md", "sources/other.md")
    _, complaints = load_text(Source.of("a.rules", wrong), RULES.parent, kept)
    _, once_more = load_text(Source.of("a.rules", wrong), RULES.parent, kept)
    assert [problem.code for problem in complaints] == ["rules-file-missing"] == [each.code for each in once_more]
