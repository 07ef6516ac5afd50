"""The sheet of a map as the bytes of an .xlsx file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from perfreport.sheets.workbook import Spot
from perfreport.workbooks.drawing import Drawing
from perfreport.workbooks.looks import Look, height
from perfreport.workbooks.maps.values import Put
from perfreport.workbooks.maps.writing import Layout

_FACE: Look = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
_TEXT: Look = {**_FACE, "border": 1}
_HEAD: Look = {**_TEXT, "bold": True, "align": "center"}
_COMPULSORY: Look = {**_HEAD, "font_color": "#FF0000"}
_TITLE: Look = {**_FACE, "font_size": 14, "bold": True, "align": "center"}
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
    for row, needed in _heights(layout, merged):
        sheet.set_row(row, needed)
    return drawing.content()


def _heights(layout: Layout, merged: Mapping[Spot, Spot]) -> Iterator[tuple[int, float]]:
    """The rows of several lines with their heights: Excel does not look at merged cells."""
    found: dict[int, list[tuple[str, float]]] = {}
    for spot, put in layout.cells.items():
        last = merged.get(spot, spot)
        if last.row == spot.row:
            columns = range(spot.column, last.column + 1)
            room = sum(layout.widths.get(at, _USUAL) for at in columns) * _PER_CHARACTER
            found.setdefault(spot.row, []).append((str(put.held), room))
    for row, cells in sorted(found.items()):
        if (needed := height(cells)) is not None:
            yield row, needed


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
