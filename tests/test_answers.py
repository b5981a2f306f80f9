"""Answers in a file of their own count as those in a programme do, for data and drafts."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ccmcheck.base import resources
from ccmcheck.cli import main

YES = "- {question: beirut-2011/cooperation-sought, answer: true, by: the President, on: 2011-09-16}\n"
BLANK = "- {question: beirut-2011/cooperation-sought, answer: ____}\n"


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    file = tmp_path / "2012.yaml"
    file.write_text(resources.read("samples", "2012.yaml"), encoding="utf-8")
    return file


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def check(programme: Path, answers: str, *words: str) -> tuple[int, str]:
    file = programme.with_name("answers.yaml")
    file.write_text(answers, encoding="utf-8")
    return run("check", "--no-config", "--answers", str(file), *words, str(programme))


@pytest.mark.parametrize(("answers", "code", "words"), [
    (YES, 0, "3 questions for a person"),
    (YES.replace("true", "false"), 0, "1 violated"),
    (BLANK, 0, "4 questions for a person — 1 blank"),
    ("[]\n", 0, "4 questions for a person — 0 blanks"),
    (YES.replace("sought", "wanted"), 5, "answers.yaml:1:"),
    (YES + YES.replace("true", "false"), 5, "answers.yaml:2:"),
    ("- {queston: x}\n", 5, "did you mean `question`?"),
    ("a: [\n", 5, "answers.yaml"),
])  # fmt: skip
def test_what_answers_come_to(programme: Path, answers: str, code: int, words: str) -> None:
    got, text = check(programme, answers)
    assert (got, words in text) == (code, True), text


@pytest.mark.parametrize(("answers", "advice"), [
    ("", "Begin one with `ccmcheck read DRAFT -o PROGRAMME --answers FILE`"),
    ("# none yet\n", "Begin one with `ccmcheck read DRAFT -o PROGRAMME --answers FILE`"),
    (resources.read("samples", "2012.yaml"), "A list has an item for each: `- {question: …, …}`."),
])  # fmt: skip
def test_what_mends_a_file_of_answers(programme: Path, answers: str, advice: str) -> None:
    code, text = check(programme, answers, "-q")
    assert (code, advice in text) == (5, True), text
    assert "ccmcheck new" not in text
    assert "not decided yet" not in text


def test_a_file_of_answers_that_is_not_there(programme: Path) -> None:
    code, text = run("check", "--no-config", "--answers", str(programme.with_name("none.yaml")), str(programme))
    assert code == 5
    assert "none.yaml" in text
    assert "there is no such file" in text


def test_answers_beside_a_draft(programme: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    assert run("draft", str(programme), "-o", str(draft))[0] == 0
    assert "4 questions for a person" in check(draft, "[]\n")[1]
    assert "3 questions for a person" in check(draft, YES)[1]


def test_answers_join_those_of_the_programme(programme: Path) -> None:
    own = YES.replace("cooperation-sought", "collaboration-explored")
    text = programme.read_text(encoding="utf-8").partition("\nassessments:")[0]
    programme.write_text(f"{text}\nassessments:\n  {own}", encoding="utf-8")
    assert "2 questions for a person" in check(programme, YES)[1]


@pytest.mark.parametrize("command", [("new", "2013"), ("read",)])
def test_a_file_of_answers_is_begun(command: tuple[str, ...], programme: Path, tmp_path: Path) -> None:
    draft, answers = tmp_path / "draft.md", tmp_path / "answers.yaml"
    run("draft", str(programme), "-o", str(draft))
    words = (*command, *([str(draft)] if command == ("read",) else []))
    assert run(*words, "-o", str(tmp_path / "made.yaml"), "--answers", str(answers))[0] == 0
    begun = answers.read_text(encoding="utf-8")
    assert begun.count("- question: beirut-2011/") == 4
    assert "# Do the working group coordinators explore practical collaboration" in begun
    assert "4 questions for a person" in check(programme, begun)[1]
    assert run(*words, "--answers", str(answers))[0] == 5
    assert answers.read_text(encoding="utf-8") == begun
