"""For editors: what a text needs, means and may say at each place, as a server that speaks their protocol.

Hides pygls, which is imported here and nowhere else. All that it says is read from a rulebook, a programme or a report.
"""

from __future__ import annotations

from importlib.util import find_spec

HOW_TO_GET_IT = "this needs pygls, which is not installed: pip install 'ccmcheck[editor]'"


def is_installed() -> bool:
    """Whether what speaks the protocol is there; looking does not import it."""
    return find_spec("pygls") is not None
