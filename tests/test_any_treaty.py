"""What is true of one treaty is data: no code outside the reading of drafts knows a word of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.base import resources
from ccmcheck.cli import main
from ccmcheck.language.rulebook.load import load

CODE = Path(__file__).parent.parent / "ccmcheck"
WORDS = re.compile(r"geneva|beirut|cluster|coordinator|working_group|thematic|msp", re.IGNORECASE)
# Readers of drafts know their treaty's language; messages about drafts and examples of commands speak of it.
OURS = ("drafts/", "base/messages/runs.py", "cli/")


def words_in(file: Path) -> Iterator[str]:
    """Every name and every text of a module that is not a docstring."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    described = ast.Module | ast.ClassDef | ast.FunctionDef
    texts = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, described) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str() as text) if id(node) not in texts:
                yield text
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.FunctionDef(name=name):
                yield name
            case _:
                pass


def test_no_code_knows_a_word_of_the_treaty() -> None:
    knowing = [
        f"{file.relative_to(CODE)}: {word[:60]}"
        for file in sorted(CODE.rglob("*.py"))
        if not file.relative_to(CODE).as_posix().startswith(OURS)
        for word in words_in(file)
        if WORDS.search(word)
    ]
    assert knowing == []


@pytest.mark.parametrize("treaty", resources.treaties())
def test_the_bundled_rules_of_a_treaty_lie_where_they_are_looked_for(treaty: str) -> None:
    files = resources.bundled_rules(treaty)
    assert files
    for file, name in files:
        loaded, problems = load(file, name)
        assert not problems
        assert loaded is not None
        assert loaded.ruleset is not None
        assert loaded.around is not None
        assert loaded.ruleset.treaty == treaty == loaded.around.vocabulary.treaties[0]


# -- a treaty made up, from data alone -----------------------------------------------------------------------------

SCHEMA = """\
{
  "title": "calendar", "description": "The year of a society.", "type": "object",
  "x-treaty": ["SOC"], "x-day": "agreed",
  "required": ["treaty", "agreed"], "additionalProperties": false,
  "properties": {
    "treaty": {"type": "string"}, "agreed": {"type": "string", "format": "partial-date"},
    "dinners": {"title": "dinners", "type": "array", "items": {
      "title": "dinner", "type": "object", "x-name": "host", "additionalProperties": false,
      "properties": {"host": {"title": "host", "type": ["string"], "x-register": "members"},
                     "day": {"title": "day", "type": "string", "format": "partial-date"}}}}
  }
}
"""
MEMBERS = """\
{"type": "array", "items": {"title": "member", "type": "object", "x-name": "name", "additionalProperties": false,
 "required": ["name"],
 "properties": {"name": {"type": "string"}, "aliases": {"type": "array", "items": {"type": "string"}}}}}
"""
RULES = """\
ruleset charter
  language 1
  treaty   "SOC"
  title    "The charter of the society"
  short    "charter"
  source   "charter.md"
  schema   "calendar.schema.json"
  in force from 2000-01-01
  base     "base.yaml"

obligation two-dinners
  under 1 "shall dine twice"
  require count(dinners) = 2
  example accepts
  example rejects without dinners[1]

obligation on-a-friday
  under 1 "on a Friday"
  for each dinner in dinners
  require weekday(dinner.day) = "Friday"
  example accepts
  example rejects with dinners[0].day = 2024-03-02
"""
PROGRAMME = """\
treaty: SOC
agreed: 2024-01-01
dinners:
  - {host: Ann, day: 2024-03-01}
  - {host: Annie, day: 2024-03-02}
"""


@pytest.fixture
def society(tmp_path: Path) -> Path:
    """A folder outside the project with everything that is true of a society."""
    files = {
        "charter.rules": RULES,
        "charter.md": "1. The society shall dine twice a year, on a Friday.\n",
        "calendar.schema.json": SCHEMA,
        "members.schema.json": MEMBERS,
        "base.yaml": PROGRAMME.replace("03-02", "03-08"),
        "2024.yaml": PROGRAMME,
        "registers/members.yaml": "- {name: Ann, aliases: [Annie]}\n- {name: Bob}\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, " ".join(result.output.split())


def test_a_society_is_judged_by_its_own_data(society: Path) -> None:
    code, words = run("check", str(society / "2024.yaml"), "--rules", str(society / "charter.rules"))
    assert code == 1
    assert "the weekday of the dinner’s day is `Saturday`" in words
    assert "charter: The charter of the society" in words
    assert "dinners, Annie, day" in words


@pytest.mark.parametrize("command", ["test", "lint", "coverage"])
def test_the_workshop_serves_a_society(society: Path, command: str) -> None:
    code, words = run(command, str(society / "charter.rules"))
    assert code in (0, 1)
    assert "error:" not in words
    assert not WORDS.search(words)


def test_a_handbook_page_a_blank_calendar_and_an_explanation_of_a_society(society: Path) -> None:
    rules = str(society / "charter.rules")
    assert "The charter of the society" in run("handbook", rules)[1]
    code, blank = run("new", "2025", "--rules", rules)
    assert (code, "dinners:" in blank, bool(WORDS.search(blank))) == (0, True, False)
    code, words = run("explain", "charter/on-a-friday", str(society / "2024.yaml"), "--rules", rules)
    assert "the weekday of the dinner’s day is `Saturday`" in words
    assert "State" not in words
    assert "Ann" in run("states", "--rules", rules, "--register", "members")[1]
    code, said = run("states", "--rules", rules, "--register", "members", "--on", "2012-01-01")
    assert code == 2
    assert "`members` does not say who was a party on a day" in said


def test_a_blank_is_a_blank_though_the_schema_says_nothing_of_it(society: Path) -> None:
    text = PROGRAMME.replace("host: Ann,", "host: ____,").replace("day: 2024-03-01", "day: TBD")
    (society / "2024.yaml").write_text(text.replace("03-02", "03-33"), encoding="utf-8")
    words = run("check", str(society / "2024.yaml"), "--rules", str(society / "charter.rules"))[1]
    assert "03-33" in words
    assert "but the text `____`" not in words
    assert "0 violated · 1 undecided · 1 satisfied" in words
    (society / "2024.yaml").write_text("treaty: SOC\nagreed: ____\ndinners: ____\nmood: gay\n", encoding="utf-8")
    words = run("check", str(society / "2024.yaml"), "--rules", str(society / "charter.rules"))[1]
    assert words.count("error:") == 1
    assert "2 undecided" in words


@pytest.mark.parametrize(("row", "blank"), [("{name: Ann, aliases: TBD}", "TBD"), ("{name: ____}", "____")])
def test_a_register_has_no_blanks_whatever_its_schema_says(society: Path, row: str, blank: str) -> None:
    (society / "registers/members.yaml").write_text(f"- {row}\n", encoding="utf-8")
    words = run("lint", str(society / "charter.rules"))[1]
    assert f"a register needs facts, but the blank `{blank}` was found" in words


def test_a_programme_of_a_treaty_that_nobody_encoded(society: Path) -> None:
    code, words = run("check", str(society / "2024.yaml"))
    assert code == 4
    assert "no decision of the treaty `SOC` is encoded" in words


MINE_BAN = "rules/apmbc/samples/1999.yaml"


def test_what_only_a_solver_can_say_of_a_programme_of_another_treaty(tmp_path: Path) -> None:
    pytest.importorskip("z3")
    text = Path(MINE_BAN).read_text(encoding="utf-8")
    late = tmp_path / "late.yaml"
    late.write_text(text.replace("2000", "2001").replace("1999-05-", "2001-05-").replace("year: 1999", "year: 2001"))
    open_ = tmp_path / "open.yaml"
    open_.write_text(text.replace("start: 1999-05-03", "start: ____"))
    run = CliRunner()
    filled = run.invoke(main, ["complete", str(open_)])
    assert filled.exit_code == 0
    assert "1999-03-01   (1 March to 7 May 1999)" in filled.output
    assert "borne_by, number 1" in filled.output
    mended = run.invoke(main, ["mend", str(late)])
    assert mended.exit_code == 0
    assert "first-meeting-within-one-year" in mended.output
    exact = run.invoke(main, ["check", "--exact", str(open_)]).output
    assert "kept with meetings, 1msp, start: 1999-05-07; broken with meetings, 1msp, start: 1999-02-28." in exact
    assert "true; broken with" in " ".join(exact.split())


@pytest.mark.parametrize(
    ("treaty", "words"),
    [("____", "its `treaty` is blank"), ("Treaty on Nothing", "no decision of the treaty `Treaty on Nothing`")],
)
@pytest.mark.parametrize("command", ["complete", "mend"])
def test_nothing_is_completed_or_mended_by_the_rules_of_another_treaty(
    tmp_path: Path, command: str, treaty: str, words: str
) -> None:
    pytest.importorskip("z3")
    text = Path(MINE_BAN).read_text(encoding="utf-8")
    file = tmp_path / "programme.yaml"
    file.write_text(text.replace("treaty: APMBC", f"treaty: {treaty}"))
    result = CliRunner().invoke(main, [command, str(file)])
    assert result.exit_code == 4
    assert words in result.output


def test_a_file_of_answers_has_the_questions_of_its_treaty(tmp_path: Path) -> None:
    """Once they were those of another, and who answers was asked whether or not the schema has a field for it."""
    for options, asked in ((["--treaty", "APMBC"], "apmbc-convention/"), (["--rules", "ccw-2009"], "ccw-2009/")):
        folder = tmp_path / asked
        folder.mkdir()
        programme, answers = folder / "programme.yaml", folder / "answers.yaml"
        made = CliRunner().invoke(main, ["new", "2016", *options, "-o", str(programme), "--answers", str(answers)])
        assert made.exit_code == 0, made.output
        questions = re.findall("question: (.*)", answers.read_text(encoding="utf-8"))
        assert all(name.startswith(asked) for name in questions)
        if options[0] == "--rules":
            assert "ccmcheck check --rules ccw-2009" in made.output
            assert "ccmcheck check --rules ccw-2009 THIS-FILE" in programme.read_text(encoding="utf-8")


def test_a_rule_is_not_explained_over_a_programme_of_another_treaty() -> None:
    result = CliRunner().invoke(main, ["explain", "intersessional-length", MINE_BAN])
    assert result.exit_code == 2
    assert "a programme of CCM is needed" in result.output


def test_a_programme_that_leaves_its_treaty_blank(society: Path) -> None:
    (society / "2024.yaml").write_text(PROGRAMME.replace("SOC", "____"), encoding="utf-8")
    code, words = run("check", str(society / "2024.yaml"))
    assert code == 4
    assert "its `treaty` is blank" in words
