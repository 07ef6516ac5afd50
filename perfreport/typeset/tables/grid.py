"""Which columns the cells of a table stand in, row by row (the rules of HTML tables)."""

from __future__ import annotations

from perfreport.basics.errors import TemplateError
from perfreport.typeset.markup.blocks import CellFormat, Row


class RowShape:
    """Rows written alike, and where their cells stand; equal only to itself.

    Attributes:
        formats: of the cells.
        columns: the first column of each cell.
    """

    __slots__ = ("columns", "formats")

    def __init__(self, formats: tuple[CellFormat, ...], columns: tuple[int, ...]) -> None:
        """Let cells of ``formats`` start in ``columns``."""
        self.formats = formats
        self.columns = columns


class CellGrid:
    """Gives the cells of rows their columns, and knows what merged cells still cover."""

    def __init__(self, columns: int) -> None:
        """Start above the first row of a table of ``columns``."""
        self._covered = [0] * columns
        self._shapes: dict[tuple[CellFormat, ...], RowShape] = {}
        self.open = False
        """Whether a merged cell goes on below the last row."""

    def place(self, row: Row) -> RowShape:
        """The shape of ``row``: its cells stand in the columns left free by cells from above.

        Raises:
            TemplateError: there are too few cells or too many, or one has no room.
        """
        # Rows written alike share one shape, so that what follows from it is found by identity.
        formats = tuple([cell.format for cell in row.cells])
        below_closed_row = not self.open
        if below_closed_row and formats in self._shapes:
            return self._shapes[formats]
        shape = RowShape(formats, self._columns(formats, row))
        self._descend(shape)
        if below_closed_row and not self.open:
            self._shapes[formats] = shape
        return shape

    def _columns(self, formats: tuple[CellFormat, ...], row: Row) -> tuple[int, ...]:
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

    def _descend(self, shape: RowShape) -> None:
        self._covered = [max(rows - 1, 0) for rows in self._covered]
        for cell_format, first in zip(shape.formats, shape.columns, strict=True):
            for column in range(first, first + cell_format.columns):
                self._covered[column] = cell_format.rows - 1
        self.open = any(self._covered)


def _mistake(row: Row, problem: str) -> TemplateError:
    return TemplateError(f"版面标记第 {row.line} 行 <tr>：{problem}")
