"""What is wrong with a text that is no YAML, in words for a drafter; hides the parser's own words and places."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from ccmcheck.base.diagnostic import Diagnostic, Related, complain
from ccmcheck.base.quoting import in_quotation_marks, quoted
from ccmcheck.base.source import Source, Span
from ccmcheck.document.raw import DEPTH
from ccmcheck.document.scalars import field_without_space


class _Fault(NamedTuple):
    """What the parser says: its problem, the construct it was in, and where both are."""

    source: Source
    problem: str
    context: str
    at: int
    began: int

    @property
    def line_start(self) -> int:
        """Where the line of the problem starts."""
        return self.source.text.rfind("\n", 0, self.at) + 1

    @property
    def before(self) -> str:
        """What stands before the problem, without white space."""
        return self.source.text[: self.at].rstrip()

    def place(self, start: int, end: int | None = None) -> Span:
        """A stretch that is never empty and never longer than its line."""
        text = self.source.text
        line_end = text.find("\n", start)
        limit = len(text) if line_end < 0 else line_end
        end = max(start + 1, min(limit, end if end is not None else start + 1))
        return Span(self.source, start, end)


# A part of the parser's problem, and the complaint that takes its place. The first that fits counts.
_PROBLEMS = (
    ("nesting depth", "nested-too-deep"),
    ("unexpected end of stream", "quote-not-closed"),
    ("document indicator", "quote-not-closed"),
    ("document separator", "quote-not-closed"),
    ("escape", "backslash"),
    ("hexdecimal", "backslash"),
    ("hexadecimal", "backslash"),
    ("mapping values are not allowed", "colon-in-text"),
    ("sequence entries are not allowed", "sign-needs-quotes"),
    ("mapping keys are not allowed", "sign-needs-quotes"),
    ("expected ':'", "colon-missing"),
    ("',' or", "bracket-not-closed"),
    ("node content", "bracket-not-closed"),
    ("tab character", "tab"),
    ("start any token", "sign-needs-quotes"),
)
_SIGNS = ("an alias", "an anchor", "a tag", "a block scalar", "a directive", "%TAG", "%YAML")
# Characters that YAML does not allow unescaped.
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def explain_fault(source: Source, error: yaml.YAMLError) -> Diagnostic:
    """The complaint that says what a drafter should mend."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _control_character(source)
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(source.text)) if mark else 0
    began = error.context_mark.index if error.context_mark else at
    return _explain(_Fault(source, str(error.problem or ""), str(error.context or ""), at, began))


def _control_character(source: Source) -> Diagnostic:
    match = _CONTROL.search(source.text)
    start = match.start() if match else 0
    name = f"U+{ord(source.text[start]):04X}" if match else "unknown"
    return complain("control-character", source.span(start, start + 1), name=name)


def _explain(fault: _Fault) -> Diagnostic:
    code = _code(fault)
    if code == "sign-needs-quotes":
        return _sign(fault)
    if code == "colon-in-text":
        return _colon(fault)
    if code == "quote-not-closed":
        return complain(code, fault.place(fault.began, len(fault.source.text)))
    if code == "bracket-not-closed":
        return _bracket(fault)
    if code == "colon-missing":
        place = fault.place(fault.began, len(fault.source.text))
        return complain(code, place, words=quoted(place.text))
    if code == "backslash":
        return complain(code, fault.place(max(fault.source.text.rfind("\\", 0, fault.at + 1), 0)))
    if code == "nested-too-deep":
        return complain(code, fault.place(fault.at), limit=DEPTH)
    return complain(code, fault.place(fault.at)) if code else _after(fault)


def _code(fault: _Fault) -> str:
    for part, code in _PROBLEMS:
        if part in fault.problem:
            return code
    return "sign-needs-quotes" if any(part in fault.context for part in _SIGNS) else ""


def _sign(fault: _Fault) -> Diagnostic:
    """A value that starts with a character to which YAML gives a meaning of its own."""
    text = fault.source.text
    start = fault.began if any(part in fault.context for part in _SIGNS) else fault.at
    sign = text[start : start + 1]
    if sign == "\t" or "\t" in re.split(r"[^\s]", text[fault.line_start : fault.at + 1], maxsplit=1)[0]:
        return complain("tab", fault.place(text.find("\t", fault.line_start)))
    place = fault.place(start, len(text))
    if not sign.strip():
        return complain("yaml-broken", place)
    return complain("sign-needs-quotes", place, sign=quoted(sign), words=quoted(place.text))


def _colon(fault: _Fault) -> Diagnostic:
    """A second colon on a line, or a line that is further in than the one before."""
    text = fault.source.text
    line_start = fault.line_start
    line = text[line_start : text.find("\n", fault.at) if "\n" in text[fault.at :] else len(text)].rstrip("\r")
    first = re.match(r"(\s*(?:-\s+)*[^\s:#][^:]*:\s+)(?=\S)", line)
    if unspaced := _line_without_space(fault):
        return complain("colon-missing", unspaced, words=quoted(unspaced.text))
    if first is None or line_start + first.end() > fault.at:
        start = line_start + len(line) - len(line.lstrip())
        return complain("indentation", fault.place(start, line_start + len(line)))
    value = line[first.end() :].strip()
    place = fault.place(line_start + first.end(), line_start + first.end() + len(value))
    return complain("colon-in-text", place, quoted=quoted(in_quotation_marks(value)))


def _line_without_space(fault: _Fault) -> Span | None:
    """The line before, where its field has no space behind the colon, so that the two read as one text."""
    text = fault.source.text
    end = len(text[: fault.line_start].rstrip())
    start = text.rfind("\n", 0, end) + 1
    field = field_without_space(text[start:end])
    return fault.source.span(end - len(field), end) if field else None


def _bracket(fault: _Fault) -> Diagnostic:
    opening = fault.source.text[fault.began : fault.began + 1]
    if opening not in ("[", "{"):
        return _after(fault)
    return complain(
        "bracket-not-closed",
        fault.place(fault.began),
        related=(Related(fault.place(fault.at), "reading stopped here"),),
        opening=quoted(opening),
        closing=quoted("]" if opening == "[" else "}"),
    )


def _after(fault: _Fault) -> Diagnostic:
    """Words after a value that is already complete, or a line that stands further in or out than its neighbours."""
    text, before = fault.source.text, fault.before
    indent = re.compile(r"[ \t]*").match(text, fault.line_start)
    if indent and "\t" in indent.group():
        return complain("tab", fault.place(fault.line_start + indent.group().index("\t")))
    last, same_line = before[-1:], len(before) > fault.line_start
    if same_line and last in ("]", "}", '"', "'"):
        start = _value_start(text, fault.line_start, len(before))
        place = fault.place(start, len(text))
        words = place.text.strip()
        # An apostrophe ended the text too early: its own marks are the ones to replace.
        words = words[1:-1] if words[0] == words[-1] and words[0] in "\"'" else words
        shown = quoted(in_quotation_marks(words))
        return complain("words-after-value", place, last=quoted(last), quoted=shown)
    if fault.at >= len(text.rstrip()) or not text[fault.at : fault.at + 1].strip():
        return complain("yaml-broken", fault.place(min(fault.at, max(len(text) - 1, 0))))
    code = "yaml-broken" if same_line else "indentation"
    return complain(code, fault.place(fault.at, len(text)))


def _value_start(text: str, line_start: int, end: int) -> int:
    """Where the value on a line starts, after its key or dash."""
    match = re.compile(r"\s*(?:-\s+)*(?:[^\s:\[{\"'][^:\[{\"']*:\s+)?").match(text, line_start, end)
    return match.end() if match else line_start
