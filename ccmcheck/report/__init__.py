"""The formats of a report: each a pure function of it, by name."""

from collections.abc import Callable

from ccmcheck.check import Report
from ccmcheck.report.json import to_json
from ccmcheck.report.text import to_text

FORMATS: dict[str, Callable[[Report], str]] = {"text": to_text, "json": to_json}
