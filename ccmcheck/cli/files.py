"""Paths, standard input and output files; hides what the operating system may refuse."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ccmcheck.diagnostic import Diagnostic, about_file
from ccmcheck.document.text import LARGEST, decode
from ccmcheck.source import Source

STANDARD_INPUT = "-"
_ENDINGS = (".yaml", ".yml", ".json")


def programmes(paths: Sequence[str]) -> tuple[str, ...]:
    """The files that paths lead to, each once, folders searched in order of name."""
    return tuple(dict.fromkeys(file for path in paths for file in _files(path)))


def _files(path: str) -> Iterator[str]:
    """The programmes of a folder, or the path itself; a folder without any stands for itself and is complained about."""
    if path == STANDARD_INPUT or not os.path.isdir(path):
        yield path
        return
    empty = True
    for folder, inner, files in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(_ENDINGS) and not name.startswith("."):
                empty = False
                yield os.path.join(folder, name)
    if empty:
        yield path


def read(path: str) -> Source | Diagnostic:
    """The text of a file or of standard input, or why there is none."""
    if path == STANDARD_INPUT:
        return decode(path, sys.stdin.buffer.read(LARGEST + 1))
    try:
        if os.path.isdir(path):
            return about_file("folder-empty", path, name=path)
        with open(path, "rb") as file:
            return decode(path, file.read(LARGEST + 1))
    except OSError as error:
        return about_file("file-unreadable", path, name=path, reason=reason(error))


def reason(error: OSError) -> str:
    """Why the operating system refused, in words."""
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case PermissionError():
            return "this user may not read it"
        case NotADirectoryError():
            return "a part of the path is no folder"
        case _:
            return (error.strerror or "the system refuses").lower()


def write(path: str, text: str) -> None:
    """Writes a file whole or not at all: beside it first, then under its name. Raises OSError."""
    target = Path(path)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
