"""Drafts as they circulate, in Word or Markdown: read into programmes, judged, commented on, and written."""
