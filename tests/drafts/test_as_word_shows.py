"""Files as secretariats and Word make them: their text is what a reader sees, told in the `.txt` beside each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.drafts.outline import draft_of, outline

FOLDER = Path(__file__).with_name("as_word_shows")
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".txt")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_text_is_what_a_reader_sees(file: Path) -> None:
    told = "".join(f"{line}\n" for line in outline(draft_of(file.name, file.read_bytes())))
    expected = file.with_suffix(".txt")
    if os.environ.get("CCMCHECK_UPDATE"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")
