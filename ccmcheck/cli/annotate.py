"""`ccmcheck check --annotate`: the findings on a Word draft as comments in a copy of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ccmcheck.cli.output import complain, emit_bytes, fail
from ccmcheck.run.unexpected import INTERNAL_ERROR, internal_error

if TYPE_CHECKING:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.drafts.load import DraftFile
    from ccmcheck.judge.verdicts import Report

_WORD = (".docx", ".docm", ".dotx")


def refuse_unless_word(paths: Sequence[str], copy: str) -> None:
    """Ends the run where comments could not be written, which takes one Word file."""
    if len(paths) != 1 or not paths[0].lower().endswith(_WORD):
        raise click.UsageError(
            "--annotate needs exactly one draft, and a Word file: comments are a part of Word files."
        )
    if not copy.lower().endswith(_WORD):
        raise click.UsageError(f"--annotate writes a Word file, but {copy} does not end in .docx.")


def write_annotated(report: Report, file: DraftFile | Diagnostic, path: str, copy: str) -> None:
    """Writes the copy with its comments; of a draft that could not be read there is none."""
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.run.drafts import commented

    if path in report.unread or isinstance(file, Diagnostic):
        return
    try:
        copied = commented(report, file)
    except Exception as error:  # noqa: BLE001 - the draft is judged, and its report is not to be lost with the copy
        complain((internal_error(copy, error),))
        sys.exit(INTERNAL_ERROR)
    if isinstance(copied, Diagnostic):
        fail(f"no copy of `{path}` with comments can be made: {copied.message}; {copied.help}")
    if copied is not None:
        emit_bytes(copied, copy)
