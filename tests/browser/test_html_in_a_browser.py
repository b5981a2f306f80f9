"""The HTML report in a real Chromium: what leaves it, what a keyboard and a screen reader meet, what the pictures show.

They need Chromium, Node and `npm ci --prefix tests/browser`. Without these they are skipped, and the last line of the
run counts them; where CCMCHECK_BROWSER is `required`, as `.ci/run` sets it, they fail instead.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ccmcheck.judge.verdicts import Report
from ccmcheck.report import FORMATS
from tests.report_samples import prose, report, rich, single
from tests.test_report_hostile import HOSTILE, hostile

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NODE = shutil.which("node")
MISSING = [
    name
    for name, there in (
        ("Chromium", CHROMIUM),
        ("Node", NODE),
        ("tests/browser/node_modules", (HERE / "node_modules").is_dir()),
    )
    if not there
]
REQUIRED = os.environ.get("CCMCHECK_BROWSER") == "required"

pytestmark = pytest.mark.skipif(
    bool(MISSING) and not REQUIRED, reason=f"the browser tests need {', '.join(MISSING)}; see tests/browser"
)

MIXED = """\
treaty: CCM
title: A programme for 2013 that runs into the next year
decided_on: 2012-09-14
year: 2013
meetings:
  - id: long
    kind: intersessional
    title: Eight days in April
    city: Geneva
    start: 2013-04-15
    end: 2013-04-22
    languages: [English, French]
  - {id: month, kind: preparatory-meeting, title: Some time in June, start: 2013-06-XX, end: 2013-06-XX}
  - {id: none, kind: preparatory-meeting, title: Nobody knows when}
  - {id: last, kind: meeting-of-states-parties, title: The last day, start: 2013-12-31, end: 2013-12-31}
working_groups:
  - topic: universalization
    coordinators:
      - {state: Norway, years: [2013]}
      - {state: Zambia, years: [2013, 2014]}
  - topic: victim-assistance
    coordinators:
      - {state: Ruritania, years: [2013, 2015]}
      - {state: (State party), years: ____}
implementation_support_unit: {independent: true}
"""


PROSE = """\
# Work programme for 2012

Decided on: 16 September 2011

1. The States parties decided to:

(a) Convene a Third Meeting of the States Parties in Oslo, Norway, tentatively from 10 to 14 September 2012;

(b) Note <script>alert(1)</script> that, unless [Ruritania](https://example.org) objects, ____ will be well.
"""


@dataclass(frozen=True)
class Opened:
    """A report and what the browser says of it."""

    report: Report
    facts: dict[str, Any]
    pdf: bytes


def inspected(told: Report, folder: Path) -> Opened:
    assert not MISSING, f"the browser tests need {', '.join(MISSING)}"
    page, pdf = folder / "report.html", folder / "report.pdf"
    page.write_text(FORMATS["html"](told), encoding="utf-8", newline="")
    shots = os.environ.get("CCMCHECK_SCREENSHOTS")
    more = [f"{shots}/{folder.name}"] if shots else []
    run = [str(NODE), str(HERE / "inspect.mjs"), str(CHROMIUM), str(page), str(pdf), *more]
    done = subprocess.run(run, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return Opened(told, json.loads(done.stdout), pdf.read_bytes())


REPORTS = {
    "rich": rich,
    "draft": lambda: single("draft"),
    "settled": lambda: single("settled"),
    "mixed": lambda: report(("programmes/mixed.yaml", MIXED)),
    "empty": report,
    "prose": lambda: prose(PROSE),
    "hostile": lambda: hostile(HOSTILE["the end of the page"]),
}


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    return {name: inspected(made(), tmp_path_factory.mktemp(name)) for name, made in REPORTS.items()}


@pytest.fixture(params=list(REPORTS))
def opened(request: pytest.FixtureRequest, pages: dict[str, Opened]) -> Opened:
    return pages[request.param]


# -- what leaves the page ------------------------------------------------------------------------------------------


def test_no_request_leaves_the_page(opened: Opened) -> None:
    assert set(opened.facts["requests"]) == {opened.facts["url"]}


def test_no_error_and_no_breach_of_the_policy(opened: Opened) -> None:
    assert opened.facts["console"] == []
    assert opened.facts["failures"] == []


def test_the_policy_lets_the_style_sheet_in(opened: Opened) -> None:
    assert opened.facts["styled"] == "6px"


def test_it_reads_the_same_without_scripts(opened: Opened) -> None:
    assert opened.facts["scripts"] == 0
    assert opened.facts["headings"][1][1].removeprefix("Verdict: ") in opened.facts["without_script"]


# -- structure -----------------------------------------------------------------------------------------------------


def test_landmarks_are_there_once_each(opened: Opened) -> None:
    assert opened.facts["landmarks"] == ["header", "nav", "main", "footer"]


def test_headings_step_down_one_at_a_time(opened: Opened) -> None:
    levels = [level for level, _ in opened.facts["headings"]]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text for _, text in opened.facts["headings"])


def test_every_link_inside_the_page_leads_somewhere(opened: Opened) -> None:
    assert opened.facts["targets"] == []
    assert len(set(opened.facts["ids"])) == len(opened.facts["ids"])


def test_the_order_is_that_of_a_reader(pages: dict[str, Opened]) -> None:
    headings = [text for level, text in pages["rich"].facts["headings"] if level <= 3]
    wanted = [
        "Verdict: Not everything could be read (1 complaint).",
        "What could not be read",
        "What departs from the decisions",
        "Questions that need a person",
        "Departures that do not count against the programme",
        "What is satisfied, and what does not apply",
        "The programme in pictures",
        "Receipt",
    ]
    places = [next(at for at, text in enumerate(headings) if text.startswith(words)) for words in wanted]
    assert places == sorted(places)


def test_a_keyboard_reaches_everything(opened: Opened) -> None:
    assert opened.facts["first_stop"] == {"text": "Skip to the verdict", "visible": True}
    assert opened.facts["after_skip"] == "#verdict"
    assert set(opened.facts["scrollable"]) == {0}
    assert not any(opened.facts["folded"])
    assert opened.facts.get("unfolded", True)


@pytest.mark.parametrize("view", ["axe_light", "axe_dark", "axe_narrow"])
def test_axe_finds_nothing(opened: Opened, view: str) -> None:
    assert opened.facts[view] == []


def test_a_narrow_screen_scrolls_one_way_only(opened: Opened) -> None:
    assert opened.facts["narrow_overflow"] == 0


def test_dark_is_dark_and_paper_is_white(opened: Opened) -> None:
    def light(colour: str) -> float:
        return sum(map(int, re.findall(r"\d+", colour)[:3])) / 3

    assert light(opened.facts["dark_ground"]) < 60
    assert light(opened.facts["print"]["ground"]) == 255


# -- what it says --------------------------------------------------------------------------------------------------


def test_the_places_of_findings_are_marked(pages: dict[str, Opened]) -> None:
    marked = pages["rich"].facts["marked"]
    assert {"Oslo", "2013-04-22", "Ruritania", "[2014]", "false"} <= set(marked)


def test_everything_a_reader_asks_for_is_there(pages: dict[str, Opened]) -> None:
    text = pages["rich"].facts["text"]
    for words in (
        "15 to 22 April 2013 is 8 days",  # what was found
        "at most 5 days",  # what is allowed
        "“for a duration of up to five days”",  # the decision's words
        "Small decision, paragraph 1",
        "CCM/MSP/2012/5, paragraph 31, up to and including 31 December 2013",  # who waived
        "Do the coordinators explore practical collaboration with relevant bodies?",
        "“2013-04-XX”",  # a blank
        "ccmcheck 1.2.3",
    ):
        assert words in text
    for digest in [document.source.sha256 for document in pages["rich"].report.documents] + [
        pages["rich"].report.rulesets[0].sha256,
        pages["rich"].report.rulesets[0].decision_sha256,
    ]:
        assert digest in text


# -- pictures ------------------------------------------------------------------------------------------------------


def picture(opened: Opened, name: str) -> dict[str, Any]:
    (found,) = [one for one in opened.facts["pictures"] if one["id"].endswith(name)]
    return found


def when(x: float, ticks: list[float]) -> float:
    """The days from the first of January to a place on the axis of 2013, measured by its own ticks."""
    day = (ticks[11] - ticks[0]) / (date(2013, 12, 1) - date(2013, 1, 1)).days
    return (x - ticks[0]) / day


def test_a_bar_lies_where_its_dates_lie(pages: dict[str, Opened]) -> None:
    drawn = picture(pages["mixed"], "meetings")
    assert drawn["labels"] == ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    expected = [
        (date(2013, 4, 15), date(2013, 4, 22)),
        (date(2013, 6, 1), date(2013, 6, 30)),
        (date(2013, 1, 1), date(2013, 12, 31)),
    ]
    for bar, (start, end) in zip(drawn["bars"], expected, strict=False):
        assert (bar["start"], bar["end"]) == (start.isoformat(), end.isoformat())
        assert when(bar["x"], drawn["ticks"]) == pytest.approx((start - date(2013, 1, 1)).days, abs=1)
        assert when(bar["x"] + bar["width"], drawn["ticks"]) == pytest.approx((end - date(2013, 1, 1)).days + 1, abs=1)


def test_a_single_day_can_still_be_seen(pages: dict[str, Opened]) -> None:
    drawn = picture(pages["mixed"], "meetings")
    bar = drawn["bars"][3]
    assert bar["width"] >= 4
    assert when(bar["x"] + bar["width"], drawn["ticks"]) == pytest.approx(365, abs=1)


def test_violations_and_open_dates_are_drawn_as_such(pages: dict[str, Opened]) -> None:
    drawn = picture(pages["mixed"], "meetings")
    long, month, none, last = drawn["bars"]
    assert "violated" in long["kind"]
    assert long["filled"].endswith("-violated)")
    assert not long["dashed"]
    assert month["kind"] == none["kind"] == "bar open loose"
    assert month["filled"].endswith("-open)")
    assert month["dashed"]
    assert last["kind"] == "bar plain"
    assert last["filled"] is None
    assert [sign["text"] for sign in drawn["signs"]] == ["✗", "?", "?"]
    assert {fill.removeprefix("url(#").removesuffix(")") for fill in (long["filled"], month["filled"])} == set(
        drawn["paints"]
    )


def test_a_term_covers_its_years(pages: dict[str, Opened]) -> None:
    drawn = picture(pages["mixed"], "terms")
    assert drawn["labels"] == ["2013", "2014", "2015"]
    year = drawn["ticks"][1] - drawn["ticks"][0]
    shown = [(bar["start"], bar["end"]) for bar in drawn["bars"]]
    assert shown == [("2013", "2013"), ("2013", "2014"), ("2013", "2013"), ("2015", "2015"), ("2013", "2015")]
    for bar, (start, end) in zip(drawn["bars"], shown, strict=True):
        assert (bar["x"] - drawn["ticks"][0]) / year == pytest.approx(int(start) - 2013, abs=0.03)
        assert (bar["x"] + bar["width"] - drawn["ticks"][0]) / year == pytest.approx(int(end) - 2012, abs=0.03)
    assert [bar["kind"] for bar in drawn["bars"]] == [
        "bar plain", "bar plain", "bar violated", "bar violated", "bar open loose",
    ]  # fmt: skip


def test_each_coordinator_stands_under_its_group(pages: dict[str, Opened]) -> None:
    drawn = picture(pages["mixed"], "terms")
    names = [name["text"] for name in drawn["names"]]
    assert names == ["Universalization", "Norway", "Zambia", "Victim assistance", "Ruritania", "not yet named"]
    assert [name["y"] for name in drawn["names"]] == sorted(name["y"] for name in drawn["names"])


def test_every_picture_has_its_words(opened: Opened) -> None:
    for drawn in opened.facts["pictures"]:
        title, words = drawn["words"]
        assert title
        names = [row[0] for row in drawn["rows"]]
        assert len(names) == len(drawn["names"])
        assert all(name.strip("“”") in words for name in names)


def test_the_words_of_a_picture_say_what_it_shows(pages: dict[str, Opened]) -> None:
    rows = dict(picture(pages["mixed"], "meetings")["rows"])
    assert rows == {
        "Eight days in April": "15 to 22 April 2013, departs from a decision",
        "Some time in June": "open, within 1 to 30 June 2013",
        "Nobody knows when": "no dates yet",
        "The last day": "31 December 2013",
    }


# -- paper ---------------------------------------------------------------------------------------------------------


def test_it_prints_on_a4(opened: Opened) -> None:
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", opened.pdf)
    assert boxes
    for box in boxes:
        assert [round(float(side)) for side in box.split()] == [0, 0, 595, 842]


PAGES = {"settled": (2, 2), "draft": (3, 5), "rich": (7, 12), "mixed": (2, 4)}


@pytest.mark.parametrize("name", list(PAGES))
def test_it_takes_the_pages_that_it_needs(pages: dict[str, Opened], name: str) -> None:
    found = len(re.findall(rb"/Type\s*/Page\b", pages[name].pdf))
    fewest, most = PAGES[name]
    assert fewest <= found <= most


def test_paper_shows_what_the_screen_folds(opened: Opened) -> None:
    assert not opened.facts["print"]["nav"]
    assert all(opened.facts["print"]["folded"])
