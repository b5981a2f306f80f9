"""YAML read line by line is what PyYAML reads, places included, or is left to PyYAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, note
from hypothesis import strategies as st

from ccmcheck.base.source import Source
from ccmcheck.document import yaml_text
from ccmcheck.document.fast import yaml_lines
from ccmcheck.document.raw import DEPTH
from tests.bench import programmes
from tests.bench.habits import HABITS

# Pieces that mean something to YAML, and pieces that nearly do.
SIGNS = st.sampled_from(
    [*" -?:,[]{}#&*!|>'\"%@`~.\\=<\t\n", ": ", " #", "- ", "-", "  ", "\n", "\n  ", "\n- ", "\n  - ", "{", "}",
     "[", "]", ", ", "---", "...", "<<: ", "''", "\u2028", "\u0085", "\u00a0", "\ufeff", "\u00e9", "\U0001f600",
     "\r", "\x07"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["a", "b", "state", "Lao People's Democratic Republic", "2012", "2012-04-16", "1.5", "0o17", "0x1F", "true",
     "null", "~", "yes", "12:30", "http://x.int/a#b", "c-d", "_", "____", "2012-XX-XX", "[to be confirmed]",
     "a, b", "1e3", ".inf"]
)  # fmt: skip
KEYS = st.sampled_from(["a", "b", "c", "true", "null", "2012", "a b", '"a"', "'b'", "a-b", "é", "?", "-"])
INDENTS = st.sampled_from(["", "", "  ", "  ", "    ", "      ", " ", "   "])
VALUES = st.one_of(
    WORDS,
    WORDS.map(lambda word: f"'{word}'"),
    WORDS.map(lambda word: f'"{word}"'),
    st.lists(WORDS, max_size=3).map(lambda words: f"[{', '.join(words)}]"),
    st.lists(st.tuples(KEYS, WORDS), max_size=3).map(lambda p: f"{{{', '.join(f'{k}: {v}' for k, v in p)}}}"),
    st.lists(st.one_of(SIGNS, WORDS), max_size=5).map("".join),
    st.just(""),
)
LINES = st.one_of(
    st.tuples(INDENTS, KEYS, VALUES).map(lambda t: f"{t[0]}{t[1]}: {t[2]}"),
    st.tuples(INDENTS, KEYS).map(lambda t: f"{t[0]}{t[1]}:"),
    st.tuples(INDENTS, KEYS, VALUES).map(lambda t: f"{t[0]}- {t[1]}: {t[2]}"),
    st.tuples(INDENTS, VALUES).map(lambda t: f"{t[0]}- {t[1]}"),
    st.tuples(INDENTS, VALUES).map("".join),
    st.tuples(INDENTS, VALUES).map("# ".join),
)
TEXTS = st.one_of(st.lists(LINES, max_size=8).map("\n".join), st.lists(st.one_of(SIGNS, WORDS, KEYS)).map("".join))
# Whole documents, in which more is plain than in a soup of lines.
LEAVES = st.one_of(WORDS, st.integers(-9, 2030), st.booleans(), st.none(), st.text(max_size=6), st.dates())
DOCUMENTS: Any = st.recursive(
    LEAVES, lambda part: st.one_of(st.lists(part, max_size=4), st.dictionaries(KEYS, part, max_size=4)), max_leaves=20
)
DUMPED = st.tuples(DOCUMENTS, st.sampled_from([None, True, False]), st.booleans()).map(
    lambda given: yaml.safe_dump(given[0], default_flow_style=given[1], allow_unicode=given[2], sort_keys=False)
)
# A programme with a slip of the pen.
PARTIES = programmes.states(Path("rules/registers/states-parties.yaml"))
SAMPLE = Path("samples/2012.yaml").read_text(encoding="utf-8").partition("  - topic: victim-assistance")[0]
SLIP = st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 3), st.one_of(SIGNS, WORDS))
SLIPS = st.lists(SLIP, min_size=1, max_size=3)


# Records in which every value may be written in one of many ways, and lines may stand between that belong to it or not.
SOME = st.sampled_from(
    ["one", "\t", " \t x", "two three", "12", "a: b", "- c", "# d", "'e'", "f #g", "h  ", "é", "...", "---", "&x", "*x"]
)
BETWEEN = st.sampled_from(["", "", "", "", "", "\n", "# r", "#\tr", "    # further in", "  \n", "      ", "\t"])
SHORTER, FURTHER = st.sampled_from(["", " ", "  "]), st.sampled_from(["  ", "   ", "    ", "      "])
SEVERAL = st.lists(st.tuples(FURTHER, SOME).map("".join), min_size=1, max_size=3)
NEARLY_WORDS = st.sampled_from(["one", "two three", "four", "12", "true", "~"])
MANNERS = st.one_of(
    VALUES,
    VALUES,
    st.tuples(st.sampled_from(["&x ", "&y ", "&x  "]), VALUES).map("".join),
    st.sampled_from(["*x", "*y", "*x  ", "*x # r", "*z"]),
    st.tuples(st.sampled_from([">", ">-", "|", "|-", ">+", "|2", "> # r"]), SEVERAL).map(
        lambda t: "\n".join([t[0], *t[1]])
    ),
    st.tuples(NEARLY_WORDS, SEVERAL).map(lambda t: "\n".join([t[0], *t[1]])),
    SEVERAL.map(lambda lines: "\n" + "\n".join(lines)),
    st.lists(NEARLY_WORDS, min_size=1, max_size=3).map(lambda words: "\n    ".join(["", *words])),
    st.lists(NEARLY_WORDS, min_size=1, max_size=3).map(lambda words: "\n    ".join([">-", *words])),
)
NAMED = st.sampled_from("abcdefgh")
ENTRIES = st.tuples(st.sampled_from(["", "", "", "  ", "- ", "  - "]), NAMED, MANNERS, BETWEEN).map(
    lambda t: f"{t[0]}{t[1]}: {t[2]}\n{t[3]}" + ("\n" if t[3] else "")
)
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n"])
HEADS, TAILS = (
    st.sampled_from(["", "", "---\n", "--- # r\n", "# r\n---\n"]),
    st.sampled_from(["", "", "...\n", "...", "\n# r"]),
)
RECORDS = st.tuples(HEADS, st.lists(ENTRIES, min_size=1, max_size=5).map("".join), TAILS, ENDS).map(
    lambda t: "".join(t[:3]).replace("\n", t[3])
)
HABITUAL = st.tuples(
    st.sampled_from(sorted(HABITS)), st.integers(0, 20),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.one_of(SIGNS, WORDS)), max_size=2),
)  # fmt: skip


def habitual(given: tuple[str, int, list[tuple[float, int, str]]]) -> str:
    """A programme in one of the ways in which people write them, with a slip of the pen or none."""
    habit, number, slips = given
    text = HABITS[habit](programmes.programme(number, PARTIES).document)
    for share, gone, sign in slips:
        at = int(share * len(text))
        text = text[:at] + sign + text[at + gone :]
    return text


def slipped(slips: list[tuple[int, int, str]]) -> str:
    text = SAMPLE
    for at, gone, sign in slips:
        text = text[:at] + sign + text[at + gone :]
    return text


def agree(text: str) -> bool:
    """Whether the text is read line by line; it must then be what PyYAML reads, without a complaint."""
    source = Source.of("x.yaml", text)
    raw = yaml_lines.parse(source)
    if raw is not None:
        assert yaml_text.parse(source) == (raw, ())
    return raw is not None


@given(TEXTS)
def test_a_soup_of_lines(text: str) -> None:
    note(text)
    agree(text)


@given(DUMPED)
def test_whole_documents(text: str) -> None:
    note(text)
    agree(text)


@given(SLIPS.map(slipped))
def test_slips_of_the_pen(text: str) -> None:
    note(text)
    agree(text)


@given(RECORDS)
def test_records_in_many_manners(text: str) -> None:
    note(text)
    agree(text)


@given(HABITUAL.map(habitual))
def test_programmes_as_people_write_them(text: str) -> None:
    note(text)
    agree(text)


@pytest.mark.parametrize("habit", HABITS)
def test_every_habit_is_read_line_by_line(habit: str) -> None:
    for number in range(20):
        assert agree(HABITS[habit](programmes.programme(number, PARTIES).document))


PLAIN = (
    "a: b",
    "# of nothing\n\na: b  # of it\n",
    "a:\n  - b\n  - c: d\n    e: [f, {g: h}]\nf: ''\n",
    "a:\n- b\n- c: d\n  e:\n  - f\ng: h\n",
    "- a: b\n- c\n",
    "  a: b\n  c: d\n",
    "a: 'it is'\nb: \"c: d # e\"\nc: d#e\nd: 12:30\n",
    "a: {b: 'c, d', \"e\": [2012, 1.5, true, ~]}\n",
    "a: Lao People's Democratic Republic\nb: Côte d'Ivoire\n",
    "a: b\r\nc:\r\n  - d\r\n",
    "# c\n---\na: b\n...\n# d\n",
    "a: b\n  c\nd: e\n",
    "a:\n  b\n  c\nd: 12\n",
    "a: |\n  b\n  c: d\n",
    "- a: >-\n    # b\n    c\n\n  d: >\n    e\n",
    "a: &b c\nd: *b\ne: &b [f, 12]\ng: *b\n",
    "a: b  # c\td\n#\te\n",
)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_read_line_by_line(text: str) -> None:
    assert agree(text)


MORE = {
    "nothing": "",
    "a comment alone": "# a",
    "one word": "a",
    "a name with nothing": "a:\n",
    "a name with nothing before another": "a:\nb: c\n",
    "words over two lines after a remark": "a: b # c\n  d\n",
    "words over two lines with an empty one": "a: b\n\n  c\n",
    "a name with nothing below it but a tab": "a: \n  \t\n",
    "words with nothing below them but a tab": "a: b\n  \t\n",
    "a block with a line that holds a tab": "a: >\n  \t\n  b\n",
    "a block whose first line is further in": "a: >\n    b\n  c\n",
    "a block of words with an empty line": "a: |\n  b\n\n  c\n",
    "a block of words further in": "a: >\n  b\n    c\n",
    "a block of words that keeps its end": "a: |+\n  b\n",
    "a block of words and a remark that belongs to it": "a: |\n  b\n\n  # c\nd: e\n",
    "a block of nothing": "a: |\nb: c\n",
    "an anchor of nothing": "a: &b\n",
    "an anchor of what stands below": "a: &b\n  c: d\n",
    "an anchor that is not there": "a: *b\n",
    "a mark twice": "---\n---\na: b\n",
    "a directive": "%YAML 1.2\n---\na: b\n",
    "words behind a mark": "--- a\n",
    "a tag": "a: !c d\n",
    "two documents": "a: b\n---\na: c\n",
    "a key twice": "a: b\na: c\n",
    "a key twice in brackets": "{a: b, a: c}\n",
    "a key that is none": "true: b\n",
    "a key in quotation marks": "'a': b\n",
    "a list in a list": "a:\n  - - b\n",
    "an item of nothing": "a:\n  -\n",
    "a step back to nowhere": "a:\n    b: c\n  d: e\n",
    "a step in from nothing": "a: b\n  c: d\n",
    "an item beside names": "a: b\n- c\n",
    "a tab": "a:\tb\n",
    "a carriage return alone": "a: b\rc: d\n",
    "a tab before a remark": "a: b\t# c\n",
    "a tab after a mark that may be no remark": "a: 'b #\tc'\n",
    "brackets over two lines": "a: [b,\n  c]\n",
    "a comma at the end": "a: [b, ]\n",
    "a pair in a list": "a: [b: c]\n",
    "a quotation mark within such": "a: 'it''s'\n",
    "a backslash": 'a: "\\t"\n',
    "words after the end": 'a: "b" c\n',
    "an unfit number": f"a: 1{'0' * 50}\n",
    "a name too far from its colon": f"{'a' * 1001}: b\n",
    "brackets too deep": f"a: {'[' * 22}b{']' * 22}\n",
    "names too deep": "".join(f"{' ' * depth}a:\n" for depth in range(DEPTH)) + " " * DEPTH + "a: b\n",
}


@pytest.mark.parametrize("name", MORE)
def test_what_is_left_to_pyyaml(name: str) -> None:
    assert not agree(MORE[name])


def test_every_sample_is_read_line_by_line() -> None:
    samples = list((Path(__file__).parent.parent / "samples").glob("*.yaml"))
    assert samples
    for file in samples:
        assert agree(file.read_text(encoding="utf-8")), file
