"""A rules file as it stands in the editor: what is wrong with it, and what each of its names means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Source
from ccmcheck.judge.english.nouns import Naming
from ccmcheck.language.rulebook import Rule, Rulebook, uses
from ccmcheck.language.rulebook.kept import Kept
from ccmcheck.language.rulebook.load import Loaded, load_text, rulebook
from ccmcheck.language.rulebook.uses import Use


@dataclass(frozen=True)
class RulesFile:
    """A text of rules, loaded as far as it goes, with every complaint about it."""

    path: Path
    loaded: Loaded
    book: Rulebook | None
    problems: tuple[Diagnostic, ...]

    @property
    def source(self) -> Source:
        """The text."""
        return self.loaded.parsed.source

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every name, in order of position."""
        return uses.uses(self.loaded.parsed, self.loaded.around)

    @cached_property
    def naming(self) -> Naming | None:
        """What the fields are called."""
        return Naming.of(self.book) if self.book else None

    def rule(self, name: str) -> Rule | None:
        """The rule of a name, where it could be resolved."""
        rules = self.loaded.ruleset.tried if self.loaded.ruleset else ()
        return next((rule for rule in rules if rule.name == name), None)


def read(path: Path, source: Source, kept: Kept) -> RulesFile:
    """A rules file by its text."""
    loaded, problems = load_text(source, path.parent, kept)
    book, more = rulebook((loaded,))
    return RulesFile(path, loaded, book, (*problems, *more))
