"""Changes of one word, judged by the examples of the rule: which are noticed, which are not, which were declared.

A definition is changed once for each rule that uses it, and the examples of that rule have to notice. A change that no
longer loads is none, and one that leaves the meaning as it is (`12 months` in place of `1 year`) is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

from ccmcheck.authoring.examples import Case, Examination, outcome_of
from ccmcheck.authoring.examples.run import EXPECTED, of
from ccmcheck.authoring.mutants.mutations import Alternatives, Mutation, alternatives, of_define, of_rule
from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.source import Span
from ccmcheck.language.rulebook import Rule
from ccmcheck.language.rulebook.load import Loaded
from ccmcheck.language.rulebook.resolve import Surroundings, read_again
from ccmcheck.language.syntax import tree

_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*"|--[^\n]*')


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one word changed, in its own text or in a definition that it uses."""

    rule: str
    words: str
    span: Span
    whole: Span = field(repr=False)

    @property
    def line(self) -> str:
        """The line as it would be; what was written over several lines becomes one, and a dropped line is named."""
        text = self.span.source.text
        start = text.rfind("\n", 0, self.span.start) + 1
        end = text.find("\n", self.span.end)
        line = _one_line(self._changed(start, len(text) if end == -1 else end))
        return line or f"without `{_one_line(self.span.text)}`"

    def reads(self, words: str) -> bool:
        """Whether the changed rule reads so, and the change is among the words."""
        upto = _one_line(self._changed(self.whole.start, self.span.end))
        start = len(upto) - len(_one_line(self.words))
        whole, wanted = _one_line(self._changed(self.whole.start, self.whole.end)), _one_line(words)
        at = whole.find(wanted, max(0, start - len(wanted)))
        while at != -1 and at <= start:
            # Where words were dropped, their neighbours on both sides must be among the words.
            if at + len(wanted) >= len(upto) + (0 if self.words else 2):
                return True
            at = whole.find(wanted, at + 1)
        return False

    def _changed(self, start: int, end: int) -> str:
        text = self.span.source.text
        return f"{text[start : self.span.start]}{self.words or ' '}{text[self.span.end : end]}"


@dataclass(frozen=True, slots=True)
class Tried:
    """What the changes of the rules of one file have shown."""

    total: int
    unnoticed: tuple[Mutant, ...]
    declared: tuple[tuple[Mutant, tree.SameAs], ...]
    problems: tuple[Diagnostic, ...]

    @property
    def noticed(self) -> int:
        """How many changes an example noticed."""
        return self.total - len(self.unnoticed) - len(self.declared)


def try_all(examination: Examination) -> Tried:
    """Changes each word of each rule that has examples, one at a time, and judges the examples again."""
    loaded = examination.loaded
    ruleset, around = examination.ruleset, loaded.around
    if ruleset is None or around is None or examination.base is None:
        return Tried(0, (), (), ())
    words = alternatives(around.vocabulary)
    total = 0
    unnoticed: list[Mutant] = []
    declared: list[tuple[Mutant, tree.SameAs]] = []
    problems: list[Diagnostic] = []
    rules = {rule.name: rule for rule in ruleset.tried}
    for statement in of(loaded, tree.RuleStatement):
        rule = rules.get(statement.name.text)
        if rule is None:
            continue
        count, survivors = _tried(statement, rule, examination, around, words)
        total += count
        matched = {mutant: _declaration(mutant, statement) for mutant in survivors}
        unnoticed += [mutant for mutant, declaration in matched.items() if declaration is None]
        declared += [(mutant, declaration) for mutant, declaration in matched.items() if declaration is not None]
        problems += [
            _unmatched(declaration) for declaration in statement.same_as if declaration not in matched.values()
        ]
    return Tried(total, tuple(unnoticed), tuple(declared), tuple(problems))


def _tried(
    statement: tree.RuleStatement, rule: Rule, examination: Examination, around: Surroundings, words: Alternatives
) -> tuple[int, list[Mutant]]:
    """How many changes of a rule there are, and those that none of its examples notices."""
    question = f"{examination.name}/{rule.name}"
    cases = [trial.case for trial in examination.of(rule.name) if trial.passed and trial.case is not None]
    total = 0
    survivors: list[Mutant] = []
    for mutant, changed in _changed(statement, examination.loaded, around, words):
        if changed is None or changed == rule:
            continue
        total += 1
        noticed = next((case for case in cases if _notices(case, changed, question)), None)
        if noticed is None:
            survivors.append(mutant)
        else:  # what noticed one change is likely to notice the next
            cases.remove(noticed)
            cases.insert(0, noticed)
    return total, survivors


def _notices(case: Case, rule: Rule, question: str) -> bool:
    return outcome_of(case.judged(rule, question)) != EXPECTED[case.example.outcome]


def _changed(
    statement: tree.RuleStatement, loaded: Loaded, around: Surroundings, words: Alternatives
) -> Iterator[tuple[Mutant, Rule | None]]:
    """Each change with the rule that it makes; None where that rule would not load."""
    parsed, name = loaded.parsed, statement.name.text
    for change in of_rule(statement, words):
        yield _mutant(name, change, statement.span), read_again(change.made, parsed, around)
    for define in _used(statement, loaded):
        for altered in of_define(define, words):
            others = tuple(altered.made if other is define else other for other in parsed.statements)
            again = read_again(statement, replace(parsed, statements=others), around)
            yield _mutant(name, altered, define.span), again


def _mutant(rule: str, change: Mutation[Any], whole: Span) -> Mutant:
    return Mutant(rule, change.words, change.span, whole)


def _used(statement: tree.RuleStatement, loaded: Loaded) -> list[tree.DefineStatement]:
    """The definitions that a rule uses, also through others, in the order of the file."""
    defines = {define.name.text: define for define in of(loaded, tree.DefineStatement)}
    used: dict[str, None] = {}
    waiting = list(_names(statement))
    while waiting:
        name = waiting.pop()
        if name in defines and name not in used:
            used[name] = None
            waiting += _names(defines[name].body)
    return [define for name, define in defines.items() if name in used]


def _names(part: Any) -> Iterator[str]:
    """Every name that may stand for a definition, anywhere in a part of the tree."""
    match part:
        case tree.Name(name):
            yield name
        case tree.Call(function, arguments):
            yield function.text
            yield from _names(arguments)
        case tuple():
            for item in part:
                yield from _names(item)
        case tree.Word() | Span() | str() | tree.Example():
            return
        case _ if hasattr(part, "__dataclass_fields__"):
            for held in fields(part):
                yield from _names(getattr(part, held.name))
        case _:
            return


# -- declarations --------------------------------------------------------------------------------------------------


def _declaration(mutant: Mutant, statement: tree.RuleStatement) -> tree.SameAs | None:
    return next((declaration for declaration in statement.same_as if mutant.reads(declaration.words.text)), None)


def _unmatched(declaration: tree.SameAs) -> Diagnostic:
    return complain("same-as-unmatched", declaration.words.span, words=" ".join(declaration.words.text.split()))


def _one_line(text: str) -> str:
    """A stretch of a rules file on one line, without its comments."""
    kept = _COMMENT.sub(lambda match: match.group() if match.group().startswith('"') else " ", text)
    return " ".join(kept.split())
