"""Programmes and registers as wholes: the same in YAML and JSON, their blanks in order, their rows complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from ccmcheck.base.source import Source
from ccmcheck.document.decode import decode
from ccmcheck.document.names import names_of
from ccmcheck.document.nodes import items
from ccmcheck.document.programme import Programme, read
from ccmcheck.document.read import read_register
from ccmcheck.document.schema import Vocabulary, from_schema
from tests.document_samples import NAMES, VOCABULARY

ROOT = Path(__file__).parent.parent
PROGRAMME = """\
title: Work programme
decided_on: 2011-09-XX
meetings:
  - id: intersessional
    kind: ____
    start: 2012-04-16
    years: [2012, ____]
president: "[name, title and State party]"
venue: WMO
"""


def schema(name: str) -> Vocabulary:
    """A schema of the project as a vocabulary."""
    return from_schema(name, json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")))


def text(path: Path) -> Source:
    """A file of the project."""
    source = decode(path.name, path.read_bytes())
    assert isinstance(source, Source)
    return source


def of(name: str, written: str) -> Programme:
    """What is read from a text with that file name."""
    return read(Source.of(name, written), VOCABULARY, NAMES)


def test_blanks_come_in_the_order_of_the_document() -> None:
    programme = of("x.yaml", PROGRAMME)
    assert programme.problems == ()
    assert [(blank.pointer, blank.text, blank.span.position.line) for blank in programme.blanks] == [
        ("/decided_on", "2011-09-XX", 2),
        ("/meetings/0/kind", "____", 5),
        ("/meetings/0/years/1", "____", 7),
        ("/president", "[name, title and State party]", 8),
    ]


def test_no_root_no_blanks() -> None:
    programme = of("x.yaml", "title: 'T\n")
    assert (programme.root, programme.blanks) == (None, ())
    assert [made.code for made in programme.problems] == ["quote-not-closed"]


@pytest.mark.parametrize("name", ["x.json", "X.JSON", "-", "programme"])
def test_json_says_the_same_as_yaml(name: str) -> None:
    written = json.dumps(yaml.load(PROGRAMME, yaml.BaseLoader), indent="\t").replace('"2012",', "2012,")
    assert of(name, written).root == of("x.yaml", PROGRAMME).root


def test_a_brace_without_a_name_may_be_yaml() -> None:
    assert of("-", "{title: T, decided_on: 2011, meetings: []}").problems == ()


REGISTERS = [("states-parties", "state", 113), ("bodies", "name", 3), ("places", "name", 8), ("offices", "name", 3)]


@pytest.mark.parametrize(("name", "key", "least"), REGISTERS)
def test_register_of_the_project(name: str, key: str, least: int) -> None:
    rows, found = read_register(text(ROOT / "rules" / "registers" / f"{name}.yaml"), schema(name))
    assert found == ()
    assert rows is not None
    assert len(items(rows) or ()) >= least
    names = names_of(rows, key)
    assert len(set(names.exact.values())) == len(items(rows) or ())


def test_states_by_the_names_that_drafts_use() -> None:
    rows, _ = read_register(text(ROOT / "rules" / "registers" / "states-parties.yaml"), schema("states-parties"))
    assert rows is not None
    names = names_of(rows, "state")
    assert names.canonical("Lao PDR") == "Lao People's Democratic Republic"
    assert names.canonical("Allemagne") == "Germany"
    assert names.canonical("España") == "Spain"
    assert names.canonical("the Holy See") == "Holy See"
    assert names.canonical("Untied Kingdom") is None
    assert names.suggest("Noway") == "did you mean `Norway`?"


ROW = """\
- {name: A, aliases: [B]}
- {name: A, aliases: ____}
- {name: 5, aliases: []}
- {name: "", aliases: []}
- {aliases: []}
"""


def test_a_register_is_complete() -> None:
    _, found = read_register(Source.of("bodies.yaml", ROW), schema("bodies"))
    assert [(made.code, made.span.position.line) for made in found] == [
        ("not-unique", 2),
        ("blank-fact", 2),
        ("text-without-quotes", 3),
        ("missing-field", 5),
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.yaml")), ids=lambda path: path.name)
def test_samples_are_read_without_complaint(path: Path) -> None:
    programme = read(text(path), schema("work-programme"), NAMES)
    assert programme.problems == ()
    assert bool(programme.blanks) is ("draft" in path.name)
