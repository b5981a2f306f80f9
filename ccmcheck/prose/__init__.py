"""Numbered prose in the style of meetings, for decisions and drafts alike: its words, numbers and paragraphs.

Hides how a text is normalised and how a list is numbered.
"""
