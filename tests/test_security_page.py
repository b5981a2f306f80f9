"""The limits that docs/security.md names are those that hold."""

from __future__ import annotations

import re

from ccmcheck.document import decode, raw, scalars, validation
from ccmcheck.drafts import load
from ccmcheck.drafts.word import archive, extraction
from ccmcheck.language.rulebook import expressions
from ccmcheck.run import files
from tests.gate_repository import ROOT

LIMITS = {
    "a programme, rules, settings, waivers": (decode.LARGEST,),
    "a baseline, which is a report": (files.LARGEST_REPORT,),
    "values in one file of data": (raw.NODES,),
    "values inside one another": (raw.DEPTH,),
    "digits of a number": (scalars.DIGITS,),
    "complaints about one file": (validation.MOST,),
    "one expression of a rule": (expressions.LARGEST, expressions.DEEPEST),
    "a draft": (load.LARGEST, load.LONGEST),
    "a Word file": (
        archive.PARTS, archive.UNPACKED, archive.PART, archive.ELEMENTS, archive.DEPTH, extraction.CELLS,
    ),
}  # fmt: skip


def test_the_page_names_the_limits_that_hold() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    table = page[page.index("## Limits") : page.index("## Exit codes")]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]*\d[^|]*) \|$", table, re.MULTILINE)
    numbers = {
        name: tuple(int(each.replace(",", "")) for each in re.findall(r"[\d,]*\d", words)) for name, words in rows
    }
    assert numbers == LIMITS
