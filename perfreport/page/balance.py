"""Widths of columns by what stands in them: the table that comes out lowest, within limits.

Word and PDF have their widths from here, and so the same: heights are worked out from the texts
alone, without fonts. All is counted in whole numbers, so that every machine finds the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import permutations
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

_WHOLE = re.compile(
    "(?:[!-~]*[0-9](?:[%‰％℃]|[多余几]?[十百千万亿]{0,2}[元年月日人次个项件天户家米亩吨])?)|[!-~]+"
)
"""What is not parted where it can be helped: words, codes, numbers with their units."""


class Limits(NamedTuple):
    """The least and the greatest width that a column may have, in points."""

    least: float
    most: float


class Setting(NamedTuple):
    """How the text of a cell is set; lengths are in points.

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
    where the table has room on one page with them, or would be hardly lower with any others; in
    either case a column that would part a number gets the room for it that others can spare.
    """
    table = _Table(columns, rows)
    start = table.with_whole_pieces()
    found = start
    if table.height(start) > columns.room * _EM:
        lowest = table.lowest(start)
        if table.height(lowest) * 100 <= table.height(start) * _WORTH:
            found = lowest
    return table.widths(found) if any(found) else columns.widths


_Shift = tuple[int, ...]
"""By how many millimetres each of the columns that may change is wider than in the form."""


_Cells = list[tuple[Setting, Sequence[int]] | None]
"""The cells over the same columns, row by row: how they are set and how long their texts are."""


class _Table:
    def __init__(self, columns: Columns, rows: Iterable[Sequence[CellText]]) -> None:
        self._widths = columns.widths
        self._free = [
            (column, limits) for column, limits in enumerate(columns.limits) if limits is not None
        ]
        # Each is asked for again and again while widths are tried.
        self._inside = cache(self._inside_of)
        self._heights = cache(self._heights_of)
        self.height = cache(self._height)
        self._rest: list[int] = []
        self._cells: dict[tuple[int, int], _Cells] = {}
        self._pieces = dict.fromkeys((column for column, _ in self._free), 0.0)
        for number, row in enumerate(rows):
            self._rest.append(0)
            for cell in row:
                self._take(number, cell)
        for cells in self._cells.values():
            cells.extend([None] * (len(self._rest) - len(cells)))

    def _take(self, number: int, cell: CellText) -> None:
        setting, end = cell.setting, cell.column + cell.columns
        lengths = _lengths(cell)
        if setting.upright or len(self._inside(cell.column, end)) in (0, len(self._free)):
            # However the columns change, this cell stays as wide.
            width = sum(self._widths[cell.column : end])
            height = _height(setting, lengths, _usable(setting, width))
            self._rest[number] = max(self._rest[number], height)
            return
        if cell.columns == 1:
            self._note_pieces(cell)
        cells = self._cells.setdefault((cell.column, end), [])
        cells.extend([None] * (number - len(cells)))
        cells.append((setting, lengths))

    def _inside_of(self, start: int, end: int) -> list[int]:
        """Which of the columns that may change stand between ``start`` and ``end``."""
        return [index for index, (column, _) in enumerate(self._free) if start <= column < end]

    def _note_pieces(self, cell: CellText) -> None:
        """Take note of how wide what is not parted in ``cell`` is."""
        most = self._pieces[cell.column]
        for text in cell.paragraphs:
            for piece in _WHOLE.findall(text):
                if len(piece) * cell.setting.em + cell.setting.beside > most:
                    width = _length(piece) * cell.setting.em / _EM + cell.setting.beside
                    most = max(most, width)
        self._pieces[cell.column] = most

    def with_whole_pieces(self) -> _Shift:
        """The form's widths, but for columns that lack room for what is not parted in them."""
        shift = [0] * len(self._free)
        for index, (column, limits) in enumerate(self._free):
            needed = min(self._pieces[column], limits.most) - self._widths[column]
            lack = int(-(-needed // MILLIMETRE)) if needed > 0 else 0
            lack = min(lack, int((limits.most - self._widths[column]) // MILLIMETRE))
            for other in self._by_spare(shift, index):
                given = min(lack, self._spare(shift, other))
                shift[index] += given
                shift[other] -= given
                lack -= given
        return tuple(shift)

    def _by_spare(self, shift: Sequence[int], but: int) -> list[int]:
        others = [index for index in range(len(shift)) if index != but]
        return sorted(others, key=lambda index: -self._spare(shift, index))

    def _spare(self, shift: Sequence[int], index: int) -> int:
        """How many millimetres a column can give away."""
        column, limits = self._free[index]
        least = max(limits.least, min(self._pieces[column], self._widths[column]))
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
            self._heights(*place, sum(shift[index] for index in self._inside(*place)))
            for place in self._cells
        ]
        return sum(map(max, self._rest, *heights)) if heights else sum(self._rest)

    def _heights_of(self, start: int, end: int, wider: int) -> list[int]:
        """The heights of the cells over these columns, row by row, so many millimetres wider."""
        width = sum(self._widths[start:end]) + wider * MILLIMETRE
        usable: dict[Setting, int] = {}
        heights = []
        for cell in self._cells[start, end]:
            if cell is None:
                heights.append(0)
                continue
            setting, lengths = cell
            room = usable.get(setting)
            if room is None:
                room = usable[setting] = _usable(setting, width)
            heights.append(_height(setting, lengths, room))
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


def _usable(setting: Setting, width: float) -> int:
    """How much of a line that is one of several texts fill, in parts of an em."""
    return max(int((width - setting.beside) / setting.em * _EM) - _ENDS, _EM)


def _height(setting: Setting, lengths: Sequence[int], usable: int) -> int:
    """The height of a cell in hundredths of a point."""
    if setting.upright:
        high = max(lengths, default=0) * setting.em
    else:
        # A text that just fills its last line needs no room for what stands at a line's end.
        lines = sum([-(-(length - _ENDS) // usable) if length > _EM else 1 for length in lengths])
        high = max(lines, 1) * setting.leading * _EM
    return max(int(high + setting.above * _EM), int(setting.height * _EM))


def _lengths(cell: CellText) -> Sequence[int]:
    """The lengths of what stands between line breaks in ``cell``, with indents before it."""
    first = int(cell.setting.first / cell.setting.em * _EM)
    lengths: list[int] = []
    for text in cell.paragraphs:
        if "\n" in text:
            begin, *others = map(_length, text.split("\n"))
            lengths += (begin + first, *others)
        else:
            lengths.append(_length(text) + first)
    return lengths


def _length(text: str) -> int:
    """The length of ``text`` in parts of an em."""
    narrow = text.encode("ascii", "ignore")
    return (len(text) - len(narrow)) * _EM + sum(narrow.translate(_WIDTHS))


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
