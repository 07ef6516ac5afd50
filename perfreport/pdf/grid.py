"""Which columns the cells of a table stand in, row by row (the rules of HTML tables)."""

from __future__ import annotations

from perfreport.errors import TemplateError
from perfreport.pdf.blocks import CellFormat, Row

Columns = tuple[int, ...]
"""The first column of each cell of a row."""


class Grid:
    """Gives the cells of rows their columns, and knows what merged cells still cover."""

    def __init__(self, columns: int) -> None:
        """Start above the first row of a table of ``columns``."""
        self._covered = [0] * columns
        self._free_rows: dict[tuple[CellFormat, ...], Columns] = {}
        self.open = False
        """Whether a merged cell goes on below the last row."""

    def place(self, row: Row) -> Columns:
        """The columns of the cells that start in ``row``: those left free by cells from above.

        Raises:
            TemplateError: there are too few cells or too many, or one has no room.
        """
        formats = tuple([cell.format for cell in row.cells])
        if not self.open and formats in self._free_rows:
            return self._free_rows[formats]
        columns = self._columns(formats, row)
        closed = not self.open
        self._descend(formats, columns)
        if closed and not self.open:
            self._free_rows[formats] = columns
        return columns

    def _columns(self, formats: tuple[CellFormat, ...], row: Row) -> Columns:
        total = len(self._covered)
        columns: list[int] = []
        column = 0
        for cell_format in formats:
            column = self._next_free(column)
            columns.append(column)
            column += cell_format.columns
            if column > total:
                raise _mistake(row, f"这一行的单元格超出了表格的 {total} 列")
            if any(self._covered[columns[-1] : column]):
                raise _mistake(row, f"第 {len(columns)} 个单元格的位置已被上方合并的单元格占用")
        if self._next_free(column) < total:
            raise _mistake(row, f"这一行缺少单元格，表格有 {total} 列")
        return tuple(columns)

    def _next_free(self, column: int) -> int:
        while column < len(self._covered) and self._covered[column]:
            column += 1
        return column

    def _descend(self, formats: tuple[CellFormat, ...], columns: Columns) -> None:
        self._covered = [max(rows - 1, 0) for rows in self._covered]
        for cell_format, first in zip(formats, columns, strict=True):
            for column in range(first, first + cell_format.columns):
                self._covered[column] = cell_format.rows - 1
        self.open = any(self._covered)


def _mistake(row: Row, problem: str) -> TemplateError:
    return TemplateError(f"版面标记第 {row.line} 行 <tr>：{problem}")
