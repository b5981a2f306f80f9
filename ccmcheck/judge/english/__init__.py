"""Rules in plain English, made from their core, so that a reader sees what is checked and not what was meant."""

from ccmcheck.judge.english.nouns import Naming
from ccmcheck.judge.english.rules import RuleInWords, reading

__all__ = ["Naming", "RuleInWords", "reading"]
