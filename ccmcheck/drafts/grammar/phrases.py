"""The phrases of a sentence, by the grammar `grammar/draft.lark`; hides how they are found between other words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeAlias

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer, PatternStr
from lark.parsers.lalr_interactive_parser import InteractiveParser

from ccmcheck.base import resources
from ccmcheck.base.grammars import Grammar
from ccmcheck.document.names import Names
from ccmcheck.drafts.grammar.tokens import Lexicon, Word


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase by the name that the grammar gives it, with its words and inner phrases; offsets in the sentence."""

    name: str
    parts: tuple[Part, ...]
    start: int
    end: int

    def all(self, *kinds: str) -> list[Word]:
        """The words of these kinds directly in it."""
        return [part for part in self.parts if isinstance(part, Word) and part.kind in kinds]

    def inner(self, *names: str) -> list[Phrase]:
        """The phrases of these names directly in it."""
        return [part for part in self.parts if isinstance(part, Phrase) and part.name in names]

    def first(self, kind: str) -> Word | None:
        """The first word of that kind directly in it."""
        return next(iter(self.all(kind)), None)


Part: TypeAlias = Word | Phrase

# Titles of working groups and thematic areas as drafts write them; the record shows some drift.
TOPICS: Mapping[str, tuple[str, ...]] = {
    "general-status-and-operation": (
        "general status and operation of the Convention", "general status and operation", "general status",
        "the general status and operation of the Convention on Cluster Munitions",
    ),
    "universalization": ("universalization", "universalisation", "universality"),
    "victim-assistance": ("victim assistance", "assistance to victims"),
    "clearance-and-risk-reduction": (
        "clearance and risk reduction", "clearance and risk reduction education", "clearance and risk education",
        "clearance, risk reduction and education", "clearance",
    ),
    "risk-education": ("risk education",),
    "stockpile-destruction-and-retention": (
        "stockpile destruction and retention", "stockpile destruction and retained munitions", "stockpile destruction",
        "stockpile destruction and retention of cluster munitions", "stockpiles destruction and retention",
    ),
    "cooperation-and-assistance": (
        "cooperation and assistance", "international cooperation and assistance", "co-operation and assistance",
    ),
    "reporting": (
        "reporting", "transparency measures", "transparency reporting", "reporting and transparency measures",
    ),
    "national-implementation-measures": ("national implementation measures", "national implementation"),
}  # fmt: skip


class NoLexer(Lexer):
    """Stands where a lexer would: words come from `tokens`, one by one."""

    def __init__(self, _conf: Any) -> None:
        pass

    def lex(self, _state: Any, _parser_state: Any) -> Iterator[Token]:
        """No words."""
        return iter(())


GRAMMAR = Grammar(
    "draft.lark",
    partial(Lark, parser="lalr", lexer=NoLexer, propagate_positions=True, maybe_placeholders=False),
)


def lexicon(names: Mapping[str, Names]) -> Lexicon:
    """What words may be, with the names of the registers of States and of organizations."""
    keywords: dict[str, str] = {}
    patterns: list[tuple[str, str]] = []
    for terminal in GRAMMAR.parser.terminals:
        if isinstance(terminal.pattern, PatternStr):
            keywords[terminal.pattern.value.casefold()] = terminal.name
        elif terminal.pattern is not None and terminal.priority:
            patterns.append((terminal.name, terminal.pattern.to_regexp()))
    written = [("TOPIC", title, topic) for topic, titles in TOPICS.items() for title in titles]
    for kind, register in (("STATE", "states_parties"), ("BODY", "bodies")):
        known = names.get(register, Names()).exact
        written += [(kind, words, name) for words, name in known.items()]
    return Lexicon.of(keywords, patterns, written, _ordinary())


@cache
def _ordinary() -> frozenset[str]:
    """Words that shipped English texts write small, and those that often begin a sentence."""
    texts = (resources.read("rules", "sources/beirut-2011.md"), resources.read("schemas", "work-programme.schema.json"))
    return frozenset((*_OPENINGS.split(), *(word for text in texts for word in re.findall(r"\b[a-z]{2,}\b", text))))


_OPENINGS = (
    "a after all although among and any as at because before both but by each every for from further furthermore he "
    "her here his how however i if in its it many more moreover most next now on once one other others our out she "
    "since so some such than that the their then there therefore these they this those thus to today two under until "
    "upon we what when where which while who whose why with within accept adopt affirm agree appoint convene decide "
    "designate elect encourage endorse establish express hold invite mandate note recall request thank urge welcome "
    "plus together dear excellency also further"
)


def phrases(words: Sequence[Word]) -> tuple[Phrase, ...]:
    """The phrases that the words of a sentence make, in order, each the longest that begins at its first word."""
    return tuple(_phrases(words))


def _phrases(words: Sequence[Word]) -> Iterator[Phrase]:
    begins = _choices(GRAMMAR.parser.parse_interactive())
    at = 0
    while at < len(words):
        phrase, size = _longest(words, at) if words[at].kind in begins else (None, 1)
        if phrase is not None:
            yield phrase
        at += size


def _choices(parser: InteractiveParser) -> Collection[str]:
    """The kinds of words that may come next."""
    return parser.choices()  # type: ignore[no-untyped-call,no-any-return]


def _longest(sentence: Sequence[Word], at: int) -> tuple[Phrase | None, int]:
    """The longest phrase that begins here, and its number of words."""
    parser = GRAMMAR.parser.parse_interactive()
    choices = _choices(parser)
    tokens: list[Token] = []
    ends: list[int] = []
    try:
        for word in sentence[at:]:
            tokens.append(_token(word, choices))
            parser.feed_token(tokens[-1])
            choices = _choices(parser)
            if "$END" in choices:
                ends.append(len(tokens))
    except UnexpectedInput:
        pass
    for size in reversed(ends):
        tree = _parsed(tokens[:size])
        if tree is not None:
            return _phrase(tree, {word.start: word for word in sentence[at : at + size]}), size
    return None, 1


def _token(word: Word, choices: Collection[str]) -> Token:
    """The word as its kind; as any word where one may stand and the phrases that have this word may not."""
    free = "ANY" in choices and word.kind not in choices and word.kind in _keywords()
    return Token("ANY" if free else word.kind, word.text, start_pos=word.start, end_pos=word.end)


@cache
def _keywords() -> frozenset[str]:
    """The kinds of words that are written out in the grammar."""
    patterns = ((terminal.name, terminal.pattern) for terminal in GRAMMAR.parser.terminals)
    return frozenset(name for name, pattern in patterns if isinstance(pattern, PatternStr) and pattern.value.isalpha())


def _parsed(tokens: Sequence[Token]) -> Tree[Token] | None:
    parser = GRAMMAR.parser.parse_interactive()
    try:
        for token in tokens:
            parser.feed_token(token)
        tree: Tree[Token] = parser.feed_eof()  # type: ignore[no-untyped-call]
    except UnexpectedInput:
        return None
    (phrase,) = tree.children
    assert isinstance(phrase, Tree)
    return phrase


def _phrase(tree: Tree[Token], words: Mapping[int, Word]) -> Phrase:
    parts = tuple(_part(child, words) for child in tree.children)
    meta = tree.meta
    return Phrase(str(tree.data), parts, getattr(meta, "start_pos", -1), getattr(meta, "end_pos", -1))


def _part(child: Tree[Token] | Token, words: Mapping[int, Word]) -> Part:
    return _phrase(child, words) if isinstance(child, Tree) else words[child.start_pos or 0]
