"""Findings as a person reads them: verdicts with words and places, and the blanks that they leave open.

Hides the evaluator and its reasons from whoever reads a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.frozen import frozen, remembering
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Span
from ccmcheck.document.blanks import is_blank
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, State, walk
from ccmcheck.document.programme import Programme
from ccmcheck.document.schema import DateKind, ListKind, NameKind, RecordKind, WordKind
from ccmcheck.judge.english import findings
from ccmcheck.judge.english.findings import FoundPhrase
from ccmcheck.judge.english.nouns import Naming
from ccmcheck.judge.english.passed import PassingOver
from ccmcheck.judge.english.values import Ways, filled, in_passage, known_as, title_at
from ccmcheck.judge.evaluate import Context, operand
from ccmcheck.judge.evaluate.assessments import Assessments, assessments
from ccmcheck.judge.evaluate.assessments import problems as assessment_problems
from ccmcheck.judge.evaluate.rule import Finding, judge
from ccmcheck.judge.verdicts import Blank, Detail, Place, Verdict
from ccmcheck.language.rulebook import Rule, Rulebook, Ruleset


@frozen
class Described:
    """What the evaluator has to say of a programme."""

    verdicts: tuple[Verdict, ...]
    blanks: tuple[Blank, ...]
    problems: tuple[Diagnostic, ...]
    plain: tuple[int, ...]
    """The numbers of the verdicts that need no words."""


# The number of the verdict that says as much as the findings of a rule; None where they have to be put into words.
Plainly: TypeAlias = Callable[[Ruleset, Sequence[Finding]], "int | None"]


@remembering
class Describer:
    """A rulebook made ready to describe many programmes; `questions` are the names of its judgements."""

    rulebook: Rulebook
    questions: frozenset[str]
    previous: Node | None = None
    """The programme before, where it is at hand."""

    @classmethod
    def of(cls, rulebook: Rulebook, previous: Node | None = None) -> Describer:
        """The describer of a rulebook."""
        asked = (
            f"{ruleset.name}/{rule.name}"
            for ruleset in rulebook.rulesets
            for rule in ruleset.rules
            if rule.force == "judgement"
        )
        return cls(rulebook, frozenset(asked), previous)

    def describe(
        self, programme: Programme, rules: Iterable[tuple[Ruleset, Rule]], plainly: Plainly | None
    ) -> Described:
        """What these rules say of a programme that has a root; without `plainly` every finding is put into words."""
        root = programme.root
        assert root is not None
        answers = assessments(root)
        judged: list[tuple[Ruleset, Finding]] = []
        plain: list[int] = []
        for ruleset, rule in rules:
            findings = self._judged(ruleset, rule, root, answers)
            number = None if plainly is None else plainly(ruleset, findings)
            if number is not None:
                plain.append(number)
            else:
                told = findings if plainly is None else _pressing(findings)
                judged += ((ruleset, finding) for finding in told)
        places = _Places(root)
        return Described(
            tuple(_verdict(ruleset, finding, self.rulebook, places) for ruleset, finding in judged),
            tuple(_blanks(programme, self._rules_of(programme, judged, answers), places)),
            assessment_problems(answers, self.questions),
            tuple(plain),
        )

    def passed_over(self, root: Node, verdicts: Iterable[Verdict]) -> tuple[str, ...]:
        """Of the rules that say nothing of a document how many there are, and of what they speak."""
        spoke: dict[str, bool] = {}
        for verdict in verdicts:
            spoke[verdict.name] = spoke.get(verdict.name, False) or verdict.outcome != "not-applicable"
        silent = {name: rule for name, rule in self._rules.items() if spoke.get(name) is False}
        return self._passing_over.reasons(silent, self._context(root))

    @cached_property
    def _passing_over(self) -> PassingOver:
        return PassingOver(Naming.of(self.rulebook))

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {f"{ruleset.name}/{rule.name}": rule for ruleset in self.rulebook.rulesets for rule in ruleset.rules}

    def _context(self, root: Node) -> Context:
        return Context(root, self.rulebook.registers, {}, self.previous)

    def _judged(
        self, ruleset: Ruleset, rule: Rule, root: Node, answers: Assessments, *, thorough: bool = False
    ) -> tuple[Finding, ...]:
        answer = answers.answer(f"{ruleset.name}/{rule.name}", rule.span) if rule.force == "judgement" else None
        return judge(rule, self._context(root), answer, thorough=thorough)

    def _rules_of(
        self, programme: Programme, judged: Sequence[tuple[Ruleset, Finding]], answers: Assessments
    ) -> Mapping[str, Sequence[str]]:
        """The rules that wait for a blank, by its pointer; one that no reason names may still count for a rule."""
        root, names = programme.root, {blank.pointer: _field(blank) for blank in programme.blanks}
        if root is None or not names:
            return {}
        rules_of = _by_blank(judged)
        unnamed = names.keys() - rules_of.keys()
        asked = {
            f"{ruleset.name}/{finding.rule.name}": (ruleset, finding.rule)
            for ruleset, finding in judged
            if finding.outcome == "undecided" and any(names[blank] in finding.rule.fields for blank in unnamed)
        }
        further = (
            (ruleset, finding)
            for ruleset, rule in asked.values()
            for finding in self._judged(ruleset, rule, root, answers, thorough=True)
        )
        return {**_by_blank(further), **rules_of}


def _pressing(findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings of a rule that fail or are open; all of them where none is."""
    return [finding for finding in findings if finding.outcome in ("violated", "undecided")] or findings


# -- in words ------------------------------------------------------------------------------------------------------


class _Places:
    """The places of a document, each worked out once: many verdicts rest on the same."""

    def __init__(self, root: Node) -> None:
        self.ways = Ways(root)
        self._root = root
        self._known: dict[tuple[str, int, int, str], Place] = {}
        self._sections: dict[str, str] = {}

    def of(self, node: Node) -> Place:
        """The place of a node."""
        key = node.pointer, node.start, node.end, node.source.name
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._place(node)
        return known

    def _place(self, node: Node) -> Place:
        """Where a node stands, for a reader; of a list or a record over several lines it is the name before it."""
        source, start, end, section = node.source, node.start, node.end, self._section(node.pointer)
        if source.passages:
            return _in_text(_span_in_text(node, self._root), node.pointer, section)
        if node.value is None or isinstance(node.value, tuple | Mapping):
            key = _name_before(source.text, start)
            if key is not None and source.position(end).line > source.position(key[0]).line:
                start, end = key
        (line, column), (end_line, end_column) = source.position(start), source.position(end)
        label = self.ways.label(node.pointer)
        return Place(source.name, line, column, end_line, end_column, node.pointer, label, section)

    def _section(self, pointer: str) -> str:
        """What the schema calls the field of the document that a place lies in."""
        field = pointer.split("/", 2)[1] if pointer else ""
        if field not in self._sections:
            self._sections[field] = title_at(self._root, f"/{field}") if pointer else ""
        return self._sections[field]


def _verdict(ruleset: Ruleset, finding: Finding, rulebook: Rulebook, places: _Places) -> Verdict:
    rule = finding.rule
    departs = finding.outcome in ("violated", "undecided")
    phrases = findings.phrases(finding) if departs else ()
    document = finding.context.document
    outside = tuple([known_as(thing) for thing in finding.outside])
    return Verdict(
        ruleset=ruleset.name,
        rule=rule.name,
        short=ruleset.short,
        document=document.source.name,
        outcome=finding.outcome,
        force=rule.force,
        citations=rule.citations,
        needed=findings.needed(finding) if departs else "",
        found=findings.found(phrases),
        details=tuple(Detail(p.found, None if p.node is None else places.of(p.node)) for p in phrases),
        note=_note(finding, rulebook),
        help=_advice(finding, rulebook) if departs else "",
        question=filled(rule.question, finding.context),
        subject=finding.subject,
        places=_places(finding, phrases, places),
        exemption=finding.exemption,
        about=places.ways.names(finding.subject) + tuple([name for _, name in outside]),
        things=places.ways.identity(finding.subject) + outside,
    )


def _note(finding: Finding, rulebook: Rulebook) -> str:
    """What only the rule's author could say; of a name or a value that nobody knows, nothing can be said but that."""
    if finding.outcome != "violated" or any(not known.standing(name) for name, known in _strangers(finding, rulebook)):
        return ""
    values = [operand(part, finding.context) for part in finding.rule.otherwise if not isinstance(part, str)]
    if any(isinstance(value, Node) and value.is_open for value in values):
        return ""
    return filled(finding.rule.otherwise, finding.context)


def _advice(finding: Finding, rulebook: Rulebook) -> str:
    """What is known of a name that its register does not hold, or the nearest that it holds as a suggestion only."""
    for name, known in _strangers(finding, rulebook):
        if standing := known.standing(name):
            return f"{quoted(name).strip('`')} {standing}."
        suggestion = known.suggest(name)
        unknown = f"{quoted(name)} is no name that the register knows"
        return f"{unknown}; {suggestion}" if suggestion else f"{unknown}."
    return ""


def _strangers(finding: Finding, rulebook: Rulebook) -> Iterator[tuple[str, Names]]:
    """The names among the reasons that their register does not hold, each with the names of that register."""
    for node in finding.reads:
        if isinstance(node.kind, NameKind) and node.state is State.STATED:
            known = rulebook.names.get(node.kind.register)
            if known is not None and known.canonical(node.text) is None:
                yield node.text, known


def _places(finding: Finding, phrases: Sequence[FoundPhrase], places: _Places) -> tuple[Place, ...]:
    """Where a finding rests: what its words speak of first, then everything else that it was read from."""
    document = finding.context.document
    named = [phrase.node for phrase in phrases if phrase.node is not None]
    reads = [node for node in finding.reads if node.source is document.source]
    if document.source.passages:
        named = [*_last_value(named, reads), *named]
    unique = {node.pointer: node for node in (*named, *(reads if named else reads[:1]))} or {"": document}
    return tuple(places.of(node) for node in unique.values())


def _last_value(named: Sequence[Node], reads: Sequence[Node]) -> Iterable[Node]:
    """Of a list of records, spread over the text of a draft, the value that was read last and names nothing."""
    if named and isinstance(named[0].value, tuple):
        inside = [node for node in reads if node.pointer.startswith(f"{named[0].pointer}/")]
        item = named[0].kind.item if isinstance(named[0].kind, ListKind) else None
        known_by = item.known_by if isinstance(item, RecordKind) else ""
        values = [node for node in inside if not isinstance(node.kind, WordKind) and _step(node) != known_by]
        return [node for node in values if not _step(node).isdigit()][-1:]
    return ()


def _step(node: Node) -> str:
    return node.pointer.rpartition("/")[2]


_KEY = re.compile(r"""["']?([\w-]+)["']?[ \t]*:[ \t]*(#.*)?$""")
_KEY_WITHIN = 300


def place(node: Node, root: Node) -> Place:
    """Where one node stands."""
    return _Places(root).of(node)


_MARK = re.compile(r"\A\S{1,6}[.)]\s+")
_SUB = re.compile(r"\([^()]*\)\Z")


def _span_in_text(node: Node, root: Node) -> Span:
    """Where a node stands in a draft: a list in the paragraph that introduces it, and nowhere what nothing says."""
    source = node.source
    if node.state is State.UNSTATED and (node.start, node.end) == (root.start, root.end):
        return source.span(root.start, root.start)
    if isinstance(node.value, tuple) and node.pointer.count("/") == 1:
        parent = _SUB.sub("", source.passage(node.start))
        starts = [start for start, name in source.passages if start <= node.start and name == parent]
        if parent != source.passage(node.start) and starts:
            line = source.text[starts[-1] :].split("\n", 1)[0].rstrip()
            words = _MARK.sub("", line) or line
            return source.span(starts[-1] + len(line) - len(words), starts[-1] + len(line))
    return source.span(node.start, node.end)


def _name_before(text: str, start: int) -> tuple[int, int] | None:
    """Where the name before a value lies: at the end of the last line that says anything."""
    near = max(0, start - _KEY_WITHIN)
    before = text[near:start].rstrip()
    key = _KEY.search(before, before.rfind("\n") + 1)
    return None if key is None else (near + key.start(1), near + key.end(1))


def _in_text(span: Span, pointer: str, section: str) -> Place:
    """A place in a draft: the paragraph with the words themselves."""
    (line, column), (end_line, end_column) = span.position, span.end_position
    words = in_passage(span) if span.end > span.start else "the draft as a whole"
    return Place(span.source.name, line, column, end_line, end_column, pointer, words, section)


def _by_blank(findings: Iterable[tuple[Ruleset, Finding]]) -> dict[str, tuple[str, ...]]:
    """The undecided rules by the pointers of the blanks among their reasons."""
    rules_of: dict[str, dict[str, None]] = {}
    for ruleset, finding in findings:
        if finding.outcome == "undecided":
            for node in finding.open_reads:
                rules_of.setdefault(node.pointer, {})[f"{ruleset.name}/{finding.rule.name}"] = None
    return {pointer: tuple(rules) for pointer, rules in rules_of.items()}


def _field(blank: Node) -> str:
    """The name of the field that a blank stands in, be it an item of a list there."""
    return next((step for step in reversed(blank.pointer.split("/")) if not step.isdigit()), "")


def _blanks(programme: Programme, rules_of: Mapping[str, Sequence[str]], places: _Places) -> Iterable[Blank]:
    assert programme.root is not None
    blanks = programme.blanks
    if not blanks:
        return
    unfilled = _unfilled_sections(programme.root)
    for node in blanks:
        whole = node.pointer.startswith("/") and node.pointer.split("/", 2)[1] in unfilled
        yield Blank(places.of(node), node.text, tuple(rules_of.get(node.pointer, ())), whole, _is_worded(node))


def _is_worded(node: Node) -> bool:
    """Whether words of a draft stand in place of a value, since they were not understood."""
    is_half_a_date = node.state is State.PARTIAL and isinstance(node.kind, DateKind)
    says = any(map(str.isalpha, node.text)) and not is_blank(node.text)
    return bool(node.source.passages) and says and not is_half_a_date


def _unfilled_sections(root: Node) -> frozenset[str]:
    """The lists and records of a document in which nothing at all is filled in."""
    sections = root.value.items() if isinstance(root.value, Mapping) else ()
    return frozenset(name for name, section in sections if _holds(section) and not any(map(_is_filled, walk(section))))


def _is_filled(node: Node) -> bool:
    return node.state is State.STATED and not _holds(node)


def _holds(node: Node) -> bool:
    return isinstance(node.value, tuple | Mapping)
