"""Clauses in words: what a rule needs and what was found instead.

Every sentence is made from the rule itself, so that it can never say something else than what was checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import assert_never, cast

from ccmcheck.base.days import days
from ccmcheck.base.frozen import numerous
from ccmcheck.base.quoting import listed, quoted
from ccmcheck.base.values import IMPOSSIBLE, Range, Truth
from ccmcheck.document.nodes import UNSAID, Node, State
from ccmcheck.document.previous import is_at_hand, is_previous
from ccmcheck.document.schema import ListKind, TruthKind
from ccmcheck.judge.english.clauses import (  # fmt: skip
    is_fact,
    is_of_previous,
    measured_value,
    named_thing,
    naming_of,
    noun,
    sides_of,
    title,
    which,
)
from ccmcheck.judge.english.nouns import plural
from ccmcheck.judge.english.requirements import are_alternatives, is_among, is_wanted, needed_by
from ccmcheck.judge.english.values import bound, known_as, title_at
from ccmcheck.judge.evaluate import Because, Bound, Context, Listing, Seen, operand
from ccmcheck.judge.evaluate.answers import reads_of
from ccmcheck.judge.evaluate.rule import Finding
from ccmcheck.language import core
from ccmcheck.language.core import Core

_SHOWN = 3
_OPEN = ("left blank", "not stated")


@numerous
class FoundPhrase:
    """What was found, in a few words without a full stop, and the node that they speak of, None where there is none."""

    found: str
    node: Node | None


def phrases(finding: Finding) -> tuple[FoundPhrase, ...]:
    """What was found, clause by clause or, where the outcome is open, hole by hole; what is said twice is said once."""
    if finding.outcome == "undecided":
        every = [FoundPhrase(_hole(node), node) for node in _holes(finding)]
        every += [FoundPhrase(words, None) for words in open_before(finding)]
    else:
        every = [phrase for because in _worth_telling(finding) for phrase in _found_by(finding, because)]
    once: dict[tuple[str, str], FoundPhrase] = {}
    for phrase in _with_names(every, finding):
        once.setdefault((phrase.found, _pointer(phrase, finding)), phrase)
    return tuple(once.values())


def _with_names(phrases: Sequence[FoundPhrase], finding: Finding) -> Sequence[FoundPhrase]:
    """What was found, and of which register’s row, where nothing else says it: “for Norway: found 2012”."""
    if not finding.outside or finding.outcome == "undecided":
        return phrases
    words = " ".join((needed(finding), *(phrase.found for phrase in phrases)))
    names = [name for name in (known_as(thing)[1] for thing in finding.outside) if name not in words]
    return [FoundPhrase(f"for {listed(names)}: {p.found}", p.node) for p in phrases] if names else phrases


def _pointer(phrase: FoundPhrase, finding: Finding) -> str:
    """Failing clauses are told apart by their places, holes are not: the first stands for all that are alike."""
    return "" if phrase.node is None or finding.outcome == "undecided" else phrase.node.pointer


def _holes(finding: Finding) -> list[Node]:
    """The holes that keep a finding open, those in the thing it speaks of first."""
    source = finding.context.document.source
    holes = [node for node in finding.open_reads if node.source is source]
    return sorted(holes, key=lambda node: not node.pointer.startswith(finding.subject))


def open_before(finding: Finding) -> tuple[str, ...]:
    """What of the programme before keeps a finding open, each once."""
    if finding.outcome != "undecided":
        return ()
    return tuple(dict.fromkeys(_open_before(node) for node in finding.open_reads if is_previous(node)))


def _open_before(node: Node) -> str:
    """What is not known of the programme before."""
    if not is_at_hand(node):
        return "the programme before is not at hand"
    line = node.source.position(node.start).line
    return f"{node.source.name}, line {line}, leaves it open" if node.start else f"{node.source.name} leaves it open"


def needed(finding: Finding) -> str:
    """What the clauses of the requirement need together, joined by “or” where one of them would do.

    Where it is open whether the rule applies at all, no clause of it has been asked, and nothing can be said.
    """
    whole = finding.rule.require
    if whole is None:
        return ""
    wanted = [(because, is_wanted(finding.rule, because)) for because in _worth_telling(finding)]
    reasons = [(because, holds) for because, holds in wanted if holds is not None]
    reasons = [reason for reason in reasons if not is_among(reason[0].clause, finding.rule.filters)] or reasons
    words = list(dict.fromkeys(filter(None, (needed_by(finding.rule, because, holds) for because, holds in reasons))))
    alternatives = are_alternatives(whole, [because.clause for because, _ in reasons])
    return _joined(words, "or" if alternatives else "and")


_ENDS = {"or": " for ", "and": " among "}


def _joined(words: Sequence[str], last: str) -> str:
    """What is needed, with the end that all have said once: “2012, or 2012 and 2013, for the years”."""
    heads = [each.rpartition(_ENDS[last])[0] for each in words]
    ends = {each.rpartition(_ENDS[last])[2] for each in words}
    if len(words) < 2 or len(ends) > 1 or not all(heads) or any(head.endswith(" not") for head in heads):
        return listed(_few(words), last)
    shown, end = _few(heads), f"{_ENDS[last]}{ends.pop()}"
    if any(" and " in head for head in shown):
        return f"{f', {last} '.join(shown)},{end}"
    return f"{listed(shown, last)}{end}"


def found(phrases: Sequence[FoundPhrase]) -> str:
    """Everything that was found."""
    return "; ".join(_few(list(dict.fromkeys(phrase.found for phrase in phrases if phrase.found))))


def _few(words: Sequence[str]) -> Sequence[str]:
    """The first few of many, and how many more there are."""
    if len(words) <= _SHOWN:
        return words
    return [*words[: _SHOWN - 1], f"{words[_SHOWN - 1]} (and {len(words) - _SHOWN} more)"]


def _found_by(finding: Finding, because: Because) -> Iterator[FoundPhrase]:
    """What a clause found, at its place; a value of the document that limits it is shown at a place of its own."""
    phrase = FoundPhrase(_found(because), _node(finding, because))
    yield phrase
    if isinstance(because.clause, core.Compare) and because.clause.comparator not in ("in", "not in"):
        limit = _read_from(sides_of(because, because.clause).limit, finding, because)
        if limit and limit[-1] is not phrase.node and not isinstance(limit[-1].value, tuple):
            held = f"the {title_at(finding.context.document, limit[-1].pointer)} is {bound(limit[-1])}"
            yield FoundPhrase(held, limit[-1])


def _read_from(value: Bound, finding: Finding, because: Because) -> list[Node]:
    """The nodes of the document that a side of a clause was read from, as far as the clause rests on them."""
    source, rests = finding.context.document.source, {node.pointer for node in because.reads}
    return [node for node in reads_of(value) if node.source is source and node.pointer in rests]


def _node(finding: Finding, because: Because) -> Node | None:
    """What a clause speaks of: the value that it measures, of a count the list; else what was read last.

    Where it measures no value of the document, or asks for one of the frame in a list, the rule's subject goes first.
    """
    first = _is_about_a_list(because.clause)
    if _compares(because.clause):
        value = measured_value(because)
        measured = _read_from(value, finding, because)
        if measured and (_measures(because.clause) or measured[-1].pointer.startswith(finding.subject)):
            return measured[0] if first or isinstance(value, Node) else measured[-1]
    own = [node for node in because.reads if node.source is finding.context.document.source]
    below = [node for node in own if node.pointer.startswith(finding.subject)]
    asked = own if isinstance(because.clause, core.Given) else []  # it tells of what is stated or not, and of no other
    chosen = below or asked or _below_subject(finding) or own
    if not chosen:
        return None
    return chosen[0] if first else chosen[-1]


def _below_subject(finding: Finding) -> list[Node]:
    """The first thing that the finding has read inside its subject."""
    source, above = finding.context.document.source, f"{finding.subject}/"
    inside = (node for node in finding.reads if node.source is source and node.pointer.startswith(above))
    return list(islice(inside, 1))


def _compares(clause: Core) -> bool:
    """Whether a clause asks for something of a value that it measures."""
    return isinstance(clause, core.Compare | core.Between) or (
        isinstance(clause, core.Call) and clause.function == "recurs"
    )


def _measures(clause: Core) -> bool:
    """Whether a clause tells a value; one that asks for a value among others tells of those as well."""
    return not (isinstance(clause, core.Compare) and clause.comparator in ("in", "not in"))


def _is_about_a_list(clause: Core) -> bool:
    match clause:
        case core.Compare(_, core.Call("count" | "sum"), _) | core.Between(core.Call("count" | "sum")):
            return True
        case core.Call("recurs", (core.Call("count" | "sum"), *_)):
            return True
        case core.Compare("in" | "not in", _, core.FieldOf()) | core.Call("distinct") | core.Quantified():
            return True
        case _:
            return False


def _worth_telling(finding: Finding) -> list[Because]:
    """The clauses that carry the outcome; that a list ends where it does is told only when there is nothing else."""
    if finding.because and isinstance(finding.because[0].clause, core.Quantified):
        return [finding.because[0]]
    telling = [because for because in finding.because if not isinstance(because.clause, core.Quantified | core.Rows)]
    if finding.outcome == "undecided":
        telling = [because for because in telling if because.open_reads] or telling
    return telling or list(finding.because)


# -- what was found ------------------------------------------------------------------------------------------------


def _found(because: Because) -> str:
    """What stood in the document."""
    match because.clause:
        case core.Given(core.FieldOf(of, name)) if because.left is not None and is_fact(because.left, because):
            row = operand(of, cast(Context, because.context))
            return f"the {title(row, name)} of {known_as(row)[1]} is {'not ' if because.absent else ''}stated"
        case core.Given(of):
            return "not stated" if because.absent else f"{named_thing(of, because)} is stated"
        case core.Compare("in" | "not in", left, core.ListOf()) if not isinstance(left, core.Constant):
            return _measured(left, cast(Bound, because.left), because)
        case core.Compare("in" | "not in", _, over) | core.Call("difference", (_, over)) if because.context is not None:
            verb = "is not" if because.truth is IMPOSSIBLE else "is"
            return f"{bound(cast(Bound, because.left))} {verb} among {named_thing(over, because)}"
        case core.Compare() as compared:
            sides = sides_of(because, compared)
            return _measured(sides.measured, sides.value, because)
        case core.Between(value):
            return _measured(value, cast(Bound, because.left), because)
        case core.Call("recurs", (year, *_)):
            return _measured(year, cast(Bound, because.left), because)
        case core.Call("distinct"):
            verb = "stands" if isinstance(because.left, Node) else "comes"  # a value that was computed stands nowhere
            return f"{bound(cast(Bound, because.left))} {verb} twice"
        case core.Quantified():
            return _ended(because)
        case core.FieldOf() if because.left is not None and not isinstance(because.left, Listing):
            return f"stated as `{'false' if because.truth is IMPOSSIBLE else 'true'}`"
        case _:
            words = bound(because.left) if because.left is not None else ""
            return f"found {words}" if words not in ("", *_OPEN) else ""


def _measured(measured: Core, value: Bound, because: Because) -> str:
    """What a computed value came from, and what it is: “16 to 21 April 2012 is 6 days”."""
    words = bound(value)
    match measured:
        case core.Call("days", (start, end)) if because.context is not None:
            first, last = _day_of(start, because.context), _day_of(end, because.context)
            if first and last and first <= last:
                return f"{days(first, last)} is {words}"
        case core.Call("count", (counted,)):
            number = "no" if words == "0" else words
            return f"there {'is' if words == '1' else 'are'} {number} {noun(counted, because, singular=words == '1')}"
        case core.FieldOf(of, name) if because.context is not None and is_fact(value, because):
            row = operand(of, because.context)
            return f"the {title(row, name)} of {known_as(row)[1]} is {words}"
        case core.FieldOf(of) if (isinstance(of, core.Rows) or is_of_previous(of, value)) and words not in _OPEN:
            return f"{named_thing(measured, because)} is {words}"
        case core.FieldOf() | core.Variable() if isinstance(value, Node):
            if isinstance(value.value, Truth) and value.state is State.STATED:
                return f"stated as `{words}`"
            return f"found {words}" if words not in _OPEN else words
        case _:
            pass
    return f"{named_thing(measured, because)} is {words}" if because.context is not None else f"found {words}"


def _day_of(expression: Core, context: Context) -> date | None:
    value = operand(expression, context)
    held = value.value if isinstance(value, Node | Seen) else None
    return held.low if isinstance(held, Range) and held.exact and isinstance(held.low, date) else None


def _ended(because: Because) -> str:
    """A list none or all of whose items were found to be so."""
    over = because.left
    if not isinstance(over, Listing):
        return ""
    match because.clause:
        case core.Quantified(list=core.Rows(register, key)) if key is not None and because.context and not over.entries:
            row = naming_of(because.clause, because).registers[register]
            return f"{bound(operand(key, because.context))} is not among the {plural(row.name or register)}"
        case core.Quantified() as clause if not over.entries:
            return f"there are no {noun(clause.list, because)}{which(clause, because)}"
        case core.Quantified() as clause if because.truth is IMPOSSIBLE:
            nouns, count = noun(clause.list, because), len(over.entries)
            return f"of the {count} {nouns} none is so" if count > 1 else "the only one is not so"
    return "there is none" if because.truth is IMPOSSIBLE else "there is one"


def _hole(node: Node) -> str:
    match node.state:
        case State.BLANK:
            return "left blank"
        case State.PARTIAL:
            return f"{quoted(node.text)} leaves {_left_open(node)}"
        case State.UNSTATED:
            return f"{quoted(node.text)} cannot be used" if node.text else UNSAID
        case State.STATED | State.ABSENT:
            return ""
        case _:
            assert_never(node.state)


def _left_open(node: Node) -> str:
    match node.kind:
        case ListKind():
            return "the list open"
        case TruthKind():
            return "open whether it is there"
        case _:
            return "the day open"
