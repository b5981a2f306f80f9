"""New inputs from old ones: bytes, lines, words, values of data, elements of Word's XML; all from one random source."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, TypeAlias

import yaml

Mutation: TypeAlias = Callable[[bytes, Random, Sequence[bytes]], bytes]

LONGEST = 60_000
_WORDS = """
____ [ ] { } ( ) &a *a <<:*a !!python/object/apply:os.system ? - : # | > --- ... ' " \\ ` = ~ null true no -1 0 2012
1e999 .nan -.inf 0x7fffffffffffffff 2012-02-30 2012-XX-XX 0000-00-00 9999-12-31 Geneva Sweden 1.1 2bis (a) (i) shall
not require obligation under count( ../../etc/passwd /dev/zero **/* max( is given \u202e \u2028
"""
_PHRASES = (
    "%YAML 3.0", "16 to 19 April 2012", "16-19 April 2012", "half of 2012", "State party", "Article 5",
    "for each x in y", "between 1 and 2", "in the first half of the year", "one or two", "or, where appropriate,",
)  # fmt: skip
NASTY = (
    *(word.encode() for word in (*_WORDS.split(), *_PHRASES)),
    b"", b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\t", b"\x1b[2J", b"\xed\xa0\x80",
    b"9" * 400, b"a" * 5_000, b"(" * 300, b"- " * 300, b"{a: " * 120, b"[" * 300, b"not " * 300,
)  # fmt: skip


def by_bytes(data: bytes, random: Random, corpus: Sequence[bytes]) -> bytes:
    """A few bytes changed, taken out, said again or brought from another input."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 1, 2, 8))):
        at = random.randrange(len(changed) + 1)
        match random.randrange(5):
            case 0 if at < len(changed):
                changed[at] = random.randrange(256)
            case 1:
                del changed[at : at + random.choice((1, 1, 8, 200))]
            case 2:
                changed[at:at] = random.choice(NASTY)
            case 3:
                changed[at:at] = changed[at : at + random.choice((1, 20, 500))] * random.choice((1, 2, 20))
            case _:
                other = random.choice(corpus)
                begin = random.randrange(len(other) + 1)
                changed[at : at + random.choice((0, 50))] = other[begin : begin + random.choice((1, 20, 500))]
    return bytes(changed[:LONGEST])


def by_lines(data: bytes, random: Random, corpus: Sequence[bytes]) -> bytes:
    """Lines left out, doubled, moved, indented otherwise, or brought from another input."""
    lines = data.split(b"\n")
    for _ in range(random.choice((1, 1, 1, 2))):
        at = random.randrange(len(lines))
        match random.randrange(5):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines[at:at] = [lines[at]] * random.choice((1, 1, 40))
            case 2:
                lines.insert(random.randrange(len(lines) + 1), lines.pop(at))
            case 3:
                lines[at] = b" " * random.randrange(9) + lines[at].lstrip()
            case _:
                lines.insert(at, random.choice(random.choice(corpus).split(b"\n")))
            # an empty list of lines is an input as well
        lines = lines or [b""]
    return b"\n".join(lines)[:LONGEST]


def by_words(data: bytes, random: Random, corpus: Sequence[bytes]) -> bytes:
    """Words replaced by words of other inputs, or by what readers stumble over."""
    words = re.split(rb"(\w+)", data)
    for _ in range(random.choice((1, 1, 1, 2, 6))):
        others = re.findall(rb"\w+", random.choice(corpus)) or [b""]
        words[random.randrange(len(words))] = random.choice(NASTY if random.random() < 0.4 else others)
    return b"".join(words)[:LONGEST]


def by_values(data: bytes, random: Random, corpus: Sequence[bytes]) -> bytes:
    """Data with a value replaced, left out, doubled or moved, written as YAML or JSON; other texts go by words."""
    try:
        tree = _tree(data)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError):
        return by_words(data, random, corpus)
    for _ in range(random.choice((1, 1, 2, 4))):
        tree = _changed(tree, random)
    try:
        text = (
            json.dumps(tree, default=str)
            if random.random() < 0.3
            else yaml.dump(tree, Dumper=_DUMPER, allow_unicode=True)
        )
        return text.encode()[:LONGEST]
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return by_words(data, random, corpus)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def _tree(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return yaml.load(data, Loader=_LOADER)


def _changed(tree: Any, random: Random) -> Any:
    """A tree with one place changed: most often by a value that stands elsewhere in it."""
    inside = list(tree) if isinstance(tree, dict) else list(range(len(tree))) if isinstance(tree, list) else []
    if not inside or random.random() < 0.01:
        return random.choice((None, "", "____", 0, -1, 2**70, 1.5, True, [], {}, [tree], [tree] * 3, "2012-XX-XX"))
    at = random.choice(inside)
    if isinstance(tree[at], dict | list) and random.random() < 0.85:
        tree[at] = _changed(tree[at], random)
        return tree
    match random.randrange(8):
        case 0:
            del tree[at]
        case 1 if isinstance(tree, list):
            tree.insert(random.randrange(len(tree) + 1), tree[at])
        case 1 | 2:
            other = random.choice(inside)
            tree[at], tree[other] = tree[other], tree[at]
        case 3 if isinstance(tree[at], str):
            digit = re.sub(r"\d", lambda _: str(random.randrange(10)), tree[at], count=random.choice((0, 1, 2)))
            tree[at] = random.choice((digit, "____", f"[{tree[at]}]", tree[at].lower(), f" {tree[at]} "))
        case _:
            tree[at] = _changed(tree[at], random)
    return tree


_TAG = re.compile(rb"<[^<>]*>")


def by_elements(data: bytes, random: Random, corpus: Sequence[bytes]) -> bytes:
    """A Word file with XML tags left out, doubled or replaced in one of its members, or with its archive damaged."""
    members = _members(data)
    if not members or random.random() < 0.1:
        return by_bytes(data, random, corpus)
    name = "word/document.xml" if random.random() < 0.7 else random.choice(list(members))
    content = members.get(name, b"<a/>")
    members[name] = by_words(content, random, corpus) if random.random() < 0.3 else _retagged(content, random)
    if random.random() < 0.05:
        del members[random.choice(list(members))]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for member, held in members.items():
            archive.writestr(zipfile.ZipInfo(member), held)
    return written.getvalue()


def _members(data: bytes) -> dict[str, bytes]:
    """What an archive holds; nothing where it was damaged already."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, zlib.error, OSError):
        return {}


def _retagged(content: bytes, random: Random) -> bytes:
    tags = list(_TAG.finditer(content))
    if not tags:
        return content
    for _ in range(random.choice((1, 1, 3))):
        tag, other = random.choice(tags), random.choice(tags)
        new = random.choice(
            (b"", tag.group() * 2, other.group(), other.group() * 40, content[tag.start() : tag.end() + 400])
        )
        content = content[: tag.start()] + new + content[tag.end() :]
        tags = list(_TAG.finditer(content)) or tags
    return content[: 4 * LONGEST]


TEXT: tuple[Mutation, ...] = (by_bytes, by_lines, by_words, by_words)
DATA: tuple[Mutation, ...] = (by_bytes, by_lines, by_words, *[by_values] * 4)
WORD: tuple[Mutation, ...] = (by_elements,)
