"""What several commands print: tables on standard output, remarks on standard error."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath

import click
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import Mistake, told_at
from perfreport.basics.messages import quoted, shown
from perfreport.basics.positions import Position
from perfreport.cli.wording import as_typed
from perfreport.compare import Change, Difference, MergeConflict
from perfreport.compare.reports import in_one_line
from perfreport.compare.wording import text_of
from perfreport.data.data_files import Input, typed_name
from perfreport.data.pending import count_of
from perfreport.documents.loading import Loaded
from perfreport.roundtrip import Reading


def _tell(
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
    _print_on(Console(soft_wrap=True), headings, rows)


def table_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """What ``print_table`` prints where there is no terminal."""
    file = io.StringIO()
    _print_on(Console(file=file, soft_wrap=True), headings, rows)
    return file.getvalue()


def _print_on(console: Console, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
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
        _tell("说明", "", message, str(file))


def print_sheet(file: Input, remarks: Iterable[str], leftovers: Iterable[str]) -> None:
    """Print how the sheet in ``file`` was understood, and what of it was not read."""
    for word, messages in (("说明", remarks), ("未收", leftovers)):
        for message in messages:
            _tell(word, "", message, str(file))


def print_reading(reading: Reading) -> None:
    """Print what was edited, what could not be taken over, and what else there is to know."""
    for edit in reading.edits:
        change = Change(edit.change)
        shown = f"原在 {edit.shown}" if change is Change.MOVED else edit.shown
        _tell(change.label, edit.path.label, shown)
    print_leftovers(reading)


def print_leftovers(reading: Reading, path: Input | None = None) -> None:
    """Print what a Word file says beside its data, with its ``path`` where there are several."""
    name = str(path) if path else None
    for conflict in reading.conflicts:
        message = (
            f"{reading.program} 中写的是“{conflict.shown}”，按数据算得“{conflict.computed}”"
            f"（{conflict.basis}）；取算得的，要改请改所依据的数据"
        )
        _tell("不符", conflict.place, message, name)
    for unplaced in reading.unplaced:
        message = f"“{unplaced.words}”（{unplaced.reason}）；要用请写进数据文件"
        _tell("未收", unplaced.place, message, name)
    for note in reading.notes:
        _tell("说明", "", note.message, name)


def print_source(loaded: Loaded) -> None:
    """Print what there is to know about the data file ``loaded``: what of it was not read."""
    if loaded.source:
        print_notes(loaded.source.remarks, loaded.source.name)


def print_notes(remarks: Iterable[Mistake], name: str | None) -> None:
    """Print ``remarks`` on the data file called ``name``."""
    for each in remarks:
        _tell("说明", each.path.label, each.message, name, each.position)


def print_changes(
    differences: Iterable[Difference],
    loaded: Loaded,
    after: Loaded | None = None,
    target: Path | None = None,
) -> None:
    """Print what becomes of the data file ``loaded``: all that goes, and all that comes.

    Args:
        differences: what changed.
        loaded: the data file as it was; what goes is told where it stood there.
        after: as it is now, where the rest is told; None where it did not change.
        target: where that is written, if not in its place.
    """
    old = loaded.name if after is None or target else f"{loaded.name}（改之前）"
    new = str(target) if target else loaded.name
    for each in differences:
        if after and each.after is not None:
            name, line = new, after.line(each.after)
        else:
            name, line = old, loaded.line(each.before or each.after or NOWHERE)
        _tell(each.change.label, each.label, in_one_line(each), name, line)


def print_incomplete(rows: Iterable[DataPath], program: str) -> None:
    """Print which rows that were added in a ``program`` are not among the data."""
    for row in rows:
        message = f"{program} 里加的这一行没有填全（缺什么见上），没有收进数据文件；补全后再读一次"
        _tell("未收", row.label, message)


def print_conflicts(conflicts: Iterable[MergeConflict], loaded: Loaded, program: str) -> None:
    """Print which edits of a ``program`` the data file ``loaded`` does not have.

    It has changed in the same places.
    """
    for conflict in conflicts:
        edited, current = map(_quoted, (conflict.edited, conflict.current))
        message = (
            f"数据文件和 {program} 都改了：{program} 为{edited}，数据文件为{current}；未动，请定夺"
        )
        line = loaded.line(conflict.path)
        _tell("冲突", conflict.path.label, message, loaded.name, line)


def print_computed(differences: Iterable[Difference], loaded: Loaded) -> None:
    """Print which edits were not made, for a formula of the workbook ``loaded`` stands there."""
    for each in differences:
        message = f"{in_one_line(each)}；这一格是公式，没有改，请在 Excel 里改公式或它所取的数"
        line = loaded.line(each.before or NOWHERE)
        _tell("未收", each.label, message, loaded.name, line)


def _quoted(content: object) -> str:
    return "已删去" if content is None else quoted(text_of(content))
