"""Which groups one list of a draft establishes and another leads; hides how the two lists are told from each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ccmcheck.drafts.extract.coordinators import topic_of, topics_of
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.openings import How, Opening
from ccmcheck.drafts.statement import ParsedSentence
from ccmcheck.drafts.subjects import list_of
from ccmcheck.prose.paragraphs import Sort


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """A topic, and the sentence that lists it."""

    topic: Phrase
    parsed: ParsedSentence

    @property
    def name(self) -> str:
        """The name of the topic in a programme."""
        return self.topic.all("TOPIC")[0].name


@dataclass(frozen=True, slots=True)
class ListedGroups:
    """The groups that a draft establishes and those for which it names coordinators, each where first said."""

    established: dict[str, ListedGroup] = field(default_factory=dict)
    led: dict[str, ListedGroup] = field(default_factory=dict)

    @property
    def not_established(self) -> tuple[ListedGroup, ...]:
        """Those with coordinators that are not in the list of groups."""
        return self._missing(self.led, self.established)

    @property
    def not_led(self) -> tuple[ListedGroup, ...]:
        """Those in the list of groups for which nobody is named while others have somebody."""
        return self._missing(self.established, self.led)

    def _missing(self, groups: dict[str, ListedGroup], others: dict[str, ListedGroup]) -> tuple[ListedGroup, ...]:
        return tuple(each for name, each in groups.items() if name not in others) if others else ()

    def openings(self) -> Iterator[Opening]:
        """Whether there is a group that only the list of coordinators has, where its own list has others, is open."""
        lists = {list_of(name) for name in self.established}
        for group in self.not_established:
            if list_of(group.name) in lists:
                place = group.parsed.of("", group.topic)
                yield Opening((list_of(group.name), group.name), How.PRESENCE, place.start, place.end)


_NAMING = ("entries", "by_year", "nobody")


def listed_groups(sentences: Sequence[ParsedSentence]) -> ListedGroups:
    """The groups of both lists: items that begin with a topic, and sentences that list several."""
    listed = ListedGroups()
    openings = (each.sentence.passage.opening for each in sentences if each.has(*_NAMING))
    above = {opening.start for opening in openings if opening is not None}
    for parsed in sentences:
        if parsed.sentence.passage.sort is Sort.TEXT:
            opens = parsed.sentence.passage.start in above and topic_of(parsed) is not None
            leads = opens or parsed.has(*_NAMING)
            groups = listed.led if leads else listed.established
            for topic in _topics(parsed):
                group = ListedGroup(topic, parsed)
                groups.setdefault(group.name, group)
    return listed


def _topics(parsed: ParsedSentence) -> Sequence[Phrase]:
    own = topic_of(parsed)
    if own is not None:
        return (own,)
    several = topics_of(parsed) if _ESTABLISHES.search(parsed.sentence.reading.text) else ()
    return several if len(several) > 1 else ()


_ESTABLISHES = re.compile(r"\b(?:establish|set up|create)", re.IGNORECASE)
