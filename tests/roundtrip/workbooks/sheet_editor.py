"""Edits made on a printed workbook as somebody makes them in Excel, by openpyxl."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from io import BytesIO
from typing import cast

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE = re.compile(r"\b([A-Z]{1,2})(\d+)\b")

Value = str | float | int | None


class SheetEditor:
    """A workbook that is open in an editor.

    The values of formulas are kept by no program that does not compute them: what is saved has
    none.
    """

    def __init__(self, content: bytes) -> None:
        """Open the file ``content``."""
        self.book = openpyxl.load_workbook(BytesIO(content))

    def save(self) -> bytes:
        """The file as it is now."""
        file = BytesIO()
        self.book.save(file)
        return file.getvalue()

    @property
    def sheets(self) -> list[Worksheet]:
        """Those that people see."""
        return [sheet for sheet in self.book.worksheets if sheet.sheet_state == "visible"]

    def all_cells(self) -> list[Cell]:
        """Those that can be typed into, in their order."""
        rows = (row for sheet in self.sheets for row in sheet.iter_rows())
        return [cell for row in rows for cell in row if isinstance(cell, Cell)]

    def cells(self) -> list[Cell]:
        """Those of them that say something."""
        return [cell for cell in self.all_cells() if cell.value is not None]

    def cell(self, words: Value, occurrence: int = 0) -> Cell:
        """The cell that says just these ``words``."""
        return [cell for cell in self.cells() if cell.value == words][occurrence]

    def having(self, words: str) -> Cell:
        """The first cell with ``words`` in its text."""
        return next(cell for cell in self.cells() if words in str(cell.value))

    def beside(self, words: Value, steps: int) -> Cell:
        """The cell so many cells to the right of the one with just these ``words``."""
        start = self.cell(words)
        cells = [cell for cell in sheet_of(start)[start.row] if isinstance(cell, Cell)]
        return cells[cells.index(start) + steps]

    def replace(self, words: str, old: str, new: str) -> None:
        """Type ``new`` over ``old`` in the first cell that has ``words``."""
        cell = self.having(words)
        assert old in str(cell.value)
        cell.value = str(cell.value).replace(old, new, 1)

    def part_all(self) -> None:
        """Part all merged cells; of each the first keeps what it says, and all their lines."""
        for sheet in self.sheets:
            for each in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(each))
                first = cast(Cell, sheet.cell(each.min_row, each.min_col))
                for row, column in each.cells:
                    cell = cast(Cell, sheet.cell(row, column))
                    cell._style = copy(first._style)  # type: ignore[attr-defined] # not in the stubs

    def below(self, rows: int) -> Cell:
        """The first cell of a row so far below all others."""
        sheet = self.sheets[0]
        return cast(Cell, sheet.cell(sheet.max_row + rows, 1))

    def exchange(self, one: Value, other: Value) -> None:
        """Have the cells of two rows change places, from those with just these words on.

        Formulas are left: wherever they go they add up their own row.
        """
        first, second = self.cell(one), self.cell(other)
        sheet = sheet_of(first)
        for column in range(first.column, sheet.max_column + 1):
            pair = [sheet.cell(each.row, column) for each in (first, second)]
            if not any(isinstance(cell, MergedCell) or cell.data_type == "f" for cell in pair):
                pair[0].value, pair[1].value = pair[1].value, pair[0].value

    def insert_column(self, number: int) -> None:
        """Put in a column before the one with that ``number``; merged cells grow and move.

        Formulas name the columns behind it by their new letters.
        """
        sheet = self.sheets[0]
        ranges = list(sheet.merged_cells.ranges)
        for each in ranges:
            sheet.unmerge_cells(str(each))
        sheet.insert_cols(number)
        _refer_to_columns_behind(sheet, number)
        for row in range(1, sheet.max_row + 1):
            beside, cell = (cast(Cell, sheet.cell(row, number - step)) for step in (1, 0))
            cell._style = copy(beside._style)  # type: ignore[attr-defined] # not in the stubs
        for each in ranges:
            sheet.merge_cells(
                start_row=each.min_row,
                end_row=each.max_row,
                start_column=each.min_col + (each.min_col >= number),
                end_column=each.max_col + (each.max_col >= number),
            )

    def add_row(self, below: Value, *values: Value) -> None:
        """Put in a row like the one with a cell that says ``below``, and type into its cells."""
        start = self.cell(below)
        sheet = sheet_of(start)
        self.open_row(sheet, start.row + 1)
        for column in range(1, sheet.max_column + 1):
            above, cell = (cast(Cell, sheet.cell(start.row + step, column)) for step in (0, 1))
            cell._style = copy(above._style)  # type: ignore[attr-defined] # not in the stubs
        merged = [each for each in sheet.merged_cells.ranges if each.min_row == start.row]
        for each in merged:
            if each.max_row == start.row:
                sheet.merge_cells(
                    start_row=start.row + 1,
                    end_row=start.row + 1,
                    start_column=each.min_col,
                    end_column=each.max_col,
                )
        free = [cell for cell in sheet[start.row + 1] if not isinstance(cell, MergedCell)]
        for cell, value in zip(free, values, strict=False):
            cell.value = value

    def open_row(self, sheet: Worksheet, number: int) -> None:
        """Put a row in before the one with that ``number``; merged cells grow and move with it."""
        ranges = list(sheet.merged_cells.ranges)
        for each in ranges:
            sheet.unmerge_cells(str(each))
        sheet.insert_rows(number)
        _refer_to_rows_below(sheet, number, 1)
        for each in ranges:
            grown = each.max_row + (each.max_row >= number)
            sheet.merge_cells(
                start_row=each.min_row + (each.min_row >= number),
                end_row=grown,
                start_column=each.min_col,
                end_column=each.max_col,
            )

    def remove_row(self, words: Value) -> None:
        """Delete the row of the cell with just these ``words``; merged cells shrink."""
        start = self.cell(words)
        sheet = sheet_of(start)
        number = start.row
        ranges = list(sheet.merged_cells.ranges)
        for each in ranges:
            sheet.unmerge_cells(str(each))
        kept = {
            (each.min_row, each.min_col): sheet.cell(each.min_row, each.min_col).value
            for each in ranges
            if each.min_row == number < each.max_row
        }
        sheet.delete_rows(number)
        _refer_to_rows_below(sheet, number, -1)
        for (row, column), value in kept.items():
            # Excel keeps what a merged cell says when its first row goes.
            sheet.cell(row, column).value = value
        for each in ranges:
            first = each.min_row - (each.min_row > number)
            last = each.max_row - (each.max_row >= number)
            if last >= first and (last, each.max_col) != (first, each.min_col):
                sheet.merge_cells(
                    start_row=first,
                    end_row=last,
                    start_column=each.min_col,
                    end_column=each.max_col,
                )


def _refer_to_rows_below(sheet: Worksheet, number: int, step: int) -> None:
    """Have formulas name the rows from ``number`` on by their new numbers, as Excel does."""

    def moved(reference: re.Match[str]) -> str:
        row = int(reference[2])
        return f"{reference[1]}{row + step if row >= number else row}"

    _refer_otherwise(sheet, moved)


def _refer_to_columns_behind(sheet: Worksheet, number: int) -> None:
    """Have formulas name the columns from ``number`` on by the letters that they have now."""

    def moved(reference: re.Match[str]) -> str:
        column = column_index_from_string(reference[1])
        return f"{get_column_letter(column + (column >= number))}{reference[2]}"

    _refer_otherwise(sheet, moved)


def _refer_otherwise(sheet: Worksheet, moved: Callable[[re.Match[str]], str]) -> None:
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell, Cell) and cell.data_type == "f":
                cell.value = _REFERENCE.sub(moved, str(cell.value))


def sheet_of(cell: Cell) -> Worksheet:
    """The sheet on which ``cell`` is."""
    return cast(Worksheet, cell.parent)
