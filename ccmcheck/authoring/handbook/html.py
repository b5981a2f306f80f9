"""The page as one HTML file that needs nothing else: reads on a screen and on paper; hides markup and style."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

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

_STYLE = """
:root { color-scheme: light dark; --line: #d5d8dc; --soft: #5b6470; --mark: #fff2c4;
  --ob: #1d4f91; --rec: #7a5200; --q: #6b2d78; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3a4048; --soft: #a7b0bb; --mark: #4a3f14; --ob: #8db8f2; --rec: #e3b75a; --q: #d79be4; }
}
* { box-sizing: border-box; }
body { font: 16px/1.55 Georgia, "Times New Roman", serif; max-width: 78rem; margin: 2.5rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 0; padding-bottom: .4rem; border-bottom: 2px solid var(--line); }
.intro { max-width: 46rem; }
.source { color: var(--soft); font: 13px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
.row { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 2.5rem; padding: 1.1rem 0;
  border-bottom: 1px solid var(--line); }
.text { position: sticky; top: 1rem; align-self: start; }
.deep1 .text { padding-left: 1.2rem; } .deep2 .text { padding-left: 2.4rem; }
.label { font-weight: bold; margin-right: .4em; }
mark { background: var(--mark); color: inherit; padding: .05em 0; }
article + article, article + .see, .see + .see { margin-top: 1.4rem; }
article header { font: 600 13px/1.4 system-ui, sans-serif; color: var(--soft); margin-bottom: .2rem; }
.force { color: var(--ob); } .recommendation .force { color: var(--rec); } .judgement .force { color: var(--q); }
code { font: .92em ui-monospace, Menlo, Consolas, monospace; }
article p { margin: .25rem 0; } article ul { margin: .25rem 0; padding-left: 1.3rem; }
.note, .examples, .see { color: var(--soft); font: 14px/1.5 system-ui, sans-serif; margin: .45rem 0 0; }
.examples { padding-left: 1.1rem; } .examples li { margin: .15rem 0; }
.reason { color: var(--soft); font-style: italic; margin: 0; }
.nothing { font-weight: bold; color: #b3261e; }
.wide { overflow-x: auto; }
.timeline { border-collapse: collapse; font: 13px/1.4 system-ui, sans-serif; margin: .8rem 0; }
.timeline th { font-weight: normal; padding: .2rem .4rem; color: var(--soft); } .timeline tbody th { text-align: left; }
.timeline td { padding: .2rem .4rem; text-align: center; border-block: 3px solid transparent;
  background-clip: padding-box; }
.timeline .in { background-color: var(--line); } .timeline .own .in { background-color: var(--mark); }
.timeline .own th { color: inherit; font-weight: bold; }
@media screen and (max-width: 50rem) { .row { grid-template-columns: 1fr; gap: .7rem; } }
@media print {
  body { font-size: 10.5pt; margin: 0; max-width: none; }
  .text { position: static; } article, .text { break-inside: avoid; }
}
"""


def to_html(page: Page) -> str:
    """The page as HTML that ends in a line break."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escape(page.title)}</h1>"
    for paragraph in introduction(page):
        yield f'<p class="intro">{escape(paragraph.replace("underlined", "marked"))}</p>'
    yield '<p class="source">Made by <code>ccmcheck handbook</code> from '
    yield f"<code>{escape(page.ruleset)}</code>; text of the decision: <code>{escape(page.decision)}</code>, sha256 "
    yield f"<code>{page.sha256}</code>; the examples start from <code>{escape(page.base)}</code>.</p>"
    for name in page.not_checked:
        yield f'<p class="nothing"><code>{escape(name)}</code> is not checked: there is a mistake in it.</p>'
    if page.timeline is not None:
        yield from _timeline(page.timeline, page)
    for section in page.sections:
        if section.depth == 0:
            yield f"<h2>{escape(section.heading)}</h2>"
        yield from _row(section)
    if page.practices:
        yield f"<h2>{PRACTICE_HEADING}</h2>\n<p>{PRACTICE_MEANING}</p>"
        for entry in page.practices:
            yield from _entry(entry)
    yield "</main>\n</body>\n</html>"


def _timeline(drawn: Timeline, page: Page) -> Iterator[str]:
    """A bar for each decision over the years, drawn as a table, so that it reads aloud as well."""
    yield f'<h2>{TIMELINE_HEADING}</h2>\n<p class="intro">{TIMELINE_MEANING}</p>'
    years = "".join(f'<th scope="col">{year}</th>' for year in drawn.years)
    yield f'<div class="wide"><table class="timeline">\n<thead><tr><td></td>{years}</tr></thead>\n<tbody>'
    for row in drawn.rows:
        own = ' class="own"' if row.ruleset == page.ruleset else ""
        cells = "".join("<td></td>" if number is None else f'<td class="in">{number}</td>' for number in row.rules)
        yield f'<tr{own}><th scope="row">{escape(row.short)}</th>{cells}</tr>'
    yield "</tbody>\n</table></div>"


def _row(section: Section) -> Iterator[str]:
    yield f'<section class="row deep{min(section.depth, 2)}" id="{_anchor(section.label)}">'
    yield f'<div class="text"><span class="label">{escape(section.label)}</span>{_words(section.words)}</div>'
    yield '<div class="checks">'
    for reason in section.reasons:
        yield f'<p class="reason">Not checked: {escape(reason)}.</p>'
    for name in section.repealed:
        yield f"<p>Ends <code>{escape(name)}</code>.</p>"
    for entry in section.entries:
        yield from _entry(entry)
    for name, label in section.elsewhere:
        yield f'<p class="see">See <a href="#{_anchor(label)}"><code>{escape(name)}</code></a> at {escape(label)}.</p>'
    if section.nothing:
        yield '<p class="nothing">Nothing answers for this paragraph.</p>'
    yield "</div>\n</section>"


def _words(words: Marked) -> str:
    return "".join(f"<mark>{escape(text)}</mark>" if quoted else escape(text) for text, quoted in words)


def _entry(entry: HandbookEntry) -> Iterator[str]:
    head, points = rule_text(entry)
    cited = (
        f" · {escape(citation_text(entry))}" if len({citation.paragraph for citation in entry.citations}) > 1 else ""
    )
    yield f'<article class="{entry.force}" id="{escape(entry.name)}">'
    force = f'<span class="force">{FORCES[entry.force]}</span>'
    yield f"<header>{force} · <code>{escape(entry.name)}</code>{cited}</header>"
    for before, name, after in succession_text(entry):
        yield f'<p class="note">{before}<code>{escape(name)}</code>{after}</p>'
    yield f"<p>{escape(head)}</p>"
    if points:
        ends = [";"] * (len(points) - 1) + ["."]
        yield (
            "<ul>"
            + "".join(f"<li>{escape(point)}{end}</li>" for point, end in zip(points, ends, strict=True))
            + "</ul>"
        )
    for words, citation in entry.reading.unless:
        yield f"<p>Unless {escape(words)}: {escape(citation.cited)}, “{escape(citation.quotation)}”.</p>"
    for remark in entry.remarks:
        taken = "" if entry.force == "practice" else "<b>Reading taken:</b> "
        yield f'<p class="note">{taken}{escape(remark)}</p>'
    if entry.examples:
        yield '<ul class="examples">' + "".join(f"<li>{escape(each)}</li>" for each in entry.examples) + "</ul>"
    yield "</article>"


def _anchor(label: str) -> str:
    """A paragraph's number as the name of a place on the page: `p-2-c-i`."""
    return "p-" + label.replace(")", "").replace("(", "-")
