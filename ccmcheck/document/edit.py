"""Changes made in the text of a programme, YAML or JSON, that leave every other letter where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ccmcheck.document.meaning import meaning_of
from ccmcheck.document.nodes import Node, walk
from ccmcheck.document.schema import TextKind

_PLAIN = re.compile(r"[A-Za-zÀ-ɏ](?:[\w '’().&/-]*[\w)])?")
_MARKS = re.compile(r"[ ]*(?:- +)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Edit:
    """A value to set at a JSON Pointer, which may be a new field or the next item of a list; or what is taken away."""

    pointer: str
    value: Any = None
    removes: bool = False


def edited(root: Node, edits: Iterable[Edit]) -> str:
    """The text of a document with these changes."""
    text = root.source.text
    for start, end, words in sorted(cuts(root, edits), key=lambda cut: cut[:2])[::-1]:
        text = text[:start] + words + text[end:]
    return text


def cuts(root: Node, edits: Iterable[Edit]) -> list[tuple[int, int, str]]:
    """For each change the stretch of the text that it replaces, and by what."""
    # What a half list may still hold has the list's own pointer and comes behind it.
    nodes = {node.pointer: node for node in reversed(tuple(walk(root)))}
    added: set[str] = set()
    changes = []
    for edit in edits:
        above = edit.pointer.rpartition("/")[0]
        changes.append(_cut(edit, nodes, root.source.text, joins=above in added))
        if edit.pointer not in nodes:
            added.add(above)
    return changes


def _cut(edit: Edit, nodes: Mapping[str, Node], text: str, *, joins: bool) -> tuple[int, int, str]:
    """The stretch of the text that a change replaces, and by what; `joins` where something new stands before it."""
    node = nodes.get(edit.pointer)
    above, _, step = edit.pointer.rpartition("/")
    holder = nodes[above]
    json_ = text.lstrip()[:1] in ("{", "[")
    if node is not None and edit.removes:
        return _removal(node, holder, text)
    if node is not None and not json_ and in_block(edit.value) and not _is_in_brackets(above, nodes, text):
        return _block_put(node, edit.value, text)
    if node is not None:
        space = "" if text[node.start - 1 : node.start] in (" ", "[", "{", "\n") else " "
        return node.start, node.end, f"{space}{rendered(edit.value, json_=json_)}"
    is_open = not json_ and not _is_in_brackets(above.rpartition("/")[0], nodes, text)
    if is_open and holder.value == () and holder.rest is None and in_block([edit.value]):
        return _first_block(holder, edit.value, text, joins=joins)
    return _addition(holder, None if step.isdigit() else step, edit.value, text, json_=json_, joins=joins)


def _first_block(holder: Node, value: Any, text: str, *, joins: bool) -> tuple[int, int, str]:
    """A record in place of the `[]` of an empty list, or behind another one that takes it."""
    start, end, words = _block_put(holder, [value], text)
    return (end, end, words) if joins else (start, end, words)


def _is_in_brackets(above: str, nodes: Mapping[str, Node], text: str) -> bool:
    """Whether what stands around a place is written in brackets."""
    while above and text[nodes[above].start] not in ("{", "["):
        above = above.rpartition("/")[0]
    return bool(above)


def _block_put(node: Node, value: Any, text: str) -> tuple[int, int, str]:
    """A value of many parts in place of another: under its name, or where a list or record begins its lines."""
    line = text.rfind("\n", 0, node.start) + 1
    before = text[line : node.start]
    marks = _MARKS.match(before)
    column = marks.end() if marks is not None else 0
    if column == len(before):
        return node.start, node.end, f"\n{' ' * column}".join(block_lines(value))
    name_end = line + len(before.rstrip())
    return name_end, node.end, "".join(f"\n{' ' * (column + 2)}{each}" for each in block_lines(value))


def _removal(node: Node, holder: Node, text: str) -> tuple[int, int, str]:
    """Without one item of a list: its lines, or the words up to the next comma."""
    assert isinstance(holder.value, tuple)
    at = next(n for n, item in enumerate(holder.value) if item.pointer == node.pointer)
    if len(holder.value) == 1 and holder.rest is None:
        return holder.start, holder.end, "[]"
    if text[holder.start] != "-":
        if at:
            return holder.value[at - 1].end, node.end, ""
        after = holder.rest if len(holder.value) == 1 else holder.value[1]
        assert after is not None
        return node.start, after.start, ""
    start = text.rfind("\n", 0, node.start) + 1
    end = text.find("\n", node.end)
    return start, len(text) if end < 0 else end + 1, ""


def _addition(
    holder: Node, name: str | None, value: Any, text: str, *, json_: bool, joins: bool
) -> tuple[int, int, str]:
    """A new field or item behind the last one."""
    words = rendered(value, json_=json_)
    entry = words if name is None else f"{json.dumps(name) if json_ else name}: {words}"
    first = text[holder.start : holder.start + 1]
    if first in ("{", "["):
        empty = not text[holder.start + 1 : holder.end - 1].strip() and not joins
        last = max((node.end for node in _inside(holder)), default=holder.start + 1)
        return (last, last, entry) if empty else (last, last, f", {entry}")
    indent = holder.start - (text.rfind("\n", 0, holder.start) + 1)
    end = text.find("\n", holder.end)
    new = block_lines([value] if name is None else {name: value})
    line = "\n".join(f"{' ' * indent}{each}" for each in new)
    return (len(text), len(text), f"\n{line}\n") if end < 0 else (end + 1, end + 1, f"{line}\n")


def _inside(holder: Node) -> Iterable[Node]:
    match holder.value:
        case tuple(items):
            return items
        case Mapping():
            return holder.value.values()
        case _:
            return ()


def in_block(value: Any) -> bool:
    """Whether a value is written over several lines: a list of records, or a record that holds such or another."""
    match value:
        case list():
            return any(isinstance(item, dict) for item in value)
        case dict():
            return any(isinstance(inner, dict) or in_block(inner) for inner in value.values())
        case _:
            return False


def block_lines(value: Any) -> list[str]:
    """The lines of a list or record in YAML; what is small stands on one."""
    lines: list[str] = []
    if isinstance(value, list):
        for item in value:
            first, *more = block_lines(item) if in_block(item) else [rendered(item)]
            lines += [f"- {first}", *(f"  {each}" for each in more)]
        return lines
    for name, inner in value.items():
        below = [f"  {each}" for each in block_lines(inner)] if in_block(inner) else []
        lines += [f"{name}:", *below] if below else [f"{name}: {rendered(inner)}"]
    return lines


def rendered(value: Any, *, json_: bool = False) -> str:
    """A value on one line."""
    if json_:
        return as_json(value)
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {rendered(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(rendered, value)) + "]"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return str(value)
        case str() if value == "____" or _DAY.fullmatch(value) or _is_plain(value):
            return value
        case _:
            return as_json(value)


def _is_plain(text: str) -> bool:
    """Whether a text needs no quotation marks."""
    is_text = meaning_of(text, TextKind(), {})[1] is not None
    return is_text and bool(_PLAIN.fullmatch(text)) and text.lower() not in ("true", "false", "null")


def as_json(value: Any) -> str:
    """Plain data as JSON, decimal numbers digit by digit."""
    match value:
        case dict():
            return "{" + ", ".join(f"{as_json(key)}: {as_json(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(as_json, value)) + "]"
        case Decimal():
            return str(value)
        case _:
            return json.dumps(value, ensure_ascii=False)
