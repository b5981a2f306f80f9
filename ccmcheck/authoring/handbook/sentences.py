"""Examples as sentences: “a meeting from 16 to 20 April 2012 is accepted; from 16 to 21 April 2012 it is refused”.

Hides how paths of a document become names, and which examples one sentence can hold together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias, assert_never

from ccmcheck.authoring.examples.run import Trial
from ccmcheck.base.days import MONTHS, day, days
from ccmcheck.base.quoting import listed
from ccmcheck.base.values import Range
from ccmcheck.document.nodes import Node, State, child, items
from ccmcheck.document.schema import ListKind, RecordKind, WordKind
from ccmcheck.judge.english.nouns import article, either, spoken
from ccmcheck.language.syntax import tree

SentenceForm: TypeAlias = Literal["base", "as", "lasting", "without", "with"]

_VERDICTS = {"accepts": "accepted", "rejects": "refused", "leaves open": "left open", "passes over": "outside the rule"}


@dataclass(frozen=True, slots=True)
class _Case:
    """An example taken apart: what it changes, to what, and what the rule says of it."""

    shape: SentenceForm
    subject: str
    value: str
    verdict: str


def sentences(trials: Iterable[Trial], base: Node | None) -> tuple[str, ...]:
    """The examples of a rule, those that change the same thing in one sentence."""
    cases = [_case(trial, base) for trial in trials if trial.case is not None]
    groups = dict.fromkeys((each.shape, each.subject) for each in cases)
    words = (_sentence([each for each in cases if (each.shape, each.subject) == group]) for group in groups)
    return tuple(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in words)


def _sentence(cases: Sequence[_Case]) -> str:
    """One sentence for one subject; values with one verdict stand together."""
    first = cases[0]
    verdicts = dict.fromkeys(each.verdict for each in cases)
    values = {verdict: [each.value for each in cases if each.verdict == verdict] for verdict in verdicts}
    match first.shape:
        case "base":
            return f"the base programme as it stands is {listed(verdicts)}"
        case "as":
            return f"as {first.subject}, " + "; ".join(
                f"{_or(values_of_verdict)} is {verdict}" for verdict, values_of_verdict in values.items()
            )
        case "lasting":
            start, *rest = [(_or(values_of_verdict), verdict) for verdict, values_of_verdict in values.items()]
            more = [f"{values_of_verdict} it is {verdict}" for values_of_verdict, verdict in rest]
            return "; ".join([f"{first.subject} {start[0]} is {start[1]}", *more])
        case "without":
            removals = [
                f"without {first.subject} {_or(values_of_verdict)}".rstrip() for values_of_verdict in values.values()
            ]
            return "; ".join(
                f"{words}, the programme is {verdict}" for words, verdict in zip(removals, values, strict=True)
            )
        case "with":
            return "; ".join(
                f"with {', or with '.join(values_of_verdict)}, the programme is {verdict}"
                for verdict, values_of_verdict in values.items()
            )
        case _:
            assert_never(first.shape)


def _or(values: Iterable[str]) -> str:
    """Values of which each would do; apart by commas where one holds an “and”."""
    each = list(dict.fromkeys(values))
    return ", or ".join(each) if any(" and " in value for value in each) else either(each)


# -- one example ----------------------------------------------------------------------------------------------------


def _case(trial: Trial, base: Node | None) -> _Case:
    verdict = _VERDICTS[trial.example.outcome]
    edits = trial.example.edits
    assert trial.case is not None
    after = trial.case.context.document
    before = base or after
    if not edits:
        return _Case("base", "", "", verdict)
    if any(_is_of_previous(edit, before) for edit in edits):
        return _Case("with", "", listed(_change(edit, before) for edit in edits), verdict)
    lasting = _lasting(edits, after, before)
    if lasting is not None:
        return _Case("lasting", *lasting, verdict)
    if len(edits) > 1:
        return _Case("with", "", listed(_change(edit, before) for edit in edits), verdict)
    match edits[0]:
        case tree.RemoveEdit(path) if isinstance(path.steps[-1], int):
            if title := _own_title(path.steps, before):
                return _Case("without", title, "", verdict)
            return _Case("without", f"the {_noun(path.steps[:-1], before)}", _name(path.steps, before), verdict)
        case tree.RemoveEdit(path) if len(path.steps) == 1:
            return _Case("without", _thing(path.steps, before), "", verdict)
        case tree.RemoveEdit(path):
            return _Case("as", _thing(path.steps, before), "nothing at all", verdict)
        case tree.SetEdit(path, tree.RecordValue()) if isinstance(path.steps[-1], int):
            return _Case("with", "", _change(edits[0], before), verdict)
        case tree.SetEdit(path, value):
            return _Case("as", _thing(path.steps, before), _value(value), verdict)
        case _:
            assert_never(edits[0])


def _change(edit: tree.Edit, before: Node) -> str:
    """One change among several: “the year 2013”, “no Implementation Support Unit”, “a further member (…)”."""
    if _is_of_previous(edit, before):
        own = replace(edit, path=replace(edit.path, steps=edit.path.steps[1:]))
        return f"{_change(own, before).removesuffix(' of the programme')} in the previous programme"
    match edit:
        case tree.RemoveEdit(path):
            return f"no {_thing(path.steps, before).removeprefix('the ')}"
        case tree.SetEdit(path, tree.RecordValue() as value) if isinstance(path.steps[-1], int):
            noun = _noun(path.steps[:-1], before)
            return f"{article(f'further {noun}')} ({', '.join(_entries(value))})"
        case tree.SetEdit(path, value):
            return f"{_value(value)} as {_thing(path.steps, before)}"
        case _:
            assert_never(edit)


def _is_of_previous(edit: tree.Edit, document: Node) -> bool:
    """Whether an edit is one of the programme before, and not of a field of that name."""
    has_field = isinstance(document.kind, RecordKind) and "previous" in document.kind.fields
    return edit.path.steps[0] == "previous" and len(edit.path.steps) > 1 and not has_field


def _lasting(edits: Sequence[tree.Edit], after: Node, before: Node) -> tuple[str, str] | None:
    """A thing with new dates and the time it lasts, where an example changes nothing else."""
    places = {edit.path.steps[:-1] for edit in edits}
    fields = {edit.path.steps[-1] for edit in edits}
    if len(places) != 1 or not fields <= {"start", "end"} or any(isinstance(edit, tree.RemoveEdit) for edit in edits):
        return None
    (place,) = places
    node = _at(place, after)
    if node is None or not isinstance(node.kind, RecordKind) or not {"start", "end"} <= set(node.kind.fields):
        return None
    return _thing(place, before), _from_to(child(node, "start"), child(node, "end"))


def _from_to(start: Node, end: Node) -> str:
    first, last = start.value, end.value
    if isinstance(first, Range) and isinstance(last, Range) and first.exact and last.exact:
        assert isinstance(first.low, date)
        assert isinstance(last.low, date)
        return f"on {day(first.low)}" if first.low == last.low else f"from {days(first.low, last.low)}"
    if start.state is end.state is State.PARTIAL and start.text == end.text:
        return f"on {_partial(start.text).replace('some day', 'some days')}"
    return f"from {_open_day(start)} to {_open_day(end)}"


def _open_day(node: Node) -> str:
    if node.state is State.STATED and isinstance(node.value, Range) and isinstance(node.value.low, date):
        return day(node.value.low)
    return _partial(node.text) if node.state is State.PARTIAL else "an open day"


def _partial(written: str) -> str:
    """“some day in April 2012” for 2012-04-XX."""
    year, month = written[:4], written[5:7]
    return f"some day in {MONTHS[int(month) - 1]} {year}" if month.isdigit() else f"some day in {year}"


# -- values ---------------------------------------------------------------------------------------------------------


def _value(value: tree.Value) -> str:
    match value:
        case tree.TextLiteral(text):
            return f"“{spoken(text)}”"
        case tree.NumberLiteral(number):
            return str(number)
        case tree.DurationLiteral(amount, unit):
            return f"{amount} {unit}{'' if amount == 1 else 's'}"
        case tree.DayLiteral(written):
            return _partial(written) if "X" in written else day(date.fromisoformat(written))
        case tree.TruthLiteral(truth):
            return "yes" if truth else "no"
        case tree.BlankValue():
            return "a blank"
        case tree.ListValue(items=held):
            alone = " alone" if len(held) == 1 and not isinstance(held[0], tree.RestValue) else ""
            return listed(_value(item) for item in held) + alone if held else "an empty list"
        case tree.RestValue():
            return "perhaps others"
        case tree.RecordValue():
            return f"one with {listed(_entries(value))}"
        case _:
            assert_never(value)


def _entries(record: tree.RecordValue) -> list[str]:
    fields = [(key.text, held) for key, held in record.entries if key.text != "id"]
    return [f"{key.replace('_', ' ')} {_value(held)}" for key, held in fields]


# -- things ---------------------------------------------------------------------------------------------------------

_Steps: TypeAlias = tuple[str | int, ...]


def _thing(steps: _Steps, document: Node) -> str:
    """What a path leads to, by names: “the end of the meeting intersessional-2012”."""
    match steps:
        case (*above, int() as index):
            title = _own_title((*above, index), document)
            return title or f"the {_noun(tuple(above), document)} {_name((*above, index), document)}".rstrip()
        case (str() as field,):
            kind = child(document, field).kind
            whose = "" if isinstance(kind, RecordKind | ListKind) else " of the programme"
            return f"the {_title((), field, document)}{whose}"
        case (*above, str() as field):
            return f"the {_title(tuple(above), field, document)} of {_owner(tuple(above), field, document)}"
        case _:
            return "the programme"


def _owner(steps: _Steps, field: str, document: Node) -> str:
    """Whose field it is; a thing whose own name changes is “a member”."""
    if isinstance(steps[-1], int) and field == _naming_field(steps, document):
        return article(_noun(steps[:-1], document))
    return (
        _thing(steps, document) if isinstance(steps[-1], int) else f"the {_title(steps[:-1], str(steps[-1]), document)}"
    )


def _noun(steps: _Steps, document: Node) -> str:
    """What the items of a list are called: “meeting”."""
    node = _at(steps, document)
    item = node.kind.item if node is not None and isinstance(node.kind, ListKind) else None
    if isinstance(item, RecordKind) and item.name:
        return item.name
    return str(steps[-1]).replace("_", " ").removesuffix("s")


def _title(steps: _Steps, field: str, document: Node) -> str:
    node = _at(steps, document)
    kind = node.kind if node is not None else None
    known = kind.fields.get(field) if isinstance(kind, RecordKind) else None
    return known.title if known is not None and known.title else field.replace("_", " ")


def _own_title(steps: _Steps, document: Node) -> str:
    """A thing by the title it bears, where that says what it is: “the Third Meeting of the States Parties”."""
    node = _at(steps, document)
    if node is None or not isinstance(node.kind, RecordKind) or "title" not in node.kind.fields:
        return ""
    title = child(node, "title")
    if title.state is not State.STATED or node.kind.name.lower() not in title.text.lower():
        return ""
    first, _, rest = title.text.partition(" ")
    return f"the {first.lower() if rest[:1].islower() else first} {rest}".rstrip()


def _name(steps: _Steps, document: Node) -> str:
    node = _at(steps, document)
    field = _naming_field(steps, document)
    if node is None:
        return ""
    if field:
        named = child(node, field)
        return spoken(named.text) if isinstance(named.kind, WordKind) else named.text
    return f"“{node.text}”" if node.text else f"number {int(steps[-1]) + 1}"


def _naming_field(steps: _Steps, document: Node) -> str:
    """The field by which a thing is known; empty where it has none."""
    node = _at(steps, document)
    if node is None or not isinstance(node.kind, RecordKind):
        return ""
    known_by = node.kind.known_by
    return known_by if known_by and child(node, known_by).state is State.STATED else ""


def _at(steps: _Steps, document: Node) -> Node | None:
    """The node that a path leads to; None where a list is shorter."""
    node = document
    for step in steps:
        if isinstance(step, int):
            held = items(node)
            if held is None or step >= len(held):
                return None
            node = held[step]
        elif isinstance(node.kind, RecordKind) and step in node.kind.fields:
            node = child(node, step)
        else:
            return None
    return node
