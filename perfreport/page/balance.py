"""Widths of columns by what stands in them: the table that comes out lowest, within limits.

Word and PDF have their widths from here, and so the same: heights are worked out from the texts
alone, without fonts. All is counted in whole numbers, so that every machine finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from operator import add, gt, sub
from typing import NamedTuple

from perfreport.page.alike import EM, AlikeCells, CellText, Setting, TableCells

MILLIMETRE = 72 / 25.4
"""Points of it; widths change in steps of as much."""

_STEPS = (32, 16, 8, 4, 2, 1)
_WORTH = 97
"""Percent of its height that a table must come down to, or it stays as the form has it.

Heights are worked out that closely and no closer: what would save less may save nothing.
"""


_SURE = 75
"""Percent of a page that a table may take to have room on one surely.

What stands above and below it takes room too, such as a title of two lines and a signature, and is
not known here: of a table in Word it is laid out by Word alone.
"""


_FEW_PAGES = 3
"""A table of no more pages is looked at from several sides, for there a line may be a page."""


class Limits(NamedTuple):
    """The least and the greatest width that a column may have, in points."""

    least: float
    most: float


class Columns(NamedTuple):
    """The columns of a table that may be balanced; lengths are in points.

    Attributes:
        widths: that the form gives them.
        limits: of those that may be wider or narrower; None for those that stay.
        room: the height of a page.
    """

    widths: Sequence[float]
    limits: Sequence[Limits | None]
    room: float


def balanced(columns: Columns, rows: Iterable[Sequence[CellText]]) -> Sequence[float]:
    """The widths of ``balanced_for`` for the cells of ``rows``."""
    return balanced_for(columns, TableCells.of(rows))


def balanced_for(columns: Columns, cells: TableCells) -> Sequence[float]:
    """The widths with which a table of these ``cells`` comes out lowest.

    They differ from those of ``columns`` by whole millimetres and are as wide together. Those stay
    where the table surely has room on one page with them, or would be hardly lower with any others;
    in either case a column that would part a number gets the room for it that others can spare.
    """
    table = _Table(columns, cells)
    start = table.with_whole_pieces()
    found = start
    if table.height(start) * 100 > columns.room * EM * _SURE:
        lowest = table.lowest(start)
        if table.height(lowest) < columns.room * EM * _FEW_PAGES:
            others = map(table.lowest, table.with_one_narrow(start))
            lowest = min(lowest, *others, key=table.height)
        if table.height(lowest) * 100 <= table.height(start) * _WORTH:
            found = lowest
    return table.widths(found) if any(found) else columns.widths


_ROUNDED = 0.01
"""Points by which sums of widths surely differ no more than by rounding."""

_Place = tuple[int, int]
"""The first column that cells cover, and that behind the last."""

_Shift = tuple[int, ...]
"""By how many millimetres each of the columns that may change is wider than in the form."""


class _Table:
    def __init__(self, columns: Columns, cells: TableCells) -> None:
        self._widths = columns.widths
        self._free = [
            (column, limits) for column, limits in enumerate(columns.limits) if limits is not None
        ]
        self._cells, self._rows = cells.by_columns, cells.rows
        self._least_heights, self._changing = self._taken_apart()
        widest = [self._widest(column) for column, _ in self._free]
        self._pieces = [alone for alone, _ in widest]
        # Of each column how many millimetres it can give away and take, as the form has it.
        self._to_give, self._to_take = [], []
        for (column, limits), pieces in zip(self._free, widest, strict=True):
            width, least = columns.widths[column], self._least_of(column, limits, *pieces)
            self._to_give.append(_millimetres(width - least))
            self._to_take.append(_millimetres(limits.most - width))
        # Each is asked for again and again while widths are tried.
        self._heights = cache(self._heights_of)
        self.height = cache(self._height)
        self._lower = cache(self._lower_one)

    def _inside(self, start: int, end: int) -> list[int]:
        """Which of the columns that may change stand between ``start`` and ``end``."""
        return [index for index, (column, _) in enumerate(self._free) if start <= column < end]

    def _taken_apart(self) -> tuple[list[int], dict[_Place, tuple[list[int], list[AlikeCells]]]]:
        """The least height of each row, and the cells that make one higher with some widths.

        These with the columns that they depend on. No row is lower than its cells are where they
        are widest: all that are never higher than that are set aside.
        """
        least = [0] * self._rows
        highest: list[tuple[_Place, AlikeCells, list[int]]] = []
        for place, alike in self._cells.items():
            narrow, wide = self._bounds(place)
            for cells in alike:
                for row, height in zip(cells.rows, cells.heights(wide), strict=True):
                    if height > least[row]:
                        least[row] = height
                if narrow < wide:
                    highest.append((place, cells, cells.heights(narrow)))
        changing: dict[_Place, tuple[list[int], list[AlikeCells]]] = {}
        for place, cells, heights in highest:
            if any(map(gt, heights, map(least.__getitem__, cells.rows))):
                changing.setdefault(place, (self._inside(*place), []))[1].append(cells)
        return least, changing

    def _bounds(self, place: _Place) -> tuple[float, float]:
        """The least and the greatest width that these columns may have together."""
        free = self._inside(*place)
        narrow = wide = sum(self._widths[slice(*place)])
        # However the columns change, a cell over all or none of them stays as wide.
        if 0 < len(free) < len(self._free):
            for column, limits in (self._free[index] for index in free):
                width = self._widths[column]
                narrow += min(limits.least - width, 0) - _ROUNDED
                wide += max(limits.most - width, 0) + _ROUNDED
        return narrow, wide

    def _widest(self, column: int) -> tuple[float, float]:
        """The widths for the longest word, code or number of a column, alone and with its unit."""
        alone, with_unit = 0.0, 0.0
        for cells in self._cells.get((column, column + 1), ()):
            alone, with_unit = map(max, (alone, with_unit), cells.widest)
        return alone, with_unit

    def _least_of(self, column: int, limits: Limits, alone: float, with_unit: float) -> float:
        """The width down to which a column gives away of its own."""
        whole = max(alone, min(with_unit, self._widths[column]))
        return max(limits.least, min(whole, limits.most))

    def with_whole_pieces(self) -> _Shift:
        """The form's widths, but for columns that lack room for what is not parted in them."""
        shift = [0] * len(self._free)
        for index, (column, limits) in enumerate(self._free):
            needed = min(self._pieces[index], limits.most) - self._widths[column]
            lack = int(-(-needed // MILLIMETRE)) if needed > 0 else 0
            lack = min(lack, int((limits.most - self._widths[column]) // MILLIMETRE))
            for other in self._by_spare(shift, index):
                given = min(lack, self._spare(shift, other))
                shift[index] += given
                shift[other] -= given
                lack -= given
        return tuple(shift)

    def with_one_narrow(self, start: _Shift) -> Iterator[_Shift]:
        """Widths like ``start``, but that one column has given the others all that it can.

        From there widths are found that no exchange of two columns leads to, since lines are whole.
        """
        for index in range(len(start)):
            shift = list(start)
            for other in self._by_spare(start, index):
                given = min(self._spare(shift, index), self._wanting(shift, other))
                shift[index] -= given
                shift[other] += given
            yield tuple(shift)

    def _by_spare(self, shift: Sequence[int], but: int) -> list[int]:
        others = [index for index in range(len(shift)) if index != but]
        return sorted(others, key=lambda index: -self._spare(shift, index))

    def _spare(self, shift: Sequence[int], index: int) -> int:
        """How many millimetres a column can give away."""
        return max(self._to_give[index] + shift[index], 0)

    def _wanting(self, shift: Sequence[int], index: int) -> int:
        """How many millimetres a column can take."""
        return max(self._to_take[index] - shift[index], 0)

    def _width(self, shift: Sequence[int], index: int) -> float:
        return self._widths[self._free[index][0]] + shift[index] * MILLIMETRE

    def lowest(self, start: _Shift) -> _Shift:
        """Where no exchange between two columns makes the table lower any more."""
        found = start
        for step in _STEPS:
            while (lower := self._lower(found, step)) != found:
                found = lower
        return found

    def _lower_one(self, shift: _Shift, step: int) -> _Shift:
        """The lowest that one exchange leads to; ``shift`` itself where none makes it lower."""
        best = min(self._exchanges(shift, step), key=self.height, default=shift)
        return best if self.height(best) < self.height(shift) else shift

    def _exchanges(self, shift: _Shift, step: int) -> Iterable[_Shift]:
        spares, wants = map(add, self._to_give, shift), map(sub, self._to_take, shift)
        givers = [index for index, spare in enumerate(spares) if spare >= step]
        takers = [index for index, wanting in enumerate(wants) if wanting >= step]
        for giver, taker in product(givers, takers):
            if giver != taker:
                changed = list(shift)
                changed[giver] -= step
                changed[taker] += step
                yield tuple(changed)

    def _height(self, shift: _Shift) -> int:
        """The height of all rows together, in hundredths of a point."""
        heights = [
            self._heights(place, sum([shift[index] for index in free]))
            for place, (free, _) in self._changing.items()
        ]
        least = self._least_heights
        return sum(map(max, least, *heights)) if heights else sum(least)

    def _heights_of(self, place: _Place, wider: int) -> list[int]:
        """The heights of the cells over these columns, row by row, so many millimetres wider."""
        width = sum(self._widths[slice(*place)]) + wider * MILLIMETRE
        heights = [0] * self._rows
        for cells in self._changing[place][1]:
            # A row has but one cell over the same columns.
            for row, height in zip(cells.rows, cells.heights(width), strict=True):
                heights[row] = height
        return heights

    def widths(self, shift: _Shift) -> list[float]:
        """The widths of all columns; those that change take together what they took before."""
        widths = [round(width, 2) for width in self._widths]
        total = sum(widths[column] for column, _ in self._free)
        for index, (column, _) in enumerate(self._free):
            widths[column] = round(self._width(shift, index), 2)
        *others, last = (column for column, _ in self._free)
        widths[last] = round(total - sum(widths[column] for column in others), 2)
        return widths


def _millimetres(length: float) -> int:
    """The whole ones in ``length`` points, down."""
    return int((length + 1e-6) // MILLIMETRE)


class CellPlace(NamedTuple):
    """A cell of a table as the form has it.

    Attributes:
        column: the first that it covers.
        columns: how many it covers.
        setting: how its text is set; None where it only goes on a cell above.
    """

    column: int
    columns: int
    setting: Setting | None


class Plan(NamedTuple):
    """A table of a form whose columns may be balanced.

    Attributes:
        columns: of it.
        cells: by their numbers in the form.
    """

    columns: Columns
    cells: Mapping[int, CellPlace]
