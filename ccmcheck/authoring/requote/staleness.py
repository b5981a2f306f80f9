"""What a changed text leaves stale: statements whose paragraph has other words than when they were held against it.

The header's `sha256` says whether the text has changed at all. Which paragraphs have is told by a record beside the
text (`NAME.paragraphs.json`): their words on the day the digest was written. Hides that record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TypeAlias

from ccmcheck.base.source import Span
from ccmcheck.language.rulebook.load import Loaded
from ccmcheck.language.syntax import Parsed, tree
from ccmcheck.prose import decision as decisions
from ccmcheck.prose.decision import Decision
from ccmcheck.prose.normalised import folded, reading_of, whole

_CLOSING = ";,.: "  # a quotation that ends before one of these still does
_Cited: TypeAlias = tuple[str, tree.Word, tree.Word | None]


@dataclass(frozen=True)
class TextRecord:
    """A text as its rules were last held against it: its digest and the words of each paragraph."""

    sha256: str
    paragraphs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StaleStatement:
    """A statement whose paragraph has changed, or whose quotation no longer stands.

    `old` and `new` are the paragraph's words, empty where they are not known or the paragraph is gone. `proposal` is
    a paragraph and a quotation that stand today; None where nothing is like the old one.
    """

    name: str
    paragraph: tree.Word
    quotation: tree.Word | None
    old: str
    new: str
    stands: bool
    proposal: tuple[str, str] | None


@dataclass(frozen=True)
class Staleness:
    """How a rules file stands to its decision's text: `written` is the header's digest, empty where it has none."""

    parsed: Parsed
    decision: Decision
    written: str
    changes: tuple[StaleStatement, ...]

    @property
    def today(self) -> str:
        """The digest of the text as it is."""
        return self.decision.source.sha256

    @property
    def text_changed(self) -> bool:
        """Whether the text has another digest than the header states."""
        return bool(self.written) and self.written != self.today

    @property
    def names(self) -> tuple[str, ...]:
        """The statements that are stale, each once."""
        return tuple(dict.fromkeys(change.name for change in self.changes))


def staleness(loaded: Loaded) -> Staleness | None:
    """How a rules file stands to its text; None where it has no readable header or text."""
    header = next((s for s in loaded.parsed.statements if isinstance(s, tree.RulesetStatement)), None)
    if header is None or loaded.around is None or loaded.around.decision is None:
        return None
    decision = loaded.around.decision
    written = header.sha256.text if header.sha256 else ""
    record = _record(loaded.folder, header.source.text) if header.source else None
    known = record if record is not None and record.sha256 == written else None
    moved = bool(written) and written != decision.source.sha256
    changes = (_change(cited, decision, known, moved=moved) for cited in _cited(loaded.parsed))
    return Staleness(loaded.parsed, decision, written, tuple(change for change in changes if change is not None))


def record_path(source: str) -> str:
    """Where the record of a text lies: beside it, as `NAME.paragraphs.json`."""
    folder, slash, file = source.rpartition("/")
    return f"{folder}{slash}{file.rpartition('.')[0] or file}.paragraphs.json"


def record_of(decision: Decision) -> str:
    """The record of a text as it is, as JSON."""
    paragraphs = {label: decision.own_text_of(label) for label in decision.labels()}
    return json.dumps({"sha256": decision.source.sha256, "paragraphs": paragraphs}, indent=2, ensure_ascii=False) + "\n"


def _record(folder: Traversable, source: str) -> TextRecord | None:
    """The record of a text, or None where there is none that can be read; then every paragraph may have changed."""
    file = folder
    for part in record_path(source).split("/"):
        file = file / part
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return TextRecord(str(data["sha256"]), {str(key): str(words) for key, words in data["paragraphs"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _cited(parsed: Parsed) -> Iterator[_Cited]:
    """Every paragraph that a statement rests on, with the statement's name and its quotation."""
    for statement in parsed.statements:
        match statement:
            case tree.RuleStatement(name=name):
                for citation in (*statement.citations, *(each.citation for each in statement.exceptions)):
                    yield name.text, citation.paragraph, citation.quotation
            case tree.RepealStatement(rule, citation):
                yield f"repeals {rule.text}", citation.paragraph, citation.quotation
            case tree.UncheckedStatement(paragraphs):
                for paragraph in paragraphs:
                    yield f"unchecked {paragraph.text}", paragraph, None
            case _:
                pass


def _change(cited: _Cited, decision: Decision, record: TextRecord | None, *, moved: bool) -> StaleStatement | None:
    name, paragraph, quotation = cited
    label = paragraph.text
    span = decisions.quoted(decision, label, quotation.text) if quotation is not None else None
    stands = span is not None if quotation is not None else decision.paragraph(label) is not None
    labels = [label, *_reached(decision, label, span)]
    old = " ".join(record.paragraphs.get(each, "") for each in labels).strip() if record else ""
    new = " ".join(decision.own_text_of(each) for each in labels).strip()
    if stands and not (moved and _alike(old) != _alike(new)):
        return None
    proposal = _proposal(decision, label, quotation.text) if quotation is not None and not stands else None
    return StaleStatement(name, paragraph, quotation, old, new, stands, proposal)


def _reached(decision: Decision, label: str, quoted: Span | None) -> Iterator[str]:
    """The sub-paragraphs that a quotation reaches into."""
    for inner in decision.labels() if quoted is not None else ():
        paragraph = decision.paragraph(inner)
        if quoted is None or paragraph is None or not inner.startswith(f"{label}("):
            continue
        if any(stretch.start < quoted.end and quoted.start < stretch.end for stretch in paragraph.own):
            yield inner


def _alike(words: str) -> str:
    """What is compared: line breaks, quotation marks and the text format's marks do not count."""
    return folded(reading_of(whole(words))).text.strip()


def _proposal(decision: Decision, label: str, quotation: str) -> tuple[str, str] | None:
    """The paragraph that holds the words now, or the words of the paragraph that come closest to them."""
    elsewhere = decisions.elsewhere(decision, quotation)
    if elsewhere is not None:
        return elsewhere, quotation
    near = decisions.nearest(decision, label, quotation)
    if quotation[-1:] not in _CLOSING:
        near = near.rstrip(_CLOSING)
    return (label, near) if near and decisions.quoted(decision, label, near) is not None else None


# -- writing --------------------------------------------------------------------------------------------------------


def is_settled(stale: Staleness, accepted: Iterable[StaleStatement]) -> bool:
    """Whether nothing is left over: every change is accepted, and has words to take where its own no longer stand."""
    taken = list(accepted)
    return all(change in taken and (change.stands or change.proposal is not None) for change in stale.changes)


def requoted(stale: Staleness, accepted: Sequence[StaleStatement]) -> str:
    """The rules file with the proposals of changes taken, and with the digest of today's text where all is settled."""
    edits = [edit for change in accepted if change.proposal is not None for edit in _edits(change)]
    if is_settled(stale, accepted):
        edits += _digest(stale)
    text = stale.parsed.source.text
    for start, end, words in sorted(set(edits), reverse=True):
        text = text[:start] + words + text[end:]
    return text


_Edit: TypeAlias = tuple[int, int, str]


def _edits(change: StaleStatement) -> Iterator[_Edit]:
    assert change.proposal is not None
    label, quotation = change.proposal
    yield change.paragraph.span.start, change.paragraph.span.end, label
    if change.quotation is not None:
        yield change.quotation.span.start, change.quotation.span.end, _written(quotation)


def _written(words: str) -> str:
    """A text as the rules language has it."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _digest(stale: Staleness) -> Iterator[_Edit]:
    header = next(s for s in stale.parsed.statements if isinstance(s, tree.RulesetStatement))
    if header.sha256 is not None:
        yield header.sha256.span.start, header.sha256.span.end, f'"{stale.today}"'
    elif header.source is not None:
        end = header.source.span.end
        yield end, end, f'\n  sha256   "{stale.today}"'
