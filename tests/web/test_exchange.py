"""What the page is told: a sentence for whatever it sends, and nothing of a draft that could run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from ccmcheck.base import resources
from ccmcheck.web import exchange, framing
from ccmcheck.web.exchange import told
from tests.drafts.word_files import PRESIDENTS_DRAFT, typed
from tests.test_report_hostile import HOSTILE

HERE = Path(__file__).parent.parent
FILES = sorted([*(HERE / "drafts" / "hostile").iterdir(), *(HERE / "hostile").iterdir()])
MARKUP = '<img src=x onerror=alert(1)><script>alert(1)</script><a href="javascript:alert(1)">x</a>'


def judged(name: str, data: bytes, **more: Any) -> dict[str, Any]:
    head, _ = told({"ask": "judge", "name": name, **more}, data)
    return head


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_hostile_file_gets_a_sentence_or_a_report(file: Path) -> None:
    head = judged(file.name, file.read_bytes())
    if "sorry" in head:
        assert re.fullmatch(r"[A-Z“].*\.", head["sorry"], re.DOTALL)
        assert "fault of ours" not in head["sorry"]
        assert "Traceback" not in head["sorry"]
    else:
        assert head["page"].startswith("<!DOCTYPE html>")


REQUESTS: dict[str, Any] = {
    "nothing": {},
    "a word": {"ask": "delete"},
    "a list": {"ask": []},
    "no year": {"ask": "blank"},
    "year of old": {"ask": "blank", "year": 1},
    "year in words": {"ask": "blank", "year": "2013; rm -rf"},
    "nothing to take": {"ask": "take", "name": "a.md"},
    "another ending": {"ask": "judge", "name": "a.exe"},
    "no comments in text": {"ask": "take", "name": "a.md", "what": "word"},
    "a folder's file": {"ask": "judge", "name": "../../etc/passwd"},
}


@pytest.mark.parametrize("request_", list(REQUESTS.values()), ids=list(REQUESTS))
def test_what_the_page_never_sends_gets_a_sentence(request_: dict[str, Any]) -> None:
    head, file = told(request_, b"1. The meeting decided to meet in 2012.")
    assert head["sorry"].endswith(".")
    assert "fault of ours" not in head["sorry"]
    assert file == b""


ODD = [None, 3, "x", [], [None], [3], [{}], [{"start": "1", "words": 3}], [{"start": 10**30, "words": "x"}], {"a": 1}]
WRONG = [[{"question": "q", "yes": True, "by": "x", "on": "never"}], [{"question": 1}]]


@pytest.mark.parametrize("odd", [*ODD, *WRONG])
@pytest.mark.parametrize("field", ["fills", "answers", "final", "name"])
def test_odd_values_are_as_if_they_were_not_there(field: str, odd: Any) -> None:
    request = {"ask": "judge", "name": "draft.md", field: odd}
    head, _ = told(request, PRESIDENTS_DRAFT.encode())
    assert "fault of ours" not in head.get("sorry", "")


def test_a_name_is_only_its_last_part() -> None:
    assert judged("C:\\drafts\\a.md", b"1. We met.")["name"] == "a.md"
    assert judged("/home/me/a.md", b"1. We met.")["name"] == "a.md"


def test_a_pasted_text_is_what_it_looks_like() -> None:
    assert judged("", PRESIDENTS_DRAFT.encode())["draft"]
    assert not judged("", b"treaty: CCM\nyear: 2012\n")["draft"]
    assert not judged("", b'{"treaty": "CCM"}')["draft"]


def test_a_pasted_text_is_called_so() -> None:
    assert judged("", PRESIDENTS_DRAFT.encode())["name"] == "Pasted text.txt"


def test_whoever_has_the_page_is_sent_to_no_command() -> None:
    said = judged("draft.md", b" ")["sorry"]
    assert "begin with a blank programme on this page" in said
    assert "ccmcheck" not in said


@pytest.mark.parametrize("data", [b'{"form": 1, "tool": "ccmcheck", "verdicts": []}', b"{}"])
def test_data_that_are_no_programme_are_not_judged_as_one(data: bytes) -> None:
    assert "baseline.json has none of the fields" in judged("baseline.json", data)["sorry"]


def test_a_field_is_called_by_words_where_it_is_filled_in() -> None:
    head, file = told({"ask": "blank", "year": 2013}, b"")
    (start,) = [blank["start"] for blank in judged(head["name"], file)["blanks"] if blank["where"] == "decided on"]
    filled = judged(head["name"], file, fills=[{"start": start, "words": "soon"}])
    (faults,) = [blank["faults"] for blank in filled["blanks"] if blank["start"] == start]
    assert faults[0].startswith("Decided on needs")


def test_half_a_programme_is_one() -> None:
    assert "page" in judged("2012.yaml", b"title: Work programme\n")


PERMITTING = """\
# Work programme for 2012

1. On 16 September 2011 the Meeting decided on the following work programme.

2. An informal intersessional meeting will be convened in 2012 in Geneva, Switzerland, from Monday 16 April to Thursday
19 April 2012, resources permitting.
"""


def test_words_that_were_not_understood_are_no_blank() -> None:
    told_ = judged("a.md", PERMITTING.encode())
    assert "1 passage not understood" in told_["page"]
    assert told_["counts"]["blanks"] == 0
    assert told_["blanks"] == []


def test_a_programme_of_which_hardly_a_rule_speaks_is_not_said_to_be_well() -> None:
    head, file = told({"ask": "blank", "year": 2027}, b"")
    told_ = judged(head["name"], file)
    assert re.search(r"but only 1 of \d+ rules spoke about the programme, which is no sign", told_["sentence"])
    assert 'class="verdict undecided"' in told_["page"]
    head, file = told({"ask": "blank", "year": 2013}, b"")
    assert "rules spoke" not in judged(head["name"], file)["sentence"]


def test_the_day_that_settles_what_is_asked_is_not_said_to_be_idle() -> None:
    head, file = told({"ask": "blank", "year": 2027}, b"")
    told_ = judged(head["name"], file)
    assert [blank["where"] for blank in told_["blanks"] if blank["settles"]] == ["decided on"]
    assert "discussion_paper, plenary_meeting, decided_by</bdi>" in told_["page"]


def test_a_final_check_says_what_it_means() -> None:
    open_ = judged("a.md", PERMITTING.encode(), final=True)
    assert "Checked as the final text" in open_["page"]
    assert "Checked as the final text" not in judged("a.md", PERMITTING.encode())["page"]


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


@pytest.mark.parametrize("name", ["draft.docx", "draft.md", "draft.yaml"])
def test_markup_of_a_draft_is_words(name: str) -> None:
    text = PRESIDENTS_DRAFT.replace("World Meteorological Organization", MARKUP)
    data = {
        "draft.docx": lambda: typed(text),
        "draft.md": text.encode,
        "draft.yaml": HOSTILE["the end of the page"].encode,
    }[name]()
    head = judged(name, data, fills=[{"start": start, "words": MARKUP} for start in range(4_000)])
    tags = Tags()
    tags.feed(head["page"])
    assert not tags.names & {"script", "img", "iframe", "object", "form", "input"}
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert all(value.startswith("#") for name, value in tags.attributes if name in ("href", "src"))


def test_an_error_of_ours_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(exchange, "judge_bytes", fails)
    assert "fault of ours" in judged("a.md", b"1. We met.")["sorry"]


def test_a_blank_programme_is_one_to_be_judged() -> None:
    head, file = told({"ask": "blank", "year": 2013}, b"")
    assert head["name"] == "work-programme-2013.yaml"
    assert len(judged(head["name"], file)["blanks"]) > 40


@pytest.mark.parametrize(
    ("what", "name", "begins"),
    [
        ("word", "draft-commented.docx", b"PK"),
        ("report", "draft-report.html", b"<!DOCTYPE html>"),
        ("programme", "draft.yaml", b"#"),
        ("answers", "draft-answers.yaml", b"- {question: beirut-2011/"),
    ],
)
def test_what_is_taken_away(what: str, name: str, begins: bytes) -> None:
    answers = [{"question": "beirut-2011/cooperation-sought", "yes": True, "by": "Me", "on": "2011-09-16"}]
    head, file = told({"ask": "take", "what": what, "name": "draft.docx", "answers": answers}, typed())
    assert head == {"name": name}
    assert file.startswith(begins)


def test_a_report_that_is_taken_away_is_that_of_the_command_line() -> None:
    from ccmcheck.report import FORMATS
    from ccmcheck.run.judged import judge_bytes

    draft = typed()  # once, since a Word file holds when it was made
    _, file = told({"ask": "take", "what": "report", "name": "draft.docx", "final": True}, draft)
    assert file.decode() == FORMATS["html"](judge_bytes("draft.docx", draft, exchange.ready(), final=True).report)


def test_head_and_file_survive_the_way() -> None:
    head, file = {"ask": "ü\n"}, b"\n\x00{}\n"
    assert framing.unpacked(framing.packed(head, file)) == (head, file)


@pytest.mark.parametrize("body", [b"", b"{}", b"[]\n", b"nothing\nx", b"[" * 100_000 + b"\n", b"x" * 2_000_000 + b"\n"])
def test_what_is_no_request_is_none(body: bytes) -> None:
    assert framing.unpacked(body) is None


def test_a_blank_has_the_name_of_its_field_wherever_it_stands() -> None:
    blanks = judged("2012-draft.yaml", resources.read("samples", "2012-draft.yaml").encode())["blanks"]
    names = {blank["where"]: blank["alone"] for blank in blanks}
    assert names["establish by"] == "Implementation Support Unit, establish by"
    assert names["decided on"] == "day of decision"
