"""A rules file into its syntax tree; one complaint per statement that cannot be read, worded for a rule author."""

from __future__ import annotations

from functools import cache
from typing import cast

from lark import Lark, TextSlice
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from ccmcheck import resources
from ccmcheck.diagnostic import Diagnostic, complain, did_you_mean
from ccmcheck.source import Source, Span
from ccmcheck.syntax import tree
from ccmcheck.syntax.build import Builder
from ccmcheck.syntax.split import STATEMENTS, split


def parse(source: Source) -> tuple[tree.Parsed, tuple[Diagnostic, ...]]:
    """The syntax tree of a rules file and a complaint for each statement that cannot be read."""
    cut = split(source)
    statements: list[tree.Statement] = []
    broken: list[tree.Broken] = []
    problems = [_stray(cut.stray)] if cut.stray else []
    for span in cut.statements:
        read = _statement(span)
        if isinstance(read, Diagnostic):
            problems.append(read)
            broken.append(_broken(span))
        else:
            statements.append(read)
    return tree.Parsed(source, tuple(statements), tuple(broken), cut.comments), tuple(problems)


def _stray(span: Span) -> Diagnostic:
    keywords = ", ".join(f"`{word}`" for word in sorted(STATEMENTS))
    suggestion = did_you_mean(span.text, STATEMENTS)
    return complain("stray-text", span, suggestion=suggestion, found=span.text, keywords=keywords)


def _broken(span: Span) -> tree.Broken:
    words = span.text.split(None, 2)
    return tree.Broken(words[0], words[1] if len(words) > 1 else "", span)


@cache
def _grammar() -> Lark:
    return Lark(resources.read("grammar", "rules.lark"), parser="lalr", propagate_positions=True, maybe_placeholders=True)


def _statement(span: Span) -> tree.Statement | Diagnostic:
    source = span.source
    try:
        parsed = _grammar().parse(TextSlice(source.text, span.start, span.end))
    except UnexpectedInput as error:
        return _explain(error, span)
    except RecursionError:
        return complain("nested-too-deep", span)
    return cast(tree.Statement, Builder(source).transform(parsed))


# -- what went wrong, in words --------------------------------------------------------------------------------------

_WORDS = {
    "NAME": "a name", "RULE_NAME": "a name in kebab-case", "RULE_REFERENCE": "a rule such as `beirut-2011/some-rule`",
    "PARAGRAPH": "a paragraph such as `2(a)`", "STRING": "a text in quotation marks", "NUMBER": "a number",
    "DATE": "a date", "UNIT": "`days`, `months` or `years`", "COMPARATOR": "a comparison (`=`, `<=`, …)",
    "SIGN": "`+` or `-`", "BLANK": "`____`", "LPAR": "`(`", "RPAR": "`)`", "LSQB": "`[`", "RSQB": "`]`",
    "LBRACE": "`{`", "RBRACE": "`}`", "COMMA": "`,`", "DOT": "`.`", "COLON": "`:`", "EQUAL": "`=`",
    "SETTING": "`title`, `short`, `source`, `schema` or `base`", "FORCE": "`obligation` or `recommendation`",
    "$END": "the end of the statement",
}  # fmt: skip
_VALUE = frozenset(("NAME", "NUMBER", "DATE", "STRING", "TRUE", "FALSE", "LPAR", "LSQB"))
_AFTER_VALUE = frozenset(("COMPARATOR", "SIGN", "AND", "OR", "IN", "NOT", "IS", "BETWEEN", "DOT", "LPAR"))


def _explain(error: UnexpectedInput, statement: Span) -> Diagnostic:
    span = _found(error, statement)
    expected = _expected(error)
    keywords = {name.lower() for name in expected if name.isalpha() and name not in _WORDS}
    found = "the end of the statement" if span.start >= statement.end else f"`{span.text}`"
    code = "text-unclosed" if span.text.startswith('"') and span.text.count('"') == 1 else "syntax"
    return complain(
        code, span, suggestion=did_you_mean(span.text, keywords), expected=_in_words(expected), found=found,
        statement=" ".join(statement.text.split(None, 2)[:2]),
    )  # fmt: skip


def _expected(error: UnexpectedInput) -> frozenset[str]:
    if isinstance(error, UnexpectedToken):
        return frozenset(error.accepts or error.expected)
    if isinstance(error, UnexpectedCharacters):
        return frozenset(error.allowed or ())
    return frozenset()


def _found(error: UnexpectedInput, statement: Span) -> Span:
    """The offending word; an early end is placed at the end of the statement."""
    token = getattr(error, "token", None)
    if token is not None and token.type == "$END":
        return Span(statement.source, statement.end, statement.end)
    start = error.pos_in_stream if error.pos_in_stream is not None else statement.start
    return Span(statement.source, start, _word_end(statement, start))


def _word_end(statement: Span, start: int) -> int:
    text = statement.source.text
    if text[start] == '"':
        return min(statement.end, text.find("\n", start) % (statement.end + 1))
    end = start + 1
    while end < statement.end and (text[end].isalnum() or text[end] in "_-") and (text[start].isalnum()):
        end += 1
    return end


def _in_words(expected: frozenset[str]) -> str:
    """The expected words as a list for a reader: values are one thing, and what may go on after one is left out where more is to come."""
    names = set(expected) - {"COMMENT", "WHITE_SPACE"}
    if names >= {"NAME", "NUMBER", "STRING"}:
        names -= _VALUE | {"NOT", "IF", "EVERY", "SOME", "NO", "BLANK", "LBRACE"}
        words = ["a value or a condition"]
    else:
        if names - _AFTER_VALUE - {"$END"}:
            names -= _AFTER_VALUE
        words = []
    words += sorted(_WORDS.get(name, f"`{name.lower()}`") for name in names)
    return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
