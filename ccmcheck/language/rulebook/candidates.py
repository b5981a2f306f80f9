"""What may stand at a place of a rules file, whether the statement around it can be read or not.

Hides that a statement which is being written is only words: what it binds is found by the words that bind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Source, Span
from ccmcheck.document.schema import ListKind, NameKind, RecordKind, TextKind, WordKind, describe
from ccmcheck.language.rulebook import uses
from ccmcheck.language.rulebook.kinds import SIGNATURES
from ccmcheck.language.rulebook.resolve import Surroundings
from ccmcheck.language.rulebook.uses import Meanings, Thing
from ccmcheck.language.syntax import Parsed, goes_on, tree
from ccmcheck.language.syntax.split import STATEMENTS, split
from ccmcheck.prose.decision import quotations

CandidateSort: TypeAlias = Literal[
    "field", "variable", "define", "register", "function", "word", "name", "paragraph", "quotation", "keyword"
]


@frozen
class Candidate:
    """A text that may stand in place of a stretch, what it is, and a few words about it."""

    text: str
    sort: CandidateSort
    span: Span
    about: str = ""


def candidates(parsed: Parsed, around: Surroundings | None, offset: int) -> tuple[Candidate, ...]:
    """What may stand at a place; empty inside a comment."""
    source = parsed.source
    statement = _statement(source, offset)
    if statement is None:
        return _words(STATEMENTS, _word_at(source, offset))
    before = source.text[statement.start : offset]
    match _open_mark(before):
        case "comment", _:
            return ()
        case "text", start:
            return tuple(_in_text(statement, start, offset, _known(parsed, around, before), around))
        case _:
            return tuple(_in_words(statement, offset, _known(parsed, around, before), around))


def _statement(source: Source, offset: int) -> Span | None:
    """The statement that a place belongs to, up to the next one."""
    started = [span for span in split(source).statements if span.start < offset]
    return Span(source, started[-1].start, max(offset, started[-1].end)) if started else None


_MARK = re.compile(r'--[^\n]*|"(?:[^"\\\n]|\\["\\]|\n[ \t])*"?')


def _open_mark(before: str) -> tuple[str, int]:
    """Whether words end inside a comment or a text, and where that begins."""
    for mark in _MARK.finditer(before):
        if mark.end() == len(before):
            if mark[0].startswith("--"):
                return "comment", mark.start()
            if len(mark[0]) == 1 or not mark[0].endswith('"'):
                return "text", mark.start()
    return "", 0


# -- what names mean ------------------------------------------------------------------------------------------------

_PATH = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*|\[\d+\])*"
_BINDS = re.compile(
    rf"(?:\b(?:each|every|some|no|for|(?:at\s+least|at\s+most|exactly)\s+\d+)\s+|,\s*)([a-z][a-z0-9_]*)\s+in\s+({_PATH})"
)
_PARAMETERS = re.compile(r"define\s+[a-z][a-z0-9_]*\s*\(([^()]*)\)")


def _known(parsed: Parsed, around: Surroundings | None, before: str) -> Meanings:
    """What names mean after these words of a statement."""
    known = uses.meanings(parsed, around)
    nowhere = parsed.source.beginning
    if parameters := _PARAMETERS.match(before):
        for name in filter(None, map(str.strip, parameters[1].split(","))):
            known = known.bound(tree.Word(name, nowhere), _called_so(name, known.document))
    for match in _BINDS.finditer(before):
        listed = _thing(match[2], known)
        known = known.bound(tree.Word(match[1], nowhere), listed.item if listed else None)
    return known


def _called_so(name: str, document: Thing | None) -> Thing | None:
    """The item of a list of the document that goes by a name, which is what a parameter of that name mostly is."""
    for field in document.kind.fields if document and isinstance(document.kind, RecordKind) else ():
        item = document.inside(field).item if document else None  # type: ignore[union-attr]
        if item and isinstance(item.kind, RecordKind) and name.replace("_", " ") in item.kind.name:
            return item
    return None


def _thing(path: str, known: Meanings) -> Thing | None:
    first, *steps = re.findall(r"[a-z][a-z0-9_]*|\[\d+\]", path)
    thing = known.of(first)
    for step in steps:
        thing = None if thing is None else thing.item if step.startswith("[") else known.member(thing, step)
    return thing


# -- inside a text --------------------------------------------------------------------------------------------------

_CITES = re.compile(r"\bunder\s+(\S[^\"\n]*?)\s*$")
_COMPARES = re.compile(rf'({_PATH})\s*(?:!?=|(?:not\s+)?in)\s*(?:\[(?:\s*"[^"]*"\s*,)*\s*)?$')


def _in_text(
    statement: Span, start: int, offset: int, known: Meanings, around: Surroundings | None
) -> Iterator[Candidate]:
    source = statement.source
    before = source.text[statement.start : statement.start + start]
    inside = Span(source, statement.start + start + 1, _text_end(source, statement.start + start, offset))
    if (cites := _CITES.search(before)) and around and around.decision:
        yield from (Candidate(words, "quotation", inside) for words in quotations(around.decision, cites[1]))
    elif compares := _COMPARES.search(before):
        yield from _values(_thing(compares[1], known), inside, around)


def _text_end(source: Source, start: int, offset: int) -> int:
    """Where a text ends: at its mark on the same line, or at the place itself."""
    line_end = source.text.find("\n", offset)
    closing = source.text.find('"', offset, line_end if line_end >= 0 else len(source.text))
    return closing if closing >= 0 else max(offset, start + 1)


def _values(thing: Thing | None, span: Span, around: Surroundings | None) -> Iterator[Candidate]:
    kind = thing.kind.item if thing and isinstance(thing.kind, ListKind) else thing.kind if thing else None
    registers = around.registers if around else {}
    own = [
        name
        for name, each in registers.items()
        if thing and thing.steps == ("[]", each.key) and thing.schema == each.vocabulary.name
    ]
    match kind:
        case WordKind(words):
            yield from (Candidate(word, "word", span) for word in words)
        case NameKind(register) | TextKind(register) if register in registers:
            own = [register]
        case _:
            pass
    yield from (Candidate(name, "name", span) for register in own[:1] for name in registers[register].by_key)


# -- between the words ----------------------------------------------------------------------------------------------

_FIELD_OF = re.compile(rf"({_PATH})\.([a-z0-9_]*)$")
_PARAGRAPH = re.compile(r"\b(?:under|unchecked)\s+(?:[^\"\n]*,\s*)?([\w.()]*)$")


def _in_words(statement: Span, offset: int, known: Meanings, around: Surroundings | None) -> Iterator[Candidate]:
    source = statement.source
    before = source.text[statement.start : offset]
    if match := _FIELD_OF.search(before):
        yield from _fields(known.holder(_thing(match[1], known)), _from(source, offset, match[2]))
    elif match := _PARAGRAPH.search(before):
        labels = around.decision.labels() if around and around.decision else ()
        span = _from(source, offset, match[1])
        yield from (Candidate(label, "paragraph", span, _short(around, label)) for label in labels)
    else:
        span = _word_at(source, offset)
        kinds, words = goes_on(statement, span.start)
        if compares := _COMPARES.search(source.text[statement.start : span.start]):
            for value in _values(_thing(compares[1], known), span, around):
                yield Candidate(f'"{value.text}"', value.sort, span)
        if "NAME" in kinds:
            yield from _names(kinds, known, span)
        if "$END" in kinds:
            words = (*words, *sorted(STATEMENTS))
        yield from _words(words, span)


def _short(around: Surroundings | None, label: str) -> str:
    words = around.decision.own_text_of(label) if around and around.decision else ""
    return words if len(words) <= 80 else f"{words[:79]}…"


def _fields(thing: Thing | None, span: Span) -> Iterator[Candidate]:
    if thing and isinstance(thing.kind, RecordKind):
        for name, field in thing.kind.fields.items():
            yield Candidate(name, "field", span, describe(field.kind))


def _names(kinds: Iterable[str], known: Meanings, span: Span) -> Iterator[Candidate]:
    """The names of expressions; where no value may stand (in an example) only the document's fields."""
    if "LPAR" in kinds or "NUMBER" in kinds or "STRING" in kinds:
        yield from (Candidate(name, "variable", span) for name in known.variables)
        for name, declared in known.declared.items():
            yield Candidate(name, "define" if isinstance(declared, tree.DefineStatement) else "register", span)
        yield from (Candidate(name, "function", span, takes.takes) for name, takes in SIGNATURES.items())
    elif "IN" not in kinds:
        yield from (Candidate(name, "variable", span) for name in known.variables)
        yield from (Candidate(n, "register", span) for n, d in known.declared.items()
                    if isinstance(d, tree.RegisterStatement))  # fmt: skip
    yield from _fields(known.document, span)


def _words(words: Iterable[str], span: Span) -> tuple[Candidate, ...]:
    return tuple(Candidate(word, "keyword", span) for word in sorted(words))


_WORD = re.compile(r"[\w-]*$")


def _word_at(source: Source, offset: int) -> Span:
    """The word that ends at a place; empty where none does."""
    line = source.text[source.text.rfind("\n", 0, offset) + 1 : offset]
    match = _WORD.search(line)
    return _from(source, offset, match[0] if match else "")


def _from(source: Source, offset: int, begun: str) -> Span:
    return Span(source, offset - len(begun), offset)
