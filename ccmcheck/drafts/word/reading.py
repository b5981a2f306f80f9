"""From a Word file to a draft: one paragraph a line, automatic numbers written out, and a map back to the runs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from xml.dom.minidom import Document

from ccmcheck.base.diagnostic import Diagnostic, about_file
from ccmcheck.base.source import Source
from ccmcheck.drafts.model import Draft
from ccmcheck.drafts.passages import draft_of
from ccmcheck.drafts.word.archive import Archive, Refused, opened
from ccmcheck.drafts.word.extraction import Extraction, Place
from ccmcheck.drafts.word.tree import child


@dataclass(frozen=True)
class WordDraft:
    """The draft of a Word file, with the parsed document and where each stretch of the text stands in it."""

    draft: Draft
    archive: Archive
    document: Document = field(repr=False)
    places: tuple[Place, ...] = field(repr=False)


def read_word(name: str, data: bytes) -> WordDraft | Diagnostic:
    """The draft of a Word file, or why there is none."""
    try:
        archive = opened(data)
        document = archive.xml(archive.document)
        body = child(document.documentElement, "body") if document is not None else None
        if document is None or body is None:
            return about_file("word-no-document", name)
        extraction = Extraction(archive)
        extraction.read(body)
        source = Source(name, "".join(extraction.text), hashlib.sha256(data).hexdigest())
        draft = draft_of(source, extraction.blocks_of(source), extraction.notes_of(source), markdown=False)
        return WordDraft(draft, archive, document, tuple(extraction.places))
    except Refused as refused:
        return about_file(refused.code, name, **refused.words)
    except RecursionError:
        return about_file("word-damaged", name)
