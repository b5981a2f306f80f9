"""Puts the bundled rules, parsed and resolved, into a wheel, so that the first run need not do it.

Hatchling calls this when it builds a wheel; an editable installation reads the rules of the checkout.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResolvedRules(BuildHookInterface):  # type: ignore[type-arg]
    """Adds one file, which `language.rulebook.cache` believes while the rules beside it are those it was made of."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the wheel is put together."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from ccmcheck.base import resources
        from ccmcheck.language.rulebook import cache

        self._folder = tempfile.TemporaryDirectory()
        file = Path(self._folder.name) / resources.RESOLVED
        cache.ship(file, Path(self.root))
        build_data["force_include"][str(file)] = f"ccmcheck/_data/{resources.RESOLVED}"

    def finalize(self, _version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """After it."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
