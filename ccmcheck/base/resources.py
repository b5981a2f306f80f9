"""Finds `grammar/`, `schemas/`, `rules/` and `samples/`: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_HERE = Path(__file__).parent.parent
RESOLVED = "resolved.json"
"""The bundled rules as `rulebook.cache` keeps them; a wheel has them, a checkout does not."""
COMPILED = "draft-grammar.bin"
"""The tables of the grammar of drafts; a wheel has them, a checkout does not."""


def is_installed() -> bool:
    """Whether the data lie inside the package, as an installation has them, and not beside it as in a checkout."""
    return (_HERE / "_data").is_dir()


def resolved() -> Path:
    """Where the bundled rules lie resolved, in an installation that has them."""
    return _HERE / "_data" / RESOLVED


def compiled_grammar() -> Path:
    """Where the grammar of drafts lies compiled, in an installation that has it."""
    return _HERE / "_data" / COMPILED


def folder(name: str) -> Traversable:
    """The folder of that name: `grammar`, `schemas`, `rules` or `samples`."""
    bundled = _HERE / "_data" / name
    if bundled.is_dir():
        return bundled
    beside = _HERE.parent / name
    if beside.is_dir():
        return beside
    # Only a package inside a zip archive comes this far: its files are no paths.
    from importlib.resources import files

    return files("ccmcheck") / "_data" / name


def read(name: str, file: str) -> str:
    """The text of one file, its path relative to the folder with `/`."""
    resource = folder(name)
    for part in file.split("/"):
        resource = resource / part
    return resource.read_text(encoding="utf-8")


def bundled_rules() -> tuple[tuple[Traversable, str], ...]:
    """The rules files that come with the tool, each with the name by which reports speak of it."""
    files = (file for file in folder("rules").iterdir() if file.name.endswith(".rules"))
    return tuple((file, f"rules/{file.name}") for file in sorted(files, key=lambda file: file.name))
