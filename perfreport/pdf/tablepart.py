"""The part of a table that stands on one page."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.pdf.borders import RowEdges
from perfreport.pdf.boxes import TextBox, place_stack, stack_height
from perfreport.pdf.cells import CellFrame
from perfreport.pdf.display import PlacedLines, Rule


class CellPart:
    """A cell, or as much of it as stands on one page.

    Attributes:
        frame: of the cell.
        boxes: the text in it.
        position: of the text in the cell: 0 at the top, 1 at the bottom.
        top: of the cell.
        bottom: of the cell.
    """

    __slots__ = ("bottom", "boxes", "frame", "position", "top")

    def __init__(self, frame: CellFrame, position: float, top: float) -> None:
        """Start at ``top``, with neither text nor bottom yet."""
        self.frame = frame
        self.position = position
        self.boxes: Sequence[TextBox] = ()
        self.top = top
        self.bottom = top

    def close(self, boxes: Sequence[TextBox], bottom: float) -> None:
        """Hold ``boxes`` and end at ``bottom``."""
        self.boxes = boxes
        self.bottom = bottom


class TablePart:
    """Rows of a table that stand below each other on one page.

    Attributes:
        cells: in reading order.
        rows: the top and the edges of each row.
    """

    def __init__(self) -> None:
        """Start without rows."""
        self.cells: list[CellPart] = []
        self.rows: list[tuple[float, RowEdges]] = []

    def repeat(self, other: TablePart, offset: float) -> None:
        """Add the rows of ``other``, moved down by ``offset``."""
        for cell in other.cells:
            copy = CellPart(cell.frame, cell.position, cell.top + offset)
            copy.close(cell.boxes, cell.bottom + offset)
            self.cells.append(copy)
        self.rows += [(top + offset, edges) for top, edges in other.rows]

    def end_last_row(self, columns: int) -> None:
        """The ``columns`` of the last row have a stroke along their lower edge."""
        top, edges = self.rows[-1]
        self.rows[-1] = (top, edges._replace(below=edges.below | columns))

    def stretch(self, bottom: float, to: float) -> None:
        """Let the cells that end at ``bottom`` end at ``to``."""
        for cell in self.cells:
            if cell.bottom == bottom:
                cell.bottom = to

    def place(self, items: list[PlacedLines | Rule]) -> None:
        """Append the text of all cells to ``items``."""
        for cell in self.cells:
            if cell.boxes:
                frame = cell.frame
                free = cell.bottom - cell.top - 2 * frame.padding - stack_height(cell.boxes)
                y = cell.top + frame.padding + max(free, 0.0) * cell.position
                place_stack(cell.boxes, frame.x, y, items)
