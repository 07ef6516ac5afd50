"""How a data workbook looks: fonts, fills, lines and widths, as xlsxwriter takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
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
OF_PARENT: Look = {**CELL, "align": "left"}
LABEL: Look = {**CELL, "bg_color": "#F2F2F2"}
REQUIRED_LABEL: Look = {**LABEL, "font_color": "#C00000"}
HINT: Look = {**CELL, "font_color": "#7F7F7F"}
EXAMPLE: Look = {**CELL, "italic": True, "font_color": "#7F7F7F"}
PENDING: Look = {"bg_color": "#FFF2CC"}
"""Over the look of a cell as long as it is still to be filled in."""
LINES: Look = _LINED
"""Around the cells of a row in which something is said."""
TITLE: Look = {**_FACE, "bold": True, "font_size": 14}
SUBTITLE: Look = {**_FACE, "bold": True, "valign": "vcenter"}
PARAGRAPH: Look = {**_FACE}

_LONGEST_HEADING = 6
_NARROWEST, _WIDEST = 8, 36
_NARROWEST_OF_PROSE, WIDEST_OF_PROSE = 30, 60
_BESIDE_TEXT = 2
_LINE_HEIGHT, _HIGHEST = 16, 409
"""In points; the second is as high as Excel makes a row."""


@cache
def of_cell(sort: CellSort, *, is_example: bool = False) -> Look:
    """The look of a cell; of the same cells the same object."""
    return {**(EXAMPLE if is_example else CELL), **aligned(sort)}


@cache
def below(sort: CellSort) -> Look:
    """The look of a column below its rows, where others may be typed."""
    return {**PARAGRAPH, **aligned(sort)}


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
    if sort in ("段落", "条目"):
        return max(_NARROWEST_OF_PROSE, min(widest, WIDEST_OF_PROSE))
    return max(_NARROWEST, min(widest, _WIDEST))


def in_two(heading: str) -> str:
    """A long ``heading`` in two lines, so that it alone makes no column wide."""
    middle = -(-len(heading) // 2)
    return (
        heading if len(heading) <= _LONGEST_HEADING else f"{heading[:middle]}\n{heading[middle:]}"
    )


def height(cells: Iterable[tuple[str, float]]) -> float | None:
    """The height of a row in which texts stand in columns of a width; None for a line alone.

    Excel fits rows to wrapped text by itself, but LibreOffice does not.
    """
    lines = max((_lines_of(text, width) for text, width in cells), default=1)
    return min(lines * _LINE_HEIGHT, _HIGHEST) if lines > 1 else None


def _lines_of(text: str, width: float) -> int:
    return sum(max(1, -(-_width_of(line) // int(width - 1))) for line in text.split("\n"))


def _width_of(line: str) -> int:
    """A character of Chinese is as wide as two digits, and has as many bytes of GBK."""
    return len(line.encode("gbk", "replace"))
