"""Folders to work in and a running server for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.editor.client import ROOT, Editor

pytest.importorskip("pygls")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled rules and samples, to be changed at will."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    return tmp_path


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with Editor(tmp_path_factory.mktemp("workspace")) as started:
        yield started


@pytest.fixture
def editor(running: Editor) -> Iterator[Editor]:
    """An editor that judges programmes by the bundled rules, with no file open."""
    yield running
    running.close_all()


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[..., Editor]]:
    """Starts editors with options of their own."""
    with ExitStack() as stack:
        yield lambda *options, **how: stack.enter_context(Editor(folder, *options, **how))


@pytest.fixture
def rules(folder: Path) -> Path:
    return folder / "rules" / "beirut-2011.rules"


@pytest.fixture
def slips(folder: Path) -> Path:
    return folder / "samples" / "2012-slips.yaml"
