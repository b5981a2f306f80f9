"""Rules files as Hypothesis strategies: every statement of the grammar, with white space and comments anywhere."""

from __future__ import annotations

from hypothesis import strategies as st

Words = list[str]

NAMES = st.sampled_from(
    ["year", "meeting", "group", "is_party", "title", "source", "x", "a_rather_long_name_of_a_field"]
)
RULES = st.sampled_from(["one", "two-words", "intersessional-in-first-half", "r2"])
PARAGRAPHS = st.sampled_from(["1", "2(a)", "2(c)(iv)", "12a"])
DAYS = st.sampled_from(["2012-04-16", "2012-09-XX", "2012-XX-XX"])
NUMBERS = st.sampled_from(["0", "5", "1.50", "2012"])
_WORDS = st.sampled_from(
    ["up", "to", "five", "days", "“shall”", "--", 'a \\"word\\"', "\\\\", "é", "two  spaces", "a" * 130]
)
STRINGS = st.lists(_WORDS, max_size=30).map(lambda words: f'"{" ".join(words)}"')


def glued(*parts: st.SearchStrategy[Words] | str) -> st.SearchStrategy[Words]:
    """Words one after the other."""
    made = [st.just([part]) if isinstance(part, str) else part for part in parts]
    return st.tuples(*made).map(lambda found: [word for words in found for word in words])


def one(words: st.SearchStrategy[str]) -> st.SearchStrategy[Words]:
    return words.map(lambda word: [word])


def maybe(words: st.SearchStrategy[Words]) -> st.SearchStrategy[Words]:
    return st.one_of(st.just([]), words)


def several(
    words: st.SearchStrategy[Words], by: str = "", *, least: int = 0, most: int = 3
) -> st.SearchStrategy[Words]:
    """The words some times over, something between each two."""
    between = [by] if by else []
    return st.lists(words, min_size=least, max_size=most).map(
        lambda found: [word for at, each in enumerate(found) for word in (between if at else []) + each]
    )


LITERALS = st.one_of(
    one(NUMBERS), one(DAYS), one(STRINGS), st.just(["true"]), st.just(["5", "days"]), st.just(["1", "year"])
)
LEAVES = st.one_of(one(NAMES), LITERALS)


def _terms(inner: st.SearchStrategy[Words]) -> st.SearchStrategy[Words]:
    return st.one_of(
        glued(one(NAMES), ".", one(NAMES)),
        glued(one(NAMES), ".", one(NAMES), ".", one(NAMES)),
        glued(one(NAMES), "(", several(inner, ","), ")"),
        glued("(", inner, ")"),
        glued("[", several(inner, ",", most=9), "]"),
        glued("[", inner, "for", one(NAMES), "in", one(NAMES), maybe(glued("where", inner)), "]"),
    )


def _conditions(inner: st.SearchStrategy[Words]) -> st.SearchStrategy[Words]:
    term = st.one_of(_terms(inner), LEAVES)
    comparison = st.one_of(
        glued(term, one(st.sampled_from(["=", "!=", "<=", "<", "in", "not in"])), term),
        glued(term, "between", term, "and", term),
        glued(term, one(st.sampled_from(["is given", "is missing"]))),
        glued(term, one(st.sampled_from(["+", "-"])), term),
        term,
    )
    negation = st.one_of(glued("not", comparison), comparison)
    quantified = glued(
        one(st.sampled_from(["every", "some", "no"])),
        one(NAMES),
        "in",
        term,
        maybe(glued("where", inner)),
        "satisfies",
        inner,
    )
    return st.one_of(
        negation,
        several(negation, "and", least=2, most=4),
        several(several(negation, "and", least=1), "or", least=2),
        quantified,
        glued("if", inner, "then", inner),
    )


CONDITIONS = st.recursive(LEAVES, lambda inner: st.one_of(_conditions(inner), _terms(inner)), max_leaves=12)

PATHS = glued(one(NAMES), several(st.one_of(glued(".", one(NAMES)), st.just(["[", "0", "]"])), most=2))
VALUES = st.recursive(
    st.one_of(LITERALS, st.just(["____"])),
    lambda inner: st.one_of(
        glued("[", several(inner, ",", most=5), "]"),
        glued("{", several(glued(one(NAMES), ":", inner), ",", most=5), "}"),
    ),
    max_leaves=8,
)
REMOVALS = glued("without", PATHS)
EDITS = several(st.one_of(REMOVALS, glued(PATHS, "=", VALUES)), ",", least=1)
OUTCOMES = one(st.sampled_from(["accepts", "rejects", "leaves open", "passes over"]))
EXAMPLES = glued(
    "example", OUTCOMES, st.one_of(st.just([]), glued("with", EDITS), glued(REMOVALS), glued(REMOVALS, ",", EDITS))
)
CITATIONS = glued("under", one(PARAGRAPHS), one(STRINGS))
BINDINGS = glued(one(NAMES), "in", st.one_of(_terms(LEAVES), one(NAMES)))
SCOPES = glued("for each", several(BINDINGS, ",", least=1), maybe(glued("where", CONDITIONS)))

HEADERS = glued(
    "ruleset", one(RULES), maybe(glued("language", "1")),
    several(glued(one(st.sampled_from(["title", "short", "source", "schema", "base", "sha256"])), one(STRINGS))),
    maybe(glued("in force from", "2011-09-16", maybe(st.just(["until", "2015-09-11"])))),
)  # fmt: skip
RULE_STARTS = glued(
    one(RULES),
    maybe(st.just(["replaces", "a/b-c"])),
    several(CITATIONS, least=1),
    maybe(SCOPES),
    maybe(glued("when", CONDITIONS)),
)
REASONS = glued("because", one(STRINGS))
RULE_ENDS = glued(
    maybe(glued("otherwise", one(STRINGS))),
    several(glued("intent", one(RULES), REASONS), most=2),
    several(EXAMPLES, most=4),
    several(glued("same as", one(STRINGS), REASONS), most=2),
)
STATEMENTS = st.one_of(
    HEADERS,
    glued("register", one(NAMES), "from", one(STRINGS), "schema", one(STRINGS), "key", one(NAMES)),
    glued("define", one(NAMES), maybe(glued("(", several(one(NAMES), ",", least=1), ")")), "=", CONDITIONS),
    glued(
        one(st.sampled_from(["obligation", "recommendation"])), RULE_STARTS, "require", CONDITIONS,
        several(glued("unless", CONDITIONS, CITATIONS), most=1), RULE_ENDS,
    ),
    glued("judgement", RULE_STARTS, "ask", one(STRINGS), RULE_ENDS),
    glued("unchecked", several(one(PARAGRAPHS), ",", least=1), "because", one(STRINGS)),
    glued("repeals", "a/b-c", CITATIONS),
)  # fmt: skip

_GAPS = st.one_of(
    st.just(" "),
    st.sampled_from(["\n", "\n\n", "  ", "\t", "\r\n"]),
    st.sampled_from(
        [" -- behind\n", "\n-- above\n", "\n\n  --indented\n", " -- b\n\n\n -- c\n\n", '\n-- “shall” "x\n']
    ),
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A rules file whose statements can all be read, whatever they mean."""
    words = [word for statement in draw(st.lists(STATEMENTS, min_size=1, max_size=3)) for word in statement]
    if draw(st.booleans()):
        return " ".join(words) + "\n"
    gaps = draw(st.lists(_GAPS, min_size=len(words), max_size=len(words)))
    start = draw(st.sampled_from(["", "-- head\n\n", "\n\n-- head\n"]))
    return start + "".join(word + gap for word, gap in zip(words, gaps, strict=True))
