"""Rules files as rulebooks: each read and resolved with what lies beside it, and several put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Diagnostic, about_file, complain
from ccmcheck.base.refusal import reason
from ccmcheck.base.resources import NamedFile
from ccmcheck.base.source import Source
from ccmcheck.document.decode import decode
from ccmcheck.language.rulebook import beside, references
from ccmcheck.language.rulebook.kept import Kept
from ccmcheck.language.rulebook.kinds import registers_in
from ccmcheck.language.rulebook.model import Register, Rulebook, Ruleset
from ccmcheck.language.rulebook.resolve import Surroundings, header, ruleset
from ccmcheck.language.rulebook.succession import succeeded
from ccmcheck.language.syntax import Parsed, parse, tree


@dataclass(frozen=True)
class Loaded:
    """A rules file, resolved as far as it goes; `ruleset` is None where its header or its schema cannot be used."""

    parsed: Parsed
    ruleset: Ruleset | None
    around: Surroundings | None
    folder: Traversable


def load(file: Traversable, name: str, given: Sequence[NamedFile] = ()) -> tuple[Loaded | None, tuple[Diagnostic, ...]]:
    """A rules file and every complaint about it, in order of position; `name` is how the user knows it.

    It may refer to rules of the files that are given together with it, wherever they lie.
    """
    source = _read(file, name)
    if isinstance(source, Diagnostic):
        return None, (source,)
    return load_text(source, file.parent if isinstance(file, Path) else resources.folder_of(name), given=given)


def neighbours(loaded: Loaded) -> Iterator[Loaded]:
    """The other rules files in the same folder, as far as they can be used."""
    own = loaded.parsed.source.sha256
    for file in beside.rules_files(loaded.folder):
        source = _read(file, file.name)
        if isinstance(source, Source) and source.sha256 != own:
            yield load_text(source, loaded.folder)[0]


def load_text(
    source: Source, folder: Traversable, kept: Kept | None = None, given: Sequence[NamedFile] = ()
) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """A rules file by its text, as if it lay in a folder, and every complaint about it, in order of position.

    With `kept` what has not changed since it was filled is not read again.
    """
    kept = Kept() if kept is None else kept
    parsed, syntax_problems = parse(source, kept.statements)
    head, head_problems = header(parsed)
    problems = [*syntax_problems, *head_problems]
    around = kept.around(parsed, problems, lambda: _surroundings(parsed, folder, problems)) if head else None
    resolved: Ruleset | None = None
    if head and around:
        resolved, complaints = ruleset(parsed, head, around)
        problems = _naming_the_unchecked([*problems, *complaints], parsed, resolved)
        resolved = replace(resolved, not_checked=tuple(dict.fromkeys(resolved.not_checked)))
    if head:
        known = kept.outlines(lambda: references.Outlines(folder, given))
        problems += references.complaints(parsed, head, known)
    return Loaded(parsed, resolved, around, folder), tuple(sorted(problems, key=lambda problem: problem.span.start))


def _naming_the_unchecked(problems: list[Diagnostic], parsed: Parsed, ruleset: Ruleset) -> list[Diagnostic]:
    """The complaints, with each rule that could not be resolved named as not checked.

    Where the mistake is in the rule, its first complaint says so; else it is in something that the rule uses.
    """
    named = sorted(problems, key=lambda problem: problem.span.start)
    checked = {rule.span.start for rule in ruleset.tried}
    for statement in _rules(parsed):
        if statement.span.start in checked:
            continue
        name, span = statement.name, statement.span
        at = next((at for at, problem in enumerate(named) if span.start <= problem.span.start < span.end), None)
        if at is None:
            named.append(complain("rule-not-checked", name.span, name=name.text))
        else:
            advice = f"Until it is mended, `{name.text}` is not checked."
            named[at] = replace(named[at], help=" ".join(filter(None, (named[at].help, advice))))
    return named


def _rules(parsed: Parsed) -> Iterator[tree.RuleStatement]:
    return (statement for statement in parsed.statements if isinstance(statement, tree.RuleStatement))


def rulebook(loaded: Iterable[Loaded]) -> tuple[Rulebook | None, tuple[Diagnostic, ...]]:
    """The rulesets of one run together; they must judge documents of one schema, and replace a rule but once."""
    usable = [file for file in loaded if file.ruleset is not None and file.around is not None]
    if not usable:
        return None, ()
    first = cast(Surroundings, usable[0].around)
    schema = cast(Ruleset, usable[0].ruleset).schema
    together = [file for file in usable if cast(Ruleset, file.ruleset).schema == schema]
    problems = [_differs(file, schema) for file in usable if file not in together]
    together, namesakes = _without_namesakes(together)
    problems += namesakes
    registers: dict[str, Register] = {}
    for file in together:
        registers.update(cast(Surroundings, file.around).registers)
    rulesets = tuple(cast(Ruleset, file.ruleset) for file in together)
    book = Rulebook(succeeded(rulesets, first.vocabulary), first.vocabulary, registers)
    return book, (*problems, *_replaced_twice(together))


def _differs(file: Loaded, schema: str) -> Diagnostic:
    ruleset = cast(Ruleset, file.ruleset)
    return complain("schemas-differ", file.parsed.source.beginning, found=ruleset.schema, other=schema)


def _without_namesakes(loaded: Iterable[Loaded]) -> tuple[list[Loaded], list[Diagnostic]]:
    """The files whose ruleset has a name of its own, and a complaint about each that has the name of one before it."""
    named: dict[str, Loaded] = {}
    problems = []
    for file in loaded:
        written = next(s for s in file.parsed.statements if isinstance(s, tree.RulesetStatement))
        first = named.setdefault(written.name.text, file)
        if first is not file:
            words = {"name": written.name.text, "other": first.parsed.source.name}
            problems.append(complain("ruleset-twice", written.name.span, suggestion="", related=(), **words))
    return list(named.values()), problems


def _replaced_twice(loaded: Iterable[Loaded]) -> Iterator[Diagnostic]:
    """Complaints about two replacements of one rule that begin on the same day."""
    first: dict[tuple[str, date], str] = {}
    for file in loaded:
        ruleset = cast(Ruleset, file.ruleset)
        for word, own in references.ended_rules(file.parsed):
            by, day = f"{ruleset.name}/{own}" if own else ruleset.name, ruleset.period.start
            if (other := first.setdefault((word.text, day), by)) != by:
                yield complain("replaced-twice", word.span, name=word.text, other=other, day=day)


def referred_to(loaded: Iterable[Loaded]) -> list[Traversable]:
    """The files that went into a rulebook beside the rules files, and those that would have if they existed."""
    files = {str(file): file for rules in loaded for file in (*_beside(rules), *_decisions_beside(rules))}
    for folder in (resources.folder("schemas"), resources.folder("rules") / "registers"):
        files.update((str(file), file) for file in folder.iterdir() if file.is_file())
    return list(files.values())


def _beside(rules: Loaded) -> Iterator[Traversable]:
    """Where a rules file may have what it refers to."""
    for statement in rules.parsed.statements:
        match statement:
            case tree.RulesetStatement(source=file, schema=schema) | tree.RegisterStatement(file=file, schema=schema):
                yield from (beside.relative(rules.folder, word.text) for word in (file, schema) if word)
            case _:
                pass
    if rules.around is not None:
        registers = rules.around.registers.values()
        others = [name for r in registers if (name := r.vocabulary.schema.get("x-others"))]
        for name in (*registers_in(rules.around.vocabulary.document), *others):
            yield from (beside.relative(rules.folder, file) for file in beside.files_of_register(name))


def _decisions_beside(rules: Loaded) -> Sequence[Traversable]:
    """The rules files in which a rule that this one ends may have been looked for."""
    return beside.rules_files(rules.folder) if any(references.ended_rules(rules.parsed)) else ()


# -- what a rules file refers to ------------------------------------------------------------------------------------


def _read(file: Traversable, name: str) -> Source | Diagnostic:
    try:
        read = decode(name, beside.bytes_of(file))
        empty = isinstance(read, Diagnostic) and read.code == "file-empty"
        return about_file("header-missing", name) if empty else read
    except OSError as error:
        return about_file("file-unreadable", name, name=name, reason=reason(error))


def _surroundings(parsed: Parsed, folder: Traversable, problems: list[Diagnostic]) -> Surroundings | None:
    setting = next(s for s in parsed.statements if isinstance(s, tree.RulesetStatement))
    vocabulary = beside.vocabulary(setting.schema, folder, problems) if setting.schema else None
    if vocabulary is None or setting.schema is None:
        return None
    if setting.treaty and vocabulary.treaties and setting.treaty.text != vocabulary.treaties[0]:
        words = {"found": setting.treaty.text, "known": vocabulary.treaties[0], "file": setting.schema.text}
        problems.append(complain("treaty-differs", setting.treaty.span, suggestion="", related=(), **words))
    statements = [statement for statement in parsed.statements if isinstance(statement, tree.RegisterStatement)]
    declared = {statement.name.text for statement in statements}
    registers = {
        register.name: register
        for register in (
            *beside.implied_registers(vocabulary, setting.schema, folder, declared, problems),
            *(beside.declared_register(statement, folder, problems) for statement in statements),
        )
        if register is not None
    }
    decision = beside.decision(setting.source, folder, problems) if setting.source else None
    return Surroundings(vocabulary, registers, decision)
