"""The schemas in a validator that nobody here wrote, as editors of JSON and gates of others use one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from ccmcheck.document.schema import _UNDERSTOOD

HERE = Path(__file__).parent
SCHEMAS = HERE.parent.parent / "schemas"
SAMPLES = HERE.parent.parent / "samples"

pytestmark = pytest.mark.skipif(
    not (HERE / "node_modules" / "ajv").is_dir() or shutil.which("node") is None,
    reason="needs npm ci --prefix tests/browser",
)


def judged(schema: str, *data: Any) -> Any:
    given = json.dumps({"schema": schema, "data": data}, default=str)
    done = subprocess.run(
        ["node", str(HERE / "schemas.mjs"), str(SCHEMAS)], input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_strict_mode_takes_every_schema_with_the_vocabulary() -> None:
    found = judged("work-programme.schema.json")
    assert found["compiled"] == sorted(path.name for path in SCHEMAS.glob("*.schema.json"))


def test_the_samples_fit_and_slips_do_not() -> None:
    samples = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.yaml"))]
    slips = [{**samples[0], **slip} for slip in ({"year": "2012"}, {"decided_on": "16.09.2011"}, {"yaer": 2012})]
    assert judged("work-programme.schema.json", *samples, *slips)["fits"] == [True] * len(samples) + [False] * 3


def test_the_vocabulary_names_every_word_of_ours() -> None:
    vocabulary = json.loads((SCHEMAS / "vocabulary.json").read_text(encoding="utf-8"))
    words = {each["keyword"] for each in vocabulary["keywords"]}
    used = {
        word for path in SCHEMAS.glob("*.schema.json") for word in re.findall(r'"(x-[a-z]+)":', path.read_text("utf-8"))
    }
    assert used == words == {word for word in _UNDERSTOOD if word.startswith("x-")}


def test_every_schema_has_an_identity_of_its_own() -> None:
    identities = [json.loads(path.read_text(encoding="utf-8"))["$id"] for path in sorted(SCHEMAS.glob("*.schema.json"))]
    assert len(set(identities)) == len(identities)
    assert all(re.fullmatch(r"urn:ccmcheck:schema:[a-z-]+:1", each) for each in identities)
