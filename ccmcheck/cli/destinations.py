"""Where a command may write, seen before it reads or writes anything; hides by how many names a file may go."""

from __future__ import annotations

import os
import stat
from collections.abc import Hashable, Iterable, Sequence

import click

from ccmcheck.cli.output import fail


def refuse_loss(outputs: Iterable[str | None], inputs: Iterable[str | None]) -> None:
    """Ends the run that would write over a file that it reads, or write one file twice."""
    written: dict[Hashable, str] = {}
    for output in filter(None, outputs):
        if (file := _file(output)) is None:
            continue
        if file in written:
            raise click.UsageError(
                f"Each output needs a file of its own, and `{output}` would be written twice; choose another name."
            )
        written[file] = output
    for read in filter(None, inputs) if written else ():
        if (output := written.get(_file(read), "")) != "":
            also = "" if output == read else f" (it is the same file as `{read}`)"
            raise click.UsageError(
                f"A file of its own is needed for what is written, and `{output}`{also} is one that this run reads, "
                "which would be lost; choose another name."
            )


def refuse_unless_new(outputs: Sequence[str | None], inputs: Iterable[str | None]) -> None:
    """Ends the run that would write over any file, or write one twice."""
    refuse_loss(outputs, inputs)
    for output in outputs:
        refuse_existing(output)


def refuse_existing(output: str | None, *own: str) -> None:
    """Ends the run where a file stands at the place of a new one, other than those that the command may change."""
    if output is not None and os.path.isfile(output) and not any(same(output, file) for file in own):
        fail(f"a new file is needed, and `{output}` exists already; choose another name")


def same(path: str, other: str) -> bool:
    """Whether two paths lead to one file."""
    file = _file(path)
    return file is not None and file == _file(other)


def _file(path: str) -> Hashable | None:
    """What tells a file from every other, also one that is not there yet; None for what keeps nothing, as a pipe."""
    try:
        held = os.stat(path)
    except OSError:
        return os.path.realpath(path)
    return (held.st_dev, held.st_ino) if stat.S_ISREG(held.st_mode) else None
