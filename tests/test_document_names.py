"""Names as drafts write them: which is the same name, which is only near."""

from __future__ import annotations

import pytest

from ccmcheck.document.names import NO_NAMES, Names
from tests.document_samples import NAMES

STATES = NAMES["states"]
LAO, BOLIVIA, NETHERLANDS = (
    "Lao People's Democratic Republic",
    "Bolivia (Plurinational State of)",
    "Netherlands (Kingdom of the)",
)

KNOWN = [
    ("Lao People's Democratic Republic", LAO), ("Lao People\N{RIGHT SINGLE QUOTATION MARK}s Democratic Republic", LAO),
    ("the Lao Peoples Democratic Republic", LAO), ("Lao PDR", LAO), ("LAO PDR", LAO), ("laos", LAO),
    ("Republica Democratica Popular Lao", LAO),
    ("Plurinational State of Bolivia", BOLIVIA), ("Bolivia, Plurinational State of", BOLIVIA), ("Bolivia", BOLIVIA),
    ("Cote d'Ivoire", "Côte d'Ivoire"), ("Ivory Coast", "Côte d'Ivoire"),
    ("Co\u0302te d\N{RIGHT SINGLE QUOTATION MARK}Ivoire", "Côte d'Ivoire"),
    ("the Netherlands", NETHERLANDS), ("The Kingdom of the Netherlands", NETHERLANDS), ("Pays Bas", NETHERLANDS),
    ("Guinea", "Guinea"), ("GUINEE", "Guinea"), ("Guinea Bissau", "Guinea-Bissau"),
    ("Congo", "Congo"), ("Republic of Congo", "Congo"),
    ("the Democratic Republic of Congo", "Democratic Republic of the Congo"),
]  # fmt: skip
UNKNOWN = [
    ("Lao", f"did you mean `{LAO}`?"), ("Guinea Bisau", "did you mean `Guinea-Bissau`?"),
    ("Bolivya", f"did you mean `{BOLIVIA}`?"),
    ("Atlantis", ""), ("", ""), ("the", ""), ("x" * 100_000, ""),
]  # fmt: skip


@pytest.mark.parametrize(("written", "name"), KNOWN)
def test_same_name(written: str, name: str) -> None:
    assert STATES.canonical(written) == name


@pytest.mark.parametrize(("written", "suggestion"), UNKNOWN)
def test_near_is_not_the_same(written: str, suggestion: str) -> None:
    assert STATES.canonical(written) is None
    assert STATES.suggest(written) == suggestion


def test_an_alias_of_two_means_neither() -> None:
    names = Names.of([("North", ["Land", "South"]), ("South", ["Land"])])
    assert [names.canonical(name) for name in ("North", "Land", "South", "south")] == ["North", None, "South", "South"]


def test_no_register_knows_no_name() -> None:
    assert NO_NAMES.canonical("Norway") is None
    assert NO_NAMES.suggest("Norway") == ""
