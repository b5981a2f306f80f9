"""What is found and not given reaches no further than its folder, and only regular files are opened there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ccmcheck.cli import main

ROOT = Path(__file__).parent.parent
HOSTILE = ROOT / "tests" / "hostile"
GOOD = (ROOT / "samples" / "2012.yaml").read_text(encoding="utf-8")
HEADER = 'ruleset r language 1 title "t" short "t" source "{source}" schema "{schema}"\n  in force from 2000-01-01\n'
REGISTER = 'register things from "{file}" schema "{schema}" key state\n'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stranger's repository, with something beside it that is none of its business."""
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    (folder / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "precious").write_text("precious: secret\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CCMCHECK_CACHE", str(tmp_path / "cache"))
    return folder


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


@pytest.mark.parametrize(
    "setting",
    [
        '[reports]\njson = "{}"',
        'paths = ["{}"]',
        'rules = ["{}"]',
        'waivers = "{}"',
        'baseline = "{}"',
    ],
)
@pytest.mark.parametrize("way", ["../precious", "{absolute}", "link", "folder/../../precious"])
def test_found_settings_stay_in_their_folder(repository: Path, setting: str, way: str) -> None:
    precious = repository.parent / "precious"
    (repository / "link").symlink_to("../precious")
    (repository / "folder").mkdir()
    setting = setting.format(way.format(absolute=precious))
    (repository / "ccmcheck.toml").write_text(setting, encoding="utf-8")
    done = check("a.yaml")
    assert done.exit_code == 5
    assert "leads out of it" in done.stdout
    assert "secret" not in done.output
    assert precious.read_text(encoding="utf-8") == "precious: secret\n"


def test_settings_that_are_named_may_lead_anywhere(repository: Path) -> None:
    (repository / "ccmcheck.toml").write_text('[reports]\njson = "../report.json"\n', encoding="utf-8")
    assert check("--config", "ccmcheck.toml", "a.yaml").exit_code == 0
    assert (repository.parent / "report.json").exists()


def test_a_pipe_in_a_folder_is_named_and_left_alone(repository: Path) -> None:
    os.mkfifo(repository / "pipe.yaml")
    os.mkfifo(repository / "pipe.json")
    done = check(".")
    assert done.exit_code == 0
    assert "./pipe.yaml is a pipe, a device or a socket in a folder, and is left alone" in done.stdout
    assert "35 satisfied" in done.stdout


def test_a_link_that_leads_out_of_a_folder_is_named_and_not_followed(repository: Path) -> None:
    (repository.parent / "beside.yaml").write_text(GOOD, encoding="utf-8")
    (repository / "secret.yaml").symlink_to("../precious")
    (repository / "beside.yaml").symlink_to("../beside.yaml")
    (repository / "nowhere.yaml").symlink_to("../nowhere")
    (repository / "same.yaml").symlink_to("a.yaml")
    done = check(".")
    assert done.exit_code == 0
    for name in ("secret", "beside", "nowhere"):
        assert f"./{name}.yaml is a link that leads out of the folder, and is left alone unless named" in done.stdout
    assert "secret:" not in done.output
    assert "70 satisfied" in done.stdout  # a programme, and a link to it
    assert check("beside.yaml").exit_code == 0  # what is named is followed


DECISION = "1. A programme shall have a title.\n"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("../precious", "it lies outside the folder of the rules file"),
        ("link", "it lies outside the folder of the rules file"),
        ("pipe", "it is a pipe, a device or a socket"),
    ],
)
@pytest.mark.parametrize("setting", ["source", "register"])
def test_rules_reach_only_beside_themselves(repository: Path, file: str, reason: str, setting: str) -> None:
    (repository / "link").symlink_to("../precious")
    os.mkfifo(repository / "pipe")
    (repository / "decision.md").write_text(DECISION, encoding="utf-8")
    source = file if setting == "source" else "decision.md"
    text = HEADER.format(source=source, schema="work-programme.schema.json")
    if setting == "register":
        text += REGISTER.format(file=file, schema="states-parties.schema.json")
    (repository / "r.rules").write_text(text, encoding="utf-8")
    done = check("--rules", "r.rules", "a.yaml")
    assert done.exit_code == 5
    assert reason in done.stdout
    assert "secret" not in done.output


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("../precious", "it lies outside the folder of the rules file"),
        ("link", "it lies outside the folder of the rules file"),
        ("pipe", "it is a pipe, a device or a socket"),
    ],
)
def test_the_base_of_examples_lies_beside_its_rules(repository: Path, file: str, reason: str) -> None:
    (repository / "link").symlink_to("../precious")
    os.mkfifo(repository / "pipe")
    (repository / "decision.md").write_text(DECISION, encoding="utf-8")
    header = HEADER.format(source="decision.md", schema="work-programme.schema.json")
    rule = 'obligation title\n  under 1 "a title"\n  require title is given\n  example accepts\n'
    text = header.rstrip() + f'\n  base "{file}"\n\n{rule}'
    (repository / "r.rules").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["test", "r.rules"])
    assert done.exit_code != 0
    assert reason in " ".join(done.output.split())
    assert "secret" not in done.output


def test_a_register_is_a_list(repository: Path) -> None:
    (repository / "decision.md").write_text(DECISION, encoding="utf-8")
    text = HEADER.format(source="decision.md", schema="work-programme.schema.json")
    text += REGISTER.format(file="a.yaml", schema="work-programme.schema.json")
    (repository / "r.rules").write_text(text, encoding="utf-8")
    done = check("--rules", "r.rules", "a.yaml")
    assert done.exit_code == 5
    assert "a register is a list of rows, and this is none" in done.stdout


@pytest.mark.parametrize("schema", ["../../precious", "/dev/zero", "..", "states-parties.schema.json"])
def test_a_schema_is_one_that_comes_with_the_tool(repository: Path, schema: str) -> None:
    (repository / "decision.md").write_text("1. A programme shall have a title.\n", encoding="utf-8")
    (repository / "r.rules").write_text(HEADER.format(source="decision.md", schema=schema), encoding="utf-8")
    done = check("--rules", "r.rules", "a.yaml")
    assert done.exit_code == 5
    assert "secret" not in done.output


@pytest.mark.parametrize("file", ["big.toml", "nulpath.toml"])
def test_settings_that_mean_harm_get_their_sentence(repository: Path, file: str) -> None:
    del repository
    done = check("--config", str(HOSTILE / file), "a.yaml")
    assert done.exit_code == 5
    assert "error: " in done.stdout


def test_half_a_letter_in_a_baseline(repository: Path) -> None:
    shutil.copy(HOSTILE / "surrogate-baseline.json", repository / "baseline.json")
    done = check("--baseline", "baseline.json", "--prune-baseline", "a.yaml")
    assert done.exit_code == 0
    (repository / "baseline.json").read_text(encoding="utf-8")
