"""A programme as draft decisions in United Nations style, so worded that reading them gives the programme again."""

from ccmcheck.drafts.write.paragraphs import written

__all__ = ["written"]
