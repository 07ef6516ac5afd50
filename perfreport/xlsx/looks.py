"""From the styles of the markup to Excel's formats."""

from __future__ import annotations

from perfreport.basics.patterns import regex
from perfreport.typeset.display import Color
from perfreport.typeset.markup.blocks import CellFormat, TableFormat
from perfreport.typeset.markup.styles import ParagraphStyle
from perfreport.typeset.text.setting import Align, TextStyle
from perfreport.xlsx.plan import UNSEEN, Font, Look

INDENT = 7.0
"""Points of a step of Excel's indents: three blanks of the workbook's own font."""

Sides = tuple[bool, bool, bool, bool]
"""The top, the right, the bottom and the left of something."""

_THIN, _MEDIUM, _THICK = 1, 2, 5
_LINES = ((1.0, _THIN), (2.0, _MEDIUM))
_HORIZONTAL: dict[Align, str] = {
    "left": "left",
    "justify": "left",
    "center": "center",
    "right": "right",
}
_GAP = regex("【(?:待填|随数据计算)[^【】]*】")
_GAP_FILL = "#FFFF00"


def font_of(style: TextStyle) -> Font:
    """The face that ``style`` asks for first, whatever is installed here."""
    name = style.chain.names[0]
    return Font(name, style.size, style.chain.regular is not None, style.underline)


def look_of(
    style: ParagraphStyle,
    *,
    vertical: str = "vcenter",
    upright: bool = False,
    indent: float = 0.0,
    borders: tuple[int, int, int, int] = (0, 0, 0, 0),
    fill: Color | None = None,
) -> Look:
    """How text in ``style`` looks; the indent is beside that of the style, in points."""
    horizontal = _HORIZONTAL[style.text.align]
    inset = indent + (style.right if horizontal == "right" else style.left)
    steps = 0 if horizontal == "center" else round(max(inset, 0.0) / INDENT)
    colour = "" if fill is None else "#" + "".join(f"{round(255 * part):02X}" for part in fill)
    return Look(font_of(style.text), horizontal, vertical, upright, steps, borders, colour)


def marked_gaps(look: Look, text: str) -> Look:
    """``look``, but yellow where ``text`` says what is still to be filled in (待填)."""
    return look._replace(fill=_GAP_FILL) if "【" in text and _GAP.search(text) else look


def vertical_of(cell: CellFormat) -> str:
    """Where the text of ``cell`` stands in it."""
    return {0.0: "top", 1.0: "bottom"}.get(cell.position, "vcenter")


def borders_of(cell: CellFormat, table: TableFormat, outer: Sides) -> tuple[int, int, int, int]:
    """Excel's styles of the borders of ``cell``; ``outer`` says which are of the whole table."""
    top, right, bottom, left = (
        _line(eighths, table, is_outer)
        for eighths, is_outer in zip(cell.border, outer, strict=True)
    )
    # At the left, where it meets no border that is seen: cells without any come first in a row.
    return (top, right, bottom, left) if any((top, right, bottom, left)) else (0, 0, 0, UNSEEN)


def _line(eighths: int | None, table: TableFormat, is_outer: bool) -> int:
    if eighths is None:
        return 0
    width = (eighths or (table.frame if is_outer else 0)) / 8 or table.border
    if not width:
        return 0
    return next((style for below, style in _LINES if width < below), _THICK)
