"""Paragraphs of the real decision and of small invented ones, and where quotations stand in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccmcheck.base import resources
from ccmcheck.base.source import Source, Span
from ccmcheck.language.formatting import formatted
from ccmcheck.prose.decision import Decision, elsewhere, miscited, nearest, quoted, read, uncited

TEXT = resources.read("rules", "sources/beirut-2011.md")
BODY = TEXT.index("1. At its")
BEIRUT, COMPLAINTS = read(Source.of("beirut-2011.md", TEXT))


def decision(text: str) -> Decision:
    return read(Source.of("test.md", text))[0]


def words_of(text: str) -> dict[str, str]:
    """The own words of every paragraph, without its number."""
    found = decision(text)
    return {label: re.sub(r"^\S+ ?", "", found.own_text_of(label)) for label in found.labels()}


def letters(text: str) -> str:
    """Letters, figures and brackets only."""
    return re.sub(r"[^\w()]|_", "", text)


# -- the real decision --------------------------------------------------------------------------------------------


def test_every_paragraph_of_the_decision() -> None:
    assert COMPLAINTS == ()
    assert " ".join(BEIRUT.labels()) == (
        "1 2 2(a) 2(b) 2(c) 2(c)(i) 2(c)(ii) 2(c)(iii) 2(c)(iv) 2(c)(v) 2(c)(vi) 2(d) 2(d)(i) 2(d)(ii) 2(e) "
        "3 3(a) 3(b) 3(c) 3(d) 3(e) 3(f) 3(g) 3(h) 4 4(a) 4(b) 4(c) 4(d) 4(e) 4(f) 4(g) 5"
    )


HELD = [
    ("1", "At its ____ plenary meeting on ____ September 2011"),
    ("1", r"At its \_\_\_\_ plenary meeting"),
    ("1", "(CCM/MSP/2011/WP.___)"),
    ("2", "for a duration of up to five days"),
    ("2(a)", "for a duration of up to five days"),
    ("2(a)", "(a) Convene annually"),
    ("2(a)", "for  a\n   duration of up\tto five days;"),
    ("2(c)", "with each working group led by one or two coordinators"),
    ("2(c)", "Establish working groups on: (i) General status"),
    ("2(c)", "(iv) Clearance and risk reduction; (v) Stockpile destruction and retention;"),
    ("2(c)", "(vi) Cooperation and assistance; with each working group"),
    ("2(c)(iv)", "Clearance and risk reduction"),
    ("2(d)", "in addition to the working group coordinators"),
    ("3", "The working group coordinators will explore to the extent possible practical collaboration"),
    ("3", "in 2012 and 2013 (State party). The working group coordinators"),
    ("4", "The Meeting decided: (a) To establish as soon as possible"),
    ("4", "for the decision of the States parties to the Convention The Meeting decided:"),
    ("4(a)", "shall be independent and shall not be formally linked to any other"),
    ("4(b)", "independence"),
    ("5", "designate [name, title and State party] as the President"),
    ("5", "designate [*name, title and State party*] as the President"),
    ("5", "from __________ to ____ 2012 in Norway."),
]


@pytest.mark.parametrize(("label", "quotation"), HELD)
def test_quotation_is_held(label: str, quotation: str) -> None:
    span = quoted(BEIRUT, label, quotation)
    assert span is not None
    assert letters(quotation) == letters(span.text.replace("Reissued for technical reasons on 14 September 2011", ""))


@pytest.mark.parametrize(
    ("label", "quotation"),
    [
        ("2(b)", "for a duration of up to five days"),
        ("2(a)", "for a duration of up to six days"),
        ("2(a)", "For a duration of up to five days"),
        ("2(a)", "of up to five day"),
        ("2(a)", "duration up to five days"),
        ("2(c)(iv)", "Stockpile destruction"),
        ("2(c)(iv)", "Reissued for technical reasons"),
        ("2(c)", "Reissued for technical reasons"),
        ("2(c)(vi)", "with each working group"),
        ("2(c)", "Establish working groups on: with each working group"),
        ("2(d)", "with each working group"),
        ("3(h)", "The working group coordinators will explore"),
        ("1", "At its plenary meeting"),
        ("4(b)", "dependence"),
        ("5", "Second Meeting of the States Parties"),
        ("9", "independence"),
        ("4(b)", ""),
        ("4(b)", " \n*"),
    ],
)
def test_quotation_is_not_held(label: str, quotation: str) -> None:
    assert quoted(BEIRUT, label, quotation) is None


def test_place_of_a_quotation() -> None:
    span = quoted(BEIRUT, "4(a)", "shall not be formally linked")
    assert span is not None
    assert span.text == "shall\n\nnot be formally linked"
    end = quoted(BEIRUT, "5", "from ____ to ____")
    assert end is not None
    assert end.text == r"from \_\_\_\_\_ to \_\_\_\_\_"


def test_the_words_of_a_paragraph_as_a_reader_sees_them() -> None:
    assert BEIRUT.text_of("2(d)") == (
        "(d) Establish, in addition to the working group coordinators, one coordinator to lead each of the thematic "
        "areas of: (i) Reporting; (ii) National implementation measures;"
    )
    assert BEIRUT.own_text_of("2(c)") == (
        "(c) Establish working groups on: with each working group led by one or two coordinators from the States "
        "parties to the Convention;"
    )
    assert BEIRUT.text_of("5").endswith("from _____ to _____ 2012 in Norway.")
    assert BEIRUT.text_of("6") == BEIRUT.own_text_of("6") == ""


def test_the_decision_holds_every_sentence_once() -> None:
    body = TEXT[BODY:].replace("Reissued for technical reasons on 14 September 2011.", "")
    assert letters("".join(BEIRUT.text_of(label) for label in "12345")) == letters(body)


# -- invented decisions -------------------------------------------------------------------------------------------

TEXTS = {
    "preamble and headings are in no paragraph": (
        "# Title\n\n(a) of the agenda\n\nText\n\n1. One.\n\n## Heading\n\n2. Two.",
        {"1": "One.", "2": "Two."},
    ),
    "no empty lines between items": (
        "1. Decided on:\n(a) one thing;\n(b) another\nthing.\n2. Two.",
        {"1": "Decided on:", "1(a)": "one thing;", "1(b)": "another thing.", "2": "Two."},
    ),
    "a line that begins like an item inside a sentence": (
        "1. As paragraph 2\n(c) of the decision asks.",
        {"1": "As paragraph 2 (c) of the decision asks."},
    ),
    "two marks on one line": (
        "1. (a) One;\n\n(b) (i) Two;\n\n(ii) Three.",
        {"1": "", "1(a)": "One;", "1(b)": "", "1(b)(i)": "Two;", "1(b)(ii)": "Three."},
    ),
    "marks in bold, escaped or French": (
        "**1. Title.**\n\na) One;\n\nb) two.\n\n2\\. Two.",
        {"1": "Title.", "1(a)": "One;", "1(b)": "two.", "2": "Two."},
    ),
    "a letter (i)": (
        "1. On:\n\n(h) one;\n\n(i) two;\n\n(j) three.",
        {"1": "On:", "1(h)": "one;", "1(i)": "two;", "1(j)": "three."},
    ),
    "tails of two lists": (
        "1. On:\n\n(a) one of:\n\n(i) x;\n\n(ii) y;\n\nin turn;\n\n(b) two.\n\nAll of this is done.\n\n2. Two.",
        {
            "1": "On: All of this is done.",
            "1(a)": "one of: in turn;",
            "1(a)(i)": "x;",
            "1(a)(ii)": "y;",
            "1(b)": "two.",
            "2": "Two.",
        },
    ),
    "a second block after a tail": (
        "1. On:\n\n(a) one;\n\n(b) two.\n\nAll of this\n\nis done.\n\nAnd well.\n\n2. Two.",
        {"1": "On: All of this is done. And well.", "1(a)": "one;", "1(b)": "two.", "2": "Two."},
    ),
    "a page break, a page number and a footnote in a sentence": (
        "1. The Unit shall\n\n\\_\\_\\_\\_\n\n\\* Reissued.\nTwice.\n\n---\n\n4\n\nnot be linked.\n\n2. Two.",
        {"1": "The Unit shall not be linked.", "2": "Two."},
    ),
    "a page break after a sentence, inside an item": (
        "1. On:\n\n(a) one. Two.\n\n---\n\nThree;\n\n(b) four.",
        {"1": "On:", "1(a)": "one. Two. Three;", "1(b)": "four."},
    ),
    "a blank at the start of a line": (
        "1. From\n\\_\\_\\_\\_\nto\n____ 2012.",
        {"1": "From ____ to ____ 2012."},
    ),
    "footnote numbers, emphasis, line breaks and characters without width": (
        "1. The *Unit*[^1] and\\\nthe __Centre__ de\u00adcide on \\[sic\\] snake_case.\n\n[^1]: A note.",
        {"1": "The Unit and the Centre decide on [sic] snake_case."},
    ),
    "Windows line ends and a byte order mark": (
        "\ufeff1. One\r\ntwo:\r\n\r\n(a) three.\r\n",
        {"1": "One two:", "1(a)": "three."},
    ),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_paragraphs(text: str, expected: dict[str, str]) -> None:
    assert words_of(text) == expected


@pytest.mark.parametrize(
    ("text", "quotation", "held"),
    [
        ("the imple-\nmentation of", "the implementation of", True),
        ("cost-\neffective work", "cost-effective work", True),
        ("cost-effective work", "cost-\neffective work", True),
        ("cost-effective work", "costeffective work", False),
        ("costeffective work", "cost-effective work", False),
        ("imple-\n\n---\n\nmentation of", "implementation of", True),
        ("pre-\nand post-conflict", "pre- and post-conflict", True),
        ("held 12-\n16 September", "12-16 September", True),
        ("held 12-\n16 September", "1216 September", False),
        ("de\u00adcide", "decide", True),
        ("a “Unit’s” seat", 'a "Unit\'s" seat', True),
        ('a "Unit\'s" seat', "a “Unit’s” seat", True),
        ("16\u00a0April", "16 April", True),
        ("San Jose\u0301", "San José", True),
        ("San José", "San Jose", False),
        ("*name*, _title_", "name, title", True),
        ("name, title", "_name_, *title*", True),
        (r"from \_\_\_\_ to", "from __ to", True),
        ("12–16 September", "12-16 September", False),
        ("the Unit (a.b)", "the Unit (acb)", False),
        ("States parties", "State", False),
        ("the re-\nport", "the reports", False),
    ],
)
def test_what_counts_as_the_same_letters(text: str, quotation: str, held: bool) -> None:
    assert (quoted(decision(f"1. {text}"), "1", quotation) is not None) is held


# -- complaints ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("source-unnumbered", 1)]),
        ("# Title\n\nOnly prose.\n\n(a) and an item.", [("source-unnumbered", 1)]),
        ("1. One.\n\n1. Two.", [("paragraph-repeated", 3)]),
        ("1. On:\n\n(a) x;\n\n(b) y;\n\n(b) z;\n\n(a) w.", [("paragraph-repeated", 7), ("paragraph-repeated", 9)]),
        ("1. One.\n\n2. Two.", []),
    ],
)
def test_complaints_about_a_text(text: str, expected: list[tuple[str, int]]) -> None:
    _, complaints = read(Source.of("test.md", text))
    assert [(each.code, each.span.position.line) for each in complaints] == expected


def test_a_repeated_number_names_both_places() -> None:
    text = decision("1. One.\n\n1. Two.")
    _, (complaint,) = read(text.source)
    assert complaint.message == "each paragraph needs a number of its own, but `1` stands on line 1 already"
    assert [each.span.text for each in complaint.related] == ["1. One."]
    assert text.text_of("1") == "1. One."


def spans(label: str) -> tuple[Span, Span]:
    cited = Source.of("test.rules", f'under {label} "…"')
    return cited.span(6, 6 + len(label)), cited.span(7 + len(label), 10 + len(label))


@pytest.mark.parametrize(
    ("label", "quotation", "code", "advice"),
    [
        ("2(g)", "x", "paragraph-missing", "It has `2(a)` to `2(e)`."),
        ("2(c)(ix)", "x", "paragraph-missing", "It has `2(c)(i)` to `2(c)(vi)`."),
        ("2(a)(i)", "x", "paragraph-missing", "It has `2(a)` to `2(e)`."),
        ("12", "x", "paragraph-missing", "It has `1` to `5`."),
        ("2c", "x", "paragraph-missing", "did you mean `2(c)`?"),
        ("2(b)", "up to five days", "quotation-missing", "Paragraph `2(a)` holds these words."),
        ("2(c)(iv)", "with each working group", "quotation-missing", "Paragraph `2(c)` holds these words."),
        ("2(a)", "of up to six days", "quotation-missing", "The nearest words there are `of up to five days;`."),
        ("4(b)", "independance", "quotation-missing", "The nearest words there are `independence,`."),
        ("2(a)", "zebra", "quotation-missing", "Copy the words from the decision."),
    ],
)
def test_complaints_about_a_citation(label: str, quotation: str, code: str, advice: str) -> None:
    at_label, at_quotation = spans(label)
    complaint = miscited(BEIRUT, at_label, at_quotation, quotation)
    assert complaint is not None
    assert complaint.code == code
    assert complaint.span == (at_label if code == "paragraph-missing" else at_quotation)
    assert advice in complaint.help


def test_a_true_citation_is_no_complaint() -> None:
    assert miscited(BEIRUT, *spans("2(a)"), "up to five days") is None


def test_elsewhere_names_the_innermost_paragraph() -> None:
    assert elsewhere(BEIRUT, "Victim assistance") == "2(c)(iii)"
    assert elsewhere(BEIRUT, "with each working group led by") == "2(c)"
    assert elsewhere(BEIRUT, "Second Meeting of the States Parties shall") is None


@pytest.mark.parametrize("text", ["(a) " * 5000, "*" * 50_000, "<!--" * 10_000, "\\" * 50_000, "a-" + " " * 50_000])
def test_a_hostile_text_is_read(text: str) -> None:
    found = decision(f"1. {text}x")
    assert found.labels()[0] == "1"
    assert quoted(found, "1", "y") is None


def test_nearest_is_bounded() -> None:
    long = decision("1. " + "the meeting shall be held in Geneva " * 3000)
    assert nearest(long, "1", "the meeting will be held in Geneva " * 300).startswith("the meeting shall be held")
    assert nearest(long, "7", "the meeting") == ""


# -- laws ---------------------------------------------------------------------------------------------------------

LABELS = st.sampled_from(BEIRUT.labels())


@st.composite
def runs(draw: st.DrawFn) -> tuple[str, str]:
    """A paragraph of the decision and a run of its words."""
    label = draw(LABELS)
    words = BEIRUT.text_of(label).split()
    start = draw(st.integers(0, len(words) - 1))
    return label, " ".join(words[start : draw(st.integers(start + 1, len(words)))])


@given(runs())
def test_any_run_of_words_is_found(run: tuple[str, str]) -> None:
    label, quotation = run
    span = quoted(BEIRUT, label, quotation)
    assert span is not None
    assert decision("1. " + span.text).text_of("1") == f"1. {quotation}"


@given(runs(), st.data())
def test_one_letter_changed_is_not_found(run: tuple[str, str], data: st.DataObject) -> None:
    label, quotation = run
    at = data.draw(st.sampled_from([at for at, letter in enumerate(quotation) if letter.isalnum()] or [None]))
    if at is not None:
        letter = data.draw(st.sampled_from("ßñ7Q"))
        assert quoted(BEIRUT, label, quotation[:at] + letter + quotation[at + 1 :]) is None


@given(st.text(alphabet=" \n*_\\-—“”'ab(c)1.i;é\u0301\u00ad", max_size=60), st.text(max_size=60))
def test_no_input_breaks_reading_or_finding(text: str, quotation: str) -> None:
    found, _ = read(Source.of("test.md", text))
    for label in found.labels():
        quoted(found, label, quotation)
        nearest(found, label, quotation)


NOTE = range(TEXT.index("\\* Reissued"), TEXT.index("14 September 2011."))
SPACES = [at.start() for at in re.finditer(r"(?<=\w) (?=[a-z])", TEXT) if at.start() > BODY and at.start() not in NOTE]


@given(runs(), st.sets(st.sampled_from(SPACES), max_size=20), st.sets(st.sampled_from(SPACES), max_size=3))
def test_line_breaks_and_page_breaks_change_nothing(run: tuple[str, str], lines: set[int], pages: set[int]) -> None:
    label, quotation = run
    text = TEXT
    for at in sorted(lines | pages, reverse=True):
        text = text[:at] + ("\n\n---\n\n\n" if at in pages else "\n") + text[at + 1 :]
    broken = decision(text)
    assert broken.labels() == BEIRUT.labels()
    assert all(broken.own_text_of(each) == BEIRUT.own_text_of(each) for each in broken.labels())
    assert quoted(broken, label, quotation) is not None


# -- numbers of other hands -----------------------------------------------------------------------------------------

NUMBERED = """\
# Decision

## I. Meetings

1. The Meeting decided to meet for no more than two days.

2. It shall be held in Geneva.

2 bis. It shall be short.

## II. Unit

1. The Unit shall have one Director.

1.1 The Unit shall have four staff.

Article 5. The Unit shall be small.

Rule 12. The agenda shall be short.

(b) Orphan letter shall stand.

A. Capital letter shall stand.
"""


def test_a_decision_may_number_in_other_ways() -> None:
    found, complaints = read(Source.of("test.md", NUMBERED))
    assert complaints == ()
    assert found.labels() == (
        "I", "I.1", "I.2", "I.2 bis", "II", "II.1", "II.1.1", "Article 5", "Rule 12", "Rule 12(b)", "Rule 12.A",
    )  # fmt: skip
    assert quoted(found, "I.2 bis", "It shall be short") is not None
    assert quoted(found, "II.1.1", "four staff") is not None
    assert quoted(found, "II.1", "four staff") is not None
    assert quoted(found, "I.1", "four staff") is None
    assert found.above("II.1.1") == ("II.1", "II")
    assert found.above("Rule 12(b)") == ("Rule 12",)


@pytest.mark.parametrize("label", read(Source.of("test.md", NUMBERED))[0].labels())
def test_every_number_can_be_cited_in_a_rules_file(label: str) -> None:
    text = f'unchecked {label}, 1 because "no rule"\n'
    assert formatted(Source.of("test.rules", text)) == text


def test_a_number_that_is_in_two_parts_is_cited_with_its_part() -> None:
    found, _ = read(Source.of("test.md", NUMBERED))
    at_label, at_quotation = spans("1")
    complaint = miscited(found, at_label, at_quotation, "It shall be held")
    assert complaint is not None
    known = "`I` to `II`, `Article 5` and `Rule 12`"
    assert (complaint.code, complaint.help) == (
        "paragraph-missing", f"Paragraph `I.2` holds these words. It has {known}.",
    )  # fmt: skip


RUNNING_ON = """\
1. It met.

## I. Opening

2. It opened.

3. It decided to:

(a) Meet.

## II. Budget

4. It costs.
"""


@pytest.mark.parametrize(("label", "advice"), [
    ("40", "It has `1` to `4` and `I` to `II`."),
    ("V", "It has `1` to `4` and `I` to `II`."),
    ("3(b)", "It has `3(a)`."),
    ("II.9", "It has `4`."),
])  # fmt: skip
def test_numbers_that_run_on_across_headings_can_be_cited(label: str, advice: str) -> None:
    found, _ = read(Source.of("test.md", RUNNING_ON))
    complaint = uncited(found, spans(label)[0])
    assert complaint is not None
    assert complaint.help == advice


ARTICLES = """\
{0} 11

Meetings

1. The States Parties shall meet.

2. They shall begin early.

{0} 12: Review Conferences

1. A Review Conference shall be convened.

{0} 14

1. It costs.
"""


@pytest.mark.parametrize("heading", ["Article", "ARTICLE", "## Article", "## ARTICLE", "**ARTICLE"])
def test_the_headings_of_articles(heading: str) -> None:
    text = ARTICLES.format(heading).replace("**ARTICLE 11", "**ARTICLE 11**").replace("**ARTICLE 14", "**ARTICLE 14**")
    found, complaints = read(Source.of("test.md", text.replace("Review Conferences", "**" * ("**" in text))))
    assert complaints == ()
    assert found.labels() == (
        "Article 11", "Article 11(1)", "Article 11(2)", "Article 12", "Article 12(1)", "Article 14", "Article 14(1)",
    )  # fmt: skip


HEADLESS = "No heading `Article 13` was recognised: it stands on a line of its own, with a title behind it or without."


@pytest.mark.parametrize(
    ("label", "advice"),
    [
        ("12(1)", "did you mean `Article 12(1)`? It has `Article 11` to `Article 12` and `Article 14`."),
        ("Article 12.1", "did you mean `Article 12(1)`? It has `Article 12(1)`."),
        ("11.2", "did you mean `Article 11(2)`? It has `Article 11` to `Article 12` and `Article 14`."),
        ("Article 11(3)", "It has `Article 11(1)` to `Article 11(2)`."),
        ("Article 13(1)", f"{HEADLESS} It has `Article 11` to `Article 12` and `Article 14`."),
    ],
)
def test_an_article_is_cited_by_its_name(label: str, advice: str) -> None:
    at_label, at_quotation = spans(label)
    complaint = miscited(read(Source.of("test.md", ARTICLES.format("Article")))[0], at_label, at_quotation, "x")
    assert complaint is not None
    assert (complaint.code, complaint.help) == ("paragraph-missing", advice)
