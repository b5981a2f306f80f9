"""Words that change nothing where they stand, from `grammar/plain-words.txt`; hides which forms of a word count."""

from __future__ import annotations

from functools import cache

from ccmcheck.base import resources

OFFICES = frozenset(
    ("president", "presidents", "director", "directors", "coordinator", "coordinators", "chair", "chairman",
     "chairperson", "centre", "unit", "rapporteur", "depositary")
)  # fmt: skip
"""Who acts in a programme. Named beside a value they may share in it; before it they are who decides."""

_ENDINGS = ("s", "es", "ed", "d", "ing")


@cache
def _known(*, among_coordinators: bool) -> frozenset[str]:
    text = resources.read("grammar", "plain-words.txt")
    everywhere, others = text.split("[everywhere]")[1].split("[not among coordinators]")
    lines = (everywhere if among_coordinators else everywhere + others).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_plain(word: str, *, among_coordinators: bool = False) -> bool:
    """Whether a word changes nothing of what is said beside it."""
    known, small = _known(among_coordinators=among_coordinators), word.casefold()
    stems = (small.removesuffix(ending) for ending in _ENDINGS if small.endswith(ending))
    office = small in OFFICES and not among_coordinators
    return small in known or office or len(small) == 1 or any(_is_stem(stem, known) for stem in stems)


def _is_stem(stem: str, known: frozenset[str]) -> bool:
    """Whether a word without its ending is known: `convening` comes from `convene`, `setting` from `set`."""
    return stem in known or f"{stem}e" in known or (stem[-1:] == stem[-2:-1] and stem[:-1] in known)
