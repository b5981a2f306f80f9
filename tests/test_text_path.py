"""Which field a place of a text belongs to, found by the words alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.document.candidates import candidates, place_at
from ccmcheck.document.nodes import walk
from ccmcheck.document.programme import read
from ccmcheck.document.text_path import path_at
from ccmcheck.language.rulebook import Rulebook
from ccmcheck.run.library import load_rules


@pytest.fixture(scope="module")
def book() -> Rulebook:
    found, _ = load_rules()
    assert found is not None
    return found


SAMPLES = sorted(file for file in Path(str(resources.folder("samples"))).iterdir() if file.suffix == ".yaml")


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
@pytest.mark.parametrize("notation", ["as it is", "block.yaml", "indented.json", "one-line.json"])
def test_every_value_belongs_to_the_place_that_the_reader_gives_it(book: Rulebook, file: Path, notation: str) -> None:
    text = file.read_text("utf-8")
    data = yaml.load(text, yaml.BaseLoader)
    written = {
        "as it is": text,
        "block.yaml": yaml.safe_dump(data, allow_unicode=True),
        "indented.json": json.dumps(data, indent=1),
        "one-line.json": json.dumps(data),
    }[notation]
    source = Source.of("a.yaml" if notation == "as it is" else notation, written)
    root = read(source, book.vocabulary, book.names).root
    assert root is not None
    leaves = [node for node in walk(root) if not isinstance(node.value, tuple | dict) and node.text]
    assert len(leaves) > 20
    for node in leaves:
        path = place_at(source, node.start + 1, book.vocabulary)
        assert path is not None
        assert path.pointer == node.pointer, source.position(node.start)
        assert path.role == "value"


@pytest.mark.parametrize(
    ("text", "steps", "role", "begun"),
    [
        ("a: 1\nb|", (), "field", "b"),
        ("a:\n  b: x|y", ("a", "b"), "value", "x"),
        ("a:\n  - b: 1\n  - c|", ("a", 1), "field", "c"),
        ("a:\n- b: 1\n- c: 2\n  d|", ("a", 1), "field", "d"),
        ("a:\n  - b: 1\n    c: 2\nd: |", ("d",), "value", ""),
        ("a: [x, y|", ("a", 1), "value", "y"),
        ("a: {b: 1, c: 'd|", ("a", "c"), "value", "d"),
        ("a: {b: 1, |", ("a",), "field", ""),
        ("a: {b: it's, c: |", ("a", "c"), "value", ""),
        ("a: [\n  {b: 1},\n  {c|", ("a", 1), "field", "c"),
        ("- - a: 1\n  - b|", (0, 1), "field", "b"),
        ("a:\r\n  - b: 1\r\n    c: x|\r\n", ("a", 0, "c"), "value", "x"),
        ("a:\r\n  b: [x,\r\n    y|\r\n", ("a", "b", 1), "value", "y"),
        ('{"a": {"b": "c|', ("a", "b"), "value", "c"),
        ('{"a": [{"b": 1}, {"|', ("a", 1), "field", ""),
        ('{"a": "}", "b": |', ("b",), "value", ""),
        ("a:\n\n  # no: field\n  b: http://x|", ("a", "b"), "value", "http://x"),
    ],
)
def test_a_half_written_text_tells_where_one_is(text: str, steps: tuple[object, ...], role: str, begun: str) -> None:
    path = path_at(Source.of("a.yaml", text.replace("|", "", 1)), text.index("|"))
    assert path is not None
    assert (path.steps, path.role, path.begun.text) == (steps, role, begun)


@pytest.mark.parametrize("text", ["a: 1 # not |here", "# nor |here", '{"a": 1} |'])
def test_outside_of_everything_there_is_no_field(text: str) -> None:
    assert path_at(Source.of("a.yaml", text.replace("|", "")), text.index("|")) is None


def test_any_place_of_any_beginning_of_a_text_has_an_answer_or_none(book: Rulebook) -> None:
    text = SAMPLES[0].read_text("utf-8")[:3000] + "\n\t- }{ ]\r\n: '\"\n\u2028- - -: x: y"
    for end in range(0, len(text), 7):
        source = Source.of("a.yaml", text[:end])
        for offset in {0, end // 2, end}:
            path = place_at(source, offset, book.vocabulary)
            if path is not None:
                candidates(path, book.vocabulary, {}, as_json=False)
