"""The sheet of a map as the bytes of an .xlsx file."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from perfreport.sheets.workbook import Spot
from perfreport.workbooks.drawing import Drawing
from perfreport.workbooks.looks import Look
from perfreport.workbooks.maps.values import Put
from perfreport.workbooks.maps.writing import Layout

_FACE: Look = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
_TEXT: Look = {**_FACE, "border": 1}
_HEAD: Look = {**_TEXT, "bold": True, "align": "center"}
_COMPULSORY: Look = {**_HEAD, "font_color": "#FF0000"}
_TITLE: Look = {**_FACE, "font_size": 14, "bold": True, "align": "center"}
_HEIGHT, _PADDING, _MOST_LINES = 13.5, 6, 29
"""In points; no row is higher than 409."""
_USUAL = 4
_PER_CHARACTER = 2  # a Chinese character is as wide as two digits, in which Excel counts


def drawn(layout: Layout) -> bytes:
    """The .xlsx file with the sheet of ``layout``; the same bytes for the same sheet.

    Raises:
        ExtraError: when what writes workbooks is not installed.
    """
    drawing = Drawing()
    sheet = drawing.sheet(layout.name, heads=int(min(layout.heads).row == 0))
    for column, width in sorted(layout.widths.items()):
        sheet.set_column(column, column, width * _PER_CHARACTER)
    merged = {area.first: area.last for area in layout.merged}
    for spot, put in sorted(layout.cells.items()):
        look = drawing.format(_look(layout, spot), put.format)
        if spot in merged:
            sheet.merge_range(*spot, *merged[spot], "", look)
        _write(sheet, spot, put, look)
    for row, lines in sorted(_lines(layout, merged).items()):
        sheet.set_row(row, _HEIGHT * lines + _PADDING)
    return drawing.content()


def _lines(layout: Layout, merged: Mapping[Spot, Spot]) -> dict[int, int]:
    """How many lines the rows need: Excel does not look at merged cells."""
    found: dict[int, int] = {}
    for spot, put in layout.cells.items():
        last = merged.get(spot, spot)
        if last.row == spot.row:
            room = sum(layout.widths.get(at, _USUAL) for at in range(spot.column, last.column + 1))
            lines = sum(max(1, ceil(_width(each) / room)) for each in str(put.held).split("\n"))
            found[spot.row] = max(found.get(spot.row, 1), min(lines, _MOST_LINES))
    return found


def _width(text: str) -> float:
    """How wide ``text`` is, in Chinese characters."""
    return sum(1 if east_asian_width(each) in "WFA" else 0.55 for each in text)


def _write(sheet: Any, spot: Spot, put: Put, look: Any) -> None:
    if put.held == "":
        sheet.write_blank(*spot, None, look)
    elif isinstance(put.held, str):
        sheet.write_string(*spot, put.held, look)
    else:
        sheet.write_number(*spot, float(put.held), look)


def _look(layout: Layout, spot: Spot) -> Look:
    if spot == layout.title:
        return _TITLE
    if spot not in layout.heads:
        return _TEXT
    return _COMPULSORY if layout.heads[spot] else _HEAD
