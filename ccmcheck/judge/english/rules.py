"""A rule in plain English: what it speaks of, when it applies, what it needs, and what the decision excepts."""

from __future__ import annotations

from dataclasses import dataclass

from ccmcheck.judge.english.conditions import Mood, clause, holder, named, which
from ccmcheck.judge.english.nouns import Naming
from ccmcheck.language import core
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook.model import Citation, Rule, Template

_MOODS: dict[str, Mood] = {"obligation": "must", "recommendation": "should", "judgement": "must", "practice": "is"}


@dataclass(frozen=True, slots=True)
class RuleInWords:
    """A rule in words: each part a clause without a full stop, empty where the rule has none.

    `speaks_of` is “each meeting whose kind is …”, `when` a condition, `needs` what must all hold, `question` what a
    judgement asks; `unless` are exceptions with the words of the decision that make them.
    """

    speaks_of: str
    when: str
    needs: tuple[str, ...]
    question: str
    unless: tuple[tuple[str, Citation], ...]
    otherwise: str

    @property
    def introduction(self) -> str:
        """When the rule applies and of what it speaks, as the start of a sentence; empty where it always applies."""
        when = f"if {self.when}" if self.when else ""
        for_each = f"for {self.speaks_of}" if self.speaks_of else ""
        return ", ".join(filter(None, (when, for_each)))

    @property
    def sentence(self) -> str:
        """The rule as one sentence."""
        needs = self.question or "; ".join(self.needs)
        text = f"{self.introduction}: {needs}" if self.introduction else needs
        ends = text if text.endswith("?") else f"{text}."
        return ends[:1].upper() + ends[1:]


def reading(rule: Rule, naming: Naming) -> RuleInWords:
    """A rule in words."""
    speaks_of, naming = _scope(rule, naming)
    mood = _MOODS[rule.force]
    return RuleInWords(
        speaks_of=speaks_of,
        when="" if rule.when is None else _condition(rule.when, naming),
        needs=tuple(clause(part, naming, mood) for part in _parts(rule.require)),
        question=_filled(rule.question, naming),
        unless=tuple((clause(each.condition, naming, "is"), each.citation) for each in rule.exemptions),
        otherwise=_filled(rule.otherwise, naming),
    )


def _condition(when: Core, naming: Naming) -> str:
    """A condition behind “if”, where alternatives need no “either”."""
    parts = when.parts if isinstance(when, core.Or) and not isinstance(when.parts[0], core.Not) else (when,)
    return " or ".join(clause(part, naming, "is") for part in parts)


def _parts(require: Core | None) -> tuple[Core, ...]:
    if require is None:
        return ()
    return require.parts if isinstance(require, core.And) else (require,)


def _scope(rule: Rule, naming: Naming) -> tuple[str, Naming]:
    """“each member of each committee”; the innermost thing first."""
    words = ""
    for binding in rule.bindings:
        outer, naming = naming, naming.bound(binding.slot, binding.name, binding.list)
        noun = f"each {naming.things[binding.slot].noun}"
        inside = holder(binding.list, outer)
        if core.reads_previous(binding.list):  # it is inside the programme before, and in no other thing
            noun, inside = f"{noun}{inside}", ""
        above = f" of {words}" if words and inside else f" with {words}" if words else inside
        words = f"{noun}{above}"
    if rule.where is not None and rule.bindings:
        words += f" {which(rule.where, rule.bindings[-1].slot, naming)}"
    return words, naming


def _filled(template: Template, naming: Naming) -> str:
    """A rule's own words, with what will stand in place of a field in square brackets."""
    return "".join(part if isinstance(part, str) else f"[{named(part, naming)}]" for part in template)
