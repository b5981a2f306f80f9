"""What rules mean: a rules file with its names, kinds, citations and quotations resolved.

`load` reads a rules file and needs the parser; `cache` finds most rulebooks already resolved.
"""

from ccmcheck.language.rulebook.model import Citation, Period, Register, Rule, Rulebook, Ruleset

__all__ = ["Citation", "Period", "Register", "Rule", "Rulebook", "Ruleset"]
