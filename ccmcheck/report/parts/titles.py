"""What a rule is called on a page: what it needs, in a short sentence, or else its name.

`unit-in-oslo` is “The Unit’s seat must be “Oslo””, `next-meeting-in-norway`, which needs too
much for a title, “Next meeting in Norway”.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ccmcheck.document.nodes import walk
from ccmcheck.judge.english.nouns import Naming
from ccmcheck.judge.english.rules import reading
from ccmcheck.judge.verdicts import Report

_LONGEST = 80
_WORD = re.compile(r"[^\W\d_]+")


def titles(report: Report) -> dict[str, str]:
    """Each rule of the report by RULESET/RULE as words, with the capitals that the decisions and registers write."""
    capitals = _capitals(_texts(report))
    names = {f"{ruleset.name}/{rule.name}" for ruleset in report.rulesets for rule in ruleset.rules}
    names |= {verdict.name for verdict in report.verdicts}
    sentences = _sentences(report)
    return {name: sentences.get(name) or _title(name.rpartition("/")[2], capitals) for name in sorted(names)}


def _sentences(report: Report) -> dict[str, str]:
    """What rules need that can be said in a title; two rules never share one."""
    root = next((document.root for document in report.documents if document.root is not None), None)
    if root is None:
        return {}
    naming = Naming.over(root.kind, {register.name: register for register in report.registers})
    each = {
        f"{ruleset.name}/{rule.name}": reading(rule, naming).needs
        for ruleset in report.rulesets
        for rule in ruleset.rules
    }
    short = {name: needs[0] for name, needs in each.items() if len(needs) == 1 and len(needs[0]) <= _LONGEST}
    often = Counter(short.values())
    return {name: f"{words[:1].upper()}{words[1:]}" for name, words in short.items() if often[words] == 1}


def _title(name: str, capitals: dict[str, str]) -> str:
    words = " ".join(capitals.get(word, word) for word in name.split("-"))
    return words[:1].upper() + words[1:]


def _texts(report: Report) -> Iterator[str]:
    for ruleset in report.rulesets:
        for rule in ruleset.rules:
            for citation in rule.citations:
                yield citation.quotation[:1].lower() + citation.quotation[1:]
    for register in report.registers:
        yield from (node.text for node in walk(register.rows))


def _capitals(texts: Iterable[str]) -> dict[str, str]:
    """The words that are never written small."""
    written = {word for text in texts for word in _WORD.findall(text)}
    small = {word for word in written if word.islower()}
    return {word.lower(): word for word in sorted(written) if word[0].isupper() and word.lower() not in small}
