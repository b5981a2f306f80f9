"""The President's draft read from Markdown and from both Word forms: one programme, no sentence lost."""

from __future__ import annotations

import html

import pytest

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.document.programme import read
from ccmcheck.document.validation import plain
from ccmcheck.drafts.diff import differences
from ccmcheck.drafts.interpret import Interpretation
from ccmcheck.judge.check import check
from ccmcheck.judge.summary import exit_code, summary
from ccmcheck.report import FORMATS
from tests.drafts.readings import PRESIDENTS_DRAFT, findings, report_on, rulebook, understood_file
from tests.drafts.word_files import automatic, typed

FORMS = {
    "Markdown": lambda: understood_file("draft.md", PRESIDENTS_DRAFT.encode()),
    "plain text": lambda: understood_file("draft.txt", PRESIDENTS_DRAFT.encode()),
    "Word, numbers typed": lambda: understood_file("draft.docx", typed()),
    "Word, numbers automatic": lambda: understood_file("draft.docx", automatic()),
}


@pytest.fixture(params=list(FORMS))
def draft(request: pytest.FixtureRequest) -> Interpretation:
    return FORMS[request.param]()


def test_the_programme_is_the_sample_of_the_same_paper(draft: Interpretation) -> None:
    # The paper does not say in which country Geneva lies; everything else of the sample stands in it.
    source = Source.of("2012-draft.yaml", resources.read("samples", "2012-draft.yaml"))
    sample = read(source, rulebook().vocabulary, rulebook().names).root
    assert list(differences(sample, draft.programme.root)) == ["/meetings/0/country"]


def test_the_facts_of_the_paper(draft: Interpretation) -> None:
    data = plain(draft.raw)
    first, third = data["meetings"]
    assert (first["start"], first["end"], first["venue"], first["city"], first["languages"]) == (
        "2012-04-16", "2012-04-19", "World Meteorological Organization", "Geneva", ["English", "French", "Spanish"],
    )  # fmt: skip
    assert set(first["interpretation_funding"]) == {"_"}
    assert (third["start"], third["end"], third["country"], third["president"]) == (
        "2012-XX-XX", "2012-XX-XX", "Norway", "[name, title and State party]",
    )  # fmt: skip
    assert [[one["years"] for one in group["coordinators"]] for group in data["working_groups"]] == 6 * [
        [[2012], [2012, 2013]]
    ]
    assert [area["topic"] for area in data["thematic_areas"]] == ["reporting", "national-implementation-measures"]


def test_nothing_is_violated_and_every_blank_stands_at_its_paragraph(draft: Interpretation) -> None:
    report = report_on(draft)
    assert exit_code(report) == 0
    # “No later than the Third Meeting” leaves a day open, and is no blank.
    assert (summary(report).violated, summary(report).undecided, summary(report).blanks) == (0, 6, 21)
    places = [blank.place.label.partition(", “")[0] for blank in report.blanks]
    assert {place: places.count(place) for place in places} == {
        "paragraph 1": 3, "paragraph 2(b)": 1, "paragraph 5": 3, "paragraph 4(a)": 1,
        **{f"paragraph 3({letter})": 2 for letter in "abcdef"}, "paragraph 3(g)": 1, "paragraph 3(h)": 1,
    }  # fmt: skip


def test_its_findings_are_the_same_in_every_form(draft: Interpretation) -> None:
    assert findings(draft) == findings(FORMS["Markdown"]())


def test_every_sentence_is_used_or_listed(draft: Interpretation) -> None:
    used = {said.start for said in _used(draft)}
    listed = {sentence.start for sentence in draft.listed}
    assert used.isdisjoint(listed)
    assert used | listed == {told.sentence.start for told in draft.parsed}


def test_no_letter_of_the_text_stands_outside_a_sentence(draft: Interpretation) -> None:
    text = draft.draft.source.text
    kept = [" "] * len(text)
    for told in draft.parsed:
        for at in range(told.sentence.start, told.sentence.end):
            kept[at] = text[at]
    marks = {passage.label.rpartition("(")[2].rstrip(")") for passage in draft.draft.passages}
    left = "".join(char for char, held in zip(text, kept, strict=True) if held == " ")
    assert {
        word for word in left.replace("(", " ").replace(")", " ").replace(".", " ").split() if word.isalnum()
    } <= marks


def _used(draft: Interpretation) -> list[object]:
    listed = {id(sentence) for sentence in draft.listed}
    return [told.sentence for told in draft.parsed if id(told.sentence) not in listed]


def test_the_report_of_a_rulebook_run_is_that_of_check() -> None:
    found = FORMS["Markdown"]()
    assert check([found.programme], rulebook()).documents[0].path == "draft.md"


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "gitlab", "markdown", "html"])
def test_every_report_names_the_paragraph_with_its_words_and_the_remarks(form: str) -> None:
    slips = PRESIDENTS_DRAFT.replace("16 to 19 April 2012", "16 to 21 April 2012")
    told = html.unescape(FORMATS[form](report_on(understood_file("draft.docx", automatic(slips)))))
    assert "paragraph 2(b), “from 16 to 21 April 2012”" in told
    assert "belong together without a comma" in told
