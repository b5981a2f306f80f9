"""Documents that mean harm, through every format: their words are shown and do nothing."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ccmcheck.base.source import Source
from ccmcheck.judge.check import Report
from ccmcheck.report import FORMATS as WRITERS
from ccmcheck.report.parts.escaping import block, cell, code, inline
from ccmcheck.report.parts.excerpt import excerpt, printable, width
from tests.report_samples import FORMATS, WAIVED, report
from tests.test_report_formats import COMMAND, SCHEMAS, complaints, without_places

# Each stands as a title, a State, a city, an id, a blank and a file's name.
HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "an attribute": '" onmouseover="alert(1)" x=\'',
    "the end of the page": "</code></mark></style></svg></title></html><img src=x onerror=alert(1)>",
    "a workflow command": "::error::pwned",
    "a workflow command on its own line": "x\n::error file=a::pwned",
    "the escape of a line break": "x%0A::error::pwned",
    "colours": "\x1b[31mred\x1b[0m\x1b]0;title\x07",
    "an eight-bit escape": "\x9b31mred",
    "nothing": "a\x00b",
    "backspaces": "good\x08\x08\x08\x08bad\x7f",
    "half a letter": "half \ud800 letter",
    "no character": "never \ufffe \uffff",
    "right to left": "\u202eevil\u202c \u2066x\u2069 \u200f\u200e",
    "a very long name": "N" * 10_000,
    "a very long word of marks": "a\u0301" * 5_000,
    "a formula": "=cmd|'/C calc'!A0",
    "a formula that adds": "+1+1",
    "markdown": "[here](http://evil.example) ![x](http://evil.example/x.png) **b** _i_ ~~s~~ # h | a | b |",
    "a mention": "@everyone #1 http://evil.example www.evil.example",
    "code": "``` `x` ```` `",
    "an entity": "&lt;script&gt; &#60; &amp;",
    "a template": "{{ 7*7 }} {% raw %} ${{ github.token }}",
    "the end of a comment": "--> ]]> <!-- <![CDATA[",
    "a placeholder": "{0} {verdict.rule} %s %(x)s",
}


def document(words: str) -> str:
    """A programme in JSON that has the words wherever it may have words of its own."""
    said = {
        "treaty": "CCM",
        "title": words,
        "document": f"{words}____",
        "decided_on": "2012-09-14",
        "year": 2013,
        "meetings": [
            {"id": words, "kind": "intersessional", "title": words, "city": words, "start": words, "end": "2013-04-22",
             "languages": [words]},
        ],
        "working_groups": [
            {"topic": "universalization", "coordinators": [
                {"state": words, "years": [2013]}, {"state": f"[{words}]", "years": [2014]},
            ]},
        ],
        "implementation_support_unit": {"independent": False, words: words},
    }  # fmt: skip
    return json.dumps(said)


def hostile(words: str) -> Report:
    """A report on it; reason and authority of a waiver, a notice and the path hold the words too."""
    path = "programmes/" + words.replace("/", "").replace("\x00", "")[:200] + ".json"
    made = report((path, document(words)))
    waiver = replace(WAIVED, reason=words, document=words, paragraph=words)
    verdicts = tuple(
        replace(verdict, waiver=waiver) if verdict.rule == "unit-independent" else verdict for verdict in made.verdicts
    )
    return replace(made, verdicts=verdicts, notices=(words,))


@pytest.fixture(params=list(HOSTILE))
def words(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param]


# -- every format --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_that_a_terminal_or_a_reader_would_obey_is_left(words: str, name: str) -> None:
    found = WRITERS[name](hostile(words))
    found.encode("utf-8")
    assert [char for char in set(found) if not (char.isprintable() or char == "\n")] == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_words_that_can_be_shown_are_shown(name: str) -> None:
    found = WRITERS[name](hostile("Ruritania on the Sea"))
    assert "Ruritania on the Sea" in found


@pytest.mark.parametrize("name", FORMATS)
def test_a_name_of_ten_thousand_letters_does_not_flood(name: str) -> None:
    if name in ("json", "sarif"):  # nothing is cut from what a program reads, apart from messages
        return
    assert "N" * 600 not in WRITERS[name](report(("a.json", document("N" * 10_000))))


# -- each format by its own reader -----------------------------------------------------------------------------------


def test_json_can_be_read_back(words: str) -> None:
    data = json.loads(WRITERS["json"](hostile(words)))
    schema = Path(__file__).parent.parent / "schemas" / "report.schema.json"
    assert complaints(schema, data) == []


def test_sarif_is_valid_and_links_nowhere(words: str) -> None:
    log = json.loads(WRITERS["sarif"](hostile(words)))
    assert complaints(SCHEMAS / "sarif-2.1.0.schema.json", log) == []
    for text in _texts(log["runs"][0]["results"]):
        assert not re.search(r"(?<!\\)\[[^\]]*[^\\]\]\(", text)


def _texts(data: Any) -> list[str]:
    if isinstance(data, dict):
        own = [data["text"]] if isinstance(data.get("text"), str) else []
        return own + [text for value in data.values() for text in _texts(value)]
    return [text for value in data for text in _texts(value)] if isinstance(data, list) else []


def test_junit_can_be_read(words: str) -> None:
    from lxml import etree

    found = WRITERS["junit"](hostile(words))
    ET.fromstring(found)
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(without_places(found))


def test_gitlab_is_valid(words: str) -> None:
    for entry in json.loads(WRITERS["gitlab"](hostile(words))):
        assert complaints(SCHEMAS / "gitlab-codeclimate.schema.json", entry) == []


def test_no_words_start_a_workflow_command(words: str) -> None:
    lines = WRITERS["github"](hostile(words)).split("\n")[:-1]
    calm = WRITERS["github"](hostile(" ".join(words.split("\n")))).split("\n")[:-1]
    assert all(COMMAND.fullmatch(line) for line in lines)
    assert len(lines) == len(calm)


class Tags(HTMLParser):
    """The elements and attributes that a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name) for name, _ in attrs} | {(tag, "")}


def tags(page: str) -> set[tuple[str, str]]:
    reader = Tags()
    reader.feed(page)
    return reader.found


def test_no_words_become_elements_of_the_page(words: str) -> None:
    known = tags(WRITERS["html"](hostile("calm")))
    found = tags(WRITERS["html"](hostile(words)))
    assert found - known <= set(tags(WRITERS["html"](hostile("2013-04-XX"))))
    assert not {tag for tag, _ in found} & {"script", "img", "iframe", "object", "embed", "link", "form"}
    assert not {name for _, name in found if name.startswith("on") or name in ("style", "src")}


def rendered(markdown: str) -> set[str]:
    """The kinds of things that a renderer makes of Markdown, HTML allowed."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [token for parent in reader.parse(markdown) for token in (parent, *(parent.children or ()))]
    return {token.type for token in tokens} | {
        token.content
        for token in tokens
        if token.type in ("html_inline", "html_block") and "<!-- -->" not in token.content
    }


def test_no_words_become_marks_of_markdown(words: str) -> None:
    found = rendered(WRITERS["markdown"](hostile(words)))
    assert not found & {"link_open", "image", "strong_open_by_words", "s_open"}
    assert not [each for each in found if "<script" in each or "<img" in each or "onmouseover" in each]
    assert "@everyone" not in re.sub(r"`[^`]*`", "", WRITERS["markdown"](hostile(words)))


def test_the_style_sheet_is_the_one_the_policy_lets_in() -> None:
    import base64
    import hashlib

    page = WRITERS["html"](hostile("calm"))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert f"&#39;sha256-{digest}&#39;" in policy
    assert "unsafe" not in policy
    assert policy.startswith("default-src &#39;none&#39;")


def test_a_copied_table_holds_no_formula() -> None:
    """What a spreadsheet takes for a formula never begins a cell."""
    page = WRITERS["html"](report(("=cmd.yaml", document("=1+1")), ("+x.yaml", document("=1+1"))))
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page, re.DOTALL)
    texts = [re.sub(r"<[^>]*>", "", content).strip() for content in cells]
    assert {"“=1+1”", "“=cmd.yaml”"} <= set(texts)
    for text in texts:
        assert not text.startswith(("=", "+", "@", "&#61;")), text


# -- laws ----------------------------------------------------------------------------------------------------------

ANY = st.text(st.characters(), max_size=60) | st.text("`*_[]()<>&|#@:/.!~-\\ a\n", max_size=30)


@given(ANY)
def test_words_in_a_sentence_stay_words(text: str) -> None:
    found = rendered(f"before {inline(text)} after")
    assert found <= {"paragraph_open", "inline", "text", "code_inline", "html_inline", "paragraph_close"}


@given(ANY)
def test_words_as_code_are_one_piece_of_code(text: str) -> None:
    assert rendered(f"x {code(text)} y") <= {"paragraph_open", "inline", "text", "code_inline", "paragraph_close"}


@given(ANY)
def test_words_in_a_cell_make_no_other_cell(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {cell(inline(text))} | {cell(code(text))} |"
    assert MarkdownIt("commonmark").enable("table").render(table).count("<td>") == 2


@given(ANY)
def test_lines_of_code_stay_in_their_block(text: str) -> None:
    assert rendered(block(text)) == {"fence"}


@given(ANY)
def test_what_is_printable_prints(text: str) -> None:
    assert all(char.isprintable() or char in "\u00a0\u202f\u2009" for char in printable(text))


@pytest.mark.parametrize("sign", ["\x00", "\u202e", "\t", "漢", "a"])
@pytest.mark.parametrize("at", [0, 30, 95, 500])
def test_a_line_of_any_signs_is_shown_no_wider_than_others(sign: str, at: int) -> None:
    text = sign * at + "x" + sign * 600
    shown, marks = excerpt(Source("d.yaml", text), 1, at + 1, 1, at + 2)
    assert width(shown) <= 102  # what is cut is told by a sign on each side
    assert width(marks) <= 102
    assert "x" in shown
