"""Departures from what has been done every year, which no decision asks: remarks, and never a failure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ccmcheck.base.days import years_in_words
from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.document.nodes import Node
from ccmcheck.judge.fast.compile import compiled
from ccmcheck.judge.fast.register_rows import RegisterRows
from ccmcheck.language.rulebook.model import Rule, Rulebook, Ruleset

if TYPE_CHECKING:
    from ccmcheck.judge.evaluate import Context


class Practices:
    """The practices of a rulebook, made ready to remark on programmes."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._registers = rulebook.registers
        rows = {name: RegisterRows(register) for name, register in rulebook.registers.items()}
        self._plainly = {
            ruleset.name: [compiled(practice, rows) for practice in ruleset.practices]
            for ruleset in rulebook.rulesets
            if ruleset.practices
        }

    def may_be_broken(self, values: Mapping[str, Any], rulesets: Iterable[Ruleset]) -> bool:
        """Whether plain values do not plainly keep to every practice."""
        kept = (kept for ruleset in rulesets for kept in self._plainly.get(ruleset.name, ()))
        return any(plainly(values) is None for plainly in kept)

    def departures(
        self,
        root: Node,
        values: Mapping[str, Any] | None,
        rulesets: Iterable[Ruleset],
        said: Container[str],
        previous: Node | None = None,
    ) -> tuple[Diagnostic, ...]:
        """A remark for each practice that is certainly left; what is open may still become as it always was.

        Where a rule is broken that is `said`, by its places, and the practice as well would say it twice. Practices
        that the plain values, if they are known, plainly keep to are not asked again.
        """
        from ccmcheck.judge.evaluate import Context

        context = Context(root, self._registers, {}, previous)
        asked = (
            practice
            for ruleset in rulesets
            for practice, plainly in zip(ruleset.practices, self._plainly.get(ruleset.name, ()), strict=True)
            if values is None or plainly(values) is None
        )
        return tuple(remark for practice in asked for remark in self._of(practice, context, said))

    def _of(self, practice: Rule, context: Context, said: Container[str]) -> Iterator[Diagnostic]:
        from ccmcheck.judge.english import findings
        from ccmcheck.judge.evaluate.rule import judge

        left = []
        for finding in judge(practice, context):
            phrases = findings.phrases(finding) if finding.outcome == "violated" else ()
            node = next((phrase.node for phrase in phrases if phrase.node is not None), context.document)
            if phrases and node.pointer not in said:
                left.append((node, findings.needed(finding), findings.found(phrases)))
        if left:  # it is said once, however many things depart from it
            (node, needed, found), more = left[0], len(left) - 1
            words = {"needed": needed, "found": f"{found}, and likewise {more} more" if more else found}
            years = years_in_words(practice.observed)
            yield complain(
                "practice-left", node.span, suggestion="", related=(), years=years, name=practice.name, **words
            )
