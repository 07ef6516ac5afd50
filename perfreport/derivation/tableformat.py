"""How a Word table is drawn: its lines and the space around its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from perfreport.derivation.formats import SIDES
from perfreport.derivation.places import Notes, Place
from perfreport.derivation.properties import TWIPS, number
from perfreport.derivation.rows import Lines, borders_in, width_of
from perfreport.docx.wordml import W

_USUAL_MARGINS = {"top": 0.0, "right": 5.4, "bottom": 0.0, "left": 5.4}
"""Points that Word leaves around the text of a cell by default."""

_SAME = 1.0
_OTHER_LINES = ("double", "triple", "dotted", "dashed", "dotDash", "dotDotDash", "wave")


class TableFormat(NamedTuple):
    """How a table is drawn; lengths are in points.

    Attributes:
        lines: of the table, by their names.
        border: width of the lines; 0 when there is none.
        frame: width of those around it; 0 where it is the same, or not the same all around.
        margins: of its cells, by their sides.
    """

    lines: Lines
    border: float
    frame: float
    margins: dict[str, float]

    @property
    def padding(self) -> tuple[float, float]:
        """The space above and below the text of a cell, and beside it."""
        return self._padding(self.margins)

    def padding_of(self, cell: etree._Element) -> tuple[float, float]:
        """The same of a cell that may have margins of its own."""
        own = margins_in(cell.find(f"{W}tcPr/{W}tcMar"))
        return self._padding({**self.margins, **own})

    def _padding(self, margins: dict[str, float]) -> tuple[float, float]:
        # Word has a row's margins between its lines, the engine between the middles of these.
        above_and_below = margins["top"] + margins["bottom"] + self.border
        return above_and_below / 2, (margins["left"] + margins["right"]) / 2

    def width_at(self, is_edge: bool) -> float:
        """The width of a line that no cell says anything of."""
        return self.frame or self.border if is_edge else self.border


def read_table_format(
    table: etree._Element, styles: Sequence[etree._Element], place: Place, notes: Notes
) -> TableFormat:
    """How ``table`` is drawn, which has these ``styles``, the innermost first."""
    holders = [
        properties
        for holder in (table, *styles)
        if (properties := holder.find(W + "tblPr")) is not None
    ]
    lines: Lines = {}
    margins: dict[str, float] = {}
    for properties in reversed(holders):
        lines |= borders_in(properties.find(W + "tblBorders"))
        margins |= margins_in(properties.find(W + "tblCellMar"))
    if any(style.find(W + "tblStylePr") is not None for style in styles):
        notes.add(place, "表格样式对首行、首列等的格式，PDF 不用；请直接设置在单元格上")
    if table.find(f"{W}tblPr/{W}tblpPr") is not None:
        notes.add(place, "表格是环绕的，PDF 排在它所在的段落之后")
    of_cells = list(_lines_of_cells(table))
    if any(line.get(W + "val") in _OTHER_LINES for line in (*lines.values(), *of_cells)):
        notes.add(place, "双线、虚线等，PDF 画成单线")
    border = _inner(lines, of_cells)
    margins = {**_USUAL_MARGINS, **margins}
    unequal = [margins, *({**margins, **own} for own in map(margins_in, table.iter(W + "tcMar")))]
    if any(_are_unequal(each) for each in unequal):
        notes.add(place, "单元格上下或左右的边距不等，PDF 取平均")
    return TableFormat(lines, border, _frame(lines, border), margins)


def margins_in(holder: etree._Element | None) -> dict[str, float]:
    """The margins that ``w:tcMar`` or ``w:tblCellMar`` states, in points by their sides."""
    return {
        name: width
        for name, each in borders_in(holder).items()
        if (width := number(each, "w", TWIPS)) is not None and name in SIDES
    }


def _are_unequal(margins: dict[str, float]) -> bool:
    vertical = abs(margins["top"] - margins["bottom"])
    return max(vertical, abs(margins["left"] - margins["right"])) > _SAME


def _inner(lines: Lines, cells: Sequence[etree._Element]) -> float:
    """Width of most lines within a table, or of its cells where it has none itself."""
    if inner := [width for name in ("insideH", "insideV") if (width := width_of(lines.get(name)))]:
        return inner[0]
    drawn = [width for line in (*lines.values(), *cells) if (width := width_of(line))]
    widths = Counter(drawn)
    return max(widths, key=widths.__getitem__) if widths else 0.0


def _frame(lines: Lines, border: float) -> float:
    """Width of the lines around the table; 0 where they are not all of one other than within."""
    widths = {width_of(lines.get(side)) for side in SIDES}
    [width, *others] = widths
    return 0.0 if others or width == border else width


def _lines_of_cells(table: etree._Element) -> Iterator[etree._Element]:
    for holder in table.iter(W + "tcBorders"):
        yield from borders_in(holder).values()
