"""`python -m tests.bench`: measures everything side by side and writes docs/benchmark.md and its picture.

`tests/bench/install.sh` brings the other tools first. `--page` writes the page anew from the last results.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench import answers, drafts, measure, page, programmes, results
from tests.bench.budgets import EMPTY, FLOORS, UNCHANGED
from tests.bench.tools import CCMCHECK, HOME, NODE, PYTHON, REPOSITORY, Tool, install, one_process, tools, write_rules

TURNS = 15
STAGES = Path(__file__).with_name("stages.py")
PRELIMINARY = "**Preliminary: measured with few runs, on a machine that was doing other things.**"


def main() -> None:
    """The command line."""
    asked = _arguments()
    if not asked.page:
        found = measured(asked)
        results.keep(results.added(results.read(), found) if asked.add else found)
    page.write(results.read(), PRELIMINARY if asked.preliminary else "")
    print(f"{page.PAGE.relative_to(REPOSITORY)} written", file=sys.stderr)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures ccmcheck and its peers.")
    parser.add_argument("--runs", type=int, default=7, help="runs for each figure (7)")
    parser.add_argument("--large", action="store_true", help="10,000 and 100,000 programmes too")
    parser.add_argument("--large-runs", type=int, default=3, help="runs for each figure of those (3)")
    parser.add_argument("--patience", type=float, default=60, help="the most that one run may take, in seconds (60)")
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 10, 100, 1000], help="numbers of programmes")
    parser.add_argument("--notations", nargs="+", default=programmes.NOTATIONS, help="yaml, json, or both (both)")
    parser.add_argument("--only", nargs="+", default=[], metavar="TOOL", help="leave the other tools out")
    parser.add_argument("--as-installed", action="store_true", help="do not build and install ccmcheck first")
    parser.add_argument("--add", action="store_true", help="keep the last results for what is not measured now")
    parser.add_argument("--page", action="store_true", help="measure nothing: the page from the last results")
    parser.add_argument("--preliminary", action="store_true", help="say on the page that the figures are preliminary")
    return parser.parse_args()


def measured(asked: argparse.Namespace) -> results.Results:
    """Everything, measured now."""
    HOME.mkdir(parents=True, exist_ok=True)
    if not asked.as_installed or not CCMCHECK.exists():
        _tell("the wheel, into a fresh environment")
        install()
    parties = programmes.states(REPOSITORY / "rules" / "registers" / "states-parties.yaml")
    write_rules(parties)
    options = measure.known_options()
    chosen = [tool for tool in tools(options) if not asked.only or tool.name in asked.only]
    counts = dict.fromkeys(asked.counts, asked.runs) | (
        dict.fromkeys((10_000, 100_000), asked.large_runs) if asked.large else {}
    )
    return results.Results(
        cores=os.cpu_count() or 1,
        # The quickest first, so that a mistake in the set-up shows at once.
        stages={} if asked.add else _stages(options, parties, asked.runs),
        answers=answers.ask(chosen, parties),
        alone=_alone(options, parties, asked),
        figures=tuple(measure.compare(chosen, counts, asked.notations, parties, asked.patience, _tell)),
        versions=_versions(chosen),
        patience=asked.patience,
        drafts=_drafts(asked.runs),
    )


def _alone(options: Sequence[str], parties: Sequence[str], asked: argparse.Namespace) -> Mapping[str, measure.Run]:
    """The cases that only ccmcheck knows."""
    _tell("ccmcheck alone")
    one, _ = measure.folder_of(1, "yaml", parties)
    command, python = [str(CCMCHECK), "check", "."], str(CCMCHECK.with_name("python"))
    floors = {name: [python, "-I", "-c", code] if code else command for name, code in FLOORS.items()}
    found = measure.in_turns(floors, one.path, TURNS)
    if not asked.add:
        found[EMPTY] = measure.alone(command, one.path, asked.runs, fresh=True)
    if "--incremental" in options and (asked.large or 10_000 in asked.counts):
        many, _ = measure.folder_of(10_000, "yaml", parties)
        command = [str(CCMCHECK), "check", "--incremental", "."]
        found[UNCHANGED] = measure.alone(command, many.path, asked.runs)
    return found


def _drafts(runs: int) -> dict[str, measure.Run]:
    """Drafts of growing length, each a whole process."""
    _tell("drafts of growing length")
    folder = HOME / "drafts"
    folder.mkdir(exist_ok=True)
    found = {}
    for form in drafts.FORMATS:
        for size in drafts.SIZES:
            name = drafts.file_name(form, size)
            (folder / name).write_bytes(drafts.draft(form, size))
            found[name] = measure.alone([str(CCMCHECK), "check", name], folder, runs)
    return found


def _stages(options: Sequence[str], parties: Sequence[str], runs: int) -> dict[str, dict[str, float]]:
    """Processor time by stage, and before it what the interpreter needs to do nothing at all."""
    _tell("ccmcheck by stage")
    python = str(CCMCHECK.with_name("python"))
    with measure.Stopwatch() as watch:
        start = measure.middle([watch.run([[python, "-I", "-c", "pass"]], HOME) for _ in range(runs)]).cpu
    found = {}
    for notation, count in (("yaml", 1), ("yaml", 1000), ("json", 1), ("json", 1000)):
        folder, _ = measure.folder_of(count, notation, parties)
        command = [python, "-I", str(STAGES), str(folder.path), str(runs)]
        printed = subprocess.run(
            command, stdout=subprocess.PIPE, text=True, check=True, env=measure.environment({})
        ).stdout
        taken = {"start": start, **json.loads(printed)}
        whole = measure.alone([str(CCMCHECK), "check", *one_process(options), "."], folder.path, runs).cpu
        found[f"{notation}-{count}"] = {**taken, "rest": max(whole - sum(taken.values()), 0.0)}
    return found


def _versions(chosen: Sequence[Tool]) -> dict[str, str]:
    """The versions of the packages that were measured, as their registries know them."""
    installed = subprocess.run(
        [PYTHON, "-m", "pip", "list", "--format", "json"], capture_output=True, text=True, check=False
    )
    known = {one["name"]: one["version"] for one in json.loads(installed.stdout or "[]")}
    known |= {
        str(file.parent.relative_to(NODE)): json.loads(file.read_text(encoding="utf-8"))["version"]
        for file in _manifests()
    }
    known |= {
        path.name.split("-")[0].replace("_", "-"): path.name.split("-")[1]
        for path in (HOME / "opa").glob("*.dist-info")
    }
    gojq = next((tool for tool in chosen if tool.name == "gojq"), None)
    if gojq:
        said = subprocess.run([gojq.program, "--version"], capture_output=True, text=True, check=True).stdout
        known["gojq"] = said.split()[1]
    packages = {tool.name: tool.origin.partition("`")[2].rstrip("`") for tool in chosen}
    return {tool: known[package].removesuffix(".dist") for tool, package in packages.items() if package in known}


def _manifests() -> list[Path]:
    return [*NODE.glob("*/package.json"), *NODE.glob("@*/*/package.json")]


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
