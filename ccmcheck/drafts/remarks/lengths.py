"""Lengths that a draft allows a meeting (“up to six days”) and that a decision does not.

A programme has no field for them. So the programme is judged with a meeting of that length in it: a rule that a
meeting of one day keeps and one of the allowed length breaks is a rule about length.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

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
    broken: dict[tuple[str, int], list[Verdict]] = {}
    for allowed in understood.allowed:
        if not 1 < allowed.days <= _LONGEST:
            continue
        for days in (1, allowed.days):
            if (allowed.meeting, days) not in broken:
                broken[allowed.meeting, days] = _broken(understood, allowed, days, ready)
        short = {verdict.name for verdict in broken[allowed.meeting, 1]}
        for verdict in broken[allowed.meeting, allowed.days]:
            if verdict.name not in short:
                yield _complaint(understood, allowed, verdict)


def _complaint(understood: Interpretation, allowed: AllowedLength, verdict: Verdict) -> Diagnostic:
    span = understood.draft.source.span(allowed.start, allowed.end)
    citation = verdict.citations[0]
    return complain(
        "length-beyond-decision",
        span,
        needed=verdict.needed,
        found=quoted(span.text),
        decision=f"{verdict.short}, paragraph {citation.paragraph}",
        quotation=citation.quotation,
        rule=verdict.name,
    )


def _broken(understood: Interpretation, allowed: AllowedLength, days: int, ready: Prepared) -> list[Verdict]:
    """The rules that the programme breaks with a meeting of so many days."""
    raw = _with_length(understood.raw, allowed, days)
    rulebook, source = ready.rulebook, understood.draft.source
    root = fit(raw, rulebook.vocabulary, rulebook.names, source).root
    part = examine(Programme(source, root, ()), ready)
    return [verdict for verdict in part.verdicts if verdict.outcome == "violated"]


def _with_length(raw: RawMapping, allowed: AllowedLength, days: int) -> RawMapping:
    entries = tuple(
        (name, _meetings(value, allowed, days) if name.value == "meetings" else value) for name, value in raw.entries
    )
    return raw._replace(entries=entries)


def _meetings(value: Raw, allowed: AllowedLength, days: int) -> Raw:
    if not isinstance(value, RawSequence):
        return value
    items = (
        _lasting(item, days) if isinstance(item, RawMapping) and _id(item) == allowed.meeting else item
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
    found = days_of(start.value) if isinstance(start, RawScalar) else None
    if not isinstance(found, Range) or not isinstance(found.low, date):
        return meeting
    last = found.low + timedelta(days=days - 1)
    at = meeting.start
    dates: dict[str, Raw] = {
        "start": RawScalar(found.low.isoformat(), "", at, at, True),
        "end": RawScalar(last.isoformat(), "", at, at, True),
    }
    kept = tuple((name, value) for name, value in meeting.entries if name.value not in dates)
    return meeting._replace(entries=(*kept, *((key(name, at), value) for name, value in dates.items())))
