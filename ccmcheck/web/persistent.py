"""Stands in for the library `rpds`, which is compiled code, where the checker runs in a browser (`folder.py`).

Collections that never change, of which a changed copy is made: as much of them as `referencing` and `jsonschema` use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
Item = TypeVar("Item")


class HashTrieMap(Mapping[Key, Value], Generic[Key, Value]):
    """A mapping."""

    def __init__(self, held: Mapping[Key, Value] | Iterable[tuple[Key, Value]] = (), **more: Any) -> None:
        self._held: dict[Any, Any] = {**dict(held), **more}

    @classmethod
    def convert(cls, held: Any) -> HashTrieMap[Any, Any]:
        """A mapping of any kind as one of these."""
        return held if isinstance(held, cls) else cls(held)

    def __getitem__(self, key: Key) -> Value:
        value: Value = self._held[key]
        return value

    def __iter__(self) -> Iterator[Key]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __hash__(self) -> int:
        return hash(frozenset(self._held.items()))

    def insert(self, key: Key, value: Value) -> HashTrieMap[Key, Value]:
        """With one more."""
        return HashTrieMap({**self._held, key: value})

    def update(self, *others: Any, **more: Any) -> HashTrieMap[Key, Value]:
        """With those of others."""
        held = dict(self._held)
        for other in others:
            held.update(other)
        return HashTrieMap({**held, **more})

    def remove(self, key: Key) -> HashTrieMap[Key, Value]:
        """Without one; raises KeyError where there is none."""
        held = dict(self._held)
        del held[key]
        return HashTrieMap(held)

    def discard(self, key: Key) -> HashTrieMap[Key, Value]:
        """Without one, if there is one."""
        return self.remove(key) if key in self._held else self


class HashTrieSet(frozenset[Item]):
    """A set."""

    def insert(self, item: Item) -> HashTrieSet[Item]:
        """With one more."""
        return HashTrieSet(self | {item})

    def update(self, *others: Iterable[Item]) -> HashTrieSet[Item]:
        """With those of others."""
        return HashTrieSet(self.union(*others))

    def remove(self, item: Item) -> HashTrieSet[Item]:
        """Without one; raises KeyError where it is not there."""
        if item not in self:
            raise KeyError(item)
        return self.discard(item)

    def discard(self, item: Item) -> HashTrieSet[Item]:
        """Without one, if it is there."""
        return HashTrieSet(self - {item})


class List(tuple[Item, ...]):
    """A list, changed at its front."""

    __slots__ = ()

    def push_front(self, item: Item) -> List[Item]:
        """With one more."""
        return List((item, *self))

    def drop_first(self) -> List[Item]:
        """Without the first."""
        return List(self[1:])

    @property
    def first(self) -> Item:
        """The first."""
        return self[0]

    @property
    def rest(self) -> List[Item]:
        """All but the first."""
        return self.drop_first()
