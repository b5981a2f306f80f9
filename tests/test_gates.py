"""The gate as a new user meets it: by the command line, a configuration, the hooks and the action."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import yaml

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.run import files
from tests.gate_repository import (
    FIVE_DAYS,
    NAMED,
    ROOT,
    SITUATIONS,
    SOUND,
    WAIVERS,
    Repository,
    action,
    action_steps,
    hook,
    hooked,
    options,
    prepared,
    said,
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    folder = tmp_path / "repository"
    folder.mkdir()
    return Repository(folder)


def holds(words: tuple[str, ...], text: str) -> None:
    flat = " ".join(text.split())
    for word in words:
        assert word in flat, text


# -- the promises, four ways ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SITUATIONS)
def test_by_the_command_line(name: str, tmp_path: Path) -> None:
    situation = SITUATIONS[name]
    code, text = prepared(tmp_path, situation).check("programmes", "--report=json=out.json", *options(situation))
    holds(situation.words, text)
    assert code == situation.code
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8")))
    assert report["exit-code"] == code


@pytest.mark.parametrize("name", NAMED)
def test_by_a_configuration(name: str, tmp_path: Path) -> None:
    situation = SITUATIONS[name]
    repository = prepared(tmp_path, situation)
    settings = {name: value for name, value in situation.options.items() if name != "today"}
    lines = [
        f'{key} = ["{value}"]' if key == "require-applied" else f'{key} = "{value}"' for key, value in settings.items()
    ]
    repository.write("ccmcheck.toml", "\n".join(['paths = ["programmes"]', *lines]) + "\n")
    today = [f"--today={situation.options['today']}"] if "today" in situation.options else []
    code, text = repository.check(*today)
    holds(situation.words, text)
    assert code == situation.code


@pytest.mark.parametrize("name", [*NAMED, "an unused waiver"])
def test_by_the_hook(name: str, tmp_path: Path) -> None:
    situation = SITUATIONS[name]
    code, text = hooked(prepared(tmp_path, situation), "ccmcheck", options(situation), "^programmes/")
    # A hook sees the files of a commit and not all, so it leaves it to a whole run to call a pattern's waiver unused.
    if name == "an unused waiver":
        assert code == 0
    else:
        holds(situation.words, text)
        assert code == situation.code


@pytest.mark.parametrize("name", SITUATIONS)
def test_by_the_action(name: str, tmp_path: Path) -> None:
    situation = SITUATIONS[name]
    folder = tmp_path / "repository"
    folder.mkdir()
    repository = prepared(folder, situation)
    code, log, summary = action(repository, {"paths": "programmes", **situation.options})
    assert code == situation.code, log
    assert (tmp_path / "output").read_text(encoding="utf-8") == f"exit-code={code}\n"
    holds(situation.summary, summary)
    assert ("::error" in log) is (code in (1, 5)), log


# -- configuration --------------------------------------------------------------------------------------------------


def test_the_command_line_wins_setting_by_setting(repository: Repository) -> None:
    repository.write("ccmcheck.toml", 'paths = ["programmes"]\nstage = "final"\nwaivers = "waivers.yaml"\n')
    repository.write("waivers.yaml", WAIVERS)
    repository.write("none.yaml", "[]\n")
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    assert repository.check("--today=2012-06-01")[0] == 3
    assert repository.check("--today=2012-06-01", "--draft")[0] == 0
    assert repository.check("--today=2012-06-01", "--draft", "--waivers=none.yaml")[0] == 1
    assert repository.check("--no-config", "programmes")[0] == 1
    assert repository.check("--no-config")[0] == 2
    repository.write("sound/2012.yaml", SOUND)
    assert repository.check("--draft", "--waivers=none.yaml", "sound")[0] == 0


def test_the_nearest_configuration_counts_up_to_the_top_of_the_repository(repository: Repository) -> None:
    repository.write("../ccmcheck.toml", 'stage = "nonsense"\n')
    repository.write("pyproject.toml", '[tool.ccmcheck]\npaths = ["programmes"]\n')
    repository.write("programmes/pyproject.toml", '[project]\nname = "x"\n')
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    code, text = repository.check(where="programmes")
    holds(("2012.yaml:", "2 violated"), text)
    assert code == 1
    (repository.folder / "pyproject.toml").unlink()
    assert repository.check("programmes")[0] == 1


def test_a_fault_of_the_configuration_is_exit_5_and_does_not_stop_the_rest(repository: Repository) -> None:
    repository.write("ccmcheck.toml", 'paths = ["programmes"]\nwaiver = "waivers.yaml"\n')
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    code, text = repository.check()
    holds(("`waiver` is none", "did you mean `waivers`?", "ccmcheck.toml:2:1", "2 violated"), text)
    assert code == 5
    code, text = repository.check("--config", "missing.toml", "programmes")
    holds(("missing.toml", "there is no such file"), text)
    assert code == 5


def test_reports_of_the_configuration_are_written(repository: Repository) -> None:
    repository.write("ccmcheck.toml", 'paths = ["programmes"]\n[reports]\njson = "programmes/out.json"\n')
    repository.write("programmes/2012.yaml", SOUND)
    assert repository.check()[0] == 0
    assert json.loads((repository.folder / "programmes/out.json").read_text(encoding="utf-8"))["tool"] == "ccmcheck"
    assert repository.check()[0] == 0


def test_the_settings_of_the_page_serve_in_a_fresh_repository(repository: Repository) -> None:
    """Of what they name, the files that judge have to be there, and the folder of the reports need not."""
    page = (ROOT / "docs" / "gates.md").read_text(encoding="utf-8")
    settings = page.partition("```toml\n")[2].partition("```")[0]
    repository.write("ccmcheck.toml", settings)
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    code, text = repository.check()
    holds(("ccmcheck.toml:3:11", "ccmcheck.toml:4:12"), text)
    assert code == 5
    repository.write("waivers.yaml", WAIVERS)
    repository.write("baseline.json", '{"tool": "ccmcheck", "version": "1", "verdicts": []}')
    assert repository.check("--today=2012-01-01")[0] == 0
    assert (repository.folder / "reports" / "report.html").is_file()
    assert (repository.folder / "reports" / "report.sarif").is_file()


@pytest.mark.parametrize(("setting", "place"), [
    ('require-applied = ["unit-principle"]', "ccmcheck.toml:2:20"),
    ('waivers = "nope.yaml"', "ccmcheck.toml:2:11"),
    ('baseline = "nope.json"', "ccmcheck.toml:2:12"),
    ('rules = ["nope.rules"]', "ccmcheck.toml:2:10"),
])  # fmt: skip
def test_what_the_settings_name_wrongly_is_placed_there(setting: str, place: str, repository: Repository) -> None:
    repository.write("ccmcheck.toml", f'paths = ["2012.yaml"]\n{setting}\n')
    repository.write("2012.yaml", SOUND)
    code, text = repository.check()
    holds((place,), text)
    assert code == 5


# -- waivers and the day --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "code"), [("1356998399", 0), ("1356998400", 1), ("soon", 2)])
def test_the_day_of_a_run_can_be_settled_for_reports_that_others_make_again(
    seconds: str, code: int, repository: Repository
) -> None:
    repository.write("waivers.yaml", WAIVERS)
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    assert repository.check("programmes", "--waivers=waivers.yaml", SOURCE_DATE_EPOCH=seconds)[0] == code


def test_waivers_know_documents_from_their_own_folder(repository: Repository) -> None:
    repository.write("programmes/waivers.yaml", WAIVERS.replace("programmes/*.yaml", "*.yaml"))
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    today = "--today=2012-06-01"
    for where, path in ((".", "programmes"), ("programmes", "."), ("programmes", "2012.yaml")):
        waivers = "waivers.yaml" if where == "programmes" else "programmes/waivers.yaml"
        assert repository.check(path, f"--waivers={waivers}", today, where=where)[0] == 0


# -- a folder -------------------------------------------------------------------------------------------------------


def test_a_folder_gives_one_report_on_programmes_alone(repository: Repository) -> None:
    repository.write("programmes/2012.yaml", SOUND)
    repository.write("programmes/late/2012.yml", FIVE_DAYS)
    repository.write("programmes/broken.json", "{")
    repository.write("programmes/waivers.yaml", "[]\n")
    repository.write("programmes/.hidden.yaml", "{")
    repository.write("programmes/ccmcheck.toml", 'paths = ["."]\n')
    repository.write("programmes/notes.md", "# Notes\n")
    assert repository.check("programmes", "--report=json=programmes/report.json")[0] == 5
    code, text = repository.check("programmes")
    assert code == 5
    table = text[text.index("summary") :].splitlines()
    assert [row.split()[:1] for row in table[2:6]] == [
        ["programmes/2012.yaml"], ["programmes/late/2012.yml"], ["programmes/broken.json"], ["all"],
    ]  # fmt: skip
    assert table[4].endswith("could not be judged")
    assert re.match(r"all 3 +2 ", table[5].strip())
    assert "programmes/waivers.yaml holds waivers and is not used" in text


def test_waivers_alone_are_no_programme(repository: Repository) -> None:
    repository.write("waivers.yaml", WAIVERS)
    repository.write("2012.yaml", SOUND)
    code, text = repository.check("waivers.yaml")
    holds(("a programme is needed, but `waivers.yaml` holds",), text)
    assert code == 5
    assert repository.check("waivers.yaml", "2012.yaml")[0] == 0


def test_a_closed_folder_is_listed_and_does_not_stop_the_rest(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("programmes/2012.yaml", SOUND)
    repository.write("programmes/closed/2013.yaml", SOUND)
    closed = str(repository.folder / "programmes" / "closed")

    def refusing(function: Callable[[str], Any]) -> Callable[[str], Any]:
        def refused(path: str) -> Any:
            if str(path) == closed:
                raise PermissionError(13, "no", closed)
            return function(path)

        return refused

    # The user who runs the tests may be one who can read everything.
    monkeypatch.setattr(os, "scandir", refusing(os.scandir))
    monkeypatch.setattr(os, "listdir", refusing(os.listdir))
    found = files.programmes([str(repository.folder / "programmes")])
    assert found.files == (str(repository.folder / "programmes" / "2012.yaml"), closed)
    problem = files.read_programme(closed)
    assert isinstance(problem, Diagnostic)
    assert "this user may not read it" in problem.message


# -- baseline -------------------------------------------------------------------------------------------------------


def test_a_baseline_is_rewritten_only_when_asked_and_only_to_shrink(repository: Repository) -> None:
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    repository.check("programmes", "--format=json", "--output=baseline.json")
    file = repository.folder / "baseline.json"
    before = file.read_bytes()
    repository.write("programmes/2012.yaml", SOUND.replace("inclusiveness,", ""))
    code, text = repository.check("programmes", "--baseline=baseline.json")
    holds(("2 known departures of baseline.json no longer found",), text)
    assert (code, file.read_bytes()) == (1, before)
    code, text = repository.check("programmes", "--baseline=baseline.json", "--prune-baseline")
    holds(("2 known departures of baseline.json removed",), text)
    assert code == 1
    assert json.loads(file.read_text(encoding="utf-8"))["verdicts"] == []
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    assert repository.check("programmes", "--baseline=baseline.json", "--prune-baseline")[0] == 1


@pytest.mark.parametrize("output", ["--output=baseline.json", "--report=json=./baseline.json"])
def test_no_report_is_written_over_the_baseline(output: str, repository: Repository) -> None:
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    repository.check("programmes", "--format=json", "--output=baseline.json")
    before = (repository.folder / "baseline.json").read_bytes()
    code, text = repository.check("programmes", "--format=json", "--baseline=baseline.json", output)
    holds(
        ("baseline.json` (", "which would be lost")
        if "./" in output
        else ("`baseline.json` is one that this run reads",),
        text,
    )
    assert (code, (repository.folder / "baseline.json").read_bytes()) == (2, before)


def test_nothing_is_removed_while_something_cannot_be_read(repository: Repository) -> None:
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    repository.check("programmes", "--format=json", "--output=baseline.json")
    before = (repository.folder / "baseline.json").read_bytes()
    repository.write("programmes/2012.yaml", "{")
    assert repository.check("programmes", "--baseline=baseline.json", "--prune-baseline")[0] == 5
    assert (repository.folder / "baseline.json").read_bytes() == before


# -- what changed ---------------------------------------------------------------------------------------------------


def test_only_what_changed_since_a_revision_is_judged(repository: Repository) -> None:
    repository.write("programmes/old.yaml", FIVE_DAYS)
    repository.write("programmes/ünï côde.yaml", SOUND)
    repository.write("waivers.yaml", "[]\n")
    revision = repository.commit()
    gate = ("programmes", "--waivers=waivers.yaml", f"--changed-since={revision}", "--require-applied=unit-principles")
    code, text = repository.check(*gate)
    holds(("0 of 2 programmes have changed",), text)
    assert code == 0
    repository.write("programmes/ünï côde.yaml", SOUND + "# mended\n")
    assert repository.check(*gate)[0] == 0
    repository.write("programmes/new.yaml", FIVE_DAYS)
    code, text = repository.check(*gate)
    holds(("2 of 3 programmes have changed", "programmes/new.yaml:"), text)
    assert "programmes/old.yaml:" not in text
    assert code == 1
    (repository.folder / "programmes/new.yaml").unlink()
    repository.write("waivers.yaml", "[] # changed\n")
    code, text = repository.check(*gate)
    holds(("waivers.yaml has changed", "programmes/old.yaml:"), text)
    assert code == 1


def test_when_a_decision_changes_every_programme_is_judged(repository: Repository) -> None:
    shutil.copytree(ROOT / "rules", repository.folder / "rules")
    repository.write("programmes/2012.yaml", SOUND)
    revision = repository.commit()
    gate = ("programmes", "--rules=rules/beirut-2011.rules", f"--changed-since={revision}")
    holds(("0 of 1 programmes have changed",), repository.check(*gate)[1])
    source = repository.folder / "rules" / "sources" / "beirut-2011.md"
    source.write_text(source.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    code, text = repository.check(*gate)
    holds(("rules/sources has changed", "34 satisfied"), text)
    assert code == 0


def test_with_rules_of_its_own_a_run_leaves_other_decisions_alone(repository: Repository) -> None:
    shutil.copytree(ROOT / "rules", repository.folder / "rules")
    rules = repository.folder / "rules" / "beirut-2011.rules"
    repository.write("2012.yaml", SOUND)
    repository.write("waivers.yaml", WAIVERS.replace("beirut-2011/", "geneva-2010/"))
    gate = ("2012.yaml", "--waivers=waivers.yaml", "--today=2012-06-01")
    assert repository.check(*gate, f"--rules={rules}")[0] == 0
    assert repository.check(*gate)[0] == 5
    broken = 'obligation broken\n  under 2(a) "an informal intersessional meeting"\n  require nonsense = 1\n'
    rules.write_text(rules.read_text(encoding="utf-8") + "\n" + broken, encoding="utf-8")
    code, text = repository.check("2012.yaml", f"--rules={rules}", "--require-applied=broken")
    assert "`broken` is none" not in text
    holds(("`beirut-2011/broken` needs to speak",), text)
    assert code == 5


def test_what_a_run_is_judged_by_is_no_programme_whatever_its_name(repository: Repository) -> None:
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    repository.write("programmes/allowed.yml", WAIVERS)
    code, text = repository.check("programmes", "--waivers=programmes/allowed.yml", "--today=2012-06-01")
    # The waivers speak of programmes/*.yaml from their own folder, where no such folder lies.
    holds(("no file is called `programmes/*.yaml`",), text)
    assert code == 1


@pytest.mark.parametrize("revision", ["nowhere", "--help", "HEAD; touch owned", ""])
def test_a_revision_that_is_not_known_is_exit_5(revision: str, repository: Repository) -> None:
    repository.write("programmes/2012.yaml", SOUND)
    repository.commit()
    code, text = repository.check("programmes", f"--changed-since={revision}")
    holds(("a revision that git knows is needed", "it is not known here"), text)
    assert code == 5
    assert not (repository.folder / "owned").exists()


def test_outside_a_repository_nothing_can_be_compared(tmp_path: Path) -> None:
    (tmp_path / "2012.yaml").write_text(SOUND, encoding="utf-8")
    command = [sys.executable, "-m", "ccmcheck", "check", "2012.yaml", "--changed-since=HEAD"]
    code, text = said(command, tmp_path, {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    holds(("this folder lies in no git repository",), text)
    assert code == 5


# -- required rules -------------------------------------------------------------------------------------------------


def test_a_required_rule_that_does_not_exist_is_exit_5(repository: Repository) -> None:
    repository.write("2012.yaml", SOUND)
    code, text = repository.check("2012.yaml", "--require-applied=unit-principle")
    holds(("`unit-principle` is none", "did you mean `unit-principles`?"), text)
    assert code == 5


def test_a_question_that_is_only_asked_has_not_spoken(repository: Repository) -> None:
    repository.write("2012.yaml", SOUND)
    assert repository.check("2012.yaml", "--require-applied=unit-independent-in-practice")[0] == 1


# -- the hooks and the action themselves ----------------------------------------------------------------------------


def test_the_hook_leaves_out_what_lies_beside_programmes() -> None:
    excluded = re.compile(hook("ccmcheck")["exclude"])
    for name in (".pre-commit-config.yaml", ".github/workflows/ci.yml", "waivers.yaml", "programmes/waivers.yml"):
        assert excluded.search(name)
    for name in ("2012.yaml", "programmes/2012.json", "programmes/no-waivers.yaml.yml"):
        assert not excluded.search(name)


def test_the_hook_takes_a_name_that_begins_with_a_dash(repository: Repository) -> None:
    repository.write("-odd.yaml", SOUND)
    repository.commit()
    code, text = hooked(repository, "ccmcheck", [], "odd")
    assert code == 0
    holds(("0 violated",), text)


def test_the_hook_for_everything_runs_when_files_are_only_deleted() -> None:
    everything = hook("ccmcheck-all")
    assert everything["always_run"]
    assert not everything["pass_filenames"]


def test_the_hook_for_everything_takes_the_configuration(repository: Repository) -> None:
    repository.write("ccmcheck.toml", 'paths = ["programmes"]\nwaivers = "waivers.yaml"\n')
    repository.write("waivers.yaml", WAIVERS)
    repository.write("programmes/2012.yaml", SOUND)
    repository.commit()
    code, text = hooked(repository, "ccmcheck-all", ["--today=2012-06-01"])
    holds(("a waiver needs a departure that it allows",), text)
    assert code == 1


def test_no_expression_of_the_action_stands_in_a_script() -> None:
    for step in action_steps():
        assert "${{" not in step.get("run", "")
        assert "uses" not in step or re.fullmatch(r"[\w-]+(/[\w-]+)+@[0-9a-f]{40}", step["uses"])


PATHS = [
    ("programmes/2012.yaml", {"2012.yaml"}),
    ("  programmes/2012.yaml\n\t programmes/2013.yaml  ", {"2012.yaml", "2013.yaml"}),
    ("- programmes/2012.yaml\n- programmes/2013.yaml\n", {"2012.yaml", "2013.yaml"}),
    ("  - programmes/2012.yaml\r\n  -   programmes/2013.yaml\r\n", {"2012.yaml", "2013.yaml"}),
    ("programmes/*.yaml", {"2012.yaml", "2013.yaml", "two words.yaml"}),
    ("**/20*.yaml", {"2012.yaml", "2013.yaml", "2014.yaml"}),
    ("programmes/two words.yaml", {"two words.yaml"}),
    ("programmes/two*.yaml", {"two words.yaml"}),
]


@pytest.mark.parametrize(("paths", "judged"), PATHS)
def test_the_action_takes_paths_as_people_write_them(paths: str, judged: set[str], tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    repository = Repository(tmp_path / "repository")
    for name in ("2012.yaml", "2013.yaml", "two words.yaml", "below/2014.yaml"):
        repository.write(f"programmes/{name}", SOUND)
    code, log, _ = action(repository, {"paths": paths, "sarif": "out.sarif"})
    artifacts = json.loads((repository.folder / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["artifacts"]
    assert code == 0, log
    assert {unquote(each["location"]["uri"]).rpartition("/")[2] for each in artifacts} == judged


def test_a_pattern_that_nothing_fits_is_said(tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    repository = Repository(tmp_path / "repository")
    repository.write("programmes/2012.yaml", SOUND)
    code, log, _ = action(repository, {"paths": "programmes/*.yml"})
    assert (code, "programmes/*.yml" in log) == (5, True)


def test_every_input_of_the_action_is_used() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name in yaml.safe_load(text)["inputs"]:
        assert f"inputs.{name}" in text


@pytest.mark.parametrize(
    "path", ["a b.yaml", "$(touch owned).yaml", "`touch owned`.yaml", "--help", "'; touch owned;'"]
)
def test_an_input_is_data_and_no_script(path: str, repository: Repository) -> None:
    repository.write(path, FIVE_DAYS)
    code, log, _ = action(repository, {"paths": path})
    assert code == 1, log
    assert not (repository.folder / "owned").exists()


def test_the_action_writes_sarif_where_it_is_asked(repository: Repository) -> None:
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    code, log, _ = action(repository, {"paths": "programmes\n\nprogrammes/2012.yaml\r\n", "sarif": "out.sarif"})
    assert code == 1, log
    assert json.loads((repository.folder / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_an_input_that_means_nothing_is_exit_2(repository: Repository) -> None:
    code, log, _ = action(repository, {"paths": ".", "stage": "finale"})
    holds(("the input stage needs to be draft or final",), log)
    assert code == 2


# -- as they are really run -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_action_installs_and_runs_by_itself(tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    repository = prepared(tmp_path / "repository", SITUATIONS["a violation"])
    code, log, summary = action(repository, {"paths": "programmes"}, ("install", "check"))
    assert code == 1, log
    holds(SITUATIONS["a violation"].summary, summary)
    assert (tmp_path / "temp" / "ccmcheck").is_dir()


@pytest.mark.slow
def test_pre_commit_refuses_the_commit_of_a_violation(tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    venv.create(tools, with_pip=True)
    subprocess.run([tools / "bin" / "python", "-m", "pip", "install", "-q", "pre-commit"], check=True)
    project = tmp_path / "project"
    left_out = shutil.ignore_patterns(".git", ".*venv", ".*_cache", ".hypothesis", "__pycache__", "node_modules")
    shutil.copytree(ROOT, project, ignore=left_out)
    revision = Repository(project).commit()
    (tmp_path / "repository").mkdir()
    repository = prepared(tmp_path / "repository", SITUATIONS["all is well"])
    wanted = {"repo": str(project), "rev": revision, "hooks": [{"id": "ccmcheck", "files": "^programmes/"}]}
    repository.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [wanted]}))
    cache = {"PRE_COMMIT_HOME": str(tmp_path / "cache")}
    pre_commit = str(tools / "bin" / "pre-commit")
    assert said([pre_commit, "install"], repository.folder, cache)[0] == 0
    repository.git("add", "-A")
    code, text = said(["git", "commit", "-m", "sound"], repository.folder, cache)
    assert code == 0, text
    repository.write("programmes/2012.yaml", FIVE_DAYS)
    repository.git("add", "-A")
    code, text = said(["git", "commit", "-m", "too long"], repository.folder, cache)
    holds(("check work programmes", "Failed", "exit code: 1", "intersessional-length"), text)
    assert code == 1
    assert repository.git("log", "-1", "--format=%s").strip() == "sound"
