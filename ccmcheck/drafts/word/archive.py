"""A Word file as its parts; hides the zip archive, its limits, and what XML may not hold.

Nothing is unpacked before its declared size is known, no part is read beyond it, and no tree is built before its
elements are counted. What the archive and its XML can get wrong is caught here and nowhere else.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.dom import minidom
from xml.parsers import expat

UNPACKED = 64_000_000
PART = 8_000_000
PARTS = 5_000
DEPTH = 200
ELEMENTS = 200_000
"""The most elements and attributes of all parts that are read: a tree takes half a kilobyte for each."""

W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_OFFICE_DOCUMENT = "/officeDocument"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Refused(Exception):
    """A file that is not read; its text is the code of a complaint. Never leaves `drafts`."""

    def __init__(self, code: str, **words: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, expat.ExpatError, OSError, EOFError, LookupError, ValueError,
    RuntimeError, NotImplementedError,
)  # fmt: skip
"""What the readers of zip and XML raise for a file that is not as it should be (RecursionError is a RuntimeError)."""


@contextmanager
def whole() -> Iterator[None]:
    """Refuses a file as damaged where the reader of its archive or its XML raises what it likes."""
    try:
        yield
    except _BROKEN as error:
        raise Refused("word-damaged") from error


@dataclass
class Budget:
    """How many elements may still be read."""

    elements: int = ELEMENTS

    def spend(self, elements: int) -> None:
        """Takes so many; refuses the file where there are not enough."""
        self.elements -= elements
        if self.elements < 0:
            raise Refused("draft-too-long", limit=_pages())


@dataclass(frozen=True)
class Archive:
    """The parts of a Word file, by name, and the name of the one that holds the document."""

    zip: zipfile.ZipFile
    sizes: Mapping[str, int]
    document: str
    budget: Budget = field(default_factory=Budget)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none."""
        if name not in self.sizes:
            return None
        with whole():
            return self.zip.read(name)

    def xml(self, name: str) -> minidom.Document | None:
        """A part as XML; None where there is none."""
        if self.sizes.get(name, 0) > PART:
            raise Refused("draft-too-long", limit=_pages())
        data = self.read(name)
        return parsed(data, self.budget) if data is not None else None

    def related(self, kind: str) -> str | None:
        """The name of the part that the document refers to as this kind (`/numbering`, `/footnotes`)."""
        return next(targets(self, self.document, kind), None)

    def all_related(self, kind: str) -> Iterator[str]:
        """The names of all such parts (`/header`)."""
        return targets(self, self.document, kind)


def _pages() -> int:
    return 150


def opened(data: bytes) -> Archive:
    """The archive of a Word file; raises Refused."""
    if data.startswith(_OLE):
        raise Refused("word-locked" if _ENCRYPTED in data else "word-old-format")
    with whole():
        held = zipfile.ZipFile(io.BytesIO(data))
        infos = held.infolist()
    if len(infos) > PARTS or sum(info.file_size for info in infos) > UNPACKED:
        raise Refused("word-too-large", limit=UNPACKED // 1_000_000)
    if any(info.flag_bits & 1 for info in infos):
        raise Refused("word-locked")
    archive = Archive(held, {info.filename: info.file_size for info in infos}, "")
    document = next(targets(archive, "", _OFFICE_DOCUMENT), None)
    if document is None or document not in archive.sizes:
        raise Refused("word-no-document")
    return Archive(held, archive.sizes, document, archive.budget)


def targets(archive: Archive, part: str, kind: str) -> Iterator[str]:
    """The parts to which a part is related in this way; the archive as a whole is the part without a name."""
    folder, name = posixpath.split(part)
    relations = archive.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    for relation in relations.getElementsByTagNameNS("*", "Relationship") if relations is not None else ():
        if relation.getAttribute("Type").endswith(kind) and relation.getAttribute("TargetMode") != "External":
            path = relation.getAttribute("Target")
            yield path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))


def parsed(data: bytes, budget: Budget) -> minidom.Document:
    """The tree of an XML text without a document type; raises Refused."""
    with whole():
        _inspect(data, budget)
        return minidom.parseString(data)  # noqa: S318 – a document type, and with it every entity, has been refused


def _inspect(data: bytes, budget: Budget) -> None:
    """Refuses a document type (in any encoding that the parser knows), too many elements, and nesting without end."""
    depth = 0

    def doctype(*_: object) -> None:
        raise Refused("word-doctype")

    def start(_: str, attributes: list[str]) -> None:
        nonlocal depth
        depth += 1
        budget.spend(1 + len(attributes) // 2)
        if depth > DEPTH:
            raise Refused("word-damaged")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, True)
