"""What a case may take, and what it takes: met, or by how much not and which stage holds it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.results import Results

ONE, TWO = "ccmcheck", "ccmcheck, two processes"
EMPTY, UNCHANGED = "one file, cache empty", "10,000 unchanged, incremental"
# What no command in Python with click can go below, and beside it one programme; what is run, empty for the command.
FLOORS = {
    "the interpreter alone": "pass",
    "the interpreter with click": "import click",
    "ccmcheck over one programme": "",
}
FLOORS_OF_THE_BUDGETS = (8, 25)
"""Milliseconds of the first two where the budgets were set."""
STAGES_IN_WORDS = {
    "start": "the interpreter",
    "command": "the command line",
    "imports": "other imports",
    "rules": "the rules from the cache",
    "prepare": "the rules made ready",
    "read": "reading",
    "judge": "judging",
    "places": "reading again, with places",
    "tell": "reasons and words",
    "report": "the report",
    "rest": "the rest: plan, gates, output, end",
}


@dataclass(frozen=True, slots=True)
class Budget:
    """A case by its words; what it may take in ms and MB; the tools it has to be ahead of; how to find its figure."""

    case: str
    ms: float
    ahead_of: tuple[str, ...] = ()
    tool: str = ONE
    notation: str = "yaml"
    count: int = 1
    mb: float | None = None
    alone: bool = False
    stages: str = ""
    held: str = ""
    """What holds a case that no stages were measured of, and its memory where that is above."""
    times_ten_of: int = 0
    """Instead of `ms`: ten times what this number of files takes."""


BUDGETS = (
    Budget(
        "one YAML file, rules cached", 70, ("OPA engine", "ajv-cli", "check-jsonschema", "Spectral"), stages="yaml-1",
    ),
    Budget(EMPTY, 250, alone=True),
    Budget(
        "1,000 YAML, one process", 450, ("regorus", "OPA engine", "cfn-guard", "Spectral", "check-jsonschema"),
        count=1000, stages="yaml-1000",
    ),
    Budget(
        "1,000 YAML, two processes", 260,
        ("gojq", "regorus", "OPA engine", "cfn-guard", "Spectral", "check-jsonschema"),
        tool=TWO, count=1000, stages="yaml-1000",
    ),
    Budget(
        "1,000 JSON, one process", 200, ("OPA engine", "cfn-guard", "Spectral", "check-jsonschema", "ajv-cli"),
        notation="json", count=1000, stages="json-1000",
    ),
    Budget("10,000 YAML, two processes", 2200, ("gojq",), tool=TWO, count=10_000, mb=40, stages="yaml-1000"),
    Budget(UNCHANGED, 150, alone=True, held="the start, and asking the file system about each file"),
    Budget(
        "100,000 YAML, two processes", 0, tool=TWO, count=100_000, stages="yaml-1000",
        held="the names of the files", times_ten_of=10_000,
    ),
)  # fmt: skip


def row(budget: Budget, results: Results) -> tuple[str, str, str, str]:
    """The case, what it may take, what it takes, and how that stands."""
    figure = (
        results.alone.get(budget.case) if budget.alone else results.figure(budget.tool, budget.notation, budget.count)
    )
    most, memory = _limits(budget, results)
    allowed = f"{most:,.0f} ms" + (f", {memory:.0f} MB" if memory else "")
    if budget.times_ten_of:
        allowed = f"ten times the {budget.times_ten_of:,}, same memory"
    if figure is None:
        return budget.case, allowed, "not measured", "—"
    words = [_time(budget, figure.ms, most, results)]
    if memory and figure.mb > memory:
        held = f", held by {budget.held}" if budget.held else ""
        words.append(f"memory {figure.mb:.0f} MB, {figure.mb / memory:.1f} times{held}")
    words += _race(budget, figure.ms, results)
    return budget.case, allowed, f"{figure.ms:,.0f} ms, {figure.mb:.0f} MB", "; ".join(words)


def _limits(budget: Budget, results: Results) -> tuple[float, float | None]:
    if not budget.times_ten_of:
        return budget.ms, budget.mb
    tenth = results.figure(budget.tool, budget.notation, budget.times_ten_of)
    return (tenth.ms * budget.count / budget.times_ten_of, tenth.mb * 1.05) if tenth else (0, None)


def _time(budget: Budget, taken: float, most: float, results: Results) -> str:
    if not most:
        return "no figure to compare with"
    if taken <= most:
        return "met"
    held = holds(results.stages.get(budget.stages, {})) if budget.stages else f", held by {budget.held}"
    return f"**not met**: {taken / most:.1f} times{held}"


def holds(stages: dict[str, float] | object) -> str:
    """The two stages that take the most, with their shares."""
    if not isinstance(stages, dict) or not stages:
        return ""
    whole = sum(stages.values())
    largest = sorted(stages.items(), key=lambda item: -item[1])[:2]
    return ", held by " + " and ".join(f"{STAGES_IN_WORDS[stage]} ({ms / whole:.0%})" for stage, ms in largest)


def _race(budget: Budget, taken: float, results: Results) -> list[str]:
    others = {name: results.figure(name, budget.notation, budget.count) for name in budget.ahead_of}
    ahead = [name for name, other in others.items() if other and taken < other.ms]
    behind = [f"{name} ({taken / other.ms:.1f} times)" for name, other in others.items() if other and taken >= other.ms]
    unknown = [name for name, other in others.items() if not other]
    said = [f"ahead of {', '.join(ahead)}"] if ahead else []
    said += [f"**behind** {', '.join(behind)}"] if behind else []
    return said + ([f"not compared with {', '.join(unknown)}"] if unknown else [])
