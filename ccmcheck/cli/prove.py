"""`ccmcheck prove`: whether the rules of a decision agree, and whether each says something of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import click

from ccmcheck.cli.output import complain, emit, say
from ccmcheck.cli.solving import FORMAT, SECONDS, answer, needs_solver, show
from ccmcheck.cli.values import Count

if TYPE_CHECKING:
    from ccmcheck.base.resources import NamedFile
    from ccmcheck.language.rulebook.model import Rulebook
    from ccmcheck.proving.questions.common import Clash

Files: TypeAlias = "tuple[NamedFile, ...]"
Proof: TypeAlias = dict[str, Any]
Found = TypeVar("Found")


@click.command()
@click.argument("rules", nargs=-1, metavar="[RULES...]")
@click.option("--check", "check_", is_flag=True, help="Only say whether the kept proof is fresh; needs no solver.")
@click.option(
    "--entries",
    type=Count(1, 50),
    metavar="N",
    help="Try lists of N items at least  [default: as many as the rules count]",
)
@FORMAT
@SECONDS
def prove(rules: tuple[str, ...], check_: bool, entries: int | None, format_: str, seconds: int) -> None:
    """Prove that all obligations of RULES (else of each bundled decision) can be kept at once.

    Several are proved one by one, and then that those which are in force on one day agree. Of each rule: that it can
    apply and be kept, and that a programme can break it while all others are kept, or the rules that it follows from.
    What is found is kept beside the rules in proofs/NAME.json and is not looked for again while rules, schema and
    registers are the same.

    \b
    Examples:
      ccmcheck prove
      ccmcheck prove my.rules --seconds 120
      ccmcheck prove --check

    \b
    Exit codes: 0 no contradiction, 1 a contradiction (the fewest rules are named) or, with --check, no fresh proof,
    2 wrong usage or no solver, 3 unfinished within --seconds, 5 a rules file is wrong.
    """
    from ccmcheck.proving.proved import text_of_proofs

    wanted = _Wanted(check_, entries, format_, seconds, " ".join(("ccmcheck prove", *rules)))
    known = [proof for files in _runs(rules) for proof in _of_run(files, wanted)]
    show(text_of_proofs(known), known, format_)


@dataclass(frozen=True)
class _Wanted:
    """What is wanted of a proof, and the command that asks for it."""

    only_kept: bool
    entries: int | None
    format_: str
    seconds: int
    command: str


def _runs(rules: tuple[str, ...]) -> Iterator[Files]:
    """The rules files that are asked about together: those that are named, or the bundled ones treaty by treaty."""
    from ccmcheck.base import resources

    if rules:
        yield resources.rules_files(rules)
    else:
        yield from map(resources.bundled_rules, resources.treaties())


def _of_run(files: Files, wanted: _Wanted) -> list[Proof]:
    """The proof of each file by itself, with those beside which all its obligations can be kept as well."""
    from ccmcheck.language.rulebook import cache
    from ccmcheck.language.rulebook.succession import in_force_together

    whole = _usable(files)
    known = {}
    for file in files:
        book, _ = cache.rulebook((file,))
        assert book is not None  # it is part of the whole
        known[book.rulesets[0].name] = _of_one(book, file, wanted)
    for together in in_force_together(whole.rulesets):
        _of_several(replace(whole, rulesets=together), known, dict(zip(known, files, strict=True)), wanted)
    return list(known.values())


def _usable(files: Files) -> Rulebook:
    """The rulebook of rules files; ends the run where one has a mistake."""
    from ccmcheck.language.rulebook import cache

    book, problems = cache.rulebook(files)
    complain(problems)
    if book is None or problems:
        sys.exit(5)
    return book


def _of_one(book: Rulebook, file: NamedFile, wanted: _Wanted) -> Proof:
    """The proof of one ruleset: the kept one if it is fresh."""
    from ccmcheck.authoring import proofs

    (ruleset,) = book.rulesets
    mark = proofs.digest(book, ruleset)
    kept = proofs.read(_place(file, ruleset.name), mark)
    if kept is not None and kept["entries"] >= (wanted.entries or 0):
        return kept
    _refuse_if_only_kept(wanted, ruleset.name)
    from datetime import UTC, datetime

    from ccmcheck.proving.proved import data_of_proof
    from ccmcheck.proving.questions.prove import prove as asked

    (proof,) = _answer(asked, book, wanted)
    return _kept(data_of_proof(proof, mark, datetime.now(UTC).date()), file)


def _of_several(book: Rulebook, known: dict[str, Proof], files: Mapping[str, NamedFile], wanted: _Wanted) -> None:
    """Asks whether several rulesets agree, unless the proof of each says so already, and notes it in each."""
    from ccmcheck.authoring import proofs

    names = [ruleset.name for ruleset in book.rulesets]
    mark = proofs.digest(book, book.rulesets[0])
    others = {name: ", ".join(other for other in names if other != name) for name in names}
    if all(known[name].get("together", {}).get(others[name]) == mark for name in names):
        return
    _refuse_if_only_kept(wanted, " beside ".join(names))
    from ccmcheck.proving.questions.prove import agree

    _answer(agree, book, wanted)
    for name in names:
        together = {**known[name].get("together", {}), others[name]: mark}
        known[name] = _kept({**known[name], "together": together}, files[name])


def _refuse_if_only_kept(wanted: _Wanted, what: str) -> None:
    if wanted.only_kept:
        say(f"no fresh proof of {what}: run `{wanted.command}`")
        sys.exit(1)


def _answer(asked: Callable[..., Found | Clash], book: Rulebook, wanted: _Wanted) -> Found:
    """What the solver says of a rulebook; ends the run with the fewest rules that clash."""
    needs_solver()
    from ccmcheck.proving import words
    from ccmcheck.proving.questions.common import Clash
    from ccmcheck.proving.setting import ENTRIES

    answered = answer(lambda until: asked(book, until, entries=wanted.entries or ENTRIES), wanted.seconds)
    if isinstance(answered, Clash):
        show(words.of_clash(answered), words.clash_data(answered), wanted.format_)
        sys.exit(1)
    return answered


def _place(file: NamedFile, name: str) -> Path:
    """Where the proof of a ruleset is kept."""
    from ccmcheck.authoring import proofs

    return proofs.file_of(Path(str(file[0])), name)


def _kept(proof: Proof, file: NamedFile) -> Proof:
    """Writes a proof beside the rules; where it cannot be kept it is still shown."""
    from ccmcheck.authoring import proofs

    place = _place(file, proof["ruleset"])
    try:
        place.parent.mkdir(exist_ok=True)
        emit(proofs.text_of(proof), str(place))
    except OSError:
        say(f"note: the proof cannot be kept in {place}")
    return proof
