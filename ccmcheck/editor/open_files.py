"""The files that are open, each read again when its text changes; hides versions, threads, and what is kept.

One thread reads, so that what is kept is touched by nobody else and the server goes on answering; what is no longer
what the editor shows is not read at all.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar

from pygls.uris import to_fs_path

from ccmcheck.base.source import Source
from ccmcheck.document.decode import LARGEST
from ccmcheck.editor import programme_file, rules_file
from ccmcheck.editor.in_use import InUse, in_use
from ccmcheck.editor.programme_file import ProgrammeFile
from ccmcheck.editor.rules_file import RulesFile
from ccmcheck.language.rulebook.beside import forget_bundled
from ccmcheck.language.rulebook.kept import Kept

Read: TypeAlias = RulesFile | ProgrammeFile
Answer = TypeVar("Answer")
RULES = "ccmcheck-rules"
"""By what name editors are told to know rules."""


@dataclass(eq=False)
class _Open:
    """One text of a file: the next one takes its place."""

    path: Path
    text: str
    is_rules: bool
    kept: Kept
    before: Read | None = None
    reading: Future[Read | None] | None = field(default=None)

    @property
    def is_read(self) -> bool:
        """Whether it has been read without a fault of ours."""
        return self.reading is not None and self.reading.done() and self.reading.exception() is None

    @property
    def last(self) -> Read | None:
        """What it holds, or what was last read of it."""
        return (self.reading.result() if self.reading and self.is_read else None) or self.before


class OpenFiles:
    """What is open in the editor, by address; `rules` are the files that judge programmes, else the bundled ones do."""

    def __init__(self, rules: Sequence[str] = ()) -> None:
        self._rules = rules
        self._open: dict[str, _Open] = {}
        self._in_use: InUse | None = None
        self._reader = ThreadPoolExecutor(1, "reads")
        self._slow = ThreadPoolExecutor(1, "slow")
        self._solver = ThreadPoolExecutor(1, "solves")

    def put(self, uri: str, text: str, language: str = "") -> None:
        """The text of a file, which is open from now on; what has no name on the disk is known by its language."""
        before, path = self._open.get(uri), Path(to_fs_path(uri) or uri)
        is_rules = before.is_rules if before else path.suffix == ".rules" or language == RULES
        opened = _Open(path, text, is_rules, before.kept if before else Kept(), before.last if before else None)
        self._open[uri] = opened
        self._forget_rules_of(opened)

    def close(self, uri: str) -> None:
        """Nothing more is known of a file than what lies on the disk."""
        closed = self._open.pop(uri, None)
        if closed is not None:
            self._forget_rules_of(closed)

    def read_anew(self) -> None:
        """Something on the disk has changed: everything is read again."""
        forget_bundled()
        for uri, opened in tuple(self._open.items()):
            self._open[uri] = _Open(opened.path, opened.text, opened.is_rules, Kept(), opened.last)
        self._in_use = None

    @property
    def programmes(self) -> tuple[str, ...]:
        """The addresses of what may be programmes."""
        return tuple(uri for uri, opened in self._open.items() if not opened.is_rules)

    @property
    def all(self) -> tuple[str, ...]:
        """The addresses of all that is open."""
        return tuple(self._open)

    async def read(self, uri: str) -> Read | None:
        """A file as it stands in the editor now; None where it is closed, or neither rules nor a programme."""
        while (opened := self._open.get(uri)) is not None:
            if opened.reading is None:
                opened.reading = self._reader.submit(self._read, uri, opened)
            found = await asyncio.wrap_future(opened.reading)
            if self._open.get(uri) is opened:
                return found
        return None

    def shows(self, uri: str, found: Read) -> bool:
        """Whether the editor still shows what was read."""
        opened = self._open.get(uri)
        return opened is not None and opened.is_read and opened.last is found

    async def rules(self) -> InUse:
        """The rules that judge programmes."""
        return await asyncio.wrap_future(self._reader.submit(self._rules_in_use))

    async def apart(self, work: Callable[[], Answer], *, solving: bool = False) -> Answer:
        """What takes long, done beside everything else, one after the other; what asks the solver waits for itself."""
        return await asyncio.get_running_loop().run_in_executor(self._solver if solving else self._slow, work)

    def _forget_rules_of(self, changed: _Open) -> None:
        """Where rules that judge have changed, programmes are judged again."""
        if not changed.is_rules or (self._in_use and not self._in_use.has(changed.path)):
            return
        self._in_use = None
        for uri in self.programmes:
            opened = self._open[uri]
            self._open[uri] = _Open(opened.path, opened.text, opened.is_rules, opened.kept, opened.last)

    # -- in the reader's thread -------------------------------------------------------------------------------------

    def _read(self, uri: str, opened: _Open) -> Read | None:
        if self._open.get(uri) is not opened:
            return None
        source = Source.of(str(opened.path), opened.text)
        if len(source.text) > LARGEST:
            return programme_file.refused(opened.path, source, self._rules_in_use())
        if opened.is_rules:
            found: Read | None = rules_file.read(opened.path, source, opened.kept)
        else:
            before = opened.before if isinstance(opened.before, ProgrammeFile) else None
            found = programme_file.read(opened.path, source, self._rules_in_use(), before)
        if gc.get_freeze_count() == 0:
            gc.freeze()  # modules, grammars and registers stay, and looking through them again takes half the time
        return found

    def _found(self, uri: str, opened: _Open) -> Read | None:
        """What a file holds, read already or read now."""
        if opened.reading is not None and opened.is_read:
            return opened.reading.result()
        return self._read(uri, opened)

    def _rules_in_use(self) -> InUse:
        if self._in_use is None:
            opened = {
                str(each.path): found.loaded
                for uri, each in tuple(self._open.items())
                if each.is_rules and isinstance(found := self._found(uri, each), RulesFile)
            }
            self._in_use = in_use(self._rules, opened)
        return self._in_use
