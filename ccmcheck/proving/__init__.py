"""What only a solver can say: what the blanks of a draft may still be, how it is mended, whether rules agree.

Hides z3, which is imported here and nowhere else; without it (`ccmcheck[prove]`) every other command does what it did.
"""

from __future__ import annotations

from importlib.util import find_spec

HOW_TO_GET_IT = "this needs the solver z3, which is not installed: pip install 'ccmcheck[prove]'"


def is_installed() -> bool:
    """Whether the solver is there; looking does not import it."""
    return find_spec("z3") is not None
