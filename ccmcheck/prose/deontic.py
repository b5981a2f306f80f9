"""The words by which a decision binds (“shall”, “decided to”) or advises (“should”); hides their forms and places.

A sub-paragraph often has none of its own: “(a) Convene annually …” hangs on “decided to:” in the opening above it.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from ccmcheck.prose.decision import Decision
from ccmcheck.prose.normalised import words_of

BindingForce: TypeAlias = Literal["obligation", "recommendation"]

# `that` and `to` are shown with the verb they follow, since “decided to” introduces what a reader looks for.
_WORDS: dict[BindingForce, re.Pattern[str]] = {
    "obligation": re.compile(
        r"\b(?:shall|must|will|(?:decid|agre)(?:es|ed|e)(?: to| that)?|establish(?:es|ed)?|undertakes?(?: to)?)\b",
        re.IGNORECASE,
    ),
    "recommendation": re.compile(
        r"\b(?:should|seeks? to|seeks?|(?:encourag|invit)(?:es|ed|e)|recommend(?:s|ed)?|urges?d?)\b", re.IGNORECASE
    ),
}


def deontic_words(text: str) -> tuple[str, ...]:
    """The binding and advising words of a text in their order, each once, in small letters."""
    words = [(match.start(), match[0].lower()) for pattern in _WORDS.values() for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(word for _, word in sorted(words)))


def binds(text: str, force: BindingForce) -> bool:
    """Whether a text has a word of that force."""
    return _WORDS[force].search(text) is not None


def sources(decision: Decision, label: str, quotation: str) -> tuple[tuple[str, str], ...]:
    """The texts that may give a quotation its force, the nearest first: each with a name for it.

    The quotation itself, its paragraph, and the openings of the paragraphs above.
    """
    texts = [("the words quoted", quotation)]
    inner = decision.paragraph(label)
    if inner is not None:
        texts.append((f"paragraph {label}", words_of(inner.own)))
    for above in decision.above(label):
        paragraph = decision.paragraph(above)
        if paragraph is not None:
            texts.append((f"the opening of paragraph {above}", words_of(paragraph.opening)))
    return tuple(texts)
