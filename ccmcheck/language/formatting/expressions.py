"""Where the lines of a condition may end: before `and`, `or`, `where` and `satisfies`, and between items of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from ccmcheck.language.formatting.layout import BREAK, NEW_LINE, SPACE, Concat, Fill, Group, Indent, Layout, row
from ccmcheck.language.formatting.tokens import Words
from ccmcheck.language.syntax import tree


def clause(expression: tree.Expression, words: Words) -> Layout:
    """A whole condition; three parts or more of it stand on lines of their own."""
    match expression:
        case tree.And(parts) if len(parts) > 2:
            return _joined(parts, "and", words, NEW_LINE)
        case tree.Or(parts) if len(parts) > 2:
            return _joined(parts, "or", words, NEW_LINE)
        case _:
            return laid_out(expression, words)


def laid_out(expression: tree.Expression, words: Words) -> Layout:
    """An expression with its possible line ends."""
    match expression:
        case tree.And(parts):
            return Group(_joined(parts, "and", words, BREAK))
        case tree.Or(parts):
            return Group(_joined(parts, "or", words, BREAK))
        case tree.Not(inner):
            return row(words.take("not"), SPACE, laid_out(inner, words))
        case tree.IfThen():
            return _implication(expression, words)
        case tree.Quantified() | tree.Counted():
            return _run_through(expression, words)
        case tree.Comparison() | tree.Between() | tree.Recurring() | tree.Given():
            return _compared(expression, words)
        case tree.Share(share, whole):
            return row(_in_words(share, words), SPACE, laid_out(whole, words))
        case tree.Arithmetic(sign, left, right):
            first = laid_out(left, words)
            return Group(row(first, Indent(row(BREAK, words.take(sign), SPACE, laid_out(right, words)))))
        case (
            tree.Group() | tree.Member() | tree.Call() | tree.ListLiteral() | tree.Comprehension() | tree.Name()
            | tree.NumberLiteral() | tree.DurationLiteral() | tree.DayLiteral() | tree.TextLiteral()
            | tree.TruthLiteral()
        ):  # fmt: skip
            return _term(expression, words)
        case _:
            assert_never(expression)


_Literal: TypeAlias = tree.NumberLiteral | tree.DurationLiteral | tree.DayLiteral | tree.TextLiteral | tree.TruthLiteral
_Term: TypeAlias = tree.Group | tree.Member | tree.Call | tree.ListLiteral | tree.Comprehension | tree.Name | _Literal


def _term(expression: _Term, words: Words) -> Layout:
    match expression:
        case tree.Group(inner):
            return row(words.take("("), laid_out(inner, words), words.take(")"))
        case tree.Member(of, name):
            return row(laid_out(of, words), words.take("."), words.take(name.text))
        case tree.Call(function, arguments):
            return row(words.take(function.text), _bracketed("(", arguments, ")", words))
        case tree.ListLiteral(items):
            return _bracketed("[", items, "]", words)
        case tree.Comprehension():
            return _comprehension(expression, words)
        case tree.Name(name):
            return words.take(name)
        case _:
            return literal(expression, words)


def literal(written: _Literal, words: Words) -> Layout:
    """A value; a text may be broken between its words."""
    match written:
        case tree.NumberLiteral():
            return words.take_kind("number")
        case tree.DurationLiteral():
            return row(words.take_kind("number"), SPACE, words.take_kind("unit"))
        case tree.DayLiteral(value):
            return words.take(value)
        case tree.TextLiteral():
            return Indent(words.take_kind("string"))
        case tree.TruthLiteral(value):
            return words.take("true" if value else "false")
        case _:
            assert_never(written)


def _joined(parts: Sequence[tree.Expression], by: str, words: Words, line_end: Layout) -> Layout:
    first = laid_out(parts[0], words)
    more = [row(line_end, words.take(by), SPACE, laid_out(part, words)) for part in parts[1:]]
    return row(first, Indent(Concat(tuple(more))))


def _implication(expression: tree.IfThen, words: Words) -> Layout:
    condition = row(words.take("if"), SPACE, laid_out(expression.condition, words))
    consequence = row(BREAK, words.take("then"), SPACE, laid_out(expression.consequence, words))
    return Group(row(condition, Indent(consequence)))


def _run_through(expression: tree.Quantified | tree.Counted, words: Words) -> Layout:
    """`every x in list where C`, and what it satisfies on the next line if need be."""
    match expression:
        case tree.Quantified(quantifier):
            head = [words.take(quantifier)]
        case tree.Counted(amount):
            head = [_in_words(amount, words)]
        case _:
            assert_never(expression)
    head += [SPACE, words.take(expression.name.text), SPACE, words.take("in"), SPACE, laid_out(expression.list, words)]
    if expression.where is not None:
        head.append(row(BREAK, words.take("where"), SPACE, laid_out(expression.where, words)))
    satisfies = row(BREAK, words.take("satisfies"), SPACE, laid_out(expression.body, words))
    return Group(Indent(row(Group(Concat(tuple(head))), satisfies)))


def _in_words(written: tree.Word, words: Words) -> Layout:
    """Several words that stand for one thing."""
    return words.take_all(" ".join(written.text.split()))


def _compared(expression: tree.Comparison | tree.Between | tree.Recurring | tree.Given, words: Words) -> Layout:
    match expression:
        case tree.Comparison():
            return _comparison(expression, words)
        case tree.Between():
            return _between(expression, words)
        case tree.Recurring(value, cycle, inverted):
            left = laid_out(value, words)
            comparator = words.take_all("not in" if inverted else "in")
            return row(left, SPACE, comparator, SPACE, _in_words(cycle, words))
        case tree.Given(of, missing):
            return row(laid_out(of, words), SPACE, words.take_all("is missing" if missing else "is given"))
        case _:
            assert_never(expression)


def _comparison(expression: tree.Comparison, words: Words) -> Layout:
    left = laid_out(expression.left, words)
    comparator = words.take_all(expression.comparator)
    right = laid_out(expression.right, words)
    if _stays_beside(expression.right):
        return row(left, SPACE, comparator, SPACE, right)
    return Group(row(left, Indent(row(BREAK, comparator, SPACE, right))))


def _stays_beside(right: tree.Expression) -> bool:
    """Whether what follows a comparator is too short to deserve a line, or has line ends of its own."""
    short = tree.NumberLiteral | tree.DurationLiteral | tree.DayLiteral | tree.TruthLiteral | tree.Name
    return isinstance(right, short | tree.ListLiteral | tree.Comprehension)


def _between(expression: tree.Between, words: Words) -> Layout:
    value = laid_out(expression.value, words)
    low = row(words.take("between"), SPACE, laid_out(expression.low, words))
    high = row(SPACE, words.take("and"), SPACE, laid_out(expression.high, words))
    return Group(row(value, Indent(row(BREAK, low, high))))


def _comprehension(expression: tree.Comprehension, words: Words) -> Layout:
    start = row(words.take("["), laid_out(expression.item, words))
    inner: list[Layout] = [row(BREAK, words.take("for"))]
    for at, binding in enumerate(expression.bindings):
        inner.append(row(SPACE, words.take(binding.name.text), SPACE, words.take("in"), SPACE))
        inner.append(row(laid_out(binding.list, words), *_comma(at, len(expression.bindings), words)))
    if expression.where is not None:
        inner.append(row(BREAK, words.take("where"), SPACE, laid_out(expression.where, words)))
    return Group(row(start, Indent(Concat(tuple(inner))), words.take("]")))


def _bracketed(opening: str, items: Sequence[tree.Expression], closing: str, words: Words) -> Layout:
    start = words.take(opening)
    inner = [row(laid_out(item, words), *_comma(at, len(items), words)) for at, item in enumerate(items)]
    return row(start, Indent(Fill(tuple(inner))), words.take(closing))


def _comma(at: int, length: int, words: Words) -> list[Layout]:
    return [words.take(",")] if at < length - 1 else []
