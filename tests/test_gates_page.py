"""The examples of docs/gates.md are sound: settings, waivers, hooks, workflow and pipeline do what the page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ccmcheck.base.source import Source
from ccmcheck.run.settings import read as read_settings
from ccmcheck.run.waivers import read as read_waivers
from tests.gate_repository import ROOT, SITUATIONS, action, hook, prepared, said
from tests.test_waivers import BOOK, RULES

PAGE = (ROOT / "docs" / "gates.md").read_text(encoding="utf-8")


def example(heading: str, language: str) -> str:
    """The first example under a heading."""
    section = PAGE[PAGE.index(f"\n## {heading}") :]
    found = re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert found is not None
    return found[1]


def data(heading: str) -> Any:
    return yaml.safe_load(example(heading, "yaml"))


def used_action() -> dict[str, str]:
    """What the workflow of the page gives the action."""
    (step,) = [step for step in data("GitHub")["jobs"]["check"]["steps"] if "OWNER" in step["uses"]]
    given: dict[str, str] = step["with"]
    return given


def test_the_settings_are_sound_and_all_of_them_are_shown() -> None:
    text = example("Settings", "toml").replace("# rules", "rules")
    settings, problems = read_settings(Source.of("ccmcheck.toml", text))
    assert problems == ()
    assert all(getattr(settings, name) for name in settings.__dataclass_fields__)


def test_the_waivers_are_sound() -> None:
    allowances, problems = read_waivers(Source.of("waivers.yaml", example("Waivers", "yaml")), BOOK.names, RULES)
    assert [problem.message for problem in problems] == []
    assert len(allowances) == 2


def test_the_hook_exists() -> None:
    (repo,) = data("pre-commit")["repos"]
    (used,) = repo["hooks"]
    assert hook(used["id"])["entry"] == "ccmcheck check"
    assert hook("ccmcheck-all")["pass_filenames"] is False


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    declared = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert set(used_action()) <= set(declared)
    assert all(isinstance(value, str) for value in used_action().values())


@pytest.mark.parametrize("name", ["all is well", "a violation", "nothing applied"])
def test_the_workflow_keeps_the_promise_of_the_action(name: str, tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    repository = prepared(tmp_path / "repository", SITUATIONS[name])
    repository.write(".github/workflows/programmes.yaml", example("GitHub", "yaml"))
    repository.write("waivers.yaml", "[]\n")
    # Another rule would have to speak where none can.
    given = {**used_action(), "require-applied": ""} if name == "nothing applied" else used_action()
    code, log, summary = action(repository, given)
    assert code == SITUATIONS[name].code, log
    assert all(words in summary for words in SITUATIONS[name].summary)
    assert (repository.folder / given["sarif"]).is_file()


@pytest.mark.parametrize("name", ["all is well", "a violation"])
def test_the_pipeline_runs_and_leaves_what_it_collects(name: str, tmp_path: Path) -> None:
    job = data("GitLab")["check-programmes"]
    repository = prepared(tmp_path, SITUATIONS[name])
    repository.write("waivers.yaml", "[]\n")
    code, text = said(["bash", "-ec", "\n".join(job["script"])], repository.folder)
    assert code == SITUATIONS[name].code, text
    collected = [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]
    assert [file for file in collected if not (repository.folder / file).is_file()] == []


def test_the_baseline_is_made_and_used_as_shown(tmp_path: Path) -> None:
    repository = prepared(tmp_path, SITUATIONS["a violation"])
    make, use = example("Baseline", "console").splitlines()
    assert said(make.split(), repository.folder)[0] == 1
    assert said(use.split(), repository.folder)[0] == 0
