"""What a text says before any schema: YAML 1.2 scalars, and places that are right whatever the letters."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ccmcheck.base.source import Source
from ccmcheck.document import json_text, yaml_text
from ccmcheck.document.decode import decode
from ccmcheck.document.raw import Raw, RawMapping, RawScalar, RawSequence
from ccmcheck.document.scalars import meaning
from ccmcheck.document.validation import plain

SCALARS = [
    ("no", "no"), ("NO", "NO"), ("on", "on"), ("y", "y"), ("tRUE", "tRUE"),
    ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False),
    ("null", None), ("Null", None), ("~", None), ("", None), ("nULL", "nULL"),
    ("5", 5), ("-5", -5), ("+5", 5), ("0010", 10), ("0o17", 15), ("0x1F", 31), ("0b1", "0b1"),
    ("1.5", Decimal("1.5")), ("48.10", Decimal("48.10")), (".5", Decimal("0.5")), ("1e3", Decimal(1000)),
    ("1_000", "1_000"), ("12:30", "12:30"), ("2012-04-16", "2012-04-16"), ("1.2.3", "1.2.3"), ("-x", "-x"),
    ("١", "١"),
    ('"5"', "5"), ("'true'", "true"), ("''", ""), ("!!str 5", "5"), ("!!int '5'", 5), ("!!float 5", 5), ("! 5", "5"),
    ("!!null ''", None), ("!!bool 'true'", True),
    ("1" * 40, int("1" * 40)), ("<<", "<<"), ("a\n  b", "a b"),
    ("|\n  a\n  b\n", "a\nb\n"), (">-\n  a\n  b\n\n", "a b"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "value"), SCALARS)
def test_scalar(written: str, value: object) -> None:
    raw, found = yaml_text.parse(Source.of("x", f"a: {written}"))
    assert not found
    assert isinstance(raw, RawMapping)
    scalar = raw.entries[0][1]
    assert isinstance(scalar, RawScalar)
    assert (scalar.value, type(scalar.value)) == (value, type(value))


PLACES = [
    ("𝔸é: [b, {c: d}]\n", ["𝔸é: [b, {c: d}]", "𝔸é", "[b, {c: d}]", "b", "{c: d}", "c", "d"]),
    ("\N{BYTE ORDER MARK}a: b\n", ["a: b", "a", "b"]),
    ("a:\r\n  - b\r\n  - '𝔸'\r\nc: d\r\n",
     ["a:\r\n  - b\r\n  - '𝔸'\r\nc: d", "a", "- b\r\n  - '𝔸'", "b", "'𝔸'", "c", "d"]),
    ("a:\n  b: c # x\n\n# y\n\nd: e", ["a:\n  b: c # x\n\n# y\n\nd: e", "a", "b: c", "b", "c", "d", "e"]),
    ("- a:\n- \n- b\n", ["- a:\n- \n- b", "a:", "a", "", "", "b"]),
    ("a: |\n  b\n\n\nc: >\n  d\n", ["a: |\n  b\n\n\nc: >\n  d", "a", "|\n  b", "c", ">\n  d"]),
    ("a: &x [b]\nc: *x\n", ["a: &x [b]\nc: *x", "a", "&x [b]", "b", "c", "&x [b]", "b"]),
]  # fmt: skip


@pytest.mark.parametrize("parser", [yaml.CLoader, yaml.Loader], ids=["C", "pure"])
@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(monkeypatch: pytest.MonkeyPatch, parser: type, text: str, expected: list[str]) -> None:
    monkeypatch.setattr(yaml_text, "_Parser", parser)
    source = decode("x.yaml", text.encode())
    assert isinstance(source, Source)
    raw, found = yaml_text.parse(source)
    assert raw is not None
    assert not found
    assert [source.text[part.start : part.end] for part in parts(raw)] == expected


def parts(raw: Raw) -> list[Raw]:
    """A value and all below it, keys included."""
    inner: list[Raw] = []
    if isinstance(raw, RawMapping):
        inner = [part for entry in raw.entries for part in entry]
    elif isinstance(raw, RawSequence):
        inner = list(raw.items)
    return [raw, *(below for part in inner for below in parts(part))]


def test_what_an_anchor_names_is_one_value() -> None:
    raw, _ = yaml_text.parse(Source.of("x", "a: &x {b: 1}\nc: *x\nd: &x 2\ne: *x\n"))
    assert raw is not None
    assert plain(raw) == {"a": {"b": 1}, "c": {"b": 1}, "d": 2, "e": 2}


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
LEAVES = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | TEXTS
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4))


@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_json_is_read_as_it_was_written_and_where(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    raw, found = json_text.parse(Source.of("x.json", text))
    assert raw is not None
    assert not found
    assert plain(raw) == value
    for part in parts(raw):
        assert plain(part) == json.loads(text[part.start : part.end])


class Dumper(yaml.SafeDumper):
    """Writes YAML 1.2: quotation marks wherever plain words would be something else than text."""


def _written(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    plain_text = isinstance(meaning(text), str)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain_text else '"')


Dumper.add_representer(str, _written)


@given(VALUES, st.booleans(), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_yaml_is_read_as_it_was_written_and_where(value: Any, flow: bool, unicode: bool, line_break: str) -> None:
    text = yaml.dump(value, Dumper=Dumper, default_flow_style=flow, allow_unicode=unicode, line_break=line_break)
    raw, found = yaml_text.parse(Source.of("x.yaml", text))
    assert raw is not None
    assert not found
    assert plain(raw) == value
    for part in parts(raw):
        if (
            isinstance(part, RawScalar)
            and part.plain
            and part.value is not None
            and "\n" not in text[part.start : part.end]
        ):
            assert text[part.start : part.end] == part.text


@given(VALUES)
def test_both_parsers_say_the_same(value: Any) -> None:
    text = yaml.dump(value, Dumper=Dumper, allow_unicode=True)
    quick = yaml_text.parse(Source.of("x", text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "_Parser", yaml.Loader)
        assert yaml_text.parse(Source.of("x", text)) == quick


@given(st.text(st.sampled_from(list("ab:-[]{}\"'\n #&*!|>%@`,?\t\\0é𝔸~.e")), max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    for name in ("x.yaml", "x.json"):
        source = decode(name, text.encode())
        if isinstance(source, Source):
            for raw, found in (yaml_text.parse(source), json_text.parse(source)):
                assert raw is not None or found
                for made in found:
                    assert 0 <= made.span.start <= made.span.end <= len(source.text)
                    assert "{" not in made.message.replace("`{`", "") or "{" in source.text
