"""Beside each example whether it does as it claims, beside each limit whether its sides are tried; rule by rule.

Hides that only the examples of those rules are run of which something has changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccmcheck.authoring.examples.base import Base, read_base
from ccmcheck.authoring.examples.boundaries import Boundary
from ccmcheck.authoring.examples.run import Trial, limits_shown, of, rules_with_statements, trials_of
from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.frozen import frozen
from ccmcheck.editor.rules_file import RulesFile
from ccmcheck.language.rulebook import Rule
from ccmcheck.language.syntax import tree

_CAME = {"satisfied": "it is satisfied", "violated": "it is violated", "undecided": "it is left open",
         "not-applicable": "it is passed over"}  # fmt: skip


@frozen
class Beside:
    """A few words to be shown at an offset, and more of them for whoever asks."""

    at: int
    words: str
    more: str


class KeptExamples:
    """What the examples of the last text have shown."""

    def __init__(self) -> None:
        self._shown: dict[str, tuple[Beside, ...]] = {}

    def of(self, file: RulesFile) -> tuple[Beside, ...]:
        """What is shown beside a rules file; nothing where it has no base document that can be read."""
        loaded = file.loaded
        header = next(of(loaded, tree.RulesetStatement), None)
        if file.book is None or header is None or loaded.ruleset is None:
            return ()
        base = read_base(header, loaded.folder, file.book.vocabulary, file.book.names)
        if isinstance(base, Diagnostic):
            return ()
        shared = _shared(file, base)
        shown: dict[str, tuple[Beside, ...]] = {}
        found: list[Beside] = []
        for statement, rule in rules_with_statements(loaded):
            key = f"{shared}\0{statement.span.text}"
            shown[key] = self._shown.get(key) or tuple(_beside(statement, rule, base, file))
            found += [Beside(each.at + statement.span.start, each.words, each.more) for each in shown[key]]
        self._shown = shown
        return tuple(found)


def _shared(file: RulesFile, base: Base) -> str:
    """What the examples of all rules rest on."""
    others = (s.span.text for s in file.loaded.parsed.statements if not isinstance(s, tree.RuleStatement))
    registers = file.book.registers.values() if file.book else ()
    return "\0".join([*others, base.source.sha256, *(register.sha256 for register in registers)])


def _beside(statement: tree.RuleStatement, rule: Rule, base: Base, file: RulesFile) -> Iterator[Beside]:
    """What is shown beside one rule, by the distance from its start."""
    assert file.book is not None
    assert file.loaded.ruleset is not None
    span = statement.span
    trials = tuple(trials_of(statement, rule, base, file.loaded.ruleset, file.book.registers))
    for trial in trials:
        yield Beside(trial.example.span.end - span.start, *_of_trial(trial))
    for limit in limits_shown(rule, trials):
        if limit.edges and span.start <= limit.span.start and limit.span.end <= span.end:
            yield Beside(limit.span.end - span.start, *_of_limit(limit))


def _of_trial(trial: Trial) -> tuple[str, str]:
    if trial.passed:
        return "✓", trial.why
    if trial.came is None:
        return "✗ cannot be run", "; ".join(problem.message for problem in trial.problems)
    return f"✗ {_CAME[trial.came]}", trial.why


def _of_limit(limit: Boundary) -> tuple[str, str]:
    missing = [edge for edge in limit.edges if not edge.shown]
    each = (f"{edge.value} is {limit.becomes(edge)}" for edge in limit.edges)
    words = f"not tried: {', '.join(edge.value for edge in missing)}" if missing else "both sides tried"
    return words, "; ".join(each)
