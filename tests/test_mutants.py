"""Changed words: which changes there are, that each is judged as it reads, and which an example notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ccmcheck.authoring.mutants import Mutant, Tried, try_all
from ccmcheck.authoring.mutants.mutations import Mutation, alternatives, of_define, of_rule
from ccmcheck.base.resources import all_bundled_rules, bundled_rules
from ccmcheck.base.source import Source
from ccmcheck.language.rulebook.beside import bundled_vocabulary
from ccmcheck.language.rulebook.load import Loaded, load
from ccmcheck.language.syntax import parse, tree
from tests.example_rules import LENGTH, examined

WORDS = alternatives(bundled_vocabulary("work-programme.schema.json"))
RULE = 'obligation r\n  under 3 "held in Geneva"\n'


def changes(text: str) -> tuple[Source, list[Mutation[tree.RuleStatement]]]:
    source = Source.of("r.rules", text)
    parsed, problems = parse(source)
    assert not problems
    (rule,) = (statement for statement in parsed.statements if isinstance(statement, tree.RuleStatement))
    return source, list(of_rule(rule, WORDS))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("require x <= 5 days", ["< 5 days", "= 5 days", "!= 5 days", "> 5 days", ">= 5 days", "4 days", "6 days"]),
        ("require x in [1]", ["x not in [1]", "[0]", "[2]"]),
        ("require x not in [0]", ["x in [0]", "[1]"]),
        ("require x < 1 year", ["<= 1 year", "0 years", "2 years", "= 1", "!= 1", "> 1", ">= 1"]),
        ("require x = 1.5", ["1.4", "1.6", "!= 1", "< 1", "<= 1", "> 1", ">= 1"]),
        ("require x < 2012-03-01", ["2012-02-29", "2012-03-02", "<= 2", "= 2", "!= 2", "> 2", ">= 2"]),
        ("require x = 2012-01-XX", ["2011-12-XX", "2012-02-XX", "!= 2", "<= 2", "< 2", "> 2", ">= 2"]),
        ("require x = 2012-XX-XX", ["2011-XX-XX", "2013-XX-XX", "!= 2", "<= 2", "< 2", "> 2", ">= 2"]),
        ("require x between 1 and 2", ["between 0 and", "between 2 and", "and 1", "and 3"]),
        ("require x = true", ["x = false", "!= true", "< true", "<= true", "> true", ">= true"]),
        ("require x is given", ["x is missing"]),
        ("require x is missing", ["x is given"]),
        ("require not x", ["require x"]),
        ("require a and b and c", ["a or b and c", "a and b or c"]),
        ("require a or b or c", ["a and b or c", "a or b and c"]),
        ("require a and b or c", ["a or b or c", "a and b and c"]),
        ("require (a and b) or not c", ["(a or b) or not c", "(a and b) and not c", "(a and b) or c"]),
        ("require every x in l satisfies x", ["some x in l", "no x in l"]),
        ("require some x in l where a satisfies x", ["every x in", "no x in", "some x in l satisfies x"]),
        ("require no x in l satisfies x", ["every x in l", "some x in l"]),
        ("require count([x for x in l where a]) = y", ["for x in l ]", "!= y", "< y", "<= y", "> y", ">= y"]),
        ("require a = b + c", ["b - c", "!= b", "< b", "<= b", "> b", ">= b"]),
        ("require if a then not b", ["then b"]),
        (
            "require at least 2 x in l where a satisfies b",
            ["at most 2 x", "exactly 2 x", "at least 1 x", "at least 3 x", "at least 2 x in l satisfies b"],
        ),
        ("require exactly 0 x in l satisfies b", ["at least 0 x", "at most 0 x", "exactly 1 x"]),
        (
            "require x in every 2 years from 2019",
            ["x not in every", "every 1 years", "every 3 years", "from 2018", "from 2020"],
        ),
        ("require x not in every 1 year from 2019", ["x in every", "every 2 years", "from 2018", "from 2020"]),
        (
            "require two thirds of x = y",
            ["a third of", "half of", "three quarters of", "!=", "< y", "<= y", "> y", ">= y"],
        ),
        ("require 40 percent of x = y", ["39 percent of", "41 percent of", "!=", "< y", "<= y", "> y", ">= y"]),
        ("require count([y for x in l, y in x.l where a]) = z", ["y in x.l ]", "!=", "< z", "<= z", "> z", ">= z"]),
        ("when a require b", ["require b"]),
        ("for each x in l where a require b", ["for each x in l require b"]),
        ("for each x in [y for y in l where a] require b", ["[y for y in l ]"]),
        ('require a unless b under 1 "c" unless d under 2 "e"', ['a unless d under 2 "e"', 'a unless b under 1 "c"']),
        (
            'require a in ["reporting"]',
            ["a not in", '["national-implementation-measures"]'],
        ),
        ('require a = "Geneva"', ["a != ", "a < ", "a <= ", "a > ", "a >= "]),
        # comments between the words are no words
        ("require a -- and\n  and -- or\n  b", ["a -- and\n  or -- or\n  b"]),
    ],
)
def test_every_change_of_one_word(rule: str, expected: list[str]) -> None:
    source, found = changes(f"{RULE}  {rule}\n")
    made = [_text(source, change) for change in found]
    squeezed = [" ".join(text.split()) for text in made]
    missing = [words for words in expected if not any(" ".join(words.split()) in text for text in squeezed)]
    assert (missing, len(made)) == ([], len(expected)), made


def _text(source: Source, change: Mutation[tree.RuleStatement]) -> str:
    return f"{source.text[: change.span.start]}{change.words or ' '}{source.text[change.span.end :]}"


def _statements(loaded: Loaded) -> Iterator[tuple[tree.Statement, Iterator[Mutation[tree.Statement]]]]:
    for statement in loaded.parsed.statements:
        if isinstance(statement, tree.RuleStatement):
            yield statement, of_rule(statement, WORDS)  # type: ignore[misc]
        elif isinstance(statement, tree.DefineStatement):
            yield statement, of_define(statement, WORDS)  # type: ignore[misc]


EXTRA = """\
obligation extra
  under 3 "held in Geneva"
  for each a in l, b in a.l where not (a.x = 1 or b.x != 2) and a.y is given
  when if a.x then every c in l where c.x < 5 days or c.y satisfies c.x and c.y or c.z
  require (a or b) and not c or d and e and f or g -- a comment
    and h
  unless x between 2 and 3 under 3 "held"
"""


def test_what_is_shown_is_what_is_judged() -> None:
    """Law: the changed text, parsed, is the changed tree, for every change of the bundled rules and all other sorts."""
    tried = 0
    files = [load(file, name)[0] for file, name in bundled_rules()]
    statements = [pair for loaded in files if loaded for pair in _statements(loaded)]
    extra, problems = parse(Source.of("extra.rules", EXTRA))
    assert not problems
    statements += _statements(Loaded(extra, None, None, Path()))
    for statement, found in statements:
        for change in found:
            text, start = statement.span.text, statement.span.start
            changed = f"{text[: change.span.start - start]}{change.words or ' '}{text[change.span.end - start :]}"
            parsed, complaints = parse(Source.of("changed.rules", changed))
            assert not complaints, changed
            assert parsed.statements == (change.made,), changed
            tried += 1
    assert tried > 500


# -- judged --------------------------------------------------------------------------------------------------------


def tried(folder: Path, rules: str) -> Tried:
    found = examined(folder, rules)
    assert not found.problems
    assert all(trial.passed for trial in found.trials)
    return try_all(found)


def lines(mutants: tuple[Mutant, ...]) -> list[str]:
    return [mutant.line for mutant in mutants]


ALL = """\
  example accepts
  example accepts with meetings[0].end = 2012-04-20
  example rejects with meetings[0].end = 2012-04-21
  example passes over without meetings[0]
"""


@pytest.mark.parametrize(
    ("without", "unnoticed"),
    [
        ("", []),
        ("example accepts\n", ["require days(meeting.start, meeting.end) = 5 days"]),
        (
            "example accepts with meetings[0].end = 2012-04-20",
            ["require days(meeting.start, meeting.end) < 5 days", "require days(meeting.start, meeting.end) <= 4 days"],
        ),
        (
            "example rejects with meetings[0].end = 2012-04-21",
            ["require days(meeting.start, meeting.end) <= 6 days"],
        ),
    ],
)
def test_a_change_that_no_example_notices(tmp_path: Path, without: str, unnoticed: list[str]) -> None:
    examples = "".join(line for line in ALL.splitlines(keepends=True) if line.strip() != without.strip())
    found = lines(tried(tmp_path, LENGTH + examples).unnoticed)
    assert set(unnoticed) <= set(found)
    assert bool(found) is bool(unnoticed)


def test_it_is_the_line_as_it_would_be_with_its_place(tmp_path: Path) -> None:
    examples = ALL.replace("  example rejects with meetings[0].end = 2012-04-21\n", EXAMPLE_FAR)
    (mutant,) = tried(tmp_path, LENGTH + examples).unnoticed
    assert mutant.line == "require days(meeting.start, meeting.end) <= 6 days"
    assert mutant.span.text == "5 days"
    assert (mutant.rule, mutant.span.position.column) == ("length", 47)


EXAMPLE_FAR = "  example rejects with meetings[0].end = 2012-04-22\n"


def test_a_dropped_where_over_two_lines_is_shown_on_one(tmp_path: Path) -> None:
    rule = LENGTH.replace(" where meeting.kind", " where -- only these\n    meeting.kind")
    found = tried(tmp_path, rule + "  example accepts\n").unnoticed
    assert "for each meeting in meetings" in lines(found)


def test_a_dropped_line_is_named(tmp_path: Path) -> None:
    rule = LENGTH.replace("  require", "  when year = 2012 or -- a comment\n    year = 2013\n  require")
    found = tried(tmp_path, rule + "  example accepts\n").unnoticed
    assert "without `when year = 2012 or year = 2013`" in lines(found)


def test_a_change_that_does_not_load_is_none(tmp_path: Path) -> None:
    """Places have no order, so `=` may only become `!=`."""
    rule = 'obligation place\n  under 3 "held in Geneva"\n  for each m in meetings\n  require m.id != "x"\n'
    assert tried(tmp_path, rule + '  example rejects with meetings[0].id = "x"\n').total == 1


def test_a_definition_is_tried_by_each_rule_that_uses_it(tmp_path: Path) -> None:
    define = "define limit = 5 days\n\ndefine short(m) = days(m.start, m.end) <= limit\n\n"
    rule = LENGTH.replace("days(meeting.start, meeting.end) <= 5 days", "short(meeting)")
    second = rule.replace("obligation length", "obligation again")
    found = tried(tmp_path, define + rule + ALL + second + "  example accepts\n")
    assert {mutant.rule for mutant in found.unnoticed} == {"again"}
    assert {"define limit = 6 days", "define short(m) = days(m.start, m.end) = limit"} & set(lines(found.unnoticed))
    assert "define limit = 4 days" in lines(found.unnoticed)


# -- declared ------------------------------------------------------------------------------------------------------

COUNT = """\
obligation none-linked
  under 3 "held in Geneva"
  for each group in working_groups
  require count(group.coordinators) = 0
  example passes over with working_groups = []
  example accepts with working_groups[0].coordinators = []
  example rejects
"""


def declared(folder: Path, declaration: str) -> Tried:
    found = examined(folder, COUNT + declaration)
    return try_all(found)


def test_without_a_declaration_it_goes_unnoticed(tmp_path: Path) -> None:
    assert lines(declared(tmp_path, "").unnoticed) == ["require count(group.coordinators) <= 0"]


@pytest.mark.parametrize(
    "words",
    [
        "count(group.coordinators) <= 0",
        "<= 0",
        "for each group in working_groups require count(group.coordinators) <= 0",
        "count(group.coordinators)\n    <= 0",
    ],
)
def test_a_declaration_is_counted(tmp_path: Path, words: str) -> None:
    found = declared(tmp_path, f'  same as "{words}" because "nothing counts less than none"\n')
    assert (found.unnoticed, found.problems) == ((), ())
    ((mutant, said),) = found.declared
    assert mutant.line == "require count(group.coordinators) <= 0"
    assert said.reason.text == "nothing counts less than none"
    assert found.total == found.noticed + 1


@pytest.mark.parametrize(
    "words",
    [
        "count(group.coordinators) = 0",  # the rule itself
        "count(group.coordinators) != 0",  # a change that an example notices
        "count(group.coordinators)",  # words beside the change
        "count(group.coordinators) <= 1",  # two changes
        "for each group",
        "",
    ],
)
def test_a_declaration_that_matches_nothing_is_an_error(tmp_path: Path, words: str) -> None:
    found = declared(tmp_path, f'  same as "{words}" because "so it is"\n')
    assert [problem.code for problem in found.problems] == ["same-as-unmatched"]
    assert found.problems[0].span.text == f'"{words}"'
    assert lines(found.unnoticed) == ["require count(group.coordinators) <= 0"]


def test_a_dropped_part_is_declared_by_the_words_around_it(tmp_path: Path) -> None:
    rule = COUNT.replace("in working_groups\n", 'in working_groups where group.topic != "reporting"\n')
    rule = rule.replace('"reporting"', '"victim-assistance"')
    found = try_all(examined(tmp_path, rule))
    assert "for each group in working_groups" in lines(found.unnoticed)
    said = '  same as "group in working_groups require" because "there is no other"\n'
    again = try_all(examined(tmp_path, rule + said))
    assert [mutant.line for mutant, _ in again.declared] == ["for each group in working_groups"]
    assert "for each group in working_groups" not in lines(again.unnoticed)


def test_no_change_of_the_bundled_rules_goes_unnoticed() -> None:
    from ccmcheck.authoring.examples import examine

    for file, name in all_bundled_rules():
        loaded, problems = load(file, name)
        assert loaded is not None
        assert loaded.ruleset is not None
        found = try_all(examine(loaded, problems))
        assert found.total > 5 * len(loaded.ruleset.rules)
        assert [(mutant.rule, mutant.line) for mutant in found.unnoticed] == []
        assert found.problems == ()
        assert found.total == found.noticed + len(found.declared)
