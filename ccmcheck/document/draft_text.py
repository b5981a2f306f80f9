"""A draft's own text with what became of its words, for reports to show; hides nothing, and knows no grammar."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ccmcheck.base.frozen import frozen

WordRole: TypeAlias = Literal["value", "limit", "frame", "aside", "left over", "plain"]
"""What a stretch of words is: part of a field, a bound that gives no value, who acts and how, about something else, not
understood though it could change the programme, or nothing that could."""


@frozen
class RoleStretch:
    """Words in one role; offsets in the draft's text."""

    role: WordRole
    start: int
    end: int


@frozen
class TextPassage:
    """A paragraph, heading, row or footnote: what a reader calls it, where it stands, and its words by their roles.

    Words between the stretches, such as the number of the paragraph, have no role.
    """

    name: str
    sort: Literal["text", "heading", "footnote", "row"]
    start: int
    end: int
    stretches: tuple[RoleStretch, ...]


@frozen
class DraftText:
    """The passages of a draft in their order, and how many sentences gave values, said nothing or were left over."""

    passages: tuple[TextPassage, ...]
    gave_values: int
    say_nothing: int
    not_understood: int

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return self.gave_values + self.say_nothing + self.not_understood
