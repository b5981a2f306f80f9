"""What loading a rules file has read and may use again when its text changes; hides when that would be stale."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.language.rulebook.references import Outlines
from ccmcheck.language.rulebook.resolve import Surroundings
from ccmcheck.language.syntax import Parsed, tree
from ccmcheck.language.syntax.kept import KeptStatements

_Declared = tuple[tree.Statement, ...]


class Kept:
    """The statements of the last text, what its header and registers lead to, and the decisions that it refers to.

    Whoever keeps it begins anew when a file beside the rules changes: nothing here asks the disk.
    """

    def __init__(self) -> None:
        self.statements = KeptStatements()
        self._declared: _Declared | None = None
        self._around: Surroundings | None = None
        self._outlines: Outlines | None = None

    def around(
        self, parsed: Parsed, problems: Sequence[Diagnostic], read: Callable[[], Surroundings | None]
    ) -> Surroundings | None:
        """What the declarations of a text lead to, read again where they have changed or there was a complaint."""
        declared = tuple(s for s in parsed.statements if isinstance(s, tree.RulesetStatement | tree.RegisterStatement))
        if self._around is None or declared != self._declared:
            before = len(problems)
            self._around = read()
            self._declared = declared if len(problems) == before else None
        return self._around

    def outlines(self, read: Callable[[], Outlines]) -> Outlines:
        """The decisions that a text may refer to, looked for once."""
        if self._outlines is None:
            self._outlines = read()
        return self._outlines
