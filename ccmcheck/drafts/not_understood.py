"""What was not understood of a draft, in words: what it leaves open, and how it could be put plainly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ccmcheck.base.quoting import listed
from ccmcheck.document.raw import Raw, RawMapping, RawPossible, RawScalar, RawSequence
from ccmcheck.document.schema import Kind, ListKind, RecordKind, Vocabulary
from ccmcheck.drafts.model import Sentence
from ccmcheck.drafts.openings import Opening
from ccmcheck.drafts.sentences import SentenceReading
from ccmcheck.drafts.statement import Path
from ccmcheck.drafts.subjects import LISTS

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Words that could change the programme and that were not understood.

    `start` and `end` are offsets in the draft's text. `subject` names in words what is left open, `advice` says how it
    could be put plainly.
    """

    sentence: Sentence
    start: int
    end: int
    subject: str
    advice: str

    @property
    def words(self) -> str:
        """The words as they stand in the draft, on one line."""
        return " ".join(self.sentence.passage.stretches[0].source.text[self.start : self.end].split())


def left_over(
    readings: Sequence[SentenceReading], openings: Sequence[Opening], raw: RawMapping, vocabulary: Vocabulary
) -> Iterator[LeftOver]:
    """Each passage that was not understood, in the order of the draft."""
    by_words: dict[tuple[int, int], dict[Path, None]] = {}
    for opening in openings:
        by_words.setdefault((opening.start, opening.end), {})[opening.path] = None
    titles = dict(_titles(raw))
    for reading in readings:
        for start, end in reading.left:
            opens = tuple(by_words.get((start, end), ()))
            subject = _subject(opens, titles, vocabulary.document)
            yield LeftOver(reading.parsed.sentence, start, end, subject, _advice(opens))


def _titles(raw: RawMapping) -> Iterator[tuple[Path, str]]:
    """What the things in a programme's lists are called: a meeting by its title, a group by its topic."""
    for name, value in raw.entries:
        for item in value.items if isinstance(value, RawSequence) else ():
            fields = dict(_texts(item))
            known = fields.get("id") or fields.get("topic")
            if known:
                yield (str(name.value), known), fields.get("title") or known


def _texts(item: Raw) -> Iterator[tuple[str, str]]:
    record = item.item if isinstance(item, RawPossible) else item
    for name, value in record.entries if isinstance(record, RawMapping) else ():
        if isinstance(value, RawScalar) and isinstance(value.value, str):
            yield str(name.value), value.value


def _subject(opens: Sequence[Path], titles: Mapping[Path, str], kind: Kind) -> str:
    """In words what is left open: “the start and the end of the Third Meeting of the States Parties”."""
    by_owner: dict[tuple[str, ...], dict[str, None]] = {}
    for path in opens:
        *owner, own = _words(path, titles, kind)
        by_owner.setdefault(tuple(owner), {})[f"the {own}"] = None
    shown = [
        " of ".join((_few(list(own)), *(f"the {word}" for word in reversed(owner))))
        for owner, own in islice(by_owner.items(), _SHOWN)
    ]
    more = len(by_owner) - len(shown)
    return "; ".join([*shown, f"and {more} more"] if more else shown)


def _few(words: list[str]) -> str:
    """a, b and c; of many the first few."""
    return listed(words if len(words) <= _SHOWN else [*words[: _SHOWN - 1], f"{len(words) - _SHOWN + 1} other things"])


def _words(path: Path, titles: Mapping[Path, str], kind: Kind) -> list[str]:
    """A path from the outside in, by the titles of the schema and what things are called."""
    words: list[str] = []
    for at, step in enumerate(path):
        match kind:
            case RecordKind() if step in kind.fields:
                words.append(kind.fields[step].title or step.replace("_", " "))
                kind = kind.fields[step].kind
            case ListKind(item):
                words[-1:] = [_item(item, step, titles.get(path[: at + 1], step))]
                kind = item
            case _:
                break
    return words


def _item(kind: Kind, step: str, title: str) -> str:
    """A thing in a list: a meeting by its title, a group as “working group on victim assistance”."""
    if title == step and isinstance(kind, RecordKind):
        return f"{kind.name} on {title.replace('-', ' ')}" if kind.known_by == "topic" else f"{kind.name} {title}"
    second = title.partition(" ")[2]
    return title[:1].lower() + title[1:] if second[:1].islower() else title


def _advice(opens: Sequence[Path]) -> str:
    """How it could be said plainly."""
    if any(len(path) == 2 and path[0] in LISTS for path in opens):
        return "Say in plain words that it is decided, or leave it out."
    last = {path[-1] for path in opens}
    if "coordinators" in last:
        return "Say who coordinates and when, as in `Japan in 2012; Portugal in 2012 and 2013`."
    if last & {"start", "end"}:
        return "Say the first and the last day, as in `from 11 to 14 September 2012`."
    if last & {"city", "venue", "country"}:
        return "Say the place, as in `in Oslo, Norway`."
    return "Say it in a sentence of its own, or leave it out." if opens else "Say what it is about, or leave it out."
