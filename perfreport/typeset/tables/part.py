"""The part of a table that stands on one page."""

from __future__ import annotations

from perfreport.typeset.display import Item
from perfreport.typeset.paragraphs import place_stack
from perfreport.typeset.tables.borders import RowEdges
from perfreport.typeset.tables.cells import SetCell


class TablePart:
    """Rows of a table that stand below each other on one page.

    Attributes:
        cells: in reading order.
        rows: the top and the edges of each row.
    """

    def __init__(self) -> None:
        """Start without rows."""
        self.cells: list[SetCell] = []
        self.rows: list[tuple[float, RowEdges]] = []

    def repeat(self, other: TablePart, offset: float) -> None:
        """Add the rows of ``other``, moved down by ``offset``."""
        for cell in other.cells:
            copy = SetCell(cell.frame, cell.boxes, cell.height)
            copy.top, copy.bottom = cell.top + offset, cell.bottom + offset
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

    def place(self, items: list[Item]) -> None:
        """Append the text of all cells to ``items``."""
        for cell in self.cells:
            if cell.boxes:
                y = cell.top + cell.frame.padding
                free = cell.bottom - cell.top - cell.height
                if free > 0:
                    y += free * cell.position
                place_stack(cell.boxes, cell.frame.x, y, items)
