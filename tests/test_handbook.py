"""The page for a legal reader: what it says, that it hides nothing, and that the one in docs/ is of today."""
# ruff: noqa: E501 - a sentence stands whole beside the rule or the example it tells

from __future__ import annotations

from html.parser import HTMLParser
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.authoring.examples import examine
from ccmcheck.authoring.handbook import Page, page, to_html, to_markdown
from ccmcheck.authoring.handbook.sentences import sentences
from ccmcheck.base import resources
from ccmcheck.cli import main
from ccmcheck.language.rulebook.load import Loaded, load
from tests.rules_kit import HEADER, RULES, file, loaded, loaded_with_problems

ROOT = Path(__file__).parent.parent


def bundled() -> Loaded:
    rules, name = resources.bundled_rules()[0]
    found, problems = load(rules, name)
    assert found is not None
    assert not problems
    return found


@pytest.fixture(scope="module")
def beirut() -> Page:
    found = page(bundled())
    assert found is not None
    return found


@pytest.mark.parametrize(("file", "name"), [pytest.param(*each, id=each[1]) for each in resources.all_bundled_rules()])
def test_the_page_in_docs_is_of_today(file: Traversable, name: str) -> None:
    """Stale? Make it again: ccmcheck handbook FILE -o docs/NAME.md"""
    found, problems = load(file, name)
    assert found is not None
    assert not problems
    made = page(found)
    assert made is not None
    assert made.proved is not None
    assert ROOT.joinpath("docs", f"{made.ruleset}.md").read_text(encoding="utf-8") == to_markdown(made)


def test_every_rule_and_every_paragraph_is_told_once(beirut: Page) -> None:
    ruleset = bundled().ruleset
    assert ruleset is not None
    assert sorted(entry.name for entry in beirut.entries) == sorted(rule.name for rule in ruleset.rules)
    labels = [section.label for section in beirut.sections]
    assert len(labels) == len(set(labels)) == 33
    for text in (to_markdown(beirut), to_html(beirut)):
        assert all(entry.name in text for entry in beirut.entries)
        assert "Not checked" in text
        assert "Is the Unit free to do its work without instructions from the Centre that hosts it?" in text


def test_the_words_quoted_are_marked(tmp_path: Path) -> None:
    made = page(loaded(tmp_path))
    assert made is not None
    words = {section.label: section.words for section in made.sections}
    assert words["1"] == (("The Meeting welcomed a paper.", False),)
    assert words["2(a)"] == (
        ("Convene informal meetings in the first half of the year, ", False),
        ("for a duration of up to five days", True),
        (";", False),
    )
    assert words["2(b)"][0] == ("Establish working groups on:", True)
    assert (" … ", False) in words["2(b)"]
    assert words["2(b)(i)"] == (("Universalization;", True),)


def test_rules_told_elsewhere_are_referred_to(tmp_path: Path) -> None:
    made = page(loaded(tmp_path))
    assert made is not None
    sections = {section.label: section for section in made.sections}
    assert [entry.name for entry in sections["2(b)"].entries] == ["topics", "coordinators"]
    assert sections["2(b)(i)"].elsewhere == (("topics", "2(b)"),)
    assert sections["1"].reasons == ("an event",)


def test_what_is_missing_or_broken_is_said(tmp_path: Path) -> None:
    wrong = {**RULES, "3": RULES["3"].replace("meeting.city", "meeting.sity")}
    found, problems = loaded_with_problems(tmp_path, rules=wrong)
    made = page(found)
    assert problems
    assert made is not None
    assert made.not_checked == ("in-geneva",)
    for text in (to_markdown(made), to_html(made)):
        assert "Nothing answers for this paragraph." in text
        assert "mistake in it" in text


READINGS = """\
obligation length
  under 2(a) "up to five days"
  -- A plain comment.
  -- Reading: both days count,
  -- the first and the last.

  -- Reading: no more.
  require year = 2013
"""


def test_the_readings_that_an_author_took(tmp_path: Path) -> None:
    made = page(loaded(tmp_path, rules=READINGS))
    assert made is not None
    assert made.entries[0].remarks == ("Both days count, the first and the last.", "No more.")


# fmt: off
EXAMPLES = [
    # edits, sentence
    (["accepts", "rejects with meetings[0].end = 2012-04-21", "accepts with meetings[0].end = 2012-04-20"],
     ["The base programme as it stands is accepted.",
      "The informal intersessional meeting from 16 to 21 April 2012 is refused; from 16 to 20 April 2012 it is accepted."]),
    (["leaves open with meetings[0].end = 2012-04-XX", "leaves open with meetings[0].start = ____"],
     ["The informal intersessional meeting from 16 April 2012 to some day in April 2012 or from an open day to 19 April 2012 is left open."]),
    (["leaves open with meetings[0].start = 2012-XX-XX, meetings[0].end = 2012-XX-XX"],
     ["The informal intersessional meeting on some days in 2012 is left open."]),
    (['rejects with meetings[0].city = "Oslo"', "leaves open with meetings[0].city = ____", "leaves open without meetings[0].city"],
     ["As the city of the informal intersessional meeting, “Oslo” is refused; a blank or nothing at all is left open."]),
    (["passes over without meetings[0]"], ["Without the informal intersessional meeting, the programme is outside the rule."]),
    (["rejects without working_groups[0]", "rejects without working_groups[1]"],
     ["Without the working group general status and operation, or universalization, the programme is refused."]),
    (['rejects with meetings[0].languages = ["English", "French"]', 'rejects with meetings[0].languages = ["French"]'],
     ["As the languages of the informal intersessional meeting, “English” and “French”, or “French” alone is refused."]),
    (['rejects with working_groups[0].coordinators[2] = {state: "Norway", years: [2012]}'],
     ["With a further coordinator (state “Norway”, years 2012 alone), the programme is refused."]),
    (['rejects with working_groups[0].coordinators[0].state = "Sweden"'], ["As the State of a coordinator, “Sweden” is refused."]),
    (["passes over with year = 2013, without implementation_support_unit"],
     ["With 2013 as the year of the programme and no Implementation Support Unit, the programme is outside the rule."]),
    (["rejects without implementation_support_unit.director"],
     ["As the director of the Implementation Support Unit, nothing at all is refused."]),
    (["rejects with implementation_support_unit.director.transparent = false"], ["As the transparency of the director, no is refused."]),
    (["accepts with previous.year = 2010", "leaves open without previous.meetings[0].city, year = 2013"],
     ["With 2010 as the year in the previous programme, the programme is accepted; with no city of the informal intersessional meeting in the previous programme and 2013 as the year of the programme, the programme is left open."]),
    (['accepts with previous.meetings[2] = {kind: "intersessional", id: "x"}'],
     ["With a further meeting (kind “intersessional”) in the previous programme, the programme is accepted."]),
    (["rejects with working_groups = []"], ["As the working groups, an empty list is refused."]),
]
# fmt: on


@pytest.mark.parametrize(("examples", "wanted"), EXAMPLES)
def test_examples_as_sentences(tmp_path: Path, examples: list[str], wanted: list[str]) -> None:
    base = (ROOT / "samples" / "2012.yaml").resolve()
    tmp_path.joinpath("base.yaml").write_bytes(base.read_bytes())
    written = "\n".join(f"  example {example}" for example in examples)
    rule = f'obligation r\n  under 2(a) "five days"\n  require year = 2012\n{written}\n'
    found = loaded(tmp_path, rules=rule, header=HEADER + '  base "base.yaml"\n')
    examination = examine(found)
    assert examination.base is not None
    assert list(sentences(examination.trials, examination.base.root)) == wanted


class Tags(HTMLParser):
    """The tags of a page that are open, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.links: set[str] = set()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        self.links |= {value for name, value in attrs if name in ("href", "src") and value}
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_html_is_whole_and_needs_nothing_else(beirut: Page) -> None:
    tags = Tags()
    tags.feed(to_html(beirut))
    assert tags.open == []
    assert len(tags.ids) == len(set(tags.ids))
    assert tags.links <= {f"#{name}" for name in tags.ids}
    assert "url(" not in to_html(beirut)


def test_marks_in_the_words_are_no_markup(tmp_path: Path) -> None:
    text = "1. It was decided: a <b>bold</b> & | `odd` *word* shall be.\n"
    rule = 'obligation r\n  under 1 "shall be"\n  require year = 2012\n  otherwise "<script>"\n'
    made = page(loaded(tmp_path, text=text, rules=rule))
    assert made is not None
    assert "&lt;b>bold&lt;/b> &amp; \\| \\`odd\\`" in to_markdown(made)
    tags = Tags()
    tags.feed(to_html(made))
    assert "<b>bold</b> & | `odd`" in tags.text
    assert not tags.open


def test_the_command(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(main, ["handbook"]).stdout.startswith("# Decisions of the Second Meeting")
    assert run(main, ["handbook", "--html"]).stdout.startswith("<!DOCTYPE html>")
    target = tmp_path / "page.html"
    assert run(main, ["handbook", str(file(tmp_path)), "-o", str(target)]).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run(main, ["handbook", "-o", str(tmp_path / "page.pdf")]).exit_code == 2
    wrong = run(main, ["handbook", str(file(tmp_path, rules=RULES["3"].replace("city", "sity")))])
    assert wrong.exit_code == 5
    assert wrong.stdout.startswith("# A small decision")
    assert run(main, ["handbook", str(tmp_path / "none.rules")]).exit_code == 5
