"""How a run ends that does not end as planned: an interruption, a stream that takes nothing more, an error of ours.

The exit code never says more than is known: 1 and 0 are verdicts, so nothing that is caught here ends with them.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import click

from ccmcheck.base.refusal import reason
from ccmcheck.run.unexpected import INTERNAL_ERROR, TRACEBACK

UNREADABLE = 5
INTERRUPTED = 130
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def in_words() -> Iterator[None]:
    """Whatever happens inside, the process ends with one sentence and an exit code that says what happened."""
    with _interruptible():
        try:
            yield
            _flushed()
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            without_reader()
        except OSError as error:
            _say(error, f"error: the system refuses what the run needs: {_reason(error)}")
            sys.exit(UNREADABLE)
        except Exception as error:  # noqa: BLE001 - the one place that catches what nobody expected of a run
            _say(error, f"error: ccmcheck itself failed ({type(error).__name__}), so nothing is known of these files")
            _say(
                None,
                "  help: Run the same with `ccmcheck --traceback ...` and report what it shows (docs/security.md).",
            )
            sys.exit(INTERNAL_ERROR)


def without_reader() -> NoReturn:
    """Ends the process; a reader who has seen enough needs no words."""
    _give_up_output()
    sys.exit(UNREADABLE)


def _flushed() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _reason(error: OSError) -> str:
    where = f" ({error.filename})" if isinstance(error.filename, str) else ""
    return ascii(reason(error, "use") + where)[1:-1]


def _say(error: Exception | None, words: str) -> None:
    """A sentence on standard error, which may be what is closed or full."""
    with suppress(OSError):
        if error is not None and os.environ.get(TRACEBACK) and sys.stderr is not None:
            import traceback

            traceback.print_exception(error)
        click.echo(words, err=True)
    _give_up_output()


def _give_up_output() -> None:
    """Sends what is left in standard output nowhere, or it would be tried once more at the end of the process."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            sys.stdout.flush()
        except OSError:
            os.dup2(nowhere, sys.stdout.fileno())
        finally:
            os.close(nowhere)


@contextmanager
def _interruptible() -> Iterator[None]:
    """SIGINT and SIGTERM end the run at once, without its other processes and what is half-written."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _interrupted) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupted(number: int, _frame: object) -> NoReturn:
    """Ends the process. An exception would be lost where the signal comes while an object is taken down."""
    if "multiprocessing" in sys.modules:
        from multiprocessing import active_children

        for child in active_children():
            child.kill()
    if "ccmcheck.base.writing" in sys.modules:
        from ccmcheck.base.writing import remove_unfinished

        remove_unfinished()
    os._exit(128 + number)
