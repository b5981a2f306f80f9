"""Word files with what Word files have in them: lists, changes, fields, tables, footnotes, boxes."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ccmcheck.drafts.word import WordDraft, read_word
from tests.drafts.word_files import LISTS, PRESIDENTS_DRAFT, automatic, paragraphs_of, saved, typed

W = nsdecls("w")


def read(data: bytes) -> WordDraft:
    found = read_word("draft.docx", data)
    assert isinstance(found, WordDraft), found
    return found


def text_of(*paragraphs: str) -> str:
    """The text of a document with these paragraphs, each the inner XML of a `w:p`."""
    return read(document(*paragraphs)).draft.source.text


def document(*paragraphs: str, prepare: Callable[[Document], None] = lambda _: None) -> bytes:
    made = docx.Document()
    prepare(made)
    for inner in paragraphs:
        made.element.body.insert(len(made.element.body) - 1, parse_xml(f"<w:p {W}>{inner}</w:p>"))
    return saved(made)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


CASES = {
    "runs are joined": (run("1. At") + run(" its"), "1. At its"),
    "an insertion is read": (run("1. a ") + f'<w:ins w:id="1" w:author="x">{run("b")}</w:ins>', "1. a b"),
    "a deletion is not": (
        run("1. a") + '<w:del w:id="1" w:author="x"><w:r><w:delText>b</w:delText></w:r></w:del>',
        "1. a",
    ),
    "moved away is not read": (run("1. a") + f'<w:moveFrom w:id="1" w:author="x">{run("b")}</w:moveFrom>', "1. a"),
    "moved here is": (run("1. a") + f'<w:moveTo w:id="1" w:author="x">{run(" b")}</w:moveTo>', "1. a b"),
    "a link is read": (run("1. ") + f'<w:hyperlink w:anchor="x">{run("link")}</w:hyperlink>', "1. link"),
    "a field shows its result": (
        run("1. ")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        + f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("12")}'
        + f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{run("!")}',
        "1. 12!",
    ),
    "a simple field too": (run("1. ") + f'<w:fldSimple w:instr="PAGE">{run("12")}</w:fldSimple>', "1. 12"),
    "a content control is read": (run("1. ") + f"<w:sdt><w:sdtContent>{run('held')}</w:sdtContent></w:sdt>", "1. held"),
    "hidden text is not": (run("1. a") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r>", "1. a"),
    "hyphens": (
        run("1. co") + "<w:r><w:noBreakHyphen/></w:r>" + run("op") + "<w:r><w:softHyphen/></w:r>" + run("eration"),
        "1. co\u2011operation",
    ),
    "a tab and a line break": ("<w:r><w:t>1.</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "1.\ta b"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_paragraph_says(case: str) -> None:
    inner, expected = CASES[case]
    assert text_of(inner).rstrip("\n") == expected


def test_what_is_not_read_is_said() -> None:
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>from 16 April</w:delText></w:r></w:del>'
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"<w:p>{run('in a box')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    notes = read(document(run("1. Text ") + deleted, run("2. More ") + box, run("3. Less ") + hidden)).draft.unread
    assert [(note.code, note.message.partition(": ")[2]) for note in notes] == [
        ("deletion-not-read", "`from 16 April`"),
        ("text-box-not-read", "`in a box`"),
        ("hidden-text-not-read", "`secret`"),
    ]


def test_headers_and_footers_are_not_read_and_that_is_said_once() -> None:
    made = docx.Document()
    made.add_paragraph("1. Text")
    for section in (made.sections[0], made.add_section()):
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        section.header.paragraphs[0].text = "CCM/MSP/2012/____"
        section.footer.paragraphs[0].text = "- 2 -"
    draft = read(saved(made)).draft
    assert [(note.code, note.message.partition(": ")[2], note.span.text) for note in draft.unread] == [
        ("margin-not-read", "`CCM/MSP/2012/____`", "1. Text")
    ]
    assert "CCM/MSP" not in draft.source.text


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    gone = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
    assert text_of(gone + run("1. one "), run("line")).rstrip("\n") == "1. one line"


def test_a_row_of_a_table_is_one_line() -> None:
    made = docx.Document()
    made.add_paragraph("1. Coordinators:")
    table = made.add_table(rows=1, cols=3)
    for cell, text in zip(
        table.rows[0].cells, ("(a) Victim assistance", "Austria (2012)", "Mexico (2012-2013)"), strict=True
    ):
        cell.text = text
    assert "(a) Victim assistance: Austria (2012); Mexico (2012-2013)" in read(saved(made)).draft.source.text


# -- automatic numbers ------------------------------------------------------------------------------------------------


def numbered(level: int, list_: int = 77) -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr></w:pPr>'


def with_lists(more: str = "") -> Callable[[Document], None]:
    def prepare(made: Document) -> None:
        root = made.part.numbering_part.element
        first = root.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}num")
        first.addprevious(parse_xml(LISTS.format(ns=W)))
        root.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        for xml in filter(None, more.split("\n")):
            root.append(parse_xml(xml.replace("<w:num ", f"<w:num {W} ", 1)))

    return prepare


def labels(*paragraphs: str, more: str = "") -> list[str]:
    text = read(document(*(part + run("x") for part in paragraphs), prepare=with_lists(more))).draft.source.text
    return [line.removesuffix(" x") for line in text.splitlines() if line.strip()]


def test_levels_start_again_below_the_next_number() -> None:
    levels = (0, 1, 1, 2, 2, 1, 0, 1)
    assert labels(*map(numbered, levels)) == ["1.", "(a)", "(b)", "(i)", "(ii)", "(c)", "2.", "(a)"]


def test_a_second_list_on_the_same_pattern_goes_on_unless_it_starts_anew() -> None:
    more = (
        '<w:num w:numId="78"><w:abstractNumId w:val="77"/></w:num>\n'
        '<w:num w:numId="79"><w:abstractNumId w:val="77"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    marks = labels(numbered(0), numbered(0, 78), numbered(0, 79), numbered(0, 79), more=more)
    assert marks == ["1.", "2.", "1.", "2."]


def test_a_list_may_start_late_and_a_paragraph_may_leave_it() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    more = f'<w:num w:numId="80"><w:abstractNumId w:val="77"/>{override}</w:num>'
    assert labels(numbered(0, 80), numbered(0, 0), numbered(0, 80), more=more) == ["5.", "x", "6."]


def test_letters_after_z_and_roman_numerals() -> None:
    assert labels(numbered(0), *[numbered(1)] * 28)[-2:] == ["(aa)", "(bb)"]
    assert labels(numbered(0), numbered(1), *[numbered(2)] * 9)[-1] == "(ix)"


def test_a_style_may_number_its_paragraphs() -> None:
    def prepare(made: Document) -> None:
        with_lists()(made)
        style = made.styles.add_style("Single Text", WD_STYLE_TYPE.PARAGRAPH)
        style.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="77"/></w:numPr>'))
        below = made.styles.add_style("Single Text below", WD_STYLE_TYPE.PARAGRAPH)
        below.base_style = style
        below.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="1"/></w:numPr>'))

    styled = '<w:pPr><w:pStyle w:val="{}"/></w:pPr>' + run("x")
    data = document(*(styled.format(id_) for id_ in ("SingleText", "SingleTextbelow", "SingleText")), prepare=prepare)
    assert [line for line in read(data).draft.source.text.splitlines() if line] == ["1. x", "(a) x", "2. x"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    text = read(document(numbered(0) + run("x"), numbered(0) + deleted, numbered(0) + run("x"), prepare=with_lists()))
    assert [line for line in text.draft.source.text.splitlines() if line.strip()] == ["1. x", "2. x"]


# -- against other readers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [typed, automatic])
def test_the_words_are_those_that_python_docx_reads(make: Callable[[], bytes]) -> None:
    data = make()
    theirs = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    ours = read(data).draft.source.text.split("\n")[:-1]
    marks = [written.mark for written in paragraphs_of(PRESIDENTS_DRAFT)]
    for one, other, mark in zip(theirs, ours, marks, strict=True):
        assert other.replace(" ", "").endswith(one.replace(" ", ""))
        assert other.split()[:1] == [mark.strip()] or not mark


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_numbers_are_those_that_a_word_processor_shows(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(automatic())
    command = [
        "soffice",
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "draft.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shown = (tmp_path / "draft.txt").read_text(encoding="utf-8-sig").split("\n")
    ours = read((tmp_path / "draft.docx").read_bytes()).draft.source.text.split("\n")
    squeezed = [[" ".join(line.split()) for line in lines if line.strip()] for lines in (shown, ours)]
    assert squeezed[0] == squeezed[1]


def test_a_file_of_a_test_is_a_whole_archive() -> None:
    assert zipfile.ZipFile(io.BytesIO(automatic())).testzip() is None
