"""Finds and reads what a rules file refers to: its schema, its registers, the decision's text; hides where they lie.

Every path is relative to the rules file. A schema, and a register that a schema names without the rules declaring it,
may lie there as well; where they do not, those that come with the tool are taken.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Diagnostic, complain, did_you_mean
from ccmcheck.base.refusal import reason
from ccmcheck.base.source import Source, Span
from ccmcheck.document import json_text
from ccmcheck.document.decode import LARGEST, decode
from ccmcheck.document.names import names_of, standings_of
from ccmcheck.document.read import read_register
from ccmcheck.document.schema import (  # fmt: skip
    ListKind,
    NotUnderstood,
    RecordKind,
    Vocabulary,
    from_schema,
    refuse_endless,
)
from ccmcheck.document.validation import refuse_unless_understood
from ccmcheck.language.rulebook.kinds import registers_in
from ccmcheck.language.rulebook.model import Register
from ccmcheck.language.syntax import tree
from ccmcheck.prose import decision as decisions
from ccmcheck.prose.decision import Decision


def bytes_of(file: Traversable) -> bytes:
    """The bytes of a file, no more of them than it takes to see that they are too many. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def relative(folder: Traversable, file: str) -> Traversable:
    """The file at a path with `/` from a folder."""
    for part in file.split("/"):
        folder = folder / part
    return folder


def _inside(folder: Traversable, file: str) -> Traversable:
    """A file beside the rules file. Raises OSError where it lies elsewhere, or is no regular file."""
    path = relative(folder, file)
    if isinstance(folder, Path) and isinstance(path, Path):
        if not path.resolve().is_relative_to(folder.resolve()):
            raise OSError(0, "it lies outside the folder of the rules file")
        if path.exists() and not path.is_file() and not path.is_dir():
            raise OSError(0, "it is a pipe, a device or a socket")
    return path


def rules_files(folder: Traversable) -> list[Traversable]:
    """The rules files in a folder, by name; a link that leads out of it and what is no regular file are left alone."""
    try:
        names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".rules"))
    except OSError:
        return []
    return [file for name in names if (file := _regular(folder, name)) is not None]


def _regular(folder: Traversable, name: str) -> Traversable | None:
    try:
        return _own(folder, name)
    except OSError:
        return None


def _read(folder: Traversable, file: tree.Word, setting: str, problems: list[Diagnostic]) -> Source | None:
    try:
        source = decode(file.text, bytes_of(_inside(folder, file.text)))
    except OSError as error:
        problems.append(_missing(file, setting, error, folder))
        return None
    if isinstance(source, Source):
        return source
    problems.append(complain_at(source, file.span))
    return None


def _missing(file: tree.Word, setting: str, error: OSError, folder: Traversable) -> Diagnostic:
    words = {"setting": setting, "file": file.text, "reason": reason(error), "path": str(relative(folder, file.text))}
    near = nearest(folder, file.text) if isinstance(error, FileNotFoundError) else ""
    return complain("rules-file-missing", file.span, suggestion=near, related=(), **words)


def nearest(folder: Traversable, file: str) -> str:
    """“did you mean …?” for a file that is there, of the ending of one that is not and with a name like it."""
    place, _, name = file.rpartition("/")
    try:
        beside = [each.name for each in (relative(folder, place) if place else folder).iterdir() if each.is_file()]
    except OSError:
        return ""
    ending = name.rpartition(".")[2]
    alike = [each for each in beside if each.endswith(f".{ending}")]
    return did_you_mean(file, [f"{place}/{each}" if place else each for each in alike])


def complain_at(problem: Diagnostic, span: Span) -> Diagnostic:
    """A complaint about a file that another refers to, placed where it is referred to."""
    return replace(problem, message=f"{problem.span.source.name}: {problem.message}", span=span)


# -- the decision's text --------------------------------------------------------------------------------------------


def decision(file: tree.Word, folder: Traversable, problems: list[Diagnostic]) -> Decision | None:
    """The text that a header names as its `source`; None where it cannot be read or has no numbered paragraph."""
    source = _read(folder, file, "source", problems)
    if source is None:
        return None
    read, complaints = decisions.read(source)
    problems.extend(complain_at(problem, file.span) for problem in complaints)
    return read if read.paragraphs else None


# -- the document that examples start from --------------------------------------------------------------------------


def base_text(base: str, rules: str, folder: Traversable) -> Source | Diagnostic:
    """The text of a base document by its path from the rules file, which lies in that folder. Raises OSError."""
    shown = Path(os.path.normpath(Path(rules).parent / base)).as_posix()
    file = relative(folder, base)
    _refuse_outside(folder, file)
    return decode(shown, file.read_bytes())


def _refuse_outside(folder: Traversable, file: Traversable) -> None:
    """Raises OSError unless it is a regular file in the folder of the rules file, or in `samples/` beside that."""
    if isinstance(folder, Path) and isinstance(file, Path):
        own = folder.resolve()
        if not any(file.resolve().is_relative_to(each) for each in (own, own.parent / "samples")):
            raise OSError(0, "it lies outside the folder of the rules file, and not in `samples` beside it")
        if file.exists() and not file.is_file() and not file.is_dir():
            raise OSError(0, "it is a pipe, a device or a socket")


# -- schemas --------------------------------------------------------------------------------------------------------


def vocabulary(file: tree.Word, folder: Traversable, problems: list[Diagnostic]) -> Vocabulary | None:
    """The vocabulary of the schema that a rules file names, beside it or among those that come with the tool."""
    try:
        own = _own(folder, file.text)
        return bundled_vocabulary(file.text) if own is None else _vocabulary_of(file.text, own)
    except OSError as error:
        problems.append(_missing(file, "schema", error, folder))
    except NotUnderstood as error:
        problems.append(complain("schema-not-understood", file.span, file=file.text, reason=str(error)))
    return None


def _own(folder: Traversable, file: str) -> Traversable | None:
    """A file of that name beside the rules, or None. Raises OSError where it may not be read from there."""
    path = _inside(folder, file)
    return path if path.is_file() else None


def _vocabulary_of(name: str, file: Traversable) -> Vocabulary:
    """The vocabulary of a schema that somebody wrote. Raises OSError, and NotUnderstood."""
    source = decode(name, bytes_of(file))
    if isinstance(source, Diagnostic):
        raise NotUnderstood(source.message)
    _, faults = json_text.parse(source)
    if faults:
        line, column = faults[0].span.position
        raise NotUnderstood(f"at line {line}, column {column}, {faults[0].message}")
    schema = json.loads(source.text)
    refuse_unless_understood(schema, json.loads(resources.read("schemas", "schema.schema.json")))
    refuse_endless(schema)
    return from_schema(name, schema)


@cache
def bundled_vocabulary(file: str) -> Vocabulary:
    """The vocabulary of a schema in `schemas/`; OSError where there is none, ValueError where it is not understood."""
    if "/" in file or "\\" in file:
        raise FileNotFoundError
    return from_schema(file, json.loads(resources.read("schemas", file)))


# -- registers ------------------------------------------------------------------------------------------------------


def declared_register(
    statement: tree.RegisterStatement, folder: Traversable, problems: list[Diagnostic]
) -> Register | None:
    """The register that a statement declares, or None with a complaint where it cannot be used."""
    kinds = vocabulary(statement.schema, folder, problems)
    source = _read(folder, statement.file, "register", problems)
    if kinds is None or source is None:
        return None
    rows, complaints = read_register(source, kinds)
    problems.extend(complain_at(problem, statement.file.span) for problem in complaints)
    if rows is None:
        return None
    row = _row_kind(kinds)
    if row is None:
        words = {"file": statement.schema.text, "reason": "a register is a list of rows, and this is none"}
        problems.append(complain("schema-not-understood", statement.schema.span, suggestion="", related=(), **words))
        return None
    key = statement.key.text
    if key not in row.fields:
        known = ", ".join(f"`{name}`" for name in row.fields)
        problems.append(complain("key-missing", statement.key.span, name=key, known=known))
        return None
    others = _standings(kinds, folder)
    if isinstance(others, str):
        words = {"name": str(kinds.schema["x-others"]), "file": statement.schema.text, "reason": others}
        problems.append(complain("schema-register-unusable", statement.schema.span, suggestion="", related=(), **words))
        return None
    names = names_of(rows, key, others)
    return Register(statement.name.text, key, rows, names, source.sha256, kinds)


def _row_kind(kinds: Vocabulary) -> RecordKind | None:
    """The kind of a register's rows; None where the schema is of no list of records."""
    listed = kinds.document
    return listed.item if isinstance(listed, ListKind) and isinstance(listed.item, RecordKind) else None


def implied_registers(
    kinds: Vocabulary,
    schema: tree.Word,
    folder: Traversable,
    declared: Iterable[str],
    problems: list[Diagnostic],
) -> Iterator[Register]:
    """The registers that a schema names and the rules do not declare: they make names in documents canonical.

    A complaint at the header's `schema` about each that lies neither beside the rules nor among the bundled ones.
    """
    for name in sorted(registers_in(kinds.document) - set(declared)):
        register = _undeclared(name, folder)
        if isinstance(register, Register):
            yield register
        else:
            words = {"name": name, "file": schema.text, "reason": register}
            problems.append(complain("schema-register-unusable", schema.span, suggestion="", related=(), **words))


def _undeclared(name: str, folder: Traversable) -> Register | str:
    """A register by its name alone, beside the rules or bundled, or why there is none."""
    rows, schema = files_of_register(name)
    try:
        own = _own(folder, rows)
        if own is None:
            return bundled_register(name)
        beside = _own(folder, schema)
        kinds = bundled_vocabulary(schema) if beside is None else _vocabulary_of(schema, beside)
        return _by_first_field(name, decode(rows, bytes_of(own)), kinds, folder)
    except OSError as error:
        return f"{rows} or {schema}: {reason(error)}"
    except NotUnderstood as error:
        return f"{schema}: {error}"


def files_of_register(name: str) -> tuple[str, str]:
    """Where a register that no rules declare lies, rows and schema, from the folder of the rules."""
    file = name.replace("_", "-")
    return f"registers/{file}.yaml", f"{file}.schema.json"


def _by_first_field(name: str, source: Source | Diagnostic, kinds: Vocabulary, folder: Traversable) -> Register | str:
    """A register whose key is the first field of its rows, or why its file is none."""
    row = _row_kind(kinds)
    if row is None:
        return f"{kinds.name}: a register is a list of rows, and this is none"
    if isinstance(source, Diagnostic):
        return f"{source.span.source.name}: {source.message}"
    rows, problems = read_register(source, kinds)
    if rows is None or problems:
        return f"{source.name}:{problems[0].span.position.line}: {problems[0].message}"
    key, others = next(iter(row.fields)), _standings(kinds, folder)
    if isinstance(others, str):
        return f"its `x-others` needs the register `{kinds.schema['x-others']}`: {others}"
    return Register(name, key, rows, names_of(rows, key, others), source.sha256, kinds)


@cache
def bundled_register(name: str) -> Register | str:
    """A bundled register, or why there is none of that name. Raises OSError where there is no such file."""
    rows, schema = files_of_register(name)
    source = Source.of(rows, resources.read("rules", rows))
    return _by_first_field(name, source, bundled_vocabulary(schema), resources.folder("rules"))


def forget_bundled() -> None:
    """Reads bundled schemas and registers anew when they are next asked for: their author has them open."""
    bundled_vocabulary.cache_clear()
    bundled_register.cache_clear()


def _standings(kinds: Vocabulary, folder: Traversable) -> Mapping[str, str] | str:
    """What is known of names that a register does not hold, from the register that its schema names (`x-others`).

    Why that cannot be used, where it cannot.
    """
    if "x-others" not in kinds.schema:
        return {}
    others = _undeclared(kinds.schema["x-others"], folder)
    return standings_of(others.rows, others.key) if isinstance(others, Register) else others
