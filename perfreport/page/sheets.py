"""A sheet of a workbook as a table, as Word has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from perfreport.page.blocks import Cell, Paragraph, Row, Table
from perfreport.sheets.workbook import Area, Sheet

_NO_CELLS = Row(())


def table_of(sheet: Sheet) -> Table:
    """The cells of ``sheet``; its row with the number n is that of the table.

    Blank cells are left out that have no lines and are merged with no others. Merged areas end
    with the last row that has other cells.
    """
    columns: defaultdict[int, dict[int, Area]] = defaultdict(dict)
    for spot in (*sheet.cells, *sheet.bordered, *(area.first for area in sheet.merged)):
        columns[spot.row][spot.column] = Area(spot, spot)
    height = max(columns, default=-1) + 1
    for area in sheet.merged:
        for row in range(area.first.row, min(area.last.row + 1, height)):
            for column in range(area.first.column, area.last.column + 1):
                columns[row].pop(column, None)
            columns[row][area.first.column] = area
    rows = (
        _row(sheet, row, columns[row]) if row in columns else _NO_CELLS for row in range(height)
    )
    return Table(tuple(rows))


def _row(sheet: Sheet, row: int, areas: Mapping[int, Area]) -> Row:
    return Row(tuple(_cell(sheet, row, areas[column]) for column in sorted(areas)))


def _cell(sheet: Sheet, row: int, area: Area) -> Cell:
    found = sheet.cells.get(area.first)
    text = found.shown if found else ""
    column, columns = area.first.column, area.last.column - area.first.column + 1
    if row > area.first.row:
        return Cell((), column, columns, above=text, is_merged=True)
    lines = tuple(Paragraph(line) for line in text.split("\n") if line.strip())
    return Cell(lines, column, columns, is_merged=area.first.row < area.last.row)
