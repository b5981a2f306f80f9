"""The text report grows entry by entry and comes to that of the whole; what waits to be written waits in a file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccmcheck.cli import gates
from ccmcheck.cli.plan import CheckOptions, GateOptions, Plan, planned
from ccmcheck.cli.run import Execution, full_report, text_report
from ccmcheck.judge.summary import exit_code
from ccmcheck.report.parts.style import TextStyle
from ccmcheck.report.terminal import spool
from ccmcheck.report.terminal.spool import Spool
from ccmcheck.report.text import to_text

SAMPLE = Path("samples/2012.yaml").read_text(encoding="utf-8")
LATE = SAMPLE.replace("end: 2012-04-19", "end: 2012-04-21")
BEIRUT = str(Path("rules/beirut-2011.rules").resolve())
TEXTS = {
    "sound.yaml": SAMPLE,
    "late.yaml": LATE,
    "blank.yaml": LATE.replace("city: Oslo", "city: ____"),
    "before.yaml": "title: t\ndecided_on: 2001-01-01\nmeetings: []\n",
    "misspelt.yaml": SAMPLE.replace("treaty:", "treeaty:"),
    "broken.yaml": "a: [",
    "empty.yaml": "",
    "größe 文書.yaml": SAMPLE,
    "ten days.md": "The intersessional meetings will be held in Geneva from 16 to 25 April 2012.\n",
}
MISSING = "missing.yaml"
RUNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "everything": ((*TEXTS, MISSING), ()),
    "sound": (("sound.yaml",), ()),
    "departing": (("late.yaml",), ()),
    "one and one that is not there": (("late.yaml", MISSING), ()),
    "departing first": (("late.yaml", "sound.yaml"), ()),
    "departing last": (("sound.yaml", "late.yaml"), ()),
    "before any decision": (("before.yaml",), ()),
    "nothing to read": ((MISSING,), ()),
    "with its own rules": (("sound.yaml", "before.yaml", "late.yaml"), (BEIRUT,)),
    "rules that are not there": (("sound.yaml",), ("nowhere.rules",)),
}
STYLES = (TextStyle(), TextStyle(colour=True), TextStyle(quiet=True), TextStyle(verbose=True))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which these runs keep resolved rules."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def run(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Plan]:
    """Plans a run over programmes of all sorts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCMCHECK_CACHE", str(kept))
    for name, text in TEXTS.items():
        Path(name).write_text(text, encoding="utf-8")

    def plan(name: str, *, final: bool = False) -> Plan:
        paths, rules = RUNS[name]
        return planned(GateOptions(no_config=True), CheckOptions(paths, rules, final, (), (), ()))

    return plan


@pytest.mark.parametrize("final", [False, True])
@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("most", [0, 10**6])
def test_the_growing_report_is_that_of_the_whole(
    run: Callable[..., Plan], name: str, final: bool, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "_MOST", most)
    plan = run(name, final=final)
    for style in STYLES:
        execution = Execution(verbose=style.verbose, whole=name == "everything")  # drafts are kept whole
        whole = gates.gated(full_report(plan.files, plan.settings.rules, final=final, execution=execution), plan)
        running = text_report(plan, execution, style)
        assert "".join(running.pieces(final=final)) == to_text(whole, style)
        assert running.exit_code(final=final) == exit_code(whole)


def test_a_heading_stands_over_each_of_several_documents_and_over_no_single_one(run: Callable[..., Plan]) -> None:
    assert "── late.yaml" not in "".join(text_report(run("departing"), Execution(), TextStyle()).pieces())
    assert "── late.yaml" in "".join(text_report(run("departing first"), Execution(), TextStyle()).pieces())


def test_a_question_is_asked_once_and_counts_the_programmes_that_leave_it_open(run: Callable[..., Plan]) -> None:
    text = "".join(text_report(run("departing last"), Execution(), TextStyle()).pieces())
    assert text.count("question: beirut-2011/collaboration-explored") == 1
    assert "  open in 2 programmes\n" in text


# -- what waits ----------------------------------------------------------------------------------------------------


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=5)), st.integers(0, 20))
def test_a_spool_gives_back_what_it_took(texts: list[str], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spool, "_MOST", most)
        lines = [f"{text.translate(_BREAKS)}\n" for text in texts]
        kept, rows = Spool(), Spool()
        for at, line in enumerate(lines):
            kept.add(texts[at])
            rows.add(line)
            if at % 3 == 0:  # it may be read before it is full
                assert "".join(kept.pieces()) == "".join(texts[: at + 1])
                assert list(rows.lines()) == lines[: at + 1]
        assert "".join(kept.pieces()) == "".join(texts)
        assert list(rows.lines()) == lines


_BREAKS = dict.fromkeys(map(ord, "\n\r"))


def test_where_there_is_no_place_for_a_file_it_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryFile", nowhere)
    monkeypatch.setattr(spool, "_MOST", 3)
    kept = Spool()
    for text in ("one", "two", "three"):
        kept.add(text)
    assert "".join(kept.pieces()) == "onetwothree"
