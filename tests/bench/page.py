"""`docs/benchmark.md` out of the results: ratios first, figures as context; nothing else about the machine gets in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tests.bench import drafts
from tests.bench.answers import BLANK
from tests.bench.budgets import BUDGETS, FLOORS, FLOORS_OF_THE_BUDGETS, STAGES_IN_WORDS, row
from tests.bench.measure import Figure
from tests.bench.picture import picture
from tests.bench.results import Results
from tests.bench.ten import TEN
from tests.bench.tools import REPOSITORY, all_tools

PAGE = REPOSITORY / "docs" / "benchmark.md"
PICTURE = REPOSITORY / "docs" / "benchmark.svg"
BASE = "ccmcheck"

_HEAD = """# How fast, and what for

The same ten rules over the same programmes, in ccmcheck and in the tools that people would pick instead, measured side
by side in one run. A programme has about a hundred lines; one in five breaks one of the ten rules, and which one is
known from the start, so that every answer of every tool is checked. Each figure is the median of {runs} of whole
processes, one tool after the other and then all of them again{large}; memory is the peak of the largest process.
Machine: {cores} cores.

Figures of another machine or another day do not compare; the ratios do. `ccmcheck` judges by all the bundled rules, of
which there are more than thirty, `ccmcheck, ten rules` by the ten that the others have. The first programme, which the
case of a single file judges, departs from a rule, so that finding words and places is part of what it takes.

{note}To measure anew: `tests/bench/install.sh` once, then `python -m tests.bench`; with `--large`, 10,000 and 100,000
programmes too.
"""

_UNAVAILABLE = """## How the others were set up

- Every tool is asked for what names the file and the rule, or at least the place: nothing is timed that only says
  "wrong". Their rules lie in `tests/bench/peers/`.
- regorus is not to be had from pip under its own name. `gordon-to-regorus`, a fork of it, has the virtual machine and
  is measured; `hobofan-regorus` and `celine-regorus` are older, and the second was seen to have none.
- The OPA command is in none of the registries of pip, npm and Debian. Its engine is, as a shared library for Python.
  Both it and regorus are run by a script of twenty lines, and read the YAML themselves.
- cfn-guard's command comes inside a plugin of another tool on npm; its own binding on pip takes one file at a time.
- Spectral's own function for schemas compiles anew for each document, which made it many times slower;
  three small functions of a line or two stand in for it.
- ajv-cli stops at the first error of a file. It takes dates in YAML for moments in time and not for text, and passes
  over every rule about them.
- A tool that would need more than {patience:.0f} s for one run is not asked for the larger numbers of programmes.
"""


def write(results: Results, note: str = "") -> None:
    """Writes the page and its picture."""
    PICTURE.write_text(picture(results), encoding="utf-8")
    PAGE.write_text("\n".join(_parts(results, note)), encoding="utf-8")


def put_work(tables: str) -> None:
    """Puts the tables of `tests.bench.work` into the page as it stands, in the place of those before."""
    written = PAGE.read_text(encoding="utf-8")
    rest = _WORK.sub("", written)
    before, heading, after = rest.partition("## The ten rules\n")
    PAGE.write_text(f"{before}{_WORK_HEAD}\n{tables}\n{heading}{after}", encoding="utf-8")


def _work() -> Iterable[str]:
    """What `tests.bench.work` has put into the page."""
    found = _WORK.search(PAGE.read_text(encoding="utf-8"))
    return [found[0].removesuffix("\n")] if found else []


_WORK_HEAD = """## What ccmcheck alone takes

Millions of instructions of whole processes, in one process each, counted by valgrind: they hardly depend on what else
the machine does. To count anew: `python -m tests.bench.work`. Which budgets of these ratios are not met, and why, says
[decision 0042](decisions/0042-budgets-of-speed-that-are-not-met.md).
"""
_WORK = re.compile(r"^## What ccmcheck alone takes\n.*?(?=^## )", re.MULTILINE | re.DOTALL)


def _parts(results: Results, note: str) -> Iterable[str]:
    yield _HEAD.format(**_runs(results), cores=results.cores, note=f"{note}\n\n" if note else "")
    yield "![Time against number of files, on logarithmic scales; the tables hold the same figures](benchmark.svg)\n"
    yield "## Budgets\n"
    yield table(("case", "at most", "taken", "and so"), [row(budget, results) for budget in BUDGETS])
    yield from _floors(results)
    yield "## Ratios\n\nHow many times as long as `ccmcheck` a tool takes: above 1 it is slower.\n"
    for notation in ("yaml", "json"):
        yield f"### {notation.upper()}, times `ccmcheck`\n"
        yield _by_count(results, notation, lambda figure, base: f"{figure.ms / base.ms:.2f}" if base else "—")
    yield "## Figures\n\nMilliseconds, and peak memory in MB. No peak below 9 MB can be told.\n"
    for notation in ("yaml", "json"):
        yield f"### {notation.upper()}, ms and MB\n"
        yield _by_count(results, notation, lambda figure, _: f"{figure.ms:,.0f} · {figure.mb:.0f}")
    yield from _drafts(results)
    yield from _answers(results)
    yield from _stages(results)
    yield from _work()
    yield "## The ten rules\n"
    yield table(("rule", "paragraph", "asks"), [(f"`{rule.name}`", rule.paragraph, rule.asks) for rule in TEN])
    yield _UNAVAILABLE.format(patience=results.patience)


def _floors(results: Results) -> Iterable[str]:
    floors = [results.alone.get(name) for name in FLOORS]
    if all(floors):
        told = [f"{name} {run.ms:.0f} ms" for name, run in zip(FLOORS, floors, strict=True) if run]
        before = " and ".join(map(str, FLOORS_OF_THE_BUDGETS))
        yield (
            f"In turns with each other: {', '.join(told)}. The first two do nothing;\n"
            f"they took {before} ms where the budgets were set.\n"
        )


def _by_count(results: Results, notation: str, cell: object) -> str:
    assert callable(cell)
    counts = results.counts(notation)
    rows = []
    for tool in results.tools():
        cells = [tool]
        for count in counts:
            figure, base = results.figure(tool, notation, count), results.figure(BASE, notation, count)
            cells.append(cell(figure, base) if figure else "—")
        rows.append(cells)
    return table(("tool", *(f"{count:,}" for count in counts)), rows)


def _drafts(results: Results) -> Iterable[str]:
    """Time by length, and how many times the one before: beside four times the text, four is in proportion."""
    if not results.drafts:
        return
    yield (
        "## Drafts\n\n"
        "One check of a draft of so many paragraphs, a whole process: milliseconds, peak memory in MB, and how many\n"
        "times as long as the draft before takes, which has a quarter of its paragraphs (half of them for the last).\n"
    )
    rows = []
    for form in drafts.FORMATS:
        runs = [results.drafts[drafts.file_name(form, size)] for size in drafts.SIZES]
        ratios = ["", *(f", {run.ms / before.ms:.1f} times" for before, run in pairwise(runs))]
        rows.append((form, *(f"{run.ms:,.0f} · {run.mb:.0f}{ratio}" for run, ratio in zip(runs, ratios, strict=True))))
    yield table(("format", *(f"{size:,}" for size in drafts.SIZES)), rows)


def _answers(results: Results) -> Iterable[str]:
    yield (
        "## What each tool answered\n\n"
        "Over all programmes, wrong answers by rule; of a programme with a third coordinator, whether the answer\n"
        f"names the rule, the line and the paragraph; of a programme with {len(BLANK)} blanks and no departure, how\n"
        "many of them it took for departures, and how many it said are open, with the rule that waits.\n"
    )
    origins = {tool.name: tool.origin for tool in all_tools()}
    rows = []
    for tool in results.tools():
        answers = results.answers[tool]
        rows.append((
            tool, f"{origins[tool]} {results.versions.get(tool, '')}".strip(), _wrong(results, tool),
            _yes(answers.rule), _yes(answers.line), _yes(answers.paragraph), f"{answers.departures} of {len(BLANK)}",
            f"{answers.named_open} of {len(BLANK)}",
        ))  # fmt: skip
    yield table(
        (
            "tool",
            "from",
            "wrong answers",
            "rule",
            "line",
            "paragraph",
            "blanks called departures",
            "blanks said to be open",
        ),
        rows,
    )


def _wrong(results: Results, tool: str) -> str:
    mine = [figure for figure in results.figures if figure.tool == tool]
    worst = max(mine, key=lambda figure: sum(figure.wrong.values()), default=None)
    return _mistakes(worst) if worst and worst.wrong else "none"


def _mistakes(figure: Figure) -> str:
    said = ", ".join(f"{count} about `{rule}`" for rule, count in figure.wrong.items())
    return f"{said}, of {figure.count:,} {figure.notation.upper()}"


def _yes(said: bool) -> str:
    return "yes" if said else "no"


def _stages(results: Results) -> Iterable[str]:
    folders = list(results.stages)
    yield (
        "## Where ccmcheck spends its time\n\n"
        "Processor time in ms by stage, in one process, bundled rules, cache filled. A script goes the way of the\n"
        "command with the library (`tests/bench/stages.py`); the rest is what a whole process takes beyond it.\n"
    )
    rows = [
        (words, *(f"{results.stages[folder].get(stage, 0):,.1f}" for folder in folders))
        for stage, words in STAGES_IN_WORDS.items()
    ]
    rows.append(("all", *(f"{sum(results.stages[folder].values()):,.0f}" for folder in folders)))
    yield table(("stage", *(_folder(folder) for folder in folders)), rows)


def _folder(name: str) -> str:
    notation, _, count = name.partition("-")
    return f"{int(count):,} {notation.upper()}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _runs(results: Results) -> dict[str, str]:
    """How many runs a figure is made of, and where there are fewer for the large numbers, how many there."""
    runs = {figure.count: figure.runs for figure in results.figures}
    usual = max(runs.values())
    fewer = [f"{_word(made)} for {count:,} programmes" for count, made in sorted(runs.items()) if made < usual]
    return {"runs": _word(usual), "large": f"\n({', '.join(fewer)})" if fewer else ""}


def _word(number: int) -> str:
    words = ("no runs", "one run", "two runs", "three runs", "four runs", "five runs", "six runs", "seven runs")
    return words[number] if number < len(words) else f"{number} runs"
