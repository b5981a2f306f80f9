"""Inputs that nobody would write, given to every reader: `python -m tests.fuzz TARGET --minutes N`."""
