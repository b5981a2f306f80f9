"""Drafts of any length, in Markdown and Word: how long one check of each takes, beside the one before it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

SIZES = (50, 200, 800, 1600)
FORMATS = ("Markdown", "Word")
_SUFFIXES = {"Markdown": ".md", "Word": ".docx"}
# What drafts are made of: a few paragraphs decide, most of them note, thank and recall.
_DECIDES = (
    (
        "The States parties decided to convene an informal intersessional meeting for 2012, at the World "
        "Meteorological Organization in Geneva, from 16 to 19 April 2012."
    ),
    (
        "The States parties decided to hold the Third Meeting of the States Parties in Oslo, Norway, from 11 to 14 "
        "September 2012."
    ),
)
_NOTES = (
    (
        "The Meeting took note with appreciation of the report of the coordinators on universalization, as "
        "contained in document CCM/MSP/2011/WP.3."
    ),
    "The Meeting expressed its gratitude to the President, and to the States parties that had served as coordinators.",
    "It was emphasized that victims have to be included in the work, in accordance with article 5 of the Convention.",
    "Delegations recalled the discussions of the First Meeting of the States Parties, held in Vientiane.",
)
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def file_name(form: str, size: int) -> str:
    """The name of the draft of so many paragraphs."""
    return f"draft-{size}{_SUFFIXES[form]}"


def draft(form: str, size: int) -> bytes:
    """A draft of so many numbered paragraphs, always the same."""
    lines = ["Convention on Cluster Munitions", "Work programme for 2012", *_paragraphs(size)]
    return "\n\n".join(lines).encode() if form == "Markdown" else _word(lines)


def _paragraphs(size: int) -> Iterator[str]:
    for at in range(size):
        words = _DECIDES[at] if at < len(_DECIDES) else _NOTES[at % len(_NOTES)]
        yield f"{at + 1}. {words}"


def _word(lines: list[str]) -> bytes:
    inner = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("_rels/.rels", _RELATIONS)
        file.writestr("word/document.xml", f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{inner}</w:body></w:document>')
    return data.getvalue()
