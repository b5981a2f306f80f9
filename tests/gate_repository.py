"""A fresh repository of programmes with a gate: the situations a gate meets, and the three ways in which it is run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
SAMPLES = {name: (ROOT / "samples" / name).read_text(encoding="utf-8") for name in ("2012.yaml", "2012-slips.yaml")}
SOUND = SAMPLES["2012.yaml"]
FIVE_DAYS = SOUND.replace("end: 2012-04-19", "end: 2012-04-21")
WAIVERS = """\
- rule: beirut-2011/intersessional-length
  document: "programmes/*.yaml"
  subject: {id: intersessional-2012}
  reason: The hall was free for a sixth day.
  authority: {document: CCM/MSP/2012/5, paragraph: "31"}
  expires: 2012-12-31
- rule: beirut-2011/intersessional-2012-venue
  document: "programmes/*.yaml"
  subject: {id: intersessional-2012}
  reason: The hall was free for a sixth day.
  authority: {document: CCM/MSP/2012/5, paragraph: "31"}
  expires: 2012-12-31
"""


@dataclass(frozen=True)
class Situation:
    """What lies in the repository, the options of the gate, and what it promises to exit with and to say, as a report
    on the terminal and as the summary of a workflow."""

    programme: str
    code: int
    words: tuple[str, ...]
    summary: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    waivers: str = ""
    baseline: bool = False


SITUATIONS = {
    "all is well": Situation(SOUND, 0, ("0 violated",), ("Nothing that the decisions require is violated",)),
    "a violation": Situation(
        FIVE_DAYS,
        1,
        ("intersessional-length", "2 violated"),
        ("departs from the decisions that bind it in 2 rules", "#### violated: `intersessional-length`"),
    ),
    "a waiver": Situation(
        FIVE_DAYS,
        0,
        ("2 waived", "CCM/MSP/2012/5, paragraph 31", "The hall was free for a sixth day."),
        ("2 rules waived", "CCM/MSP/2012/5, paragraph 31", "The hall was free for a sixth day."),
        {"waivers": "waivers.yaml", "today": "2012-12-31"},
        WAIVERS,
    ),
    "an expired waiver": Situation(
        FIVE_DAYS,
        1,
        ("held until 31 December 2012", "2 violated"),
        ("held until 31 December 2012", "in 2 rules"),
        {"waivers": "waivers.yaml", "today": "2013-01-01"},
        WAIVERS,
    ),
    "an unused waiver": Situation(
        SOUND,
        1,
        ("a waiver needs a departure",),
        ("a waiver needs a departure",),
        {"waivers": "waivers.yaml", "today": "2012-12-31"},
        WAIVERS,
    ),
    "a waiver without authority": Situation(
        FIVE_DAYS,
        5,
        ("the waiver needs `authority`",),
        ("the waiver needs `authority`",),
        {"waivers": "waivers.yaml", "today": "2012-12-31"},
        re.sub("  authority.*\n", "", WAIVERS),
    ),
    "a baseline": Situation(
        FIVE_DAYS,
        0,
        ("2 known before",),
        ("2 rules known from the baseline",),
        {"baseline": "baseline.json"},
        baseline=True,
    ),
    "nothing applied": Situation(
        SOUND.replace("decided_on: 2011-09-16", "decided_on: 2010-07-31"),
        4,
        ("nothing was checked",),
        ("No rule spoke",),
    ),
    "a required rule that spoke": Situation(
        SOUND,
        0,
        ("0 violated",),
        ("Nothing that the decisions require is violated",),
        {"require-applied": "intersessional-length"},
    ),
    "a required rule that did not": Situation(
        SOUND.replace("kind: intersessional", "kind: preparatory-meeting"),
        1,
        ("`beirut-2011/intersessional-length` needs to speak",),
        ("`beirut-2011/intersessional-length` needs to speak",),
        {"require-applied": "beirut-2011/intersessional-length"},
    ),
    "a file that cannot be read": Situation("meetings: [", 5, ("programmes/2012.yaml",), ("programmes/2012.yaml",)),
}


NAMED = ("a violation", "a waiver", "an expired waiver", "a baseline", "nothing applied")
"""The situations of which every way of running the gate has to keep the promise."""


class Repository:
    """A git repository in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.email", "drafter@example.org")
        self.git("config", "user.name", "A drafter")

    def write(self, name: str, text: str) -> None:
        """A file with its folders."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def git(self, *words: str) -> str:
        """What git answers."""
        done = subprocess.run(["git", *words], cwd=self.folder, capture_output=True, check=True, text=True)
        return done.stdout

    def commit(self) -> str:
        """Everything committed; its revision."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "A programme")
        return self.git("rev-parse", "HEAD").strip()

    def check(self, *words: str, where: str = ".", **environment: str) -> tuple[int, str]:
        """The exit code of `ccmcheck check` and all that it says."""
        return said([sys.executable, "-m", "ccmcheck", "check", *words], self.folder / where, environment)


def said(command: Sequence[str], folder: Path, environment: Mapping[str, str] = {}) -> tuple[int, str]:
    """The exit code of a command and all that it says."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "SOURCE_DATE"))
    }
    paths = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    around = {**kept, "PYTHONPATH": str(ROOT), "PATH": paths, **environment}
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8") + done.stderr.decode("utf-8")


def prepared(folder: Path, situation: Situation) -> Repository:
    """A repository in that situation."""
    repository = Repository(folder)
    repository.write("programmes/2012.yaml", situation.programme)
    if situation.waivers:
        repository.write("waivers.yaml", situation.waivers)
    if situation.baseline:
        code, _ = repository.check("--no-config", "programmes", "--format=json", "--output=baseline.json")
        assert code == 1
    repository.commit()
    return repository


def options(situation: Situation) -> list[str]:
    """The options of a situation as the command line takes them."""
    return [f"--{name}={value}" for name, value in situation.options.items()]


# -- the action ----------------------------------------------------------------------------------------------------


def action_steps() -> list[dict[str, Any]]:
    """The steps of the composite action."""
    return list(yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"])


def action(repository: Repository, given: Mapping[str, str], steps: Sequence[str] = ("check",)) -> tuple[int, str, str]:
    """Exit code, log and summary of the action's scripts, run as GitHub runs them: with the inputs as environment."""
    declared = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert set(given) <= set(declared)
    inputs = {name: given.get(name, one["default"]) for name, one in declared.items()}
    files = {name: repository.folder.parent / name for name in ("summary", "output", "temp")}
    files["temp"].mkdir(exist_ok=True)
    for name in ("summary", "output"):
        files[name].touch()
    around = {
        "GITHUB_STEP_SUMMARY": str(files["summary"]),
        "GITHUB_OUTPUT": str(files["output"]),
        "GITHUB_ACTION_PATH": str(ROOT),
        "RUNNER_TEMP": str(files["temp"]),
    }
    log, code = "", 0
    for step in action_steps():
        if step.get("id") in steps and "run" in step:
            outputs = dict(line.split("=", 1) for line in files["output"].read_text(encoding="utf-8").splitlines())
            own = {name: _filled(value, inputs, outputs) for name, value in step.get("env", {}).items()}
            # `shell: bash` of an action is this command line.
            shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            code, more = said(shell, repository.folder, {**around, **own})
            log += more
            if code != 0:
                break
    return code, log, files["summary"].read_text(encoding="utf-8")


def _filled(value: str, inputs: Mapping[str, str], outputs: Mapping[str, str]) -> str:
    value = re.sub(r"\$\{\{ steps\.\w+\.outputs\.([\w-]+) \}\}", lambda found: outputs.get(found[1], ""), value)
    return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], value)


# -- the hooks -----------------------------------------------------------------------------------------------------


def hook(name: str) -> dict[str, Any]:
    """A hook of the project."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    found: dict[str, Any] = next(one for one in hooks if one["id"] == name)
    return found


def hooked(repository: Repository, name: str, arguments: Sequence[str], files: str = "") -> tuple[int, str]:
    """Exit code and words of a hook's entry, given the files that pre-commit would give it; `files` is the user's."""
    one = hook(name)
    named = [
        file
        for file in repository.git("ls-files").splitlines()
        if re.search(files or one.get("files", ""), file)
        and not re.search(one.get("exclude", "^$"), file)
        and ("types_or" not in one or file.endswith((".yaml", ".yml", ".json")))
    ]
    given = named if one.get("pass_filenames", True) else []
    entry = [sys.executable, "-m", *one["entry"].split()]
    return said([*entry, *(arguments or one.get("args", ())), *given], repository.folder)
