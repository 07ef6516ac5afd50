"""The rows and cells of a Word table, read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.derivation.formats import SIDES, Sides
from perfreport.derivation.grid import RowGrid, Span
from perfreport.derivation.places import Place, refused
from perfreport.derivation.properties import TWIPS, number
from perfreport.docx.page.elements import is_on, unwrapped, value_in
from perfreport.docx.spanning import BESIDE
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W

_MERGE = regex(r"\{%\s*merge\s+([\w.]+)\s*%\}")
_OF_CELLS = regex(r"\{%\s*(colspan|cellbg|vm|hm)\b.*?%\}|\{%tc\b.*?%\}")
_POSITIONS = {"center": "middle", "bottom": "bottom"}
_OTHER_NAMES = {"start": "left", "end": "right"}
_NO_LINE = ("nil", "none")
_USUAL_LINE, _THINNEST_LINE, _THICKEST_LINE = 4, 2, 48
"""Widths of lines in eighths of a point."""

_INSIDE = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
Lines = dict[str, etree._Element]
"""Lines by the names of their places."""

_UPRIGHT = ("tbRl", "tbRlV", "tbLrV", "btLr")


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell.

    Attributes:
        element: of Word.
        span: of the table's columns.
        merge: ``restart`` where it begins a merged one, ``continue`` where it goes on.
        label: the label of the view by which it is merged; empty without one.
        place: of it.
        has_text: whether there is anything in it.
        beside: when it stands beside the rows that loops make; empty where it always does.
    """

    element: etree._Element
    span: Span
    merge: str
    label: str
    place: Place
    has_text: bool
    beside: str = ""

    @property
    def position(self) -> str:
        """Where its text stands from above: ``top``, ``middle`` or ``bottom``."""
        return _POSITIONS.get(value_in(self.element, "tcPr", "vAlign"), "top")

    @property
    def is_upright(self) -> bool:
        """Whether its text runs from top to bottom."""
        return value_in(self.element, "tcPr", "textDirection") in _UPRIGHT

    @property
    def fill(self) -> str:
        """The colour behind its text, as the markup has it; empty without one."""
        shading = self.element.find(f"{W}tcPr/{W}shd")
        return fill_of(shading)

    @property
    def borders(self) -> Lines:
        """The lines that it states itself, by their sides."""
        return borders_in(self.element.find(f"{W}tcPr/{W}tcBorders"))


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row.

    Attributes:
        cells: of it.
        free: columns at both ends without a cell.
        is_header: whether it is repeated on every page.
        is_whole: whether it stands on one page where it can.
        height: at least so many points; 0 for as high as its text.
        is_exact: whether it is neither higher.
        place: of it.
    """

    cells: Sequence[Cell]
    free: tuple[int, int]
    is_header: bool
    is_whole: bool
    height: float
    is_exact: bool
    place: Place


def fill_of(shading: etree._Element | None) -> str:
    """The colour of ``w:shd`` as the markup has it; empty for none."""
    fill = shading.get(W + "fill", "auto") if shading is not None else "auto"
    is_colour = re.fullmatch("[0-9A-Fa-f]{6}", fill) and fill.upper() != "FFFFFF"
    return f"#{fill.upper()}" if is_colour else ""


def borders_in(holder: etree._Element | None) -> Lines:
    """The lines stated in ``w:tcBorders`` or ``w:tblBorders`` by their names."""
    if holder is None:
        return {}
    names = ((etree.QName(each).localname, each) for each in holder)
    return {_OTHER_NAMES.get(name, name): each for name, each in names}


def width_of(line: etree._Element | None) -> float:
    """The width of a line in points; 0 where there is none."""
    if line is None or line.get(W + "val", "single") in _NO_LINE:
        return 0.0
    eighths = min(max(round(number(line, "sz") or _USUAL_LINE), _THINNEST_LINE), _THICKEST_LINE)
    return eighths / 8


def sides_of(cell: Cell, around: Lines, *, edges: Sides) -> dict[str, float]:
    """The widths of the lines of ``cell`` by their sides; 0 where there is none.

    Args:
        cell: of a table.
        around: the lines of the table.
        edges: the sides of the cell that are the table's own.
    """
    own = cell.borders
    return {
        side: width_of(own.get(side, around.get(side if side in edges else _INSIDE[side])))
        for side in SIDES
    }


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The cells of ``row``, in whatever they are wrapped."""
    return [each for each in unwrapped(row) if each.tag == W + "tc"]


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of ``table``, in whatever they are wrapped."""
    return [each for each in unwrapped(table) if each.tag == W + "tr"]


def read_row(row: etree._Element, grid: RowGrid, place: Place) -> Row:
    """The row with its cells where ``grid`` says.

    Raises:
        TemplateError: when a cell has a tag for which the PDF has nothing.
    """
    properties = row.find(W + "trPr")
    height = properties.find(W + "trHeight") if properties is not None else None
    rule = height.get(W + "hRule", "atLeast") if height is not None else "auto"
    # A row without a cell is free all over.
    nothing = Span(grid.columns, 0)
    first, last = (grid.cells[0], grid.cells[-1]) if grid.cells else (nothing, nothing)
    return Row(
        cells=list(_cells(row, grid, place)),
        free=(first.column, grid.columns - last.column - last.columns),
        is_header=_has(properties, "tblHeader"),
        is_whole=_has(properties, "cantSplit"),
        height=0.0 if rule == "auto" else number(height, "val", TWIPS) or 0.0,
        is_exact=rule == "exact",
        place=place,
    )


def _has(properties: etree._Element | None, name: str) -> bool:
    return properties is not None and is_on(properties.find(W + name))


def _cells(row: etree._Element, grid: RowGrid, row_place: Place) -> Iterator[Cell]:
    for index, (element, span) in enumerate(zip(cells_of(row), grid.cells, strict=True), 1):
        text = text_of(element)
        place = Place(row_place.part, f"{row_place.where}第 {index} 格", text)
        if found := _OF_CELLS.search(text):
            raise refused(place, f"PDF 里没有标签 {found[0]}，请去掉，或另写 PDF 模板")
        label = _MERGE.fullmatch(text.strip())
        merge = element.find(f"{W}tcPr/{W}vMerge")
        beside = element.get(BESIDE, "")
        yield Cell(
            element=element,
            span=span,
            merge=""
            if merge is None or label or element.get(BESIDE)
            else merge.get(W + "val", "continue"),
            label=label[1] if label else "",
            place=place,
            has_text=bool(text.strip()),
            beside=beside,
        )
