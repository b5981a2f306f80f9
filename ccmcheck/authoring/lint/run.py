"""All the checks over one rules file, less what its author has declared to be meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ccmcheck.authoring.lint.agreement import force, numbers
from ccmcheck.authoring.lint.always import always
from ccmcheck.authoring.lint.deadlines import deadlines
from ccmcheck.authoring.lint.direction import direction
from ccmcheck.authoring.lint.finding import CODES, NOT_EXCUSED, File, LintFinding, remark
from ccmcheck.authoring.lint.structure import no_rejecting_example, same_rule, shadows_field
from ccmcheck.authoring.requote.staleness import staleness
from ccmcheck.base.diagnostic import did_you_mean
from ccmcheck.language.rulebook.load import Loaded
from ccmcheck.language.syntax import tree

_CHECKS = (numbers, direction, deadlines, force, no_rejecting_example, shadows_field, always, same_rule)


@dataclass(frozen=True, slots=True)
class Linted:
    """What the checks say of a rules file, in the order of its text; `not_checked` are its rules with mistakes."""

    remarks: tuple[LintFinding, ...]
    declared: int
    rules: int
    not_checked: tuple[str, ...]


def remarks(loaded: Loaded) -> Linted:
    """What the checks say of the healthy rules of a file."""
    file = File.of(loaded)
    if file is None:
        return Linted((), 0, 0, ())
    findings = [each for check in _CHECKS for each in check(file)]
    intents = {(rule.name, intent.code.text) for rule, statement in file.rules for intent in statement.intents}
    kept = [each for each in findings if (each.rule, each.complaint.code) not in intents]
    excused = len(findings) - len(kept)
    kept += [*_intents(file, findings), *_stale(loaded)]
    ordered = sorted(kept, key=lambda each: each.complaint.span.start)
    return Linted(tuple(ordered), excused, len(file.ruleset.rules), file.ruleset.not_checked)


def _stale(loaded: Loaded) -> Iterator[LintFinding]:
    """The statements whose paragraph has changed; where a quotation no longer stands, loading has said so already."""
    stale = staleness(loaded)
    for change in stale.changes if stale is not None else ():
        if change.stands:
            label = change.paragraph.text
            yield remark("stale-rule", change.name, change.paragraph.span, name=change.name, label=label)


def _intents(file: File, findings: list[LintFinding]) -> Iterator[LintFinding]:
    """The declarations that name no check, or excuse nothing."""
    needed = {(each.rule, each.complaint.code) for each in findings}
    known = [code for code in CODES if code not in NOT_EXCUSED]
    for rule, statement in file.rules:
        for intent in statement.intents:
            yield from _intent(rule.name, intent, needed, known)


def _intent(rule: str, intent: tree.Intent, needed: set[tuple[str, str]], known: list[str]) -> Iterator[LintFinding]:
    code = intent.code.text
    if code not in known:
        listed = ", ".join(f"`{each}`" for each in known)
        suggestion = did_you_mean(code, known)
        yield remark("intent-unknown", rule, intent.code.span, suggestion=suggestion, written=code, known=listed)
    elif (rule, code) not in needed:
        yield remark("intent-unneeded", rule, intent.code.span, written=code, name=rule)
