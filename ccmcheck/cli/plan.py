"""A run before it begins: options, settings and which files; hides where each comes from and which of them wins."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Source
from ccmcheck.cli.destinations import refuse_loss, same
from ccmcheck.cli.values import DAY
from ccmcheck.run import files

if TYPE_CHECKING:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.run.settings import Settings, Stage


@frozen
class GateOptions:
    """What the command line asks of the gate; empty values leave it to the configuration."""

    waivers: str | None = None
    baseline: str | None = None
    prune_baseline: bool = False
    require_applied: tuple[str, ...] = ()
    changed_since: str | None = None
    today: datetime | None = None
    config: str | None = None
    no_config: bool = False


@frozen
class CheckOptions:
    """What the command line gives to any check, with the files that it has written and read besides."""

    paths: tuple[str, ...]
    rules: tuple[str, ...]
    final: bool | None
    reports: tuple[tuple[str, str], ...]
    outputs: tuple[str | None, ...]
    inputs: tuple[str | None, ...]


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
    """Gives a command the options of a gate, which it gets together as `gate`."""

    @functools.wraps(command)
    def with_gate(**arguments: Any) -> None:
        own = {name: arguments.pop(name) for name in GateOptions.__dataclass_fields__}
        command(gate=GateOptions(**own), **arguments)

    return functools.reduce(lambda inner, option: option(inner), reversed(_OPTIONS), with_gate)


@frozen
class Plan:
    """A run as command line and configuration settle it together: the files to judge and what decides about them.

    `whole` says that the run left out no programme that the waivers may speak of.
    """

    files: tuple[str, ...]
    settings: Settings
    prune: bool
    today: date
    whole: bool
    problems: tuple[Diagnostic, ...]
    notices: tuple[str, ...]

    def placed(self, problem: Diagnostic) -> Diagnostic:
        """A complaint about a file that cannot be read, where the settings name it if they do."""
        named = self.settings.places.get(problem.span.source.name)
        return replace(problem, span=named) if named and problem.code == "file-unreadable" else problem

    @property
    def final(self) -> bool:
        """Whether nothing may be left open."""
        return self.settings.stage == "final"


def planned(gate: GateOptions, options: CheckOptions) -> Plan:
    """The run that is asked for; the command line wins over the configuration, setting by setting."""
    if gate.config and gate.no_config:
        raise click.UsageError("--config names settings and --no-config takes none: leave out one of the two.")
    found_settings, config, problems = _settings(gate)
    settings = _merged(gate, options, found_settings)
    if not settings.paths and not problems:
        raise click.UsageError("Missing argument 'PATH...': name files or folders, or give `paths` in ccmcheck.toml.")
    if gate.prune_baseline and not settings.baseline:
        raise click.UsageError("--prune-baseline needs a baseline: name it with --baseline.")
    outputs = [file for file in (*options.outputs, *(file for _, file in settings.reports)) if file]
    judged_by = [file for file in (settings.waivers, settings.baseline, config) if file]
    programmes = files.programmes(settings.paths, [*judged_by, *outputs])
    # A report that an earlier run left in a folder is the one thing there that may be written over.
    lost = [file for file in programmes.beside if file in settings.paths or not files.is_report(file)]
    refuse_loss(outputs, (*judged_by, *settings.rules, *options.inputs, *lost, *programmes.files))
    chosen, more, notices = _chosen(programmes, settings, gate, judged_by)
    folders_only = all(os.path.isdir(path) for path in options.paths) and not (options.paths and found_settings.paths)
    return Plan(
        files=chosen,
        settings=settings,
        prune=gate.prune_baseline,
        today=_today(gate),
        whole=folders_only and gate.changed_since is None,
        problems=(*problems, *more),
        notices=(*_left_out(programmes, settings.waivers), *notices),
    )


def _merged(gate: GateOptions, options: CheckOptions, settings: Settings) -> Settings:
    stage: Stage = settings.stage if options.final is None else "final" if options.final else "draft"
    return replace(
        settings,
        paths=options.paths or settings.paths,
        rules=options.rules or settings.rules,
        stage=stage,
        waivers=gate.waivers or settings.waivers,
        baseline=gate.baseline or settings.baseline,
        reports=options.reports or settings.reports,
        require_applied=gate.require_applied or settings.require_applied,
    )


def _today(gate: GateOptions) -> date:
    """The day of the run, which --today or SOURCE_DATE_EPOCH settle for reports that others can make again."""
    if gate.today is not None:
        return gate.today.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(tz=UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError("SOURCE_DATE_EPOCH needs to be a number of seconds since 1970.") from None


# -- configuration -------------------------------------------------------------------------------------------------


def _settings(gate: GateOptions) -> tuple[Settings, str, tuple[Diagnostic, ...]]:
    """The settings that apply here, the file that they stand in, and every complaint about it."""
    from ccmcheck.run import settings as of_file

    source = None if gate.no_config else files.read(gate.config) if gate.config else _nearest()
    if source is None:
        return of_file.Settings(), "", ()
    if not isinstance(source, Source):
        # An empty file has no settings, which is no mistake.
        return of_file.Settings(), "", () if source.code == "file-empty" else (source,)
    settings, problems = of_file.read(source, found=gate.config is None)
    return settings, source.name, problems


def _nearest() -> Source | Diagnostic | None:
    """The configuration of this folder or of the nearest one above it, no further than the top of a repository."""
    from ccmcheck.run import settings as of_file

    for folder in (Path.cwd(), *Path.cwd().parents):
        for name in (of_file.OWN_FILE, of_file.SHARED_FILE):
            if (folder / name).is_file():
                source = files.read(os.path.relpath(folder / name))
                if name == of_file.OWN_FILE or (isinstance(source, Source) and of_file.speaks(source)):
                    return source
        if (folder / ".git").exists():
            return None
    return None


# -- which files ---------------------------------------------------------------------------------------------------


def _chosen(
    programmes: files.FoundFiles, settings: Settings, gate: GateOptions, judged_by: Sequence[str]
) -> tuple[tuple[str, ...], list[Diagnostic], list[str]]:
    """The files to judge; with --changed-since those that differ, or all of them where what they are judged by does."""
    from ccmcheck.base.diagnostic import about_file, complain
    from ccmcheck.base.quoting import quoted

    if not programmes.files and programmes.beside:
        what = "waivers, a baseline or settings"
        return (), [about_file("not-a-programme", file, name=quoted(file), what=what) for file in programmes.beside], []
    if gate.changed_since is None:
        return programmes.files, [], []
    from ccmcheck.run import git_changes

    changed = git_changes.since(gate.changed_since)
    if isinstance(changed, git_changes.Unknown):
        where = Source(next(iter(settings.paths), "."), "").beginning
        words = {"revision": quoted(gate.changed_since), "reason": changed.reason}
        return (), [complain("revision-unknown", where, suggestion="", related=(), **words)], []
    causes = [*_with_sources(settings.rules), *judged_by]
    if cause := next((file for file in causes if changed.holds(file)), None):
        return programmes.files, [], [f"{cause} has changed since {gate.changed_since}, so every programme is judged"]
    chosen = tuple(file for file in programmes.files if not os.path.isfile(file) or changed.holds(file))
    notice = f"{len(chosen)} of {len(programmes.files)} programmes have changed since {gate.changed_since}"
    return chosen, [], [notice]


def _with_sources(rules: Sequence[str]) -> list[str]:
    """Rules files, and the folders in which the decisions' texts and the registers lie beside them."""
    folders = [os.path.join(os.path.dirname(file), name) for file in rules for name in ("sources", "registers")]
    return [*rules, *folders]


def _left_out(programmes: files.FoundFiles, waivers: str) -> list[str]:
    """Waivers that lie there and are not used would otherwise seem to be."""
    idle = [file for file in programmes.waivers if not (waivers and same(file, waivers))]
    return [
        *(f"{file} holds waivers and is not used; name it with --waivers" for file in idle),
        *(f"{file} is a pipe, a device or a socket in a folder, and is left alone" for file in programmes.special),
        *(
            f"{file} is a link that leads out of the folder, and is left alone unless named"
            for file in programmes.links
        ),
    ]
