"""A proof as plain data, and that data in words; needs no solver, so that a kept proof is shown without one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ccmcheck.authoring import proofs
from ccmcheck.base.days import day
from ccmcheck.base.quoting import listed

if TYPE_CHECKING:
    from ccmcheck.proving.questions.prove import Proof


def data_of_proof(proof: Proof, digest: str, proved_on: date) -> dict[str, Any]:
    """A proof as its file has it, with the day of the proof."""
    return {
        "ruleset": proof.ruleset,
        "digest": digest,
        "proved_on": proved_on.isoformat(),
        "entries": proof.entries,
        "witnesses": proof.witnesses,
        "rules": [
            {
                "rule": each.rule,
                "standing": each.standing,
                **({"follows_from": list(each.follows_from)} if each.follows_from else {}),
                **({"same_as": list(each.same_as)} if each.same_as else {}),
            }
            for each in proof.rules
        ],
    }


def text_of_proofs(proofs: Sequence[dict[str, Any]]) -> str:
    """Proofs for a reader."""
    return "\n".join(_text(proof) for proof in proofs)


def _shown(witnesses: int) -> str:
    return "One programme shows it," if witnesses == 1 else f"{witnesses} programmes show it, each"


def _text(proof: dict[str, Any]) -> str:
    rules, asked = proof["rules"], proofs.asked(proof)
    if rules and not asked:
        lines = [f"{proof['ruleset']}: no rule was asked, so nothing is proved."]
    else:
        lines = _proved(proof, asked)
    lines += [f"Beside {other} they can be kept as well." for other in proof.get("together", {})]
    for rule in rules:
        if rule.get("same_as"):
            lines.append(f"  {rule['rule']} says the same as {listed(rule['same_as'])}")
        elif rule["standing"] == "follows":
            lines.append(f"  {rule['rule']} follows from {listed(rule['follows_from'])}")
        elif rule["standing"] != "own":
            lines.append(f"  {rule['rule']} {proofs.STANDINGS[rule['standing']]}")
    return "\n".join(lines) + "\n"


def _proved(proof: dict[str, Any], asked: Sequence[dict[str, Any]]) -> list[str]:
    """What holds of the rules that were asked."""
    own = sum(rule["standing"] == "own" for rule in asked)
    which = " that were asked" if len(asked) < len(proof["rules"]) else ""
    proved_on = day(date.fromisoformat(proof["proved_on"]))
    return [
        f"{proof['ruleset']}: all obligations{which} can be kept at once, in lists of up to {proof['entries']} items.",
        f"{own} of {len(asked)} rules{which} can each be kept, and be broken on their own.",
        f"{_shown(proof['witnesses'])} confirmed by the evaluator. Proved on {proved_on}.",
    ]
