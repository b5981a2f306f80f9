"""The syntax tree of a rules file: what was written, with places. Spans take no part in equality."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from typing import Literal, TypeAlias, assert_never

from ccmcheck.base.frozen import frozen, numerous
from ccmcheck.base.source import Source, Span


@numerous
class Word:
    """A name, a text, a paragraph or a rule reference, and where it stands."""

    text: str
    span: Span = field(compare=False, repr=False)


# -- expressions ---------------------------------------------------------------------------------------------------

Comparator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not in"]
Quantifier: TypeAlias = Literal["every", "some", "no"]
ArithmeticSign: TypeAlias = Literal["+", "-"]


@frozen
class NumberLiteral:
    value: int | Decimal
    span: Span = field(compare=False, repr=False)


@frozen
class TextLiteral:
    value: str
    span: Span = field(compare=False, repr=False)


@frozen
class DayLiteral:
    """A date or half of one, as written."""

    value: str
    span: Span = field(compare=False, repr=False)


@frozen
class DurationLiteral:
    """`5 days`; the unit is singular."""

    amount: int
    unit: Literal["day", "month", "year"]
    span: Span = field(compare=False, repr=False)


@frozen
class TruthLiteral:
    value: bool
    span: Span = field(compare=False, repr=False)


@frozen
class ListLiteral:
    items: tuple[Expression, ...]
    span: Span = field(compare=False, repr=False)


@numerous
class Name:
    """A field of the document, a name bound by a quantifier, a define or a register."""

    name: str
    span: Span = field(compare=False, repr=False)


@frozen
class Member:
    """`of.name`"""

    of: Expression
    name: Word
    span: Span = field(compare=False, repr=False)


@frozen
class Call:
    function: Word
    arguments: tuple[Expression, ...]
    span: Span = field(compare=False, repr=False)


@frozen
class Comprehension:
    """`[item for name in list, name in list where condition]`"""

    item: Expression
    bindings: tuple[Binding, ...]
    where: Expression | None
    span: Span = field(compare=False, repr=False)


@frozen
class Group:
    """An expression in parentheses; kept, because a formatter needs them."""

    inner: Expression
    span: Span = field(compare=False, repr=False)


@frozen
class Arithmetic:
    sign: ArithmeticSign
    left: Expression
    right: Expression
    span: Span = field(compare=False, repr=False)


@frozen
class Share:
    """`two thirds of …`, `40 percent of …`; the words are those before the whole."""

    words: Word
    whole: Expression
    span: Span = field(compare=False, repr=False)


@frozen
class Recurring:
    """`in every 5 years from 2019`, or `not in`."""

    value: Expression
    cycle: Word
    inverted: bool
    span: Span = field(compare=False, repr=False)


@frozen
class Comparison:
    comparator: Comparator
    left: Expression
    right: Expression
    span: Span = field(compare=False, repr=False)


@frozen
class Between:
    value: Expression
    low: Expression
    high: Expression
    span: Span = field(compare=False, repr=False)


@frozen
class Given:
    """`is given`, or `is missing`."""

    of: Expression
    missing: bool
    span: Span = field(compare=False, repr=False)


@frozen
class Not:
    inner: Expression
    span: Span = field(compare=False, repr=False)


@frozen
class And:
    parts: tuple[Expression, ...]
    span: Span = field(compare=False, repr=False)


@frozen
class Or:
    parts: tuple[Expression, ...]
    span: Span = field(compare=False, repr=False)


@frozen
class IfThen:
    condition: Expression
    consequence: Expression
    span: Span = field(compare=False, repr=False)


@frozen
class Quantified:
    """`every name in list where condition satisfies body`"""

    quantifier: Quantifier
    name: Word
    list: Expression
    where: Expression | None
    body: Expression
    span: Span = field(compare=False, repr=False)


@frozen
class Counted:
    """`at least 2 name in list where condition satisfies body`; the amount is the words with the number."""

    amount: Word
    name: Word
    list: Expression
    where: Expression | None
    body: Expression
    span: Span = field(compare=False, repr=False)


Expression: TypeAlias = (
    NumberLiteral | TextLiteral | DayLiteral | DurationLiteral | TruthLiteral | ListLiteral | Name | Member | Call
    | Comprehension | Group | Arithmetic | Share | Comparison | Between | Recurring | Given | Not | And | Or | IfThen
    | Quantified | Counted
)  # fmt: skip


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside an expression, in the order in which they are written."""
    match expression:
        case NumberLiteral() | TextLiteral() | DayLiteral() | DurationLiteral() | TruthLiteral() | Name():
            return ()
        case ListLiteral(items):
            return items
        case Member(of) | Given(of) | Share(_, of) | Recurring(of):
            return (of,)
        case Call(_, arguments):
            return arguments
        case Group(inner) | Not(inner):
            return (inner,)
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            return (left, right)
        case Between(value, low, high):
            return (value, low, high)
        case And(parts) | Or(parts):
            return parts
        case IfThen(condition, consequence):
            return (condition, consequence)
        case Comprehension(item, bindings, where):
            lists = tuple(binding.list for binding in bindings)
            return (item, *lists) if where is None else (item, *lists, where)
        case Quantified(_, _, over, where, body) | Counted(_, _, over, where, body):
            return (over, body) if where is None else (over, where, body)
        case _:
            assert_never(expression)


# -- examples ------------------------------------------------------------------------------------------------------

ExampleOutcome: TypeAlias = Literal["accepts", "rejects", "leaves open", "passes over"]


@frozen
class BlankValue:
    """`____`"""

    span: Span = field(compare=False, repr=False)


@frozen
class RestValue:
    """`...`, as the last item of a list that may hold more."""

    span: Span = field(compare=False, repr=False)


@frozen
class ListValue:
    items: tuple[Value, ...]
    span: Span = field(compare=False, repr=False)


@frozen
class RecordValue:
    entries: tuple[tuple[Word, Value], ...]
    span: Span = field(compare=False, repr=False)


Value: TypeAlias = (
    TextLiteral
    | NumberLiteral
    | DurationLiteral
    | DayLiteral
    | TruthLiteral
    | BlankValue
    | RestValue
    | ListValue
    | RecordValue
)


@frozen
class Path:
    """`meetings[0].end`: names and positions from 0."""

    steps: tuple[str | int, ...]
    span: Span = field(compare=False, repr=False)


@frozen
class SetEdit:
    path: Path
    value: Value
    span: Span = field(compare=False, repr=False)


@frozen
class RemoveEdit:
    path: Path
    span: Span = field(compare=False, repr=False)


Edit: TypeAlias = SetEdit | RemoveEdit


@frozen
class Example:
    """What the rule says of the base document after these edits."""

    outcome: ExampleOutcome
    edits: tuple[Edit, ...]
    span: Span = field(compare=False, repr=False)


@frozen
class SameAs:
    """`same as "…" because "…"`: the rule with these words in place of its own says the same on every document."""

    words: Word
    reason: Word
    span: Span = field(compare=False, repr=False)


# -- statements ----------------------------------------------------------------------------------------------------

Force: TypeAlias = Literal["obligation", "recommendation", "judgement", "practice"]


@frozen
class Citation:
    paragraph: Word
    quotation: Word
    span: Span = field(compare=False, repr=False)


@frozen
class Binding:
    name: Word
    list: Expression
    span: Span = field(compare=False, repr=False)


@frozen
class Scope:
    """`for each … in …, … in … where …`"""

    bindings: tuple[Binding, ...]
    where: Expression | None
    span: Span = field(compare=False, repr=False)


@frozen
class ExceptionClause:
    """`unless CONDITION under PARAGRAPH "…"`: an exception that the decision itself makes."""

    condition: Expression
    citation: Citation
    span: Span = field(compare=False, repr=False)


@frozen
class RulesetStatement:
    """The header; a setting that was not written is None. `authority` says who reports a text that nobody has seen."""

    name: Word
    language: Word | None
    treaty: Word | None
    title: Word | None
    short: Word | None
    source: Word | None
    schema: Word | None
    base: Word | None
    sha256: Word | None
    authority: Word | None
    in_force: tuple[Word, Word | None] | None
    repeated: tuple[Word, ...]
    span: Span = field(compare=False, repr=False)


@frozen
class RegisterStatement:
    name: Word
    file: Word
    schema: Word
    key: Word
    span: Span = field(compare=False, repr=False)


@frozen
class DefineStatement:
    """`define name(parameters) = body`; parameters is None where no parentheses were written."""

    name: Word
    parameters: tuple[Word, ...] | None
    body: Expression
    span: Span = field(compare=False, repr=False)


@frozen
class Intent:
    """`intent CODE because "…"`: what the lint of that code would say of the rule is meant so."""

    code: Word
    reason: Word
    span: Span = field(compare=False, repr=False)


@frozen
class RuleStatement:
    """An obligation, a recommendation or a practice (with `require`), or a judgement (with `ask`).

    A practice has no citation; `observed` says in which years it was kept.
    """

    force: Force
    name: Word
    replaces: Word | None
    citations: tuple[Citation, ...]
    scope: Scope | None
    when: Expression | None
    require: Expression | None
    ask: Word | None
    exceptions: tuple[ExceptionClause, ...]
    otherwise: Word | None
    examples: tuple[Example, ...]
    span: Span = field(compare=False, repr=False)
    same_as: tuple[SameAs, ...] = ()
    intents: tuple[Intent, ...] = ()
    observed: Word | None = None


@frozen
class UncheckedStatement:
    paragraphs: tuple[Word, ...]
    reason: Word
    span: Span = field(compare=False, repr=False)


@frozen
class RepealStatement:
    """`repeals RULESET/RULE under PARAGRAPH "…"`"""

    rule: Word
    citation: Citation
    span: Span = field(compare=False, repr=False)


Statement: TypeAlias = (
    RulesetStatement | RegisterStatement | DefineStatement | RuleStatement | UncheckedStatement | RepealStatement
)


@frozen
class Broken:
    """A statement that could not be read: its first word and, where it has one, its name."""

    keyword: str
    name: str
    span: Span = field(compare=False, repr=False)


@frozen
class Parsed:
    """A rules file: its statements in order, those that could not be read, and its comments."""

    source: Source
    statements: tuple[Statement, ...]
    broken: tuple[Broken, ...]
    comments: tuple[Word, ...] = field(compare=False)
