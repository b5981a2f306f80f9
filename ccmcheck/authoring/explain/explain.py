"""Why a rule says what it says of one thing: its words with the document's values written in, and what decided.

Hides how a clause of the core finds back to the words that a person wrote, when a definition stands between the two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ccmcheck.base.diagnostic import did_you_mean
from ccmcheck.base.quoting import listed
from ccmcheck.base.source import Span
from ccmcheck.base.values import Choice, Duration, Range, Truth, negation
from ccmcheck.document.nodes import Node, State, walk
from ccmcheck.document.schema import ListKind, RecordKind, TruthKind, describe
from ccmcheck.judge.english import findings, values
from ccmcheck.judge.english.nouns import plural
from ccmcheck.judge.evaluate import Because, Bound, Context, Listing, Seen, truth
from ccmcheck.judge.evaluate.assessments import assessments
from ccmcheck.judge.evaluate.rule import Finding, Outcome, judge, kept_out
from ccmcheck.language import core
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook import Rule, Ruleset
from ccmcheck.language.syntax import tree

Keyword: TypeAlias = Literal["for each", "where", "when", "require", "ask", "unless"]
_ORDER: tuple[Outcome, ...] = ("violated", "undecided", "satisfied", "not-applicable")
_MOST = 4


@dataclass(frozen=True, slots=True)
class ExplainedClause:
    """One clause with the values that it was decided by, and its truth."""

    words: str
    truth: Truth


@dataclass(frozen=True, slots=True)
class ExplainedPart:
    """One part of a rule as it is written, its truth (None where it has none), and the clauses that made it so."""

    keyword: Keyword
    words: str
    truth: Truth | None
    clauses: tuple[ExplainedClause, ...]
    more: int
    decides: bool


@dataclass(frozen=True, slots=True)
class Hole:
    """A blank, half a date or unstated field that keeps the verdict open, and what it may still be."""

    node: Node
    label: str
    still: str
    """What is open of it: “may still be any date”, “may hold more than 1 meeting”."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one finding came out as it did; `others` counts what the rule says of other things, by verdict."""

    ruleset: Ruleset
    finding: Finding
    label: str
    subject: Node
    parts: tuple[ExplainedPart, ...]
    holes: tuple[Hole, ...]
    before: tuple[str, ...]
    """What is open of the programme before, or that it is not at hand."""
    needed: str
    found: str
    others: tuple[tuple[Outcome, int], ...]
    other: str
    """Where another thing is that is violated or undecided, to ask about next; empty where there is none."""


@dataclass(frozen=True, slots=True)
class NothingThere:
    """A place that the rule does not speak of, and the places that it does."""

    suggestion: str
    subjects: tuple[str, ...]


def explain(
    ruleset: Ruleset, rule: Rule, written: tree.RuleStatement, context: Context, at: str | None
) -> Explanation | NothingThere:
    """The verdict on one thing, explained: on the thing at a JSON Pointer, or on the one with the worst verdict.

    What stands in no programme, such as a register’s row, has its name in place of a pointer.
    """
    question = f"{ruleset.name}/{rule.name}"
    answer = assessments(context.document).answer(question, rule.span) if rule.force == "judgement" else None
    judged = judge(rule, context, answer)
    candidates = judged if at is None else _at(at, (*judged, *kept_out(rule, context)))
    if not candidates:
        subjects = tuple(dict.fromkeys(_place(finding) for finding in (*judged, *kept_out(rule, context))))
        return NothingThere(did_you_mean(at or "", subjects), subjects)
    chosen = min(candidates, key=lambda finding: _ORDER.index(finding.outcome))
    others = [finding for finding in judged if finding is not chosen]
    count = Counter(finding.outcome for finding in others)
    return Explanation(
        ruleset=ruleset,
        finding=chosen,
        label=listed(filter(None, (values.label(context.document, chosen.subject), *_names(chosen)))),
        subject=next((n for n in walk(context.document) if n.pointer == chosen.subject), context.document),
        parts=tuple(_parts(chosen, written)),
        holes=tuple(_holes(chosen)),
        before=findings.open_before(chosen),
        needed=findings.needed(chosen) if chosen.outcome in ("violated", "undecided") else "",
        found=findings.found(findings.phrases(chosen)),
        others=tuple((outcome, count[outcome]) for outcome in _ORDER if count[outcome]),
        other=next((_place(f) for f in others if f.outcome in ("violated", "undecided")), ""),
    )


def _names(finding: Finding) -> tuple[str, ...]:
    """The names of what stands in no programme."""
    return tuple(values.known_as(thing)[1] for thing in finding.outside)


def _place(finding: Finding) -> str:
    """By what a finding is asked for: the pointer of its thing, or else the name."""
    return finding.subject or "".join(_names(finding)[-1:])


def _at(pointer: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings on the thing at a pointer, or else on things inside it, or else on the thing around it."""
    each = tuple(findings)
    exact = tuple(f for f in each if pointer in (f.subject, *_names(f)))
    inside = tuple(f for f in each if f.subject.startswith(f"{pointer}/"))
    around = tuple(f for f in each if pointer.startswith(f"{f.subject}/"))
    return exact or inside or around


# -- the parts of a rule -------------------------------------------------------------------------------------------


def _parts(finding: Finding, written: tree.RuleStatement) -> Iterator[ExplainedPart]:
    """The parts of a rule in their order, as far as they were asked; the first that settles the matter decides."""
    rule, context = finding.rule, finding.context
    passed_over = finding.outcome == "not-applicable"
    if written.scope is not None:
        each = ", ".join(_one_line(binding.span.text) for binding in written.scope.bindings)
        ends = tuple(_ends(finding)) if passed_over and len(context.bound) < len(rule.bindings) else ()
        yield ExplainedPart("for each", each, None, ends, 0, bool(ends))
    if written.scope is not None and written.scope.where is not None and rule.where is not None:
        yield _where(finding, written.scope.where.span)
    if _is_in_scope(finding) and written.when is not None and rule.when is not None:
        yield _part("when", written.when.span, rule.when, finding)
    if passed_over:
        return
    if written.ask is not None:
        yield _asked(finding, written.ask)
    if written.require is not None and rule.require is not None:
        yield _part("require", written.require.span, rule.require, finding)
    for exception, exemption in zip(written.exceptions, rule.exemptions, strict=True):
        yield _part("unless", exception.condition.span, exemption.condition, finding)


def _is_in_scope(finding: Finding) -> bool:
    """Whether there is a thing that `where` lets in."""
    rule, context = finding.rule, finding.context
    if len(context.bound) < len(rule.bindings):
        return False
    return rule.where is None or truth(rule.where, context).truth is not Truth.IMPOSSIBLE


def _ends(finding: Finding) -> Iterator[ExplainedClause]:
    """That a list ends where it does."""
    for because in finding.because:
        if isinstance(because.left, Listing) and not because.left.entries:
            yield ExplainedClause(f"{_one_line(because.clause.span.text)} holds nothing", Truth.IMPOSSIBLE)


def _where(finding: Finding, span: Span) -> ExplainedPart:
    """What `where` says of the thing, or of everything where it lets nothing in."""
    rule, context = finding.rule, finding.context
    assert rule.where is not None
    if len(context.bound) >= len(rule.bindings):
        return _part("where", span, rule.where, finding)
    reasons = [because for because in finding.because if because.context is not None]
    clauses, more = _clauses(reasons)
    return ExplainedPart(
        "where", _one_line(span.text), Truth.IMPOSSIBLE if reasons else None, clauses, more, bool(reasons)
    )


def _part(keyword: Keyword, span: Span, condition: Core, finding: Finding) -> ExplainedPart:
    answer = truth(condition, finding.context)
    clauses, more = _clauses(answer.because)
    return ExplainedPart(
        keyword, _one_line(span.text), answer.truth, clauses, more, _decides(keyword, answer.truth, finding)
    )


def _decides(keyword: Keyword, value: Truth, finding: Finding) -> bool:
    """Whether a part with this truth settles the outcome."""
    match finding.outcome:
        case "not-applicable":
            return keyword in ("where", "when") and value is Truth.IMPOSSIBLE
        case "undecided":
            return value is Truth.OPEN
        case "violated":
            return keyword == "require" and value is Truth.IMPOSSIBLE
        case "satisfied":
            return keyword in ("require", "unless") and value is Truth.CERTAIN


def _asked(finding: Finding, ask: tree.Word) -> ExplainedPart:
    """The question of a judgement and its answer; whether it is asked at all may be open before."""
    answers = {"satisfied": Truth.CERTAIN, "violated": Truth.IMPOSSIBLE}
    value = answers.get(finding.outcome, Truth.OPEN)
    answered = {Truth.CERTAIN: "answered `true`", Truth.IMPOSSIBLE: "answered `false`", Truth.OPEN: "not answered"}[
        value
    ]
    decides = not any(because.truth is Truth.OPEN and because.context for because in finding.because)
    return ExplainedPart(
        "ask", ask.text, value, (ExplainedClause(f"{answered} under `assessments`", value),), 0, decides
    )


# -- clauses -------------------------------------------------------------------------------------------------------


def _clauses(reasons: Sequence[Because]) -> tuple[tuple[ExplainedClause, ...], int]:
    """The clauses with their values, each once, the first few of many, and how many more there are."""
    # That a list ends where it does is worth a line only where nothing in it had a say.
    telling = [because for because in reasons if not isinstance(because.clause, core.Quantified)] or reasons
    clauses = list(dict.fromkeys(ExplainedClause(words_of(because), _as_written(because)) for because in telling))
    return tuple(clauses[:_MOST]), max(0, len(clauses) - _MOST)


def _as_written(because: Because) -> Truth:
    """The truth of a clause as it is written; reasons speak of what stands under an `is missing` or a `not in`."""
    match because.clause:
        case core.Given(_, True) | core.Compare("not in"):
            return negation(because.truth)
        case core.Between(span=span) if (_split(_one_line(span.text)) or ("", "", ""))[1] == "!=":
            return negation(because.truth)
        case _:
            return because.truth


def words_of(because: Because) -> str:
    """A clause as it is written, with the document's values behind its words."""
    clause = because.clause
    text = _one_line(clause.span.text)
    match clause:
        case core.Compare(_, left, right):
            sides = _split(text)
            if sides is None:
                return text
            before, after = _valued(sides[0], left, because.left), _valued(sides[2], right, because.right)
            return f"{before} {sides[1]} {after}"
        case core.Between(value):
            sides = _split(text)
            return text if sides is None else f"{_valued(sides[0], value, because.left)} {sides[1]} {sides[2]}"
        case core.Quantified() if isinstance(because.left, Listing):
            return f"{_head(clause)}, {_length(because.left)}"
        case core.Rows():
            return f"{text}, looked up by: {values.bound(because.left)}" if because.left is not None else text
        case core.Given() | core.FieldOf() | core.Variable() | core.Call():
            return f"{text} ({values.bound(because.left)})" if because.left is not None else text
        case _:
            return text


def _valued(words: str, side: Core, value: Bound | None) -> str:
    """One side of a comparison; what is written as a value needs none behind it."""
    if value is None or isinstance(side, core.Constant | core.ListOf):
        return words
    if isinstance(side, core.Call) and side.function == "days":
        value = _lasting(value)
    if isinstance(value, Listing) and not value.complete and not value.entries and value.reads:
        value = value.reads[0]
    return f"{words} ({values.bound(value)})"


def _lasting(value: Bound) -> Bound:
    """Days from a start to an end: an end before its start is refused, so it is one at least."""
    match value:
        case Seen(Range(Duration(amount, "days"), high), reads) if amount < 1:
            return Seen(Range(Duration(1, "days"), high), reads)
        case _:
            return value


def _head(clause: core.Quantified) -> str:
    """`every group in committees`, without what is asked of each."""
    span = clause.span
    end = clause.list.span.end if span.start <= clause.list.span.start < span.end else span.end
    return _one_line(span.source.text[span.start : end])


def _length(over: Listing) -> str:
    if not over.complete:
        return "a list that is open"
    count = len(over.entries)
    return "a list with nothing in it" if not count else f"a list of {count}"


_OPERATOR = re.compile(
    r'"(?:[^"\\]|\\.)*"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<sign><=|>=|!=|=|<|>|\bnot in\b|\bin\b|\bbetween\b)'
)


def _split(text: str) -> tuple[str, str, str] | None:
    """The two sides of a comparison and the sign between them, outside every bracket."""
    depth = 0
    for match in _OPERATOR.finditer(text):
        if match["sign"] and depth == 0:
            return text[: match.start()].rstrip(), match["sign"], text[match.end() :].lstrip()
        depth += bool(match["open"]) - bool(match["close"])
    return None


_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*"|--[^\n]*')


def _one_line(text: str) -> str:
    kept = _COMMENT.sub(lambda match: match.group() if match.group().startswith('"') else " ", text)
    return " ".join(kept.split())


# -- holes ---------------------------------------------------------------------------------------------------------


def _holes(finding: Finding) -> Iterator[Hole]:
    """What keeps a finding open, each once, with what it may still be."""
    if finding.outcome != "undecided":
        return
    document = finding.context.document
    # A field read through a blank record has the record's place: it is the record that is open.
    stated = {node.pointer: node for node in walk(document)}
    seen: set[str] = set()
    for node in finding.open_reads:
        if node.pointer not in seen and node.source is document.source:
            seen.add(node.pointer)
            hole = stated.get(node.pointer, node)
            shown = node if isinstance(node.kind, TruthKind) else hole
            yield Hole(shown, values.label(document, node.pointer), _still_open(node, hole))


def _still_open(read: Node, hole: Node) -> str:
    """What is open: whether an item is there, what else a list may hold, or what a value may still be."""
    match read.kind:
        case TruthKind() if not isinstance(hole.kind, TruthKind):
            return "may or may not be there"
        case ListKind() if read.rest is not None:
            return f"may hold more {_items_of(read.kind)}"
        case _:
            return f"may still be {_may_be(hole)}"


def _items_of(kind: ListKind) -> str:
    """What a list holds: “members”, or “items” where the schema has no word for one."""
    return plural(kind.item.name) if isinstance(kind.item, RecordKind) and kind.item.name else "items"


def _may_be(node: Node) -> str:
    """What a hole may still be."""
    match node.value:
        case Range(low, high) if low is not None or high is not None:
            return values.plain(node.value)
        case Choice(words) if words is not None:
            return values.plain(node.value)
        case Truth():
            return "true or false"
        case _ if node.state is State.UNSTATED:
            return f"{_any(describe(node.kind))}, or nothing at all"
        case _:
            return _any(describe(node.kind))


def _any(words: str) -> str:
    """“a date (like 2012-04-16)” as “any date”, “text” as “any text”."""
    return re.sub(r" \(like [^)]*\)", "", re.sub(r"^(an? )?(?=[a-z])(?!one of)", "any ", words))
