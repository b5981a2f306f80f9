"""How long a waiver lasts, in the words that every report uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ccmcheck.judge.verdicts import Waiver


def until(waiver: Waiver) -> str:
    """Up to and including 31 December 2013"""
    from ccmcheck.base.days import day  # not on the way of a run in which all is satisfied

    return f"up to and including {day(waiver.expires)}"
