"""The treaty that a programme states, seen at once or by its reader: both say the same."""

from __future__ import annotations

import pytest

from ccmcheck.base.source import Source
from ccmcheck.document.treaty import stated_treaty

LINES = (
    "treaty: CCM",
    "treaty: CCM\r",
    'treaty: "CCM"  \r',
    "treaty: CCM  # as agreed",
    "treaty: CCM\t# as agreed\r",
    "treaty: 'CCM'",
    "treaty: CCM# no remark",
    'treaty: "CCM # no remark"',
    "treaty: Convention on Cluster Munitions  # the whole name",
    "treaty:\r",
    "treaty: ____ # to come",
)


@pytest.mark.parametrize("line", LINES)
def test_it_is_what_its_reader_says(line: str) -> None:
    quick = stated_treaty(Source("p.yaml", f"{line}\nyear: 2012\n"))
    read = stated_treaty(Source("p.yaml", f"# which treaty\n{line}\nyear: 2012\n"))
    assert quick == read


def test_a_long_line_of_spaces_is_looked_at_once() -> None:
    line = f"treaty: a{' ' * 200_000}b!"
    assert stated_treaty(Source("p.yaml", f"{line}\nyear: 2012\n")) == line.removeprefix("treaty: ")
