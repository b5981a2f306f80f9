"""The draft's own text as reports show it; hides how sentences are gathered into passages."""

from __future__ import annotations

from itertools import groupby

from ccmcheck.document.draft_text import DraftText, RoleStretch, TextPassage
from ccmcheck.drafts.interpret import Interpretation, SentenceRoles
from ccmcheck.drafts.ledger import Role


def draft_text(understood: Interpretation) -> DraftText:
    """Every passage with the role of its words, and the sentences counted."""
    left = {sentence.start for sentence in understood.listed}
    gave = [each for each in understood.roles if each.gives_values and each.sentence.start not in left]
    return DraftText(
        tuple(_passage(list(group)) for _, group in groupby(understood.roles, key=lambda each: each.sentence.passage)),
        len(gave),
        len(understood.roles) - len(gave) - len(left),
        len(left),
    )


def _passage(sentences: list[SentenceRoles]) -> TextPassage:
    passage = sentences[0].sentence.passage
    stretches = tuple(
        RoleStretch(stretch.role.value, stretch.start, stretch.end)
        for sentence in sentences
        for stretch in sentence.stretches
        if stretch.role is not Role.PLAIN
    )
    return TextPassage(
        passage.name, passage.sort.value, passage.start, max(each.sentence.end for each in sentences), stretches
    )
