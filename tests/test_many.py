"""Many programmes in several processes come to the same report, whoever's processes they are and whatever ends one."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import ccmcheck
from ccmcheck.cli import main
from ccmcheck.judge.check import Prepared, check
from ccmcheck.judge.verdicts import Report
from ccmcheck.report import FORMATS
from ccmcheck.run import files, inputs, parallel
from ccmcheck.run.results import FullResults
from tests.test_laws import bundled

SAMPLE = Path("samples/2012.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A hundred and sixty programmes: sound, departing, with a blank, in JSON, and some that cannot be read."""
    for number in range(160):
        text = SAMPLE
        match number % 10:
            case 3:
                text = text.replace("end: 2012-04-19", "end: 2012-04-21")
            case 5:
                text = text.replace("city: Oslo", "city: ____")
            case 7:
                text = text.replace("treaty:", "treeaty:")
            case 9:
                text = "a: [" if number % 4 else ""
            case _:
                pass
        (tmp_path / f"{number:03}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str) -> tuple[str, int]:
    result = CliRunner().invoke(main, ["check", *options, str(folder)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout, result.exit_code


@pytest.mark.parametrize("format_", ["text", "json"])
def test_any_number_of_processes_writes_the_same_report(folder: Path, format_: str) -> None:
    alone = run(folder, "--jobs", "1", "--format", format_)
    assert alone[1] == 5
    for jobs in ("2", "3"):
        assert run(folder, "--jobs", jobs, "--format", format_) == alone


def test_the_cores_are_used_from_150_files_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    workers = parallel.Workers

    def counted(jobs: int) -> parallel.Workers:
        begun.append(jobs)
        return workers(jobs)

    monkeypatch.setattr(parallel, "Workers", counted)
    run(folder)
    assert begun == [parallel.cores()]
    for number in range(149, 160):
        (folder / f"{number:03}.yaml").unlink()
    begun.clear()
    run(folder)
    assert begun == []


def test_a_file_that_ends_its_process_is_named_and_the_others_are_judged(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = tuple(sorted(map(str, folder.glob("*.yaml"))))
    deadly = [paths[40], paths[141]]
    this, read = os.getpid(), inputs.read

    def reading(path: str, *ready: object) -> object:
        if path in deadly and os.getpid() != this:
            os._exit(9)
        return read(path, *ready)  # type: ignore[arg-type]

    monkeypatch.setattr(inputs, "read", reading)
    workers = parallel.Workers(2)
    found = list(parallel.each(paths, FullResults(Prepared(bundled())), workers))
    workers.close()
    lost = [problem for part in found for problem in part.problems if problem.code == "judging-ended"]
    assert [problem.message for problem in lost] == [
        f"a process that judges `{path}` to its end is needed, and none does: the process ended" for path in deadly
    ]
    assert [part.unread or (part.document and part.document.path) for part in found] == list(paths)
    expected = alone([path for path in paths if path not in deadly], verbose=False)
    assert tuple(part.document for part in found if part.document) == expected.documents


def test_processes_that_broke_before_a_share_was_sent_are_made_anew(folder: Path) -> None:
    class Broken(ThreadPoolExecutor):
        def submit(self, *_: object, **__: object) -> Future[Any]:  # type: ignore[override]
            raise BrokenProcessPool

    paths = tuple(sorted(map(str, folder.glob("*.yaml"))))
    workers = parallel.Workers(2)
    workers._pool = Broken()
    found = list(parallel.each(paths, FullResults(Prepared(bundled())), workers))
    workers.close()
    expected = alone(list(paths), verbose=False)
    assert tuple(part.document for part in found if part.document) == expected.documents


# -- any executor --------------------------------------------------------------------------------------------------


def alone(paths: list[str], *, verbose: bool) -> Report:
    return check([files.read(path) for path in paths], bundled(), verbose=verbose)


@contextmanager
def dask() -> Iterator[Executor]:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client.get_executor(pure=False)


SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in ("processes", "dask")]
EXECUTORS: dict[str, Callable[[], AbstractContextManager[Executor]]] = {
    "threads": lambda: ThreadPoolExecutor(2),
    "processes": lambda: ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")),
    "dask": dask,
}


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("executor", ["threads", *SLOW])
def test_any_executor_finds_the_same(folder: Path, executor: str) -> None:
    paths = sorted(map(str, folder.glob("*.yaml")))
    with EXECUTORS[executor]() as made:
        for verbose in (False, True):
            found = ccmcheck.check_many(paths, bundled(), executor=made, verbose=verbose)
            expected = alone(paths, verbose=verbose)
            assert FORMATS["text"](found) == FORMATS["text"](expected)
            if verbose:
                assert FORMATS["json"](found) == FORMATS["json"](expected)


def test_no_more_processes_start_than_there_are_files_or_cores_for() -> None:
    """All of them start at once, so that `--jobs 2012` was a machine full of processes."""
    assert [parallel.worth(jobs, 3) for jobs in (1, 2, 3, 2012)] == [1, 2, 3, 3]
    assert parallel.worth(2012, 100_000) == 8 * parallel.cores()
    assert parallel.worth(4, 0) == 1
