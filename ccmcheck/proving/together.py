"""The fewest obligations of one programme that no filling keeps together, though each by itself may still be kept."""

from __future__ import annotations

from ccmcheck.document.nodes import Node
from ccmcheck.language.rulebook.model import Rule, Rulebook, Ruleset
from ccmcheck.proving.clock import Unfinished
from ccmcheck.proving.questions.common import Binding, blanks_open


def never_together(root: Node, book: Rulebook, until: float) -> tuple[tuple[Ruleset, Rule], ...]:
    """These obligations; none where one is broken already, where all can be kept, or where time runs out."""
    binding = Binding.of(book, root, until)
    try:
        judged = [finding for _, rule in binding.obligations for finding in binding.setting.judge(rule, root)]
        if any(finding.outcome == "violated" for finding in judged):
            return ()
        _, solver, holding = blanks_open(binding, root, until)
        return () if solver.possible(*holding) else tuple(binding.obligations[at] for at in solver.clash(holding))
    except Unfinished:
        return ()
