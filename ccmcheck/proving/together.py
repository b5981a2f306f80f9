"""The fewest obligations of one programme that no filling keeps together, though each by itself may still be kept."""

from __future__ import annotations

from ccmcheck.document.nodes import Node
from ccmcheck.language.rulebook.model import Rule, Rulebook, Ruleset
from ccmcheck.proving.questions.common import Binding, in_force, kept_unseen, wanted
from ccmcheck.proving.solver import Solver, Unfinished


def never_together(root: Node, book: Rulebook, until: float) -> tuple[tuple[Ruleset, Rule], ...]:
    """These obligations; none where one is broken already, where all can be kept, or where time runs out."""
    binding = Binding.of(book, root)
    judged = [finding for _, rule in binding.obligations for finding in binding.setting.judge(rule, root)]
    if any(finding.outcome == "violated" for finding in judged):
        return ()
    opened = binding.setting.opened(root, adds=True)
    encoded = [opened.rule(rule) for _, rule in binding.obligations]
    solver = Solver(opened.model, until)
    solver.add(in_force(opened, binding.periods))
    try:
        holding = wanted(encoded, ())
        if not solver.possible(*holding):
            holding = wanted(encoded, kept_unseen(encoded, solver, binding, root))
        if solver.possible(*holding):
            return ()
        return tuple(binding.obligations[at] for at in solver.clash(holding))
    except Unfinished:
        return ()
