"""Which number a paragraph has, told from the marks alone, and which paragraph a text without one belongs to."""

from __future__ import annotations

import pytest

from ccmcheck.base.quoting import cited
from ccmcheck.prose.numbering import (
    NumberPath,
    NumberStyle,
    Step,
    label,
    labels,
    leading_mark,
    owner,
    paths,
    sentence_ended,
)

SEQUENCES = {
    "three levels": ("1 2 a b i ii c 3", "1 2 2(a) 2(b) 2(b)(i) 2(b)(ii) 2(c) 3"),
    "numerals right under a number": ("1 i ii 2", "1 1(i) 1(ii) 2"),
    "letters under numerals": ("1 i a b ii", "1 1(i) 1(i)(a) 1(i)(b) 1(ii)"),
    "(i) after (h) is a letter": ("3 a b c d e f g h i j", "3 3(a) 3(b) 3(c) 3(d) 3(e) 3(f) 3(g) 3(h) 3(i) 3(j)"),
    "(i) after (h) is a numeral where (ii) follows": ("3 g h i ii i", "3 3(g) 3(h) 3(h)(i) 3(h)(ii) 3(i)"),
    "(i) after (g) is a numeral": ("3 f g i ii h", "3 3(f) 3(g) 3(g)(i) 3(g)(ii) 3(h)"),
    "(v) ends numerals": ("2 c iv v vi d", "2 2(c) 2(c)(iv) 2(c)(v) 2(c)(vi) 2(d)"),
    "(v) skips in a list of numerals": ("2 c iii v", "2 2(c) 2(c)(iii) 2(c)(v)"),
    "(v) is a letter where no numerals are open": ("2 d v", "2 2(d) 2(v)"),
    "(v) after (u) is a letter": ("2 t u v w x y", "2 2(t) 2(u) 2(v) 2(w) 2(x) 2(y)"),
    "(x) in numerals": ("2 a ix x xi b", "2 2(a) 2(a)(ix) 2(a)(x) 2(a)(xi) 2(b)"),
    "(l) after (k) is a letter": ("2 j k l m", "2 2(j) 2(k) 2(l) 2(m)"),
    "(l) after numerals under (k) is a letter": ("2 j k i ii l", "2 2(j) 2(k) 2(k)(i) 2(k)(ii) 2(l)"),
    "(c) and (d) are never numerals": ("2 b i ii c i d", "2 2(b) 2(b)(i) 2(b)(ii) 2(c) 2(c)(i) 2(d)"),
    "letters go on after (z)": ("2 y z aa bb", "2 2(y) 2(z) 2(aa) 2(bb)"),
    "a new number closes every list": ("1 a i 2 a i", "1 1(a) 1(a)(i) 2 2(a) 2(a)(i)"),
    "a repeated letter stays in its list": ("2 a b b", "2 2(a) 2(b) 2(b)"),
    "a skipped letter stays in its list": ("2 a b e", "2 2(a) 2(b) 2(e)"),
    "a later number between two": ("1 2 2_bis a 2_ter 3", "1 2 2_bis 2_bis(a) 2_ter 3"),
    "levels with points": ("1 1.1 1.2 a 2 2.1 2.1.1 2.1.2 3", "1 1.1 1.2 1.2(a) 2 2.1 2.1.1 2.1.2 3"),
    "points without a number above": ("1.1 1.2 2.1", "1.1 1.2 2.1"),
    "a number with a point that fits nowhere": ("1 2 16.04 3", "1 2 - 3"),
    "capital letters over numbers that go on": ("A 1 2 B 3", "A 1 2 B 3"),
    "numbers begin again in each part": ("I 1 2 II 1 a", "I I.1 I.2 II II.1 II.1(a)"),
    "numerals over letters over numbers": ("I A 1 2 B 1 II A 1", "I I.A I.A.1 I.A.2 I.B I.B.1 II II.A II.A.1"),
    "an initial is no number": ("1 2 H 3", "1 2 - 3"),
    "I after H is a letter": ("A B C D E F G H I J", "A B C D E F G H I J"),
    "Roman numerals alone": ("I II a III IV", "I II II(a) III IV"),
    "articles, each with its numbers": (
        "Article_1 1 a 2 Article_2 1",
        "Article_1 Article_1(1) Article_1(1)(a) Article_1(2) Article_2 Article_2(1)",
    ),
    "one article": ("Article_5 1 2", "Article_5 1 2"),
    "rules and their letters": ("Rule_1 a b Rule_2 a", "Rule_1 Rule_1(a) Rule_1(b) Rule_2 Rule_2(a)"),
    "headings without numbers part what begins again": ("# 1 2 # 1 2", "- I.1 I.2 - II.1 II.2"),
    "headings in one list": ("# 1 2 # 3", "- 1 2 - 3"),
    "a number twice without a heading is the same number": ("1 2 1", "1 2 1"),
    "letters before the first number are none": ("a 1 a", "- 1 1(a)"),
    "letters alone": ("a b i", "(a) (b) (b)(i)"),
}


@pytest.mark.parametrize(("marks", "expected"), SEQUENCES.values(), ids=SEQUENCES)
def test_marks_give_numbers(marks: str, expected: str) -> None:
    found = paths([mark.replace("_", " ") for mark in marks.split()])
    known = labels(found)
    assert [known[path].replace(" ", "_") if path else "-" for path in found] == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. At its", ("1", 2)),
        ("  12.\tText", ("12", 5)),
        ("3) Text", ("3", 2)),
        ("(c) Text", ("c", 3)),
        ("c) Text", ("c", 2)),
        ("(xiv) Text", ("xiv", 5)),
        ("(aa) Text", ("aa", 4)),
        ("7.", ("7", 2)),
        ("", None),
        ("2012. The Meeting", None),
        ("1.5 days", None),
        ("(see) the annex", None),
        ("(mix) of both", None),
        ("(iiii) Text", None),
        ("(s)he", None),
        ("(A) Text", None),
        ("2 bis. It shall", ("2 bis", 6)),
        ("2bis. It shall", ("2 bis", 5)),
        ("1.1 The Unit", ("1.1", 3)),
        ("1.1. the Unit", ("1.1", 4)),
        ("“34. The Unit", ("34", 4)),
        ("« (a) the Unit", ("a", 5)),
        ("I. Meetings", ("I", 2)),
        ("A. Meetings", ("A", 2)),
        ("Article 5. The Unit", ("Article 5", 10)),
        ("Rule 12: the agenda", ("Rule 12", 8)),
        ("Decision 1", ("Decision 1", 10)),
        ("Annex II – Budget", ("Annex II", 8)),
        ("Article 7 of the Convention", None),
        ("12.30 p.m.", None),
        ("16.04.2012 The Meeting", None),
        ("USA. The Meeting", None),
        ("The (a) Text", None),
        ("16 to 19 April", None),
    ],
)
def test_what_is_a_mark(text: str, expected: tuple[str, int] | None) -> None:
    assert leading_mark(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the States parties.", True),
        ("the States parties;", True),
        ("Reporting; and", True),
        ("Reporting, or", True),
        ("(the “Unit”.)", True),
        ("Is it free?", True),
        ("independent and shall", False),
        ("efficiency and", False),
        ("working groups on:", False),
        ("in Geneva,", False),
        ("", False),
    ],
)
def test_sentence_ended(text: str, expected: bool) -> None:
    assert sentence_ended(text) is expected


def path_of(number: str) -> NumberPath:
    steps = number.replace(")", "").split("(") if number else []
    styles = (NumberStyle.NUMBER, NumberStyle.LETTER, NumberStyle.ROMAN)
    return tuple(Step(style, mark) for style, mark in zip(styles, steps, strict=False))


OWNERS = {
    "an unfinished sentence goes on": ("4(a)", "shall", "Not be linked", "4(b)", "4(a)"),
    "an unfinished sentence goes on at the end of a list": ("4(a)(ii)", "and shall", "not be", "5", "4(a)(ii)"),
    "the tail of the inner list": ("2(c)(vi)", "assistance;", "with each group", "2(d)", "2(c)"),
    "the tail of the inner of two lists that end": ("2(c)(vi)", "assistance;", "with each group", "3", "2(c)"),
    "a sentence after two lists that end": ("2(c)(vi)", "assistance.", "The groups will", "3", "2"),
    "a sentence after the inner list only": ("2(c)(vi)", "assistance.", "The groups will", "2(d)", "2(c)"),
    "small letters after a full stop": ("2(c)(vi)", "assistance.", "with each group", "", "2(c)"),
    "a sentence after a list": ("3(h)", "(State party).", "The coordinators will", "4", "3"),
    "a sentence after a list at the end of the text": ("3(h)", "(State party).", "The coordinators", "", "3"),
    "a sentence within a list that goes on": ("4(a)", "by a Director.", "The Unit shall", "4(b)", "4(a)"),
    "a sentence before sub-paragraphs": ("4", "to the Convention.", "The Meeting decided:", "4(a)", "4"),
    "a sentence after a paragraph": ("1", "for consideration.", "It also thanked", "2", "1"),
    "after a colon": ("2(e)", "as follows:", "The Committee", "3", "2(e)"),
}


@pytest.mark.parametrize(("before", "text_before", "text", "following", "expected"), OWNERS.values(), ids=OWNERS)
def test_owner(before: str, text_before: str, text: str, following: str, expected: str) -> None:
    assert label(owner(path_of(before), text_before, text, path_of(following))) == expected


CITED = [
    (("2(a)",), "paragraph 2(a)"),
    (("3(a)", "3(b)"), "paragraphs 3(a), 3(b)"),
    (("2 bis",), "paragraph 2 bis"),
    (("A",), "paragraph A"),
    (("II.1",), "paragraph II.1"),
    (("Article 11(2)",), "Article 11(2)"),
    (("Article 11(2)", "Article 12(1)"), "Article 11(2), Article 12(1)"),
]


@pytest.mark.parametrize(("labels", "expected"), CITED)
def test_what_has_a_name_is_cited_by_it(labels: tuple[str, ...], expected: str) -> None:
    assert cited(*labels) == expected
