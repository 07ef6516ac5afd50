"""Rows put into a sheet, taken out of it and put elsewhere in it, all at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate

_LAST = 1_048_575
"""The last row of a sheet, to which what is about a whole column reaches."""


class _Tally:
    """How many there are before a row, of what is counted by rows."""

    def __init__(self, counts: Mapping[int, int]) -> None:
        self._rows = sorted(counts)
        self._sums = [0, *accumulate(counts[row] for row in self._rows)]

    def before(self, row: int) -> int:
        return self._sums[bisect_left(self._rows, row)]


@dataclass(frozen=True)
class Shift:
    """What becomes of the rows of a sheet. They are counted from 0, as they stood before.

    Attributes:
        sheet: its name.
        above: how many rows are put in right above a row, with which they belong, by that row.
        below: how many are put in right below one, with which they belong.
        gone: those that stand where they stood no longer.
        moves: those of them that stand elsewhere, and where, counted as they stand afterwards.
        listed: the first and the last row of the list that changes, if one does.
    """

    sheet: str
    above: Mapping[int, int] = field(default_factory=dict)
    below: Mapping[int, int] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()
    moves: Mapping[int, int] = field(default_factory=dict)
    listed: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        """Count them once: each formula asks."""
        set_once = object.__setattr__
        set_once(self, "_above", _Tally(self.above))
        set_once(self, "_below", _Tally(self.below))
        set_once(self, "_gone", _Tally(dict.fromkeys(self.gone, 1)))

    _above: _Tally = field(init=False, repr=False, compare=False)
    _below: _Tally = field(init=False, repr=False, compare=False)
    _gone: _Tally = field(init=False, repr=False, compare=False)

    def __bool__(self) -> bool:
        """Whether any row comes or goes."""
        return bool(self.above or self.below or self.gone)

    def row(self, row: int) -> int | None:
        """Where a row stands afterwards; None for one that is taken out."""
        if row in self.gone:
            return self.moves.get(row)
        return self.begins(row)

    def begins(self, row: int, *, grows: bool = False) -> int:
        """Where what began with ``row`` begins afterwards; with what is put in above it if told."""
        below = self._below.before(row - 1 if grows else row)
        above = self._above.before(row if grows else row + 1)
        return row + below + above - self._gone.before(row)

    def ends(self, row: int, *, grows: bool = False) -> int:
        """Where what ended with ``row`` ends afterwards; with what is put in below it if told."""
        below = self._below.before(row + 1 if grows else row)
        return row + below + self._above.before(row + 1) - self._gone.before(row + 1)

    def first_above(self, row: int) -> int:
        """Where the first stands of those put in above ``row``."""
        below, above = self._below.before(row), self._above.before(row)
        return row + below + above - self._gone.before(row)

    def first_below(self, row: int) -> int:
        """Where the first stands of those put in below ``row``."""
        return self.ends(row) + 1

    def span(
        self, first: int, last: int, *, grows: bool = False, is_area: bool = False
    ) -> tuple[int, int] | None:
        """Where the rows from ``first`` to ``last`` are afterwards; None if all are taken out.

        Args:
            first: of the rows.
            last: of the rows.
            grows: whether rows put in at their edge are of them, as what adds up a list is to add
                up a new row: below several rows, and on both sides of the whole list.
            is_area: whether one row alone may stand for the whole of a list as well.
        """
        if first == last and first in self.moves:
            return self.moves[first], self.moves[first]
        several = first < last
        is_whole = grows and (several or is_area) and self._is_whole(first, last)
        begins = self.begins(first, grows=is_whole)
        ends = min(self.ends(last, grows=is_whole or (grows and several)), _LAST)
        return (begins, ends) if begins <= ends else None

    def parts(self, first: int, last: int) -> bool:
        """Whether any of the rows goes, or one is put in between them."""
        is_longer = self.ends(last) - self.begins(first) != last - first
        return is_longer or any(first <= row <= last for row in self.gone)

    def _is_whole(self, first: int, last: int) -> bool:
        return self.listed is not None and first == self.listed[0] and last >= self.listed[1]
