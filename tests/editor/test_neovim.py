"""A real editor: Neovim, with the settings that docs/editors.md gives, at work on rules and a programme."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.editor.client import ROOT

NEOVIM = shutil.which("nvim")
if NEOVIM is None and os.environ.get("CCMCHECK_NEOVIM") != "required":
    pytest.skip("Neovim is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen at each step."""
    assert NEOVIM is not None
    folder = tmp_path_factory.mktemp("neovim")
    for name in ("rules", "samples"):
        shutil.copytree(ROOT / name, folder / name)
    settings = re.search(r"```lua\n(.*?)```", (ROOT / "docs" / "editors.md").read_text("utf-8"), re.DOTALL)
    assert settings is not None
    (folder / "init.lua").write_text(settings[1], "utf-8")
    work, notes = Path(__file__).with_name("neovim.lua"), folder / "seen"
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    command = [NEOVIM, "--headless", "-n", "-u", "init.lua", "-S", str(work)]
    environment = {**os.environ, "PATH": path, "SEEN": str(notes), "HOME": str(folder)}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=300)
    return dict(json.loads(line) for line in notes.read_text("utf-8").splitlines())


def test_an_author_works_on_rules(seen: dict[str, Any]) -> None:
    assert seen["file type"] == "ccmcheck-rules"
    assert seen["field"].startswith("**city**")
    assert seen["sound"] == 0
    assert "did you mean `city`?" in seen["complaint"]
    assert seen["change"] == "Write `city`"
    assert seen["mended"] == 0
    assert "no later than 30 June" in seen["rule"]
    assert seen["definition"].startswith("define sitting(meeting)")
    assert seen["undone"] == 0
    assert {"city", "kind"} <= set(seen["offered"])


def test_a_drafter_works_on_a_programme(seen: dict[str, Any]) -> None:
    assert seen["end"] is True
    assert seen["verdicts"] == 11
    assert "**intersessional-in-first-half** is violated" in seen["value"]
