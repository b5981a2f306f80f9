"""A draft from a file, whatever its format; hides how a file shows what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ccmcheck.base.diagnostic import Diagnostic, about_file, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source
from ccmcheck.document.decode import decode
from ccmcheck.drafts.model import Draft
from ccmcheck.drafts.passages import draft_of
from ccmcheck.drafts.word import WordDraft, read_word
from ccmcheck.prose.markdown_blocks import blocks
from ccmcheck.prose.normalised import COMMENT, struck

WORD = (".docx", ".docm", ".dotx")
TEXT = (".md", ".markdown", ".txt")
# What a drafter may well try; each gets told what to do instead.
OTHERS = (".doc", ".pdf", ".odt", ".rtf", ".wpd", ".html", ".htm")
LARGEST = 64_000_000
LONGEST = 500_000
_PAGES = 150
_BEGINNINGS = (
    (b"%PDF", "a PDF"), (b"{\\rtf", "a file in Rich Text Format"),
    (b"\xd0\xcf\x11\xe0", "a file in the old format of Word"),
)  # fmt: skip


@dataclass(frozen=True)
class DraftFile:
    """A draft and, where it came in a Word file, that file with the places of the text in it."""

    draft: Draft
    word: WordDraft | None = None


def read_draft(name: str, data: bytes) -> DraftFile | Diagnostic:
    """The draft of a file, or why there is none."""
    if not data or data.isspace():
        return about_file("file-empty", name)
    if data.startswith(b"PK\x03\x04") or name.casefold().endswith(WORD):
        return _word(name, data)
    format_of = next((words for start, words in _BEGINNINGS if data.startswith(start)), "")
    if format_of and not name.casefold().endswith(TEXT):
        code = "word-old-format" if "Word" in format_of else "draft-format"
        return about_file(code, name, found=format_of)
    if not name.casefold().endswith(TEXT):
        return about_file("draft-format", name, found=f"one that ends in .{name.rpartition('.')[2]}")
    return _text(name, data)


def _word(name: str, data: bytes) -> DraftFile | Diagnostic:
    word = read_word(name, data)
    if isinstance(word, Diagnostic):
        return word
    return _filled(DraftFile(word.draft, word))


def _text(name: str, data: bytes) -> DraftFile | Diagnostic:
    source = decode(name, data)
    if isinstance(source, Diagnostic):
        return source
    if len(source.text) > LONGEST:
        return about_file("draft-too-long", name, limit=_PAGES)
    return _filled(DraftFile(read_markdown(source)))


def read_markdown(source: Source) -> Draft:
    """The draft that a text in Markdown, or a plain one, holds."""
    draft = draft_of(source, tuple(blocks(source)), markdown=True)
    return replace(draft, unread=tuple(_unread(draft)))


def _unread(draft: Draft) -> Iterator[Diagnostic]:
    """A remark for each stretch that is struck through, and for each comment."""
    for passage in draft.passages:
        for words in [cell.words for cell in passage.cells if cell.words] or [passage.stretches]:
            for span in struck(words):
                yield complain("struck-text-not-read", span, words=quoted(span.text.strip("~")))
    for match in re.finditer(COMMENT, draft.source.text):
        comment = match[0].removeprefix("<!--").removesuffix("-->")
        yield complain("comment-not-read", draft.source.span(*match.span()), words=quoted(comment))


def _filled(file: DraftFile) -> DraftFile | Diagnostic:
    """The draft if it has a text; one without numbers is read as well, its places go by headings and order."""
    source = file.draft.source
    return file if source.text.strip() and file.draft.passages else about_file("file-empty", source.name)
