"""A decision's text in United Nations style: numbered paragraphs with places, and finding a quotation in one.

Hides the lines of the text format (Markdown): headings, rules, and the page breaks and footnotes that cut a sentence.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest

from ccmcheck import numbering
from ccmcheck.diagnostic import Diagnostic, Related, complain, did_you_mean
from ccmcheck.reading import BREAK, Stretches, folded, reading_of, whole, words_of
from ccmcheck.source import Source, Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph: its opening with the number, its sub-paragraphs, and the text that closes their list."""

    label: str
    opening: Stretches
    parts: tuple[Paragraph, ...] = ()
    tail: Stretches = ()

    @property
    def span(self) -> Span:
        """Where its opening stands, number included."""
        return self.opening[0].to(self.opening[-1])

    @property
    def own(self) -> Stretches:
        """Its words without its sub-paragraphs."""
        return self.opening + self.tail

    @property
    def whole(self) -> Stretches:
        """All its words, in the order of the text."""
        return (*self.opening, *(stretch for part in self.parts for stretch in part.whole), *self.tail)


@dataclass(frozen=True)
class Decision:
    """A decision's text and its numbered paragraphs, outermost ones only."""

    source: Source
    paragraphs: tuple[Paragraph, ...]

    @cached_property
    def _by_label(self) -> dict[str, Paragraph]:
        found: dict[str, Paragraph] = {}
        for paragraph in _in_order(self.paragraphs):
            found.setdefault(paragraph.label, paragraph)
        return found

    def paragraph(self, label: str) -> Paragraph | None:
        """The paragraph of that number, the first one where a number is repeated."""
        return self._by_label.get(label)

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


def _in_order(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        yield paragraph
        yield from _in_order(paragraph.parts)


# -- lines and blocks ---------------------------------------------------------------------------------------------

_RULE = re.compile(r"(?:[-*_=\s\\]*|<!--.*-->)\Z")
_UNDERSCORES = re.compile(r"[_\s\\]+\Z")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s|\Z)")
_FOOTNOTE = re.compile(r"\s*(?:\\\*|\[\^)")
_PAGE_NUMBER = re.compile(r"\s*[0-9]{1,4}\s*\Z")
_LOOKED_BACK = 200  # characters that tell whether a sentence has ended


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that stand together; `mark` is the paragraph number they begin with, or empty."""

    mark: str
    span: Span


def read(source: Source) -> tuple[Decision, tuple[Diagnostic, ...]]:
    """The numbered paragraphs of a text; what stands before the first one, headings and footnotes are left out."""
    blocks = _numbered(_blocks(source))
    if not blocks:
        return Decision(source, ()), (complain("source-unnumbered", source.beginning),)
    paragraphs = _paragraphs(blocks)
    return Decision(source, paragraphs), tuple(_repeated(paragraphs))


def _repeated(paragraphs: Sequence[Paragraph]) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for paragraph in _in_order(paragraphs):
        label, here = paragraph.label, paragraph.opening[0]
        if earlier := first.get(label):
            related = (Related(earlier, f"the first `{label}`"),)
            yield complain("paragraph-repeated", here, related=related, label=label, line=earlier.position.line)
        else:
            first[label] = here


def _blocks(source: Source) -> Iterator[Span]:
    """The stretches of text between empty lines, rules, headings and footnotes."""
    start = end = 0
    in_footnote = False
    for line_start, line in _lines(source.text):
        before = source.text[max(start, end - _LOOKED_BACK) : end]
        parted = _parts(line, before)
        in_footnote = not parted and (in_footnote or (not before and _FOOTNOTE.match(line) is not None))
        line_end = line_start + len(line)
        if in_footnote:
            continue
        if before and not parted and not _begins_item(line, before):
            end = line_end
            continue
        if before:
            yield source.span(start, end)
        start = line_start + len(line) - len(line.lstrip())
        end = start if parted else line_end
    if end > start:
        yield source.span(start, end)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line.rstrip()
        start += len(line) + 1


def _parts(line: str, before: str) -> bool:
    """Whether the line parts two blocks; underscores inside an unfinished sentence are a blank that begins a line."""
    if before and "_" in line and _UNDERSCORES.match(line) and not numbering.sentence_ended(before):
        return False
    return _RULE.match(line) is not None or _HEADING.match(line) is not None


def _begins_item(line: str, before: str) -> bool:
    return numbering.may_end_item(before) and numbering.leading_mark(line) is not None


def _numbered(spans: Iterator[Span]) -> list[_Block]:
    """The blocks from the first numbered paragraph on; `3. (a) …` is two of them."""
    blocks = [block for span in spans if not _PAGE_NUMBER.match(span.text) for block in _opened(span)]
    first = next((at for at, block in enumerate(blocks) if block.mark.isdigit()), len(blocks))
    return blocks[first:]


def _opened(span: Span) -> Iterator[_Block]:
    reading = reading_of((span,))
    mark, start, after = "", span.start, 0
    for _ in numbering.Style:  # each level opens once at most
        found = numbering.leading_mark(reading.text[after:])
        if found is None or (mark and found[0].isdigit()):
            break
        if mark:
            yield _Block(mark, span.source.span(start, reading.ends[after - 1]))
            start = reading.starts[after + 1]
        mark = found[0]
        after += found[1]
    yield _Block(mark, span.source.span(start, span.end))


# -- from blocks to paragraphs ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Entry:
    """A paragraph while its stretches are gathered."""

    path: numbering.Path
    opening: list[Span]
    tail: list[Span] = field(default_factory=list)


def _paragraphs(blocks: Sequence[_Block]) -> tuple[Paragraph, ...]:
    paths = numbering.paths([block.mark for block in blocks if block.mark])
    entries: list[_Entry] = []
    current: numbering.Path = ()
    text_before = ""
    for block in blocks:
        text = words_of((block.span,))
        if block.mark:
            current = paths[len(entries)]
            entries.append(_Entry(current, [block.span]))
        else:
            following = paths[len(entries)] if len(entries) < len(paths) else ()
            current = numbering.owner(current, text_before, text, following)
            _append(entries, current, block.span)
        text_before = text
    return _tree(entries)


def _append(entries: Sequence[_Entry], path: numbering.Path, span: Span) -> None:
    entry = next(entry for entry in reversed(entries) if entry.path == path)
    (entry.opening if entry is entries[-1] else entry.tail).append(span)


def _tree(entries: Sequence[_Entry]) -> tuple[Paragraph, ...]:
    """The paragraphs, each with those below it; gathered from the end, where the deepest are complete first."""
    waiting: deque[tuple[int, Paragraph]] = deque()
    for entry in reversed(entries):
        depth = len(entry.path)
        parts: list[Paragraph] = []
        while waiting and waiting[0][0] > depth:
            parts.append(waiting.popleft()[1])
        label = numbering.label(entry.path)
        waiting.appendleft((depth, Paragraph(label, tuple(entry.opening), tuple(parts), tuple(entry.tail))))
    return tuple(paragraph for _, paragraph in waiting)


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
    found = re.search(_pattern(wanted, reading.text), reading.text)
    if found is None:
        return None
    return decision.source.span(reading.starts[found.start()], reading.ends[found.end() - 1])


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
    missing = uncited(decision, label)
    if missing is not None:
        return missing
    number = label.text
    if quoted(decision, number, words) is None:
        advice = _advice(decision, number, words)
        return complain("quotation-missing", quotation, suggestion=advice, label=number, quotation=words)
    return None


def uncited(decision: Decision, label: Span) -> Diagnostic | None:
    """The complaint about a paragraph that the decision does not have; None where it has it."""
    number = label.text
    if decision.paragraph(number) is not None:
        return None
    near, known = did_you_mean(number, decision.labels()), _known(decision, number)
    source = decision.source.name
    return complain("paragraph-missing", label, suggestion=near, label=number, source=source, known=known)


def _advice(decision: Decision, label: str, words: str) -> str:
    if (other := elsewhere(decision, words)) is not None:
        return f"Paragraph `{other}` holds these words."
    near = nearest(decision, label, words)
    return f"The nearest words there are `{near}`." if near else ""


def _known(decision: Decision, label: str) -> str:
    """The paragraphs there are beside the missing one: `2(a)` to `2(e)`."""
    while label := label.rpartition("(")[0].strip():
        above = decision.paragraph(label)
        if above and above.parts:
            return _listed(above.parts)
    return _listed(decision.paragraphs)


def _listed(paragraphs: Sequence[Paragraph]) -> str:
    labels = [f"`{paragraph.label}`" for paragraph in paragraphs]
    return " to ".join(dict.fromkeys((labels[0], labels[-1]))) if labels else "none"
