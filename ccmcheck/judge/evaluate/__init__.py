"""The meaning of the core: one expression over one document gives a three-valued truth and what made it so."""

from ccmcheck.judge.evaluate.answers import Answer, Because, Bound, Context, ListEntry, Listing, Seen
from ccmcheck.judge.evaluate.expressions import listing, operand, truth

__all__ = [
    "Answer", "Because", "Bound", "Context", "ListEntry", "Listing", "Seen", "listing", "operand", "truth",
]  # fmt: skip
