"""What is noted of rows of a table on their way to a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perfreport.typeset.tables.cells import SetCell
from perfreport.typeset.tables.part import OpenCell, TablePart


class Opening(NamedTuple):
    """A row at the end of the page in which a merged cell starts, and what was before it.

    Attributes:
        row: its cells.
        first: whether no row of the table stands above it on the page.
        y: its top.
        cells: how many cells the part of the table had.
        open: the cells from above, and how many rows they still covered.
    """

    row: Sequence[SetCell]
    first: bool
    y: float
    cells: int
    open: Sequence[tuple[OpenCell, int]]


class RepeatedRow(NamedTuple):
    """A row that stands again on the following pages, above the rows below it.

    Attributes:
        row: its cells.
        part: those that go no further down.
        height: of these.
    """

    row: Sequence[SetCell]
    part: TablePart
    height: float

    def covers(self, cell: OpenCell) -> bool:
        """Whether ``cell`` stands below it, and not beside."""
        first = cell.frame.column
        end = first + cell.frame.format.columns
        frames = (each.frame for each in self.part.cells)
        return any(
            frame.column < end and first < frame.column + frame.format.columns for frame in frames
        )


def height_of(row: Sequence[SetCell]) -> float:
    """Height of ``row`` by itself: cells merged over it and others may need more."""
    return max((cell.height for cell in row if cell.frame.format.rows == 1), default=0.0)


def is_kept(row: Sequence[SetCell] | Sequence[OpenCell]) -> bool:
    """Whether ``row`` is not split if it is low."""
    return bool(row) and row[0].frame.format.keep
