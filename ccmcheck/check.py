"""Rulebook × programme → report: which decisions bind it, a verdict for each rule and thing, its blanks, what it all comes to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ccmcheck import phrases
from ccmcheck.assessments import Assessments, assessments
from ccmcheck.assessments import problems as assessment_problems
from ccmcheck.diagnostic import Diagnostic
from ccmcheck.document.nodes import Node, State, child, items
from ccmcheck.document.words import quoted
from ccmcheck.evaluate import Context, RegisterRows
from ccmcheck.frozen import frozen
from ccmcheck.judging import Finding, Outcome, judge
from ccmcheck.phrases import Phrase
from ccmcheck.plain import Plainly, compiled
from ccmcheck.programme import Programme
from ccmcheck.rulebook import Period, Register, Rule, Rulebook, Ruleset
from ccmcheck.source import Span
from ccmcheck.values import ANYTHING, IMPOSSIBLE, Choice, Range
from ccmcheck.verdicts import Blank, Detail, Document, Place, Report, Verdict
from ccmcheck.vocabulary import NameKind, RecordKind
from ccmcheck.wording import filled, identity, in_passage, label, names


def check(
    inputs: Iterable[Programme | Diagnostic],
    rulebook: Rulebook,
    *,
    whatever_period: bool = False,
    final: bool = False,
    problems: Sequence[Diagnostic] = (),
    notices: Sequence[str] = (),
    detailed: bool = True,
) -> Report:
    """The report on programmes under the rules in force on their day, or under all rules with `whatever_period`.

    An input that could not be read is passed on as its complaint, in its place among the others. A report that is
    not detailed says of a rule that is satisfied no more than that: not of which things, nor where they stand.
    """
    ready = prepare(rulebook, whatever_period=whatever_period, detailed=detailed)
    parts = [examine(one, ready) for one in inputs]
    return Report(
        rulebook.rulesets,
        tuple(part.document for part in parts if part.document is not None),
        tuple(verdict for part in parts for verdict in part.verdicts),
        tuple(blank for part in parts for blank in part.blanks),
        (*problems, *(problem for part in parts for problem in part.problems)),
        tuple(notices),
        final,
        registers=tuple(rulebook.registers.values()),
        unread=tuple(part.unread for part in parts if part.unread),
        remarks=tuple(remark for part in parts for remark in part.remarks),
    )


@dataclass(frozen=True)
class Prepared:
    """A rulebook made ready to judge many programmes: registers indexed, the quick way compiled (None: not to be taken)."""

    rulebook: Rulebook
    registers: Mapping[str, RegisterRows]
    plainly: Mapping[int, Plainly] | None
    questions: frozenset[str]
    whatever_period: bool


def prepare(rulebook: Rulebook, *, whatever_period: bool = False, detailed: bool = True) -> Prepared:
    """The rulebook, ready."""
    registers = {name: rows_of(register) for name, register in rulebook.registers.items()}
    rules = [(ruleset, rule) for ruleset in rulebook.rulesets for rule in ruleset.rules]
    plainly = None if detailed else {id(rule): compiled(rule, registers) for _, rule in rules}
    questions = frozenset(f"{ruleset.name}/{rule.name}" for ruleset, rule in rules if rule.force == "judgement")
    return Prepared(rulebook, registers, plainly, questions, whatever_period)


@frozen
class Part:
    """What a run found about one input; `unread` is its name where it could not be judged at all."""

    document: Document | None
    verdicts: tuple[Verdict, ...]
    blanks: tuple[Blank, ...]
    problems: tuple[Diagnostic, ...]
    unread: str = ""
    remarks: tuple[Diagnostic, ...] = ()


def examine(one: Programme | Diagnostic, ready: Prepared) -> Part:
    """Judges one programme; of an input that could not be read only its complaint is left."""
    if isinstance(one, Diagnostic):
        return Part(None, (), (), (one,), one.span.source.name)
    if one.root is None:
        return Part(Document(one.source, ()), (), (), one.problems, one.source.name, one.remarks)
    root = one.root
    applied = [r for r in ready.rulebook.rulesets if ready.whatever_period or applies(r.period, root)]
    answers = assessments(root)
    verdicts: list[Verdict] = []
    findings: list[tuple[Ruleset, Finding]] = []
    for ruleset in applied:
        for rule in ruleset.rules:
            outcome = ready.plainly[id(rule)](root) if ready.plainly is not None else None
            if outcome is not None:
                verdicts.append(_brief(ruleset, rule, one, outcome))
                continue
            judged = [(ruleset, finding) for finding in _judged(ruleset, rule, root, ready, answers)]
            verdicts.extend(_verdict(ruleset, finding, ready.rulebook) for _, finding in judged)
            findings += judged
    kept = root if ready.plainly is None else None  # a thousand programmes are not kept for a report of their faults
    document = Document(one.source, tuple(ruleset.name for ruleset in applied), kept)
    problems = (*one.problems, *assessment_problems(answers, ready.questions))
    return Part(document, tuple(verdicts), tuple(_blanks(one, findings)), problems, remarks=one.remarks)


def applies(period: Period, root: Node) -> bool:
    """Whether a decision may be in force on the day of a programme; a day that is not known leaves every decision in."""
    dated = isinstance(root.kind, RecordKind) and "decided_on" in root.kind.fields
    decided = child(root, "decided_on").value if dated else None
    return period.holds_on(decided if isinstance(decided, Range) else ANYTHING) is not IMPOSSIBLE


def rows_of(register: Register) -> RegisterRows:
    """The rows of a register, each to be found by its key."""
    rows = items(register.rows) or ()
    by_key: dict[str, int] = {}
    for at, row in enumerate(rows):
        name = child(row, register.key).value
        if isinstance(name, Choice) and name.exact:
            by_key.setdefault(name.word, at)
    return RegisterRows(rows, register.key, by_key)


def _judged(
    ruleset: Ruleset, rule: Rule, root: Node, ready: Prepared, answers: Assessments
) -> tuple[Finding, ...]:
    answer = answers.answer(f"{ruleset.name}/{rule.name}", rule.span) if rule.force == "judgement" else None
    return judge(rule, Context(root, ready.registers, {}), answer)


def _brief(ruleset: Ruleset, rule: Rule, programme: Programme, outcome: Outcome) -> Verdict:
    """The verdict on a rule that is plainly satisfied or passes over the programme, without things and places."""
    return Verdict(
        ruleset.name, rule.name, ruleset.short, programme.source.name, outcome, rule.force, rule.citations,
        needed="", found="", details=(), note="", help="", question="", subject="", places=(), exemption=None,
    )  # fmt: skip


# -- findings as a person reads them -------------------------------------------------------------------------------


def _verdict(ruleset: Ruleset, finding: Finding, rulebook: Rulebook) -> Verdict:
    rule = finding.rule
    told = finding.outcome in ("violated", "undecided")
    said = phrases.phrases(finding) if told else ()
    document = finding.context.document
    return Verdict(
        ruleset=ruleset.name,
        rule=rule.name,
        short=ruleset.short,
        document=document.source.name,
        outcome=finding.outcome,
        force=rule.force,
        citations=rule.citations,
        needed=phrases.needed(finding) if told else "",
        found=phrases.found(said),
        details=tuple(Detail(p.found, None if p.node is None else place(p.node, document)) for p in said),
        note=filled(rule.otherwise, finding.context) if finding.outcome == "violated" else "",
        help=_advice(finding, rulebook) if told else "",
        question=filled(rule.question, finding.context),
        subject=finding.subject,
        places=_places(finding, said),
        exemption=finding.exemption,
        about=names(finding.context.document, finding.subject),
        things=identity(finding.context.document, finding.subject),
    )


def _advice(finding: Finding, rulebook: Rulebook) -> str:
    """A name that its register does not know is judged like any other; the nearest known one is only suggested."""
    for node in finding.reads:
        if isinstance(node.kind, NameKind) and node.state is State.STATED:
            names = rulebook.names.get(node.kind.register)
            if names is not None and names.canonical(node.text) is None:
                return names.suggest(node.text) or f"{quoted(node.text)} is not a name of the register."
    return ""


def _places(finding: Finding, said: Sequence[Phrase]) -> tuple[Place, ...]:
    """Where a finding rests: what its words speak of first, then everything else that it was read from."""
    document = finding.context.document
    told = [phrase.node for phrase in said if phrase.node is not None]
    reads = [node for node in finding.reads if node.source is document.source]
    if document.source.passages:
        told = [*_telling(told, reads), *told]
    unique = {node.pointer: node for node in (*told, *(reads if told else reads[:1]))} or {"": document}
    return tuple(place(node, document) for node in unique.values())


def _telling(told: Sequence[Node], reads: Sequence[Node]) -> Iterable[Node]:
    """Of a list that is spread over the text of a draft, the value in it that was read last and names nothing."""
    if told and isinstance(told[0].value, tuple):
        inside = [node for node in reads if node.pointer.startswith(f"{told[0].pointer}/")]
        values = [node for node in inside if node.pointer.rpartition("/")[2] not in ("id", "kind", "topic")]
        return values[-1:]
    return ()


_KEY = re.compile(r"""["']?([\w-]+)["']?[ \t]*:[ \t]*(#[^\n]*)?\s*$""")
_KEY_WITHIN = 300


def place(node: Node, root: Node) -> Place:
    """Where a node stands, for a reader; of a list or a record over several lines it is the name before it."""
    source, start, end = node.source, node.start, node.end
    if source.passages:
        return _in_text(source.span(start, end), node.pointer)
    if node.value is None or isinstance(node.value, tuple | Mapping):
        key = _KEY.search(source.text, max(0, start - _KEY_WITHIN), start)
        if key is not None and source.position(end).line > source.position(key.start(1)).line:
            start, end = key.span(1)
    (line, column), (end_line, end_column) = source.position(start), source.position(end)
    return Place(source.name, line, column, end_line, end_column, node.pointer, label(root, node.pointer))


def _in_text(span: Span, pointer: str) -> Place:
    """A place in a draft: the paragraph with the words themselves."""
    (line, column), (end_line, end_column) = span.position, span.end_position
    return Place(span.source.name, line, column, end_line, end_column, pointer, in_passage(span))


def _blanks(programme: Programme, findings: Sequence[tuple[Ruleset, Finding]]) -> Iterable[Blank]:
    assert programme.root is not None
    open_: dict[str, dict[str, None]] = {}
    for ruleset, finding in findings:
        if finding.outcome == "undecided":
            for because in finding.reasons:
                for node in because.open_reads:
                    open_.setdefault(node.pointer, {})[f"{ruleset.name}/{finding.rule.name}"] = None
    for node in programme.blanks:
        yield Blank(place(node, programme.root), node.text, tuple(open_.get(node.pointer, ())))
