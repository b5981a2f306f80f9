"""What `complete` says of a draft, tried: each end of a range, and the step beyond it."""

from __future__ import annotations

import json
import re
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from ccmcheck.base.source import Source
from ccmcheck.base.values import Range
from ccmcheck.cli import main
from ccmcheck.document.edit import Edit, edited
from ccmcheck.document.nodes import Node, walk
from ccmcheck.document.programme import Programme, read
from ccmcheck.document.schema import DateKind
from ccmcheck.judge.check import check
from ccmcheck.judge.verdicts import Report
from ccmcheck.language.rulebook.model import Rulebook
from ccmcheck.proving.blanks import Ends, Options
from ccmcheck.proving.questions.common import Binding, in_force
from ccmcheck.proving.questions.complete import Completion, complete
from ccmcheck.proving.solver import Solver
from ccmcheck.run.library import load_rules

DRAFT = Path("samples/2012-draft.yaml").read_text(encoding="utf-8")
ONLY_PEOPLE_SAY = {
    "coordinators-are-states-parties",
    "thematic-coordinators-additional",
    "president-designated",
    "president-from-state-party",
    # How long the meeting lasts, and when the Unit is there at the earliest.
    "next-meeting-length",
    "unit-established-in-time",
}


@pytest.fixture(scope="module")
def book() -> Rulebook:
    found, _ = load_rules()
    assert found is not None
    return found


def programme(text: str, book: Rulebook) -> Programme:
    return read(Source.of("draft.yaml", text), book.vocabulary, book.names)


def completed(text: str, book: Rulebook) -> Completion:
    found = complete(programme(text, book), book, time.monotonic() + 60)
    assert isinstance(found, Completion)
    return found


def judged(text: str, book: Rulebook) -> Report:
    return check([programme(text, book)], book)


def test_the_presidents_draft_is_left_with_what_only_people_can_say(book: Rulebook) -> None:
    report = judged(completed(DRAFT, book).text, book)
    assert not report.problems
    assert not [verdict for verdict in report.verdicts if verdict.outcome == "violated"]
    undecided = {v.rule for v in report.verdicts if v.outcome == "undecided" and v.force != "judgement"}
    assert undecided == ONLY_PEOPLE_SAY


def test_each_range_is_right_at_both_ends(book: Rulebook) -> None:
    """Inside: all obligations can still be kept. One step beyond: one breaks, or another decision would bind."""
    found = completed(DRAFT, book)
    tried = 0
    for answer in found.blanks:
        if (
            answer.added or "/coordinators/1/" in answer.pointer
        ):  # a part of a blank record, or one that is like another
            continue
        for value, inside in _around(answer.may_be, answer.kind):
            root = programme(DRAFT, book).root
            assert root is not None
            fits = _may_fill(root, answer.pointer, value) and _fits(edited(root, [Edit(answer.pointer, value)]), book)
            assert fits == inside, (answer.pointer, value)
            tried += 1
    assert tried > 30


def _around(may_be: Ends | Options | None, kind: Any) -> list[tuple[Any, bool]]:
    match may_be:
        case Ends(low, high) if isinstance(kind, DateKind):
            ends = [(low, 0, True), (low, -1, False), (high, 0, True), (high, 1, False)]
            return [((date.fromordinal(at) + timedelta(days=by)).isoformat(), inside) for at, by, inside in ends if at]
        case Options(texts, False):
            return [(texts[0], True), (texts[-1], True), ("Sweden", False), ("Atlantis", False)]
        case _:
            return []


def _may_fill(root: Node, pointer: str, value: str) -> bool:
    """Half a date becomes a day of it and no other."""
    node = next(node for node in walk(root) if node.pointer == pointer)
    if not isinstance(node.value, Range) or node.value.low is None or node.value.high is None:
        return True
    return str(node.value.low) <= value <= str(node.value.high)


def _fits(text: str, book: Rulebook) -> bool:
    """Whether a draft can still be completed as one for the same year under the same decisions."""
    read_ = programme(text, book)
    if read_.root is None or read_.problems:
        return False
    binding = Binding.of(book, read_.root)
    if binding.periods != Binding.of(book, programme(DRAFT, book).root).periods:
        return False
    opened = binding.setting.opened(read_.root, adds=True)
    solver = Solver(opened.model, time.monotonic() + 60)
    held = [opened.rule(rule).holds for _, rule in binding.obligations]
    return bool(held) and solver.possible(in_force(opened, binding.periods), *held)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("venue: World Meteorological Organization", "venue: ____", "venue: World Meteorological Organization"),
        ("  seat: Geneva\n", "  seat: ____\n", "  seat: Geneva\n"),
        ("  independent: true", "  independent:   # ask", "  independent: true   # ask"),
        ("  linked_units: []", "  linked_units: ____", "  linked_units: []"),
        ("    start: 2012-04-16", "    start: 2012-04-XX", "    start: 2012-04-16"),
        ("    end: 2012-04-19", "    end: ____", "    end: 2012-04-19"),
        (
            "    describes: [tasks, responsibilities]", "    describes: ____",
            "    describes: [tasks, responsibilities]",
        ),
        (
            "    languages: [English, French, Spanish]", "    languages: ____",
            "    languages: [English, French, Spanish]",
        ),
        ("  - topic: reporting\n", "  - topic: ____\n", "  - topic: reporting\n"),
        ("years: [2012, 2013]}\n  - topic: v", "years: ____}\n  - topic: v", "years: [2012, 2013]}\n  - topic: v"),
        ("  host: Geneva International Centre for Humanitarian Demining\n", "", "  host: Geneva International Centre"),
    ],
)  # fmt: skip
def test_a_blank_with_one_choice_is_filled_where_it_stands(
    before: str, after: str, expected: str, book: Rulebook
) -> None:
    assert before in DRAFT
    assert expected in completed(DRAFT.replace(before, after, 1), book).text


def test_comments_and_layout_stay(book: Rulebook) -> None:
    text = completed(DRAFT, book).text
    changed = [(a, b) for a, b in zip(DRAFT.splitlines(), text.splitlines(), strict=True) if a != b]
    assert changed == [("decided_on: 2011-09-XX", "decided_on: 2011-09-16")]


def test_a_draft_that_cannot_be_completed_names_the_fewest_rules(tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    text = DRAFT.replace("start: 2012-XX-XX", "start: 2012-09-10").replace("end: 2012-XX-XX", "end: 2012-09-14")
    file.write_text(text, encoding="utf-8")
    found = CliRunner().invoke(main, ["complete", str(file)])
    assert found.exit_code == 1
    assert "next-meeting-length" in found.output
    assert "up to four days" in " ".join(found.output.split())
    assert "intersessional-length" not in found.output


def test_a_draft_in_word_is_told_to_be_read_first() -> None:
    found = CliRunner().invoke(main, ["complete", "draft.docx"])
    assert found.exit_code == 2
    assert "ccmcheck read draft.docx" in found.output


def test_json_is_filled_as_json(book: Rulebook) -> None:
    document = yaml.load(DRAFT.replace("seat: Geneva", "seat: ____").replace("(State party)", "Japan"), yaml.BaseLoader)
    text = json.dumps({**document, "thematic_areas": "____"}).replace('"2012"', "2012").replace('"2013"', "2013")
    read_ = read(Source.of("d.json", text.replace('"true"', "true")), book.vocabulary, book.names)
    assert not read_.problems
    found = complete(read_, book, time.monotonic() + 60)
    assert isinstance(found, Completion)
    assert '"seat": "Geneva"' in found.text
    again = read(Source.of("d.json", found.text), book.vocabulary, book.names)
    assert not again.problems
    assert "violated" not in {verdict.outcome for verdict in check([again], book).verdicts}


def test_a_name_that_already_leads_a_working_group_is_told_not_to_fit(book: Rulebook) -> None:
    found = completed(DRAFT.replace("(State party)", "Japan", 1), book)
    answer = next(answer for answer in found.blanks if answer.pointer == "/thematic_areas/0/coordinators/0/state")
    assert isinstance(answer.may_be, Options)
    assert answer.may_be.unfit == ("Japan",)


CLASHES = [
    ("start: 2012-XX-XX", "start: 2012-09-10", "end: 2012-XX-XX", "end: 2012-09-14", "next-meeting-length"),
    ("decided_on: 2011-09-XX", "decided_on: 2011-09-16", "(State party), years: [2012]", "Sweden, years: [2012]",
     "coordinators-are-states-parties"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "one", "second", "other", "rule"), CLASHES)
def test_a_clash_names_the_fewest_places_and_each_of_them_matters(
    tmp_path: Path, first: str, one: str, second: str, other: str, rule: str
) -> None:
    draft = tmp_path / "draft.yaml"
    text = Path("samples/2012-draft.yaml").read_text(encoding="utf-8").replace(first, one).replace(second, other, 1)
    draft.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["complete", str(draft)])
    assert (done.exit_code, rule in done.output) == (1, True)
    places = [int(line) for line in re.findall(r"^  line (\d+)  ", done.output, re.MULTILINE)]
    changed = {at for at, line in enumerate(text.splitlines(), 1) if one in line or other in line}
    assert changed == set(places)
    for value, blank in ((one, f"{one.partition(':')[0]}: ____"), (other, second)):
        draft.write_text(text.replace(value, blank, 1), encoding="utf-8")
        assert CliRunner().invoke(main, ["complete", str(draft)]).exit_code == 0


@pytest.mark.parametrize("command", ["complete", "mend"])
@pytest.mark.parametrize("day", ["2010-07-31", "2009-09-16"])
def test_where_no_decision_was_in_force_that_is_said(tmp_path: Path, command: str, day: str) -> None:
    text = Path("samples/2012-draft.yaml").read_text(encoding="utf-8").replace("2011-09-XX", day)
    (tmp_path / "draft.yaml").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, [command, str(tmp_path / "draft.yaml")])
    assert (done.exit_code, done.stdout) == (4, "")
    assert "no decision was in force on the day of" in done.stderr


def test_a_list_that_is_nothing_but_open_is_filled_in_as_a_whole(tmp_path: Path) -> None:
    """Once what was filled in stood as an item of the list, and the run ended in an error of ccmcheck itself."""
    text = Path("samples/2012.yaml").read_text(encoding="utf-8")
    line = "      - {state: Belgium, years: [2012, 2013]}\n"
    file = tmp_path / "open.yaml"
    file.write_text(text.replace(line, "      - ...\n"), encoding="utf-8")
    found = CliRunner().invoke(main, ["complete", str(file), "-o", str(tmp_path / "filled.yaml")])
    assert found.exit_code == 0, found.output
    filled = (tmp_path / "filled.yaml").read_text(encoding="utf-8")
    assert filled == text.replace(line, "      [{state: ____, years: [2012, 2013]}]\n")


def test_the_day_of_a_decision_without_an_end_is_left_to_people() -> None:
    book, _ = load_rules("ccm-convention")
    assert book is not None
    made = completed(
        Path("samples/record/2013.yaml").read_text().replace("decided_on: 2012-09-14", "decided_on: ____"), book
    )
    assert "decided_on: ____" in made.text
