"""The one layout of rules files: what it looks like, that it says the same, and that it is final."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given

from ccmcheck.base import resources
from ccmcheck.base.source import Source
from ccmcheck.cli import main
from ccmcheck.language.formatting import formatted, layout_of
from ccmcheck.language.syntax import Parsed, parse
from tests.rules_files import files

RULE = 'obligation r under 1 "x" require '


def laid_out(text: str) -> str:
    found = formatted(Source.of("x.rules", text))
    assert isinstance(found, str), found
    return found


def test_line_ends_of_another_system_stay() -> None:
    text = (resources.folder("rules") / "beirut-2011.rules").read_text(encoding="utf-8") + "\n-- end\n"
    ended = text.replace("\n", "\r\n")
    assert laid_out(ended) == ended
    assert laid_out("define  a = 1 -- why\r\n\tdefine b = 2") == "define a = 1  -- why\r\n\r\ndefine b = 2\r\n"
    assert laid_out("define a = 1\ndefine b = 2\r\n") == "define a = 1\n\ndefine b = 2\n"


# fmt: off
LAYOUTS = [
    ("a header lines up", 'ruleset a language 1 title "t" sha256 "0" in force from 2011-09-16 until 2015-09-11',
     'ruleset a\n  language 1\n  title    "t"\n  sha256   "0"\n  in force from 2011-09-16 until 2015-09-11\n'),
    ("each part has a line", RULE + 'a = 1 otherwise "z" example accepts example rejects with a=2',
     ('obligation r\n  under 1 "x"\n  require a = 1\n  otherwise "z"\n'
      "  example accepts\n  example rejects with a = 2\n")),
    ("three conditions stand under each other", RULE + "a = 1 and b = 2 and c = 3",
     'obligation r\n  under 1 "x"\n  require a = 1\n    and b = 2\n    and c = 3\n'),
    ("two stand on one line where they fit", RULE + "a = 1\n and b = 2",
     'obligation r\n  under 1 "x"\n  require a = 1 and b = 2\n'),
    ("`satisfies` begins the next line", RULE + f"every x in {'list' * 20} satisfies x = {'a' * 30}",
     f'obligation r\n  under 1 "x"\n  require every x in {"list" * 20}\n    satisfies x = {"a" * 30}\n'),
    ("a quotation goes on indented", f'obligation r under 1 "{"word " * 24}end" require a = 1',
     f'obligation r\n  under 1 "{"word " * 21}word\n    word word end"\n  require a = 1\n'),
    ("one blank line between statements", "define a = 1 define b = 2\n\n\n\ndefine c = 3",
     "define a = 1\n\ndefine b = 2\n\ndefine c = 3\n"),
    ("a comment stays before its statement", "\n\n-- of a\ndefine a = 1\n-- of b\ndefine b = 2",
     "-- of a\ndefine a = 1\n\n-- of b\ndefine b = 2\n"),
    ("a section's comment stands alone", "define a = 1\n-- section\n\ndefine b = 2",
     "define a = 1\n\n-- section\n\ndefine b = 2\n"),
    ("a comment stays at its line's end", "define a = 1 -- why\ndefine b = 2",
     "define a = 1  -- why\n\ndefine b = 2\n"),
    ("a comment stays before its part", RULE + "a = 1\n\n\n   -- here\n\n example accepts",
     'obligation r\n  under 1 "x"\n  require a = 1\n  -- here\n  example accepts\n'),
    ("an indented comment closes its statement", "define a = 1\n  -- closing\n\n-- apart\n\ndefine b = 2",
     "define a = 1\n  -- closing\n\n-- apart\n\ndefine b = 2\n"),
    ("a comment inside a condition ends its line", RULE + "a = 1 -- one\n and b = 2",
     'obligation r\n  under 1 "x"\n  require a = 1  -- one\n    and b = 2\n'),
    ("a comment at the end of the file stays", "define a = 1\n\n-- end", "define a = 1\n\n-- end\n"),
]
# fmt: on


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in LAYOUTS], ids=[case[0] for case in LAYOUTS])
def test_the_layout(text: str, wanted: str) -> None:
    assert laid_out(text) == wanted
    assert laid_out(wanted) == wanted


def test_the_bundled_rules_have_it() -> None:
    for file in resources.folder("rules").iterdir():
        if file.name.endswith(".rules"):
            text = file.read_text(encoding="utf-8")
            assert laid_out(text) == text
            assert max(map(len, text.splitlines())) <= 120


@given(files())
def test_it_says_the_same_and_is_final(text: str) -> None:
    before, problems = parse(Source.of("x.rules", text))
    assert not problems
    once = laid_out(text)
    after, problems = parse(Source.of("x.rules", once))
    assert not problems
    assert after.statements == before.statements
    assert [comment.text for comment in after.comments] == [comment.text for comment in before.comments]
    assert laid_out(once) == once
    assert not any(line != line.rstrip() for line in once.splitlines())


TWO = 'define a = 1  -- why\n\n-- of b\ndefine b = "some words"\n'


@pytest.mark.parametrize(
    ("broken", "from_"),
    [
        (lambda text: text.replace("  -- why\n\n", "\n\n-- why\n"), "-- why"),  # to a line of its own
        (lambda text: text.replace("-- of b\n", "") + "-- of b\n", "-- of b"),  # past the statement it spoke of
        (lambda text: text.replace("-- of b", "-- of c"), "-- of b"),
        (lambda text: text.replace("a = 1", "a = 2"), "1"),
        (lambda text: text.replace("some words", "some  words"), '"some words"'),
        (lambda text: text.replace("define b", "define"), "b"),
    ],
)  # fmt: skip
def test_a_layout_that_says_something_else_is_refused(broken: object, from_: str) -> None:
    assert callable(broken)

    def lay_out(parsed: Parsed) -> str:
        changed = broken(layout_of(parsed))
        assert isinstance(changed, str)
        assert changed != TWO
        return changed

    found = formatted(Source.of("x.rules", TWO), lay_out)
    assert isinstance(found, tuple)
    assert [problem.code for problem in found] == ["layout-differs"]
    assert found[0].span.text == from_


def test_the_command(tmp_path: Path) -> None:
    file, bad = tmp_path / "a.rules", tmp_path / "bad.rules"
    file.write_text("define   a=1 -- why\n")
    run = CliRunner().invoke
    assert run(main, ["fmt", "--check", str(file)]).exit_code == 1
    shown = run(main, ["fmt", "--diff", str(file)])
    assert shown.exit_code == 1
    assert "-define   a=1 -- why\n+define a = 1  -- why\n" in shown.stdout
    assert file.read_text() == "define   a=1 -- why\n"
    assert run(main, ["fmt", str(tmp_path)]).exit_code == 0
    assert file.read_text() == "define a = 1  -- why\n"
    assert run(main, ["fmt", "--check", str(tmp_path)]).exit_code == 0
    assert run(main, ["fmt", "-"], input="define a=1").stdout == "define a = 1\n"
    bad.write_text("define a = = 1\n")
    refused = run(main, ["fmt", str(bad)])
    assert refused.exit_code == 5
    assert bad.read_text() == "define a = = 1\n"
