"""Every complaint about an input: its code, its words and what would mend it, on one page to be read in one go.

A complaint says what is needed before what was found. Words in braces are filled in by `complain`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from typing import TypeAlias

from ccmcheck.frozen import frozen
from ccmcheck.source import Source, Span

Word: TypeAlias = str | int | date


@frozen
class Complaint:
    """One kind of complaint: title and explanation for the reference page, wording and advice for the user."""

    title: str
    explanation: str
    wording: str
    help: str = ""


@frozen
class Related:
    """A second place that a complaint speaks of, and what it is."""

    span: Span
    label: str


@frozen
class Diagnostic:
    """A complaint about one input, at a place. A missing file has a source without text."""

    code: str
    message: str
    help: str
    span: Span = field(compare=False)
    related: tuple[Related, ...] = field(default=(), compare=False)


def complain(
    code: str, span: Span, *, suggestion: str = "", related: tuple[Related, ...] = (), **words: Word
) -> Diagnostic:
    """The complaint of that code at that place; a suggestion goes before the advice of the table."""
    complaint = COMPLAINTS[code]
    advice = complaint.help.format(**words)
    helped = " ".join(filter(None, (suggestion, advice)))
    return Diagnostic(code, complaint.wording.format(**words), helped, span, related)


def about_file(code: str, file: str, **words: Word) -> Diagnostic:
    """A complaint about a file that could not even be read as text."""
    return complain(code, Source(file, "").beginning, suggestion="", related=(), **words)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“did you mean …?” for the nearest known word, or nothing."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold()[:200], folded, n=1, cutoff=0.6)
    return f"did you mean `{folded[near[0]]}`?" if near else ""


COMPLAINTS: dict[str, Complaint] = {
    "source-unnumbered": Complaint(
        "A decision without numbered paragraphs",
        "A rule cites its decision by paragraph, so the text needs paragraphs that begin with a number: `1.`, under it "
        "`(a)`, under that `(i)`. What stands before the first number is taken for the title.",
        "a decision needs numbered paragraphs (`1.`, under it `(a)`, under that `(i)`), but this text has none",
        "Begin each paragraph on a line of its own with its number, and leave an empty line between paragraphs.",
    ),
    "paragraph-repeated": Complaint(
        "A paragraph number that appears twice",
        "A citation must point to one paragraph. Where a number is repeated, citations are read as the first one.",
        "each paragraph needs a number of its own, but `{label}` stands on line {line} already",
        "Correct the number here or there; until then, `{label}` means the first of them.",
    ),
    "paragraph-missing": Complaint(
        "A citation of a paragraph that the decision does not have",
        "The paragraph after `under` must be one of the decision's own, written as `2(c)(iv)`.",
        "a citation needs a paragraph of the decision, but `{source}` has no paragraph `{label}`",
        "It has {known}.",
    ),
    "quotation-missing": Complaint(
        "A quotation that the paragraph does not hold",
        "The words quoted must stand in the cited paragraph letter for letter. Line breaks, hyphens at line ends, "
        "straight or curly quotation marks and the marks of the text format do not count; a paragraph holds its "
        "sub-paragraphs too.",
        "the words quoted must stand in paragraph `{label}` letter for letter, but it does not hold `{quotation}`",
        "Copy the words from the decision.",
    ),
    # -- files and notation
    "file-empty": Complaint(
        "A file with nothing in it",
        "A file that is empty, or holds nothing but white space and comments, says nothing that could be judged.",
        "a file needs some content, but this one is empty",
        "Start one with `ccmcheck new YEAR`.",
    ),
    "file-too-large": Complaint(
        "A file that is too large",
        "A work programme takes a few thousand characters. A file beyond the limit is something else and is "
        "not opened.",
        "a file may have up to {limit} MB, but this one has more",
        "Check that this is the right file.",
    ),
    "file-not-utf-8": Complaint(
        "A file in another encoding than UTF-8",
        "Text is read as UTF-8, the encoding that editors use today. The place is the first byte that is not UTF-8.",
        "a file needs to be text in UTF-8, but this place holds the byte {byte}",
        "Save the file again with the encoding UTF-8. A Word or PDF file has to be exported as text first.",
    ),
    "control-character": Complaint(
        "An invisible control character",
        "Characters that steer a screen or a printer have no place in a text and are often left over from copying.",
        "text needs visible characters, but this place holds the control character {name}",
        "Delete it; retyping the word often does.",
    ),
    "two-documents": Complaint(
        "Two documents in one file",
        "Three hyphens on a line of their own start a new document in YAML. One file holds one document.",
        "a file needs to hold one document, but a second one starts here",
        "Move it to a file of its own, or delete the line `---`.",
    ),
    "duplicate-key": Complaint(
        "A field that is written twice",
        "If a field stands twice in one record, nobody can tell which of the two is meant. The first is used "
        "meanwhile.",
        "each field may be written once, but {key} stands on line {first} and again on line {second}",
        "Delete one of the two, or correct its name.",
    ),
    "key-not-text": Complaint(
        "A field whose name is not text",
        "The name of a field has to be a word. Numbers, `true`, `null`, lists and records are no names.",
        "the name of a field needs to be text, but {key} was found",
        "Put quotation marks around it if it is meant as a name.",
    ),
    "tab": Complaint(
        "A tab at the start of a line",
        "Indentation says what belongs to what, and a tab is as wide as each editor likes; so YAML allows spaces only.",
        "lines need to be indented with spaces, but here is a tab",
        "Replace it with spaces, two for each level.",
    ),
    "indentation": Complaint(
        "A line that is not aligned with its neighbours",
        "Fields of one record start in the same column; what belongs to a field stands two spaces further in.",
        "a line needs to start in the same column as the lines it belongs with, but this one does not",
        "Move it so that it lines up with the field or the dash above it.",
    ),
    "colon-missing": Complaint(
        "A field without its colon",
        "A field is written as its name, a colon, a space and its value.",
        "a field needs a colon and a space after its name, but {words} has none",
        "Write it as `name: value`; a long text that continues on the next line is indented further than its field.",
    ),
    "colon-in-text": Complaint(
        "A colon inside a text without quotation marks",
        "A colon with a space after it separates a field from its value. In a text it needs quotation marks "
        "around the text.",
        "a text that holds a colon needs quotation marks, but this one has none",
        "Write {quoted}.",
    ),
    "quote-not-closed": Complaint(
        "A quotation mark that is not closed",
        "A text that begins with a quotation mark ends at the next mark of the same sort.",
        "a text in quotation marks needs a mark at its end, but the one that opens here is never closed",
        "Add the closing mark. An apostrophe inside single quotation marks is written twice: `'the Unit''s seat'`.",
    ),
    "bracket-not-closed": Complaint(
        "A bracket that is not closed",
        "A list in brackets is written `[a, b]` and a record in braces `{{a: 1, b: 2}}`, with commas between "
        "the parts.",
        "a list or record in brackets needs commas between its parts and {closing} at its end, but the "
        "{opening} here has not",
        "Add what is missing. Where the bracket belongs to a text, put quotation marks around the whole text.",
    ),
    "words-after-value": Complaint(
        "Words after a value that is already complete",
        "A value in quotation marks or brackets ends with its closing mark; nothing may follow it on the line.",
        "a value needs to end with its {last}, but more words follow",
        "If all of it is one text, put quotation marks around the whole: {quoted}.",
    ),
    "sign-needs-quotes": Complaint(
        "A text that starts with a character that YAML keeps for itself",
        "At the start of a value the characters @ ` % * & ! | > - ? and some others have a meaning of their "
        "own in YAML.",
        "a text that starts with {sign} needs quotation marks, but {words} has none",
        "Put quotation marks around the text.",
    ),
    "backslash": Complaint(
        "A backslash in double quotation marks",
        "Between double quotation marks a backslash announces a special character, and only some letters may "
        "follow it.",
        "a backslash in double quotation marks needs one of a few letters after it, but here is another",
        "Write the backslash twice, or use single quotation marks around the text (not in JSON).",
    ),
    "yaml-broken": Complaint(
        "A text that is not well-formed YAML",
        "Something here breaks the structure of fields, lists and texts, and reading cannot go on.",
        "fields need to stand as `name: value` and list items as `- value`, but this place cannot be read as either",
        "Compare it with the lines above: the usual causes are indentation and missing quotation marks.",
    ),
    "alias-unknown": Complaint(
        "A reference to something that is not there",
        "An asterisk before a word refers to a value that was marked with `&` and the same word earlier in the file.",
        "a reference needs a value marked with that name before it, but there is none for {name}",
        "If it is meant as text, put quotation marks around it.",
    ),
    "alias-endless": Complaint(
        "A reference to the value it stands in",
        "A value that contains itself would never end.",
        "a reference needs to point to a finished value, but {name} contains this very place",
        "Write the value out instead.",
    ),
    "tag-unknown": Complaint(
        "A type mark that is not understood",
        "An exclamation mark at the start of a value announces its type in YAML. Only a few are understood, "
        "such as `!!str`.",
        "a value needs no type mark or one that suits it, but here stands {tag}",
        "Leave it out; if it is meant as text, put quotation marks around the text.",
    ),
    "nested-too-deep": Complaint(
        "Values nested too deep",
        "Lists and records may lie within each other, but no decision needs more than a handful of levels.",
        "lists and records may be nested {limit} deep, but here they go deeper",
        "Check for brackets that were opened and not closed.",
    ),
    "too-many-values": Complaint(
        "Too many values",
        "A reference repeats all that it refers to, so a short file can stand for an endless one.",
        "a file may hold up to {limit} values, but from here on it has more",
        "Write out what the references stand for, or leave them out.",
    ),
    "number-too-long": Complaint(
        "A number with too many digits",
        "Numbers are exact and therefore limited: 40 digits, and an exponent up to 30.",
        "a number may have up to 40 digits, but {number} has more",
        "If it is meant as text, put quotation marks around it.",
    ),
    "number-not-finite": Complaint(
        "A number that is none",
        "Infinity and “not a number” cannot be counted or compared with a limit.",
        "a number needs to be finite, but here stands {number}",
        "Write a number, or `null` for a blank.",
    ),
    "half-a-character": Complaint(
        "Half of a character",
        "In JSON some characters are written as two codes. One alone stands for nothing.",
        "a character written as two codes needs both of them, but {words} holds only one",
        "Write the character itself.",
    ),
    "json-line-break": Complaint(
        "A line break or tab inside a JSON text",
        "In JSON a text stands on one line; a line break in it is written `\\n`, a tab `\\t`.",
        "a JSON text needs to stand on one line, but here it is broken",
        "Join the lines, or close the quotation mark before the line ends.",
    ),
    "json-more-text": Complaint(
        "More text after the end of a JSON document",
        "A JSON file holds one value, in one pair of braces.",
        "a JSON file needs to end with its last brace, but more follows",
        "Delete it, or check the braces before it.",
    ),
    "json-comma-missing": Complaint(
        "A comma or colon is missing in JSON",
        'In JSON each field is written `"name": value`, with commas between fields and between the items of a list.',
        "a comma (or, after a field's name, a colon) is needed here, but {found} was found",
        "Add it; often it belongs at the end of the line before.",
    ),
    "json-comma-left-over": Complaint(
        "A comma after the last item in JSON",
        "In JSON a comma stands between items, never after the last one.",
        "another item is needed after a comma, but the list or record ends",
        "Delete the comma.",
    ),
    "json-key-quotes": Complaint(
        "A field's name without quotation marks in JSON",
        "In JSON the names of fields stand in double quotation marks.",
        "the name of a field in double quotation marks is needed here, but {found} was found",
        "Put double quotation marks around the name.",
    ),
    "json-value": Complaint(
        "A value that JSON does not know",
        "A JSON value is a text in double quotation marks, a number, `true`, `false`, `null`, a list or a record.",
        "a value is needed here (a text in double quotation marks, a number, `true`, `false` or `null`), but "
        "{found} was found",
        "Put double quotation marks around a text; write `null` for a blank.",
    ),
    "json-broken": Complaint(
        "A text that is not well-formed JSON",
        "Something here breaks the structure of the file, and reading cannot go on.",
        "a JSON value is needed here, but {found} was found",
        "Check the quotation marks, commas and braces around this place.",
    ),
    "complaints-left-out": Complaint(
        "More complaints than anyone reads",
        "A file in which nearly everything is wrong is mostly not what it was taken for. Only the first "
        "complaints are given.",
        "a file may draw up to {limit} complaints, but this one draws more, which are left out from here on",
        "Check that this is the right file, and mend what stands above first.",
    ),
    # -- what a document holds
    "unknown-field": Complaint(
        "A field that is not known",
        "Only the fields of the schema are read. A misspelt field would otherwise be passed over in silence.",
        "{record} has no field {field}",
        "{known}",
    ),
    "missing-field": Complaint(
        "A field that has to be there",
        "A few fields are needed before anything can be judged. A blank (`____`) will do.",
        "{record} needs {fields}, but nothing is stated",
        "Add what is missing, with `____` where it is not decided yet.",
    ),
    "no-fields-at-all": Complaint(
        "A document without fields",
        "A document is a record: names of fields, each with a colon, a space and its value.",
        "a {kind} needs fields such as `title: …`, each on a line of its own, but {found} was found",
        "Start one with `ccmcheck new YEAR`.",
    ),
    "wrong-kind": Complaint(
        "A value of the wrong kind",
        "Each field holds one kind of value: text, a number, a date, true or false, a list or a record.",
        "{field} needs {needed}, but {found} was found",
        "Write `____` if it is not decided yet.",
    ),
    "list-in-brackets": Complaint(
        "Square brackets without quotation marks",
        "Square brackets make a list in YAML. A placeholder in square brackets needs quotation marks around it.",
        "{field} needs {needed}, but square brackets without quotation marks make a list",
        "If it is a placeholder, write {quoted}.",
    ),
    "text-without-quotes": Complaint(
        "A text that reads as a number or as true or false",
        "A number, `true` and `false` are text only between quotation marks.",
        "{field} needs {needed}, but {found} was found",
        "Put quotation marks around it: {quoted}.",
    ),
    "number-in-quotes": Complaint(
        "A number in quotation marks",
        "Between quotation marks a number is text.",
        "{field} needs a number, but {found} stands in quotation marks",
        "Leave out the quotation marks.",
    ),
    "date-notation": Complaint(
        "A date in another notation",
        "Dates are written year, month, day with hyphens, as in 2012-04-16, so that they read alike in every language.",
        "{field} needs a date written like 2012-04-16, but {found} was found",
        "Month and day take two digits each; what is not decided yet is written `2012-04-XX`, `2012-XX-XX` or `____`.",
    ),
    "impossible-date": Complaint(
        "A date that does not exist",
        "The day is checked against the calendar, leap years included.",
        "{field} needs a date of the calendar, but {found} does not exist",
        "Correct the day or the month; a day that is not known yet is written `2012-09-XX`.",
    ),
    "word-not-allowed": Complaint(
        "A word that is not among those allowed",
        "Some fields take one of a few given words, since the rules tell things apart by them.",
        "{field} must be {needed}, but {found} was found",
        "Write `____` if it is not decided yet.",
    ),
    "not-unique": Complaint(
        "Two items with the same name",
        "What names an item within its list may be used once, so that everyone means the same item by it.",
        "each item needs {field} of its own, but {value} stands on line {first} already",
        "Change one of the two.",
    ),
    "end-before-start": Complaint(
        "An end that lies before its start",
        "However the open days are filled in, the second date lies before the first. It counts as not stated.",
        "{second} needs to be on or after {first} ({start}), but {end} lies before it",
        "Correct one of the two dates.",
    ),
    # -- rules files: what was written ------------------------------------------------------------------------------
    "stray-text": Complaint(
        "Words that begin no statement",
        "Everything in a rules file belongs to a statement, and each statement begins with its keyword.",
        "a statement needs to begin with its keyword, and `{found}` is none",
        "The keywords are {keywords}.",
    ),
    "syntax": Complaint(
        "A statement that cannot be read",
        "The words of a statement have a fixed order; the complaint names what could stand at this place.",
        "here `{statement}` needs {expected}, and {found} was found",
        "Until it is mended, this statement is not checked, {rest}.",
    ),
    "text-unclosed": Complaint(
        "A text without its closing quotation mark",
        "A text begins and ends with a straight quotation mark. It may run on over an indented line.",
        'a text needs a closing quotation mark (`"`), and this one in `{statement}` has none',
        "Close it, and indent the lines on which it goes on.",
    ),
    "statement-too-deep": Complaint(
        "Conditions too deep inside each other",
        "Conditions and sums may lie within each other, definitions written out, but nobody could read a "
        "hundred levels.",
        "conditions may lie {limit} deep within each other, but here they go deeper",
        "Say it with `and`, `or` and `every … in …`, which need no nesting.",
    ),
    # -- rules files: the header ------------------------------------------------------------------------------------
    "header-missing": Complaint(
        "A rules file without `ruleset`",
        "The header names the decision, its text, the schema of the documents, and when the decision is in force.",
        "a rules file needs a header that begins with `ruleset`, and this one has none",
        "Begin with `ruleset NAME language 1 title … source … schema … in force from …`.",
    ),
    "setting-missing": Complaint(
        "A header without one of its settings",
        "Language, title, short name, source, schema and period are all needed.",
        "the header needs `{name}`, which it does not state",
    ),
    "setting-repeated": Complaint(
        "A setting that stands twice",
        "Each setting of the header may stand once. The first is used meanwhile.",
        "`{name}` may stand once in the header, and stands again here",
        "Remove one of the two.",
    ),
    "header-repeated": Complaint(
        "A second header",
        "One rules file holds one decision, and so one header.",
        "a rules file needs one header, and a second begins here",
        "Move what belongs to another decision to a file of its own.",
    ),
    "unknown-language": Complaint(
        "A language version that is not known",
        "The version of the rules language that a file is written in.",
        "the language version needs to be {known}, and {found} was found",
        "A newer version of ccmcheck may know it.",
    ),
    "period-reversed": Complaint(
        "A period that ends before it begins",
        "`until` is the first day on which the decision is no longer in force.",
        "`until` needs a day after {start}, and {until} was found",
    ),
    "no-such-day": Complaint(
        "A date that no calendar holds",
        "Dates are written as year, month and day: 2012-04-16.",
        "a date needs a day that the calendar holds, and `{written}` is none",
    ),
    "half-date-here": Complaint(
        "Half a date where a whole one is needed",
        "Half a date may stand in an example, or on the right of a comparison, where it means all of its days.",
        "a whole date is needed here, and `{written}` is half of one",
        "Half a date may stand on the right of a comparison, as in `meeting.start = {written}`, and in examples.",
    ),
    "rules-file-missing": Complaint(
        "A file that a rules file refers to and that cannot be read",
        "The decision's text, a register and the base document are looked up beside the rules file, a schema "
        "in `schemas/`.",
        "`{setting}` needs a file that can be read, and `{file}` cannot: {reason}",
        "It was looked for as {path}.",
    ),
    "schema-not-understood": Complaint(
        "A schema that uses more than is understood here",
        "Only a part of JSON Schema is understood, so that nothing of a schema is silently left aside.",
        "the schema `{file}` needs to keep to the part of JSON Schema that is understood here: {reason}",
    ),
    "key-missing": Complaint(
        "A register whose key is no field of its rows",
        "The key is the field by which a row is named.",
        "`key` needs a field of the register's rows, and `{name}` is none",
        "The rows have {known}.",
    ),
    # -- rules files: names and kinds -------------------------------------------------------------------------------
    "unknown-name": Complaint(
        "A name that means nothing here",
        "A name is a field of the document, something bound by `for each` or a quantifier, a `define` or a `register`.",
        "a field of the document or a name from this file is needed here, and `{name}` is neither",
    ),
    "unknown-member": Complaint(
        "A field that the record does not have",
        "The fields come from the schema named in the header.",
        "a field of `{of}` is needed here, and `{name}` is none",
        "It has {known}.",
    ),
    "no-fields": Complaint(
        "A field of something that has none",
        "Only a record has fields.",
        "a record is needed before `.{name}`, and `{of}` is {kind}",
    ),
    "unknown-function": Complaint(
        "A function that is not known",
        "The functions are few and fixed; others are made with `define`.",
        "a function or a definition with parameters is needed here, and `{name}` is neither",
        "The functions are {known}.",
    ),
    "wrong-arguments": Complaint(
        "A function with the wrong arguments",
        "Each function takes a fixed number of arguments of fixed kinds.",
        "`{name}` needs {takes}, and was given {found}",
    ),
    "wrong-use-of-define": Complaint(
        "A definition used with the wrong parameters",
        "A definition is used as it was written: with as many arguments as it has parameters.",
        "the definition needs to be used as `{wanted}`, and `{found}` was found",
    ),
    "recursive-define": Complaint(
        "A definition that uses itself",
        "Definitions may use each other but not themselves, so that every rule ends.",
        "a definition needs to do without itself, and `{name}` does not: {chain}",
    ),
    "definitions-multiply": Complaint(
        "Definitions that grow without bound",
        "Definitions are written out where they are used; this one becomes too large.",
        "a rule needs to stay below {limit} expressions once its definitions are written out",
        "Let definitions use each other less often.",
    ),
    "not-a-condition": Complaint(
        "A condition that is neither true nor false",
        "`require`, `when`, `where`, `unless` and the parts of `and`, `or` and `not` are conditions.",
        "a condition is needed here, and {found} was found",
        "Compare it with something, or ask whether it `is given`.",
    ),
    "not-a-list": Complaint(
        "Something that is no list where a list is needed",
        "`for each`, `every`, `some`, `no` and `in` run through lists.",
        "a list is needed here, and {found} was found",
    ),
    "mixed-list": Complaint(
        "A list of unlike things",
        "All items of a list are of one kind.",
        "the items of a list need to be of one kind, and {left} stands beside {right}",
    ),
    "unlike-kinds": Complaint(
        "A comparison of unlike kinds",
        "Only values of one kind compare; days and months do not, nor do two sets of words that share none.",
        "the two sides of `{comparator}` need to be of one kind, and {left} stands beside {right}",
    ),
    "no-order": Complaint(
        "A comparison by order of things that have none",
        "Numbers, dates and durations have an order; texts, truths and lists have none.",
        "`{comparator}` needs numbers, dates or durations, and {found} was found",
        "Use `=` or `in`.",
    ),
    "no-sum": Complaint(
        "A sum of things that do not add",
        "Numbers add to numbers, durations of one unit to each other, and a duration to a date.",
        "`{sign}` needs two numbers, two durations of one unit, or a date and a duration; {left} and {right} "
        "were found",
    ),
    "unknown-word": Complaint(
        "A word that the field cannot hold",
        "The schema gives the words that may stand in the field; a comparison with another could never hold.",
        "one of the field's own words is needed here, and `{found}` is none",
        "They are {known}.",
    ),
    "unknown-in-register": Complaint(
        "A name that the register does not know",
        "A name in a rule must be one of the register's, or an alias of one.",
        "a name from the register `{register}` is needed here, and `{found}` is none",
    ),
    "given-of-no-field": Complaint(
        "`is given` of something that is no field",
        "Only a field can be given or missing.",
        "a field is needed before `is given` or `is missing`, and `{found}` is none",
    ),
    "name-bound": Complaint(
        "A name that is bound already",
        "A second use of the name would hide the first.",
        "a new name is needed here, and `{name}` is bound already",
    ),
    "name-twice": Complaint(
        "A name that stands twice",
        "Rules have names of their own within a ruleset, and so have definitions and registers.",
        "a name of its own is needed here, and `{name}` stands on line {line} already",
    ),
    "name-taken": Complaint(
        "A definition with a name that means something else",
        "A definition that hid a field, a function or a register would change what other rules seem to say.",
        "a definition needs a name of its own, and `{name}` is {taken} already",
    ),
    "unused-define": Complaint(
        "A definition that nothing uses",
        "What nothing uses is never checked, and a misspelt use would go unseen.",
        "a definition needs a use, and `{name}` has none",
        "Use it or remove it.",
    ),
    "unused-register": Complaint(
        "A register that nothing uses",
        "What nothing uses is never checked, and a misspelt use would go unseen.",
        "a register needs a use, and `{name}` has none",
        "Use it or remove it.",
    ),
    "placeholder-no-value": Complaint(
        "A placeholder that stands for no single value",
        "`{{path}}` in a text is filled in with a value of the document, so it must lead to one.",
        "a placeholder needs a path to a single value, and `{path}` leads to none",
    ),
    "unknown-rule": Complaint(
        "A reference to a rule that does not exist",
        "`replaces` and `repeals` name a rule of another decision as RULESET/RULE.",
        "a rule of a known decision is needed here, written RULESET/RULE, and `{name}` is none",
    ),
    "schemas-differ": Complaint(
        "Rulesets for different documents in one run",
        "All the rules of a run judge documents of one schema.",
        "the rules of one run need one schema, and this file names `{found}` where another names `{other}`",
        "Check the two separately.",
    ),
    "rule-not-checked": Complaint(
        "A rule that was not checked",
        "Something that the rule uses has a mistake; until that is mended, the rule judges nothing.",
        "`{name}` needs what it uses to be free of mistakes, and is not checked until then",
    ),
    # -- examples ---------------------------------------------------------------------------------------------------
    "example-base-none": Complaint(
        "Examples without a document to start from",
        "An example is the base document with an edit, so the header needs to name one.",
        "the examples of `{name}` need a document to start from, and the header names none",
        "Add `base` to the header, with the path of a programme that keeps to every rule.",
    ),
    "example-base-missing": Complaint(
        "A base document that cannot be found",
        "The path after `base` is relative to the rules file.",
        "the examples need their base document, and `{file}` cannot be read: {reason}",
        "It was looked for at {path}.",
    ),
    "example-base-unfit": Complaint(
        "A base document with a fault of its own",
        "Examples start from a programme that can be read without a complaint.",
        "the base document `{file}` needs to be without fault, and has one at {at}: {message}",
    ),
    "example-base-fails": Complaint(
        "A base document that departs from a rule",
        "The base document satisfies or passes over every obligation and recommendation, so that an example is decided "
        "by its edit and by nothing else.",
        "the base document needs to satisfy or pass over every rule, and `{rule}` is {outcome} on it ({why})",
        "Mend `{file}`, or the rule.",
    ),
    "example-path": Complaint(
        "An edit of a place that the document does not have",
        "An edit leads to a field or an item that is there; only the last step may add one, and `list[n]` with n items "
        "in the list appends.",
        "an edit needs a place that is there, and `{path}` leads nowhere: {reason}",
    ),
    "example-no-change": Complaint(
        "An edit that changes nothing",
        "What an example says would be true without the edit, so the edit shows nothing.",
        "an edit needs to change the document, and `{edit}` leaves it as it is",
        "Leave the edit out, or write another value.",
    ),
    "example-unfit": Complaint(
        "An example whose document cannot be read",
        "The document that an example makes is read like any other; a value that does not fit its field would count as "
        "unstated, and the example would be decided by that.",
        "an example needs a document without fault: {message}",
    ),
    "same-as-unmatched": Complaint(
        "A declared change that was not found",
        "`same as` declares a change of the rule that no document can tell apart. The words must be those of the "
        "changed rule around the change, and no example may notice the change.",
        "`same as` needs words of a change that no example notices, and `{words}` is none",
        "Write the rule's words as they are with one of them changed, enough of them to be found; or remove "
        "the declaration.",
    ),
    "layout-differs": Complaint(
        "A layout that would not say the same",
        "A file that is laid out anew is read again before it is written. Where its words, its rules or the place of a "
        "comment would differ, it keeps the layout it has.",
        "a layout needs to say what the file says, and from here on the new one would not",
        "The file is left as it is. This is a fault of ccmcheck; please report it with the file.",
    ),
    # -- what a rules file says and may not mean (`ccmcheck lint`) ----------------------------------------------------
    "number-not-in-words": Complaint(
        "A number that the decision's words do not hold",
        "A limit in a rule must occur in the words it rests on: “up to five days” and `<= 5 days`, “one or two” and "
        "`between 1 and 2`, “first half of the year” and 30 June, “in 2012 and 2013” and `year + 1`. The condition "
        "after `require` and `unless` is held against the words quoted; `where` and `when` also against the whole "
        "paragraph, the openings above it and the title.",
        "a number of the rule needs to stand in the words quoted: `{clause}` has `{number}`, and the words "
        "have {found}",
        'Correct the one or the other, or declare it: intent number-not-in-words because "…".',
    ),
    "force-not-in-words": Complaint(
        "A force that the decision's words do not give",
        "“shall”, “decided”, “establish” and “will” make an obligation, “should” and “seek” a recommendation. They are "
        "looked for in the words quoted, then in the paragraph, then in the openings above it; the nearest text that "
        "has any counts.",
        "`{force}` needs words such as {wanted}, and {found}",
        'Change the force or the quotation, or declare it: intent force-not-in-words because "…".',
    ),
    "no-rejecting-example": Complaint(
        "A rule that no example shows to refuse anything",
        "A rule that refuses nothing looks like one that is always kept.",
        "a rule needs an example that it rejects, and `{name}` has none",
        "Add `example rejects with …`, next to the one that is just accepted.",
    ),
    "shadows-field": Complaint(
        "A name that hides a field of the document",
        "Where the name is bound, the field can no longer be spoken of, and a reader may take one for the other.",
        "a name needs to differ from the fields of the document, and `{name}` is one of them",
        "Choose another name.",
    ),
    "condition-always-true": Complaint(
        "A condition that is true of every document",
        "The schema allows no document in which it would be false, so it decides nothing.",
        "a condition needs to depend on the document, and `{clause}` is true of all that the schema allows",
        "Leave it out, or ask what was meant.",
    ),
    "condition-always-false": Complaint(
        "A condition that is false of every document",
        "The schema allows no document in which it would be true, so the rule says nothing, or refuses everything.",
        "a condition needs to depend on the document, and `{clause}` is false of all that the schema allows",
        "Correct it; often a field or a sign was mixed up.",
    ),
    "same-rule": Complaint(
        "Two rules that are the same",
        "They speak of the same things and ask the same, whatever they are called and cite; one departure would be "
        "reported twice.",
        "a rule needs to ask something of its own, and `{name}` asks what `{other}` on line {line} asks",
        "Join the two, with `under` once for each paragraph.",
    ),
    "stale-rule": Complaint(
        "A rule whose paragraph has changed since it was written",
        "The header's `sha256` is that of the decision's text when its rules were last held against it. The paragraph "
        "that this statement cites has other words now.",
        "a statement needs to rest on the words of today, and paragraph `{label}` has changed since `{name}` "
        "was written",
        "See the old and the new words with `ccmcheck requote`.",
    ),
    "intent-unknown": Complaint(
        "An intent that names no check",
        "`intent CODE because …` declares that what the check of that code would say is meant so.",
        "`intent` needs the code of a check, and `{written}` is none",
        "The codes are {known}.",
    ),
    "intent-unneeded": Complaint(
        "An intent that excuses nothing",
        "A declaration that is no longer needed would hide the next mistake.",
        "an intent needs something to excuse, and `{written}` would say nothing of `{name}`",
        "Remove it.",
    ),
    # -- what is checked --------------------------------------------------------------------------------------------
    "unknown-question": Complaint(
        "An answer to a question that nobody asks",
        "An assessment answers a judgement, named as RULESET/RULE.",
        "`question` needs the name of a judgement, and `{name}` is none",
        "The questions are {known}.",
    ),
    "answers-differ": Complaint(
        "Two answers to one question that contradict each other",
        "A judgement has one answer; where two people differ, the programme records what they settled on.",
        "a question needs one answer, and `{name}` is answered otherwise on line {line}",
        "Until one is removed, the question stays open.",
    ),
    "file-unreadable": Complaint(
        "A file that cannot be read",
        "The file does not exist, or is not for this user to read.",
        "a file that can be read is needed, and `{name}` cannot: {reason}",
    ),
    "folder-empty": Complaint(
        "A folder without programmes",
        "In a folder, files that end in `.yaml`, `.yml` or `.json` are read.",
        "a folder needs at least one programme (`.yaml`, `.yml` or `.json`), and `{name}` has none",
    ),
    # -- gates: waivers, baseline, configuration ----------------------------------------------------------------------
    "waiver-incomplete": Complaint(
        "A waiver with a blank",
        "A waiver hides a departure from a decision, so it must say which, why, who allowed it and until when.",
        "a waiver needs {needed}, but here is a blank",
        "Until it is filled in, the waiver allows nothing.",
    ),
    "waiver-expired": Complaint(
        "A waiver that has expired",
        "A waiver holds until the end of the day that it names. After that the departure counts again.",
        "a waiver needs to be in force, but this one for {rule} held until {day}",
        "Remove it, or cite the decision that extends it.",
    ),
    "waiver-unused": Complaint(
        "A waiver that nothing needs",
        "A waiver that covers no departure would hide the next one that nobody has allowed.",
        "a waiver needs a departure that it allows, but {rule} is not violated by {what}",
        "Remove it, or correct its subject.",
    ),
    "waiver-without-document": Complaint(
        "A waiver for a document that is not there",
        "`document` is a path from the folder of the waivers; `*` stands for any part of a name, `**` for any folders.",
        "a waiver for {rule} needs a programme to speak of, but no file is called {documents}",
        "Correct the path, which begins at the folder of this file, or remove the waiver.",
    ),
    "required-rule-silent": Complaint(
        "A required rule that never spoke",
        "A gate passes easily when the rule that it is there for applies to nothing. A rule can be required to speak.",
        "{rule} needs to speak about a programme of this run, but it applied to none of them",
        "Check that the right programmes are judged, and that `decided_on` lies in the period of the decision.",
    ),
    "not-a-programme": Complaint(
        "A file that holds something else than a programme",
        "Waivers, baselines and configuration lie beside programmes, and are not judged.",
        "a programme is needed, but {name} holds {what}",
        "Name a programme, or the folder in which the programmes lie.",
    ),
    "baseline-not-a-report": Complaint(
        "A baseline that is no report",
        "A baseline is a report of this tool in JSON, made when the gate was adopted.",
        "a baseline needs to be a report of `ccmcheck check --format json`, but {found}",
        "Write one with `ccmcheck check --format json --output FILE`.",
    ),
    "configuration-broken": Complaint(
        "A configuration that is not well-formed TOML",
        'A configuration is written in TOML: `name = "text"`, `name = ["text", "text"]`, and `[name]` before a group.',
        'settings need to be written like `name = "value"`, but this place cannot be read',
        "Compare it with the lines above: the usual causes are a missing quotation mark and a name that stands twice.",
    ),
    "unknown-setting": Complaint(
        "A setting that is not known",
        "A misspelt setting would be a check that never runs, so every name is checked.",
        "a setting of ccmcheck is needed here, but {name} is none",
        "The settings are {known}.",
    ),
    "setting-kind": Complaint(
        "A setting with a value of the wrong kind",
        "Each setting takes one kind of value.",
        "{name} needs {needed}, but {found} was found",
    ),
    "revision-unknown": Complaint(
        "A revision to compare with that cannot be found",
        "The files that changed since a revision are asked from git.",
        "a revision that git knows is needed, but {revision} cannot be compared with: {reason}",
        "In a pipeline, fetch the history first (a depth of 0 fetches all of it).",
    ),
    # -- drafts as they circulate ------------------------------------------------------------------------------------
    "word-damaged": Complaint(
        "A Word file that is damaged",
        "A Word file is a zip archive of XML parts. One that cannot be unpacked or holds broken XML is not read.",
        "a Word file needs to be whole, but this one is damaged",
        "Open it in a word processor and save it again as .docx.",
    ),
    "word-locked": Complaint(
        "A Word file with a password",
        "A file that is protected by a password is encrypted, and nobody can read it without the password.",
        "a draft needs to be open to read, but this file is protected by a password",
        "Save a copy without the password.",
    ),
    "word-old-format": Complaint(
        "A file in the old format of Word",
        "Files that end in .doc are written in a format from before 2007, which is not read.",
        "a draft needs to be a .docx, .md or .txt file, but this one is in the old format of Word",
        "Save it as .docx.",
    ),
    "word-no-document": Complaint(
        "A file that is no Word document",
        "The name ends in .docx, but the archive holds no document of Word: a spreadsheet or another archive, perhaps.",
        "a Word file needs to hold a document, but this one holds none",
        "Check that this is the right file.",
    ),
    "word-too-large": Complaint(
        "A Word file that unpacks to too much",
        "A file that is small and unpacks to a great deal is a known attack and is not opened.",
        "a Word file may unpack to {limit} MB, but this one has more",
        "Remove pictures that it does not need.",
    ),
    "word-doctype": Complaint(
        "A Word file that declares a document type",
        "Word never writes a document type. One can make a reader open other files, so it is refused.",
        "a Word file needs to do without a document type, but this one declares one",
        "Open it in a word processor and save it again as .docx.",
    ),
    "draft-too-long": Complaint(
        "A draft that is too long",
        "A work programme takes a few pages. What is much longer is something else and is not read.",
        "a draft may have about {limit} pages, but this one is longer",
        "Check that this is the right file, or cut out the part that holds the programme.",
    ),
    "draft-format": Complaint(
        "A file in a format that drafts do not come in",
        "Drafts are read from Word (.docx), Markdown (.md) and plain text (.txt).",
        "a draft needs to be a .docx, .md or .txt file, but this is {found}",
        "Save it as .docx.",
    ),
    "draft-unnumbered": Complaint(
        "A draft without numbered paragraphs",
        "What a draft decides stands in numbered paragraphs: `1.`, under it `(a)`, under that `(i)`.",
        "a draft needs numbered paragraphs (`1.`, under it `(a)`, under that `(i)`), but this one has none",
        "Number the paragraphs, by hand or automatically.",
    ),
    "draft-about-something-else": Complaint(
        "A draft that reads like something else",
        "A work programme convenes meetings, names coordinators of working groups, or speaks of the Support Unit.",
        "a draft needs to speak of meetings, working groups or the Unit, but no part of this reads like a "
        "work programme",
        "Check that this is the right file.",
    ),
    "number-skipped": Complaint(
        "A paragraph number that is skipped",
        "Paragraphs are numbered without a gap, so that nobody looks for one that is not there.",
        "paragraph `{expected}` is needed here, but `{found}` was found",
        "Correct the number, or put back the paragraph that is missing.",
    ),
    "number-brackets": Complaint(
        "Letters with one bracket",
        "English documents of the United Nations number sub-paragraphs `(a)` and `(i)`; one bracket is the "
        "French style.",
        "sub-paragraphs need two brackets, as in `{expected}`, but `{found}` was found (places in all: {count})",
    ),
    "paragraph-without-number": Complaint(
        "A paragraph without a number",
        "A sentence that stands on lines of its own among numbered paragraphs cannot be cited.",
        "a paragraph of its own needs a number, but this one has none; it is read as part of `{label}`",
        "Number it, or join it to the paragraph before.",
    ),
    "reference-missing": Complaint(
        "A reference to a paragraph that is not there",
        "References are easily left behind when paragraphs are moved.",
        "a reference needs a paragraph of this draft, but there is no paragraph `{label}`",
        "Correct the number; if another text is meant, name it: “paragraph 5 of …”.",
    ),
    "count-differs": Complaint(
        "A number of groups that differs from the list",
        "The list and the number before it are easily changed one without the other.",
        "the number needs to be that of the list, which has {count}, but {found} was found",
    ),
    "group-not-established": Complaint(
        "Coordinators of a group that is not established",
        "One paragraph establishes the groups and another names their coordinators; the two lists belong together.",
        "a group needs to be among those that the draft establishes, but {topic} is not",
        "Add it to the list, or remove its coordinators.",
    ),
    "group-without-coordinators": Complaint(
        "A group for which no coordinators are named",
        "One paragraph establishes the groups and another names their coordinators; the two lists belong together.",
        "a group needs coordinators like the others, but for {topic} the draft names none",
        "Add them, or a blank in their place.",
    ),
    "two-names": Complaint(
        "One body under two names",
        "A body or State that goes by two names may be taken for two. A short name in brackets after the "
        "full one is fine.",
        "one name is needed for one body or State, but {found} stands beside {first}",
    ),
    "states-parties-capitals": Complaint(
        "Capitals in `States parties`",
        "`Parties` is written with a capital in the name of the Meeting of the States Parties, and small "
        "everywhere else.",
        "{wanted} is needed here, but {found} was found",
    ),
    "weekday-differs": Complaint(
        "A weekday that does not fit its date",
        "The weekday is worked out from the date.",
        "{day} is a {weekday}, but {found} was found",
        "Correct the weekday or the date.",
    ),
    "comma-parts-verb": Complaint(
        "A comma between a verb and what belongs to it",
        "A comma parts the verb from the preposition that it needs.",
        "these words belong together without a comma, but {words} was found",
    ),
    "length-beyond-decision": Complaint(
        "A length that the decision does not allow",
        "A programme states days; a draft may also state how long a meeting may last.",
        "needed: {needed}; {found} allows more ({decision}: “{quotation}”)",
    ),
    "said-two-ways": Complaint(
        "Two sentences that say different things",
        "Where two sentences give different values for one thing, neither is taken and the question stays open.",
        "one value is needed for {field}, but {found} stands here and {first} in {where}; it is left open",
        "Correct one of the two.",
    ),
    "deletion-not-read": Complaint(
        "Words that a tracked change deletes",
        "The draft is read as it would be with all changes accepted: insertions are read, deletions are not.",
        "deleted by a tracked change and not read: {words}",
    ),
    "hidden-text-not-read": Complaint(
        "Hidden text",
        "Text that is formatted as hidden is not printed, and not read.",
        "hidden and not read: {words}",
    ),
    "text-box-not-read": Complaint(
        "Words in a text box",
        "A text box stands beside the text and has no place in its order.",
        "in a text box and not read: {words}",
        "Move the words into the text if they belong to it.",
    ),
}
