"""Lengths that a draft allows a meeting (“up to six days”) and that a decision does not.

A programme has no field for them. So the programme is judged with a meeting of that length in it: a rule that a
meeting of one day keeps and one of the allowed length breaks is a rule about length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.values import Range
from ccmcheck.document.coerce import fit
from ccmcheck.document.dates import days_of
from ccmcheck.document.programme import Programme
from ccmcheck.document.raw import Raw, RawMapping, RawScalar, RawSequence
from ccmcheck.drafts.interpret import Interpretation
from ccmcheck.drafts.statement import AllowedLength, key
from ccmcheck.judge.check import Prepared, examine
from ccmcheck.judge.verdicts import Verdict

_LONGEST = 366


def lengths(understood: Interpretation, ready: Prepared) -> Iterator[Diagnostic]:
    """A complaint about each length that some rule in force does not allow."""
    allowed = [each for each in understood.allowed if 1 < each.days <= _LONGEST]
    if not allowed:
        return
    short = {_key(verdict) for verdict in _broken(understood, {each.meeting: 1 for each in allowed}, ready)}
    for days in _rounds(allowed):
        for verdict in _broken(understood, days, ready):
            if _key(verdict) not in short:
                yield from (_complaint(understood, each, verdict) for each in _causes(allowed, days, verdict))


def _rounds(allowed: Sequence[AllowedLength]) -> Iterator[dict[str, int]]:
    """The days of each meeting, so many times as one meeting has lengths: the programme is judged once for them all."""
    by_meeting: dict[str, dict[int, None]] = {}
    for each in allowed:
        by_meeting.setdefault(each.meeting, {})[each.days] = None
    for row in zip_longest(*by_meeting.values(), fillvalue=1):
        yield dict(zip(by_meeting, row, strict=True))


def _causes(allowed: Sequence[AllowedLength], days: dict[str, int], verdict: Verdict) -> Iterator[AllowedLength]:
    """The lengths that a verdict comes from: those of its own meeting, or of all where it speaks of none."""
    own = days.keys() & {name for _, name in verdict.things}
    for each in allowed:
        if days[each.meeting] == each.days and (not own or each.meeting in own):
            yield each


def _key(verdict: Verdict) -> tuple[str, str]:
    return verdict.name, verdict.subject


def _complaint(understood: Interpretation, allowed: AllowedLength, verdict: Verdict) -> Diagnostic:
    span = understood.draft.source.span(allowed.start, allowed.end)
    return complain(
        "length-beyond-decision",
        span,
        needed=verdict.needed,
        found=quoted(span.text),
        decision=verdict.cited,
        quotation=verdict.citations[0].quotation,
        rule=verdict.name,
    )


def _broken(understood: Interpretation, days: dict[str, int], ready: Prepared) -> list[Verdict]:
    """The rules that the programme breaks with meetings of so many days."""
    raw = _with_lengths(understood.raw, days)
    rulebook, source = ready.rulebook, understood.draft.source
    root = fit(raw, rulebook.vocabulary, rulebook.names, source).root
    part = examine(Programme(source, root, ()), ready)
    return [verdict for verdict in part.verdicts if verdict.outcome == "violated"]


def _with_lengths(raw: RawMapping, days: dict[str, int]) -> RawMapping:
    entries = tuple(
        (name, _meetings(value, days) if name.value == "meetings" else value) for name, value in raw.entries
    )
    return raw._replace(entries=entries)


def _meetings(value: Raw, days: dict[str, int]) -> Raw:
    if not isinstance(value, RawSequence):
        return value
    items = (
        _lasting(item, days[_id(item)]) if isinstance(item, RawMapping) and _id(item) in days else item
        for item in value.items
    )
    return value._replace(items=tuple(items))


def _id(meeting: RawMapping) -> str:
    return next(
        (str(value.value) for name, value in meeting.entries if name.value == "id" and isinstance(value, RawScalar)), ""
    )


def _lasting(meeting: RawMapping, days: int) -> RawMapping:
    """The meeting from its first day on, or from the first that its half date permits."""
    held = {name.value: value for name, value in meeting.entries}
    start = held.get("start")
    first = days_of(start.value) if isinstance(start, RawScalar) else None
    if not isinstance(first, Range) or not isinstance(first.low, date):
        return meeting
    last = first.low + timedelta(days=days - 1)
    at = meeting.start
    dates: dict[str, Raw] = {
        "start": RawScalar(first.low.isoformat(), "", at, at, True),
        "end": RawScalar(last.isoformat(), "", at, at, True),
    }
    kept = tuple((name, value) for name, value in meeting.entries if name.value not in dates)
    return meeting._replace(entries=(*kept, *((key(name, at), value) for name, value in dates.items())))
