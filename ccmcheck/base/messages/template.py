"""One kind of complaint, and how it is worded."""

from __future__ import annotations

from ccmcheck.base.frozen import frozen


@frozen
class Complaint:
    """One kind of complaint: title and explanation for the reference page, wording and advice for the user.

    `undecided` is the advice for what is not decided yet, where a blank may stand at all.
    """

    title: str
    explanation: str
    wording: str
    help: str = ""
    undecided: str = ""
