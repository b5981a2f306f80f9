"""`python -m tests.bench.keystroke`: how long an editor waits for `ccmcheck lsp`, as ratios to loading the rules once.

Nothing here is a test: it prints a table for docs/editors.md. Everything is measured in turns within one run, through
the pipes of a server as an editor has it; the rules are loaded anew on the same machine in the same minute.
"""

from __future__ import annotations

import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ccmcheck.base.source import Source
from ccmcheck.language.rulebook.load import load_text
from tests.editor.client import ROOT, Editor

ROUNDS = 20
Figures = dict[str, list[float]]


def main() -> None:
    """Measures, and prints the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "rules", folder / "rules")
        shutil.copytree(ROOT / "samples", folder / "samples")
        with Editor(folder) as editor:
            figures = measured(editor, folder)
    once = statistics.median(figures["loading the rules once, nothing kept"])
    print(f"| {'what is waited for':<58} | median | longest | times loading once |")
    print(f"| {'-' * 58} | --- | --- | --- |")
    for words, seconds in figures.items():
        middle, longest = statistics.median(seconds), max(seconds)
        print(f"| {words:<58} | {1000 * middle:.0f} ms | {1000 * longest:.0f} ms | {middle / once:.2f} |")


def measured(editor: Editor, folder: Path) -> Figures:
    """Seconds of each thing, one of each in every round."""
    rules, programme = folder / "rules" / "beirut-2011.rules", folder / "samples" / "2012-slips.yaml"
    editor.open(rules)
    editor.open(programme)
    source = Source.of(str(rules), rules.read_text("utf-8"))
    places = [match.end() for match in re.finditer(r"\n  require ", source.text)]
    figures: Figures = {}

    def timed(words: str, work: Callable[[], object]) -> None:
        begun = time.perf_counter()
        work()
        figures.setdefault(words, []).append(time.perf_counter() - begun)

    load_text(source, rules.parent)
    for number in range(ROUNDS):
        at = places[number % len(places)]
        wrong = f"{source.text[:at]}x{source.text[at:]}"
        timed("loading the rules once, nothing kept", lambda: load_text(source, rules.parent))
        timed("a letter in rules, to its complaints", lambda text=wrong: editor.write(rules, text))
        timed("the same taken back", lambda: editor.write(rules, source.text))
        for word in ("2012-07-19", "2012-04-19"):
            other = "2012-04-19" if word == "2012-07-19" else "2012-07-19"
            timed(
                "a value in a programme, to its verdicts",
                lambda old=word, new=other: editor.type(programme, f"    end: {old}", f"    end: {new}"),
            )
        timed("hovering in rules", lambda: editor.hover(rules, "intersessional-in-first-half", 3))
        timed("completing in rules", lambda: editor.complete(rules, "require meeting.", len("require meeting.")))
        timed("changes offered in rules", lambda: editor.actions(rules, "meeting.city"))
        timed("hovering in a programme", lambda: editor.hover(programme, "city: Geneva", 7))
        timed("completing in a programme", lambda: editor.complete(programme, "city: Gen"))
        _slow(editor, rules, source.text, timed)
    return figures


def _slow(editor: Editor, rules: Path, text: str, timed: Callable[[str, Callable[[], object]], None]) -> None:
    """What runs apart, and an answer that is asked for meanwhile."""
    file = {"textDocument": {"uri": rules.as_uri()}}
    editor.write(rules, text.replace("<= 5 days", "<= 6 days", 1))
    timed("all examples after one rule has changed", lambda: editor.hints(rules))
    editor.write(rules, text.replace("both count", "count both", 1).replace("= days(", "=  days(", 1))
    number = editor.begin("textDocument/formatting", {**file, "options": {"tabSize": 2, "insertSpaces": True}})
    timed("hovering while the whole file is laid out", lambda: editor.hover(rules, "meeting.kind", 10))
    timed("laying the whole file out, counted from there", lambda: editor.answer(number))
    editor.write(rules, text)


if __name__ == "__main__":
    main()
