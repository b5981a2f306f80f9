"""The report as Markdown that fits a comment on a change: what is violated open, the rest folded, the receipt last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.judge.summary import Summary, summary, told, worst_of_each
from ccmcheck.judge.verdicts import Document, Report, Verdict
from ccmcheck.report.parts.counts import NOT_JUDGED, each_alone, lost, number, parts, verdict_in_words
from ccmcheck.report.parts.escaping import block, cell, code, inline
from ccmcheck.report.parts.first_lines import first_lines
from ccmcheck.report.parts.paths import by_path, path_of, problem_path, region
from ccmcheck.report.parts.remarked import also_at, where_in_text
from ccmcheck.report.parts.still_open import Group, StillOpen
from ccmcheck.report.parts.waived import until

LARGEST = 60_000
"""Characters: a comment on GitHub holds 65,536."""


def to_markdown(report: Report) -> str:
    """The report as Markdown that ends in a line break; what does not fit is counted at the end."""
    blocks = [
        f"## {inline(verdict_in_words(report))}",
        *_counts(report),
        *_problems(report),
        *[f"_{inline(notice)}_" for notice in report.notices],
        *[f"{inline(ruleset.short)}: {inline(ruleset.title)}" for ruleset in report.rulesets],
    ]
    for document, own in each_alone(report):
        blocks += _document(document, own)
    return "\n\n".join([*_fitting(blocks, report), _receipt(report)]) + "\n"


def _fitting(blocks: Sequence[str], report: Report) -> Iterator[str]:
    """The blocks from the first on, as many as a comment holds beside the receipt."""
    left = LARGEST - len(_receipt(report))
    for at, each in enumerate(blocks):
        left -= len(each) + 2
        if left < 0:
            yield f"_{number(len(blocks) - at, 'further section')} left out, because a comment holds no more._"
            return
        yield each


# -- all documents -------------------------------------------------------------------------------------------------


def _counts(report: Report) -> Iterator[str]:
    counts = summary(report)
    names = [name for name, _, _ in parts(counts)] + ["blanks", "questions"]
    rows = [
        _row(code(path_of(document.path, report)), summary(own), names, judged=not own.unread)
        for document, own in each_alone(report)
    ]
    rows += [_row(code(path_of(path, report)), counts, names, judged=False) for path in lost(report)]
    if len(rows) != 1:
        rows.append(_row("all", counts, names))
    head = ["document", *names]
    yield "\n".join([_line(head), _line(["---", *["---:"] * len(names)]), *rows])


def _row(label: str, counts: Summary, names: Sequence[str], *, judged: bool = True) -> str:
    if not judged:
        return _line([cell(label), NOT_JUDGED, *[""] * (len(names) - 1)])
    cells = {name: count for name, count, _ in parts(counts)}
    cells |= {"blanks": counts.blanks, "questions": counts.questions}
    return _line([cell(label), *[str(cells.get(name, 0)) for name in names]])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _problems(report: Report) -> Iterator[str]:
    for problem in (*report.problems, *report.gate):
        yield f"- **error** {_problem(problem, report)}"


def _problem(problem: Diagnostic, report: Report) -> str:
    line, _ = problem.span.position
    return f"{code(problem_path(problem, report))}, line {line}: {_sentences(problem.message, problem.help)}"


# -- one document --------------------------------------------------------------------------------------------------


def _document(document: Document, report: Report) -> Iterator[str]:
    """One document, from the report on it alone."""
    own, still_open = told(report), StillOpen(report)
    yield f"### {code(path_of(document.path, report))}"
    if document.unbound:
        yield f"Nothing was checked: {inline(document.unbound)}."
    if first := first_lines(still_open):
        yield "\n".join(f"- **{head}**: {inline(words)}" for head, words in first)
    violated = [verdict for verdict in own if verdict.standing == "violated"]
    yield from (_violated(verdict, report) for verdict in violated)
    yield from _set_aside("waived", [v for v in own if v.standing == "waived"])
    yield from _set_aside("known from the baseline", [v for v in own if v.standing == "known"])
    if still_open.undecided or report.blanks:
        counts = summary(report)
        open_ = f"{number(counts.undecided, 'rule')} undecided, {number(counts.blanks, 'blank')}"
        yield _folded(open_, _still_open(still_open))
    asked = [v for v in own if v.standing == "undecided" and v.force == "judgement"]
    yield from _set_aside("for a person to answer", asked)
    if report.remarks:
        title = f"{number(len(report.remarks), 'remark')}"
        yield _folded(title, (_remark(remark) for remark in report.remarks))
    yield from _quiet(report)


def _remark(remark: Diagnostic) -> str:
    line, _ = remark.span.position
    where = where_in_text(remark) or f"Line {line}{also_at(remark)}"
    return f"- {inline(where)}: {_sentences(remark.message, remark.help)}"


def _violated(verdict: Verdict, report: Report) -> str:
    word = "violated" if verdict.force == "obligation" else "departs"
    where = region(verdict, by_path(report))
    source = by_path(report)[verdict.document].source
    return "\n\n".join(
        [
            f"#### {word}: {code(verdict.rule)} — {inline(verdict.cited)}",
            f"{_where(verdict)}: {_sentences(verdict.message, verdict.help)}",
            block(source.line(where.line)[:300]),
            f"> “{inline(verdict.citations[0].quotation)}”",
            *[f"To mend: {inline(f'{mend.place.label}: {mend.words}')}" for mend in verdict.mends],
        ]
    )


def _sentences(message: str, help_: str) -> str:
    """What is said, and after it the advice as a sentence of its own."""
    return inline(f"{message}. {help_[:1].upper()}{help_[1:]}" if message and help_ else message or help_)


def _where(verdict: Verdict) -> str:
    place = verdict.places[0] if verdict.places else None
    return f"Line {place.line}, {inline(place.label or 'the document')}" if place is not None else "The document"


def _by_rule(verdicts: Iterable[Verdict]) -> list[list[Verdict]]:
    return [list(group) for _, group in groupby(verdicts, key=lambda verdict: verdict.name)]


def _set_aside(title: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    if verdicts:
        yield _folded(f"{number(len(_by_rule(verdicts)), 'rule')} {title}", map(_listed, _by_rule(verdicts)))


def _listed(verdicts: list[Verdict]) -> str:
    """One rule and every place at which it stands so."""
    first = verdicts[0]
    head = f"- {code(first.rule)} ({inline(first.cited)}): “{inline(first.citations[0].quotation)}”"
    return "\n".join([head, *[f"  - {_where(verdict)}: {_told(verdict)}" for verdict in verdicts]])


def _told(verdict: Verdict) -> str:
    waiver = verdict.waiver
    sentence = _sentences(verdict.message, verdict.help)
    if waiver is None:
        return sentence
    return f"{sentence} — waived by {inline(waiver.authority)} {until(waiver)}: {inline(waiver.reason)}"


def _still_open(still_open: StillOpen) -> Iterator[str]:
    """Each hole once, section by section, with the rules that wait for it; of a rule its words are said once."""
    in_text = still_open.in_text
    rules = _OpenRules(still_open)
    for section in still_open.sections:
        at = "" if in_text else f" ({section.lines})"
        if section.whole:
            blanks = number(len(section.holes), "blank")
            yield f"- **{inline(section.name)}**: blank as a whole{at}, {blanks}"
            yield from (f"  - {words}" for words in rules.of(section.rules))
            continue
        yield f"- **{inline(section.name)}**"
        for group in section.groups:
            yield f"  - {_hole(group, in_text=in_text)}"
            yield from (f"    - {words}" for words in rules.of(group.rules))
    for fields, group in still_open.idle:
        yield f"- no rule depends on {inline(fields)}{'' if in_text else f' ({group.lines})'}"


def _hole(group: Group, *, in_text: bool) -> str:
    at = "" if in_text else f"{group.lines[:1].upper()}{group.lines[1:]}, "
    first = group.holes[0]
    stands = code(first.words) if first.written else inline(first.words)
    return f"{at}{inline(group.words)}{f': {stands}' if len(group.holes) == 1 and first.words else ''}"


class _OpenRules:
    """What is said of the rules that are open: at the first mention all of it, later the name."""

    def __init__(self, still_open: StillOpen) -> None:
        self._verdicts = {verdict.name: verdict for verdict in reversed(still_open.undecided)}
        self._needs = still_open.needs
        self._mentioned: set[str] = set()

    def of(self, rules: Sequence[str]) -> Iterator[str]:
        """A line for each rule that was not yet mentioned, and one for all others."""
        new = [rule for rule in rules if rule in self._verdicts and rule not in self._mentioned]
        self._mentioned.update(new)
        yield from map(self._whole, new)
        if rest := [code(rule.rpartition("/")[2]) for rule in rules if rule not in new]:
            yield ", ".join(rest)

    def _whole(self, rule: str) -> str:
        verdict = self._verdicts[rule]
        needed = _sentences(f"needed: {self._needs[rule]}" if self._needs.get(rule) else "", verdict.help)
        quotation = f"“{inline(verdict.citations[0].quotation)}”"
        return f"{code(verdict.rule)} ({inline(verdict.cited)}): {quotation}{f' — {needed}' if needed else ''}"


def _quiet(report: Report) -> Iterator[str]:
    ((_, each),) = worst_of_each(report)
    for title, standing in (("satisfied", "satisfied"), ("passed over", "not-applicable")):
        rules = [verdict for verdict in each if verdict.standing == standing]
        if rules:
            words = ", ".join(f"{code(v.rule)} ({inline(v.citations[0].paragraph)})" for v in rules)
            yield _folded(f"{number(len(rules), 'rule')} {title}", [words])


def _folded(title: str, inside: Iterable[str]) -> str:
    return "\n".join(["<details>", f"<summary>{title}</summary>", "", *inside, "", "</details>"])


def _receipt(report: Report) -> str:
    rows = [f"{code(path_of(d.path, report))} {d.source.sha256[:12]}" for d in report.documents[:20]]
    rows += [f"{code(r.name)} {r.sha256[:12]}, decision {r.decision_sha256[:12]}" for r in report.rulesets]
    return f"<sub>{inline(report.tool)} {inline(report.version)} · sha256: {' · '.join(rows)}</sub>"
