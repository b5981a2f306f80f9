"""A programme as it stands in the editor: its values with their places, and what the rules say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ccmcheck.base.diagnostic import about_file
from ccmcheck.base.source import Source
from ccmcheck.document.decode import LARGEST
from ccmcheck.document.nodes import Node
from ccmcheck.document.schema import RecordKind, Vocabulary
from ccmcheck.document.treaty import stated_treaty
from ccmcheck.editor.in_use import InUse
from ccmcheck.judge.check import InputResult, examine
from ccmcheck.language.rulebook import Rulebook


@dataclass(frozen=True)
class ProgrammeFile:
    """A text that holds a programme, judged; there is no result and no rulebook where no rules could be used.

    `book` is that of its treaty; `last` are its values when it could last be read.
    """

    path: Path
    source: Source
    rules: InUse
    book: Rulebook | None
    result: InputResult | None
    last: Node | None = None

    @property
    def root(self) -> Node | None:
        """The programme's values, as far as they could be read."""
        return self.result.document.root if self.result and self.result.document else None


def read(path: Path, source: Source, rules: InUse, before: ProgrammeFile | None) -> ProgrammeFile | None:
    """The programme of a text; None where the text is plainly none. `before` is what the file held until now."""
    if rules.ready is None:
        return ProgrammeFile(path, source, rules, None, None)
    ready = rules.ready.of_treaty(stated_treaty(source) or "") or rules.ready
    book = ready.rulebook
    if before is None and not _is_meant(source, book.vocabulary):
        return None
    last = (before.root or before.last) if before else None
    return ProgrammeFile(path, source, rules, book, examine(source, rules.ready), last)


def refused(path: Path, source: Source, rules: InUse) -> ProgrammeFile:
    """What stands for a text that is too large to be read, as the commands would not read it."""
    problem = about_file("file-too-large", source.name, limit=LARGEST // 1_000_000)
    return ProgrammeFile(path, source.only(()), rules, rules.book, InputResult(None, problems=(problem,)))


_OUTERMOST = re.compile(r"""^(?:  )?["']?([a-z][a-z0-9_]*)["']?[ \t]*:""", re.MULTILINE)
_ENOUGH = 2


def _is_meant(source: Source, vocabulary: Vocabulary) -> bool:
    """Whether a text names its schema, or two of the fields that a document cannot be without."""
    if re.search(rf"\$schema\W.*{re.escape(vocabulary.name)}", source.text):
        return True
    kind = vocabulary.document
    required = set(kind.required) if isinstance(kind, RecordKind) else set()
    return len(required.intersection(_OUTERMOST.findall(source.text))) >= min(_ENOUGH, len(required))
