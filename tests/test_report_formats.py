"""The formats of a report against golden files, published schemas and independent readers.

CCMCHECK_UPDATE=1 writes the golden files anew; read the difference before committing it.
"""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from click.testing import CliRunner
from lxml import etree

import ccmcheck
from ccmcheck.cli import main
from ccmcheck.judge.summary import each_verdict
from ccmcheck.judge.verdicts import Report, SharedVerdicts
from ccmcheck.report import FORMATS as WRITERS
from tests.report_samples import FORMATS, GOLDEN, programme, report, rich, single

SCHEMAS = Path(__file__).parent / "schemas"
ENDINGS = {
    "text": "txt", "json": "json", "sarif": "sarif", "junit": "xml",
    "github": "github.txt", "gitlab": "gitlab.json", "markdown": "md", "html": "html",
}  # fmt: skip
UPDATE = bool(os.environ.get("CCMCHECK_UPDATE"))


def written(name: str, told: Report) -> str:
    return WRITERS[name](told)


# -- golden files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_the_rich_report_is_the_golden_one(name: str) -> None:
    golden = GOLDEN / f"report.{ENDINGS[name]}"
    found = written(name, rich())
    if UPDATE:
        golden.write_text(found, encoding="utf-8", newline="")
    assert found == golden.read_text(encoding="utf-8")


def test_every_format_has_a_golden_file() -> None:
    assert tuple(WRITERS) == FORMATS == tuple(ENDINGS)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert written(name, rich()) == written(name, rich())


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_tells_the_day_or_the_machine(name: str) -> None:
    found = written(name, rich())
    assert str(Path.cwd()) not in found
    assert "/somewhere" not in found
    assert not re.search(r"\b20(2[4-9]|[3-9]\d)-\d\d-\d\d", found)


# -- schemas -------------------------------------------------------------------------------------------------------

REPORTS = {
    "rich": rich,
    "departing": lambda: single("departing"),
    "draft": lambda: single("draft"),
    "settled": lambda: single("settled"),
    "nothing": report,
}


@pytest.fixture(params=list(REPORTS))
def told(request: pytest.FixtureRequest) -> Report:
    return REPORTS[request.param]()


def complaints(schema: Path, data: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(
        json.loads(schema.read_text(encoding="utf-8")), format_checker=jsonschema.FormatChecker()
    )
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def test_json_is_as_its_schema_says(told: Report) -> None:
    schema = Path(__file__).parent.parent / "schemas" / "report.schema.json"
    assert complaints(schema, json.loads(written("json", told))) == []


def test_the_schema_of_json_refuses_what_it_does_not_describe() -> None:
    schema = Path(__file__).parent.parent / "schemas" / "report.schema.json"
    data = json.loads(written("json", rich()))
    assert complaints(schema, {**data, "more": 1})
    del data["verdicts"][0]["fingerprint"]
    assert complaints(schema, data)


def test_every_part_of_the_schema_of_json_is_described() -> None:
    schema = json.loads((Path(__file__).parent.parent / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    undescribed = [path for path, field in fields(schema, "$") if not field.get("description")]
    assert undescribed == []


def fields(schema: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, field in schema.get("properties", {}).items():
        yield f"{path}.{name}", field
        yield from fields(field, f"{path}.{name}")
        yield from fields(field.get("items", {}), f"{path}.{name}[]")


def test_sarif_is_as_the_standard_says(told: Report) -> None:
    assert complaints(SCHEMAS / "sarif-2.1.0.schema.json", sarif(told)["log"]) == []


def test_gitlab_is_as_gitlab_says(told: Report) -> None:
    entries = json.loads(written("gitlab", told))
    for entry in entries:
        assert complaints(SCHEMAS / "gitlab-codeclimate.schema.json", entry) == []
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
        assert entry["check_name"]
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_junit_is_as_its_schema_says(told: Report) -> None:
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(without_places(written("junit", told)))


def without_places(junit: str) -> etree._Element:
    """A report without the file and line of each case, which readers know and the common schema does not."""
    root = etree.fromstring(junit.encode())
    for case in root.iter("testcase"):
        assert case.attrib.pop("file")
        assert case.attrib.pop("line", "1").isdecimal()
    return root


def test_junit_says_where_each_case_stands_that_did_not_pass(told: Report) -> None:
    for case in etree.fromstring(written("junit", told).encode()).iter("testcase"):
        assert ("line" in case.attrib) == (len(case) > 0)


# -- SARIF ---------------------------------------------------------------------------------------------------------


def sarif(told: Report) -> dict[str, Any]:
    log = json.loads(written("sarif", told))
    (run,) = log["runs"]
    return {"log": log, "run": run, "results": run["results"]}


def test_sarif_tells_undecided_from_violated_and_shows_what_is_waived() -> None:
    results = sarif(rich())["results"]
    kinds = {(result["ruleId"].rpartition("/")[2], result["kind"], bool(result["suppressions"])) for result in results}
    assert ("meeting-length", "fail", False) in kinds
    assert ("meeting-length", "open", False) in kinds
    assert ("collaboration-explored", "open", False) in kinds
    assert ("meeting-in-geneva", "fail", True) in kinds
    assert ("unit-independent", "fail", True) in kinds
    assert {kind for _, kind, _ in kinds} == {"fail", "open"}
    levels = {result["ruleId"]: result["level"] for result in results if result["kind"] == "fail"}
    assert levels["small/working-languages"] == "warning"
    assert levels["small/meeting-length"] == "error"
    assert {result["level"] for result in results if result["kind"] == "open"} == {"none"}


def test_a_rule_that_does_not_apply_is_no_pass_in_sarif() -> None:
    outcomes = sarif(single("settled"))["run"]["properties"]["outcomes"]["programmes/settled.yaml"]
    assert outcomes["small/extraordinary-meeting-in-geneva"] == "notApplicable"
    assert outcomes["small/meeting-length"] == "pass"


def test_every_result_has_a_relative_path_and_a_region(told: Report) -> None:
    for result in sarif(told)["results"]:
        (location,) = result["locations"]
        place = location["physicalLocation"]
        address = urlsplit(place["artifactLocation"]["uri"])
        assert (address.scheme, address.netloc) == ("", "")
        assert not address.path.startswith("/")
        assert place["region"]["startLine"] >= 1
        assert (place["region"]["endLine"], place["region"]["endColumn"]) >= (
            place["region"]["startLine"],
            place["region"]["startColumn"],
        )


def test_every_result_of_sarif_names_a_rule_with_words() -> None:
    found = sarif(rich())
    rules = found["run"]["tool"]["driver"]["rules"]
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        assert all(0 < len(rule[words]["text"]) <= 1024 for words in ("shortDescription", "fullDescription", "help"))


def test_what_is_said_of_a_whole_document_stands_at_its_first_line() -> None:
    results = sarif(single("draft"))["results"]
    (found,) = [result for result in results if result["ruleId"] == "small/unit-independent"]
    region = found["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 12}


PATHS = [
    ("a programme.yaml", "a%20programme.yaml"),
    ("no#1.yaml", "no%231.yaml"),
    ("100%.yaml", "100%25.yaml"),
    ("a:b.yaml", "a%3Ab.yaml"),
    ("año/São Tomé.yaml", "a%C3%B1o/S%C3%A3o%20Tom%C3%A9.yaml"),
    ("/somewhere/inside/a.yaml", "inside/a.yaml"),
    ("/elsewhere/a.yaml", "../elsewhere/a.yaml"),
    ("./inside/../a.yaml", "a.yaml"),
    ("-", "-"),
]


@pytest.mark.parametrize(("path", "expected"), PATHS)
def test_any_path_makes_a_relative_uri(path: str, expected: str) -> None:
    told = report((path, programme("departing")))
    found = sarif(told)
    addresses = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in found["results"]}
    assert addresses == {expected}
    (artifact,) = found["run"]["artifacts"]
    assert artifact["location"]["uri"] == expected
    gitlab = {entry["location"]["path"] for entry in json.loads(written("gitlab", told))}
    assert gitlab == {unquote(expected)}
    (document,) = json.loads(written("json", told))["documents"]
    assert document["path"] == unquote(expected)


# -- fingerprints --------------------------------------------------------------------------------------------------


def marks(text: str, path: str = "a.yaml") -> dict[str, tuple[str, str]]:
    data = json.loads(written("json", report((path, text), verbose=True)))
    return {verdict["fingerprint"]: (verdict["rule"], "/".join(verdict["about"])) for verdict in data["verdicts"]}


DEPARTING = programme("departing")
NEW_MEETING = "meetings:\n  - {id: new, kind: preparatory-meeting, title: A meeting put before}\n"
MOVED = {
    "lines put before": "# one\n\n# two\n" + DEPARTING,
    "a meeting put before": DEPARTING.replace("meetings:\n", NEW_MEETING, 1),
    "coordinators in another order": DEPARTING.replace(
        "      - {state: Norway, years: [2013]}\n      - {state: Lao PDR, years: [2013, 2014]}\n",
        "      - {state: Lao PDR, years: [2013, 2014]}\n      - {state: Norway, years: [2013]}\n",
    ),
    "a State by its full name": DEPARTING.replace("Lao PDR", "Lao People's Democratic Republic"),
    "another title": DEPARTING.replace("Informal intersessional meeting", "Intersessional"),
}


@pytest.mark.parametrize("edit", list(MOVED))
def test_a_fingerprint_outlives(edit: str) -> None:
    assert MOVED[edit] != DEPARTING
    assert marks(MOVED[edit]) == marks(DEPARTING)


def test_fingerprints_are_told_apart() -> None:
    found = json.loads(written("json", both()[1]))["verdicts"]
    assert len({verdict["fingerprint"] for verdict in found}) == len(found)
    assert marks(DEPARTING) == marks(DEPARTING, path="b.yaml")


def test_two_that_are_about_the_same_thing_are_told_apart() -> None:
    twice = DEPARTING.replace("{state: Ruritania, years: [2013, 2014]}", "{state: Zambia, years: [2013]}")
    found = json.loads(written("json", report(("a.yaml", twice), verbose=True)))["verdicts"]
    assert len({verdict["fingerprint"] for verdict in found}) == len(found)


# -- JUnit ---------------------------------------------------------------------------------------------------------


def cases(told: Report, suite: str) -> dict[str, list[ET.Element]]:
    root = ET.fromstring(written("junit", told))
    (found,) = [one for one in root if one.get("name") == suite]
    return {case.get("name", ""): list(case) for case in found.findall("testcase")}


JUNIT = [
    ("programmes/departing.yaml", "meeting-length", "failure", "violated"),
    ("programmes/departing.yaml", "working-languages", "skipped", "departure"),
    ("programmes/departing.yaml", "meeting-in-geneva", "skipped", "waived"),
    ("programmes/departing.yaml", "unit-independent", "skipped", "known"),
    ("programmes/departing.yaml", "extraordinary-meeting-in-geneva", "skipped", "not-applicable"),
    ("programmes/departing.yaml", "collaboration-explored", "skipped", "question"),
    ("programmes/draft.yaml", "meeting-length", "skipped", "undecided"),
    ("programmes/lost.yaml", "file-unreadable (line 1)", "error", "file-unreadable"),
]


@pytest.mark.parametrize(("suite", "name", "mark", "type_"), JUNIT)
def test_junit_marks_what_did_not_pass(suite: str, name: str, mark: str, type_: str) -> None:
    (marked,) = cases(rich(), suite)[name]
    assert (marked.tag, marked.get("type")) == (mark, type_)
    assert marked.get("message")


def test_only_what_is_satisfied_passes_in_junit(told: Report) -> None:
    root = ET.fromstring(written("junit", told))
    passed = {
        (suite.get("name"), case.get("classname"), case.get("name"))
        for suite in root for case in suite.findall("testcase") if not len(case)
    }  # fmt: skip
    every: dict[tuple[str, str, str], set[str]] = {}
    for document, verdict in each_verdict(told):
        every.setdefault((document.path, verdict.ruleset, verdict.rule), set()).add(verdict.outcome)
    quiet = {"satisfied", "not-applicable"}
    assert passed == {key for key, found in every.items() if found <= quiet and "satisfied" in found}


def test_the_counts_of_junit_are_its_cases(told: Report) -> None:
    root = ET.fromstring(written("junit", told))
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(count, "")) == len(suite.findall(f"testcase/{tag}"))
    assert int(root.get("tests", "")) == len(root.findall("testsuite/testcase"))


# -- GitHub and Markdown -------------------------------------------------------------------------------------------

COMMAND = re.compile(r"::(error|warning|notice) (?:[a-zA-Z]+=[^,:]*)(?:,[a-zA-Z]+=[^,:]*)*::(.*)")


def test_every_line_for_github_is_one_command(told: Report) -> None:
    for line in written("github", told).splitlines():
        assert COMMAND.fullmatch(line), line


def test_github_gives_each_standing_its_level() -> None:
    lines = written("github", rich()).splitlines()
    titles = [line.partition("title=")[2].partition("::")[0].replace("%3A", ":") for line in lines]
    level = {title.partition(" (")[0]: line.split()[0] for title, line in zip(titles, lines, strict=True)}
    assert level["meeting-length"] == "::error"
    assert level["working-languages"] == "::warning"
    assert level["undecided: meeting-length"] == "::notice"
    assert level["waived: meeting-in-geneva"] == "::notice"
    assert level["known before: unit-independent"] == "::notice"
    assert level["file unreadable"] == "::error"


def test_what_is_undecided_is_an_error_for_a_final_programme() -> None:
    told = report(("a.yaml", programme("draft")), final=True)
    assert "::error file=a.yaml,line=11" in written("github", told)


def test_markdown_fits_a_comment_however_much_there_is_to_say() -> None:
    group = "  - topic: universalization\n    coordinators:\n"
    rows = "".join(f"      - {{state: Nowhere {at}, years: [2013]}}\n" for at in range(2000))
    told = report(("a.yaml", DEPARTING), ("b.yaml", DEPARTING.replace(group, group + rows)))
    found = written("markdown", told)
    assert len(found) < 65_536
    assert "left out" in found
    assert found.rstrip().endswith("</sub>")


def test_waived_and_known_departures_stay_visible_everywhere() -> None:
    told = rich()
    for name in FORMATS:
        if name == "text":
            continue
        found = written(name, told)
        assert "The host invited the meeting and pays for it." in found, name
        assert "CCM/MSP/2012/5" in found, name
        assert "unit-independent" in found or "independence must be true" in found, name


def test_what_cannot_be_read_is_told_in_every_format() -> None:
    for name in FORMATS:
        assert "lost.yaml" in written(name, rich()), name
        assert "no such file" in written(name, rich()), name


def test_a_run_without_documents_says_so() -> None:
    told = replace(report(), notices=())
    assert "No programme could be judged." in written("html", told)
    assert "No programme could be judged." in written("markdown", told)


# -- where the project lives, and how much a host takes ------------------------------------------------------------


def test_sarif_leads_to_the_project_once_it_has_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    without = written("sarif", rich())
    assert "helpUri" not in without
    monkeypatch.setattr("ccmcheck.report.sarif.home", lambda: "https://example.org/ccmcheck")
    monkeypatch.setattr("ccmcheck.report.parts.home.home", lambda: "https://example.org/ccmcheck")
    rules, _ = ccmcheck.load_rules()
    assert rules is not None
    told = json.loads(written("sarif", replace(rich(), rulesets=(*rich().rulesets, *rules.rulesets))))
    driver = told["runs"][0]["tool"]["driver"]
    assert driver["informationUri"] == "https://example.org/ccmcheck"
    pages = {rule["id"]: rule["helpUri"].partition("/docs/")[2] for rule in driver["rules"] if "helpUri" in rule}
    assert pages["beirut-2011/intersessional-length"] == "beirut-2011.md"
    assert "small/meeting-length" not in pages  # rules of somebody else have no page here
    for page in {path.partition("#")[0] for path in pages.values()}:
        assert (Path(__file__).parent.parent / "docs" / page).is_file()
    assert complaints(SCHEMAS / "sarif-2.1.0.schema.json", told) == []


def test_sarif_says_that_it_holds_more_than_a_host_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccmcheck.report.sarif.MOST", 3)
    (invocation,) = json.loads(written("sarif", rich()))["runs"][0]["invocations"]
    (warning,) = [each for each in invocation["toolExecutionNotifications"] if each["level"] == "warning"]
    words = warning["message"]["text"]
    assert re.match(r"This file holds \d+ results, and code scanning takes at most 3 of a run", words)
    done = CliRunner().invoke(main, ["check", "samples/2012-slips.yaml", "--format", "sarif"])
    assert "code scanning takes at most 3 of a run" in done.stderr


# -- what a report says without -v ---------------------------------------------------------------------------------


def both(names: tuple[str, ...] = ("departing", "draft", "settled")) -> tuple[Report, Report]:
    """The report on programmes as the command has it, and with everything in words."""
    documents = [(f"programmes/{name}.yaml", programme(name)) for name in names]
    return report(*documents), report(*documents, verbose=True)


def test_json_says_of_what_is_satisfied_only_that_it_is() -> None:
    brief, verbose = (json.loads(written("json", each))["verdicts"] for each in both())
    quiet = [entry for entry in brief if entry["outcome"] in ("satisfied", "not-applicable")]
    assert quiet
    assert all(set(entry) == {"rule", "document", "outcome", "force", "paragraph"} for entry in quiet)
    rules = [(entry["document"], entry["rule"]) for entry in brief]
    assert list(dict.fromkeys(rules)) == list(dict.fromkeys((e["document"], e["rule"]) for e in verbose))
    assert loud(brief) == loud(verbose)


def loud(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What somebody has to look at; where an unanswered question stands only -v says."""
    nowhere = [{**entry, "places": []} if entry["force"] == "judgement" else entry for entry in entries]
    return [entry for entry in nowhere if entry["outcome"] in ("violated", "undecided")]


@pytest.mark.parametrize("name", ["sarif", "junit", "github", "gitlab", "markdown", "html", "text"])
def test_no_format_needs_to_know_where_a_rule_is_satisfied(name: str) -> None:
    brief, verbose = map(_but_questions, both())
    assert written(name, brief) == written(name, verbose)


def _but_questions(told: Report) -> Report:
    """A report without questions, and without the places of what is passed over, which JUnit shows."""
    own = tuple(v if v.outcome != "not-applicable" else replace(v, places=()) for v in told.verdicts)
    documents = tuple(replace(d, shared=_without_questions(d.shared)) for d in told.documents)
    return replace(told, verdicts=tuple(v for v in own if v.force != "judgement"), documents=documents)


def _without_questions(shared: SharedVerdicts) -> SharedVerdicts:
    kept = [(n, v) for n, v in zip(shared.numbers, shared.verdicts, strict=True) if v.force != "judgement"]
    return SharedVerdicts(tuple(n for n, _ in kept), tuple(v for _, v in kept))
