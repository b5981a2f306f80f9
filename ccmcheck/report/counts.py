"""What a report comes to, in words: the verdict in one sentence, and the counts in one line."""

from __future__ import annotations

from ccmcheck.check import Report, Summary, exit_code, spoken_of, summary


def number(count: int, noun: str) -> str:
    """`1 rule`, `2 rules`"""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def parts(counts: Summary) -> tuple[tuple[str, int, str], ...]:
    """The counts of rules: what each is called, how many, and the mark of its kind."""
    shown = (
        ("violated", counts.violated - counts.departures, "violated"),
        ("recommendations departed from", counts.departures, "departure"),
        ("undecided", counts.undecided, "undecided"),
        ("waived", counts.waived, "waived"),
        ("known before", counts.known, "known"),
        ("satisfied", counts.satisfied, "satisfied"),
        ("not applicable", counts.not_applicable, "not-applicable"),
    )
    seldom = ("departure", "waived", "known")
    return tuple(part for part in shown if part[1] or part[2] not in seldom)


def in_words(report: Report) -> str:
    """The counts in one line."""
    counts = summary(report)
    told = " · ".join(f"{count} {name}" for name, count, _ in parts(counts))
    line = f"{number(counts.rules, 'rule')}: {told} — {number(counts.blanks, 'blank')}"
    return f"{line}, {number(counts.questions, 'question')} for a person" if counts.questions else line


def verdict_in_words(report: Report) -> str:
    """What the run found, in one sentence for a reader who reads no other."""
    counts = summary(report)
    obliged = counts.violated - counts.departures
    match exit_code(report):
        case 5:
            wrong = number(len(report.problems), "fault")
            return f"Not everything could be read: {wrong} in the files given; the verdicts below hold for the rest."
        case 1 if obliged:
            return f"The programme departs from {number(obliged, 'rule')} of the decisions that bind it{_open(counts)}."
        case 1:
            return f"The gate does not hold: {number(len(report.gate), 'finding')} about waivers and required rules."
        case 3:
            return f"Nothing is violated, but the programme is not final{_open(counts)}."
        case 4:
            return _nothing_applied(report)
        case _:
            return f"Nothing that the decisions require is violated{_open(counts)}."


def _open(counts: Summary) -> str:
    """What is still left to settle."""
    left = [
        number(counts.undecided, "rule") + " still undecided" if counts.undecided else "",
        number(counts.blanks, "blank") + " to fill" if counts.blanks else "",
        number(counts.questions, "question") + " for a person" if counts.questions else "",
    ]
    told = [part for part in left if part]
    if not told:
        return ""
    return "; " + (f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0])


def _nothing_applied(report: Report) -> str:
    quiet = [document for document in report.documents if document.path not in spoken_of(report)]
    if len(report.documents) > 1:
        return f"No rule spoke about {number(len(quiet), 'document')}: this is no sign that all is well."
    return "No rule spoke about the programme: this is no sign that all is well."
