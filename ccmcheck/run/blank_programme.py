"""A blank programme for a year, in the shape of the document that a ruleset's examples begin from."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Diagnostic

if TYPE_CHECKING:
    from ccmcheck.base.resources import NamedFile
    from ccmcheck.document.nodes import Node
    from ccmcheck.language.rulebook.model import Rulebook

FIRST_YEAR, LAST_YEAR = 1900, 9998
"""The years of which a programme may be."""
_HOW = """\
Fill in the blanks (____); what you do not know yet may stay blank. Half a date is fine: {year}-09-XX is some day in \
September {year}. A text in brackets is a blank too when it stands in quotation marks: "[to be announced]"."""


def blank_programme(
    year: int, first_line: str = "", *, rules: Sequence[str] = (), treaty: str = resources.USUAL
) -> str | tuple[Diagnostic, ...]:
    """The programme as YAML, after the line by which editors find the schema, or why the rules give it no shape."""
    from ccmcheck.document.blank_programme import blank_programme as shaped
    from ccmcheck.judge.english.nouns import article
    from ccmcheck.language.rulebook import cache

    files = resources.rules_files(rules) or resources.bundled_rules(treaty)
    book, problems = cache.rulebook(files)
    base = problems if book is None else _base(book, files)
    if book is None or isinstance(base, tuple):
        return base if isinstance(base, tuple) else problems
    named = article(book.vocabulary.document_name)
    what = f"{named[:1].upper()}{named[1:]} for {year}. {_HOW.format(year=year)}"
    lines = textwrap.wrap(what, 100, initial_indent="# ", subsequent_indent="# ")
    by = "".join(f" --rules {shlex.quote(file)}" for file in rules)
    head = "\n".join(("#", *lines, f"# Check it at any time:  ccmcheck check{by} THIS-FILE"))
    return f"{first_line}{head}\n\n{shaped(base, year)}"


def _base(book: Rulebook, files: Sequence[NamedFile]) -> Node | tuple[Diagnostic, ...]:
    """The first document from which the examples of a ruleset begin; complaints where none can be read."""
    from ccmcheck.base.diagnostic import about_file
    from ccmcheck.base.refusal import reason
    from ccmcheck.document.programme import read
    from ccmcheck.language.rulebook.beside import base_text

    folders = {name: file.parent if isinstance(file, Path) else resources.folder_of(name) for file, name in files}
    problems: list[Diagnostic] = []
    for ruleset in book.rulesets:
        name, base = ruleset.source.name, ruleset.base
        try:
            source = base_text(base, name, folders[name]) if base else about_file("no-shape", name)
        except OSError as error:
            source = about_file("file-unreadable", base, name=base, reason=reason(error))
        if isinstance(source, Diagnostic):
            problems.append(source)
            continue
        held = read(source, book.vocabulary, book.names)
        if held.root is not None:
            return held.root
        problems.extend(held.problems)
    return tuple(problems)
