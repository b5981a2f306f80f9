"""What a new version of rules changes, in words and as data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from ccmcheck.document.edit import as_json
from ccmcheck.judge.english import Naming, findings, reading
from ccmcheck.language.rulebook.model import Rule, Rulebook
from ccmcheck.proving.data import plain_of
from ccmcheck.proving.questions.compare import Compared, Comparison, Shown

_WORDS = {
    "same": "the same",
    "stricter": "stricter",
    "looser": "looser",
    "neither": "neither stricter nor looser: it allows some programmes more and others no longer",
    "added": "new",
    "removed": "gone",
    "not-compared": "changed, and not compared, since it speaks of the programme before",
}


def of_comparison(comparison: Comparison, old: Rulebook, new: Rulebook) -> str:
    """Each rule that has changed, what it says on both sides, and the programmes that show it."""
    changed = [each for each in comparison.rules if each.relation != "same"]
    if not changed:
        return f"All {len(comparison.rules)} rules say the same.\n"
    parts = ["\n".join(_rule(each, old, new)) for each in changed]
    same = len(comparison.rules) - len(changed)
    which = " that do not speak of the programme before," if comparison.left_out else ""
    together = f"All obligations{which} together: {_WORDS[comparison.together]}."
    last = f"{together} {same} rule{'' if same == 1 else 's'} unchanged."
    return "\n\n".join([*parts, last]) + "\n"


def _rule(each: Compared, old: Rulebook, new: Rulebook) -> Iterator[str]:
    yield f"{each.rule}: {_WORDS[each.relation]}"
    for title, rule, book in (("was", each.old, old), ("is", each.new, new)):
        if rule is not None:
            yield _line(title, _sentence(rule, book))
    if each.allowed_now is not None:
        yield from _shown("allowed now, and refused before", each.allowed_now)
    if each.refused_now is not None:
        yield from _shown("refused now, and allowed before", each.refused_now)


def _sentence(rule: Rule, book: Rulebook) -> str:
    return reading(rule, Naming.of(book)).sentence


def _shown(title: str, shown: Shown) -> Iterator[str]:
    yield _line(title, findings.found(findings.phrases(shown.refused)))
    yield _line("for example", as_json(plain_of(shown.document)))


def _line(title: str, words: str) -> str:
    return textwrap.fill(f"{title}: {words}", 100, initial_indent="  ", subsequent_indent="    ")


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """The same for programs."""
    changed = any(each.relation != "same" for each in comparison.rules)
    return {
        "whole": "not-compared" if comparison.left_out and changed else comparison.together,
        "rules": [
            {
                "rule": each.rule,
                "relation": each.relation,
                "allowed_now": None if each.allowed_now is None else plain_of(each.allowed_now.document),
                "refused_now": None if each.refused_now is None else plain_of(each.refused_now.document),
            }
            for each in comparison.rules
        ],
    }
