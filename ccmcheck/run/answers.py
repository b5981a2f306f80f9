"""Answers to the questions of rules in a file of their own, beside a draft; hides how they join a programme."""

from __future__ import annotations

import textwrap
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Source
from ccmcheck.document.nodes import Node, child
from ccmcheck.document.read import read_document
from ccmcheck.document.schema import ListKind, RecordKind, Vocabulary
from ccmcheck.run import files

if TYPE_CHECKING:
    from ccmcheck.document.programme import Programme
    from ccmcheck.language.rulebook import Rulebook

FIELD = "assessments"
_BEGUN = "Begin one with `ccmcheck read DRAFT -o PROGRAMME --answers FILE`; `[]` answers nothing."


def load_answers(path: str, book: Rulebook) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The entries of a file of answers, written like `assessments`, and every complaint about them."""
    source = files.read(path)
    return (None, (_of_answers(source),)) if isinstance(source, Diagnostic) else read_answers(source, book)


def read_answers(source: Source, book: Rulebook) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The entries of a text of answers, written like `assessments`, and every complaint about them."""
    answers, problems = read_document(source, _vocabulary(book), book.names)
    return answers, tuple(map(_of_answers, problems))


def _of_answers(problem: Diagnostic) -> Diagnostic:
    """A complaint as it is about a file of answers: an empty one is begun in another way than a programme."""
    return replace(problem, help=_BEGUN) if problem.code == "file-empty" else problem


def _vocabulary(book: Rulebook) -> Vocabulary:
    """The part of the programme's schema that answers are written by."""
    whole = book.vocabulary
    assert isinstance(whole.document, RecordKind)
    schema = {**whole.schema["properties"][FIELD], "$defs": whole.schema.get("$defs", {})}
    return Vocabulary(whole.name, whole.document.fields[FIELD].kind, schema)


def with_answers(programme: Programme, answers: Node) -> Programme:
    """The programme with these answers behind its own; each keeps its place in its file."""
    root = programme.root
    if root is None or not isinstance(root.value, Mapping) or not isinstance(answers.value, tuple):
        return programme
    own = child(root, FIELD)
    before = own.value if isinstance(own.value, tuple) else ()
    more = tuple(_at(item, f"/{FIELD}/{len(before) + at}", item.pointer) for at, item in enumerate(answers.value))
    held = replace(own if before else answers, value=(*before, *more), pointer=f"/{FIELD}")
    return replace(programme, root=replace(root, value={**root.value, FIELD: held}), complete=False)


def _at(node: Node, pointer: str, before: str) -> Node:
    """The same node elsewhere in a document."""
    value = node.value
    if isinstance(value, Mapping):
        value = {name: _at(inner, pointer, before) for name, inner in value.items()}
    return replace(node, value=value, pointer=pointer + node.pointer.removeprefix(before))


_MEANINGS = {
    "answer": "true or false",
    "by": "the person or body that answers",
    "on": "the day of the answer",
}


def _fields(book: Rulebook) -> Container[str]:
    """The fields of an answer, by the schema; none where it takes no answers."""
    document = book.vocabulary.document
    answers = document.fields.get(FIELD) if isinstance(document, RecordKind) else None
    answer = answers.kind.item if answers is not None and isinstance(answers.kind, ListKind) else None
    return answer.fields if isinstance(answer, RecordKind) else ()


def _remark(words: str) -> str:
    return textwrap.fill(words, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def blank_answers(book: Rulebook) -> str:
    """A file with every question of the rules, to be answered; who answers and when, where the schema asks it."""
    from ccmcheck.judge.english import Naming, reading

    naming, fields = Naming.of(book), _fields(book)
    rest = "".join(f"{f'  {name}: ____':<20}# {meaning}\n" for name, meaning in _MEANINGS.items() if name in fields)
    asked = [
        f"{_remark(reading(rule, naming).sentence)}\n- question: {ruleset.name}/{rule.name}\n{rest}"
        for ruleset in book.rulesets
        for rule in ruleset.rules
        if rule.force == "judgement"
    ]
    head = "# Answers to the questions that need a person. Give them with --answers THIS-FILE to ccmcheck check.\n\n"
    return head + ("\n".join(asked) or "[]\n")
