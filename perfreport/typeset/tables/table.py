"""Tables: read row by row, set cell by cell, placed page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise

from perfreport.typeset.budget import MOST_COLUMNS, MOST_HEADER_CELLS
from perfreport.typeset.markup.attributes import Fit
from perfreport.typeset.markup.blocks import Row, Table, TableFormat
from perfreport.typeset.pages import PageFlow
from perfreport.typeset.structure import Element, Role
from perfreport.typeset.tables.balancing import is_balanced, settled
from perfreport.typeset.tables.cells import CellSetter, SetCell
from perfreport.typeset.tables.columns import CellGrid, Columns, RowShape
from perfreport.typeset.tables.flow import MOST_OPENINGS, TableFlow


def place_table(table: Table, page: PageFlow) -> None:
    """Place ``table`` from ``page`` on; it is set while it is read where its columns are given.

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
    _place_rows((below.set(row, shape) for row, shape in body), flow, page)


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


def _place_rows(rows: Iterator[list[SetCell]], flow: TableFlow, page: PageFlow) -> None:
    beginning = _beginning(rows)
    page.begin(flow.least_height(beginning))
    # Only now does what was held for the table stand above it.
    if page.structure is not None and flow.element is not None:
        page.structure.children.append(flow.element)
    flow.start()
    end: list[SetCell] = []
    for row, following in pairwise(chain(beginning, rows, (end,))):
        flow.place(row, last=following is end)
    flow.emit()


def _beginning(rows: Iterator[list[SetCell]]) -> list[list[SetCell]]:
    """The rows that stand together at the top: up to the first that opens nothing."""
    beginning: list[list[SetCell]] = []
    # No more than these: the rest of a long table is not read before it is placed.
    for row in islice(rows, MOST_OPENINGS + 1):
        beginning.append(row)
        if not any(cell.frame.format.opens for cell in row):
            break
    return beginning
