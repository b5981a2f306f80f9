"""The tables of `grammar/draft.lark`, compiled or, in an installation, as the wheel brings them; hides which."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lark
from lark import Lark, Token
from lark.lexer import Lexer

from ccmcheck.base import resources

_GRAMMAR = "draft.lark"


class NoLexer(Lexer):
    """Stands where a lexer would: words come from `tokens`, one by one."""

    def __init__(self, _conf: Any) -> None:
        pass

    def lex(self, _state: Any, _parser_state: Any) -> Iterator[Token]:
        """No words."""
        return iter(())


def tables() -> Lark:
    """The parser of phrases."""
    text = resources.read("grammar", _GRAMMAR)
    shipped = resources.compiled_grammar()
    made_from, _, data = (shipped.read_bytes() if shipped.is_file() else b"").partition(b"\n")
    if made_from == _origin(text):
        return Lark.load(io.BytesIO(data))
    return _compiled(text)


def ship(file: Path) -> None:
    """Writes the compiled tables, with what they were made from, for a wheel."""
    text = resources.read("grammar", _GRAMMAR)
    data = io.BytesIO()
    _compiled(text).save(data)
    file.write_bytes(_origin(text) + b"\n" + data.getvalue())


def _compiled(text: str) -> Lark:
    return Lark(text, parser="lalr", lexer=NoLexer, propagate_positions=True, maybe_placeholders=False)


def _origin(text: str) -> bytes:
    """The grammar, and the version of lark that its tables fit: with another one it is compiled anew."""
    return hashlib.sha256(f"{lark.__version__}\0{text}".encode()).hexdigest().encode()
