"""A rule in plain English: what it speaks of, when it applies, what it needs, and what the decision excepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccmcheck.judge.english.conditions import clause, holder, named, which
from ccmcheck.judge.english.nouns import Naming, list_title
from ccmcheck.judge.english.wordings import Mood, together
from ccmcheck.language import core
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook.model import Binding, Citation, Rule, Template

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
    of_things = [part for part in _parts(rule.when) if _slots(part, rule.bindings)]
    when = [part for part in _parts(rule.when) if part not in of_things]
    speaks_of, naming = _scope(rule.bindings, (*_parts(rule.where), *of_things), naming)
    mood = _MOODS[rule.force]
    return RuleInWords(
        speaks_of=speaks_of,
        when=together([_condition(part, naming, alone=len(when) == 1) for part in when]),
        needs=tuple(clause(part, naming, mood) for part in _parts(rule.require)),
        question=_filled(rule.question, naming),
        unless=tuple((clause(each.condition, naming, "is"), each.citation) for each in rule.exemptions),
        otherwise=_filled(rule.otherwise, naming),
    )


def _condition(when: Core, naming: Naming, *, alone: bool) -> str:
    """A condition behind “if”, where alternatives need no “either”."""
    if not alone or not isinstance(when, core.Or) or isinstance(when.parts[0], core.Not):
        return clause(when, naming, "is")
    return " or ".join(clause(part, naming, "is") for part in when.parts)


def _parts(condition: Core | None) -> tuple[Core, ...]:
    """The conditions that all have to hold."""
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, core.And) else (condition,)


def _scope(bindings: Sequence[Binding], conditions: Sequence[Core], naming: Naming) -> tuple[str, Naming]:
    """“each member of each committee and each session whose kind is “session””.

    A condition on things of several lists comes last.
    """
    for binding in bindings:
        naming = naming.bound(binding.slot, binding.name, binding.list)
    nests = _nests(bindings)
    asked = [(part, _slots(part, bindings)) for part in conditions]
    own = [[part for part, slots in asked if slots and slots <= _bound(nest)] for nest in nests]
    rest = [part for part in conditions if not any(part in parts for parts in own)]
    things = [_things(nest, parts, naming) for nest, parts in zip(nests, own, strict=True)]
    words = [" and ".join(things), *([_which(rest, bindings[-1], naming)] if rest else [])]
    return " ".join(words), naming


def _nests(bindings: Sequence[Binding]) -> list[list[Binding]]:
    """The lists of a rule, each that is in things of the one before together with it."""
    nests: list[list[Binding]] = []
    for binding in bindings:
        if nests and nests[-1][-1].slot in core.slots_in(binding.list):
            nests[-1].append(binding)
        else:
            nests.append([binding])
    return nests


def _bound(bindings: Sequence[Binding]) -> frozenset[int]:
    return frozenset(binding.slot for binding in bindings)


def _slots(condition: Core, bindings: Sequence[Binding]) -> frozenset[int]:
    """The things of which a condition asks."""
    return core.slots_in(condition) & _bound(bindings)


def _things(nest: Sequence[Binding], conditions: Sequence[Core], naming: Naming) -> str:
    """“each member of each committee”, the innermost thing first, and which of them are meant."""
    words = ""
    for binding in nest:
        inside = f"{list_title(binding.list, naming)} of {words}" if words else holder(binding.list, naming)
        words = f"each {naming.things[binding.slot].noun}{inside}"
    outermost = nest[0]
    in_order = sorted(conditions, key=lambda part: _slots(part, nest) != {outermost.slot})
    return " ".join(filter(None, (words, _which(in_order, outermost, naming))))


def _which(conditions: Sequence[Core], last: Binding, naming: Naming) -> str:
    """Conditions after the words for things; “whose” belongs to the noun before it, which may be another."""
    over = last.list
    is_of_another = isinstance(over, core.FieldOf) and not isinstance(over.of, core.WholeDocument)
    return " and ".join(which(part, None if is_of_another else last.slot, naming) for part in conditions)


def _filled(template: Template, naming: Naming) -> str:
    """A rule's own words, with what will stand in place of a field in square brackets."""
    return "".join(part if isinstance(part, str) else f"[{named(part, naming)}]" for part in template)
