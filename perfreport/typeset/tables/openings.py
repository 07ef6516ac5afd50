"""Rows in which merged cells start: they do not stand alone above a page break."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perfreport.typeset.tables.cells import SetCell
from perfreport.typeset.tables.part import OpenCell, TablePart

MOST_OPENINGS = 4
"""How many rows in which merged cells start are kept with the row below them."""


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

    def taken_from(self, part: TablePart) -> list[OpenCell]:
        """Take the row out of ``part``, which ends with it; gives the cells that are open then."""
        del part.cells[self.cells :]
        part.rows.pop()
        for cell, rows in self.open:
            cell.rows = rows
        return [cell for cell, _ in self.open]
