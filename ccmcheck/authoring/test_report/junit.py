"""What the examples of rules have shown, as JUnit reads it: a suite per ruleset, a case per example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ccmcheck.authoring.examples import Examination
from ccmcheck.authoring.mutants import Mutant, Tried
from ccmcheck.authoring.test_report.model import Tested
from ccmcheck.authoring.test_report.text import told
from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Span
from ccmcheck.report.parts.diagnostic import complaint
from ccmcheck.report.parts.excerpt import printable


class _Case(NamedTuple):
    """One case: `sort` is `failure` or `error` where it is not well."""

    classname: str
    name: str
    span: Span
    sort: str = ""
    message: str = ""
    details: str = ""


def to_junit(tested: Tested) -> str:
    """The run as JUnit XML that ends in a line break."""
    root = Element("testsuites", name="ccmcheck test")
    if tested.unread:
        _suite(root, "rules files", [_problem(problem.span.source.name, problem) for problem in tested.unread])
    for at, examination in enumerate(tested.examinations):
        tried = None if tested.tried is None else tested.tried[at]
        _suite(root, examination.name, list(_cases(examination, tried)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, name: str, cases: list[_Case]) -> None:
    failures, errors = (str(sum(case.sort == sort for case in cases)) for sort in ("failure", "error"))
    suite = SubElement(root, "testsuite", name=name, tests=str(len(cases)), failures=failures, errors=errors)
    for case in cases:
        line = str(case.span.position.line)
        at = {"file": printable(case.span.source.name), "line": line}
        element = SubElement(
            suite, "testcase", {"classname": printable(case.classname), "name": printable(case.name), **at}
        )
        if case.sort:
            fault = SubElement(element, case.sort, message=printable(case.message))
            fault.text = "\n".join(map(printable, case.details.split("\n")))


def _cases(examination: Examination, tried: Tried | None) -> Iterator[_Case]:
    yield from (_problem(examination.name, problem) for problem in examination.faults)
    whole = examination.loaded.parsed.source.beginning
    for name in examination.not_checked:
        message = "the rule has a mistake, and its examples were not run"
        yield _Case(f"{examination.name}/{name}", "not checked", whole, "error", message)
    for rule in examination.ruleset.rules if examination.ruleset else ():
        if not examination.of(rule.name):
            yield _Case(f"{examination.name}/{rule.name}", "has an example", rule.span, "failure", "no example")
    for trial in examination.trials:
        name, span = f"{examination.name}/{trial.rule}", trial.example.span
        if trial.problems:
            problem = trial.problems[0]
            yield _Case(name, trial.title, span, "error", problem.message, "\n\n".join(map(complaint, trial.problems)))
        elif trial.came is None:
            yield _Case(name, trial.title, span, "error", told(trial))
        elif trial.passed:
            yield _Case(name, trial.title, span)
        else:
            yield _Case(name, trial.title, span, "failure", told(trial), trial.why)
    if tried is not None:
        yield from _changes(examination, tried)


def _problem(classname: str, problem: Diagnostic) -> _Case:
    return _Case(
        classname, "the rules file is without fault", problem.span, "error", problem.message, complaint(problem)
    )


def _changes(examination: Examination, tried: Tried) -> Iterator[_Case]:
    """One case per rule: its examples notice every changed word that was not declared."""
    for problem in tried.problems:
        yield _problem(examination.name, problem)
    ruleset = examination.ruleset
    for rule in ruleset.rules if ruleset and examination.base else ():
        missed = [mutant for mutant in tried.unnoticed if mutant.rule == rule.name]
        sort, message = ("failure", f"{len(missed)} unnoticed") if missed else ("", "")
        name = "every changed word is noticed"
        yield _Case(f"{examination.name}/{rule.name}", name, rule.span, sort, message, _lines(missed))


def _lines(missed: Iterable[Mutant]) -> str:
    return "\n".join(f"{m.span.source.name}:{m.span.position.line}:{m.span.position.column}: {m.line}" for m in missed)
