"""Programmes with much of one thing: whatever a programme can hold, so many times; squares are seen here."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.programmes import Document, text

SIZES = (100, 200, 400, 800)
RULES = (300, 2000)
FILES = (1000, 20_000)
_QUESTION = "beirut-2011/cooperation-sought"


def _meetings(document: Document, count: int) -> None:
    first = document["meetings"][0]
    document["meetings"] += [first | {"id": f"more-{at}"} for at in range(count)]


def _groups(document: Document, count: int) -> None:
    first = document["working_groups"][0]
    document["working_groups"] += [first for _ in range(count)]


def _areas(document: Document, count: int) -> None:
    first = document["thematic_areas"][0]
    document["thematic_areas"] += [first for _ in range(count)]


def _coordinators(document: Document, count: int) -> None:
    leaders = document["working_groups"][0]["coordinators"]
    document["working_groups"][0]["coordinators"] = leaders * (count // len(leaders))


def _years(document: Document, count: int) -> None:
    document["working_groups"][0]["coordinators"][0]["years"] = list(range(2012, 2012 + count))


def _words(*names: str) -> Callable[[Document, int], None]:
    """More words in a list."""

    def more(document: Document, count: int) -> None:
        holder: Any = document
        for name in names[:-1]:
            holder = holder[int(name) if name.isdigit() else name]
        holder[names[-1]] = [*holder[names[-1]], *(f"Word {at}" for at in range(count))]

    return more


def _answers(document: Document, count: int) -> None:
    answer = {"question": _QUESTION, "answer": True, "by": "President", "on": "2011-09-16"}
    document["assessments"] = [answer | {"note": f"line {at}"} for at in range(count)]


def _blank_meetings(document: Document, count: int) -> None:
    first = document["meetings"][0]
    document["meetings"] += [first | {"id": f"more-{at}", "city": "____"} for at in range(count)]


def _long_title(document: Document, count: int) -> None:
    document["title"] = " ".join(["Work"] * count)


GROWING: dict[str, Callable[[Document, int], None]] = {
    "meetings": _meetings,
    "meetings with a blank": _blank_meetings,
    "working groups": _groups,
    "thematic areas": _areas,
    "coordinators of a group": _coordinators,
    "years of a coordinator": _years,
    "languages of a meeting": _words("meetings", "0", "languages"),
    "principles of the Unit": _words("implementation_support_unit", "principles"),
    "linked units": _words("implementation_support_unit", "linked_units"),
    "answers": _answers,
    "words of a title": _long_title,
}


def grown(document: Document, what: str, count: int) -> str:
    """The text of a programme with so many of one thing."""
    GROWING[what](document, count)
    return text(document, "yaml")


def with_remarks(document: Document, count: int) -> str:
    """The text of a programme with so many different lines that say nothing."""
    return "".join(f"# remark {at}\n" for at in range(count)) + text(document, "yaml")


_RULE = re.compile(r"^obligation intersessional-in-geneva\n(?:[ ].*\n)+", re.MULTILINE)


def write_rules(folder: Path, repository: Path, count: int) -> Path:
    """A file of so many rules beside copies of what rules refer to: one of the bundled rules under so many names."""
    for name in ("rules", "schemas", "samples"):
        shutil.copytree(repository / name, folder / name, dirs_exist_ok=True)
    bundled = (repository / "rules" / "beirut-2011.rules").read_text(encoding="utf-8")
    head, rule = bundled.partition("\nregister ")[0], _RULE.search(bundled)
    assert rule is not None
    same = [rule[0].replace("intersessional-in-geneva", f"in-geneva-{at}", 1) for at in range(count)]
    file = folder / "rules" / f"many-{count}.rules"
    file.write_text("\n".join([head, "", *same]), encoding="utf-8")
    return file
