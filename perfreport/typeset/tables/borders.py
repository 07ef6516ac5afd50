"""The borders of a part of a table: every stroke once, and every cell closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from perfreport.typeset.display import Stroke
from perfreport.typeset.markup.attributes import Sides

_TOP, _RIGHT, _BOTTOM, _LEFT = map(int, (Sides.TOP, Sides.RIGHT, Sides.BOTTOM, Sides.LEFT))


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
    bits = int(sides)  # flags are slow
    return RowEdges(
        above=across if bits & _TOP else 0,
        below=across if bits & _BOTTOM else 0,
        upright=bool(bits & _LEFT) << column | bool(bits & _RIGHT) << end,
    )


def draw_borders(
    rows: Iterable[tuple[float, RowEdges]], bottom: float, edges: Sequence[float], weight: float
) -> list[Stroke]:
    """The strokes of ``rows``, each with its top, the last of which ends at ``bottom``.

    Strokes that continue each other are one.
    """
    borders = _Borders(edges, weight)
    for top, row in rows:
        borders.descend(top, row)
    borders.descend(bottom, RowEdges(0, 0, 0))
    return borders.strokes


class _Borders:
    """Gathers strokes from top to bottom."""

    def __init__(self, edges: Sequence[float], weight: float) -> None:
        self.strokes: list[Stroke] = []
        self._edges = edges
        self._weight = weight
        self._last = RowEdges(0, 0, 0)
        self._since = [0.0] * len(edges)

    def descend(self, y: float, row: RowEdges) -> None:
        """The last row ends at ``y``, and ``row`` starts."""
        for first, end in _runs(self._last.below | row.above):
            self._stroke(self._edges[first], y, self._edges[end], y)
        changed = self._last.upright ^ row.upright
        self._last = row
        if not changed:
            return
        for number, x in enumerate(self._edges):
            if not changed >> number & 1:
                continue
            if row.upright >> number & 1:
                self._since[number] = y
            else:
                self._stroke(x, self._since[number], x, y)

    def _stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.strokes.append(Stroke(x0, y0, x1, y1, self._weight))


@lru_cache(maxsize=256)
def _runs(bits: int) -> Sequence[tuple[int, int]]:
    """The unbroken runs of ``bits``, each from its first to after its last."""
    runs: list[tuple[int, int]] = []
    first = 0
    while bits >> first:
        if bits >> first & 1:
            end = first + 1
            while bits >> end & 1:
                end += 1
            runs.append((first, end))
            first = end
        else:
            first += 1
    return runs
