"""The bundled rules with something changed, in a folder of their own."""

from __future__ import annotations

import shutil
from pathlib import Path


def rules_with(folder: Path, *changes: tuple[str, str], more: str = "") -> Path:
    """The bundled rules file with each text replaced that is named, and more rules at its end."""
    shutil.copytree("rules", folder / "rules", ignore=shutil.ignore_patterns("proofs"))
    shutil.copytree("samples", folder / "samples")
    file = folder / "rules" / "beirut-2011.rules"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text + more, encoding="utf-8")
    return file
