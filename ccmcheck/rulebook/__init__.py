"""What rules mean: a rules file with its names, kinds, citations and quotations resolved."""

from ccmcheck.rulebook.load import Loaded, bundled, load, rulebook
from ccmcheck.rulebook.model import Citation, Period, Register, Rule, Rulebook, Ruleset

__all__ = ["Citation", "Loaded", "Period", "Register", "Rule", "Rulebook", "Ruleset", "bundled", "load", "rulebook"]
