"""What was found about a file as plain data and back, so that it can be kept; hides how verdicts and places are packed.

JSON holds data and nothing that runs, as is due in a folder for caches. Whatever belongs to the rulebook is a number.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from ccmcheck.base.diagnostic import Diagnostic, Related
from ccmcheck.base.source import Source, Span
from ccmcheck.judge.check import InputResult, Prepared
from ccmcheck.judge.verdicts import Blank, Detail, Document, Place, Verdict
from ccmcheck.run.transfer import common

_CLASSES: tuple[type, ...] = (Verdict, Detail, Place, Blank, Diagnostic, Related)
_BY_NAME = {made.__name__: made for made in _CLASSES}
_FIELDS = {made: tuple(field.name for field in fields(made)) for made in _CLASSES}


class FullResultCodec:
    """Packs and unpacks what is found by one rulebook."""

    kind = "in full"

    def __init__(self, ready: Prepared) -> None:
        self.common: list[Any] = []
        self._shortcut = ready.shortcut
        self._rules = tuple(common(ready.rulebook))
        self._numbers = {id(one): number for number, one in enumerate(self._rules)}

    def packed(self, result: InputResult) -> tuple[str, Any] | None:
        """The digest of a file, and what was found as lists, texts and numbers; None for one that is not there."""
        document = result.document
        if document is None or result.remarks:
            return None
        return document.source.sha256, self._data(result, document)

    def _data(self, result: InputResult, document: Document) -> list[Any]:
        clear = self._shortcut.numbers(document.shared) or ()
        if document.shared and not (result.verdicts or result.blanks or result.problems):
            return [list(document.rulesets), list(clear)]
        sources: list[Source] = []
        told = [
            self._pack(each, sources) for each in (document.source, result.verdicts, result.blanks, result.problems)
        ]
        texts = [[source.name, source.text, source.sha256] for source in sources]
        return [list(document.rulesets), list(clear), texts, *told, result.unread]

    def opened(self, path: str, sha256: str, data: list[Any]) -> InputResult:
        """What was found about a file. Raises ValueError, LookupError or TypeError where the data are damaged."""
        if len(data) == 2:
            rulesets, clear = data
            return InputResult(
                Document(Source(path, "", sha256), tuple(rulesets), None, self._shortcut.numbered(tuple(clear)))
            )
        rulesets, clear, texts, source, verdicts, blanks, problems, unread = data
        unpack = _Decoder(tuple(Source(*text) for text in texts), self._rules).value
        document = Document(
            unpack(source), tuple(rulesets), None, self._shortcut.numbered(tuple(clear)) if clear else ()
        )
        return InputResult(document, unpack(verdicts), unpack(blanks), unpack(problems), unread)

    def _pack(self, value: Any, sources: list[Source]) -> Any:
        number = self._numbers.get(id(value))
        if number is not None:
            return ["#", number]
        match value:
            case None | bool() | int() | str():
                return value
            case tuple():
                return ["()", *[self._pack(each, sources) for each in value]]
            case Source():
                if value not in sources:
                    sources.append(value)
                return ["source", sources.index(value)]
            case Span(source, start, end):
                return ["@", self._pack(source, sources), start, end]
            case _:
                made = type(value)
                return [made.__name__, *[self._pack(getattr(value, name), sources) for name in _FIELDS[made]]]


class _Decoder:
    """Data of one file back into what they were."""

    def __init__(self, sources: tuple[Source, ...], common: tuple[Any, ...]) -> None:
        self._sources, self._common = sources, common

    def value(self, data: Any) -> Any:
        """The value of one piece of data."""
        if not isinstance(data, list):
            return data
        name, *rest = data
        match name:
            case "()":
                return tuple([self.value(each) for each in rest])
            case "#":
                return self._common[rest[0]]
            case "source":
                return self._sources[rest[0]]
            case "@":
                return Span(self.value(rest[0]), rest[1], rest[2])
            case _:
                return _BY_NAME[name](*[self.value(each) for each in rest])
