"""The columns of a Word table, common to all its rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from lxml import etree

from perfreport.derivation.places import Notes, Place, refused
from perfreport.derivation.properties import TWIPS, number
from perfreport.docx.wordml import W

_SAME_EDGE = 3.0
"""Points by which the edges of two cells may lie apart and are one column's edge still."""


class Span(NamedTuple):
    """The columns that a cell covers: the first of them, and how many."""

    column: int
    columns: int


class RowGrid(NamedTuple):
    """Where the cells of a row stand, between what it leaves free on both sides."""

    cells: Sequence[Span]
    columns: int


class _Row(NamedTuple):
    """What a row says of its cells: their columns and widths, and what is free around them."""

    before: int
    spans: Sequence[int]
    after: int
    before_width: float
    widths: Sequence[float | None]

    @property
    def total(self) -> int:
        return self.before + sum(self.spans) + self.after


def table_grid(
    table: etree._Element, rows: Sequence[Sequence[etree._Element]], place: Place, notes: Notes
) -> tuple[list[float], list[RowGrid]]:
    """The widths of the columns in points, and where the cells of each row stand.

    Args:
        table: with these rows.
        rows: the row and then its cells, for each row that is printed.
        place: of the table.
        notes: take up what is made regular.

    Raises:
        TemplateError: when the rows have no common columns.
    """
    widths = [
        number(column, "w", TWIPS) or 0.0 for column in table.iterfind(f"{W}tblGrid/{W}gridCol")
    ]
    found = [_row(row, cells) for row, *cells in rows]
    if found and all(row.total == len(widths) for row in found):
        return _as_cells_say(widths, found), [_on_grid(row) for row in found]
    notes.add(place, "各行的列对不齐，PDF 按各格的宽度定出共同的列")
    return _common(found, place)


def _row(row: etree._Element, cells: Sequence[etree._Element]) -> _Row:
    properties = row.find(W + "trPr")
    width = properties.find(W + "wBefore") if properties is not None else None
    return _Row(
        before=_count(row, "gridBefore"),
        spans=[max(1, _count(cell, "gridSpan", "tcPr")) for cell in cells],
        after=_count(row, "gridAfter"),
        before_width=_width(width) or 0.0,
        widths=[_width(cell.find(f"{W}tcPr/{W}tcW")) for cell in cells],
    )


def _count(element: etree._Element, name: str, holder: str = "trPr") -> int:
    found = number(element.find(f"{W}{holder}/{W}{name}"), "val")
    return min(int(found), 63) if found and found > 0 else 0


def _width(element: etree._Element | None) -> float | None:
    if element is None or element.get(W + "type", "dxa") != "dxa":
        return None
    return number(element, "w", TWIPS) or None


def _on_grid(row: _Row) -> RowGrid:
    starts = accumulate(row.spans, initial=row.before)
    return RowGrid([Span(*each) for each in zip(starts, row.spans, strict=False)], row.total)


def _as_cells_say(widths: Sequence[float], rows: Sequence[_Row]) -> list[float]:
    """``widths``, where all cells of one column agree on another width with that."""
    # Word goes by the cells; python-docx and WPS change them and leave the grid as it was.
    said: dict[int, set[float]] = {}
    for row in rows:
        starts = accumulate(row.spans, initial=row.before)
        for start, span, width in zip(starts, row.spans, row.widths, strict=False):
            if span == 1 and width:
                said.setdefault(start, set()).add(width)
    return [
        max(said[column]) if len(said.get(column, ())) == 1 else width
        for column, width in enumerate(widths)
    ]


def _common(rows: Sequence[_Row], place: Place) -> tuple[list[float], list[RowGrid]]:
    """The columns between all edges that any row has."""
    if not rows or any(width is None for row in rows for width in row.widths):
        raise refused(
            place,
            "表格各行的格数对不上，又没有写宽度，PDF 排不出；请在 Word 里重新合并，使各行对齐",
        )
    edges_of = [
        list(accumulate((width or 0.0 for width in row.widths), initial=row.before_width))
        for row in rows
    ]
    edges = _merged(sorted(edge for each in edges_of for edge in each))
    grids = [_between(each, edges) for each in edges_of]
    return [end - start for start, end in pairwise(edges)], grids


def _merged(sorted_edges: Sequence[float]) -> list[float]:
    """The edges without those that lie where another does."""
    merged: list[float] = []
    for edge in sorted_edges:
        if not merged or edge - merged[-1] > _SAME_EDGE:
            merged.append(edge)
    return merged


def _between(row: Sequence[float], edges: Sequence[float]) -> RowGrid:
    """The cells between the edges of a row, as columns between ``edges``."""
    places = [max(0, bisect_left(edges, edge + 1e-6) - 1) for edge in row]
    spans = [Span(start, max(1, end - start)) for start, end in pairwise(places)]
    return RowGrid(spans, len(edges) - 1)
