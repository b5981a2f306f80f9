"""What makes a check a gate, once the verdicts are there: waivers, baseline, required rules; hides their files."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ccmcheck.base.source import Source
from ccmcheck.cli.destinations import same
from ccmcheck.cli.plan import Plan
from ccmcheck.run import files

if TYPE_CHECKING:
    from ccmcheck.judge.verdicts import Report
    from ccmcheck.run.baseline import Baseline


def asked_of(plan: Plan) -> bool:
    """Whether a run is measured by more than its verdicts."""
    return bool(plan.settings.require_applied or plan.settings.waivers or plan.settings.baseline)


def gated(report: Report, plan: Plan) -> Report:
    """The report with waivers, baseline and required rules applied, and with the complaints about them."""
    report = replace(report, problems=(*plan.problems, *report.problems), notices=(*report.notices, *plan.notices))
    for step in (_required, _waived, _measured):
        report = step(report, plan)
    return replace(report, problems=tuple(map(plan.placed, report.problems)))


def _rules(report: Report) -> list[str]:
    """The rules of a run, those with a mistake in them too."""
    return [
        f"{ruleset.name}/{rule}"
        for ruleset in report.rulesets
        for rule in (*(r.name for r in ruleset.rules), *ruleset.not_checked)
    ]


def _required(report: Report, plan: Plan) -> Report:
    rules = _rules(report)
    if not plan.settings.require_applied or not rules:
        return report
    from ccmcheck.base.diagnostic import complain, did_you_mean
    from ccmcheck.base.quoting import quoted
    from ccmcheck.judge.summary import rules_that_spoke

    known = {**{rule.partition("/")[2]: rule for rule in rules}, **{rule: rule for rule in rules}}
    where = Source(next((document.path for document in report.documents), "--require-applied"), "").beginning
    spoke = rules_that_spoke(report)
    unknown = [name for name in plan.settings.require_applied if name not in known]
    option = Source("--require-applied", "").beginning
    problems = [
        complain(
            "unknown-rule", plan.settings.places.get(name, option), suggestion=did_you_mean(name, known), name=name
        )
        for name in unknown
    ]
    silent = [known[name] for name in plan.settings.require_applied if name in known and known[name] not in spoke]
    gate = [complain("required-rule-silent", where, rule=quoted(name)) for name in dict.fromkeys(silent)]
    judged = bool(report.documents)
    return replace(
        report, problems=(*report.problems, *problems), gate=(*report.gate, *gate) if judged else report.gate
    )


def _waived(report: Report, plan: Plan) -> Report:
    if not plan.settings.waivers:
        return report
    from ccmcheck.run import waivers

    source = files.read(plan.settings.waivers)
    if not isinstance(source, Source):
        return report if source.code == "file-empty" else replace(report, problems=(*report.problems, source))
    names = {register.name: register.names for register in report.registers}
    allowances, problems = waivers.read(source, names, _rules(report), may_know_others=bool(plan.settings.rules))
    folder = os.path.dirname(os.path.abspath(plan.settings.waivers))
    paths = {path: _from(folder, path) for path in (*(d.path for d in report.documents), *report.unread)}
    run = waivers.Run(plan.today, paths, plan.whole, functools.partial(_stands, folder, plan.settings.waivers))
    return waivers.apply(replace(report, problems=(*report.problems, *problems)), allowances, run)


def _from(folder: str, path: str) -> str:
    """A path as it leads from a folder, with forward slashes."""
    if path == files.STANDARD_INPUT:
        return path
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")


def _stands(folder: str, waivers: str, pattern: str) -> bool:
    """Whether a file that fits the pattern of a waiver stands there; the waivers themselves do not count."""
    import glob

    if os.path.isabs(pattern) or ".." in pattern.split("/"):
        return os.path.isfile(os.path.join(folder, pattern))  # no folder outside is searched
    paths = glob.iglob(os.path.join(glob.escape(folder), pattern), recursive=True)
    return any(os.path.isfile(file) and not same(file, waivers) for file in paths)


def _measured(report: Report, plan: Plan) -> Report:
    if not plan.settings.baseline:
        return report
    from ccmcheck.run import baseline

    source = files.read(plan.settings.baseline, limit=files.LARGEST_REPORT)
    known, problems = (None, (source,)) if not isinstance(source, Source) else baseline.read(source)
    report = replace(report, problems=(*report.problems, *problems))
    if known is None:
        return report
    gone = _gone_from(plan.settings.baseline)
    report = baseline.apply(report, known, gone)
    count = baseline.vanished(known, report, gone)
    return replace(report, notices=(*report.notices, *_pruned(known, report, plan, count, gone)))


def _gone_from(baseline: str) -> Callable[[str], bool]:
    """Tells whether a document that a baseline names is no more, in any folder from which it may have been named."""
    beside = os.path.dirname(os.path.abspath(baseline))
    folders = [os.getcwd(), beside]
    while (above := os.path.dirname(folders[-1])) != folders[-1]:
        folders.append(above)

    def gone(path: str) -> bool:
        return path != files.STANDARD_INPUT and not any(os.path.exists(os.path.join(each, path)) for each in folders)

    return gone


def _pruned(known: Baseline, report: Report, plan: Plan, count: int, gone: Callable[[str], bool]) -> list[str]:
    """Rewrites the baseline where that was asked for, and says what became of it."""
    from ccmcheck.cli.output import emit
    from ccmcheck.run import baseline

    departures = f"{count} known departure{'s' if count != 1 else ''} of {plan.settings.baseline}"
    if not plan.prune:
        return [f"{departures} no longer found; --prune-baseline removes what has gone"] if count else []
    if report.problems:
        return [f"{plan.settings.baseline} is left as it is, because something could not be read"]
    text = baseline.shrunk(known, report, gone)
    if text != known.source.text:
        emit(text, plan.settings.baseline)
    return [f"{departures} removed"] if count else []
