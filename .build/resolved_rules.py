"""Puts the bundled rules, resolved, and the grammars, compiled, into a wheel, so that no run need make them.

Hatchling calls this when it builds a wheel; an editable installation reads the rules of the checkout.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResolvedRules(BuildHookInterface):  # type: ignore[type-arg]
    """Adds files that are believed while the rules and the grammar beside them are those they were made of."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the wheel is put together."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from ccmcheck.base import resources
        from ccmcheck.drafts.grammar import phrases
        from ccmcheck.language import syntax
        from ccmcheck.language.rulebook import cache

        self._folder = tempfile.TemporaryDirectory()
        for treaty in resources.treaties():
            file = Path(self._folder.name) / resources.resolved(treaty).name
            cache.ship(treaty, file, Path(self.root))
            build_data["force_include"][str(file)] = f"ccmcheck/_data/{file.name}"
        for grammar in (phrases.GRAMMAR, syntax.GRAMMAR):
            file = grammar.ship(Path(self._folder.name))
            build_data["force_include"][str(file)] = f"ccmcheck/_data/{file.name}"

    def finalize(self, _version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """After it."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
