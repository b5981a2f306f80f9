"""`ccmcheck serve`: the page for drafters, on this machine alone."""

from __future__ import annotations

import sys

import click

from ccmcheck.base.refusal import reason
from ccmcheck.cli.output import fail, say
from ccmcheck.cli.values import MINUTES, Count


@click.command()
@click.option("--port", type=Count(0, 65535), default=0, help="The port to use  [default: any free one]")
@click.option("--no-browser", is_flag=True, help="Only say the address, and open no browser.")
@click.option(
    "--idle",
    type=MINUTES,
    default=60,
    show_default=True,
    metavar="MINUTES",
    help="Stop by itself when it was not used for so long.",
)
def serve(port: int, no_browser: bool, idle: float) -> None:
    """Open the page for drafters in the browser: drop a draft, see what departs, fill blanks, answer questions.

    It is served to this machine alone, and nothing of a draft leaves it or is written anywhere (docs/page.md).

    \b
    Examples:
      ccmcheck serve
      ccmcheck serve --no-browser --idle 10
    """
    from ccmcheck import web

    if not web.is_installed():
        say(f"error: {web.HOW_TO_GET_IT}")
        sys.exit(2)
    from ccmcheck.web.serving import serve as served

    def opened(address: str) -> None:
        opens = "" if no_browser else "The page opens in the browser; if it does not, "
        say(f"{opens}copy this whole address into the browser:")
        say(f"  {address}")
        say("Leave this window open while you use the page.")
        say(f"It ends with Ctrl+C in this window, or after {idle:g} minutes without use.")
        if not no_browser:
            import webbrowser

            webbrowser.open(address)

    def ended() -> None:
        say("The page has ended. `ccmcheck serve` opens it again.")

    try:
        served(port, idle, opened, ended)
    except OSError as error:
        fail(f"the page cannot be served on port {port}: {reason(error, 'use')}")
