"""The formats of a report: each a pure function of it, by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from ccmcheck.judge.verdicts import Report

Format = Callable[["Report"], str]


def _format(name: str) -> Format:
    """The function of `report/NAME.py`, which is imported when a report is written in it: no run needs all of them."""

    def written(report: Report) -> str:
        function = cast(Format, getattr(import_module(f"ccmcheck.report.{name}"), f"to_{name}"))
        return function(report)

    return written


NAMES = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown", "html")

FORMATS: dict[str, Format] = {name: _format(name) for name in NAMES}
