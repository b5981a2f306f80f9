"""What a word of a rules file means, in the little window of the editor."""

from __future__ import annotations

from typing import assert_never, cast

from ccmcheck.base.quoting import cited
from ccmcheck.base.source import Span
from ccmcheck.document.schema import Kind, ListKind, NameKind, RecordKind, TextKind, describe
from ccmcheck.editor.markdown import bold, heading, inline, paragraphs, quotation, rules_text
from ccmcheck.editor.rules_file import RulesFile
from ccmcheck.judge.english.rules import reading
from ccmcheck.language.core import Function
from ccmcheck.language.rulebook import Rule, uses
from ccmcheck.language.rulebook.kinds import SIGNATURES
from ccmcheck.language.rulebook.uses import Use
from ccmcheck.language.syntax import tree


def hover(file: RulesFile, offset: int) -> tuple[str, Span] | None:
    """What stands at a place, as Markdown, and its stretch; None where there is nothing to say."""
    use = uses.at(file.uses, offset)
    if use is not None:
        words = _words(use, file)
        return (words, use.span) if words else None
    for statement in file.loaded.parsed.statements:
        if isinstance(statement, tree.RuleStatement) and statement.span.start <= offset < statement.name.span.start:
            rule = file.rule(statement.name.text)
            return (_rule(rule, file), statement.name.span) if rule else None
    return None


def _words(use: Use, file: RulesFile) -> str:
    match use.sort:
        case "paragraph" | "quotation":
            return _paragraph(use, file)
        case "rule":
            rule = file.rule(use.name)
            return _rule(rule, file) if rule else ""
        case "field":
            return _field(use, file)
        case "variable":
            return _variable(use)
        case "define":
            return _define(use, file)
        case "register":
            return _register(use, file)
        case "function":
            signature = SIGNATURES[cast(Function, use.name)]
            return paragraphs(bold(f"{use.name}(…)", "a function"), inline(f"It takes {signature.takes}."))
        case "file":
            return ""
        case _:
            assert_never(use.sort)


def _paragraph(use: Use, file: RulesFile) -> str:
    decision = file.loaded.around.decision if file.loaded.around else None
    label = use.citation.paragraph.text if use.citation else use.name
    text = decision.text_of(label) if decision else ""
    return paragraphs(bold(cited(label)), quotation(text)) if text else ""


def _rule(rule: Rule, file: RulesFile) -> str:
    assert file.naming is not None  # a rule is resolved in a rulebook
    words = reading(rule, file.naming)
    excepted = (f"Except where {condition} ({citation.cited})." for condition, citation in words.unless)
    rests_on = (paragraphs(inline(each.cited), quotation(each.quotation)) for each in rule.citations)
    return paragraphs(bold(rule.name, f"({rule.force})"), inline(words.sentence), *map(inline, excepted), *rests_on)


def _field(use: Use, file: RulesFile) -> str:
    if use.thing is None or file.book is None:
        return ""
    about = _declared(use.thing, file)
    title, description = about or ("", "")
    return paragraphs(heading(use.name, title), inline(description), _kind(use.thing.kind))


def _declared(thing: uses.Thing, file: RulesFile) -> tuple[str, str] | None:
    """What the schema says of a field: title and description."""
    *above, name = thing.steps or ("",)
    around = file.loaded.around
    if not name or around is None:
        return None
    registers = {register.vocabulary.name: register.rows.kind for register in around.registers.values()}
    kind: Kind | None = (
        around.vocabulary.document if thing.schema == around.vocabulary.name else registers[thing.schema]
    )
    for step in above:
        if isinstance(kind, ListKind):
            kind = kind.item
        elif isinstance(kind, RecordKind):
            kind = kind.fields[step].kind
    field = kind.fields[name] if isinstance(kind, RecordKind) else None
    return (field.title, field.description) if field else None


def _kind(kind: Kind) -> str:
    """What a value is, in words."""
    match kind:
        case NameKind(register):
            return inline(f"A name from the register `{register}`.")
        case TextKind(aliases) if aliases:
            return inline(f"Text; the other names in the register `{aliases}` are understood.")
        case ListKind(RecordKind(name)) if name:
            return inline(f"A list; each item is a {name}.")
        case _:
            words = describe(kind)
            return inline(f"{words[:1].upper()}{words[1:]}.")


def _variable(use: Use) -> str:
    if use.thing is None:
        return paragraphs(bold(use.name, "is bound here"))
    return paragraphs(bold(use.name), _kind(use.thing.kind))


def _define(use: Use, file: RulesFile) -> str:
    for statement in file.loaded.parsed.statements:
        if isinstance(statement, tree.DefineStatement) and statement.name.text == use.name:
            return rules_text(_with_comments(statement.span))
    return ""


def _with_comments(statement: Span) -> str:
    """A statement with the comments right above it."""
    lines = statement.source.text[: statement.start].split("\n")[:-1]
    above: list[str] = []
    while lines and lines[-1].startswith("--"):
        above.insert(0, lines.pop())
    return "\n".join([*above, statement.text])


def _register(use: Use, file: RulesFile) -> str:
    register = file.loaded.around.registers.get(use.name) if file.loaded.around else None
    if register is None:
        return ""
    return paragraphs(
        bold(use.name, "a register"), inline(f"{len(register.each)} rows, each known by its `{register.key}`.")
    )
