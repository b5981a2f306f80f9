"""What a rules file says that its author may not mean: words and rule that disagree, conditions that decide nothing.

Each check is a small function; `remarks` runs them all and leaves out what the author has declared to be meant.
"""

from ccmcheck.authoring.lint.finding import CODES, LintFinding, LintSeverity
from ccmcheck.authoring.lint.run import Linted, remarks

__all__ = ["CODES", "LintFinding", "LintSeverity", "Linted", "remarks"]
