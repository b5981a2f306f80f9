"""The samples are held to the lines `# expect:` at their heads, and to nothing but them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.base.source import Source
from ccmcheck.cli import main
from ccmcheck.cli.run import Execution, full_report
from ccmcheck.judge.check import check
from ccmcheck.judge.summary import exit_code, summary
from ccmcheck.judge.verdicts import Report
from ccmcheck.run.library import usual_rules

SAMPLES = Path("samples")
NAMES = sorted(path.name for path in SAMPLES.glob("*.yaml"))
RECORD = sorted((SAMPLES / "record").glob("*.yaml"))
"""The programmes of 2011 to 2026 as far as facts about them are known: the back-test of the rules."""
EVERY = [*(SAMPLES / name for name in NAMES), *RECORD, *sorted(Path("rules").glob("*/samples/*.yaml"))]
"""Those of other treaties lie beside their rules."""

# Every blank of the decision's text that a programme has a field for, in the order of the paper.
BLANKS_OF_THE_DRAFT = [
    ("/discussion_paper", "CCM/MSP/2011/WP.____"),
    ("/plenary_meeting", "____"),
    ("/decided_on", "2011-09-XX"),
    ("/meetings/0/interpretation_funding", "____"),
    ("/meetings/1/start", "2012-XX-XX"),
    ("/meetings/1/end", "2012-XX-XX"),
    ("/meetings/1/president", "[name, title and State party]"),
    *((f"/working_groups/{group}/coordinators/{at}/state", "(State party)") for group in range(6) for at in range(2)),
    *((f"/thematic_areas/{area}/coordinators/0/state", "(State party)") for area in range(2)),
    ("/implementation_support_unit/establish_by", "____"),
]


def promised(path: Path) -> Iterator[tuple[str, str]]:
    """The outcomes that the head of a sample promises, by rule; `no violation` promises none."""
    for line in path.read_text(encoding="utf-8").splitlines():
        match re.fullmatch(r"# expect: (\S+) (\S+)", line):
            case None:
                assert not line.startswith("# expect"), f"not understood: {line}"
            case found if found[0] != "# expect: no violation":
                yield found[1], found[2]


def outcomes(report: Report) -> set[tuple[str, str]]:
    return {(v.outcome, v.rule) for v in report.verdicts if v.outcome in ("violated", "undecided")}


def checked(path: Path, *, final: bool = False) -> Report:
    return full_report((str(path),), (), final=final, execution=Execution(verbose=True, whole=True))


@pytest.mark.parametrize("path", RECORD, ids=str)
def test_every_programme_on_record_is_judged_and_departs_from_nothing(path: Path) -> None:
    report = checked(path)
    assert exit_code(report) == 0
    spoke = {v.ruleset for v in report.verdicts if v.outcome != "not-applicable"}
    year = int(path.name[:4])
    assert ("dubrovnik-2015" in spoke) is (2016 <= year <= 2020)
    assert ("lausanne-2021" in spoke) is (year >= 2022)
    assert ("beirut-2011" in spoke) is (2012 <= year <= 2015)


def test_that_no_intersessional_meeting_was_held_is_explained_by_what_is_reported() -> None:
    report = checked(SAMPLES / "record" / "2016.yaml")
    (verdict,) = [v for v in report.verdicts if v.rule == "no-intersessional-meeting"]
    assert verdict.outcome == "satisfied"
    assert verdict.short == "1RC decision, as reported"
    assert "with no Intersessional Meetings foreseen" in verdict.citations[0].quotation


def test_there_are_the_adopted_the_draft_and_the_slips() -> None:
    assert NAMES == ["2012-draft.yaml", "2012-slips.yaml", "2012.yaml"]


@pytest.mark.parametrize("path", EVERY, ids=str)
def test_the_head_of_a_sample_promises_exactly_what_is_found(path: Path) -> None:
    expected = list(promised(path))
    report = checked(path)
    assert report.problems == ()
    assert len(expected) == len(set(expected)), "a promise stands twice"
    assert outcomes(report) == set(expected)


@pytest.mark.parametrize("path", EVERY, ids=str)
def test_no_violation_is_promised_in_words(path: Path) -> None:
    head = path.read_text(encoding="utf-8")
    none_violated = all(outcome != "violated" for outcome, _ in promised(path))
    assert ("# expect: no violation\n" in head) is none_violated


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_speaks_of_every_sample(name: str) -> None:
    report = checked(SAMPLES / name)
    (bound,) = [document.rulesets for document in report.documents]
    rules = {f"{each.name}/{rule.name}" for each in report.rulesets if each.name in bound for rule in each.rules}
    assert {verdict.name for verdict in report.verdicts} == rules
    assert len(rules) == 39 + 5  # the decision of 2011, and the Convention


@pytest.mark.parametrize(("name", "code", "code_final"), [
    ("2012.yaml", 0, 3),        # three questions are open
    ("2012-draft.yaml", 0, 3),
    ("2012-slips.yaml", 1, 1),
])  # fmt: skip
def test_exit_codes(name: str, code: int, code_final: int) -> None:
    assert (exit_code(checked(SAMPLES / name)), exit_code(checked(SAMPLES / name, final=True))) == (code, code_final)


def test_the_folder_has_the_worst_of_its_samples() -> None:
    assert CliRunner().invoke(main, ["check", str(SAMPLES)]).exit_code == 1


# -- the draft -----------------------------------------------------------------------------------------------------


def test_the_draft_lists_every_blank_of_the_paper() -> None:
    assert [
        (blank.place.pointer, blank.text) for blank in checked(SAMPLES / "2012-draft.yaml").blanks
    ] == BLANKS_OF_THE_DRAFT


def test_every_blank_of_the_paper_that_has_a_field_is_in_the_list() -> None:
    """The blanks of the source: five without a field of their own, and the rest one to one with the draft's."""
    paper = Path("rules/sources/beirut-2011.md").read_text(encoding="utf-8")
    numbered = paper[
        paper.index("1. At its") : paper.rindex(r"\_\_\_\_\_")
    ]  # the line that closes the paper is no blank
    state_parties = numbered.count("(State party)")
    underscores = re.findall(r"(?:\\_)+", numbered)
    texts = [text for _, text in BLANKS_OF_THE_DRAFT]
    assert state_parties == texts.count("(State party)") == 14
    # plenary meeting, day of the decision, discussion paper, funding, first and last day of the Third Meeting
    assert len(underscores) == 6
    assert numbered.count("[*name, title and State party*]") == texts.count("[name, title and State party]") == 1
    # and one that the paper leaves without a mark: by when the Unit is established
    assert len(texts) == state_parties + len(underscores) + 1 + 1


@pytest.mark.parametrize(("pointer", "rules"), [
    ("/plenary_meeting", []),
    ("/decided_on", ["coordinators-are-states-parties", "president-from-state-party"]),
    ("/meetings/1/start", ["next-meeting-length"]),
    ("/meetings/1/end", ["unit-established-in-time", "next-meeting-length"]),
    ("/meetings/1/president", ["president-designated", "president-from-state-party"]),
    ("/working_groups/0/coordinators/0/state", ["coordinators-are-states-parties", "thematic-coordinators-additional"]),
    ("/thematic_areas/1/coordinators/0/state", ["thematic-coordinators-additional"]),
    ("/implementation_support_unit/establish_by", ["unit-established-in-time"]),
])  # fmt: skip
def test_the_draft_says_what_depends_on_a_blank(pointer: str, rules: list[str]) -> None:
    found = {blank.place.pointer: [rule.removeprefix("beirut-2011/") for rule in blank.rules] for blank in
             checked(SAMPLES / "2012-draft.yaml").blanks}  # fmt: skip
    assert found[pointer] == rules


def test_every_open_rule_of_the_draft_hangs_on_a_blank_that_is_listed() -> None:
    report = checked(SAMPLES / "2012-draft.yaml")
    named = {rule for blank in report.blanks for rule in blank.rules}
    assert named == {v.name for v in report.verdicts if v.outcome == "undecided" and v.force != "judgement"}


def test_the_draft_in_numbers() -> None:
    counts = summary(checked(SAMPLES / "2012-draft.yaml"))
    assert (counts.violated, counts.undecided, counts.blanks, counts.questions) == (0, 6, 22, 4)


def test_the_word_sample_is_what_the_tool_writes(tmp_path: Path) -> None:
    fresh = tmp_path / "slips.docx"
    command = ["draft", str(SAMPLES / "2012-slips.yaml"), "-o"]
    assert CliRunner().invoke(main, [*command, str(fresh)]).exit_code == 0
    anew = f"delete it and run: ccmcheck {' '.join(command)} samples/2012-slips.docx"
    assert _members(SAMPLES / "2012-slips.docx") == _members(fresh), anew


def _members(path: Path) -> dict[str, bytes]:
    """What a Word file holds, however it was compressed."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_word_sample_has_the_slips_of_the_other() -> None:
    said = [CliRunner().invoke(main, ["check", "--no-config", str(SAMPLES / f"2012-slips.{ending}")]).stdout
            for ending in ("docx", "yaml")]  # fmt: skip
    broken = [set(re.findall(r"^violated +(\S+)", each, re.MULTILINE)) for each in said]
    assert broken[0] == broken[1] != set()


@pytest.mark.parametrize("day", ["____", "2011-XX-XX", "2012-XX-XX", "2011-09-10/2011-09-20"])
def test_a_day_counts_for_a_rule_that_waits_for_a_state_first(day: str) -> None:
    """Sweden was no State party before its instrument had been six months old."""
    text = Path("samples/2012-draft.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^decided_on: .*$", f"decided_on: {day}", text)
    report = check([Source.of("draft.yaml", text)], usual_rules(), verbose=False)
    (blank,) = (blank for blank in report.blanks if blank.place.pointer == "/decided_on")
    assert "beirut-2011/coordinators-are-states-parties" in blank.rules
