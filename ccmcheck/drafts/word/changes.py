"""Changes in a Word file: the text of an element, a part as bytes, the archive with some parts changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.dom.minidom import Document, Element

from ccmcheck.drafts.word.archive import Archive

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_XML_SPACE = "http://www.w3.org/XML/1998/namespace"


def set_text(element: Element, text: str) -> None:
    """Puts a text in place of the one that an element holds, spaces at its ends included."""
    for node in list(element.childNodes):
        element.removeChild(node)
    assert element.ownerDocument is not None
    element.appendChild(element.ownerDocument.createTextNode(text))
    element.setAttributeNS(_XML_SPACE, "xml:space", "preserve")


def bytes_of(document: Document) -> bytes:
    """A part of the file as it is written."""
    body = b"".join(node.toxml().encode("utf-8", "xmlcharrefreplace") for node in document.childNodes)
    return _HEAD + body


def zipped(archive: Archive, changed: Mapping[str, bytes]) -> bytes:
    """The archive with some parts changed or added, every other one as it was."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for info in archive.zip.infolist():
            content = changed.get(info.filename)
            file.writestr(
                _like(info), archive.read(info.filename) or b"" if content is None else content, info.compress_type
            )
        for name, content in changed.items():
            if name not in archive.sizes:
                file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(info.filename, info.date_time)
    copy.external_attr, copy.create_system, copy.comment = info.external_attr, info.create_system, info.comment
    return copy
