"""The one layout of a rules file: the same words and comments, each where it belongs, in lines of up to 120 columns."""

from ccmcheck.language.formatting.page import formatted, layout_of

__all__ = ["formatted", "layout_of"]
