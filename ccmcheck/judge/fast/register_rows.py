"""The rows of a register as plain values; hides that each is made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ccmcheck.document.fast.plain_values import plain_of
from ccmcheck.language.rulebook.model import Register


class RegisterRows:
    """The rows of a register ready to be asked."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._found: dict[str, list[Any]] = {}

    @cached_property
    def every(self) -> list[Any]:
        """All of them, in order."""
        return [plain_of(row) for row in self._register.each]

    def named(self, name: str) -> list[Any]:
        """The row of a name, in a list; an empty one where there is none."""
        rows = self._found.get(name)
        if rows is None:
            row = self._register.row(name)
            rows = self._found[name] = [] if row is None else [plain_of(row)]
        return rows
