"""The first screen of a report: what to do first, each blank once, and why rules passed over."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import ccmcheck
from ccmcheck.base import resources
from ccmcheck.cli import main
from ccmcheck.document.programme import Programme

SAMPLE = resources.read("samples", "2012.yaml")
SLIPS = resources.read("samples", "2012-slips.yaml")


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A new programme for 2013."""
    file = tmp_path_factory.mktemp("new") / "2013.yaml"
    assert CliRunner().invoke(main, ["new", "2013", "-o", str(file)]).exit_code == 0
    return file.read_text(encoding="utf-8")


def shown(folder: Path, text: str, *options: str) -> str:
    file = folder / "it.yaml"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["check", *options, str(file)]).stdout


def spaced(text: str) -> str:
    return " ".join(text.split())


def test_a_new_programme_begins_with_what_to_do(tmp_path: Path, blank: str) -> None:
    first, *_ = shown(tmp_path, blank).split("\n\n")
    assert spaced(first) == (
        "to mend no rule is broken "
        "open 18 rules wait for what is blank, missing or not read: day of decision 1, meetings 3, working groups 1, "
        "Coordination Committee 1, Implementation Support Unit 12 "
        "to answer 4 questions: collaboration-explored, unit-adequate-size, cooperation-sought, "
        "unit-independent-in-practice"
    )


def test_what_is_broken_is_named_first(tmp_path: Path) -> None:
    first = spaced(shown(tmp_path, SLIPS).split("\n\n", maxsplit=1)[0])
    assert first.startswith("to mend 7 rules are broken: intersessional-in-first-half, intersessional-2012-venue,")
    assert " and 1 more open nothing to answer 4 questions: " in first


def test_each_blank_is_told_once(tmp_path: Path, blank: str) -> None:
    report = shown(tmp_path, blank)
    opened = next(block for block in report.split("\n\n") if block.startswith("open in "))
    ranges = [
        range(int(first), int(last or first) + 1)
        for first, last in re.findall(r"\blines?\s+(\d+)(?:\s+to\s+(\d+))?", opened)
    ]
    blanks = [at for at, line in enumerate(blank.splitlines(), 1) if re.search(r"____|XX", line.partition("#")[0])]
    assert len(blanks) > 40
    assert all(any(at in each for each in ranges) for at in blanks)
    assert report.count("left blank") == 0
    assert len(report.splitlines()) < 77


def test_a_section_that_is_blank_as_a_whole_takes_a_line(tmp_path: Path, blank: str) -> None:
    report = spaced(shown(tmp_path, blank))
    whole = r"Implementation Support Unit: blank as a whole \(lines \d+ to \d+\), \d+ blanks; 12 rules wait"
    assert re.search(whole, report)
    assert "unit-in-geneva" not in report
    assert "unit-in-geneva" in shown(tmp_path, blank, "-v")


def test_a_value_that_is_refused_is_one_complaint(tmp_path: Path, blank: str) -> None:
    report = shown(tmp_path, blank.replace("year: 2013", "year: 2013-14", 1))
    assert report.count("error: ") == 1
    assert report.count("`2013-14` cannot be used") == 1
    assert ":1:1" not in report


PASSED = [
    ("year: 2012", "year: 2012", "1 rule speaks only of an extraordinary meeting whose kind is “extraordinary meeting"),
    ("year: 2012", "year: 2013", "rules speak only if the programme’s year is 2012"),
]


@pytest.mark.parametrize(("written", "instead", "reason"), PASSED)
def test_why_rules_pass_over(tmp_path: Path, written: str, instead: str, reason: str) -> None:
    text = SLIPS.replace(written, instead, 1)
    report = spaced(shown(tmp_path, text))
    assert reason in report.partition("passed over: ")[2]


def test_where_nothing_is_to_be_done_nothing_is_said_of_it(tmp_path: Path) -> None:
    assert shown(tmp_path, SAMPLE).startswith("question")


def test_in_a_draft_places_are_paragraphs(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    assert CliRunner().invoke(main, ["draft", "samples/2012-draft.yaml", "-o", str(draft)]).exit_code == 0
    report = CliRunner().invoke(main, ["check", str(draft)]).stdout
    assert "  meetings\n    paragraph 5, “____”\n        next-meeting-length (5): at most 4 days\n" in report


@pytest.mark.parametrize("text", ["treaty: CCM\ntitle: x\nyear: 2012\ndecided_on: 2011-09-16\nmeetings: []\n",
                                  SAMPLE.split("working_groups:")[0]])  # fmt: skip
def test_a_rule_waits_for_a_place_once(tmp_path: Path, text: str) -> None:
    report = shown(tmp_path, text)
    opened = next(block for block in report.split("\n\n") if block.startswith("open in "))
    for section in re.split(r"\n  (?=\S)", opened)[1:]:
        rules = re.findall(r"([a-z]+(?:-[a-z]+)+) \(", section)
        assert len(rules) == len(set(rules)), section


def test_the_short_title_of_a_decision_is_spelled_out_once(tmp_path: Path) -> None:
    report = spaced(shown(tmp_path, SLIPS))
    assert report.count("2MSP decision: Decisions of the Second Meeting of the States Parties (2MSP)") == 1
    assert "Second Meeting" not in shown(tmp_path, SLIPS, "--quiet")


SLIPPED = {
    "decided_on: 2012-XX-XX": "decided_on: 14 September 2012",
    "year: 2013": "year: 2013-14",
    "city: ____": "city: Bonn",
    "start: 2013-XX-XX": "start: 15 to 19 April 2013",
    "{state: ____": "{state: Finland",
    "independent: ____": "independent: yes",
}


def test_slips_of_many_kinds_are_each_told_once_and_in_the_order_of_the_file(tmp_path: Path, blank: str) -> None:
    for stands, slip in SLIPPED.items():
        blank = blank.replace(stands, slip, 1)
    report = shown(tmp_path, blank)
    (opened,) = [block for block in report.split("\n\n") if block.startswith("open in ")]
    sections = re.findall(r"^  ([A-Za-z][A-Za-z ]*?)(?:: |$)", opened, re.MULTILINE)
    assert sections == [
        "day of decision", "year", "meetings", "working groups", "thematic areas", "Coordination Committee",
        "Implementation Support Unit", "no rule depends on",
    ]  # fmt: skip
    (waiting,) = re.findall(r"^open +(\d+) rules wait", report, re.MULTILINE)
    (undecided,) = re.findall(r"(\d+) undecided", report)
    assert waiting == undecided
    for value in ("14 September 2012", "2013-14", "15 to 19 April 2013", "yes"):
        assert report.count(f"`{value}` cannot be used") == 1, value
    assert "had not joined" not in report  # by a day that cannot be read
    assert "Finland has neither signed nor joined the Convention." in report


def written(folder: Path, text: str, form: str) -> str:
    return shown(folder, text, "--format", form)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_format_begins_with_what_to_do(tmp_path: Path, blank: str, form: str) -> None:
    report = spaced(re.sub(r"<[^>]*>", " ", written(tmp_path, blank, form)))
    todo = "18 rules wait for what is blank, missing or not read: day of decision 1, meetings 3, working groups 1, "
    assert report.index("no rule is broken") < report.index(todo) < report.index("blank as a whole")


@pytest.mark.parametrize(
    ("form", "begin"), [("text", "open in "), ("markdown", "**day of decision**"), ("html", 'id="document-1-open"')]
)
def test_every_format_names_each_blank_once(tmp_path: Path, form: str, begin: str) -> None:
    report = written(tmp_path, resources.read("samples", "2012-draft.yaml"), form)
    opened = report[report.rindex(begin) :]
    lines = [int(at) for at in re.findall(r"\b[Ll]ines? (\d+)", opened)]
    assert [at for at in lines if at < 100] == [22, 40, 41, 42, 47, 73, 76, 82, 19, 35]


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_no_open_rule_is_left_out_where_its_verdict_has_no_place(form: str) -> None:
    rules, _ = ccmcheck.load_rules()
    assert rules is not None
    draft = ccmcheck.read_programme(str(resources.folder("samples").joinpath("2012-draft.yaml")), rules)
    assert isinstance(draft, Programme)
    report = ccmcheck.check([draft], rules)
    nowhere = tuple(
        replace(v, details=(), places=()) if v.outcome == "undecided" and v.force != "judgement" else v
        for v in report.verdicts
    )
    said = ccmcheck.FORMATS[form](replace(report, verdicts=nowhere, blanks=()))
    for verdict in nowhere:
        if verdict.outcome == "undecided":
            assert verdict.rule in said or verdict.citations[0].quotation in said


def test_what_cannot_be_read_is_mended_first(tmp_path: Path) -> None:
    for form in ("text", "markdown", "html"):
        report = written(tmp_path, SAMPLE.replace("year: 2012", "year: twelve"), form)
        assert "1 error first; no rule is broken" in report


NOT_JUDGED = ["could", "not", "be", "judged"]
UNREADABLE = ["treaty: CCM\n\tyear: 2012\n", "hello\n", "a: [\n", "- 1\n"]


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("text", UNREADABLE)
def test_of_what_could_not_be_judged_nothing_good_is_said(tmp_path: Path, text: str, form: str) -> None:
    report = written(tmp_path, text, form)
    assert "1 error first; nothing was checked" in report
    for clean in ("no rule is broken", "nothing\n", "no question"):
        assert clean not in report


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_each_file_has_its_row(tmp_path: Path, form: str) -> None:
    files = {"good.yaml": SAMPLE.encode(), "tab.yaml": UNREADABLE[0].encode(), "empty.yaml": b"", "bytes.yaml": b"\xff"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    report = CliRunner().invoke(main, ["check", str(tmp_path), "--format", form]).stdout
    rows = [re.sub(r"<[^>]*>|[|`]", " ", line).split() for line in report.splitlines()]
    rows = [row for row in rows if len(row) > 3 and (row[1:] == NOT_JUDGED or all(map(str.isdigit, row[1:])))]
    for name in files:
        (row,) = [row[1:] for row in rows if row[0].endswith(name)]
        assert (row == NOT_JUDGED) == (name != "good.yaml"), row
    assert "4 work programmes" in report or form != "html"


def test_the_rows_and_the_first_line_count_alike(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(resources.read("samples", "2012-slips.yaml").replace("city: Oslo", "city: Bergen"))
    page = CliRunner().invoke(main, ["check", str(tmp_path), "--format", "html"]).stdout
    (total,) = re.findall(r'<tfoot><tr><th scope="row">All</th><td>(\d+)</td>', page)
    (first,) = re.findall(r'<li class="violated">.*?<strong>(\d+)</strong> violated', page)
    assert total == first


def test_an_open_rule_without_needs_has_the_words_of_the_decision(tmp_path: Path, blank: str) -> None:
    report = spaced(shown(tmp_path, blank))
    assert (
        'coordinators-are-states-parties (2(c)): "coordinators from the States parties to the Convention" meetings'
        in report
    )


def test_a_good_programme_says_with_v_why_rules_passed_over(tmp_path: Path) -> None:
    _, _, passed_over = spaced(shown(tmp_path, SAMPLE, "-v")).partition(" passed over: ")
    assert "1 rule speaks only of an extraordinary meeting" in passed_over


@pytest.mark.parametrize(
    ("form", "words"), [("markdown", r"Line (\d+) and line (\d+)"), ("html", r"line (\d+) and line (\d+)")]
)
def test_a_remark_of_two_places_names_both(tmp_path: Path, form: str, words: str) -> None:
    text = SAMPLE.replace("{state: Zambia, ", "{state: Mexico, ")
    (lines,) = re.findall(words, written(tmp_path, text, form))
    assert ["Mexico" in text.splitlines()[int(line) - 1] for line in lines] == [True, True]


def test_a_question_says_how_it_is_answered(tmp_path: Path) -> None:
    asked = re.findall(r"\{question: \S+, answer: true\}", shown(tmp_path, SAMPLE))
    answered = SAMPLE.replace("assessments: []", f"assessments: [{', '.join(asked)}]")
    assert len(asked) == 4
    assert "question" not in shown(tmp_path, answered)
    assert "4 violated" in shown(tmp_path, answered.replace("answer: true", "answer: false"))
