"""Values on the command line: days as one writes them, years, numbers; each refused in one sentence that helps."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

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

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year."""
        from ccmcheck.run.blank_programme import FIRST_YEAR, LAST_YEAR

        text = str(value).strip()
        if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        needed = f"a year such as 2013 is needed, from {FIRST_YEAR} to {LAST_YEAR}"
        raise click.BadParameter(f"{needed}, and `{value}` is none.", ctx, param)


class Count(click.IntRange):
    """A whole number within limits."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            limits = f"from {self.min} on" if self.max is None else f"from {self.min} to {self.max}"
            words = f"a whole number {limits} is needed, and `{value}` is none."
            raise click.BadParameter(words, ctx, param) from None


class Minutes(click.ParamType[float]):
    """A time of some length."""

    name = "minutes"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The minutes."""
        with suppress(ValueError):
            if (minutes := float(value)) > 0:
                return minutes
        raise click.BadParameter(f"a number of minutes above 0 is needed, and `{value}` is none.", ctx, param)


DAY, YEAR, MINUTES = Day(), Year(), Minutes()
