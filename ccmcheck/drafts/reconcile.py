"""From what sentences say to one value a field; hides when two sayings agree, and how values become a tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table
from collections.abc import Sequence as Row
from dataclasses import dataclass, field, replace
from datetime import date

from ccmcheck.base.source import Source
from ccmcheck.base.values import Choice, Range
from ccmcheck.document.coerce import fit
from ccmcheck.document.dates import days_of, is_blank_date
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.raw import Raw, RawMapping, RawPossible, RawScalar, RawSequence
from ccmcheck.document.schema import DateKind, Kind, ListKind, RecordKind, Vocabulary
from ccmcheck.drafts.openings import How, Opening
from ccmcheck.drafts.statement import BLANK, Denial, Path, Statement, key

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
    denied: tuple[tuple[Denial, Statement], ...] = ()


@dataclass(frozen=True, slots=True)
class _Leaf:
    statement: Statement
    value: Raw


_Tree = dict[str, "_Tree | _Leaf"]


def reconcile(
    statements: Iterable[Statement],
    vocabulary: Vocabulary,
    names: Table[str, Names],
    source: Source,
    openings: Row[Opening] = (),
    denials: Row[Denial] = (),
) -> Reconciled:
    """One value for each field, in the order of the vocabulary; then what was left over opens what it could change."""
    sorted_ = _sorted(statements, denials, vocabulary)
    contradictions: list[Contradiction] = []
    tree: _Tree = {}
    judge = _Likeness(vocabulary, names, source)
    for path, sayings in sorted_.by_path.items():
        value = judge.settled(path, sayings)
        if isinstance(value, Contradiction):
            contradictions.append(value)
            first = sayings[0].value
            _put(tree, path, _Leaf(sayings[0], _blank(source, first.start, first.end)))
        elif isinstance(value, RawMapping) and not value.entries:
            _inner(tree, path)
        else:
            _put(tree, path, _Leaf(sayings[0], value))
    for denial in denials:
        none = Statement(("meetings",), RawSequence((), denial.start, denial.end), denial.sentence)
        tree.setdefault("meetings", _Leaf(none, none.value))
    firsts = {path: sayings[0] for path, sayings in sorted_.by_path.items()}
    unread = [
        Opening(statement.path, How.BLANK, statement.value.start, statement.value.end)
        for statement in sorted_.impossible
    ]
    raw = _raw(tree, vocabulary.document, (), firsts, _opened(tree, (*openings, *unread), source))
    assert isinstance(raw, RawMapping)
    return Reconciled(raw, tuple(contradictions), tuple(sorted_.impossible), tuple(sorted_.denied))


@dataclass(slots=True)
class _Sorted:
    """What is said, path by path, without dates that do not exist and meetings that are denied."""

    by_path: dict[Path, list[Statement]] = field(default_factory=dict)
    impossible: list[Statement] = field(default_factory=list)
    denied: list[tuple[Denial, Statement]] = field(default_factory=list)


def _sorted(statements: Iterable[Statement], denials: Row[Denial], vocabulary: Vocabulary) -> _Sorted:
    absent = {denial.path: denial for denial in denials}
    result = _Sorted()
    for statement in statements:
        denial = absent.get(statement.path[:2])
        if denial is not None:
            result.denied.append((denial, statement))
        elif _is_date(kind_at(vocabulary.document, statement.path)) and not _possible(statement.value):
            result.impossible.append(statement)
        elif statement.more and statement.path in result.by_path:
            held = result.by_path[statement.path]
            held[-1] = replace(held[-1], value=_joined(held[-1].value, statement.value))
        else:
            result.by_path.setdefault(statement.path, []).append(statement)
    return result


def _joined(value: Raw, more: Raw) -> Raw:
    """A list with the items of another behind its own."""
    if isinstance(value, RawSequence) and isinstance(more, RawSequence):
        return value._replace(items=(*value.items, *more.items))
    return value


def _blank(source: Source, start: int, end: int) -> RawScalar:
    """A blank that words of the draft stand for."""
    return RawScalar(BLANK, " ".join(source.text[start:end].split()), start, end, True)


# -- what is opened ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """Lists that may hold more, and items of which it is open whether they are there, each with its words."""

    half: dict[Path, RawScalar] = field(default_factory=dict)
    possible: dict[Path, RawScalar] = field(default_factory=dict)


def _opened(tree: _Tree, openings: Row[Opening], source: Source) -> _Open:
    """Opens the paths, whatever other sentences say of them; what concerns lists of the tree is returned."""
    open_ = _Open()
    for opening in openings:
        words = _blank(source, opening.start, opening.end)
        holder = _holder(tree, opening.path)
        held = holder.get(opening.path[-1]) if holder is not None else None
        match opening.how:
            case How.PRESENCE if opening.item < 0 and held is not None:
                open_.possible.setdefault(opening.path, words)
            case How.PRESENCE if opening.item < 0:
                open_.half.setdefault(opening.path[:-1], words)
            case How.HALF if isinstance(held, dict):
                open_.half.setdefault(opening.path, words)
            case How.HALF | How.YEARS | How.PRESENCE if _is_list(held):
                assert holder is not None
                assert isinstance(held, _Leaf)
                assert isinstance(held.value, RawSequence)
                holder[opening.path[-1]] = _Leaf(held.statement, _list_opened(held.value, opening, words))
            case How.RECORD:
                _emptied(tree, opening.path, words)
            case _:
                _blanked(tree, opening.path, words)
    for path in open_.half:
        holder = _holder(tree, path)
        if holder is not None:
            holder.setdefault(path[-1], {})
    return open_


def _is_list(held: _Tree | _Leaf | None) -> bool:
    return isinstance(held, _Leaf) and isinstance(held.value, RawSequence)


def _holder(tree: _Tree, path: Path) -> _Tree | None:
    """The record that holds the last step of a path, if the draft has it."""
    for step in path[:-1]:
        inner = tree.get(step)
        if not isinstance(inner, dict):
            return None
        tree = inner
    return tree


def _blanked(tree: _Tree, path: Path, words: RawScalar) -> None:
    holder = _holder(tree, path)
    if holder is None:
        return
    held = holder.get(path[-1])
    statement = held.statement if isinstance(held, _Leaf) else next(_leaves(holder), None)
    if statement is not None:
        holder[path[-1]] = _Leaf(statement, words)


def _emptied(tree: _Tree, path: Path, words: RawScalar) -> None:
    """Opens all that is said of a thing, but what it goes by."""
    holder = _holder(tree, (*path, ""))
    for name in holder or ():
        if name not in _NAMING:
            _blanked(tree, (*path, name), words)


def _list_opened(value: RawSequence, opening: Opening, words: RawScalar) -> RawSequence:
    """A list of which some items are stated: it may hold more, or an item or its years are open."""
    if opening.how is How.HALF:
        return value._replace(rest=value.rest or words)
    change = _years_open if opening.how is How.YEARS else _possible_item
    return value._replace(
        items=tuple(change(item, words) if item.start == opening.item else item for item in value.items)
    )


def _possible_item(item: Raw, words: RawScalar) -> Raw:
    return item if isinstance(item, RawPossible) else RawPossible(item, words, item.start, item.end)


def _years_open(item: Raw, blank: RawScalar) -> Raw:
    if not isinstance(item, RawMapping):
        return item
    kept = tuple(entry for entry in item.entries if entry[0].value != "years")
    return item._replace(entries=(*kept, (key("years", item.start), blank)))


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


def _possible(value: Raw) -> bool:
    if not isinstance(value, RawScalar):
        return False
    return (isinstance(value.value, str) and is_blank_date(value.value)) or days_of(value.value) is not None


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
        for statement in sayings[1:]:
            node = self._node(statement.value, path)
            if node is None or node.state is State.BLANK:
                continue
            if known is None or known.state is State.BLANK or _narrower(node, known):
                best, known = statement.value, node
            elif not _alike(node, known) and not _narrower(known, node):
                return Contradiction(path, tuple(sayings))
        return best

    def _node(self, raw: Raw, path: Path) -> Node | None:
        kind = kind_at(self.vocabulary.document, path)
        if kind is None:
            return None
        return fit(raw, Vocabulary("", kind, {}), self.names, self.source).root


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
            return len(some) == len(others) and all(any(_alike(item, other) for other in others) for item in some)
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


def _raw(tree: _Tree | _Leaf, kind: Kind, path: Path, firsts: Table[Path, Statement], open_: _Open) -> Raw:
    if isinstance(tree, _Leaf):
        mark = open_.half.get(path)
        return tree.value._replace(rest=mark) if mark and isinstance(tree.value, RawSequence) else tree.value
    place = _place(tree, path, firsts)
    match kind:
        case RecordKind():
            fields = ((name, field.kind) for name, field in kind.fields.items() if name in tree)
            values = ((name, _raw(tree[name], inner, (*path, name), firsts, open_)) for name, inner in fields)
            return RawMapping(tuple((key(name, place[0]), value) for name, value in values), *place)
        case ListKind(item):
            items = ((name, _raw(inner, item, (*path, name), firsts, open_)) for name, inner in tree.items())
            known = tuple(
                _possible_item(value, open_.possible[*path, name]) if (*path, name) in open_.possible else value
                for name, value in items
            )
            return RawSequence(known, *place, open_.half.get(path))
        case _:
            return RawScalar(BLANK, "", *place, True)


def _place(tree: _Tree, path: Path, firsts: Table[Path, Statement]) -> tuple[int, int]:
    """The sentence that says most of a record or list itself, or else the first that speaks of it."""
    held = {name: inner.statement for name, inner in tree.items() if isinstance(inner, _Leaf)}
    sentences = [statement.sentence.start for name, statement in held.items() if name not in _NAMING]
    own = Counter(sentences or [statement.sentence.start for statement in held.values()])
    leaves = list(_leaves(tree))
    most = own.most_common(1)[0][0] if own else None
    statement = next((leaf for leaf in leaves if leaf.sentence.start == most), None)
    statement = statement or firsts.get(path) or next(iter(leaves), None)
    return (statement.sentence.start, statement.sentence.end) if statement is not None else (0, 0)


def _leaves(tree: _Tree) -> Iterator[Statement]:
    for inner in tree.values():
        if isinstance(inner, _Leaf):
            yield inner.statement
        else:
            yield from _leaves(inner)
