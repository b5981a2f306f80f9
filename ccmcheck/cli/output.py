"""What every command prints: reports to standard output, troubles to standard error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NoReturn

import click

from ccmcheck.run import files

if TYPE_CHECKING:
    from ccmcheck.base.diagnostic import Diagnostic

_TOGETHER = 65_536


def emit(text: str | Iterable[str], output: str | None) -> None:
    """A report, or its pieces, to a file or to standard output; a file that cannot be written ends with exit code 5."""
    pieces = [text] if isinstance(text, str) else _large(text)
    if output is None:
        _print(pieces)
        return
    try:
        files.write_pieces(output, (piece.encode() for piece in pieces))
    except FileNotFoundError:
        fail(f"a file that can be written is needed for the report, and `{output}` cannot: there is no such folder")
    except OSError as error:
        fail(f"a file that can be written is needed for the report, and `{output}` cannot: {files.reason(error)}")


def _print(pieces: Iterable[str]) -> None:
    _speak_utf8()
    try:
        for piece in pieces:
            click.echo(piece, nl=False, color=True)
    except BrokenPipeError:  # a reader who has seen enough, which click knows how to take
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or it would be tried once more at the end
        fail(f"a place that takes the report is needed, and standard output does not: {files.reason(error)}")


def _large(pieces: Iterable[str]) -> Iterator[str]:
    """The same text in pieces so large that handing each on costs little."""
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= _TOGETHER:
            yield "".join(held)
            held.clear()
            length = 0
    yield "".join(held)


def emit_bytes(data: bytes, output: str) -> None:
    """A file that is not text; one that cannot be written ends the run with exit code 5."""
    try:
        files.write(output, data)
    except FileNotFoundError:
        fail(f"a file that can be written is needed, and `{output}` cannot: there is no such folder")
    except OSError as error:
        fail(f"a file that can be written is needed, and `{output}` cannot: {files.reason(error)}")


def _speak_utf8() -> None:
    """A letter that the terminal cannot show becomes a question mark, and never an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def complain(problems: Iterable[Diagnostic], *, severity: str = "error") -> None:
    """Complaints on standard error, each with its place."""
    from ccmcheck.report.parts.diagnostic import complaint

    for problem in problems:
        click.echo(f"{complaint(problem, severity)}\n", err=True)


def fail(message: str) -> NoReturn:
    """Says what is wrong and ends the run with exit code 5."""
    from ccmcheck.report.parts.excerpt import printable

    click.echo(f"error: {printable(message)}", err=True)
    sys.exit(5)


def in_colour(output: str | None) -> bool:
    """Whether to colour: on a terminal only, and not where NO_COLOR is set."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
