"""What programs may rely on: its page is true, and importing it takes nothing along that it does not need."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import ccmcheck

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, check=True)
    return done.stdout


def test_the_example_prints_what_the_page_says() -> None:
    (code,), (printed,) = blocks("python"), blocks("text")
    assert run(code).endswith(printed)


def test_every_promised_name_is_there_and_on_the_page() -> None:
    for name in ccmcheck.__all__:
        assert getattr(ccmcheck, name) is not None
        assert name == "__version__" or f"`{name}" in PAGE


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'judge_all'"):
        ccmcheck.judge_all  # noqa: B018


@pytest.mark.parametrize("name", ["check", "check_many", "load_rules", "read_programme"])
def test_importing_a_name_takes_no_library_along(name: str) -> None:
    others = ("click", "lark", "jinja2", "jsonschema", "yaml")
    loaded = run(f"from ccmcheck import {name}; import sys; print([m for m in {others!r} if m in sys.modules])")
    assert loaded.strip() == "[]"


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "ccmcheck" / "py.typed").is_file()
