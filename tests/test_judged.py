"""A file in hand: judged as the command line judges it, filled, answered, and taken away again."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
import yaml

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.judge.check import Prepared
from ccmcheck.judge.summary import summary
from ccmcheck.report import FORMATS
from ccmcheck.report.parts.draft_words import draft_paragraphs
from ccmcheck.run.blank_programme import blank_programme
from ccmcheck.run.fills import Fill, Fillable
from ccmcheck.run.judged import Answer, Judged, as_answers, as_page, as_programme, judge_bytes, with_comments
from ccmcheck.run.library import load_rules
from tests.drafts.word_files import PRESIDENTS_DRAFT, automatic, saved, typed

DRAFT = Path("samples/2012-draft.yaml").read_text(encoding="utf-8")
JSON = json.dumps(yaml.safe_load(DRAFT), default=str, indent=1, ensure_ascii=False)
FILES = {
    "draft.docx": typed(PRESIDENTS_DRAFT),
    "numbered.docx": automatic(PRESIDENTS_DRAFT),
    "draft.md": PRESIDENTS_DRAFT.encode(),
    "draft.yaml": DRAFT.encode(),
    "draft.json": JSON.encode(),
}
every_file = pytest.mark.parametrize("name", list(FILES))


@pytest.fixture(scope="module")
def ready() -> Prepared:
    book, _ = load_rules()
    assert book is not None
    return Prepared(book, verbose=True, whole=True)


@pytest.fixture
def judge(ready: Prepared) -> Callable[..., Judged]:
    def judged(name: str, **more: object) -> Judged:
        return judge_bytes(name, FILES[name], ready, **more)  # type: ignore[arg-type]

    return judged


def states(judged: Judged) -> list[Fillable]:
    return [blank for blank in judged.blanks if blank.sort == "name"]


# -- judged ---------------------------------------------------------------------------------------------------------


@every_file
def test_nothing_filled_is_the_report_of_the_command_line(
    name: str, judge: Callable[..., Judged], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ready: Prepared
) -> None:
    from ccmcheck.judge.check import examine, together
    from ccmcheck.run import inputs

    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(FILES[name])
    told = together([examine(inputs.read(name, ready), ready)], ready.rulebook)
    assert FORMATS["json"](judge(name).report) == FORMATS["json"](told)


@every_file
def test_every_blank_stands_where_it_is_said_to(name: str, judge: Callable[..., Judged]) -> None:
    judged = judge(name)
    text = judged.report.documents[0].source.text
    assert len(judged.blanks) >= 20
    for blank, (start, end) in zip(judged.blanks, judged.places, strict=True):
        assert text[start:end].replace("\\", "").strip("\"'") == blank.stood.strip("\"'")


@every_file
def test_a_filled_blank_is_no_blank(name: str, judge: Callable[..., Judged]) -> None:
    before = judge(name)
    blank = states(before)[0]
    after = judge(name, fills=[Fill(blank.start, "Norway")])
    assert summary(after.report).blanks == summary(before.report).blanks - 1
    at = after.blanks.index(blank)
    start, end = after.places[at]
    assert after.report.documents[0].source.text[start:end].strip('"') == "Norway"
    assert not after.said[at].needs


@every_file
def test_all_blanks_filled_at_once_stand_in_their_places(name: str, judge: Callable[..., Judged]) -> None:
    named = states(judge(name))
    words = [f"State {chr(65 + at)}{'x' * at}" for at in range(len(named))]
    after = judge(name, fills=[Fill(blank.start, said) for blank, said in zip(named, words, strict=True)])
    text = after.report.documents[0].source.text
    found = [
        text[start:end].strip('"')
        for blank, (start, end) in zip(after.blanks, after.places, strict=True)
        if blank.sort == "name"
    ]
    assert found == words


@every_file
def test_an_emptied_blank_is_the_file_as_it_came(name: str, judge: Callable[..., Judged]) -> None:
    before = judge(name)
    after = judge(name, fills=[Fill(before.blanks[0].start, "   ")])
    assert after.data == FILES[name]


def test_a_blank_says_what_is_still_needed_of_it(judge: Callable[..., Judged]) -> None:
    judged = judge("draft.docx")
    needs = [need for said in judged.said for need in said.needs]
    assert any("State party" in need and "paragraph 2(c)" in need for need in needs)


def test_an_article_is_cited_by_its_name(ready: Prepared) -> None:
    judged = judge_bytes("draft.yaml", DRAFT.replace("meeting-of-states-parties", "____").encode(), ready)
    needs = [need for notes in judged.said for need in notes.needs]
    assert any("(Convention, Article 11(2))" in need for need in needs)
    assert "paragraph Article" not in " ".join(needs)


def test_what_is_wrong_with_the_words_is_said_at_them(judge: Callable[..., Judged]) -> None:
    day = next(blank for blank in judge("draft.yaml").blanks if blank.sort == "day")
    after = judge("draft.yaml", fills=[Fill(day.start, "Norway")])
    at = after.blanks.index(day)
    assert "Norway" in after.said[at].faults[0]
    assert not any(said.faults for number, said in enumerate(after.said) if number != at)


def test_a_departure_is_said_at_the_words_that_depart(judge: Callable[..., Judged]) -> None:
    blank = states(judge("draft.md"))[0]
    after = judge("draft.md", fills=[Fill(blank.start, "Ruritania")])
    at = after.blanks.index(blank)
    assert any("paragraph 2(c)" in fault for fault in after.said[at].faults)


def test_a_day_in_words_is_a_day_in_data(judge: Callable[..., Judged]) -> None:
    day = next(blank for blank in judge("draft.yaml").blanks if blank.stood == "2011-09-XX")
    after = judge("draft.yaml", fills=[Fill(day.start, "16 September 2011")])
    assert b"decided_on: 2011-09-16" in after.data


def test_words_can_break_neither_data_nor_the_line(judge: Callable[..., Judged]) -> None:
    blank = states(judge("draft.yaml"))[0]
    words = 'x"}]\n- #: {a: [\u202e\x00'
    after = judge("draft.yaml", fills=[Fill(blank.start, words)])
    held = yaml.safe_load(after.data)
    assert held["working_groups"][0]["coordinators"][0]["state"] == 'x"}] - #: {a: ['
    assert after.report.unread == ()


def test_a_fill_for_no_blank_changes_nothing(judge: Callable[..., Judged]) -> None:
    assert judge("draft.md", fills=[Fill(3, "words"), Fill(-1, "words")]).data == FILES["draft.md"]


def test_what_is_no_programme_is_a_complaint(ready: Prepared) -> None:
    judged = judge_bytes("note.docx", b"PK\x03\x04 torn", ready)
    assert judged.report.problems
    assert judged.report.unread == ("note.docx",)


# -- answered -------------------------------------------------------------------------------------------------------


@every_file
def test_an_answer_decides_its_question(name: str, judge: Callable[..., Judged]) -> None:
    before = judge(name)
    assert {question.outcome for question in before.questions} == {"undecided"}
    yes, no = before.questions[0].name, before.questions[1].name
    on = date(2011, 9, 16)
    after = judge(name, answers=[Answer(yes, True, "The President", on), Answer(no, False, "The President", on)])
    outcomes = {question.name: question.outcome for question in after.questions}
    assert (outcomes[yes], outcomes[no]) == ("satisfied", "violated")


@every_file
def test_the_programme_that_is_taken_away_says_the_same(
    name: str, judge: Callable[..., Judged], ready: Prepared
) -> None:
    before = judge(name)
    fills = [Fill(blank.start, "Norway") for blank in states(before)[:1]]
    answers = [Answer(question.name, True, "The President", date(2011, 9, 16)) for question in before.questions]
    judged = judge(name, fills=fills, answers=answers)
    programme = as_programme(judged, ready.rulebook)
    assert isinstance(programme, str)
    again = judge_bytes("taken.json" if name.endswith("json") else "taken.yaml", programme.encode(), ready)
    assert again.report.problems == ()
    assert {v.name for v in again.report.verdicts if v.outcome == "violated"} == {
        v.name for v in judged.report.verdicts if v.outcome == "violated"
    }
    assert [question.outcome for question in again.questions] == ["satisfied"] * len(before.questions)


def test_the_file_of_answers_is_one_that_the_command_line_reads(
    judge: Callable[..., Judged], tmp_path: Path, ready: Prepared
) -> None:
    from ccmcheck.run.answers import load_answers

    given = Answer(judge("draft.md").questions[0].name, False, 'Who: "they" #', date(2011, 9, 16))
    (tmp_path / "answers.yaml").write_text(as_answers([given]), encoding="utf-8")
    node, problems = load_answers(str(tmp_path / "answers.yaml"), ready.rulebook)
    assert node is not None
    assert problems == ()


# -- taken away -----------------------------------------------------------------------------------------------------


def text_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


@pytest.mark.parametrize("name", ["draft.docx", "numbered.docx"])
def test_the_word_file_has_the_words_and_the_comments(name: str, judge: Callable[..., Judged]) -> None:
    blank = states(judge(name))[0]
    judged = judge(name, fills=[Fill(blank.start, "Norway")])
    copy = with_comments(judged)
    assert isinstance(copy, bytes)
    assert text_of(copy) == text_of(FILES[name]).replace("(State party)", "Norway", 1)
    assert any("Still open" in c.text or "Blank" in c.text for c in docx.Document(io.BytesIO(copy)).comments)


def test_a_place_in_several_runs_is_filled_once(ready: Prepared) -> None:
    document = docx.Document(io.BytesIO(typed(PRESIDENTS_DRAFT)))
    paragraph = next(each for each in document.paragraphs if "(State party)" in each.text)
    words = paragraph.text
    for run in list(paragraph.runs):
        run.clear()
    for letter in words:
        paragraph.add_run(letter).bold = letter in "St"
    data = saved(document)
    blank = states(judge_bytes("draft.docx", data, ready))[0]
    judged = judge_bytes("draft.docx", data, ready, fills=[Fill(blank.start, "Norway & <Sweden>")])
    assert text_of(judged.data) == text_of(data).replace("(State party)", "Norway & <Sweden>", 1)


def test_no_comments_where_there_is_no_word_file(judge: Callable[..., Judged]) -> None:
    assert isinstance(with_comments(judge("draft.md")), Diagnostic)


def test_the_page_marks_each_blank_by_its_number_only_where_asked(judge: Callable[..., Judged]) -> None:
    judged = judge("draft.docx")
    marked = as_page(judged, places=True)
    assert [f'id="blank-{at}"' in marked for at in range(len(judged.blanks))] == [True] * len(judged.blanks)
    assert as_page(judged) == FORMATS["html"](judged.report)
    assert 'class="blank"' not in as_page(judged)


@pytest.mark.parametrize("name", ["draft.docx", "numbered.docx", "draft.md"])
def test_the_page_has_every_word_of_the_draft_once(name: str, judge: Callable[..., Judged]) -> None:
    judged = judge(name)
    text = judged.report.documents[0].text
    assert text is not None
    source = judged.report.documents[0].source
    shown = draft_paragraphs(text, source, (), judged.places)
    told = ["".join(words.text for words in paragraph.words) for paragraph in shown]
    assert told == [source.text[each.start : each.end].replace("\t", " ") for each in text.passages]
    numbers = [words.blank for paragraph in shown for words in paragraph.words if words.blank is not None]
    assert numbers == list(range(len(judged.blanks)))


def test_a_tab_behind_a_number_is_a_space_on_the_page(judge: Callable[..., Judged]) -> None:
    assert "u0009" not in as_page(judge("draft.docx"))


def test_a_blank_programme_can_be_filled_to_the_end(ready: Prepared) -> None:
    data = blank_programme(2013).encode()
    blanks = judge_bytes("new.yaml", data, ready).blanks
    words = {
        "day": "2013-04-15",
        "truth": "yes",
        "list": "English, French",
        "number": "3",
        "part": "A, President, Norway",
    }
    fills = [
        Fill(blank.start, blank.choices[0] if blank.choices else words.get(blank.sort, "text")) for blank in blanks
    ]
    judged = judge_bytes("new.yaml", data, ready, fills=fills)
    assert summary(judged.report).blanks == 0
    assert not [problem.message for problem in judged.report.problems if "order" not in problem.code]
