"""The rules that judge programmes in the editor: those of the command line or the settings, or the bundled ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.judge.check import Prepared
from ccmcheck.language.rulebook import Rule, Rulebook, Ruleset, cache
from ccmcheck.language.rulebook.load import Loaded, load, rulebook
from ccmcheck.language.syntax import tree


@dataclass(frozen=True)
class InUse:
    """A rulebook ready to judge, the complaints about its files, and the files themselves.

    `opened` are those that are open in the editor, as they stand there; there is no rulebook where no file can be used.
    With `any_treaty` a programme of another treaty is judged by the bundled rules of that one.
    """

    files: tuple[tuple[Traversable, str], ...]
    opened: Mapping[str, Loaded]
    book: Rulebook | None
    problems: tuple[Diagnostic, ...]
    any_treaty: bool

    def has(self, path: Path) -> bool:
        """Whether a file is one of those."""
        return any(str(file) == str(path) for file, _ in self.files)

    @cached_property
    def ready(self) -> Prepared | None:
        """The rulebook, ready to judge."""
        return Prepared(self.book, verbose=True, whole=True, any_treaty=self.any_treaty) if self.book else None

    @cached_property
    def loaded(self) -> Mapping[str, Loaded]:
        """Each rules file as it is written, by the name of its ruleset."""
        each = (self.opened.get(str(file)) or load(file, name)[0] for file, name in self.files)
        return {one.ruleset.name: one for one in each if one is not None and one.ruleset is not None}

    def written(self, ruleset: str, rule: str) -> tuple[Ruleset, Rule, tree.RuleStatement] | None:
        """A rule with the statement that it was written as."""
        loaded = self.loaded.get(ruleset)
        if loaded is None or loaded.ruleset is None:
            return None
        rules = {each.name: each for each in loaded.ruleset.tried}
        for statement in loaded.parsed.statements:
            if isinstance(statement, tree.RuleStatement) and statement.name.text == rule and rule in rules:
                return loaded.ruleset, rules[rule], statement
        return None

    def path(self, ruleset: str) -> Path | None:
        """Where the file of a ruleset lies; None where that is no place on the disk."""
        names = {name: file for file, name in self.files}
        loaded = self.loaded.get(ruleset)
        if loaded is None:
            return None
        file = names.get(loaded.parsed.source.name, Path(loaded.parsed.source.name))
        return file if isinstance(file, Path) else None


def in_use(rules: Sequence[str], opened: Mapping[str, Loaded]) -> InUse:
    """The rules of these files, or the bundled ones; what is open in the editor goes before what lies on the disk."""
    named = tuple({Path(path).resolve(): path for path in rules}.items())
    judging: tuple[tuple[Traversable, str], ...] = named or resources.bundled_rules()
    files = named or resources.all_bundled_rules()
    if not any(str(file) in opened for file, _ in judging):
        book, problems = cache.rulebook(judging)
        return InUse(files, opened, book, problems, any_treaty=not named)
    each = [(opened[str(file)], ()) if str(file) in opened else load(file, name, judging) for file, name in judging]
    book, more = rulebook(loaded for loaded, _ in each if loaded is not None)
    found = (*(problem for _, problems in each for problem in problems), *more)
    return InUse(files, opened, book, found, any_treaty=not named)
