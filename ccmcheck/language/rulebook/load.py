"""Finds and reads a rules file and what it refers to: schema, registers, the decision's text; hides where they lie.

A schema lies in `schemas/`; every other path is relative to the rules file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Diagnostic, about_file, complain, did_you_mean
from ccmcheck.base.source import Source, Span
from ccmcheck.document.decode import LARGEST, decode
from ccmcheck.document.names import names_of, standings_of
from ccmcheck.document.read import read_register
from ccmcheck.document.schema import (  # fmt: skip
    Kind,
    ListKind,
    NameKind,
    NotUnderstood,
    RecordKind,
    TextKind,
    Vocabulary,
    from_schema,
)
from ccmcheck.language.rulebook.kept import Kept
from ccmcheck.language.rulebook.model import Register, Rulebook, Ruleset
from ccmcheck.language.rulebook.resolve import Header, Surroundings, header, ruleset
from ccmcheck.language.syntax import Parsed, parse, tree
from ccmcheck.prose import decision as decisions
from ccmcheck.prose.decision import Decision


@dataclass(frozen=True)
class Loaded:
    """A rules file, resolved as far as it goes; `ruleset` is None where its header or its schema cannot be used."""

    parsed: Parsed
    ruleset: Ruleset | None
    around: Surroundings | None
    folder: Traversable


def bundled() -> tuple[Traversable, ...]:
    """The rules files that come with the tool, by name."""
    return tuple(file for file, _ in resources.bundled_rules())


def load(file: Traversable, name: str) -> tuple[Loaded | None, tuple[Diagnostic, ...]]:
    """A rules file and every complaint about it, in order of position; `name` is how the user knows it."""
    source = _read(file, name)
    if isinstance(source, Diagnostic):
        return None, (source,)
    return load_text(source, file.parent if isinstance(file, Path) else resources.folder("rules"))


def load_text(source: Source, folder: Traversable, kept: Kept | None = None) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """A rules file by its text, as if it lay in a folder, and every complaint about it, in order of position.

    With `kept` what has not changed since it was filled is not read again.
    """
    kept = Kept() if kept is None else kept
    parsed, syntax_problems = parse(source, kept.statements)
    head, head_problems = header(parsed)
    problems = [*syntax_problems, *head_problems]
    around = kept.around(parsed, problems, lambda: _surroundings(parsed, head, folder, problems)) if head else None
    resolved: Ruleset | None = None
    if head and around:
        resolved, complaints = ruleset(parsed, head, around)
        problems = _naming_the_unchecked([*problems, *complaints], parsed, resolved)
        resolved = replace(resolved, not_checked=tuple(dict.fromkeys(resolved.not_checked)))
    return Loaded(parsed, resolved, around, folder), tuple(sorted(problems, key=lambda problem: problem.span.start))


def _naming_the_unchecked(problems: list[Diagnostic], parsed: Parsed, ruleset: Ruleset) -> list[Diagnostic]:
    """The complaints, with each rule that could not be resolved named as not checked.

    Where the mistake is in the rule, its first complaint says so; else it is in something that the rule uses.
    """
    named = sorted(problems, key=lambda problem: problem.span.start)
    missing = {statement.name.text for statement in _rules(parsed)} - {rule.name for rule in ruleset.rules}
    for statement in _rules(parsed):
        if statement.name.text not in missing:
            continue
        name, span = statement.name, statement.span
        at = next(
            (at for at, name_of_rule in enumerate(named) if span.start <= name_of_rule.span.start < span.end), None
        )
        if at is None:
            named.append(complain("rule-not-checked", name.span, name=name.text))
        else:
            advice = f"Until it is mended, `{name.text}` is not checked."
            named[at] = replace(named[at], help=" ".join(filter(None, (named[at].help, advice))))
    return named


def _rules(parsed: Parsed) -> Iterator[tree.RuleStatement]:
    return (statement for statement in parsed.statements if isinstance(statement, tree.RuleStatement))


def rulebook(loaded: Iterable[Loaded]) -> tuple[Rulebook | None, tuple[Diagnostic, ...]]:
    """The rulesets of one run together; they must judge documents of one schema, and refer to rules that exist."""
    usable = [file for file in loaded if file.ruleset is not None and file.around is not None]
    if not usable:
        return None, ()
    first = cast(Surroundings, usable[0].around)
    schema = cast(Ruleset, usable[0].ruleset).schema
    together = [file for file in usable if cast(Ruleset, file.ruleset).schema == schema]
    problems = [_differs(file, schema) for file in usable if file not in together]
    registers: dict[str, Register] = {}
    for file in together:
        registers.update(cast(Surroundings, file.around).registers)
    rulesets = tuple(cast(Ruleset, file.ruleset) for file in together)
    return Rulebook(rulesets, first.vocabulary, registers), (*problems, *_references(together))


def _differs(file: Loaded, schema: str) -> Diagnostic:
    ruleset = cast(Ruleset, file.ruleset)
    return complain("schemas-differ", file.parsed.source.beginning, found=ruleset.schema, other=schema)


def _references(loaded: list[Loaded]) -> list[Diagnostic]:
    """Complaints about `replaces` and `repeals` that name no rule of these rulesets or of the bundled ones."""
    named = [word for file in loaded for word in _named_rules(file.parsed)]
    if not named:
        return []
    own = {f"{r.name}/{rule.name}" for file in loaded if (r := file.ruleset) for rule in r.rules}
    broken = {f"{r.name}/{name}" for file in loaded if (r := file.ruleset) for name in r.not_checked}
    known = own | broken | _bundled_rules()
    unknown = [word for word in named if word.text not in known]
    return [
        complain("unknown-rule", word.span, suggestion=did_you_mean(word.text, known), related=(), name=word.text)
        for word in unknown
    ]


def _named_rules(parsed: Parsed) -> list[tree.Word]:
    named: list[tree.Word] = []
    for statement in parsed.statements:
        match statement:
            case tree.RuleStatement(replaces=tree.Word() as word) | tree.RepealStatement(rule=word):
                named.append(word)
            case _:
                pass
    return named


def _bundled_rules() -> set[str]:
    loaded = (load(file, file.name)[0] for file in bundled())
    rulesets = [rules.ruleset for rules in loaded if rules and rules.ruleset]
    return {f"{ruleset.name}/{rule.name}" for ruleset in rulesets for rule in ruleset.rules}


def referred_to(loaded: Iterable[Loaded]) -> list[Traversable]:
    """The files that went into a rulebook beside the rules files themselves."""
    files: dict[str, Traversable] = {}
    for rules in loaded:
        for statement in rules.parsed.statements:
            match statement:
                case tree.RulesetStatement(source=tree.Word(file)) | tree.RegisterStatement(file=tree.Word(file)):
                    files[str(_relative(rules.folder, file))] = _relative(rules.folder, file)
                case _:
                    pass
    for folder in (resources.folder("schemas"), resources.folder("rules") / "registers"):
        files.update((str(file), file) for file in folder.iterdir() if file.is_file())
    return list(files.values())


# -- what a rules file refers to ------------------------------------------------------------------------------------


def _read(file: Traversable, name: str) -> Source | Diagnostic:
    try:
        return decode(name, _bytes(file))
    except OSError as error:
        return about_file("file-unreadable", name, name=name, reason=_reason(error))


def _bytes(file: Traversable) -> bytes:
    """The bytes of a file, no more of them than it takes to see that they are too many. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case IsADirectoryError():
            return "it is a folder"
        case PermissionError():
            return "this user may not read it"
        case _:
            return (error.strerror or "the system refuses").lower()


def _surroundings(parsed: Parsed, head: Header, folder: Traversable, problems: list[Diagnostic]) -> Surroundings | None:
    setting = next(s for s in parsed.statements if isinstance(s, tree.RulesetStatement))
    vocabulary = _vocabulary(head.schema, setting.schema.span, problems) if setting.schema else None
    if vocabulary is None:
        return None
    registers = dict(implied_registers(vocabulary))
    for statement in parsed.statements:
        if isinstance(statement, tree.RegisterStatement):
            register = _register(statement, folder, problems)
            if register is not None:
                registers[register.name] = register
    decision = _decision(setting.source, folder, problems) if setting.source else None
    return Surroundings(vocabulary, registers, decision)


def _beside(folder: Traversable, file: tree.Word, setting: str, problems: list[Diagnostic]) -> Source | None:
    path = _relative(folder, file.text)
    try:
        source = decode(file.text, _bytes(_inside(folder, file.text)))
    except OSError as error:
        words = {"setting": setting, "file": file.text, "reason": _reason(error), "path": str(path)}
        problems.append(complain("rules-file-missing", file.span, suggestion="", related=(), **words))
        return None
    if isinstance(source, Source):
        return source
    problems.append(complain_at(source, file.span))
    return None


def _relative(folder: Traversable, file: str) -> Traversable:
    for part in file.split("/"):
        folder = folder / part
    return folder


def _inside(folder: Traversable, file: str) -> Traversable:
    """A file beside the rules file. Raises OSError where it lies elsewhere, or is no regular file."""
    path = _relative(folder, file)
    if isinstance(folder, Path) and isinstance(path, Path):
        if not path.resolve().is_relative_to(folder.resolve()):
            raise OSError(0, "it lies outside the folder of the rules file")
        if path.exists() and not path.is_file() and not path.is_dir():
            raise OSError(0, "it is a pipe, a device or a socket")
    return path


def _decision(file: tree.Word, folder: Traversable, problems: list[Diagnostic]) -> Decision | None:
    source = _beside(folder, file, "source", problems)
    if source is None:
        return None
    decision, complaints = decisions.read(source)
    problems.extend(complain_at(problem, file.span) for problem in complaints)
    return decision if decision.paragraphs else None


def complain_at(problem: Diagnostic, span: Span) -> Diagnostic:
    """A complaint about a file that another refers to, placed where it is referred to."""
    return replace(problem, message=f"{problem.span.source.name}: {problem.message}", span=span)


def _vocabulary(file: str, span: Span, problems: list[Diagnostic]) -> Vocabulary | None:
    try:
        return vocabulary_of(file)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError):
            words = {"setting": "schema", "file": file, "reason": _reason(error), "path": f"schemas/{file}"}
            problems.append(complain("rules-file-missing", span, suggestion="", related=(), **words))
        else:
            reason = str(error) if isinstance(error, NotUnderstood) else "it is not JSON"
            problems.append(complain("schema-not-understood", span, file=file, reason=reason))
        return None


@cache
def vocabulary_of(file: str) -> Vocabulary:
    """The vocabulary of a schema in `schemas/`; OSError where there is none, ValueError where it is not understood."""
    if "/" in file or "\\" in file:
        raise OSError(0, "it is no name of a schema that comes with ccmcheck")
    return from_schema(file, json.loads(resources.read("schemas", file)))


def _register(statement: tree.RegisterStatement, folder: Traversable, problems: list[Diagnostic]) -> Register | None:
    vocabulary = _vocabulary(statement.schema.text, statement.schema.span, problems)
    source = _beside(folder, statement.file, "register", problems)
    if vocabulary is None or source is None:
        return None
    rows, complaints = read_register(source, vocabulary)
    problems.extend(complain_at(problem, statement.file.span) for problem in complaints)
    if rows is None:
        return None
    row = rows.kind.item if isinstance(rows.kind, ListKind) else rows.kind
    if row is rows.kind or not isinstance(row, RecordKind):
        words = {"file": statement.schema.text, "reason": "a register is a list of rows, and this is none"}
        problems.append(complain("schema-not-understood", statement.schema.span, suggestion="", related=(), **words))
        return None
    key = statement.key.text
    if key not in row.fields:
        known = ", ".join(f"`{name}`" for name in row.fields)
        problems.append(complain("key-missing", statement.key.span, name=key, known=known))
        return None
    names = names_of(rows, key, _standings(vocabulary))
    return Register(statement.name.text, key, rows, names, source.sha256, statement.schema.text)


def implied_registers(vocabulary: Vocabulary) -> Mapping[str, Register]:
    """The bundled registers that a schema names: they make names and aliases in documents canonical."""
    return {name: bundled_register(name) for name in sorted(set(_registers_in(vocabulary.document)))}


@cache
def bundled_register(name: str) -> Register:
    """A bundled register; the first field of its rows is its key."""
    file = name.replace("_", "-")
    source = Source.of(f"registers/{file}.yaml", resources.read("rules", f"registers/{file}.yaml"))
    vocabulary = vocabulary_of(f"{file}.schema.json")
    rows, problems = read_register(source, vocabulary)
    assert rows is not None, problems
    key = next(iter(cast(RecordKind, cast(ListKind, rows.kind).item).fields))
    names = names_of(rows, key, _standings(vocabulary))
    return Register(name, key, rows, names, source.sha256, f"{file}.schema.json")


def _standings(vocabulary: Vocabulary) -> Mapping[str, str]:
    """What is known of names that a register does not hold, from the register that its schema names (`x-others`)."""
    if "x-others" not in vocabulary.schema:
        return {}
    others = bundled_register(vocabulary.schema["x-others"])
    return standings_of(others.rows, others.key)


def _registers_in(kind: Kind) -> Iterable[str]:
    match kind:
        case NameKind(register):
            yield register
        case TextKind(aliases) if aliases:
            yield aliases
        case ListKind(item):
            yield from _registers_in(item)
        case RecordKind():
            for field in kind.fields.values():
                yield from _registers_in(field.kind)
        case _:
            pass
