"""A page begins with what to change: each slip with its place, what was found and what is needed, remarks last."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.judge.check import Prepared, check
from ccmcheck.report.html import to_html
from ccmcheck.report.shown import ShownFinding
from ccmcheck.run.judged import judge_bytes, with_comments
from ccmcheck.run.library import load_rules, usual_rules
from tests.drafts.word_files import PRESIDENTS_DRAFT, typed

DRAFT = """\
# Work programme for 2012

CCM/MSP/2011/WP.4

1. On 16 September 2011 the Meeting decided on the following work programme.

2. An informal intersessional meeting will be convened in Geneva, Switzerland, at the World Meteorological
Organization, from 3 to 9 September 2012.

3. The States parties decided tentatively to convene a Third Meeting of the States Parties in Oslo, Norway, from 11 to
14 September 2012.
"""


@pytest.fixture(scope="module")
def ready() -> Prepared:
    book, _ = load_rules()
    assert book is not None
    return Prepared(book, verbose=True, whole=True)


def page(name: str, data: bytes, ready: Prepared) -> str:
    html = to_html(judge_bytes(name, data, ready).report)
    return re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:code|bdi|a)\b[^>]*>", "", html)).split())


def verdict(html: str) -> str:
    return plain(html[html.index('<section id="verdict"') :].partition("</section>")[0])


def test_the_first_sentence_says_one_thing(ready: Prepared) -> None:
    (heading,) = re.findall(r'<h2 id="verdict-title">(.*?)</h2>', page("a.md", DRAFT.encode(), ready))
    assert plain(heading) == "Verdict: The programme departs from the decisions that bind it in 4 rules."


def test_what_to_mend_says_what_is_wrong_and_hides_nothing(ready: Prepared) -> None:
    data = resources.read("samples", "2012-slips.yaml").encode()
    said = verdict(page("slips.yaml", data, ready))
    assert "7 rules are broken:" in said
    assert "there are 3 coordinators; needed: 1 or 2 coordinators" in said
    assert "10 to 14 September 2012 is 5 days; needed: at most 4 days" in said
    assert " more " not in said


def test_what_one_place_breaks_is_mended_by_one_change(ready: Prepared) -> None:
    html = page("a.md", DRAFT.encode(), ready)
    assert "where one change must satisfy 3 rules:" in verdict(html)
    assert plain(html).count("one change must satisfy them all") == 3


def test_remarks_follow_the_findings(ready: Prepared) -> None:
    html = page("a.md", DRAFT.replace("3. The States", "5. The States").encode(), ready)
    assert html.index('id="document-1-findings"') < html.index('id="remarks"')


def test_words_that_were_not_understood_are_said_once(ready: Prepared) -> None:
    html = plain(page("a.md", DRAFT.encode(), ready))
    assert html.count("is not understood") == 1


def test_what_is_missing_is_said_beside_no_words(ready: Prepared) -> None:
    html = page("a.md", DRAFT.encode(), ready)
    symbol = html.index("CCM/MSP/2011/WP.4", html.index('<div class="read">'))
    beside = plain(html[symbol : html.index('<div class="passage', symbol)])
    assert "?" not in beside


GROUPS = (
    DRAFT
    + """
4. Two working groups are established, on:

(a) Victim assistance;

(b) Universalization.
"""
)


def test_a_missing_group_is_missed_where_the_groups_are_listed(ready: Prepared) -> None:
    report = judge_bytes("a.md", GROUPS.encode(), ready).report
    (verdict,) = [each for each in report.verdicts if each.rule == "six-working-groups"]
    assert verdict.places[0].label == "paragraph 4, “Two working groups are established, on:”"


def test_comments_in_word_say_the_same_once(ready: Prepared) -> None:
    judged = judge_bytes("draft.docx", typed(PRESIDENTS_DRAFT), ready)
    copy = with_comments(judged)
    assert isinstance(copy, bytes)
    said = [comment.text for comment in docx.Document(io.BytesIO(copy)).comments]
    in_full = [each for each in said if not each.startswith("As in the comment above")]
    assert len(in_full) == len(set(in_full)) < len(said)
    assert "As in the comment above, in paragraph 3(a)." in said


def test_an_end_that_all_share_is_said_once(ready: Prepared) -> None:
    data = resources.read("samples", "2012.yaml").replace("years: [2012]", "years: [2012, 2014]", 1).encode()
    report = judge_bytes("2012.yaml", data, ready).report
    (verdict,) = [each for each in report.verdicts if each.rule == "working-group-terms" and each.outcome == "violated"]
    assert verdict.needed == "2012, or 2012 and 2013, for the years"


def test_a_text_has_paragraphs_and_no_lines(ready: Prepared) -> None:
    (place, *_) = re.findall(r'<p class="place">(.*?)</p>', page("a.md", DRAFT.encode(), ready))
    assert "line" not in plain(place)
    assert "paragraph 2" in plain(place)


def test_places_are_looked_at_as_often_as_there_are_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page on much that departs grows with it, and not with its square."""
    place, looked_at = ShownFinding.where.fget, []  # type: ignore[attr-defined]
    monkeypatch.setattr(ShownFinding, "where", property(lambda each: looked_at.append(each) or place(each)))
    text = resources.read("samples", "2012.yaml")
    counts = []
    for meetings in (20, 40):
        more = "".join(
            f"  - {{id: m{at}, kind: intersessional, title: x, city: Geneva, start: 2012-04-16, end: 2012-04-20}}\n"
            for at in range(meetings)
        )
        source = Source.of("d.yaml", text.replace("meetings:\n", f"meetings:\n{more}"))
        to_html(check([source], usual_rules()))
        counts.append(len(looked_at))
        looked_at.clear()
    assert counts[0] > 20
    assert counts[1] < 3 * counts[0]


def test_the_contents_are_in_the_order_of_the_page() -> None:
    ready = Prepared(usual_rules(), verbose=True, whole=True)
    page = to_html(judge_bytes("draft.docx", Path("samples/2012-slips.docx").read_bytes(), ready).report)
    linked = re.findall(r'<li><a href="#([\w-]+)">', page[page.index("<nav") : page.index("</nav>")])
    assert "document-1-text" in linked
    assert linked == sorted(linked, key=lambda anchor: page.index(f' id="{anchor}"'))
