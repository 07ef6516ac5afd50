"""A report as a workbook, whose lists are whole as far as a sheet has rows."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import Any

from perfreport.batch.reporting import tables
from perfreport.batch.reporting.record import Record
from perfreport.batch.reporting.summary import Summary
from perfreport.batch.reporting.tables import Cell, Table
from perfreport.workbooks import looks
from perfreport.workbooks.cells import MOST_OF_A_CELL, Filled
from perfreport.workbooks.drawing import Drawing

SUMMARY_SHEET = "汇总"
MOST_ROWS = 1_048_576
"""Of a sheet, in Excel."""

_FIRST_WIDTH, _WIDTH = 36, 14
_WIDTHS = {
    "数据文件": 30, "说明": 60, "发现": 46, "位置": 24, "名称": 18, "项目": 28, "单位": 20,
    "文种": 26, "原因": 18, "规则": 10, "级别": 7, "等级": 8, "得分": 10,
}  # fmt: skip
"""Of columns, in characters, by their headings: a sheet is one page wide in print, and no list may
need so much of it that nobody can read what it is shrunk to."""
_NUMBER = {**looks.CELL, "align": "right"}
_WHOLE, _SCORE = "#,##0", "0.00"


def as_workbook(record: Record, found: Summary) -> bytes:
    """The report on ``record``: a sheet of its numbers, and one for each list.

    Raises:
        ExtraError: when xlsxwriter is not installed.
    """
    drawing = Drawing(row_by_row=True)
    lists = (
        tables.failures(record, found),
        tables.findings(record, found),
        tables.units(record, found),
        tables.scored(record, found),
    )
    _draw_numbers(drawing, found, lists)
    for each in lists:
        _draw_list(drawing, each)
    return drawing.content()


def _draw_numbers(drawing: Drawing, found: Summary, lists: tuple[Table, ...]) -> None:
    """The short tables, one below the other; and which lists have more rows than a sheet."""
    sheet = drawing.sheet(SUMMARY_SHEET, heads=0)
    sheet.set_column(0, 0, _FIRST_WIDTH)
    sheet.set_column(1, 1, _WIDTHS["文种"])
    sheet.set_column(2, 6, _WIDTH)
    row = 0
    for each in lists:
        if each.length >= MOST_ROWS:
            told = f"{each.title}共 {each.length:,} 行，表里是前 {MOST_ROWS - 1:,} 行"
            sheet.write_string(row, 0, told, drawing.format(looks.SUBTITLE))
            row += 2
    for make in tables.BESIDES:
        table = make(found)
        if table.length:
            sheet.write_string(row, 0, table.title, drawing.format(looks.TITLE))
            row = _draw_rows(drawing, sheet, table, row + 1) + 1


def _draw_list(drawing: Drawing, table: Table) -> None:
    """One sheet with a list that can be filtered."""
    sheet = drawing.sheet(table.title, names=1)
    for column, head in enumerate(table.heads):
        sheet.set_column(column, column, _WIDTHS.get(head, _WIDTH))
    rows = islice(table.rows, MOST_ROWS - 1)
    end = _draw_rows(drawing, sheet, table._replace(rows=rows), 0)
    sheet.autofilter(0, 0, max(end - 1, 0), len(table.heads) - 1)


def _draw_rows(drawing: Drawing, sheet: Any, table: Table, start: int) -> int:
    """Draw ``table`` from the row ``start`` on; the first row below it."""
    for column, head in enumerate(table.heads):
        drawing.cell(sheet, start, column, Filled(head), looks.HEADING)
    below = start + 1
    for content in table.rows:
        _draw_row(drawing, sheet, below, table.heads, content)
        below += 1
    return below


def _draw_row(
    drawing: Drawing, sheet: Any, row: int, heads: tuple[str, ...], content: tuple[Cell, ...]
) -> None:
    filled = [_filled(cell) for cell in content]
    texts = (
        (each.content, _WIDTHS.get(head, _WIDTH))
        for head, each in zip(heads, filled, strict=True)
        if isinstance(each.content, str)
    )
    if height := looks.height(texts):  # each that is set is kept in memory
        sheet.set_row(row, height)
    for column, each in enumerate(filled):
        look = looks.CELL if isinstance(each.content, str) else _NUMBER
        drawing.cell(sheet, row, column, each, look)


def _filled(cell: Cell) -> Filled:
    match cell:
        case None:
            return Filled("")
        case int():
            return Filled(cell, _WHOLE)
        case Decimal():
            return Filled(float(cell), _SCORE)
    # A rare character counts for two in Excel.
    return Filled(cell if len(cell) <= MOST_OF_A_CELL // 2 else f"{cell[: MOST_OF_A_CELL // 2]}…")
