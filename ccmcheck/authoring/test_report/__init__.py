"""What the examples of rules have shown, in each format: pure functions of it, by name."""

from collections.abc import Callable

from ccmcheck.authoring.test_report.json import to_json
from ccmcheck.authoring.test_report.junit import to_junit
from ccmcheck.authoring.test_report.model import Counts, Tested, exit_code
from ccmcheck.authoring.test_report.text import to_text

FORMATS: dict[str, Callable[[Tested], str]] = {"text": to_text, "json": to_json, "junit": to_junit}

__all__ = ["FORMATS", "Counts", "Tested", "exit_code", "to_text"]
