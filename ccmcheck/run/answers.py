"""Answers to the questions of rules in a file of their own, beside a draft; hides how they join a programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Source
from ccmcheck.document.nodes import Node, child
from ccmcheck.document.read import read_document
from ccmcheck.document.schema import RecordKind, Vocabulary
from ccmcheck.run import files

if TYPE_CHECKING:
    from ccmcheck.document.programme import Programme
    from ccmcheck.language.rulebook import Rulebook

FIELD = "assessments"


def load_answers(path: str, book: Rulebook) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The entries of a file of answers, written like `assessments`, and every complaint about them."""
    source = files.read(path)
    return (None, (source,)) if isinstance(source, Diagnostic) else read_answers(source, book)


def read_answers(source: Source, book: Rulebook) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The entries of a text of answers, written like `assessments`, and every complaint about them."""
    return read_document(source, _vocabulary(book), book.names)


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


def blank_answers(book: Rulebook) -> str:
    """A file with every question of the rules, to be answered."""
    asked = [
        f"# {rule.question}\n- question: {ruleset.name}/{rule.name}\n  answer: ____      # true or false\n"
        "  by: ____          # the person or body that answers\n  on: ____          # the day of the answer\n"
        for ruleset in book.rulesets
        for rule in ruleset.rules
        if rule.force == "judgement"
    ]
    head = "# Answers to the questions that need a person. Give them with --answers THIS-FILE to ccmcheck check.\n\n"
    return head + ("\n".join(asked) or "[]\n")
