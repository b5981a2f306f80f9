"""What was found about a file as plain data and back, so that it can be kept; hides that no rule is kept with it."""

from __future__ import annotations

from typing import Any

from ccmcheck.base.codec import Codec
from ccmcheck.base.diagnostic import Diagnostic, Fix, Related
from ccmcheck.base.source import Source
from ccmcheck.judge.check import InputResult, Prepared
from ccmcheck.judge.verdicts import Blank, Detail, Document, Mend, Place, Verdict
from ccmcheck.run.rule_parts import rule_parts

CLASSES: tuple[type, ...] = (Verdict, Detail, Place, Mend, Blank, Diagnostic, Fix, Related)


class FullResultCodec:
    """Encodes and decodes what is found by one rulebook."""

    kind = "in full"

    def __init__(self, ready: Prepared) -> None:
        self.common: list[Any] = []
        self._shortcut = ready.shortcut
        parts = rule_parts(ready)
        self._codec = Codec(CLASSES, parts.parts, parts.number)

    def encode(self, result: InputResult) -> tuple[str, Any] | None:
        """The digest of a file, and what was found as lists, texts and numbers; None for one that is not there."""
        document = result.document
        if document is None or document.root is not None or result.remarks or result.treaty:
            return None
        if document.unbound:
            return None
        return document.source.sha256, self._data(result, document)

    def _data(self, result: InputResult, document: Document) -> list[Any]:
        head = [list(document.rulesets), list(document.shared.numbers), document.source.line(1)]
        if document.shared.numbers and not result.has_findings:
            return head
        sources = [document.source]
        values = result.verdicts, result.blanks, result.problems
        encoded = [self._codec.encode(value, sources) for value in values]
        return [
            *head,
            list(document.passed),
            document.extent,
            [[source.name, source.text, source.sha256] for source in sources],
            *encoded,
            result.unread,
        ]

    def decode(self, path: str, sha256: str, data: list[Any]) -> InputResult:
        """What was found about a file. Raises ValueError, LookupError or TypeError where the data are damaged."""
        rulesets, numbers, first, *more = data
        shared = self._shortcut.numbered(tuple(numbers))
        if not more:
            return InputResult(Document(Source(path, first, sha256), tuple(rulesets), None, shared))
        passed, extent, texts, verdicts, blanks, problems, unread = more
        sources = [Source(*text) for text in texts]
        decode = self._codec.decoder(sources)
        document = Document(sources[0], tuple(rulesets), None, shared, extent=_extent(extent), passed=tuple(passed))
        return InputResult(document, decode(verdicts), decode(blanks), decode(problems), unread)


def _extent(data: list[int] | None) -> tuple[int, int, int, int] | None:
    if data is None:
        return None
    line, column, end_line, end_column = map(int, data)
    return line, column, end_line, end_column
