"""The page for drafters in real browsers, served and from a folder: what a person does with it, and what it may not do.

They need what the other browser tests need; Firefox is tried as well where it is installed.
"""

from __future__ import annotations

import functools
import http.server
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from tests.browser.test_html_in_a_browser import CHROMIUM, HERE, MISSING, NODE, REQUIRED
from tests.drafts.word_files import PRESIDENTS_DRAFT, typed
from tests.web.test_serving import Served

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
BROWSERS = {"chrome": CHROMIUM, "firefox": FIREFOX}
WAYS = ("served", "disk", "host")
HOSTILE = [
    *sorted((HERE.parent / "drafts" / "hostile").iterdir()),
    *sorted((HERE.parent / "hostile").iterdir()),
]
MARKUP = '<img src=x onerror="ran=1"><script>ran=1</script><a href="javascript:ran=1">x</a> [x](https://example.org)'

pytestmark = pytest.mark.skipif(
    bool(MISSING) and not REQUIRED, reason=f"the browser tests need {', '.join(MISSING)}; see tests/browser"
)


@dataclass(frozen=True)
class Tried:
    """What a browser met, the files that it took away, and what another host was asked."""

    facts: dict[str, Any]
    taken: dict[str, bytes]
    own: tuple[str, ...]
    asked: list[str]


class Host(http.server.ThreadingHTTPServer):
    """A host that notes what it is asked."""

    def __init__(self, folder: Path) -> None:
        asked: list[str] = []

        class Quiet(http.server.SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                super().do_GET()

            def log_message(self, *_: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
        self.asked = asked
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "ccmcheck", "page", "--pyodide", str(HERE / "node_modules" / "pyodide")]
    done = subprocess.run([*command, "-o", str(site)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return site


@contextmanager
def opened(way: str, folder: Path, work: Path) -> Iterator[str]:
    """The address of the page in one of its ways."""
    if way == "served":
        page = Served(folder=work)
        try:
            yield f"http://127.0.0.1:{page.port}/?token={page.token}"
        finally:
            page.process.terminate()
            page.end(10)
    elif way == "host":
        with Host(folder) as site:
            yield site.address
            site.shutdown()
    else:
        yield (folder / "index.html").as_uri()


@pytest.fixture(scope="session", params=[(browser, way) for browser in BROWSERS for way in WAYS], ids="-".join)
def tried(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Tried:
    browser, way = request.param
    if BROWSERS[browser] is None and not REQUIRED:
        pytest.skip(f"{browser} is not installed")
    assert BROWSERS[browser] is not None, f"{browser} is not installed"
    work = tmp_path_factory.mktemp(f"{browser}-{way}")
    with Host(tmp_path_factory.mktemp("other")) as other, opened(way, folder, work) as address:
        given = {"browser": browser, "executable": BROWSERS[browser], "url": address, **files(work)}
        if way != "served":
            given["other"] = other.address
        if shots := os.environ.get("CCMCHECK_SCREENSHOTS"):
            given["screenshots"] = f"{shots}/{browser}-{way}"
        run = [str(NODE), str(HERE / "page.mjs"), json.dumps(given)]
        done = subprocess.run(run, capture_output=True, text=True, timeout=400, check=False)
        other.shutdown()
    assert done.returncode == 0, done.stderr
    taken = {file.name: file.read_bytes() for file in (work / "downloads").iterdir()}
    own = re.sub(r"index\.html$|\?.*", "", address)
    return Tried(json.loads(done.stdout), taken, (own, "blob:", "data:"), other.asked)


def files(work: Path) -> dict[str, Any]:
    """The files that a person has, and where those that are taken away go."""
    (work / "downloads").mkdir()
    (work / "draft.docx").write_bytes(typed(PRESIDENTS_DRAFT))
    markup = PRESIDENTS_DRAFT.replace("World Meteorological Organization", MARKUP)
    (work / "markup.md").write_text(markup, encoding="utf-8")
    (work / "photo.png").write_bytes(b"\x89PNG\r\n")
    (work / "empty.md").write_bytes(b"")
    (work / "broken.docx").write_bytes(typed(PRESIDENTS_DRAFT)[:2_000])
    return {
        "draft": str(work / "draft.docx"),
        "wrong": [str(work / name) for name in ("photo.png", "empty.md", "broken.docx")],
        "hostile": [*map(str, HOSTILE), str(work / "markup.md")],
        "downloads": str(work / "downloads"),
    }


# -- what leaves it -------------------------------------------------------------------------------------------------


def test_no_other_host_is_asked_for_anything(tried: Tried) -> None:
    assert tried.facts["requests"]
    assert [each for each in tried.facts["requests"] if not each.startswith(tried.own)] == []
    assert tried.asked == []


def test_a_request_of_the_page_or_its_worker_is_refused(tried: Tried) -> None:
    assert tried.facts.get("refused", [[], []]) == [[], []]


def test_no_error_and_no_breach_of_the_policy(tried: Tried) -> None:
    assert tried.facts["console"] == []
    assert tried.facts["failures"] == []


# -- a draft --------------------------------------------------------------------------------------------------------


def test_the_draft_is_shown_with_what_was_found(tried: Tried) -> None:
    assert tried.facts["verdict"].startswith("Verdict: Nothing that the decisions require is violated")
    assert tried.facts["status"] in tried.facts["verdict"]
    assert tried.facts["inText"] >= 20


def test_a_blank_is_judged_while_one_types(tried: Tried) -> None:
    facts = tried.facts
    assert "State party" in facts["hint"]
    assert "Ruritania" in facts["fault"]
    assert facts["caret"] == ["Ruritania", len("Ruritania")]
    assert facts["blanksAfter"] == facts["blanks"] - 1
    assert facts["violated"] >= 1
    assert facts["filled"] == "Zambia"


def test_an_answer_counts_once_it_has_a_name(tried: Tried) -> None:
    assert tried.facts["answered"] == "Answered: yes."


def test_a_wrong_file_leaves_the_draft_open(tried: Tried) -> None:
    refusals = tried.facts["refusals"]
    assert len(refusals) == 3
    assert all(said.endswith(".") for said in refusals)
    assert tried.facts["kept"] == "Zambia"
    folder, large = tried.facts["dropped"]
    assert folder.startswith("drafts cannot be opened.")
    assert large == "A file of at most 64 MB is needed, and large.docx is larger."


def test_a_link_does_not_lead_under_the_line_that_stays(tried: Tried) -> None:
    assert tried.facts["under"] <= 0
    assert tried.facts["underNarrow"] <= 0


def test_a_final_programme_may_leave_nothing_open(tried: Tried) -> None:
    assert "is not final" in tried.facts["final"]


def test_what_is_taken_away_has_what_was_filled_in(tried: Tried) -> None:
    assert set(tried.taken) == {
        "draft-commented.docx", "draft-report.html", "draft.yaml", "draft-answers.yaml",
    }  # fmt: skip
    copy = docx.Document(io.BytesIO(tried.taken["draft-commented.docx"]))
    assert any("Zambia" in paragraph.text for paragraph in copy.paragraphs)
    assert len(list(copy.comments)) > 10
    programme = yaml.safe_load(tried.taken["draft.yaml"])
    assert programme["working_groups"][0]["coordinators"][0]["state"] == "Zambia"
    assert programme["assessments"][0]["by"] == "The President"
    assert yaml.safe_load(tried.taken["draft-answers.yaml"])[0]["answer"] is True
    assert b"<script" not in tried.taken["draft-report.html"]


# -- everybody ------------------------------------------------------------------------------------------------------


def test_axe_finds_nothing(tried: Tried) -> None:
    assert {view: found for view, found in tried.facts["axe"].items() if found} == {}


def test_headings_begin_at_one(tried: Tried) -> None:
    levels = tried.facts["headings"]
    assert levels.count(1) == 1
    assert levels[0] == 1


def test_a_keyboard_is_enough(tried: Tried) -> None:
    facts = tried.facts
    assert facts["stops"][0] == "Skip to the draft"
    assert {"choose", "text", "year"} <= set(facts["stops"])
    assert facts["focusAfter"] == "here"
    assert "2013" in facts["year"]
    assert facts["label"] == "Document"
    assert facts["stayed"] == ["CCM/MSP/2012/5", True]


def test_a_narrow_screen_scrolls_one_way_only(tried: Tried) -> None:
    assert tried.facts["narrow"] == 0


def test_dark_is_dark_and_paper_has_no_buttons(tried: Tried) -> None:
    if "dark" not in tried.facts:  # Firefox cannot be told so from here
        return
    assert sum(map(int, re.findall(r"\d+", tried.facts["dark"])[:3])) < 180
    assert tried.facts["paper"] == [0, 0, 0]


# -- whoever means harm ---------------------------------------------------------------------------------------------


def test_every_hostile_file_gets_a_sentence(tried: Tried) -> None:
    assert len(tried.facts["hostile"]) == len(HOSTILE) + 1
    for said in tried.facts["hostile"]:
        assert re.match(r"[A-Z“].*\.$", said, re.DOTALL)
        assert "fault of ours" not in said


def test_nothing_of_a_draft_runs_or_leads_away(tried: Tried) -> None:
    assert not tried.facts["ran"]
    assert tried.facts["links"] == []


def test_what_is_pasted_is_judged_and_nothing_is_nothing(tried: Tried) -> None:
    assert tried.facts["nothing"] == "The text is empty, so there is nothing to check."
    assert tried.facts["pasted"].startswith("Verdict: ")
