"""What a run of `ccmcheck test` has found, and what it all comes to."""

from __future__ import annotations

from dataclasses import dataclass

from ccmcheck.authoring.examples import Examination, Trial
from ccmcheck.authoring.mutants import Tried
from ccmcheck.base.diagnostic import Diagnostic


@dataclass(frozen=True)
class Tested:
    """The rules files that were run, their changed words where asked for, and files that could not be read."""

    examinations: tuple[Examination, ...]
    tried: tuple[Tried, ...] | None
    unread: tuple[Diagnostic, ...]

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Every fault of the rules files, their base documents, their examples and their declarations."""
        problems = [*self.unread]
        for at, examination in enumerate(self.examinations):
            problems += examination.problems
            problems += self.tried[at].problems if self.tried is not None else ()
        return tuple(problems)

    @property
    def failed(self) -> tuple[tuple[Examination, Trial], ...]:
        """The examples of which something else came than they claim."""
        return tuple((e, trial) for e in self.examinations for trial in e.trials if trial.came and not trial.passed)


@dataclass(frozen=True, slots=True)
class Counts:
    """Rules with and without examples, those not checked, examples by what became of them, limits, changed words."""

    rules: int
    untried: int
    not_checked: int
    examples: int
    passed: int
    failed: int
    broken: int
    limits: int
    shown: int
    changes: int | None
    noticed: int
    unnoticed: int
    declared: int


def counts(tested: Tested) -> Counts:
    """The counts of a run."""
    each = tested.examinations
    trials = [trial for e in each for trial in e.trials]
    limits = [limit for e in each for _, tried_limits in e.limits for limit in tried_limits]
    tried = tested.tried or ()
    return Counts(
        rules=sum(len(e.rules) for e in each),
        untried=sum(1 for e in each for rule in e.rules if not e.of(rule)),
        not_checked=sum(len(e.not_checked) for e in each),
        examples=len(trials),
        passed=sum(trial.passed for trial in trials),
        failed=len(tested.failed),
        broken=sum(trial.came is None for trial in trials),
        limits=len(limits),
        shown=sum(limit.is_shown for limit in limits),
        changes=None if tested.tried is None else sum(mutant.total for mutant in tried),
        noticed=sum(mutant.noticed for mutant in tried),
        unnoticed=sum(len(mutant.unnoticed) for mutant in tried),
        declared=sum(len(mutant.declared) for mutant in tried),
    )


def exit_code(tested: Tested) -> int:
    """5 a rules file, its base or an example is wrong, 1 an example fails, lacks or misses a change, 0 well."""
    if tested.problems:
        return 5
    untried = any(not examination.of(rule) for examination in tested.examinations for rule in examination.rules)
    return 1 if untried or tested.failed or any(tried.unnoticed for tried in tested.tried or ()) else 0
