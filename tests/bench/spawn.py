"""Runs commands and tells what each took; hides that a process starts with the peak memory of the one that starts it.

Run as a script of its own, this process stays small, so that what it measures is not what the benchmark itself needs.
A line of standard input is {"argv", "cwd", "env", "output"}: what it prints and what it complains of go into
the files `output` and `output`.err. A line of standard output is
[seconds, seconds of processor time, megabytes, exit code].
"""

import json
import os
import sys
import time


def main() -> None:
    """Answers one line after the other."""
    for line in sys.stdin:
        print(json.dumps(run(**json.loads(line))), flush=True)


def run(argv: list[str], cwd: str, env: dict[str, str], output: str) -> tuple[float, float, float, int]:
    """Seconds, seconds of processor time, peak memory in MB (of its largest process), and exit code of one command."""
    os.chdir(cwd)
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    printed, complained = os.open(output, flags), os.open(f"{output}.err", flags)
    began = time.perf_counter()
    streams = [(os.POSIX_SPAWN_DUP2, printed, 1), (os.POSIX_SPAWN_DUP2, complained, 2)]
    process = os.posix_spawn(argv[0], argv, env, file_actions=streams)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - began
    os.close(printed)
    os.close(complained)
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main()
