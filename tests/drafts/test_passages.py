"""What hangs under what in a draft: items, rows of tables, headings, footnotes, drafts without numbers."""

from __future__ import annotations

import pytest

from tests.drafts.outline import draft_of, outline

# A text, and its outline as a careful reader has it.
CASES = {
    "bullets belong to the paragraph before them": (
        "2. The coordinators are:\n\n- Universalization: Japan;\n- Clearance: Ireland\n\n3. Next.",
        """
        paragraph 2: The coordinators are:
        paragraph 2, item 1 < paragraph 2: Universalization: Japan;
        paragraph 2, item 2 < paragraph 2: Clearance: Ireland
        paragraph 3: Next.
        """,
    ),
    "bullets in bullets": (
        "2. Decides on:\n- working groups:\n  - Universalization\n  - Clearance\n- a committee",
        """
        paragraph 2: Decides on:
        paragraph 2, item 1 < paragraph 2: working groups:
        paragraph 2, item 1, item 1 < paragraph 2, item 1: Universalization
        paragraph 2, item 1, item 2 < paragraph 2, item 1: Clearance
        paragraph 2, item 2 < paragraph 2: a committee
        """,
    ),
    "bullets under a letter, and the next letter": (
        "2. Decides:\n\n(a) To meet:\n\n• in Geneva;\n\n• in Oslo;\n\n(b) To close.",
        """
        paragraph 2: Decides:
        paragraph 2(a) < paragraph 2: To meet:
        paragraph 2(a), item 1 < paragraph 2(a): in Geneva;
        paragraph 2(a), item 2 < paragraph 2(a): in Oslo;
        paragraph 2(b) < paragraph 2: To close.
        """,
    ),
    "a star behind a word, and its note": (
        "2. Decides:\n\n(a) To meet in Geneva*;\n\n(b) To *really* close.\n\n\\* If there are funds.",
        """
        paragraph 2: Decides:
        paragraph 2(a) < paragraph 2: To meet in Geneva;
        paragraph 2(b) < paragraph 2: To really close.
        footnote to paragraph 2(a) < paragraph 2(a): * If there are funds.
        """,
    ),
    "rows without bullets after a colon": (
        "2. The coordinators are:\n\nUniversalization: Japan\n\nClearance: Ireland\n\nThe Meeting thanked them.",
        """
        paragraph 2: The coordinators are:
        paragraph 2, item 1 < paragraph 2: Universalization: Japan
        paragraph 2, item 2 < paragraph 2: Clearance: Ireland
        paragraph 2 < paragraph 2: The Meeting thanked them.
        """,
    ),
    "the end of a list hangs under its paragraph": (
        "2. On:\n\n(a) groups on:\n\n(i) clearance;\n\n(ii) reporting;\n\nwith two coordinators each;\n\n(b) more.",
        """
        paragraph 2: On:
        paragraph 2(a) < paragraph 2: groups on:
        paragraph 2(a)(i) < paragraph 2(a): clearance;
        paragraph 2(a)(ii) < paragraph 2(a): reporting;
        paragraph 2(a) < paragraph 2(a): with two coordinators each;
        paragraph 2(b) < paragraph 2: more.
        """,
    ),
    "a sentence without a number opens the letters below it": (
        "4. A unit is needed.\n\nThe Meeting decided:\n\n(a) To establish it;",
        """
        paragraph 4: A unit is needed.
        paragraph 4 < paragraph 4: The Meeting decided:
        paragraph 4(a) < paragraph 4: To establish it;
        """,
    ),
    "a page break in a sentence": (
        "1. The Unit shall\n\n---\n\nnot be linked to\n\n---\n\nOslo. It reports.",
        "paragraph 1: The Unit shall not be linked to Oslo. / It reports.",
    ),
    "a sentence never swallows the next": (
        "2. Coordinators\n\nJapan will coordinate\n\nThe Third Meeting will be held in Oslo",
        """
        paragraph 2: Coordinators
        paragraph 2 < paragraph 2: Japan will coordinate
        paragraph 2 < paragraph 2: The Third Meeting will be held in Oslo
        """,
    ),
    "a table with a header": (
        "2. As follows:\n\n| Group | 2012 |\n| --- | --- |\n| Clearance | Ireland |\n\n3. Next.",
        """
        paragraph 2: As follows:
        paragraph 2, head of the table < paragraph 2: | Group | 2012
        paragraph 2, row 1 < paragraph 2: | Group = Clearance | 2012 = Ireland
        paragraph 3: Next.
        """,
    ),
    "a table without one": (
        "2. As follows:\n\n| Clearance | Ireland |\n| Reporting | Belgium |",
        """
        paragraph 2: As follows:
        paragraph 2, row 1 < paragraph 2: | Clearance | Ireland
        paragraph 2, row 2 < paragraph 2: | Reporting | Belgium
        """,
    ),
    "a table whose header is empty": (
        "2. As follows:\n\n| | |\n|---|---|\n| Clearance | Ireland |",
        """
        paragraph 2: As follows:
        paragraph 2, row 1 < paragraph 2: | Clearance | Ireland
        """,
    ),
    "an empty first cell counts for the row above, an empty other one does not": (
        "2. So:\n\n| Group | State | Years |\n|---|---|---|\n| Clearance | Ireland | 2012 |\n| | Laos | |",
        """
        paragraph 2: So:
        paragraph 2, head of the table < paragraph 2: | Group | State | Years
        paragraph 2, row 1 < paragraph 2: | Group = Clearance | State = Ireland | Years = 2012
        paragraph 2, row 2 < paragraph 2: | Group = " Clearance | State = Laos | Years =
        """,
    ),
    "rows with numbers of paragraphs": (
        "2. So:\n\n| (a) Clearance | Ireland |\n| (b) Reporting | Belgium |\n\n3. Next.",
        """
        paragraph 2: So:
        paragraph 2(a) < paragraph 2: | Clearance | Ireland
        paragraph 2(b) < paragraph 2: | Reporting | Belgium
        paragraph 3: Next.
        """,
    ),
    "numbers that only count the rows of a table": (
        "2. So:\n\n| No. | Group | State |\n|---|---|---|\n| 1. | Clearance | Ireland |\n| 2. | Reporting | Belgium |",
        """
        paragraph 2: So:
        paragraph 2, head of the table < paragraph 2: | No. | Group | State
        paragraph 2, row 1 < paragraph 2: | No. = 1. | Group = Clearance | State = Ireland
        paragraph 2, row 2 < paragraph 2: | No. = 2. | Group = Reporting | State = Belgium
        """,
    ),
    "a table after a heading belongs to no paragraph": (
        "1. One.\n\n## Coordinators\n\n| Group | State |\n|---|---|\n| Clearance | Ireland |\n\n2. Two.",
        """
        paragraph 1: One.
        heading: Coordinators
        under “Coordinators”, head of the table: | Group | State
        under “Coordinators”, row 1: | Group = Clearance | State = Ireland
        paragraph 2: Two.
        """,
    ),
    "a footnote hangs under the words that refer to it": (
        "1. Japan[^a] and Laos.\n\n2. Two.\n\n[^a]: Together with Sweden.",
        """
        paragraph 1: Japan and Laos.
        paragraph 2: Two.
        footnote to paragraph 1 < paragraph 1: Together with Sweden.
        """,
    ),
    "a footnote whose mark is typed does so too": (
        "1. From 11¹ to 14², ⁴ May.\n\n2. Two³.\n\n¹ Together with Sweden.\n\n³ Not yet.",
        """
        paragraph 1: From 11 to 14 May.
        paragraph 2: Two.
        footnote to paragraph 1 < paragraph 1: Together with Sweden.
        footnote to paragraph 2 < paragraph 2: Not yet.
        """,
    ),
    "and one whose mark is a star": (
        "1. *Japan* and Laos\\*.\n\n2. Two.\n\n\\* Together with Sweden.",
        """
        paragraph 1: Japan and Laos*.
        paragraph 2: Two.
        footnote to paragraph 1 < paragraph 1: * Together with Sweden.
        """,
    ),
    "struck words and hidden remarks are not read": (
        "1. The Unit shall ~~not ~~be ~~linked\nor~~ independent<!-- why? -->, 5 ~ 6.\n\n2. \\~~a~~\n\n<!-- b -->",
        """
        paragraph 1: The Unit shall be independent, 5 ~ 6.
        paragraph 2: ~~a~~
        not read, struck-text-not-read: struck through and not read: `not`
        not read, struck-text-not-read: struck through and not read: `linked or`
        not read, comment-not-read: in a comment and not read: `why?`
        not read, comment-not-read: in a comment and not read: `b`
        """,
    ),
    "a letter without numbers": (
        "Dear all,\n\nWe will meet. It starts on Monday.\n\n## Coordinators\n\nThey are:\n\n- Japan\n\nYours truly",
        """
        unnumbered paragraph 1: Dear all,
        unnumbered paragraph 2: We will meet. / It starts on Monday.
        heading: Coordinators
        unnumbered paragraph 1 under “Coordinators”: They are:
        unnumbered paragraph 1 under “Coordinators”, item 1 < unnumbered paragraph 1 under “Coordinators”: Japan
        unnumbered paragraph 2 under “Coordinators”: Yours truly
        """,
    ),
    "Roman numerals": (
        "# Decision\n\nI. Decides to meet;\n\nII. Decides:\n\n(a) to appoint Japan;",
        """
        heading: Decision
        paragraph I: Decides to meet;
        paragraph II: Decides:
        paragraph II(a) < paragraph II: to appoint Japan;
        """,
    ),
    "letters only": (
        "The Meeting decided:\n\n(a) to meet;\n\n(b) to appoint Japan.",
        """
        before paragraph 1: The Meeting decided:
        paragraph (a): to meet;
        paragraph (b): to appoint Japan.
        """,
    ),
    "two parts that begin with 1": (
        "## Meetings\n\n1. In Geneva.\n\n2. In Oslo.\n\n## Unit\n\n1. One Director.",
        """
        heading: Meetings
        paragraph I.1: In Geneva.
        paragraph I.2: In Oslo.
        heading: Unit
        paragraph II.1: One Director.
        """,
    ),
    "headings with numbers": (
        "## I. Meetings\n\n1. In Geneva.\n\n## II. Unit\n\n2. One Director.",
        """
        heading paragraph I: Meetings
        paragraph 1: In Geneva.
        heading paragraph II: Unit
        paragraph 2: One Director.
        """,
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_the_outline_of_a_draft(text: str, expected: str) -> None:
    lines = [line.rstrip() for line in outline(draft_of("draft.md", text.encode()))]
    assert lines == [line.strip() for line in expected.strip().splitlines()]


def test_what_a_passage_knows() -> None:
    draft = draft_of(
        "draft.md", b"# Title\n\n1. One:\n\n(a) two;\n\nCaption\n\n| Group | State |\n|---|---|\n| A | B |"
    )
    heading, one, two, caption, head, row = draft.passages
    assert [each.heading for each in draft.passages] == [None, *[heading] * 5]
    assert (two.opening, row.opening) == (one, caption)
    assert row.table is not None
    assert row.table.before is caption
    assert (head.is_header, row.is_header) == (True, False)
    assert draft.labels == {"1", "1(a)"}
    assert draft.below("1") == {"1(a)"}
    assert draft.below("1(a)") == set()
    assert [each.front for each in draft.passages] == [True, *[False] * 5]


def test_every_letter_of_a_draft_stands_in_a_passage() -> None:
    for text, _ in CASES.values():
        draft = draft_of("draft.md", text.encode())
        held = {at for each in draft.passages for stretch in each.stretches for at in range(stretch.start, stretch.end)}
        left = "".join(char for at, char in enumerate(text) if at not in held)
        assert not left.strip("#-| \n0123456789.()ab<!>"), left
