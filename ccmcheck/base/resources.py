"""Finds `grammar/`, `schemas/`, `rules/` and `samples/`: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NamedFile: TypeAlias = "tuple[Traversable, str]"
"""A file, with the name by which the user knows it."""

_HERE = Path(__file__).parent.parent
RESOLVED = "rules-"
"""How the names of the files begin that hold bundled rules as `rulebook.cache` keeps them; only a wheel has them."""


def is_installed() -> bool:
    """Whether the data lie inside the package, as an installation has them, and not beside it as in a checkout."""
    return (_HERE / "_data").is_dir()


def resolved(treaty: str) -> Path:
    """Where the bundled rules of a treaty lie resolved, in an installation that has them."""
    return _HERE / "_data" / f"{RESOLVED}{treaty.lower()}.json"


def compiled(grammar: str) -> Path:
    """Where a grammar lies compiled, by the name of its file: a wheel has it, a checkout does not."""
    return _HERE / "_data" / f"{grammar.removesuffix('.lark')}-grammar.bin"


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


USUAL = "CCM"
"""The treaty of the rules that lie in `rules/` itself, and of drafts; the rules of every other have a folder there."""


def treaties() -> tuple[str, ...]:
    """The treaties for which there are rules, the usual one first."""
    folders = (inner.name for inner in folder("rules").iterdir() if inner.is_dir() and _rules_in(inner))
    return (USUAL, *sorted(name.upper() for name in folders))


def bundled_rules(treaty: str = USUAL) -> tuple[NamedFile, ...]:
    """The rules files that come with the tool for a treaty, each with the name by which reports speak of it."""
    if treaty == USUAL:
        return tuple((file, f"rules/{file.name}") for file in _rules_in(folder("rules")))
    name = treaty.lower()
    return tuple((file, f"rules/{name}/{file.name}") for file in _rules_in(folder("rules") / name))


def all_bundled_rules() -> tuple[NamedFile, ...]:
    """The rules files that come with the tool, for all treaties."""
    return tuple(file for treaty in treaties() for file in bundled_rules(treaty))


def rules_file(path: str) -> NamedFile:
    """A rules file by its path, or one that comes with the tool by its name (`ccm-convention`), and how to call it."""
    bundled = next((each for each in all_bundled_rules() if each[0].name == f"{path}.rules"), None)
    return bundled if bundled is not None and not Path(path).exists() else (Path(path), path)


def rules_files(paths: Iterable[str]) -> tuple[NamedFile, ...]:
    """Rules files by their paths or names, each once."""
    return tuple(map(rules_file, each_once(paths)))


def each_once(paths: Iterable[str]) -> tuple[str, ...]:
    """Paths or names of rules files without those that lead to a file for a second time."""
    first: dict[Traversable, str] = {}
    for path in paths:
        file, _ = rules_file(path)
        first.setdefault(file.resolve() if isinstance(file, Path) else file, path)
    return tuple(first.values())


def folder_of(name: str) -> Traversable:
    """The folder in which a bundled rules file lies, by its name (`rules/…`)."""
    place = folder("rules")
    for part in name.split("/")[1:-1]:
        place = place / part
    return place


def _rules_in(place: Traversable) -> list[Traversable]:
    return sorted((file for file in place.iterdir() if file.name.endswith(".rules")), key=lambda file: file.name)
