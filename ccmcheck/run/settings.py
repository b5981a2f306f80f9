"""`ccmcheck.toml`, or `[tool.ccmcheck]` of `pyproject.toml`: what a run is given besides its command line; hides TOML.

Every name is checked, since a misspelt setting would be a check that never runs. Paths lead from the file's own folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast, get_args

from ccmcheck.base.diagnostic import Diagnostic, complain, did_you_mean
from ccmcheck.base.frozen import frozen
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source, Span
from ccmcheck.report import NAMES

OWN_FILE = "ccmcheck.toml"
SHARED_FILE = "pyproject.toml"
_SHARED_TABLE = "[tool.ccmcheck]"

Stage: TypeAlias = Literal["draft", "final"]


@frozen
class Settings:
    """What a run is given; an empty value leaves it to the tool. `reports` are pairs of format and file.

    `places` are where a file or rule that the run depends on is named.
    """

    paths: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    stage: Stage = "draft"
    waivers: str = ""
    baseline: str = ""
    reports: tuple[tuple[str, str], ...] = ()
    require_applied: tuple[str, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict, compare=False)


def speaks(source: Source) -> bool:
    """Whether a file that may belong to other tools too has settings for this one."""
    return not source.name.endswith(SHARED_FILE) or "tool.ccmcheck" in source.text


def read(source: Source, *, found: bool = False) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings of a file, as far as they are sound, and every complaint about it in order of position.

    Nobody named a file that was `found`, so what it names must lie in its folder, once links are followed.
    """
    import tomllib

    try:
        data: Any = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), (complain("configuration-broken", _fault(source, str(error))),)
    except (RecursionError, ValueError):  # a number of more digits than anybody can count with
        return Settings(), (complain("configuration-broken", source.beginning),)
    if source.name.endswith(SHARED_FILE):
        data = data.get("tool", {})
        data = data.get("ccmcheck", {}) if isinstance(data, dict) else {}
    if not isinstance(data, dict):
        return Settings(), (_kind(source, "ccmcheck", "a group of settings", data),)
    return _settings(data, source, found=found)


def _settings(data: Mapping[str, object], source: Source, *, found: bool) -> tuple[Settings, tuple[Diagnostic, ...]]:
    problems: list[Diagnostic] = []
    settings, folder = Settings(), Path(source.name).parent
    for name, value in data.items():
        setting = _SETTINGS.get(name)
        if setting is None:
            known = ", ".join(f"`{each}`" for each in _SETTINGS)
            suggestion = did_you_mean(name, _SETTINGS)
            span = _place(source, name)
            problems.append(complain("unknown-setting", span, suggestion=suggestion, name=quoted(name), known=known))
        elif not setting.fits(value):
            problems.extend(_unfit(source, name, setting, value))
        elif found and (outside := _outside(value, folder, setting)):
            problems.append(
                complain("setting-outside", _text(source, name, outside), name=quoted(name), found=quoted(outside))
            )
        else:
            made = setting.make(value, folder)
            places = {**settings.places, **dict(_places(source, name, value))}
            settings = replace(settings, places=places, **{name.replace("-", "_"): made})  # type: ignore[arg-type]
    return settings, tuple(sorted(problems, key=lambda problem: problem.span.start))


# -- the settings --------------------------------------------------------------------------------------------------


@frozen
class _Setting:
    """What a setting needs, in words and as a check, and what is made of it in the folder of the file.

    `words` are all that it may be, where these are few.
    """

    needed: str
    fits: Callable[[object], bool]
    make: Callable[[Any, Path], object]
    words: tuple[str, ...] = ()


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != "" and "\0" not in value


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _are_files(value: object) -> bool:
    return isinstance(value, dict) and set(value) <= set(NAMES) and all(map(_is_text, value.values()))


def _file(value: str, folder: Path) -> str:
    return str(folder / value)


def _files(value: list[str], folder: Path) -> tuple[str, ...]:
    return tuple(_file(file, folder) for file in value)


def _outside(value: Any, folder: Path, setting: _Setting) -> str:
    """The first path of a setting that leaves the folder of the file; nothing where none does."""
    if setting.make not in (_file, _files, _reports):
        return ""
    named = [value] if isinstance(value, str) else value.values() if isinstance(value, dict) else value
    top = os.path.realpath(folder)
    return next((path for path in named if not Path(os.path.realpath(folder / path)).is_relative_to(top)), "")


def _reports(value: dict[str, str], folder: Path) -> tuple[tuple[str, str], ...]:
    return tuple((name, _file(file, folder)) for name, file in value.items())


_SETTINGS: Mapping[str, _Setting] = {
    "paths": _Setting('a list of files and folders, like `["programmes"]`', _are_texts, _files),
    "rules": _Setting('a list of rules files, like `["own.rules"]`', _are_texts, _files),
    "stage": _Setting(
        '`"draft"` or `"final"`', lambda v: v in get_args(Stage), lambda v, _: cast(Stage, v), get_args(Stage)
    ),
    "waivers": _Setting('a file, like `"waivers.yaml"`', _is_text, _file),
    "baseline": _Setting('a file, like `"baseline.json"`', _is_text, _file),
    "reports": _Setting(
        f'a file for a format ({", ".join(NAMES)}), like `{{ sarif = "out.sarif" }}`', _are_files, _reports
    ),
    "require-applied": _Setting(
        'a list of rules, like `["decisions-2011/meeting-length"]`', _are_texts, lambda value, _: tuple(value)
    ),
}

_VALUE = re.compile(r"""["']?[ \t]*=[ \t]*("[^"\n]*"|'[^'\n]*'|\[[^\]\n]*\]|\{[^}\n]*\}|[^\s,#\[\]{}]+)""")

# -- places, which the reader of TOML does not give -----------------------------------------------------------------


def _unfit(source: Source, name: str, setting: _Setting, value: object) -> Iterator[Diagnostic]:
    """What is wrong with the value of a setting, or with each entry of a group."""
    if name != "reports" or not isinstance(value, dict):
        near = did_you_mean(value, setting.words) if isinstance(value, str) else ""
        yield _kind(source, name, setting.needed, value, near)
        return
    group = _place(source, name).end
    for format_, file in value.items():
        if format_ not in NAMES:
            words = {"name": quoted(name), "needed": setting.needed, "found": quoted(format_)}
            near = did_you_mean(format_, NAMES)
            yield complain("setting-kind", _place(source, format_, group), suggestion=near, related=(), **words)
        elif not _is_text(file):
            yield _kind(source, format_, f'a file, like `"report.{format_}"`', file, after=group)


def _kind(source: Source, name: str, needed: str, found: object, near: str = "", after: int = 0) -> Diagnostic:
    words = {"name": quoted(name), "needed": needed, "found": _found(found)}
    return complain("setting-kind", _value(source, _place(source, name, after)), suggestion=near, related=(), **words)


def _found(value: object) -> str:
    match value:
        case bool():
            return "`true`" if value else "`false`"
        case str():
            return quoted(f'"{value}"')
        case list():
            return "an empty list" if not value else "a list that holds something else"
        case dict():
            return ", ".join(quoted(str(name)) for name in value) or "an empty group"
        case _:
            return quoted(str(value))


def _places(source: Source, name: str, value: Any) -> Iterator[tuple[str, Span]]:
    """Where the files and rules are named that programmes are judged by."""
    if name in ("rules", "waivers", "baseline", "require-applied"):
        for text in [value] if isinstance(value, str) else value:
            path = text if name == "require-applied" else _file(text, Path(source.name).parent)
            yield path, _text(source, name, text)


def _place(source: Source, name: str, after: int = 0) -> Span:
    """Where a setting is named, or an entry `after` the name of its group."""
    start = max(after, source.text.find(_SHARED_TABLE)) if source.name.endswith(SHARED_FILE) else after
    before = r"(?:^|[{,.])" if after else r"^[ \t]*(?:\[[ \t]*)?(?:tool\.ccmcheck\.)?"
    written = re.compile(rf"""{before}[ \t]*["']?({re.escape(name)})["']?[ \t]*[=.\]]""", re.MULTILINE)
    match = written.search(source.text, start)
    return Span(source, match.start(1), match.end(1)) if match else source.beginning


def _value(source: Source, name: Span) -> Span:
    """The value behind a name, as far as it stands on the same line; else the name."""
    match = _VALUE.match(source.text, name.end)
    return Span(source, match.start(1), match.end(1)) if match else name


def _text(source: Source, name: str, text: str) -> Span:
    """Where a setting has a text in its value; else its name."""
    named = _place(source, name)
    match = re.compile(rf"""(["']){re.escape(text)}\1""").search(source.text, named.end)
    return Span(source, match.start(), match.end()) if match else named


def _fault(source: Source, message: str) -> Span:
    """Where TOML cannot be read any further."""
    at = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line, column = (int(at[1]), int(at[2])) if at else (source.text.count("\n") + 1, 1)
    start = sum(len(text) + 1 for text in source.text.split("\n")[: line - 1]) + column - 1
    start = min(start, max(len(source.text.rstrip()) - 1, 0))
    return Span(source, start, start + 1)
