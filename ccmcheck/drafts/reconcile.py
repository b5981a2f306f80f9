"""From what sentences say to one value a field; hides when two sayings agree, and how values become a tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table
from collections.abc import Sequence as Row
from dataclasses import dataclass
from datetime import date

from ccmcheck.base.source import Source
from ccmcheck.base.values import Choice, Range
from ccmcheck.document.coerce import fit
from ccmcheck.document.dates import days_of
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.raw import Raw, RawMapping, RawScalar, RawSequence
from ccmcheck.document.schema import DateKind, Kind, ListKind, RecordKind, Vocabulary
from ccmcheck.drafts.statement import BLANK, Path, Statement, key

# Fields that name a thing: a draft may name it in several ways.
_NAMING = frozenset(("id", "kind", "title", "topic"))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Sentences that say different things about one field, which is left open."""

    path: Path
    sayings: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The tree of a document, what contradicts in it, and the dates that no calendar holds."""

    raw: RawMapping
    contradictions: tuple[Contradiction, ...]
    impossible: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _Leaf:
    said: Statement
    value: Raw


_Tree = dict[str, "_Tree | _Leaf"]


def reconcile(
    said: Iterable[Statement], vocabulary: Vocabulary, names: Table[str, Names], source: Source
) -> Reconciled:
    """One value for each field, in the order of the vocabulary."""
    by_path: dict[Path, list[Statement]] = {}
    impossible: list[Statement] = []
    for one in said:
        if _is_date(kind_at(vocabulary.document, one.path)) and not _possible(one.value, vocabulary):
            impossible.append(one)
        else:
            by_path.setdefault(one.path, []).append(one)
    contradictions: list[Contradiction] = []
    tree: _Tree = {}
    judge = _Likeness(vocabulary, names, source)
    for path, sayings in by_path.items():
        value = judge.settled(path, sayings)
        if isinstance(value, Contradiction):
            contradictions.append(value)
            first = sayings[0].value
            left_open = RawScalar(BLANK, source.text[first.start : first.end], first.start, first.end, True)
            _put(tree, path, _Leaf(sayings[0], left_open))
        elif isinstance(value, RawMapping) and not value.entries:
            _inner(tree, path)
        else:
            _put(tree, path, _Leaf(sayings[0], value))
    firsts = {path: sayings[0] for path, sayings in by_path.items()}
    raw = _raw(tree, vocabulary.document, (), firsts)
    assert isinstance(raw, RawMapping)
    return Reconciled(raw, tuple(contradictions), tuple(impossible))


def kind_at(kind: Kind, path: Path) -> Kind | None:
    """The kind of the field at a path; a step into a list is the name of an item."""
    for step in path:
        match kind:
            case RecordKind() if step in kind.fields:
                kind = kind.fields[step].kind
            case ListKind():
                kind = kind.item
            case _:
                return None
    return kind


def _is_date(kind: Kind | None) -> bool:
    return isinstance(kind, DateKind)


def _possible(value: Raw, vocabulary: Vocabulary) -> bool:
    if not isinstance(value, RawScalar):
        return False
    return (isinstance(value.value, str) and vocabulary.is_blank(value.value)) or days_of(value.value) is not None


# -- whether sayings agree ------------------------------------------------------------------------------------------


class _Likeness:
    """Compares values as the document's reader would understand them."""

    def __init__(self, vocabulary: Vocabulary, names: Table[str, Names], source: Source) -> None:
        self.vocabulary, self.names, self.source = vocabulary, names, source

    def settled(self, path: Path, sayings: Row[Statement]) -> Raw | Contradiction:
        """The value that all sayings agree on, the narrowest of half dates; a blank says nothing."""
        best = sayings[0].value
        if path[-1] in _NAMING or len(sayings) == 1:
            return best
        known = self._node(best, path)
        for said in sayings[1:]:
            node = self._node(said.value, path)
            if node is None or node.state is State.BLANK:
                continue
            if known is None or known.state is State.BLANK or _narrower(node, known):
                best, known = said.value, node
            elif not _alike(node, known) and not _narrower(known, node):
                return Contradiction(path, tuple(sayings))
        return best

    def _node(self, raw: Raw, path: Path) -> Node | None:
        kind = kind_at(self.vocabulary.document, path)
        if kind is None:
            return None
        return fit(raw, Vocabulary("", kind, self.vocabulary.blank, {}), self.names, self.source).root


def _narrower(a: Node, b: Node) -> bool:
    """Whether a is a date within the half date b."""
    match a.value, b.value:
        case Range(date() as low, date() as high), Range(date() as first, date() as last):
            return first <= low and high <= last and (low, high) != (first, last)
        case _:
            return False


def _alike(a: Node, b: Node) -> bool:
    match a.value, b.value:
        case tuple(some), tuple(others):
            return len(some) == len(others) and all(any(_alike(one, other) for other in others) for one in some)
        case Table() as some, Table() as others:
            return some.keys() == others.keys() and all(_alike(some[name], others[name]) for name in some)
        case Choice(words=frozenset() as some), Choice(words=frozenset() as others):
            return {word.casefold() for word in some} == {word.casefold() for word in others}
        case some, others:
            return some == others


# -- the tree -------------------------------------------------------------------------------------------------------


def _inner(tree: _Tree, path: Path) -> _Tree | None:
    for step in path:
        held = tree.setdefault(step, {})
        if isinstance(held, _Leaf):
            return None
        tree = held
    return tree


def _put(tree: _Tree, path: Path, leaf: _Leaf) -> None:
    holder = _inner(tree, path[:-1])
    if holder is not None and not holder.get(path[-1]):
        holder[path[-1]] = leaf


def _raw(tree: _Tree | _Leaf, kind: Kind, path: Path, firsts: Table[Path, Statement]) -> Raw:
    if isinstance(tree, _Leaf):
        return tree.value
    place = _place(tree, path, firsts)
    match kind:
        case RecordKind():
            fields = ((name, field.kind) for name, field in kind.fields.items() if name in tree)
            values = ((name, _raw(tree[name], inner, (*path, name), firsts)) for name, inner in fields)
            return RawMapping(tuple((key(name, place[0]), value) for name, value in values), *place)
        case ListKind(item):
            return RawSequence(tuple(_raw(inner, item, (*path, name), firsts) for name, inner in tree.items()), *place)
        case _:
            return RawScalar(BLANK, "", *place, True)


def _place(tree: _Tree, path: Path, firsts: Table[Path, Statement]) -> tuple[int, int]:
    """The sentence that says most of a record or list itself, or else the first that speaks of it."""
    held = {name: inner.said for name, inner in tree.items() if isinstance(inner, _Leaf)}
    told = [said.sentence.start for name, said in held.items() if name not in _NAMING]
    own = Counter(told or [said.sentence.start for said in held.values()])
    leaves = list(_leaves(tree))
    most = own.most_common(1)[0][0] if own else None
    said = next((leaf for leaf in leaves if leaf.sentence.start == most), None)
    said = said or firsts.get(path) or next(iter(leaves), None)
    return (said.sentence.start, said.sentence.end) if said is not None else (0, 0)


def _leaves(tree: _Tree) -> Iterator[Statement]:
    for inner in tree.values():
        if isinstance(inner, _Leaf):
            yield inner.said
        else:
            yield from _leaves(inner)
