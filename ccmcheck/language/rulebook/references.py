"""Whether what `replaces` and `repeals` name is a rule of an earlier decision; hides where decisions are looked for.

They are looked for among the files of the run, then beside the rules file, then among those that come with the tool.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.resources.abc import Traversable

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Diagnostic, Suggestion, complain, did_you_mean, meant
from ccmcheck.base.frozen import frozen
from ccmcheck.base.resources import NamedFile
from ccmcheck.base.source import Source
from ccmcheck.document.decode import decode
from ccmcheck.language.rulebook import beside
from ccmcheck.language.rulebook.resolve import Header, header
from ccmcheck.language.syntax import Parsed, parse, tree


@frozen
class Outline:
    """What other decisions need to know of a rules file: its header, and the names of its rules."""

    header: Header
    rules: frozenset[str]


class Outlines:
    """The decisions that a rules file may refer to, each file read when it is first asked for."""

    def __init__(self, folder: Traversable, given: Sequence[NamedFile] = ()) -> None:
        self._folder, self._given = folder, given
        self._known: dict[str, tuple[Outline, ...]] = {}

    def of(self, ruleset: str) -> tuple[Outline, ...]:
        """The decision of that name, from the nearest place that has any; several where it lies there twice."""
        if ruleset not in self._known:
            found = (tuple(_outlines(files, ruleset)) for files in self._places())
            self._known[ruleset] = next(filter(None, found), ())
        return self._known[ruleset]

    def all(self) -> Iterator[Outline]:
        """Every decision that could be referred to."""
        return (outline for files in self._places() for outline in _outlines(files))

    def _places(self) -> Iterator[Iterable[NamedFile]]:
        yield self._given
        yield ((file, file.name) for file in beside.rules_files(self._folder))
        yield resources.all_bundled_rules()


def _outlines(files: Iterable[NamedFile], name: str = "") -> Iterator[Outline]:
    """The outlines of files, or of those alone that hold the ruleset of a name: no other is parsed."""
    named = re.compile(rf"\bruleset\s+{re.escape(name)}")
    for file, called in files:
        try:
            source = decode(called, beside.bytes_of(file))
        except OSError:
            continue
        outline = _outline(source) if isinstance(source, Source) and named.search(source.text) else None
        if outline is not None and outline.header.name == (name or outline.header.name):
            yield outline


def _outline(source: Source) -> Outline | None:
    parsed, _ = parse(source)
    head, _ = header(parsed)
    if head is None:
        return None
    rules = (s for s in parsed.statements if isinstance(s, tree.RuleStatement) and s.force != "practice")
    return Outline(head, frozenset((*(rule.name.text for rule in rules), *(each.name for each in parsed.broken))))


def ended_rules(parsed: Parsed) -> Iterator[tuple[tree.Word, str]]:
    """The rules that a rules file ends, each with the name of its own rule that takes the place, if any."""
    for statement in parsed.statements:
        match statement:
            case tree.RuleStatement(name=own, replaces=tree.Word() as word):
                yield word, own.text
            case tree.RepealStatement(rule=word):
                yield word, ""
            case _:
                pass


def complaints(parsed: Parsed, own: Header, known: Outlines) -> list[Diagnostic]:
    """Complaints about what `replaces` and `repeals` of a rules file name."""
    checked = (_complaint(word, own, known) for word, _ in ended_rules(parsed))
    return [problem for problem in checked if problem is not None]


def _complaint(word: tree.Word, own: Header, known: Outlines) -> Diagnostic | None:
    ruleset, _, rule = word.text.partition("/")
    if ruleset == own.name:
        advice = "Name the rule of the earlier decision; what this file itself no longer needs is taken out of it."
        return complain("replaced-too-early", word.span, suggestion=advice, name=word.text, decision="this one itself")
    earlier = next((outline.header for outline in known.of(ruleset) if rule in outline.rules), None)
    if earlier is None:
        return complain("unknown-rule", word.span, suggestion=_advice(word.text, own, known), name=word.text)
    if own.authority and not earlier.authority:
        return complain("secondary-replaces", word.span, name=word.text)
    return _out_of_order(word, own, earlier)


def _out_of_order(word: tree.Word, own: Header, earlier: Header) -> Diagnostic | None:
    """The complaint about a decision that began no earlier, or had ended before."""
    start, until = earlier.period.start, earlier.period.until
    if own.period.start is not date.min and start >= own.period.start:
        decision = f"one in force from {start}, no earlier than this one ({own.period.start})"
        advice = "The later decision says what it ends of the earlier one; mend `in force from` where a day is wrong."
        return complain("replaced-too-early", word.span, suggestion=advice, name=word.text, decision=decision)
    if until is not None and until < own.period.start:
        return complain("replaced-too-late", word.span, name=word.text, until=until, start=own.period.start)
    return None


def _advice(name: str, own: Header, known: Outlines) -> str:
    """The rule that may be meant, or how to make its decision known."""
    ruleset, _, _ = name.partition("/")
    of_it = known.of(ruleset)
    others = (outline for outline in of_it or known.all() if outline.header.name != own.name)
    near = nearest_rule(name, [f"{outline.header.name}/{rule}" for outline in others for rule in outline.rules])
    unknown = "" if of_it else f"Name the rules file of `{ruleset}` as well, or put it beside this one."
    return near or unknown


def nearest_rule(name: str, known: Sequence[str]) -> str:
    """“did you mean …?” for the nearest rule of that decision, else for that rule of the nearest decision."""
    ruleset, _, rule = name.partition("/")
    of_it = [each for each in known if each.partition("/")[0] == ruleset]
    if of_it:
        return did_you_mean(name, of_it)
    near = did_you_mean(ruleset, [each.partition("/")[0] for each in known if each.partition("/")[2] == rule])
    return meant(f"{near.instead[0]}/{rule}") if isinstance(near, Suggestion) else ""
