"""Programmes by the thousand, each with its own answer: seeded, about a hundred lines, one in five breaks one rule.

The programme with a given seed and number is always the same, however many are made, in YAML and in JSON alike.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench.ten import NAMES

SEED = 2012
BROKEN = 0.2
NOTATIONS = ("yaml", "json")

Document = dict[str, Any]

TOPICS = (
    "general-status-and-operation", "universalization", "victim-assistance", "clearance-and-risk-reduction",
    "stockpile-destruction-and-retention", "cooperation-and-assistance",
)  # fmt: skip
PRINCIPLES = ("independence", "inclusiveness", "transparency", "accountability", "efficiency", "effectiveness")
PRESIDENT = "President of the Meeting of the States Parties"
CENTRE = "Geneva International Centre for Humanitarian Demining"
STRANGERS = ("Sweden", "Canada", "Australia", "Switzerland", "Italy", "Peru", "Iraq", "Costa Verde")
"""None of them had joined the Convention on the day of the decision."""
THIRD = "Norway"
"""A State party that coordinates nothing, unless a group is to have one too many."""


class Made(NamedTuple):
    """A programme, and the one rule of the ten that it breaks; empty if it breaks none."""

    number: int
    document: Document
    broken: str


def states(register: Path) -> list[str]:
    """The names of the States that had deposited their instruments by 16 September 2011."""
    import yaml

    rows = yaml.load(register.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    rows = rows["parties"] if isinstance(rows, dict) and "parties" in rows else rows
    return [row["state"] for row in rows if str(row["deposited"]) <= "2011-09-16"]


def programmes(count: int, parties: Sequence[str], seed: int = SEED) -> Iterator[Made]:
    """The first so many programmes of a seed."""
    return (programme(number, parties, seed) for number in range(count))


def programme(number: int, parties: Sequence[str], seed: int = SEED) -> Made:
    """One programme: what it says is drawn by lot within what the rules allow, and then perhaps broken."""
    chance = random.Random(f"{seed}/{number}")
    document = _sound(number, parties, chance)
    if chance.random() >= BROKEN:
        return Made(number, document, "")
    rule = chance.choice(NAMES)
    _BREAK[rule](document, chance)
    return Made(number, document, rule)


# -- a programme that keeps every rule -----------------------------------------------------------------------------


def _sound(number: int, parties: Sequence[str], chance: random.Random) -> Document:
    names = iter(chance.sample([state for state in parties if state != THIRD], 15))
    first = chance.randint(3, 24)
    last = first + chance.randint(0, 3)
    return {
        "treaty": "CCM",
        "title": "Work programme for 2012 for the implementation and universalization of the Convention",
        "document": f"CCM/MSP/2011/{number + 1}",
        "decided_by": "2MSP",
        "decided_on": "2011-09-16",
        "year": 2012,
        "meetings": [_intersessional(chance), _meeting(first, last, next(names))],
        "working_groups": [{"topic": topic, "coordinators": _leaders(names, chance)} for topic in TOPICS],
        "thematic_areas": [
            {"topic": topic, "coordinators": [{"state": next(names), "years": [2012, 2013]}]}
            for topic in ("reporting", "national-implementation-measures")
        ],
        "coordination_committee": {"chair": PRESIDENT},
        "implementation_support_unit": _unit(f"2012-09-{last:02}", chance),
        "assessments": [],
    }


def _intersessional(chance: random.Random) -> Document:
    return {
        "id": "intersessional-2012",
        "kind": "intersessional",
        "title": "Informal intersessional meeting",
        "venue": "World Meteorological Organization",
        "city": "Geneva",
        "country": "Switzerland",
        "start": "2012-04-16",
        "end": "2012-04-19",
        "languages": _languages(chance),
    }  # fmt: skip


def _languages(chance: random.Random) -> list[str]:
    more = chance.sample(["Arabic", "Russian"], chance.randint(0, 2))
    return [*chance.sample(["English", "French", "Spanish"], 3), *more]


def _meeting(first: int, last: int, president: str) -> Document:
    return {
        "id": "3msp",
        "kind": "meeting-of-states-parties",
        "title": "Third Meeting of the States Parties",
        "city": "Oslo",
        "country": "Norway",
        "start": f"2012-09-{first:02}",
        "end": f"2012-09-{last:02}",
        "president": {"name": "Steffen Kongstad", "title": "Ambassador", "state": president},
    }


def _leaders(names: Iterator[str], chance: random.Random) -> list[Document]:
    two = [{"state": next(names), "years": [2012]}, {"state": next(names), "years": [2012, 2013]}]
    return two if chance.random() < 0.8 else [chance.choice(two)]


def _unit(established: str, chance: random.Random) -> Document:
    return {
        "establish_by": established,
        "seat": "Geneva",
        "host": CENTRE,
        "independent": True,
        "linked_units": [],
        "principles": chance.sample(PRINCIPLES, len(PRINCIPLES)),
        "director": {"recruited_by": "President", "consulted": ["coordinators", "States parties"], "transparent": True},
        "presents": ["annual workplan", "annual budget"],
        "reports_on": ["activities", "finances"],
        "directive": {"describes": ["tasks", "responsibilities"]},
        "hosting_agreement": {"approved_by": "States parties", "reflects_directive": True},
        "financial_model": {"consulted": "States parties", "approved_by": "States parties"},
        "interim_support": {
            "provider": "United Nations Development Programme", "guided_by": "Directive", "supported_by": CENTRE,
        },
    }  # fmt: skip


# -- and one that breaks one rule ----------------------------------------------------------------------------------


def _abroad(document: Document, chance: random.Random) -> None:
    document["meetings"][0]["city"] = chance.choice(["Oslo", "Vienna", "Beirut"])


def _late(document: Document, chance: random.Random) -> None:
    day = chance.randint(1, 20)
    document["meetings"][0] |= {"start": f"2012-07-{day:02}", "end": f"2012-07-{day + 3:02}"}


def _speechless(document: Document, chance: random.Random) -> None:
    document["meetings"][0]["languages"].remove(chance.choice(["English", "French", "Spanish"]))


def _group_too_few_or_too_many(document: Document, chance: random.Random) -> None:
    groups = document["working_groups"]
    if chance.random() < 0.5:
        groups.pop(chance.randrange(6))
    else:
        groups.append({"topic": chance.choice(TOPICS), "coordinators": [groups[0]["coordinators"][0]]})


def _crowd_or_nobody(document: Document, chance: random.Random) -> None:
    group = chance.choice(document["working_groups"])
    third = {"state": THIRD, "years": [2012]}
    group["coordinators"] = [] if chance.random() < 0.5 else [*pair(group), third]


def pair(group: Document) -> list[Document]:
    """The coordinators of a group, which are made two where there is one."""
    leaders = group["coordinators"]
    return leaders if len(leaders) == 2 else [*leaders, {"state": THIRD, "years": [2012, 2013]}]


def _stranger(document: Document, chance: random.Random) -> None:
    chance.choice(chance.choice(document["working_groups"])["coordinators"])["state"] = chance.choice(STRANGERS)


def _too_long(document: Document, chance: random.Random) -> None:
    chance.choice(document["working_groups"])["coordinators"][-1]["years"] = [2012, 2013, 2014]


def _two_for_an_area(document: Document, chance: random.Random) -> None:
    area = chance.choice(document["thematic_areas"])
    area["coordinators"] = [] if chance.random() < 0.5 else [*area["coordinators"], *area["coordinators"]]


def _other_chair(document: Document, chance: random.Random) -> None:
    document["coordination_committee"]["chair"] = chance.choice(["Director", "Executive Coordinator"])


def _unprincipled(document: Document, chance: random.Random) -> None:
    document["implementation_support_unit"]["principles"].remove(chance.choice(PRINCIPLES))


_BREAK: dict[str, Callable[[Document, random.Random], None]] = {
    "intersessional-in-geneva": _abroad,
    "intersessional-in-first-half": _late,
    "working-languages": _speechless,
    "six-working-groups": _group_too_few_or_too_many,
    "one-or-two-coordinators": _crowd_or_nobody,
    "coordinators-are-states-parties": _stranger,
    "working-group-terms": _too_long,
    "one-thematic-coordinator": _two_for_an_area,
    "committee-chaired-by-president": _other_chair,
    "unit-principles": _unprincipled,
}


# -- as files ------------------------------------------------------------------------------------------------------


def text(document: Document, notation: str) -> str:
    """A programme as a drafter writes it in YAML, or as a program writes it in JSON."""
    if notation == "json":
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return "".join(f"{line}\n" for line in _lines(document, ""))


def file_name(number: int, notation: str) -> str:
    """000042.yaml"""
    return f"{number:06}.{notation}"


def write(folder: Path, count: int, notation: str, parties: Sequence[str], seed: int = SEED) -> dict[str, str]:
    """Writes so many programmes into a folder of their own, and gives the rule that each file breaks."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = {}
    for made in programmes(count, parties, seed):
        name = file_name(made.number, notation)
        (folder / name).write_text(text(made.document, notation), encoding="utf-8")
        expected[name] = made.broken
    return expected


def _lines(value: Document, indent: str) -> Iterator[str]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield f"{indent}{key}:"
            yield from _lines(inner, indent + "  ")
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield f"{indent}{key}:"
            for item in inner:
                first, *others = _lines(item, indent + "    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from others
        else:
            yield f"{indent}{key}: {_scalar(inner)}"


def _scalar(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_scalar(item) for item in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
