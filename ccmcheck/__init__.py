"""Judges a work programme of the Convention on Cluster Munitions against the decisions that bind it."""

__version__ = "0.1.0"
