"""A table on the grid of its sheet: its boxes, and how high its rows are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perfreport.typeset.markup.attributes import Fit
from perfreport.typeset.markup.blocks import (
    Cell,
    CellFormat,
    PageSetup,
    Row,
    Table,
    TableFormat,
)
from perfreport.typeset.markup.styles import ParagraphStyle
from perfreport.typeset.tables.balancing import is_balanced, settled
from perfreport.typeset.tables.columns import CellGrid, Columns, RowShape
from perfreport.xlsx.contents import Content, content_of, height_of, line_height, upright_height
from perfreport.xlsx.grid import Grid
from perfreport.xlsx.looks import Sides, borders_of, look_of, marked_gaps, vertical_of
from perfreport.xlsx.plan import Box, Look

_LOWEST = 1.0


class ReadTable(NamedTuple):
    """A table that was read to its end.

    Attributes:
        format: of it.
        rows: with the places of their cells.
        edges: of its columns on the page.
    """

    format: TableFormat
    rows: Sequence[tuple[Row, RowShape]]
    edges: Sequence[float]


class SetTable(NamedTuple):
    """A table on a grid: its boxes, of which rows count from its own first, and their heights."""

    boxes: list[Box]
    heights: list[float]


def read_table(table: Table, setup: PageSetup) -> ReadTable:
    """``table`` on pages of ``setup``.

    Raises:
        TemplateError: when rows do not fill the columns, or columns have no room.
    """
    form = table.format
    grid = CellGrid(len(form.columns))
    read = [(row, grid.place(row)) for row in table.rows]
    if len(read) <= form.header_rows:
        row = Row(form.line, [form.empty])
        read.append((row, grid.place(row)))
    if is_balanced(form):
        form = settled(form, read, setup)
    columns = Columns(form)
    if any(isinstance(column, Fit) for column in form.columns):
        columns.see(read[: form.header_rows], in_header=True)
        columns.see(read[form.header_rows :], in_header=False)
    return ReadTable(form, read, columns.edges(setup.left, setup.measure, setup.width))


def set_table(table: ReadTable, grid: Grid) -> SetTable:
    """``table`` on ``grid``."""
    setter = _Setter(table, [grid.column(edge) for edge in table.edges], grid.edges)
    boxes = [
        box
        for number, (row, shape) in enumerate(table.rows)
        for box in setter.boxes(number, row, shape)
    ]
    setter.settle()
    return SetTable(boxes, setter.heights)


class _Setter:
    """Sets the rows of one table, from the first to the last."""

    def __init__(self, table: ReadTable, columns: Sequence[int], edges: Sequence[float]) -> None:
        self._table = table
        self._columns = columns
        self._edges = edges
        self._styles: dict[tuple[CellFormat, int, bool], ParagraphStyle] = {}
        self._looks: dict[tuple[CellFormat, ParagraphStyle, Sides], Look] = {}
        self._spanning: list[tuple[int, int, float]] = []
        self.heights = [row.format.height for row, _ in table.rows]

    def boxes(self, number: int, row: Row, shape: RowShape) -> list[Box]:
        """The boxes of the cells that begin in this row, which gets its height."""
        return [
            self._box(number, cell, column)
            for cell, column in zip(row.cells, shape.columns, strict=True)
        ]

    def _box(self, number: int, cell: Cell, column: int) -> Box:
        form = cell.format
        end = column + form.columns
        rows = min(form.rows, len(self.heights) - number)
        first, last = self._columns[column], self._columns[end]
        content = content_of(cell, self._style(form, column, number))
        style = content.paragraphs[0].style if content.paragraphs else form.style
        outer = (
            number == 0,
            end == len(self._columns) - 1,
            number + rows == len(self.heights),
            column == 0,
        )
        look = marked_gaps(self._look(form, style, outer), content.text)
        self._grow(
            number, rows, self._needed(content, form, self._edges[last] - self._edges[first])
        )
        pieces, mark = content.pieces, content.mark
        return Box(number, first, rows, last - first, pieces, mark, look)

    def _look(self, form: CellFormat, style: ParagraphStyle, outer: Sides) -> Look:
        """Of a cell, ``outer`` where it stands at the edge of the table."""
        key = form, style, outer
        if key not in self._looks:
            self._looks[key] = look_of(
                style,
                vertical=vertical_of(form),
                upright=form.upright,
                indent=form.indent,
                borders=borders_of(form, self._table.format, outer),
                fill=form.fill,
            )
        return self._looks[key]

    def _style(self, form: CellFormat, column: int, number: int) -> ParagraphStyle:
        """Of plain text in a cell, with the alignment that holds in its column."""
        in_header = number < self._table.format.header_rows
        key = form, column, in_header
        if key not in self._styles:
            usual = "center" if in_header else self._table.format.aligns[column]
            align = form.align or usual
            self._styles[key] = form.style.aligned(align) if align else form.style
        return self._styles[key]

    def _needed(self, content: Content, form: CellFormat, width: float) -> float:
        around = 2 * form.padding[0]
        if not content.paragraphs:
            return line_height(form.style) + around
        if form.upright:
            return upright_height(content.paragraphs, form.style) + around
        return height_of(content.paragraphs, width - form.indent) + around

    def _grow(self, number: int, rows: int, needed: float) -> None:
        """Make the row of this ``number`` high enough, if the cell stands in it alone."""
        if rows == 1:
            self.heights[number] = max(self.heights[number], needed)
        else:
            self._spanning.append((number + rows, number, needed))

    def settle(self) -> None:
        """What cells over several rows lack goes to those without cells, or else to the last."""
        for end, first, needed in sorted(self._spanning):
            lacking = needed - sum(self.heights[first:end])
            rows = [row for row in range(first, end) if not self.heights[row]] or [end - 1]
            for row in rows if lacking > 0 else ():
                self.heights[row] += lacking / len(rows)
        # A row of no height would be hidden.
        self.heights = [max(height, _LOWEST) for height in self.heights]
