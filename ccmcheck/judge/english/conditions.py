"""Conditions as clauses (what is so, must be so, should be so) and expressions as nouns, which hold each other.

A denial is carried inwards until it meets a verb, so that no clause says “it is not the case that”.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import assert_never

from ccmcheck.base.days import days
from ccmcheck.base.quoting import listed
from ccmcheck.base.values import IMPOSSIBLE, Range, Truth
from ccmcheck.document.schema import ListKind, RecordKind
from ccmcheck.judge.english.nouns import (  # fmt: skip
    NamedThing,
    Naming,
    article,
    conditions_around,
    either,
    is_day,
    is_of_many,
    kind_of,
    list_title,
    plural,
    possessive,
    stands_for_many,
    title_of,
)
from ccmcheck.judge.english.values import cycle, in_words
from ccmcheck.judge.english.wordings import Mood, amount, be, constant, date_of, together
from ccmcheck.language import core
from ccmcheck.language.comparator_words import COMPARATORS
from ccmcheck.language.core import Core


def clause(condition: Core, naming: Naming, mood: Mood, *, denied: bool = False) -> str:
    """A condition as a clause in a mood."""
    match condition:
        case core.Not(inner):
            return clause(inner, naming, mood, denied=not denied)
        case core.And(parts) if not denied:
            return together([clause(part, naming, mood) for part in parts])
        case core.Or(parts) if denied:
            return together([clause(part, naming, mood, denied=True) for part in parts])
        case core.And(parts) | core.Or(parts):
            return _alternatives(parts, naming, mood, denied=denied)
        case core.Quantified():
            return _quantified(condition, naming, mood, denied=denied)
        case core.Constant(value):
            return "always" if (value is IMPOSSIBLE) is denied else "never"
        case core.Call("distinct", (over,)):
            return f"{'two' if denied else 'no two'} of {named(over, naming)} {be(mood, many=True)} alike"
        case core.Call("recurs", (year, core.Constant(Range(every)), core.Constant(Range(first)))):
            return f"{named(year, naming)} {be(mood, denied=denied)} {cycle(every, first)}"
        case core.Compare(sign, core.Call("count", (over,)), core.Constant(Range(int() as number))) if (
            sign in COMPARATORS
        ):
            many = amount(COMPARATORS[sign].opposite if denied else sign, number)
            return f"there {be(mood, many=number != 1)} {many} {counted(over, naming, singular=number == 1)}"
        case core.Between(value, low, high) if low == high:
            return clause(core.Compare("=", value, low, condition.span), naming, mood, denied=denied)
        case core.Between(core.Call("count", (over,)), core.Constant(), core.Constant()) if not denied:
            several = _between(condition.low, condition.high, naming)
            return f"there {be(mood, many=True)} {several} {counted(over, naming)}"
        case _:
            subject, predicate = _predicate(condition, naming, mood, denied=denied)
            return f"{named(subject, naming)} {predicate}"


def _alternatives(parts: Sequence[Core], naming: Naming, mood: Mood, *, denied: bool) -> str:
    match parts:
        case (core.Not(condition), then) if not denied:
            return f"if {clause(condition, naming, 'is')}, {clause(then, naming, mood)}"
        case _:
            return f"either {', or '.join(clause(part, naming, mood, denied=denied) for part in parts)}"


def which(condition: Core, slot: int | None, naming: Naming, *, many: bool = False) -> str:
    """A condition on an item, after its noun: “whose kind is “intersessional””, “for which …”."""
    match condition:
        case core.And(parts):
            return " and ".join(which(part, slot, naming, many=many) for part in parts)
        case core.Compare(
            sign,
            core.Call("count", (core.FieldOf(core.Variable(own), name) as over,)),
            core.Constant(Range(int() as number)),
        ) if own == slot and sign in COMPARATORS:
            title = title_of(over.of, name, naming)
            return f"with {amount(sign, number)} {title.removesuffix('s') if number == 1 else title}"
        case _:
            pass
    if isinstance(condition, core.Compare | core.Between | core.Given):
        subject, predicate = _predicate(condition, naming, "is", denied=False)
        match subject:
            case core.FieldOf(core.Variable(own) as of, name) if own == slot:
                return f"whose {title_of(of, name, naming)} {predicate}"
            case core.Variable(own) if own == slot:
                return f"that {predicate.replace('is ', 'are ', 1) if many else predicate}"
            case _:
                pass
    return f"for which {clause(condition, naming, 'is')}"


# -- verbs ----------------------------------------------------------------------------------------------------------


def _predicate(condition: Core, naming: Naming, mood: Mood, *, denied: bool) -> tuple[Core, str]:
    """What a condition speaks of, and what it says of it."""
    match condition:
        case core.Compare("in" | "not in" as sign, left, right):
            return left, _membership(left, right, naming, mood, denied=denied is (sign == "in"))
        case core.Compare("=" | "!=" as sign, core.Call("year", (day,)), (core.Constant() | core.FieldOf()) as year):
            return day, f"{be(mood, denied=denied is not (sign == '!='))} in {named(year, naming)}"
        case core.Compare(sign, core.Constant() as left, right) if not isinstance(right, core.Constant):
            return right, _comparison(COMPARATORS[sign].mirrored, right, left, naming, mood, denied=denied)
        case core.Compare(sign, left, right):
            return left, _comparison(sign, left, right, naming, mood, denied=denied)
        case core.Between(value, low, high):
            return value, f"{be(mood, denied=denied)} {_between(low, high, naming)}"
        case core.Given(of, missing):
            many = isinstance(kind_of(of, naming), ListKind)
            return of, f"{be(mood, denied=denied is not missing, many=many)} stated"
        case _:
            return condition, f"{be(mood)} {'false' if denied else 'true'}"


def _membership(left: Core, right: Core, naming: Naming, mood: Mood, *, denied: bool) -> str:
    many = isinstance(kind_of(left, naming), ListKind)
    if isinstance(right, core.ListOf):
        words = [named(item, naming) for item in right.items]
        if denied and len(words) > 1:
            return f"{be(mood, many=many)} neither {listed(words, 'nor')}"
        return f"{be(mood, denied=denied, many=many)} {either(words)}"
    return f"{be(mood, denied=denied, many=many)} among {named(right, naming)}"


def _comparison(sign: str, left: Core, right: Core, naming: Naming, mood: Mood, *, denied: bool) -> str:
    many = isinstance(kind_of(left, naming), ListKind)
    if sign in ("=", "!="):
        exactly = "exactly " if isinstance(left, core.Call) and left.function == "count" else ""
        negative = denied is not (sign == "!=")
        if isinstance(right, core.Constant) and isinstance(right.value, Truth):
            return f"{be(mood)} stated as {'false' if (right.value is IMPOSSIBLE) is not negative else 'true'}"
        return f"{be(mood, denied=negative, many=many)} {exactly}{named(right, naming)}"
    if denied:
        sign = COMPARATORS[sign].opposite
    comparator = COMPARATORS[sign]
    words = comparator.of_day if is_day(left, naming) or is_day(right, naming) else comparator.of_number
    return f"{be(mood, many=many)} {words} {named(right, naming)}"


def _between(low: Core, high: Core, naming: Naming) -> str:
    match low, high:
        case core.Constant(Range(int() as first)), core.Constant(Range(int() as last)) if last == first + 1:
            return f"{in_words(first)} or {in_words(last)}"
        case core.Constant(Range(date() as start)), core.Constant(Range(date() as end)):
            return f"within {days(start, end)}"
        case _:
            return f"from {named(low, naming)} to {named(high, naming)}"


# -- every, some, no ------------------------------------------------------------------------------------------------


def _quantified(condition: core.Quantified, naming: Naming, mood: Mood, *, denied: bool) -> str:
    inner = naming.bound(condition.slot, condition.name, condition.list)
    if condition.quantifier == "every" and not denied:
        return _every(condition, naming, inner, mood)
    if isinstance(condition.list, core.Rows) and condition.list.key is not None:
        return _in_register(condition, condition.list.key, inner, mood, denied=denied)
    none = (condition.quantifier == "no") is not denied and condition.quantifier != "every"
    noun = inner.things[condition.slot].noun
    items = f"{f'no {noun}' if none else article(noun)}{holder(condition.list, naming)}"
    return f"there {be(mood)} {items} {_described(condition, inner, denied=condition.quantifier == 'every')}"


def _described(condition: core.Quantified, inner: Naming, *, denied: bool) -> str:
    """An item's conditions after its noun."""
    clauses = [] if condition.where is None else [which(condition.where, condition.slot, inner)]
    body = (
        f"for which {clause(condition.body, inner, 'is', denied=True)}"
        if denied
        else which(condition.body, condition.slot, inner)
    )
    return " and ".join([*clauses, body])


def _every(condition: core.Quantified, naming: Naming, inner: Naming, mood: Mood) -> str:
    where = "" if condition.where is None else f" {which(condition.where, condition.slot, inner)}"
    noun = inner.things[condition.slot].noun
    match condition.list, condition.body:
        case core.ListOf(items), core.Compare("in", core.Variable(slot), right) if slot == condition.slot and not where:
            words = listed(named(item, naming) for item in items)
            return f"{words} {be(mood, many=True).replace(mood, f'{mood} all', 1)} among {named(right, inner)}"
        case core.ListOf(items), body:
            words = listed(named(item, naming) for item in items)
            return f"for each of the {plural(noun)} {words}{where}, {clause(body, inner, mood)}"
        case over, body:
            return f"for each {noun}{holder(over, naming)}{where}, {clause(body, inner, mood)}"


def _in_register(condition: core.Quantified, key: Core, inner: Naming, mood: Mood, *, denied: bool) -> str:
    """A row that the register must hold: found by its key, and fulfilling what is asked of it."""
    none = (condition.quantifier == "no") is not denied
    verb = {"is": "lists", "must": "must list", "should": "should list"}[mood]
    if none:
        verb = {"is": "does not list", "must": "must not list", "should": "should not list"}[mood]
    noun = inner.things[condition.slot].noun
    asked = [part for part in (condition.where, condition.body) if part is not None]
    parts = [inner_part for part in asked for inner_part in (part.parts if isinstance(part, core.And) else (part,))]
    conditions = ", and ".join(which(part, condition.slot, inner) for part in parts)
    return f"{named(condition.list, inner)} {verb} {named(key, inner)} as {article(noun)} {conditions}"


# -- nouns ----------------------------------------------------------------------------------------------------------


def named(expression: Core, naming: Naming) -> str:
    """An expression as a noun with its article, or a value as it is written."""
    match expression:
        case core.Constant(value):
            return constant(value, expression.span.text)
        case core.ListOf(items):
            return _list(items, naming)
        case core.WholeDocument():
            return "the programme"
        case core.PreviousDocument():
            return "the previous programme"
        case core.Variable(slot, name):
            thing = naming.things.get(slot, NamedThing(name.replace("_", " "), None))
            return thing.words or f"{'the' if isinstance(thing.kind, RecordKind) else 'that'} {thing.noun}"
        case core.FieldOf(of, name):
            return _field(of, name, naming)
        case core.Rows(register):
            return f"the register of {plural(naming.registers[register].name or register)}"
        case core.Comprehension():
            return _comprehension(expression, naming)
        case core.Arithmetic(sign, left, right):
            return _sum(sign, left, right, naming)
        case core.Call(function, arguments):
            return _call(function, arguments, naming)
        case _:  # a condition whose truth is a value
            return f"whether {clause(expression, naming, 'is')}"


def _list(items: tuple[Core, ...], naming: Naming) -> str:
    if not items:
        return "an empty list"
    first, *rest = items
    words = [named(first, naming)]
    for item in rest:
        after = (
            isinstance(item, core.Arithmetic) and item.left == first and item.right == core.Constant(_ONE, item.span)
        )
        words.append("the year after" if after and _is_year(first) else named(item, naming))
    return listed(words)


_ONE = Range(1, 1)


def _is_year(expression: Core) -> bool:
    return isinstance(expression, core.FieldOf) and expression.name == "year"


def _field(of: Core, name: str, naming: Naming) -> str:
    title = title_of(of, name, naming)
    if stands_for_many(of, naming):
        return f"the {plural(title)} of {named(of.key if isinstance(of, core.Rows) and of.key else of, naming)}"
    match of:
        case core.WholeDocument():
            kind = kind_of(core.FieldOf(of, name, of.span), naming)
            return f"the {title}" if isinstance(kind, ListKind | RecordKind) else f"the programme’s {title}"
        case core.Variable(slot) if slot in naming.things and naming.things[slot].known_by == name:
            return naming.things[slot].words
        case core.Rows(_, core.FieldOf() as key):  # the region of the member's State
            return f"{possessive(named(key, naming))} {title}"
        case core.Rows(_, key) if key is not None:
            return f"the {title} of {named(key, naming)}"
        # “the president’s State” says enough: the president is the meeting’s, unless it is of another programme
        case core.FieldOf(above, inner) if not core.reads_previous(above):
            return f"the {possessive(title_of(above, inner, naming))} {title}"
        case _:
            return f"{possessive(named(of, naming))} {title}"


def _sum(sign: str, left: Core, right: Core, naming: Naming) -> str:
    if sign == "+" and isinstance(right, core.Constant) and right.value == _ONE and _is_year(left):
        return f"the year after {named(left, naming)}"
    return f"{named(left, naming)} {'plus' if sign == '+' else 'less'} {named(right, naming)}"


def _call(function: core.Function, arguments: tuple[Core, ...], naming: Naming) -> str:
    if function == "joined":
        return _across(arguments[0], naming, named)
    many = any(stands_for_many(argument, naming) for argument in arguments)
    words = [named(argument, naming) for argument in arguments]
    match function:
        case "count":
            return f"the {'numbers' if many else 'number'} of {counted(arguments[0], naming)}"
        case "days":
            time = "times" if many else "time"
            return f"the {time} {_from_to(arguments, naming)}, the first and the last day counted,"
        case "date":
            return date_of(arguments, words)
        case "difference":
            return f"what is in {words[0]} and not in {words[1]}"
        case "min" | "max":
            extremes = ("earliest", "latest") if is_day(arguments[0], naming) else ("smallest", "largest")
            return f"the {extremes[function == 'max']} of {words[0]}"
        case "distinct":
            return f"whether no two of {words[0]} are alike"
        case "share":
            return f"{' '.join(arguments[0].span.text.split())} {words[1]}"
        case "recurs":
            return f"whether {clause(core.Call(function, arguments, arguments[0].span), naming, 'is')}"
        case "sum" | "year" | "month" | "weekday":
            return f"the {plural(function) if many else function} of {words[0]}"
        case _:
            assert_never(function)


def _from_to(arguments: tuple[Core, ...], naming: Naming) -> str:
    """“from the meeting’s start to its end”, where both belong to one thing."""
    match arguments:
        case (core.FieldOf(one, start), core.FieldOf(other, end)) if one == other:
            first, title = named(core.FieldOf(one, start, one.span), naming), title_of(other, end, naming)
            return f"from {first} to {f'their {plural(title)}' if stands_for_many(one, naming) else f'its {title}'}"
        case start, end:
            return f"from {named(start, naming)} to {named(end, naming)}"
        case _:
            return ""


def _comprehension(expression: core.Comprehension, naming: Naming) -> str:
    slot, name, over, item = expression.slot, expression.name, expression.list, expression.item
    items = counted(expression, naming)
    whole = naming.for_all(slot, name, over, f"the {items}")
    if is_of_many(item, slot):
        return named(item, whole)
    return f"{named(item, whole.one_by_one)} for each of the {items}"


def _across(outer: Core, naming: Naming, say: Callable[[Core, Naming], str]) -> str:
    """A list over several others: what the inner one holds, of all things of the outer one."""
    assert isinstance(outer, core.Comprehension)
    inner, items = outer.item, counted(outer.list, naming)
    about: list[Core] = []
    if isinstance(inner, core.Comprehension):
        about, inner = conditions_around(inner, outer.slot)
    one = naming.bound(outer.slot, outer.name, outer.list).one_by_one
    conditions = [which(part, outer.slot, one, many=True) for part in about]
    the = "the" if stands_for_many(outer.list, naming) else "all"
    words = f"{the} {items} {' and '.join(conditions) or ('together' if the == 'all' else '')}".rstrip()
    return say(inner, naming.for_all(outer.slot, outer.name, outer.list, words))


def counted(over: Core, naming: Naming, *, singular: bool = False) -> str:
    """The items of a list without an article: “members of the committee”, or in the singular."""
    match over:
        case core.Comprehension():
            inner = naming.bound(over.slot, over.name, over.list).one_by_one
            condition = "" if over.where is None else f" {which(over.where, over.slot, inner, many=not singular)}"
            return f"{counted(over.list, naming, singular=singular)}{condition}"
        case core.Call("joined", (outer,)):
            return _across(outer, naming, lambda inner, names: counted(inner, names, singular=singular))
        case _:
            return _items(over, naming, singular=singular)


def _items(over: Core, naming: Naming, *, singular: bool) -> str:
    kind = kind_of(over, naming)
    item = kind.item if isinstance(kind, ListKind) else None
    if isinstance(item, RecordKind) and item.name:
        return f"{item.name if singular else plural(item.name)}{holder(over, naming)}"
    title = title_of(over.of, over.name, naming) if isinstance(over, core.FieldOf) else "items"
    return f"{title.removesuffix('s') if singular else title}{holder(over, naming)}"


def holder(over: Core, naming: Naming) -> str:
    """Which items a list holds and whose: “ of the working group”; empty for those of the programme."""
    return list_title(over, naming) + _whose(over, naming)


def _whose(over: Core, naming: Naming) -> str:
    match over:
        case core.FieldOf(core.WholeDocument()):
            return ""
        case core.FieldOf(of):
            return f" of {named(of, naming)}"
        case core.ListOf(items):
            return f" {listed(named(item, naming) for item in items)}"
        case _:
            return f" in {named(over, naming)}"
