"""The parts of a rulebook to which results lead, by number: both sides have them, so none of them is kept or sent."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import Any, TypeAlias

from ccmcheck.base.source import Source
from ccmcheck.judge.check import Prepared
from ccmcheck.language.rulebook.model import Citation, Rulebook

Part: TypeAlias = Source | Citation


class RuleParts:
    """The texts and citations of a rulebook, always in the same order."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.parts = tuple(_parts(rulebook))
        self._numbers = {_key(part): number for number, part in enumerate(self.parts)}

    def number(self, value: Any) -> int | None:
        """The number of a part; None for anything else."""
        return self._numbers.get(_key(value)) if isinstance(value, Part) else None


def _parts(rulebook: Rulebook) -> Iterator[Part]:
    for ruleset in rulebook.rulesets:
        yield ruleset.source
        for rule in ruleset.rules:
            yield from rule.citations
            yield from (exemption.citation for exemption in rule.exemptions)


def _key(part: Part) -> Hashable:
    """Two rules may rest on the same words, but each cites them at a place of its own."""
    return (part, part.span) if isinstance(part, Citation) else part


@lru_cache(maxsize=8)
def rule_parts(ready: Prepared) -> RuleParts:
    """The parts of a rulebook that has been made ready."""
    return RuleParts(ready.rulebook)
