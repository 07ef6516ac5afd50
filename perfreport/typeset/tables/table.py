"""Tables: read row by row, set cell by cell, placed page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from perfreport.typeset.budget import MOST_COLUMNS, MOST_HEADER_CELLS
from perfreport.typeset.markup.attributes import Fit
from perfreport.typeset.markup.blocks import Row, Table
from perfreport.typeset.tables.cells import CellSetter, SetCell
from perfreport.typeset.tables.columns import Needs, column_edges
from perfreport.typeset.tables.flow import MOST_OPENINGS, TableFlow
from perfreport.typeset.tables.grid import CellGrid, RowShape
from perfreport.typeset.tables.region import PageRegion

_T = TypeVar("_T")


def place_table(table: Table, region: PageRegion) -> None:
    """Place ``table`` in ``region``; only one with fitted columns is read before it is set.

    Raises:
        TemplateError: rows do not fill the columns, or columns or rows have no room.
        GlyphError: no face has a character of the text.
    """
    table_format = table.format
    if len(table_format.columns) > MOST_COLUMNS:
        raise table_format.mistake(f"列数超过上限 {MOST_COLUMNS}，版心放不下这么多列，请减少")
    grid = CellGrid(len(table_format.columns))
    header = _header(table, grid)
    body: Iterable[tuple[Row, RowShape]] = ((row, grid.place(row)) for row in _or_empty(table))
    needs = Needs(table_format)
    # Any other table is set while it is read, however long it is.
    if any(isinstance(column, Fit) for column in table_format.columns):
        body = list(body)
        _look_at(header, body, needs)
    edges = column_edges(table_format, needs, region.left, region.measure)
    flow = TableFlow(table_format, edges, region)
    in_header = CellSetter(table_format, edges, header=True)
    below = CellSetter(table_format, edges, header=False)
    flow.set_header([in_header.set(row, shape) for row, shape in header])
    _place_rows((below.set(row, shape) for row, shape in body), flow, region)


def _header(table: Table, grid: CellGrid) -> list[tuple[Row, RowShape]]:
    wanted = table.format.header_rows
    rows = [(row, grid.place(row)) for row in islice(table.rows, wanted)]
    if len(rows) < wanted:
        raise table.format.mistake(f"header-rows 是 {wanted}，而表格只有 {len(rows)} 行")
    if wanted + sum(len(row.cells) for row, _ in rows) > MOST_HEADER_CELLS:
        raise table.format.mistake(f"表头的行和单元格合计超过上限 {MOST_HEADER_CELLS}，请减少")
    if grid.open:
        raise table.format.mistake("表头的单元格不能向下合并到表头之外")
    return rows


def _or_empty(table: Table) -> Iterator[Row]:
    """The rows of the body, or one that says that there are none."""
    row = next(table.rows, None) or Row(table.format.line, [table.format.empty])
    return chain([row], table.rows)


def _look_at(
    header: Iterable[tuple[Row, RowShape]], body: Iterable[tuple[Row, RowShape]], needs: Needs
) -> None:
    for row, shape in header:
        needs.see(row, shape, header=True)
    for row, shape in body:
        needs.see(row, shape, header=False)
    needs.settle()


def _place_rows(rows: Iterator[list[SetCell]], flow: TableFlow, region: PageRegion) -> None:
    beginning = _beginning(rows)
    region.begin(flow.least_height(beginning))
    flow.start()
    for row, last in _with_last(chain(beginning, rows)):
        flow.place(row, last=last)
    flow.finish()


def _beginning(rows: Iterator[list[SetCell]]) -> list[list[SetCell]]:
    """The rows that stand together at the top: up to the first that opens nothing."""
    beginning: list[list[SetCell]] = []
    for row in islice(rows, MOST_OPENINGS + 1):
        beginning.append(row)
        if not any(cell.frame.format.opens for cell in row):
            break
    return beginning


def _with_last(items: Iterable[_T]) -> Iterator[tuple[_T, bool]]:
    """Every item, and whether it is the last."""
    iterator = iter(items)
    item = next(iterator)
    for following in iterator:
        yield item, False
        item = following
    yield item, True
