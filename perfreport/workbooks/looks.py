"""How a data workbook looks: fonts, fills, lines and widths, as xlsxwriter takes them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from perfreport.workbooks.entries import CellSort

Look = Mapping[str, Any]

_FACE: Look = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True}
_LINED: Look = {"border": 1, "border_color": "#BFBFBF"}
HEADING: Look = {
    **_FACE, **_LINED, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DDEBF7",
}  # fmt: skip
REQUIRED_HEADING: Look = {**HEADING, "font_color": "#C00000"}
CELL: Look = {**_FACE, **_LINED}
LABEL: Look = {**CELL, "bg_color": "#F2F2F2"}
REQUIRED_LABEL: Look = {**LABEL, "font_color": "#C00000"}
HINT: Look = {**CELL, "font_color": "#7F7F7F"}
EXAMPLE: Look = {**CELL, "italic": True, "font_color": "#7F7F7F"}
PENDING: Look = {"bg_color": "#FFF2CC"}
"""Over the look of a cell that is still to be filled in."""
TITLE: Look = {**_FACE, "bold": True, "font_size": 14}
PARAGRAPH: Look = {**_FACE}

_NARROWEST, _WIDEST, _WIDEST_OF_PROSE = 8, 36, 60
_BESIDE_TEXT = 2
_LINE_HEIGHT, _HIGHEST = 16, 409
"""In points; the second is as high as Excel makes a row."""


def aligned(sort: CellSort) -> Look:
    """To the right for figures, in the middle for what is one of a few."""
    match sort:
        case "金额" | "数字" | "百分比" | "整数":
            return {"align": "right"}
        case "是否" | "日期":
            return {"align": "center"}
    return {"align": "left"}


def width(texts: Iterable[str], sort: CellSort) -> float:
    """The width of a column of ``texts``, in characters, within limits; longer ones are broken."""
    lines = (line for text in texts for line in text.split("\n"))
    widest = max(map(_width_of, lines), default=0) + _BESIDE_TEXT
    most = _WIDEST_OF_PROSE if sort in ("段落", "条目") else _WIDEST
    return max(_NARROWEST, min(widest, most))


def height(cells: Iterable[tuple[str, float]]) -> float | None:
    """The height of a row in which texts stand in columns of a width; None for a line alone.

    Excel fits rows to wrapped text by itself, but LibreOffice does not.
    """
    lines = max((_lines_of(text, width) for text, width in cells), default=1)
    return min(lines * _LINE_HEIGHT, _HIGHEST) if lines > 1 else None


def _lines_of(text: str, width: float) -> int:
    return sum(max(1, -(-_width_of(line) // int(width - 1))) for line in text.split("\n"))


def _width_of(line: str) -> int:
    """A character of Chinese is as wide as two digits."""
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in line)
