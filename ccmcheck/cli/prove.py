"""`ccmcheck prove`: whether the rules of a decision agree, and whether each says something of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ccmcheck.cli.output import emit, say
from ccmcheck.cli.solving import FORMAT, SECONDS, answer, needs_solver, rules_of, show

if TYPE_CHECKING:
    from ccmcheck.language.rulebook.model import Rulebook


@click.command()
@click.argument("rules", nargs=-1, metavar="[RULES...]")
@click.option("--check", "check_", is_flag=True, help="Only say whether the kept proof is fresh; needs no solver.")
@click.option(
    "--entries",
    type=click.IntRange(1, 50),
    metavar="N",
    help="Try lists of N items at least  [default: as many as the rules count]",
)
@FORMAT
@SECONDS
def prove(rules: tuple[str, ...], check_: bool, entries: int | None, format_: str, seconds: int) -> None:
    """Prove that all obligations of RULES (else the bundled decisions) can be kept at once.

    Of each rule: that it can apply and be kept, and that a programme can break it while all others are kept, or the
    rules that it follows from. What is found is kept beside the rules in proofs/NAME.json and is not looked for again
    while rules, schema and registers are the same.

    \b
    Examples:
      ccmcheck prove
      ccmcheck prove my.rules --seconds 120
      ccmcheck prove --check

    \b
    Exit codes: 0 no contradiction, 1 a contradiction (the fewest rules are named) or, with --check, no fresh proof,
    2 wrong usage or no solver, 3 unfinished within --seconds, 5 a rules file is wrong.
    """
    from ccmcheck.authoring import proofs
    from ccmcheck.proving.proved import text_of_proofs

    book = rules_of(rules)
    kept = {r.name: proofs.read(_place(r.name, book, rules), proofs.digest(book, r)) for r in book.rulesets}
    kept = {name: data for name, data in kept.items() if data is None or data["entries"] >= (entries or 0)}
    known = [data for data in kept.values() if data is not None]
    if len(known) < len(book.rulesets):
        if check_:
            missing = [ruleset.name for ruleset in book.rulesets if kept.get(ruleset.name) is None]
            again = " ".join(("ccmcheck prove", *rules))
            say(f"no fresh proof of {', '.join(missing)}: run `{again}`")
            sys.exit(1)
        known = _proved(book, rules, entries, format_, seconds)
    show(text_of_proofs(known), known, format_)


def _proved(
    book: Rulebook, rules: tuple[str, ...], entries: int | None, format_: str, seconds: int
) -> list[dict[str, Any]]:
    needs_solver()
    from datetime import UTC, datetime

    from ccmcheck.authoring import proofs
    from ccmcheck.proving import words
    from ccmcheck.proving.proved import data_of_proof
    from ccmcheck.proving.questions.common import Clash
    from ccmcheck.proving.questions.prove import prove as asked
    from ccmcheck.proving.setting import ENTRIES

    answered = answer(lambda until: asked(book, until, entries=entries or ENTRIES), seconds)
    if isinstance(answered, Clash):
        show(words.of_clash(answered), words.clash_data(answered), format_)
        sys.exit(1)
    each_as_data = []
    for ruleset, proof in zip(book.rulesets, answered, strict=True):
        data = data_of_proof(proof, proofs.digest(book, ruleset), datetime.now(UTC).date())
        each_as_data.append(data)
        _keep(_place(ruleset.name, book, rules), proofs.text_of(data))
    return each_as_data


def _place(name: str, book: Rulebook, rules: tuple[str, ...]) -> Path:
    """Where the proof of a ruleset is kept."""
    from ccmcheck.authoring import proofs
    from ccmcheck.base import resources

    ruleset = next(each for each in book.rulesets if each.name == name)
    file = Path(ruleset.source.name) if rules else Path(str(resources.folder("rules"))) / Path(ruleset.source.name).name
    return proofs.file_of(file, ruleset)


def _keep(file: Path, text: str) -> None:
    """Writes a proof; where it cannot be kept it is still shown."""
    try:
        file.parent.mkdir(exist_ok=True)
        emit(text, str(file))
    except OSError:
        say(f"note: the proof cannot be kept in {file}")
