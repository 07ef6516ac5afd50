"""Tables on the terminal; elsewhere the same, never cut to a width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print ``rows`` under ``headings``, wrapped to the terminal where there is one.

    The first column, which people copy, stays whole as long as the terminal is half as wide again.
    """
    content = [list(headings), *map(list, rows)]
    widths = [max(map(cell_len, column)) for column in zip(*content, strict=True)]
    console = Console(soft_wrap=True)
    if not console.is_terminal:
        console.width = sum(widths) + 4 * len(widths) + 4
    table = Table(*headings, box=box.SIMPLE)
    for column in table.columns:
        column.overflow = "fold"
    if 3 * widths[0] <= 2 * console.width:
        table.columns[0].no_wrap = True
    for row in content[1:]:
        table.add_row(*map(Text, row))
    console.print(table)
