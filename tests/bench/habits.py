"""Programmes as people write them: line ends, marks, folded texts, anchors, remarks, blanks and half dates.

Each habit takes a programme and gives its text in YAML; all say the same as the plain text, but for what is left open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import islice
from typing import Any

from tests.bench.programmes import Document, text

BLANKS = (1, 5, 22)
"""So many values are left blank; a draft as it circulates has 22."""

_WORDS = re.compile(r"^( *(?:- )?[\w-]+:) ((?:[A-Z][\w-]*) (?:\w[\w ]*))$", re.MULTILINE)
_LANGUAGES = re.compile(r"(languages: \[[^\]]*)\]")
_YEARS = re.compile(r"years: \[2012, 2013\]")


def plain(document: Document) -> str:
    """One value a line, as the programmes of the other tables are."""
    return text(document, "yaml")


def crlf(document: Document) -> str:
    """With the line ends of Windows."""
    return plain(document).replace("\n", "\r\n")


def marked(document: Document) -> str:
    """Between the marks for the beginning and the end of a document."""
    return f"---\n{plain(document)}...\n"


def folded(document: Document) -> str:
    """Texts of several words as folded blocks."""
    return _WORDS.sub(lambda found: f"{found[1]} >-\n{_in_halves(found, 4)}", plain(document))


def wrapped(document: Document) -> str:
    """Texts of several words over two lines."""
    return _WORDS.sub(lambda found: f"{found[1]}\n{_in_halves(found, 4)}", plain(document))


def _in_halves(found: re.Match[str], further: int) -> str:
    indent = " " * (len(found[1]) - len(found[1].lstrip()) + further)
    words = found[2].split()
    half = (len(words) + 1) // 2
    return f"{indent}{' '.join(words[:half])}\n{indent}{' '.join(words[half:])}"


def anchored(document: Document) -> str:
    """With the years of coordinators said once, and referred to elsewhere."""
    whole = plain(document)
    head, found, rest = whole.partition("years: [2012, 2013]")
    return head + found.replace("[", "&both [") + _YEARS.sub("years: *both", rest)


def remarked(document: Document) -> str:
    """With a remark, now and then after a tab, above and beside every fifth line."""
    lines = plain(document).splitlines()
    beside = [f"{line}  # as agreed,\tsee line {at}" if at % 5 == 0 else line for at, line in enumerate(lines)]
    return "".join(
        f"# {at} was discussed\n\n{line}\n" if at % 5 == 2 else f"{line}\n" for at, line in enumerate(beside)
    )


def blank(count: int) -> Callable[[Document], str]:
    """With so many values left blank."""

    def written(document: Document) -> str:
        left = deepcopy(document)
        for holder, name in islice(_fields(left), count):
            holder[name] = "____"
        return plain(left)

    return written


def _fields(document: Document) -> Iterator[tuple[dict[str, Any], str]]:
    """What a draft leaves blank first: who coordinates, and where."""
    for part in (*document["working_groups"], *document["thematic_areas"]):
        yield from ((leader, "state") for leader in part["coordinators"])
    yield from ((meeting, name) for meeting in document["meetings"] for name in ("city", "country", "title"))
    yield from ((document, name) for name in ("document", "decided_by"))
    yield from ((document["implementation_support_unit"], name) for name in ("seat", "host"))
    yield from ((document["implementation_support_unit"]["interim_support"], "provider"), (document, "title"))
    yield from ((document["meetings"][1]["president"], name) for name in ("name", "title", "state"))


def half_dated(document: Document) -> str:
    """With a meeting of which only the month is known."""
    left = deepcopy(document)
    left["meetings"][1] |= {"start": "2012-09-XX", "end": "2012-09-XX"}
    return plain(left)


def half_listed(document: Document) -> str:
    """With a list that may hold more."""
    return _LANGUAGES.sub(r"\1, ...]", plain(document), count=1)


HABITS: dict[str, Callable[[Document], str]] = {
    "plain": plain,
    "CRLF": crlf,
    "`---`": marked,
    "folded texts": folded,
    "wrapped texts": wrapped,
    "anchors": anchored,
    "remarks everywhere": remarked,
    **{f"{count} {'blank' if count == 1 else 'blanks'}": blank(count) for count in BLANKS},
    "half dates": half_dated,
    "half lists": half_listed,
}
