"""`python stages.py FOLDER RUNS`: how long each stage of `ccmcheck check FOLDER` takes inside its process, as JSON.

It goes the way that the command goes, but in steps, with the library of the interpreter that runs it, and every run is
a process of its own, because an import is slow only once. Whoever changes the way of the command changes it here too.
"""

import gc
import json
import subprocess
import sys
from pathlib import Path
from time import process_time

STAGES = ("command", "imports", "rules", "prepare", "read", "judge", "places", "tell", "report")


class Clock:
    """Milliseconds of processor time by stage; what else the machine does hardly touches them."""

    def __init__(self):
        self.taken = dict.fromkeys(STAGES, 0.0)
        self.last = process_time()

    def passed(self, stage):
        """What passed since the last call belongs to this stage."""
        now = process_time()
        self.taken[stage] += (now - self.last) * 1000
        self.last = now


def stages(folder):
    """The clock of one run."""
    clock = Clock()
    _imports(clock)
    from ccmcheck.base import resources
    from ccmcheck.judge import check
    from ccmcheck.language.rulebook import cache
    from ccmcheck.report.parts.style import TextStyle
    from ccmcheck.report.text import RunningText
    from ccmcheck.run.results import TextResults

    gc.disable()
    book, _ = cache.rulebook(resources.bundled_rules())
    clock.passed("rules")
    ready = check.Prepared(book, verbose=False)
    assert ready.shortcut
    assert ready.plain_reader
    clock.passed("prepare")
    running, wanted = RunningText(), TextResults(ready, TextStyle())
    for file in sorted(Path(folder).iterdir()):
        part = _part(str(file), ready, clock)
        running.add(wanted.of(part))
        clock.passed("report")
    for piece in running.pieces():
        assert piece
    clock.passed("report")
    return clock


def _imports(clock):
    import ccmcheck.cli
    import ccmcheck.cli.check

    clock.passed("command")
    import ccmcheck.base.resources
    import ccmcheck.judge.check
    import ccmcheck.language.rulebook.cache  # noqa: F401

    clock.passed("imports")


def _part(file, ready, clock):
    """One programme, step by step: one of which something is to be told is read with its places and judged again."""
    from ccmcheck.judge import check
    from ccmcheck.run import files

    source = files.read(file)
    values = ready.plain_reader.read(source)
    clock.passed("read")
    rulesets = check.in_force(ready.rulebook, values)
    known, rest = ready.shortcut.of(values, rulesets)
    part = None if rest else check.InputResult(check._brief(source, rulesets, known, ready))
    clock.passed("judge")
    return part or _told(source, ready, values, known, rest, clock)


def _told(source, ready, values, known, rest, clock):
    from ccmcheck.document.programme import read
    from ccmcheck.judge import check

    programme = read(source, ready.rulebook.vocabulary, ready.rulebook.names, complete=True)
    clock.passed("places")
    part = check._of_programme(programme, ready, values, known, rest)
    clock.passed("tell")
    return part


def medians(folder, runs):
    """The medians of so many processes."""
    command = [sys.executable, "-I", __file__, folder]
    each = [
        json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout) for _ in range(runs)
    ]
    return {stage: sorted(one[stage] for one in each)[len(each) // 2] for stage in STAGES}


if __name__ == "__main__":
    print(json.dumps(stages(sys.argv[1]).taken if len(sys.argv) == 2 else medians(sys.argv[1], int(sys.argv[2]))))
