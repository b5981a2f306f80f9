"""Paths, standard input and output files; hides what the operating system may refuse."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Collection, Iterator, Sequence

from ccmcheck.base.diagnostic import Diagnostic, about_file
from ccmcheck.base.frozen import frozen
from ccmcheck.base.refusal import reason
from ccmcheck.base.source import Source
from ccmcheck.document.decode import LARGEST, decode

STANDARD_INPUT = "-"
LARGEST_REPORT = 200_000_000
"""A report on a thousand programmes is larger than any programme."""
_SMALL = 50_000

_ENDINGS = (".yaml", ".yml", ".json")
_WORD = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".pdf")
_WAIVERS = ("waivers.yaml", "waivers.yml", "waivers.json")
_REPORT = re.compile(
    rb'\{\s*"(?:form": \d+,\s*")?tool": "ccmcheck"'
    rb'|\{\s*"\$schema": "[^"]*/sarif-schema-'
    rb'|\[\s*\{\s*"description": |\[\s*\]\s*$'
)
"""How reports in JSON begin, those in SARIF and for GitLab among them."""


@frozen
class FoundFiles:
    """The programmes that paths lead to, and what lies beside them and is none; `waivers` are by name among that."""

    files: tuple[str, ...]
    beside: tuple[str, ...]
    special: tuple[str, ...] = ()
    """Pipes, devices and sockets that lie in a folder; they are not opened."""
    links: tuple[str, ...] = ()
    """Links in a folder that lead out of it; they are not followed."""

    @property
    def waivers(self) -> tuple[str, ...]:
        """The files that hold waivers, by their name."""
        return tuple(file for file in self.beside if os.path.basename(file).lower() in _WAIVERS)


def programmes(paths: Sequence[str], beside: Sequence[str] = ()) -> FoundFiles:
    """The files that paths lead to, each once, folders searched by name; `beside` are known to be no programmes."""
    known = {os.path.realpath(file) for file in beside}
    special: list[str] = []
    links: list[str] = []
    listed = (file for path in paths for file in _files(path, known, special, links))
    chosen: list[str] = []
    left_out: list[str] = []
    for file in listed if len(paths) == 1 else dict.fromkeys(listed):
        (left_out if _is_beside(file, known) else chosen).append(file)
    return FoundFiles(tuple(chosen), tuple(left_out), tuple(special), tuple(links))


def _is_beside(file: str, known: Collection[str]) -> bool:
    """Whether a file is no programme: waivers, a report, or what the run takes something else from."""
    if os.path.basename(file).lower() in _WAIVERS or (known and os.path.realpath(file) in known):
        return True
    return is_report(file)


def is_report(file: str) -> bool:
    """Whether a file, as its name says too, holds a report of this tool that is JSON."""
    if not file.lower().endswith(".json"):
        return False
    try:
        with open(file, "rb") as opened:
            return _REPORT.match(opened.read(200)) is not None
    except OSError:
        return False


def _files(path: str, known: Collection[str], special: list[str], links: list[str]) -> Iterator[str]:
    """The data files of a folder, or the path itself; a folder without any stands for itself, for a complaint.

    A pipe, a device or a socket in a folder is `special`, since nobody named it and reading it may never end; and so
    are `links` that lead out of it, since whoever made the folder would choose which of the user's files are shown.
    """
    if path == STANDARD_INPUT or not os.path.isdir(path):
        yield path
        return
    closed: list[OSError] = []
    empty = True
    for folder, inner, files in os.walk(path, onerror=closed.append):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        files.sort(reverse=True)
        while files:  # a hundred thousand names need not be held twice
            name = files.pop()
            if name.lower().endswith(_ENDINGS) and not name.startswith("."):
                file = os.path.join(folder, name)
                if (left_alone := _left_alone(file, path, special, links)) is not None:
                    left_alone.append(file)
                    continue
                empty = empty and _is_beside(file, known)
                yield file
    yield from sorted(str(error.filename) for error in closed)
    if empty and not closed:
        yield path


def _left_alone(file: str, folder: str, special: list[str], links: list[str]) -> list[str] | None:
    """Among which files one belongs that is not opened where it is found in a folder; None for one that is."""
    try:
        mode = os.lstat(file).st_mode
    except OSError:  # reading it will say why
        return None
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISLNK(mode) and not _lies_in(folder, file):
        return links
    return special if os.path.exists(file) and not os.path.isfile(file) else None


def _lies_in(folder: str, file: str) -> bool:
    """Whether a file lies in a folder once links are followed."""
    inside = os.path.realpath(folder)
    try:
        return os.path.commonpath([inside, os.path.realpath(file)]) == inside
    except ValueError:  # on another drive
        return False


def read(path: str, limit: int = LARGEST) -> Source | Diagnostic:
    """The text of a file or of standard input, or why there is none."""
    try:
        if path == STANDARD_INPUT:
            if sys.stdin is None:
                return about_file("file-unreadable", path, name="standard input", reason="it is closed")
            return decode(path, sys.stdin.buffer.read(limit + 1), limit)
        with open(path, "rb") as file:
            # Room for the largest file would take longer to get than most files to read.
            data = file.read(_SMALL)
            return decode(path, data if len(data) < _SMALL else data + file.read(limit + 1 - _SMALL), limit)
    except OSError as error:
        why = "it is a folder" if os.path.isdir(path) else reason(error)
        return about_file("file-unreadable", path, name=path, reason=why)


def read_programme(path: str) -> Source | Diagnostic:
    """The text to which one of the paths to programmes leads; a folder among them has none."""
    held = read(path)
    return _folder(path) if isinstance(held, Diagnostic) and os.path.isdir(path) else held


def _folder(path: str) -> Diagnostic:
    """Why there is nothing to read in a folder; a closed one is not empty."""
    try:
        os.listdir(path)
    except OSError as error:
        return about_file("file-unreadable", path, name=path, reason=reason(error))
    return about_file("folder-empty", path, name=path, aside=_aside(path))


def _aside(folder: str) -> str:
    """That a folder holds drafts, which are read only where they are named."""
    found = sorted(
        os.path.join(inner, name)
        for inner, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(_WORD) and not name.startswith((".", "~$"))
    )
    if not found:
        return "Start one with `ccmcheck new YEAR`."
    many = f"{len(found)} files of Word or the like were" if len(found) > 1 else "A file of Word or the like was"
    return f'{many} left aside: a draft is checked where it is named, as in `ccmcheck check "{found[0]}"`.'
