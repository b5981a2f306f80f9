"""The examples of a rules file as tests: each makes a document from the base, and says what its rule says of it."""

from ccmcheck.authoring.examples.base import Base
from ccmcheck.authoring.examples.boundaries import Boundary, Edge
from ccmcheck.authoring.examples.run import EXPECTED, Case, Examination, Trial, examine, outcome_of

__all__ = ["EXPECTED", "Base", "Boundary", "Case", "Edge", "Examination", "Trial", "examine", "outcome_of"]
