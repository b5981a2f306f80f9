"""The words of a text as a reader sees them, each with its place; hides the marks of Markdown and the habits of print.

Two texts that differ only in line breaks, white space, quotes, accents' encoding or blanks' length fold to the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from ccmcheck.base.frozen import numerous
from ccmcheck.base.source import Source, Span

Stretches: TypeAlias = tuple[Span, ...]
"""Words that belong together though page breaks or footnotes may stand between them."""


@numerous
class NormalisedText:
    """A text without some of its marks; where in the source each character starts and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def part(self, start: int, end: int) -> NormalisedText:
        """The characters from start to end (offsets in this reading), with their places."""
        return NormalisedText(self.text[start:end], self.starts[start:end], self.ends[start:end])


BREAK = "\N{SOFT HYPHEN}"  # a hyphen at a line end, which may or may not belong to the word
RAISED = "[⁰¹²³⁴-⁹]"
"""A digit that is the mark of a note."""
_NO_WORDS = (
    r"[\u00ad\u200b-\u200f\u2060\ufeff]"  # characters without width
    rf"|{RAISED}+(?:[,;] ?{RAISED}+)*"
)
COMMENT = "<!--.{0,400}?-->"
_STRUCK = "~~[^~]{1,2000}~~"
_MARKS = re.compile(
    r"\\([!-/:-@\[-`{-~])"  # an escaped character
    r"|\\(?=\r?\n)"  # a line break that is asked for
    r"|\[\^[^\]\s]{1,40}\]"  # a footnote's number
    r"|(?<!\*)\*++(?=\S)|(?<=[^\s*])\*++"  # emphasis
    r"|(?<![\w\\])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?!\w)"
    rf"|{COMMENT}|{_STRUCK}|{_NO_WORDS}"
)
_WORDLESS = re.compile(_NO_WORDS)
_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010][^\S\n]*+\n\s*+(?=[^\W\d_])")
_LINE_END_RANGE = re.compile(r"(?<=\d)([-\u2010\u2013])[^\S\n]*+\n\s*+(?=\d)")
_SPACE = re.compile(r"\s{2,}|[^\S ]")
_FORMS = {'"': "“”„‟", "'": "‘’‚‛", "-": "\u2010\u2011", "": "*\\"}  # what is compared, and what may stand for it
_ALIKE = {form: compared for compared, forms in _FORMS.items() for form in forms}
_TYPOGRAPHY = re.compile("[" + re.escape("".join(_ALIKE)) + "]")
_BLANK = re.compile(r"_+")
_ACCENTS = re.compile(r"\w[\u0300-\u036f]+")


def reading_of(stretches: Stretches, *, markdown: bool = True) -> NormalisedText:
    """The words with white space evened out, the format's marks gone and hyphens at line ends marked as such."""
    reading = _joined(stretches)
    if markdown:
        reading = _replaced(reading, _MARKS, lambda match: match[1] or "")
    else:
        reading = _replaced(reading, _WORDLESS, lambda _: "")
    reading = _replaced(reading, _LINE_END_HYPHEN, lambda _: BREAK)
    reading = _replaced(reading, _LINE_END_RANGE, lambda match: match[1])
    return _replaced(reading, _SPACE, lambda _: " ")


def struck(stretches: Stretches) -> Iterator[Span]:
    """What Markdown strikes through of the words, and `reading_of` leaves out."""
    reading = _joined(stretches)
    for match in _MARKS.finditer(reading.text):
        if re.fullmatch(_STRUCK, match[0]):
            yield stretches[0].source.span(reading.starts[match.start()], reading.ends[match.end() - 1])


def joined(readings: Sequence[NormalisedText], between: Sequence[str]) -> NormalisedText:
    """Readings as one; what is put after each but the last stands where that one ends."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, reading in enumerate(readings, 1):
        joint = between[at - 1] if at < len(readings) else ""
        end = reading.ends[-1] if reading.ends else ends[-1] if ends else 0
        texts += (reading.text, joint)
        starts += (*reading.starts, *[end] * len(joint))
        ends += (*reading.ends, *[end] * len(joint))
    return NormalisedText("".join(texts), starts, ends)


def folded(reading: NormalisedText) -> NormalisedText:
    """What is compared: one form of quotes, hyphens, accents and blanks."""
    reading = _replaced(reading, _TYPOGRAPHY, lambda match: _ALIKE[match[0]])
    reading = _replaced(reading, _BLANK, _blank)
    reading = _replaced(reading, _ACCENTS, lambda match: unicodedata.normalize("NFC", match[0]))
    return _replaced(reading, _SPACE, lambda _: " ")


def words_of(stretches: Stretches) -> str:
    """The words as a reader sees them, on one line."""
    return reading_of(stretches).text.replace(BREAK, "-").strip()


def whole(text: str) -> Stretches:
    """A text by itself, to be read like one of a document."""
    return (Source("", text).span(0, len(text)),)


def _blank(match: re.Match[str]) -> str:
    """One underscore for a blank of any length; nothing for underscores that are emphasis."""
    start, end = match.span()
    around = match.string[max(start - 1, 0) : start] + match.string[end : end + 1]
    return "_" if len(match[0]) > 2 or (len(match[0]) == 2 and not around.strip()) else ""


def _joined(stretches: Stretches) -> NormalisedText:
    text = "\n".join(stretch.text for stretch in stretches)
    starts: list[int] = []
    ends: list[int] = []
    for stretch in stretches:
        if starts:
            starts.append(ends[-1])
            ends.append(ends[-1])
        starts.extend(range(stretch.start, stretch.end))
        ends.extend(range(stretch.start + 1, stretch.end + 1))
    return NormalisedText(text, starts, ends)


def _replaced(reading: NormalisedText, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> NormalisedText:
    """The reading with each match replaced; the new characters stand where the whole match stood."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in pattern.finditer(reading.text):
        start, end, new = match.start(), match.end(), by(match)
        texts += (reading.text[done:start], new)
        starts += (*reading.starts[done:start], *[reading.starts[start]] * len(new))
        ends += (*reading.ends[done:start], *[reading.ends[end - 1]] * len(new))
        done = end
    if not done:
        return reading
    texts.append(reading.text[done:])
    return NormalisedText("".join(texts), [*starts, *reading.starts[done:]], [*ends, *reading.ends[done:]])
