"""Spare rows of a table (备填的空行): what somebody types into one is a row of data.

Below the rows that a loop repeats a form may print blank ones, or such as ``指标1：``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from perfreport.page.blocks import Cell, Paragraph, Row
from perfreport.roundtrip.layout import CellLayout, RowLayout, TableLayout
from perfreport.roundtrip.pattern import squeezed
from perfreport.roundtrip.printed_codes import PrintedCodes

_OPEN_ENDS = ("：", ":", "…", "．", ".")
"""What fixed words end with behind which something is to be typed."""


class _Spares(NamedTuple):
    """A row that is repeated, the spare ones below it, and the other fixed rows of the table."""

    row: RowLayout
    spares: Sequence[RowLayout]
    others: Sequence[RowLayout]


def with_spares_filled_in(
    grid: TableLayout, rows: Sequence[Row], printed: PrintedCodes
) -> Sequence[Row]:
    """The ``rows`` of a page's table, those of data before spare ones, without their fixed words.

    What was ``printed`` so is data and has no such words.
    """
    spares = _spares_of(grid)
    if spares is None:
        return rows
    result = list(rows)
    for start, end in reversed(list(_spans(spares, rows))):
        part = rows[start:end]
        data = [row for row in part if not any(_is_untouched(row, each) for each in spares.spares)]
        data = [_without_words(row, spares, printed) for row in data]
        result[start:end] = [*data, *map(_printed_row, spares.spares)]
    return result


def _spares_of(grid: TableLayout) -> _Spares | None:
    """The only repeated row that has spare ones."""
    repeated = [row for row in grid.rows if row.loops and row.has_data]
    for place, row in enumerate(grid.rows):
        is_only = sum(len(each.cells) == len(row.cells) for each in repeated) == 1
        if row in repeated and len(row.loops) == 1 and is_only:
            may_be_spare = partial(_is_spare, row=row, grid=grid)
            if spares := list(takewhile(may_be_spare, grid.rows[place + 1 :])):
                fixed = (each for each in grid.rows if each.words and not each.loops)
                return _Spares(row, spares, [each for each in fixed if each not in spares])
    return None


def _is_spare(layout: RowLayout, row: RowLayout, grid: TableLayout) -> bool:
    """Whether ``layout`` can stand for another one like ``row``, and holds no data itself."""
    is_fixed = all(cell.is_fixed for cell in layout.cells) and not layout.loops
    # Where every cell has words nothing is to be filled in.
    has_room = any(not cell.words or _is_open(cell) for cell in layout.cells)
    is_like = len(layout.cells) == len(row.cells)
    return is_fixed and has_room and is_like and layout not in grid.heads


def _is_open(cell: CellLayout) -> bool:
    return cell.words.endswith(_OPEN_ENDS)


def _spans(spares: _Spares, rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """The stretches of rows of data and spare ones in which one is known for a spare one."""
    start = 0
    for number, row in enumerate((*rows, Row(()))):
        is_inside = len(row.cells) == len(spares.row.cells)
        if is_inside and not any(each.is_said_by(row) for each in spares.others):
            continue
        stretch = rows[start:number]
        if any(_stands_for(row, each) for row in stretch for each in spares.spares):
            yield start, number
        start = number + 1


def _stands_for(row: Row, spare: RowLayout) -> bool:
    return _is_untouched(row, spare) or _is_filled_in(row, spare)


def _is_untouched(row: Row, spare: RowLayout) -> bool:
    pairs = zip(spare.cells, row.cells, strict=False)
    return len(spare.cells) == len(row.cells) and all(
        layout.says(cell.text) if layout.words else not cell.text.strip() for layout, cell in pairs
    )


def _is_filled_in(row: Row, spare: RowLayout) -> bool:
    """Whether something was typed behind the words of ``spare`` or beside them."""
    pairs = list(zip(spare.cells, row.cells, strict=False))
    return any(map(_is_open, spare.cells)) and all(
        squeezed(cell.text).startswith(layout.words) for layout, cell in pairs
    )


def _without_words(row: Row, spares: _Spares, printed: PrintedCodes) -> Row:
    """``row`` without the words of the spare row that it was."""
    spare = next((each for each in spares.spares if _is_filled_in(row, each)), None)
    if spare is None:
        return row
    cells = zip(row.cells, spare.cells, spares.row.cells, strict=True)
    return Row(tuple(_typed(*each, printed) for each in cells))


def _typed(cell: Cell, spare: CellLayout, layout: CellLayout, printed: PrintedCodes) -> Cell:
    """``cell`` without the words of the ``spare`` one, in place of what ``layout`` lays down."""
    slots = [slot.path for slot in layout.slots if slot.path]
    if not _is_open(spare) or any(printed.was_printed(path, cell.text) for path in slots):
        return cell
    first, *others = cell.paragraphs
    left = first.text.lstrip()
    for letter in spare.words:
        left = left.removeprefix(letter).lstrip()
    return replace(cell, paragraphs=(replace(first, text=left), *others))


def _printed_row(spare: RowLayout) -> Row:
    """The ``spare`` row as it is printed."""
    return Row(
        tuple(
            Cell(
                (Paragraph(cell.words),) if cell.words else (),
                cell.column,
                cell.columns,
                style=cell.style,
            )
            for cell in spare.cells
        )
    )
