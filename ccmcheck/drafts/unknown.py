"""Words of a sentence that nobody knows: where they could change something, they are loaded; see `plain_words`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccmcheck.drafts.grammar.plain_words import OFFICES, is_plain
from ccmcheck.drafts.grammar.tokens import Loaded
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import ParsedSentence, Saying, Statement
from ccmcheck.drafts.subjects import Subjects
from ccmcheck.prose.paragraphs import Sort


def _counts(parsed: ParsedSentence, sayings: Sequence[Saying], subjects: Subjects) -> bool:
    """Whether a word that nobody knows could change something: beside values, of coordinators, in a list of groups."""
    gives = any(isinstance(each, Statement) and len(each.path) > 1 for each in sayings)
    return gives or subjects.any or opens_list(parsed)


def opens_list(parsed: ParsedSentence) -> bool:
    """Whether a sentence ends as the opening of a list does."""
    return parsed.sentence.reading.text.rstrip().endswith((":", "—", "–", "-"))


def load_unknown(parsed: ParsedSentence, sayings: Sequence[Saying], subjects: Subjects) -> None:
    """Loads every word that was not taken and is not known to change nothing, and offices that follow a value."""
    doubts = ((_DOUBTS, Loaded.CONDITION),) if parsed.sentence.passage.sort is Sort.HEADING else ()
    for pattern, load in (*_PHRASES, *doubts):
        for match in pattern.finditer(parsed.sentence.reading.text):
            for word in parsed.words:
                if match.start() <= word.start < match.end() and parsed.ledger.role(word.start) is None:
                    parsed.ledger.load(word, load)
    if not _counts(parsed, sayings, subjects):
        return
    listing = _coordinators_from(parsed, subjects)
    follows = False
    for word in parsed.words:
        role = parsed.ledger.role(word.start)
        follows = (follows and word.text != ";") or role is Role.VALUE
        if role is not None or word.kind == "MARK" or word.loaded is not None:
            continue
        if follows and word.text.casefold() in OFFICES:
            parsed.ledger.load(word, Loaded.NAME)
        elif not is_plain(word.text, among_coordinators=word.start >= listing):
            parsed.ledger.load(word, Loaded.NAME if subjects.list_of_groups else Loaded.UNKNOWN)


# What several words say together.
_TIMES = (
    r"\b(?:interim|initial|limited|transitional|trial) period\b|"
    r"\b(?:following|next|subsequent|preceding|coming) years?\b|"
    r"\b(?:for the time being|in the meantime|as of|as from)\b"
)
_CORRECTIONS = r"\bfor “[^”]*” read\b|\breplace “[^”]*”|\bshould read\b"
_ONE_FOR_MANY = r"\ba (?:new )?working group on (?=[^.;]*,[^.;]*\band\b)"
_DOUBTS = re.compile(
    r"\b(?:suggestions?|proposals?|options?|variants?|ideas|for (?:consideration|discussion))\b", re.IGNORECASE
)
_PHRASES = (
    (re.compile(_TIMES, re.IGNORECASE), Loaded.TIME),
    (re.compile(_CORRECTIONS, re.IGNORECASE), Loaded.NEGATION),
    (re.compile(_ONE_FOR_MANY, re.IGNORECASE), Loaded.ALTERNATIVE),
)


def _coordinators_from(parsed: ParsedSentence, subjects: Subjects) -> int:
    """Where the words begin that may name coordinators: after a topic, or all where a sentence before has named it."""
    if not subjects.groups and not subjects.list_of_groups:
        return len(parsed.sentence.reading.text)
    topic = parsed.first("topic")
    return topic.end if topic is not None else 0
