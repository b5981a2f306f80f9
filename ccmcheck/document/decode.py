"""From the bytes of a file to a text; hides encodings and the byte order mark."""

from __future__ import annotations

import hashlib

from ccmcheck.base.diagnostic import Diagnostic, about_file, complain
from ccmcheck.base.source import Source

LARGEST = 10_000_000
_MARK = b"\xef\xbb\xbf"
_SAVE_AGAIN = "Save it again with the encoding UTF-8."
_OTHERS = (
    (b"PK\x03\x04", "a Word file or another archive", "A Word file is read where its name ends in .docx."),
    (b"%PDF", "a PDF", "Ask for the file that it was made from."),
    (b"\xd0\xcf\x11\xe0", "a file in the old format of Word", "Open it in Word and save it as a .docx file."),
    (b"\xff\xfe", "text in UTF-16", _SAVE_AGAIN),
    (b"\xfe\xff", "text in UTF-16", _SAVE_AGAIN),
)
"""How files begin that are no text in UTF-8, what they are, and what to do."""


def decode(name: str, data: bytes, largest: int = LARGEST) -> Source | Diagnostic:
    """The text of a file, or why there is none; its sha256 is that of the bytes as they were."""
    if len(data) > largest:
        return about_file("file-too-large", name, limit=largest // 1_000_000)
    for beginning, found, advice in _OTHERS:
        if data.startswith(beginning):
            return about_file("file-of-another-kind", name, found=found, advice=advice)
    try:
        text = data.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(name, data.removeprefix(_MARK), error.start)
    if not text or text.isspace():
        return about_file("file-empty", name)
    return Source(name, text, hashlib.sha256(data).hexdigest())


def _not_utf8(name: str, data: bytes, at: int) -> Diagnostic:
    """The complaint, at the first byte that is not UTF-8."""
    source = Source(name, data.decode("utf-8", "replace"))
    start = len(data[:at].decode("utf-8"))
    return complain("file-not-utf-8", source.span(start, start + 1), byte=f"{data[at]:02X}")
