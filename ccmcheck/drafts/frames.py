"""How a sentence speaks: it decides, it only mentions, or it recalls; and which of its words speak of something else.

Decided is what a meeting decides, agrees, convenes, welcomes or thanks for; a sub-paragraph speaks as its opening does.
What is only mentioned gives no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from ccmcheck.drafts.grammar.tokens import TURNING, Loaded, Word


class Frame(Enum):
    """What a sentence does with what it names."""

    DECIDES = "decides"
    MENTIONS = "mentions"
    RECALLS = "recalls"


def _any(*words: str) -> re.Pattern[str]:
    """Any of these expressions as whole words."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_LATER = _any(r"decid\w+ (?:later|at a later|in due course)", "(?:decide|consider|determine|discuss|see|on|of) whether")
_MENTIONS = _any(
    r"(?:consider(?:ed|s)?|discuss(?:ed)?|explored?|examined?)(?: (?:the )?\w+ing)?",
    "noted|notes|took note of|take note of",
    "exchanged views on|the possibility of|the option of|suggests|suggested|proposals? to|invited proposals",
    "reflected on",
    "(?:coordinators?|committee|secretariat|unit|president) (?:ha(?:s|ve) )?(?:recommended|proposed|suggested)",
    "offered to|has expressed|expressed (?:an? )?(?:interest|readiness|willingness)",
    "would (?:be|take place)",
    r"would like to|wishes to|is ready to|(?:may|might|could) (?:be|also|wish|convene|hold|decide|serve|act|host)",
)
_DECIDES = _any(
    r"decid\w+|agree[ds]?|establish\w*|conven\w+|welcom\w+|accept\w+|designat\w+|elect(?:s|ed)?|appoint\w*|thank\w*",
    r"endors\w+|adopt\w*|(?<!who )(?<!which )(?:shall|will|is to|are to|should)|confirm(?:s|ed)|mandat\w+",
)
# An item such as “(a) Convene …” speaks as the words do that it hangs under.
_ORDERS = re.compile(
    r"\A\W*(?:to )?(?:decide|agree|establish|convene|welcome|accept|designate|elect|appoint|endorse|adopt|mandate)\b",
    re.IGNORECASE,
)
# What is decided to be talked about, prepared or put to somebody is not decided.
_TALKS = (
    r"(?:discuss|consider|explor|examin|study|prepar|present|propos|recommend|seek|review|suggest|draft|envisag|"
    r"contemplat)(?:e|ing)?"
)
_DEFERS = re.compile(
    rf"\b(?:(?:decid|agre)\w+(?: further)? to {_TALKS}|"
    r"(?:requests?|requested|prepare|propose) a (?:draft )?decision|"
    rf"(?:entrust|mandat|request|invit|task|ask)\w* [^.;:]*?(?:with|to) {_TALKS}|"
    r"(?:is|are|be) (?:invited|encouraged|requested|asked|urged|called upon) to)\b|"
    rf"\A\W*(?:to )?{_TALKS} (?:to|the (?:holding|establishment|appointment)|a|working groups?|thematic areas?)\b",
    re.IGNORECASE,
)
_GOES_ON_TO_DECIDE = re.compile(
    r"\b(?:shall|will|is to|are to)\b|,\s+(?:the (?:Meeting|States Parties) )?(?:decid|agree|appoint|establish|conven)",
    re.IGNORECASE,
)
_RECALLS = re.compile(
    r"\A\W*(?:Recalling|Recalled|(?:At|During) (?:the|its) (?P<at>\w+) Meeting of (?:the )?States Parties|"
    r"The (?P<held>\w+) Meeting of (?:the )?States Parties,? (?:was )?held|"
    r"The (?P<actor>\w+) Meeting of (?:the )?States Parties (?:had |has )?"
    r"(?:decided|agreed|adopted|welcomed|established|took))\b",
    re.IGNORECASE,
)


_NAME = re.compile(r"“[^”\s]+”")
_QUOTED = re.compile(r"“[^”]*”")
_ANSWERS = re.compile(r"\A\W*(?:the question\W|a question)[^”]*”? is (?:answered|asked)\b", re.IGNORECASE)


def frame_of(text: str, deciding: str, inherited: Frame) -> Frame:
    """The frame of a sentence; `deciding` is the ordinal of the meeting that decides (“second”), where it is known."""
    # The name of a question (“…/collaboration-explored”) says nothing of how the sentence speaks, nor what is answered.
    text = (_QUOTED if _ANSWERS.match(text) else _NAME).sub("“”", text)
    recalled = _RECALLS.match(text)
    if recalled is not None:
        who = recalled["at"] or recalled["held"] or recalled["actor"]
        is_past = recalled["actor"] is not None or not _GOES_ON_TO_DECIDE.search(text, recalled.end())
        if is_past and (who is None or (deciding and who.casefold() != deciding)):
            return Frame.RECALLS
    if _LATER.search(text) or _DEFERS.search(text) or text.rstrip().endswith("?"):
        return Frame.MENTIONS
    mentions = [match.start() for match in _MENTIONS.finditer(text)]
    if not mentions and _ORDERS.match(text):
        return inherited
    if not mentions:
        return Frame.DECIDES if _DECIDES.search(text) else inherited
    decides = [match.start() for match in _DECIDES.finditer(text) if not _is_within(match, text)]
    return Frame.DECIDES if decides else Frame.MENTIONS


def _is_within(match: re.Match[str], text: str) -> bool:
    """Whether a deciding word belongs to one that only mentions: “may decide”, “noted that it will”."""
    return any(at.start() <= match.start() < at.end() for at in _MENTIONS.finditer(text))


# -- titles -----------------------------------------------------------------------------------------------------------

_VERB = re.compile(r"\b(?:shall|will|should|must|may|can|is|are|was|were|has|have|appl(?:y|ies))\b")


def is_sentence(text: str) -> bool:
    """Whether words say something: they have a verb and end as a sentence does."""
    return text.rstrip().endswith(".") and _VERB.search(text) is not None


def is_title(text: str) -> bool:
    """Whether words are a title in a line of its own: they neither have a verb nor end as a sentence does."""
    return not text.rstrip().endswith((".", ";", "!", "?")) and _VERB.search(text) is None


# -- asides -----------------------------------------------------------------------------------------------------------

_ABOUT = (
    "discussed|outlined|set out|contained|described|reflected|agreed|recommended|foreseen|mentioned|stated|proposed"
)
_ASIDES = re.compile(
    r"\b(?:\w+ )?Meeting of (?:the )?States Parties (?:to|of|under) the (?!Convention on Cluster)[^;:.,]*?"
    r"(?:Convention|Treaty|Protocol)\b[^;.]*|"
    r"\b(?:at|by|since|of) the \w+ (?:Meeting of (?:the )?States Parties|Review Conference),? held\b[^;:]*?"
    r"(?=,? that\b|[,;:]|\.(?!\w)|\Z)|"
    r"\bthank\w* [^;:.,]*? for (?:its|their|the|his|her) (?:\w+ )?"
    r"(?:hospitality|contributions?|efforts|preparations?)\b|"
    rf"(?P<open>\b(?:as (?:{_ABOUT})(?: (?:at|in|by|under|during|on|above|to))?(?! \d)|"
    r"in (?:accordance|conformity|line|compliance) with|pursuant to|with a view to|recalling|bearing in mind|"
    r"in the context of|in advance of the|after the close of)\b"
    r"[^;:.,]*?(?=[;:.,]|\Z| held\b| (?:under the|chaired by|led by|hosted by)\b)"
    r"(?: held\b[^;:]*?(?=[;:]|\.(?!\w)|\Z))?)",
    re.IGNORECASE,
)


def asides(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that speak of something else; offsets in the text.

    What could change the programme is none of them, and ends one: “with a view to Sweden taking over in 2013”.
    """
    for match in _ASIDES.finditer(text):
        start, end = match.span()
        yield start, end if match["open"] is None or " held" in match["open"] else _end(text, words, start, end)


def _end(text: str, words: Sequence[Word], start: int, end: int) -> int:
    """Where an aside ends: before a State, a day or a word that turns the sense, unless that belongs to a document."""
    inside = [word for word in words if start < word.start < end]
    for at, word in enumerate(inside):
        acts = word.kind == "STATE" and _BY.search(text, start, word.start) is None
        dated = word.loaded is Loaded.TIME and _DOCUMENT.search(text, start, word.start) is None
        if acts or dated or word.loaded in TURNING:
            counted = dated and at > 0 and inside[at - 1].kind in ("NUMBER", "NTH", "ORDINAL")
            return inside[at - 1 if counted else at].start
    return end


_BY = re.compile(r"\b(?:by|of|from)\s+(?:the\s+)?\Z")
_DOCUMENT = re.compile(
    r"\b(?:resolution|decision|declaration|letter|note|report|plan|paper|document|article|rule)\b", re.IGNORECASE
)
