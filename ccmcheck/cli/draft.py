"""`ccmcheck draft`: a programme in, draft decisions in Word or Markdown out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ccmcheck.cli.destinations import refuse_unless_new
from ccmcheck.cli.output import complain, emit, emit_bytes, fail, say, say_written
from ccmcheck.run import files

if TYPE_CHECKING:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.base.source import Source
    from ccmcheck.document.programme import Programme
    from ccmcheck.document.schema import Vocabulary
    from ccmcheck.drafts.write.paragraphs import Written
    from ccmcheck.language.rulebook import Rulebook

_ENDINGS = (".docx", ".md")


@click.command()
@click.argument("programme", metavar="PROGRAMME")
@click.option("-o", "--output", metavar="FILE", help="Write the draft to a new file that ends in .docx or .md.")
def draft(programme: str, output: str | None) -> None:
    """Write a PROGRAMME (.yaml or .json) as draft decisions in United Nations style, blanks as ____.

    \b
    Examples:
      ccmcheck draft programme.yaml -o draft.docx
      ccmcheck draft programme.yaml

    \b
    Exit codes: 0 written, 2 wrong usage, 5 the programme could not be read, or the file to write exists already.
    """
    if output is not None and not output.lower().endswith(_ENDINGS):
        raise click.UsageError(f"A draft is written as .docx or .md, but the file to write is called {output}.")
    refuse_unless_new((output,), (programme,))
    _write(programme, output)


def _write(programme: str, output: str | None) -> None:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.document.programme import read
    from ccmcheck.drafts.grammar.phrases import lexicon
    from ccmcheck.drafts.write import written
    from ccmcheck.drafts.write.markdown import to_markdown
    from ccmcheck.drafts.write.word import to_word
    from ccmcheck.run.library import usual_rules

    book = usual_rules()
    vocabulary, names = book.vocabulary, book.names
    source = files.read(programme)
    _refuse_another_treaty(programme, source, vocabulary)
    held = source if isinstance(source, Diagnostic) else read(source, vocabulary, names)
    problems = [held] if isinstance(held, Diagnostic) else list(held.problems)
    if isinstance(held, Diagnostic) or held.root is None or problems:
        complain(problems)
        sys.exit(5)
    paragraphs = written(held.root, lexicon(names))
    _say_what_is_lost(held, paragraphs, book)
    if output is not None and output.lower().endswith(".docx"):
        emit_bytes(to_word(paragraphs), output)
    else:
        emit(to_markdown(paragraphs), output, exact=True)
    say_written(output)


def _refuse_another_treaty(file: str, source: Source | Diagnostic, vocabulary: Vocabulary) -> None:
    from ccmcheck.base.source import Source
    from ccmcheck.document.blanks import is_blank
    from ccmcheck.document.treaty import stated_treaty

    stated = stated_treaty(source) if isinstance(source, Source) else None
    if stated and not is_blank(stated) and stated not in vocabulary.treaties:
        known = vocabulary.treaties[-1]
        fail(f"drafts are written for the {known} alone, so a programme of it is needed, and {file} is of {stated}")


def _say_what_is_lost(programme: Programme, paragraphs: tuple[Written, ...], book: Rulebook) -> None:
    """Names the fields that the draft could not say so that they can be read from it again."""
    from ccmcheck.base.source import Source
    from ccmcheck.drafts.diff import differences
    from ccmcheck.drafts.interpret import interpret
    from ccmcheck.drafts.load import read_markdown
    from ccmcheck.drafts.write.markdown import to_markdown

    again = interpret(read_markdown(Source.of("draft.md", to_markdown(paragraphs))), book.vocabulary, book.names)
    for pointer in differences(programme.root, again.programme.root):
        place = pointer.strip("/").replace("/", ", ") or "the programme"
        say(f"note: {place} is not the same when the draft is read again; compare it with the programme")
