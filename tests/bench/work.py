"""`python -m tests.bench.work`: instructions and memory of ccmcheck alone, into one section of docs/benchmark.md.

Instructions are counted by valgrind and are nearly the same however busy the machine is, so one run of each is enough.
`--only formats` (or `habits`, `growth`, `starts`, `rules`, `files`, `pythons`) prints one table and writes nothing.
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from tests.bench import growth, measure, page, programmes
from tests.bench.habits import HABITS
from tests.bench.tools import CCMCHECK, HOME, REPOSITORY, install

FILES = 500
MANY = 200
"""Files of one habit, and programmes of a folder whose formats are counted instruction by instruction."""
FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown", "html")
STARTS = ("--version", "--help", "rules", "states", "coverage", "lint", "fmt --check")
DEBIAN = Path("/usr/bin/python3")
_COUNTED = re.compile(r"Collected : (\d+)")
Row = tuple[str, ...]


def counted(arguments: Sequence[str], folder: Path, python: str = sys.executable) -> int:
    """Millions of instructions that a Python process takes; the second run of two, when caches are filled."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", python, *arguments]
    subprocess.run([python, *arguments], cwd=folder, env=measure.environment({}), capture_output=True, check=False)
    run = subprocess.run(
        command, cwd=folder, env=measure.environment({"PYTHONHASHSEED": "0"}), capture_output=True, check=False
    )
    found = _COUNTED.search(run.stderr.decode(errors="replace"))
    if found is None or run.returncode not in measure.ALLOWED:
        raise SystemExit(f"{' '.join(command)} ended with {run.returncode}: {run.stderr[-2000:]!r}")
    return int(found[1]) // 1_000_000


def check(*options: str) -> list[str]:
    """A check in one process."""
    return ["-m", "ccmcheck", "check", "--jobs", "1", *options]


def floors(folder: Path, python: str) -> list[tuple[str, int]]:
    """What the interpreter takes, and with the library of the command line."""
    codes = {"the interpreter alone": "pass", "the interpreter with click": "import click"}
    return [(name, counted(["-c", code], folder, python)) for name, code in codes.items()]


def starts(folder: Path) -> Iterable[Row]:
    """What commands of an installation take that judge nothing, and one file."""
    install()
    python, base = str(CCMCHECK.with_name("python")), 0
    for name, taken in floors(folder, python):
        base = taken
        yield name, f"{taken:,}", "" if name.endswith("alone") else "1.0"
    for name in STARTS:
        words = name.split()
        over = [str(REPOSITORY / "rules")] if words[0] in _OVER else []
        taken = counted(["-m", "ccmcheck", *words, *over], folder, python)
        yield f"`{name}`", f"{taken:,}", f"{taken / base:.1f}"
    (folder / "one.yaml").write_text(programmes.text(_first(), "yaml"), encoding="utf-8")
    taken = counted(check("one.yaml"), folder, python)
    yield "`check`, one YAML file", f"{taken:,}", f"{taken / base:.1f}"


_OVER = ("lint", "fmt")


def habits(folder: Path) -> Iterable[Row]:
    """So many files of each habit, beyond what one file takes, beside plain ones."""
    plain = 0
    for name, written in HABITS.items():
        taken = _beyond_one(folder, lambda number, written=written: written(_made(number)))
        plain = plain or taken
        yield name, f"{taken:,}", f"{taken / plain:.2f}"


def formats(folder: Path) -> Iterable[Row]:
    """Each format over the same files: instructions, and peak memory and size over more of them."""
    _write(folder / "many", FILES, lambda number: programmes.text(_made(number), "yaml"))
    _write(folder / "fewer", MANY, lambda number: programmes.text(_made(number), "yaml"))
    text = 0
    with measure.Stopwatch() as watch:
        for name in FORMATS:
            taken = counted(check("--format", name, "fewer"), folder)
            text = text or taken
            run = watch.run([[sys.executable, *check("--format", name, "many")]], folder)
            size = watch.output.stat().st_size
            yield name, f"{taken:,}", f"{taken / text:.2f}", f"{run.mb:.0f}", f"{size / 1e6:.1f}"


def growing(folder: Path) -> Iterable[Row]:
    """Much of one thing: each size beyond the programme without it, beside the size before."""
    for format_ in ("text", "html"):
        base = _of_text(folder, programmes.text(_first(), "yaml"), format_)
        for what in (*growth.GROWING, "remarks"):
            taken = [_of_text(folder, _grown(what, size), format_) - base for size in growth.SIZES]
            ratios = [f"{after / max(before, 1):.1f}" for before, after in pairwise(taken)]
            yield what, format_, *(f"{each:,}" for each in taken), " · ".join(ratios)


def rules(folder: Path) -> Iterable[Row]:
    """One programme judged by many rules: when nothing is kept, and when the rules are."""
    (folder / "one.yaml").write_text(programmes.text(_first(), "yaml"), encoding="utf-8")
    for count in growth.RULES:
        file = growth.write_rules(folder / "treaty", REPOSITORY, count)
        options = ("--rules", str(file), "one.yaml")
        first, kept = counted(check("--no-cache", *options), folder), counted(check(*options), folder)
        yield f"{count:,} rules", f"{first:,}", f"{first / count:.1f}", f"{kept:,}", f"{kept / count:.1f}"


def files(folder: Path) -> Iterable[Row]:
    """Peak memory over many files, beside that over few."""
    fewer = 0.0
    with measure.Stopwatch() as watch:
        for count in growth.FILES:
            _write(folder / "many", count, lambda number: programmes.text(_made(number), "yaml"))
            watch.run([[sys.executable, *check("many/000000.yaml")]], folder)  # from here on the rules are kept
            run = watch.run([[sys.executable, *check("many")]], folder)
            fewer = fewer or run.mb
            yield f"{count:,} files", f"{run.mb:.0f}", f"{run.mb - fewer:+.0f}"


def pythons(folder: Path) -> Iterable[Row]:
    """The same on the Python at hand and on Debian's own."""
    for name, python in _pythons().items():
        click = counted(["-c", "import click"], folder, python)
        (folder / "one.yaml").write_text(programmes.text(_first(), "yaml"), encoding="utf-8")
        one = counted(check("one.yaml"), folder, python)
        plain, blanks = (
            _beyond_one(folder, lambda number, written=written: written(_made(number)), python)
            for written in (HABITS["plain"], HABITS["22 blanks"])
        )
        yield name, f"{click:,}", f"{one:,}", f"{plain:,}", f"{blanks:,}", f"{blanks / plain:.2f}"


def _pythons() -> dict[str, str]:
    """Interpreters that have this checkout's libraries, by their names; Debian's gets them in a folder of its own."""
    known = {f"Python {platform.python_version()}": sys.executable}
    if not DEBIAN.exists():
        return known
    home = HOME / "debian"
    if not home.exists():
        subprocess.run([DEBIAN, "-m", "venv", home], check=True)
        subprocess.run([home / "bin" / "pip", "-q", "install", "-e", REPOSITORY], check=True)
    own = str(home / "bin" / "python")
    version = subprocess.run([own, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return {**known, f"Debian's {version}": own}


def _grown(what: str, size: int) -> str:
    return growth.with_remarks(_first(), size) if what == "remarks" else growth.grown(_first(), what, size)


def _of_text(folder: Path, text: str, format_: str) -> int:
    (folder / "grown.yaml").write_text(text, encoding="utf-8")
    return counted(check("--format", format_, "grown.yaml"), folder)


def _beyond_one(folder: Path, written: Callable[[int], str], python: str = sys.executable) -> int:
    for name, count in (("one", 1), ("many", MANY)):
        _write(folder / name, count, written)
    return counted(check("many"), folder, python) - counted(check("one"), folder, python)


def _write(folder: Path, count: int, written: Callable[[int], str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number in range(count):
        (folder / programmes.file_name(number, "yaml")).write_bytes(written(number).encode())


@cache
def _parties() -> list[str]:
    return programmes.states(REPOSITORY / "rules" / "registers" / "states-parties.yaml")


def _made(number: int) -> programmes.Document:
    return programmes.programme(number, _parties()).document


def _first() -> programmes.Document:
    """The first programme that breaks no rule."""
    return next(made.document for made in programmes.programmes(100, _parties()) if not made.broken)


TABLES: dict[str, tuple[str, Row, Callable[[Path], Iterable[Row]]]] = {
    "starts": (
        "As installed: commands that judge nothing, and one file, beside the interpreter with click.",
        ("what", "million instructions", "times"), starts,
    ),
    "habits": (
        f"{MANY} files as people write them, beyond what one takes, beside plain ones (`tests/bench/habits.py`).",
        ("files", "million instructions", "times plain"), habits,
    ),
    "formats": (
        f"Each format: instructions over {MANY} files beside the text report, memory and size over {FILES}.",
        ("format", "million instructions", "times text", "MB at most", "MB of report"), formats,
    ),
    "growth": (
        "Much of one thing in one programme, beyond the programme without it, and each size beside the one before.",
        ("of what", "format", *map(str, growth.SIZES), "ratios"), growing,
    ),
    "rules": (
        "One programme judged by many rules, all of one form: read anew (`--no-cache`), and kept from the run before.",
        ("rules", "million instructions anew", "each", "million instructions kept", "each"), rules,
    ),
    "files": (
        "Peak memory over many files, text report, one process.",
        ("files", "MB at most", "beside the fewest"), files,
    ),
    "pythons": (
        f"The Python at hand and Debian's: {MANY} files beyond one, in million instructions.",
        ("Python", "with click alone", "one file", "plain files", "files of 22 blanks", "times plain"), pythons,
    ),
}  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.work", description="Counts what ccmcheck takes.")
    parser.add_argument("--only", choices=TABLES, help="print one table")
    only = parser.parse_args().only
    HOME.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        tables = [_table(name, Path(folder)) for name in TABLES if only in (None, name)]
    if only:
        print(*tables)
    else:
        page.put_work("\n".join(tables))


def _table(name: str, folder: Path) -> str:
    words, head, rows = TABLES[name]
    return f"{words}\n\n{page.table(head, rows(folder))}"


if __name__ == "__main__":
    main()
