"""The words of a sentence, each with what it is: a keyword of the grammar, a number, a blank, a name of a register.

Hides how names of several words are found, which brackets hold a blank, and which words are loaded: whether they can
change what a programme says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from ccmcheck.drafts.grammar.plain_words import is_plain
from ccmcheck.prose.normalised import BREAK

QUOTED = r"“[^”]*”|«[^»]*»|\"[^\"]*\""
_SHORT = "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
_SHAPES: tuple[tuple[str, str], ...] = (
    ("QUOTED", QUOTED),
    (
        "BLANK",
        (
            r"_+|…|\bN\.\s?N\b\.?|\.{3,}|\[[^\[\]]*\]|"
            r"(?i:\b(?:tbd|tbc|to be (?:determined|decided|confirmed|announced))\b)"
        ),
    ),
    (
        "PLACEHOLDER",
        (
            r"\((?=[^()]*[A-Za-z])(?i:(?:\s|,|_|\b(?:names?|titles?|and|states?|part(?:y|ies)|country|countries|dates?|venue|city)\b"
            r"|\b(?:to be \w+|tbc|tbd)\b)+)\)"
        ),
    ),
    ("SYMBOL", r"[A-Z]{2,}(?:/\w+(?:\.\w+)*)+"),
    ("NUMERIC_DATE", r"\d{1,2}(?P<_between>[./])\d{1,2}(?P=_between)\d{4}(?!\w)"),
    ("ISO_DATE", r"\d{4}-(?:\d{2}|XX)-(?:\d{2}|XX)(?![\w-])"),
    ("YEAR", r"(?:19|20|21)\d\d(?!\w)"),
    ("MSP", r"\d{1,2}MSP\b"),
    ("DOUBT", r"\(\?\)"),
    ("NTH", r"\d{1,2}(?:st|nd|rd|th)\b"),
    ("NUMBER", r"\d{1,3}(?!\w)"),
    ("COURTESY", r"(?:H\.E|Mr|Mrs|Ms|Dr|Prof|Messrs|Amb)\.(?!\w)"),
    ("MONTH", rf"(?:(?<=\d )|(?<=\d\w\w ))(?i:{_SHORT})\b\.?|(?i:{_SHORT})\b\.?(?= \d)"),
    ("LENGTH", r"(?i:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})-(?i:day|week|month|year)s?\b"),
    ("LETTERS", rf"[^\W\d_]+(?:['’&.{BREAK}-][^\W\d_]+)*"),
    ("DASH", r"[-–—\u2010\u2011\u2012\u2212]"),
    ("OTHER", r"\d\w*|\S"),
)
_TOKEN = re.compile("|".join(f"(?P<{kind}>{shape})" for kind, shape in _SHAPES))
# Words that may stand between the capitalised ones of a name.
_JOINING = frozenset(("of", "for", "the", "des", "de", "la", "du", "del", "al", "van", "den", "der"))
_FORMS = re.compile(r"[^\W\d_]{2,}(?:ing|ed|ly|tions?|sions?|ments?|ances?|ences?|ings|ally)")
_REALMS = frozenset(("Kingdom", "Republic", "Principality", "Commonwealth", "Government", "State"))

# -- what is loaded ---------------------------------------------------------------------------------------------------

_AMOUNTS = "week weeks fortnight fortnights half halves quarter quarters weekend"
_NEGATIONS = (
    "no not neither nor without except excepting unless only instead cease ceases never none nobody cancel cancels "
    "cancelled canceled exclude excludes excluding exempt refrain refrains postpone postpones postponed defer defers "
    "deferred suspend suspends suspended abandon abandoned discontinue discontinued decline declined reject rejected "
    "dissolve dissolved abolish abolished withdraw withdrawn withdraws revoke revoked hardly exceptionally rather"
)
_CONDITIONS = (
    "if subject pending whether provisionally provisional tentatively tentative conditional conditionally contingent "
    "possibly perhaps probably depending former formerly acting outgoing incoming"
)
_ALTERNATIVES = "or alternately alternatively either"


class Loaded(Enum):
    """In which way a word can change what a programme says."""

    TIME = "time"
    NAME = "name"
    COUNT = "count"
    NEGATION = "negation"
    CONDITION = "condition"
    ALTERNATIVE = "alternative"
    BLANK = "blank"
    SUBJECT = "subject"
    UNKNOWN = "unknown"


TURNING = frozenset((Loaded.NEGATION, Loaded.CONDITION, Loaded.ALTERNATIVE))
"""What turns the sense of the words beside it."""

_BY_KIND: Mapping[str, Loaded] = {
    **dict.fromkeys(("MONTH", "WEEKDAY", "YEAR", "ISO_DATE", "NUMERIC_DATE", "NTH", "LENGTH"), Loaded.TIME),
    **dict.fromkeys(("STATE", "BODY", "NAME", "LANGUAGE"), Loaded.NAME),
    **dict.fromkeys(("NUMBER", "COUNT", "ORDINAL"), Loaded.COUNT),
    **dict.fromkeys(("BLANK", "PLACEHOLDER"), Loaded.BLANK),
    "TOPIC": Loaded.SUBJECT,
    "DOUBT": Loaded.CONDITION,
}
_BY_WORD: Mapping[str, Loaded] = {
    word: loaded
    for words, loaded in (
        (_AMOUNTS, Loaded.TIME), (_NEGATIONS, Loaded.NEGATION), (_CONDITIONS, Loaded.CONDITION),
        (_ALTERNATIVES, Loaded.ALTERNATIVE),
    )
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word or name: its kind in the grammar, its text, offsets in the sentence, and its name in a register."""

    kind: str
    text: str
    start: int
    end: int
    name: str = ""

    @property
    def loaded(self) -> Loaded | None:
        """In which way it can change what a programme says; None where it cannot."""
        return _BY_WORD.get(self.text.casefold()) or _BY_KIND.get(self.kind)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words may be: keywords, kinds of words by pattern, and names of several words by their first one."""

    keywords: Mapping[str, str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    names: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    ordinary: frozenset[str] = frozenset()
    """Words that are no name where they are written large at the beginning of a sentence."""

    @classmethod
    def of(
        cls,
        keywords: Mapping[str, str],
        patterns: Iterable[tuple[str, str]],
        names: Iterable[tuple[str, str, str]],
        ordinary: Iterable[str] = (),
    ) -> Lexicon:
        """The lexicon of keywords (word → kind), patterns (kind, expression) and names (kind, written, name)."""
        table: dict[str, dict[tuple[str, ...], tuple[str, str]]] = {}
        for kind, written, name in names:
            words = tuple(_fold(match[0]) for match in _TOKEN.finditer(written))
            words = words[1:] if words[:1] == ("the",) else words
            if words:
                table.setdefault(words[0], {}).setdefault(words, (kind, name))
        by_length = {
            first: tuple((words, *meant) for words, meant in sorted(each.items(), key=lambda item: -len(item[0])))
            for first, each in table.items()
        }
        compiled = tuple((kind, re.compile(pattern)) for kind, pattern in patterns)
        return cls(keywords, compiled, by_length, frozenset(ordinary))


def words_in(text: str, lexicon: Lexicon) -> list[Word]:
    """The words of a text in order."""
    shaped = list(_shaped(text, lexicon))
    words: list[Word] = []
    at = 0
    while at < len(shaped):
        size, word = (
            _named(shaped, at, text, lexicon)
            or _realm(shaped, at, text, lexicon)
            or _run(shaped, at, text, lexicon)
            or (1, shaped[at])
        )
        words.append(word)
        at += size
    return _begun_small(words, lexicon)


def _begun_small(words: list[Word], lexicon: Lexicon) -> list[Word]:
    """The words, of which the first is no name if it is written large only because it begins the sentence."""
    at = next((at for at, word in enumerate(words) if word.kind not in ("MARK", "QUOTED")), None)
    if at is not None and words[at].kind == "NAME" and _is_ordinary(words[at].text, lexicon):
        words[at] = Word("WORD", words[at].text, words[at].start, words[at].end)
    return words


def _is_ordinary(word: str, lexicon: Lexicon) -> bool:
    small = word.casefold()
    return small in lexicon.ordinary or is_plain(small) or _FORMS.fullmatch(small) is not None


def _shaped(text: str, lexicon: Lexicon) -> Iterator[Word]:
    for match in _TOKEN.finditer(text):
        kind, words = match.lastgroup or "", match[0]
        if kind == "LETTERS":
            kind = _kind_of_letters(words, lexicon)
        elif kind == "DASH":
            kind = lexicon.keywords["-"]
        elif kind == "OTHER":
            kind = lexicon.keywords.get(words, "WORD" if words[0].isalnum() else "MARK")
        yield Word(kind, words, match.start(), match.end())


def _kind_of_letters(word: str, lexicon: Lexicon) -> str:
    keyword = lexicon.keywords.get(word.casefold().replace(BREAK, ""))
    if keyword is not None:
        return keyword
    for kind, pattern in lexicon.patterns:
        if pattern.fullmatch(word) and (word[0].isupper() or not _only_large(kind, word)):
            return kind
    return "NAME" if word[0].isupper() else "WORD"


def _only_large(kind: str, word: str) -> bool:
    """Whether a word is of that kind only where it is written large: `may` and `march` are verbs as well."""
    return kind == "LANGUAGE" or (kind == "MONTH" and word in ("may", "march"))


def _named(shaped: list[Word], at: int, text: str, lexicon: Lexicon) -> tuple[int, Word] | None:
    """The longest name of a register or title of a topic that begins here, and its number of words."""
    first = shaped[at]
    for words, kind, name in lexicon.names.get(_fold(first.text), ()):
        if kind != "TOPIC" and not first.text[0].isupper():
            continue
        here = shaped[at : at + len(words)]
        if tuple(_fold(word.text) for word in here) == words:
            return len(words), Word(kind, text[first.start : here[-1].end], first.start, here[-1].end, name)
    return None


def _realm(shaped: list[Word], at: int, text: str, lexicon: Lexicon) -> tuple[int, Word] | None:
    """“the Kingdom of Norway”: a State by its style, where the register has it by its name."""
    if shaped[at].text not in _REALMS or at + 2 >= len(shaped) or shaped[at + 1].text != "of":
        return None
    begin = at + 3 if shaped[at + 2].text == "the" and at + 3 < len(shaped) else at + 2
    named = _named(shaped, begin, text, lexicon)
    if named is None or named[1].kind != "STATE":
        return None
    start, end = shaped[at].start, named[1].end
    return begin - at + named[0], Word("STATE", text[start:end], start, end, named[1].name)


def _run(shaped: list[Word], at: int, text: str, lexicon: Lexicon) -> tuple[int, Word] | None:
    """A name that no register knows: capitalised words, with small words only between them."""
    if shaped[at].kind != "NAME":
        return None
    end = at + 1
    while end < len(shaped):
        joined = end
        while joined < len(shaped) and shaped[joined].text in _JOINING:
            joined += 1
        if joined >= len(shaped) or not _goes_on(shaped, joined, text, lexicon, joined > end):
            break
        end = joined + 1
    last = shaped[end - 1]
    return end - at, Word("NAME", text[shaped[at].start : last.end], shaped[at].start, last.end)


def _goes_on(shaped: list[Word], at: int, text: str, lexicon: Lexicon, joined: bool) -> bool:
    word = shaped[at]
    if _named(shaped, at, text, lexicon) is not None:
        return False
    if word.kind == "NAME":
        return True
    return not joined and word.text[0].isupper() and word.kind not in ("MONTH", "SYMBOL", "LANGUAGE")


@lru_cache(maxsize=4096)
def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().replace(BREAK, ""))
    return "".join(char for char in plain if not unicodedata.combining(char)).replace("’", "'")
