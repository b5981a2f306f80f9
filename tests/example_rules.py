"""A rules file of one rule with a base document beside it, for tests of examples, changed words and explanations."""

from __future__ import annotations

from pathlib import Path

from ccmcheck.authoring.examples import Examination, examine
from ccmcheck.language.rulebook.load import load
from tests.rules_kit import TEXT

BASE = """\
treaty: CCM
title: A programme
decided_on: 2011-09-16
year: 2012
meetings:
  - {id: spring, kind: intersessional, city: Geneva, start: 2012-04-16, end: 2012-04-19}
  - {id: autumn, kind: meeting-of-states-parties, city: Oslo, start: 2012-09-11, end: 2012-09-14}
working_groups:
  - topic: universalization
    coordinators:
      - {state: Japan, years: [2012]}
      - {state: Portugal, years: [2012, 2013]}
"""

HEADER = """\
ruleset small
  language 1
  title    "A small decision"
  short    "small decision"
  source   "text.md"
  schema   "work-programme.schema.json"
  in force from 2011-09-16
"""

LENGTH = """\
obligation length
  under 2(a) "for a duration of up to five days"
  for each meeting in meetings where meeting.kind = "intersessional"
  require days(meeting.start, meeting.end) <= 5 days
"""


def write(folder: Path, rules: str, *, base: str | None = BASE, header: str = HEADER, named: str = "base.yaml") -> Path:
    """The rules file, its decision and its base document in a folder; gives the rules file."""
    (folder / "text.md").write_text(TEXT, encoding="utf-8")
    if base is not None:
        (folder / "base.yaml").write_text(base, encoding="utf-8")
    file = folder / "small.rules"
    setting = f'  base     "{named}"\n' if named else ""
    file.write_text(f"{header}{setting}\n{rules}", encoding="utf-8")
    return file


def examined(folder: Path, rules: str, *, base: str | None = BASE, named: str = "base.yaml") -> Examination:
    """What the examples of a rules file have shown."""
    file = write(folder, rules, base=base, named=named)
    loaded, problems = load(file, "small.rules")
    assert loaded is not None
    return examine(loaded, problems)
