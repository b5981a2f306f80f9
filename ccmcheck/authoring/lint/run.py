"""All the checks over one rules file, less what its author has declared to be meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccmcheck.authoring import proofs
from ccmcheck.authoring.lint.agreement import force, numbers
from ccmcheck.authoring.lint.always import always
from ccmcheck.authoring.lint.deadlines import deadlines
from ccmcheck.authoring.lint.direction import direction
from ccmcheck.authoring.lint.finding import CODES, NOT_EXCUSED, File, LintFinding, remark
from ccmcheck.authoring.lint.structure import no_rejecting_example, same_rule, shadows_field
from ccmcheck.authoring.requote.staleness import staleness
from ccmcheck.base.diagnostic import did_you_mean
from ccmcheck.base.quoting import listed
from ccmcheck.language.rulebook.load import Loaded, rulebook
from ccmcheck.language.syntax import tree

_CHECKS = (numbers, direction, deadlines, force, no_rejecting_example, shadows_field, always, same_rule)

_OF_THE_TEXT = ("number-not-in-words", "force-not-in-words")


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
    proof = _fresh_proof(loaded)
    findings = [each for check in _CHECKS for each in check(file)]
    findings += _follow(file, proof or {})
    findings = list({(each.rule, each.complaint.code, each.complaint.span): each for each in findings}.values())
    intents = {(rule.name, intent.code.text) for rule, statement in file.rules for intent in statement.intents}
    kept = [each for each in findings if (each.rule, each.complaint.code) not in intents]
    excused = len(findings) - len(kept)
    kept += [*_intents(file, findings, proved=proof is not None), *_stale(loaded)]
    ordered = sorted(kept, key=lambda each: each.complaint.span.start)
    return Linted(tuple(ordered), excused, len(file.ruleset.tried), file.ruleset.not_checked)


def _fresh_proof(loaded: Loaded) -> Mapping[str, Any] | None:
    """What was proved of the rules as they are now (`ccmcheck prove`); None where nothing was."""
    book, _ = rulebook((loaded,))
    if book is None or loaded.ruleset is None:
        return None
    return proofs.read(proofs.beside(loaded.folder, loaded.ruleset), proofs.digest(book, loaded.ruleset))


def _follow(file: File, proof: Mapping[str, Any]) -> Iterator[LintFinding]:
    """The rules that can only be broken together with others."""
    others = {each["rule"]: each["follows_from"] for each in proof.get("rules", ()) if each.get("follows_from")}
    for rule, statement in file.rules:
        if rule.name in others:
            names = listed([f"`{name}`" for name in others[rule.name]], "and")
            yield remark("follows-from", rule.name, statement.name.span, name=rule.name, others=names)


def _stale(loaded: Loaded) -> Iterator[LintFinding]:
    """The statements whose paragraph has changed; where a quotation no longer stands, loading has said so already."""
    stale = staleness(loaded)
    for change in stale.changes if stale is not None else ():
        if change.stands:
            label = change.paragraph.text
            yield remark("stale-rule", change.name, change.paragraph.span, name=change.name, label=label)


def _intents(file: File, findings: list[LintFinding], *, proved: bool) -> Iterator[LintFinding]:
    """The declarations that name no check, or excuse nothing.

    What follows from what is known once it is proved, and what a text says once it is read.
    """
    needed = {(each.rule, each.complaint.code) for each in findings}
    known = [code for code in CODES if code not in NOT_EXCUSED]
    for rule, statement in file.rules:
        for intent in statement.intents:
            known_here = {"follows-from": proved, **dict.fromkeys(_OF_THE_TEXT, file.decision is not None)}
            if known_here.get(intent.code.text, True):
                yield from _intent(rule.name, intent, needed, known)


def _intent(rule: str, intent: tree.Intent, needed: set[tuple[str, str]], known: list[str]) -> Iterator[LintFinding]:
    code = intent.code.text
    if code not in known:
        all_known = ", ".join(f"`{each}`" for each in known)
        suggestion = did_you_mean(code, known)
        yield remark("intent-unknown", rule, intent.code.span, suggestion=suggestion, written=code, known=all_known)
    elif (rule, code) not in needed:
        yield remark("intent-unneeded", rule, intent.code.span, written=code, name=rule)
