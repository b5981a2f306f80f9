"""Which rules speak of a value of a programme, with the decision's words and why each says what it says."""

from __future__ import annotations

from ccmcheck.authoring.explain.explain import NothingThere, explain
from ccmcheck.base.source import Span
from ccmcheck.document.candidates import kind_at, place_at
from ccmcheck.document.schema import Field, RecordKind
from ccmcheck.document.text_path import TextPath
from ccmcheck.editor.markdown import bold, bullets, heading, inline, paragraphs, quotation
from ccmcheck.editor.programme_file import ProgrammeFile
from ccmcheck.judge.evaluate import Context
from ccmcheck.judge.verdicts import Verdict, speaking_of

_MOST = 6
_SAID = {"violated": "is violated", "undecided": "is undecided", "satisfied": "is satisfied",
         "not-applicable": "does not apply"}  # fmt: skip


def hover(file: ProgrammeFile, offset: int) -> tuple[str, Span] | None:
    """What is known of the value at a place, as Markdown, and its stretch; None where nothing is."""
    path = place(file, offset)
    if path is None or not path.whole.text.strip():
        return None
    verdicts = verdicts_at(file, path)
    field = _field(file, path)
    about = paragraphs(heading(str(_name(path)), field.title), inline(field.description)) if field else ""
    each = [_verdict(verdict, file) for verdict in verdicts[:_MOST]]
    more = f"… and {len(verdicts) - _MOST} more" if len(verdicts) > _MOST else ""
    words = paragraphs(about, *each, more)
    return (words, path.whole) if words else None


def place(file: ProgrammeFile, offset: int) -> TextPath | None:
    """The field that a place of a programme belongs to."""
    book = file.book
    return place_at(file.source, offset, book.vocabulary) if book else None


def verdicts_at(file: ProgrammeFile, path: TextPath) -> tuple[Verdict, ...]:
    """The verdicts that speak of the value at a path."""
    return speaking_of(file.result.verdicts, path.pointer) if file.result else ()


def _name(path: TextPath) -> str | int:
    named = [step for step in path.steps if isinstance(step, str)]
    return path.whole.text if path.role == "field" else named[-1] if named else ""


def _field(file: ProgrammeFile, path: TextPath) -> Field | None:
    """What the schema says of the field."""
    if file.book is None:
        return None
    steps = list(path.steps)
    while path.role == "value" and steps and isinstance(steps[-1], int):
        steps.pop()
    holder = kind_at(file.book.vocabulary, steps if path.role == "field" else steps[:-1])
    return holder.fields.get(str(_name(path))) if isinstance(holder, RecordKind) else None


def _verdict(verdict: Verdict, file: ProgrammeFile) -> str:
    cited = verdict.exemption or verdict.citations[0]
    where = f"{_SAID[verdict.outcome]} ({verdict.short}, {cited.cited})"
    said = verdict.message if verdict.outcome in ("violated", "undecided") else ""
    return paragraphs(
        bold(verdict.rule, where), inline(said), quotation(cited.quotation), bullets(_reasons(verdict, file))
    )


def _reasons(verdict: Verdict, file: ProgrammeFile) -> tuple[str, ...]:
    """The clauses that decide, with the programme's values in them."""
    written, book = file.rules.written(verdict.ruleset, verdict.rule), file.book
    if written is None or book is None or file.root is None or verdict.outcome == "violated":
        return ()
    ruleset, rule, statement = written
    at = verdict.subject or "".join(verdict.about[-1:])
    explanation = explain(ruleset, rule, statement, Context(file.root, book.registers, {}), at)
    if isinstance(explanation, NothingThere):
        return ()
    return tuple(clause.words for part in explanation.parts if part.decides for clause in part.clauses)
