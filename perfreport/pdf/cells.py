"""Set cells: the text of a cell in lines, as wide as its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perfreport.pdf.blocks import Cell, CellFormat, Paragraph, TableFormat
from perfreport.pdf.boxes import (
    TextBox,
    set_paragraph,
    set_plain,
    set_upright,
    stack_height,
)
from perfreport.pdf.borders import RowEdges, cell_edges
from perfreport.pdf.grid import GridCell
from perfreport.pdf.styles import Style


class CellFrame(NamedTuple):
    """What the cells of one format in one column share.

    Attributes:
        format: as written.
        column: the first column.
        end: the column after the last.
        style: of plain text, with the alignment that holds in the column.
        x: left edge of the text.
        width: of the text.
        padding: free space above and below the text.
        edges: of the cell.
    """

    format: CellFormat
    column: int
    end: int
    style: Style
    x: float
    width: float
    padding: float
    edges: RowEdges


class SetCell(NamedTuple):
    """A cell with its text in lines.

    Attributes:
        frame: where its text may stand.
        boxes: its paragraphs; none if it is empty.
        height: that the cell needs, its padding included.
    """

    frame: CellFrame
    boxes: tuple[TextBox, ...]
    height: float


class CellSetter:
    """Sets the cells of one table."""

    def __init__(self, table: TableFormat, edges: Sequence[float]) -> None:
        """Set cells between ``edges``, the edges of the columns."""
        self._table = table
        self._edges = edges
        self._frames: dict[tuple[CellFormat, int, bool], CellFrame] = {}

    def set(self, placed: GridCell, *, header: bool) -> SetCell:
        """The cell ``placed`` in lines.

        Raises:
            GlyphError: no face has a character of the text.
        """
        column, cell = placed
        key = (cell.format, column, header)
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = self._frame(*key)
        if not cell.content:
            return SetCell(frame, (), frame.style.leading + 2 * frame.padding)
        boxes = self._boxes(cell, frame)
        return SetCell(frame, boxes, stack_height(boxes) + 2 * frame.padding)

    def _frame(self, cell_format: CellFormat, column: int, header: bool) -> CellFrame:
        end = column + cell_format.columns
        around = self._table.padding[1]
        x = self._edges[column] + around + cell_format.indent
        usual = "center" if header else self._table.aligns[column]
        align = cell_format.align or usual
        style = cell_format.style.aligned(align) if align else cell_format.style
        return CellFrame(
            format=cell_format,
            column=column,
            end=end,
            style=style,
            x=x,
            width=max(self._edges[end] - around - x, style.em),
            padding=self._table.padding[0],
            edges=cell_edges(column, end, cell_format.sides),
        )

    def _boxes(self, cell: Cell, frame: CellFrame) -> tuple[TextBox, ...]:
        if cell.format.upright:
            return (set_upright(_text(cell), frame.style, frame.width),)
        if isinstance(cell.content, str):
            return (set_plain(cell.content, frame.style, frame.width),)
        return tuple(
            set_paragraph(_restyled(paragraph, cell.format.style, frame.style), frame.width)
            for paragraph in cell.content
        )


def _restyled(paragraph: Paragraph, plain: Style, aligned: Style) -> Paragraph:
    """``paragraph`` in style ``aligned``, if it is in style ``plain``."""
    if paragraph.style is not plain or plain is aligned:
        return paragraph
    segments = tuple(
        tuple((text, aligned.text if style is plain.text else style) for text, style in spans)
        for spans in paragraph.segments
    )
    return paragraph._replace(style=aligned, segments=segments)


def _text(cell: Cell) -> str:
    if isinstance(cell.content, str):
        return cell.content
    return "".join(
        text
        for paragraph in cell.content
        for spans in paragraph.segments
        for text, _ in spans
    )
