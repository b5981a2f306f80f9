"""A programme full of blanks to start from."""

from __future__ import annotations


def blank_programme(year: int, first_line: str = "") -> str:
    """The programme as YAML, after the line by which editors find the schema."""
    groups = "\n".join(_group(topic, year) for topic in _GROUPS)
    areas = "\n".join(_area(topic, year) for topic in _AREAS)
    return _PROGRAMME.format(first_line=first_line, year=year, before=year - 1, groups=groups, areas=areas)


_GROUPS = (
    "general-status-and-operation", "universalization", "victim-assistance", "clearance-and-risk-reduction",
    "stockpile-destruction-and-retention", "cooperation-and-assistance",
)  # fmt: skip
_AREAS = ("reporting", "national-implementation-measures")


def _group(topic: str, year: int) -> str:
    return f"""\
  - topic: {topic}
    coordinators:
      - {{state: ____, years: [{year}]}}
      - {{state: ____, years: [{year}, {year + 1}]}}"""


def _area(topic: str, year: int) -> str:
    return f"""\
  - topic: {topic}
    coordinators:
      - {{state: ____, years: [{year}, {year + 1}]}}"""


_PROGRAMME = """\
{first_line}#
# A work programme for {year}. Fill in the blanks (____); what you do not know yet may stay blank.
# Half a date is fine: 2012-09-XX is some day in September 2012. A text in brackets is a blank too
# when it stands in quotation marks: "[name, title and State party]".
# Check it at any time:  ccmcheck check THIS-FILE

treaty: CCM
title: Work programme for {year} for the implementation and universalization of the Convention on Cluster Munitions
document: ____                 # the symbol of the document
discussion_paper: ____
plenary_meeting: ____          # at its ____ plenary meeting
decided_by: ____               # the meeting that decides, such as 2MSP
decided_on: {before}-XX-XX        # the day of the decision
year: {year}

meetings:
  - id: intersessional-{year}
    kind: intersessional
    title: Informal intersessional meeting
    venue: ____
    city: ____
    country: ____
    start: {year}-XX-XX
    end: {year}-XX-XX
    languages: ____            # a list: [English, French, Spanish]
    interpretation_funding: ____
  - id: next-meeting-of-states-parties
    kind: meeting-of-states-parties
    title: ____
    city: ____
    country: ____
    start: {year}-XX-XX
    end: {year}-XX-XX
    president: {{name: ____, title: ____, state: ____}}

# One or two coordinators each; where there are two, one stays on into the next year.
working_groups:
{groups}

thematic_areas:
{areas}

coordination_committee:
  chair: ____

# Only a programme that speaks of the Implementation Support Unit needs this section.
implementation_support_unit:
  establish_by: ____
  seat: ____
  host: ____
  independent: ____            # true or false
  linked_units: ____           # a list of other Implementation Support Units; [] for none
  principles: ____             # a list
  director:
    recruited_by: ____
    consulted: ____            # a list
    transparent: ____          # true or false
  presents: ____               # a list
  reports_on: ____             # a list
  directive: {{describes: ____}}
  hosting_agreement: {{approved_by: ____, reflects_directive: ____}}
  financial_model: {{consulted: ____, approved_by: ____}}
  interim_support: {{provider: ____, guided_by: ____, supported_by: ____}}

# Answers to the questions that need a person, once there are any:
#   - question: beirut-2011/unit-independent-in-practice
#     answer: true
#     by: name of the person or body
#     on: {before}-12-31
assessments: []
"""
