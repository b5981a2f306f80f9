"""The years in which a practice is said to have been kept, tried on the programmes of those years.

They lie beside the document that examples start from, in `record/YEAR.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.source import Source, Span
from ccmcheck.document.decode import decode
from ccmcheck.document.nodes import Node
from ccmcheck.document.previous import as_previous
from ccmcheck.document.programme import read
from ccmcheck.judge.evaluate import Context
from ccmcheck.judge.evaluate.rule import judge
from ccmcheck.language.rulebook.load import Loaded
from ccmcheck.language.rulebook.model import Rule, Rulebook
from ccmcheck.language.syntax import tree


def against_the_record(loaded: Loaded, book: Rulebook, record: Traversable) -> tuple[Diagnostic, ...]:
    """A complaint for each year that a practice claims and the programmes on record do not bear out."""
    assert loaded.ruleset is not None
    places = {
        statement.name.text: statement.observed.span
        for statement in loaded.parsed.statements
        if isinstance(statement, tree.RuleStatement) and statement.observed is not None
    }
    return tuple(
        problem
        for practice in loaded.ruleset.practices
        for problem in _of(practice, places[practice.name], book, record)
    )


def _of(practice: Rule, at: Span, book: Rulebook, record: Traversable) -> Iterator[Diagnostic]:
    satisfied = False
    for year in practice.observed:
        root = _programme(record / f"{year}.yaml", book)
        if root is None:
            yield complain("practice-unrecorded", at, suggestion="", related=(), year=year)
            continue
        before = _programme(record / f"{year - 1}.yaml", book)
        context = Context(root, book.registers, {}, None if before is None else as_previous(before))
        outcomes = {finding.outcome for finding in judge(practice, context)}
        satisfied = satisfied or outcomes == {"satisfied"}
        if "violated" in outcomes:
            yield complain("practice-not-kept", at, suggestion="", related=(), year=year, name=practice.name)
    if not satisfied:
        yield complain("practice-never-kept", at, suggestion="", related=(), name=practice.name)


def _programme(file: Traversable, book: Rulebook) -> Node | None:
    if not file.is_file():
        return None
    source = decode(file.name, file.read_bytes())
    return read(source, book.vocabulary, book.names).root if isinstance(source, Source) else None
