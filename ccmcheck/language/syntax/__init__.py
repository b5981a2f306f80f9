"""A rules file as it was written: statements with spans and comments, before names and kinds mean anything."""

from ccmcheck.language.syntax.parse import GRAMMAR, goes_on, parse
from ccmcheck.language.syntax.tree import Parsed

__all__ = ["GRAMMAR", "Parsed", "goes_on", "parse"]
