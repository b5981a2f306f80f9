"""The quick reader sees plain values as the thorough one does or nothing; brief reports come to the same."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given, note
from hypothesis import strategies as st

from ccmcheck.base.source import Source
from ccmcheck.document.fast.reader import PlainReader
from ccmcheck.judge.check import check
from ccmcheck.judge.summary import exit_code, spoken_of, summary
from tests import agreement
from tests.agreement import thorough
from tests.document_samples import NAMES, VOCABULARY
from tests.laws.world import written
from tests.test_document_agreement import records
from tests.test_laws import CHANGED, FEWER, bundled

QUICK = PlainReader(VOCABULARY, NAMES)
FIRST = "title: t\ndecided_on: 2012-04-16\nmeetings: []\n"


@given(records(VOCABULARY.document), st.booleans())  # type: ignore[arg-type]
def test_both_readers_agree(document: Any, in_yaml: bool) -> None:
    text = yaml.safe_dump(document, allow_unicode=True) if in_yaml else json.dumps(document)
    source = Source.of("x.yaml" if in_yaml else "x.json", text)
    note(text)
    assert QUICK.read(source) == thorough(source, VOCABULARY, NAMES)


# What is written after three sound lines, and whether its values are plain.
ODDITIES = {
    "a field": ("venue: WMO", True),
    "an alias of a name": ("president: {state: Lao PDR}", True),
    "a number": ("share: 2.5", True),
    "a whole number with a point": ("year: 2012.0", True),
    "octal": ("year: 0o3734", True),
    "a blank": ("venue: ____", False),
    "half a date": ("meetings: [{id: a, kind: review-conference, start: 2012-XX-XX}]", False),
    "true for a number": ("year: true", False),
    "one for a truth": ("independent: 1", False),
    "a number in quotation marks": ("year: '2012'", False),
    "an unknown field": ("venu: WMO", False),
    "a key twice": ("title: u", False),
    "a tag": ("venue: !!str WMO", False),
    "an anchor": ("venue: &a WMO", True),
    "a list as a key": ("? [a]\n: b", False),
    "a second document": ("---\ntitle: u", False),
    "a fault": ("venue: [", False),
    "a number too long": ("share: 1" + "0" * 50, False),
    "no number": ("share: .nan", False),
    "an end before its start": (
        "meetings: [{id: a, kind: review-conference, start: 2012-09-11, end: 2012-09-10}]",
        False,
    ),
    "an id twice": ("meetings: [{id: a, kind: review-conference}, {id: a, kind: review-conference}]", False),
}


@pytest.mark.parametrize("name", ODDITIES)
def test_an_oddity_is_left_to_the_thorough_reader(name: str) -> None:
    more, plain = ODDITIES[name]
    text = FIRST.replace("meetings: []\n", "") + more if more.startswith("meetings") else FIRST + more
    source = Source.of("x.yaml", text)
    found = QUICK.read(source)
    assert (found is not None) is plain
    assert found is None or found == thorough(source, VOCABULARY, NAMES)


@pytest.mark.parametrize(
    "text",
    ['{"title": "t", "title": "t", "decided_on": "2012-04-16", "meetings": []}',
     '{"title": "\\ud800", "decided_on": "2012-04-16", "meetings": []}',
     '{"title": "t", "decided_on": "2012-04-16", "meetings": [], "share": NaN}',
     "[" * 5000 + "]" * 5000],
)  # fmt: skip
def test_what_json_allows_and_a_person_has_to_be_told_of(text: str) -> None:
    assert QUICK.read(Source.of("x.json", text)) is None


def test_true_and_one_are_not_taken_for_each_other_though_they_are_one_key() -> None:
    for value, plain in (("1", True), ("true", False), ("1", True), ("1.0", True)):
        assert (QUICK.read(Source.of("x.yaml", FIRST + f"year: {value}")) is not None) is plain


# -- brief and detailed reports ------------------------------------------------------------------------------------


@cache
def _documents() -> tuple[Source, ...]:
    files = sorted(Path("samples").glob("*.yaml"))
    return tuple(Source.of(str(file), file.read_text(encoding="utf-8")) for file in files)


def _come_to_the_same(sources: tuple[Source, ...]) -> None:
    from ccmcheck.document.programme import read

    book = bundled()
    for final in (False, True):
        brief = check(sources, book, final=final, verbose=False)
        detailed = check([read(one, book.vocabulary, book.names) for one in sources], book, final=final)
        assert summary(brief) == summary(detailed)
        assert exit_code(brief) == exit_code(detailed)
        assert spoken_of(brief) == spoken_of(detailed)
        told = [verdict for verdict in detailed.verdicts if verdict.outcome in ("violated", "undecided")]
        assert [v for v in brief.verdicts if v.force != "judgement" and v.outcome in ("violated", "undecided")] == [
            v for v in told if v.force != "judgement"
        ]
        assert brief.blanks == detailed.blanks
        assert brief.problems == detailed.problems


def test_brief_and_detailed_reports_come_to_the_same() -> None:
    _come_to_the_same(_documents())


@FEWER
@given(CHANGED)
def test_brief_and_detailed_reports_of_changed_programmes_come_to_the_same(document: Any) -> None:
    _come_to_the_same((Source.of("d.json", written(document)),))


# -- the program that tries as many cases as are asked for ----------------------------------------------------------


def test_the_program_of_agreement_tries_both_kinds_and_fails_where_they_disagree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(agreement, "EXAMPLES", 8)
    for law in agreement.LAWS.values():
        assert agreement.said(law(1)) > 0
    monkeypatch.setattr(agreement, "verdicts", lambda *_: (SimpleNamespace(outcome="violated"),))
    with pytest.raises(AssertionError, match=re.escape("reference: {'violated'}")):
        agreement.of_generated_rules(1)


# -- the start -----------------------------------------------------------------------------------------------------

# What takes longer to import than a programme to judge.
HEAVY = ("yaml", "lark", "jsonschema", "jinja2", "rich", "importlib.metadata", "logging", "difflib")


@pytest.mark.parametrize("sample", ["2012", "2012-slips", "2012-draft"])
def test_a_plain_run_imports_nothing_heavy(sample: str) -> None:
    script = (
        "import sys\nfrom ccmcheck.cli import main\n"
        f"try: main(['check', 'samples/{sample}.yaml'])\nexcept SystemExit: pass\n"
        "print('imported', *sys.modules, file=sys.stderr)"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)  # fills the cache of rules
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    imported = run.stderr.partition("imported ")[2].split()
    assert "ccmcheck.judge.check" in imported
    assert not set(HEAVY).intersection(imported)
