"""The document that examples start from, and the documents that they make of it.

Hides that a value from a rules file stands in another text than the rest of the document: both texts are read as one,
the base first, so that every place can be told apart again.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable

from ccmcheck.authoring.examples.edits import PREVIOUS, apply, parted
from ccmcheck.base.diagnostic import Diagnostic, Related, complain
from ccmcheck.base.refusal import reason
from ccmcheck.base.source import Source, Span
from ccmcheck.document.coerce import fit
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, walk
from ccmcheck.document.oddities import misspelt
from ccmcheck.document.previous import as_previous
from ccmcheck.document.raw import Raw, RawMapping, RawScalar
from ccmcheck.document.read import parse
from ccmcheck.document.schema import RecordKind, Vocabulary
from ccmcheck.document.validation import explain
from ccmcheck.language.rulebook.beside import base_text, nearest, relative
from ccmcheck.language.syntax import tree

_BEFORE = Source("the programme before", "")


@dataclass(frozen=True)
class Edited:
    """The document that an example makes, and the programme before it, where the example speaks of one."""

    root: Node
    previous: Node | None = None


@dataclass(frozen=True)
class Base:
    """A base document that can be read; `text` is its own text and, behind it, that of the rules file."""

    source: Source
    rules: Source
    raw: Raw
    root: Node
    text: Source
    vocabulary: Vocabulary
    names: Mapping[str, Names]

    def edited(self, example: tree.Example) -> Edited | tuple[Diagnostic, ...]:
        """What an example is judged on, or what is wrong with it."""
        if not example.edits:
            return Edited(self.root)
        before = self._year_before() if self._speaks_of_before(example) else None
        raw = apply(self.raw, example.edits, len(self.source.text), before)
        if isinstance(raw, Diagnostic):
            return (raw,)
        read = [self._read(each, example) for each in ((raw,) if before is None else parted(raw))]
        roots = [root for root in read if isinstance(root, Node)]
        if len(roots) < len(read):
            return tuple(problem for unfit in read if isinstance(unfit, tuple) for problem in unfit)
        root, *previous = roots
        return Edited(root, *(as_previous(each, _BEFORE) for each in previous))

    def _speaks_of_before(self, example: tree.Example) -> bool:
        """Whether edits change fields of the programme before, and not one of that name."""
        kind = self.vocabulary.document
        has_field = isinstance(kind, RecordKind) and PREVIOUS in kind.fields
        of_before = [edit.path.steps for edit in example.edits if edit.path.steps[0] == PREVIOUS]
        return not has_field and bool(of_before) and all(len(steps) > 1 for steps in of_before)

    def _year_before(self) -> Raw:
        """The programme before as edits find it: the base document, a year earlier."""
        kind = self.vocabulary.document
        year = kind.year if isinstance(kind, RecordKind) else ""
        assert isinstance(self.raw, RawMapping)
        entries = ((key, _less_one(value) if key.value == year else value) for key, value in self.raw.entries)
        return self.raw._replace(entries=tuple(entries))

    def _read(self, raw: Raw, example: tree.Example) -> Node | tuple[Diagnostic, ...]:
        """A document after the edits of an example, or what is wrong with it."""
        root, fits, complaints = fit(raw, self.vocabulary, self.names, self.text)
        if not fits or root is None:
            complaints = (*complaints, *explain(raw, self.vocabulary, self.text))
        complaints = complaints or (() if root is None else tuple(misspelt(walk(root), self.names)))
        if complaints or root is None:
            return tuple(self._unfit(problem, example) for problem in complaints)
        return root

    def place(self, span: Span) -> Span:
        """A place of the two texts, in the one it belongs to."""
        if span.source is not self.text:
            return span
        length = len(self.source.text)
        if span.start < length:
            return Span(self.source, span.start, span.end)
        return Span(self.rules, span.start - length, span.end - length)

    def _unfit(self, problem: Diagnostic, example: tree.Example) -> Diagnostic:
        """A complaint about an edited document, in the example that made it so."""
        at = self.place(problem.span)
        related: tuple[Related, ...] = ()
        if at.source is not self.rules:
            at, related = example.span, (Related(at, "this part of the base document"),)
        complaint = complain("example-unfit", at, suggestion="", related=related, message=problem.message)
        return replace(complaint, help=problem.help, fixes=tuple(replace(fix, span=at) for fix in problem.fixes))


def _less_one(year: Raw) -> Raw:
    if isinstance(year, RawScalar) and isinstance(year.value, int):
        return year._replace(value=year.value - 1, text=str(year.value - 1))
    return year


def read_base(
    header: tree.RulesetStatement, folder: Traversable, vocabulary: Vocabulary, names: Mapping[str, Names]
) -> Base | Diagnostic:
    """The base document that a header names, or why there is none to start from."""
    if header.base is None:
        return complain("example-base-none", header.name.span, name=header.name.text)
    rules = header.span.source
    try:
        read = base_text(header.base.text, rules.name, folder)
    except OSError as error:
        path = os.path.normpath(str(relative(folder, header.base.text)))
        words = {"file": header.base.text, "reason": reason(error), "path": path}
        near = nearest(folder, header.base.text) if isinstance(error, FileNotFoundError) else ""
        return complain("example-base-missing", header.base.span, suggestion=near, related=(), **words)
    if isinstance(read, Diagnostic):
        return _unreadable(header.base, read)
    return _fitted(header.base, read, rules, vocabulary, names)


def folder_of_base(header: tree.RulesetStatement, folder: Traversable) -> Traversable:
    """The folder of the base document that a header names, from that of the rules file."""
    above, _, _ = (header.base.text if header.base else "").rpartition("/")
    return relative(folder, above) if above else folder


def _fitted(
    written: tree.Word, source: Source, rules: Source, vocabulary: Vocabulary, names: Mapping[str, Names]
) -> Base | Diagnostic:
    raw, complaints = parse(source)
    if raw is None or complaints:
        return _unreadable(written, complaints[0])
    text = Source(source.name, source.text + rules.text)
    root, fits, more = fit(raw, vocabulary, names, text)
    if fits and root is not None:
        more = (*more, *misspelt(walk(root), names))
    if root is None or not fits or more:
        problem = (*more, *explain(raw, vocabulary, source))[0]
        return _unreadable(written, replace(problem, span=Span(source, problem.span.start, problem.span.end)))
    return Base(source, rules, raw, root, text, vocabulary, names)


def _unreadable(written: tree.Word, problem: Diagnostic) -> Diagnostic:
    source = problem.span.source
    at = f"{source.name}:{problem.span.position.line}" if source.text else source.name
    complaint = complain("example-base-unfit", written.span, file=written.text, at=at, message=problem.message)
    return replace(complaint, help=problem.help)
