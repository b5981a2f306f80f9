"""Complaints about what a run is given: answers, gates, and drafts as they circulate.

A complaint says what is needed before what was found. Words in braces are filled in by `diagnostic.complain`.
"""

from __future__ import annotations

from ccmcheck.base.messages.template import Complaint

RUNS: dict[str, Complaint] = {
    # -- what is checked ---------------------------------------------------------------------------------------------
    "unknown-question": Complaint(
        "An answer to a question that nobody asks",
        "An assessment answers a judgement, named as RULESET/RULE.",
        "`question` needs the name of a question of the rules, and `{name}` is none",
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
    "judging-ended": Complaint(
        "A file over which a process came to an end",
        "Many files are judged in several processes. The system ended one of them while it had this file, perhaps for "
        "want of memory; the other files are judged.",
        "a process that judges `{name}` to its end is needed, and none does: {reason}",
        "Judge the file alone, with `--jobs 1`.",
    ),
    "setting-outside": Complaint(
        "A setting that leaves the folder of its file",
        "Settings that nobody named come with the files of a repository, and may be a stranger's. What they name has "
        "to lie in their own folder, once links are followed.",
        "{name} needs to name a place in the folder of this file, and {found} leads out of it",
        "Name the file with `--config` if you trust it.",
    ),
    "internal-error": Complaint(
        "An error of the tool itself",
        "The tool failed, which says nothing about the file. All other files are judged, and the exit code is 70.",
        "ccmcheck itself failed over `{name}` ({kind}); nothing is known about this file",
        "This is a fault of ccmcheck, and not of the file; docs/security.md says how to report it.",
    ),
    "folder-empty": Complaint(
        "A folder without programmes",
        "In a folder, files that end in `.yaml`, `.yml` or `.json` are read.",
        "a folder needs at least one programme (`.yaml`, `.yml` or `.json`), and `{name}` has none",
        "{aside}",
    ),
    # -- gates: waivers, baseline, configuration ---------------------------------------------------------------------
    "waiver-outside": Complaint(
        "A waiver for documents outside the project",
        "A waiver speaks of documents by their path from its own folder, or by a pattern of such paths; it reaches no "
        "further than that folder.",
        "a path inside the folder of the waivers is needed, but {found} leads out of it",
        "Write the path from there, as in `programmes/2012.yaml` or `programmes/*.yaml`.",
    ),
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
        "Check that the right programmes are judged, and that the day of each lies in the period of the decision.",
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
        "Open it in a word processor and save it as a Word file (.docx).",
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
        "Open it in a word processor and save it as a Word file (.docx); of a PDF, ask for the file it was made from.",
    ),
    "draft-is-data": Complaint(
        "A programme as data where prose is needed",
        "A draft is prose with numbered paragraphs. A programme in YAML or JSON is known by its name.",
        "a draft in prose is needed, but this looks like a programme as data",
        "{advice}",
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
    "previous-of-another-treaty": Complaint(
        "A programme before that is of another treaty",
        "What is asked of the programme before means that of the same treaty.",
        "the programme before needs to be of {wanted}, but its `treaty` is {found}; it is not used",
    ),
    "previous-of-another-year": Complaint(
        "A programme before that is not of the year before",
        "What is asked of the programme before means that of the year before, and no other.",
        "the programme before one for {year} needs to be for {wanted}, and {file} is for {found}; it is not used",
        "Name the one for {wanted} with --previous.",
    ),
    "day-open": Complaint(
        "A day that is open between decisions that never bind together",
        "Which decisions bind a programme goes by its day. Where that is open, each that may bind it is asked.",
        "the {day} is open, so the programme is judged as if each of these were in force: {names}",
        "Fill it in, and only those speak that are in force on it.",
    ),
    "decision-not-in-force": Complaint(
        "A decision that is named and not in force on the day",
        "Which decisions bind a programme goes by its day, whatever meeting it names. Where the decision of that "
        "meeting is not in force on the day, a mistyped day is likely, and it silences every rule of the decision.",
        "the {name} {binds}; this programme names its meeting (`{field}`), but its {day} is {on}: {rules}",
        "Correct the day or the meeting; if both are right, leave them.",
    ),
    "practice-left": Complaint(
        "Something else than what has been done every year",
        "No decision asks for it, so nothing fails; a reader may still wonder why it is done otherwise now.",
        "no decision asks for it, but in {years} it was so: {needed} ({name}); here {found}",
        "If it is meant so, leave it.",
    ),
    "term-between-meetings": Complaint(
        "A term that may run from meeting to meeting",
        "A range of years that begins before the programme's own year, such as 2011-2013 in a programme for 2012, may "
        "mean each of these years, or the time between the meetings of the first and the last one. Neither is taken.",
        "years are needed, but {found} may mean {years}, or the time from the meeting in {first} to that in {last}; "
        "the years are left open",
        "Name each year, as in `in 2012 and 2013`.",
    ),
    "draft-without-day": Complaint(
        "A draft that does not say when it was decided",
        "Which decisions bind a programme, and who is a State party, goes by the day on which it is decided. Until the "
        "draft names it, what depends on it is undecided.",
        "the day of the decision is needed, and the draft names none; what depends on that day stays open",
        "Write it under the title, as in `Decided on: 16 September 2011`, with `____` for what is not known.",
    ),
    "draft-without-year": Complaint(
        "A draft that does not say for which year it is",
        "What is decided for one year's programme does not bind another's. Until the draft names its year, that is "
        "undecided.",
        "the year of the programme is needed, and the draft names none; what depends on it stays open",
        "Name it in the title, as in `Work programme for 2012`.",
    ),
    "draft-of-another-treaty": Complaint(
        "A draft of another treaty",
        "The rules are those of the Convention on Cluster Munitions; they are held against no other treaty's drafts.",
        "a draft needs to be about the Convention on Cluster Munitions, but its title speaks of {found}",
        "Check that this is the right file.",
    ),
    "draft-in-another-language": Complaint(
        "A draft in another language",
        "Drafts are read in English only.",
        "a draft needs to be in English, but this reads like {found}",
        "Check its English version.",
    ),
    "not-understood": Complaint(
        "Words of a draft that were not understood",
        "Every word that can change a programme has to be accounted for. What was not understood leaves open what it "
        "could have changed, so that no rule is satisfied by words that nobody has read.",
        "{words} is not understood{opens}",
    ),
    "denied-and-spoken-of": Complaint(
        "A meeting that is denied and spoken of",
        "Where one sentence says that there is no such meeting, others that speak of it do not make it one.",
        "{found} speaks of a meeting, and {where} says that there is none",
        "Strike out one of the two.",
    ),
    "deletion-not-read": Complaint(
        "Words that a tracked change deletes",
        "The draft is read as it would be with all changes accepted: insertions are read, deletions are not.",
        "deleted by a tracked change and not read: {words}",
    ),
    "struck-text-not-read": Complaint(
        "Words that are struck through",
        "Who strikes words through takes them out. Like words that a tracked change deletes, they are not read.",
        "struck through and not read: {words}",
        "Delete the words, or take the line through them away.",
    ),
    "comment-not-read": Complaint(
        "A comment in the margin",
        "Comments stand beside the text. They are kept, and not read.",
        "in a comment and not read: {words}",
        "Change the text if the comment is right.",
    ),
    "picture-not-read": Complaint(
        "A picture",
        "Words in a picture, in a chart or in the sheet of another program are no text of the draft.",
        "a picture stands here, and what it shows is not read",
        "Type its words into the text if they belong to it.",
    ),
    "part-not-read": Complaint(
        "Words in a part of the file of an unknown kind",
        "A Word file may hold words in many ways. These words stand in one that is not read: a formula, for instance.",
        "in a part of the file that is not read: {words}",
        "Type the words as plain text.",
    ),
    "hidden-text-not-read": Complaint(
        "Hidden text",
        "Text that is formatted as hidden is not printed, and not read.",
        "hidden and not read: {words}",
    ),
    "ruby-not-read": Complaint(
        "Small print above words",
        "Ruby stands above the words of a line, in small print. The words are read, what stands above them is not.",
        "in small print above the words and not read: {words}",
        "Move the words into the text if they belong to it.",
    ),
    "field-code-not-read": Complaint(
        "Words in the code of a field",
        "A field has a code and a result. Word shows the result; this one has none.",
        "in the code of a field without a result and not read: {words}",
        "Update the field in Word, or type the words.",
    ),
    "inserted-document-not-read": Complaint(
        "A document that is inserted as a whole",
        "Word shows such a document among the paragraphs of this one, but keeps it as a file of its own.",
        "{words} is inserted here as a whole and not read",
        "Open the draft in Word and save it again: its text is then that of the draft.",
    ),
    "margin-not-read": Complaint(
        "Words in a header or footer",
        "What repeats from page to page stands outside the order of the text.",
        "in a header or footer and not read: {words}",
        "Move the words into the text if they belong to it.",
    ),
    "text-box-not-read": Complaint(
        "Words in a text box",
        "A text box stands beside the text and has no place in its order.",
        "in a text box and not read: {words}",
        "Move the words into the text if they belong to it.",
    ),
}
