"""What is often written out of habit in a rules file, and how it is written here instead."""

from __future__ import annotations

import re

from ccmcheck.base.numbers import SMALL
from ccmcheck.base.source import Span

# Words that begin no statement, and the keyword that they stand for.
KEYWORDS_MEANT = {
    **dict.fromkeys(("rule", "duty", "requirement"), "obligation"),
    "advice": "recommendation",
    "question": "judgement",
    **dict.fromkeys(("let", "def", "definition"), "define"),
}

_ORDER = ("under", "for each", "where", "when", "require|ask", "unless", "otherwise", "intent", "example", "same as")
_OUT_OF_ORDER = "|".join(
    rf"\s(?:{'|'.join(_ORDER[at:])})\s[^‸]*\s‸(?:{clause})\b" for at, clause in enumerate(_ORDER[:-1], 1)
)
_IN_ORDER = ", ".join(f"`{clause}`" for clause in _ORDER).replace("|", "` or `")
_LABEL = r"[0-9]+[a-z]?(?:\([a-z0-9]+\))*"

# A habit by what stands around the place of the mistake (‸), and what is to be written; that may take up words of the
# text. The first that fits counts.
_HABITS = (
    # -- the number of a paragraph --
    (rf"(?:\bP)?‸[Pp]?ara(?:graph)?s?\.? ?({_LABEL})", r"A paragraph is cited by its number alone: `\1`."),
    (rf"(?:‸(?:article|ARTICLE|art\.?)|\bA‸(?:rt\.?|RT\.?|RTICLE)) ?({_LABEL})",
     r"An article is cited by its whole name: `Article \1`."),
    (r"\b(?:under|unchecked) ‸(?:rule|decision|annex|part|chapter|section) ",
     "It is cited with a capital: `Annex II`, `Section 2`."),
    (r'\bunder ‸"', 'The number of the paragraph comes first, and without quotation marks: `under 2(a) "…"`.'),
    (r'\bunder [^"\n]*‸(?:[,;&–-]|and\b|or\b|to\b)',
     'Each paragraph has an `under` with words of its own: `under 2 "…" under 3 "…"`.'),
    (r'\bunchecked [^"\n]*‸(?:[;&–-]|and\b|or\b|to\b)', "Paragraphs are joined by commas: `unchecked 2, 3`."),
    (rf'\b(?:under|unchecked) (?:[^"\n]*, ?)?({_LABEL}) ?‸[.( ]*([a-z]|[ivx]+|[0-9]{{1,2}})\b',
     r"What is under a paragraph stands in brackets right behind its number: `\1(\2)`."),
    (rf"\bunder {_LABEL} ‸[A-Za-z]", 'The words stand between quotation marks: `under 2(a) "…"`.'),
    # -- the parts of a rule --
    (r'"\s+for ‸\w', "What a rule speaks of is `for each X in LIST`."),
    (r"\b(?:and|or|not) (?:(?:if|every|some|no) ‸\w|at ‸(?:least|most) \d|exactly ‸\d|if [^‸]*‸then\b)",
     "Behind `and`, `or` and `not` the likes of `if` and `every` stand in parentheses: `A or (if B then C)`."),
    (r"\b(?:all|any|each|for) ‸[a-z]|\bexists ‸[a-z]\w* in\b",
     "At least one is `some X in LIST satisfies …`, all of them `every X in LIST satisfies …`."),
    (r"\bsatisfies [^‸]*‸where\b", "`where` stands before `satisfies`."),
    (r"\s(when|require)\s[^‸]*\s‸\1\b", r"A rule has one `\1`; what belongs together is joined by `and`."),
    (_OUT_OF_ORDER, f"The parts of a rule stand in this order: {_IN_ORDER}."),
    (r"‸(?:must|shall|should|needs|has to)\b", "What a rule needs follows `require`."),
    (r"\bwithout [^=\n]*(?:, *[a-z][\w.\[\]]*\s*‸(?:[,a-z\s]|\Z)|‸and\b)",
     "Each place that is left out has its own `without`: `without meetings[0], without meetings[1]`."),
    (r"\bexample [^\n]*‸and\b", "The changes of an example are joined by commas: `with year = 2013, without title`."),
    (r"‸in[_-]?force\b", "It is two words: `in force from 2011-09-16`."),
    # -- days and numbers --
    (r'‸"(\d{4}-(?:\d\d|XX)-(?:\d\d|XX))"', r"A date stands without quotation marks: `\1`."),
    (r"\d‸/ ?\d{1,2}/ ?\d{2,4}|\d\.‸\d{4}|‸\d{1,2}[./]\d{1,2}[./]",
     "A date is written year, month, day: `2011-09-16`."),
    (r"‸(?:\d{1,2} )?(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* +[0-9]",
     "A date is written year, month, day: `2011-09-16`."),
    (r"\d‸[–—−]", "A date is written with plain hyphens: `2011-09-16`."),
    (r"\b\d+ ?‸(?:[_,.'’]?\d{3}(?!\d)|(?:hundred|thousand|million|billion)\b)",
     "The digits of a number stand together: `1200000`."),
    (r"\w ‸weeks?\b", "Weeks are written in days: six weeks are `42 days`."),
    (rf"\b(?:{'|'.join(SMALL)}) ‸(day|month|year)s?\b", r"The number before it stands in digits: `2 \1s`."),
    (r"\w ‸(?:(?:calendar|working|business|consecutive) days?|hours?)\b",
     "A length of time is written in days, months or years: `5 days`."),
    (r"(\d+(?:\.\d+)?) ?‸(?:%|per ?cent\b)", r"A share is written in words: `\1 percent of N`."),
    (r"\b(?:count|number|sum) ‸of\b", "How many there are is `count(LIST)`."),
    (r"‸(?:[*/%]|(?:half|third|quarter|fourth|fifth|tenth)s? of\b)|\d ‸of\b",
     "Numbers are only added and subtracted; a share is `40 percent of N`, `half of N` or `two thirds of N`."),
    # -- comparisons --
    (r"\bis ‸not (?:given|missing)\b", "The opposite of `is given` is `is missing`."),
    (r"\bis ‸(?:not )?(?:between|in)\b", "Leave `is` out: `… between 1 and 2`, `… in [1, 2]`."),
    (r"\bat ‸(?:least|most)\b", "The number behind it stands in digits: `at least 2 x in …`."),
    (r"‸(?:at (?:most|least)|(?:no |not )?(?:more|less|fewer|greater) than|up to)\b",
     "At most is written `<=`, at least `>=`, more than `>`, less than `<`."),
    (r"‸(?:(?:no |not )?(?:later|earlier) than|(?:on or |not )?(?:before|after))\b",
     "Before is written `<`, no later than `<=`, after `>`, no earlier than `>=`."),
    (r"‸within\b", "A day within a stretch is `… between FIRST and LAST`."),
    (r'=‸=|‸:=|‸equals?\b|\bis ‸(?:["\d(]|(?:true|false|equal)\b|[a-z]\w*[.(])',
     "Equality is one `=`."),
    (r"[<>][^<>\n]*[\w)\]] *(?:and )?‸[<>]", "Between two limits, both included, is `… between 1 and 2`."),
    (r"\b(?:and|or) ‸(?:[<>=]|!=)", "What is compared stands on both sides of `and` and `or`: `N = 1 or N = 2`."),
    (r"[<>!] ‸=", "The signs of a comparison stand together: `<=`, `>=`, `!=`."),
    (r"‸[≤≥≠]", "At most is written `<=`, at least `>=`, unlike `!=`."),
    (r"<‸>|\bis ‸not\b", "Unlike is written `!=`."),
    (r"\bexists ‸[a-z]", "Whether a field is filled in is asked by `… is given`."),
    # -- names and signs --
    (r'"‸,\s*"|", ‸"|\d‸, ?\d', 'A list stands in brackets: `["…", "…"]`.'),
    (r"‸\[ *\d+ *\]", "The items of a list are reached with `every`, `some` or `no` X `in` LIST."),
    (r"[a-z0-9]‸_[a-z0-9]", "The words of a rule's name are joined by hyphens: `meeting-length`."),
    (r"[a-z0-9]‸-[a-z0-9]", "The words of this name are joined by `_`: `meeting_length`."),
    (r"‸!(?!=)", "Not is written `not`."),
    (r"‸#", "A comment begins with two hyphens: `-- why`."),
    (r"‸[–—−]", "Less is a plain hyphen: `-`."),
    (r"‸(?:&&?|\|\|?)", "Conditions are joined by `and` and `or`."),
    (r"‸['‘’“”„«]", 'A text stands between straight double quotation marks: `"Oslo"`.'),
)  # fmt: skip

# How many characters on either side of a place are looked at.
_SEEN = 300


def habit(statement: Span, place: Span) -> str:
    """What is written instead of what was found in a statement; empty where no habit is known."""
    text = statement.source.text
    before = text[max(statement.start, place.start - _SEEN) : place.start]
    around = f"{before.replace('‸', ' ')}‸{text[place.start : place.start + _SEEN]}"
    found = ((re.search(pattern, around), words) for pattern, words in _HABITS)
    return next((match.expand(words) for match, words in found if match is not None), "")
