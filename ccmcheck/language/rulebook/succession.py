"""What later decisions end of earlier ones: a rule that is replaced or repealed no longer speaks from a day on.

That day becomes part of when the rule applies, so that everything that reads rules knows it, and a programme whose own
day is open leaves it open which of the two speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ccmcheck.base.values import CERTAIN, point
from ccmcheck.document.schema import RecordKind, Vocabulary
from ccmcheck.language import core
from ccmcheck.language.rulebook.model import Rule, Rulebook, Ruleset


class Ending(NamedTuple):
    """The first day on which a rule no longer speaks, and by what: the rule that replaces it, or a decision."""

    day: date
    by: str


def endings(rulesets: Sequence[Ruleset]) -> Mapping[str, Ending]:
    """Of each rule that a later decision ends, by RULESET/RULE, when and by what.

    Of several replacements the latest wins: each ends the one before it as well.
    """
    ended: dict[str, Ending] = {}
    for target, enders in _by_target(rulesets).items():
        ordered = sorted(enders)
        for name, ending in zip((target, *(each.by for each in ordered)), ordered, strict=False):
            if name not in ended or ending < ended[name]:
                ended[name] = ending
    return ended


def _by_target(rulesets: Sequence[Ruleset]) -> dict[str, list[Ending]]:
    known = {f"{ruleset.name}/{rule.name}": ruleset for ruleset in rulesets for rule in ruleset.rules}
    targets: dict[str, list[Ending]] = {}
    for ruleset in rulesets:
        for target, by in _statements(ruleset):
            if target in known:
                day = max(ruleset.period.start, known[target].period.start)
                targets.setdefault(target, []).append(Ending(day, by))
    return targets


def _statements(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """What a decision ends, and what in it does so."""
    yield from ((rule.replaces, f"{ruleset.name}/{rule.name}") for rule in ruleset.rules if rule.replaces)
    yield from ((repeal.rule, ruleset.name) for repeal in ruleset.repeals)


def succeeded(rulesets: Iterable[Ruleset], vocabulary: Vocabulary) -> tuple[Ruleset, ...]:
    """The rulesets with every rule speaking no longer than until a later decision ends it."""
    rulesets = tuple(rulesets)
    ended = endings(rulesets)
    document = vocabulary.document
    if not ended or not isinstance(document, RecordKind) or not document.day:
        return rulesets
    return tuple(_until(ruleset, ended, document.day) for ruleset in rulesets)


def standing_on(day: date, rulebook: Rulebook) -> Rulebook:
    """The rulebook of a day: the decisions in force on it with the rules that spoke, whatever the day of a document."""
    ended = endings(rulebook.rulesets)
    document = rulebook.vocabulary.document
    field = document.day if isinstance(document, RecordKind) else ""
    standing = [each for each in rulebook.rulesets if each.period.holds_on(point(day)) is CERTAIN]
    return replace(rulebook, rulesets=tuple(_on(day, ruleset, ended, field) for ruleset in standing))


def _on(day: date, ruleset: Ruleset, ended: Mapping[str, Ending], field: str) -> Ruleset:
    rules = []
    for rule in ruleset.rules:
        ending = ended.get(f"{ruleset.name}/{rule.name}")
        if ending is None:
            rules.append(rule)
        elif day < ending.day:
            rules.append(_as_written(rule, field, ending.day))
    return replace(ruleset, rules=tuple(rules))


def _as_written(rule: Rule, field: str, day: date) -> Rule:
    """The rule of an author, without what `_before` adds to it."""
    before = _before(replace(rule, when=None), field, day).when
    match rule.when:
        case core.And((first, own)) if first == before:
            return replace(rule, when=own)
        case _ if rule.when == before:
            return replace(rule, when=None)
        case _:
            return rule


def in_force_together(rulesets: Sequence[Ruleset]) -> tuple[tuple[Ruleset, ...], ...]:
    """The rulesets with obligations that some day finds in force at once, two at least and none without the others."""
    binding = [each for each in rulesets if any(rule.force == "obligation" for rule in each.rules)]
    days = sorted({each.period.start for each in binding})
    sets = [tuple(each for each in binding if each.period.holds_on(point(day)) is CERTAIN) for day in days]
    names = [{each.name for each in one} for one in sets]
    return tuple(one for one, own in zip(sets, names, strict=True) if len(one) > 1 and not any(own < o for o in names))


def _until(ruleset: Ruleset, ended: Mapping[str, Ending], day: str) -> Ruleset:
    rules = tuple(
        _before(rule, day, ended[name].day) if (name := f"{ruleset.name}/{rule.name}") in ended else rule
        for rule in ruleset.rules
    )
    return ruleset if rules == ruleset.rules else replace(ruleset, rules=rules)


def _before(rule: Rule, field: str, day: date) -> Rule:
    """The rule where the day of the document comes before another."""
    span = rule.span
    own = core.FieldOf(core.WholeDocument(span), field, span)
    before = core.Compare("<", own, core.Constant(point(day), span), span)
    when = before if rule.when is None else core.And((before, rule.when), span)
    return replace(rule, when=when)
