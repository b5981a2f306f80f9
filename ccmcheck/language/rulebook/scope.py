"""What names mean at one place of a rules file, and the complaints that its resolution has noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from ccmcheck.base.diagnostic import Diagnostic, MessageWord, complain
from ccmcheck.base.source import Span
from ccmcheck.document.names import Names
from ccmcheck.document.schema import RecordKind
from ccmcheck.language.rulebook.kinds import Typed
from ccmcheck.language.syntax import tree


@dataclass
class Notes:
    """What one resolution of a file has to say and has used; shared by all of its scopes.

    `made` counts the expressions of the rule at hand, `depth` how many lie around the one at hand, `refused` all
    complaints, repeated ones too.
    """

    problems: list[Diagnostic] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    slots: count[int] = field(default_factory=count)
    made: int = 0
    depth: int = 0
    refused: int = 0

    def refuse(self, code: str, span: Span, *, suggestion: str = "", **words: MessageWord) -> None:
        """Notes a complaint, once."""
        self.note(complain(code, span, suggestion=suggestion, related=(), **words))

    def note(self, problem: Diagnostic) -> None:
        """Notes a complaint that is made already, once."""
        self.refused += 1
        if all(problem != other or problem.span != other.span for other in self.problems):
            self.problems.append(problem)


@dataclass(frozen=True)
class Scope:
    """What names mean at one place of a rules file.

    `usable` are the registers that the file declares; the others only lend their names to literals.
    `within` are the definitions being inlined; a silent scope notes nothing, since its cause is noted already.
    """

    document: RecordKind
    registers: Mapping[str, RegisterFacts]
    defines: Mapping[str, tree.DefineStatement]
    notes: Notes
    variables: Mapping[str, Typed] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    usable: frozenset[str] = frozenset()
    silent: bool = False

    def refuse(self, code: str, span: Span, *, suggestion: str = "", **words: MessageWord) -> None:
        """Notes a complaint; the None it gives is what a resolution gives that has failed."""
        if not self.silent:
            self.notes.refuse(code, span, suggestion=suggestion, **words)

    @property
    def names(self) -> Mapping[str, Names]:
        """The registers' names, for literals."""
        return {name: facts.names for name, facts in self.registers.items()}

    def bound(self, name: str, variable: Typed) -> Scope:
        """The same, with one more variable."""
        return replace(self, variables={**self.variables, name: variable})


@dataclass(frozen=True)
class RegisterFacts:
    """What expressions need to know of a register."""

    row: RecordKind
    key: str
    names: Names


def listed(words: Iterable[str]) -> str:
    """Words in backticks, with commas."""
    return ", ".join(f"`{word}`" for word in words)
