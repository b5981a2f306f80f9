"""An explanation for a person at a terminal: about ten lines, the deciding part marked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ccmcheck.authoring.explain.explain import ExplainedClause, ExplainedPart, Explanation, Hole
from ccmcheck.base.days import years_in_words
from ccmcheck.base.values import Truth
from ccmcheck.judge.evaluate.rule import Outcome
from ccmcheck.report.parts.excerpt import printable
from ccmcheck.report.parts.style import PLAIN, TextStyle

_BESIDE = 13
_HOLES = 6
_SAID: dict[Outcome, str] = {
    "violated": "violated", "undecided": "undecided", "satisfied": "satisfied", "not-applicable": "passed over",
}  # fmt: skip
_TRUTH = {Truth.CERTAIN: "holds", Truth.IMPOSSIBLE: "fails", Truth.OPEN: "open"}


def to_text(explanation: Explanation, style: TextStyle = PLAIN) -> str:
    """The explanation as text that ends in a line break."""
    return "\n".join(_lines(explanation, style)) + "\n"


def _lines(explanation: Explanation, style: TextStyle) -> Iterator[str]:
    finding = explanation.finding
    name = f"{explanation.ruleset.name}/{finding.rule.name}"
    yield f"{style.paint(name, 'bold')} is {style.paint(_SAID[finding.outcome], 'bold')}{_about(explanation)}"
    yield f"  {_authority(explanation)}"
    for part in explanation.parts:
        yield from _part(part, style)
    needed = f"needed: {explanation.needed}" if explanation.needed else ""
    words = "; ".join(filter(None, (needed, explanation.found if finding.outcome == "violated" else "")))
    if words:
        yield f"  {printable(words)}"
    yield from (_hole(hole) for hole in explanation.holes[:_HOLES])
    if len(explanation.holes) > _HOLES:
        yield f"  … and {len(explanation.holes) - _HOLES} more"
    more = "" if finding.context.previous else " (--previous FILE)"
    yield from (f"  open: {printable(words)}{more}" for words in explanation.before)
    yield from _others(explanation)


def _authority(explanation: Explanation) -> str:
    """What the rule rests on: the words of the decision, or of a practice the years in which it was so."""
    rule = explanation.finding.rule
    if rule.force == "practice":
        return f"practice in {years_in_words(rule.observed)}, which no decision asks"
    citation = explanation.finding.exemption or rule.citations[0]
    return f'{explanation.ruleset.short}, {citation.cited}: "{printable(citation.quotation)}"'


def _about(explanation: Explanation) -> str:
    finding = explanation.finding
    if not explanation.label:
        return ""
    span = explanation.subject.span
    where = span.source.passage(span.start) or f"line {span.position.line}"
    place = f" ({finding.subject}, {where})" if finding.subject else ""
    return f" for {printable(explanation.label)}{place}"


def _part(part: ExplainedPart, style: TextStyle) -> Iterator[str]:
    """A part on one line with its only clause, or its words and the clauses below them."""
    mark = style.paint("▸", "yellow") if part.decides else " "
    own = part.clauses[0] if len(part.clauses) == 1 and not part.more else None
    words, truth = (own.words, own.truth) if own and _is_own(own, part) else (part.words, part.truth)
    truth_word = "" if truth is None else _TRUTH[truth]
    decides = style.paint("← this decides", "yellow") if part.decides else ""
    yield _fitted(f"{mark} {part.keyword:<9}", words, (truth_word, decides), style)
    if own and _is_own(own, part):
        return
    for clause in part.clauses:
        truth_word = "" if part.keyword in ("ask", "for each") else _TRUTH[clause.truth]
        yield _fitted(" " * _BESIDE, clause.words, (truth_word,), style)
    if part.more:
        yield f"{' ' * _BESIDE}… and {part.more} more"


def _is_own(clause: ExplainedClause, part: ExplainedPart) -> bool:
    """Whether a clause is the whole part with values in it, and not something that a definition says elsewhere."""
    kept = [word for word in part.words.split() if word in clause.words]
    return part.truth is clause.truth and len(kept) == len(part.words.split())


def _fitted(before: str, words: str, after: tuple[str, ...], style: TextStyle) -> str:
    """Words over as many lines as they take, with what comes of them behind the last."""
    room = max(style.width - _BESIDE, _BESIDE)
    lines = textwrap.wrap(printable(words), room, break_long_words=False, break_on_hyphens=False) or [""]
    text = f"\n{' ' * (_BESIDE + 2)}".join(lines)
    return f"  {before}{'  '.join(filter(None, (text, *after)))}".rstrip()


def _hole(hole: Hole) -> str:
    line, column = hole.node.span.position
    text = " ".join(hole.node.text.split())
    stands = f"`{printable(text)}` " if text else ""
    return f"  open: {stands}at {line}:{column} {printable(hole.label)} — {printable(hole.still)}"


def _others(explanation: Explanation) -> Iterator[str]:
    if explanation.others:
        counts = ", ".join(f"{count} {_SAID[outcome]}" for outcome, count in explanation.others)
        total = sum(count for _, count in explanation.others)
        subject = explanation.other
        yield f"  {total} other{'s' if total > 1 else ''}: {counts}" + (f" (--at {subject})" if subject else "")
