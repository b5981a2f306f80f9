"""The names of a register and how drafts write them; hides the folding of case, accents, signs and small words.

Only names that fold to the same words are the same name. A near miss is never taken for a match, only suggested.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Literal, TypeAlias

from ccmcheck.base.diagnostic import meant
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


# What stands between two names that are written in one place.
_SEPARATOR = r"[,;/&+]|\b(?:and|or|et|ou|y|with)\b"
_CUTS = 6
_LONGEST = 200
_VERY_NEAR, _MISSPELT = 0.85, 0.8  # one letter of six
_SLIPS = 2

NameFaultCode: TypeAlias = Literal["name-without-letters", "names-in-one", "part-of-a-name"]


@frozen
class NameFault:
    """Why a text is not one name: the code of the complaint, and the names in the register that it is about."""

    code: NameFaultCode
    names: tuple[str, ...] = ()


@frozen
class Names:
    """The names of one register: each way to write a name, exactly and folded, with the name that it stands for.

    `others` holds names that the register knows not to hold, folded, each with what is known of it.
    """

    exact: Mapping[str, str] = field(default_factory=dict)
    folded: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, Iterable[str]]], others: Mapping[str, str] | None = None) -> Names:
        """The names of rows, each a name and its other names; another name that could mean two rows means none."""
        table = [(normal(name), [normal(other) for other in others]) for name, others in rows]
        names = {name: name for name, _ in table}
        pairs = [(name, name) for name in names] + [(other, name) for name, others in table for other in others]
        exact = {**_unambiguous(pairs), **names}
        folded = {
            **_unambiguous((_fold(written), name) for written, name in pairs),
            **_unambiguous((_fold(name), name) for name in names),
        }
        apart = {_fold(name): standing for name, standing in (others or {}).items()}
        return cls(exact, {words: name for words, name in folded.items() if words}, apart)

    def canonical(self, text: str) -> str | None:
        """The name in the register that this is, or None."""
        text = normal(text)
        known = self.exact.get(text)
        return known if known is not None else self.folded.get(_fold(text))

    def fault(self, text: str) -> NameFault | None:
        """Why a text that is no name here cannot be a single one; None where it may be a name of something else."""
        if not any(map(str.isalpha, text)):
            return NameFault("name-without-letters")
        if self.standing(text):
            return None
        cuts = [match.span() for match in re.finditer(_SEPARATOR, text)]
        if 0 < len(cuts) <= _CUTS and (several := self._several(text, 0, cuts)):
            return NameFault("names-in-one", several)
        words = set(_fold(text).split())
        whole = sorted({name for folded, name in self.folded.items() if words and words < set(folded.split())})
        return NameFault("part-of-a-name", tuple(whole)) if whole else None

    def _several(self, text: str, start: int, cuts: list[tuple[int, int]]) -> tuple[str, ...]:
        """The names that a text holds from a place on, cut where it may be; empty where a part of it is no name."""
        for index, (end, following) in enumerate(cuts):
            first = self.canonical(text[start:end])
            rest = self._several(text, following, cuts[index + 1 :]) if first is not None else ()
            if first is not None and rest:
                return (first, *rest)
        last = self.canonical(text[start:])
        return () if last is None else (last,)

    def standing(self, text: str) -> str:
        """What is known of a name that the register does not hold, as words behind it; empty where nothing is."""
        return self.others.get(_fold(text), "")

    def misspelt(self, text: str) -> str:
        """The name of which a text differs in a letter or two; empty for a name and for anything else."""
        if self.canonical(text) is not None or self.standing(text) or len(text) > _LONGEST:
            return ""
        folded = _fold(text)
        alike = [name for name in self.folded if abs(len(name) - len(folded)) <= _SLIPS and _begin_alike(name, folded)]
        if not alike:
            return ""
        from difflib import get_close_matches  # most names are known, and most others are nothing like them

        near = get_close_matches(folded, alike, n=1, cutoff=_MISSPELT)
        return self.folded[near[0]] if near else ""

    def suggest(self, text: str) -> str:
        """“did you mean `…`?” for a name that is very near, stands among other words, or is near; or nothing."""
        from difflib import get_close_matches

        folded = _fold(text[:_LONGEST])
        within = [name for name in self.folded if set(name.split()) <= set(folded.split())]
        near = (
            get_close_matches(folded, self.folded, n=1, cutoff=_VERY_NEAR)
            or sorted(within, key=len, reverse=True)
            or get_close_matches(folded, self.folded, n=1, cutoff=0.7)
        )
        return meant(self.folded[near[0]]) if near else ""


def _begin_alike(name: str, other: str) -> bool:
    return name[:1] == other[:1] or name[-2:] == other[-2:]


NO_NAMES = Names()


def names_of(rows: Node, key: str, others: Mapping[str, str] | None = None) -> Names:
    """The names of a register that has been read: the key of each row with its aliases, French and Spanish names."""
    pairs = ((_name(row, key), _other_names(row)) for row in items(rows) or () if _name(row, key))
    return Names.of(pairs, others)


def standings_of(rows: Node, key: str) -> Mapping[str, str]:
    """Each name of a register of what another does not hold, and its `standing`."""
    return {
        written: next(iter(_texts(row, "standing")), "")
        for row in items(rows) or ()
        for written in (_name(row, key), *_other_names(row))
    }


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
