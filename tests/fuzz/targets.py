"""What is tried: of each target where inputs come from, how they are changed, and what is run on them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias
from zlib import crc32

from click.testing import CliRunner

from ccmcheck.base import cache_folder
from ccmcheck.cli import main
from ccmcheck.report import NAMES
from tests.drafts.word_files import automatic, typed
from tests.fuzz.mutation import DATA, TEXT, WORD, Mutation, by_words
from tests.gate_repository import ROOT, SAMPLES, WAIVERS

_DRAFTS = ROOT / "tests" / "drafts"
SLIPS = SAMPLES["2012-slips.yaml"].encode()


Place: TypeAlias = "Callable[[bytes, Path], list[str]]"


@dataclass(frozen=True)
class Target:
    """A reader: inputs to begin with, how they are changed, and what is run on one.

    `lay_out` puts into a folder what else is needed, `place` puts an input there and gives the command line that reads
    it: the same for the same input. Where the rules are part of what is tried they are `rules_read` anew each time.
    """

    name: str
    corpus: Callable[[], Sequence[bytes]]
    mutations: Sequence[Mutation]
    place: Place
    lay_out: Callable[[Path], None]
    rules_read: bool = False


def _file(name: str, *commands: Sequence[str]) -> Place:
    """An input is what a file holds; which of the commands reads it is decided by the input."""

    def place(data: bytes, folder: Path) -> list[str]:
        (folder / name).write_bytes(data)
        return list(commands[crc32(data) % len(commands)])

    return place


def _command(data: bytes, _folder: Path) -> list[str]:
    """An input is a command line, an argument a line; no argument of a command can hold a NUL."""
    return [part.decode("utf-8", "surrogateescape") for part in data.split(b"\n") if b"\0" not in part]


def _cache(data: bytes, folder: Path) -> list[str]:
    """An input is what this user's own cache holds, signed by this user: what else is there is not believed."""
    os.environ["CCMCHECK_CACHE"] = str(folder / "cache")
    for entry in sorted((folder / "cache").glob("*.json")):
        cache_folder.write(entry, data.decode("utf-8", "replace"))
    return ["check", "programme.yaml", "--incremental", "--no-config"]


def _programmes() -> list[bytes]:
    samples = [path.read_bytes() for path in sorted((ROOT / "samples").glob("*.yaml"))]
    return [*samples * 4, b"year: 2012\n", b"# nothing\n", b"{}", b"meetings: [{id: a, kind: b, start: 2012-01-01}]\n"]


def _as_json() -> list[bytes]:
    import yaml

    return [json.dumps(yaml.safe_load(text), default=str, indent=2).encode() for text in _programmes()]


def _rules() -> list[bytes]:
    own = sorted((ROOT / "tests" / "machinery").glob("*.rules"))
    return [path.read_bytes() for path in [ROOT / "rules" / "beirut-2011.rules", *own]] + [_SMALL_RULES]


_SMALL_RULES = b"""rules "r" in short "R"
source "sources/beirut-2011.md"
schema "work-programme.schema.json"
period from 2011-09-16

obligation a-rule under 2(a) "up to five days"
for each m in meetings when m.kind = "intersessional meeting"
require days(m.start, m.end) <= 5
"""


def _markdown() -> list[bytes]:
    return [path.read_bytes() for path in sorted((_DRAFTS / "cases").rglob("*.md"))[:40]]


def _word() -> list[bytes]:
    return [typed(), automatic(), *(path.read_bytes() for path in sorted((_DRAFTS / "as_word_shows").glob("*.docx")))]


def _settings() -> list[bytes]:
    return [
        b'paths = ["programmes"]\nstage = "final"\nrequire_applied = ["intersessional-length"]\n',
        b'waivers = "waivers.yaml"\nbaseline = "baseline.json"\n\n[reports]\nsarif = "out/r.sarif"\nhtml = "r.html"\n',
        b'rules = ["rules/beirut-2011.rules"]\n',
    ]


def _waivers() -> list[bytes]:
    return [WAIVERS.encode()]


def _baselines() -> list[bytes]:
    return [_baseline()]


@cache
def _baseline() -> bytes:
    done = CliRunner().invoke(
        main, ["check", str(ROOT / "samples" / "2012-slips.yaml"), "--format", "json", "--no-config"]
    )
    report = json.loads(done.stdout.replace(f"{ROOT}/samples/2012-slips.yaml", "programme.yaml"))
    report["verdicts"] = [each for each in report["verdicts"] if each["outcome"] == "violated"]
    return json.dumps(report, indent=1).encode()


_COMMAND_LINES = """
check programme.yaml --format json -o out.json
check --final -q programme.yaml
check -v draft.md --annotate copy.docx
check . --jobs 1 --waivers waivers.yaml --today 2012-01-01
check --rules rules/beirut-2011.rules programme.yaml
check - --stdin-name a.yaml
check --require-applied intersessional-length --changed-since HEAD .
check --report sarif=a.sarif --report junit=- .
check programme.yaml --baseline baseline.json --prune-baseline
lint rules/beirut-2011.rules
fmt rules/beirut-2011.rules --check
new 2013 -o new.yaml
states Sweden --on 2011-09-16
states Holy See
rules intersessional-length
draft programme.yaml
explain intersessional-length programme.yaml
test -q
handbook rules/beirut-2011.rules -o page.md
read draft.md
--version
check --help
"""


def _command_lines() -> list[bytes]:
    return [line.replace(" ", "\n").encode() for line in _COMMAND_LINES.strip().splitlines()]


def _programme(folder: Path) -> None:
    (folder / "programme.yaml").write_bytes(SLIPS)


def _repository(folder: Path) -> None:
    _programme(folder)
    shutil.copytree(ROOT / "rules", folder / "rules", dirs_exist_ok=True)
    (folder / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    (folder / "draft.md").write_bytes((_DRAFTS / "cases" / "clean").glob("*.md").__next__().read_bytes())
    (folder / "baseline.json").write_bytes(_baseline())


def _cached(folder: Path) -> None:
    _programme(folder)
    os.environ["CCMCHECK_CACHE"] = str(folder / "cache")
    if not (folder / "cache").exists():
        CliRunner().invoke(main, ["check", str(folder / "programme.yaml"), "--incremental", "--no-config"])


def _entries() -> list[bytes]:
    with TemporaryDirectory() as folder:
        _cached(Path(folder))
        return [entry.read_bytes().partition(b"\n")[2] for entry in sorted(Path(folder, "cache").glob("*.json"))]


def _check(*arguments: str) -> list[str]:
    return ["check", "--no-config", *arguments]


_YAML = _file("it.yaml", *[_check("it.yaml")] * 6, *(_check("it.yaml", "--format", name) for name in NAMES))
_JSON = _file("it.json", _check("it.json"), _check("it.json", "-v"))
_RULES = _file(
    "rules/it.rules", ["lint", "rules/it.rules"], ["fmt", "--check", "rules/it.rules"], ["coverage", "rules/it.rules"],
    ["rules", "--rules", "rules/it.rules"], _check("--rules", "rules/it.rules", "programme.yaml", "--no-cache"),
)  # fmt: skip
_MARKDOWN = _file("it.md", _check("it.md"), ["read", "it.md"])
_WORD = _file("it.docx", _check("it.docx"), _check("it.docx", "--annotate", "copy.docx"))
_SETTINGS = _file("ccmcheck.toml", ["check"], ["check", "programme.yaml"])

TARGETS: Mapping[str, Target] = {
    target.name: target
    for target in (
        Target("yaml", _programmes, DATA, _YAML, _programme),
        Target("json", _as_json, DATA, _JSON, _programme),
        Target("rules", _rules, TEXT, _RULES, _repository),
        Target("markdown", _markdown, TEXT, _MARKDOWN, _programme),
        Target("word", _word, WORD, _WORD, _programme),
        Target("settings", _settings, TEXT, _SETTINGS, _repository),
        Target("waivers", _waivers, DATA, _file("w", _check("programme.yaml", "--waivers", "w")), _programme),
        Target("baselines", _baselines, DATA, _file("b", _check("programme.yaml", "--baseline", "b")), _programme),
        Target("cache", _entries, DATA, _cache, _cached, rules_read=True),
        Target("commands", _command_lines, (by_words,), _command, _repository),
    )
}
