"""The schema beside a new programme, where the editors of everybody who has the folder find it; hides where that is."""

from __future__ import annotations

import os

from ccmcheck.base import resources, writing

_FOLDER = ".ccmcheck"
_SCHEMA = "work-programme.schema.json"


def first_line(output: str | None) -> str:
    """The line by which an editor finds the schema, which is put beside the file; empty where it cannot be.

    A path of this machine would lead nowhere on another, and the project has no address yet.
    """
    if output is None:
        return ""
    folder = os.path.join(os.path.dirname(os.path.abspath(output)), _FOLDER)
    text = resources.read("schemas", _SCHEMA).encode("utf-8")
    try:
        if not os.path.isdir(folder):
            os.mkdir(folder)
        writing.write_pieces(os.path.join(folder, _SCHEMA), [text])
    except OSError:
        return ""
    return f"# yaml-language-server: $schema={_FOLDER}/{_SCHEMA}\n"
