"""A draft in a Word file; hides the format. See `archive`, `body`, `counting` and `styles` for its parts."""

from ccmcheck.drafts.word.reading import WordDraft, read_word

__all__ = ["WordDraft", "read_word"]
