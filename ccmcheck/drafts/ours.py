"""Whether a draft is a work programme of this treaty, in the language that is read; hides how it is told.

A draft of another treaty, an article or a text in French is not judged: one sentence says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.drafts.model import Draft
from ccmcheck.drafts.statement import Denial, Statement
from ccmcheck.prose.paragraphs import Sort

_OURS = re.compile(r"\bcluster\s+munitions\b|\bCCM\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:Anti-?Personnel|Mine\s+Ban|Certain\s+Conventional\s+Weapons|Chemical\s+Weapons|Biological|Arms\s+Trade|"
    r"Non-Proliferation|Prohibition\s+of\s+Nuclear|Climate\s+Change|(?:Convention|Treaty)\s+(?:on|for|against)\s+the)\b|"
    r"\b(?:APLC|CCW|BWC|ATT|NPT|TPNW)/",
    re.IGNORECASE,
)
_NAMING = ("id", "kind", "title")
_WORDS = re.compile(r"[^\W\d_]+")
_SMALL = {
    "English": frozenset(("the", "of", "and", "to", "in", "for", "by", "on", "from", "with")),
    "French": frozenset(("le", "la", "les", "des", "du", "et", "aux", "une", "au", "dans", "sur", "pour")),
    "Spanish": frozenset(("el", "los", "las", "del", "y", "una", "al", "en", "por", "para", "con", "que")),
}


def why_not(draft: Draft, statements: Sequence[Statement], denials: Sequence[Denial]) -> Diagnostic | None:
    """The complaint that a draft is not one that these rules are about; None where it is."""
    beginning = draft.source.beginning
    language = _language(draft.source.text)
    if language != "English":
        return complain("draft-in-another-language", beginning, found=language)
    treaty = _other_treaty(draft)
    if treaty:
        return complain("draft-of-another-treaty", beginning, found=treaty)
    return None if _speaks(statements, denials) else complain("draft-about-something-else", beginning)


def _language(text: str) -> str:
    """The language whose small words stand in it most often, English in doubt."""
    words = [word.casefold() for word in _WORDS.findall(text)]
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    most = max(counts, key=lambda language: counts[language])
    return most if counts[most] > max(10, 2 * counts["English"]) else "English"


def _other_treaty(draft: Draft) -> str:
    """The words of the title page or a heading that name another treaty, where the draft nowhere names ours."""
    if _OURS.search(draft.source.text):
        return ""
    for passage in draft.passages:
        if passage.front or passage.sort is Sort.HEADING:
            match = _OTHERS.search(draft.reading(passage).text)
            if match is not None:
                return match[0].strip("/ ")
    return ""


def _speaks(statements: Sequence[Statement], denials: Sequence[Denial]) -> bool:
    """Whether it gives a programme more than names: days or places of a meeting, groups, the Unit."""
    paths = [statement.path for statement in statements]
    named = any(path[0] in ("title", "year") for path in paths)
    if named and (denials or any(path[0] == "meetings" for path in paths)):
        return True
    return any(
        path[0] in ("working_groups", "thematic_areas", "implementation_support_unit")
        or (path[0] == "meetings" and path[-1] not in _NAMING)
        for path in paths
    )
