"""A grammar of `grammar/` with its tables, made here or, in an installation, as the wheel brings them; hides which."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import lark
from lark import Lark

from ccmcheck.base import resources


@dataclass(frozen=True)
class Grammar:
    """A grammar by the name of its file, and what makes tables of its text."""

    file: str
    compile: Callable[[str], Lark]

    @cached_property
    def parser(self) -> Lark:
        """The parser, made once."""
        return self.tables()

    def tables(self) -> Lark:
        """The parser, from tables that came with the tool or are made now."""
        text = resources.read("grammar", self.file)
        shipped = resources.compiled(self.file)
        made_from, _, data = (shipped.read_bytes() if shipped.is_file() else b"").partition(b"\n")
        if made_from == _origin(text):
            return Lark.load(io.BytesIO(data))
        return self.compile(text)

    def ship(self, folder: Path) -> Path:
        """Writes the tables, with what they were made from, into a folder for a wheel: the file."""
        text = resources.read("grammar", self.file)
        data = io.BytesIO()
        self.compile(text).save(data)
        file = folder / resources.compiled(self.file).name
        file.write_bytes(_origin(text) + b"\n" + data.getvalue())
        return file


def _origin(text: str) -> bytes:
    """The grammar, and the version of lark that its tables fit: with another one it is compiled anew."""
    return hashlib.sha256(f"{lark.__version__}\0{text}".encode()).hexdigest().encode()
