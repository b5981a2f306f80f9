"""What a program that uses the library begins with: rules and programmes by their paths, and many files at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.language.rulebook import cache

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ccmcheck.base.source import Source
    from ccmcheck.document.programme import Programme
    from ccmcheck.judge.verdicts import Report
    from ccmcheck.language.rulebook.model import Rulebook


def load_rules(
    *paths: str, cached: bool = True, treaty: str = resources.USUAL
) -> tuple[Rulebook | None, tuple[Diagnostic, ...]]:
    """The rulebook of rules files, or of the bundled ones of a treaty where none is named, and every complaint.

    There is no rulebook where no file could be used. With `cached` the user's folder for caches is read and written.
    """
    return cache.rulebook(resources.rules_files(paths) or resources.bundled_rules(treaty), cached=cached)


def usual_rules() -> Rulebook:
    """The bundled rules of the treaty whose drafts are read in Word and Markdown."""
    return bundled_books()[0]


def bundled_books() -> tuple[Rulebook, ...]:
    """The rulebooks that come with the tool, one for each treaty."""
    books = []
    for treaty in resources.treaties():
        book, problems = cache.rulebook(resources.bundled_rules(treaty))
        assert book is not None, problems  # they have no mistakes
        books.append(book)
    return tuple(books)


def rules_for(source: Source) -> Rulebook | str:
    """The bundled rules of the treaty that a programme says it is of, or why none binds it."""
    from ccmcheck.judge.check import Prepared

    found = Prepared(usual_rules(), any_treaty=True).for_text(source)
    return found if isinstance(found, str) else found.rulebook


def read_programme(path: str, rulebook: Rulebook) -> Programme | Diagnostic:
    """The programme in a YAML or JSON file or a draft in Word or Markdown, or why the file cannot be read."""
    from ccmcheck.base.source import Source
    from ccmcheck.document.programme import read
    from ccmcheck.run import drafts, files

    if drafts.is_draft(path):
        return drafts.programme(drafts.load(path), rulebook, whatever_period=False)
    text = files.read(path)
    return read(text, rulebook.vocabulary, rulebook.names) if isinstance(text, Source) else text


def check_many(
    paths: Iterable[str],
    rulebook: Rulebook,
    *,
    executor: Executor,
    whatever_period: bool = False,
    final: bool = False,
    verbose: bool = True,
) -> Report:
    """The report on the programmes in files, judged by an executor whose processes can read them; see docs/many.md.

    A file over which a process came to an end is a complaint in the report; everything else is as `check` has it.
    """
    from ccmcheck.judge.check import Prepared, together
    from ccmcheck.run.parallel import GivenExecutor, each
    from ccmcheck.run.results import FullResults

    ready = Prepared(rulebook, whatever_period=whatever_period, verbose=verbose, whole=verbose)
    return together(list(each(tuple(paths), FullResults(ready), GivenExecutor(executor))), rulebook, final=final)
