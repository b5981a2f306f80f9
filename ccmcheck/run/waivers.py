"""Departures that a competent body allowed: reads `waivers.yaml`, applies it to a report; hides how each is found.

A waived verdict stays what it is and carries its waiver. A waiver that has expired, or that nothing needs, is a finding
of its own, so that the file does not outlive its reasons.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase

from ccmcheck.base import resources
from ccmcheck.base.days import day
from ccmcheck.base.diagnostic import Diagnostic, complain, did_you_mean, where_no_blank_may_stand
from ccmcheck.base.quoting import listed, quoted
from ccmcheck.base.source import Source, Span
from ccmcheck.base.values import Choice, Range
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, State, child, items
from ccmcheck.document.read import read_document
from ccmcheck.document.schema import RecordKind, Vocabulary, from_schema
from ccmcheck.document.validation import in_order
from ccmcheck.judge.summary import of_rule
from ccmcheck.judge.verdicts import Report, Verdict, Waiver

SCHEMA = "waivers.schema.json"


@dataclass(frozen=True, slots=True)
class Allowance:
    """One entry of `waivers.yaml`: what it allows (rule, documents, subject), on what grounds, and where it stands."""

    rule: str
    documents: str
    subject: tuple[tuple[str, str], ...]
    waiver: Waiver
    span: Span = field(compare=False, repr=False)

    def is_about(self, path: str) -> bool:
        """Whether it speaks of a document, given by its path from the folder of the waivers."""
        return matches(self.documents, path)

    def covers(self, verdict: Verdict, path: str) -> bool:
        """Whether the departure of a verdict is the one that it allows."""
        return verdict.name == self.rule and self._names(verdict.things) and self.is_about(path)

    def _names(self, things: tuple[tuple[str, str], ...]) -> bool:
        """The thing itself must be named; the names around it may be, and then have to be right."""
        if not things or not self.subject:
            return not things and not self.subject
        return things[-1] in self.subject and set(self.subject) <= set(things)


def matches(pattern: str, path: str) -> bool:
    """Whether a path fits a pattern: `*` is any part of a name, `**` any folders."""
    parts = posixpath.normpath(path).split("/")
    reached = {0}
    for step in posixpath.normpath(pattern).split("/"):
        if step == "**":
            reached = set(range(min(reached, default=len(parts) + 1), len(parts) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(parts) and fnmatchcase(parts[at], step)}
    return len(parts) in reached


def vocabulary() -> Vocabulary:
    """What a file of waivers may contain."""
    return from_schema(SCHEMA, json.loads(resources.read("schemas", SCHEMA)))


# -- reading -------------------------------------------------------------------------------------------------------


def read(
    source: Source, names: Mapping[str, Names], rules: Collection[str], *, may_know_others: bool = False
) -> tuple[tuple[Allowance, ...], tuple[Diagnostic, ...]]:
    """The waivers of a file, and every complaint about it; a waiver with a fault counts for nothing.

    `rules` are the rules of the run as RULESET/RULE; with `may_know_others` a waiver may name a decision beyond them.
    """
    root, complaints = read_document(source, vocabulary(), names)
    if root is None:
        # A file whose last waiver was removed holds nothing but comments, and that is well.
        return (), tuple(where_no_blank_may_stand(each) for each in complaints if each.code != "file-empty")
    allowances: list[Allowance] = []
    problems = list(map(where_no_blank_may_stand, complaints))
    for entry in items(root) or ():
        if entry.state is not State.UNSTATED:
            problems += _faults(entry, rules, may_know_others)
        # A subject that cannot be read must not turn into a waiver of the whole.
        sound = not any(entry.start <= problem.span.start < entry.end for problem in problems)
        if sound and (allowance := _allowance(entry)) is not None:
            allowances.append(allowance)
    return tuple(allowances), in_order(problems)


def _faults(entry: Node, rules: Collection[str], may_know_others: bool) -> Iterator[Diagnostic]:
    """What the schema lets pass because a programme may leave it blank, and a waiver may not."""
    if entry.is_open:
        yield complain("waiver-incomplete", entry.span, needed="its rule, document, reason, authority and last day")
        return
    for needed, held in _parts(entry):
        if held.state in (State.BLANK, State.PARTIAL):
            yield complain("waiver-incomplete", held.span, needed=needed)
    documents = child(entry, "document")
    if posixpath.normpath(_word(documents)).startswith(("..", "/")):
        yield complain("waiver-outside", documents.span, found=quoted(documents.text))
    subject = child(entry, "subject")
    if subject.state is State.STATED and not subject.value:
        yield complain("waiver-incomplete", subject.span, needed="an `id`, a `topic` or a `state` under `subject`")
    rule = child(entry, "rule")
    ruleset = _word(rule).partition("/")[0]
    own = any(known.startswith(f"{ruleset}/") for known in rules)
    if rule.state is State.STATED and _word(rule) not in rules and (own or not may_know_others):
        yield complain("unknown-rule", rule.span, suggestion=did_you_mean(_word(rule), rules), name=_word(rule)[:80])


def _parts(entry: Node) -> Iterator[tuple[str, Node]]:
    authority, subject = child(entry, "authority"), child(entry, "subject")
    yield "its `rule`", child(entry, "rule")
    yield "its `document`", child(entry, "document")
    yield "its `reason`", child(entry, "reason")
    if authority.state is State.STATED:
        yield "the symbol of the document that allows it", child(authority, "document")
        yield "the paragraph that allows it", child(authority, "paragraph")
    else:
        yield "its `authority`", authority
    yield "a whole date as its last day", child(entry, "expires")
    if subject.state is State.STATED:
        yield from ((f"the `{name}` of its subject", child(subject, name)) for name in _names_of(subject))
    else:
        yield "its `subject` (or no such line)", subject


def _allowance(entry: Node) -> Allowance | None:
    """A waiver, unless a part is missing, about which the schema has complained."""
    authority, subject = child(entry, "authority"), child(entry, "subject")
    rule, reason, documents = (_word(child(entry, name)) for name in ("rule", "reason", "document"))
    symbol, paragraph = (_word(child(authority, name)) for name in ("document", "paragraph"))
    expires = child(entry, "expires").value
    last = expires.low if isinstance(expires, Range) else None
    if not (rule and reason and documents and symbol and paragraph and isinstance(last, date)):
        return None
    known_by = ((name, _word(child(subject, name))) for name in _names_of(subject))
    waiver = Waiver(" ".join(reason.split()), symbol, paragraph, last)
    return Allowance(rule, documents, tuple(pair for pair in known_by if pair[1]), waiver, child(entry, "rule").span)


def _names_of(subject: Node) -> Iterable[str]:
    """The fields by which a waiver may name the things it is about."""
    return subject.kind.fields if isinstance(subject.kind, RecordKind) else ()


def _word(node: Node) -> str:
    return node.value.word if isinstance(node.value, Choice) and node.value.exact else ""


# -- applying ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """What the waivers need to know of a run beyond its report.

    `paths` gives each document's path from the folder of the waivers; `whole` says that the run left out no document of
    a pattern that it met; `stands` says whether a file that fits a pattern stands there at all.
    """

    today: date
    paths: Mapping[str, str]
    whole: bool
    stands: Callable[[str], bool]

    def path(self, document: str) -> str:
        """The path by which the waivers know a document."""
        return self.paths.get(document, document)


def apply(report: Report, allowances: tuple[Allowance, ...], run: Run) -> Report:
    """The report with the departures that are allowed marked as such, and the waivers that expired or are unused."""
    if not report.documents and not report.unread:
        return report
    live = [allowance for allowance in allowances if run.today <= allowance.waiver.expires]
    verdicts = tuple(_marked(verdict, live, run) for verdict in report.verdicts)
    gate = [complaint for allowance in allowances if (complaint := _finding(allowance, report, run)) is not None]
    return replace(report, verdicts=verdicts, gate=(*report.gate, *gate))


def _marked(verdict: Verdict, live: list[Allowance], run: Run) -> Verdict:
    if verdict.outcome != "violated":
        return verdict
    path = run.path(verdict.document)
    allowed = next((allowance for allowance in live if allowance.covers(verdict, path)), None)
    return verdict if allowed is None else replace(verdict, waiver=allowed.waiver)


def _finding(allowance: Allowance, report: Report, run: Run) -> Diagnostic | None:
    """What is wrong with a waiver in this run: nothing where its documents were not all read."""
    met = {document.path for document in report.documents if allowance.is_about(run.path(document.path))}
    if not met and run.stands(allowance.documents):
        return None
    rule = quoted(allowance.rule)
    if allowance.waiver.expires < run.today:
        return complain("waiver-expired", allowance.span, rule=rule, day=day(allowance.waiver.expires))
    unread = any(allowance.is_about(run.path(path)) for path in report.unread)
    elsewhere = allowance.rule.partition("/")[0] not in {ruleset.name for ruleset in report.rulesets}
    partial = not run.whole and any(sign in allowance.documents for sign in "*?[")
    # What is still undecided may turn out to need its waiver.
    needed = [v for v in of_rule(report, allowance.rule) if v.outcome in ("violated", "undecided")]
    if unread or elsewhere or partial or any(allowance.covers(v, run.path(v.document)) for v in needed):
        return None
    if not met:
        return complain("waiver-without-document", allowance.span, rule=rule, documents=quoted(allowance.documents))
    return complain(
        "waiver-unused", allowance.span, rule=rule, what=_what(allowance), suggestion=_departures(needed, met)
    )


def _what(allowance: Allowance) -> str:
    return shown(allowance.subject) if allowance.subject else "the programme as a whole"


def shown(things: tuple[tuple[str, str], ...]) -> str:
    """A subject as one writes it under `subject`."""
    named = ", ".join(f"{name}: {word}" for name, word in things if name)
    return quoted(f"{{{named}}}")


def _departures(needed: list[Verdict], met: set[str]) -> str:
    """Where the rule is violated instead, which is what a wrong subject needs."""
    here = [v for v in needed if v.document in met and v.outcome == "violated"]
    subjects = dict.fromkeys(shown(v.things) if v.things else "the programme as a whole" for v in here)
    return f"It is violated by {listed(list(subjects)[:5])}." if subjects else ""
