"""Sentences about the Implementation Support Unit of a programme, one for each of its sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ccmcheck.document.nodes import Node, State
from ccmcheck.drafts.write.meetings import named
from ccmcheck.drafts.write.spoken import BLANK, Speaker, day, joined, truth, word_of

_UNIT = "Implementation Support Unit"


def decisions(
    fields: Mapping[str, Node], speaker: Speaker, meetings: Sequence[Node], keys: Sequence[str]
) -> Iterator[str]:
    """The decisions about the Unit, each without its closing sign."""
    unit = _fields(fields, "implementation_support_unit")
    yield from _established(unit, speaker, meetings, keys)
    yield from _independence(unit, speaker)
    yield from _director(_fields(unit, "director"), speaker)
    yield from _reports(unit, speaker)
    if "principles" in unit:
        words = speaker.things(unit["principles"])
        yield f"That the {_UNIT} shall conduct its work based on the principles of {words}"
    yield from _directive(unit, speaker)
    yield from _agreement(unit, speaker)
    yield from _model(unit, speaker)
    yield from _interim(unit, speaker)


def _fields(holder: Mapping[str, Node], name: str) -> Mapping[str, Node]:
    held = holder[name].value if name in holder else None
    return held if isinstance(held, Mapping) else {}


def _established(
    unit: Mapping[str, Node], speaker: Speaker, meetings: Sequence[Node], keys: Sequence[str]
) -> Iterator[str]:
    parts = []
    if "establish_by" in unit:
        parts.append(f", no later than {_deadline(unit['establish_by'], meetings, keys)},")
    parts.append(f"an {_UNIT}")
    if "seat" in unit:
        seat = unit["seat"]
        parts.append(f"in {BLANK if seat.state is State.BLANK else speaker.name(seat, 'NAME')}")
    if "host" in unit:
        parts.append(f", hosted by {speaker.actor(unit['host'])}")
    if "director" in unit:
        parts.append("and led by a Director" if "host" in unit else ", led by a Director")
    if len(parts) > 1:
        yield joined(("To establish", *parts))


def _deadline(by: Node, meetings: Sequence[Node], keys: Sequence[str]) -> str:
    """The day; or the Meeting of the States Parties that ends on it, as the decision has it."""
    for meeting, key in zip(meetings, keys, strict=True):
        held = meeting.value if isinstance(meeting.value, Mapping) else {}
        if word_of(held["kind"]) == "meeting-of-states-parties" and by.state is State.STATED and "end" in held:
            end = held["end"]
            if end.state is State.STATED and end.value == by.value:
                return f"the {named('meeting-of-states-parties', key)}"
    return day(by)


def _independence(unit: Mapping[str, Node], speaker: Speaker) -> Iterator[str]:
    parts = []
    if "independent" in unit:
        spoken = {True: "be independent", False: "not be independent", None: f"be {BLANK} independent"}
        parts.append(f"shall {spoken[truth(unit['independent'])]}")
    if "linked_units" in unit:
        words = speaker.many(unit["linked_units"], lambda body: _linked(body, speaker), "")
        none = f"be formally linked to any other {_UNIT}"
        linking = {"": f"shall not {none}", BLANK: f"shall {BLANK} {none}"}
        parts.append(linking.get(words, f"shall be formally linked to {words}"))
    if parts:
        yield f"The Unit {' and '.join(parts)}"


def _linked(node: Node, speaker: Speaker) -> str:
    return f"“{BLANK}”" if node.state is State.BLANK else speaker.name(node, "NAME", "BODY")


def _director(director: Mapping[str, Node], speaker: Speaker) -> Iterator[str]:
    if not director:
        return
    if "recruited_by" in director:
        words = f"The Director shall be recruited by {speaker.actor(director['recruited_by'])}"
    else:
        words = "The recruitment of the Director shall take place"
    if "consulted" in director:
        heard = speaker.many(director["consulted"], lambda party: _heard(party, speaker), "nobody")
        words += f", in consultation with {heard}"
    if "transparent" in director:
        spoken = {
            True: "in a transparent way",
            False: "in a way that is not transparent",
            None: f"in a {BLANK} transparent way",
        }
        words += f", {spoken[truth(director['transparent'])]}"
    yield words


def _heard(node: Node, speaker: Speaker) -> str:
    return f"“{BLANK}”" if node.state is State.BLANK else speaker.actor(node)


def _reports(unit: Mapping[str, Node], speaker: Speaker) -> Iterator[str]:
    parts = []
    if "presents" in unit:
        parts.append(f"present to the States parties {speaker.things(unit['presents'])}")
    if "reports_on" in unit:
        parts.append(f"report to the States parties on {speaker.things(unit['reports_on'])}")
    for part in parts:
        yield f"The Director of the {_UNIT} shall {part}"


def _directive(unit: Mapping[str, Node], speaker: Speaker) -> Iterator[str]:
    if "directive" in unit:
        words = f"To adopt a Directive on the {_UNIT}"
        described = _fields(unit, "directive").get("describes")
        if described is not None:
            words += f", describing {speaker.things(described)}"
        yield words


def _agreement(unit: Mapping[str, Node], speaker: Speaker) -> Iterator[str]:
    if "hosting_agreement" not in unit:
        return
    agreement = _fields(unit, "hosting_agreement")
    words = "To mandate the President to negotiate and conclude"
    if "approved_by" in agreement:
        words += f", subject to approval by {speaker.actor(agreement['approved_by'])},"
    words += f" an agreement on the hosting of the {_UNIT}"
    if "reflects_directive" in agreement:
        spoken = {True: "reflecting", False: "not reflecting", None: f"{BLANK} reflecting"}
        words += f", while {spoken[truth(agreement['reflects_directive'])]} the Directive"
    yield words


def _model(unit: Mapping[str, Node], speaker: Speaker) -> Iterator[str]:
    if "financial_model" not in unit:
        return
    model = _fields(unit, "financial_model")
    words = "To mandate the President to develop"
    if "consulted" in model:
        words += f", in consultation with {speaker.actor(model['consulted'])},"
    if "approved_by" in model:
        words += f" subject to approval by {speaker.actor(model['approved_by'])},"
    yield f"{words} a financial model to cover the costs of the activities of the Unit"


def _interim(unit: Mapping[str, Node], speaker: Speaker) -> Iterator[str]:
    if "interim_support" not in unit:
        return
    support = _fields(unit, "interim_support")
    phrases = (("provider", "provided by"), ("guided_by", "guided by"), ("supported_by", "supported by"))
    parts = [f"{words} {speaker.actor(support[name])}" for name, words in phrases if name in support]
    yield ", ".join(("To ensure interim support for the implementation of the Convention", *parts))
