"""Which decisions of a treaty bound in which year, as rows of numbers; hides how long a rule speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ccmcheck.language.rulebook.model import Ruleset
from ccmcheck.language.rulebook.succession import Ending, endings


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A decision, and of each year how many of its rules could bind what is decided in it; None where none did."""

    ruleset: str
    short: str
    rules: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years, and a row for each decision, the earliest first."""

    years: tuple[int, ...]
    rows: tuple[TimelineRow, ...]


def settled(rulesets: Sequence[Ruleset]) -> int:
    """The first year from which on all stays as it is, as far as anything is known."""
    ends = [ending.day.year for ending in endings(rulesets).values()]
    ends += [ruleset.period.until.year for ruleset in rulesets if ruleset.period.until]
    return max([*ends, *(ruleset.period.start.year for ruleset in rulesets)]) + 1


def timeline(rulesets: Sequence[Ruleset], last: int) -> Timeline:
    """The decisions from the year in which the first began to a last year."""
    ordered = sorted(rulesets, key=lambda each: (each.period.start, each.name))
    years = tuple(range(ordered[0].period.start.year, last + 1))
    ended = endings(rulesets)
    return Timeline(
        years,
        tuple(TimelineRow(each.name, each.short, tuple(_rules_in(each, y, ended) for y in years)) for each in ordered),
    )


def _rules_in(ruleset: Ruleset, year: int, ended: Mapping[str, Ending]) -> int | None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    period = ruleset.period
    if period.start > last or (period.until is not None and period.until <= first):
        return None
    own = (ended.get(f"{ruleset.name}/{rule.name}") for rule in ruleset.rules)
    return sum(ending is None or ending.day > first for ending in own)
