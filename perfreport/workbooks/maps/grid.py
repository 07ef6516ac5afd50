"""A sheet as a grid: what every cell says, merged ones too, and which were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from perfreport.page.blocks import Table
from perfreport.page.sheets import table_of
from perfreport.sheets.workbook import Area, Cell, Sheet, Spot

MOST_PLACES = 500_000
"""Rows times columns that a sheet may have; of thousands of projects it has a tenth."""
_BLANK = Cell("")


class Grid:
    """The cells of a sheet.

    Attributes:
        sheet: it.
        rows: how many there are up to the last one that says something.
        columns: the same.
    """

    def __init__(self, sheet: Sheet) -> None:
        """Of ``sheet``; nothing of it was read yet."""
        self.sheet = sheet
        self._said = {spot: each for spot, each in sheet.cells.items() if _says(each)}
        self.rows = max((spot.row for spot in self._said), default=-1) + 1
        self.columns = max((spot.column for spot in self._said), default=-1) + 1
        self._first: dict[Spot, Spot] = {}
        self._last = dict(sheet.merged)
        self._read: set[Spot] = set()
        if sheet.merged and self.is_of_use:
            self._find_merged(table_of(_cropped(sheet, self.rows, self.columns)))

    @property
    def is_of_use(self) -> bool:
        """Whether its cells stand near enough to each other to be gone through."""
        return self.rows * self.columns <= MOST_PLACES

    @property
    def last(self) -> Spot:
        """The cell that says something in the last row, and the last column of such."""
        return max(self._said, default=Spot(0, 0))

    def _find_merged(self, table: Table) -> None:
        """Learn which spots are covered by the first one of a merged area."""
        for number, row in enumerate(table.rows):
            for cell in row.cells:
                first = Spot(number, cell.column)
                if cell.above is not None:
                    first = self.first(Spot(number - 1, cell.column))
                for column in range(cell.column, cell.column + cell.columns):
                    if first != (number, column):
                        self._first[Spot(number, column)] = first

    def first(self, spot: Spot) -> Spot:
        """The first spot of the merged area around ``spot``; itself where there is none."""
        return self._first.get(spot, spot)

    def cell(self, spot: Spot) -> Cell:
        """What stands at ``spot``, perhaps by a merged cell that covers it."""
        return self._said.get(self.first(spot), _BLANK)

    def text(self, spot: Spot) -> str:
        """The words of the same, without blanks at their ends."""
        return self.cell(spot).shown.strip()

    def own(self, spot: Spot) -> str:
        """What stands at ``spot`` itself; blank where a merged cell of another covers it."""
        return self.text(spot) if self.first(spot) == spot else ""

    def beside(self, spot: Spot) -> Spot:
        """The cell to the right of the one at ``spot``, which may be merged."""
        last = self._last.get(self.first(spot), spot)
        return self.first(Spot(self.first(spot).row, last.column + 1))

    def under(self, spot: Spot) -> Spot:
        """The cell below the one at ``spot``, which may be merged."""
        last = self._last.get(self.first(spot), spot)
        return self.first(Spot(last.row + 1, self.first(spot).column))

    def is_blank(self, row: int, columns: Iterable[int] | None = None) -> bool:
        """Whether nothing stands in ``row``, or in these ``columns`` of it."""
        within = range(self.columns) if columns is None else columns
        return not any(self.own(Spot(row, column)) for column in within)

    def row_text(self, row: int) -> str:
        """The first words in ``row``."""
        texts = (self.own(Spot(row, column)) for column in range(self.columns))
        return next(filter(None, texts), "")

    def mark_read(self, *spots: Spot) -> None:
        """Note that what stands at ``spots`` was read."""
        self._read.update(map(self.first, spots))

    def unread(self) -> list[Spot]:
        """Where something stands that was not read, row by row."""
        return sorted(self._said.keys() - self._read)


def _cropped(sheet: Sheet, rows: int, columns: int) -> Sheet:
    """``sheet`` as far as it says something: formats may go on for a million rows."""
    merged = [
        Area(first, Spot(min(last.row, rows - 1), min(last.column, columns - 1)))
        for first, last in sheet.merged
        if first.row < rows and first.column < columns
    ]
    return replace(sheet, merged=tuple(merged), bordered=frozenset())


def _says(cell: Cell) -> bool:
    return bool(cell.shown.strip() or cell.fault)
