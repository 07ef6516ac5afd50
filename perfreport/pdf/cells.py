"""Set cells: the text of a cell in lines, as wide as its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perfreport.pdf.blocks import Cell, CellFormat, Paragraph, Row, TableFormat
from perfreport.pdf.borders import RowEdges, cell_edges
from perfreport.pdf.boxes import (
    TextBox,
    set_paragraph,
    set_plain,
    set_upright,
    stack_height,
)
from perfreport.pdf.grid import Columns
from perfreport.pdf.styles import Style


@dataclass(frozen=True, slots=True, eq=False)
class CellFrame:
    """What the cells of one format in one column share; equal only to itself.

    Attributes:
        format: as written.
        column: the first column.
        style: of plain text, with the alignment that holds in the column.
        x: left edge of the text.
        width: of the text.
        padding: free space above and below the text.
        edges: of the cell.
    """

    format: CellFormat
    column: int
    style: Style
    x: float
    width: float
    padding: float
    edges: RowEdges


class SetCell:
    """A cell, or as much of it as stands on one page.

    Attributes:
        frame: where its text may stand.
        boxes: its paragraphs; none if it is empty.
        height: that it needs, its padding included.
        position: of the text in it: 0 at the top, 1 at the bottom.
        top: of the cell, once it is placed.
        bottom: of the cell, once it is placed.
    """

    __slots__ = ("bottom", "boxes", "frame", "height", "position", "top")

    def __init__(self, frame: CellFrame, boxes: Sequence[TextBox], height: float) -> None:
        """Hold ``boxes`` and stand nowhere yet."""
        self.frame = frame
        self.boxes = boxes
        self.height = height
        self.position = frame.format.position
        self.top = self.bottom = 0.0


class CellSetter:
    """Sets the cells of the header of one table, or those below it."""

    def __init__(self, table: TableFormat, edges: Sequence[float], *, header: bool) -> None:
        """Set cells between ``edges``, the edges of the columns."""
        self._table = table
        self._edges = edges
        self._header = header
        self._frames: dict[tuple[CellFormat, int], CellFrame] = {}

    def set(self, row: Row, columns: Columns) -> list[SetCell]:
        """The cells of ``row``, which start in ``columns``, in lines.

        Raises:
            GlyphError: no face has a character of the text.
        """
        cells: list[SetCell] = []
        for column, cell in zip(columns, row.cells, strict=True):
            key = (cell.format, column)
            frame = self._frames.get(key)
            if frame is None:
                frame = self._frames[key] = self._frame(*key)
            boxes = _boxes(cell, frame) if cell.content else ()
            height = stack_height(boxes) if boxes else frame.style.leading
            cells.append(SetCell(frame, boxes, height + 2 * frame.padding))
        return cells

    def _frame(self, cell_format: CellFormat, column: int) -> CellFrame:
        end = column + cell_format.columns
        around = self._table.padding[1]
        x = self._edges[column] + around + cell_format.indent
        usual = "center" if self._header else self._table.aligns[column]
        align = cell_format.align or usual
        style = cell_format.style.aligned(align) if align else cell_format.style
        return CellFrame(
            format=cell_format,
            column=column,
            style=style,
            x=x,
            width=max(self._edges[end] - around - x, style.em),
            padding=self._table.padding[0],
            edges=cell_edges(column, end, cell_format.sides),
        )


def _boxes(cell: Cell, frame: CellFrame) -> tuple[TextBox, ...]:
    if frame.format.upright:
        return (set_upright(_text(cell), frame.style, frame.width),)
    if isinstance(cell.content, str):
        return (set_plain(cell.content, frame.style, frame.width),)
    plain, aligned = cell.format.style, frame.style
    if plain is aligned:
        return tuple([set_paragraph(paragraph, frame.width) for paragraph in cell.content])
    return tuple(
        set_paragraph(_restyled(paragraph, plain, aligned), frame.width)
        for paragraph in cell.content
    )


def _restyled(paragraph: Paragraph, plain: Style, aligned: Style) -> Paragraph:
    """``paragraph`` in style ``aligned``, if it is in style ``plain``."""
    if paragraph.style is not plain:
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
        text for paragraph in cell.content for spans in paragraph.segments for text, _ in spans
    )
