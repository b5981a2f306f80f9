"""The page as a folder of files with the checker in the browser; hides Pyodide, and how its parts get there unfetched.

A browser that opens the folder from a disk may fetch nothing, and the page is not allowed to (`connect-src 'none'`).
So everything lies in scripts, packed and in letters, and goes from there to a worker that is made of one of them.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from ccmcheck.base import resources

POLICY = (
    "default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; img-src data:;"
    " connect-src 'none'; base-uri 'none'; form-action 'none'"
)
_PYODIDE = ("pyodide.js", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_LOCK = "pyodide-lock.json"
_LIBRARIES = (
    "jinja2",
    "markupsafe",
    "yaml",
    "lark",
    "jsonschema",
    "jsonschema_specifications",
    "referencing",
    "attr",
    "attrs",
)
_MODULES = ("report.js", "blanks.js", "questions.js", "page.js", "local.js", "start_local.js")
_NOT_ASKED = (
    "ccmcheck/cli/",
    "ccmcheck/web/page/",
    "ccmcheck/web/serving.py",
    "ccmcheck/proving/",
    "ccmcheck/authoring/",
)
_STDLIB_NOT_ASKED = re.compile(r"(test|idlelib|ensurepip|tkinter|turtledemo|lib2to3|pydoc_data|venv|curses|sqlite3)/")
_IMPORT, _EXPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE), re.compile(r"^export ", re.MULTILINE)
_LETTERS = 4_000_000
"""How many letters one script holds at most: some hosts refuse larger files."""


class Missing(Exception):
    """A part that is needed to build the page and is not there; its text is the name."""


def build(pyodide: Path, folder: Path) -> tuple[int, int]:
    """Writes the page into a folder: how many files, and how many bytes. Raises Missing, and OSError."""
    parts = dict(_parts(pyodide))
    folder.mkdir(parents=True, exist_ok=True)
    written = {"index.html": "", "page.js": _front_end(), "page.css": _page("page.css"), "report.css": _report_style()}
    scripts = _scripts(parts)
    written = {**written, **scripts, "index.html": _index(tuple(scripts))}
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return len(written), sum(len(text.encode()) for text in written.values())


# -- the page ---------------------------------------------------------------------------------------------------------


def _page(name: str) -> str:
    return (files("ccmcheck.web") / "page" / name).read_text(encoding="utf-8")


def _report_style() -> str:
    return (files("ccmcheck.report") / "templates" / "report.css").read_text(encoding="utf-8")


def _front_end() -> str:
    """The modules as one script, since a page on a disk may import none."""
    held = "\n".join(_EXPORT.sub("", _IMPORT.sub("", _page(name))) for name in _MODULES)
    return f'"use strict";\n(() => {{\n{held}\n}})();\n'


def _index(scripts: tuple[str, ...]) -> str:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    loaded = "\n".join(f'<script defer src="{name}"></script>' for name in ("page.js", *scripts))
    served = '<script type="module" src="start.js"></script>'
    return (
        _page("index.html")
        .replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{policy}')
        .replace(served, loaded)
    )


# -- what the checker needs -------------------------------------------------------------------------------------------


def _parts(pyodide: Path) -> Iterator[tuple[str, bytes]]:
    """Every part by its name."""
    yield "worker.js", _page("worker.js").encode()
    for name in _PYODIDE:
        data = _read(pyodide / name)
        yield name, _without_what_nobody_asks(data) if name.endswith(".zip") else data
    lock = json.loads(_read(pyodide / _LOCK))
    yield _LOCK, json.dumps({**lock, "packages": {}}).encode()
    yield "ccmcheck.zip", _zipped(dict(_code()))


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise Missing(file.name)
    return file.read_bytes()


def _without_what_nobody_asks(data: bytes) -> bytes:
    """The standard library without what no checker imports."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return _zipped({name: held.read(name) for name in held.namelist() if not _STDLIB_NOT_ASKED.match(name)})


def _code() -> Iterator[tuple[str, bytes]]:
    """The project's own code with its data, and the libraries, without what is compiled."""
    for name, data in _package("ccmcheck"):
        if not name.startswith(_NOT_ASKED) and "/_data/" not in name:
            yield name, data
    for library in _LIBRARIES:
        yield from _package(library)
    yield "rpds.py", (files("ccmcheck.web") / "persistent.py").read_bytes()
    yield from _data()


def _package(name: str) -> Iterator[tuple[str, bytes]]:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Missing(name)
    home = Path(spec.submodule_search_locations[0])
    for file in sorted(home.rglob("*")):
        inside = file.relative_to(home.parent).as_posix()
        is_code = file.suffix in (".py", ".json", ".html", ".css", ".lark") or "/schemas/" in inside
        if file.is_file() and is_code and "/tests/" not in inside and "__pycache__" not in inside:
            yield inside, file.read_bytes()


def _data() -> Iterator[tuple[str, bytes]]:
    """Rules, schemas, samples and grammar, and what an installation has made of them from the start."""
    from ccmcheck.drafts.grammar import phrases
    from ccmcheck.language.rulebook import cache

    root = Path(str(resources.folder("rules"))).parent
    for name in ("grammar", "schemas", "rules", "samples"):
        for file in sorted((root / name).rglob("*")):
            if file.is_file():
                yield f"ccmcheck/_data/{file.relative_to(root).as_posix()}", file.read_bytes()
    with tempfile.TemporaryDirectory() as made:
        for treaty in resources.treaties():
            rules = Path(made) / resources.resolved(treaty).name
            cache.ship(treaty, rules, root)
            yield f"ccmcheck/_data/{rules.name}", rules.read_bytes()
        grammar = phrases.GRAMMAR.ship(Path(made))
        yield f"ccmcheck/_data/{grammar.name}", grammar.read_bytes()


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """An archive, the same for the same parts; it is packed as a whole later, which is smaller than file by file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return data.getvalue()


def _scripts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The parts in scripts, each packed and in letters."""
    scripts: dict[str, str] = {}
    for name, data in parts.items():
        letters = base64.b64encode(gzip.compress(data, 9, mtime=0)).decode("ascii")
        pieces = [letters[at : at + _LETTERS] for at in range(0, len(letters), _LETTERS)]
        for piece in pieces:
            words = json.dumps([name, piece])
            scripts[f"part-{len(scripts) + 1:02}.js"] = f"(self.ccmcheckParts ??= []).push({words});\n"
    return scripts
