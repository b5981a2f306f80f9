"""What a programme answers to the questions that need a person; hides where answers stand and what contradicts."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from ccmcheck.base.diagnostic import Diagnostic, Related, complain, did_you_mean
from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Span
from ccmcheck.base.values import IMPOSSIBLE, OPEN, Choice, Truth
from ccmcheck.document.nodes import Node, State, child, items
from ccmcheck.document.schema import RecordKind, TruthKind
from ccmcheck.judge.evaluate.answers import Answer, clause
from ccmcheck.language.core import Constant, Core


@frozen
class Assessments:
    """The answers of one programme: the list, and each stated question with its answer."""

    root: Node
    held: Node | None
    given: tuple[tuple[Node, Node], ...]
    unclear: tuple[Node, ...]

    def answer(self, question: str, asked: Span) -> Answer:
        """The answer to a question: open where there is none, where it is blank, or where two contradict."""
        because: Core = Constant(OPEN, asked)
        pairs = [(asking, node) for asking, node in self.given if _words(asking) == question]
        nodes = [node for _, node in pairs]
        truths = {truth_of(node) for node in nodes}
        reads = (*((self.held,) if self.held is not None else ()), *(node for pair in pairs for node in pair))
        if len(truths) == 1 and OPEN not in truths:
            return clause(because, truths.pop(), reads)
        if not nodes:
            return clause(because, OPEN, (*self.unclear, self._unanswered()))
        return clause(because, OPEN, (*(node for node in nodes if node.is_open), self._unanswered()))

    def _unanswered(self) -> Node:
        """The answer that the programme does not state."""
        at = self.held if self.held is not None else self.root
        return Node(TruthKind(), State.UNSTATED, OPEN, "", "/assessments", at.source, at.start, at.end)


def assessments(root: Node) -> Assessments:
    """The assessments of a programme, as far as they are stated."""
    kind = root.kind
    if not isinstance(kind, RecordKind) or "assessments" not in kind.fields:
        return Assessments(root, None, (), ())
    held = child(root, "assessments")
    given: list[tuple[Node, Node]] = []
    unclear: list[Node] = [held] if held.state in (State.BLANK, State.PARTIAL) else []
    for item in items(held) or ():
        if item.presence is not None:
            unclear.append(item.presence)
            continue
        question = child(item, "question")
        if isinstance(question.value, Choice) and question.value.exact:
            given.append((question, child(item, "answer")))
        else:
            unclear.append(question)
    return Assessments(root, held if items(held) is not None else None, tuple(given), tuple(unclear))


def _words(question: Node) -> str:
    return cast(Choice, question.value).word


def truth_of(answer: Node) -> Truth:
    """What one answer says."""
    return answer.value if isinstance(answer.value, Truth) else OPEN


def problems(given: Assessments, questions: Collection[str]) -> tuple[Diagnostic, ...]:
    """Complaints about answers to unknown questions, and about two that contradict each other."""
    complaints: list[Diagnostic] = []
    first: dict[str, Node] = {}
    for asking, answer in given.given:
        question = _words(asking)
        if question not in questions:
            complaints.append(_unknown(question, asking, questions))
        earlier = first.setdefault(question, answer)
        if {truth_of(earlier), truth_of(answer)} == {Truth.CERTAIN, IMPOSSIBLE}:
            line = earlier.span.position.line
            related = (Related(earlier.span, "answered here"),)
            complaints.append(complain("answers-differ", answer.span, related=related, name=question, line=line))
    return tuple(complaints)


def _unknown(question: str, asking: Node, questions: Collection[str]) -> Diagnostic:
    known = ", ".join(f"`{name}`" for name in sorted(questions)) or "none"
    suggestion = did_you_mean(question, questions)
    return complain("unknown-question", asking.span, suggestion=suggestion, name=question, known=known)
