"""Complaints of the commands for rule authors: examples, and what a rules file says and may not mean.

A complaint says what is needed before what was found. Words in braces are filled in by `diagnostic.complain`.
"""

from __future__ import annotations

from ccmcheck.base.messages.template import Complaint

AUTHORS: dict[str, Complaint] = {
    # -- examples ----------------------------------------------------------------------------------------------------
    "example-base-none": Complaint(
        "Examples without a document to start from",
        "An example is the base document with an edit, so the header needs to name one.",
        "the examples of `{name}` need a document to start from, and the header names none",
        "Add `base` to the header, with the path of a programme that keeps to every rule.",
    ),
    "practice-unrecorded": Complaint(
        "A year of a practice of which there is no record",
        "The years that a practice names are tried on the programmes in `record/` beside the base document.",
        "the practice was observed in {year}, which needs a programme of that year in `record/` beside the base",
    ),
    "practice-not-kept": Complaint(
        "A year in which a practice was not kept",
        "The years that a practice names are tried on the programmes in `record/` beside the base document.",
        "`{name}` needs to have been kept in every year that it names, but the programme for {year} departs from it",
    ),
    "practice-never-kept": Complaint(
        "A practice that no programme on record shows",
        "Blanks in the record leave a practice open; one year at least has to show it.",
        "`{name}` needs a year on record that shows it, and none does",
    ),
    "no-shape": Complaint(
        "Rules without a document to take the shape of a new one from",
        "A new programme has the fields of the one that the examples of its rules begin from.",
        "a new programme needs a shape, and the header of these rules names no `base`",
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
        "by its edit and by nothing else. What hangs on the programme before alone may be open.",
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
    # -- what a rules file says and may not mean (`ccmcheck lint`) ---------------------------------------------------
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
    "direction-not-in-words": Complaint(
        "A limit on the other side than the decision's words say",
        "“up to”, “at most” and “no more than” give a last number that is allowed, “at least” and “no less than” a "
        "first one, “exactly” the only one, “between one and two” both ends. A condition after `require` that compares "
        "with the same number has to allow the same side, that number included. “No later than”, “no earlier than” and "
        "“in advance of” do the same for days, and so do “at least six weeks before”, “within a month after”. "
        "What stands under `not` is not read.",
        "a limit of the rule needs to lie where the words say: “{words}” needs `{needed}`, and the rule has `{clause}`",
        'Correct the one or the other, or declare it: intent direction-not-in-words because "…".',
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
    "follows-from": Complaint(
        "A rule that follows from others",
        "`ccmcheck prove` found no programme that breaks it and keeps the others: whoever keeps them keeps it. That "
        "may be so because the decision says a thing twice, or because a rule asks for less than its words. It is "
        "known from the proof beside the rules, as long as that is fresh.",
        "a rule needs to ask something that the others do not, and whoever keeps {others} keeps `{name}`",
        'Ask for all that the words say, or declare it: intent follows-from because "…".',
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
}
