"""Rows of a list whose numbers (序号) are computed, alike in each: =ROW()-1, =A2+1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from perfreport.sheets.editing.references import translated
from perfreport.sheets.editing.sheetpart import SheetPart
from perfreport.sheets.workbook import Spot


@dataclass(frozen=True, slots=True)
class Counting:
    """How they are computed.

    Attributes:
        rows: that have the formula, as they stood.
        formula: of the first of them.
        begins: whether that is the first row of the list; else it counts on from one that says
            its number itself.
    """

    rows: tuple[int, ...]
    formula: str
    begins: bool

    def in_row(self, row: int) -> str:
        """The formula as it is in a ``row``."""
        return translated(self.formula, row - self.rows[0], 0)


def taken_out(part: SheetPart, column: int, rows: Iterable[int]) -> Counting | None:
    """The formulas that number ``rows`` of a list in a ``column``, which lose them.

    None, and they stay, where there are none or they are not alike. They would follow what they
    refer to: the row above, which another one may come to stand below.
    """
    listed = sorted(rows)
    found = {row: text for row in listed if (text := part.formula(Spot(row, column)))}
    if not found:
        return None
    counting = Counting(tuple(found), found[min(found)], begins=min(found) == listed[0])
    if any(text != counting.in_row(row) for row, text in found.items()):
        return None
    for row in found:
        part.keep_result(Spot(row, column))
    return counting
