"""Word files made with python-docx from a text in Markdown: with typed numbers, or numbered by Word itself."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.prose import numbering
from ccmcheck.prose.markdown_blocks import blocks
from ccmcheck.prose.normalised import words_of
from ccmcheck.prose.paragraphs import Sort

PRESIDENTS_DRAFT = resources.read("rules", "sources/beirut-2011.md")


@dataclass(frozen=True)
class Written:
    """A paragraph as it is typed: a heading, a footnote, or text at a level of numbering (0 is without a number)."""

    sort: Sort
    level: int
    mark: str
    words: str


def paragraphs_of(markdown: str) -> Iterator[Written]:
    """The paragraphs of a text; words that a page break cut are put together again."""
    found: list[Written] = []
    for block in blocks(Source.of("text.md", markdown)):
        words = words_of((block.span,))
        mark = numbering.leading_mark(words) if block.mark else None
        body = words[mark[1] :].strip() if mark else words
        level = 0 if not block.mark else 1 if block.mark.isdigit() else 3 if _is_numeral(block.mark, found) else 2
        text_before = next((one for one in reversed(found) if one.sort is Sort.TEXT), None)
        if block.sort is Sort.TEXT and not mark and text_before and body[:1].islower() and not _ended(text_before):
            at = found.index(text_before)
            found[at] = Written(Sort.TEXT, text_before.level, text_before.mark, f"{text_before.words} {body}")
        else:
            found.append(Written(block.sort, level, words[: mark[1]] if mark else "", body))
    yield from found


def _is_numeral(mark: str, found: list[Written]) -> bool:
    before = next((one for one in reversed(found) if one.level), None)
    return bool(re.fullmatch("[ivx]+", mark)) and before is not None and (before.level == 3 or mark == "i")


def _ended(written: Written) -> bool:
    return numbering.sentence_ended(written.words)


def typed(markdown: str = PRESIDENTS_DRAFT) -> bytes:
    """The file with its numbers typed, a tab after each."""

    def add(document: Document, written: Written) -> None:
        document.add_paragraph(f"{written.mark}\t{written.words}" if written.mark else written.words)

    return _saved(markdown, add)


def automatic(markdown: str = PRESIDENTS_DRAFT) -> bytes:
    """The file with numbers that Word counts: `1.`, `(a)`, `(i)`."""

    def add(document: Document, written: Written) -> None:
        paragraph = document.add_paragraph(written.words)
        if written.level:
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{written.level - 1}"/><w:numId w:val="77"/></w:numPr>'
                )
            )

    return _saved(markdown, add, prepare=_with_lists)


LISTS = """\
<w:abstractNum {ns} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>"""


def _with_lists(document: Document) -> None:
    root = document.part.numbering_part.element
    first = root.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}num")
    first.addprevious(parse_xml(LISTS.format(ns=nsdecls("w"))))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _saved(
    markdown: str, add: Callable[[Document, Written], None], prepare: Callable[[Document], None] = lambda _: None
) -> bytes:
    document = docx.Document()
    prepare(document)
    for written in paragraphs_of(markdown):
        if written.sort is Sort.HEADING:
            document.add_heading(written.words, 2)
        else:
            add(document, written)
    return saved(document)


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()
