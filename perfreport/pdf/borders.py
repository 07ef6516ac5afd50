"""The borders of the part of a table that stands on one page: each stroke once, all closed."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.pdf.attributes import Sides
from perfreport.pdf.display import Rule

Edges = tuple[int, int, int]
"""Bits of the columns with a border above, of those with one below, of the column edges with one."""

NO_EDGES: Edges = (0, 0, 0)


def cell_edges(column: int, end: int, sides: Sides) -> Edges:
    """The edges of a cell that covers the columns from ``column`` to before ``end``."""
    across = (1 << end) - (1 << column)
    upright = 0
    if sides & Sides.LEFT:
        upright |= 1 << column
    if sides & Sides.RIGHT:
        upright |= 1 << end
    return across if sides & Sides.TOP else 0, across if sides & Sides.BOTTOM else 0, upright


class Borders:
    """Gathers the edges of rows from top to bottom."""

    def __init__(self, edges: Sequence[float], weight: float) -> None:
        """Strokes of ``weight`` stand between ``edges``, the edges of the columns."""
        self._edges = edges
        self._weight = weight
        self._rules: list[Rule] = []
        self._below = 0
        self._upright = 0
        self._since = [0.0] * len(edges)

    def row(self, top: float, edges: Edges) -> None:
        """A row starts at ``top``, which ends the row before it."""
        above, below, upright = edges
        self._across(top, self._below | above)
        self._change(top, upright)
        self._below = below

    def finish(self, bottom: float) -> list[Rule]:
        """The strokes of all rows, of which the last ends at ``bottom``."""
        self._across(bottom, self._below)
        self._change(bottom, 0)
        return self._rules

    def _across(self, y: float, columns: int) -> None:
        """A stroke along each unbroken run of ``columns``."""
        column = 0
        while columns >> column:
            if not columns >> column & 1:
                column += 1
                continue
            start = column
            while columns >> column & 1:
                column += 1
            self._stroke(self._edges[start], y, self._edges[column], y)

    def _change(self, y: float, upright: int) -> None:
        """From ``y`` on, strokes run down the column edges ``upright``."""
        if upright == self._upright:
            return
        for number, x in enumerate(self._edges):
            bit = 1 << number
            if self._upright & bit and not upright & bit:
                self._stroke(x, self._since[number], x, y)
            elif upright & bit and not self._upright & bit:
                self._since[number] = y
        self._upright = upright

    def _stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self._weight:
            self._rules.append(Rule(x0, y0, x1, y1, self._weight))
