"""A decision's text in United Nations style: numbered paragraphs with places, and finding a quotation in one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest

from ccmcheck.base.diagnostic import Diagnostic, Fix, Suggestion, complain, meant
from ccmcheck.base.quoting import listed
from ccmcheck.base.source import Source, Span
from ccmcheck.prose import numbering
from ccmcheck.prose.markdown_blocks import blocks
from ccmcheck.prose.normalised import BREAK, folded, reading_of, whole, words_of
from ccmcheck.prose.paragraphs import Paragraph, in_order, paragraphs, placed, repeated


@dataclass(frozen=True)
class Decision:
    """A decision's text and its numbered paragraphs, outermost ones only."""

    source: Source
    paragraphs: tuple[Paragraph, ...]

    @cached_property
    def _by_label(self) -> dict[str, Paragraph]:
        by_label: dict[str, Paragraph] = {}
        for paragraph in in_order(self.paragraphs):
            by_label.setdefault(paragraph.label, paragraph)
        return by_label

    def paragraph(self, label: str) -> Paragraph | None:
        """The paragraph of that number, the first one where a number is repeated."""
        return self._by_label.get(label)

    @cached_property
    def _above(self) -> dict[str, str]:
        return {part.label: paragraph.label for paragraph in in_order(self.paragraphs) for part in paragraph.parts}

    def above(self, label: str) -> tuple[str, ...]:
        """The numbers of the paragraphs that hold a paragraph, the nearest first: `2(c)`, `2` for `2(c)(i)`."""
        labels: list[str] = []
        while (label := self._above.get(label, "")) and label not in labels:
            labels.append(label)
        return tuple(labels)

    def labels(self) -> tuple[str, ...]:
        """The numbers of all paragraphs, in the order of the text."""
        return tuple(self._by_label)

    def text_of(self, label: str) -> str:
        """The words of a paragraph as a reader sees them, with its sub-paragraphs; empty where there is none."""
        paragraph = self.paragraph(label)
        return words_of(paragraph.whole) if paragraph else ""

    def own_text_of(self, label: str) -> str:
        """The words of a paragraph as a reader sees them, without its sub-paragraphs; empty where there is none."""
        paragraph = self.paragraph(label)
        return words_of(paragraph.own) if paragraph else ""


def read(source: Source) -> tuple[Decision, tuple[Diagnostic, ...]]:
    """The numbered paragraphs of a text; what stands before the first one, titles and footnotes are left out."""
    tree = paragraphs(placed(tuple(blocks(source))))
    if not any(numbering.is_outer(paragraph.label) for paragraph in tree):
        return Decision(source, ()), (complain("source-unnumbered", source.beginning),)
    return Decision(source, tree), tuple(repeated(tree))


# -- quotations ---------------------------------------------------------------------------------------------------


def quoted(decision: Decision, label: str, quotation: str) -> Span | None:
    """Where the quotation stands in a paragraph or its sub-paragraphs, whole words only; None where it does not."""
    paragraph = decision.paragraph(label)
    if paragraph is None:
        return None
    wanted = folded(reading_of(whole(quotation))).text.strip()
    reading = folded(reading_of(paragraph.whole))
    if not wanted or len(wanted) > 2 * len(reading.text):
        return None
    match = re.search(_pattern(wanted, reading.text), reading.text)
    if match is None:
        return None
    return decision.source.span(reading.starts[match.start()], reading.ends[match.end() - 1])


def _pattern(wanted: str, text: str) -> str:
    """The expression that finds the words; a hyphen at a line end may or may not belong to its word."""
    if BREAK in wanted or BREAK in text:
        pieces = re.findall(r"- |.", wanted, re.DOTALL)
        inner = f"{BREAK}?".join(_hyphened(piece) for piece in pieces)
    else:
        inner = re.escape(wanted)
    before = r"(?<![^\W_])" if wanted[0].isalnum() else ""
    after = r"(?![^\W_])" if wanted[-1].isalnum() else ""
    return before + inner + after


def _hyphened(piece: str) -> str:
    match piece:
        case "- ":
            return f"(?:- |{BREAK})"
        case "-":
            return f"[-{BREAK}]"
        case "\N{SOFT HYPHEN}":
            return f"[-{BREAK}]?"
        case _:
            return re.escape(piece)


def elsewhere(decision: Decision, quotation: str) -> str | None:
    """The number of the innermost paragraph that holds the quotation; None where none does."""
    label, inner = None, decision.paragraphs
    while held := next((paragraph for paragraph in inner if quoted(decision, paragraph.label, quotation)), None):
        label, inner = held.label, held.parts
    return label


def quotations(decision: Decision, label: str) -> tuple[str, ...]:
    """What may be quoted from a paragraph, each as it stands there: its sentences, their clauses, and all of it."""
    text = decision.own_text_of(label)
    sentences = re.split(r"(?<=[.;:])\s+", text)
    clauses = [clause for sentence in sentences for clause in re.split(r"(?<=,)\s+", sentence)]
    each = (words.strip(" ,;:.") for words in (*sentences, *clauses, text))
    return tuple(words for words in dict.fromkeys(each) if words and quoted(decision, label, words) is not None)


_COMPARED = 400  # characters; more would be slow and help nobody


def nearest(decision: Decision, label: str, quotation: str) -> str:
    """The words of the paragraph that come closest to the quotation; empty where nothing is like it."""
    wanted = words_of(whole(quotation))[:_COMPARED]
    words, size = decision.text_of(label).split(), len(wanted.split())
    if not words or not size:
        return ""
    windows = [
        " ".join(words[start : start + length])[:_COMPARED]
        for start in _likely(words, wanted.split())
        for length in (size - 1, size, size + 1)
    ]
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    best, window = max((_likeness(matcher, window), window) for window in windows)
    return window if best >= 0.5 else ""


def _likeness(matcher: SequenceMatcher[str], window: str) -> float:
    matcher.set_seq1(window)
    return matcher.ratio()


def _likely(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """The few places where as many words begin as are wanted that share the most letter groups with them."""
    need = Counter(group for word in wanted for group in _groups(word))
    have: Counter[str] = Counter()
    shared: list[int] = []
    for at, word in enumerate(words):
        have.update(_groups(word))
        if at >= len(wanted):
            have.subtract(_groups(words[at - len(wanted)]))
        shared.append(sum(min(have[group], count) for group, count in need.items()))
    last = nlargest(8, range(len(shared)), key=shared.__getitem__)
    return [max(0, at - len(wanted) + 1) for at in last]


def _groups(word: str) -> list[str]:
    padded = f" {word.casefold()} "
    return [padded[at : at + 3] for at in range(len(padded) - 2)]


# -- citations ----------------------------------------------------------------------------------------------------


def miscited(decision: Decision, label: Span, quotation: Span, words: str) -> Diagnostic | None:
    """The complaint about a citation that the decision does not bear out; None where it does.

    `label` and `quotation` are where the rules file has them, `words` are those of the quotation.
    """
    missing = uncited(decision, label, words)
    if missing is not None:
        return missing
    number = label.text
    if quoted(decision, number, words) is None:
        advice = _advice(decision, label, words)
        return complain("quotation-missing", quotation, suggestion=advice, label=number, quotation=words)
    return None


def uncited(decision: Decision, label: Span, words: str = "") -> Diagnostic | None:
    """The complaint about a paragraph that the decision does not have; None where it has it.

    `words` are those that it is to hold, where any are quoted.
    """
    number = label.text
    if decision.paragraph(number) is not None:
        return None
    source, known = decision.source.name, _known(decision, number)
    advice = _alike(decision, number) or _holder(decision, label, words) or _headless(decision, number)
    return complain("paragraph-missing", label, suggestion=advice, label=number, source=source, known=known)


def _alike(decision: Decision, label: str) -> str:
    """“did you mean …?” for the one paragraph with the same levels; another number is no misspelling."""
    alike = [known for known in decision.labels() if _bare(known) == _bare(label)]
    return meant(alike[0]) if len(alike) == 1 else ""


def _headless(decision: Decision, label: str) -> str:
    """Advice where a citation names a part of which the text has no heading."""
    named = re.match(r"[A-Z][a-z]+ [0-9A-Z]+", label)
    if named is None or named[0] in decision.labels():
        return ""
    return f"No heading `{named[0]}` was recognised: it stands on a line of its own, with a title behind it or without."


def _advice(decision: Decision, label: Span, words: str) -> str:
    if held := _holder(decision, label, words):
        return held
    near = nearest(decision, label.text, words)
    return Suggestion(f"The nearest words there are `{near}`.", (_in_marks(near.rstrip(";,:")),)) if near else ""


def _holder(decision: Decision, label: Span, words: str) -> str:
    """Advice to cite the other paragraph that holds the words."""
    other = elsewhere(decision, words) if words else None
    return (
        "" if other is None else Suggestion(f"Paragraph `{other}` holds these words.", elsewhere=(Fix(label, other),))
    )


def _in_marks(words: str) -> str:
    """Words as a text of a rules file."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_LAST_LEVEL = re.compile(r"(?:\([^()]*\)?|\.[^.()]*)\Z")


def _known(decision: Decision, label: str) -> str:
    """The paragraphs there are beside the missing one: `2(a)` to `2(e)`."""
    while (level := _LAST_LEVEL.search(label)) is not None:
        label = label[: level.start()].strip()
        above = decision.paragraph(label)
        if above and above.parts:
            return _listed(above.parts)
    return _listed(tuple(_outermost(decision.paragraphs)))


def _outermost(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The outermost paragraphs, and those under a heading across which the numbers run on: `2` under `I`."""
    for paragraph in paragraphs:
        yield paragraph
        if any(not part.label.startswith(paragraph.label) for part in paragraph.parts):
            yield from _outermost(paragraph.parts)


def _bare(label: str) -> tuple[str, ...]:
    """The levels of a number however they are joined, without the name of its part: `Article 12(1)`, `12.1`."""
    levels = re.findall(r"[0-9]+|[a-z]+", label.casefold())
    return tuple(levels[1:] if len(levels) > 1 and levels[0].isalpha() and len(levels[0]) > 2 else levels)


def _listed(paragraphs: Sequence[Paragraph]) -> str:
    """The numbers of paragraphs, those that follow one another as their first and last."""
    runs: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        run = next((run for run in runs if numbering.follows(paragraph.step, run[-1].step)), None)
        if run is None:
            runs.append([paragraph])
        else:
            run.append(paragraph)
    ends = [dict.fromkeys((f"`{run[0].label}`", f"`{run[-1].label}`")) for run in runs]
    shown = [" to ".join(run) for run in ends[:_RUNS]] + ["others"] * (len(runs) > _RUNS)
    return listed(shown) or "none"


_RUNS = 8
