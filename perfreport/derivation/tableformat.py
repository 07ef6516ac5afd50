"""How a Word table is drawn: its lines and the space around its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from perfreport.derivation.places import Notes, Place
from perfreport.derivation.properties import TWIPS, number
from perfreport.derivation.rows import borders_in, is_drawn
from perfreport.docx.wordml import W

_USUAL_MARGIN = 5.4
"""Points that Word leaves beside the text of a cell by default."""

_THINNEST = 0.25
_SAME = 1.0
_PLAIN_LINES = ("single", "thick")


class TableFormat(NamedTuple):
    """How a table is drawn; lengths are in points.

    Attributes:
        lines: of the table, by their names.
        border: width of the lines; 0 when there is none.
        padding: above and below the text of a cell, and beside it.
    """

    lines: dict[str, etree._Element]
    border: float
    padding: tuple[float, float]


def read_table_format(
    table: etree._Element, styles: Sequence[etree._Element], place: Place, notes: Notes
) -> TableFormat:
    """How ``table`` is drawn, which has these ``styles``, the innermost first."""
    holders = [
        properties
        for holder in (table, *styles)
        if (properties := holder.find(W + "tblPr")) is not None
    ]
    lines: dict[str, etree._Element] = {}
    margins: dict[str, float] = {}
    for properties in reversed(holders):
        lines |= borders_in(properties.find(W + "tblBorders"))
        margins |= _margins(properties.find(W + "tblCellMar"))
    if any(style.find(W + "tblStylePr") is not None for style in styles):
        notes.add(place, "表格样式对首行、首列等的格式，PDF 不用；请直接设置在单元格上")
    if table.find(f"{W}tblPr/{W}tblpPr") is not None:
        notes.add(place, "表格是环绕的，PDF 排在它所在的段落之后")
    if any(cell.find(f"{W}tcPr/{W}tcMar") is not None for cell in table.iter(W + "tc")):
        notes.add(place, "单元格自己的边距，PDF 用整个表格的")
    return TableFormat(lines, _border(table, lines, place, notes), _padding(margins, place, notes))


def _margins(holder: etree._Element | None) -> dict[str, float]:
    return {
        name: width
        for name, each in borders_in(holder).items()
        if (width := number(each, "w", TWIPS)) is not None
    }


def _padding(margins: dict[str, float], place: Place, notes: Notes) -> tuple[float, float]:
    top, bottom = margins.get("top", 0.0), margins.get("bottom", 0.0)
    left, right = margins.get("left", _USUAL_MARGIN), margins.get("right", _USUAL_MARGIN)
    if abs(top - bottom) > _SAME or abs(left - right) > _SAME:
        notes.add(place, "单元格上下或左右的边距不等，PDF 取平均")
    return (top + bottom) / 2, (left + right) / 2


def _border(
    table: etree._Element, lines: dict[str, etree._Element], place: Place, notes: Notes
) -> float:
    drawn = [line for line in (*lines.values(), *_lines_of_cells(table)) if is_drawn(line)]
    widths = Counter(max((number(line, "sz") or 4.0) / 8, _THINNEST) for line in drawn)
    if len(widths) > 1:
        notes.add(place, "表格的线有几种粗细，PDF 只用一种")
    if any(line.get(W + "val") not in _PLAIN_LINES for line in drawn):
        notes.add(place, "双线、虚线等，PDF 画成单线")
    return max(widths, key=widths.__getitem__) if widths else 0.0


def _lines_of_cells(table: etree._Element) -> Iterator[etree._Element]:
    for holder in table.iter(W + "tcBorders"):
        yield from borders_in(holder).values()
