"""The rows of a register that a rule means: by the key that a condition asks for, or by a name that stands for one."""

from __future__ import annotations

from ccmcheck.document.schema import Kind, NameKind
from ccmcheck.language import core
from ccmcheck.language.rulebook.kinds import Typed
from ccmcheck.language.rulebook.scope import Scope


def by_key(rows: core.Core, slot: int, where: core.Core, scope: Scope) -> tuple[core.Core, core.Core | None]:
    """The rows of a register whose key must equal something are looked up, and the rest of the condition stays."""
    if not isinstance(rows, core.Rows) or rows.key is not None:
        return rows, where
    key = scope.registers[rows.register].key
    parts = where.parts if isinstance(where, core.And) else (where,)
    for at, part in enumerate(parts):
        wanted = _key_equals(part, slot, key)
        if wanted is not None:
            rest = parts[:at] + parts[at + 1 :]
            left = None if not rest else rest[0] if len(rest) == 1 else core.And(rest, where.span)
            return core.Rows(rows.register, wanted, rows.span), left
    return rows, where


def _key_equals(part: core.Core, slot: int, key: str) -> core.Core | None:
    """What the key must equal, where that does not depend on the row itself."""
    if not isinstance(part, core.Compare) or part.comparator != "=":
        return None
    for side, other in ((part.left, part.right), (part.right, part.left)):
        match side:
            case core.FieldOf(core.Variable(of), name) if of == slot and name == key and not core.mentions(other, slot):
                return other
            case _:
                pass
    return None


def undeclared(kind: Kind) -> str:
    """How the fields of the row become known that a name means."""
    if not isinstance(kind, NameKind):
        return ""
    return f"Fields of its row are known once the rules declare `register {kind.register} from …`."


def row_of(named: Typed, kind: NameKind, scope: Scope) -> Typed:
    """The row of a register that a name means, as a record; the name itself where no such register is declared."""
    if kind.register not in scope.usable or kind.register not in scope.registers:
        return named
    scope.notes.used.add(kind.register)
    return Typed(core.Rows(kind.register, named.core, named.core.span), scope.registers[kind.register].row)
