"""One grid for all tables of a sheet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

_SAME = 2.0
"""Points by which edges differ that become one."""

PIXEL = 0.75
"""Points of the unit in which Excel has widths."""


class Grid:
    """The edges of the columns of a sheet, from the left edge of its first.

    Attributes:
        edges: whole pixels, in points.
        left: where the first stands on the page.
    """

    def __init__(self, tables: Iterable[Sequence[float]]) -> None:
        """Join the ``tables``, each given by the edges of its columns on the page."""
        self._known: list[float] = []
        for edge in sorted({edge for table in tables for edge in table}):
            if not self._known or edge - self._known[-1] > _SAME:
                self._known.append(edge)
        self.left = self._known[0]
        # Rounded down, so that all together are no wider than the page has room.
        self.edges = tuple((edge - self.left + 0.01) // PIXEL * PIXEL for edge in self._known)

    def column(self, edge: float) -> int:
        """The number of the column that begins at ``edge`` of one of the tables."""
        return bisect_right(self._known, edge) - 1
