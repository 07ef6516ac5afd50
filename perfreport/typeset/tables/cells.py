"""Set cells: the text of a cell in lines, as wide as its columns, and where it has borders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from perfreport.basics.errors import NumberError, TemplateError
from perfreport.basics.messages import shown
from perfreport.typeset.markup.blocks import Cell, CellFormat, Paragraph, Row, TableFormat
from perfreport.typeset.markup.styles import TAB, ParagraphStyle, Span, text_of
from perfreport.typeset.paragraphs import (
    SLACK,
    TextBox,
    set_paragraph,
    set_plain,
    set_upright,
    stack_height,
)
from perfreport.typeset.structure import Element
from perfreport.typeset.tables.borders import RowEdges, cell_edges
from perfreport.typeset.tables.columns import RowShape
from perfreport.typeset.tables.shrinking import SMALLEST, fitting_scale, scaled, sizes
from perfreport.typeset.tables.tightening import tightened
from perfreport.typeset.text.justify import TornLines

_MOST_OF_A_TEXT = 20
"""Characters of a cell that a message quotes."""


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
        has_room: whether a line of plain text holds a character.
    """

    format: CellFormat
    column: int
    style: ParagraphStyle
    x: float
    width: float
    padding: float
    edges: RowEdges
    has_room: bool = True


class SetCell:
    """A cell, or as much of it as stands on one page.

    Attributes:
        frame: where its text may stand.
        boxes: its paragraphs; none if it is empty.
        height: that it needs, its padding included.
        position: of the text in it: 0 at the top, 1 at the bottom.
        top: of the cell, once it is placed.
        bottom: of the cell, once it is placed.
        element: that it is in the structure; None where it is printed again.
    """

    __slots__ = ("bottom", "boxes", "element", "frame", "height", "position", "top")

    def __init__(self, frame: CellFrame, boxes: Sequence[TextBox], height: float) -> None:
        """Hold ``boxes`` and stand nowhere yet."""
        self.frame = frame
        self.boxes = boxes
        self.height = height
        self.position = frame.format.position
        self.top = self.bottom = 0.0
        self.element: Element | None = None


class CellSetter:
    """Sets the cells of the header of one table, or those below it."""

    def __init__(
        self, table: TableFormat, edges: Sequence[float], room: float, *, header: bool
    ) -> None:
        """Set cells between ``edges``, those of the columns, on pages with ``room`` for rows."""
        self._table = table
        self._edges = edges
        self._room = room
        self._header = header
        self._frames: dict[tuple[CellFormat, int], CellFrame] = {}
        self._tight: dict[CellFrame, CellFrame] = {}
        self._last: tuple[RowShape | None, list[CellFrame]] = (None, [])

    def set(self, row: Row, shape: RowShape) -> list[SetCell]:
        """The cells of ``row``, which is of ``shape``, in lines.

        Raises:
            GlyphError: no face has a character of the text.
            NumberError: a cell is too narrow for a number.
            TemplateError: a cell is too narrow for one character, or a row too low for its text.
        """
        cells = [
            self._set_cell(cell, frame)
            for cell, frame in zip(row.cells, self._frames_of(shape), strict=True)
        ]
        return self._as_high(row, cells) if row.format.height else cells

    def _as_high(self, row: Row, cells: list[SetCell]) -> list[SetCell]:
        """``cells`` with one more, which nobody sees, that is as high as ``row`` has to be."""
        # What no page can hold is as high as a page; the row is never parted for its height alone.
        height = min(row.format.height, max(self._room, 0.0))
        if row.format.exact:
            cells = [
                self._tightened(cell, each, height)
                if each.height > height and each.frame.format.rows == 1
                else each
                for cell, each in zip(row.cells, cells, strict=True)
            ]
        return [*cells, SetCell(self._strut, (), height)]

    @cached_property
    def _strut(self) -> CellFrame:
        """The frame of what holds a row apart: no column, no text, no borders."""
        style = replace(self._table.empty.format.style, keep_with_next=False)
        return CellFrame(CellFormat(style), 0, style, 0.0, 0.0, 0.0, RowEdges(0, 0, 0))

    def _tightened(self, cell: Cell, found: SetCell, height: float) -> SetCell:
        """``cell``, which was ``found`` to be higher than its row, in the ``height`` of that."""
        frame = self._tight.get(found.frame)
        if frame is None:
            frame = self._tight[found.frame] = replace(found.frame, padding=0.0)
        paragraphs = [_paragraph(paragraph, frame) for paragraph in cell.content]
        # The rows that forms have for the sake of their blank may be lower than any line.
        if not text_of(_spans(paragraphs)).strip():
            return SetCell(frame, (), height)
        size = most = frame.style.text.size
        if not frame.format.upright:
            most *= fitting_scale(paragraphs, size, frame.width)
        boxes = tightened(
            lambda smaller: _set_at(smaller / size, paragraphs, frame),
            sizes(most, min(SMALLEST, most)),
            height,
        )
        if boxes is None:
            raise self._too_low(paragraphs, frame, height)
        return SetCell(frame, boxes, min(stack_height(boxes), height))

    def _too_low(
        self, paragraphs: Sequence[Paragraph], frame: CellFrame, height: float
    ) -> TemplateError:
        text = shown(text_of(_spans(paragraphs)), _MOST_OF_A_TEXT)
        return TemplateError(
            f"{self._place(frame)}放不下“{text}”："
            f"行高固定为 {height:.1f}pt，用 {SMALLEST:g}pt 的小字也不行，"
            '请加高这一行，或改写成 height-rule="at-least"'
        )

    def _set_cell(self, cell: Cell, frame: CellFrame) -> SetCell:
        around = 2 * frame.padding
        if not cell.content:
            return SetCell(frame, (), frame.style.leading + around)
        if not frame.has_room:
            raise TemplateError(
                f"{self._place(frame)}放不下一个字，请加宽这一列，或减小字号、缩进、padding"
            )
        first = cell.content[0]
        if frame.format.upright:
            paragraphs = [_paragraph(each, frame) for each in cell.content]
            boxes = [set_upright(_spans(paragraphs), frame.style, frame.width)]
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
        height, around = cell_format.padding
        x = self._edges[column] + around + cell_format.indent
        usual = "center" if self._header else self._table.aligns[column]
        align = cell_format.align or usual
        style = cell_format.style.aligned(align) if align else cell_format.style
        width = self._edges[end] - around - x
        return CellFrame(
            format=cell_format,
            column=column,
            style=style,
            x=x,
            width=width,
            padding=height,
            edges=cell_edges(column, end, cell_format.border),
            has_room=width - style.around >= style.em - SLACK,
        )


def _paragraph(paragraph: str | Paragraph, frame: CellFrame) -> Paragraph:
    """``paragraph`` with the alignment that holds in the column, if it has the cell's style."""
    plain, aligned = frame.format.style, frame.style
    if isinstance(paragraph, str):
        return Paragraph(aligned, (((paragraph, aligned.text),),))
    # Another style says for itself how it is aligned; the cell's own with other indents does not.
    if paragraph.style.text is not plain.text or plain is aligned:
        return paragraph
    segments = tuple(
        tuple((text, aligned.text if style is plain.text else style) for text, style in spans)
        for spans in paragraph.segments
    )
    return paragraph._replace(style=paragraph.style.aligned(aligned.text.align), segments=segments)


def _set_at(scale: float, paragraphs: Iterable[Paragraph], frame: CellFrame) -> list[TextBox]:
    """The lines of ``paragraphs`` set ``scale`` times as large."""
    smaller = [scaled(paragraph, scale) for paragraph in paragraphs]
    if frame.format.upright:
        return [set_upright(_spans(smaller), smaller[0].style, frame.width)]
    return [set_paragraph(paragraph, frame.width) for paragraph in smaller]


def _spans(paragraphs: Iterable[Paragraph]) -> list[Span]:
    """The text of ``paragraphs``, one after the other."""
    segments = [spans for paragraph in paragraphs for spans in paragraph.segments]
    return [span for spans in segments for span in spans if span[0] is not TAB]
