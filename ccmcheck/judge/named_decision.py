"""The decision that a programme says it is taken by, where that one is not in force on its day: a remark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from ccmcheck.base.days import day as day_in_words
from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.frozen import frozen
from ccmcheck.base.values import IMPOSSIBLE, Choice, Range, point
from ccmcheck.document.nodes import Node, child
from ccmcheck.document.schema import RecordKind, TextKind
from ccmcheck.document.treaty import FIELD
from ccmcheck.language.rulebook.model import Period, Rulebook, Ruleset


@frozen
class NamedDecisions:
    """The decisions of a rulebook by the meeting that took each: the first word of “2MSP decision”."""

    by_meeting: Mapping[str, Ruleset]
    fields: tuple[str, ...]
    day: str

    @classmethod
    def of(cls, rulebook: Rulebook) -> NamedDecisions:
        """The decisions of a rulebook, and the texts at the top of a document, one of which may name them."""
        kind = rulebook.vocabulary.document
        assert isinstance(kind, RecordKind)  # a schema that is no record has been refused
        texts = (name for name, held in kind.fields.items() if isinstance(held.kind, TextKind) and name != FIELD)
        named = {r.short.partition(" ")[0]: r for r in rulebook.rulesets if r.short.endswith(" decision")}
        return cls(named, tuple(texts) if kind.day else (), kind.day)

    def may_be_in(self, values: Mapping[str, Any]) -> bool:
        """Whether plain values name a decision that is not in force on their day."""
        day = values.get(self.day)
        return any(
            isinstance(day, date) and _is_out(named.period, point(day))
            for name in self.fields
            if (named := self.by_meeting.get(values.get(name) or "")) is not None
        )

    def remarks(self, root: Node) -> Iterator[Diagnostic]:
        """A remark where a document names such a decision."""
        for name in self.fields:
            meeting, day = child(root, name), child(root, self.day)
            by, on = meeting.value, day.value
            named = self.by_meeting.get(by.word) if isinstance(by, Choice) and by.exact else None
            if named is not None and isinstance(on, Range) and _is_out(named.period, on):
                yield _remark(root, named, name, day, on)


def _is_out(period: Period, day: Range) -> bool:
    return period.holds_on(day) is IMPOSSIBLE


def _remark(root: Node, named: Ruleset, field: str, day: Node, on: Range) -> Diagnostic:
    from ccmcheck.judge.english import values

    assert isinstance(on.low, date)
    until = named.period.until
    if until is not None and on.low >= until:
        binds = f"bound until {day_in_words(until - timedelta(days=1))}"
    else:
        binds = f"binds from {day_in_words(named.period.start)} on"
    rules = "its rule is not asked" if len(named.rules) == 1 else f"none of its {len(named.rules)} rules is asked"
    words = {"name": named.short, "binds": binds, "field": field, "on": values.plain(on)}
    words["day"] = values.title_at(root, day.pointer)
    return complain("decision-not-in-force", day.span, suggestion="", related=(), rules=rules, **words)
