"""Tables: read row by row, set cell by cell, placed page by page."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, takewhile
from typing import NamedTuple

from perfreport.typeset.budget import MOST_COLUMNS, MOST_HEADER_CELLS
from perfreport.typeset.markup.attributes import Fit
from perfreport.typeset.markup.blocks import Row, Table, TableFormat
from perfreport.typeset.pages import PageFlow
from perfreport.typeset.structure import Element, Role
from perfreport.typeset.tables.balancing import is_balanced, settled
from perfreport.typeset.tables.cells import CellSetter, SetCell
from perfreport.typeset.tables.columns import CellGrid, Columns, RowShape
from perfreport.typeset.tables.flow import LAST_ROWS, TableFlow
from perfreport.typeset.tables.openings import MOST_OPENINGS
from perfreport.typeset.upcoming import Upcoming


class _SetRow(NamedTuple):
    """A row in lines, and how many rows from it on stand again on the following pages."""

    cells: list[SetCell]
    repeat: int | None


def place_table(table: Table, page: PageFlow, upcoming: Upcoming) -> None:
    """Place ``table`` from ``page`` on; it is set while it is read where its columns are given.

    Its last rows stand with what is ``upcoming`` if that ends the text.

    Raises:
        TemplateError: rows do not fill the columns, or columns or rows have no room.
        GlyphError: no face has a character of the text.
    """
    table_format = table.format
    if len(table_format.columns) > MOST_COLUMNS:
        raise table_format.mistake(f"列数超过上限 {MOST_COLUMNS}，版心放不下这么多列，请减少")
    grid = CellGrid(len(table_format.columns))
    rows = iter(table.rows)
    header = _header(table_format, rows, grid)
    first = next(rows, None) or Row(table_format.line, [table_format.empty])
    body: Iterable[tuple[Row, RowShape]] = ((row, grid.place(row)) for row in chain([first], rows))
    if is_balanced(table_format):
        body = list(body)
        table_format = settled(table_format, [*header, *body], page.setup)
    columns = Columns(table_format)
    # Any other table is set while it is read, however long it is.
    if any(isinstance(column, Fit) for column in table_format.columns):
        body = list(body)
        columns.see(header, in_header=True)
        columns.see(body, in_header=False)
    edges = columns.edges(page.left, page.measure, page.paper)
    structure = page.structure
    element = None if structure is None else Element(Role.TABLE)
    flow = TableFlow(table_format, edges, page, element)
    in_header = CellSetter(table_format, edges, flow.room, header=True)
    flow.set_header([in_header.set(row, shape) for row, shape in header])
    below = CellSetter(table_format, edges, flow.room, header=False)
    rows_set = (_SetRow(below.set(row, shape), row.format.repeat) for row, shape in body)
    _place_rows(rows_set, flow, page, upcoming)


def _header(table: TableFormat, rows: Iterator[Row], grid: CellGrid) -> list[tuple[Row, RowShape]]:
    """The first of ``rows``, as many as stand on every page."""
    wanted = table.header_rows
    header = [(row, grid.place(row)) for row in islice(rows, wanted)]
    if len(header) < wanted:
        raise table.mistake(f"header-rows 是 {wanted}，而表格只有 {len(header)} 行")
    if wanted + sum(len(row.cells) for row, _ in header) > MOST_HEADER_CELLS:
        raise table.mistake(f"表头的行和单元格合计超过上限 {MOST_HEADER_CELLS}，请减少")
    if grid.open:
        raise table.mistake("表头的单元格不能向下合并到表头之外")
    return header


def _place_rows(
    rows: Iterator[_SetRow], flow: TableFlow, page: PageFlow, upcoming: Upcoming
) -> None:
    # No more than these: the rest of a long table is not read before it is placed.
    first = list(islice(rows, MOST_OPENINGS + 1))
    page.begin(_least_height(first, flow, page, upcoming))
    # Only now does what was held for the table stand above it.
    if page.structure is not None and flow.element is not None:
        page.structure.children.append(flow.element)
    flow.start()
    last: deque[_SetRow] = deque()
    for row in chain(first, rows):
        last.append(row)
        if len(last) > LAST_ROWS:
            cells, repeat = last.popleft()
            flow.place(cells, repeat=repeat)
    below = upcoming.height_of_end(page.measure, flow.room, flow.highest_whole)
    while last:
        ends_head = last[0].repeat is not None
        flow.keep_together([row.cells for row in last], below, ends_head=ends_head)
        cells, repeat = last.popleft()
        flow.place(cells, last=not last, repeat=repeat)
    flow.emit()


def _least_height(
    first: Sequence[_SetRow], flow: TableFlow, page: PageFlow, upcoming: Upcoming
) -> float:
    """Height of what of a table that begins with the rows ``first`` must stand where it starts."""
    cells = [row.cells for row in first]
    if len(cells) > LAST_ROWS:
        opening = takewhile(lambda row: any(cell.frame.format.opens for cell in row), cells)
        return flow.least_height(cells[: len(list(opening)) + 1])
    below = upcoming.height_of_end(page.measure, flow.room, flow.highest_whole)
    return flow.least_height(cells, below)
