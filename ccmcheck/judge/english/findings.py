"""Clauses in words: what a rule needs and what was found instead.

Every sentence is made from the rule itself, so that it can never say something else than what was checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import assert_never, cast

from ccmcheck.base.frozen import numerous
from ccmcheck.base.quoting import quoted
from ccmcheck.base.values import IMPOSSIBLE, OPEN, Range
from ccmcheck.document.nodes import Node, State, child
from ccmcheck.document.schema import ListKind, RecordKind, TruthKind
from ccmcheck.judge.english import conditions
from ccmcheck.judge.english.conditions import named
from ccmcheck.judge.english.nouns import Naming, plural
from ccmcheck.judge.english.values import bound, days, listed
from ccmcheck.judge.evaluate import Because, Bound, Context, Listing, Seen, operand
from ccmcheck.judge.evaluate.answers import reads_of
from ccmcheck.judge.evaluate.rule import Finding
from ccmcheck.language import core
from ccmcheck.language.comparators import COMPARATORS
from ccmcheck.language.core import Core

_SHOWN = 3


@numerous
class FoundPhrase:
    """What was found, in a few words without a full stop, and the node that they speak of, None where there is none."""

    found: str
    node: Node | None


def phrases(finding: Finding) -> tuple[FoundPhrase, ...]:
    """What was found, clause by clause or, where the outcome is open, hole by hole; what is said twice is said once."""
    if finding.outcome == "undecided":
        every = [FoundPhrase(_hole(node), node) for node in _holes(finding)]
    else:
        every = [phrase for because in _worth_telling(finding) for phrase in _found_by(finding, because)]
    once: dict[tuple[str, str], FoundPhrase] = {}
    for phrase in every:
        once.setdefault((phrase.found, _pointer(phrase, finding)), phrase)
    return tuple(once.values())


def _pointer(phrase: FoundPhrase, finding: Finding) -> str:
    """Failing clauses are told apart by their places, holes are not: the first stands for all that are alike."""
    return "" if phrase.node is None or finding.outcome == "undecided" else phrase.node.pointer


def _holes(finding: Finding) -> list[Node]:
    """The holes that keep a finding open, those in the thing it speaks of first."""
    source = finding.context.document.source
    holes = [node for because in finding.reasons for node in because.open_reads if node.source is source]
    return sorted(holes, key=lambda node: not node.pointer.startswith(finding.subject))


def needed(finding: Finding) -> str:
    """What the clauses of the requirement need together, joined by “or” where one of them would do.

    Where it is open whether the rule applies at all, no clause of it has been asked, and nothing can be said.
    """
    whole = finding.rule.require
    if whole is None:
        return ""
    required = tuple(core.walk(whole))
    reasons = [because for because in _worth_telling(finding) if _is_among(because.clause, required)]
    words = list(dict.fromkeys(filter(None, (_needed(because, _wanted(whole, because)) for because in reasons))))
    clauses = [because.clause for because in reasons]
    alternatives = any(_holds_all(part, clauses) for part in core.walk(whole) if isinstance(part, core.Or))
    return listed(_few(words), "or" if alternatives else "and")


def found(phrases: Sequence[FoundPhrase]) -> str:
    """Everything that was found."""
    return "; ".join(_few(list(dict.fromkeys(phrase.found for phrase in phrases if phrase.found))))


def _few(words: Sequence[str]) -> Sequence[str]:
    """The first few of many, and how many more there are."""
    if len(words) <= _SHOWN:
        return words
    return [*words[: _SHOWN - 1], f"{words[_SHOWN - 1]} (and {len(words) - _SHOWN} more)"]


def _found_by(finding: Finding, because: Because) -> Iterator[FoundPhrase]:
    """What a clause found, at its place; a value of the document that limits it is shown at a place of its own."""
    phrase = FoundPhrase(_found(because), _node(finding, because))
    yield phrase
    if isinstance(because.clause, core.Compare) and because.clause.comparator not in ("in", "not in"):
        sides = _sides(because, because.clause)
        limit = _read_from(sides.limit, finding, because)
        if limit and limit[-1] is not phrase.node:
            yield FoundPhrase(f"{_named(sides.limiting, because)} is {bound(sides.limit)}", limit[-1])


def _read_from(value: Bound, finding: Finding, because: Because) -> list[Node]:
    """The nodes of the document that a side of a clause was read from, as far as the clause rests on them."""
    source, rests = finding.context.document.source, {node.pointer for node in because.reads}
    return [node for node in reads_of(value) if node.source is source and node.pointer in rests]


def _node(finding: Finding, because: Because) -> Node | None:
    """What a clause speaks of: of a count the list, else what was read last; in the rule's subject if possible."""
    own = [node for node in because.reads if node.source is finding.context.document.source]
    if isinstance(because.clause, core.Compare | core.Between):
        own = _read_from(_value(because), finding, because) or own
    below = [node for node in own if node.pointer.startswith(finding.subject)]
    chosen = below or _below_subject(finding) or own
    if not chosen:
        return None
    return chosen[0] if _is_about_a_list(because.clause) else chosen[-1]


def _below_subject(finding: Finding) -> list[Node]:
    """The first thing that the finding has read inside its subject."""
    source, above = finding.context.document.source, f"{finding.subject}/"
    inside = (node for node in finding.reads if node.source is source and node.pointer.startswith(above))
    return list(islice(inside, 1))


def _is_about_a_list(clause: Core) -> bool:
    match clause:
        case core.Compare(_, core.Call("count" | "sum"), _) | core.Between(core.Call("count" | "sum")):
            return True
        case core.Compare("in" | "not in", _, core.FieldOf()) | core.Call("distinct") | core.Quantified():
            return True
        case _:
            return False


def _worth_telling(finding: Finding) -> list[Because]:
    """The clauses that carry the outcome; that a list ends where it does is told only when there is nothing else."""
    if finding.because and isinstance(finding.because[0].clause, core.Quantified):
        return [finding.because[0]]
    telling = [because for because in finding.because if not isinstance(because.clause, core.Quantified | core.Rows)]
    if finding.outcome == "undecided":
        telling = [because for because in telling if because.open_reads] or telling
    return telling or list(finding.because)


# -- what is needed ------------------------------------------------------------------------------------------------


def _holds_all(alternative: Core, clauses: Sequence[Core]) -> bool:
    inside = tuple(core.walk(alternative))
    several = any(clause is not clauses[0] for clause in clauses)
    return several and all(_is_among(clause, inside) for clause in clauses)


def _is_among(clause: Core, parts: Sequence[Core]) -> bool:
    """Whether a clause is one of these: a rule may say the same twice, and only one of them be meant."""
    return any(clause is part for part in parts)


def _wanted(whole: Core, because: Because) -> bool:
    """Whether the rule needs the clause to hold; under `not` and `no` it needs it not to."""
    if because.truth is not OPEN:
        return because.truth is IMPOSSIBLE
    parity = _parity(whole, because.clause, wanted=True)
    return True if parity is None else parity


def _parity(expression: Core, clause: Core, *, wanted: bool) -> bool | None:
    if expression is clause:
        return wanted ^ _is_turned(clause)
    none = isinstance(expression, core.Quantified) and expression.quantifier == "no"
    turned = none or isinstance(expression, core.Not)
    inner = (_parity(part, clause, wanted=wanted ^ turned) for part in core.parts_of(expression))
    return next((parity for parity in inner if parity is not None), None)


def _is_turned(clause: Core) -> bool:
    """Whether its reasons are about the opposite: of `not in` about being in, of `is missing` about being given."""
    match clause:
        case core.Compare("not in") | core.Given(_, True):
            return True
        case _:
            return False


def _needed(because: Because, wanted: bool) -> str:
    """What one clause needs."""
    match because.clause:
        case core.Compare("in" | "not in", left, right):
            return _membership(because, left, right, wanted)
        case core.Compare() as compared:
            return _comparison(because, _sides(because, compared), wanted)
        case core.Between(value, low, high):
            return _limits(because, value, low, high, wanted)
        case core.Given(of):
            return f"{_named(of, because)} {'stated' if wanted else 'left out'}"
        case core.Call("distinct", (argument,)):
            return f"{'no two' if wanted else 'two'} {_noun(argument, because)} alike"
        case core.FieldOf() | core.Variable() if because.left is not None and not isinstance(because.left, Listing):
            return f"`{'true' if wanted else 'false'}` for {_named(because.clause, because)}"
        case core.Quantified(list=core.Rows()):
            return ""  # how a register is searched is the rule's business; the decision's words say what is needed
        case core.Quantified() as clause:
            return f"{'' if wanted else 'not: '}{_quantified(clause, because)}"
        case _:
            return ""


def _quantified(clause: core.Quantified, because: Because) -> str:
    """“some meeting with the kind `intersessional` such that …”, with the condition as the rule writes it."""
    singular = clause.quantifier in ("some", "every")
    body = conditions.which(clause.body, clause.slot, _naming_inside(clause, because), many=not singular)
    return f"{clause.quantifier} {_noun(clause.list, because, singular=singular)}{_which(clause, because)} {body}"


def _membership(because: Because, left: Core, right: Core, wanted: bool) -> str:
    if isinstance(right, core.ListOf):
        return f"{'one of' if wanted else 'none of'} {bound(cast(Bound, because.right))} for {_named(left, because)}"
    if is_open(because.left):
        return ""
    inside = "among" if wanted else "not among"
    return f"{bound(cast(Bound, because.left))} {inside} the {_noun(right, because)}"


@numerous
class _Sides:
    """A comparison as one reads it: what is measured and its value, what limits it and that value."""

    measured: Core
    value: Bound
    comparator: str
    limiting: Core
    limit: Bound


def _sides(because: Because, clause: core.Compare) -> _Sides:
    """The sides of a comparison: what the document's own frame or the rule itself gives is the limit."""
    left, right = cast(Bound, because.left), cast(Bound, because.right)
    if isinstance(clause.left, core.Constant | core.ListOf) or (
        _is_given_value(clause.left) and not _is_given_value(clause.right)
    ):
        return _Sides(clause.right, right, COMPARATORS[clause.comparator].mirrored, clause.left, left)
    return _Sides(clause.left, left, clause.comparator, clause.right, right)


def _value(because: Because) -> Bound:
    """The value that a comparison measures."""
    if isinstance(because.clause, core.Compare) and because.clause.comparator not in ("in", "not in"):
        return _sides(because, because.clause).value
    return cast(Bound, because.left)


def _comparison(because: Because, sides: _Sides, wanted: bool) -> str:
    comparator = sides.comparator if wanted else COMPARATORS[sides.comparator].opposite
    limit, measured = sides.limit, sides.measured
    if is_open(limit):
        return ""
    words = bound(limit)
    if _is_day(because.left) or _is_day(because.right):
        return f"{_named(measured, because)} {COMPARATORS[comparator].of_day} {words}"
    if comparator in ("=", "!=") and not _is_counted(measured):
        return f"{words if comparator == '=' else f'anything but {words}'} for {_named(measured, because)}"
    if words == "0" and comparator in ("=", "<="):
        return f"no{_unit(measured, because, words)}"
    return f"{COMPARATORS[comparator].of_number} {words}{_unit(measured, because, words)}"


def _limits(because: Because, value: Core, low: Core, high: Core, wanted: bool) -> str:
    assert because.context is not None
    first, last = bound(operand(low, because.context)), bound(operand(high, because.context))
    words = _range_words(low, high) or f"from {first} to {last}"
    if _is_day(because.left):
        words = f"{_named(value, because)} {words}"
    return f"{words if wanted else f'not {words}'}{_unit(value, because, words)}"


def _range_words(low: Core, high: Core) -> str:
    """Two neighbouring numbers as a choice, days as a stretch; nothing for the rest."""
    match low, high:
        case core.Constant(Range(int() as first)), core.Constant(Range(int() as last)) if last == first + 1:
            return f"{first} or {last}"
        case core.Constant(Range(date() as start)), core.Constant(Range(date() as end)):
            return f"from {days(start, end)}"
        case _:
            return ""


def _unit(measured: Core, because: Because, amount: str) -> str:
    """What is counted (“ coordinators”), or nothing where a duration or a field says it itself."""
    if isinstance(measured, core.Call) and measured.function == "count":
        return f" {_noun(measured.arguments[0], because, singular=amount == '1')}"
    return "" if isinstance(measured, core.Call) else f" for {_named(measured, because)}"


def is_open(value: Bound | None) -> bool:
    """Whether a value is a hole."""
    return isinstance(value, Node) and value.is_open


def _is_counted(expression: Core) -> bool:
    return isinstance(expression, core.Call | core.Arithmetic)


def _is_given_value(expression: Core) -> bool:
    """Whether an expression leads to the document's own frame (`year`) rather than to what is measured."""
    return isinstance(expression, core.FieldOf) and isinstance(expression.of, core.WholeDocument)


def _is_day(value: Bound | None) -> bool:
    held = value.value if isinstance(value, Node | Seen) else None
    return isinstance(held, Range) and (isinstance(held.low, date) or isinstance(held.high, date))


# -- what was found ------------------------------------------------------------------------------------------------


def _found(because: Because) -> str:
    """What stood in the document."""
    match because.clause:
        case core.Given(of):
            return "not stated" if because.absent else f"{_named(of, because)} is stated"
        case core.Compare("in" | "not in"):
            return f"{bound(cast(Bound, because.left))} is {'not ' if because.truth is IMPOSSIBLE else ''}among them"
        case core.Compare() as compared:
            sides = _sides(because, compared)
            return _measured(sides.measured, sides.value, because)
        case core.Between(value):
            return _measured(value, cast(Bound, because.left), because)
        case core.Call("distinct"):
            return f"{bound(cast(Bound, because.left))} stands twice"
        case core.Quantified():
            return _ended(because)
        case _:
            return f"found {bound(because.left)}" if because.left is not None else ""


def _measured(measured: Core, value: Bound, because: Because) -> str:
    """What a computed value came from, and what it is: “16 to 21 April 2012 is 6 days”."""
    words = bound(value)
    match measured:
        case core.Call("days", (start, end)) if because.context is not None:
            first, last = _day_of(start, because.context), _day_of(end, because.context)
            return f"{days(first, last)} is {words}" if first and last and first <= last else words
        case core.Call("count", (counted,)):
            number = "no" if words == "0" else words
            return f"there {'is' if words == '1' else 'are'} {number} {_noun(counted, because, singular=words == '1')}"
        case core.FieldOf(of, name) if because.context is not None and _is_fact(value, because.context):
            row = operand(of, because.context)
            return f"the {_title(row, name)} of {_row_name(row)} is {words}"
        case _:
            return f"found {words}" if words not in ("left blank", "not stated") else words


def _is_fact(value: Bound, context: Context) -> bool:
    """Whether a value comes from a register, and not from the document."""
    return isinstance(value, Node) and value.source is not context.document.source


def _row_name(row: Bound) -> str:
    """What a register's row is known by: its first field."""
    if isinstance(row, Node) and isinstance(row.kind, RecordKind):
        return child(row, next(iter(row.kind.fields))).text
    return ""


def _day_of(expression: Core, context: Context) -> date | None:
    value = operand(expression, context)
    held = value.value if isinstance(value, Node | Seen) else None
    return held.low if isinstance(held, Range) and held.exact and isinstance(held.low, date) else None


def _ended(because: Because) -> str:
    """A list none or all of whose items were found to be so."""
    over = because.left
    if not isinstance(over, Listing):
        return ""
    match because.clause:
        case core.Quantified(list=core.Rows(register, key)) if key is not None and because.context and not over.entries:
            row = _naming(because.clause, because).registers[register]
            return f"{bound(operand(key, because.context))} is not among the {plural(row.name or register)}"
        case core.Quantified() as clause if not over.entries:
            return f"there are no {_noun(clause.list, because)}{_which(clause, because)}"
    return "none is so" if because.truth is IMPOSSIBLE else "found one"


def _hole(node: Node) -> str:
    match node.state:
        case State.BLANK:
            return "left blank"
        case State.PARTIAL:
            return f"{quoted(node.text)} leaves {_left_open(node)}"
        case State.UNSTATED:
            return f"{quoted(node.text)} cannot be used" if node.text else "the draft does not say"
        case State.STATED | State.ABSENT:
            return ""
        case _:
            assert_never(node.state)


def _left_open(node: Node) -> str:
    match node.kind:
        case ListKind():
            return "the list open"
        case TruthKind():
            return "open whether it is there"
        case _:
            return "the day open"


# -- names of things -----------------------------------------------------------------------------------------------


def _named(expression: Core, because: Because) -> str:
    """A field by its title in the schema (“the end”), anything else as the handbook says it."""
    match expression:
        case core.FieldOf(of, name) if because.context is not None:
            return f"the {_title(operand(of, because.context), name)}"
        case _:
            return named(expression, _naming(expression, because))


def _title(holder: Bound, name: str) -> str:
    kind = holder.kind if isinstance(holder, Node) else None
    title = kind.fields[name].title if isinstance(kind, RecordKind) else ""
    return title or name.replace("_", " ")


def _noun(expression: Core, because: Because, *, singular: bool = False) -> str:
    """What a list holds: “coordinators”, “working groups with the topic `universalization`”, or one."""
    match expression:
        case core.Comprehension():
            return _noun(expression.list, because, singular=singular) + _which(expression, because)
        case core.FieldOf():
            return _in_number(_named(expression, because).removeprefix("the "), singular=singular)
        case core.Rows(register):
            return _in_number(register.replace("_", " "), singular=singular)
        case _:
            return named(expression, _naming(expression, because))


def _in_number(plural: str, *, singular: bool) -> str:
    return plural.removesuffix("s") if singular else plural


def _which(over: core.Quantified | core.Comprehension, because: Because) -> str:
    """What is said of the items that are meant."""
    context, slot = because.context, over.slot
    match over.where:
        case None:
            return ""
        case core.Compare("=", core.FieldOf(_, name), right) if context and not core.mentions(right, slot):
            return f" with the {name.replace('_', ' ')} {bound(operand(right, context))}"
        case core.Compare("in", left, core.FieldOf(core.Variable(), name)) if context and not core.mentions(left, slot):
            return f" whose {name.replace('_', ' ')} include {bound(operand(left, context))}"
        case where:
            return f" {conditions.which(where, slot, _naming_inside(over, because), many=True)}"


def _naming_inside(over: core.Quantified | core.Comprehension, because: Because) -> Naming:
    return _naming(over, because).bound(over.slot, over.name, over.list)


def _naming(expression: Core, because: Because) -> Naming:
    """What the handbook calls the fields, registers and variables of an expression where it was evaluated."""
    context = because.context
    assert context is not None
    naming = Naming.over(context.document.kind, context.registers)
    for part in core.walk(expression):
        if isinstance(part, core.Variable) and part.slot in context.bound:
            item = context.bound[part.slot]
            naming = naming.holding(part.slot, part.name, item.kind if isinstance(item, Node) else None)
    return naming
