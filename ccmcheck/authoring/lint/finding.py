"""What a lint says: how much it matters, of which rule, and the complaint itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal, TypeAlias

from ccmcheck.base.diagnostic import Diagnostic, MessageWord, Related, complain
from ccmcheck.base.source import Span
from ccmcheck.document.schema import RecordKind, Vocabulary
from ccmcheck.language.rulebook.load import Loaded
from ccmcheck.language.rulebook.model import Register, Rule, Ruleset
from ccmcheck.language.syntax import Parsed, tree
from ccmcheck.prose.decision import Decision

LintSeverity: TypeAlias = Literal["error", "warning"]

CODES: dict[str, LintSeverity] = {
    "number-not-in-words": "warning",
    "direction-not-in-words": "warning",
    "force-not-in-words": "warning",
    "no-rejecting-example": "warning",
    "shadows-field": "warning",
    "condition-always-true": "error",
    "condition-always-false": "error",
    "same-rule": "error",
    "follows-from": "warning",
    "stale-rule": "error",
    "intent-unknown": "error",
    "intent-unneeded": "warning",
}
"""Every lint with how much it matters."""

NOT_EXCUSED = frozenset(("stale-rule", "intent-unknown", "intent-unneeded"))
"""The lints that no intent excuses."""


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing that a lint says, about a rule (by its name) or about none."""

    severity: LintSeverity
    rule: str
    complaint: Diagnostic


def remark(
    code: str, rule: str, span: Span, *, related: tuple[Related, ...] = (), suggestion: str = "", **words: MessageWord
) -> LintFinding:
    """A remark with the words of its code."""
    return LintFinding(CODES[code], rule, complain(code, span, suggestion=suggestion, related=related, **words))


@dataclass(frozen=True)
class File:
    """A rules file as the checks need it: as written, as resolved, and the text it cites."""

    parsed: Parsed
    ruleset: Ruleset
    vocabulary: Vocabulary
    decision: Decision | None
    registers: Mapping[str, Register]

    @classmethod
    def of(cls, loaded: Loaded) -> File | None:
        """The file, or None where its header or its schema cannot be used."""
        if loaded.ruleset is None or loaded.around is None:
            return None
        around = loaded.around
        return cls(loaded.parsed, loaded.ruleset, around.vocabulary, around.decision, around.registers)

    @property
    def document(self) -> RecordKind:
        """The kind of the documents that the rules judge."""
        assert isinstance(self.vocabulary.document, RecordKind)
        return self.vocabulary.document

    @property
    def statements(self) -> Mapping[str, tree.RuleStatement]:
        """The rules as written, by name, the first of each name."""
        by_name: dict[str, tree.RuleStatement] = {}
        for statement in self.parsed.statements:
            if isinstance(statement, tree.RuleStatement):
                by_name.setdefault(statement.name.text, statement)
        return by_name

    @property
    def rules(self) -> Iterable[tuple[Rule, tree.RuleStatement]]:
        """The healthy rules, as resolved and as written."""
        statements = self.statements
        return tuple((rule, statements[rule.name]) for rule in self.ruleset.tried)


def inside(part: object) -> Iterator[object]:
    """A part of a syntax tree and everything in it, in the order in which it is written."""
    yield part
    if isinstance(part, tuple):
        for item in part:
            yield from inside(item)
    elif is_dataclass(part) and not isinstance(part, Span):
        for field in fields(part):
            yield from inside(getattr(part, field.name))
