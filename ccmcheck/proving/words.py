"""Answers of the solver in words for a drafter, and as plain data for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ccmcheck.authoring.proofs import STANDINGS
from ccmcheck.base.quoting import quoted
from ccmcheck.document.edit import rendered
from ccmcheck.document.nodes import Node, walk
from ccmcheck.document.schema import DateKind, ListKind, NameKind
from ccmcheck.judge.english import findings
from ccmcheck.judge.english.values import day, days, label, listed
from ccmcheck.language.rulebook.model import Rule, Ruleset
from ccmcheck.proving.blanks import After, Ends, Options
from ccmcheck.proving.questions.common import Clash
from ccmcheck.proving.questions.compare import Compared
from ccmcheck.proving.questions.complete import BlankAnswer, Completion
from ccmcheck.proving.questions.mend import Mended, Mending
from ccmcheck.proving.questions.prove import Proved

_WIDTH = 100
_FEW = 8


def of_completion(completion: Completion, root: Node) -> str:
    """What was filled, what is left to people and what it may be, and the blanks of which no rule speaks."""
    lists = _Lists()
    lines = {node.pointer: node.source.position(node.start)[0] for node in walk(root)}

    def at(pointer: str) -> str:
        line = f"line {lines[pointer]}" if pointer in lines else ""
        return f"{line:<9}{label(root, pointer)}"

    filled = [filling for filling in completion.blanks if filling.filled is not None]
    left = [filling for filling in completion.blanks if filling.filled is None and _is_open(filling)]
    parts = [
        _block("filled", [(at(t.pointer), f"{_value(t.filled)}{_instead(t, lists)}") for t in filled]),
        _block(
            "left to people, once the above is filled in" if filled else "left to people",
            [(at(t.pointer), may_be(t, lists)) for t in left],
        ),
        _block("left blank, and no rule asks for it", [(at(node.pointer), "") for node in completion.unread]),
        _block("recommendations that cannot be followed as well", [(name, "") for name in completion.advice_left]),
        lists.shown(),
    ]
    return "\n".join(filter(None, parts)) or "Nothing is blank that a rule asks for.\n"


def _is_open(blank: BlankAnswer) -> bool:
    return (
        not isinstance(blank.kind, ListKind)
        or not isinstance(blank.may_be, Ends)
        or blank.may_be.low != blank.may_be.high
    )


def _instead(blank: BlankAnswer, lists: _Lists) -> str:
    words = may_be(blank, lists)
    several = isinstance(blank.may_be, Ends) and blank.may_be.low != blank.may_be.high
    return f"   ({words})" if several and words else ""


def may_be(blank: BlankAnswer, lists: _Lists) -> str:
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


def _options(blank: BlankAnswer, options: Options, lists: _Lists) -> str:
    if options.others:
        but = f" but {listed(options.unfit, 'and')}" if options.unfit else ""
        return f"any name{but}" if isinstance(blank.kind, NameKind) else "any text"
    if len(options.texts) <= _FEW:
        return listed([quoted(text) for text in options.texts], "or")
    return lists.named(options.texts)


class _Lists:
    """Long lists of names, each written out once; one that is nearly another says what it lacks."""

    def __init__(self) -> None:
        self.known: list[Sequence[str]] = []

    def named(self, texts: Sequence[str]) -> str:
        """A list by its letter, or by what another has that it lacks."""
        for at, other in enumerate(self.known):
            lacking = [text for text in other if text not in texts]
            if set(texts) <= set(other) and len(lacking) <= _FEW:
                but = f" but {listed(lacking, 'and')}" if lacking else ""
                return f"one of the names under [{_letter(at)}]{but}"
        self.known.append(texts)
        return f"one of the {len(texts)} names under [{_letter(len(self.known) - 1)}]"

    def shown(self) -> str:
        """The lists themselves."""
        return "\n".join(
            textwrap.fill(", ".join(texts), _WIDTH, initial_indent=f"[{_letter(at)}] ", subsequent_indent="    ") + "\n"
            for at, texts in enumerate(self.known)
        )


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


def of_what_is_known(known: Sequence[Any]) -> list[str]:
    """What was found of a question before its time ran out, a line for each answer."""
    return ["known by then:", *(f"  {_known(each)}" for each in known)] if known else ["nothing is known yet"]


def _known(each: Any) -> str:
    match each:
        case BlankAnswer():
            return f"{each.pointer.strip('/').replace('/', ', ')}: {may_be(each, _Lists())}"
        case Proved():
            return f"{each.rule}: {STANDINGS[each.standing]}"
        case Compared():
            return f"{each.rule}: {each.relation}"
        case _:
            return str(each)


def of_clash(clash: Clash) -> str:
    """The fewest rules that cannot hold together, with their paragraphs and words, and the places they rest on."""
    is_one = len(clash.rules) == 1
    lines = ["This rule cannot be kept:" if is_one else f"These {len(clash.rules)} rules cannot be kept together:", ""]
    for ruleset, rule in clash.rules:
        lines += list(_rule(ruleset, rule))
        for finding in clash.findings:
            if finding.rule is rule and not clash.places:
                root = finding.context.document
                words = findings.found(findings.phrases(finding))
                at = label(root, finding.subject)
                lines.append(f"    here: {at + ': ' if at else ''}{words}")
    if clash.places and clash.root is not None:
        lines += ["", f"What stands against that; {_what_would_do(clash.places)}:"]
        lines += [", or\n".join(_stated(node, clash.root) for node in group) for group in clash.places]
        lines += [
            "",
            "There may be more that clashes: change this, and ask again, or ask `ccmcheck mend` what to change.",
        ]
    return "\n".join(lines) + "\n"


def _what_would_do(groups: Sequence[Sequence[Node]]) -> str:
    if len(groups) > 1:
        return "each of these would have to change"
    return f"a change {'there' if len(groups[0]) == 1 else 'of one of these'} would do"


def _stated(node: Node, root: Node) -> str:
    line, _ = node.source.position(node.start)
    text = " ".join(node.text.split())
    return f"  line {line}  {label(root, node.pointer)}{f': {text}' if text else ''}"


def _rule(ruleset: Ruleset, rule: Rule) -> Iterator[str]:
    yield f"  {rule.name}   {ruleset.short}, {rule.citations[0].paragraph if rule.citations else ''}"
    for citation in rule.citations[:3]:
        words = " ".join(citation.quotation.split())
        yield textwrap.fill(f'{citation.paragraph} "{words}"', _WIDTH, initial_indent="    ", subsequent_indent="    ")


def completion_data(completion: Completion) -> dict[str, Any]:
    """The same for programs."""
    return {
        "filled": [{"pointer": t.pointer, "value": t.filled} for t in completion.blanks if t.filled is not None],
        "blanks": [_answer_data(blank) for blank in completion.blanks],
        "unread": [node.pointer for node in completion.unread],
        "recommendations_left": list(completion.advice_left),
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


def clash_data(clash: Clash) -> dict[str, Any]:
    """The fewest rules that cannot hold together, for programs."""
    return {
        "clash": [rule_data(ruleset, rule) for ruleset, rule in clash.rules],
        "places": [{"pointer": node.pointer, "stands": node.text} for group in clash.places for node in group],
    }


def rule_data(ruleset: Ruleset, rule: Rule) -> dict[str, Any]:
    """A rule by its name and the paragraphs it rests on."""
    cited: Iterable[dict[str, str]] = ({"paragraph": c.paragraph, "words": c.quotation} for c in rule.citations)
    return {"rule": f"{ruleset.name}/{rule.name}", "citations": list(cited)}


def of_mending(mending: Mending, root: Node) -> str:
    """Each change in a sentence, with the rules that it heals."""
    if not mending.changes:
        return "No obligation is violated: there is nothing to mend.\n"
    many = len(mending.changes)
    lines = [f"{many} change{'' if many == 1 else 's'}, and no fewer, after which every obligation is kept:", ""]
    for at, change in enumerate(mending.changes, 1):
        lines.append(f"{at:>3}. {label(root, changed_place(change))}: {change_in_words(change)}")
        for ruleset, rule in change.heals:
            cited = rule.citations[0].paragraph if rule.citations else ""
            lines.append(f"     {rule.name}   {ruleset.short}, {cited}")
    return "\n".join(lines) + "\n"


def changed_place(change: Mended) -> str:
    """A new item has no place of its own yet: it is that of its list."""
    return change.pointer.rpartition("/")[0] if change.sort == "add" else change.pointer


def change_in_words(change: Mended) -> str:
    """What is to be done at the place of a change."""
    match change.sort:
        case "remove":
            return "take it away"
        case "add":
            return f"add {rendered(change.value)}"
        case "state":
            return f"state it: {rendered(change.value)}"
        case _ if change.choices is not None:
            return f"instead of {quoted(change.stood)}, {_choices(change.choices)}"
        case _:
            return f"{rendered(change.value)} instead of {quoted(change.stood)}"


def _choices(choices: Options) -> str:
    if choices.others:
        return "another text"
    if len(choices.texts) <= _FEW:
        return listed([quoted(text) for text in choices.texts], "or")
    return f"one of {len(choices.texts)} names ({', '.join(choices.texts[:3])} …; all with --format json)"


def mending_data(mending: Mending) -> dict[str, Any]:
    """The same for programs."""
    return {
        "changes": [
            {
                "pointer": change.pointer,
                "kind": change.sort,
                "stood": change.stood,
                "value": change.value,
                "choices": list(change.choices.texts) if change.choices is not None else [],
                "heals": [rule_data(ruleset, rule) for ruleset, rule in change.heals],
            }
            for change in mending.changes
        ]
    }
