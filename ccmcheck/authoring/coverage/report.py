"""Coverage as text, Markdown and JSON; hides layout and colour."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ccmcheck.authoring.coverage.coverage import Coverage, CoveredBy, ParagraphCoverage
from ccmcheck.report.parts.excerpt import printable
from ccmcheck.report.parts.style import PLAIN, TextStyle

_WIDTH = 100
_WORDS = 60


def to_text(coverages: Sequence[Coverage], style: TextStyle = PLAIN) -> str:
    """The paragraphs as an indented tree, each with what answers for it; the counts last."""
    blocks = []
    for coverage in coverages:
        lines = [style.paint(f"{coverage.ruleset}: {printable(coverage.title)} ({coverage.decision})", "bold")]
        lines += [line for clause in coverage.clauses for line in _tree(clause, 0, style)]
        blocks += ["\n".join(lines), "\n".join(_closing(coverage, style))]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _tree(clause: ParagraphCoverage, depth: int, style: TextStyle) -> Iterator[str]:
    label = "  " * depth + clause.label
    margin = " " * 14
    nothing = clause.state == "nothing"
    words = textwrap.shorten(printable(clause.words), _WORDS, placeholder=" …")
    deontic = _deontic(clause)
    yield style.paint(f"{label:<13} ", "red" if nothing else "bold") + words + (f"  {deontic}" if deontic else "")
    if nothing:
        yield margin + style.paint("nothing answers for it", "red")
    elif clause.state == "by its parts":
        yield margin + style.paint("only opens the list of its parts", "dim")
    for words in dict.fromkeys(map(_answer, clause.answers)):
        yield textwrap.fill(words, _WIDTH, initial_indent=margin, subsequent_indent=margin + "  ")
    for words in clause.unquoted:
        shown = textwrap.shorten(printable(words), _WIDTH, placeholder=" …")
        line = textwrap.fill(f"not quoted: “{shown}”", _WIDTH, initial_indent=margin, subsequent_indent=margin + "  ")
        yield style.paint(line, "dim")
    for part in clause.parts:
        yield from _tree(part, depth + 1, style)


def _answer(answer: CoveredBy) -> str:
    words = f"unchecked: {answer.name}" if answer.by == "unchecked" else f"{answer.by} {answer.name}"
    return printable(words if answer.checked else f"{words} (not checked: there is a mistake in it)")


def _deontic(clause: ParagraphCoverage) -> str:
    """The paragraph's own binding words; those it has from above in brackets."""
    own = ", ".join(f"“{word}”" for word in clause.deontic)
    above = ", ".join(f"“{word}”" for word in clause.inherited)
    return own or (f"({above} above)" if above else "")


def _closing(coverage: Coverage, style: TextStyle) -> Iterator[str]:
    for name in coverage.not_checked:
        yield f"not checked: {printable(name)}"
    for clause in coverage.nothing:
        words = textwrap.shorten(printable(clause.words), _WORDS, placeholder=" …")
        yield style.paint("nothing answers for paragraph ", "red") + f"{clause.label}: {words}"
    if coverage.nothing:
        yield 'Write a rule or a judgement that cites it, or say why it needs none: unchecked PARAGRAPH because "…"'
    yield _counts(coverage)


def _counts(coverage: Coverage) -> str:
    counts = coverage.counts
    parts = [f"{count} {_by(group)}" for group, count in counts.items() if count or group == "nothing"]
    return f"{sum(counts.values())} paragraphs: " + " · ".join(parts)


def _by(group: str) -> str:
    match group:
        case "rules":
            return "answered for by rules"
        case "judgements":
            return "by judgements alone"
        case "unchecked":
            return "unchecked with a reason"
        case "nothing":
            return "with nothing"
        case _:
            return group


# -- Markdown -------------------------------------------------------------------------------------------------------


def to_markdown(coverages: Sequence[Coverage]) -> str:
    """A table of the paragraphs for each decision."""
    return "\n".join(line for coverage in coverages for line in _table(coverage))


def _table(coverage: Coverage) -> Iterator[str]:
    yield f"# What answers for each paragraph: {_cell(coverage.title)}\n"
    yield f"Rules: `{coverage.ruleset}` · text: `{coverage.decision}` · {_counts(coverage)}\n"
    yield "| paragraph | words | binding words | answered for by |"
    yield "| --- | --- | --- | --- |"
    for clause in coverage.all_clauses:
        words = textwrap.shorten(clause.words, 2 * _WORDS, placeholder=" …")
        yield f"| {clause.label} | {_cell(words)} | {_deontic(clause)} | {_answers(clause)} |"
    for name in coverage.not_checked:
        yield f"\nNot checked, because of a mistake in it: `{name}`"
    yield ""


def _answers(clause: ParagraphCoverage) -> str:
    cells = list(dict.fromkeys(map(_markdown, clause.answers)))
    if clause.state == "nothing":
        cells.insert(0, "**nothing**")
    elif clause.state == "by its parts":
        cells.append("its parts")
    cells += [f"*not quoted: “{_cell(words)}”*" for words in clause.unquoted]
    return "<br>".join(cells)


def _markdown(answer: CoveredBy) -> str:
    if answer.by == "unchecked":
        return f"unchecked: {_cell(answer.name)}"
    return f"{answer.by} `{answer.name}`" + ("" if answer.checked else " (not checked)")


def _cell(text: str) -> str:
    """Words in a table's cell, with nothing that Markdown or HTML would take for a mark."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{char}" if char in "\\|*_`[]" else char for char in escaped)


# -- JSON -----------------------------------------------------------------------------------------------------------


def to_json(coverages: Sequence[Coverage]) -> str:
    """The same as data: paragraphs in the order of the text, each with its sub-paragraphs."""
    return json.dumps({"coverage": [_data(coverage) for coverage in coverages]}, indent=2, ensure_ascii=False) + "\n"


def _data(coverage: Coverage) -> dict[str, Any]:
    return {
        "ruleset": coverage.ruleset,
        "decision": coverage.decision,
        "paragraphs": [_paragraph(clause) for clause in coverage.clauses],
        "nothing": [clause.label for clause in coverage.nothing],
        "not-checked": list(coverage.not_checked),
        "summary": {group.replace(" ", "-"): count for group, count in coverage.counts.items()},
    }


def _paragraph(clause: ParagraphCoverage) -> dict[str, Any]:
    return {
        "paragraph": clause.label,
        "words": clause.words,
        "deontic": list(clause.deontic),
        "inherited": list(clause.inherited),
        "state": clause.state.replace(" ", "-"),
        "unquoted": list(clause.unquoted),
        "answers": [_answer_data(answer) for answer in clause.answers],
        "parts": [_paragraph(part) for part in clause.parts],
    }


def _answer_data(answer: CoveredBy) -> dict[str, Any]:
    name = "reason" if answer.by == "unchecked" else "rule"
    data = {"by": answer.by, name: answer.name, "checked": answer.checked}
    return data if answer.by == "unchecked" else {**data, "quotation": answer.quotation}


FORMATS: dict[str, Callable[[Sequence[Coverage]], str]] = {"text": to_text, "markdown": to_markdown, "json": to_json}
