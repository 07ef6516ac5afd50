"""What several commands print: tables on standard output, remarks on standard error."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING

import click

from perfreport.basics.errors import Mistake, told_at
from perfreport.basics.messages import shown
from perfreport.basics.positions import Position
from perfreport.cli.wording import as_typed
from perfreport.data.data_files import Input, typed_name
from perfreport.data.pending import count_of
from perfreport.documents.loading import Loaded

if TYPE_CHECKING:
    from rich.console import Console


def tell(
    word: str, place: str, message: str, name: str | None = None, line: Position | None = None
) -> None:
    """Print ``message`` about a place behind the ``word`` that says what becomes of it."""
    click.echo(f"{word}　{told_at(place, as_typed(message), name, line)}", err=True)


def print_remarks(made: Mapping[PurePath, Iterable[str]] | Mapping[Path, Iterable[str]]) -> None:
    """Print what there is to know about the files at some paths, whole however long it is."""
    for path, remarks in made.items():
        for remark in remarks:
            print_remark(path, remark)


def print_remark(path: PurePath, remark: str) -> None:
    """Print what there is to know about the file at ``path``, whole however long it is."""
    click.echo(f"说明　{shown(str(path))}：{as_typed(remark)}", err=True)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print ``rows`` under ``headings``, wrapped to the terminal where there is one.

    Elsewhere it is the same and never cut to a width. The first column, which people copy, stays
    whole as long as the terminal is half as wide again.
    """
    _print_on(_console(), headings, rows)


def table_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """What ``print_table`` prints where there is no terminal."""
    file = io.StringIO()
    _print_on(_console(file), headings, rows)
    return file.getvalue()


def _console(file: IO[str] | None = None) -> Console:
    from rich.console import Console  # late: few commands print tables

    return Console(file=file, soft_wrap=True)


def _print_on(console: Console, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    content = [list(headings), *map(list, rows)]
    widths = [max(map(cell_len, column)) for column in zip(*content, strict=True)]
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


def print_pending(pending: int, file: object) -> None:
    """Say how many places of the data ``file`` are still to be filled in, if any."""
    if pending:
        message = f"{count_of(pending)}，perfreport check {typed_name(str(file))} 逐处列出"
        tell("说明", "", message, str(file))


def print_sheet(file: Input, remarks: Iterable[str], leftovers: Iterable[str]) -> None:
    """Print how the sheet in ``file`` was understood, and what of it was not read."""
    for word, messages in (("说明", remarks), ("未收", leftovers)):
        for message in messages:
            tell(word, "", message, str(file))


def print_source(loaded: Loaded) -> None:
    """Print what there is to know about the data file ``loaded``: what of it was not read."""
    if loaded.source:
        print_notes(loaded.source.remarks, loaded.source.name)


def print_notes(remarks: Iterable[Mistake], name: str | None) -> None:
    """Print ``remarks`` on the data file called ``name``."""
    for each in remarks:
        tell("说明", each.path.label, each.message, name, each.position)
