"""Answers of the solver in words for a drafter, and as plain data for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ccmcheck.authoring.proofs import STANDINGS
from ccmcheck.base.quoting import listed, quoted
from ccmcheck.document.edit import rendered
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, walk
from ccmcheck.document.schema import Kind, NameKind
from ccmcheck.judge.english import findings
from ccmcheck.judge.english.values import label
from ccmcheck.judge.verdicts import Report
from ccmcheck.language.rulebook.model import Rule, Ruleset
from ccmcheck.proving.blanks import Options
from ccmcheck.proving.completion_words import FEW, Lists, may_be, of_not_asked
from ccmcheck.proving.lines import Lines
from ccmcheck.proving.questions.common import Clash
from ccmcheck.proving.questions.compare import Compared
from ccmcheck.proving.questions.complete import BlankAnswer
from ccmcheck.proving.questions.mend import Mended, Mending
from ccmcheck.proving.questions.prove import Proved

_WIDTH = 100


def of_what_is_known(known: Sequence[Any]) -> list[str]:
    """What was found of a question before its time ran out, a line for each answer."""
    return ["known by then:", *(f"  {_known(each)}" for each in known)] if known else ["nothing is known yet"]


def _known(each: Any) -> str:
    match each:
        case BlankAnswer():
            return f"{each.pointer.strip('/').replace('/', ', ')}: {may_be(each, Lists())}"
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


def of_mending(mending: Mending, root: Node, beside: BesideMending) -> str:
    """Each change in a sentence, with the rules that it heals, and what the mended programme leaves open."""
    asked = " that was asked" if beside.not_asked else ""
    if not mending.changes:
        lines = [f"No obligation{asked} is violated{'.' if asked else ': there is nothing to mend.'}"]
    else:
        many, lines_of = len(mending.changes), Lines.of(root)
        kept = (
            f"no obligation{asked} is violated" if _waiting_for_blanks(beside) else f"every obligation{asked} is kept"
        )
        lines = [f"{'1 change' if many == 1 else f'{many} changes, each of them needed'}, after which {kept}:", ""]
        for at, change in enumerate(mending.changes, 1):
            lines += _changed(f"{at:>3}. {lines_of.at(change.pointer)}", change, root, beside)
    return "\n".join([*lines, *_not_mended(beside)]) + "\n"


@dataclass(frozen=True, slots=True)
class BesideMending:
    """What the words about a mending need beside it.

    The report on the mended programme, its file (empty where it has none), the names that registers hold, for an item
    that is taken away those of its list that could go in its place, and the rules of which no solver is asked.
    """

    after: Report
    file: str
    names: Mapping[str, Names]
    others: Mapping[str, Sequence[Node]]
    not_asked: tuple[str, ...] = ()


def _changed(number: str, change: Mended, root: Node, beside: BesideMending) -> Iterator[str]:
    node = next((each for each in walk(root) if each.pointer == change.pointer), None)
    words = change_in_words(change, node, beside.names)
    if others := [_with_line(each, root) for each in beside.others.get(change.pointer, ())]:
        words += f", or {listed(others, 'or')} in its place"
    yield f"{number}  {label(root, changed_place(change))}: {words}"
    for ruleset, rule in change.heals:
        yield f"     {rule.name}   {ruleset.short}, {rule.citations[0].paragraph if rule.citations else ''}"


def _with_line(item: Node, root: Node) -> str:
    return f"{label(root, item.pointer).rpartition(', ')[2]} ({Lines.of(root).at(item.pointer)})"


def _waiting(report: Report) -> tuple[str, ...]:
    """The obligations that what is blank leaves open."""
    open_ = (v.rule for v in report.verdicts if v.outcome == "undecided" and v.force == "obligation")
    return tuple(dict.fromkeys(open_))


def _waiting_for_blanks(beside: BesideMending) -> tuple[str, ...]:
    """The obligations that what is blank leaves open, and not the programme before."""
    return tuple(rule for rule in _waiting(beside.after) if rule not in beside.not_asked)


def _not_mended(beside: BesideMending) -> Iterator[str]:
    """What no change was asked for: rules that wait for what is blank or were not asked, and advice departed from."""
    waiting, blanks = _waiting_for_blanks(beside), len(beside.after.blanks)
    if waiting or blanks:
        holes = f"{blanks} blank{'' if blanks == 1 else 's'}" if blanks else "something missing"
        wait = f", for which {listed(waiting)} wait{'' if len(waiting) > 1 else 's'}" if waiting else ""
        yield ""
        ask = f"`ccmcheck complete {beside.file}` says" if beside.file else "Write it with -o; `ccmcheck complete` says"
        yield f"Left open: {holes}{wait}. {ask} what may stand there."
    if beside.not_asked:
        yield ""
        yield of_not_asked(beside.not_asked)
    departed = [v for v in beside.after.verdicts if v.outcome == "violated" and v.force == "recommendation"]
    if departed:
        yield ""
        yield "Recommendations that are not followed, and need not be:"
    for verdict in {each.name: each for each in departed}.values():
        cited = verdict.citations[0].paragraph if verdict.citations else ""
        yield f"     {verdict.rule}   {verdict.short}, {cited}: {verdict.needed or verdict.found}"


def changed_place(change: Mended) -> str:
    """A new item has no place of its own yet: it is that of its list."""
    return change.pointer.rpartition("/")[0] if change.sort == "add" else change.pointer


def change_in_words(change: Mended, node: Node | None, names: Mapping[str, Names]) -> str:
    """What is to be done at the place of a change, where this stands now."""
    match change.sort:
        case "remove":
            return "take it away"
        case "add":
            return f"add {rendered(change.value)}"
        case "state":
            return f"state it: {rendered(change.value)}"
        case _ if change.choices is not None:
            kind = node.kind if node is not None else None
            meant = _meant(change.stood, kind, change.choices, names)
            return f"instead of {quoted(change.stood)}, {meant}{_choices(change.choices, kind)}"
        case _:
            return f"{rendered(change.value)} instead of {quoted(change.stood)}"


def _meant(stood: str, kind: Kind | None, choices: Options, names: Mapping[str, Names]) -> str:
    """The name that was most likely meant, where it would do."""
    known = names.get(kind.register) if isinstance(kind, NameKind) else None
    meant = known.misspelt(stood) if known is not None else ""
    fits = meant in choices.texts or (choices.others and meant not in choices.unfit)
    return f"{quoted(meant)} if that was meant, or " if meant and fits else ""


def _choices(choices: Options, kind: Kind | None) -> str:
    if choices.others:
        but = f" (none of {listed(choices.unfit, 'and')})" if choices.unfit else ""
        return f"another name{but}" if isinstance(kind, NameKind) else "another text"
    if len(choices.texts) <= FEW:
        return listed([quoted(text) for text in choices.texts], "or")
    return f"one of {len(choices.texts)} names ({', '.join(choices.texts[:3])} …; all with --format json)"


def mending_data(mending: Mending, after: Report, not_asked: Sequence[str] = ()) -> dict[str, Any]:
    """The same for programs."""
    departed = (v.name for v in after.verdicts if v.outcome == "violated" and v.force == "recommendation")
    return {
        "changes": [_change_data(change) for change in mending.changes],
        "undecided": list(_waiting(after)),
        "recommendations_left": list(dict.fromkeys(departed)),
        "not_asked": list(not_asked),
    }


def _change_data(change: Mended) -> dict[str, Any]:
    return {
        "pointer": change.pointer,
        "kind": change.sort,
        "stood": change.stood,
        "value": change.value,
        "choices": list(change.choices.texts) if change.choices is not None else [],
        "heals": [rule_data(ruleset, rule) for ruleset, rule in change.heals],
    }
