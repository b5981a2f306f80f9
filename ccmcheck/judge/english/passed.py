"""Why rules pass over a document: of what they speak at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ccmcheck.base.values import IMPOSSIBLE
from ccmcheck.judge.english.nouns import Naming, article
from ccmcheck.judge.english.rules import RuleInWords, reading
from ccmcheck.judge.evaluate import Context
from ccmcheck.judge.evaluate.expressions import Evaluation
from ccmcheck.language import core
from ccmcheck.language.rulebook.model import Rule

_EACH = re.compile(r"\beach (\w+)")


class PassingOver:
    """Why rules pass over documents; each rule is put into words once."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._readings: dict[str, RuleInWords] = {}

    def reasons(self, rules: Mapping[str, Rule], context: Context) -> tuple[str, ...]:
        """The rules that pass over a document, those of one reason together: “9 rules speak only if …”."""
        reasons: dict[str, int] = {}
        for name, rule in rules.items():
            reason = _reason(rule, self._reading(name, rule), context)
            reasons[reason] = reasons.get(reason, 0) + 1
        most_first = sorted(reasons.items(), key=lambda item: -item[1])
        return tuple(
            f"{count} {'rules speak' if count > 1 else 'rule speaks'} only {reason}" for reason, count in most_first
        )

    def _reading(self, name: str, rule: Rule) -> RuleInWords:
        words = self._readings.get(name)
        if words is None:
            words = self._readings[name] = reading(rule, self._naming)
        return words


def _reason(rule: Rule, words: RuleInWords, context: Context) -> str:
    """The condition that fails, or the things that are not there; both where only each thing can tell."""
    things = f"of {_EACH.sub(lambda each: article(each[1]), words.speaks_of)}" if words.speaks_of else ""
    if rule.when is None or not words.when:
        return things
    if core.slots_in(rule.when):
        return f"{things} if {words.when}".strip()
    fails = Evaluation().truth(rule.when, context).truth is IMPOSSIBLE
    return f"if {words.when}" if fails else things
