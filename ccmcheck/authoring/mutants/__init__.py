"""Rules with one word changed, and whether an example notices: what none notices is a limit that nobody tried."""

from ccmcheck.authoring.mutants.survivors import Mutant, Tried, try_all

__all__ = ["Mutant", "Tried", "try_all"]
