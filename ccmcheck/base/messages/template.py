"""One kind of complaint, and how it is worded."""

from __future__ import annotations

from ccmcheck.base.frozen import frozen


@frozen
class Complaint:
    """One kind of complaint: title and explanation for the reference page, wording and advice for the user."""

    title: str
    explanation: str
    wording: str
    help: str = ""
