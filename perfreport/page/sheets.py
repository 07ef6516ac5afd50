"""A sheet of a workbook as a table, as Word has them."""

from __future__ import annotations

from collections.abc import Mapping

from perfreport.page.blocks import Cell, Paragraph, Row, Table
from perfreport.sheets.workbook import Area, Sheet, Spot


def table_of(sheet: Sheet) -> Table:
    """The cells of ``sheet``; its row with the number n is that of the table."""
    spots = {*sheet.cells, *sheet.bordered, *(area.last for area in sheet.merged)}
    if not spots:
        return Table(())
    height = max(spot.row for spot in spots) + 1
    width = max(spot.column for spot in spots) + 1
    covered = {
        Spot(row, column): area
        for area in sheet.merged
        for row in range(area.first.row, area.last.row + 1)
        for column in range(area.first.column, area.last.column + 1)
    }
    return Table(tuple(_row(sheet, row, width, covered) for row in range(height)))


def _row(sheet: Sheet, row: int, width: int, covered: Mapping[Spot, Area]) -> Row:
    cells = []
    for column in range(width):
        spot = Spot(row, column)
        area = covered.get(spot, Area(spot, spot))
        if area.first.column < column:
            continue
        found = sheet.cells.get(area.first)
        text = found.shown if found else ""
        columns = area.last.column - area.first.column + 1
        lines = tuple(Paragraph(line) for line in text.split("\n") if line.strip())
        if row == area.first.row:
            cells.append(Cell(lines, column, columns, is_merged=area.first.row < area.last.row))
        else:
            cells.append(Cell((), column, columns, above=text, is_merged=True))
    return Row(tuple(cells))
