"""The one layout of a rules file: the same words and comments, each where it belongs, in lines of up to 120 columns."""

from ccmcheck.language.formatting.page import formatted, formatted_statement, layout_of

__all__ = ["formatted", "formatted_statement", "layout_of"]
