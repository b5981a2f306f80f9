"""The configuration: each setting, what it wins over, and a complaint with its place for everything else."""

from __future__ import annotations

import pytest

from ccmcheck.base.source import Source
from ccmcheck.run.settings import Settings, read, speaks

ALL = """\
paths = ["programmes", "drafts/2013.yaml"]
rules = ["own.rules"]
stage = "final"
waivers = "waivers.yaml"
baseline = "baseline.json"
require-applied = ["beirut-2011/intersessional-length"]
[reports]
sarif = "out/report.sarif"
html = "out/report.html"
"""


def test_every_setting_is_read_and_paths_lead_from_the_file() -> None:
    settings, problems = read(Source.of("../ccmcheck.toml", ALL))
    assert problems == ()
    assert settings == Settings(
        paths=("../programmes", "../drafts/2013.yaml"),
        rules=("../own.rules",),
        stage="final",
        waivers="../waivers.yaml",
        baseline="../baseline.json",
        reports=(("sarif", "../out/report.sarif"), ("html", "../out/report.html")),
        require_applied=("beirut-2011/intersessional-length",),
    )


def test_the_table_of_a_shared_file_is_the_same() -> None:
    table = ALL.replace("[reports]", "[tool.ccmcheck.reports]")
    text = f'[project]\nname = "x"\n[tool.other]\npaths = 3\n[tool.ccmcheck]\n{table}'
    shared, problems = read(Source.of("pyproject.toml", text))
    assert problems == ()
    assert shared == read(Source.of("ccmcheck.toml", ALL))[0]


def test_an_absolute_path_stays() -> None:
    assert read(Source.of("x/ccmcheck.toml", 'waivers = "/a/waivers.yaml"'))[0].waivers == "/a/waivers.yaml"


@pytest.mark.parametrize(
    ("name", "text", "own"),
    [
        ("ccmcheck.toml", "", True),
        ("pyproject.toml", "[project]\nname = 'x'\n", False),
        ("pyproject.toml", "[tool.ccmcheck]\npaths = []\n", True),
        ("pyproject.toml", "tool.ccmcheck.stage = 'draft'", True),
    ],
)
def test_a_shared_file_counts_where_it_speaks_of_the_tool(name: str, text: str, own: bool) -> None:
    assert speaks(Source.of(name, text)) is own


BAD = [
    # text, line, words of the message, words of the help
    ('path = ["a"]', 1, "`path` is none", "did you mean `paths`?"),
    ('paths = ["a"]\nfinal = true', 2, "`final` is none", "The settings are `paths`, `rules`, `stage`"),
    ('require_applied = ["a"]', 1, "`require_applied` is none", "did you mean `require-applied`?"),
    ('[tool.ccmcheck]\npaths = ["a"]', 1, "`tool` is none", ""),
    ('stage = "Final"', 1, '`stage` needs `"draft"` or `"final"`, but `"Final"`', ""),
    ("stage = true", 1, "but `true` was found", ""),
    ('paths = "a"', 1, "`paths` needs a list of files and folders", ""),
    ("paths = []", 1, "but an empty list was found", ""),
    ('paths = ["a", 3]', 1, "but a list that holds something else was found", ""),
    ('waivers = ["a"]', 1, "`waivers` needs a file", ""),
    ('baseline = ""', 1, "`baseline` needs a file", ""),
    ('stage = "finl"', 1, '`"finl"` was found', "did you mean `final`?"),
    ('\n[reports]\npdf = "a.pdf"', 3, "`reports` needs a file for a format (text, json", ""),
    ('[reports]\nhtm = "x"', 2, "but `htm` was found", "did you mean `html`?"),
    ("[reports]\nsarif = 3", 2, '`sarif` needs a file, like `"report.sarif"`, but `3` was found', ""),
    ("stage = 'draft'\nreports = { html = 3 }", 2, "`html` needs a file", ""),
    ("stage = 'draft'\nreports.html = []", 2, "`html` needs a file", ""),
    ("reports = 3", 1, "`reports` needs a file for a format", ""),
    ('paths = ["a"', 1, "this place cannot be read", ""),
    ('stage = "draft"\nstage = "final"', 2, "this place cannot be read", "a name that stands twice"),
    ('paths = ["a"]\n= 3', 2, "this place cannot be read", ""),
    ("x = " + "[" * 5000, 1, "this place cannot be read", ""),
]


@pytest.mark.parametrize(("text", "line", "words", "advice"), BAD, ids=range(len(BAD)))
def test_what_is_wrong_has_a_place_and_advice(text: str, line: int, words: str, advice: str) -> None:
    _, problems = read(Source.of("ccmcheck.toml", text))
    assert len(problems) == 1, [problem.message for problem in problems]
    assert problems[0].span.position.line == line
    assert words in problems[0].message
    assert advice in problems[0].help


MARKED = [
    # text, what is marked of it
    ('stage = "finl"', '"finl"'),
    ("stage = true # or so", "true"),
    ('[reports]\nhtml = 3\njson = "html"', "3"),
    ('[reports]\njson = "htm"\nhtm = "x"', "htm"),
    ("[reports]\n'htm' = 'x'", "htm"),
    ('reports = { json = "a.json", html = 3 }', "3"),
    ('paths = ["a", 3]', '["a", 3]'),
    ('paths = [\n  "a",\n  3,\n]', "paths"),
    ('fnal = "x"', "fnal"),
    ('waivers = "../w.yaml"', '"../w.yaml"'),
    ('rules = [\n  "a.rules",\n  "../b.rules",\n]', '"../b.rules"'),
]


@pytest.mark.parametrize(("text", "marked"), MARKED)
def test_what_is_wrong_is_marked(text: str, marked: str) -> None:
    for name, head in (("ccmcheck.toml", ""), ("pyproject.toml", "[tool.ccmcheck]\n")):
        whole = (head + text).replace("[reports]", "[tool.ccmcheck.reports]" if head else "[reports]")
        (problem,) = read(Source.of(name, whole), found=True)[1]
        assert problem.span.text == marked


def test_where_files_and_rules_are_named() -> None:
    places = read(Source.of("x/ccmcheck.toml", ALL))[0].places
    assert {name: (span.text, span.position.line) for name, span in places.items()} == {
        "x/own.rules": ('"own.rules"', 2),
        "x/waivers.yaml": ('"waivers.yaml"', 4),
        "x/baseline.json": ('"baseline.json"', 5),
        "beirut-2011/intersessional-length": ('"beirut-2011/intersessional-length"', 6),
    }


def test_sound_settings_count_beside_faulty_ones_and_all_are_complained_about() -> None:
    settings, problems = read(Source.of("ccmcheck.toml", 'stage = "final"\npaths = 3\nfoo = 1\n'))
    assert settings.stage == "final"
    assert [problem.code for problem in problems] == ["setting-kind", "unknown-setting"]
