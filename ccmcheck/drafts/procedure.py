"""Sentences and phrases of procedure: thanks, papers, participants, set phrases; what they name they do not change.

Hides which expressions these are. A sentence that turns the sense of anything, or edits it, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ccmcheck.drafts.grammar.tokens import TURNING, Loaded
from ccmcheck.drafts.ledger import LeftWords


def _any(*expressions: str) -> re.Pattern[str]:
    return re.compile("|".join(expressions), re.IGNORECASE)


# -- phrases ----------------------------------------------------------------------------------------------------------

_SET = _any(
    r"\b(?:friends or co-?coordinators|as soon as possible|(?:decid|agre)\w+ further|in due course|mutatis mutandis)\b",
    r"\b(?:States not (?:yet )?part(?:y|ies)|without prejudice to|without (?:a vote|formal editing|delay))\b",
    r"\b(?:not been formally edited|complements?,? (?:and|but) do(?:es)? not replace|for ease of reference)\b",
    r"\bprovisional (?:agenda|rules of procedure|list of participants)\b",
    r"\bno (?:financial|programme budget) implications\b",
    r"\b(?:thank\w*|(?:gratitude|appreciation|tribute) to) the outgoing (?:coordinators?|President)\b",
    r"\b(?:submit\w*|circulat\w+|register|issue\w*|made available) [^.;]*?(?:no later than|at least) "
    r"(?=\w+ (?:weeks?|months?|days?) |\d)",
    r"\A\W*(?:Part|Item|Section|Annex|Chapter|Decision|Agenda item|Table|Appendix) "
    r"(?:[\dIVX]+(?:[./]\d+)*|one|two|three|four|five)\b(?! of\b)",
)
_REPORTED = re.compile(r"\b(?:decided|agreed) that\b", re.IGNORECASE)
_WOULD = re.compile(r"\bwould\b")


def set_phrases(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that say nothing by themselves; offsets in the text."""
    for match in _SET.finditer(text):
        yield match.span()
    if _REPORTED.search(text):  # “decided that a meeting would be held”
        for match in _WOULD.finditer(text):
            yield match.span()


# -- sentences --------------------------------------------------------------------------------------------------------

_PROCEDURE = _any(
    r"\A\W*(?:(?:The )?(?:Meeting|States parties)|It|I|We)? ?(?:also |further |then |would like to |wish(?:es)? to )*"
    r"(?:thank|commend|paid tribute|(?:expressed|expressing) (?:\w+ )*?(?:appreciation|gratitude|thanks)|"
    r"welcom\w+ the (?:readiness|interest|offer)|took note of the (?:estimated costs?|cost estimates)|"
    r"(?:elect|invit|encourag)\w+ (?!.*\b(?:coordinat|host)))",
    r"\b(?:Vice-Presidents?|statements? (?:was|were) made|made (?:a )?statements?|participated in|took the floor)\b",
    r"\b(?:said that|introduced (?:a|the|document)|sponsored by|issue invoices)\b",
    r"\bopen to (?:all |the )?(?:States|observers)\b",
    r"\b(?:encouraged to (?:ratify|accede|join)|invited to (?:attend|participate)|(?:be )?borne by)\b",
    r"\b(?:(?:be )?contained in (?:the )?annex|undertake the necessary preparations)\b",
    r"\b(?:shall|will|should|is to|are to|be|requested to|may) (?:also )?(?:assist|maintain|facilitate|cooperate|"
    r"attend|inform|prepare|administer|provide (?:advice|an opportunity|administrative)|be guided by|"
    r"act in close cooperation|be (?:supported|assisted) by|review|elect|circulate|submit|register|report|consult|"
    r"follow the work|be open to|be asked to decide|be preceded by|be members of)\b",
)
_PAPERS = _any(r"\b(?:circulat\w+|submit\w*|regist\w+|invoices|deadline)\b")
EDITS = _any(
    r"\b(?:delet|replac|insert|amend|substitut|remov|strike|struck|suspend|extend|extension|shorten|mov(?:e|ed|ing)\b|postpon|"
    r"withdr|revok|repeal|supersed|lapse|expire|ceas|appl(?:y|ies)\b|void|annul|rescind|reconsider|reopen|modif|correct|alter|"
    r"chang(?:e|ed)\b|read\b|stand\w* for|mean|limit|restrict|fall\w* away|bind)",
)
"""What a sentence does that changes what it names."""
_CHANGES = _any(
    r"\b(?:instruct|independen|locat|seat\b|third coordinator|additional coordinator|as (?:the )?President\b)",
    r"\bfollow (?!the work)|\breview (?:its|the) (?:dates?|days|venue|place|seat)",
)


def is_procedure(words: LeftWords, text: str) -> bool:
    """Whether words stand in a sentence that changes nothing of what it names."""
    if words.loads & TURNING or EDITS.search(text) is not None or _CHANGES.search(text) is not None:
        return False
    return (_PAPERS if Loaded.TIME in words.loads else _PROCEDURE).search(text) is not None


# A sentence about something that no programme has does not go on about the meeting before.
_OTHER_SUBJECT = _any(
    r"\A\W*(?:The |An? |All |Any |Further |No )?(?:rules of procedure|documents?|documentation|registration|"
    r"participants|interpretation|invitations?|information|details|side events?|financial implications|"
    r"provisional agenda|high-level segment|annotations?)\b",
    r"\A\W*(?:See (?:also )?(?:document|paragraph|annex)|[A-Z]{2,}(?:/\w+)+|By its resolution\b)",
)


def has_other_subject(text: str) -> bool:
    """Whether a sentence begins with something that no programme has."""
    return _OTHER_SUBJECT.match(text) is not None


_RECITAL = re.compile(
    r"\A\W*(?:[A-Z]\w+ly )?(?:[A-Z]\w+ing|[Tt]aking note|[Cc]oncerned|Mindful|Aware|Convinced|Determined|Conscious)\b"
    r".*,\s*\Z",
    re.DOTALL,
)


def is_recital(text: str) -> bool:
    """Whether words are a recital of a preamble, which says nothing of what stands below it."""
    return _RECITAL.match(text) is not None
