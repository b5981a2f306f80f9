"""The command line: reads files, prints reports, exits; the only floor that talks to the world."""

import click

from ccmcheck import __version__
from ccmcheck.cli.check import check
from ccmcheck.cli.facts import rules, states
from ccmcheck.cli.new import new


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ccmcheck", message="%(prog)s %(version)s")
def main() -> None:
    """Judge a work programme of the Convention on Cluster Munitions against the decisions that bind it.

    \b
    Examples:
      ccmcheck check draft.yaml            what departs from the decisions, and which blanks are left
      ccmcheck check --final draft.yaml    the same before adoption: no blank may be left
      ccmcheck rules                       the decisions that are known, with their rules
      ccmcheck states Sweden               whether a State is a party, and since when
      ccmcheck new 2013 -o 2013.yaml       a programme full of blanks to start from
    """


for command in (check, rules, states, new):
    main.add_command(command)
