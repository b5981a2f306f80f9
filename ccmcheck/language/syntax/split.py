"""Cuts a rules file into statements and finds its comments, without understanding either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import did_you_mean
from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Source, Span
from ccmcheck.language.syntax.tree import Word

STATEMENTS = frozenset(
    ("ruleset", "register", "define", "obligation", "recommendation", "judgement", "practice", "unchecked", "repeals")
)
_FORCES = frozenset(
    ("ruleset", "register", "define", "obligation", "recommendation", "judgement", "practice", "unchecked")
)

# Words that may begin a line inside a statement, however near to a keyword they come.
_CLAUSES = frozenset(
    ("language", "treaty", "title", "short", "source", "schema", "in", "base", "sha256", "authority", "from", "until",
     "key", "replaces", "under", "observed", "for", "where", "when", "require", "unless", "ask", "otherwise", "intent",
     "example", "because", "with", "without", "same")
)  # fmt: skip

# The same comments, texts and words as the grammar's, so that a keyword inside one starts nothing.
_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*)
      | (?P<text>"(?:[^"\\\n]|\\["\\]|\n[ \t])*"?)
      | (?P<word>[A-Za-z_][\w/-]*)
      | (?P<space>\s+)
      | (?P<other>.)""",
    re.VERBOSE,
)


@frozen
class Split:
    """The statements of a file, from one keyword to the last word before the next; what precedes them; the comments."""

    statements: tuple[Span, ...]
    stray: Span | None
    comments: tuple[Word, ...]


def split(source: Source) -> Split:
    """Cuts at the keywords that begin a statement."""
    starts: list[int] = []
    ends: list[int] = []
    comments: list[Word] = []
    stray: Span | None = None
    previous = ""
    for match in _TOKEN.finditer(source.text):
        if match.lastgroup == "comment":
            comments.append(
                Word(match.group().rstrip(), source.span(match.start(), match.start() + len(match.group().rstrip())))
            )
        if match.lastgroup in ("comment", "space"):
            continue
        if _begins(match, previous, source.text):
            starts.append(match.start())
            ends.append(match.end())
        elif starts:
            ends[-1] = match.end()
        elif stray is None:
            stray = source.span(match.start(), match.end())
        previous = match.group()
    return Split(tuple(_spans(source, starts, ends)), stray, tuple(comments))


# What follows a keyword that is used as a name, and what stands before one that is bound.
_USED_AS_NAME = re.compile(r"\s*(?:[.<>=!+:)\],]|-(?!-)|$)")
_BINDING = frozenset(("every", "some", "no", "each"))


def _begins(match: re.Match[str], previous: str, text: str) -> bool:
    """A keyword begins a statement unless it is the name of a field, of something bound, or of the statement itself."""
    if match.lastgroup != "word" or previous == "." or previous in _FORCES or previous in _BINDING:
        return False
    if match.group() not in STATEMENTS:
        return _opens_wrongly(match, text)
    following = _USED_AS_NAME.match(text, match.end())
    return following is None or following.end() == len(text)


# What may follow a name inside an expression; a name of a statement is none of these.
_GOES_ON = frozenset(
    ("and", "or", "in", "is", "not", "between", "then", "satisfies", "where", "for", "unless", "under")
)


def _opens_wrongly(match: re.Match[str], text: str) -> bool:
    """A word at the start of a line that means to be a keyword, with a name after it; its neighbour must not break too.

    It is nearly a keyword, or no word of the language stands beside a name here: that goes on with nothing.
    """
    if match.start() and text[match.start() - 1] != "\n":
        return False
    following = re.compile(r"[ \t]+([A-Za-z][\w/-]*)").match(text, match.end())
    if following is None or match.group() in _CLAUSES or following[1] in _GOES_ON:
        return False
    return bool(did_you_mean(match.group(), STATEMENTS)) or not {match.group(), following[1]} & _words_of_the_language()


@cache
def _words_of_the_language() -> frozenset[str]:
    """Every word that means something by itself somewhere in a rules file."""
    rules = [line for line in resources.read("grammar", "rules.lark").splitlines() if not line.startswith("//")]
    # A terminal is a pattern of words; elsewhere they stand in quotation marks.
    words = (re.findall(r"[A-Za-z]+" if line[:1].isupper() else r'(?<=")[a-z]+(?=")', line) for line in rules)
    return frozenset(word for line in words for word in line)


def first_word(statement: Span) -> Span:
    """The word by which a statement begins."""
    return statement.source.span(statement.start, statement.start + len(statement.text.split(None, 1)[0]))


def _spans(source: Source, starts: list[int], ends: list[int]) -> Iterator[Span]:
    for start, end in zip(starts, ends, strict=True):
        yield source.span(start, end)
