"""What a run has to say: places, verdicts, blanks, documents, the report, what it comes to, and its exit code.

Formats, gates and whoever else reads a report know these types; how they are made is nothing to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from ccmcheck import __version__
from ccmcheck.diagnostic import Diagnostic
from ccmcheck.document.nodes import Node
from ccmcheck.frozen import frozen
from ccmcheck.judging import Outcome
from ccmcheck.rulebook import Citation, Register, Ruleset
from ccmcheck.rulebook.model import Force
from ccmcheck.source import Source

Standing: TypeAlias = Outcome | Literal["waived", "known"]
WORST: tuple[Standing, ...] = ("violated", "undecided", "known", "waived", "satisfied", "not-applicable")


@frozen
class Place:
    """A stretch of a document: lines and columns from 1, ends exclusive; `label` is the place in words."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    pointer: str
    label: str


@frozen
class Detail:
    """One clause of a verdict: what was found at a place; None where it speaks of no place of its own."""

    found: str
    place: Place | None


@frozen
class Waiver:
    """Why a departure may stand: the reason, who allows it (a document's symbol and a paragraph), and its last day."""

    reason: str
    document: str
    paragraph: str
    expires: date

    @property
    def authority(self) -> str:
        """CCM/MSP/2012/5, paragraph 31"""
        return f"{self.document}, paragraph {self.paragraph}"


@frozen
class Verdict:
    """What one rule says of one thing in one document, ready to be read.

    `needed` and `found` are a few words each, `details` say the same clause by clause, `note` is what the rule's
    author added, `help` is advice; `subject` is the JSON Pointer of the innermost thing that `for each` names.
    """

    ruleset: str
    rule: str
    short: str
    document: str
    outcome: Outcome
    force: Force
    citations: tuple[Citation, ...]
    needed: str
    found: str
    details: tuple[Detail, ...]
    note: str
    help: str
    question: str
    subject: str
    places: tuple[Place, ...]
    exemption: Citation | None
    about: tuple[str, ...] = ()
    things: tuple[tuple[str, str], ...] = ()
    """What the subject and the things around it are known by, field and name, outermost first; see `wording.identity`."""
    waiver: Waiver | None = None
    known: bool = False
    """Whether the baseline of the run holds this departure already."""

    @property
    def standing(self) -> Standing:
        """The outcome, or for a departure that does not count against the document why it does not."""
        if self.outcome != "violated":
            return self.outcome
        if self.waiver is not None:
            return "waived"
        return "known" if self.known else "violated"

    @property
    def name(self) -> str:
        """RULESET/RULE"""
        return f"{self.ruleset}/{self.rule}"

    @property
    def message(self) -> str:
        """The verdict in one sentence: what is needed before what was found."""
        if self.question and self.outcome == "undecided":
            return self.question
        needed = f"needed: {self.needed}" if self.needed else ""
        return "; ".join(filter(None, (needed, self.found, self.note)))


@frozen
class Blank:
    """A blank or half a date, and the rules that it leaves open."""

    place: Place
    text: str
    rules: tuple[str, ...]


@frozen
class Summary:
    """Rules counted by their worst verdict in each document; questions are judgements without an answer."""

    rules: int
    violated: int
    undecided: int
    satisfied: int
    not_applicable: int
    blanks: int
    questions: int
    departures: int
    """Recommendations among the violated rules, which do not fail a run."""
    waived: int
    known: int
    """Rules whose violations are all waived, or all known from the baseline; they are not among the violated."""


@frozen
class Document:
    """A document of the run: the source gives the lines that a report shows, the root (if it could be read) what it draws."""

    source: Source
    rulesets: tuple[str, ...]
    root: Node | None = field(default=None, compare=False, repr=False)

    @property
    def path(self) -> str:
        """The path as the user gave it."""
        return self.source.name


@dataclass(frozen=True)
class Report:
    """Everything that a run found, in the order of documents and rules; formats are functions of it."""

    rulesets: tuple[Ruleset, ...]
    documents: tuple[Document, ...]
    verdicts: tuple[Verdict, ...]
    blanks: tuple[Blank, ...]
    problems: tuple[Diagnostic, ...]
    notices: tuple[str, ...] = ()
    final: bool = False
    tool: str = "ccmcheck"
    version: str = field(default=__version__)
    registers: tuple[Register, ...] = ()
    folder: str = ""
    """The working directory of the run, from which the paths of a report lead; empty where there is none."""
    gate: tuple[Diagnostic, ...] = ()
    """What fails the run though no programme departs: a waiver that expired or is unused, a required rule that never spoke."""
    unread: tuple[str, ...] = ()
    """The inputs that could not be judged at all; each has its complaint among the problems."""
    remarks: tuple[Diagnostic, ...] = ()
    """What the text of a draft shows beside what the rules judge; it fails no run."""


# -- what it all comes to ------------------------------------------------------------------------------------------


def worst(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], Verdict]:
    """The worst verdict of each rule in each document, by document and rule."""
    rank = {standing: at for at, standing in enumerate(WORST)}
    found: dict[tuple[str, str], Verdict] = {}
    for verdict in verdicts:
        key = (verdict.document, verdict.name)
        if key not in found or rank[verdict.standing] < rank[found[key].standing]:
            found[key] = verdict
    return found


def summary(report: Report) -> Summary:
    """The counts of a report. A judgement counts as a rule once it is answered."""
    each = list(worst(report.verdicts).values())
    rules = [v for v in each if v.force != "judgement" or v.outcome in ("satisfied", "violated")]
    count = Counter(verdict.standing for verdict in rules)
    return Summary(
        rules=len(rules),
        violated=count["violated"],
        undecided=count["undecided"],
        satisfied=count["satisfied"],
        not_applicable=count["not-applicable"],
        blanks=len(report.blanks),
        questions=sum(v.force == "judgement" and v.outcome == "undecided" for v in each),
        departures=sum(v.force == "recommendation" and v.standing == "violated" for v in rules),
        waived=count["waived"],
        known=count["known"],
    )


def exit_code(report: Report) -> int:
    """5 something could not be read, 1 an obligation is violated or the gate does not hold, 3 not final (with `final`),
    4 no rule spoke, 0 well."""
    if report.problems:
        return 5
    if report.gate or any(v.standing == "violated" and v.force == "obligation" for v in report.verdicts):
        return 1
    if report.final and (report.blanks or any(v.outcome == "undecided" for v in report.verdicts)):
        return 3
    return 4 if {document.path for document in report.documents} - spoken_of(report) else 0


def spoken_of(report: Report) -> frozenset[str]:
    """The documents about which any rule spoke; a question alone does not count."""
    return frozenset(v.document for v in report.verdicts if v.force != "judgement" and v.outcome != "not-applicable")
