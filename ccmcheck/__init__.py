"""Judges a work programme of the Convention on Cluster Munitions against the decisions that bind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ccmcheck.run.parallel import check_many

__version__ = "0.1.0"
__all__ = ["__version__", "check_many"]


def __getattr__(name: str) -> Any:
    """`check_many`, imported when it is asked for: the start of a command does not wait for it."""
    if name != "check_many":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ccmcheck.run.parallel import check_many

    return check_many
