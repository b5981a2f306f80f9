"""Drafts among the files of the command line; hides how a draft becomes a programme to be judged."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.document.names import Names
    from ccmcheck.document.programme import Programme
    from ccmcheck.document.schema import Vocabulary
    from ccmcheck.drafts.interpret import Interpretation
    from ccmcheck.drafts.load import DraftFile
    from ccmcheck.drafts.word.comments import Comment
    from ccmcheck.judge.verdicts import Report
    from ccmcheck.language.rulebook import Rulebook

# Told apart by name, so that a run without drafts does not load what reads them.
ENDINGS = (
    ".docx",
    ".docm",
    ".dotx",
    ".md",
    ".markdown",
    ".txt",
    ".doc",
    ".pdf",
    ".odt",
    ".rtf",
    ".wpd",
    ".html",
    ".htm",
)


def is_draft(path: str) -> bool:
    """Whether a path is read as a draft, and not as data."""
    return path.lower().endswith(ENDINGS)


def load(path: str) -> DraftFile | Diagnostic:
    """The draft of a file, or why there is none."""
    from ccmcheck.base.diagnostic import about_file
    from ccmcheck.base.refusal import reason
    from ccmcheck.drafts.load import LARGEST
    from ccmcheck.run.files import STANDARD_INPUT

    if path == STANDARD_INPUT:
        why = "a draft is known by the ending of its name, so it has to be a file"
        return about_file("file-unreadable", path, name="standard input", reason=why)
    try:
        if os.path.isdir(path):
            return about_file("file-unreadable", path, name=path, reason="it is a folder")
        if os.path.getsize(path) > LARGEST:
            return _too_large(path, os.path.getsize(path))
        with open(path, "rb") as file:
            return of_bytes(path, file.read(LARGEST + 1))
    except OSError as error:
        return about_file("file-unreadable", path, name=path, reason=reason(error))


def of_bytes(name: str, data: bytes) -> DraftFile | Diagnostic:
    """The draft in the bytes of a file, known by its name, or why there is none."""
    from ccmcheck.base.diagnostic import about_file
    from ccmcheck.drafts.load import LARGEST, read_draft

    if name.lower().endswith(".odt"):
        return about_file("draft-format", name, found="an OpenDocument text")
    if _is_data(data):
        as_it_is = f"`ccmcheck check {name}` reads it as it is."
        advice = "Give it a name that ends in .yaml (or .json), and it is read as data."
        return about_file("draft-is-data", name, advice=advice if is_draft(name) else as_it_is)
    return _too_large(name, len(data)) if len(data) > LARGEST else read_draft(name, data)


_FIELDS = re.compile(
    rb'(?:^(?=[a-z])|[{,]\s*")(treaty|year|decided_on|meetings|working_groups)(?:"\s*:|:(?=\s))', re.MULTILINE
)
_FEWEST, _LOOKED_AT = 2, 20_000


def _is_data(data: bytes) -> bool:
    """Whether a file is no prose but a programme as data, by fields at the beginnings of its lines."""
    return len(set(_FIELDS.findall(data[:_LOOKED_AT]))) >= _FEWEST


def _too_large(name: str, size: int) -> Diagnostic:
    from ccmcheck.base.diagnostic import about_file
    from ccmcheck.drafts.load import LARGEST

    return about_file("file-too-large", name, limit=LARGEST // 1_000_000, size=-(-size // 1_000_000))


def commented(report: Report, file: DraftFile) -> bytes | Diagnostic | None:
    """A copy of a Word draft with what a report says of it as comments; None where it came in no Word file.

    Raises what nobody expected, as any writing of a file of somebody else's may.
    """
    from ccmcheck.drafts.comments import comments
    from ccmcheck.drafts.word.comments import annotated

    return None if file.word is None else annotated(file.word, tuple(_said_once(comments(report, file.draft), file)))


def _said_once(comments: Sequence[Comment], file: DraftFile) -> Iterator[Comment]:
    """The comments, of those that say the same the first in full and the others with where that one stands."""
    first: dict[tuple[str, ...], Comment] = {}
    for each in comments:
        before = first.setdefault(each.lines, each)
        where = file.draft.source.passage(before.start)
        yield each if before is each else replace(each, lines=(f"As in the comment above{where and ', in '}{where}.",))


def as_yaml(draft: Interpretation, vocabulary: Vocabulary, first_line: str = "") -> str:
    """The programme that was read from a draft, as YAML."""
    from ccmcheck.drafts.to_yaml import to_yaml

    return to_yaml(draft, vocabulary.document, first_line)


def understood(
    file: DraftFile | Diagnostic, vocabulary: Vocabulary, names: Mapping[str, Names]
) -> Interpretation | Diagnostic:
    """What a draft says, or why it cannot be read."""
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.drafts.interpret import interpret

    return file if isinstance(file, Diagnostic) else interpret(file.draft, vocabulary, names)


def programme(file: DraftFile | Diagnostic, book: Rulebook, *, whatever_period: bool) -> Programme | Diagnostic:
    """The programme of a draft with the remarks about its text, or why it cannot be read."""
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.drafts.remarks.remarks import judged
    from ccmcheck.judge.check import Prepared

    draft = understood(file, book.vocabulary, book.names)
    return draft if isinstance(draft, Diagnostic) else judged(draft, Prepared(book, whatever_period=whatever_period))
