"""The page in Markdown: a table with the decision's words on the left; hides what has to be escaped."""

from __future__ import annotations

from collections.abc import Iterator

from ccmcheck.authoring.coverage.coverage import Marked
from ccmcheck.authoring.handbook.page import HandbookEntry, Page, Section
from ccmcheck.authoring.handbook.prose import (
    FORCES,
    PRACTICE_HEADING,
    PRACTICE_MEANING,
    TIMELINE_HEADING,
    TIMELINE_MEANING,
    citation_text,
    introduction,
    rule_text,
    succession_text,
)
from ccmcheck.authoring.timeline import Timeline


def to_markdown(page: Page) -> str:
    """The page as Markdown that ends in a line break."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield f"# {_escaped(page.title)}"
    for paragraph in introduction(page):
        yield f"\n{_escaped(paragraph)}"
    origin = f"Made by `ccmcheck handbook` from `{page.ruleset}`; text of the decision: `{page.decision}`"
    yield f"\n<sub>{origin}, sha256 `{page.sha256}`; the examples start from `{page.base}`.</sub>\n"
    for name in page.not_checked:
        yield f"> `{name}` is **not checked**: there is a mistake in it.\n"
    if page.timeline is not None:
        yield from _timeline(page.timeline, page)
    for section in page.sections:
        if section.depth == 0:
            yield f"## {section.heading}\n"
            yield "| the decision | what is checked |\n| --- | --- |"
        yield f"| {_left(section)} | {_right(section)} |"
        if section is page.sections[-1] or _next(section, page).depth == 0:
            yield ""
    if page.practices:
        yield f"## {PRACTICE_HEADING}\n\n{PRACTICE_MEANING}\n"
        yield from (f"- {_entry(entry)}" for entry in page.practices)


def _timeline(drawn: Timeline, page: Page) -> Iterator[str]:
    """A table with a column for each year; the decision of the page stands out."""
    yield f"## {TIMELINE_HEADING}\n\n{TIMELINE_MEANING}\n"
    yield f"| | {' | '.join(map(str, drawn.years))} |\n| --- |{' ---: |' * len(drawn.years)}"
    for row in drawn.rows:
        cells = ["·" if number is None else str(number) for number in row.rules]
        strong = "**" if row.ruleset == page.ruleset else ""
        yield f"| {strong}{_escaped(row.short)}{strong} | {' | '.join(cells)} |"
    yield ""


def _next(section: Section, page: Page) -> Section:
    return page.sections[page.sections.index(section) + 1]


def _left(section: Section) -> str:
    return f"**{section.label}** {_words(section.words)}"


def _words(words: Marked) -> str:
    return "".join(f"<ins>{_escaped(text)}</ins>" if quoted else _escaped(text) for text, quoted in words)


def _right(section: Section) -> str:
    blocks = [f"*Not checked:* {_escaped(reason)}." for reason in section.reasons]
    blocks += [f"Ends `{name}`." for name in section.repealed]
    blocks += [_entry(entry) for entry in section.entries]
    blocks += [f"See `{name}` at {label}." for name, label in section.elsewhere]
    if section.nothing:
        blocks.append("**Nothing answers for this paragraph.**")
    return "<br><br>".join(blocks)


def _entry(entry: HandbookEntry) -> str:
    head, points = rule_text(entry)
    lines = [f"**{FORCES[entry.force]}** `{entry.name}`"]
    if len({citation.paragraph for citation in entry.citations}) > 1:
        lines[0] += f" <sub>{citation_text(entry)}</sub>"
    lines += [f"{before}`{name}`{after}" for before, name, after in succession_text(entry)]
    lines.append(_escaped(head))
    lines += [f"• {_escaped(point)}{'.' if at == len(points) - 1 else ';'}" for at, point in enumerate(points)]
    lines += [
        f"Unless {_escaped(words)}: {citation.cited}, “{_escaped(citation.quotation)}”."
        for words, citation in entry.reading.unless
    ]
    taken = "" if entry.force == "practice" else "*Reading taken:* "
    lines += [f"{taken}{_escaped(remark)}" for remark in entry.remarks]
    if entry.examples:
        lines.append(f"*Examples:* {_escaped(' '.join(entry.examples))}")
    return "<br>".join(lines)


def _escaped(text: str) -> str:
    """Words with nothing that Markdown or HTML would take for a mark."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
    return "".join(f"\\{char}" if char in "\\|*_`[]#" else char for char in escaped)
