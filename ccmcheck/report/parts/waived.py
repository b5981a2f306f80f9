"""How long a waiver lasts, in the words that every report uses."""

from __future__ import annotations

from ccmcheck.judge.english.values import day
from ccmcheck.judge.verdicts import Waiver


def until(waiver: Waiver) -> str:
    """Up to and including 31 December 2013"""
    return f"up to and including {day(waiver.expires)}"
