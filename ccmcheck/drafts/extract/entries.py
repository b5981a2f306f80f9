"""A list of coordinators, word by word: who, and in which years; hides the orders and signs in which it is written.

States first (“Japan in 2012; Portugal 2012-2013”) or years first (“in 2012: Japan”); a person stands for the State that
follows the name. What it does not place stays in the ledger of the sentence, left over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ccmcheck.drafts.grammar import dates
from ccmcheck.drafts.grammar.tokens import TURNING, Word
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import ParsedSentence

_WHO = ("STATE", "NAME", "BODY", "QUOTED")
TO = frozenset(("to", "-", "–", "—", "−", "‐", "‑", "‒", "through", "until", "till"))
_BOUNDS = frozenset(("from", "since", "until", "till", "after", "before", "by", "through", "beyond", "except"))
_FROM = frozenset(("from", "starting", "beginning", "as", "of", "in", ","))
_JOINS = frozenset((",", "and", "&", "/"))
_OFFICES = frozenset(("coordinator", "coordinators", "co-coordinators", "co-coordinator", "friends", "friend"))
_PERSON = 8  # the words in which a person's State is looked for
_MEETINGS = ("msp", "review")


@dataclass(slots=True)
class Entry:
    """One coordinator: the words that name it, its years, and a blank in place of years that are open."""

    who: Word
    years: list[Word | int] = field(default_factory=list)
    open_years: tuple[int, int] | None = None
    """Where the words stand that speak of its years without giving them."""
    none: bool = False
    """Whether it is said to have no year."""
    spans: list[Word] = field(default_factory=list)

    @property
    def dated(self) -> bool:
        """Whether anything is said of its years."""
        return bool(self.years) or self.open_years is not None or self.none

    def with_years_of(self, other: Entry) -> None:
        """Takes over what another entry says of its years."""
        self.years, self.open_years, self.none = list(other.years), other.open_years, other.none


def entries(parsed: ParsedSentence, words: Sequence[Word], year: str, default: Sequence[int] = ()) -> list[Entry]:
    """The entries in these words of a sentence; `year` is that of the programme, `default` the years of a column."""
    listed: list[Entry] = []
    segment: list[Word] = []
    meetings = {phrase.start: phrase.end for phrase in parsed.phrases if phrase.name in _MEETINGS}
    for word in (*words, None):
        if word is None or word.text == ";":
            listed += _Segment(parsed, segment, year, default, meetings).read()
            segment = []
        else:
            segment.append(word)
    return listed


def runs_of_years(words: Sequence[Word]) -> list[list[Word | int]]:
    """The years in these words, those that belong together in one run: “2012; 2012-2013” has two."""
    runs: list[list[Word | int]] = []
    before: Word | None = None
    between = ""
    for word in words:
        if word.kind != "YEAR":
            between += word.text
            continue
        if before is not None and between in TO:
            runs[-1] += [*range(int(before.text) + 1, min(int(word.text), int(before.text) + 20)), word]
        elif before is not None and between in _JOINS:
            runs[-1].append(word)
        else:
            runs.append([word])
        before, between = word, ""
    return runs


def is_between_meetings(words: Sequence[Word], year: str) -> bool:
    """“2011-2013” in a programme for 2012 may be those years, or from the meeting of 2011 to that of 2013."""
    ranged = len(words) > 2 and words[1].text in TO
    return ranged and bool(year) and words[0].kind == "YEAR" and int(words[0].text) < int(year)


class _Segment:
    """The words between two semicolons while they are read."""

    def __init__(
        self,
        parsed: ParsedSentence,
        words: Sequence[Word],
        year: str,
        default: Sequence[int],
        meetings: Mapping[int, int],
    ) -> None:
        self.parsed, self.words, self.year, self.default = parsed, words, year, default
        self.found: list[Entry] = []
        self.pending = Entry(Word("", "", 0, 0))
        first = next((word for word in words if word.kind in (*_WHO, "YEAR") or _is_blank(word)), None)
        self.years_first = first is not None and first.kind == "YEAR"
        self.at = 0
        self.unused: list[Word] = []
        self.meetings = meetings

    def read(self) -> list[Entry]:
        """The entries in the order of the words."""
        while self.at < len(self.words):
            self._step(self.words[self.at])
        self._share()
        for word in self.unused:
            self.parsed.ledger.release(word)  # years of nobody
        for entry in self.found:
            if not entry.dated and self.default:
                entry.years = list(self.default)
        return self.found

    def _step(self, word: Word) -> None:
        if word.kind in ("HONORIFIC", "COURTESY") or (word.kind == "NAME" and self._is_person()):
            self._person()
        elif word.kind in _WHO:
            if word.text.casefold() in _OFFICES:
                self._take(word, Role.FRAME)
            elif word.text not in ("State", "States"):
                self._who(word)
            self.at += 1
        elif word.kind == "YEAR":
            self._years()
        elif _is_blank(word):
            self._blank(word)
        elif self._term() or self._until():
            pass
        elif word.text.casefold() == "no" and self._next(1) == "year":
            self._current().none = True
            self._take_all(2)
        else:
            self.at += 1

    # -- who ----------------------------------------------------------------------------------------------------------

    def _who(self, word: Word) -> None:
        self._take(word)
        entry = Entry(word, spans=[word])
        if self.years_first:
            entry.with_years_of(self.pending)
            self.unused = []
        self.found.append(entry)

    def _is_person(self) -> bool:
        """“Akio Suda of Japan”, “Akio Suda (Japan)”"""
        after = [word for word in self.words[self.at + 1 : self.at + 4] if word.text != "the"]
        return len(after) > 1 and after[0].text in ("of", "(") and after[1].kind == "STATE"

    def _person(self) -> None:
        """Passes over the name and title of a person, up to the State, if one follows."""
        ahead = self.words[self.at : self.at + _PERSON]
        state = next((at for at, word in enumerate(ahead) if word.kind == "STATE"), None)
        years = next((at for at, word in enumerate(ahead) if word.kind == "YEAR" or word.text == "and"), len(ahead))
        if state is None or state > years or any(word.loaded in TURNING for word in ahead[:state]):
            self.at += 1
            return
        for word in ahead[:state]:
            self._take(word, Role.ASIDE)
        self.at += state

    # -- years --------------------------------------------------------------------------------------------------------

    def _current(self) -> Entry:
        """The entry that years belong to: the last one, or the next where years come first."""
        return self.pending if self.years_first or not self.found else self.found[-1]

    def _years(self) -> None:
        """A list or range of years, which belongs together."""
        before = self.words[self.at - 1].text.casefold() if self.at else ""
        entry = self._current()
        if self.years_first or entry is self.pending:
            self.pending = entry = Entry(entry.who)
        first, begin = self.words[self.at], self.at
        years = list(self._run_of_years())
        if is_between_meetings(self.words[begin : self.at], self.year):
            entry.open_years = (first.start, self.words[self.at - 1].end)
            return
        as_of = before == "of" and self._next(-2 - (self.at - begin)) == "as"
        if (before in _BOUNDS or as_of) and len(years) == 1:
            entry.open_years = (self.words[self.at - 2].start, first.end)
            self._take(self.words[self.at - 2])
        entry.years += years
        written = [year for year in years if isinstance(year, Word)]
        entry.spans += written
        self.unused = written if entry is self.pending else []

    def _run_of_years(self) -> Iterator[Word | int]:
        before: Word | None = None
        ranged = False
        while self.at < len(self.words):
            word = self.words[self.at]
            blank = _is_blank(word) and (ranged or (before is not None and self._joined()))
            if word.kind == "YEAR" or blank:
                if ranged and before is not None and word.kind == "YEAR":
                    yield from range(int(before.text) + 1, min(int(word.text), int(before.text) + 20))
                yield word
                self._take(word)
                before, ranged = word, False
                self.at += 1
            elif before is not None and self._leads_to_year():
                ranged = word.text in TO
                if ranged:
                    self._take(word)
                self.at += 1
            else:
                return

    def _joined(self) -> bool:
        return self.words[self.at - 1].text in _JOINS

    def _leads_to_year(self) -> bool:
        """Whether signs or small words stand here, and then another year."""
        at = self.at
        while at < len(self.words) and (self.words[at].text in _JOINS or self.words[at].text in TO):
            at += 1
        if at < len(self.words) and self.words[at].text == "in" and at > self.at:
            return False
        return self.at < at < len(self.words) and self.words[at].kind in ("YEAR", "BLANK")

    def _blank(self, word: Word) -> None:
        """A blank in place of years or of who coordinates."""
        before = self.words[self.at - 1].text.casefold() if self.at else ""
        self._take(word)
        self.at += 1
        bracketed = before == "(" and self.at < len(self.words) and self.words[self.at].text in (")", ",")
        if self.found and (before in ("in", "for", "years") or bracketed) and not self.years_first:
            entry = self.found[-1]
            entry.spans.append(word)
            if before == "years" or before in ("in", "for"):
                entry.open_years = (word.start, word.end)
            else:
                entry.years.append(word)
                entry.years += self._more_years()
        elif word.kind == "PLACEHOLDER" and self.found and not self.found[-1].dated and not self.years_first:
            pass  # Japan (State party)
        else:
            entry = Entry(word, spans=[word])
            if self.years_first:
                entry.with_years_of(self.pending)
                self.unused = []
            self.found.append(entry)

    def _more_years(self) -> list[Word | int]:
        years: list[Word | int] = []
        while self.at < len(self.words) and (
            self.words[self.at].text == "," or self.words[self.at].kind in ("YEAR", "BLANK")
        ):
            word = self.words[self.at]
            if word.kind != "MARK" and word.text != ",":
                self._take(word)
                years.append(word)
            self.at += 1
        return years

    def _term(self) -> bool:
        """“(one year)”, “for two years”, “two-year term”: so many years from that of the programme."""
        word = self.words[self.at]
        if word.kind == "LENGTH" and "year" in word.text.casefold():
            return self._counted(dates.number_in(word.text.partition("-")[0]), 1)
        count = dates.number(word) if word.kind in ("COUNT", "NUMBER") else None
        after = self.words[self.at + 1 : self.at + 3]
        text = [word_after.text.casefold() for word_after in after if word_after.text != "-"]
        if count is None or not text or text[0] not in ("year", "years"):
            return False
        return self._counted(count, 2 + sum(word_after.text == "-" for word_after in after))

    def _counted(self, count: int | None, taken: int) -> bool:
        """So many years from that of the programme, or from the one that is named behind: “for two years from 2012”."""
        entry = self._current()
        taken += self._first_year(taken)
        word, last = self.words[self.at], self.words[self.at + taken - 1]
        first = last.text if last.kind == "YEAR" else self.year
        if first and count is not None:
            entry.years = [int(first) + at for at in range(min(count, 20))]
            entry.spans += [word, last]
        else:
            entry.open_years = (word.start, last.end)
        self._take_all(taken)
        return True

    def _first_year(self, ahead: int) -> int:
        """How many words from there on name the first year: “from 2012”, “starting in 2012”."""
        after = self.words[self.at + ahead : self.at + ahead + 3]
        for at, word in enumerate(after):
            if word.kind == "YEAR":
                return at + 1 if at else 0
            if word.text.casefold() not in _FROM:
                return 0
        return 0

    def _until(self) -> bool:
        """“until the Third Meeting of the States Parties”: years that depend on when that meeting is."""
        if self.words[self.at].text.casefold() not in ("until", "till", "to"):
            return False
        begin = self.at + 1 + (self._next(1) == "the")
        end = self.meetings.get(self.words[begin].start) if begin < len(self.words) else None
        if end is None:
            return False
        start = self.words[self.at].start
        self._current().open_years = (start, end)
        while self.at < len(self.words) and self.words[self.at].start < end:
            self._take_all(1)
        return True

    def _share(self) -> None:
        """Years at the end belong to all before them that have none: “Japan, Portugal and Norway, in 2012”."""
        dated = [entry for entry in self.found if entry.dated]
        if self.years_first or len(dated) != 1 or dated[0] is not self.found[-1]:
            return
        for entry in self.found[:-1]:
            if not _is_blank(entry.who):
                entry.with_years_of(dated[0])

    # -- words --------------------------------------------------------------------------------------------------------

    def _next(self, ahead: int) -> str:
        at = self.at + ahead
        return self.words[at].text.casefold() if at < len(self.words) else ""

    def _take(self, word: Word, role: Role = Role.VALUE) -> None:
        self.parsed.take(word, role)

    def _take_all(self, count: int) -> None:
        for word in self.words[self.at : self.at + count]:
            self._take(word)
        self.at += count


def _is_blank(word: Word) -> bool:
    return word.kind in ("BLANK", "PLACEHOLDER")
