"""`ccmcheck page`: the page for drafters as a folder of files, with the checker in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from ccmcheck.base.refusal import reason
from ccmcheck.cli.output import fail, say


@click.command()
@click.option(
    "--pyodide", required=True, metavar="FOLDER", help="Pyodide, as npm has it: `npm pack pyodide`, unpacked."
)
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Where to put the page.")
def page(pyodide: str, output: str) -> None:
    """Build the page for drafters as a folder that any web host, file share or memory stick can hold.

    The checker runs in the browser that opens it; the page asks no other host for anything (docs/page.md).

    \b
    Example:
      ccmcheck page --pyodide node_modules/pyodide -o site/
    """
    from ccmcheck.web.folder import Missing, build

    try:
        count, size = build(Path(pyodide), Path(output))
    except Missing as missing:
        fail(f"`{missing}` is needed to build the page, and it is not in {pyodide} or not installed")
    except OSError as error:
        fail(f"the page cannot be written to {output}: {reason(error, 'write')}")
    say(
        f"{output} holds the page: {count} files, {size / 1e6:.1f} MB. Open {Path(output) / 'index.html'} in a browser."
    )
