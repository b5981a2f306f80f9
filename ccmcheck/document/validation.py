"""Why a document does not fit its schema, in words for a drafter; hides `jsonschema`, which is the judge.

Called only where something did not fit, because the judge takes longer to load than a hundred programmes to read.
The judge says what and where; the words come from the kind that the schema wants and the value that stood there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from ccmcheck.base.diagnostic import (
    Diagnostic,
    Fix,
    Suggestion,
    complain,
    did_you_mean,
    where_no_blank_may_stand,
)
from ccmcheck.base.quoting import in_quotation_marks, listed, quoted
from ccmcheck.base.source import Source, Span
from ccmcheck.document import json_text
from ccmcheck.document.coerce import taken
from ccmcheck.document.dates import days_of, fault_of, is_blank_date, looks_like_interval
from ccmcheck.document.nodes import is_blank_text
from ccmcheck.document.raw import (
    Raw,
    RawMapping,
    RawPossible,
    RawScalar,
    RawSequence,
    Unreadable,
    is_rest,
    stated_items,
)
from ccmcheck.document.scalars import field_without_space, meaning, plain_number
from ccmcheck.document.schema import (
    DATE_FORMAT,
    DateKind,
    Kind,
    ListKind,
    NameKind,
    NotUnderstood,
    NumberKind,
    RecordKind,
    TextKind,
    TruthKind,
    Vocabulary,
    WordKind,
    describe,
)
from ccmcheck.document.suggestions import is_no_day, suggestions

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

MOST = 200
_BRACKETS_MEANT = (TextKind, NameKind, WordKind, DateKind, RecordKind, NumberKind, TruthKind)


def in_order(complaints: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The complaints by position, each once, and no more than anyone reads."""
    places = {(complaint.code, complaint.message, complaint.span.start): complaint for complaint in complaints}
    ordered = sorted(places.values(), key=lambda complaint: (complaint.span.start, complaint.span.end, complaint.code))
    if len(ordered) <= MOST:
        return tuple(ordered)
    return (*ordered[:MOST], complain("complaints-left-out", ordered[MOST].span, limit=MOST))


def explain(raw: Raw, vocabulary: Vocabulary, source: Source, *, may_be_blank: bool = True) -> tuple[Diagnostic, ...]:
    """Every complaint that the schema has about a document, in order of position; any part of one may be blank."""
    explained = _Explaining(vocabulary, source, may_be_blank)
    errors = judge(vocabulary).iter_errors(plain(raw, marks=False))
    complaints = (complaint for error in errors for complaint in explained.complaints(error, raw))
    found = islice(complaints, 2 * MOST)
    return in_order(found if may_be_blank else map(where_no_blank_may_stand, found))


def judge(vocabulary: Vocabulary) -> Validator:
    """The judge of a schema, which knows half dates."""
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(formats=())

    @checker.checks(DATE_FORMAT)
    def _is_date(value: object) -> bool:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, str | int):
            return True
        return (isinstance(value, str) and is_blank_date(value)) or days_of(value) is not None

    return Draft202012Validator(vocabulary.schema, format_checker=checker)


def refuse_unless_understood(schema: Any, understood: Any) -> None:
    """Raises NotUnderstood where a schema uses more of JSON Schema than `understood`, itself a schema, allows."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(understood).iter_errors(schema))
    if error is None:
        return
    at = quoted("/".join(["#", *map(str, error.absolute_path)]))
    if error.validator == "additionalProperties":
        strange = min(set(error.instance) - set(error.schema["properties"]))
        raise NotUnderstood(f"{quoted(strange)} at {at} is not among the keywords understood here")
    about = error.schema.get("description", "")
    raise NotUnderstood(f"{_misfit(at, error)}. {about}".strip())


def _misfit(at: str, error: ValidationError) -> str:
    """What a schema of JSON Schema needs to have at a place, and what it has."""
    found = quoted(json.dumps(error.instance, ensure_ascii=False))
    words = error.absolute_schema_path
    if error.validator == "const" and "pattern" not in words:
        return f"only {quoted(json.dumps(error.validator_value))} is understood at {at}, and {found} stands there"
    if error.validator == "pattern" and ("propertyNames" in words or "required" in words):
        return f"a field's name at {at} needs small letters and digits, joined by `_`, and {found} stands there"
    above = error.parent if error.parent is not None and error.parent.absolute_path == error.absolute_path else error
    allowed = list(_allowed(above.schema))
    if allowed:
        return f"only {listed(allowed, 'or')} is understood at {at}, and {found} stands there"
    return f"what stands at {at} is not understood there"


_TYPES = {"object": "a schema in `{ }`", "array": "a list", "string": "a text"}


def _allowed(schema: Any) -> Iterator[str]:
    """What a part of the schema of schemas allows, in words."""
    match schema:
        case {"enum": words}:
            yield from (quoted(json.dumps(word)) for word in words)
        case {"anyOf": alternatives}:
            yield from (words for each in alternatives for words in _allowed(each))
        case {"type": "array", "items": {"enum": _}}:
            yield "a list of these"
        case {"pattern": _}:
            yield '`"#/$defs/NAME"`'
        case {"type": str() as name}:
            yield _TYPES[name]
        case _:
            pass


def plain(raw: Raw, *, marks: bool = True) -> Any:
    """The values without their places; what is used twice is written out, as often as `raw.NODES` allows.

    Without `marks` a half list is the list that it states, as the judge of the schema is to see it.
    """
    match raw:
        case RawScalar():
            return _plain_scalar(raw) if marks or not is_rest(raw) else None
        case RawMapping(entries):
            return {key.value: plain(value, marks=marks) for key, value in entries}
        case RawPossible(item, words):
            return plain(item, marks=marks) if not marks else [words.text, plain(item)]
        case RawSequence():
            items, rest = stated_items(raw)
            values = [plain(item, marks=marks) for item in items]
            return values if rest is None or not marks else [*values, rest.text]
        case _:
            return None


def _plain_scalar(raw: RawScalar) -> str | int | float | bool | None:
    if not isinstance(raw.value, Decimal):
        return raw.value
    number = plain_number(raw.value, whole=False)
    # The judge takes no Decimal for a whole number, and needs no more of a number than whether it is one.
    return number if isinstance(number, int) else 0.5


_FEW_FIELDS = 4

# The document itself, where a complaint has no field to name.
WHOLE = "the document"


class _Explaining:
    """The schema's complaints about one document, worded anew."""

    def __init__(self, vocabulary: Vocabulary, source: Source, may_be_blank: bool) -> None:
        self._vocabulary, self._may_be_blank = vocabulary, may_be_blank
        self._source = source
        self._which_end = 0

    def complaints(self, error: ValidationError, raw: Raw) -> Iterator[Diagnostic]:
        """The complaints that one error of the judge stands for."""
        kind: Kind = self._vocabulary.document
        name = ""
        self._which_end = 0
        for step in error.absolute_path:
            self._which_end = _which_end(kind, step)
            raw, kind = _below(raw, kind, step)
            name = f"`{step}`" if isinstance(step, str) else f"each item of {name}" if name else "each item"
        if error.validator == "additionalProperties" and isinstance(raw, RawMapping) and isinstance(kind, RecordKind):
            yield from self._unknown_fields(raw, kind)
        elif error.validator == "required" and isinstance(raw, RawMapping) and isinstance(kind, RecordKind):
            yield from self._missing_fields(raw, kind)
        elif not isinstance(raw, Unreadable) and not is_rest(raw) and not (name and self._is_taken(raw, kind)):
            yield self._misfit(raw, kind, name or WHOLE)

    def _is_taken(self, raw: Raw, kind: Kind) -> bool:
        """Whether the reader takes what the schema refuses: any blank, of which in a register it tells itself."""
        node = taken(kind, raw, self._source) if isinstance(raw, RawScalar) else None
        return node is not None and (self._may_be_blank or is_blank_text(node))

    def _unknown_fields(self, raw: RawMapping, kind: RecordKind) -> Iterator[Diagnostic]:
        given = {key.text for key, _ in raw.entries}
        for key, _ in raw.entries:
            if key.value not in kind.fields:
                advice = did_you_mean(key.text, [name for name in kind.fields if name not in given])
                known = "" if advice else _fields_of(kind, key)
                place = Span(self._source, key.start, key.end)
                record = _name_of(kind)
                yield complain(
                    "unknown-field", place, suggestion=advice, field=quoted(key.text), record=record, known=known
                )

    def _missing_fields(self, raw: RawMapping, kind: RecordKind) -> Iterator[Diagnostic]:
        given = {key.value for key, _ in raw.entries}
        missing = [f"`{name}`" for name in kind.required if name not in given]
        fields = listed(missing)
        yield complain("missing-field", self._first_line(raw), record=_name_of(kind), fields=fields)

    def _misfit(self, raw: Raw, kind: Kind, name: str) -> Diagnostic:
        """A value of the wrong kind, or one that its kind does not hold."""
        if name == WHOLE and isinstance(kind, RecordKind):
            return self._no_fields(raw, kind)
        if isinstance(raw, RawSequence) and self._has_brackets(raw) and isinstance(kind, _BRACKETS_MEANT):
            return self._list_in_brackets(raw, kind, name)
        if not isinstance(raw, RawScalar) or raw.value is None:
            return self._wrong_kind(raw, kind, name)
        if isinstance(kind, TextKind | NameKind | WordKind) and not isinstance(raw.value, str):
            kind_found, marked = _found(raw), in_quotation_marks(raw.text)
            shown = quoted(marked)
            return complain(
                "text-without-quotes",
                self._place(raw),
                suggestion=Suggestion("", (marked,)),
                field=name,
                needed=describe(kind),
                found=kind_found,
                quoted=shown,
            )
        if isinstance(kind, WordKind):
            advice = did_you_mean(raw.text, kind.words)
            words = {"needed": describe(kind), "found": quoted(raw.text)}
            return self._of_value("word-not-allowed", raw, name, advice, **words)
        if isinstance(kind, DateKind) and is_no_day(raw.text):
            return self._of_value("impossible-date", raw, name, found=quoted(raw.text))
        if isinstance(kind, DateKind) and (fault := fault_of(raw.text)) != "date-notation":
            return self._of_value(fault, raw, name, found=quoted(raw.text))
        if isinstance(kind, DateKind) and not isinstance(raw.value, bool):
            return self._of_value("date-notation", raw, name, self._suggested(raw, kind), found=_found(raw))
        if not raw.plain and plain_number(_meant(raw), whole=True) is not None and isinstance(kind, NumberKind):
            number = Suggestion("", elsewhere=(Fix(self._place(raw), raw.text),))
            return complain("number-in-quotes", self._place(raw), suggestion=number, field=name, found=quoted(raw.text))
        return self._wrong_kind(raw, kind, name)

    def _no_fields(self, raw: Raw, kind: RecordKind) -> Diagnostic:
        first = self._first_line(raw)
        if isinstance(raw, RawScalar) and (unspaced := field_without_space(first.text)):
            return complain("colon-missing", first, words=quoted(unspaced))
        return complain("no-fields-at-all", first, kind=kind.name, found=_found(raw))

    def _wrong_kind(self, raw: Raw, kind: Kind, name: str) -> Diagnostic:
        advice = self._suggested(raw, kind)
        complaint = complain(
            "wrong-kind", self._first_line(raw), suggestion=advice, field=name, needed=_needed(kind), found=_found(raw)
        )
        return where_no_blank_may_stand(complaint) if name == WHOLE else complaint

    def _of_value(self, code: str, raw: Raw, name: str, advice: str = "", **words: str) -> Diagnostic:
        """The complaint about a value in its field."""
        return complain(code, self._place(raw), suggestion=advice, related=(), **{"field": name, **words})

    def _suggested(self, raw: Raw, kind: Kind) -> str:
        """How the value that was probably meant is written; each way has been tried."""
        if isinstance(kind, RecordKind):
            return f"Write it field by field: `{self._shape(kind)}`."
        if isinstance(raw, RawMapping) and isinstance(kind, ListKind) and isinstance(kind.item, RecordKind):
            return f"A list has an item for each: {self._as_list(kind.item)}."
        if not isinstance(raw, RawScalar):
            return ""
        if isinstance(kind, DateKind) and looks_like_interval(raw.text):
            return "An interval of days is written `2012-01-01/2012-06-30`, with `..` for an end that is open."
        ways = suggestions(raw.text, kind, which_end=self._which_end, as_json=self._is_json, fits=self._fits)
        shown = " or ".join(f"`{way}`" for way in ways)
        if not ways:
            return ""
        if not isinstance(kind, ListKind):
            words = f"Write {shown}."
        elif ways == ("[]",):
            words = "A list that holds nothing is written `[]`."
        else:
            words = f"A list stands in square brackets, even with one item: {shown}."
        return Suggestion(words, ways)

    def _as_list(self, kind: RecordKind) -> str:
        return f"`[{self._shape(kind)}]`" if self._is_json else f"`- {self._shape(kind)}`"

    def _shape(self, kind: RecordKind) -> str:
        """How a record is written, by its fields; of one with many, those that it needs."""
        names = tuple(kind.fields) if len(kind.fields) <= _FEW_FIELDS else kind.required or tuple(kind.fields)[:1]
        marks = '"' if self._is_json else ""
        shown = [f"{marks}{name}{marks}: …" for name in names]
        return "{" + ", ".join([*shown, "…"] if len(names) < len(kind.fields) else shown) + "}"

    def _fits(self, written: str, kind: Kind) -> bool:
        as_json = self._is_json
        source = Source.of("suggestion", f'{{"value": {written}}}' if as_json else f"value: {written}\n")
        from ccmcheck.document import yaml_text  # not on the way of a document that is judged

        raw, problems = json_text.parse(source) if as_json else yaml_text.parse(source)
        if problems or not isinstance(raw, RawMapping):
            return False
        ((_, value),) = raw.entries
        node = taken(kind, value, source)
        return node is not None and not node.is_open

    @property
    def _is_json(self) -> bool:
        return self._source.name.casefold().endswith(".json")

    def _list_in_brackets(self, raw: RawSequence, kind: Kind, name: str) -> Diagnostic:
        written = " ".join(self._source.text[raw.start : raw.end].split())
        shown = quoted(in_quotation_marks(written))
        return complain("list-in-brackets", self._place(raw), field=name, needed=_needed(kind), quoted=shown)

    def _has_brackets(self, raw: RawSequence) -> bool:
        return self._source.text.startswith("[", raw.start)

    def _place(self, raw: Raw) -> Span:
        return Span(self._source, raw.start, raw.end)

    def _first_line(self, raw: Raw) -> Span:
        """Where a value starts: a record of forty lines would be no place to look at."""
        text = self._source.text
        line_end = text.find("\n", raw.start)
        end = raw.end if line_end < 0 else min(raw.end, line_end)
        return Span(self._source, raw.start, max(len(text[:end].rstrip()), raw.start))


def _below(raw: Raw, kind: Kind, step: str | int) -> tuple[Raw, Kind]:
    """One step into a value and into the kind that it ought to have."""
    match raw, kind, step:
        case RawMapping(entries), RecordKind(), str():
            return next(value for key, value in entries if key.value == step), kind.fields[step].kind
        case RawSequence(items), ListKind(item), int():
            held = items[step]
            return held.item if isinstance(held, RawPossible) else held, item
        case _:
            raise AssertionError("the judge went where the vocabulary does not lead")


def _which_end(kind: Kind, step: str | int) -> int:
    """0 where a field is the first of two days in order, -1 where it is the second."""
    order = kind.order if isinstance(kind, RecordKind) else ()
    return -1 if step in {second for _, second in order} else 0


def _fields_of(kind: RecordKind, unknown: RawScalar) -> str:
    """What may stand in place of a field that is not known; YAML's own sign takes over the fields of another record."""
    if unknown.value == "<<":
        return "Fields are not taken over with `<<`: write them out."
    return "Its fields are " + ", ".join(f"`{name}`" for name in kind.fields) + "."


def _name_of(kind: RecordKind) -> str:
    return f"the {kind.name}" if kind.name else "this record"


def _needed(kind: Kind) -> str:
    return "a whole number" if isinstance(kind, NumberKind) and kind.whole else describe(kind)


def _meant(raw: RawScalar) -> object:
    """What a text in quotation marks would be without them."""
    return meaning(raw.text)


def _found(raw: Raw) -> str:
    """What stood there, in words."""
    match raw:
        case RawSequence(items):
            return "an empty list" if not items else f"a list of {len(items)}"
        case RawMapping(()):
            return "an empty record"
        case RawMapping(entries):
            return "a record with " + ", ".join(quoted(key.text) for key, _ in entries[:3])
        case Unreadable() | RawScalar(value=None):
            return "nothing"
        case RawPossible(item):
            return _found(item)
        case RawScalar(value=bool()):
            return f"the truth value {quoted(raw.text)}"
        case RawScalar(value=str()):
            return f"the text {quoted(raw.text)}"
        case RawScalar():
            return f"the number {quoted(raw.text)}"
