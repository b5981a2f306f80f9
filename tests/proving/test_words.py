"""What `complete` and `mend` say to a drafter who has no other help: what to do next, and where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ccmcheck.cli import main
from tests.rules_kit import file

DRAFT = Path("samples/2012-draft.yaml").read_text(encoding="utf-8")
FULL = Path("samples/2012.yaml").read_text(encoding="utf-8")

Ask = Callable[..., Result]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    def asked(command: str, text: str, *options: str) -> Result:
        (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return CliRunner().invoke(main, [command, "p.yaml", *options])

    return asked


def line_of(text: str, words: str) -> str:
    return f"line {next(at for at, line in enumerate(text.splitlines(), 1) if words in line)}"


def row(found: Result, *words: str) -> str:
    return next((line for line in found.stdout.splitlines() if all(word in line for word in words)), found.output)


def test_a_half_list_is_named_with_its_line_and_what_is_missing(ask: Ask) -> None:
    text = DRAFT.replace("languages: [English, French, Spanish]", "languages: [English, ...]")
    found = ask("complete", text)
    assert "name the rest, or take the `...` away" in found.stdout
    languages = row(found, "intersessional-2012, languages")
    assert line_of(text, "languages:") in languages
    assert "`French` and `Spanish` among the languages" in languages


def test_a_half_list_needs_only_what_it_would_lack_if_it_ended(ask: Ask, tmp_path: Path) -> None:
    """A rule that sets an upper limit waits for the list as well, and needs nothing of it."""
    asked = [
        "count(working_groups) >= 2",
        'at most 3 g in working_groups satisfies g.topic in ["universalization", "victim-assistance"]',
        'some g in working_groups satisfies g.topic = "universalization"',
    ]
    rules = [f'obligation r{at}\n  under 1 "a paper"\n  require {each}\n' for at, each in enumerate(asked)]
    named = file(tmp_path, rules="\n".join(rules))
    head = "treaty: CCM\ntitle: T\ndecided_on: 2011-09-16\nyear: 2012\nmeetings: []\n"
    text = f"{head}working_groups:\n  - {{topic: universalization}}\n  - ...\n"
    found = ask("complete", text, "--rules", str(named))
    assert row(found, "working_groups").endswith("2 items or more in all; still needed: at least 2 working groups")


def test_a_half_list_that_holds_all_it_may_is_told_to_end(ask: Ask) -> None:
    text = FULL.replace("      - {state: Portugal, years: [2012, 2013]}\n",
                        "      - {state: Portugal, years: [2012, 2013, ...]}\n      - ...\n")  # fmt: skip
    found = ask("complete", text)
    assert "no further one fits: take the `...` away" in row(found, "universalization, coordinators  ")
    assert line_of(text, "- ...") in row(found, "universalization, coordinators  ")
    assert "no further one fits" in row(found, "Portugal, years")


def test_what_is_not_written_yet_has_the_line_of_what_it_will_stand_in(ask: Ask) -> None:
    found = ask("complete", DRAFT)
    assert line_of(DRAFT, "president:") in row(found, "president, name")


def test_blanks_of_which_no_rule_speaks_and_questions_are_something_to_do(ask: Ask) -> None:
    found = ask("complete", DRAFT, "-o", "filled.yaml")
    assert "`check --final` still waits for it" in found.stdout
    assert "fill it in, or take it away" in row(found, "discussion_paper")
    assert "practical collaboration" in row(found, "beirut-2011/collaboration-explored")
    assert "`ccmcheck check --final filled.yaml`" in found.stdout
    assert found.stderr == "written: filled.yaml\n"


def test_a_blank_that_every_programme_needs_is_not_to_be_taken_away(ask: Ask) -> None:
    title = next(line for line in DRAFT.splitlines() if line.startswith("title:"))
    assert row(ask("complete", DRAFT.replace(title, "title: ____")), "  title  ").endswith("  fill it in")


def test_names_are_written_out_where_that_is_asked(ask: Ask) -> None:
    assert "(63 names; --names writes them all)" in ask("complete", DRAFT).stdout
    assert "Zambia" in ask("complete", DRAFT, "--names").stdout


def test_a_change_has_its_line_and_the_name_that_was_meant(ask: Ask) -> None:
    text = FULL.replace("state: Zambia", "state: Zambla", 1)
    found = ask("mend", text)
    assert line_of(text, "Zambla") in row(found, "instead of `Zambla`, `Zambia` if that was meant, or one of")
    assert "Left open: 1 blank, for which coordinators-are-states-parties" in found.stdout
    assert "every obligation is kept" not in found.stdout


def test_of_several_that_could_go_each_is_named(ask: Ask) -> None:
    line = "      - {state: Portugal, years: [2012, 2013]}\n"
    text = FULL.replace(line, f"{line}      - {{state: Ireland, years: [2012, 2013]}}\n")
    words = f"take it away, or Portugal ({line_of(text, 'Portugal')}) in its place"
    assert words in row(ask("mend", text), "Ireland")


def test_groups_that_are_added_to_an_empty_list_are_written_as_blocks(ask: Ask, tmp_path: Path) -> None:
    start, end = FULL.index("working_groups:"), FULL.index("thematic_areas:")
    ask("mend", f"{FULL[:start]}working_groups: []  # none\n\n{FULL[end:]}", "-o", "m.yaml")
    made = (tmp_path / "m.yaml").read_text(encoding="utf-8")
    assert "\nworking_groups:\n  - topic: general-status-and-operation\n    coordinators:" in made
    assert made.count("\n  - topic: ") == 8


def test_a_recommendation_that_is_departed_from_is_named(ask: Ask) -> None:
    found = ask("mend", FULL.replace("languages: [English, French, Spanish]", "languages: [English]"))
    assert "No obligation is violated" in found.stdout
    assert "working-languages" in row(found, "`French` among the languages")


@pytest.mark.parametrize("command", ["complete", "mend"])
def test_a_day_that_silences_the_decision_is_remarked_on(ask: Ask, command: str) -> None:
    found = ask(command, DRAFT.replace("2011-09-XX", "2011-09-15"))
    assert "the 2MSP decision binds from 16 September 2011 on" in found.stderr


@pytest.mark.parametrize("command", ["complete", "mend"])
@pytest.mark.parametrize(
    ("name", "instead"),
    [("zz.docx", "`ccmcheck draft zz.yaml -o zz.docx`"), ("zz.md", "-o zz.yaml"), ("zz.json", "`-o zz.yaml`")],
)
def test_a_programme_is_not_written_under_a_name_that_promises_something_else(
    ask: Ask, tmp_path: Path, command: str, name: str, instead: str
) -> None:
    found = ask(command, DRAFT, "-o", name)
    assert (found.exit_code, instead in found.stderr) == (2, True)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["a.docx", "a.md", "a.markdown", "a.docm"])
def test_a_draft_is_told_the_whole_command(name: str) -> None:
    found = CliRunner().invoke(main, ["mend", name])
    assert f"`ccmcheck read {name} -o a.yaml`" in found.stderr
