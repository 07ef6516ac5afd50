"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from perfreport.typeset.markup.attributes import Fit, Length, Share
from perfreport.typeset.markup.blocks import Cell, Row, TableFormat
from perfreport.typeset.markup.styles import Span
from perfreport.typeset.paragraphs import SLACK
from perfreport.typeset.tables.grid import RowShape
from perfreport.typeset.text.setting import longest_unbreakable, natural_width

_SHARED_PART = 0.5
"""Part of the free width that fitted columns leave to the columns that share it, if they can."""


class Needs:
    """What the cells of fitted columns ask for.

    Attributes:
        least: width of each column in which nothing is broken that must stay whole.
        best: width of each column in which no cell below the header has a second line.
    """

    def __init__(self, table: TableFormat) -> None:
        """Start with no cells."""
        self._fitted = [isinstance(column, Fit) for column in table.columns]
        self._shared = [isinstance(column, Share) for column in table.columns]
        self._given = _given(table)
        self._around = 2 * table.padding[1] + SLACK
        narrow = _narrowest(table)
        self.least = [
            max(narrow, column.least) if isinstance(column, Fit) else 0.0
            for column in table.columns
        ]
        self.best = self.least.copy()
        self._merged: dict[tuple[int, int], float] = {}

    def see(self, row: Row, shape: RowShape, *, header: bool) -> None:
        """Take note of the cells of a row."""
        for column, cell in zip(shape.columns, row.cells, strict=True):
            if self._fitted[column] and cell.format.columns == 1 and cell.content:
                around = self._around + cell.format.indent
                least, natural = _widths(cell, self.least[column] - around)
                self.least[column] = least + around
                wanted = least if header else natural
                self.best[column] = max(self.best[column], wanted + around)
            elif cell.format.columns > 1 and cell.content:
                self._see_merged(column, cell)

    def _see_merged(self, column: int, cell: Cell) -> None:
        """Take note of a cell over several columns that grow with what is in them alone."""
        end = column + cell.format.columns
        if any(self._fitted[column:end]) and not any(self._shared[column:end]):
            around = self._around + cell.format.indent
            known = self._merged.get((column, end), 0.0)
            self._merged[column, end] = _widths(cell, known - around)[0] + around

    def settle(self) -> None:
        """All cells were seen: what merged ones lack goes evenly to their fitted columns."""
        for (column, end), least in sorted(self._merged.items()):
            lack = least - sum(self.least[column:end]) - sum(self._given[column:end])
            fitted = [each for each in range(column, end) if self._fitted[each]]
            for each in fitted if lack > 0 else ():
                self.least[each] += lack / len(fitted)
                self.best[each] = max(self.best[each], self.least[each])


def column_edges(table: TableFormat, needs: Needs, left: float, measure: float) -> list[float]:
    """The edges of the columns of ``table`` from left to right, one more than there are columns.

    A table narrower than ``measure`` is centred in it.

    Raises:
        TemplateError: the columns have no room.
    """
    widths = _fixed_and_fitted(table, needs, measure)
    free = measure - sum(widths)
    shares = [column.weight if isinstance(column, Share) else 0.0 for column in table.columns]
    if any(shares):
        widths = [
            free * share / sum(shares) if share else width
            for width, share in zip(widths, shares, strict=True)
        ]
        free = 0.0
    _check(table, widths, free)
    return list(accumulate(widths, initial=left + max(free, 0.0) / 2))


def _fixed_and_fitted(table: TableFormat, needs: Needs, measure: float) -> list[float]:
    fixed = _given(table)
    shared = any(isinstance(column, Share) for column in table.columns)
    free = measure - sum(fixed)
    fitted = _fit(needs, free * (1 - _SHARED_PART) if shared else free)
    if not shared and any(fitted):
        stretch = max(free / sum(fitted), 1.0)
        fitted = [width * stretch for width in fitted]
    return [a + b for a, b in zip(fixed, fitted, strict=True)]


def _given(table: TableFormat) -> list[float]:
    """The given widths of the columns; 0 where none is."""
    return [column.points(0.0) if isinstance(column, Length) else 0.0 for column in table.columns]


def _fit(needs: Needs, room: float) -> list[float]:
    """Widths between the least and the best of ``needs``, within ``room`` if possible."""
    least, best = sum(needs.least), sum(needs.best)
    if best <= max(room, least):
        return needs.best
    part = max(room - least, 0.0) / (best - least)
    return [low + (high - low) * part for low, high in zip(needs.least, needs.best, strict=True)]


def _check(table: TableFormat, widths: Sequence[float], free: float) -> None:
    if free < -SLACK:
        raise table.mistake(f"各列合计比版心宽 {-free:.1f}pt，请减小列宽、字号或改用横向页面")
    for number, (column, width) in enumerate(zip(table.columns, widths, strict=True), 1):
        if width < _narrowest(table) and not isinstance(column, Length):
            raise table.mistake(f"第 {number} 列只剩 {max(width, 0):.1f}pt 宽，放不下一个字")


def _narrowest(table: TableFormat) -> float:
    return 2 * table.padding[1] + table.empty.format.style.em


def _widths(cell: Cell, least: float) -> tuple[float, float]:
    """The widest piece of ``cell`` that must stay whole, or ``least``, and its widest segment."""
    style = cell.format.style
    if cell.format.upright:
        return max(least, style.em), style.em
    best = 0.0
    for indent, spans in _segments(cell):
        width = indent
        for span in spans:
            # Breaks are looked for only in what is wider than any unbreakable piece so far.
            natural = natural_width(*span)
            if indent + natural > least:
                least = max(least, indent + longest_unbreakable(*span))
            width += natural
        best = max(best, width)
    return least, best


def _segments(cell: Cell) -> Iterator[tuple[float, Iterable[Span]]]:
    """What stands between forced line breaks, and the indent before it."""
    for paragraph in cell.content:
        if isinstance(paragraph, str):
            style = cell.format.style
            yield style.indent, ((paragraph, style.text),)
        else:
            indent = paragraph.style.indent
            for spans in paragraph.segments:
                yield indent, spans
