"""A report whose departures say how they would be mended: one of the fewest sets of changes, document by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ccmcheck.base.source import Source
from ccmcheck.base.values import Choice
from ccmcheck.document.edit import Edit, as_json, cuts
from ccmcheck.document.fast.plain_values import NotPlain
from ccmcheck.document.nodes import Node, State, walk
from ccmcheck.document.programme import Programme, read
from ccmcheck.judge.describe import place
from ccmcheck.judge.verdicts import Document, Mend, Place, Report
from ccmcheck.language.rulebook.model import Rulebook
from ccmcheck.proving.clock import Unfinished
from ccmcheck.proving.data import BLANK, plain_of
from ccmcheck.proving.questions.common import Unconfirmed
from ccmcheck.proving.questions.mend import Mended, Mending, mend
from ccmcheck.proving.words import change_in_words, changed_place

_Rules = Mapping[str, tuple[Mend, ...]]


def mended_report(report: Report, book: Rulebook, until: float) -> Report:
    """The report, each departure from a rulebook with the changes that heal it, where any are found in time."""
    known = {ruleset.name for ruleset in book.rulesets}
    departing = {v.document for v in report.verdicts if v.standing == "violated" and v.force == "obligation"}
    mends = {
        document.path: _mends(document, book, until)
        for document in report.documents
        if document.path in departing and document.root is not None and known.intersection(document.rulesets)
    }
    return replace(
        report,
        verdicts=tuple(
            replace(verdict, mends=mends[verdict.document].get(verdict.name, ()))
            if verdict.standing == "violated" and verdict.document in mends
            else verdict
            for verdict in report.verdicts
        ),
    )


def _mends(document: Document, book: Rulebook, until: float) -> _Rules:
    """The changes that heal each rule. A text is mended as the data that it holds; places stay those of the text."""
    root = document.root
    assert root is not None
    programme = _as_data(root, book) if document.text is not None else read(root.source, book.vocabulary, book.names)
    if programme is None or programme.root is None or programme.problems:
        return {}
    try:
        mending = mend(programme, book, until)
    except (Unconfirmed, Unfinished):
        return {}
    if not isinstance(mending, Mending):
        return {}
    nodes = {node.pointer: node for node in reversed(tuple(walk(root)))}
    rules: defaultdict[str, list[Mend]] = defaultdict(list)
    for change in mending.changes:
        words = change_in_words(change, nodes.get(change.pointer), book.names)
        made = _mend(change, words, nodes, root, programme if document.text is None else None)
        for ruleset, rule in change.heals:
            rules[f"{ruleset.name}/{rule.name}"].append(made)
    return {name: tuple(each) for name, each in rules.items()}


def _mend(change: Mended, words: str, nodes: Mapping[str, Node], root: Node, data: Programme | None) -> Mend:
    node = nodes.get(changed_place(change)) or nodes.get(change.pointer.rpartition("/")[0], root)
    where = place(node, root)
    if data is None or data.root is None:
        return Mend(where, words, None, "")
    (cut,) = cuts(data.root, [Edit(change.pointer, change.value, removes=change.sort == "remove")])
    start, end, new = cut
    (line, column), (end_line, end_column) = (root.source.position(at) for at in (start, end))
    return Mend(where, words, Place(where.path, line, column, end_line, end_column, where.pointer, where.label), new)


# -- a text as data ------------------------------------------------------------------------------------------------


def _as_data(root: Node, book: Rulebook) -> Programme | None:
    """What a draft says, as a programme in JSON; None where it cannot be written, as with an item that may be there."""
    try:
        source = Source.of(f"{root.source.name}.json", as_json(_data(root)))
    except NotPlain:
        return None
    return read(source, book.vocabulary, book.names)


def _data(node: Node) -> Any:
    if node.presence is not None:
        raise NotPlain
    match node.value:
        case dict() as fields:
            return {name: _data(inner) for name, inner in fields.items() if inner.state not in _NOT_THERE}
        case tuple() as items:
            return [*map(_data, items), *(["..."] if node.rest is not None else [])]
        case Choice() as choice if choice.exact:
            return choice.word  # a text says it in words of its own
        case _:
            return plain_of(node) if node.state is State.STATED else node.text or BLANK


_NOT_THERE = (State.UNSTATED, State.ABSENT)
