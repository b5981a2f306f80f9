"""The page as a folder: what it holds, and that the stand-in for compiled code says the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import rpds
from hypothesis import given
from hypothesis import strategies as st

from ccmcheck.web import folder, persistent

UNFIT = """\
treaty: CCM
year: soon
decided_on: 2012-09-31
title: [1]
meetings:
  - {kind: picnic, start: 2013-04-15, colour: red}
working_groups: {topic: universalization}
unknown: 3
"""
STAND_IN = "import sys; from ccmcheck.web import persistent; sys.modules['rpds'] = persistent; "
JUDGED = (
    "import json; from ccmcheck.web.exchange import told; import sys;"
    "head, _ = told({'ask': 'judge', 'name': 'a.yaml'}, sys.stdin.buffer.read());"
    "print(json.dumps(head)); print(sys.modules['rpds'].__name__, file=sys.stderr)"
)


def told_by(code: str) -> tuple[dict[str, object], str]:
    done = subprocess.run([sys.executable, "-c", code], input=UNFIT.encode(), capture_output=True, check=True)
    return json.loads(done.stdout), done.stderr.decode().strip()


def test_the_stand_in_finds_the_same_misfits() -> None:
    with_library, library = told_by(JUDGED)
    without, stand_in = told_by(STAND_IN + JUDGED)
    assert (library, stand_in) == ("rpds", "ccmcheck.web.persistent")
    assert without == with_library
    assert "picnic" in str(without["page"])


NAMES = st.dictionaries(st.text(max_size=2), st.integers(0, 3), max_size=4)


@given(NAMES, NAMES, st.text(max_size=2))
def test_a_mapping_is_as_the_library_has_it(held: dict[str, int], more: dict[str, int], name: str) -> None:
    own, other = persistent.HashTrieMap(held), rpds.HashTrieMap(held)
    assert dict(own.update(more)) == dict(other.update(more))
    assert dict(own.insert(name, 7)) == dict(other.insert(name, 7))
    assert dict(own.discard(name)) == dict(other.discard(name))
    assert dict(own) == held
    assert (name in own, own.get(name), len(own)) == (name in other, other.get(name), len(other))


@given(st.sets(st.integers(0, 5)), st.integers(0, 5))
def test_a_set_and_a_list_are_as_the_library_has_them(held: set[int], one: int) -> None:
    own, other = persistent.HashTrieSet(held), rpds.HashTrieSet(held)
    assert set(own.insert(one)) == set(other.insert(one))
    assert set(own.discard(one)) == set(other.discard(one))
    row, its = persistent.List(sorted(held)).push_front(one), rpds.List(sorted(held)).push_front(one)
    assert list(row) == list(its)
    assert (row.first, list(row.rest)) == (its.first, list(its.rest))


# -- what it holds --------------------------------------------------------------------------------------------------


@pytest.fixture
def pyodide(tmp_path: Path) -> Path:
    """As many parts as Pyodide has, with little in them."""
    import io
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("json/__init__.py", "")
        archive.writestr("tkinter/__init__.py", "")
    made = tmp_path / "pyodide"
    made.mkdir()
    for name in ("pyodide.js", "pyodide.asm.mjs", "pyodide.asm.wasm"):
        (made / name).write_bytes(b"\x00" + name.encode())
    (made / "python_stdlib.zip").write_bytes(held.getvalue())
    (made / "pyodide-lock.json").write_text('{"info": {}, "packages": {"numpy": {}}}', encoding="utf-8")
    return made


def test_the_folder_asks_nobody_and_runs_only_its_own(pyodide: Path, tmp_path: Path) -> None:
    folder.build(pyodide, tmp_path / "site")
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert f'<meta http-equiv="Content-Security-Policy" content="{folder.POLICY}">' in index
    assert "connect-src 'none'" in folder.POLICY
    assert "unsafe-inline" not in folder.POLICY
    assert 'type="module"' not in index
    script = (tmp_path / "site" / "page.js").read_text(encoding="utf-8")
    assert "\nimport " not in script
    assert "\nexport " not in script


@pytest.mark.parametrize("name", ["pyodide.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"])
def test_a_part_that_is_missing_is_named(pyodide: Path, tmp_path: Path, name: str) -> None:
    (pyodide / name).unlink()
    with pytest.raises(folder.Missing, match=name):
        folder.build(pyodide, tmp_path / "site")
    assert not (tmp_path / "site").exists()
