"""One draft in three forms (Markdown, Word with typed numbers, Word that numbers by itself) has the same passages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ccmcheck.drafts.model import Draft
from tests.drafts.outline import draft_of, outline
from tests.drafts.word_files import saved

EXAMPLES = int(os.environ.get("CCMCHECK_EXAMPLES", "60"))
W = nsdecls("w")
LIST, BULLETS = 77, 78
LISTS = f"""\
<w:abstractNum {W} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum {W} w:abstractNumId="78">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:abstractNum {W} w:abstractNumId="79"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum {W} w:abstractNumId="80">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
</w:abstractNum>"""


class Block(NamedTuple):
    """A paragraph: a number's list and level, a bullet's depth, a heading, a row of cells, or plain text."""

    kind: str
    level: int
    words: str
    cells: tuple[str, ...] = ()


WORDS = st.sampled_from(
    ["The Meeting decided:", "Universalization: Japan;", "Convene a meeting in Geneva.", "victim assistance",
     "as follows:", "Japan and Laos", "in 2012 and 2013.", "The Unit shall report. It shall be small.", "Coordinators"]
)  # fmt: skip
CELLS = st.sampled_from(
    ["Working group", "2012", "Japan", "", "Portugal (2012-2013)", "State", "Universalization", "Laos; Chad"]
)
ROW = st.tuples(CELLS, CELLS, CELLS).filter(any)
NUMBERED = st.builds(Block, st.just("number"), st.integers(0, 2), WORDS)
BULLET = st.builds(Block, st.just("bullet"), st.integers(0, 1), WORDS)
PLAIN = st.builds(Block, st.just("plain"), st.just(0), WORDS)
HEADING = st.builds(Block, st.just("heading"), st.just(0), st.sampled_from(["Meetings", "Coordinators", "The Unit"]))
TABLE = st.lists(ROW, min_size=1, max_size=3).map(
    lambda rows: Block("table", 0, "", tuple("|".join(row) for row in rows))
)
BLOCKS = st.lists(NUMBERED | BULLET | PLAIN | HEADING | TABLE, min_size=1, max_size=9)


def marked(blocks: list[Block]) -> Iterator[tuple[str, Block]]:
    """Each block with its number as Word would show it."""
    counts = [0, 0, 0]
    for block in blocks:
        if block.kind != "number":
            yield "", block
            continue
        for above in range(block.level):
            counts[above] = counts[above] or 1
        counts[block.level] += 1
        counts[block.level + 1 :] = [0] * (2 - block.level)
        number, letter, numeral = counts
        yield (f"{number}.", f"({chr(96 + letter)})", f"({'i' * numeral if numeral < 4 else 'iv'})")[block.level], block


def markdown(blocks: list[Block]) -> bytes:
    lines = []
    for mark, block in marked(blocks):
        match block.kind:
            case "heading":
                lines.append(f"## {block.words}")
            case "bullet":
                lines.append(f"{'    ' * block.level}- {block.words}")
            case "table":
                lines.append("\n".join(f"| {row.replace('|', ' | ')} |" for row in block.cells))
            case _:
                lines.append(f"{mark} {block.words}".strip())
    return "\n\n".join(lines).encode()


def word(blocks: list[Block], *, automatic: bool) -> bytes:
    made = docx.Document()
    with_lists(made)
    for mark, block in marked(blocks):
        match block.kind:
            case "heading":
                made.add_heading(block.words, 2)
            case "bullet":
                numbered(made, block.words, block.level, BULLETS)
            case "table":
                rows = [row.split("|") for row in block.cells]
                table = made.add_table(rows=len(rows), cols=len(rows[0]))
                for row, texts in zip(table.rows, rows, strict=True):
                    for cell, text in zip(row.cells, texts, strict=True):
                        cell.text = text
            case "number" if automatic:
                numbered(made, block.words, block.level, LIST)
            case _:
                made.add_paragraph(f"{mark}\t{block.words}" if mark else block.words)
    return saved(made)


def with_lists(made: Document) -> None:
    root = made.part.numbering_part.element
    first = root.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}num")
    for pattern in re.findall(r"<w:abstractNum .*?</w:abstractNum>", LISTS, re.DOTALL):
        first.addprevious(parse_xml(pattern))
    for list_ in (LIST, BULLETS, 79, 80):
        root.append(parse_xml(f'<w:num {W} w:numId="{list_}"><w:abstractNumId w:val="{list_}"/></w:num>'))


def numbered(made: Document, words: str, level: int, list_: int) -> None:
    properties = made.add_paragraph(words)._p.get_or_add_pPr()
    inner = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/>'
    properties.append(parse_xml(f"<w:numPr {W}>{inner}</w:numPr>"))


def headings(draft: Draft) -> list[str]:
    return [draft.reading(one.heading).text if one.heading is not None else "" for one in draft.passages]


@settings(max_examples=EXAMPLES, deadline=None)
@given(BLOCKS)
@example(
    [Block("number", 0, "As follows:"), Block("bullet", 0, "a:"), Block("bullet", 1, "b"), Block("bullet", 0, "c")]
)
@example([Block("number", 0, "As follows:"), Block("table", 0, "", ("Working group|2012|", "Clearance|Japan|"))])
@example([Block("heading", 0, "A"), Block("number", 0, "One."), Block("heading", 0, "B"), Block("plain", 0, "Two.")])
def test_the_three_forms_have_the_same_passages(blocks: list[Block]) -> None:
    first = draft_of("draft.md", markdown(blocks))
    for automatic in (False, True):
        other = draft_of("draft.docx", word(blocks, automatic=automatic))
        assert list(outline(other)) == list(outline(first))
        assert headings(other) == headings(first)
        assert [one.front for one in other.passages] == [one.front for one in first.passages]
        assert [one.is_header for one in other.passages] == [one.is_header for one in first.passages]


def test_levels_with_points_and_capital_numerals() -> None:
    texts = {79: [(0, "1. Meetings"), (1, "1.1 In Geneva."), (1, "1.2 In Oslo."), (0, "2. Unit")]}
    texts[80] = [(0, "I. Decides to meet;"), (0, "II. Decides to close.")]
    for list_, lines in texts.items():
        made, typed = docx.Document(), docx.Document()
        with_lists(made)
        for level, line in lines:
            numbered(made, line.partition(" ")[2], level, list_)
            typed.add_paragraph(line)
        expected = list(outline(draft_of("draft.md", "\n\n".join(line for _, line in lines).encode())))
        assert list(outline(draft_of("draft.docx", saved(made)))) == expected
        assert list(outline(draft_of("draft.docx", saved(typed)))) == expected


def test_a_cell_over_rows_and_columns_counts_for_all_of_them() -> None:
    made = docx.Document()
    made.add_paragraph("1. Coordinators:")
    table = made.add_table(rows=3, cols=3)
    for at, text in enumerate(("Working group", "2012", "2013")):
        table.cell(0, at).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Universalization"
    table.cell(1, 1).text, table.cell(1, 2).text = "Japan", "Laos"
    table.cell(2, 1).merge(table.cell(2, 2)).text = "Portugal"
    assert list(outline(draft_of("draft.docx", saved(made))))[2:] == [
        "paragraph 1, row 1 < paragraph 1: | Working group = Universalization | 2012 = Japan | 2013 = Laos",
        'paragraph 1, row 2 < paragraph 1: | Working group = " Universalization | 2012 = Portugal | 2013 = " Portugal',
    ]


def test_a_bold_first_row_names_the_columns_whatever_its_words() -> None:
    made = docx.Document()
    made.add_paragraph("1. Coordinators:")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip(table.rows[0].cells, ("Focal point for", "Nation"), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for cell, text in zip(table.rows[1].cells, ("Universalization", "Japan"), strict=True):
        cell.text = text
    text = "1. Coordinators:\n\n| Focal point for | Nation |\n| --- | --- |\n| Universalization | Japan |"
    assert list(outline(draft_of("draft.docx", saved(made)))) == list(outline(draft_of("draft.md", text.encode())))
    for cell in table.rows[1].cells:
        cell.paragraphs[0].runs[0].bold = True
    assert [one.is_header for one in draft_of("draft.docx", saved(made)).passages] == [False, False, False]
