"""The names of rules as a title: `next-meeting-in-norway` is “Next meeting in Norway”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ccmcheck.document.nodes import walk
from ccmcheck.judge.verdicts import Report

_WORD = re.compile(r"[^\W\d_]+")


def titles(report: Report) -> dict[str, str]:
    """Each rule of the report by RULESET/RULE as words, with the capitals that the decisions and registers write."""
    capitals = _capitals(_texts(report))
    names = {f"{ruleset.name}/{rule.name}" for ruleset in report.rulesets for rule in ruleset.rules}
    names |= {verdict.name for verdict in report.verdicts}
    return {name: _title(name.rpartition("/")[2], capitals) for name in sorted(names)}


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
