"""Sheets whose merged cells were all parted (取消合并), merged again as they were printed.

Excel leaves what such a cell said in its first one, and the rest blank.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from perfreport.office.limits import refusal
from perfreport.office.xml import XmlError
from perfreport.sheets.workbook import Area, Sheet, Spot
from perfreport.sheets.xlsxsheet import area_of

_FEW = 3
"""Areas that may be gone because a title and notes were deleted, with all else where it was."""

_MOST_CELLS = 2_000_000
"""In merged areas; what a forged workbook says may be anything."""

_FILLED = (
    "工作表“{sheet}”的合并单元格都取消了，而 {other} 也填了内容（印出时它与 {first} 合并），"
    "分不清各格原来的范围，没有读；请撤销“取消合并”再改，或者让取消合并后的空格空着，也不增删行、列"
)


def merged_again(sheet: Sheet, printed: str) -> Sheet:
    """``sheet``; where nothing in it is merged any more, with the areas that were.

    Args:
        sheet: as it is now.
        printed: what was merged in it, as ``A1:C1 A2:A4``.

    Raises:
        InputError: when something was put into the blank cells.
    """
    areas = () if sheet.merged else _areas(printed)
    filled = ((spot, area.first) for area in areas for spot in _rest(area) if spot in sheet.cells)
    if found := next(filled, None):
        if len(areas) <= _FEW:
            return sheet
        other, first = (spot.address for spot in found)
        raise refusal(_FILLED.format(sheet=sheet.name, other=other, first=first))
    if not areas:
        return sheet
    lined = (area for area in areas if _is_lined(sheet, area.first))
    bordered = sheet.bordered.union(spot for area in lined for spot in _rest(area))
    return replace(sheet, merged=areas, bordered=bordered)


def _areas(printed: str) -> tuple[Area, ...]:
    """Those that are named; none where a forged name is among them."""
    try:
        areas = tuple(filter(None, map(area_of, printed.split())))
    except XmlError:
        return ()
    return areas if sum(map(_size, areas)) <= _MOST_CELLS else ()


def _size(area: Area) -> int:
    (top, left), (bottom, right) = area
    return (bottom - top + 1) * (right - left + 1)


def _rest(area: Area) -> Iterable[Spot]:
    """The cells of ``area`` but for its first."""
    (top, left), (bottom, right) = area
    spots = product(range(top, bottom + 1), range(left, right + 1))
    return (Spot(*spot) for spot in spots if spot != area.first)


def _is_lined(sheet: Sheet, spot: Spot) -> bool:
    cell = sheet.cells.get(spot)
    return spot in sheet.bordered or (cell is not None and cell.is_bordered)
