"""What `complete` gives in words for a drafter, and as plain data for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ccmcheck.base.days import day, days
from ccmcheck.base.quoting import listed, quoted
from ccmcheck.document.nodes import Node, State, items, walk
from ccmcheck.document.schema import DateKind, ListKind, NameKind, RecordKind
from ccmcheck.judge.english.findings import needed
from ccmcheck.judge.english.values import label
from ccmcheck.judge.evaluate import Context
from ccmcheck.judge.evaluate.rule import judge
from ccmcheck.judge.verdicts import Report
from ccmcheck.proving.blanks import After, Ends, Options
from ccmcheck.proving.lines import Lines
from ccmcheck.proving.questions.complete import BlankAnswer, Completion

_WIDTH = 100
_BEGIN = 4
FEW = 8
"""How many texts are written out where they stand."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the words about a completion need beside it: the report on the filled programme, and its file.

    With `in_full` every list of names is written out. `not_asked` are rules of which no solver is asked.
    """

    after: Report
    file: str
    in_full: bool = False
    not_asked: tuple[str, ...] = ()


def of_not_asked(names: Sequence[str]) -> str:
    """Which rules were not asked of the solver, and what asks them."""
    they, them = ("it speaks", "it") if len(names) == 1 else ("they speak", "them")
    since = f"Not asked, since {they} of the programme before: {listed(names)}."
    return f"{since} `ccmcheck check --previous FILE` asks {them}."


def of_completion(completion: Completion, root: Node, beside: Beside) -> str:
    """What was filled, what is left to people and what it may be, and the blanks of which no rule speaks."""
    parts = tuple(filter(None, _CompletionText(completion, root, beside).parts()))
    unasked = (f"{of_not_asked(beside.not_asked)}\n",) if beside.not_asked else ()
    if not parts:
        return "\n".join((f"Nothing is blank that a rule asks for{_of_those(beside)}.\n", *unasked))
    return "\n".join(
        (*parts, *unasked, f"Then `ccmcheck check --final {beside.file}` says whether anything is left.\n")
    )


def _of_those(beside: Beside) -> str:
    return ", of those that were asked" if beside.not_asked else ""


class _CompletionText:
    """A completion while it is put into words, part by part."""

    def __init__(self, completion: Completion, root: Node, beside: Beside) -> None:
        self.completion, self.root, self.after = completion, root, beside.after
        self.unread = f"left blank, and no rule asks for it{_of_those(beside)}; `check --final` still waits for it"
        self.lists, self.lines = Lists(beside.in_full), Lines.of(root)
        self.half = {node.pointer: node for node in reversed(tuple(walk(root))) if node.rest is not None}

    def parts(self) -> Iterator[str]:
        """The parts, each a title with its rows; an empty one says nothing."""
        blanks = [blank for blank in self.completion.blanks if blank.pointer not in self.half]
        filled = [blank for blank in blanks if blank.filled is not None]
        left = [blank for blank in blanks if blank.filled is None and _is_open(blank)]
        yield self._block("filled", ((t.pointer, f"{_value(t.filled)}{_instead(t, self.lists)}") for t in filled))
        title = "left to people, once the above is filled in" if filled else "left to people"
        yield self._block(title, ((blank.pointer, may_be(blank, self.lists)) for blank in left))
        yield self._block("lists that go on with `...`: name the rest, or take the `...` away", self._half_lists())
        unread = self.completion.unread
        yield self._block(self.unread, ((node.pointer, _way_out(node, self.root)) for node in unread))
        left_out = [(name, "") for name in self.completion.advice_left]
        yield _block("recommendations that cannot be followed as well", left_out)
        yield _block("questions that people answer, under `assessments`", questions(self.after))
        yield self.lists.shown()

    def _block(self, title: str, rows: Iterable[tuple[str, str]]) -> str:
        return _block(title, [(f"{self.lines.at(at):<9}{label(self.root, at)}", words) for at, words in rows])

    def _half_lists(self) -> Iterator[tuple[str, str]]:
        for blank in sorted(self.completion.blanks, key=lambda each: self.lines.known.get(each.pointer, 0)):
            node = self.half.get(blank.pointer)
            if node is not None and isinstance(blank.may_be, Ends):
                missing = missing_in(blank.pointer, self.root, self.after)
                yield blank.pointer, _half(blank.may_be, len(items(node) or ()), missing)


def _way_out(node: Node, root: Node) -> str:
    """What to do with a blank of which no rule speaks."""
    above, _, step = node.pointer.rpartition("/")
    holder = next((each for each in walk(root) if each.pointer == above), root)
    needed = isinstance(holder.kind, RecordKind) and step in holder.kind.required
    return "fill it in" if needed else "fill it in, or take it away"


def questions(report: Report) -> list[tuple[str, str]]:
    """The questions that nobody has answered, by their names."""
    open_ = (v for v in report.verdicts if v.force == "judgement" and v.outcome == "undecided")
    return [(verdict.name, verdict.question) for verdict in open_]


def missing_in(pointer: str, root: Node, report: Report) -> tuple[str, ...]:
    """What is needed of a half list by the rules that wait for it and would be broken if it ended where it does."""
    names = next((set(blank.rules) for blank in report.blanks if blank.place.pointer == pointer), set())
    context = Context(_ended(root, pointer), {register.name: register for register in report.registers}, {})
    rules = [r for ruleset in report.rulesets for r in ruleset.rules if f"{ruleset.name}/{r.name}" in names]
    broken = [each for rule in rules for each in judge(rule, context) if each.outcome == "violated"]
    return tuple(dict.fromkeys(filter(None, map(needed, broken))))


def _ended(node: Node, pointer: str) -> Node:
    """The same with the half list at a pointer ending where it does."""
    if node.pointer == pointer:
        return replace(node, state=State.STATED, rest=None)
    if not pointer.startswith(f"{node.pointer}/"):
        return node
    match node.value:
        case tuple(held):
            return replace(node, value=tuple(_ended(item, pointer) for item in held))
        case Mapping() as fields:
            return replace(node, value={name: _ended(field, pointer) for name, field in fields.items()})
        case _:
            return node


def _half(ends: Ends, stated: int, missing: Sequence[str]) -> str:
    """What becomes of a list that goes on: how many items it may have, and what the rules miss in it."""
    if ends.high is not None and ends.high <= stated:
        return "no further one fits: take the `...` away"
    wanted = missing if (ends.low or 0) > stated else ()
    return "; ".join((f"{_count(ends)} in all", *(f"still needed: {each}" for each in wanted)))


def _is_open(blank: BlankAnswer) -> bool:
    return (
        not isinstance(blank.kind, ListKind)
        or not isinstance(blank.may_be, Ends)
        or blank.may_be.low != blank.may_be.high
    )


def _instead(blank: BlankAnswer, lists: Lists) -> str:
    words = may_be(blank, lists)
    several = isinstance(blank.may_be, Ends) and blank.may_be.low != blank.may_be.high
    return f"   ({words})" if several and words else ""


def may_be(blank: BlankAnswer, lists: Lists) -> str:
    """What one blank may still be."""
    match blank.may_be:
        case Ends() as found if isinstance(blank.kind, ListKind):
            return _count(found)
        case Ends(low, high) if isinstance(blank.kind, DateKind):
            words = _between(low, high, lambda at: day(date.fromordinal(at)))
            if low is not None and high is not None:
                words = days(date.fromordinal(low), date.fromordinal(high))
            return "; ".join(filter(None, (words, _after(blank.after))))
        case Ends(low, high):
            return _between(low, high, str)
        case Options():
            return _options(blank, blank.may_be, lists)
        case None:
            return ""


def _between(low: int | None, high: int | None, words: Any) -> str:
    if low is None and high is None:
        return "any"
    if high is None:
        return f"{words(low)} or later" if words is not str else f"{low} or more"
    if low is None:
        return f"at the latest {words(high)}" if words is not str else f"{high} or less"
    return str(words(low)) if low == high else f"{words(low)} to {words(high)}"


def _after(tie: After | None) -> str:
    if tie is None:
        return ""
    first = tie.first.rpartition("/")[2]
    at_most = f"{tie.high} day{'' if tie.high == 1 else 's'} after `{first}`"
    return f"at the latest {at_most}" if tie.low == 0 else f"{tie.low} to {at_most}"


def _count(ends: Ends) -> str:
    if ends.high is None:
        return "any number of items" if not ends.low else f"{ends.low} items or more"
    if ends.low == ends.high:
        return f"{ends.low} item{'' if ends.low == 1 else 's'}"
    return f"{ends.low} to {ends.high} items"


def _options(blank: BlankAnswer, options: Options, lists: Lists) -> str:
    if options.others:
        but = f" but {listed(options.unfit, 'and')}" if options.unfit else ""
        return f"any name{but}" if isinstance(blank.kind, NameKind) else "any text"
    if len(options.texts) <= FEW:
        return listed([quoted(text) for text in options.texts], "or")
    return lists.named(options.texts)


class Lists:
    """Long lists of names, each written out once; one that is nearly another says what it lacks."""

    def __init__(self, in_full: bool = False) -> None:
        self.in_full = in_full
        self.known: list[Sequence[str]] = []

    def named(self, texts: Sequence[str]) -> str:
        """A list by its letter, or by what another has that it lacks."""
        for at, other in enumerate(self.known):
            lacking = [text for text in other if text not in texts]
            if set(texts) <= set(other) and len(lacking) <= FEW:
                but = f" but {listed(lacking, 'and')}" if lacking else ""
                return f"one of the names under [{_letter(at)}]{but}"
        self.known.append(texts)
        return f"one of the {len(texts)} names under [{_letter(len(self.known) - 1)}]"

    def shown(self) -> str:
        """The lists themselves, or how each begins."""
        return "\n".join(
            textwrap.fill(self._names(texts), _WIDTH, initial_indent=f"[{_letter(at)}] ", subsequent_indent="    ")
            + "\n"
            for at, texts in enumerate(self.known)
        )

    def _names(self, texts: Sequence[str]) -> str:
        if self.in_full:
            return ", ".join(texts)
        return f"{', '.join(texts[:_BEGIN])} … ({len(texts)} names; --names writes them all)"


def _letter(at: int) -> str:
    return chr(ord("a") + at)


def _block(title: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    width = min(max(len(name) for name, _ in rows), 90)
    return f"{title}:\n" + "".join(f"  {name:<{width}}  {words}".rstrip() + "\n" for name, words in rows)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def completion_data(completion: Completion, after: Report, not_asked: Sequence[str] = ()) -> dict[str, Any]:
    """The same for programs."""
    return {
        "filled": [{"pointer": t.pointer, "value": t.filled} for t in completion.blanks if t.filled is not None],
        "blanks": [_answer_data(blank) for blank in completion.blanks],
        "unread": [node.pointer for node in completion.unread],
        "recommendations_left": list(completion.advice_left),
        "questions": [{"question": name, "words": words} for name, words in questions(after)],
        "not_asked": list(not_asked),
    }


def _answer_data(blank: BlankAnswer) -> dict[str, Any]:
    data: dict[str, Any] = {"pointer": blank.pointer, "stood": blank.stood, "filled": blank.filled is not None}
    match blank.may_be:
        case Ends(low, high):
            is_day = isinstance(blank.kind, DateKind)
            data["from"], data["to"] = (_iso(at) if is_day else at for at in (low, high))
        case Options(texts, others, unfit):
            data["texts"], data["others"], data["unfit"] = list(texts), others, list(unfit)
        case None:
            pass
    if blank.after is not None:
        data["days_after"] = {"pointer": blank.after.first, "from": blank.after.low, "to": blank.after.high}
    return data


def _iso(at: int | None) -> str | None:
    return None if at is None else date.fromordinal(at).isoformat()
