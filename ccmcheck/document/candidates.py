"""What may stand at a place of a document by its schema, whether the text can be read or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Source, Span
from ccmcheck.document.schema import (
    DateKind,
    Kind,
    ListKind,
    NameKind,
    NumberKind,
    RecordKind,
    TextKind,
    TruthKind,
    Vocabulary,
    WordKind,
    describe,
)
from ccmcheck.document.suggestions import written
from ccmcheck.document.text_path import Step, TextPath, path_at

CandidateSort: TypeAlias = Literal["field", "word", "name"]


@frozen
class Candidate:
    """What may stand somewhere: how it is called, what is written in place of a stretch, and a few words about it."""

    name: str
    sort: CandidateSort
    text: str
    span: Span
    about: str = ""


def kind_at(vocabulary: Vocabulary, steps: Iterable[Step]) -> Kind | None:
    """The kind of what stands at a path; None where the schema knows no such place."""
    kind: Kind | None = vocabulary.document
    for step in steps:
        if isinstance(kind, ListKind) and isinstance(step, int):
            kind = kind.item
        elif isinstance(kind, RecordKind) and step in kind.fields:
            kind = kind.fields[str(step)].kind
        else:
            return None
    return kind


def place_at(source: Source, offset: int, vocabulary: Vocabulary) -> TextPath | None:
    """The field that a place of a text belongs to; None inside a comment, or where it cannot be told.

    Behind the mark of an item a name and a value look alike: the schema says which is meant.
    """
    path = path_at(source, offset)
    if path is None or path.role == "value" or isinstance(kind_at(vocabulary, path.steps), RecordKind):
        return path
    return replace(path, role="value")


def candidates(
    path: TextPath, vocabulary: Vocabulary, names: Mapping[str, Iterable[str]], *, as_json: bool
) -> tuple[Candidate, ...]:
    """What may stand at a place; `names` are those that may stand for each register."""
    kind = kind_at(vocabulary, path.steps)
    if path.role == "field":
        return tuple(_fields(path, kind, as_json=as_json)) if isinstance(kind, RecordKind) else ()
    sort: CandidateSort = "name" if isinstance(kind, NameKind | TextKind) else "word"
    return tuple(
        Candidate(word, sort, word if path.in_marks else _written(word, kind, as_json=as_json), path.begun)
        for word in _values(kind, names)
    )


def _fields(path: TextPath, kind: RecordKind, *, as_json: bool) -> Iterable[Candidate]:
    for name, field in kind.fields.items():
        if name not in path.given:
            text = name if path.in_marks else f'"{name}": ' if as_json else f"{name}: "
            needed = "needed; " if field.required else ""
            yield Candidate(name, "field", text, path.begun, f"{needed}{describe(field.kind)}")


def _values(kind: Kind | None, names: Mapping[str, Iterable[str]]) -> Iterable[str]:
    match kind:
        case WordKind(words):
            return (*words, "____")
        case NameKind(register) | TextKind(register):
            return (*names.get(register, ()), "____")
        case TruthKind():
            return ("true", "false", "____")
        case DateKind() | NumberKind() | ListKind() | RecordKind():
            return ("____",)
        case _:
            return ()


def _written(word: str, kind: Kind | None, *, as_json: bool) -> str:
    if word == "____" or isinstance(kind, TruthKind):
        return f'"{word}"' if as_json and word == "____" else word
    return written(word, as_json=as_json)
