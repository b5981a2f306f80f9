"""An error of the tool itself: one sentence for the person, the other files judged all the same; hides the traceback.

Exit code 1 says that an obligation is violated, so no error of ours may end a run with it.
"""

from __future__ import annotations

import os
import sys

from ccmcheck.base.diagnostic import Diagnostic, about_file

INTERNAL_ERROR = 70
CODE = "internal-error"
TRACEBACK = "CCMCHECK_TRACEBACK"
"""The variable by which `--traceback` reaches the other processes of a run."""


def internal_error(name: str, error: Exception) -> Diagnostic:
    """The complaint that the tool failed over an input; with `--traceback` the error is shown on standard error."""
    if os.environ.get(TRACEBACK) and sys.stderr is not None:
        import traceback

        traceback.print_exception(error)
    return about_file(CODE, name, name=name, kind=type(error).__name__)
