"""Values on the command line: a day, however one writes it, and a year; each refused in one sentence that helps."""

from __future__ import annotations

from datetime import datetime

import click


class Day(click.ParamType[datetime]):
    """A day: 2011-09-16, or as people write it, where that means one day alone."""

    name = "date"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The day."""
        if isinstance(value, datetime):
            return value
        from ccmcheck.document.suggestions import days_meant

        meant = days_meant(value)
        if len(meant) == 1:
            return datetime.fromisoformat(meant[0])
        either = f"; it may be {' or '.join(meant)}" if meant else ""
        raise click.BadParameter(f"a day such as 2011-09-16 is needed, and `{value}` is none{either}.", ctx, param)


class Year(click.ParamType[int]):
    """A year of which a programme may be."""

    name = "year"
    first, last = 1900, 9998

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year."""
        text = str(value).strip()
        if text.isdecimal() and self.first <= int(text) <= self.last:
            return int(text)
        raise click.BadParameter(
            f"a year such as 2013 is needed, from {self.first} on, and `{value}` is none.", ctx, param
        )


DAY, YEAR = Day(), Year()
