"""One input, tried: what became of it, and whether that breaks a promise; a batch of them in a process of its own.

`python -m tests.fuzz.trial TARGET SEED FIRST COUNT` tries inputs that the seed makes, and writes a line of JSON for
each batch: a digest of every outcome, and the inputs that broke a promise. With `-` as seed the input comes from
standard input.
"""

from __future__ import annotations

import base64
import gc
import hashlib
import json
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import NoReturn

from click.testing import CliRunner

from ccmcheck.cli import main
from ccmcheck.run import library
from tests.fuzz.targets import TARGETS, Target

SECONDS, KILOBYTES = 5, 300_000
EXPECTED = (0, 1, 2, 3, 4, 5)
TWICE = 10
"""One input in so many is tried a second time in the same process."""
TIDY = 50
"""After so many inputs the folder is laid out anew."""


class TooLong(BaseException):
    """An input took more time than any may."""


def made(target: Target, seed: str, number: int) -> bytes:
    """The input of a number: the same for the same seed, whatever was tried before."""
    random = Random(f"{seed} {target.name} {number}")
    corpus = _corpus(target.name)
    data = random.choice(corpus)
    for _ in range(random.choice((1, 1, 1, 2))):
        data = random.choice(target.mutations)(data, random, corpus)
    return data


@cache
def _corpus(name: str) -> list[bytes]:
    return list(TARGETS[name].corpus())


def tried(target: Target, data: bytes, folder: Path) -> tuple[str, str]:
    """What became of an input, and which promise it broke, if any."""
    try:
        arguments = target.place(data, folder)
        with _time_limit():
            result = CliRunner().invoke(main, arguments)
    except TooLong:
        return "", f"more than {SECONDS} s"
    outcome = f"{result.exit_code}\n{result.output}"
    if isinstance(result.exception, TooLong):
        return outcome, f"more than {SECONDS} s"
    unexpected = result.exception is not None and not isinstance(result.exception, SystemExit)
    if unexpected or result.exit_code not in EXPECTED or "Traceback (most recent call last)" in outcome:
        return outcome, f"exit code {result.exit_code}: {result.exception!r}"
    if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > KILOBYTES:
        return outcome, "more than 300 MB"
    return outcome, ""


@contextmanager
def _time_limit() -> Iterator[None]:
    """Of the processor's time, which a busy machine does not lengthen."""
    before = signal.signal(signal.SIGVTALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _out_of_time(_number: int, _frame: object) -> NoReturn:
    raise TooLong


def batch(target: Target, inputs: Iterator[tuple[int, bytes]], folder: Path) -> Iterator[tuple[int, bytes, str, str]]:
    """Each input with a digest of its outcome, and the promise that it broke, if any."""
    target.lay_out(folder)
    for number, data in inputs:
        outcome, broken = tried(target, data, folder)
        if (
            not broken
            and number % TWICE == 0
            and target.name != "commands"
            and tried(target, data, folder)[0] != outcome
        ):
            broken = "two answers"
        if number % TIDY == 0 or target.name == "commands":
            gc.collect()
            target.lay_out(folder)  # a command may write where it pleases
        yield number, data, hashlib.sha256(outcome.encode("utf-8", "surrogatepass")).hexdigest()[:16], broken


def _ready(target: Target) -> None:
    """A run ends with its process, and reads its rules once; here many follow one another."""
    gc.freeze = lambda: None
    if not target.rules_read:
        load, bundled = library.load_rules, cache(library.load_rules)
        library.load_rules = lambda *paths, cached=True: load(*paths, cached=False) if paths else bundled(cached=cached)


def _main(name: str, seed: str, first: int, count: int) -> None:
    target = TARGETS[name]
    _ready(target)
    if seed == "-":
        inputs: Iterator[tuple[int, bytes]] = iter([(0, sys.stdin.buffer.read())])
    else:
        inputs = ((number, made(target, seed, number)) for number in range(first, first + count))
    with tempfile.TemporaryDirectory(prefix="fuzz") as root:
        folder = Path(root) / "a" / "b"
        folder.mkdir(parents=True)
        os.chdir(folder)
        os.environ.setdefault("CCMCHECK_CACHE", f"{root}/cache")
        digests, findings = [], []
        for number, data, digest, broken in batch(target, inputs, folder):
            digests.append(digest)
            if broken:
                findings.append({"number": number, "broken": broken, "data": base64.b64encode(data).decode()})
            if broken == "more than 300 MB":  # it is the most that this process ever held, so that all others follow
                break
        os.chdir("/")
    sys.stdout.write(json.dumps({"digests": digests, "findings": findings}) + "\n")


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
