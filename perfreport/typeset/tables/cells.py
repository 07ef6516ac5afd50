"""Set cells: the text of a cell in lines, as wide as its columns, and where it has borders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from perfreport.basics.errors import NumberError, TemplateError
from perfreport.typeset.markup.attributes import Sides
from perfreport.typeset.markup.blocks import Cell, CellFormat, Paragraph, Row, TableFormat
from perfreport.typeset.markup.styles import ParagraphStyle, text_of
from perfreport.typeset.paragraphs import (
    SLACK,
    TextBox,
    set_paragraph,
    set_plain,
    set_upright,
    stack_height,
)
from perfreport.typeset.tables.columns import RowShape
from perfreport.typeset.tables.shrinking import fitting_scale, scaled
from perfreport.typeset.text.justify import TornLines


class RowEdges(NamedTuple):
    """Where a row has strokes, as sets of bits.

    Attributes:
        above: the columns with a stroke along their upper edge.
        below: the columns with a stroke along their lower edge.
        upright: the column edges, counted from the left edge of the table, with a stroke.
    """

    above: int
    below: int
    upright: int


def cell_edges(column: int, end: int, sides: Sides) -> RowEdges:
    """The edges of a cell that covers the columns from ``column`` to before ``end``."""
    across = (1 << end) - (1 << column)
    return RowEdges(
        above=across if Sides.TOP in sides else 0,
        below=across if Sides.BOTTOM in sides else 0,
        upright=(Sides.LEFT in sides) << column | (Sides.RIGHT in sides) << end,
    )


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
    style: ParagraphStyle
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
        self._last: tuple[RowShape | None, list[CellFrame]] = (None, [])

    def set(self, row: Row, shape: RowShape) -> list[SetCell]:
        """The cells of ``row``, which is of ``shape``, in lines.

        Raises:
            GlyphError: no face has a character of the text.
            NumberError: a cell is too narrow for a number.
            TemplateError: a cell is too narrow for one character.
        """
        return [
            self._set_cell(cell, frame)
            for cell, frame in zip(row.cells, self._frames_of(shape), strict=True)
        ]

    def _set_cell(self, cell: Cell, frame: CellFrame) -> SetCell:
        around = 2 * frame.padding
        if not cell.content:
            return SetCell(frame, (), frame.style.leading + around)
        if frame.width < frame.style.em - SLACK:
            raise TemplateError(
                f"{self._place(frame)}放不下一个字，请加宽这一列，或减小字号、缩进、padding"
            )
        first = cell.content[0]
        if frame.format.upright:
            boxes = [set_upright(_text(cell, frame), frame.style, frame.width)]
        elif len(cell.content) == 1 and isinstance(first, str):
            box = set_plain(first, frame.style, frame.width)
            if box.lines.__class__ is not TornLines:
                return SetCell(frame, (box,), len(box.lines) * box.leading + around)
            boxes = [box]
        else:
            boxes = [set_paragraph(_paragraph(each, frame), frame.width) for each in cell.content]
        # Whether a number is too wide is not measured beforehand: its line says so.
        if any(box.lines.__class__ is TornLines for box in boxes):
            boxes = self._with_whole_numbers(cell, frame, boxes)
        return SetCell(frame, boxes, stack_height(boxes) + around)

    def _with_whole_numbers(
        self, cell: Cell, frame: CellFrame, boxes: list[TextBox]
    ) -> list[TextBox]:
        """``boxes``, or smaller ones if a number has no room in them."""
        paragraphs = [_paragraph(paragraph, frame) for paragraph in cell.content]
        try:
            scale = fitting_scale(paragraphs, frame.style.text.size, frame.width)
        except NumberError as error:
            raise error.at(self._place(frame)) from None
        if scale == 1:
            return boxes
        return [set_paragraph(scaled(paragraph, scale), frame.width) for paragraph in paragraphs]

    def _place(self, frame: CellFrame) -> str:
        return f"{self._table.place}第 {frame.column + 1} 列的单元格"

    def _frames_of(self, shape: RowShape) -> list[CellFrame]:
        last, frames = self._last
        # Rows below each other mostly have one shape: no look-up for each of their cells.
        if shape is not last:
            frames = [self._frame(*key) for key in zip(shape.formats, shape.columns, strict=True)]
            self._last = (shape, frames)
        return frames

    def _frame(self, cell_format: CellFormat, column: int) -> CellFrame:
        key = (cell_format, column)
        if key not in self._frames:
            self._frames[key] = self._new_frame(cell_format, column)
        return self._frames[key]

    def _new_frame(self, cell_format: CellFormat, column: int) -> CellFrame:
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
            width=self._edges[end] - around - x,
            padding=self._table.padding[0],
            edges=cell_edges(column, end, cell_format.sides),
        )


def _paragraph(paragraph: str | Paragraph, frame: CellFrame) -> Paragraph:
    """``paragraph`` with the alignment that holds in the column, if it has the cell's style."""
    plain, aligned = frame.format.style, frame.style
    if isinstance(paragraph, str):
        return Paragraph(aligned, (((paragraph, aligned.text),),))
    if paragraph.style is not plain or plain is aligned:
        return paragraph
    segments = tuple(
        tuple((text, aligned.text if style is plain.text else style) for text, style in spans)
        for spans in paragraph.segments
    )
    return paragraph._replace(style=aligned, segments=segments)


def _text(cell: Cell, frame: CellFrame) -> str:
    paragraphs = [_paragraph(each, frame) for each in cell.content]
    return "".join(text_of(spans) for each in paragraphs for spans in each.segments)
