"""At any place of any text, whole or half written, the editor is answered; nothing is a fault."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ccmcheck.base.source import Source
from ccmcheck.editor import programme_file, programme_hover, rules_file, rules_hover, rules_places
from ccmcheck.editor.in_use import in_use
from ccmcheck.language.rulebook.candidates import candidates
from ccmcheck.language.rulebook.kept import Kept
from tests.editor.client import ROOT

RULES = ROOT / "rules" / "beirut-2011.rules"
BUNDLED = in_use((), {})


@pytest.mark.parametrize("seed", range(10))
def test_any_place_of_broken_rules_has_its_answers(seed: int) -> None:
    chance, text = random.Random(seed), RULES.read_text("utf-8")
    for _ in range(seed):
        at = chance.randrange(len(text))
        text = (
            text[:at]
            + chance.choice(["", '"', "{", " in ", "\n", "obligation ", "."])
            + text[at + chance.randrange(9) :]
        )
    file = rules_file.read(RULES, Source.of(str(RULES), text), Kept())
    for offset in (*range(0, len(text), 997), len(text)):
        rules_hover.hover(file, offset)
        candidates(file.loaded.parsed, file.loaded.around, offset)
    for use in chance.sample(file.uses, min(60, len(file.uses))):
        assert rules_hover.hover(file, use.span.start) is None or use.span.text
        rules_places.leads_to(file, use.span.start, BUNDLED)
        assert use in rules_places.uses_of(file, use.span.end)


@pytest.mark.parametrize("seed", range(6))
def test_any_place_of_a_broken_programme_has_its_answers(seed: int) -> None:
    chance, path = random.Random(seed), Path("a.yaml")
    text = (ROOT / "samples" / "2012-slips.yaml").read_text("utf-8")
    for _ in range(seed):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(["", "'", "{", "- ", "\n", ": ", "____"]) + text[at + chance.randrange(5) :]
    file = programme_file.read(path, Source.of("a.yaml", text), BUNDLED, None)
    assert file is not None
    for offset in range(0, len(text), 211):
        programme_hover.hover(file, offset)
