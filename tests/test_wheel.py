"""What `pip install` brings: the command with grammar, schemas, rules and samples, where no checkout is near."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import ccmcheck
from ccmcheck.base import resources

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).parent.parent
FOLDERS = ("grammar", "schemas", "rules", "samples")
WHERE = "from ccmcheck.base import resources; print(resources.folder('samples'))"


@dataclass(frozen=True)
class Installed:
    """A fresh environment with the tool in it, and an unrelated folder to work in."""

    bin: Path
    desk: Path

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(str(self.bin / program), *arguments, at=self.desk)

    @property
    def samples(self) -> Path:
        return Path(self.run("python", "-c", WHERE).stdout.strip())


def run(*command: str, at: Path) -> subprocess.CompletedProcess[str]:
    """Run without anything that could lead back to the checkout or to what an earlier run kept."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment = clean | {"XDG_CACHE_HOME": str(at / "cache"), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=at, env=environment, text=True, encoding="utf-8", capture_output=True, check=False
    )


def succeed(*command: str, at: Path) -> None:
    done = run(*command, at=at)
    assert done.returncode == 0, done.stdout + done.stderr


def names(archive: Path) -> set[str]:
    if archive.suffix == ".whl":
        return set(zipfile.ZipFile(archive).namelist())
    with tarfile.open(archive) as opened:
        return {member.name.partition("/")[2] for member in opened.getmembers() if member.isfile()}


def files_of(folder: str) -> set[str]:
    """The files of a folder of the checkout, by their path from the top."""
    return {path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / folder).rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel made straight from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    succeed(sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(CHECKOUT), at=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def by_way_of_sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel made from the sdist, which lies beside it."""
    folder = tmp_path_factory.mktemp("sdist")
    succeed(sys.executable, "-m", "build", "--outdir", str(folder), str(CHECKOUT), at=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session", params=["wheel", "wheel from the sdist", "editable"])
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    source = {
        "wheel": lambda: [str(request.getfixturevalue("wheel"))],
        "wheel from the sdist": lambda: [str(request.getfixturevalue("by_way_of_sdist"))],
        "editable": lambda: ["-e", str(CHECKOUT)],
    }[request.param]()
    home = tmp_path_factory.mktemp("home")
    venv.create(home / "venv", with_pip=True)
    scripts = home / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    desk = tmp_path_factory.mktemp("desk")
    succeed(str(scripts / "python"), "-m", "pip", "install", "-q", *source, at=desk)
    here = scripts.is_relative_to(CHECKOUT) or desk.is_relative_to(CHECKOUT)
    assert not here, "the environment must lie outside the checkout"
    return Installed(scripts, desk)


def test_the_wheel_carries_the_four_folders(wheel: Path) -> None:
    carried = names(wheel)
    for folder in FOLDERS:
        assert files_of(folder), f"{folder} is empty"
        assert {f"ccmcheck/_data/{name}" for name in files_of(folder)} <= carried
    resolved = {f"ccmcheck/_data/{resources.RESOLVED}{treaty.lower()}.json" for treaty in resources.treaties()}
    assert resolved | {"ccmcheck/_data/draft-grammar.bin", "ccmcheck/_data/rules-grammar.bin"} <= carried
    assert not [name for name in carried if name.startswith(("tests/", "docs/", ".build/"))]


def test_the_sdist_makes_the_same_wheel_and_can_be_tested(wheel: Path, by_way_of_sdist: Path) -> None:
    assert names(by_way_of_sdist) == names(wheel)
    sources = names(next(by_way_of_sdist.parent.glob("*.tar.gz")))
    assert {"LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml", "tests/test_wheel.py"} <= sources


def test_it_knows_its_version(installed: Installed) -> None:
    assert ccmcheck.__version__ in installed.run("ccmcheck", "--version").stdout


def test_an_adopted_programme_passes(installed: Installed) -> None:
    done = installed.run("ccmcheck", "check", str(installed.samples / "2012.yaml"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "satisfied" in done.stdout
    assert done.stderr == ""


# The tables are compiled again only where none came with the package, or those of another grammar.
GRAMMARS = """
from dataclasses import replace
from ccmcheck.base import resources
from ccmcheck.drafts.grammar import phrases
from ccmcheck.language import syntax
for grammar in phrases.GRAMMAR, syntax.GRAMMAR:
    made = []
    watched = replace(grammar, compile=lambda text: made.append(text) or grammar.compile(text))
    watched.tables()
    file = resources.compiled(grammar.file)
    print(len(made) == (0 if file.is_file() else 1))
    if file.is_file():
        file.write_bytes(b"other" + file.read_bytes())
        watched.tables()
    print(len(made) == 1)
"""


def test_the_grammars_come_compiled(installed: Installed) -> None:
    done = installed.run("python", "-c", GRAMMARS)
    assert done.stdout.split() == ["True"] * 4, done.stderr


def test_a_meeting_of_six_days_is_found(installed: Installed) -> None:
    adopted = (installed.samples / "2012.yaml").read_text(encoding="utf-8")
    late = installed.desk / "late.yaml"
    late.write_text(adopted.replace("end: 2012-04-19", "end: 2012-04-21"), encoding="utf-8")
    assert late.read_text(encoding="utf-8") != adopted
    done = installed.run("ccmcheck", "check", "late.yaml")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "intersessional-length" in done.stdout
