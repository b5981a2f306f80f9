"""What is still open in one document, in lines of text: each hole once, what a rule needs once, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from ccmcheck.report.parts.counts import number
from ccmcheck.report.parts.excerpt import printable
from ccmcheck.report.parts.still_open import Group, Section, StillOpen
from ccmcheck.report.parts.style import TextStyle
from ccmcheck.report.terminal.wrapping import wrapped


def open_lines(still_open: StillOpen, style: TextStyle) -> str:
    """Each hole once, section by section; empty where nothing is open."""
    waiting, rest, report = still_open.sections, still_open.idle, still_open.report
    if not waiting and not rest:
        return ""
    lines = [style.paint(f"open in {printable(report.documents[0].path)}", "bold")]
    helped = {verdict.help for verdict in report.verdicts if verdict.standing == "violated"}
    words = _Words(still_open, helped)
    for section in waiting:
        lines += _section(section, words, style.width)
    if rest:
        each = "; ".join(f"{fields}{words.behind(group.lines)}" for fields, group in rest)
        lines.append(wrapped(f"no rule depends on: {each}", style.width))
    return "\n".join(lines)


class _Words:
    """What is said of the rules that are open: once what each needs, or else the words of the decision."""

    def __init__(self, still_open: StillOpen, helped: Set[str]) -> None:
        """`helped` is what was said already where a rule is broken."""
        self._in_text, verdicts = still_open.in_text, still_open.undecided
        several = len({verdict.short for verdict in verdicts}) > 1
        self._cited_as: Mapping[str, str] = {
            v.name: f"{v.short}, {v.citations[0].paragraph}" if several else v.citations[0].paragraph for v in verdicts
        }
        quoted = {verdict.name: f'"{verdict.citations[0].quotation}"' for verdict in verdicts}
        self._needed = {**quoted, **still_open.needs}
        self._helps = {v.name: v.help for v in reversed(verdicts) if v.help and v.help not in helped}

    def of(self, rules: Sequence[str]) -> Iterator[str]:
        """A line for each rule that needs something, and one for those of which it is said already."""
        brief = [rule for rule in rules if not self._needed.get(rule)]
        yield from (f"{self._cited(rule)}: {self._needed.pop(rule)}" for rule in rules if rule not in brief)
        if brief:
            yield ", ".join(self._cited(rule) for rule in brief)
        yield from (advice for rule in rules if (advice := self._helps.pop(rule, "")))

    def _cited(self, rule: str) -> str:
        return f"{rule.rpartition('/')[2]} ({self._cited_as.get(rule, '')})"

    def behind(self, lines: str) -> str:
        """The lines behind a name; a place in a text has its paragraph in its label."""
        return f" ({lines})" if not self._in_text else ""

    def before(self, lines: str) -> str:
        """The lines before a name."""
        return f"{lines}  " if not self._in_text else ""


def _section(section: Section, words: _Words, width: int) -> Iterator[str]:
    first = section.holes[0]
    if section.whole:
        rules = len(section.rules)
        waiting = f"; {number(rules, 'rule')} {'waits' if rules == 1 else 'wait'} (named with -v)" if rules else ""
        blanks = number(len(section.holes), "blank")
        yield wrapped(f"{section.name}: blank as a whole{words.behind(section.lines)}, {blanks}{waiting}", width)
        return
    if section.is_field:
        yield wrapped(f"{section.name}: {words.before(section.lines)}{first.words or first.where}", width, 2, 10)
    else:
        yield f"  {section.name}"
    for group in section.groups:
        if not section.is_field:
            yield _line(group, words, width)
        yield from (wrapped(each, width, 8, 10) for each in words.of(group.rules))


def _line(group: Group, words: _Words, width: int) -> str:
    stands = f"  {group.holes[0].words}" if len(group.holes) == 1 else ""
    return wrapped(f"{words.before(group.lines)}{group.words}{stands}".rstrip(), width, 4, 10)
