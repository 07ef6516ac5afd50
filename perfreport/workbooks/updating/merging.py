"""Merged cells of a list, parted where a row in them changes."""

from __future__ import annotations

from perfreport.sheets.editing.sheetpart import SheetPart, remove_counted
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.updating.places import ListPlace


def part_merged(part: SheetPart, place: ListPlace) -> None:
    """Part the areas merged over several rows below the headings.

    Each row then says itself what was said for all of them.

    Raises:
        FormulaError: when that is computed.
    """
    for element, area in part.merged():
        if area.first.row > place.head and area.last.row > area.first.row:
            remove_counted(element)
            for row in range(area.first.row + 1, area.last.row + 1):
                part.copy_content(area.first, Spot(row, area.first.column))
