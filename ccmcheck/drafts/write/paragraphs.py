"""The paragraphs of draft decisions for a programme; hides in which sentence each field is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ccmcheck.base.quoting import listed
from ccmcheck.base.values import Range
from ccmcheck.document.nodes import Node, State, items
from ccmcheck.drafts.grammar.phrases import TOPICS
from ccmcheck.drafts.grammar.tokens import Lexicon
from ccmcheck.drafts.write.meetings import conducted, convened, designated, key_of, keys
from ccmcheck.drafts.write.spoken import BLANK, Speaker, day, quoted, word_of
from ccmcheck.drafts.write.unit import decisions

TREATY = "Convention on Cluster Munitions"
_TITLES = {topic: titles[0] for topic, titles in TOPICS.items()}


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph at a level of numbering (1 for `1.`, 2 for `(a)`, 3 for `(i)`), a heading (0), other text (-1)."""

    level: int
    text: str
    parts: tuple[Written, ...] = ()


def written(root: Node, lexicon: Lexicon) -> tuple[Written, ...]:
    """The headings and numbered paragraphs of a programme's draft."""
    writing = _Writing(_fields(root), Speaker(lexicon))
    return tuple(writing.all())


def _fields(node: Node | None) -> Mapping[str, Node]:
    return node.value if node is not None and isinstance(node.value, Mapping) else {}


class _Writing:
    """One programme on its way into sentences."""

    def __init__(self, fields: Mapping[str, Node], speaker: Speaker) -> None:
        self.fields, self.speaker = fields, speaker
        self.meetings = list(items(fields["meetings"]) or ()) if "meetings" in fields else []
        self.keys = keys(self.meetings, self._year())

    def _year(self) -> str:
        year = self.fields.get("year")
        known = year.value if year is not None else None
        return str(known.low) if isinstance(known, Range) and known.exact else ""

    def all(self) -> Iterator[Written]:
        """Everything, in the order of the President's draft of 2011."""
        yield from self._front()
        bodies = [body for body in (self._opening(), self._decided(), self._welcomed(), self._unit()) if body]
        bodies += [*self._later_meetings(), *self._answers()]
        yield from bodies

    # -- before the first paragraph ---------------------------------------------------------------------------------

    def _front(self) -> Iterator[Written]:
        lines = dict(self._headings())
        yield from (Written(0, text) for text in lines.values())
        for name, node in self.fields.items():
            if name in _LABELS and name not in lines and not self._in_opening(name):
                yield Written(-1, f"{_LABELS[name]}: {self._labelled(name, node)}")

    def _headings(self) -> Iterator[tuple[str, str]]:
        if (treaty := self.fields.get("treaty")) is not None and treaty.text == "CCM":
            yield "treaty", TREATY
        if (by := self.fields.get("decided_by")) is not None and (ordinal := _ordinal_of(by.text)):
            yield "decided_by", f"{ordinal.capitalize()} Meeting of the States Parties"
        title = self.fields.get("title")
        if title is not None and self._plain_title(title):
            yield "title", title.text

    def _plain_title(self, title: Node) -> bool:
        """Whether the title says the year and is one sentence, so that it can stand as a heading."""
        text, year = title.text, self._year()
        begins = f"Work programme for {year} "
        return (
            bool(year)
            and text.startswith(begins)
            and not set(text) & set('.?!“”«»"')
            and text == " ".join(text.split())
        )

    def _labelled(self, name: str, node: Node) -> str:
        if name == "decided_on":
            return day(node)
        if node.state is State.BLANK:
            return self.speaker.blank(node)
        return node.text if name == "year" else quoted(node.text)

    # -- paragraph by paragraph -------------------------------------------------------------------------------------

    def _in_opening(self, name: str) -> bool:
        """Whether the first paragraph says a field."""
        if name == "year":
            title = self.fields.get("title")
            return title is not None and self._plain_title(title)
        plenary, decided = self.fields.get("plenary_meeting"), self.fields.get("decided_on")
        at_plenary = plenary is not None and decided is not None and day(decided) != BLANK
        if name in ("plenary_meeting", "decided_on"):
            return at_plenary
        return name == "discussion_paper" and self._has_symbol(self.fields[name])

    def _has_symbol(self, paper: Node) -> bool:
        return self.speaker.is_one(paper, "SYMBOL")

    def _opening(self) -> Written | None:
        parts = []
        if self._in_opening("plenary_meeting"):
            plenary, decided = self.fields["plenary_meeting"], self.fields["decided_on"]
            parts.append(f"At its {self._plenary(plenary)} plenary meeting on {day(decided)}, the Meeting")
        paper = self.fields.get("discussion_paper")
        if paper is not None and self._has_symbol(paper):
            begins = parts.pop() if parts else "The Meeting"
            parts.append(f"{begins} welcomed the discussion paper submitted by the President ({paper.text}).")
        elif parts:
            parts.append("considered the draft decisions submitted by the President.")
        return Written(1, " ".join(parts)) if parts else None

    def _plenary(self, plenary: Node) -> str:
        return self.speaker.name(plenary, "ORDINAL", "NTH", "NAME")

    def _decided(self) -> Written | None:
        inner = [Written(2, f"{text};") for text in (*self._early_meetings(), *self._empty_lists())]
        inner += self._establishing("working_groups", "Establish working groups on:")
        inner += self._establishing(
            "thematic_areas", "Establish one coordinator to lead each of the thematic areas of:"
        )
        chair = _fields(self.fields.get("coordination_committee")).get("chair")
        if chair is not None:
            words = quoted(chair.text) if chair.text == "President" else self.speaker.actor(chair)
            inner.append(Written(2, f"Establish a Coordination Committee under the chairmanship of {words};"))
        return Written(1, "The States parties decided to:", _closed(inner)) if inner else None

    def _empty_lists(self) -> Iterator[str]:
        for name, words in _NONE.items():
            if name in self.fields and items(self.fields[name]) == ():
                yield words

    def _establishing(self, name: str, opening: str) -> list[Written]:
        groups = items(self.fields[name]) if name in self.fields else None
        if not groups:
            return []
        topics = [_TITLES.get(word_of(_fields(group)["topic"]), BLANK) for group in groups if "topic" in _fields(group)]
        return [Written(2, opening, tuple(Written(3, f"{topic[:1].upper()}{topic[1:]};") for topic in topics))]

    def _welcomed(self) -> Written | None:
        inner = [
            Written(2, f"{self._coordinators(group, in_groups=name == 'working_groups')};")
            for name in ("working_groups", "thematic_areas")
            for group in (items(self.fields[name]) if name in self.fields else None) or ()
        ]
        opening = "The Meeting welcomed the appointment of the coordinators who will guide the programme, as follows:"
        return Written(1, opening, _closed(inner)) if inner else None

    def _coordinators(self, group: Node, *, in_groups: bool) -> str:
        fields = _fields(group)
        topic = _TITLES.get(word_of(fields["topic"]), BLANK) if "topic" in fields else BLANK
        words = _named(topic) if in_groups else topic[:1].upper() + topic[1:]
        coordinators = fields.get("coordinators")
        if coordinators is None:
            return words
        held = items(coordinators)
        if held is None:
            return f"{words}: {BLANK}"
        named = [*map(self._coordinator, held), *(["and another State to be named"] if coordinators.rest else [])]
        return f"{words}: {'; '.join(named) if named else 'no coordinator'}"

    def _coordinator(self, node: Node) -> str:
        fields = _fields(node)
        if not fields:
            return BLANK
        state = self.speaker.name(fields["state"], "NAME", "STATE", "BODY") if "state" in fields else BLANK
        years = fields.get("years")
        if years is None:
            return state
        held = items(years)
        if held is None:
            return f"{state} (years {BLANK})"
        shown = [year.text if year.state is State.STATED else BLANK for year in held]
        if not shown:
            return f"{state} (no year)"
        if BLANK in shown or len(shown) > 3:
            return f"{state} ({', '.join(shown)})"
        if fields["state"].state is State.BLANK and state.startswith("("):
            return f"in {listed(shown)} {state}"
        return f"{state} in {listed(shown)}"

    def _unit(self) -> Written | None:
        texts = list(decisions(self.fields, self.speaker, self.meetings, self.keys))
        if not texts:
            return None
        inner = [Written(2, f"{text};") for text in texts]
        return Written(1, "The Meeting decided, as regards the Implementation Support Unit:", _closed(inner))

    # -- meetings -----------------------------------------------------------------------------------------------------

    def _last_are_msps(self) -> int:
        """How many meetings stand before the Meetings of the States Parties; all where these do not come last."""
        kinds = [word_of(_fields(meeting)["kind"]) for meeting in self.meetings]
        first = next((at for at, kind in enumerate(kinds) if kind == "meeting-of-states-parties"), len(kinds))
        return first if all(kind == "meeting-of-states-parties" for kind in kinds[first:]) else len(kinds)

    def _early_meetings(self) -> Iterator[str]:
        for at in range(self._last_are_msps()):
            yield " ".join(self._sentences(at, "Convene"))

    def _later_meetings(self) -> Iterator[Written]:
        for at in range(self._last_are_msps(), len(self.meetings)):
            first, *others = self._sentences(at, "decided to hold")
            yield Written(1, " ".join((f"The States parties {first}", *others)) + ".")

    def _sentences(self, at: int, verb: str) -> Sequence[str]:
        meeting, key = _fields(self.meetings[at]), self.keys[at]
        sentences = [
            convened(meeting, key, self.speaker, verb),
            *conducted(meeting, key, self.speaker),
            *designated(meeting, key, self.speaker),
        ]
        return [f"{text}." for text in sentences[:-1]] + sentences[-1:]

    # -- answers ------------------------------------------------------------------------------------------------------

    def _answers(self) -> Iterator[Written]:
        held = (items(self.fields["assessments"]) if "assessments" in self.fields else None) or ()
        inner = [Written(2, f"{self._answer(_fields(answer))};") for answer in held]
        if inner:
            yield Written(1, "Answers to questions of the rules:", _closed(inner))

    def _answer(self, fields: Mapping[str, Node]) -> str:
        question = fields.get("question")
        if question is None:
            words = "A question"
        else:
            words = f"The question {BLANK if question.state is State.BLANK else quoted(question.text)}"
        answer = fields.get("answer")
        if answer is None:
            words += " is asked"
        else:
            spoken = {"true": "yes", "false": "no"}.get(answer.text.casefold(), BLANK)
            words += f" is answered {BLANK if answer.state is State.BLANK else spoken}"
        if "by" in fields:
            words += f" by {quoted(fields['by'].text if fields['by'].state is State.STATED else BLANK)}"
        if "on" in fields:
            known = day(fields["on"]) != BLANK
            words += f" on {day(fields['on'])}" if known else f", dated {BLANK}"
        if "note" in fields:
            words += f" (note {quoted(fields['note'].text if fields['note'].state is State.STATED else BLANK)})"
        return words


_NONE = {
    "meetings": "Convene no meeting",
    "working_groups": "Establish no working group",
    "thematic_areas": "Establish no thematic area",
}
_LABELS = {
    "treaty": "Treaty", "title": "Title", "document": "Document", "discussion_paper": "Discussion paper",
    "plenary_meeting": "Plenary meeting", "decided_by": "Decided by", "decided_on": "Decided on", "year": "Year",
}  # fmt: skip


def _named(topic: str) -> str:
    """The name of a working group, in which the words of its topic are written large."""
    small = ("and", "of", "the")
    words = (word if word in small else word[:1].upper() + word[1:] for word in topic.split())
    article = "the " if topic.startswith("general") else ""
    return f"Working Group on {article}{' '.join(words)}"


def _ordinal_of(decided_by: str) -> str:
    """third, for 3MSP"""
    return key_of(decided_by.casefold()) if decided_by.endswith("MSP") else ""


def _closed(inner: Sequence[Written]) -> tuple[Written, ...]:
    """The paragraphs of a list, the last one closed by a full stop."""
    *others, last = inner
    text = last.text.removesuffix(";")
    return (*others, Written(last.level, text if last.parts else f"{text}.", last.parts))
