"""Where the lines of a statement may end: each part of a rule and each setting of the header on lines of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from ccmcheck.language.formatting.expressions import clause, laid_out, literal
from ccmcheck.language.formatting.layout import BREAK, NEW_LINE, SPACE, Concat, Fill, Group, Indent, Layout, Text, row
from ccmcheck.language.formatting.tokens import Words
from ccmcheck.language.syntax import tree

_SETTING_WIDTH = 8  # the longest setting but `in force from`, which has no text to line up


def statement(written: tree.Statement, words: Words) -> Layout:
    """A statement with its possible line ends; takes every one of its words."""
    match written:
        case tree.RulesetStatement(name):
            head = row(words.take("ruleset"), SPACE, words.take(name.text))
            return _parts(head, _settings(words))
        case tree.RegisterStatement():
            return _register(written, words)
        case tree.DefineStatement():
            return _define(written, words)
        case tree.RuleStatement():
            head = row(words.take(written.force), SPACE, words.take(written.name.text))
            return _parts(head, _rule_parts(written, words))
        case tree.UncheckedStatement():
            return _unchecked(written, words)
        case tree.RepealStatement(rule):
            return row(words.take("repeals"), SPACE, words.take(rule.text), SPACE, _citation(words))
        case _:
            assert_never(written)


def _parts(head: Layout, parts: Iterator[Layout]) -> Layout:
    return row(head, Indent(Concat(tuple(row(NEW_LINE, part) for part in parts))))


def _settings(words: Words) -> Iterator[Layout]:
    """The settings in the order in which they were written, their values in one column."""
    while not words.over:
        if words.next_is("in"):
            period = row(words.take_all("in force from"), SPACE, words.take_kind("day"))
            more = words.next_is("until")
            yield row(period, *([SPACE, words.take("until"), SPACE, words.take_kind("day")] if more else []))
        elif words.next_is("authority"):
            yield row(words.take_all("authority secondary"), SPACE, Indent(words.take_kind("string")))
        elif words.next_is("language"):
            yield row(words.take("language"), SPACE, words.take_kind("number"))
        else:
            gap = Text(" " * max(1, _SETTING_WIDTH + 1 - len(words.peek("word"))))
            yield row(words.take_kind("word"), gap, Indent(words.take_kind("string")))


def _register(written: tree.RegisterStatement, words: Words) -> Layout:
    head = row(words.take("register"), SPACE, words.take(written.name.text))
    parts = [row(BREAK, words.take(word), SPACE, words.take_kind("string")) for word in ("from", "schema")]
    parts.append(row(BREAK, words.take("key"), SPACE, words.take(written.key.text)))
    return Group(row(head, Indent(Concat(tuple(parts)))))


def _define(written: tree.DefineStatement, words: Words) -> Layout:
    head = [words.take("define"), SPACE, words.take(written.name.text)]
    if written.parameters is not None:
        head.append(words.take("("))
        head += _listed([parameter.text for parameter in written.parameters], words)
        head.append(words.take(")"))
    head += [SPACE, words.take("=")]
    return Group(row(*head, Indent(row(BREAK, laid_out(written.body, words)))))


def _listed(names: Sequence[str], words: Words) -> Iterator[Layout]:
    for at, name in enumerate(names):
        yield words.take(name)
        if at < len(names) - 1:
            yield row(words.take(","), SPACE)


def _unchecked(written: tree.UncheckedStatement, words: Words) -> Layout:
    head = row(words.take("unchecked"), SPACE)
    return row(head, _reasoned(row(*_listed([paragraph.text for paragraph in written.paragraphs], words)), words))


# -- rules ----------------------------------------------------------------------------------------------------------


def _rule_parts(written: tree.RuleStatement, words: Words) -> Iterator[Layout]:
    """The parts in the order of the grammar."""
    yield from _grounds(written, words)
    if written.scope is not None:
        yield _scope(written.scope, words)
    if written.when is not None:
        yield row(words.take("when"), SPACE, clause(written.when, words))
    if written.require is not None:
        yield row(words.take("require"), SPACE, clause(written.require, words))
    if written.ask is not None:
        yield _texted("ask", words)
    for exception in written.exceptions:
        head = row(words.take("unless"), SPACE, laid_out(exception.condition, words))
        yield Group(row(head, Indent(row(BREAK, _citation(words)))))
    if written.otherwise is not None:
        yield _texted("otherwise", words)
    for _ in written.intents:
        yield _reasoned(row(words.take("intent"), SPACE, words.take_kind("rule")), words)
    for example in written.examples:
        yield _example(example, words)
    for _ in written.same_as:
        yield _reasoned(row(words.take_all("same as"), SPACE, words.take_kind("string")), words)


def _grounds(written: tree.RuleStatement, words: Words) -> Iterator[Layout]:
    """What a rule takes the place of, and what it rests on."""
    if written.replaces is not None:
        yield row(words.take("replaces"), SPACE, words.take(written.replaces.text))
    for _ in written.citations:
        yield _citation(words)
    if written.observed is not None:
        yield _texted("observed", words)


def _reasoned(head: Layout, words: Words) -> Layout:
    """A declaration and the reason for it."""
    return Indent(Fill((head, row(words.take("because"), SPACE, words.take_kind("string")))))


def _texted(keyword: str, words: Words) -> Layout:
    return row(words.take(keyword), SPACE, Indent(words.take_kind("string")))


def _citation(words: Words) -> Layout:
    return row(words.take("under"), SPACE, words.take_kind("paragraph"), SPACE, Indent(words.take_kind("string")))


def _scope(written: tree.Scope, words: Words) -> Layout:
    head = row(words.take_all("for each"), SPACE)
    bindings: list[Layout] = []
    for at, binding in enumerate(written.bindings):
        named = row(words.take(binding.name.text), SPACE, words.take("in"), SPACE, laid_out(binding.list, words))
        bindings.append(row(named, words.take(",")) if at < len(written.bindings) - 1 else named)
    where: list[Layout] = []
    if written.where is not None:
        where = [row(BREAK, words.take("where"), SPACE, laid_out(written.where, words))]
    return row(head, Group(Indent(row(Fill(tuple(bindings)), *where))))


# -- examples -------------------------------------------------------------------------------------------------------


def _example(written: tree.Example, words: Words) -> Layout:
    head = row(words.take("example"), SPACE, words.take_all(written.outcome))
    if not written.edits:
        return head
    opening = [SPACE, words.take("with")] if isinstance(written.edits[0], tree.SetEdit) or words.next_is("with") else []
    edits: list[Layout] = []
    for at, edit in enumerate(written.edits):
        laid = _edit(edit, words)
        edits.append(row(laid, words.take(",")) if at < len(written.edits) - 1 else laid)
    return row(head, *opening, SPACE, Indent(Fill(tuple(edits))))


def _edit(written: tree.Edit, words: Words) -> Layout:
    match written:
        case tree.RemoveEdit(path):
            return row(words.take("without"), SPACE, _path(path, words))
        case tree.SetEdit(path, value):
            return row(_path(path, words), SPACE, words.take("="), SPACE, _value(value, words))
        case _:
            assert_never(written)


def _path(path: tree.Path, words: Words) -> Layout:
    parts: list[Layout] = []
    for step in path.steps:
        if isinstance(step, int):
            parts += [words.take("["), words.take_kind("number"), words.take("]")]
        else:
            parts += [words.take(".")] if parts else []
            parts.append(words.take(step))
    return Concat(tuple(parts))


def _value(value: tree.Value, words: Words) -> Layout:
    match value:
        case tree.ListValue(items):
            start = words.take("[")
            inner = [row(_value(item, words), *_comma(at, len(items), words)) for at, item in enumerate(items)]
            return row(start, Fill(tuple(inner)), words.take("]"))
        case tree.RecordValue(entries):
            start = words.take("{")
            inner = []
            for at, (key, held) in enumerate(entries):
                named = row(words.take(key.text), words.take(":"), SPACE, _value(held, words))
                inner.append(row(named, *_comma(at, len(entries), words)))
            return row(start, Fill(tuple(inner)), words.take("}"))
        case tree.BlankValue():
            return words.take_kind("blank")
        case tree.RestValue():
            return words.take("...")
        case tree.TextLiteral():
            return words.take_kind("string")
        case _:
            return literal(value, words)


def _comma(at: int, length: int, words: Words) -> list[Layout]:
    return [words.take(",")] if at < length - 1 else []
