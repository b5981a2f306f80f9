"""Rules in plain English, made from their core, so that a reader sees what is checked and not what was meant."""

from ccmcheck.english.naming import Naming
from ccmcheck.english.rules import Reading, reading

__all__ = ["Naming", "Reading", "reading"]
