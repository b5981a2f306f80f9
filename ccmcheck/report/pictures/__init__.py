"""The pictures of a report as plain shapes with words beside them, drawn as SVG by the templates."""

from ccmcheck.report.pictures.meetings import meetings
from ccmcheck.report.pictures.shapes import Bar, Picture, Row, Tick
from ccmcheck.report.pictures.terms import terms

__all__ = ["Bar", "Picture", "Row", "Tick", "meetings", "terms"]
