"""Complaints about rules files: what was written, the header, names and kinds.

A complaint says what is needed before what was found. Words in braces are filled in by `diagnostic.complain`.
"""

from __future__ import annotations

from ccmcheck.base.messages.template import Complaint

RULES: dict[str, Complaint] = {
    # -- rules files: what was written -------------------------------------------------------------------------------
    "stray-text": Complaint(
        "Words that begin no statement",
        "Everything in a rules file belongs to a statement, and each statement begins with its keyword.",
        "a statement needs to begin with its keyword, and `{found}` is none",
        "The keywords are {keywords}.",
    ),
    "no-assessments": Complaint(
        "A judgement that no programme can answer",
        "The answer to a judgement stands in the programme under `assessments`, so its schema needs that field: a list "
        "of records with `question`, a text, and `answer`, true or false.",
        "a judgement needs a place for its answer, and the schema `{schema}` has none for `{name}`",
        "Give the schema a list `assessments` of records with `question` (a text) and `answer` (true or false).",
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
    # -- rules files: the header -------------------------------------------------------------------------------------
    "header-missing": Complaint(
        "A rules file without `ruleset`",
        "The header names the decision, its text, the schema of the documents, and when the decision is in force.",
        "a rules file needs a header that begins with `ruleset`, and this one has none",
        "Begin with `ruleset NAME language 1 title … short … source … schema … in force from …`; "
        "docs/another-treaty.md has one to copy.",
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
        "Paths lead from the folder of the rules file: it was looked for as {path}.",
    ),
    "schema-not-understood": Complaint(
        "A schema that uses more than is understood here",
        "Only a part of JSON Schema is understood, so that nothing of a schema is silently left aside.",
        "the schema `{file}` needs to keep to the part of JSON Schema that is understood here: {reason}",
    ),
    "replaced-too-early": Complaint(
        "A replacement of a rule that is not of an earlier decision",
        "A later decision ends rules of an earlier one, and neither its own nor those of a still later one.",
        "a rule of an earlier decision is needed here, and `{name}` is of {decision}",
    ),
    "replaced-too-late": Complaint(
        "A replacement of a rule that was no longer in force",
        "Only what still binds can be replaced or repealed.",
        "`{name}` was in force until {until}, before this decision of {start}, so there is nothing left to end",
    ),
    "replaced-twice": Complaint(
        "Two replacements of one rule on one day",
        "Of several replacements the latest speaks; of two that begin together neither is the later one.",
        "`{name}` may be replaced once from {day}, and `{other}` does so already",
    ),
    "years-unclear": Complaint(
        "Years of a practice that cannot be read",
        "A practice names the years in which it was kept; they are tried against the record.",
        "`observed` needs years such as `2012 to 2015, 2017`, and `{found}` is none",
    ),
    "secondary-obligation": Complaint(
        "An obligation from a text that is not at hand",
        "What others report of a decision may be right; nobody is held to have broken it before its text is seen.",
        "a text that others report can only recommend, but `{name}` is an obligation",
        "Write `recommendation`, or take the decision's own text as the source.",
    ),
    "secondary-replaces": Complaint(
        "A text that is not at hand and ends a rule of one that is",
        "A rule of a decision's own text stands until another text at hand replaces or repeals it.",
        "`{name}` stands in a decision's own text, which a text that others report cannot replace or repeal",
    ),
    "treaty-differs": Complaint(
        "A treaty that the schema does not know",
        "A schema says whose programmes it describes, and the rules of a treaty judge its programmes.",
        "`treaty` needs to be `{known}`, as the schema `{file}` has it, but it is `{found}`",
    ),
    "schema-register-unusable": Complaint(
        "A schema that takes names from a register that cannot be used",
        "Names are looked up in a register that the rules declare, that lies beside them, or that comes with the tool.",
        "the schema `{file}` takes names from the register `{name}`, which needs to be there, but {reason}",
        'Declare it: `register {name} from "registers/…" schema "…" key …`.',
    ),
    "key-missing": Complaint(
        "A register whose key is no field of its rows",
        "The key is the field by which a row is named.",
        "`key` needs a field of the register's rows, and `{name}` is none",
        "The rows have {known}.",
    ),
    # -- rules files: names and kinds --------------------------------------------------------------------------------
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
    "limits-reversed": Complaint(
        "A stretch that ends before it begins",
        "`between A and B` holds from A to B, both included; where A lies above B, nothing lies between them.",
        "`between` needs the lower limit first, and `{low}` stands before `{high}`",
        "Write `between {high} and {low}`.",
    ),
    "no-share": Complaint(
        "A share of something that is no number",
        "Shares are exact fractions of numbers: of a count, a sum or a field.",
        "`{words}` needs a number behind it, and {found} stands there",
    ),
    "no-year": Complaint(
        "A cycle that is asked of something that is no year",
        "A cycle names years: `year in every 5 years from 2019`.",
        "a year is needed before `in every … years`, and {found} stands there",
        "Of a date the year is `year(…)`.",
    ),
    "no-cycle": Complaint(
        "A cycle without an end",
        "A cycle of no years never comes to its next one.",
        "a cycle needs at least one year, and this one has none",
    ),
    "joined-list": Complaint(
        "A list that runs through something else than a list of the item before",
        "`[m.state for c in committees, m in c.members]`: each further list belongs to an item before it.",
        "`{found}` needs to be a list of what stands before it, such as `{name}.…`",
    ),
    "row-field": Complaint(
        "A field of a register's row that is a list or a record",
        "What a name says of its row is a value: a text, a number, a day, true or false.",
        "`{name}` needs to be a value of the register `{register}`, and it is {found}",
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
    "ruleset-twice": Complaint(
        "Two rulesets of one name in one run",
        "A rule is known by the names of its ruleset and its own; two of one name cannot be told apart.",
        "a ruleset needs a name of its own, and `{name}` is that of {other} already",
        "Name one of the two files, or give one of the rulesets another name.",
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
}
