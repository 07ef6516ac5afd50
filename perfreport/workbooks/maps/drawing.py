"""The sheet of a map as the bytes of an .xlsx file."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from perfreport.basics import extras
from perfreport.office.package import write_package
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.maps.values import Put
from perfreport.workbooks.maps.writing import Layout

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the file has no zone; the same bytes at any time
_TEXT = {"font_name": "宋体", "font_size": 10, "border": 1, "text_wrap": True, "valign": "vcenter"}
_HEAD = {**_TEXT, "bold": True, "align": "center"}
_COMPULSORY = {**_HEAD, "font_color": "#FF0000"}
_TITLE = {
    "font_name": "宋体",
    "font_size": 14,
    "bold": True,
    "align": "center",
    "valign": "vcenter",
}
_HEIGHT, _PADDING, _MOST_LINES = 13.5, 6, 29
"""In points; no row is higher than 409."""
_USUAL = 4
_PER_CHARACTER = 2  # a Chinese character is as wide as two digits, in which Excel counts


def drawn(layout: Layout) -> bytes:
    """The .xlsx file with the sheet of ``layout``; the same bytes for the same sheet.

    Raises:
        ExtraError: when what writes workbooks is not installed.
    """
    with extras.excel():
        from xlsxwriter import Workbook
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _CREATED})
        _draw(layout, workbook, workbook.add_worksheet(layout.name))
    with zipfile.ZipFile(file) as archive:
        return write_package({name: archive.read(name) for name in archive.namelist()})


def _draw(layout: Layout, workbook: Any, sheet: Any) -> None:
    made: dict[str, Any] = {}

    def format_of(spot: Spot, put: Put) -> Any:
        look = _look(layout, spot)
        key = f"{look}{put.format}"
        if key not in made:
            made[key] = workbook.add_format({**look, "num_format": put.format})
        return made[key]

    for column, width in sorted(layout.widths.items()):
        sheet.set_column(column, column, width * _PER_CHARACTER)
    merged = {area.first: area.last for area in layout.merged}
    for spot, put in sorted(layout.cells.items()):
        look = format_of(spot, put)
        if spot in merged:
            sheet.merge_range(*spot, *merged[spot], "", look)
        _write(sheet, spot, put, look)
    for row, lines in sorted(_lines(layout, merged).items()):
        sheet.set_row(row, _HEIGHT * lines + _PADDING)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


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


def _look(layout: Layout, spot: Spot) -> Mapping[str, object]:
    if spot == layout.title:
        return _TITLE
    if spot not in layout.heads:
        return _TEXT
    return _COMPULSORY if layout.heads[spot] else _HEAD
