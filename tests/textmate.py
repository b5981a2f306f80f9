"""`python -m tests.textmate` writes the colours for VS Code from the words of grammar/rules.lark.

The grammar is read as a text: a word in it is a keyword wherever it is written in quotation marks.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ccmcheck.language.rulebook.kinds import SIGNATURES
from ccmcheck.language.syntax.split import STATEMENTS

ROOT = Path(__file__).parent.parent
FILE = ROOT / "editors" / "vscode" / "syntaxes" / "rules.tmLanguage.json"


def words() -> frozenset[str]:
    """Every keyword of the grammar."""
    lines = (ROOT / "grammar" / "rules.lark").read_text("utf-8").splitlines()
    grammar = [line for line in lines if not line.startswith("//") and "/" not in line.partition(":")[2][:2]]
    return frozenset(word for line in grammar for word in re.findall(r'"([a-z]+[a-z0-9]*)"', line))


def terminal(name: str) -> frozenset[str]:
    """The words of a terminal that stands for a few."""
    text = (ROOT / "grammar" / "rules.lark").read_text("utf-8")
    line = re.search(rf"^{name}: (.*)$", text, re.MULTILINE)
    assert line is not None
    return frozenset(re.findall(r'"([a-z0-9]+)"', line[1]))


def several_words(name: str) -> str:
    """The expression of a terminal that is several words in one."""
    text = (ROOT / "grammar" / "rules.lark").read_text("utf-8")
    line = re.search(rf"^{name}\.2: /(.*)/$", text, re.MULTILINE)
    assert line is not None
    return line[1].replace(r"[ \t\r\n]", r"\s")


def grammar() -> dict[str, Any]:
    """The TextMate grammar."""
    units, truths, settings = terminal("UNIT"), frozenset(("true", "false")), terminal("SETTING") | {"language"}
    operators = frozenset(("and", "or", "not", "in", "is", "between", "given", "missing"))
    statements = STATEMENTS & words()
    clauses = words() - units - truths - operators - settings - statements
    return {
        "name": "Rules of a decision",
        "scopeName": "source.ccmcheck-rules",
        "fileTypes": ["rules"],
        "patterns": [
            _match("comment.line.double-dash", r"--.*$"),
            {
                "name": "string.quoted.double",
                "begin": '"',
                "end": r'"|^(?=\S)',  # a text may run on over an indented line
                "patterns": [
                    _match("constant.character.escape", r'\\["\\]'),
                    _match("variable.other.placeholder", r"\{[a-z][a-z0-9_.]*\}"),
                ],
            },
            {
                "match": rf"^({_either(statements)})\s+([a-z][a-z0-9_/-]*)",
                "captures": {"1": {"name": "keyword.control"}, "2": {"name": "entity.name.function"}},
            },
            _match("variable.other.member", r"(?<=\.)[a-z][a-z0-9_]*"),
            {
                "match": rf"(?<=\s)({_either(settings)})(?=\s+[\"0-9])",
                "captures": {"1": {"name": "support.type.property-name.ccmcheck-rules"}},
            },
            *(_match("keyword.operator.word", rf"\b{several_words(name)}") for name in ("AMOUNT", "SHARE", "CYCLE")),
            _match("keyword.control", rf"\b({_either(statements | clauses)})\b"),
            _match("keyword.operator.word", rf"\b({_either(operators)})\b"),
            _match("support.function", rf"\b({_either(frozenset(SIGNATURES))})(?=\()"),
            _match("constant.language", rf"\b({_either(truths)})\b|__+"),
            _match("constant.numeric.date", r"\b[0-9]{4}-([0-9]{2}-([0-9]{2}|XX)|XX-XX)\b"),
            _match("constant.other.paragraph", r"\b[0-9]+[a-z]?(\([a-z0-9]+\))+"),
            _match("constant.numeric", rf"\b[0-9]+(\.[0-9]+)?\b(\s+({_either(units)})\b)?"),
            _match("keyword.operator", r"<=|>=|!=|[=<>+-]"),
        ],
    }


def _match(name: str, pattern: str) -> dict[str, str]:
    return {"name": f"{name}.ccmcheck-rules", "match": pattern}


def _either(each: frozenset[str]) -> str:
    return "|".join(sorted(each))


def text() -> str:
    """The file as it has to be."""
    return json.dumps(grammar(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
    print(FILE)
