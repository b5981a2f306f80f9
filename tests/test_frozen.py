"""The package's own dataclass: its plain constructor and its compiled one do the same."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import asdict, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import pytest

from ccmcheck.base.frozen import frozen, numerous, remembering
from ccmcheck.judge.verdicts import Place

Decorator: TypeAlias = Callable[[Any], Any]
CONSTRUCTORS = pytest.mark.parametrize("decorator", [frozen, numerous], ids=["plain", "compiled"])


def made(decorator: Decorator = frozen) -> Any:
    """A class of the package's own."""

    @decorator
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


@CONSTRUCTORS
@pytest.mark.parametrize(("given", "named", "expected"), GIVEN)
def test_every_constructor_makes_the_same(
    decorator: Decorator, given: tuple[Any, ...], named: dict[str, Any], expected: Any
) -> None:
    meeting = made(decorator)(*given, **named)
    assert (meeting.city, meeting.days, meeting.languages, meeting.note) == expected


@CONSTRUCTORS
@pytest.mark.parametrize(("given", "named", "complaint"), MISTAKES)
def test_every_constructor_refuses_the_same(
    decorator: Decorator, given: tuple[Any, ...], named: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(TypeError, match=complaint):
        made(decorator)(*given, **named)


@CONSTRUCTORS
def test_a_default_is_made_anew_each_time(decorator: Decorator) -> None:
    kind = made(decorator)
    assert kind("Geneva").languages is not kind("Geneva").languages


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
