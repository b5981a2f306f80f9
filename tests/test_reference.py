"""The pages of docs/reference are what `python -m tests.reference` writes today."""

# ruff: noqa: E501 -- what is shown stands on a line, however long

from __future__ import annotations

import string

import pytest

from ccmcheck.base.messages import COMPLAINTS
from tests.reference import FOLDER, pages

PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fresh(name: str) -> None:
    written = (FOLDER / name).read_text(encoding="utf-8") if (FOLDER / name).exists() else ""
    assert written == PAGES[name], "stale: run `python -m tests.reference`"


def test_there_are_no_other_pages() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(PAGES)


# -- the complaints themselves -------------------------------------------------------------------------------------

ENGINE_WORDS = ("token", "parse", "None", "null pointer", "exception", "traceback", "invalid", "illegal", "NoneType", "dict", "AST", "terminal", "regex", "boolean", "string", "integer", "float")  # fmt: skip


@pytest.mark.parametrize("code", COMPLAINTS)
def test_a_complaint_is_worded_for_its_reader(code: str) -> None:
    complaint = COMPLAINTS[code]
    words = " ".join((complaint.title, complaint.explanation, complaint.wording, complaint.help, complaint.undecided))
    plain = "".join(char if char.isalnum() else " " for char in words).split()
    assert [word for word in ENGINE_WORDS if word in plain] == []
    assert code == code.lower()
    assert set(code) <= set(string.ascii_lowercase + string.digits + "-")
    assert complaint.title
    assert not complaint.title.endswith(".")
    assert complaint.explanation.endswith((".", "`", "?"))
    assert not complaint.wording.endswith(".")
    assert not complaint.help or complaint.help.endswith((".", "}", "?"))
