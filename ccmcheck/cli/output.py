"""What every command prints: reports to standard output, troubles to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from ccmcheck.base import writing
from ccmcheck.base.refusal import reason

if TYPE_CHECKING:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.report.parts.style import TextStyle

_TOGETHER = 65_536
_NARROWEST, _USUAL, _WIDEST = 60, 100, 120


def emit(text: str | Iterable[str], output: str | None, *, exact: bool = False, folder: bool = False) -> None:
    """A report, or its pieces, to a file or to standard output; a file that cannot be written ends with exit code 5.

    With `exact` it is for a program or to be kept: UTF-8 whatever the console says, and every letter as it is. With
    `folder` that of the file is made where it is missing.
    """
    pieces = [text] if isinstance(text, str) else _large(text)
    if output is None:
        _print(pieces, exact=exact)
        return
    _write(output, map(_encoded, pieces), folder=folder)


def _encoded(piece: str) -> bytes:
    """UTF-8; half a letter, which the name of a file can hold, is written as an escape."""
    return piece.encode("utf-8", "backslashreplace")


def _print(pieces: Iterable[str], *, exact: bool) -> None:
    if sys.stdout is None:
        fail("a place that takes the report is needed, and standard output is closed")
    try:
        for piece in pieces:
            click.echo(_encoded(piece) if exact else _in_letters_of(sys.stdout, piece), nl=False, color=True)
    except BrokenPipeError:  # a reader who has seen enough, which click knows how to take
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or it would be tried once more at the end
        fail(f"a place that takes the report is needed, and standard output does not: {reason(error, 'write')}")


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
    _write(output, (data,))


def _write(output: str, pieces: Iterable[bytes], *, folder: bool = False) -> None:
    try:
        if folder:
            os.makedirs(os.path.dirname(output) or ".", exist_ok=True)
        writing.write_pieces(output, pieces)
    except OSError as error:
        fail(f"a file that can be written is needed, and `{output}` cannot: {reason(error, 'write')}")


def _in_letters_of(stream: TextIO | None, text: str) -> str:
    """A text in which every letter that a console does not have is an escape, and never an error or another letter."""
    if text.isascii():
        return text
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def say(words: str) -> None:
    """Words for a person on standard error, where nothing in them can steer a terminal."""
    from ccmcheck.report.parts.excerpt import printable

    click.echo(_in_letters_of(sys.stderr, printable(words)), err=True)


def say_written(output: str | None) -> None:
    """Says which file a programme or draft was written to, where it was."""
    if output is not None:
        say(f"written: {output}")


def complain(problems: Iterable[Diagnostic], *, severity: str = "error") -> None:
    """Complaints on standard error, each with its place."""
    from ccmcheck.report.parts.diagnostic import complaint

    for problem in problems:
        click.echo(_in_letters_of(sys.stderr, f"{complaint(problem, severity)}\n"), err=True)


def fail(message: str) -> NoReturn:
    """Says what is wrong and ends the run with exit code 5."""
    say(f"error: {message}")
    sys.exit(5)


def misuse(message: str) -> NoReturn:
    """Says what is wrong with the arguments and ends the run with exit code 2."""
    say(f"error: {message}")
    sys.exit(2)


def text_style(output: str | None, *, quiet: bool = False, verbose: bool = False) -> TextStyle:
    """How a text looks where it goes: as wide as a terminal, and in colour there unless NO_COLOR is set."""
    from ccmcheck.report.parts.style import TextStyle

    if output is not None or sys.stdout is None or not sys.stdout.isatty():
        return TextStyle(quiet=quiet, verbose=verbose)
    return TextStyle(not os.environ.get("NO_COLOR"), quiet, verbose, _columns())


def _columns() -> int:
    """The width of the terminal, within what can be read."""
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns or _USUAL
    except (OSError, ValueError):
        columns = _USUAL
    return min(max(columns, _NARROWEST), _WIDEST)
