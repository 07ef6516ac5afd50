"""What several commands print: tables on standard output, remarks on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from perfreport.basics.errors import Mistake
from perfreport.basics.messages import shown


def tell(word: str, mistake: Mistake, name: str | None = None) -> None:
    """Print ``mistake`` in the file ``name`` behind the ``word`` that says what becomes of it."""
    click.echo(f"{word}　{mistake.describe(name)}", err=True)


def print_remarks(path: Path, remarks: Iterable[str]) -> None:
    """Print what there is to know about the file at ``path``, whole however long it is."""
    for remark in remarks:
        click.echo(f"说明　{shown(str(path))}：{remark}", err=True)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print ``rows`` under ``headings``, wrapped to the terminal where there is one.

    Elsewhere it is the same and never cut to a width. The first column, which people copy, stays
    whole as long as the terminal is half as wide again.
    """
    content = [list(headings), *map(list, rows)]
    widths = [max(map(cell_len, column)) for column in zip(*content, strict=True)]
    console = Console(soft_wrap=True)
    if not console.is_terminal:
        # Rich takes a file for 80 columns wide; each column has two blanks on either side.
        console.width = sum(widths) + 4 * len(widths) + 4
    table = Table(*headings, box=box.SIMPLE)
    for column in table.columns:
        column.overflow = "fold"
    if 3 * widths[0] <= 2 * console.width:
        table.columns[0].no_wrap = True
    for row in content[1:]:
        table.add_row(*map(Text, row))  # a bare text would be read as rich's markup
    console.print(table)
