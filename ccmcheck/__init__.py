"""Judges a work programme of the Convention on Cluster Munitions against the decisions that bind it.

What a user of the library may rely on is named here, and docs/library.md shows it at work. Each name is imported when
it is asked for, so that nothing waits for what it does not need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ccmcheck.base.version import __version__

if TYPE_CHECKING:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.document.programme import Programme
    from ccmcheck.judge.check import check
    from ccmcheck.judge.summary import Summary, exit_code, summary
    from ccmcheck.judge.verdicts import Blank, Detail, Document, Place, Report, Verdict
    from ccmcheck.language.rulebook.model import Rulebook
    from ccmcheck.report import FORMATS
    from ccmcheck.run.blank_programme import blank_programme
    from ccmcheck.run.library import check_many, load_rules, read_programme

__all__ = [
    "FORMATS", "Blank", "Detail", "Diagnostic", "Document", "Place", "Programme", "Report", "Rulebook", "Summary",
    "Verdict", "__version__", "blank_programme", "check", "check_many", "exit_code", "load_rules",
    "read_programme", "summary",
]  # fmt: skip

_HOMES = {
    "FORMATS": "report",
    "Blank": "judge.verdicts",
    "Detail": "judge.verdicts",
    "Diagnostic": "base.diagnostic",
    "Document": "judge.verdicts",
    "Place": "judge.verdicts",
    "Programme": "document.programme",
    "Report": "judge.verdicts",
    "Rulebook": "language.rulebook.model",
    "Summary": "judge.summary",
    "Verdict": "judge.verdicts",
    "blank_programme": "run.blank_programme",
    "check": "judge.check",
    "check_many": "run.library",
    "exit_code": "judge.summary",
    "load_rules": "run.library",
    "read_programme": "run.library",
    "summary": "judge.summary",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"ccmcheck.{_HOMES[name]}"), name)
