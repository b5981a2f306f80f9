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
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ccmcheck.drafts.word import WordDraft, read_word
from ccmcheck.prose.paragraphs import Sort
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


ALTERNATIVES = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:x="https://example.org/x">'
    f'<mc:Choice Requires="{{}}">{run("new")}</mc:Choice><mc:Fallback>{run("old")}</mc:Fallback></mc:AlternateContent>'
)
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
CONTROL = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
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
    "a symbol is the character that it shows": (
        run("1. from 11") + '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>' + run("14"),
        "1. from 11–14",
    ),
    "a private character in a text too": (run("1. from 11\uf02d14"), "1. from 11–14"),
    "a symbol of another font is itself": (
        run("1. a") + '<w:r><w:sym w:font="Times New Roman" w:char="2013"/></w:r>' + run("b"),
        "1. a–b",
    ),
    "a sign that nobody knows shows as one": (
        run("1. a") + '<w:r><w:sym w:font="Webdings" w:char="zz"/></w:r>',
        "1. a\N{REPLACEMENT CHARACTER}",
    ),
    "a field without an end shows its text": (
        run("1. a ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("b"),
        "1. a b",
    ),
    "a field without a result shows nothing": (
        run("1. a") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" b"),
        "1. a b",
    ),
    "a field in the result of a field": (
        run("1. ")
        + 2 * '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("12")
        + 2 * '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + run("!"),
        "1. 12!",
    ),
    "the base of ruby": (
        run("1. ")
        + f"<w:r><w:ruby><w:rt>{run('x')}</w:rt><w:rubyBase>{run('from')}</w:rubyBase></w:ruby></w:r>"
        + run(" 16"),
        "1. from 16",
    ),
    "a formula": (
        run("1. from ") + '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r>'
        "<m:t>16–19</m:t></m:r></m:oMath>" + run(" April"),
        "1. from 16–19 April",
    ),
    "the choice that Word knows": (run("1. ") + ALTERNATIVES.format("wps"), "1. new"),
    "the fallback where it does not": (run("1. ") + ALTERNATIVES.format("x"), "1. old"),
    "struck text is not read": (run("1. a") + "<w:r><w:rPr><w:strike/></w:rPr><w:t>b</w:t></w:r>", "1. a"),
    "nor text that is struck twice": (run("1. a") + "<w:r><w:rPr><w:dstrike/></w:rPr><w:t>b</w:t></w:r>", "1. a"),
    "text that is struck no more is read": (
        run("1. a") + '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>b</w:t></w:r>',
        "1. ab",
    ),
    "a raised digit is no digit of the number before it": (
        run("1. from 11") + f"<w:r>{RAISED}<w:t>1, 2</w:t></w:r>" + run(" to 14"),
        "1. from 11¹, ² to 14",
    ),
    "raised letters are those of the word": (
        run("1. the 10") + f"<w:r>{RAISED}<w:t>th</w:t></w:r>" + run(" day"),
        "1. the 10th day",
    ),
    "the mark that somebody gives a footnote is none of the words": (
        run("1. from 11") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="5"/><w:t>1</w:t></w:r>',
        "1. from 11¹",
    ),
    "what a control holds before anybody fills it in is a blank": (
        run("1. on ") + CONTROL.format(run("a day")),
        "1. on [a day]",
    ),
    "brackets that it has stay as they are": (run("1. on ") + CONTROL.format(run("[day]")), "1. on [day]"),
    "a field of a form that nobody filled in is a blank": (
        run("1. from ")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + 5 * run("\u2002")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + run(" to\u200214"),
        "1. from _____ to\u200214",
    ),
    "a tab and a line break": ("<w:r><w:t>1.</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "1.\ta b"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_paragraph_says(case: str) -> None:
    inner, expected = CASES[case]
    assert text_of(inner).rstrip("\n") == expected


BOX = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">{}</v:shape></w:pict></w:r>'
STYLE = f'<w:style {W} w:type="{{}}" w:styleId="Note"><w:name w:val="Note"/><w:rPr>{{}}</w:rPr></w:style>'
# What stands in a paragraph beside its words, the remark on it, and the words that it has.
UNREAD = {
    "a deletion": (
        '<w:del w:id="1" w:author="x"><w:r><w:delText>from 16 April</w:delText></w:r></w:del>',
        "deletion-not-read",
        "`from 16 April`",
    ),
    "struck text": (
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>not </w:t></w:r>", "struck-text-not-read", "`not`"
    ),
    "a box": (
        BOX.format(f"<v:textbox><w:txbxContent><w:p>{run('in a box')}</w:p></w:txbxContent></v:textbox>"),
        "text-box-not-read",
        "`in a box`",
    ),
    "letters that are drawn": (BOX.format('<v:textpath string="REJECTED"/>'), "text-box-not-read", "`REJECTED`"),
    "hidden text": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>", "hidden-text-not-read", "`secret`"),
    "a picture": (
        '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>',
        "picture-not-read",
        "",
    ),
    "a sheet of another program": ("<w:r><w:object/></w:r>", "picture-not-read", ""),
    "a document of a master document": ("<w:subDoc/>", "inserted-document-not-read", ""),
    "a list to choose from": (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{}{}</w:ddList></w:ffData></w:fldChar></w:r>'.format(
            *(f'<w:listEntry w:val="{each}"/>' for each in ("Oslo", "Geneva"))
        ) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "field-code-not-read",
        "`Oslo / Geneva`",
    ),
    "words in an element of a kind that is not known": (
        f"<w:later>{run('not adopted')}</w:later>", "part-not-read", "`not adopted`"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREAD)
def test_what_is_not_read_is_said(case: str) -> None:
    inner, code, words = UNREAD[case]
    draft = read(document(run("1. Text "), run("2. More ") + inner)).draft
    assert draft.source.text.split() == ["1.", "Text", "2.", "More"]
    assert [note.code for note in draft.unread] == [code]
    assert words in draft.unread[0].message
    assert draft.unread[0].span.text == "2. More "


@pytest.mark.parametrize(("kind", "style"), [("character", "rStyle"), ("paragraph", "pStyle")])
@pytest.mark.parametrize(
    ("by", "code"),
    [("vanish", "hidden-text-not-read"), ("strike", "struck-text-not-read"), ("dstrike", "struck-text-not-read")],
)
def test_text_that_a_style_hides_is_not_read_and_that_is_said(kind: str, style: str, by: str, code: str) -> None:
    def prepare(made: Document) -> None:
        made.styles.element.append(parse_xml(STYLE.format(kind, f"<w:{by}/>")))

    named = f'<w:{style} w:val="Note"/>'
    inner = f"<w:pPr>{named}</w:pPr>" if kind == "paragraph" else ""
    properties = f"<w:rPr>{named}</w:rPr>" if kind == "character" else ""
    shown = f'<w:r><w:rPr><w:{by} w:val="0"/></w:rPr><w:t> shown</w:t></w:r>'
    data = document(run("1. Text"), f"{inner}<w:r>{properties}<w:t>secret</w:t></w:r>{shown}", prepare=prepare)
    draft = read(data).draft
    assert draft.source.text.split() == ["1.", "Text", "shown"]
    assert [note.code for note in draft.unread] == [code]


def test_a_mark_that_a_style_raises_is_no_digit_of_the_number() -> None:
    def prepare(made: Document) -> None:
        made.styles.element.append(parse_xml(STYLE.format("character", '<w:vertAlign w:val="superscript"/>')))

    mark = '<w:r><w:rPr><w:rStyle w:val="Note"/></w:rPr><w:t>1</w:t></w:r>'
    text = read(document(run("1. from 11") + mark + run(" to 14"), prepare=prepare)).draft.source.text
    assert text.strip() == "1. from 11¹ to 14"


COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@pytest.mark.parametrize(("author", "codes"), [("B", ["comment-not-read"]), ("ccmcheck", [])])
def test_a_comment_of_somebody_else_is_not_read_and_that_is_said(author: str, codes: list[str]) -> None:
    made = docx.Document()
    made.add_paragraph("1. Text")
    paragraph = made.add_paragraph("2. Portugal")
    made.add_comment(paragraph.runs, text="Portugal declined; Sweden instead.", author=author)
    draft = read(saved(made)).draft
    assert [note.code for note in draft.unread] == codes
    for note in draft.unread:
        assert "`Portugal declined; Sweden instead.`" in note.message
        assert note.span.text == "2. Portugal"


def test_a_note_typed_by_hand_hangs_under_the_words_that_have_its_mark() -> None:
    mark = f"<w:r>{RAISED}<w:t>1</w:t></w:r>"
    data = document(run("1. Japan") + mark, run("2. Laos"), mark + run(" Together with Sweden."))
    (note,) = [passage for passage in read(data).draft.passages if passage.sort is Sort.FOOTNOTE]
    assert note.opening is not None
    assert note.name == "footnote to paragraph 1"


def test_a_note_with_a_star_hangs_under_the_words_that_have_one_but_not_under_a_title() -> None:
    for front, name in (("CCM/MSP/2012/1*", "footnote"), ("CCM/MSP/2012/1", "footnote to paragraph 1")):
        data = document(run(front), run("1. Japan" + "*" * (name != "footnote")), run("2. Laos"), run("* Not yet."))
        (note,) = [passage for passage in read(data).draft.passages if passage.sort is Sort.FOOTNOTE]
        assert note.name == name


def test_a_table_in_a_cell_that_only_lays_the_text_out_is_a_table() -> None:
    made = docx.Document()
    made.add_paragraph("1. Coordinators:")
    inner = made.add_table(rows=1, cols=1).cell(0, 0).add_table(rows=2, cols=2)
    for row, texts in zip(inner.rows, (("Working group", "2012"), ("Clearance", "Japan")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    passages = read(saved(made)).draft.passages
    assert [(len(each.cells), each.is_header) for each in passages] == [(0, False), (2, True), (2, False)]


def test_paragraphs_of_a_footnote_stay_apart() -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f"<w:p>{run('Until June only.')}</w:p><w:p>{run('Sweden follows.')}</w:p>"
    made = docx.Document()
    made.element.body.insert(0, parse_xml(f"<w:p {W}>{run('1. Text')}{reference}</w:p>"))
    uri = PackURI("/word/footnotes.xml")
    xml = f'<w:footnotes {W}><w:footnote w:id="1">{note}</w:footnote></w:footnotes>'
    made.part.relate_to(Part(uri, FOOTNOTES[0], xml.encode(), made.part.package), FOOTNOTES[1])
    assert "Until June only. Sweden follows." in read(saved(made)).draft.source.text


FOOTNOTES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes",
)


def test_a_control_over_paragraphs_that_nobody_filled_in_is_a_blank() -> None:
    made = docx.Document()
    made.add_paragraph("1. Text")
    xml = CONTROL.format(f"<w:p>{run('2. A day')}</w:p>").replace("<w:sdt>", f"<w:sdt {W}>", 1)
    made.element.body.insert(1, parse_xml(xml))
    assert read(saved(made)).draft.source.text.split("\n")[1] == "[2. A day]"


def test_struck_paragraphs_keep_their_number() -> None:
    struck = numbered(0) + "<w:r><w:rPr><w:strike/></w:rPr><w:t>gone</w:t></w:r>"
    text = read(
        document(numbered(0) + run("x"), struck, numbered(0) + run("x"), prepare=with_lists())
    ).draft.source.text
    assert [line for line in text.splitlines() if line.strip()] == ["1. x", "3. x"]


def test_a_document_that_is_inserted_as_a_whole_is_named() -> None:
    made = docx.Document()
    made.add_paragraph("1. Text")
    made.element.body.insert(1, parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="rId99"/>'))
    assert [note.code for note in read(saved(made)).draft.unread] == ["inserted-document-not-read"]


def test_words_in_the_code_of_a_field_without_a_result_are_named() -> None:
    begin, end = ('<w:r><w:fldChar w:fldCharType="' + kind + '"/></w:r>' for kind in ("begin", "end"))
    notes = read(document(run("1. a ") + begin + run("16 April") + end)).draft.unread
    assert [(note.code, note.message.partition(": ")[2]) for note in notes] == [("field-code-not-read", "`16 April`")]


def test_headers_and_footers_are_not_read_and_that_is_said_once() -> None:
    made = docx.Document()
    made.add_paragraph("1. Text")
    for section in (made.sections[0], made.add_section()):
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        section.header.paragraphs[0].text = "CCM/MSP/2012/____ Second draft"
        section.footer.paragraphs[0].text = "- 2 -"
    draft = read(saved(made)).draft
    assert [(note.code, note.message.partition(": ")[2], note.span.text) for note in draft.unread] == [
        ("margin-not-read", "`CCM/MSP/2012/____ Second draft`", "1. Text")
    ]
    assert "CCM/MSP" not in draft.source.text


@pytest.mark.parametrize(
    "text", ["CCM/MSP/2012/____", "Page 2 of 5", "- 2 -", "GE.11-62345 (E)", "CCM/MSP/2011/WP.5  3"]
)
def test_page_numbers_and_symbols_beside_the_text_need_no_remark(text: str) -> None:
    made = docx.Document()
    made.add_paragraph("1. Text")
    made.sections[0].footer.paragraphs[0].text = text
    assert read(saved(made)).draft.unread == ()


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    gone = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
    assert text_of(gone + run("1. one "), run("line")).rstrip("\n") == "1. one line"


def test_words_drawn_or_boxed_in_a_header_are_said_too() -> None:
    for inner in (
        '<v:textpath string="NOT ADOPTED"/>',
        f"<w:txbxContent><w:p>{run('NOT ADOPTED')}</w:p></w:txbxContent>",
    ):
        made = docx.Document()
        made.add_paragraph("1. Text")
        header = made.sections[0].header.paragraphs[0]
        header._p.append(parse_xml(BOX.format(inner).replace("<w:r>", f"<w:r {W}>", 1)))
        (note,) = read(saved(made)).draft.unread
        assert (note.code, note.message.partition(": ")[2]) == ("margin-not-read", "`NOT ADOPTED`")


def test_a_row_that_begins_later_leaves_the_columns_before_it_empty() -> None:
    made = docx.Document()
    made.add_paragraph("1. Coordinators:")
    table = made.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (("Working group", "2012", "2013"), ("Clearance", "Japan", "Laos")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    row = table.rows[1]._tr
    row.remove(row.tc_lst[1])
    row.remove(row.tc_lst[0])
    row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {W} w:val="2"/>'))
    (passage,) = [each for each in read(saved(made)).draft.passages if each.cells and not each.is_header]
    assert [len(cell.words) for cell in passage.cells] == [0, 0, 1]


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


def test_a_list_may_give_its_levels_to_styles() -> None:
    def prepare(made: Document) -> None:
        with_lists()(made)
        root = made.part.numbering_part.element
        for level, name in zip(
            root.findall(f".//{{*}}abstractNum[@{{{root.nsmap['w']}}}abstractNumId='77']/{{*}}lvl"), "ABC", strict=False
        ):
            level.insert(2, parse_xml(f'<w:pStyle {W} w:val="Level{name}"/>'))
        for name in "ABC":
            xml = f'<w:style {W} w:type="paragraph" w:styleId="Level{name}"><w:name w:val="Level{name}"/>'
            numbers = '<w:pPr><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr></w:style>'
            made.styles.element.append(parse_xml(xml + numbers))

    styled = '<w:pPr><w:pStyle w:val="Level{}"/></w:pPr>' + run("x")
    data = document(*(styled.format(level) for level in "ABCBA"), prepare=prepare)
    assert [line for line in read(data).draft.source.text.splitlines() if line] == [
        "1. x", "(a) x", "(i) x", "(b) x", "2. x",
    ]  # fmt: skip


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
