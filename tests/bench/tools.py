"""The tools that are compared: how each is run over a folder of programmes, and how its answers are read.

What is timed is what is read: no tool is asked for less than the names of the rules that each file breaks.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.ten import BUNDLED, TEN, rule_at

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
HOME = Path(
    os.environ.get("CCMCHECK_BENCH")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ccmcheck-bench"
)
"""Where the tools are installed and the programmes are written; nothing of it lies in the checkout."""

PYTHON = HOME / "python" / "bin" / "python"
NODE = HOME / "node" / "node_modules"
CCMCHECK = HOME / "ccmcheck" / "bin" / "ccmcheck"
RULES = HOME / "rules"
MOST_NAMES = 20_000
"""More file names than this are given to several processes, because a command line has an end."""

Answer = tuple[str, str]
Command = list[str]


def install() -> None:
    """Builds the wheel of this checkout and installs it into a fresh environment, as a user would have it."""
    shutil.rmtree(CCMCHECK.parent.parent, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        quiet = [sys.executable, "-m", "pip", "-q", "wheel", "--no-deps", "-w", folder, str(REPOSITORY)]
        subprocess.run(quiet, check=True)
        subprocess.run([sys.executable, "-m", "venv", CCMCHECK.parent.parent], check=True)
        (wheel,) = Path(folder).glob("ccmcheck-*.whl")
        subprocess.run([CCMCHECK.with_name("pip"), "-q", "install", wheel], check=True)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of programmes in one notation; every tool runs in it, so that names are short."""

    path: Path
    notation: str
    names: tuple[str, ...]

    def portions(self) -> Iterator[tuple[str, ...]]:
        """The names of the files, no more at once than a command line holds."""
        return (self.names[at : at + MOST_NAMES] for at in range(0, len(self.names), MOST_NAMES))


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: where it is to be had, how it is run (one command, or several one after the other), and its answers."""

    name: str
    origin: str
    commands: Callable[[Folder], list[Command]]
    answers: Callable[[str], Iterable[Answer]]
    program: Path
    own: bool = False
    """Whether it is ccmcheck in one of its ways."""
    option: str = ""
    """An option of `ccmcheck check` without which this way of running it is not there yet."""
    complains: bool = False
    """Whether it gives its answers on standard error."""
    bundled: bool = False
    """Whether it judges by all the bundled rules, and calls some departures by more than one name."""

    def expected(self, broken: str) -> frozenset[str]:
        """What it has to answer about a programme that breaks one of the ten rules, or none."""
        if not broken:
            return frozenset()
        return BUNDLED[broken] if self.bundled else frozenset({broken})


# -- how they are run ----------------------------------------------------------------------------------------------


def _gojq(folder: Folder) -> list[Command]:
    reading = ["--yaml-input"] if folder.notation == "yaml" else []
    start = [str(_gojq_program()), "-n", "-r", *reading, "-f", str(RULES / "programme.jq")]
    return [[*start, *names] for names in folder.portions()]


def _gojq_program() -> Path:
    unpacked = HOME / "gojq" / "usr" / "bin" / "gojq"
    return unpacked if unpacked.exists() else Path(shutil.which("gojq") or unpacked)


def _rego(script: str) -> Callable[[Folder], list[Command]]:
    return lambda _: [[str(PYTHON), str(HERE / "peers" / script), str(RULES / "programme.rego"), "."]]


def _guard(_: Folder) -> list[Command]:
    options = ["-z", "-o", "json", "--show-summary", "none"]
    return [[str(_guard_program()), "validate", "-r", str(RULES / "programme.guard"), "-d", ".", *options]]


def _guard_program() -> Path:
    machine = "aarch64" if platform.machine() in ("aarch64", "arm64") else "x86_64"
    return NODE / "@cdklabs" / "cdk-validator-cfnguard" / "bin" / "ubuntu" / machine / "cfn-guard"


def _spectral(folder: Folder) -> list[Command]:
    rules = str(RULES / "spectral.yaml")
    return [[str(NODE / ".bin" / "spectral"), "lint", "-r", rules, "-f", "json", f"*.{folder.notation}"]]


def _check_jsonschema(folder: Folder) -> list[Command]:
    start = [
        str(PYTHON.with_name("check-jsonschema")),
        "--schemafile",
        str(RULES / "programme.schema.json"),
        "-o",
        "JSON",
    ]
    return [[*start, *names] for names in folder.portions()]


def _ajv(folder: Folder) -> list[Command]:
    options = ["--spec=draft2020", "--strict=false", "--errors=line", "-s", str(RULES / "programme.schema.json")]
    return [[str(NODE / ".bin" / "ajv"), "validate", *options, "-d", f"*.{folder.notation}"]]


def _ccmcheck(*options: str) -> Callable[[Folder], list[Command]]:
    return lambda _: [[str(CCMCHECK), "check", *options, "."]]


# -- what they print -----------------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[Answer]:
    for line in text.splitlines():
        file, _, rule = line.partition("\t")
        yield file, rule


def _of_guard(text: str) -> Iterator[Answer]:
    for document in json.loads(text):
        for failed in document["not_compliant"]:
            yield Path(document["name"]).name, failed["Rule"]["name"].replace("_", "-")


def _of_spectral(text: str) -> Iterator[Answer]:
    for found in json.loads(text) if text.strip() else ():
        yield Path(found["source"]).name, str(found["code"])


def _of_check_jsonschema(text: str) -> Iterator[Answer]:
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):  # one report for each of several processes
        report, end = decoder.raw_decode(text, at)
        for error in report.get("errors", ()):
            yield Path(error["filename"]).name, rule_at(error["path"])
        at = end + 1


def _of_ajv(text: str) -> Iterator[Answer]:
    file = ""
    for line in text.splitlines():
        if line.startswith("["):
            yield file, rule_at(json.loads(line)[-1]["instancePath"])
        elif line.endswith(" invalid"):
            file = line.removesuffix(" invalid")


_VERDICT = re.compile(r"^(?:violated|departs) +(\S+) ")
_PLACE = re.compile(r"^  (\S+?):\d+:\d+")


def _of_ccmcheck(text: str) -> Iterator[Answer]:
    """The text report: the line of a verdict, and the place under it."""
    rule = ""
    for line in text.splitlines():
        if found := _VERDICT.match(line):
            rule = found[1]
        elif rule and (place := _PLACE.match(line)):
            yield Path(place[1]).name, rule
            rule = ""


# -- all of them ---------------------------------------------------------------------------------------------------


def tools(options: Sequence[str]) -> list[Tool]:
    """The tools that are installed; `options` are those that the installed ccmcheck knows."""
    return [
        tool for tool in all_tools(options) if tool.program.exists() and (not tool.option or tool.option in options)
    ]


def one_process(options: Sequence[str]) -> list[str]:
    """What keeps ccmcheck to one process, if it would take more by itself."""
    return ["--jobs", "1"] if "--jobs" in options else []


def all_tools(options: Sequence[str] = ()) -> list[Tool]:
    """Every tool, installed or not."""
    one = one_process(options)
    ten = ["--rules", str(RULES / "rules" / "ten.rules")]
    return [
        Tool("ccmcheck", "this project", _ccmcheck(*one), _of_ccmcheck, CCMCHECK, own=True, bundled=True),
        Tool(
            "ccmcheck, two processes", "this project", _ccmcheck("--jobs", "2"), _of_ccmcheck, CCMCHECK, own=True,
            option="--jobs", bundled=True,
        ),
        Tool("ccmcheck, ten rules", "this project", _ccmcheck(*one, *ten), _of_ccmcheck, CCMCHECK, own=True),
        Tool("gojq", "Debian `gojq`", _gojq, _lines, _gojq_program()),
        Tool("regorus", "pip `gordon-to-regorus`", _rego("rego_regorus.py"), _lines, PYTHON),
        Tool(
            "OPA engine", "pip `opa-golib-python-bindings`", _rego("rego_opa.py"), _lines, HOME / "opa" / "opa_bindings"
        ),
        Tool("cfn-guard", "npm `@cdklabs/cdk-validator-cfnguard`", _guard, _of_guard, _guard_program()),
        Tool("Spectral", "npm `@stoplight/spectral-cli`", _spectral, _of_spectral, NODE / ".bin" / "spectral"),
        Tool(
            "check-jsonschema", "pip `check-jsonschema`", _check_jsonschema, _of_check_jsonschema,
            PYTHON.with_name("check-jsonschema"),
        ),
        Tool("ajv-cli", "npm `ajv-cli`", _ajv, _of_ajv, NODE / ".bin" / "ajv", complains=True),
    ]  # fmt: skip


# -- the rules, made ready for them --------------------------------------------------------------------------------


def write_rules(parties: Sequence[str]) -> None:
    """Writes every tool's rules with the names of the States parties filled in, and ten of the bundled rules apart."""
    RULES.mkdir(parents=True, exist_ok=True)
    names = json.dumps(list(parties), ensure_ascii=False)
    for file in (HERE / "peers").iterdir():
        if file.is_file() and file.suffix != ".py":
            text = file.read_text(encoding="utf-8").replace('["@STATES@"]', names)
            (RULES / file.name).write_text(text, encoding="utf-8")
    shutil.copytree(HERE / "peers" / "functions", RULES / "functions", dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "rules", RULES / "rules", dirs_exist_ok=True)
    bundled = RULES / "rules" / "beirut-2011.rules"
    (RULES / "rules" / "ten.rules").write_text(ten_rules(bundled.read_text(encoding="utf-8")), encoding="utf-8")


def ten_rules(text: str) -> str:
    """The head of the bundled rules file with the ten rules alone, without their examples."""
    parts = re.split(r"(?m)^(?=(?:obligation|recommendation|judgement|unchecked|define|register|ruleset)\b)", text)
    kept = (
        "ruleset",
        "register",
        "define is_party",
        "define concerns_unit",
        *(f"{force} {rule.name}\n" for rule in TEN for force in ("obligation", "recommendation")),
    )
    chosen = [_without_examples(part) for part in parts if part.startswith(kept)]
    return "\n".join(part.replace("ruleset beirut-2011", "ruleset ten") for part in chosen)


def _without_examples(part: str) -> str:
    kept: list[str] = []
    in_example = False
    for line in part.splitlines():
        if line.startswith("  ") and not line.startswith("   "):
            in_example = line.startswith(("  example ", "  same as "))
        if line.strip() and not line.startswith("--") and not in_example and not line.startswith("  base "):
            kept.append(line)
    return "\n".join(kept) + "\n"
