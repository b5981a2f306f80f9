"""What a run of the benchmark found, kept as JSON between measuring and writing the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from operator import attrgetter

from tests.bench.answers import Answers
from tests.bench.measure import Figure, Run
from tests.bench.tools import HOME, all_tools

FILE = HOME / "results.json"


@dataclass(frozen=True, slots=True)
class Results:
    """Figures of all tools, cases of ccmcheck alone, its stages by folder (`yaml-1000`), answers, versions, cores."""

    cores: int
    figures: tuple[Figure, ...]
    alone: Mapping[str, Run]
    stages: Mapping[str, Mapping[str, float]]
    answers: Mapping[str, Answers]
    versions: Mapping[str, str]
    patience: float
    """The most seconds that one run of a tool might take."""
    drafts: Mapping[str, Run] = field(default_factory=dict)
    """One check of a draft, by the name of its file (`draft-50.md`)."""

    def figure(self, tool: str, notation: str, count: int) -> Figure | None:
        """The figure of a tool for so many files, if it was measured."""
        return next((f for f in self.figures if (f.tool, f.notation, f.count) == (tool, notation, count)), None)

    def tools(self) -> list[str]:
        """The tools that were measured, in the order of the table of tools."""
        measured = {figure.tool for figure in self.figures}
        return [tool.name for tool in all_tools() if tool.name in measured]

    def counts(self, notation: str) -> list[int]:
        """The numbers of files that were measured."""
        return sorted({figure.count for figure in self.figures if figure.notation == notation})


def keep(results: Results) -> None:
    """Writes the results."""
    FILE.write_text(json.dumps(asdict(results), indent=1), encoding="utf-8")


def read() -> Results:
    """The results of the last run."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return Results(
        data["cores"],
        tuple(Figure(**figure) for figure in data["figures"]),
        {case: Run(*run) for case, run in data["alone"].items()},
        data["stages"],
        {tool: Answers(**answers) for tool, answers in data["answers"].items()},
        data["versions"],
        data["patience"],
        {name: Run(*run) for name, run in data.get("drafts", {}).items()},
    )


def added(before: Results, now: Results) -> Results:
    """What was measured now, and what was measured before of what was not measured now."""
    key = attrgetter("tool", "notation", "count")
    figures = {key(figure): figure for figure in (*before.figures, *now.figures)}
    order = [tool.name for tool in all_tools()]
    return replace(
        now,
        figures=tuple(sorted(figures.values(), key=lambda f: (f.notation != "yaml", f.count, order.index(f.tool)))),
        alone={**before.alone, **now.alone},
        stages={**before.stages, **now.stages},
        answers={**before.answers, **now.answers},
        versions={**before.versions, **now.versions},
        drafts={**before.drafts, **now.drafts},
    )
