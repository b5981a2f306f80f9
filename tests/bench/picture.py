"""Time against number of files, both logarithmic, as an SVG that also says in words what it shows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from tests.bench.results import Results

WIDTH, HEIGHT = 1270, 620
PANEL, GAP, LEFT, TOP, BOTTOM = 370, 245, 70, 60, 540
_LEAST = 15
"""How far apart two names at the ends of lines stand at the least."""

# A colour, a pattern of dashes and a sign for each tool, so that no line is known by its colour alone.
_STYLES = (
    ("#0b3d91", "", "circle"), ("#0b3d91", "7 4", "circle"), ("#3f7fd1", "2 3", "circle"), ("#b45f06", "", "square"),
    ("#38761d", "", "diamond"), ("#38761d", "7 4", "square"), ("#990000", "", "diamond"), ("#741b47", "2 3", "square"),
    ("#444444", "", "circle"), ("#444444", "7 4", "diamond"),
)  # fmt: skip


def picture(results: Results) -> str:
    """The picture, one panel for each notation."""
    counts = [count for notation in ("yaml", "json") for count in results.counts(notation)]
    times = [figure.ms for figure in results.figures]
    scale = _Scale(max(counts), _decade(min(times), math.floor), _decade(max(times), math.ceil))
    body = [line for at, notation in enumerate(("yaml", "json")) for line in _panel(results, notation, scale, at)]
    return "\n".join([*_head(results), *body, "</svg>"]) + "\n"


class _Scale:
    """Where a number of files and a time lie within a panel."""

    def __init__(self, files: int, least: int, most: int) -> None:
        self.decades = range(round(math.log10(files)) + 1)
        self.times = range(least, most + 1)

    def x(self, panel: int, files: float) -> float:
        return LEFT + panel * (PANEL + GAP) + math.log10(files) / max(self.decades[-1], 1) * PANEL

    def y(self, ms: float) -> float:
        return BOTTOM - (math.log10(ms) - self.times[0]) / (len(self.times) - 1) * (BOTTOM - TOP)


def _decade(value: float, rounded: object) -> int:
    assert callable(rounded)
    return int(rounded(math.log10(value)))


def _head(results: Results) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="title description" font-family="sans-serif" font-size="13">'
    )
    yield '<title id="title">Time against number of files, on logarithmic scales</title>'
    yield f'<desc id="description">{escape(_in_words(results))}</desc>'
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'


def _in_words(results: Results) -> str:
    """The ends of every line, for those who cannot see them."""
    said = []
    for notation in ("yaml", "json"):
        for tool in results.tools():
            mine = [f for f in results.figures if f.tool == tool and f.notation == notation]
            if mine:
                last = max(mine, key=lambda f: f.count)
                said.append(f"{tool}, {notation.upper()}: {last.count:,} files in {last.ms:,.0f} ms")
    return ". ".join(said) + "."


def _panel(results: Results, notation: str, scale: _Scale, at: int) -> Iterator[str]:
    left, right = scale.x(at, 1), scale.x(at, 10 ** scale.decades[-1])
    yield f'<text x="{left}" y="{TOP - 22}" font-size="16" font-weight="bold">{notation.upper()}</text>'
    for exponent in scale.times:
        y = scale.y(10**exponent)
        yield f'<line x1="{left}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="#dddddd"/>'
        yield f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{_duration(exponent)}</text>'
    for exponent in scale.decades:
        x = scale.x(at, 10**exponent)
        yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{BOTTOM}" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="{BOTTOM + 20}" text-anchor="middle">{10**exponent:,}</text>'
    yield f'<text x="{(left + right) / 2}" y="{BOTTOM + 44}" text-anchor="middle">programmes</text>'
    yield from _curves(results, notation, scale, at)


def _curves(results: Results, notation: str, scale: _Scale, at: int) -> Iterator[str]:
    ends: list[tuple[float, float, str, str]] = []
    for tool, (colour, dashes, sign) in zip(results.tools(), _STYLES, strict=False):
        points = [(scale.x(at, f.count), scale.y(f.ms)) for f in _of(results, tool, notation)]
        if not points:
            continue
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        width = 3 if tool.startswith("ccmcheck") else 1.5
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'
        yield from (_sign(sign, x, y, colour) for x, y in points)
        ends.append((*points[-1], tool, colour))
    yield from _names(ends, scale.x(at, 10 ** scale.decades[-1]) + 26)


def _of(results: Results, tool: str, notation: str) -> list:  # type: ignore[type-arg]
    return sorted((f for f in results.figures if f.tool == tool and f.notation == notation), key=lambda f: f.count)


def _sign(sign: str, x: float, y: float, colour: str) -> str:
    if sign == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
    turned = f' transform="rotate(45 {x:.1f} {y:.1f})"' if sign == "diamond" else ""
    return f'<rect x="{x - 3.2:.1f}" y="{y - 3.2:.1f}" width="6.4" height="6.4" fill="{colour}"{turned}/>'


def _names(ends: Sequence[tuple[float, float, str, str]], left: float) -> Iterator[str]:
    """The name of each line beside its end, moved down where two would stand on each other."""
    lowest = -math.inf
    for x, y, tool, colour in sorted(ends, key=lambda end: end[1]):
        lowest = max(y, lowest + _LEAST)
        there = f'x1="{x + 5:.1f}" y1="{y:.1f}" x2="{left - 4:.1f}" y2="{lowest:.1f}"'
        yield f'<line {there} stroke="{colour}" stroke-width="0.6"/>'
        yield f'<text x="{left:.1f}" y="{lowest + 4:.1f}" fill="{colour}">{escape(tool)}</text>'


def _duration(exponent: int) -> str:
    return f"{10**exponent:g} ms" if exponent < 3 else f"{10 ** (exponent - 3):g} s"
