"""What is asked of a row of a table on its way to a page."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.typeset.tables.cells import SetCell
from perfreport.typeset.tables.part import OpenCell


def height_of(row: Sequence[SetCell]) -> float:
    """Height of ``row`` by itself: cells merged over it and others may need more."""
    return max((cell.height for cell in row if cell.frame.format.rows == 1), default=0.0)


def is_kept(row: Sequence[SetCell] | Sequence[OpenCell]) -> bool:
    """Whether ``row`` is not split if it is low."""
    return bool(row) and row[0].frame.format.keep
