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

STAGES = ("command", "imports", "rules", "prepare", "read", "shape", "judge", "report")


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
    from ccmcheck import resources
    from ccmcheck.check import check
    from ccmcheck.report.text import Style, to_text
    from ccmcheck.rulebook import cache

    book, _ = cache.rulebook(resources.bundled_rules())
    gc.freeze()
    gc.disable()
    clock.passed("rules")
    report = check(_programmes(folder, book, clock), book, detailed=False)
    clock.passed("judge")
    written = to_text(report, Style(colour=False, quiet=False, verbose=False))
    clock.passed("report")
    assert written
    return clock


def _imports(clock):
    import ccmcheck.cli
    import ccmcheck.cli.check

    clock.passed("command")
    import ccmcheck.check
    import ccmcheck.programme
    import ccmcheck.report.text
    import ccmcheck.rulebook.cache  # noqa: F401

    clock.passed("imports")


def _programmes(folder, book, clock):
    """The programmes one by one; between two of them is judging, and before the first the rules are made ready."""
    from ccmcheck.cli import files
    from ccmcheck.document import fit, reading
    from ccmcheck.programme import Programme

    clock.passed("prepare")
    for file in sorted(Path(folder).iterdir()):
        source = files.read(str(file))
        raw, _ = reading.parse(source)
        clock.passed("read")
        root, fits, problems = fit.fit(raw, book.vocabulary, book.names, source)
        assert fits
        clock.passed("shape")
        yield Programme(source, root, problems)
        clock.passed("judge")


def medians(folder, runs):
    """The medians of so many processes."""
    command = [sys.executable, "-I", __file__, folder]
    each = [json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(runs)]
    return {stage: sorted(one[stage] for one in each)[len(each) // 2] for stage in STAGES}


if __name__ == "__main__":
    print(json.dumps(stages(sys.argv[1]).taken if len(sys.argv) == 2 else medians(sys.argv[1], int(sys.argv[2]))))
