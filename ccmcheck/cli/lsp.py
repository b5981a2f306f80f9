"""`ccmcheck lsp`: an editor's partner for rules and programmes."""

from __future__ import annotations

import sys

import click

from ccmcheck.cli.output import say


@click.command()
@click.option(
    "--rules",
    multiple=True,
    metavar="FILE",
    help="Judge programmes by the rules in this file instead of the bundled ones (repeatable).",
)
def lsp(rules: tuple[str, ...]) -> None:
    """Speak with an editor, in the Language Server Protocol on standard input and output (needs ccmcheck[editor]).

    An editor starts this by itself; docs/editors.md has the settings for VS Code, Neovim, Helix and Emacs.

    \b
    Examples:
      ccmcheck lsp
      ccmcheck lsp --rules my.rules

    \b
    Exit codes: 0 the editor is gone, 2 wrong usage, or what speaks the protocol is not installed.
    """
    from ccmcheck import editor

    if not editor.is_installed():
        say(f"error: {editor.HOW_TO_GET_IT}")
        sys.exit(2)
    from ccmcheck.editor.server import serve

    serve(rules)
