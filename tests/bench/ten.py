"""The ten rules that every tool of the benchmark can express, and the words for them: one table that the rest reads.

They are taken from `rules/beirut-2011.rules`. The rules that count days between two dates or that compare one part of a
programme with another are left out, because a JSON Schema and several of the others cannot say them.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """A rule by its name; where the thing that it asks about stands in a programme; what else of the bundled rules
    a programme breaks that breaks this one as the generator does."""

    name: str
    paragraph: str
    asks: str
    place: str
    also: tuple[str, ...] = ()


TEN = (
    Rule("intersessional-in-geneva", "2(a)", "the intersessional meeting is in Geneva", "meetings/#/city"),
    Rule(
        "intersessional-in-first-half", "2(a)", "its last day is no later than 30 June", "meetings/#/end",
        also=("intersessional-2012-venue",),
    ),
    Rule("working-languages", "2(b)", "it works in English, French and Spanish at least", "meetings/#/languages"),
    Rule("six-working-groups", "2(c)", "each of the six topics has exactly one working group", "working_groups"),
    Rule("one-or-two-coordinators", "2(c)", "one or two coordinators a group", "working_groups/#/coordinators"),
    Rule(
        "coordinators-are-states-parties", "2(c)", "each of them is a State party (a register of names)",
        "working_groups/#/coordinators/#/state",
    ),
    Rule(
        "working-group-terms", "3(a) to 3(f)", "it serves in 2012, or in 2012 and 2013",
        "working_groups/#/coordinators/#/years",
    ),
    Rule("one-thematic-coordinator", "2(d)", "one coordinator a thematic area", "thematic_areas/#/coordinators"),
    Rule(
        "committee-chaired-by-president", "2(e)", "the President chairs the committee", "coordination_committee/chair",
    ),
    Rule("unit-principles", "4(b)", "the six principles are all named", "implementation_support_unit/principles"),
)  # fmt: skip

NAMES = tuple(rule.name for rule in TEN)
BUNDLED = {rule.name: frozenset({rule.name, *rule.also}) for rule in TEN}
"""What the bundled rules call a departure from each of the ten."""

_BY_PLACE = {rule.place: rule.name for rule in TEN}


def rule_at(place: str) -> str:
    """The rule that asks about a place, given as a JSON Pointer or a JSONPath; empty if there is none."""
    steps = [step for step in re.split(r"[./\[\]'$]+", place) if step]
    return _BY_PLACE.get("/".join("#" if step.isdecimal() else step for step in steps), "")
