"""`ccmcheck serve`: the page for drafters, on this machine alone."""

from __future__ import annotations

import sys

import click

from ccmcheck.cli.output import fail, say


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to use  [default: any free one]")
@click.option("--no-browser", is_flag=True, help="Only say the address, and open no browser.")
@click.option(
    "--idle",
    type=click.FloatRange(0, min_open=True),
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
        say(f"The page is at {address}")
        say(f"It stops after {idle:g} minutes without use, or with Ctrl+C.")
        if not no_browser:
            import webbrowser

            webbrowser.open(address)

    try:
        served(port, idle, opened)
    except OSError as error:
        fail(f"the page cannot be served on port {port}: {(error.strerror or 'the system refuses').lower()}")
    say("The page has stopped.")
