"""The inside of a drawing as SVG, and its rows as HTML; hides how texts are escaped.

No template: of the values of a report most are measures of drawings, and a template escapes each of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccmcheck.report.parts.escaping import in_html, inert, short
from ccmcheck.report.pictures.shapes import Bar, DrawingRow, Picture

_HEADING = ' class="heading"'


def drawn(picture: Picture, anchor: str) -> str:
    """The axis and the rows; `anchor` begins the names of the patterns that fill bars."""
    lines = [*_axis(picture), *(line for row in picture.rows for line in _row(picture, row, anchor))]
    return "\n".join(lines)


def in_words(picture: Picture) -> str:
    """The rows of the table that says the same in words."""
    return "\n".join(
        f'<tr{_HEADING if row.heading else ""}><th scope="row">{in_html(inert(row.name))}</th>'
        f"<td>{in_html(short(row.words))}</td></tr>"
        for row in picture.rows
    )


def _axis(picture: Picture) -> Iterator[str]:
    for tick in picture.ticks:
        yield f'<line class="tick" x1="{tick.x}" y1="24" x2="{tick.x}" y2="{picture.height - 4}"/>'
        yield f'<text class="axis" x="{tick.label_x}" y="16" text-anchor="middle">{in_html(tick.label)}</text>'


def _row(picture: Picture, row: DrawingRow, anchor: str) -> Iterator[str]:
    first, base = row.heading or picture.name == "meetings", row.y + 17
    if row.heading:
        yield f'<line class="rule" x1="0" y1="{row.y}" x2="{picture.width}" y2="{row.y}"/>'
    style = f"name {'heading' if row.heading else ''} {row.kind}"
    yield f'<text class="{style}" x="{20 if first else 34}" y="{base}">{in_html(row.shown)}</text>'
    if row.sign:
        yield f'<text class="sign {row.kind}" x="{2 if first else 18}" y="{base}">{row.sign}</text>'
    if row.aside:
        yield f'<text class="label" x="{picture.left + 6}" y="{base}">{in_html(short(row.aside))}</text>'
    for number, bar in enumerate(row.bars):
        yield _bar(bar, row, number, anchor)
        yield _label(bar, base, inside=bar.label_inside or picture.name == "terms")


def _bar(bar: Bar, row: DrawingRow, number: int, anchor: str) -> str:
    fill = f' fill="url(#{anchor}-{bar.kind})"' if bar.kind != "plain" else ""
    return (
        f'<rect class="bar {_style(bar)}" x="{bar.x}" y="{row.y + 5}" width="{bar.width}" height="16" rx="2" '
        f'data-start="{in_html(bar.start)}" data-end="{in_html(bar.end)}" data-row="{number}"{fill}/>'
    )


def _label(bar: Bar, base: int, *, inside: bool) -> str:
    words = in_html(bar.label)
    if inside:
        middle = bar.x + bar.width / 2
        return f'<text class="label inside {_style(bar)}" x="{middle}" y="{base}" text-anchor="middle">{words}</text>'
    before = ' text-anchor="end"' if bar.label_before else ""
    return f'<text class="label" x="{bar.label_x}" y="{base}"{before}>{words}</text>'


def _style(bar: Bar) -> str:
    return f"{bar.kind}{' loose' if bar.open else ''}"
