"""`python -m ccmcheck` is the command `ccmcheck`."""

from ccmcheck.cli import main

main(prog_name="ccmcheck")
