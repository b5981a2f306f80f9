"""Complaints about decisions, files, their notation, and what a document holds.

A complaint says what is needed before what was found. Words in braces are filled in by `diagnostic.complain`.
"""

from __future__ import annotations

from ccmcheck.base.messages.template import Complaint

DOCUMENTS: dict[str, Complaint] = {
    # -- what a decision needs ---------------------------------------------------------------------------------------
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
    # -- files and notation ------------------------------------------------------------------------------------------
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
    "file-of-another-kind": Complaint(
        "A file that is not what its name says",
        "A programme as data is text in UTF-8. How a file begins shows what else it is.",
        "a file with this name needs to be text in UTF-8, but this is {found}",
        "{advice}",
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
    "json-comment": Complaint(
        "A comment in JSON",
        "JSON has no comments: everything in it is data.",
        "JSON has no comments, but one begins here",
        "Take it away; a programme in YAML (.yaml) may have comments, each behind `#`.",
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
    # -- what a document holds ---------------------------------------------------------------------------------------
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
        "Add what is missing.",
        "What is not decided yet is written `____`.",
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
        undecided="If it is not decided yet, write `____`.",
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
        undecided="What is not decided yet is written `2012-04-XX`, `2012-XX-XX` or `____`.",
    ),
    "impossible-date": Complaint(
        "A date that does not exist",
        "The day is checked against the calendar, leap years included.",
        "{field} needs a date of the calendar, but {found} does not exist",
        "Correct the day or the month.",
        "A day that is not known yet is written `2012-09-XX`.",
    ),
    "interval-reversed": Complaint(
        "An interval that ends before it begins",
        "An interval of days is written with its first day before the sign `/`, and its last day behind it.",
        "{field} needs an interval that ends on or after the day on which it begins, but {found} ends before it",
        "Exchange the two days, or correct one of them.",
    ),
    "interval-open": Complaint(
        "An interval without a day",
        "An interval of days has a first day, a last day, or both; `..` stands for the one that it does not have.",
        "{field} needs an interval with a day at one end at least, but {found} is open at both",
        undecided="A day of which nothing is known is written `____`.",
    ),
    "rest-misplaced": Complaint(
        "The mark of a half list in another place",
        "`...` or `…` as the last item of a list says that it may hold more items than those before it, anywhere among "
        "them. In any other place it says nothing.",
        "{found} needs to be the last item of a list, after the items that are known, and stands in another place here",
        "Move it to the end of its list; a single value that is not known yet is written `____`.",
    ),
    "half-list": Complaint(
        "A list of facts that is not complete",
        "A register is a table of facts, so its lists need to be complete: `...` would leave open what else they hold.",
        "this list needs to be complete, but its last item leaves open what else it holds",
        "Write down every item, and leave `...` out.",
    ),
    "blank-fact": Complaint(
        "A blank in a list of facts",
        "A register is a table of facts, so nothing in it may be left blank. What a row does not know is left out, or "
        "written `null` where the schema of the register permits it.",
        "a register needs facts, but the blank {found} was found",
        "Write the fact down, or leave the field out.",
    ),
    "word-not-allowed": Complaint(
        "A word that is not among those allowed",
        "Some fields take one of a few given words, since the rules tell things apart by them.",
        "{field} must be {needed}, but {found} was found",
        undecided="If it is not decided yet, write `____`.",
    ),
    "not-unique": Complaint(
        "Two items with the same name",
        "What names an item within its list may be used once, so that everyone means the same item by it.",
        "each item needs {field} of its own, but {value} stands on line {first} already",
        "Change one of the two.",
    ),
    "name-without-letters": Complaint(
        "A sign in place of a name",
        "A field that holds a name is compared with the names of a register; a sign is no name and no blank.",
        "{field} needs a name, but {found} was found",
        undecided="If it is not decided yet, write `____`.",
    ),
    "names-in-one": Complaint(
        "Several names in one field",
        "Each name is compared with its register alone, so each stands in an item of its own.",
        "{field} needs one name, but {found} holds several: {names}",
        "Write an item for each of them.",
    ),
    "part-of-a-name": Complaint(
        "A part of a name",
        "A name counts as soon as it is written as the register, one of its aliases or a translation writes it.",
        "{field} needs a whole name, but {found} is only a part of {names}",
        "Write the whole name.",
    ),
    # -- what looks mistaken though no rule speaks of it -------------------------------------------------------------
    "odd-year": Complaint(
        "A year far from the decision",
        "A programme is decided shortly before it begins. No rule says so; it is a remark, and fails no run.",
        "a programme is for a year near the decision, but this is for {year}, and the decision is of {decided}",
        "Check the year and the day of the decision.",
    ),
    "odd-term": Complaint(
        "A term that is no row of years",
        "A term of office is made of calendar years that follow one another, near the year of the programme. No rule "
        "says so of every year; it is a remark, and fails no run.",
        "a term is made of years in a row near the programme’s, but that of {name} is {term}",
        "Write each year with four digits, in order.",
    ),
    "misspelt-name": Complaint(
        "A name that is nearly one of the register's",
        "A letter too few or too many makes another name, of which no rule knows anything. It is a remark, and fails "
        "no run.",
        "{name} is no name that the register knows",
        "Perhaps {meant} is meant.",
    ),
    "named-twice": Complaint(
        "One name twice in a list",
        "Whoever is named twice in one group is probably meant once. No rule says so; it is a remark that "
        "fails no run.",
        "{name} stands twice in one {holder}",
        "Take one of the two away, or correct its name.",
    ),
    "named-in-two": Complaint(
        "One name in two groups",
        "No rule forbids that one State leads two groups; it is a remark, and fails no run.",
        "{name} stands in two {holder}s",
        "Check that it is meant; no rule forbids it.",
    ),
    "end-before-start": Complaint(
        "An end that lies before its start",
        "However the open days are filled in, the second date lies before the first. It counts as not stated.",
        "{second} needs to be on or after {first} ({start}), but {end} lies before it",
        "Correct one of the two dates.",
    ),
}
