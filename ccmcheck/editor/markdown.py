"""Words for an editor's little window: paragraphs of Markdown in which nobody's words are marks."""

from __future__ import annotations

from collections.abc import Iterable

from ccmcheck.report.parts.escaping import code, inline, short

_LONGEST = 1500


def paragraphs(*each: str) -> str:
    """Paragraphs one below the other; an empty one is left out."""
    return "\n\n".join(filter(None, each))


def quotation(words: str) -> str:
    """Words of a decision."""
    return f"> {inline(short(words, _LONGEST))}" if words else ""


def bullets(each: Iterable[str]) -> str:
    """Clauses of a rule, each on a line with a mark before it."""
    return "\n".join(f"- {code(line.replace('`', ''))}" for line in each)


def bold(words: str, after: str = "") -> str:
    """A heading, and words behind it."""
    return f"**{inline(words)}**{f' {inline(after)}' if after else ''}"


def heading(name: str, title: str) -> str:
    """The name of a field, and what the schema calls it where that is something else."""
    return bold(name, f"({title})" if title and title != name.replace("_", " ") else "")


def rules_text(words: str) -> str:
    """A piece of a rules file as it stands there."""
    return f"```rules\n{words.replace('```', '')}\n```"


__all__ = ["bold", "bullets", "code", "heading", "inline", "paragraphs", "quotation", "rules_text"]
