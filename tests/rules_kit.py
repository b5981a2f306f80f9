"""A small decision with its rules on disk, for tests that change one or the other on purpose."""

from __future__ import annotations

from pathlib import Path

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.language.rulebook.load import Loaded, load

TEXT = """\
# A decision

1. The Meeting welcomed a paper.

2. The States parties decided to:

(a) Convene informal meetings in the first half of the year, for a duration of up to five days;

(b) Establish working groups on:

(i) Universalization;

(ii) Victim assistance;

each led by one or two coordinators.

3. The meetings should be held in Geneva in 2012 and 2013.
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

RULES = {
    "1": 'unchecked 1 because "an event"\n',
    "2(a)": """\
obligation length
  under 2(a) "for a duration of up to five days"
  for each meeting in meetings
  require days(meeting.start, meeting.end) <= 5 days
  example rejects with meetings[0].end = 2012-04-30
""",
    "2(b)": """\
obligation topics
  under 2(b) "Establish working groups on: (i) Universalization; (ii) Victim assistance"
  for each group in working_groups
  require group.topic in ["universalization", "victim-assistance"]
  example rejects with working_groups[0].topic = "reporting"

obligation coordinators
  under 2(b) "each led by one or two coordinators"
  for each group in working_groups
  require count(group.coordinators) between 1 and 2
  example rejects with working_groups[0].coordinators = []
""",
    "3": """\
recommendation in-geneva
  under 3 "The meetings should be held in Geneva"
  for each meeting in meetings
  require meeting.city = "Geneva"
  example rejects with meetings[0].city = "Oslo"
""",
}


def file(folder: Path, *, text: str = TEXT, rules: dict[str, str] | str = RULES, header: str = HEADER) -> Path:
    """The rules and their decision, written into a folder; gives the rules file."""
    folder.joinpath("text.md").write_text(text, encoding="utf-8")
    made = folder / "small.rules"
    made.write_text("\n".join([header, *(rules.values() if isinstance(rules, dict) else [rules])]), encoding="utf-8")
    return made


def loaded(folder: Path, *, text: str = TEXT, rules: dict[str, str] | str = RULES, header: str = HEADER) -> Loaded:
    """The rules, loaded without a complaint."""
    found, problems = loaded_with_problems(folder, text=text, rules=rules, header=header)
    assert not problems, problems
    return found


def loaded_with_problems(
    folder: Path, *, text: str = TEXT, rules: dict[str, str] | str = RULES, header: str = HEADER
) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """The rules and the complaints about them."""
    found, problems = load(file(folder, text=text, rules=rules, header=header), "small.rules")
    assert found is not None
    return found, problems
