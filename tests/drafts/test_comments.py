"""Comments in a copy of a Word file: at the words, and everything else as it was."""

from __future__ import annotations

import io
import zipfile
from functools import reduce
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ccmcheck.cli import main
from ccmcheck.drafts.comments import comments
from ccmcheck.drafts.word import WordDraft, read_word
from ccmcheck.drafts.word.comments import Comment, annotated
from tests.drafts.readings import PRESIDENTS_DRAFT, brief_report_on, understood_file
from tests.drafts.word_files import automatic, saved, typed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SLIPS = (
    PRESIDENTS_DRAFT.replace(
        "Universalization: in 2012 (State party); in 2012 and 2013 (State party)",
        "Universalization: Japan in 2012; Portugal in 2012 and 2013; Austria in 2012",
    )
    .replace("of up to four days", "of up to five days")
    .replace("inclusiveness, transparency,", "inclusiveness,")
)


def opened(data: bytes) -> WordDraft:
    found = read_word("draft.docx", data)
    assert isinstance(found, WordDraft)
    return found


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def document_of(data: bytes) -> etree._Element:
    return etree.fromstring(parts(data)["word/document.xml"])


def noted(data: bytes) -> list[tuple[str, str, str]]:
    """Each comment in the order of the text: its author, the words it stands at, and what it says."""
    root = document_of(data)
    told = etree.fromstring(parts(data)["word/comments.xml"]) if "word/comments.xml" in parts(data) else []
    said = {
        one.get(f"{W}id"): (one.get(f"{W}author"), "\n".join("".join(p.itertext()) for p in one.iter(f"{W}p")))
        for one in told
    }
    open_: dict[str, list[str]] = {}
    found = []
    for element in root.iter():
        match etree.QName(element).localname:
            case "commentRangeStart":
                open_[element.get(f"{W}id")] = []
            case "commentRangeEnd":
                author, text = said[element.get(f"{W}id")]
                found.append((author, "".join(open_.pop(element.get(f"{W}id"))), text))
            case "t":
                for words in open_.values():
                    words.append(element.text or "")
    assert not open_
    return found


def without_comments(data: bytes) -> bytes:
    """The document in canonical form, without marks of comments, and with runs that look alike joined."""
    root = document_of(data)
    for element in list(root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")):
        element.getparent().remove(element)
    for element in list(root.iter(f"{W}commentReference")):
        element.getparent().getparent().remove(element.getparent())
    for run in list(root.iter(f"{W}r")):
        before = run.getprevious()
        if before is not None and before.tag == run.tag and _properties(before) == _properties(run):
            for child in run:
                if child.tag != f"{W}rPr":
                    before.append(child)
            run.getparent().remove(run)
            texts = [child for child in before if child.tag == f"{W}t"]
            for first, second in pairwise(texts):
                if second.getprevious() is first:
                    second.text = (first.text or "") + (second.text or "")
                    before.remove(first)
    for text in root.iter(f"{W}t"):
        text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
    return etree.tostring(root, method="c14n")


def _properties(run: etree._Element) -> bytes:
    found = run.find(f"{W}rPr")
    return b"" if found is None else etree.tostring(found, method="c14n")


def annotated_slips(data: bytes) -> bytes:
    found = understood_file("draft.docx", data)
    made = annotated(opened(data), comments(brief_report_on(found), found.draft))
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("make", [typed, automatic])
def test_findings_stand_at_their_words_with_the_decision_and_what_would_mend_them(make) -> None:  # type: ignore[no-untyped-def]
    said = {words: text for author, words, text in noted(annotated_slips(make(SLIPS))) if author == "ccmcheck"}
    third = said["Japan in 2012; Portugal in 2012 and 2013; Austria in 2012"]
    assert "Departs from the decision" in third
    assert "2MSP decision, paragraph 2(c): “with each working group led by one or two coordinators" in third
    longer = said["a duration of up to five days"]
    assert "at most 4 days" in longer
    assert "paragraph 5" in longer
    (principles,) = [words for words, text in said.items() if "transparency is not among the principles" in text]
    assert principles.startswith("independence, inclusiveness, accountability")
    assert "President from State party (needed: " in said["[name, title and State party]"]
    assert "Blank" in said["CCM/MSP/2011/WP.___"]
    assert "comma" in said["cooperate, with"]
    assert any("Does the Unit seek to cooperate" in text for text in said.values())


@pytest.mark.parametrize("make", [typed, automatic])
def test_everything_else_is_as_it_was(make) -> None:  # type: ignore[no-untyped-def]
    before = make(SLIPS)
    after = annotated_slips(before)
    assert without_comments(after) == without_comments(before)
    changed = {name for name, content in parts(after).items() if parts(before).get(name) != content}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    texts = [[p.text for p in docx.Document(io.BytesIO(data)).paragraphs] for data in (before, after)]
    assert texts[0] == texts[1]


def with_a_colleagues_comment() -> bytes:
    made = docx.Document(io.BytesIO(typed(SLIPS)))
    paragraph = next(p for p in made.paragraphs if "Universalization: Japan" in p.text)
    made.add_comment(paragraph.runs, text="Really three?", author="A colleague", initials="AC")
    return saved(made)


def test_comments_of_others_stay_and_own_ones_are_replaced() -> None:
    before = with_a_colleagues_comment()
    once = annotated_slips(before)
    twice = annotated_slips(once)
    assert noted(once) == noted(twice)
    assert [one for one in noted(once) if one[0] != "ccmcheck"] == noted(before)
    assert without_comments(twice) == without_comments(before)
    mended = annotated(opened(twice), ())
    assert isinstance(mended, bytes)
    assert noted(mended) == noted(before)


def test_words_inside_a_tracked_insertion_and_a_formatted_run() -> None:
    made = docx.Document()
    made.add_paragraph("1. Convene an informal intersessional meeting for 2012 in Geneva ")
    bold = f"<w:r {nsdecls('w')}><w:rPr><w:b/></w:rPr><w:t>from 16 to 21 April 2012</w:t></w:r>"
    made.paragraphs[0]._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="9" w:author="Somebody">{bold}</w:ins>'))
    data = saved(made)
    after = annotated_slips(data)
    assert "from 16 to 21 April 2012" in {words for _, words, _ in noted(after)}
    assert without_comments(after) == without_comments(data)


def test_a_file_in_the_strict_form_of_the_standard() -> None:
    strict = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships/"
        ),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, content in parts(automatic(SLIPS)).items():
            file.writestr(name, reduce(lambda made, change: made.replace(*change), strict.items(), content))
    made = parts(annotated_slips(data.getvalue()))
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in made["word/comments.xml"]
    assert b"schemas.openxmlformats.org/wordprocessingml" not in made["word/document.xml"] + made["word/comments.xml"]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in made["word/_rels/document.xml.rels"]


# -- any comments at all ----------------------------------------------------------------------------------------------

SMALL = PRESIDENTS_DRAFT[PRESIDENTS_DRAFT.index("5. At the same") :]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), max_size=6))
def test_comments_may_nest_and_overlap(stretches: list[tuple[int, int]]) -> None:
    data = typed(SMALL)
    word = read_word("draft.docx", data)
    assert isinstance(word, WordDraft)
    text = word.draft.source.text.rstrip("\n")
    wanted = [(min(start, len(text) - 1), min(start + size, len(text))) for start, size in stretches]
    made = annotated(opened(data), [Comment(start, end, ("x",)) for start, end in wanted])
    assert isinstance(made, bytes)
    assert sorted(words for _, words, _ in noted(made)) == sorted(
        text[a:b].replace("\t", "").replace("\n", "") for a, b in wanted
    )
    assert without_comments(made) == without_comments(data)


# -- the command ------------------------------------------------------------------------------------------------------


def test_the_original_is_never_written_to(tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    data = typed(SLIPS)
    draft.write_bytes(data)
    run = CliRunner()
    assert run.invoke(main, ["check", str(draft), "--annotate", str(tmp_path / "copy.docx")]).exit_code == 1
    assert draft.read_bytes() == data
    assert len(noted((tmp_path / "copy.docx").read_bytes())) > 20
    refused = run.invoke(main, ["check", str(draft), "--annotate", str(draft)])
    assert (refused.exit_code, draft.read_bytes()) == (2, data)
    assert run.invoke(main, ["check", "x.md", "--annotate", "y.docx"]).exit_code == 2
    assert run.invoke(main, ["check", str(draft), "--annotate", "y.pdf"]).exit_code == 2
