"""What bad drafts get: one clear complaint, limits that hold, nothing written."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.cli import main
from ccmcheck.drafts.word import archive
from tests.drafts.readings import refused, understood
from tests.drafts.word_files import automatic, typed

RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/>'
    "</Relationships>"
)
BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>"
)
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def word(document: str | bytes, **parts: str | bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", document)
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def zip_of(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
CASES = {
    "a .doc": ("draft.doc", OLE, "word-old-format"),
    "a .doc that is called .docx": ("draft.docx", OLE, "word-old-format"),
    "a file with a password": ("draft.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "word-locked"),
    "an empty file": ("draft.docx", b"", "file-empty"),
    "an empty text": ("draft.md", b" \n\n", "file-empty"),
    "half a file": ("draft.docx", typed()[:5000], "word-damaged"),
    "a text that is called .docx": ("draft.docx", b"1. Convene", "word-damaged"),
    "broken XML": ("draft.docx", word("<w:document"), "word-damaged"),
    "an archive of something else": ("draft.docx", zip_of(readme="hello"), "word-no-document"),
    "a document without a body": ("draft.docx", word("<a/>"), "word-no-document"),
    "a document type": ("draft.docx", word(ENTITY + BODY.format("1. x")), "word-doctype"),
    "a document type in UTF-16": (
        "draft.docx",
        word(('<?xml version="1.0" encoding="UTF-16"?>' + ENTITY + BODY.format("1. x")).encode("utf-16")),
        "word-doctype",
    ),
    "a document of nothing": ("draft.docx", word(BODY.format("")), "file-empty"),
    "a PDF": ("draft.pdf", b"%PDF-1.7", "draft-format"),
    "a PDF that is called .docx": ("draft.docx", b"%PDF-1.7", "word-damaged"),
    "an OpenDocument file": ("draft.odt", b"x", "draft-format"),
    "rich text": ("draft.rtf", b"{\\rtf1", "draft-format"),
    "another encoding": ("draft.txt", b"1. Gen\xe8ve", "file-not-utf-8"),
    "a thousand pages of text": ("draft.md", b"1. Convene a meeting.\n\n" * 150_000, "draft-too-long"),
    "a thousand pages of Word": (
        "draft.docx",
        word(
            BODY.format("</w:t></w:r></w:p><w:p><w:r><w:t>".join(["1. Convene a meeting in Geneva in 2012."] * 60_000))
        ),
        "draft-too-long",
    ),
    "a bomb": ("draft.docx", word(BODY.format("1. x"), big=b"\0" * (archive.UNPACKED + 1)), "word-too-large"),
    "a part that is a bomb": ("draft.docx", word(b" " * (archive.PART + 1)), "draft-too-long"),
    "nesting without end": ("draft.docx", word("<a>" * 100_000 + "</a>" * 100_000), "word-damaged"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_draft_gets_one_clear_complaint(case: str) -> None:
    name, data, code = CASES[case]
    assert refused(name, data) == code


def test_a_password_in_the_archive_itself() -> None:
    data = bytearray(word(BODY.format("1. x")))
    at = data.index(b"PK\x01\x02")
    while at != -1:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    assert refused("draft.docx", bytes(data)) == "word-locked"


def test_a_draft_about_something_else(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.md"
    recipe.write_text("1. Take three eggs.\n\n2. Beat them for two days in Geneva.\n")
    assert understood(recipe.read_text()).programme.root is None
    result = CliRunner().invoke(main, ["check", str(recipe)])
    assert result.exit_code == 4
    assert "no part of this reads like a work programme" in result.output
    assert CliRunner().invoke(main, ["read", str(recipe), "-o", str(tmp_path / "out.yaml")]).exit_code == 4
    assert not (tmp_path / "out.yaml").exists()


@pytest.mark.parametrize("command", ["read", "check"])
def test_nothing_is_written_for_a_draft_that_cannot_be_read(tmp_path: Path, command: str) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 broken")
    option = "-o" if command == "read" else "--annotate"
    result = CliRunner().invoke(main, [command, str(bad), option, str(tmp_path / "out.docx")])
    assert result.exit_code == 5
    assert "damaged" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["bad.docx"]


def test_drafts_in_a_folder_are_read_only_when_named(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("nothing to do with it")
    (tmp_path / "draft.docx").write_bytes(automatic())
    (tmp_path / "programme.yaml").write_text("treaty: CCM\ntitle: ____\ndecided_on: ____\nyear: 2012\nmeetings: []\n")
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--format", "json"])
    assert '"path": "' in result.output
    assert "draft.docx" not in result.output
    assert "notes.md" not in result.output


@pytest.mark.parametrize("name", ["letter.txt", "letter.docx"])
def test_a_text_without_numbers_is_read_and_may_be_something_else(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(
        b"Dear colleagues,\n\nplease find" if name.endswith("txt") else word(BODY.format("Dear colleagues"))
    )
    result = CliRunner().invoke(main, ["check", str(file)])
    assert result.exit_code == 4
    assert "no part of this reads like a work programme" in result.output


NO_DATA = [
    ("Decided on: 31 September 2011", "Correct the day or the month."),
    ("1. To hold the Third Meeting of States Parties in Oslo, from 30 to 31 September 2012.", "Correct the day"),
    (
        "1. To hold the Third Meeting of States Parties in Oslo, from 12 to 11 September 2012.",
        "needs to be on or after start (12 September 2012), but 11 September 2012 lies before it",
    ),
]


@pytest.mark.parametrize(("sentence", "words"), NO_DATA)
@pytest.mark.parametrize("form", ["text", "html"])
def test_a_draft_in_prose_is_not_told_how_data_are_written(
    tmp_path: Path, sentence: str, words: str, form: str
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        f"# Work programme for 2012\n\n{sentence}\n\n2. To hold the Fourth Meeting of States Parties in Lusaka.\n"
    )
    report = CliRunner().invoke(main, ["check", str(draft), "--format", form]).stdout
    assert words in " ".join(re.sub(r"`|<[^>]*>", "", report).split())
    assert "2012-09-XX" not in report
    assert "assessments" not in report
    assert "ccmcheck read DRAFT -o PROGRAMME --answers FILE" in " ".join(report.split())


def test_a_place_in_a_draft_is_explained_as_a_paragraph() -> None:
    said = CliRunner().invoke(main, ["explain", "one-or-two-coordinators", "samples/2012-slips.docx"]).stdout
    assert "(/working_groups/1, paragraph 2(b))" in said


DATA = Path("samples/2012.yaml").read_text(encoding="utf-8")
AS_DATA = [
    DATA,
    DATA.replace("\n", "\r\n"),
    '{"treaty": "CCM", "year": 2012, "meetings": []}',
    '{\n  "treaty" : "CCM",\n  "year": 2012\n}\n',
]


@pytest.mark.parametrize("text", AS_DATA)
@pytest.mark.parametrize("name", ["p.txt", "p.md", "p.docx"])
def test_data_under_the_name_of_a_draft(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / name).write_bytes(text.encode())
    for command in ("check", "read"):
        ran = CliRunner().invoke(main, [command, str(tmp_path / name)])
        assert ran.exit_code == 5
        assert "this looks like a programme as data" in ran.output
        assert "a name that ends in .yaml" in ran.output


def test_a_programme_that_is_read_as_a_draft_is_data_already() -> None:
    said = CliRunner().invoke(main, ["read", "samples/2012.yaml"]).output
    assert "`ccmcheck check samples/2012.yaml` reads it as it is." in said
    assert "word processor" not in said


def test_prose_about_fields_is_no_data(tmp_path: Path) -> None:
    (tmp_path / "d.md").write_text(
        "---\ntitle: x\nyear: 2012\n---\n1. To hold the Third Meeting of States Parties, in the year: 2012.\n"
    )
    assert "looks like" not in CliRunner().invoke(main, ["check", str(tmp_path / "d.md")]).output
