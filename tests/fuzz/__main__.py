"""The command: tries targets for some minutes or so many inputs, confirms what breaks a promise, and makes it small."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from tests.fuzz.targets import TARGETS

AGAIN = 10
"""One batch in so many is tried a second time in another process, in which sets have another order."""


@dataclass
class Tally:
    """What was tried of a target, and what was found: for each promise the smallest input that breaks it."""

    begun: int = 0
    inputs: int = 0
    seconds: float = 0.0
    findings: dict[str, bytes] = field(default_factory=dict)

    def add(self, broken: str, data: bytes) -> None:
        """Keeps an input that breaks a promise, where none so small does."""
        if broken not in self.findings or len(data) < len(self.findings[broken]):
            self.findings[broken] = data


def trial(name: str, seed: str, first: int, count: int, *, data: bytes = b"", order: str = "1") -> Any:
    """What became of a batch, in a process of its own; None where the process came to an end."""
    command = [sys.executable, "-m", "tests.fuzz.trial", name, seed, str(first), str(count)]
    environment = {**os.environ, "PYTHONHASHSEED": order}
    done = subprocess.run(command, input=data, capture_output=True, env=environment, check=False)
    if done.returncode == 0 and done.stdout:
        return json.loads(done.stdout.splitlines()[-1])
    click.echo(f"{name} {first}: {done.returncode} {done.stderr.decode(errors='replace')[-300:]}", err=True)
    return None


def batch(name: str, seed: str, first: int, size: int, tally: Tally) -> None:
    """Tries one batch, and adds what it breaks."""
    begun = time.monotonic()
    result = trial(name, seed, first, size)
    tally.seconds += time.monotonic() - begun
    if result is None:
        tally.add("the process ended", f"{seed} {first}".encode())
        return
    tally.inputs += len(result["digests"])
    for each in result["findings"]:
        data = base64.b64decode(each["data"])
        alone = trial(name, "-", 0, 1, data=data)
        if alone is None or alone["findings"]:
            tally.add(alone["findings"][0]["broken"] if alone else "the process ended", data)
        elif each["broken"] == "two answers":
            tally.add("two answers", data)
    if first // size % AGAIN == 0:
        again = trial(name, seed, first, size, order="2")
        if again is None:
            tally.add("the process ended", f"{seed} {first}".encode())
        elif again["digests"] != result["digests"]:
            others = [
                at for at, pair in enumerate(zip(again["digests"], result["digests"], strict=False)) if len({*pair}) > 1
            ]
            tally.add("another answer in another process", f"{seed} {[first + at for at in others[:5]]}".encode())


def minimised(name: str, broken: str, data: bytes, until: float) -> bytes:
    """A small input that breaks the same promise: pieces are left out as long as it does."""
    size = max(1, len(data) // 2)
    while size and time.monotonic() < until:
        at = 0
        while at < len(data) and time.monotonic() < until:
            shorter = data[:at] + data[at + size :]
            if _breaks(name, broken, shorter):
                data = shorter
            else:
                at += size
        size //= 2
    return data


def _breaks(name: str, broken: str, data: bytes) -> bool:
    result = trial(name, "-", 0, 1, data=data)
    return result is not None and any(each["broken"] == broken for each in result["findings"])


@dataclass(frozen=True)
class Effort:
    """How much is tried of each target: at most so long and so many inputs, by so many processes."""

    minutes: float
    inputs: int | None
    seed: str
    jobs: int
    batch_size: int


@click.command()
@click.argument("target", nargs=-1, type=click.Choice(list(TARGETS)))
@click.option("--minutes", type=float, default=1.0, show_default=True, help="For each target.")
@click.option("--inputs", type=int, help="At most so many for each target, in whole batches.")
@click.option("--seed", default="1", show_default=True, help="The same seed makes the same inputs.")
@click.option("--jobs", type=int, default=os.cpu_count() or 1, show_default=True)
@click.option("--batch-size", type=int, default=1000, show_default=True, help="How many inputs a process tries.")
@click.option("--keep", type=click.Path(path_type=Path), help="A folder for the inputs that break a promise.")
def fuzz(target: tuple[str, ...], keep: Path | None, **effort: Any) -> None:
    """Gives TARGETs (all, where none is named) inputs that nobody would write.

    Promised is of each: an exit code from 0 to 5 and no traceback, at most 5 s and 300 MB, the same bytes again.
    """
    with TemporaryDirectory() as cache:
        os.environ["CCMCHECK_CACHE"] = cache  # so that not every batch reads the rules anew
        tallies = {name: _tried(name, Effort(**effort)) for name in target or TARGETS}
        for name, tally in tallies.items():
            _tell(name, tally, keep)
    sys.exit(1 if any(tally.findings for tally in tallies.values()) else 0)


def _tried(name: str, effort: Effort) -> Tally:
    """What became of one target."""
    tally, firsts = Tally(), count(0, effort.batch_size)
    until = time.monotonic() + 60 * effort.minutes

    def go_on() -> None:
        while time.monotonic() < until and (effort.inputs is None or tally.begun < effort.inputs):
            tally.begun += effort.batch_size
            batch(name, effort.seed, next(firsts), effort.batch_size, tally)

    with ThreadPoolExecutor(effort.jobs) as pool:
        for under_way in [pool.submit(go_on) for _ in range(effort.jobs)]:
            under_way.result()
    rate = tally.inputs / max(tally.seconds, 1) * effort.jobs
    click.echo(f"{name:<10} {tally.inputs:>8} inputs {rate:>6.0f} a second {len(tally.findings):>3} promises broken")
    return tally


def _tell(name: str, tally: Tally, keep: Path | None) -> None:
    for promise, data in tally.findings.items():
        small = minimised(name, promise, data, time.monotonic() + 60)
        click.echo(f"{name}: {promise}: {small[:300]!r}")
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{name}-{sha256(small).hexdigest()[:12]}").write_bytes(small)


if __name__ == "__main__":
    fuzz()
