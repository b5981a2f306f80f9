"""What could be taken away in place of an item that a mending takes away; hides that each is tried by the evaluator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ccmcheck.document.edit import Edit, edited
from ccmcheck.document.nodes import Node, items, walk
from ccmcheck.document.programme import Programme
from ccmcheck.language.rulebook.model import Rulebook
from ccmcheck.proving.questions.common import Binding
from ccmcheck.proving.questions.mend import Mended, Mending

_MOST = 12
"""In longer lists nobody looks for the one to go."""


def alternatives(
    mending: Mending, programme: Programme, book: Rulebook, *, whatever_period: bool = False
) -> Mapping[str, tuple[Node, ...]]:
    """For each item that is taken away, by its pointer, the others of its list that would do as well."""
    assert programme.root is not None
    taken = [change for change in mending.changes if change.sort == "remove"]
    if not taken:
        return {}
    binding = Binding.of(book, programme.root, whatever_period=whatever_period)
    return {
        change.pointer: tuple(
            other
            for other in _beside(change, programme.root, {each.pointer for each in mending.changes})
            if _does_as_well(change, other, mending, programme, binding)
        )
        for change in taken
    }


def _beside(change: Mended, root: Node, changed: set[str]) -> Iterator[Node]:
    above = change.pointer.rpartition("/")[0]
    lists = (node for node in walk(root) if node.pointer == above)
    held = next((items(node) or () for node in lists), ())
    for other in held if len(held) <= _MOST else ():
        if not any(each == other.pointer or each.startswith(f"{other.pointer}/") for each in changed):
            yield other


def _does_as_well(change: Mended, other: Node, mending: Mending, programme: Programme, binding: Binding) -> bool:
    """Whether no obligation is violated with the other one taken away."""
    assert programme.root is not None
    kept = (each for each in mending.changes if each is not change)
    edits = [Edit(each.pointer, each.value, removes=each.sort == "remove") for each in kept]
    after = binding.reread(edited(programme.root, [*edits, Edit(other.pointer, removes=True)]), programme)
    if after.root is None or len(after.problems) > len(programme.problems):
        return False
    judged = (binding.setting.judge(rule, after.root) for _, rule in binding.obligations)
    return not any(finding.outcome == "violated" for findings in judged for finding in findings)
