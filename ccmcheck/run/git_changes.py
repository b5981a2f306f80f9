"""Which files differ from a revision; hides git."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that differ from a revision, by their real paths: changed, added, and not yet known to git."""

    files: frozenset[str]

    def holds(self, path: str) -> bool:
        """Whether a file, or one in this folder, differs."""
        real = os.path.realpath(path)
        return real in self.files or any(file.startswith(real + os.sep) for file in self.files)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why there is no comparison, in words."""

    reason: str


def since(revision: str) -> Changes | Unknown:
    """What differs from a revision of the repository in which the run takes place, deletions apart."""
    if shutil.which("git") is None:
        return Unknown("git is not installed")
    top = _git("rev-parse", "--show-toplevel")
    if top is None:
        return Unknown("this folder lies in no git repository")
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        return Unknown("it is not known here")
    folder = os.fsdecode(top.rstrip(b"\r\n"))
    changed = _git("diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", commit.decode().strip(), "--")
    untracked = _git("-C", folder, "ls-files", "--others", "--exclude-standard", "-z")
    if changed is None or untracked is None:
        return Unknown("git could not compare")
    names = [os.fsdecode(name) for name in (changed + untracked).split(b"\0") if name]
    return Changes(frozenset(os.path.realpath(os.path.join(folder, name)) for name in names))


def _git(*words: str) -> bytes | None:
    """What git answers, or None where it refuses."""
    arguments: Sequence[str] = (shutil.which("git") or "git", "-c", "core.quotePath=false", *words)
    done = subprocess.run(arguments, capture_output=True, check=False)  # noqa: S603 - a list of words, and no shell
    return done.stdout if done.returncode == 0 else None
