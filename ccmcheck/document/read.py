"""From a text to typed nodes and complaints; hides which notation it is written in and the order of the steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source
from ccmcheck.document import json_text
from ccmcheck.document.coerce import fit
from ccmcheck.document.fast import yaml_lines
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, is_blank_text, is_hole, walk
from ccmcheck.document.raw import Raw, RawScalar
from ccmcheck.document.schema import Vocabulary
from ccmcheck.document.validation import explain, in_order


def read_document(
    source: Source, vocabulary: Vocabulary, names: Mapping[str, Names], *, judge_holes: bool = False
) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The root of a document, or None where nothing in it can be judged, and every complaint in order of position.

    With `judge_holes` a blank or half a date is no matter of course: the schema is asked whether it allows them.
    """
    raw, complaints = parse(source)
    if isinstance(raw, RawScalar) and raw.value is None:
        return None, (complain("file-empty", source.beginning),)
    if raw is None:
        return None, in_order(complaints)
    root, fits, more = fit(raw, vocabulary, names, source)
    if not fits or (judge_holes and root is not None and any(map(is_hole, walk(root)))):
        more = (*more, *explain(raw, vocabulary, source, may_be_blank=not judge_holes))
    if judge_holes and root is not None:
        more = (*more, *_holes(root))
    return root, in_order((*complaints, *more))


def _holes(facts: Node) -> Iterator[Diagnostic]:
    """What may stand in no table of facts, whatever its schema permits."""
    for node in walk(facts):
        if node.rest is not None:
            yield complain("half-list", node.rest.span)
        if is_blank_text(node):
            yield complain("blank-fact", node.span, found=quoted(node.text))


def read_register(source: Source, vocabulary: Vocabulary) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The rows of a register of facts, or None where it cannot be read, and every complaint; it may have no holes."""
    return read_document(source, vocabulary, {}, judge_holes=True)


def parse(source: Source) -> tuple[Raw | None, tuple[Diagnostic, ...]]:
    """The raw values of a text: JSON where its name says so, or where a nameless one reads as such; else YAML."""
    name = source.name.casefold()
    if name.endswith(".json"):
        return json_text.parse(source)
    if not name.endswith((".yaml", ".yml")) and source.text.lstrip()[:1] in ("{", "["):
        read = json_text.parse(source)
        if read[0] is not None:
            return read
    mostly = yaml_lines.parse(source)
    if mostly is not None:
        return mostly, ()
    from ccmcheck.document import yaml_text

    return yaml_text.parse(source)
