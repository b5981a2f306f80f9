"""The page for drafters: a file in, the report beside its words out, blanks filled and questions answered in place.

One front end (`page/`), one way to ask (`exchange.py`), two ways to have it: served on this machine (`serving.py`,
which hides Starlette and uvicorn) or a folder of files with the checker in the browser (`folder.py`, which hides
Pyodide).
"""

from __future__ import annotations

from importlib.util import find_spec

HOW_TO_GET_IT = "the page needs two libraries that are not installed: pip install 'ccmcheck[web]'"


def is_installed() -> bool:
    """Whether what serves the page is there; looking does not import it."""
    return find_spec("starlette") is not None and find_spec("uvicorn") is not None
