"""Rules files as rulebooks: each read and resolved with what lies beside it, and several put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Diagnostic, about_file, complain, did_you_mean
from ccmcheck.base.source import Source
from ccmcheck.document.decode import decode
from ccmcheck.language.rulebook import beside
from ccmcheck.language.rulebook.kept import Kept
from ccmcheck.language.rulebook.kinds import registers_in
from ccmcheck.language.rulebook.model import Register, Rulebook, Ruleset
from ccmcheck.language.rulebook.resolve import Surroundings, header, ruleset
from ccmcheck.language.rulebook.succession import disputes, succeeded
from ccmcheck.language.syntax import Parsed, parse, tree


@dataclass(frozen=True)
class Loaded:
    """A rules file, resolved as far as it goes; `ruleset` is None where its header or its schema cannot be used."""

    parsed: Parsed
    ruleset: Ruleset | None
    around: Surroundings | None
    folder: Traversable


def load(file: Traversable, name: str) -> tuple[Loaded | None, tuple[Diagnostic, ...]]:
    """A rules file and every complaint about it, in order of position; `name` is how the user knows it."""
    source = _read(file, name)
    if isinstance(source, Diagnostic):
        return None, (source,)
    return load_text(source, file.parent if isinstance(file, Path) else resources.folder_of(name))


def neighbours(loaded: Loaded) -> Iterator[Loaded]:
    """The other rules files in the same folder, as far as they can be used."""
    own = loaded.parsed.source.sha256
    for file in sorted(loaded.folder.iterdir(), key=lambda each: each.name):
        source = _read(file, file.name) if file.name.endswith(".rules") and file.is_file() else None
        if isinstance(source, Source) and source.sha256 != own:
            yield load_text(source, loaded.folder)[0]


def load_text(source: Source, folder: Traversable, kept: Kept | None = None) -> tuple[Loaded, tuple[Diagnostic, ...]]:
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
    problems += [complain(code, span, suggestion="", related=(), **words) for code, span, words in disputes(rulesets)]
    book = Rulebook(succeeded(rulesets, first.vocabulary), first.vocabulary, registers)
    return book, (*problems, *_references(together))


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
        *(
            complain("unknown-rule", word.span, suggestion=did_you_mean(word.text, known), related=(), name=word.text)
            for word in unknown
        ),
        *_ended_by_report(loaded),
    ]


def _ended_by_report(loaded: list[Loaded]) -> Iterator[Diagnostic]:
    """Complaints about rules of a text at hand that one which others report would end."""
    reported = {file.ruleset.name for file in loaded if file.ruleset and file.ruleset.authority}
    for file in loaded:
        if file.ruleset is None or not file.ruleset.authority:
            continue
        for word in _named_rules(file.parsed):
            if word.text.partition("/")[0] not in reported:
                yield complain("secondary-replaces", word.span, suggestion="", related=(), name=word.text)


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
    loaded = (load(file, name)[0] for file, name in resources.all_bundled_rules())
    rulesets = [rules.ruleset for rules in loaded if rules and rules.ruleset]
    return {f"{ruleset.name}/{rule.name}" for ruleset in rulesets for rule in ruleset.rules}


def referred_to(loaded: Iterable[Loaded]) -> list[Traversable]:
    """The files that went into a rulebook beside the rules files, and those that would have if they existed."""
    files = {str(file): file for rules in loaded for file in _beside(rules)}
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


# -- what a rules file refers to ------------------------------------------------------------------------------------


def _read(file: Traversable, name: str) -> Source | Diagnostic:
    try:
        read = decode(name, beside.bytes_of(file))
        empty = isinstance(read, Diagnostic) and read.code == "file-empty"
        return about_file("header-missing", name) if empty else read
    except OSError as error:
        return about_file("file-unreadable", name, name=name, reason=beside.reason(error))


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
