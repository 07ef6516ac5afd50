"""Widths of columns by what stands in them: the table that comes out lowest, within limits.

Word and PDF have their widths from here, and so the same: heights are worked out from the texts
alone, without fonts. All is counted in whole numbers, so that every machine finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, chain, pairwise, permutations
from typing import NamedTuple

MILLIMETRE = 72 / 25.4
"""Points of it; widths change in steps of as much."""

_STEPS = (32, 16, 8, 4, 2, 1)
_EM = 100
"""Parts of an em in which texts are measured."""

_ENDS = 40
"""Of an em that a line leaves free at its end: words, numbers and marks do not part anywhere."""

_WORTH = 97
"""Percent of its height that a table must come down to, or it stays as the form has it.

Heights are worked out that closely and no closer: what would save less may save nothing.
"""

_NARROW = {
    28: "!',.:;[]`ijl|",
    35: " ()-Ifrst{}",
    72: "&+<=>^_~ABCDEFGHJKLNOPQRSTUVXYZ",
    85: "#%@MWmw",
}
_WIDTHS = bytes(
    next((width for width, group in _NARROW.items() if chr(code) in group), 50)
    for code in range(256)
)
"""How wide the characters of ASCII are, in parts of an em; all others have a whole one."""

_SAVINGS = bytes(_EM - width for width in _WIDTHS)
"""What these lack of one."""

_UNIT = 2 * _EM
"""What a number needs beside it for a unit that is not parted from it: ``万元``."""

_WORDS = bytes.maketrans(bytes(range(128, 256)), b" " * 128)
"""Has bytes of UTF-8 part words, codes and numbers, none of which is parted."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """How the text of cells is set; lengths are in points; equal only to itself.

    Attributes:
        em: advance of a full-width character.
        leading: of its lines.
        beside: what is free at both sides of its lines.
        first: indent of the first of them.
        above: what is free above and below.
        height: of the row in which it begins, at least.
        upright: whether its characters stand one below the other (竖排).
    """

    em: float
    leading: float
    beside: float
    first: float
    above: float
    height: float
    upright: bool = False


class CellText(NamedTuple):
    r"""A cell that begins and ends in one row.

    Attributes:
        column: the first that it covers.
        columns: how many it covers.
        setting: how its text is set.
        paragraphs: its text; what line breaks part is parted by ``\n``.
    """

    column: int
    columns: int
    setting: Setting
    paragraphs: Sequence[str]


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
    """The widths with which a table of these ``rows`` comes out lowest.

    They differ from those of ``columns`` by whole millimetres and are as wide together. Those stay
    where the table surely has room on one page with them, or would be hardly lower with any others;
    in either case a column that would part a number gets the room for it that others can spare.
    """
    table = _Table(columns, rows)
    start = table.with_whole_pieces()
    found = start
    if table.height(start) * 100 > columns.room * _EM * _SURE:
        lowest = table.lowest(start)
        if table.height(lowest) < columns.room * _EM * _FEW_PAGES:
            others = map(table.lowest, table.with_one_narrow(start))
            lowest = min(lowest, *others, key=table.height)
        if table.height(lowest) * 100 <= table.height(start) * _WORTH:
            found = lowest
    return table.widths(found) if any(found) else columns.widths


_Shift = tuple[int, ...]
"""By how many millimetres each of the columns that may change is wider than in the form."""


class _Cells:
    """The cells over the same columns that are set alike.

    Attributes:
        rows: of the cells.
        contents: the paragraphs of each of them.
    """

    def __init__(self, setting: Setting) -> None:
        """Start with no cells."""
        self._setting = setting
        self.rows: list[int] = []
        self.contents: list[Sequence[str]] = []

    @cached_property
    def _joined(self) -> list[str]:
        """What stands in each of the cells, in lines."""
        return ["\n".join(paragraphs) for paragraphs in self.contents]

    @cached_property
    def _lengths(self) -> list[int]:
        """Of each line of each cell, before it is set."""
        lengths = list(map(_length, "\n".join(self._joined).split("\n")))
        if first := int(self._setting.first / self._setting.em * _EM):
            place = 0
            for paragraph in chain.from_iterable(each or ("",) for each in self.contents):
                lengths[place] += first
                place += 1 + paragraph.count("\n")
        # A text that just fills its last line needs no room for what stands at its end.
        return [length - _ENDS if length > _EM else 1 for length in lengths]

    @cached_property
    def _ends(self) -> list[int]:
        """How many of these lines each cell has, with all before it."""
        return list(accumulate([text.count("\n") + 1 for text in self._joined], initial=0))

    @cached_property
    def _words(self) -> set[bytes]:
        """Words, codes and numbers, none of which is parted."""
        return set("\n".join(self._joined).encode().translate(_WORDS).split())

    def heights(self, width: float) -> list[int]:
        """Those of the cells, ``width`` points wide."""
        setting = self._setting
        usable = max(int((width - setting.beside) / setting.em * _EM) - _ENDS, _EM)
        lines = [-(-length // usable) for length in self._lengths]
        if len(lines) > len(self.rows):
            counted = list(accumulate(lines, initial=0))
            lines = [counted[end] - counted[start] for start, end in pairwise(self._ends)]
        leading, above, least = (
            round(length * _EM) for length in (setting.leading, setting.above, setting.height)
        )
        by_lines = [max(count * leading + above, least) for count in range(max(lines) + 1)]
        return [by_lines[count] for count in lines]

    def widest(self, beside_number: int) -> float:
        """The width for the longest word, with parts of an em beside one that is a number."""
        em, beside = self._setting.em, self._setting.beside
        lengths = (
            sum(word.translate(_WIDTHS)) + beside_number * word[-1:].isdigit()
            for word in self._words
        )
        return max(lengths, default=0) * em / _EM + beside


def _length(text: str) -> int:
    """The length of ``text`` in parts of an em, on one line."""
    return len(text) * _EM - sum(text.encode("ascii", "ignore").translate(_SAVINGS))


class _Table:
    def __init__(self, columns: Columns, rows: Iterable[Sequence[CellText]]) -> None:
        self._widths = columns.widths
        self._free = [
            (column, limits) for column, limits in enumerate(columns.limits) if limits is not None
        ]
        self._cells: dict[tuple[int, int], list[_Cells]] = {}
        count = self._take(rows)
        inside = {place: self._inside(*place) for place in self._cells}
        # However the columns change, a cell over all or none of them stays as wide.
        some = range(1, len(self._free))
        self._changing = {place: free for place, free in inside.items() if len(free) in some}
        self._rows = count
        rest = [self._heights_of(place, 0) for place in self._cells if place not in self._changing]
        self._rest = list(map(max, [0] * count, *rest)) if rest else [0] * count
        self._pieces = [self._widest(column, 0) for column, _ in self._free]
        self._numbers = [self._widest(column, _UNIT) for column, _ in self._free]
        # Each is asked for again and again while widths are tried.
        self._heights = cache(self._heights_of)
        self.height = cache(self._height)

    def _take(self, rows: Iterable[Sequence[CellText]]) -> int:
        """Sort the cells of ``rows`` by what they have alike; gives how many rows there are."""
        known: dict[tuple[int, int, Setting], _Cells] = {}
        count = 0
        for count, row in enumerate(rows, 1):
            for column, columns, setting, paragraphs in row:
                # Upright characters take as much height whatever the widths.
                if setting.upright:
                    continue
                cells = known.get((column, columns, setting))
                if cells is None:
                    cells = known[column, columns, setting] = _Cells(setting)
                    self._cells.setdefault((column, column + columns), []).append(cells)
                cells.rows.append(count - 1)
                cells.contents.append(paragraphs)
        return count

    def _inside(self, start: int, end: int) -> list[int]:
        """Which of the columns that may change stand between ``start`` and ``end``."""
        return [index for index, (column, _) in enumerate(self._free) if start <= column < end]

    def _widest(self, column: int, beside_number: int) -> float:
        """The width that the longest word, code or number of a column needs."""
        alike = self._cells.get((column, column + 1), ())
        return max((cells.widest(beside_number) for cells in alike), default=0.0)

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
        column, limits = self._free[index]
        whole = max(self._pieces[index], min(self._numbers[index], self._widths[column]))
        least = max(limits.least, min(whole, limits.most))
        return max(int((self._width(shift, index) - least + 1e-6) // MILLIMETRE), 0)

    def _wanting(self, shift: Sequence[int], index: int) -> int:
        """How many millimetres a column can take."""
        most = self._free[index][1].most
        return max(int((most - self._width(shift, index) + 1e-6) // MILLIMETRE), 0)

    def _width(self, shift: Sequence[int], index: int) -> float:
        return self._widths[self._free[index][0]] + shift[index] * MILLIMETRE

    def lowest(self, start: _Shift) -> _Shift:
        """Where no exchange between two columns makes the table lower any more."""
        found = start
        for step in _STEPS:
            while True:
                others = list(self._exchanges(found, step))
                best = min(others, key=self.height, default=found)
                if self.height(best) >= self.height(found):
                    break
                found = best
        return found

    def _exchanges(self, shift: _Shift, step: int) -> Iterable[_Shift]:
        for giver, taker in permutations(range(len(shift)), 2):
            if self._spare(shift, giver) >= step and self._wanting(shift, taker) >= step:
                changed = list(shift)
                changed[giver] -= step
                changed[taker] += step
                yield tuple(changed)

    def _height(self, shift: _Shift) -> int:
        """The height of all rows together, in hundredths of a point."""
        heights = [
            self._heights(place, sum([shift[index] for index in free]))
            for place, free in self._changing.items()
        ]
        return sum(map(max, self._rest, *heights)) if heights else sum(self._rest)

    def _heights_of(self, place: tuple[int, int], wider: int) -> list[int]:
        """The heights of the cells over these columns, row by row, so many millimetres wider."""
        heights = [0] * self._rows
        width = sum(self._widths[slice(*place)]) + wider * MILLIMETRE
        for cells in self._cells[place]:
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
