"""What bad input gets: each kind of broken text beside the complaints it draws, with their places."""

# ruff: noqa: E501 -- a row of a table is a line, however long

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Source
from ccmcheck.document import yaml_text
from ccmcheck.document.decode import LARGEST, decode
from ccmcheck.document.nodes import State, child
from ccmcheck.document.programme import read
from tests.document_samples import NAMES, VOCABULARY

HEAD = "title: T\ndecided_on: 2011-09-16\n"
GOOD = HEAD + "meetings: []\n"


def complaints(name: str, data: bytes | str) -> tuple[Diagnostic, ...]:
    """All that is said about the bytes of a file."""
    source = decode(name, data if isinstance(data, bytes) else data.encode())
    return (source,) if isinstance(source, Diagnostic) else read(source, VOCABULARY, NAMES).problems


def places(found: tuple[Diagnostic, ...]) -> list[str]:
    """Each complaint as `code line:column words`."""
    return [
        f"{made.code} {made.span.position.line}:{made.span.position.column} {made.span.text}".strip() for made in found
    ]


FILES = [
    ("empty", b"", "file-empty 1:1"),
    ("white space", b" \n\n", "file-empty 1:1"),
    ("a comment only", b"# nothing yet\n", "file-empty 1:1 # nothing yet"),
    ("three hyphens", b"---\n", "file-empty 1:1 ---"),
    ("Latin 1", "title: T\nvenue: Côte\n".encode("latin-1"), "file-not-utf-8 2:9 \ufffd"),
    ("UTF-16", "title: T".encode("utf-16-le"), "control-character 1:2 \x00"),
    ("UTF-16 with its mark", "title: T".encode("utf-16"), "file-of-another-kind 1:1"),
    ("a Word file", Path("samples/2012-slips.docx").read_bytes(), "file-of-another-kind 1:1"),
    ("a PDF", b"%PDF-1.7\n%\xe2\xe3", "file-of-another-kind 1:1"),
    ("cut in a character", "title: Côte".encode()[:-3], "file-not-utf-8 1:9 \ufffd"),
    ("too large", b"a" * (LARGEST + 1), "file-too-large 1:1"),
    ("an escape character", b"title: a\x1b[31mb\n", "control-character 1:9 \x1b"),
]


@pytest.mark.parametrize(("data", "expected"), [pytest.param(*case[1:], id=case[0]) for case in FILES])
def test_file_that_is_no_text(data: bytes, expected: str) -> None:
    assert places(complaints("x.yaml", data)) == [expected]


BROKEN = [
    ("two documents", GOOD + "---\n" + GOOD, "two-documents 4:1 ---"),
    ("tab before a dash", HEAD + "meetings:\n\t- id: a\n", "tab 4:1"),
    ("tab before a field", HEAD + "meetings:\n  - id: a\n\tkind: review-conference\n", "tab 5:1"),
    ("tab after spaces", HEAD + "meetings:\n  - id: a\n  \tkind: review-conference\n", "tab 5:3"),
    ("colon in a text", "title: Work programme: 2012\n", "colon-in-text 1:8 Work programme: 2012"),
    ("colon in an item", "meetings:\n  - id: a: b\n", "colon-in-text 2:9 a: b"),
    ("too far in", "title: T\n   venue: x\n", "indentation 2:4 venue: x"),
    ("between two levels", HEAD + "meetings:\n  - id: a\n   kind: x\n", "indentation 5:4 kind: x"),
    ("too far out", HEAD + "meetings:\n    - id: a\n  kind: x\n", "indentation 5:3 kind: x"),
    ("no space behind a colon", "treaty:CCM\nyear: 2012\n", "colon-missing 1:1 treaty:CCM"),
    ("no space in an item", "title: T\nmeetings:\n  - id:a\n    kind: x\n", "colon-missing 3:5 id:a"),
    ("no space anywhere", "treaty:CCM\nyear:2012\n", "colon-missing 1:1 treaty:CCM"),
    ("an address", "https://a.b\n", "no-fields-at-all 1:1 https://a.b"),
    ("no colon", "title: T\nmeetings\nyear: 2012\n", "colon-missing 2:1 meetings"),
    ("open double mark", 'title: "T\nyear: 2012\n', 'quote-not-closed 1:8 "T'),
    ("open single mark", "title: 'T\n", "quote-not-closed 1:8 'T"),
    ("apostrophe in single marks", "title: 'the Unit's seat'\n", "words-after-value 1:8 'the Unit's seat'"),
    ("words after a mark", 'title: "Work" programme\n', 'words-after-value 1:8 "Work" programme'),
    ("open bracket", "meetings: [a, b\ntitle: T\n", "bracket-not-closed 1:11 ["),
    ("open bracket at the end", "meetings: [a, b", "bracket-not-closed 1:11 ["),
    ("open brace", "president: {name: a\n", "bracket-not-closed 1:12 {"),
    ("words after a bracket", "president: [name, title] of State\n", "words-after-value 1:12 [name, title] of State"),
    ("an at sign", "title: @home\n", "sign-needs-quotes 1:8 @home"),
    ("a backtick", "title: `T`\n", "sign-needs-quotes 1:8 `T`"),
    ("a per cent sign", "title: %T\n", "sign-needs-quotes 1:8 %T"),
    ("asterisks", "title: *urgent!*\n", "sign-needs-quotes 1:8 *urgent!*"),
    ("an ampersand", "title: & co\n", "sign-needs-quotes 1:8 & co"),
    ("a greater sign", "title: > 5 days\n", "sign-needs-quotes 1:8 > 5 days"),
    ("a dash after a colon", "title: - T\n", "sign-needs-quotes 1:8 - T"),
    ("a backslash", 'title: "a\\qb"\n', "backslash 1:10 \\"),
    ("an endless alias", HEAD + "meetings: &m [*m]\n", "alias-endless 3:15 *m"),
    ("an alias bomb", "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{last}'] * 10)}]\n" for last, name in zip("abcdefgh", "bcdefghi", strict=True)
    ), "too-many-values 6:36 *e"),
    ("nested in lines", "".join(" " * depth + "a:\n" for depth in range(1000)), "nested-too-deep 101:101 a"),
]  # fmt: skip


@pytest.mark.parametrize("parser", [yaml.CLoader, yaml.Loader], ids=["C", "pure"])
@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case[1:], id=case[0]) for case in BROKEN])
def test_text_that_is_no_yaml(monkeypatch: pytest.MonkeyPatch, parser: type, text: str, expected: str) -> None:
    monkeypatch.setattr(yaml_text, "_Parser", parser)
    assert places(complaints("x.yaml", text)) == [expected]


def test_a_thousand_brackets() -> None:
    for text in ("a: " + "[" * 1000 + "]" * 1000, "a: " + "[" * 3_000_000):
        assert [made.code for made in complaints("x.yaml", text)] == ["nested-too-deep"]
    for text in ("[" * 1000 + "]" * 1000, "[" * 101, "[" * 500_000):
        found = complaints("x.json", text)
        assert found[0].code in ("nested-too-deep", "json-value")
    assert places(complaints("x.json", "[" * 1000 + "]" * 1000)) == ["nested-too-deep 1:101 ["]


JSON = [
    ("comma before a brace", '{"title": "T",}', "json-comma-left-over 1:14 ,"),
    ("comma before a bracket", '{"meetings": [1,\n]}', "json-comma-left-over 1:16 ,"),
    ("bare name", "{title: 1}", "json-key-quotes 1:2 t"),
    ("single marks", "{'title': 1}", "json-key-quotes 1:2 '"),
    ("line break in a text", '{"title": "a\nb"}', "json-line-break 1:13"),
    ("open mark", '{"title": "T}', 'quote-not-closed 1:11 "'),
    ("no comma", '{"title": "T"\n "year": 2012}', 'json-comma-missing 2:2 "'),
    ("more text", '{"title": "T"} x', "json-more-text 1:16 x"),
    ("bare word", '{"title": yes}', "json-value 1:11 y"),
    ("cut off", '{"title":\n', "json-value 1:10"),
    ("comment", "// T\n{}", "json-comment 1:1 /"),
    ("comment behind a comma", '{"title": "T", // x\n"year": 1}', "json-comment 1:16 /"),
    ("comment behind a value", '{"title": "T" # x\n}', "json-comment 1:15 #"),
    ("comment before a value", '{"title": /* x */ "T"}', "json-comment 1:11 /"),
    ("comment at the end", '{"title": "T"}\n// x', "json-comment 2:1 /"),
    ("backslash", '{"title": "\\q"}', "backslash 1:12 \\"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case[1:], id=case[0]) for case in JSON])
def test_text_that_is_no_json(text: str, expected: str) -> None:
    assert places(complaints("x.json", text)) == [expected]


WRONG = [
    ("duplicate key", "title: S\n" + GOOD, ["duplicate-key 2:1 title"]),
    ("duplicate key in marks", GOOD + '"title": S\n', ['duplicate-key 4:1 "title"']),
    ("key that is a number", GOOD + "2012: x\n", ["key-not-text 4:1 2012"]),
    ("key that is nothing", GOOD + "null: x\n", ["key-not-text 4:1 null"]),
    ("key that is a list", GOOD + "? [a, b]\n: x\n", ["key-not-text 4:3 [a, b]"]),
    ("alias of nothing", HEAD + "meetings: *m\n", ["alias-unknown 3:11 *m"]),
    ("tag", HEAD + "meetings: []\nvenue: !python/name x\n", ["tag-unknown 4:8 !python/name x"]),
    ("tag of a list", HEAD + "meetings: !set []\n", ["tag-unknown 3:11 !set"]),
    ("tag that does not suit", HEAD + 'meetings: []\nvenue: !!int "x"\n', ["tag-unknown 4:8 !!int \"x\""]),
    ("endless number", GOOD + "year: " + "1" * 41 + "\n", ["number-too-long 4:7 " + "1" * 41]),
    ("endless exponent", GOOD + "year: 1e31\n", ["number-too-long 4:7 1e31"]),
    ("not a number", GOOD + "year: .nan\n", ["number-not-finite 4:7 .nan"]),
    ("misspelt field", GOOD + "yaer: 2012\n", ["unknown-field 4:1 yaer"]),
    ("missing fields", "title: T\n", ["missing-field 1:1 title: T"]),
    ("missing below", HEAD + "meetings:\n  - id: a\n    city: x\n", ["missing-field 4:5 id: a"]),
    ("key that is empty", GOOD + "? \n: x\n", ["key-not-text 4:2"]),
    ("merge key", GOOD + "<<: {year: 2012}\n", ["unknown-field 4:1 <<"]),
    ("record for a text", GOOD + "venue: {city: x}\n", ["wrong-kind 4:8 {city: x}"]),
    ("list for a text", GOOD + "venue: [city, country]\n", ["list-in-brackets 4:8 [city, country]"]),
    ("list for a date", HEAD.replace("2011-09-16", "[day]") + "meetings: []\n", ["list-in-brackets 2:13 [day]"]),
    ("list for a record", GOOD + "president: [name, title]\n", ["list-in-brackets 4:12 [name, title]"]),
    ("items for a record", GOOD + "president:\n  - name\n", ["wrong-kind 5:3 - name"]),
    ("record for a list", HEAD + "meetings: {id: a}\n", ["wrong-kind 3:11 {id: a}"]),
    ("text for a list", HEAD + "meetings: no\n", ["wrong-kind 3:11 no"]),
    ("text for a truth", GOOD + "independent: yes\n", ["wrong-kind 4:14 yes"]),
    ("number for a text", GOOD + "venue: 5\n", ["text-without-quotes 4:8 5"]),
    ("truth for a text", GOOD + "venue: true\n", ["text-without-quotes 4:8 true"]),
    ("text for a number", GOOD + "year: twenty\n", ["wrong-kind 4:7 twenty"]),
    ("marks round a number", GOOD + 'year: "2012"\n', ['number-in-quotes 4:7 "2012"']),
    ("broken number", GOOD + "year: 2012.5\n", ["wrong-kind 4:7 2012.5"]),
    ("30 February", HEAD.replace("2011-09-16", "2012-02-30") + "meetings: []\n", ["impossible-date 2:13 2012-02-30"]),
    ("month 13", HEAD.replace("2011-09-16", "2012-13-XX") + "meetings: []\n", ["impossible-date 2:13 2012-13-XX"]),
    ("date in words", HEAD.replace("2011-09-16", "in 2011") + "meetings: []\n", ["date-notation 2:13 in 2011"]),
    ("interval the wrong way", GOOD.replace("2011-09-16", "2012-02/2012-01-31"),
     ["interval-reversed 2:13 2012-02/2012-01-31"]),
    ("interval without a day", GOOD.replace("2011-09-16", "../.."), ["interval-open 2:13 ../.."]),
    ("interval of no day", GOOD.replace("2011-09-16", "2012-02-30/.."), ["impossible-date 2:13 2012-02-30/.."]),
    ("interval without an end", GOOD.replace("2011-09-16", "2012-02-28/"), ["date-notation 2:13 2012-02-28/"]),
    ("interval of three", GOOD.replace("2011-09-16", "2012/2013/.."), ["date-notation 2:13 2012/2013/.."]),
    ("more in the middle", GOOD + "states: [Laos, ..., Guinea]\n", ["rest-misplaced 4:16 ..."]),
    ("more and more", GOOD + "states: [Laos, ..., …]\n", ["rest-misplaced 4:16 ..."]),
    ("more for a list", HEAD + "meetings: '...'\n", ["rest-misplaced 3:11 '...'"]),
    ("more for a text", GOOD + "venue: …\n", ["rest-misplaced 4:8 …"]),
    ("more in an item", HEAD + "meetings: [{id: a, kind: ...}]\n", ["rest-misplaced 3:26 ..."]),
    ("more and a wrong item", HEAD + "meetings: [5, ...]\n", ["wrong-kind 3:12 5"]),
    ("word not allowed", HEAD + "meetings: [{id: a, kind: reveiw}]\n", ["word-not-allowed 3:26 reveiw"]),
    ("the same id", HEAD + "meetings:\n  - {id: a, kind: ____}\n  - {id: a, kind: ____}\n", ["not-unique 5:10 a"]),
    ("end before start", HEAD + "meetings: [{id: a, kind: ____, start: 2012-05-XX, end: 2012-04-30}]\n",
     ["end-before-start 3:56 2012-04-30"]),
    ("only words", "words\n", ["no-fields-at-all 1:1 words"]),
    ("only a blank", "____\n", ["no-fields-at-all 1:1 ____"]),
    ("only a list", "- a\n", ["no-fields-at-all 1:1 - a"]),
    ("all at once", "title: {a: b}\ndecided_on: 2011-09-31\ntitle: T\nyaer: 5\nmeetings:\n  - [a]\n  - id: 5\n", [
        "wrong-kind 1:8 {a: b}", "impossible-date 2:13 2011-09-31", "duplicate-key 3:1 title", "unknown-field 4:1 yaer",
        "list-in-brackets 6:5 [a]", "missing-field 7:5 id: 5", "text-without-quotes 7:9 5"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case[1:], id=case[0]) for case in WRONG])
def test_document_that_does_not_fit(text: str, expected: list[str]) -> None:
    assert places(complaints("x.yaml", text)) == expected


JSON_WRONG = [
    ('{"title": "T", "title": "S", "decided_on": null, "meetings": []}', ["duplicate-key 1:16 \"title\""]),
    ('{"title": NaN, "decided_on": null, "meetings": []}', ["number-not-finite 1:11 NaN"]),
    ('{"title": "\\ud800", "decided_on": null, "meetings": []}', ['half-a-character 1:11 "\\ud800"']),
    ('{"title": 5, "decided_on": null, "meetings": []}', ["text-without-quotes 1:11 5"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JSON_WRONG)
def test_json_that_does_not_fit(text: str, expected: list[str]) -> None:
    assert places(complaints("x.json", text)) == expected


WORDING = [
    ("title: S\n" + GOOD, "each field may be written once, but `title` stands on line 1 and again on line 2",
     "Delete one of the two, or correct its name."),
    (GOOD + "presidant: x\n", "the work programme has no field `presidant`", "did you mean `president`?"),
    (GOOD + "president: [name, title]\n",
     "`president` needs a record (president), but square brackets without quotation marks make a list",
     'If it is a placeholder, write `"[name, title]"`.'),
    (GOOD + "president: Ms X\n", "`president` needs a record (president), but the text `Ms X` was found",
     "Write it field by field: `{name: …, state: …}`. If it is not decided yet, write `____`."),
    (GOOD + "president: [name, title] of State\n", "a value needs to end with its `]`, but more words follow",
     'If all of it is one text, put quotation marks around the whole: `"[name, title] of State"`.'),
    (GOOD + "venue: Geneva: CICG\n", "a text that holds a colon needs quotation marks, but this one has none",
     'Write `"Geneva: CICG"`.'),
    (GOOD + "venue: 5\n", "`venue` needs text, but the number `5` was found", 'Put quotation marks around it: `"5"`.'),
    (HEAD + "meetings: [{id: a, kind: reveiw-conference}]\n",
     "`kind` must be one of `intersessional`, `review-conference`, but `reveiw-conference` was found",
     "did you mean `review-conference`? If it is not decided yet, write `____`."),
    (HEAD + "meetings: [5]\n", "each item of `meetings` needs a record (meeting), but the number `5` was found",
     "Write it field by field: `{id: …, kind: …, …}`. If it is not decided yet, write `____`."),
    (HEAD.replace("2011-09-16", "16 September 2011") + "meetings: []\n",
     "`decided_on` needs a date written like 2012-04-16, but the text `16 September 2011` was found",
     "Write `2011-09-16`. What is not decided yet is written `2012-04-XX`, `2012-XX-XX` or `____`."),
    (GOOD.replace("2011-09-16", "2012-01-01 / 2012-06-30"),
     "`decided_on` needs a date written like 2012-04-16, but the text `2012-01-01 / 2012-06-30` was found",
     "An interval of days is written `2012-01-01/2012-06-30`, with `..` for an end that is open. What is not decided yet is written `2012-04-XX`, `2012-XX-XX` or `____`."),
    (HEAD.replace("2011-09-16", "31 September 2011") + "meetings: []\n",
     "`decided_on` needs a date of the calendar, but `31 September 2011` does not exist",
     "Correct the day or the month. A day that is not known yet is written `2012-09-XX`."),
    (HEAD + "meetings: [{id: a, kind: ____, years: 2012}]\n", "`years` needs a list of numbers, but the number `2012` was found",
     "A list stands in square brackets, even with one item: `[2012]`. If it is not decided yet, write `____`."),
    ("words\n", "a work programme needs fields such as `title: …`, each on a line of its own, but the text `words` was found",
     "Start one with `ccmcheck new YEAR`."),
    (GOOD + "<<: {year: 2012}\n", "the work programme has no field `<<`",
     "Fields are not taken over with `<<`: write them out."),
    ("title: T\n", "the work programme needs `decided_on` and `meetings`, but nothing is stated",
     "Add what is missing. What is not decided yet is written `____`."),
    (GOOD + 'venue: {"\\e[31m": x}\n', "`venue` needs text, but a record with `\\u001b[31m` was found",
     "If it is not decided yet, write `____`."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "advice"), WORDING)
def test_wording(text: str, message: str, advice: str) -> None:
    (made,) = complaints("x.yaml", text)
    assert (made.message, made.help) == (message, advice)


def test_no_more_complaints_than_anyone_reads() -> None:
    found = complaints("x.yaml", HEAD + "meetings:\n" + "  - x\n" * 5000)
    assert [made.code for made in found] == ["wrong-kind"] * 200 + ["complaints-left-out"]
    assert found[-1].span.position.line == 204


def test_depth_counts_through_aliases() -> None:
    deep = "a: &a {0}{1}\nb: {2}*a{3}\n"
    fits = deep.format("[" * 60, "]" * 60, "[" * 39, "]" * 39)
    too_deep = deep.format("[" * 60, "]" * 60, "[" * 40, "]" * 40)
    assert "nested-too-deep" not in [made.code for made in complaints("x.yaml", fits)]
    assert places(complaints("x.yaml", too_deep)) == ["nested-too-deep 2:44 *a"]


RELATED = [
    ("title: S\n" + GOOD, [(1, "the first one")]),
    (GOOD + "---\n" + GOOD, [(1, "the first one")]),
    (HEAD + "meetings:\n  - {id: a, kind: ____}\n  - {id: a, kind: ____}\n", [(4, "the first one")]),
    (HEAD + "meetings:\n  - id: a\n    kind: ____\n    start: 2013-01-01\n    end: 2012\n", [(6, "`start`")]),
]


@pytest.mark.parametrize(("text", "expected"), RELATED)
def test_second_place(text: str, expected: list[tuple[int, str]]) -> None:
    (made,) = complaints("x.yaml", text)
    assert [(other.span.position.line, other.label) for other in made.related] == expected


def test_what_does_not_fit_hides_nothing_else() -> None:
    source = Source.of("x.yaml", GOOD + "venue: [a]\nyear: 2012\n")
    programme = read(source, VOCABULARY, NAMES)
    assert programme.root is not None
    refused = child(programme.root, "venue")
    assert (refused.state, refused.text) == (State.UNSTATED, "[a]")
    assert child(programme.root, "year").text == "2012"
