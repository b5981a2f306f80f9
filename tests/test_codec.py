"""What is kept or sent can be written: the classes that a codec knows are those to which its values lead."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, ForwardRef, get_args, get_type_hints

import pytest

import ccmcheck
from ccmcheck.base.codec import Codec
from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Source, Span
from ccmcheck.judge.verdicts import Blank, Verdict
from ccmcheck.language.rulebook import serialise
from ccmcheck.language.rulebook.model import Citation, Ruleset
from ccmcheck.report.terminal import entry_cache
from ccmcheck.report.terminal.entry import Sums
from ccmcheck.run import result_cache

PLAIN = {str, int, bool, type(None), date, Decimal, Span, Source}
GATE = {"Waiver"}
"""What a gate adds to a verdict after it was kept."""


def names() -> dict[str, Any]:
    """Every name of the package, for hints that are imported for the type checker alone."""
    rooms = ("base", "document", "language", "judge", "report", "run")
    found = {}
    for module in pkgutil.walk_packages(ccmcheck.__path__, "ccmcheck."):
        if module.name.split(".")[1] in rooms:
            found |= vars(importlib.import_module(module.name))
    return found


NAMES = names()


def leads_to(class_: Any, seen: set[Any]) -> Iterator[type]:
    """The classes of the fields of a class, and of theirs."""
    names_there = NAMES | vars(sys.modules[class_.__module__])
    for hint in get_type_hints(class_, localns=names_there).values():
        for inner in members(hint, names_there):
            if inner not in seen:
                seen.add(inner)
                yield inner
                if hasattr(inner, "__match_args__") and inner not in PLAIN:
                    yield from leads_to(inner, seen)


def members(hint: Any, names_there: dict[str, Any]) -> Iterator[type]:
    if isinstance(hint, ForwardRef):
        hint = names_there[hint.__forward_arg__]
    parts = get_args(hint)
    if not parts:
        if isinstance(hint, type):
            yield hint
        return
    for part in parts:
        yield from members(part, names_there)


@pytest.mark.parametrize(
    ("codec_of", "whole"),
    [
        (serialise.CLASSES, (Ruleset,)),
        (entry_cache.CLASSES, (Sums,)),
        ((*result_cache.CLASSES, Citation), (Verdict, Blank, Diagnostic)),
    ],
    ids=["rulebooks", "entries", "results"],
)
def test_a_codec_knows_every_class_that_its_values_lead_to(codec_of: tuple[type, ...], whole: tuple[type, ...]) -> None:
    seen: set[Any] = set(whole)
    for class_ in whole:
        list(leads_to(class_, seen))
    known = {class_ for class_ in seen if class_ not in PLAIN and class_.__name__ not in GATE}
    assert {class_ for class_ in known if class_.__module__.startswith("ccmcheck.")} == set(codec_of)


class Colour(Enum):
    RED = "red"


VALUES = [
    None, True, 3, "text", (), (1, ("a",)), frozenset({"b", "a"}), date(2012, 4, 16), Decimal("1.50"), Colour.RED,
    Span(Source("a", "text"), 1, 2), (Span(Source("a", "text"), 0, 1), Span(Source("b", "other"), 2, 3)),
    Source("b", "x"),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_sort_of_value_comes_back(value: Any) -> None:
    codec, sources = Codec([Colour]), [Source("first", "the first")]
    data = codec.encode(value, sources)
    assert codec.decoder(sources)(data) == value


def test_what_both_sides_hold_is_a_number() -> None:
    common = (Decimal(7), date(2012, 4, 16))
    codec = Codec((), common, lambda value: common.index(value) if value in common else None)
    assert codec.encode((date(2012, 4, 16), Decimal(8)), []) == ["()", ["#", 1], ["decimal", "8"]]
    assert codec.decoder([])(["#", 1]) is common[1]
