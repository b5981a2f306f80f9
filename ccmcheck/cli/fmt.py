"""`ccmcheck fmt`: rules files in their one layout."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

import click

from ccmcheck.base.diagnostic import Diagnostic, about_file
from ccmcheck.base.source import Source
from ccmcheck.cli.output import complain, emit, say
from ccmcheck.run import files


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILES...")
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 where a file would change.")
@click.option("--diff", "show", is_flag=True, help="Write nothing; show what would change, with the same exit code.")
def fmt(paths: tuple[str, ...], check: bool, show: bool) -> None:
    """Lay rules files out: one statement after the other, lines of up to 120 columns, comments where they belong.

    The words stay as they are. A file is read again before it is written; where it would say something else, it is
    left alone. A folder stands for its .rules files, - for standard input.

    \b
    Examples:
      ccmcheck fmt my.rules
      ccmcheck fmt --check rules/
      ccmcheck fmt --diff my.rules

    \b
    Exit codes: 0 done, or nothing would change; 1 a file would change (--check, --diff);
    5 a file cannot be read.
    """
    from ccmcheck.language.formatting import formatted

    changed, unread = [], False
    for path in rules_files(paths):
        source = _read(path)
        text = (source,) if isinstance(source, Diagnostic) else formatted(source)
        if isinstance(source, Diagnostic) or not isinstance(text, str):
            complain(text if isinstance(text, tuple) else ())
            unread = True
            continue
        if _settled(source, text, write=not (check or show), show=show):
            changed.append(path)
    _say(changed, written=not (check or show))
    sys.exit(5 if unread else 1 if changed and (check or show) else 0)


def _read(path: str) -> Source | Diagnostic:
    if path != files.STANDARD_INPUT and os.path.isdir(path):
        return about_file("file-unreadable", path, name=path, reason="it is a folder without a .rules file")
    return files.read(path)


def rules_files(paths: Sequence[str]) -> tuple[str, ...]:
    """The rules files that paths lead to, each once; a folder without any stands for itself."""
    files_: list[str] = []
    for path in paths:
        folder = Path(path)
        inside = sorted(str(file) for file in folder.rglob("*.rules")) if folder.is_dir() else []
        files_ += inside or [path]
    return tuple(dict.fromkeys(files_))


def _settled(source: Source, text: str, *, write: bool, show: bool) -> bool:
    """Whether a file changes; it is written, shown or left as it is."""
    changes = source.text != text
    if source.name == files.STANDARD_INPUT and write:
        emit(text, None, exact=True)
        return False
    if changes and show:
        lines = unified_diff(
            source.text.splitlines(keepends=True),
            text.splitlines(keepends=True),
            source.name,
            f"{source.name} (laid out)",
        )
        emit("".join(line if line.endswith("\n") else f"{line}\n" for line in lines), None)
    if changes and write:
        emit(text, source.name)
    return changes


def _say(changed: list[str], *, written: bool) -> None:
    for path in changed:
        say(f"{'laid out' if written else 'would change'}: {path}")
