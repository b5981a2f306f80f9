"""Whether two programmes say the same; hides that a blank is a blank however it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ccmcheck.document.nodes import Node, State


def differences(before: Node | None, after: Node | None, pointer: str = "") -> Iterator[str]:
    """The JSON Pointers of the fields in which the second programme differs from the first.

    An empty list of assessments says no more than none at all.
    """
    if before is None or after is None:
        if _says(before, pointer) or _says(after, pointer):
            yield pointer
        return
    if State.BLANK in (before.state, after.state):
        if before.state is not after.state:
            yield pointer
        return
    match before.value, after.value:
        case Mapping() as some, Mapping() as others:
            for name in dict.fromkeys((*some, *others)):
                yield from differences(some.get(name), others.get(name), f"{pointer}/{name}")
        case tuple(some), tuple(others):
            if len(some) != len(others) or before.state is not after.state:
                yield pointer
            # Behind an item that is lost each would be held against another one.
            for at, (item, other) in enumerate(zip(some, others, strict=False) if len(some) == len(others) else ()):
                yield from differences(item, other, f"{pointer}/{at}")
        case some, others:
            if some != others:
                yield pointer


def _says(node: Node | None, pointer: str) -> bool:
    return node is not None and not (pointer == "/assessments" and node.value == ())
