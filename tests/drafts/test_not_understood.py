"""Words that were not understood are shown wherever a draft is judged, and no draft with such words is final."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.base.diagnostic import complain
from ccmcheck.base.source import Source
from ccmcheck.cli import main
from ccmcheck.judge.summary import Sign, signs
from ccmcheck.judge.verdicts import Report
from tests.drafts.readings import understood

CLEAN = """\
# Work programme for 2012

Decided on: 16 September 2011

1. The States parties decided to convene a Third Meeting of the States Parties in Oslo, Norway,
from 11 to 14 September 2012.
"""
SLIP = CLEAN.replace("from 11", "tentatively from 11")


def run(folder: Path, text: str, *words: str) -> tuple[int, str]:
    (folder / "draft.md").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, [*words, str(folder / "draft.md")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


def check(folder: Path, text: str, *words: str) -> tuple[int, str]:
    return run(folder, text, "check", "--no-config", *words)


def test_the_text_report_ends_with_them(tmp_path: Path) -> None:
    _, text = check(tmp_path, SLIP)
    heading, words, sentences = (text.index(each) for each in ("not understood in", "`tentatively` is", "sentences:"))
    assert heading < words < sentences
    assert re.search(r"\d+ sentences: \d+ gave values, \d+ say nothing of a programme, 1 not understood", text)
    assert "not understood in" not in check(tmp_path, CLEAN)[1]


def test_json_counts_the_sentences(tmp_path: Path) -> None:
    (document,) = json.loads(check(tmp_path, SLIP, "--format", "json")[1])["documents"]
    counts = document["sentences"]
    assert counts["not-understood"] == 1
    assert counts["all"] == counts["gave-values"] + counts["say-nothing"] + counts["not-understood"]


def test_the_page_shows_the_draft_and_marks_its_words(tmp_path: Path) -> None:
    _, page = check(tmp_path, SLIP, "--format", "html")
    assert re.search(r'class="left-over"><span class="unseen">not understood: </span><bdi>tentatively</bdi>', page)
    assert re.search(r'class="value"><bdi>[^<]*11 to 14 September 2012</bdi>', page)
    assert "The draft, as it was read" in page


@pytest.mark.parametrize(("text", "words"), [(SLIP, "1 passage not understood"), (CLEAN, "")])
def test_the_sentences_at_the_head_of_the_page(tmp_path: Path, text: str, words: str) -> None:
    page = check(tmp_path, text, "--format", "html")[1]
    assert ("not understood." in re.search(r'<section id="verdict"(.*?)</section>', page, re.DOTALL)[1]) is bool(words)  # type: ignore[index]


def test_words_about_nothing_known_keep_a_draft_from_being_final(tmp_path: Path) -> None:
    _, text = check(tmp_path, f"{CLEAN}\n2. The States parties decided that, Norway acts for all of them in 2012.\n")
    assert "Norway" in text[text.index("not understood in") :]
    words = complain("not-understood", Source.of("draft.md", "unless").span(0, 6), words="`unless`", opens="")
    assert Sign.OPEN in signs(Report((), (), (), (), (), remarks=(words,)))


def test_explain_takes_a_draft(tmp_path: Path) -> None:
    code, text = run(tmp_path, SLIP, "explain", "next-meeting-length")
    assert code == 0
    assert "`tentatively`" in text


HEADED = """\
# Work programme for 2012

Decided on: 16 September 2011

## Intersessional meetings

1. An informal intersessional meeting for 2012 will be held in Geneva, Switzerland, from 16 to 19 April 2012.

2. Business will be conducted in English, French and Spanish.

## Coordinators

3. The following coordinators will guide the work:

| Working group | 2011-2012 | 2012-2013 |
| --- | --- | --- |
| Universalization | Japan | Portugal |
"""


def test_a_sentence_is_about_the_meeting_that_its_heading_names(tmp_path: Path) -> None:
    assert "languages: [English, French, Spanish]  # paragraph 2" in run(tmp_path, HEADED, "read")[1]


def test_years_at_the_head_of_a_column_may_be_a_term_from_meeting_to_meeting(tmp_path: Path) -> None:
    assert "{state: Japan, years: ____}" in run(tmp_path, HEADED, "read")[1]
    assert "{state: Portugal, years: [2012, 2013]}" in run(tmp_path, HEADED, "read")[1]
    assert "`2011-2012` may mean 2011 and 2012, or the time from the meeting in 2011" in check(tmp_path, HEADED)[1]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Decided on: 16 September 2011", "the day of the decision is needed, and the draft names none"),
        ("# Work programme for 2012", "the year of the programme is needed, and the draft names none"),
    ],
)
def test_what_is_nowhere_is_said_once(tmp_path: Path, line: str, words: str) -> None:
    text = CLEAN.replace(line, "# Work programme")
    assert check(tmp_path, re.sub("for 2012|September 2012", "", text))[1].count(words) == 1
    assert words not in check(tmp_path, CLEAN)[1]


def test_a_rule_that_is_open_twice_in_a_paragraph_stands_beside_it_once(tmp_path: Path) -> None:
    page = check(tmp_path, HEADED.replace("Portugal |", "Portugal, and another State |"), "--format", "html")[1]
    passages = page[page.index("The draft, as it was read") :].split('<div class="passage')
    beside = [re.findall(r'<li class="undecided">.*?</li>', passage, re.DOTALL) for passage in passages]
    assert any(beside)
    assert all(len(each) == len(set(each)) for each in beside)


def test_a_blank_that_belongs_to_no_field_is_counted_and_named(tmp_path: Path) -> None:
    code, text = check(tmp_path, f"{CLEAN}\n2. The Meeting thanked ____ for the reception.\n")
    assert code in (0, 1)
    assert "1 blank" in text
    assert "open in" in text


@pytest.mark.parametrize("times", [1, 150])
def test_any_number_of_unknown_words_leaves_open_what_they_could_change(tmp_path: Path, times: int) -> None:
    more = CLEAN.replace("2012.\n", f"2012{', zork (blurp)' * times}.\n")
    assert more != CLEAN
    assert "violated" not in more
    _, text = check(tmp_path, more, "--format", "json")
    outcomes = {v["rule"].rpartition("/")[2]: v["outcome"] for v in json.loads(text)["verdicts"]}
    assert outcomes["next-meeting-length"] == "undecided"


@pytest.mark.parametrize(("head", "is_term"), [("2011-2012", True), ("2011 to 2012", True), ("2011, 2012", False)])
def test_only_a_range_of_years_is_a_term_from_meeting_to_meeting(tmp_path: Path, head: str, is_term: bool) -> None:
    text = check(tmp_path, HEADED.replace("2011-2012", head))[1]
    assert ("the time from the meeting in 2011" in text) is is_term


@pytest.mark.parametrize(
    ("anchor", "note"),
    [
        ("Programme", "All dates are provisional."),
        ("parties", "This decision has not been adopted."),
        ("groups", "Until 30 June 2012 only."),
    ],
)
def test_loaded_words_of_a_footnote_are_listed_whatever_it_hangs_under(anchor: str, note: str) -> None:
    text = "# Programme for 2012\n\n1. The States parties decided to establish working groups on clearance.\n"
    found = understood(f"{text.replace(anchor, anchor + '[^1]')}\n[^1]: {note}\n")
    assert len(found.left_over) == 1
