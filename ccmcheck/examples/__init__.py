"""The examples of a rules file as tests: each makes a document from the base, and says what its rule says of it."""

from ccmcheck.examples.base import Base
from ccmcheck.examples.limits import Edge, Limit
from ccmcheck.examples.trials import EXPECTED, Case, Examination, Trial, examine, outcome_of

__all__ = ["EXPECTED", "Base", "Case", "Edge", "Examination", "Limit", "Trial", "examine", "outcome_of"]
