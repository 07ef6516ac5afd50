"""Which columns the cells of a table stand in, row by row (the rules of HTML tables)."""

from __future__ import annotations

from typing import NamedTuple

from perfreport.errors import TemplateError
from perfreport.pdf.blocks import Cell, Row


class GridCell(NamedTuple):
    """A cell and its first column."""

    column: int
    cell: Cell

    @property
    def end(self) -> int:
        """The column after its last one."""
        return self.column + self.cell.format.columns


class Grid:
    """Gives the cells of rows their columns, and knows what merged cells still cover."""

    def __init__(self, columns: int) -> None:
        """Start above the first row of a table of ``columns``."""
        self._covered = [0] * columns

    @property
    def open(self) -> bool:
        """Whether a merged cell goes on below the last row."""
        return any(self._covered)

    def place(self, row: Row) -> list[GridCell]:
        """The cells that start in ``row``, in the columns left free by cells from above.

        Raises:
            TemplateError: there are too few cells or too many, or one has no room.
        """
        placed: list[GridCell] = []
        column = 0
        for cell in row.cells:
            column = self._free(column)
            placed.append(GridCell(column, cell))
            column += cell.format.columns
            if column > len(self._covered):
                raise _mistake(row, f"这一行的单元格超出了表格的 {len(self._covered)} 列")
            if any(self._covered[placed[-1].column : column]):
                raise _mistake(row, f"第 {column} 列已被上方合并的单元格占用")
        if self._free(column) < len(self._covered):
            raise _mistake(row, f"这一行缺少单元格：表格有 {len(self._covered)} 列")
        self._descend(placed)
        return placed

    def _free(self, column: int) -> int:
        while column < len(self._covered) and self._covered[column]:
            column += 1
        return column

    def _descend(self, placed: list[GridCell]) -> None:
        self._covered = [max(rows - 1, 0) for rows in self._covered]
        for item in placed:
            for column in range(item.column, item.end):
                self._covered[column] = item.cell.format.rows - 1


def _mistake(row: Row, problem: str) -> TemplateError:
    return TemplateError(f"版面标记第 {row.line} 行 <tr>：{problem}")
