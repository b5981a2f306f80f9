"""What each tool answers about a programme that departs from a rule, and about one with five blanks instead."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench import programmes
from tests.bench.measure import Stopwatch
from tests.bench.tools import HOME, Folder, Tool

DEPARTS = "one-or-two-coordinators"
BLANK = (
    "intersessional-in-geneva",
    "intersessional-in-first-half",
    "coordinators-are-states-parties",
    "working-group-terms",
    "committee-chaired-by-president",
)
"""The rules of the ten that ask about the blanks of the second programme."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a tool said: the name of the rule, the line in the file, the paragraph; and of the five blanks how many it
    called a departure, and how many it named as open."""

    rule: bool
    line: bool
    paragraph: bool
    departures: int
    named_open: int


def ask(tools: Sequence[Tool], parties: Sequence[str]) -> dict[str, Answers]:
    """The answers of all tools."""
    sound = next(made.document for made in programmes.programmes(100, parties) if not made.broken)
    departs, lines = _departing(sound)
    told, blank = _folder("departs", departs), _folder("blank", _blanks(sound))
    with Stopwatch() as watch:
        return {tool.name: _ask(tool, watch, told, lines, blank) for tool in tools}


def _departing(sound: programmes.Document) -> tuple[programmes.Document, range]:
    """A programme with a third coordinator in its first group, and the lines of that group's coordinators."""
    document = copy.deepcopy(sound)
    group = document["working_groups"][0]
    group["coordinators"] = [*programmes.pair(group), {"state": programmes.THIRD, "years": [2012]}]
    lines = programmes.text(document, "yaml").splitlines()
    first = next(at for at, line in enumerate(lines, 1) if line == "    coordinators:")
    return document, range(first, first + 7)


def _blanks(sound: programmes.Document) -> programmes.Document:
    document = copy.deepcopy(sound)
    document["meetings"][0] |= {"city": "____", "end": "2012-XX-XX"}
    leader = document["working_groups"][0]["coordinators"][0]
    leader |= {"state": "____", "years": "____"}
    document["coordination_committee"]["chair"] = "____"
    return document


def _folder(name: str, document: programmes.Document) -> Folder:
    path = HOME / "programmes" / name
    path.mkdir(parents=True, exist_ok=True)
    (path / "programme.yaml").write_text(programmes.text(document, "yaml"), encoding="utf-8")
    return Folder(path, "yaml", ("programme.yaml",))


def _ask(tool: Tool, watch: Stopwatch, told: Folder, lines: range, blank: Folder) -> Answers:
    watch.run(tool.commands(told), told.path)
    printed = watch.printed(tool)
    numbers = {int(number) for number in re.findall(r"(?<![\w.])\d{1,3}(?![\w.])", printed)}
    watch.run(tool.commands(blank), blank.path)
    after = watch.printed(tool)
    return Answers(
        rule=DEPARTS in printed or DEPARTS.replace("-", "_") in printed,
        line=not numbers.isdisjoint(lines) or bool(re.search(rf"L:({'|'.join(map(str, lines))}),", printed)),
        paragraph="2(c)" in printed,
        departures=len({rule for _, rule in tool.answers(after)} & set(BLANK)),
        named_open=sum(bool(re.search(rf"(?m)^ {{8,}}.*\b{rule} \(", after)) for rule in BLANK),
    )
