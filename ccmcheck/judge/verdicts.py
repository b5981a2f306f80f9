"""What a run has to say: places, verdicts, blanks, documents and the report.

Formats, gates and whoever else reads a report know these types; how they are made is nothing to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import TYPE_CHECKING, Literal, TypeAlias

from ccmcheck.base.frozen import frozen, numerous, remembering
from ccmcheck.base.quoting import cited
from ccmcheck.base.version import __version__

if TYPE_CHECKING:
    from datetime import date

    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.base.source import Source
    from ccmcheck.document.draft_text import DraftText
    from ccmcheck.document.nodes import Node
    from ccmcheck.judge.evaluate.rule import Outcome
    from ccmcheck.language.rulebook.model import Citation, Force, Register, Ruleset

Standing: TypeAlias = "Outcome | Literal['waived', 'known']"


@numerous
class Place:
    """A stretch of a document: lines and columns from 1, ends exclusive.

    `label` is the place in words, `section` what the schema calls the part of the document that it lies in.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    pointer: str
    label: str
    section: str = ""


@numerous
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
        """CCM/2012/5, paragraph 31"""
        return f"{self.document}, {cited(self.paragraph)}"


@numerous
class Mend:
    """One of the fewest changes after which every obligation is kept: at which place, and what to do there in words.

    In data `stretch` is what `new` takes the place of; in a draft there is none.
    """

    place: Place
    words: str
    stretch: Place | None
    new: str


@numerous
class Verdict:
    """What one rule says of one thing in one document, ready to be read.

    `needed` and `found` are a few words each, `details` say the same clause by clause, `note` is what the rule's
    author added, `help` is advice; `subject` is the JSON Pointer of the innermost thing of the programme that
    `for each` names, and `about` has the names of all of them.
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
    """What the subject and the things around it go by: field and name, outermost first (see `english.values`)."""
    waiver: Waiver | None = None
    known: bool = False
    """Whether the baseline of the run holds this departure already."""
    mends: tuple[Mend, ...] = ()
    """How the departure would be mended, where that was asked (`--exact`)."""

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
    def cited(self) -> str:
        """The decision and the paragraph that come first: “2MSP decision, paragraph 2(a)”."""
        return f"{self.short}, {self.citations[0].cited}"

    @property
    def message(self) -> str:
        """The verdict in one sentence: what is needed before what was found."""
        if self.question and self.outcome == "undecided":
            return self.question
        needed = f"needed: {self.needed}" if self.needed else ""
        return "; ".join(filter(None, (needed, self.found, self.note)))


def speaking_of(verdicts: Iterable[Verdict], pointer: str) -> tuple[Verdict, ...]:
    """The verdicts that were read from the value at a JSON Pointer, or are about it; those that depart come first."""
    found = [
        verdict
        for verdict in verdicts
        if verdict.subject == pointer or any(place.pointer == pointer for place in verdict.places)
    ]
    order = ("violated", "undecided", "satisfied", "not-applicable")
    return tuple(sorted(found, key=lambda verdict: order.index(verdict.outcome)))


@numerous
class Blank:
    """A blank or half a date, and the rules that it leaves open.

    `whole` says that its section is blank as a whole, `worded` that it is no blank of the document: words of a draft
    stand there that were not understood.
    """

    place: Place
    text: str
    rules: tuple[str, ...]
    whole: bool
    worded: bool = False


@frozen
class SharedVerdicts:
    """Verdicts that need neither words nor places, and name no document: all documents that are alike share them.

    `numbers` say which they are among all that the rules of a run may give at once.
    """

    numbers: tuple[int, ...] = ()
    verdicts: tuple[Verdict, ...] = field(default=(), compare=False, repr=False)


NOTHING_SHARED = SharedVerdicts()


@numerous
class Document:
    """A document of the run.

    The source gives the lines that a report shows, the root (where a report draws on it) what it draws.
    """

    source: Source
    rulesets: tuple[str, ...]
    root: Node | None = field(default=None, compare=False, repr=False)
    shared: SharedVerdicts = NOTHING_SHARED
    """What there is nothing more to say of: rules that are satisfied or pass over it, questions nobody has answered."""

    text: DraftText | None = field(default=None, compare=False, repr=False)
    """What became of the words of a draft; None for data."""

    unbound: str = ""
    """Why no decision binds it, in words; empty where one does."""

    extent: tuple[int, int, int, int] | None = None
    """Line and column where what it says begins, and those where it ends; None where nobody asked."""

    passed: tuple[str, ...] = ()
    """Of the rules that pass over it how many there are, and of what they speak."""

    @property
    def path(self) -> str:
        """The path as the user gave it."""
        return self.source.name


@remembering
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
    """What fails the run though no programme departs: a waiver expired or unused, a required rule that never spoke."""
    unread: tuple[str, ...] = ()
    """The inputs that could not be judged at all; each has its complaint among the problems."""
    remarks: tuple[Diagnostic, ...] = ()
    """What the text of a draft shows beside what the rules judge; it fails no run."""
