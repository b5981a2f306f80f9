"""What makes a check a gate: configuration, waivers, baseline, required rules, changes; hides where each comes from."""

from __future__ import annotations

import functools
import glob
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ccmcheck.cli import files
from ccmcheck.source import Source

if TYPE_CHECKING:
    from ccmcheck.check import Report
    from ccmcheck.configuration import Settings
    from ccmcheck.diagnostic import Diagnostic

DAY = click.DateTime(formats=["%Y-%m-%d"])


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks of the gate; empty values leave it to the configuration."""

    waivers: str | None = None
    baseline: str | None = None
    prune_baseline: bool = False
    require_applied: tuple[str, ...] = ()
    changed_since: str | None = None
    today: datetime | None = None
    config: str | None = None
    no_config: bool = False


_OPTIONS = (
    click.option("--waivers", metavar="FILE", help="Departures that a competent body allowed (see docs/gates.md)."),
    click.option("--baseline", metavar="FILE", help="A JSON report: the departures in it are counted and do not fail."),
    click.option(
        "--prune-baseline", is_flag=True, help="Remove from the baseline what is no longer there; never adds."
    ),
    click.option("--require-applied", multiple=True, metavar="RULE", help="Fail when this rule spoke of no programme."),
    click.option("--changed-since", metavar="REV", help="Only the programmes that differ from a revision of git."),
    click.option("--today", type=DAY, metavar="DATE", help="The day on which waivers are judged, instead of today."),
    click.option("--config", metavar="FILE", help="Settings, instead of the nearest ccmcheck.toml or pyproject.toml."),
    click.option("--no-config", is_flag=True, help="Take no settings from any file."),
)


def options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options of a gate, which it gets together as `asked`."""

    @functools.wraps(command)
    def with_gate(**given: Any) -> None:
        own = {name: given.pop(name) for name in Asked.__dataclass_fields__}
        command(asked=Asked(**own), **given)

    return functools.reduce(lambda inner, option: option(inner), reversed(_OPTIONS), with_gate)


@dataclass(frozen=True, slots=True)
class Plan:
    """A run as command line and configuration settle it together: the files to judge and what decides about them.

    `whole` says that the run left out no programme that the waivers may speak of.
    """

    files: tuple[str, ...]
    rules: tuple[str, ...]
    final: bool
    waivers: str
    baseline: str
    prune: bool
    reports: tuple[tuple[str, str], ...]
    require_applied: tuple[str, ...]
    today: date
    whole: bool
    problems: tuple[Diagnostic, ...]
    notices: tuple[str, ...]


def plan(
    asked: Asked, paths: Sequence[str], rules: Sequence[str], final: bool | None, outputs: Sequence[str] = ()
) -> Plan:
    """The run that is asked for; the command line wins over the configuration, setting by setting.

    `outputs` are the files that the command line has reports written to.
    """
    settings, config, problems = _settings(asked)
    named = tuple(paths) or settings.paths
    if not named and not problems:
        raise click.UsageError("Missing argument 'PATH...': name files or folders, or give `paths` in ccmcheck.toml.")
    waivers, baseline = asked.waivers or settings.waivers, asked.baseline or settings.baseline
    if asked.prune_baseline and not baseline:
        raise click.UsageError("--prune-baseline needs a baseline: name it with --baseline.")
    judged_by = [file for file in (waivers, baseline, config) if file]
    outputs = [*outputs, *(file for _, file in settings.reports)]
    _refuse_growth(baseline, outputs)
    found = files.programmes(named, [*judged_by, *outputs])
    chosen, more, notices = _chosen(found, named, asked, [*_with_sources(rules or settings.rules), *judged_by])
    folders_only = all(os.path.isdir(path) for path in paths) and not (paths and settings.paths)
    return Plan(
        files=chosen,
        rules=tuple(rules) or settings.rules,
        final=settings.stage == "final" if final is None else final,
        waivers=waivers,
        baseline=baseline,
        prune=asked.prune_baseline,
        reports=settings.reports,
        require_applied=asked.require_applied or settings.require_applied,
        today=_today(asked),
        whole=folders_only and asked.changed_since is None,
        problems=(*problems, *more),
        notices=(*_left_out(found, waivers), *notices),
    )


def _refuse_growth(baseline: str, outputs: Sequence[str]) -> None:
    """A report written over the baseline would add to it."""
    if baseline and any(_same(output, baseline) for output in outputs):
        raise click.UsageError(f"A baseline only shrinks, so no report is written over {baseline}.")


def _today(asked: Asked) -> date:
    """The day of the run, which --today or SOURCE_DATE_EPOCH settle for reports that others can make again."""
    if asked.today is not None:
        return asked.today.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(tz=UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError("SOURCE_DATE_EPOCH needs to be a number of seconds since 1970.") from None


# -- configuration -------------------------------------------------------------------------------------------------


def _settings(asked: Asked) -> tuple[Settings, str, tuple[Diagnostic, ...]]:
    """The settings that apply here, the file that they stand in, and every complaint about it."""
    from ccmcheck import configuration

    source = None if asked.no_config else files.read(asked.config) if asked.config else _nearest()
    if source is None:
        return configuration.Settings(), "", ()
    if not isinstance(source, Source):
        # An empty file has no settings, which is no mistake.
        return configuration.Settings(), "", () if source.code == "file-empty" else (source,)
    settings, problems = configuration.read(source)
    return settings, source.name, problems


def _nearest() -> Source | Diagnostic | None:
    """The configuration of this folder or of the nearest one above it, no further than the top of a repository."""
    from ccmcheck import configuration

    for folder in (Path.cwd(), *Path.cwd().parents):
        for name in (configuration.OWN_FILE, configuration.SHARED_FILE):
            if (folder / name).is_file():
                source = files.read(os.path.relpath(folder / name))
                if name == configuration.OWN_FILE or (isinstance(source, Source) and configuration.speaks(source)):
                    return source
        if (folder / ".git").exists():
            return None
    return None


# -- which files ---------------------------------------------------------------------------------------------------


def _chosen(
    found: files.Found, named: Sequence[str], asked: Asked, judged_by: Sequence[str]
) -> tuple[tuple[str, ...], list[Diagnostic], list[str]]:
    """The files to judge; with --changed-since those that differ, or all of them where what they are judged by does."""
    from ccmcheck.cli import changes
    from ccmcheck.diagnostic import about_file, complain
    from ccmcheck.document.words import quoted

    if not found.files and found.beside:
        what = "waivers, a baseline or settings"
        return (), [about_file("not-a-programme", file, name=quoted(file), what=what) for file in found.beside], []
    if asked.changed_since is None:
        return found.files, [], []
    changed = changes.since(asked.changed_since)
    if isinstance(changed, changes.Unknown):
        where = Source(next(iter(named), "."), "").beginning
        words = {"revision": quoted(asked.changed_since), "reason": changed.reason}
        return (), [complain("revision-unknown", where, suggestion="", related=(), **words)], []
    if cause := next((file for file in judged_by if changed.holds(file)), None):
        return found.files, [], [f"{cause} has changed since {asked.changed_since}, so every programme is judged"]
    chosen = tuple(file for file in found.files if not os.path.isfile(file) or changed.holds(file))
    notice = f"{len(chosen)} of {len(found.files)} programmes have changed since {asked.changed_since}"
    return chosen, [], [notice]


def _with_sources(rules: Sequence[str]) -> list[str]:
    """Rules files, and the folders in which the decisions' texts and the registers lie beside them."""
    folders = [os.path.join(os.path.dirname(file), name) for file in rules for name in ("sources", "registers")]
    return [*rules, *folders]


def _left_out(found: files.Found, waivers: str) -> list[str]:
    """Waivers that lie there and are not used would otherwise seem to be."""
    idle = [file for file in found.waivers if not (waivers and _same(file, waivers))]
    return [f"{file} holds waivers and is not used; name it with --waivers" for file in idle]


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


# -- after the verdicts --------------------------------------------------------------------------------------------


def gated(report: Report, plan: Plan) -> Report:
    """The report with waivers, baseline and required rules applied, and with the complaints about them."""
    report = replace(report, problems=(*plan.problems, *report.problems), notices=(*report.notices, *plan.notices))
    for step in (_required, _waived, _measured):
        report = step(report, plan)
    return report


def _rules(report: Report) -> list[str]:
    """The rules of a run, those with a mistake in them too."""
    return [
        f"{one.name}/{rule}" for one in report.rulesets for rule in (*(r.name for r in one.rules), *one.not_checked)
    ]


def _required(report: Report, plan: Plan) -> Report:
    from ccmcheck.diagnostic import complain, did_you_mean
    from ccmcheck.document.words import quoted

    rules = _rules(report)
    if not plan.require_applied or not rules:
        return report
    known = {**{rule.partition("/")[2]: rule for rule in rules}, **{rule: rule for rule in rules}}
    where = Source(next((document.path for document in report.documents), "--require-applied"), "").beginning
    spoke = {v.name for v in report.verdicts if v.outcome != "not-applicable" and not _is_question(v)}
    unknown = [name for name in plan.require_applied if name not in known]
    option = Source("--require-applied", "").beginning
    problems = [complain("unknown-rule", option, suggestion=did_you_mean(name, known), name=name) for name in unknown]
    silent = [known[name] for name in plan.require_applied if name in known and known[name] not in spoke]
    gate = [complain("required-rule-silent", where, rule=quoted(name)) for name in dict.fromkeys(silent)]
    judged = bool(report.documents)
    return replace(
        report, problems=(*report.problems, *problems), gate=(*report.gate, *gate) if judged else report.gate
    )


def _is_question(verdict: Any) -> bool:
    return bool(verdict.force == "judgement" and verdict.outcome == "undecided")


def _waived(report: Report, plan: Plan) -> Report:
    from ccmcheck import waivers

    if not plan.waivers:
        return report
    source = files.read(plan.waivers)
    if not isinstance(source, Source):
        return report if source.code == "file-empty" else replace(report, problems=(*report.problems, source))
    names = {register.name: register.names for register in report.registers}
    allowances, problems = waivers.read(source, names, _rules(report), may_know_others=bool(plan.rules))
    folder = os.path.dirname(os.path.abspath(plan.waivers))
    paths = {path: _from(folder, path) for path in (*(d.path for d in report.documents), *report.unread)}
    run = waivers.Run(plan.today, paths, plan.whole, functools.partial(_stands, folder, plan.waivers))
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
    found = glob.iglob(os.path.join(glob.escape(folder), pattern), recursive=True)
    return any(os.path.isfile(file) and not _same(file, waivers) for file in found)


def _measured(report: Report, plan: Plan) -> Report:
    from ccmcheck import baseline

    if not plan.baseline:
        return report
    source = files.read(plan.baseline, limit=files.LARGEST_REPORT)
    known, problems = (None, (source,)) if not isinstance(source, Source) else baseline.read(source)
    report = replace(report, problems=(*report.problems, *problems))
    if known is None:
        return report
    report = baseline.apply(report, known)
    count = baseline.vanished(known, report, _gone)
    return replace(report, notices=(*report.notices, *_pruned(known, report, plan, count)))


def _gone(path: str) -> bool:
    return path != files.STANDARD_INPUT and not os.path.exists(path)


def _pruned(known: Any, report: Report, plan: Plan, count: int) -> list[str]:
    """Rewrites the baseline where that was asked for, and says what became of it."""
    from ccmcheck import baseline
    from ccmcheck.cli.output import emit

    departures = f"{count} known departure{'s' if count != 1 else ''} of {plan.baseline}"
    if not plan.prune:
        return [f"{departures} no longer found; --prune-baseline removes what has gone"] if count else []
    if report.problems:
        return [f"{plan.baseline} is left as it is, because something could not be read"]
    text = baseline.shrunk(known, report, _gone)
    if text != known.source.text:
        emit(text, plan.baseline)
    return [f"{departures} removed"] if count else []
