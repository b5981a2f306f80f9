"""The pictures of a report as plain shapes with words beside them, drawn as SVG by the templates."""

from ccmcheck.report.pictures.meetings import meetings
from ccmcheck.report.pictures.shapes import Bar, DrawingRow, Picture, Tick
from ccmcheck.report.pictures.terms import terms

__all__ = ["Bar", "DrawingRow", "Picture", "Tick", "meetings", "terms"]
