"""Examples of rules as tests of pytest, one item each, named RULESET/RULE::accepts …; hides when a file is looked at.

A file that ends in `.rules` is collected only where its text has a `ruleset` statement, so that other tools' files of
that name are left alone; nothing else of this package is imported until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ccmcheck.authoring.examples import Trial
    from ccmcheck.base.diagnostic import Diagnostic

_RULESET = re.compile(r"^ruleset\s+[a-z]", re.MULTILINE)
_BEGINNING = 20_000


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> RulesFile | None:
    """The examples of a rules file, where it is one."""
    if file_path.suffix != ".rules" or not _is_ruleset(file_path):
        return None
    return RulesFile.from_parent(parent, path=file_path)


def _is_ruleset(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return _RULESET.search(file.read(_BEGINNING)) is not None
    except OSError:
        return False


class RulesFile(pytest.File):
    """A rules file: an item for each example, for each rule that is not checked, and for other faults of the file."""

    def collect(self) -> Iterable[pytest.Item]:
        """The items in the order of the file."""
        from ccmcheck.authoring.examples import examine
        from ccmcheck.language.rulebook.load import load

        loaded, problems = load(self.path, self.nodeid)
        if loaded is None:
            yield _Fault.from_parent(self, name=f"{self.path.name}::can be read", problems=problems)
            return
        examination = examine(loaded, problems)
        faults = examination.faults
        if faults:
            yield _Fault.from_parent(self, name=f"{examination.name}::is without fault", problems=faults)
        for rule in examination.not_checked:
            yield _Fault.from_parent(self, name=f"{examination.name}/{rule}::is checked", problems=faults)
        for trial in examination.trials:
            name = f"{examination.name}/{trial.rule}::{trial.title}"
            yield _Example.from_parent(self, name=name, trial=trial)


class _Wrong(Exception):
    """An example or a file that is not as it should be; its text is for a reader."""


class _Item(pytest.Item):
    """An item that fails with words instead of a traceback."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **kwargs: Any) -> Any:
        """The words."""
        if isinstance(excinfo.value, _Wrong):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *args, **kwargs)


class _Fault(_Item):
    """What is wrong with a rules file itself; it always fails."""

    def __init__(self, *, problems: tuple[Diagnostic, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._problems = problems

    def runtest(self) -> None:
        """Fails with the complaints."""
        from ccmcheck.report.parts.diagnostic import complaint

        raise _Wrong("\n\n".join(map(complaint, self._problems)))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The first place that is wrong."""
        line = self._problems[0].span.position.line - 1 if self._problems else None
        return self.path, line, self.name


class _Example(_Item):
    """One example."""

    def __init__(self, *, trial: Trial, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._trial = trial

    def runtest(self) -> None:
        """Fails where something else came than the example claims."""
        from ccmcheck.authoring.test_report.text import told
        from ccmcheck.report.parts.diagnostic import complaint

        if self._trial.problems:
            raise _Wrong("\n\n".join(map(complaint, self._trial.problems)))
        if not self._trial.passed:
            raise _Wrong(told(self._trial))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the example stands."""
        return self.path, self._trial.example.span.position.line - 1, self.name
