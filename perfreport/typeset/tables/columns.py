"""The columns of a table: which cells stand in them (by the rules of HTML), how wide they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from perfreport.basics.errors import TemplateError
from perfreport.typeset.markup.attributes import Fit, Length, Share
from perfreport.typeset.markup.blocks import Cell, CellFormat, Row, TableFormat
from perfreport.typeset.markup.styles import TAB, Span
from perfreport.typeset.paragraphs import SLACK
from perfreport.typeset.text.setting import longest_unbreakable, natural_width

_SHARED_PART = 0.5
"""Part of the free width that fitted columns leave to the columns that share it, if they can."""

_TAB = 2
"""Ems that a tab is taken to leave free where columns are fitted."""


@dataclass(frozen=True, slots=True, eq=False)
class RowShape:
    """Rows written alike, and where their cells stand; equal only to itself.

    Attributes:
        formats: of the cells.
        columns: the first column of each cell.
    """

    formats: tuple[CellFormat, ...]
    columns: tuple[int, ...]


class CellGrid:
    """Gives the cells of rows their columns, and knows what merged cells still cover."""

    def __init__(self, columns: int) -> None:
        """Start above the first row of a table of ``columns``."""
        self._covered = [0] * columns
        self._shapes: dict[tuple[CellFormat, ...], RowShape] = {}
        self.open = False
        """Whether a merged cell goes on below the last row."""

    def place(self, row: Row) -> RowShape:
        """The shape of ``row``: its cells stand in the columns left free by cells from above.

        Raises:
            TemplateError: there are too few cells or too many, or one has no room.
        """
        # Rows written alike share one shape, so that what follows from it is found by identity.
        formats = tuple([cell.format for cell in row.cells])
        below_closed_row = not self.open
        # Below a merged cell the same formats may stand in other columns.
        if below_closed_row and formats in self._shapes:
            return self._shapes[formats]
        shape = RowShape(formats, self._columns(formats, row))
        self._descend(shape)
        if below_closed_row and not self.open:
            self._shapes[formats] = shape
        return shape

    def _columns(self, formats: tuple[CellFormat, ...], row: Row) -> tuple[int, ...]:
        total = len(self._covered)
        columns: list[int] = []
        column = 0
        for cell_format in formats:
            column = self._next_free(column)
            columns.append(column)
            column += cell_format.columns
            if column > total:
                raise _mistake(row, f"这一行的单元格超出了表格的 {total} 列")
            if any(self._covered[columns[-1] : column]):
                raise _mistake(row, f"第 {len(columns)} 个单元格的位置已被上方合并的单元格占用")
        if self._next_free(column) < total:
            raise _mistake(row, f"这一行缺少单元格，表格有 {total} 列")
        return tuple(columns)

    def _next_free(self, column: int) -> int:
        while column < len(self._covered) and self._covered[column]:
            column += 1
        return column

    def _descend(self, shape: RowShape) -> None:
        self._covered = [max(rows - 1, 0) for rows in self._covered]
        for cell_format, first in zip(shape.formats, shape.columns, strict=True):
            for column in range(first, first + cell_format.columns):
                self._covered[column] = cell_format.rows - 1
        self.open = any(self._covered)


def _mistake(row: Row, problem: str) -> TemplateError:
    return TemplateError(f"版面标记第 {row.line} 行 <tr>：{problem}")


class Columns:
    """The columns of one table, and what the cells of those that are fitted ask for."""

    def __init__(self, table: TableFormat) -> None:
        """Start with no cells."""
        columns = table.columns
        self._table = table
        self._fitted = [isinstance(column, Fit) for column in columns]
        self._shares = [column.weight if isinstance(column, Share) else 0.0 for column in columns]
        self._given = [
            column.points(0) if isinstance(column, Length) else 0.0 for column in columns
        ]
        self._narrowest = 2 * table.padding[1] + table.empty.format.style.em
        # The least breaks nothing that must stay whole; the best spares cells a second line.
        self._least = [
            max(self._narrowest, column.least) if isinstance(column, Fit) else 0.0
            for column in columns
        ]
        self._best = self._least.copy()
        self._merged: dict[tuple[int, int], float] = {}

    def see(self, rows: Iterable[tuple[Row, RowShape]], *, in_header: bool) -> None:
        """Take note of the cells of ``rows``; those ``in_header`` may have a second line."""
        for row, shape in rows:
            for column, cell in zip(shape.columns, row.cells, strict=True):
                if cell.content and cell.format.columns > 1:
                    self._see_merged(column, cell)
                elif cell.content and self._fitted[column]:
                    around = _around(cell)
                    least, natural = _widths(cell, self._least[column] - around)
                    self._least[column] = least + around
                    wanted = least if in_header else natural
                    self._best[column] = max(self._best[column], wanted + around)

    def _see_merged(self, column: int, cell: Cell) -> None:
        """Take note of a cell over several columns that grow with what is in them alone."""
        end = column + cell.format.columns
        if any(self._fitted[column:end]) and not any(self._shares[column:end]):
            around = _around(cell)
            known = self._merged.get((column, end), 0.0)
            self._merged[column, end] = _widths(cell, known - around)[0] + around

    def edges(self, left: float, measure: float, paper: float) -> list[float]:
        """The edges of the columns from left to right, one more than there are columns.

        A table narrower than ``measure`` stands in it where it is told to, else in the middle. Call
        it once, when all cells were seen.

        Raises:
            TemplateError: the columns have no room, or do not stand on the ``paper``.
        """
        self._settle_merged()
        indent, room = self._table.indent, self._table.width
        if room is None:
            room = measure - indent
        widths = self._fixed_and_fitted(room)
        free = room - sum(widths)
        weight = sum(self._shares)
        if weight:
            widths = [
                free * share / weight if share else width
                for width, share in zip(widths, self._shares, strict=True)
            ]
            free = 0.0
        self._check(widths, free)
        # A table of the very width of the type area may be too wide by what nobody sees.
        beside = max(free, 0.0) if room == measure else measure - sum(widths)
        edges = list(accumulate(widths, initial=left + indent + beside * self._table.part))
        self._check_paper(edges, paper)
        return edges

    def _check_paper(self, edges: Sequence[float], paper: float) -> None:
        beyond = max(-edges[0], edges[-1] - paper)
        if beyond > SLACK:
            raise self._table.mistake(
                f"伸出纸外 {beyond:.1f}pt（{beyond * 25.4 / 72:.1f} 毫米），请减小列宽，"
                "或改表格的缩进、位置（PDF 模板里的 width、indent、position）"
            )

    def _settle_merged(self) -> None:
        """What merged cells lack goes evenly to their fitted columns."""
        for (column, end), least in sorted(self._merged.items()):
            lack = least - sum(self._least[column:end]) - sum(self._given[column:end])
            fitted = [each for each in range(column, end) if self._fitted[each]]
            for each in fitted if lack > 0 else ():
                self._least[each] += lack / len(fitted)
                self._best[each] = max(self._best[each], self._least[each])

    def _fixed_and_fitted(self, measure: float) -> list[float]:
        free, shared = measure - sum(self._given), any(self._shares)
        fitted = self._fit(free * (1 - _SHARED_PART) if shared else free)
        if not shared and any(fitted):
            stretch = max(free / sum(fitted), 1.0)
            fitted = [width * stretch for width in fitted]
        return [a + b for a, b in zip(self._given, fitted, strict=True)]

    def _fit(self, room: float) -> list[float]:
        """Widths between the least and the best, within ``room`` if possible."""
        least, best = sum(self._least), sum(self._best)
        if best <= max(room, least):
            return self._best
        part = max(room - least, 0.0) / (best - least)
        return [
            low + (high - low) * part for low, high in zip(self._least, self._best, strict=True)
        ]

    def _check(self, widths: Sequence[float], free: float) -> None:
        mistake = self._table.mistake
        if free < -SLACK:
            room = "版心" if self._table.width is None else " width "
            raise mistake(
                f"各列合计比{room}宽 {-free:.1f}pt，请减小列宽、字号，改用横向页面，"
                "或写明 width（可以伸到页边）"
            )
        for number, (column, width) in enumerate(zip(self._table.columns, widths, strict=True), 1):
            if width < self._narrowest and not isinstance(column, Length):
                raise mistake(f"第 {number} 列只剩 {max(width, 0):.1f}pt 宽，放不下一个字")


def _around(cell: Cell) -> float:
    """What is beside the text of ``cell``."""
    return 2 * cell.format.padding[1] + SLACK + cell.format.indent


def _widths(cell: Cell, least: float) -> tuple[float, float]:
    """The widest piece of ``cell`` that must stay whole, or ``least``, and its widest segment."""
    style = cell.format.style
    if cell.format.upright:
        return max(least, style.em), style.em
    best = 0.0
    for indent, spans in _segments(cell):
        width = indent
        for span in spans:
            if span[0] is TAB:
                width += _TAB * span[1].em
                continue
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
            yield max(style.indent, 0.0) + style.around, ((paragraph, style.text),)
        else:
            indent = max(paragraph.style.indent, 0.0) + paragraph.style.around
            for spans in paragraph.segments:
                yield indent, spans
