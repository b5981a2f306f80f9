"""The names of a register and how drafts write them; hides the folding of case, accents, signs and small words.

Only names that fold to the same words are the same name. A near miss is never taken for a match, only suggested.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import lru_cache

from ccmcheck.base.frozen import frozen
from ccmcheck.base.quoting import normal
from ccmcheck.base.values import Choice
from ccmcheck.document.nodes import Node, items

# The fields of a register's row that hold other names of it.
_OTHER_NAMES = ("aliases", "fr", "es")
_SMALL = frozenset(
    ("the", "of", "and", "a", "an", "de", "del", "la", "le", "les", "las", "los", "el", "du", "des", "et", "y")
)  # fmt: skip
_WORD = r"[^\W_]+"


@frozen
class Names:
    """The names of one register: each way to write a name, exactly and folded, with the name that it stands for."""

    exact: Mapping[str, str] = field(default_factory=dict)
    folded: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, Iterable[str]]]) -> Names:
        """The names of rows, each a name and its other names; another name that could mean two rows means none."""
        table = [(normal(name), [normal(other) for other in others]) for name, others in rows]
        names = {name: name for name, _ in table}
        pairs = [(name, name) for name in names] + [(other, name) for name, others in table for other in others]
        exact = {**_unambiguous(pairs), **names}
        folded = {
            **_unambiguous((_fold(written), name) for written, name in pairs),
            **_unambiguous((_fold(name), name) for name in names),
        }
        return cls(exact, {words: name for words, name in folded.items() if words})

    def canonical(self, text: str) -> str | None:
        """The name in the register that this is, or None."""
        text = normal(text)
        known = self.exact.get(text)
        return known if known is not None else self.folded.get(_fold(text))

    def suggest(self, text: str) -> str:
        """“did you mean `…`?” for the nearest name, or nothing."""
        from difflib import get_close_matches

        near = get_close_matches(_fold(text[:200]), self.folded, n=1, cutoff=0.7)
        return f"did you mean `{self.folded[near[0]]}`?" if near else ""


NO_NAMES = Names()


def names_of(rows: Node, key: str) -> Names:
    """The names of a register that has been read: the key of each row with its aliases, French and Spanish names."""
    return Names.of((_name(row, key), _other_names(row)) for row in items(rows) or () if _name(row, key))


def _name(row: Node, key: str) -> str:
    return next(iter(_texts(row, key)), "")


def _other_names(row: Node) -> list[str]:
    return [text for name in _OTHER_NAMES for text in _texts(row, name)]


def _texts(row: Node, name: str) -> list[str]:
    """The texts of a field, be it one text or a list of them."""
    held = row.value.get(name) if isinstance(row.value, Mapping) else None
    if held is None:
        return []
    leaves = held.value if isinstance(held.value, tuple) else (held,)
    return [leaf.value.word for leaf in leaves if isinstance(leaf.value, Choice) and leaf.value.exact]


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    meanings: dict[str, set[str]] = {}
    for written, name in pairs:
        meanings.setdefault(written, set()).add(name)
    return {written: next(iter(names)) for written, names in meanings.items() if len(names) == 1}


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    """The words that make a name, in one order: Bolivia (Plurinational State of) as Plurinational State of Bolivia."""
    plain = unicodedata.normalize("NFKD", normal(text).casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char)).replace("'", "")
    return " ".join(sorted(word for word in re.findall(_WORD, plain) if word not in _SMALL))
