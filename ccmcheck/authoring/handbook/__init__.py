"""A ruleset as one page for a legal reader: the decision's words, and beside them what is checked, in plain English."""

from collections.abc import Callable

from ccmcheck.authoring.handbook.html import to_html
from ccmcheck.authoring.handbook.markdown import to_markdown
from ccmcheck.authoring.handbook.page import Page, page

WRITERS: dict[str, Callable[[Page], str]] = {".md": to_markdown, ".html": to_html, ".htm": to_html}
"""The forms of the page, by the ending of its file."""

__all__ = ["WRITERS", "Page", "page", "to_html", "to_markdown"]
