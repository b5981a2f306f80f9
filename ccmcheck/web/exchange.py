"""What the page asks and what it is told, as plain data: the same for both ways to have it.

A request is an object with `ask`, and the bytes of the file that it is about; an answer is an object, and the bytes of
a file where one is taken away. Whatever is not as the page sends it gets a sentence as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.document.nodes import State
from ccmcheck.judge.check import Prepared
from ccmcheck.judge.summary import summary
from ccmcheck.judge.verdicts import Document
from ccmcheck.report.parts.counts import verdict_and_left
from ccmcheck.run import judged as at_hand
from ccmcheck.run.blank_programme import FIRST_YEAR, LAST_YEAR, blank_programme
from ccmcheck.run.drafts import ENDINGS
from ccmcheck.run.fills import Fill
from ccmcheck.run.judged import Answer, Judged, judge_bytes

Told: TypeAlias = tuple[dict[str, Any], bytes]
LARGEST = 64_000_000
_FILLS, _ANSWERS = 1_000, 100
# Data begin with a bracket, or with the first field of a record after nothing but remarks.
_DATA = re.compile(r"\A\s*[{\[]|\A(?:[ \t]*(?:#.*|---.*)?\r?\n)*[a-z_]+[ \t]*:(?:[ \t]|\r?$)", re.MULTILINE)
_KNOWN = (*ENDINGS, ".yaml", ".yml", ".json")
_BEGIN = "Choose another file, or begin with a blank programme on this page"
_WORD = (".docx", ".docm", ".dotx")


def told(request: Mapping[str, Any], data: bytes) -> Told:
    """The answer to a request of the page; an error of the tool itself is a sentence too."""
    try:
        match request.get("ask"):
            case "blank":
                return _blank(request)
            case "judge":
                return _judgement(request, data)
            case "take":
                return _taken(request, data)
            case _:
                return _sorry("The page asked for something that this version of ccmcheck does not know. Reload it.")
    except Exception as error:  # noqa: BLE001 - the page stays alive whatever a file does
        return _sorry(
            f"ccmcheck itself failed over this file ({type(error).__name__}). That is a fault of ours: please report"
            " it, with the file if you may share it. Nothing in your file was changed."
        )


@cache
def ready() -> Prepared:
    """The bundled rules, ready to judge by."""
    from ccmcheck.run.library import load_rules

    book, _ = load_rules()
    assert book is not None  # the bundled rules have no mistakes
    return Prepared(book, verbose=True, whole=True, any_treaty=True)


def warm_up() -> None:
    """Does once what the first file would have to wait for: rules, grammar and template."""
    told({"ask": "judge", "name": "first.md"}, b"# Work programme for 2012\n\n1. The meeting decided to meet.\n")


def _sorry(sentence: str) -> Told:
    return {"sorry": sentence}, b""


def _complaint(problem: Diagnostic) -> Told:
    advice = _BEGIN if "ccmcheck new" in problem.help else problem.help  # who has the page has no command at hand
    words = ". ".join(filter(None, (_sentence(problem.message), _sentence(advice))))
    return _sorry(words.rstrip(".") + ".")


def _sentence(text: str) -> str:
    plain = text.replace("`", "").rstrip(".")
    return plain[:1].upper() + plain[1:]


# -- requests -------------------------------------------------------------------------------------------------------


def _blank(request: Mapping[str, Any]) -> Told:
    year = request.get("year")
    if not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        return _sorry(f"A year such as 2013 is needed, from {FIRST_YEAR} to {LAST_YEAR}.")
    written = blank_programme(year)
    assert isinstance(written, str)  # the bundled rules have a shape
    return {"name": f"work-programme-{year}.yaml"}, written.encode()


def _judged(request: Mapping[str, Any], data: bytes) -> Judged:
    fills = [Fill(each["start"], each["words"]) for each in _rows(request, "fills", _FILLS) if _is_fill(each)]
    answers = [answer for each in _rows(request, "answers", _ANSWERS) if (answer := _answer(each)) is not None]
    final = request.get("final") is True
    return judge_bytes(_name(request, data), data, ready(), final=final, fills=fills, answers=answers)


def _name(request: Mapping[str, Any], data: bytes) -> str:
    """The file's own name without folders; a text that was pasted is data where it looks like data."""
    given = request.get("name")
    name = re.split(r"[/\\]", given)[-1][:200].strip() if isinstance(given, str) else ""
    if name:
        return name
    return "Pasted text.yaml" if _DATA.search(data[:20_000].decode("utf-8", "replace")) else "Pasted text.txt"


def _rows(request: Mapping[str, Any], field: str, most: int) -> Sequence[Mapping[str, Any]]:
    rows = request.get(field)
    return [row for row in rows[:most] if isinstance(row, dict)] if isinstance(rows, list) else []


def _is_fill(row: Mapping[str, Any]) -> bool:
    return type(row.get("start")) is int and isinstance(row.get("words"), str)


def _answer(row: Mapping[str, Any]) -> Answer | None:
    question, yes, by, on = (row.get(name) for name in ("question", "yes", "by", "on"))
    if not (isinstance(question, str) and isinstance(yes, bool) and isinstance(by, str) and isinstance(on, str)):
        return None
    try:
        return Answer(question[:200], yes, " ".join(by[:200].split()), date.fromisoformat(on)) if by.strip() else None
    except ValueError:
        return None


# -- judged ---------------------------------------------------------------------------------------------------------


def _judgement(request: Mapping[str, Any], data: bytes) -> Told:
    if (name := _name(request, data)) and not name.lower().endswith(_KNOWN):
        return _sorry(
            "A draft in Word (.docx), Markdown or plain text is needed, or a programme in YAML or JSON,"
            f" and {name} is none of these."
        )
    judged = _judged(request, data)
    report = judged.report
    if report.unread and not report.documents and report.problems:
        return _complaint(report.problems[0])
    if not judged.is_draft and report.documents and not _is_programme(report.documents[0]):
        return _sorry(f"A work programme is needed, and {judged.name} has none of the fields of one.")
    counts = summary(report)
    return {
        "name": judged.name,
        "sentence": verdict_and_left(report)[0],
        "page": at_hand.as_page(judged, places=True),
        "readable": not report.unread,
        "draft": judged.is_draft,
        "word": judged.name.lower().endswith(_WORD) and not report.unread,
        "counts": {"violated": counts.violated, "undecided": counts.undecided, "blanks": counts.blanks},
        "blanks": [_shown(judged, at) for at in range(len(judged.blanks))],
        "questions": [asdict(question) for question in judged.questions],
    }, b""


def _is_programme(document: Document) -> bool:
    """Whether data state any field of a programme; a file that cannot be read has a complaint that says more."""
    root = document.root
    if root is None or not isinstance(root.value, Mapping):
        return True
    return any(field.state is not State.UNSTATED for field in root.value.values())


def _shown(judged: Judged, at: int) -> dict[str, Any]:
    blank = judged.blanks[at]
    return {
        "start": blank.start,
        "stood": blank.stood[:200],
        "where": blank.where,
        "alone": blank.alone,
        "section": blank.section,
        "sort": blank.sort,
        "choices": list(blank.choices),
        "others": blank.others,
        "help": blank.help,
        "settles": blank.settles,
        "words": judged.words[at],
        "needs": list(judged.said[at].needs),
        "faults": list(judged.said[at].faults),
    }


# -- taken away -----------------------------------------------------------------------------------------------------


def _taken(request: Mapping[str, Any], data: bytes) -> Told:
    judged = _judged(request, data)
    stem = judged.name.rpartition(".")[0] or judged.name
    match request.get("what"):
        case "word":
            return _file(f"{stem}-commented.{judged.name.rpartition('.')[2]}", at_hand.with_comments(judged))
        case "report":
            return _file(f"{stem}-report.html", at_hand.as_page(judged))
        case "programme":
            ending = ".json" if judged.name.lower().endswith(".json") else ".yaml"
            return _file(f"{stem}{ending}", at_hand.as_programme(judged, ready().rulebook))
        case "answers":
            return _file(f"{stem}-answers.yaml", at_hand.as_answers(judged.answers))
        case _:
            return _sorry("The page asked for a file that this version of ccmcheck does not make. Reload it.")


def _file(name: str, content: str | bytes | Diagnostic) -> Told:
    if isinstance(content, Diagnostic):
        return _complaint(content)
    return {"name": name}, content.encode() if isinstance(content, str) else content
