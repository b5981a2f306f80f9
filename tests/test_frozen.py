"""The package's own dataclass: constructed by a plain constructor at first and by a compiled one from then on."""

from __future__ import annotations

import pickle
from dataclasses import asdict, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

import pytest

from ccmcheck.base import frozen as module
from ccmcheck.base.frozen import frozen, remembering
from ccmcheck.judge.verdicts import Place


def made() -> Any:
    """A class that nobody has constructed anything of."""

    @frozen
    class Meeting:
        city: str
        days: int = 5
        languages: list[str] = field(default_factory=list)
        note: str = field(default="", compare=False)

    return Meeting


GIVEN: list[tuple[tuple[Any, ...], dict[str, Any], tuple[Any, ...]]] = [
    (("Geneva",), {}, ("Geneva", 5, [], "")),
    (("Geneva", 4), {}, ("Geneva", 4, [], "")),
    ((), {"city": "Geneva", "note": "n"}, ("Geneva", 5, [], "n")),
    (("Geneva",), {"languages": ["Lao"], "days": 3}, ("Geneva", 3, ["Lao"], "")),
    (("Geneva", 4, ["Lao"], "n"), {}, ("Geneva", 4, ["Lao"], "n")),
]
MISTAKES: list[tuple[tuple[Any, ...], dict[str, Any], str]] = [
    ((), {}, "missing 1 required positional argument: 'city'"),
    (("Geneva",), {"city": "Oslo"}, "multiple values for argument 'city'"),
    (("Geneva",), {"venue": "WMO"}, "unexpected keyword argument 'venue'"),
    (("Geneva", 4, [], "", 1), {}, "takes from 2 to 5 positional arguments but 6 were given"),
]


@pytest.mark.parametrize(("given", "named", "expected"), GIVEN)
def test_every_constructor_makes_the_same(given: tuple[Any, ...], named: dict[str, Any], expected: Any) -> None:
    kind = made()
    for _ in range(module._SELDOM + 3):
        one = kind(*given, **named)
        assert (one.city, one.days, one.languages, one.note) == expected


@pytest.mark.parametrize(("given", "named", "complaint"), MISTAKES)
def test_every_constructor_refuses_the_same(given: tuple[Any, ...], named: dict[str, Any], complaint: str) -> None:
    kind = made()
    for _ in range(2):
        with pytest.raises(TypeError, match=complaint):
            kind(*given, **named)


def test_a_default_is_made_anew_each_time() -> None:
    kind = made()
    assert kind("Geneva").languages is not kind("Geneva").languages


def test_a_constructor_called_often_is_compiled() -> None:
    kind = made()
    plain = kind.__init__
    for _ in range(module._SELDOM):
        kind("Geneva")
        assert kind.__init__ is plain
    kind("Geneva")
    assert kind.__init__ is not plain


def test_the_standard_library_takes_it_for_a_dataclass() -> None:
    kind = made()
    assert is_dataclass(kind)
    assert [(one.name, one.compare) for one in fields(kind)] == [
        ("city", True), ("days", True), ("languages", True), ("note", False)
    ]  # fmt: skip
    assert asdict(kind("Geneva", 4)) == {"city": "Geneva", "days": 4, "languages": [], "note": ""}
    assert pickle.loads(pickle.dumps(Place("p", 1, 2, 3, 4, "/x", "x"))) == Place("p", 1, 2, 3, 4, "/x", "x")
    match kind("Geneva", 4):
        case kind(city, days):
            assert (city, days) == ("Geneva", 4)


def test_a_slotted_one_has_no_room_for_more_and_a_remembering_one_has() -> None:
    with pytest.raises(AttributeError):
        made()("Geneva").venue = "WMO"

    @remembering
    class Rows:
        text: str = field(repr=False)
        each: tuple[int, ...] = ()
        names: list[str] = field(default_factory=list)

        @cached_property
        def total(self) -> int:
            return sum(self.each)

    assert Rows("", (1, 2)).total == 3
    assert not hasattr(Rows, "text")
    assert Rows.each == ()
    assert not hasattr(Rows, "names")


def test_equality_hash_and_copies() -> None:
    kind = made()
    assert kind("Geneva", note="a") == kind("Geneva", note="b")
    assert kind("Geneva") != kind("Oslo")
    assert replace(kind("Geneva"), city="Oslo") == kind("Oslo")
    assert repr(kind("Geneva")).endswith("Meeting(city='Geneva', days=5, languages=[], note='')")
