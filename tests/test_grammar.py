"""Every grammar is LALR(1) without a conflict, and no two of its terminals can match the same text by accident."""

from pathlib import Path
from typing import get_args

import pytest
from lark import Lark
from lark.exceptions import GrammarError, LexError

from ccmcheck.language.core import Function
from ccmcheck.language.rulebook.kinds import SIGNATURES

GRAMMARS = sorted((Path(__file__).parent.parent / "grammar").glob("*.lark"))


def strict(grammar: str) -> Lark:
    return Lark(grammar, parser="lalr", strict=True)


def test_the_language_of_rules_is_among_them() -> None:
    assert "rules.lark" in [path.name for path in GRAMMARS]


@pytest.mark.parametrize("path", GRAMMARS, ids=lambda path: path.name)
def test_no_conflicts(path: Path) -> None:
    strict(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("grammar", "refusal"),
    [
        ('start: sum\nsum: sum "+" sum | "1"', GrammarError),  # which sum comes first?
        ("start: A | B\nA: /[a-z]+/\nB: /[a-f]+/", LexError),  # is "abc" an A or a B?
    ],
)
def test_a_conflict_would_be_refused(grammar: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        strict(grammar)


def test_every_function_of_the_core_has_a_signature() -> None:
    nameless = {"share", "recurs", "joined"}  # they have words of their own
    assert set(SIGNATURES) == set(get_args(Function)) - nameless
