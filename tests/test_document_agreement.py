"""The reader and the schema's judge always agree whether a document fits."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from ccmcheck.base.source import Source
from ccmcheck.document import json_text
from ccmcheck.document.coerce import fit
from ccmcheck.document.raw import is_rest
from ccmcheck.document.schema import (
    DateKind,
    DurationKind,
    Kind,
    ListKind,
    NameKind,
    NumberKind,
    RecordKind,
    TextKind,
    TruthKind,
    WordKind,
    from_schema,
)
from ccmcheck.document.validation import explain, judge, plain
from tests.document_samples import NAMES, SCHEMA, VOCABULARY


def without_blanks(schema: Any) -> Any:
    """A schema as somebody writes it who never heard of blanks: one type each, and no `$defs/blank`."""
    if isinstance(schema, list):
        return [without_blanks(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    left = {word: without_blanks(inner) for word, inner in schema.items() if word not in ("$defs", "$ref")}
    if isinstance(left.get("type"), list):
        left["type"] = "string" if "format" in left else left["type"][0]
    if "anyOf" in left:
        left |= left.pop("anyOf")[0]
    return left


PLAIN = from_schema("plain", without_blanks(SCHEMA))

BLANKS = st.sampled_from([None, "____", "[x]", "(x)", "TBD", "", " "])
REST = st.sampled_from([[], [], ["..."]])
DATES = st.dates().map(str) | st.sampled_from(
    ["2012-09-XX", "2012-XX-XX", "2012-09", "2012", 2012, "../2012-06-30", "2012-01/2012-06-30"]
)
ODD = st.sampled_from([
    True, False, 0, 5, 1.5, 2012.0, 1e20, 999, 10000, "x", "5", "true", "2012-02-30", "2012-13-01", "2012-XX-01",
    "20120416",
    "0000-01-01", "2012-9-1", "2012-04-16T00:00", "١٢٣٤-٠١-٠١", [], {}, ["x"],
    {"x": 1}, [None], {"name": 5}, "Intersessional", "review-conference ",
    "...", ["x", "..."], ["…"], ["...", "x"], "../..", "2012-02/2012-01", "2012-01-01/",
])  # fmt: skip


def written(kind: Kind) -> st.SearchStrategy[Any]:
    """Values of a kind, as JSON holds them, now and then damaged."""
    return st.one_of(sound(kind), sound(kind), sound(kind), sound(kind), BLANKS, ODD)


def sound(kind: Kind) -> st.SearchStrategy[Any]:
    """Values that fit, but for damage further in."""
    match kind:
        case NumberKind():
            return st.integers(-3, 3000)
        case DateKind():
            return DATES
        case TruthKind():
            return st.booleans()
        case TextKind() | NameKind():
            return st.sampled_from(["Laos", "WMO", "Geneva", "Côte d'Ivoire"])
        case WordKind(words):
            return st.sampled_from(words)
        case ListKind(item):
            return st.builds(lambda held, more: held + more, st.lists(written(item), max_size=3), REST)
        case RecordKind():
            return records(kind)
        case DurationKind():
            raise AssertionError("documents hold no durations")


def records(kind: RecordKind) -> st.SearchStrategy[dict[str, Any]]:
    """Records, seldom with a field too many or one too few."""
    fields = {name: written(inner.kind) for name, inner in kind.fields.items()}
    needed = {name: value for name, value in fields.items() if name in kind.required}
    whole = st.fixed_dictionaries(
        needed, optional={name: value for name, value in fields.items() if name not in needed}
    )
    broken = st.fixed_dictionaries({}, optional={**fields, "presidant": ODD, "": ODD, "a/b~c": ODD})
    return st.one_of(whole, whole, whole, whole, broken)


@example("...")
@given(records(VOCABULARY.document) | ODD | BLANKS)  # type: ignore[arg-type]
def test_reader_and_judge_agree(document: Any) -> None:
    source = Source.of("x.json", json.dumps(document))
    raw, found = json_text.parse(source)
    assert raw is not None
    assert not found
    fitted = fit(raw, VOCABULARY, NAMES, source)
    if is_rest(raw):  # the mark of a half list alone is no matter of the schema: the reader complains of it
        assert (fitted.root, [complaint.code for complaint in fitted.complaints]) == (None, ["rest-misplaced"])
        return
    fits = fitted.fits
    assert fits == judge(VOCABULARY).is_valid(plain(raw, marks=False))
    assert fits == (not explain(raw, VOCABULARY, source))
    # A schema that says nothing of blanks permits them as well.
    assert fits == (not explain(raw, PLAIN, source))
