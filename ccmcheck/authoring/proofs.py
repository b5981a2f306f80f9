"""What was proved of a ruleset, kept beside the rules (`proofs/NAME.json`) with digests that say whether it is fresh.

Reading it needs no solver. It holds no witness: those may differ from one version of the solver to another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from ccmcheck.language.rulebook.model import Rulebook, Ruleset

ENCODER = "3"
"""Changes when the same rules could be proved otherwise: another encoding, other bounds, other questions."""


STANDINGS: dict[str, str] = {
    "own": "can be kept, and be broken on its own",
    "follows": "follows from others",
    "never-applies": "can never apply: what it speaks of, or its `when`, is never so",
    "never-kept": "cannot be kept where it applies while the others are",
    "never-broken": "cannot be broken by any programme",
    "not-asked": "was not asked, since it speaks of the programme before",
}
"""What was found of a rule, in words."""


def digest(book: Rulebook, ruleset: Ruleset) -> str:
    """What a proof rests on: all rules of the run, the schema, the registers and the encoder."""
    sha256 = hashlib.sha256(ENCODER.encode())
    for part in (
        ruleset.name,
        *(each.sha256 for each in book.rulesets),
        json.dumps(book.vocabulary.schema, sort_keys=True),
        *(f"{name} {register.sha256}" for name, register in sorted(book.registers.items())),
    ):
        sha256.update(b"\0" + part.encode())
    return sha256.hexdigest()


@dataclass(frozen=True, slots=True)
class FreeOfContradictions:
    """The day on which rules were proved free of contradictions, and those of them that were not asked."""

    since: date
    not_asked: tuple[str, ...]


def free_of_contradictions(book: Rulebook, ruleset: Ruleset, folder: Traversable) -> FreeOfContradictions | None:
    """What a fresh proof says of a ruleset; None without one, and where no rule was asked."""
    data = read(beside(folder, ruleset), digest(book, ruleset))
    try:
        if data is None or not asked(data):
            return None
        return FreeOfContradictions(date.fromisoformat(data["proved_on"]), not_asked(data))
    except (KeyError, TypeError, ValueError):
        return None


def asked(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a proof says of each rule that was asked."""
    return [each for each in data["rules"] if each["standing"] != "not-asked"]


def not_asked(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The rules that a proof says nothing of."""
    return tuple(each["rule"] for each in data["rules"] if each["standing"] == "not-asked")


def file_of(rules_file: Path, name: str) -> Path:
    """Where the proof of a ruleset is kept: beside its rules file."""
    return rules_file.parent / "proofs" / f"{name}.json"


def beside(folder: Traversable, ruleset: Ruleset) -> Traversable:
    """Where the proof of a ruleset lies, from the folder of its rules file."""
    return folder / "proofs" / f"{ruleset.name}.json"


def read(file: Traversable, expected: str) -> dict[str, Any] | None:
    """The proof in a file, if it is one and fresh."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("digest") == expected else None


def text_of(data: dict[str, Any]) -> str:
    """The proof as its file has it."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
