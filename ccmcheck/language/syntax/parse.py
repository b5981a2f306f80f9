"""A rules file into its syntax tree; one complaint per statement that cannot be read, worded for a rule author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import cast

from lark import Lark, TextSlice, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import PatternRE, TerminalDef

from ccmcheck.base.diagnostic import Diagnostic, complain, did_you_mean, meant
from ccmcheck.base.grammars import Grammar
from ccmcheck.base.quoting import listed
from ccmcheck.base.source import Source, Span
from ccmcheck.language.syntax import tree
from ccmcheck.language.syntax.build import Builder
from ccmcheck.language.syntax.habits import KEYWORDS_MEANT, habit
from ccmcheck.language.syntax.kept import KeptStatements
from ccmcheck.language.syntax.split import STATEMENTS, first_word, split

# No sentence of a decision needs more; every later step may walk down without fear.
DEEPEST = 100
# Digits of a number, as in documents.
LONGEST = 40


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def parse(source: Source, kept: KeptStatements | None = None) -> tuple[tree.Parsed, tuple[Diagnostic, ...]]:
    """The syntax tree of a rules file and a complaint for each statement that cannot be read.

    With `kept` the statements that it holds from before are not read again, and it holds those of this text afterwards.
    """
    cut = split(source)
    kept = KeptStatements() if kept is None else kept
    statements: list[tree.Statement] = []
    broken: list[tree.Broken] = []
    problems = [_stray(cut.stray)] if cut.stray else []
    for span in cut.statements:
        read = kept.again(span) or _statement(span)
        if isinstance(read, Diagnostic):
            problems.append(read)
            broken.append(_broken(span))
        else:
            statements.append(read)
    kept.keep(statements)
    return tree.Parsed(source, tuple(statements), tuple(broken), cut.comments), tuple(problems)


def _stray(span: Span) -> Diagnostic:
    keywords = ", ".join(f"`{word}`" for word in sorted(STATEMENTS))
    keyword = KEYWORDS_MEANT.get(span.text.lower(), "")
    suggestion = meant(keyword) if keyword else did_you_mean(span.text, STATEMENTS)
    return complain("stray-text", span, suggestion=suggestion, found=span.text, keywords=keywords)


def _broken(span: Span) -> tree.Broken:
    words = span.text.split(None, 2)
    return tree.Broken(words[0], words[1] if len(words) > 1 else "", span)


_OF_WORDS = frozenset(("SETTING", "FORCE", "UNIT"))


def _whole_word(terminal: TerminalDef) -> None:
    """A keyword ends where its word ends: `inmeetings` is none."""
    written = terminal.pattern.value
    if written.isalpha() or terminal.name in _OF_WORDS:
        terminal.pattern = PatternRE(f"(?:{written})(?![A-Za-z0-9_])")
        terminal.priority = 1  # it goes before a name wherever it may stand


GRAMMAR = Grammar(
    "rules.lark",
    partial(Lark, parser="lalr", propagate_positions=True, maybe_placeholders=True, edit_terminals=_whole_word),
)


def _statement(span: Span) -> tree.Statement | Diagnostic:
    keyword = first_word(span)
    if keyword.text not in STATEMENTS:
        return _stray(keyword)
    source = span.source
    control = _CONTROL.search(source.text, span.start, span.end)
    if control is not None:
        found = source.span(*control.span())
        return complain("control-character", found, name=f"U+{ord(found.text):04X}")
    try:
        parsed = GRAMMAR.parser.parse(TextSlice(source.text, span.start, span.end))
    except UnexpectedInput as error:
        return _explain(error, span)
    return _beyond_limits(parsed, keyword) or cast(tree.Statement, Builder(source).transform(parsed))


def _beyond_limits(parsed: Tree[Token], keyword: Span) -> Diagnostic | None:
    """The complaint about a statement that no later step should have to bear."""
    if _is_deeper(parsed, DEEPEST):
        return complain("statement-too-deep", keyword, limit=DEEPEST)
    for token in parsed.scan_values(lambda part: isinstance(part, Token) and part.type == "NUMBER"):
        if len(token) > LONGEST:
            span = keyword.source.span(cast(int, token.start_pos), cast(int, token.end_pos))
            return complain("number-too-long", span, number=f"`{token[:10]}…`")
    return None


def _is_deeper(parsed: Tree[Token], limit: int) -> bool:
    """Whether anything lies deeper than the limit; found without recursion, which is what the limit is for."""
    level: list[Tree[Token]] = [parsed]
    for _ in range(limit):
        level = [child for one in level for child in one.children if isinstance(child, Tree)]
    return bool(level)


# The words of those terminals that stand for a few.
_CHOICES = {
    "SETTING": ("treaty", "title", "short", "source", "schema", "base", "sha256"),
    "FORCE": ("obligation", "recommendation"),
    "UNIT": ("days", "months", "years"),
    "COMPARATOR": ("=", "!=", "<", "<=", ">", ">="),
    "AMOUNT": ("at least", "at most", "exactly"),
    "SHARE": ("half of", "two thirds of"),
    "TRUE": ("true",), "FALSE": ("false",),
}  # fmt: skip


def goes_on(statement: Span, offset: int) -> tuple[frozenset[str], tuple[str, ...]]:
    """With what a statement may go on at a place inside it: kinds of words (`NAME`, `PARAGRAPH` …), and words.

    Only what stands before the place counts. Both are empty where that cannot be read.
    """
    before = statement.source.text[statement.start : offset]
    parser = GRAMMAR.parser.parse_interactive(before)
    try:
        parser.exhaust_lexer()
    except UnexpectedInput:
        return frozenset(), ()
    kinds = frozenset(parser.accepts())  # type: ignore[no-untyped-call]
    return kinds, tuple(dict.fromkeys((*_chosen(kinds), *_keywords(kinds))))


def _keywords(kinds: frozenset[str]) -> Iterator[str]:
    return (name.lower() for name in sorted(kinds) if name not in _WORDS and name.isalpha())


def _chosen(kinds: frozenset[str]) -> Iterator[str]:
    return (word for name in sorted(kinds) for word in _CHOICES.get(name, ()))


# -- what went wrong, in words --------------------------------------------------------------------------------------

_WORDS = {
    "NAME": "a name such as `meetings`", "RULE_NAME": "a name such as `meeting-length`",
    "RULE_REFERENCE": "a rule such as `decisions-2011/meeting-length`",
    "PARAGRAPH": "a paragraph such as `2(a)`", "STRING": 'a text in quotation marks (`"…"`)', "NUMBER": "a number",
    "DATE": "a date such as `2012-04-16`", "UNIT": "`days`, `months` or `years`",
    "COMPARATOR": "a comparison (`=`, `<=` …)",
    "AMOUNT": "`at least 2` or the like", "SHARE": "`two thirds of` or the like",
    "CYCLE": "`every 5 years from 2019` or the like",
    "SIGN": "`+` or `-`", "BLANK": "`____`", "REST": "`...`",
    "LPAR": "`(`", "RPAR": "`)`", "LSQB": "`[`", "RSQB": "`]`",
    "LBRACE": "`{`", "RBRACE": "`}`", "COMMA": "`,`", "DOT": "`.`", "COLON": "`:`", "EQUAL": "`=`",
    "SAME": "`same as`",     "SETTING": "a setting such as `title`", "FORCE": "`obligation`, `recommendation`",
    "$END": "the end of the statement",
}  # fmt: skip
_VALUE = frozenset(("NAME", "NUMBER", "DATE", "STRING", "TRUE", "FALSE", "LPAR", "LSQB", "SHARE", "AMOUNT"))
_AFTER_VALUE = frozenset(("COMPARATOR", "SIGN", "AND", "OR", "IN", "NOT", "IS", "BETWEEN", "DOT", "LPAR", "UNIT"))


def _explain(error: UnexpectedInput, statement: Span) -> Diagnostic:
    span = _found(error, statement)
    if (unclosed := _ran_on(statement, span)) is not None:
        return complain("text-unclosed", unclosed, statement=_named(statement))
    expected = _expected(error)
    keywords = {*_keywords(expected), *_chosen(expected)}
    if "$END" in expected:
        keywords |= STATEMENTS
    found = "the end of the statement" if span.start >= statement.end else f"`{span.text}`"
    code = "text-unclosed" if span.text.startswith('"') and span.text.count('"') == 1 else "syntax"
    advice = habit(statement, span) or did_you_mean(span.text, keywords) or _capital(span)
    return complain(
        code, span, suggestion=advice, expected=_in_words(expected), found=found, statement=_named(statement),
        rest=_without(statement),
    )  # fmt: skip


_TEXT = re.compile(r'"(?:[^"\\\n]|\\["\\]|\n[ \t])*"')


def _ran_on(statement: Span, span: Span) -> Span | None:
    """The first line of a text that was not closed there, and ran on to where the next begins."""
    for text in _TEXT.finditer(statement.source.text, statement.start, span.start):
        if text.end() == span.start and "\n" in text.group():
            return statement.source.span(text.start(), statement.source.text.index("\n", text.start()))
    return None


def _without(statement: Span) -> str:
    """What becomes of the rest of the file while the statement cannot be read."""
    return "nor is the rest of the file" if first_word(statement).text == "ruleset" else "unlike the others"


def _named(statement: Span) -> str:
    """The keyword of a statement and what comes next, which is mostly its name."""
    return " ".join(statement.text.split(None, 2)[:2])


def _capital(span: Span) -> str:
    """What may be meant by a word with a capital, which no name and no keyword has."""
    if not span.text[:1].isupper():
        return ""
    return "A name is written in small letters, and a text stands between quotation marks."


def _expected(error: UnexpectedInput) -> frozenset[str]:
    """The kinds of words with which the statement could go on at the place of the error."""
    return frozenset(error.interactive_parser.accepts())  # type: ignore[no-untyped-call]


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
    """The expected words as a list for a reader.

    Values are one thing; what may go on after a value is left out where something else can come.
    """
    names = set(expected) - {"COMMENT", "WHITE_SPACE"}
    if names >= {"NAME", "NUMBER", "STRING"}:
        names -= _VALUE | {"NOT", "IF", "EVERY", "SOME", "NO", "BLANK", "LBRACE"}
        words = ["a value or a condition"]
    else:
        if names - _AFTER_VALUE - {"$END"}:
            names -= _AFTER_VALUE
        words = []
    words += sorted(_WORDS.get(name, f"`{name.lower()}`") for name in names - {"$END"})
    words += [_WORDS["$END"]] if "$END" in names else []
    return listed(words, "or")
