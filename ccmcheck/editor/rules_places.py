"""Where a name of a rules file leads, where else it stands, and what it may be called instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Fix
from ccmcheck.base.source import Source, Span
from ccmcheck.document.decode import decode
from ccmcheck.document.schema_places import place_of
from ccmcheck.editor.in_use import InUse
from ccmcheck.editor.rules_file import RulesFile
from ccmcheck.language.rulebook import uses
from ccmcheck.language.rulebook.uses import Use
from ccmcheck.prose.decision import quoted

_RENAMED = frozenset(("variable", "define", "register", "rule"))
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_RULE_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def leads_to(file: RulesFile, offset: int, rules: InUse) -> Span | None:
    """Where the name at a place is explained; the name of its source is the path of a file."""
    use = uses.at(file.uses, offset)
    if use is None:
        return None
    match use.sort:
        case "paragraph" | "quotation":
            return _in_decision(use, file)
        case "field" if use.thing is not None:
            schema = _file(_schema(use.thing.schema, file.path.parent))
            return place_of(schema, use.thing.steps) if schema else None
        case "file":
            return _beginning(_named(use.name, file.path.parent))
        case "rule" if "/" in use.name:
            return _in_other_rules(use.name, rules)
        case "register" if use.span == use.declared:
            register = next(
                (each for each in file.uses if each.sort == "file" and each.span.start > use.span.start), None
            )
            return _beginning(_named(register.name, file.path.parent)) if register else None
        case _:
            return use.declared


def _in_decision(use: Use, file: RulesFile) -> Span | None:
    decision = file.loaded.around.decision if file.loaded.around else None
    if decision is None:
        return None
    label = use.citation.paragraph.text if use.citation else use.name
    paragraph = decision.paragraph(label)
    words = quoted(decision, label, use.name) if use.sort == "quotation" else None
    at = words or (paragraph.span if paragraph else None)
    lies = Source(str(file.path.parent / decision.source.name), decision.source.text)
    return Span(lies, at.start, at.end) if at else None


def _in_other_rules(name: str, rules: InUse) -> Span | None:
    ruleset, _, rule = name.partition("/")
    found, path = rules.written(ruleset, rule), rules.path(ruleset)
    if found is None or path is None:
        return None
    at = found[2].name.span
    return Span(Source(str(path), at.source.text), at.start, at.end)


def _schema(name: str, folder: Path) -> Traversable:
    """A schema beside the rules, or one that comes with the tool."""
    own = folder / name
    return own if own.is_file() else resources.folder("schemas") / name


def _named(name: str, folder: Path) -> Traversable:
    return _schema(name, folder) if name.endswith(".schema.json") else folder / name


def _file(path: Traversable) -> Source | None:
    try:
        source = decode(str(path), path.read_bytes()) if isinstance(path, Path) else None
    except OSError:
        return None
    return source if isinstance(source, Source) else None


def _beginning(path: Traversable) -> Span | None:
    source = _file(path)
    return source.span(0, 0) if source else None


# -- uses -----------------------------------------------------------------------------------------------------------


def uses_of(file: RulesFile, offset: int) -> tuple[Use, ...]:
    """Every place at which the name at a place is used with the same meaning, its declaration as well."""
    use = uses.at(file.uses, offset)
    return () if use is None else uses.alike(file.uses, use)


def renamable(file: RulesFile, offset: int) -> Use | None:
    """The name at a place, where this file alone says what it means."""
    use = uses.at(file.uses, offset)
    return use if use and use.sort in _RENAMED and use.declared is not None else None


def renamed(file: RulesFile, use: Use, name: str) -> tuple[Fix, ...] | str:
    """The changes that give a name its new form everywhere, or why they cannot be made."""
    form = _RULE_NAME if use.sort == "rule" else _NAME
    if not form.fullmatch(name):
        example = "the-name" if use.sort == "rule" else "the_name"
        return f"a name needs small letters, digits and signs between them, as in `{example}`, and `{name}` is none"
    taken = _taken(file.uses, use)
    if name in taken:
        return f"a new name is needed, and `{name}` means something here already"
    return tuple(Fix(each.span, name) for each in uses.alike(file.uses, use))


def _taken(found: Iterable[Use], use: Use) -> frozenset[str]:
    """The names that stand for something else where a name of this sort may stand."""
    rules = use.sort == "rule"
    return frozenset(each.name for each in found if (each.sort == "rule") == rules and each.sort != "quotation")
