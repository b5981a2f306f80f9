"""A draft in Markdown or plain text; hides the lines of the format."""

from __future__ import annotations

from ccmcheck.base.source import Source
from ccmcheck.drafts.model import Draft
from ccmcheck.drafts.passages import draft_of
from ccmcheck.prose.markdown_blocks import blocks


def read_markdown(source: Source) -> Draft:
    """The draft that a text holds."""
    return draft_of(source, tuple(blocks(source)), markdown=True)
