"""The benchmark's own promises: its answers are right, its rules are the decision's, its page tells of every case."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from copy import deepcopy
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.document.fast.plain_values import plain_of
from ccmcheck.document.programme import Programme, read
from ccmcheck.drafts.load import DraftFile, read_draft
from ccmcheck.judge import check
from ccmcheck.language.rulebook import Rulebook, cache
from tests.bench import drafts, growth, habits, page, programmes, tools
from tests.bench.budgets import BUDGETS, STAGES_IN_WORDS
from tests.bench.habits import HABITS
from tests.bench.measure import Run
from tests.bench.results import Results
from tests.bench.stages import STAGES
from tests.bench.ten import BUNDLED, NAMES, TEN, rule_at

ROOT = Path(__file__).parent.parent
PARTIES = programmes.states(ROOT / "rules" / "registers" / "states-parties.yaml")
MADE = list(programmes.programmes(300, PARTIES))


@pytest.fixture(scope="module")
def bundled() -> Rulebook:
    book, problems = cache.rulebook(resources.bundled_rules(), cached=False)
    assert book is not None
    assert not problems
    return book


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    folder = tmp_path_factory.mktemp("bench")
    monkey = pytest.MonkeyPatch()
    monkey.setattr(tools, "RULES", folder)
    tools.write_rules(PARTIES)
    monkey.undo()
    file = folder / "rules" / "ten.rules"
    book, problems = cache.rulebook([(file, str(file))], cached=False)
    assert book is not None
    assert not problems
    return book


def violated(book: Rulebook, made: programmes.Made, notation: str) -> set[str]:
    source = Source(programmes.file_name(made.number, notation), programmes.text(made.document, notation))
    report = check.check([read(source, book.vocabulary, book.names)], book, verbose=False)
    assert not report.problems
    return {verdict.rule for verdict in report.verdicts if verdict.outcome == "violated"}


@pytest.mark.parametrize("notation", programmes.NOTATIONS)
def test_the_answers_are_those_of_the_ten_rules(ten: Rulebook, notation: str) -> None:
    assert {rule.name for ruleset in ten.rulesets for rule in ruleset.rules} == set(NAMES)
    found = {made.number: violated(ten, made, notation) for made in MADE}
    assert found == {made.number: {made.broken} - {""} for made in MADE}


@pytest.mark.parametrize("notation", programmes.NOTATIONS)
def test_the_answers_are_those_of_the_bundled_rules(bundled: Rulebook, notation: str) -> None:
    found = {made.number: violated(bundled, made, notation) for made in MADE}
    assert found == {made.number: set(BUNDLED.get(made.broken, ())) for made in MADE}


def test_about_one_in_five_breaks_a_rule_and_each_rule_is_broken() -> None:
    broken = Counter(made.broken for made in MADE)
    assert 0.15 < 1 - broken[""] / len(MADE) < 0.25
    assert set(broken) == {"", *NAMES}


def test_both_notations_say_the_same() -> None:
    for made in MADE[:50]:
        written = yaml.load(programmes.text(made.document, "yaml"), Loader=yaml.BaseLoader)
        assert written == as_text(json.loads(programmes.text(made.document, "json")))


def as_text(value: object) -> object:
    """A value with every scalar as the text that YAML has for it."""
    match value:
        case dict():
            return {key: as_text(inner) for key, inner in value.items()}
        case list():
            return [as_text(inner) for inner in value]
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def test_a_programme_is_the_same_however_many_are_made() -> None:
    assert programmes.programme(7, PARTIES) == MADE[7]
    assert programmes.programme(7, PARTIES, seed=1) != MADE[7]


def test_a_programme_has_about_a_hundred_lines() -> None:
    lines = [programmes.text(made.document, "yaml").count("\n") for made in MADE]
    assert min(lines) > 80
    assert max(lines) < 120


@pytest.mark.parametrize(
    ("place", "rule"),
    [
        ("/working_groups/3/coordinators/0/state", "coordinators-are-states-parties"),
        ("$.working_groups[3].coordinators[0].years", "working-group-terms"),
        ("$.working_groups", "six-working-groups"),
        ("/coordination_committee/chair", "committee-chaired-by-president"),
        ("/title", ""),
    ],
)
def test_a_place_tells_its_rule(place: str, rule: str) -> None:
    assert rule_at(place) == rule


@pytest.mark.parametrize("file", ["programme.jq", "programme.rego", "programme.guard", "spectral.yaml"])
def test_each_tool_that_names_rules_has_all_ten(file: str) -> None:
    text = (Path(tools.HERE) / "peers" / file).read_text(encoding="utf-8")
    assert [rule for rule in NAMES if rule not in text and rule.replace("-", "_") not in text] == []
    assert '["@STATES@"]' in text


def test_the_page_tells_of_every_case() -> None:
    page = (ROOT / "docs" / "benchmark.md").read_text(encoding="utf-8")
    told = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("|")]
    named = [tool.name for tool in tools.all_tools() if not tool.option]
    named += [budget.case for budget in BUDGETS] + list(STAGES_IN_WORDS.values()) + [f"`{rule.name}`" for rule in TEN]
    assert [name for name in named if name not in told] == []


def test_the_page_tells_nothing_of_the_machine_but_its_cores() -> None:
    page = (ROOT / "docs" / "benchmark.md").read_text(encoding="utf-8")
    assert re.search(r"(?m)^Machine: \d+ cores\.$", page)
    assert not re.search(r"(?<![\w`./])/(?:home|root|tmp|usr|work|var)\b|https?://", page)


def test_the_picture_can_be_read_aloud() -> None:
    picture = ET.parse(ROOT / "docs" / "benchmark.svg").getroot()
    title, description = picture[0], picture[1]
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text
    assert "gojq, JSON:" in (description.text or "")


@pytest.mark.parametrize("notation", programmes.NOTATIONS)
def test_the_stages_go_the_way_of_the_command(tmp_path: Path, notation: str) -> None:
    programmes.write(tmp_path / "programmes", 12, notation, PARTIES)
    command = [sys.executable, str(ROOT / "tests" / "bench" / "stages.py"), str(tmp_path / "programmes")]
    environment = {**os.environ, "CCMCHECK_CACHE": str(tmp_path / "cache")}
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment).stdout
    taken = json.loads(printed)
    assert set(taken) == set(STAGES)
    assert min(taken.values()) > 0


def test_every_stage_has_its_words() -> None:
    assert {"start", *STAGES, "rest"} == set(STAGES_IN_WORDS)


# -- drafts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", drafts.FORMATS)
@pytest.mark.parametrize("size", drafts.SIZES)
def test_a_draft_has_as_many_paragraphs_as_it_says(form: str, size: int) -> None:
    file = read_draft(drafts.file_name(form, size), drafts.draft(form, size))
    assert isinstance(file, DraftFile)
    assert [one.label for one in file.draft.paragraphs] == [str(at + 1) for at in range(size)]


def test_the_page_shows_what_each_draft_takes_beside_the_one_before() -> None:
    runs = {drafts.file_name(form, size): Run(size * 2.0, 0, 40) for form in drafts.FORMATS for size in drafts.SIZES}
    found = Results(2, (), {}, {}, {}, {}, 60, runs)
    assert "| Word | 100 · 40 | 400 · 40, 4.0 times | 1,600 · 40, 4.0 times | 3,200 · 40, 2.0 times |" in "\n".join(
        page._drafts(found)
    )


# -- files as people write them, and much of one thing -------------------------------------------------------------

SAME = [name for name in HABITS if "blank" not in name and not name.startswith("half")]


def _read(text: str, book: Rulebook) -> Programme:
    programme = read(Source.of("d.yaml", text), book.vocabulary, book.names)
    assert programme.root is not None
    assert not programme.problems
    return programme


@pytest.mark.parametrize("habit", SAME)
def test_a_habit_says_the_same_as_the_plain_text(bundled: Rulebook, habit: str) -> None:
    for made in MADE[:20]:
        plain = programmes.text(made.document, "yaml")
        other = HABITS[habit](made.document)
        assert habit == "plain" or other != plain
        assert plain_of(_read(other, bundled).root) == plain_of(_read(plain, bundled).root)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", habits.BLANKS)
def test_so_many_blanks_are_left(bundled: Rulebook, count: int) -> None:
    for made in MADE[:20]:
        assert len(_read(habits.blank(count)(made.document), bundled).blanks) == count
    assert len(_read(habits.half_dated(MADE[0].document), bundled).blanks) == 2
    assert ", ...]" in habits.half_listed(MADE[1].document)
    _read(habits.half_listed(MADE[1].document), bundled)


@pytest.mark.parametrize("what", growth.GROWING)
def test_what_grows_is_in_the_programme_so_many_times(bundled: Rulebook, what: str) -> None:
    sizes = [len(growth.grown(deepcopy(MADE[1].document), what, count)) for count in (0, 100, 200)]
    assert sizes[2] - sizes[1] == pytest.approx(sizes[1] - sizes[0], rel=0.2)
    _read(growth.grown(deepcopy(MADE[1].document), what, 100), bundled)
